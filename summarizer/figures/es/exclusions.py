"""Spanish words around numbers that are no figures."""

from __future__ import annotations

from summarizer.figures.exclusions import ExclusionWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

WORDS = ExclusionWords(
    labels=words(
        "punto articulo articulos seccion capitulo pagina paginas fila sala puerta ruta carretera",
        "salida vuelo figura tabla cuadro parte volumen tomo episodio temporada canal clase",
        "fase nivel tipo version modelo unidad departamento depto numero no num nro ley decreto",
        "fraccion inciso parrafo anexo grado grupo categoria lote carril anden terminal linea",
        "camion tren pregunta problema ejercicio ejemplo caso paso resolucion expediente salmo",
        "versiculo hoyo entrada etapa ronda jornada talla sector zona distrito circuito region",
        "celda bloque dia dias reactor complejo plataforma muelle hangar pabellon pista situacion extension ext asiento casilla kilometro km lugar puesto calle avenida av",
        "juzgado tribunal escuela secundaria primaria preparatoria regla plan generacion covid",
        "edicion minuto minutos min boeing airbus sec art inc habitacion piso apartado poligono estacion",
    ),
    indices=words(
        "ftse stoxx nasdaq fortune russell cac ibex nikkei dax asx p&p p ipc topix hang bmv csi",
        "sse",
    ),
    ranks=words("mejores peores ultimos primeros top"),
    streets=frozenset(),
    streets_before=words(
        "calle avenida av blvd bulevar boulevard carretera autopista calzada callejon privada",
        "paseo colonia col manzana lote interior exterior periferico libramiento",
    ),
    glued_openers=words("pre post sub menos"),
    ordinal_names=Phrases(
        same(
            "name",
            listed(
                "primer ministro|primera ministra|primera dama|primeros auxilios|primera plana|",
                "primera división|segunda división|tercera edad|terceros|primer lugar de|",
                "primera infancia|primera instancia|segunda instancia|primer mundo|tercer mundo|",
                "primer cuadro|primer piso|segundo piso|segundos|cuarto de|cuartos de|cuartos|",
                "cuarta transformación|primeras horas|primer término|",
                "primero que nada|primeramente|segunda mano|primera mano|primeros ministros|",
                "primeras damas|cuarto poder|sexto sentido|",
            ),
        )
    ),
    ordinal_leaders=Phrases(
        same(
            "name",
            listed(
                "en primer|último cuarto|primer cuarto|segundo cuarto|tercer cuarto|un cuarto|el cuarto|su cuarto|"
            ),
        )
    ),
    not_names=words(
        "el la los las un una unos unas de del a al en por para con sin sobre entre desde hasta",
        "hacia mas menos casi cerca alrededor unos otros otras todos todas solo y o e u que si",
        "cuando como este esta estos estas ese esa su sus mi es son era fue fueron hay hubo",
        "tiene tienen ayer hoy mañana lunes martes miercoles jueves viernes sabado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre",
        "diciembre segun tras durante ante bajo al aproximadamente apenas ademas tambien ya",
        "cada ambos suman van murieron total ni no",
    ),
    superlatives=frozenset(),
    half_names=words("primera segunda otra primer segundo a en"),
)
