"""Spanish dates and times."""

from __future__ import annotations

import re

from summarizer.figures.dates import DateWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

_MONTHS = listed(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_WEEKDAYS = listed("lunes martes miercoles jueves viernes sabado domingo")
_months = {name: number for number, name in enumerate(_MONTHS, 1)}
_weekdays = {name: number for number, name in enumerate(_WEEKDAYS)}


def _genders(stems: dict[str, int]) -> dict[str, int]:
    return {f"{stem}{end}": n for stem, n in stems.items() for end in ("o", "a", "os", "as")}


_LAST = _genders({"pasad": -1, "ultim": -1, "previ": -1}) | {"anterior": -1, "anteriores": -1}
_NEXT = _genders({"proxim": 1}) | {"siguiente": 1, "siguientes": 1}
_UNITS = {
    "día": "day",
    "semana": "week",
    "fin de semana": "weekend",
    "finde": "weekend",
    "mes": "month",
    "trimestre": "quarter",
    "semestre": "semester",
    "año": "year",
    "década": "decade",
    "decenio": "decade",
    "siglo": "century",
}

WORDS = DateWords(
    months=_months
    | {name[:3]: n for name, n in _months.items()}
    | {"setiembre": 9, "sept": 9, "set": 9},
    full_months=frozenset([*_MONTHS, "setiembre"]),
    capital_months=frozenset(),
    weekdays=_weekdays | {"lun": 0, "mie": 2, "mi": 2, "jue": 3, "vie": 4, "sab": 5, "dom": 6},
    of=words("de del"),
    the=words("el la los las"),
    steps=_LAST | _NEXT | {"este": 0, "esta": 0, "estos": 0},
    steps_behind=Phrases(
        {
            "pasado": -1,
            "pasada": -1,
            "anterior": -1,
            "próximo": 1,
            "próxima": 1,
            "siguiente": 1,
            "previo": -1,
            "previa": -1,
            "que viene": 1,
            "entrante": 1,
            "actual": 0,
            "en curso": 0,
        }
    ),
    units=Phrases(_UNITS),
    relative_days=Phrases(
        {
            "hoy": 0,
            "esta mañana": 0,
            "esta tarde": 0,
            "esta noche": 0,
            "mañana": 1,
            "pasado mañana": 2,
            "el día después de mañana": 2,
            "ayer": -1,
            "anoche": -1,
            "anteayer": -2,
            "antier": -2,
            "antes de ayer": -2,
            "el día antes de ayer": -2,
        }
    ),
    ago=Phrases({"atrás": -1}),
    ago_before=Phrases({"hace": -1}),
    lasts=_LAST | _NEXT,
    within=Phrases({"dentro de": 1, "durante": 1}),
    openers=words("de desde del"),
    between=words("entre"),
    joiners=Phrases(same("to", listed("a|al|hasta|-|–|—|~|"))),
    and_joiners=words("y"),
    edges=Phrases(
        same(
            "edge",
            listed(
                "principios de|comienzos de|inicios de|mediados de|finales de|fines de|fin de|",
                "inicio de|principio de|final de|principios del|comienzos del|inicios del|",
                "mediados del|finales del|fines del|final del|inicio del|primera mitad de|",
                "segunda mitad de|primera mitad del|segunda mitad del|primera quincena de|",
                "segunda quincena de|primera quincena del|segunda quincena del|",
                "primeros días de|últimos días de|primeros días del|últimos días del|",
                "2ª mitad de|2ª mitad del|1ª mitad de|1ª mitad del|",
            ),
        )
    ),
    rests=Phrases(
        same(
            "rest",
            listed("resto de|resto del|lo que queda de|lo que queda del|lo que resta de|"),
        )
        | same("earlier", listed("más temprano|"))
    ),
    seasons={
        "primavera": "spring",
        "verano": "summer",
        "otoño": "autumn",
        "invierno": "winter",
    },
    decades={
        "veinte": 20,
        "treinta": 30,
        "cuarenta": 40,
        "cincuenta": 50,
        "sesenta": 60,
        "setenta": 70,
        "ochenta": 80,
        "noventa": 90,
    },
    decade_openers=Phrases(
        same(
            "years",
            listed(
                "los años|los anos|años|anos|la década de los|década de los|",
                "la década de los años|",
            ),
        )
        | same("plain", ("los",))
        | same(
            "decade",
            listed(
                "la década de|década de|la década del|década del|década|decenio de|la década|",
                "años de la década de|",
            ),
        )
    ),
    century_openers=Phrases(same(1, listed("el siglo|siglo|"))),
    century_words=frozenset(),
    quarters=Phrases({"trimestre": 3, "semestre": 6, "cuatrimestre": 3, "cuarto": 3, "mitad": 6}),
    year_openers=Phrases(
        same(
            "year",
            listed(
                "en|desde|hasta|durante|año|el año|del año|en el|desde el|hasta el|para|por|",
                "en el año|de|del|a|hacia|alrededor de|antes de|después de|a partir de|",
                "mediados de|finales de|principios de|enero|febrero|marzo|abril|mayo|junio|",
                "julio|agosto|septiembre|octubre|noviembre|diciembre|verano|invierno|otoño|",
                "primavera|",
            ),
        )
    ),
    year_words=words("año ano"),
    day_openers=words("el al del"),
    eras=Phrases({"a.c.": -1, "a. c.": -1, "d.c.": 1, "d. c.": 1}),
    now=words("ahora"),
    future=frozenset(),
    future_in=frozenset(),
    ahead=words(
        "va van previsto prevista previstos previstas programado programada",
        "comienza comienzan empieza empiezan arranca arrancan inicia inician abre abren expira",
        "expiran regresa regresan viaja viajan salen entra entran reanuda reanudan estrena estrenan",
    ),
    not_placed=words("para hasta del de desde antes al a entre y"),
    since=words("desde"),
    than=words("que"),
    from_value=words("desde"),
    into=words("en"),
    saying=words(
        "dijo anuncio acordo aprobo decidio prometio advirtio informo señalo confirmo adelanto",
        "indico explico aseguro ordeno propuso convoco fijo pidio agrego añadio preciso afirmo",
        "declaro anunciaron acordaron aprobaron decidieron informaron confirmaron convocaron fijaron",
    ),
    coming=frozenset(),
    agenda=frozenset(),
    behind=words("dijo fue hizo hubo era eran estaba habia murio hicieron fueron tuvo"),
    business_periods=words("trimestre semestre cuatrimestre"),
    business=frozenset(),
    fiscal=words("fiscal"),
    few={"pocos": 3, "pocas": 3},
    own=words("mi mismo misma aquel aquella"),
    starting=words("empezando comenzando"),
    whole=words("todo toda"),
    week_of=Phrases(
        {
            "semana del": "week",
            "semana de": "week",
            "semana que inicia el": "week",
            "mes de": "month",
        }
    ),
    after_next=Phrases(
        {
            f"{unit} {tail}": name
            for unit, name in (("semana", "week"), ("mes", "month"), ("año", "year"))
            for tail in ("después de la próxima", "después del próximo", "tras el próximo")
        }
        | {
            "fin de semana después del próximo": "weekend",
        }
    ),
    not_days_after=words("la una cada toda"),
    not_days=frozenset(),
    day_nouns=words("dia dias"),
    decade_nouns=words("años"),
    possessed=frozenset(),
    not_years=words(
        "personas mujeres hombres pesos dolares millones mil km kilometros metros familias",
        "euros por",
    ),
    not_months=words("señor don doña"),
    spoken_times=(
        re.compile(
            r"(?<=las )(?P<hour>dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce) "
            r"(?P<half>de la (?:mañana|tarde|noche|madrugada))\b"
        ),
        re.compile(
            r"(?<=las )(?P<hour>dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce) "
            r"y (?P<spoken>media|cuarto)\b(?: (?P<half>de la (?:mañana|tarde|noche|madrugada))\b)?"
            r"(?! (?:de|partes?)\b)"
        ),
    ),
    times_in_digits=(
        re.compile(r"(?<![\w.:,$])(?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d) ?(?:gmt|utc)\b"),
        re.compile(
            r"(?<![\w.:,$])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)? ?"
            r"(?:h(?:oras|rs?|s)?\.? )?"
            r"(?P<half>[ap]\.? ?m\b\.?|de la (?:mañana|tarde|noche|madrugada)\b|del mediodia\b)"
        ),
        re.compile(
            r"(?<![\w.:,$])(?<!\d/)(?P<hour>\d{1,2})[:.h](?P<minute>\d\d) ?(?:h(?:oras|rs?|s)?)\b"
        ),
        re.compile(
            r"(?<![\w.:,$])(?<!\d/)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?![\w:]|[.,]\d)"
        ),
        re.compile(
            r"(?<=\blas )(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)"
            r"(?![\w%]|[.,]\d| ?%| (?:mil|millones|por ciento|\w+[ao]s)\b)"
        ),
    ),
    hours=re.compile(
        r"\b(?:entre|de|desde) las (?P<first>\d{1,2})(?:[:.](?P<minutes>[0-5]\d))? (?:y|a|hasta) "
        r"las (?P<second>\d{1,2})(?:[:.](?P<more>[0-5]\d))?(?![\w%]|[.,:]\d| %)"
        r"(?! (?!y |de |del |en |para |horas|hs? |por |con |se |los |las |el |la )\w)"
    ),
    time_opener=re.compile(
        r"\blas (?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? (?:y|a|hasta) (?:las )?\Z"
    ),
    before_stopwatch=re.compile(
        r"\b(?:record|tiempo|marca|crono|registro|parando|corrio|gano)\b[^,;:.]{0,12}$"
    ),
    after_stopwatch=re.compile(r" ?(?:minutos|segundos)\b"),
    afternoon=frozenset({"pm", "delatarde", "delanoche"}),
    day_first=True,
    last_is_last_year=True,
)
