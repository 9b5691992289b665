"""Spanish words that bound a value or tell its change."""

from __future__ import annotations

from summarizer.brief import Bound, Change
from summarizer.figures.bounds import BoundWords
from summarizer.figures.vocabulary import Phrases, listed, same, words


def _contracted(phrases: list[str]) -> list[str]:
    """Each phrase that ends in *de* or *a* also with the article drawn into it."""
    return [
        form
        for phrase in phrases
        for form in (phrase, f"{phrase}l" if phrase.endswith((" de", " a")) else phrase)
    ]


_ABOUT = _contracted(
    listed(
        "alrededor de|cerca de|aproximadamente|aprox.|casi|unos|unas|cercano a|cercana a|en torno",
        "a|cercanos a|cercanas a|algo así como|~|≈|del orden de|se estima que|estimado en|",
        "estimados en|rondan|ronda|rondaba|rozan|roza|próximo a|próximos a|más o menos|poco más o",
        "menos|un estimado de|unos cuantos|prácticamente|un aproximado de|en promedio|",
    )
)
_MORE = listed(
    "mayor|mayores|superior|superiores|más alto|más alta|más altos|más altas|más grande|",
    "más grandes|más|mas|más largo|mejor|mejores|",
)
_LESS = listed(
    "menor|menores|inferior|inferiores|más bajo|más baja|más bajos|más bajas|más pequeño|",
    "más pequeños|menos|más corto|peor|",
)
_OVER = _contracted(
    listed(
        "por encima de|supera|superan|superó|superaron|superar|superando|excede|exceden|excedió|",
        "rebasa|rebasan|rebasó|rebasaron|poco más de|arriba de|encima de|sobrepasa|sobrepasan|",
        "sobrepasó|>|más allá de|bastante más de|mucho más de|un poco más de|",
    )
)
_UNDER = _contracted(
    listed(
        "por debajo de|poco menos de|debajo de|abajo de|<|un poco menos de|mucho menos de|",
        "bastante menos de|",
    )
)
_AT_LEAST = listed(
    "al menos|por lo menos|cuando menos|como mínimo|no menos de|mínimo|un mínimo de|a partir de|",
    "≥|>=|> =|no menos que|mínimo de|a partir del|",
)
_AT_MOST = listed(
    "hasta|hasta en|como máximo|a lo sumo|cuando mucho|no más de|un máximo de|máximo|a lo más|≤|<=|< =|",
    "no más que|máximo de|tanto como|como mucho|no mayor de|no mayor a|",
)


def _compared(comparatives: list[str]) -> list[str]:
    return [f"{word} {joint}" for word in comparatives for joint in ("de", "del", "que", "a", "al")]


def _compared_or_equal(comparatives: list[str]) -> list[str]:
    return [
        phrase
        for word in comparatives
        for joint in ("a", "que", "de")
        for phrase in (
            f"{word} o igual {joint}",
            f"{word} o iguales {joint}",
            f"{word} e igual {joint}",
            f"igual a o {word} {joint}",
            f"igual o {word} {joint}",
        )
    ]


_UP = listed(
    "subió|subir|sube|suben|subieron|subiendo|aumentó|aumentar|aumenta|aumentan|aumentaron|",
    "aumentado|aumentando|creció|crecer|crece|crecen|crecieron|crecido|subido|incrementado|avanzado|repuntado|encarecido|incrementó|incrementar|",
    "incrementaron|incrementa|se incrementó|avanzó|avanzaron|avanza|repuntó|escaló|se disparó|",
    "disparó|elevó|elevaron|elevar|aumento de|aumento del|crecimiento de|crecimiento del|",
    "incremento de|incremento del|alza de|alza del|subida de|subida del|avance de|avance del|",
    "se encarece|se encarecen|se encareció|encarece|encarecen|encareció|encarecieron|dispara|",
    "disparan|dispararon|eleva|elevan|repunta|repuntan|repuntaron|incrementan|avanzan|trepan|",
    "treparon|acelera|aceleró|rebota|rebotó|rebotaron|",
    "subirá|subirán|aumentará|aumentarán|crecerá|crecerán|incrementará|incrementarán|avanzará|",
    "subiría|aumentaría|crecería|creciendo|se apreció|apreció|se encarecerá|se fortaleció|",
    "repunte de|repunte del|ganancia de|suba de|suba del|al alza|se elevó|ascendió|trepó|mejora de|mejora del|",
)
_DOWN = listed(
    "bajó|bajar|baja|bajan|bajaron|bajado|cayó|caer|ceder|cae|caen|cayeron|caído|disminuyó|disminuir|",
    "disminuyeron|disminuye|disminuido|retrocedido|descendido|desplomado|contraído|abaratado|descendió|descender|descendieron|desciende|se redujo|",
    "redujo|reducir|redujeron|reducido|retrocedió|retrocedieron|decreció|se desplomó|desplomó|",
    "desploma|desploman|desplomaron|se hunde|se hunden|se hundió|se hundieron|abarata|abaratan|",
    "abarató|abarataron|reduce|reducen|disminuyen|retrocede|retroceden|descienden|contrae|",
    "caída de|caída del|disminución de|disminución del|descenso de|descenso del|reducción de|",
    "reducción del|retroceso de|retroceso del|desplome de|desplome del|baja de|baja del|",
    "bajará|bajarán|caerá|caerán|disminuirá|disminuirán|descenderá|descenderán|reducirá|",
    "reducirán|bajaría|caería|reduciría|cayendo|descendiendo|se moderó|moderó|moderaron|",
    "se desaceleró|desaceleró|se ralentizó|se abaratará|se depreció|depreció|",
    "recorte de|recorte del|a la baja|se contrajo|contrajo|contracción de|contracción del|",
)
_WEAK_UP = listed("ganó|ganaron|gana|sumó|sumaron|agregó|mejoró|apreció|se apreció|más|")
_WEAK_DOWN = listed(
    "perdió|perdieron|pierde|pérdida de|recortó|recortaron|restó|cedió|depreció|se depreció|menos|"
)
_RAISE = listed(
    "aumentó|aumentar|aumentará|aumenta|aumentan|aumentaron|subió|subir|subirá|sube|suben|",
    "subieron|elevó|elevar|elevará|eleva|elevan|elevaron|incrementó|incrementar|incrementará|",
    "incrementa|incrementaron|amplió|ampliar|ampliará|amplía|encareció|encarece|mejoró|mejorar|",
    "superó|",
)
_LOWER = listed(
    "recortó|recortar|recortará|recorta|recortan|recortaron|redujo|reducir|reducirá|reduce|",
    "reducen|redujeron|bajó|bajar|bajará|baja|bajan|bajaron|rebajó|rebajar|rebajará|rebaja|",
    "disminuyó|disminuir|disminuirá|disminuye|abarató|abarata|acortó|acortar|",
)
_RISE = listed(
    "más|más que|de aumento|de incremento|de crecimiento|de alza|de subida|de incremento|de avance|de mejora|mayor|superior|al alza|"
)
_DROP = listed(
    "menos|menos que|de reducción|de caída|de descuento|de descenso|de disminución|de rebaja|de retroceso|menor|inferior|a la baja|de baja|"
)
# What stands before the number that a rate is seen against.
BASES = listed("por cada|de cada|por|")

WORDS = BoundWords(
    before=Phrases(
        same(Bound.ABOUT, _ABOUT)
        | same(Bound.MORE_THAN, [*_OVER, *_compared(_MORE)])
        | same(Bound.LESS_THAN, [*_UNDER, *_compared(_LESS)])
        | same(Bound.AT_LEAST, [*_AT_LEAST, *_compared_or_equal(_MORE)])
        | same(Bound.AT_MOST, [*_AT_MOST, *_compared_or_equal(_LESS)])
    ),
    after=Phrases(
        same(
            Bound.AT_LEAST,
            listed(
                "o más|o mayor|o mayores|y más|en adelante|como mínimo|al menos|por lo menos|+|",
                "o superior|cuando menos|",
            ),
        )
        | same(
            Bound.AT_MOST,
            listed("o menos|o menor|o menores|o inferior|como máximo|a lo sumo|cuando mucho|"),
        )
        | same(Bound.ABOUT, listed("aproximadamente|y pico|más o menos|o así|"))
    ),
    closing=Phrases(same("closed", listed("o igual a|o igual que|o igual|o iguales a|"))),
    loose_joiners=words("y"),
    around=frozenset(),
    equals=Phrases(same(Bound.EXACT, listed("igual a|equivale a|iguales a|equivalente a|"))),
    articles=words("el la los las un una"),
    between=words("entre"),
    between_joiner="y",
    openers=words("entre de desde del"),
    joiners=Phrases(same("to", listed("a|al|-|–|—|hasta|~|hasta los|hasta las|hasta el|"))),
    alternatives=words("o u"),
    froms=words("de desde del"),
    loose_froms=words("de del"),
    tos=words("a al hasta"),
    changes=Phrases(same(Change.UP, _UP) | same(Change.DOWN, _DOWN)),
    weak_changes=Phrases(same(Change.UP, _WEAK_UP) | same(Change.DOWN, _WEAK_DOWN)),
    changes_after=Phrases(same(Change.UP, _RISE) | same(Change.DOWN, _DROP)),
    moves=words(
        "pasara pasaran cambiara paso pasar pasando pasaron pasado pasa pasan cambio cambiar movio"
    ),
    transitive=Phrases(same(Change.UP, _RAISE) | same(Change.DOWN, _LOWER)),
    differences=words("en"),
    fillers=words("a al el un una en hasta otro otros casi cerca de solo apenas por"),
    comparatives=words("mas menos mayor menor superior inferior superiores inferiores"),
    negations=words("no nunca jamas tampoco"),
    phrasal=frozenset(),
    places=frozenset(),
    ballots=words("votos voto votacion votaron"),
    passing=words("aprobo aprobaron aprobado aprobada rechazo rechazaron"),
    versus=words("a contra frente por"),
    travels=words("avanzo avanzaron avanza avanzan avance"),
    weak_for_shares=True,
    accented=words("bajo"),
    compared=Phrases(
        same(
            "compared",
            listed(
                "frente a|frente al|frente a los|respecto a|respecto al|respecto a los|contra el|",
                "contra los|en comparación con el|en comparación con los|comparado con el|",
                "comparado con los|en contraste con los|en contraste con el|",
            ),
        )
    ),
    pasts=words("hace antes anterior anteriores previo previa previos pasado pasada atras"),
    bases=Phrases(same("base", BASES)),
    scores=words(
        "gol goles tanto tantos gano ganaron vencio vencieron derroto derrotaron perdio perdieron empato empataron",
        "empate victoria triunfo derrota marcador goleada goleo supero imponerse impuso",
        "votos votacion votaron global penales penaltis set sets ventaja final resultado cayo",
    ),
)
