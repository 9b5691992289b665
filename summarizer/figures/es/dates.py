"""Spanish dates and times."""

from __future__ import annotations

import datetime as dt
import re

from summarizer.figures.dates import DateWords
from summarizer.figures.vocabulary import listed

_MONTHS = listed(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre",
    "diciembre",
)
_months = {name: number for number, name in enumerate(_MONTHS, 1)}
_months |= {name[:3]: number for name, number in _months.items()} | {"setiembre": 9, "sept": 9}
_weekdays = {
    name: number
    for number, name in enumerate(
        listed(
            "lunes martes miercoles jueves viernes sabado domingo",
        )
    )
}
_M = "(?:" + "|".join(sorted(_months, key=len, reverse=True)) + r")\b\.?"
_D = r"(?:(?:0?[1-9]|[12]\d|3[01])(?:\.?º|ro|er|o)?|primero)"
_Y = r"(?:1[5-9]\d\d|20\d\d)"
_W = "(?:" + "|".join(_weekdays) + ")"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


PATTERNS = (
    # 20 de enero de 2026, del 20 al 25 de enero
    _compile(
        rf"(?<![\w.,$/-])(?P<day>{_D})(?:\ ?(?:-|–|al|a|y)\ ?(?:el\ )?(?P<day2>{_D}))?\ ?(?:de\ |-|/)?"
        rf"(?P<month>{_M})(?!\w)(?:(?:\ del?(?:\ año)?\ |,?\ |-|/)(?P<year>{_Y})\b)?"
    ),
    # January 20 written in the English order: enero 20, 2026
    _compile(
        rf"\b(?P<month>{_M})\ (?P<day>{_D})(?![\w%:]|[.,/]\d)(?:(?:,|\ del?)?\ (?P<year>{_Y})\b)?"
    ),
    # enero de 2026
    _compile(rf"\b(?P<month>{_M})\ (?:del?(?:\ año)?\ )?(?P<year>{_Y})\b"),
    # los años noventa, los años 90, la década de 1990
    _compile(
        r"\b(?:decada\ de(?:\ los)?|los\ años|años)\ (?P<whole>(?P<decade>1[0-9]\d0|20\d0|[0-9]0))\b"
    ),
    _compile(
        rf"\b(?:en|desde|hasta|de|del|a|para|durante|pasado|proximo|este|mediados\ de|fines\ de)\ "
        rf"(?P<whole>(?P<month>{'|'.join(_MONTHS)}|setiembre))(?!\w|\ \d)"
    ),
    _compile(
        rf"\b(?:entre|de|desde)\ (?P<whole>(?P<year>{_Y})(?:\ ?[-–]\ ?|\ (?:y|a|hasta)\ )"
        rf"(?P<year2>{_Y}))(?![\w%]|[.,:/]\d|\ (?:mil|millones|pesos|km)\b|\ [a-z]+s\b)"
    ),
    _compile(
        rf"(?:\b(?:en|desde|hasta|durante|año|para|por|enero|junio|julio)\ (?:el\ )?(?:año\ )?|\()"
        rf"(?P<whole>(?P<year>{_Y}|21\d\d))"
        r"(?![\w%]|[.,:/]\d|-\d|\ (?:mil|millones|personas|km|por|pesos|dolares)\b)"
    ),
)

RELATIVE = re.compile(
    rf"\b(?:ayer|anteayer|antier|hoy|pasado\ mañana|(?:(?:el|este|al|del)\ )?(?:pasado\ |proximo\ )?{_W}(?:\ pasado|\ proximo)?"
    r"|(?:el|la|este|esta)\ (?:(?:pasad|proxim)[oa]\ )?(?:año|mes|semana)\ (?:pasad[oa]|proxim[oa]|que\ viene)"
    r"|est[ea]\ (?:año|mes|semana))\b"
)


def resolve(phrase: str, reference: dt.date) -> str | None:
    """The date of a relative phrase, seen from the day on which the text was written. A bare
    weekday is the last such day, as in news."""
    words = phrase.split()
    days = {"ayer": -1, "anteayer": -2, "antier": -2, "hoy": 0}
    if words[0] in days:
        return (reference + dt.timedelta(days[words[0]])).isoformat()
    if phrase == "pasado mañana":
        return (reference + dt.timedelta(2)).isoformat()
    ahead = any(word.startswith("proxim") or word == "viene" for word in words)
    past = any(word.startswith("pasad") for word in words)
    for word in words:
        if word in _weekdays:
            back = (reference.weekday() - _weekdays[word]) % 7
            if ahead:
                return (reference + dt.timedelta(7 - back)).isoformat()
            if past and back == 0:
                back = 7
            return (reference - dt.timedelta(back)).isoformat()
    step = 1 if ahead else -1 if past else 0
    if "año" in words:
        return f"{reference.year + step:04d}"
    if "mes" in words:
        month = reference.year * 12 + reference.month - 1 + step
        return f"{month // 12:04d}-{month % 12 + 1:02d}"
    if "semana" in words:
        monday = reference - dt.timedelta(reference.weekday() - 7 * step)
        return f"{monday.isoformat()}/{(monday + dt.timedelta(6)).isoformat()}"
    return None


WORDS = DateWords(
    months=_months,
    weekdays=_weekdays,
    day_words={"primero": 1},
    patterns=PATTERNS,
    relative=resolve,
    relative_pattern=RELATIVE,
    times=(
        re.compile(
            r"(?<![\w.:,$])(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?::\d\d)? ?(?:h(?:oras|rs?|s)?\.? )?"
            r"(?P<half>[ap]\.? ?m\b\.?|de la (?:mañana|tarde|noche|madrugada)\b|del mediodia\b)"
        ),
        re.compile(r"(?<![\w.:,$/])(?P<hour>\d{1,2})[:.h](?P<minute>\d\d) ?(?:h(?:oras|rs?|s)?)\b"),
        re.compile(r"(?<![\w.:,$/])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?![\w:]|[.,]\d)"),
    ),
    afternoon=frozenset({"pm", "delatarde", "delanoche"}),
    day_first=True,
)
