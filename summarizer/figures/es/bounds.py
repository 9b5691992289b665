"""Spanish words that bound a value or tell its change."""

from __future__ import annotations

from summarizer.brief import Bound, Change
from summarizer.figures.bounds import BoundWords
from summarizer.figures.vocabulary import Phrases, listed, same

_ABOUT = listed(
    "alrededor de|cerca de|aproximadamente|aprox.|casi|unos|unas|unos cuantos|cercano a",
    "cercana a|en torno a|aproximado de|cercanos a|cercanas a|algo así como",
    "poco menos o más de|~|≈|estimado en|estimados en|se estima que|aproximados",
    "del orden de|en promedio|promedio de|un promedio de|rondan los|rondan las|ronda los",
    "ronda las|rondaba los|rozan los|roza los|próximo a|alrededor del|cerca del",
    "en torno al|alrededor de los|alrededor de las|cerca de los|cerca de las",
    "en torno a los|en torno a las|unos aproximadamente",
)
_MORE = listed(
    "más de|mas de|más de los|más de las|más del|por encima de|por encima del|superior a",
    "superiores a|superior al|mayor a|mayor que|mayores a|mayores que|mayor de|mayores de",
    "supera los|supera las|superan los|superan las|superó los|superaron los|superó las",
    "excede los|rebasa los|rebasan los|rebasó los|poco más de|arriba de|arriba del",
    "encima de|sobrepasa los|mejor que|>|supera el|superó el|rebasó el|más que|más allá de",
    "rebasa el|por encima de los|por encima de las",
)
_LESS = listed(
    "menos de|menos de los|menos de las|menos del|por debajo de|por debajo del|inferior a",
    "inferiores a|inferior al|menor a|menor que|menores a|menores que|menor de|menores de",
    "poco menos de|debajo de|debajo del|abajo de|<|por debajo de los|por debajo de las",
)
_AT_LEAST = listed(
    "al menos|por lo menos|cuando menos|como mínimo|no menos de|mínimo|un mínimo de",
    "a partir de|desde al menos|≥|>=|mayor o igual a|mayor o igual que",
)
_AT_MOST = listed(
    "hasta|como máximo|a lo sumo|cuando mucho|no más de|un máximo de|máximo|a lo más|≤|<=",
    "hasta un|hasta el|menor o igual a|menor o igual que|hasta los|hasta las",
)
_UP = listed(
    "subió|subir|sube|suben|subieron|subiendo|aumentó|aumentar|aumenta|aumentan|aumentaron",
    "aumento|aumento de|aumentado|aumentando|creció|crecer|crece|crecen|crecieron",
    "crecimiento|crecimiento de|incrementó|incremento|incremento de|incrementar",
    "incrementaron|incrementa|alza|alza de|alza del|un alza de|ganó|ganaron|ganancia de",
    "avanzó|avanzaron|avance de|avance del|repuntó|repunte de|escaló|se disparó|disparó",
    "subida de|subida del|al alza|aumento del|incremento del|crecimiento del|elevó",
    "elevaron|",
)
_DOWN = listed(
    "bajó|bajar|baja|bajan|bajaron|cayó|caer|cae|caen|cayeron|caída|caída de|caída del",
    "disminuyó|disminuir|disminuyeron|disminución|disminución de|disminución del|disminuye",
    "descendió|descender|descenso|descenso de|descenso del|redujo|reducir|reducción",
    "reducción de|reducción del|redujeron|retrocedió|retroceso de|perdió|perdieron",
    "pérdida de|decreció|se desplomó|desplome de|a la baja|baja de|baja del|recorte de",
    "recortó|restó",
)

WORDS = BoundWords(
    before=Phrases(
        same(Bound.ABOUT, _ABOUT)
        | same(Bound.MORE_THAN, _MORE)
        | same(Bound.LESS_THAN, _LESS)
        | same(Bound.AT_LEAST, _AT_LEAST)
        | same(Bound.AT_MOST, _AT_MOST)
    ),
    after=Phrases(
        {
            "o más": Bound.AT_LEAST,
            "o mayor": Bound.AT_LEAST,
            "y más": Bound.AT_LEAST,
            "en adelante": Bound.AT_LEAST,
            "como mínimo": Bound.AT_LEAST,
            "al menos": Bound.AT_LEAST,
            "por lo menos": Bound.AT_LEAST,
            "+": Bound.AT_LEAST,
            "o menos": Bound.AT_MOST,
            "o menor": Bound.AT_MOST,
            "como máximo": Bound.AT_MOST,
            "aproximadamente": Bound.ABOUT,
            "y pico": Bound.ABOUT,
            "más o menos": Bound.ABOUT,
        }
    ),
    between=frozenset({"entre"}),
    range_openers=frozenset({"entre", "de", "desde", "del"}),
    range_joiners=Phrases(
        same(
            "to",
            ("a", "al", "-", "–", "—", "hasta", "~", "a los", "a las", "hasta los", "hasta las"),
        )
    ),
    changes=Phrases(same(Change.UP, _UP) | same(Change.DOWN, _DOWN)),
)
