"""Spanish words around what is counted."""

from __future__ import annotations

from pathlib import Path

from summarizer.figures.counting import CountingWords
from summarizer.figures.vocabulary import Phrases, listed, same, word_list, words

WORDS = CountingWords(
    stops=words(
        "el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel su sus",
        "mi mis tu tus nuestro nuestra nuestros nuestras",
        "cuanto y e o u ni pero sino aunque porque si cuando donde quien quienes que cual cuales como",
        "a al en por para con sin sobre bajo entre desde hasta hacia contra segun durante tras",
        "mediante ante frente de del cuyo cuya cuyos cuyas",
        "es son era eran fue fueron ser sido siendo esta estan estaba estaban ha han habia habian",
        "hay hubo haber habra habran habria habrian sera seran seria tiene tienen tenia tuvo puede pueden hace hacen",
        "se le les me nos te no ya muy mas menos tambien solo aun todavia ademas asi",
        "tan incluso nunca siempre jamas respecto encima debajo esto eso aquello ello ellos ella ellas algo alguien nadie nada usted ustedes nosotros",
        "diario diaria diarios diarias semanal semanales mensual mensuales anual anuales",
        "casi apenas aproximadamente valorado valorada valorados valoradas valuado valuada valuados valuadas tasado tasada tasados",
        "tasadas",
        "ayer hoy antes despues luego ahora cada ambos ambas mientras incluido incluida incluidos",
    ),
    verbs=word_list(Path(__file__).with_name("verbs.txt"))
    | words(
        "murio murieron muere mueren mantiene mantienen encuentra encuentran rinde rinden faltan faltaban sobran indico sumo cayo sigue siguen siguieron pidio pidieron"
    ),
    adjectives=word_list(Path(__file__).with_name("adjectives.txt")),
    links=words("de del"),
    articles=words("el la los las un una su sus todo toda todos todas"),
    openers=Phrases(
        same(
            "de",
            listed(
                "de los|de las|de|del|de sus|de estos|de estas|de esos|de esas|de ellos|de la|",
                "de el|más|mas|de los últimos|de las últimas|de los primeros|de las primeras|de los otros|",
                "de las otras|de los próximos|de las próximas|de sus últimos|de sus últimas|",
            ),
        )
    ),
    modifiers=words(
        "presuntos presuntas supuestos supuestas nuevos nuevas otros otras grandes mas",
        "principales diferentes distintos distintas diversos diversas primeros primeras ultimos",
        "ultimas mejores peores posibles proximos proximas antiguos antiguas pequeños pequeñas",
        "presunto presunta supuesto supuesta nuevo nueva otro otra gran mayores propios",
        "propias tristes largos largas altos altas",
    ),
    heads=frozenset(),
    not_plural=words(
        "pais mes mas tras antes despues ademas entonces lunes martes miercoles jueves",
        "viernes crisis",
    ),
    noun_first=True,
    totals=Phrases(
        same(
            "total",
            listed(
                "número de|número total de|total de|cifra de|cantidad de|cifra total de|saldo de|",
                "porcentaje de|proporción de|",
            ),
        )
    ),
    participles=words("muertos heridos muertas heridas presos detenidos puestos hechos vistos"),
    event_links=words("a al en por de del la el los las un una con hacia desde contra tras sobre"),
    event_openers=words("a al en por con hacia desde del contra tras bajo sin"),
    event_ends=words("se no ya que fue fueron estan han ha son"),
    sources=Phrases(same("source", listed("según|de acuerdo con|de acuerdo a|"))),
    arrivals=words(
        "murieron fallecieron mueren desaparecieron acudieron marcharon participaron asistieron",
        "huyeron protestaron llegaron sobrevivieron viajaban perecieron resultaron votaron",
        "detuvieron mataron hirieron rescataron evacuaron liberaron asesinaron hallaron",
    ),
    inner_links=words("en a al para por con entre sobre"),
    time_words=words(
        "año años mes meses semana semanas dia dias decada decadas siglo siglos trimestres semestre hoy ayer lunes martes miercoles jueves viernes sabado",
        "domingo record trimestre pasado proximo ultimo anual mañana tarde noche promedio",
    ),
    ins=words("en"),
    goods=words(
        "efectivo ayudas ayuda multas daños perdidas inversiones inversion creditos credito bonos",
        "acciones apoyos subsidios subvenciones impuestos ventas exportaciones importaciones",
        "remesas salarios joyas mercancia mercancias premios premio prestamos deuda deudas",
        "donaciones donativos indemnizaciones contratos obras becas sobornos fianza gastos",
        "ingresos beneficios dividendos activos capital oro drogas droga aranceles sanciones",
    ),
    before_infinitives=words(
        "ha han he hemos habia habian habra habran haya hayan hubiera hubieran"
    ),
    value_verbs=words(
        "cuesta cuestan costo costaria vale valen pesa pesan mide miden suma suman alcanza",
        "alcanzan alcanzo llega llegan sube suben baja bajan crece crecen cae caen gana ganan",
        "pierde pierden recibe reciben paga pagan gano perdio subio bajo cayo crecio aumento",
        "disminuyo representa representan equivale equivalen asciende ascienden supera superan",
        "registra registran",
    ),
    # In the singular, folded; few verbs end so.
    adjective_endings=tuple(
        "al ar ivo iva ico ica oso osa able ible ario aria ado ada ido ida ano ana eno ino ina eño "
        "eña ense ista dor dora tor tora sor sora nte il az iz undo unda ero era orio oria eto eta "
        "es esa nuevo nueva comun mayor menor mejor peor civil total breve grave leve doble triple "
        "libre pobre unico unica puro pura joven vez alto alta bajo baja largo larga corto "
        "corta".split()
    ),
    participle_endings=("ados", "idos", "adas", "idas", "ado", "ido", "ada", "ida"),
    # With the accent of the preterite and the future, or in the plural: few nouns end so.
    finite_endings=tuple(
        "ó aron ieron aban ían arán erán irán aba ará erá irá aremos eremos iremos".split()
    ),
    infinitive_endings=("ar", "er", "ir", "ando", "iendo"),
    # Those with an accent ("líder") are told by it.
    not_infinitives=words(
        "lugar hogar mujer poder deber taller alquiler militar popular familiar titular celular",
        "auxiliar escolar nuclear particular ejemplar pilar altar bazar collar avatar radar",
        "millar telar pulgar chofer placer amanecer atardecer porvenir elixir bando mando",
        "comando contrabando bienestar malestar pesar paladar manjar muladar vulgar solar polar",
        "lunar lupanar preliminar multimillar hospitalar olivar pinar palmar costillar internar",
        "secular mercader alfiler hangar dolar euskera",
    ),
    joiners=words("y o"),
    copulas=words("fueron fue han ha sido son resultaron quedaron estan siguen"),
    openers_of_speech=words("que"),
    intransitive=frozenset(),
    indefinite=words("un una"),
    pronouns=words("ellos ellas estos estas"),
    auxiliaries=words("no han ha tienen tiene son fueron estan siguen siguieron resultaron"),
    nouns_of_age=frozenset(),
    possessives=words("su sus"),
    runs=words("seguidos seguidas consecutivos consecutivas"),
    dimensions=words(
        "largo ancho alto altura profundidad longitud diametro altitud distancia fondo"
    ),
)
