"""English dates and times."""

from __future__ import annotations

import datetime as dt
import re

from summarizer.figures.dates import DateWords
from summarizer.figures.vocabulary import listed

_MONTHS = listed(
    "january february march april may june july august september october november",
    "december",
)
_months = {name: number for number, name in enumerate(_MONTHS, 1)}
_months |= {name[:3]: number for name, number in _months.items()} | {"sept": 9}
_weekdays = {
    name: number
    for number, name in enumerate(
        listed(
            "monday tuesday wednesday thursday friday saturday sunday",
        )
    )
}
_M = "(?:" + "|".join(sorted(_months, key=len, reverse=True)) + r")\b\.?"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]\d\d|20\d\d)"
_W = "(?:" + "|".join(_weekdays) + ")"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


PATTERNS = (
    # January 20-25, 2026; Jan. 20
    _compile(
        rf"\b(?P<month>{_M})\ ?(?P<day>{_D})(?:\ ?(?:-|–|to|and)\ ?(?P<day2>{_D}))?"
        rf"(?![\w%:]|[.,/]\d)(?:,?\ (?P<year>{_Y})\b)?"
    ),
    # 20 January 2026, the 20th of January
    _compile(
        rf"(?<![\w.,$/-])(?P<day>{_D})(?:\ ?(?:-|–|to|and)\ ?(?P<day2>{_D}))?(?:\ of|\ )?\ ?"
        rf"(?P<month>{_M})(?!\w)(?:,?\ (?P<year>{_Y})\b)?"
    ),
    # January 2026
    _compile(rf"\b(?P<month>{_M}),?\ (?:of\ )?(?P<year>{_Y})\b"),
    # the 1990s, 1990's
    _compile(r"(?<![\w.,$£€-])(?P<decade>1[0-9]\d0|20\d0)'?s\b"),
    _compile(r"(?<![\w.,$£€])'(?P<decade>[0-9]0)s\b"),
    # in January; early May
    _compile(
        rf"\b(?:in|since|until|by|from|last|next|this|early|late|mid-?|during|every|of)\ "
        rf"(?P<whole>(?P<month>{_M}))(?!\ \d|\w)"
    ),
    # A.D. 1000, 300 B.C.
    _compile(r"\b(?P<whole>a\.?d\.?\ (?P<year>\d{3,4}))(?![\w%]|[.,]\d)"),
    # between 2014 and 2017
    _compile(
        rf"\b(?:between|from)\ (?P<whole>(?P<year>{_Y})(?:\ ?[-–]\ ?|\ (?:and|to|through)\ )"
        rf"(?P<year2>{_Y}))(?![\w%]|[.,:/]\d|\ (?:million|billion|percent|km|miles)\b|\ [a-z]+s\b)"
    ),
    # in 2019, since 1990
    _compile(
        rf"(?:\b(?:in|since|until|till|during|year|through|spring|summer|autumn|fall|winter"
        rf"|in\ early|in\ late|in\ mid|by)[\ -]|\()(?P<whole>(?P<year>{_Y}|21\d\d))"
        r"(?![\w%]|[.,:/]\d|-\d|\ (?:million|billion|percent|people|km|miles|of\ (?:the|its|their))\b)"
    ),
)

RELATIVE = re.compile(
    rf"\b(?:yesterday|today|tomorrow|tonight|(?:(?:last|next|this)\ )?{_W}s?"
    r"|(?:last|next|this)\ (?:week|month|year|weekend|quarter|summer|winter|spring|fall|autumn))\b"
)


def resolve(phrase: str, reference: dt.date) -> str | None:
    """The date of a relative phrase, seen from the day on which the text was written. A bare
    weekday is the last such day, as in news."""
    words = phrase.split()
    last = words[-1]
    days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    if last in days:
        return (reference + dt.timedelta(days[last])).isoformat()
    if last in _weekdays:
        back = (reference.weekday() - _weekdays[last]) % 7
        if words[0] == "next":
            return (reference + dt.timedelta(7 - back)).isoformat()
        if words[0] == "last" and back == 0:
            back = 7
        return (reference - dt.timedelta(back)).isoformat()
    step = {"last": -1, "this": 0, "next": 1}.get(words[0])
    if step is None:
        return None
    if last == "year":
        return f"{reference.year + step:04d}"
    if last == "month":
        month = reference.year * 12 + reference.month - 1 + step
        return f"{month // 12:04d}-{month % 12 + 1:02d}"
    if last == "week":
        monday = reference - dt.timedelta(reference.weekday() - 7 * step)
        return f"{monday.isoformat()}/{(monday + dt.timedelta(6)).isoformat()}"
    return None


WORDS = DateWords(
    months=_months,
    weekdays=_weekdays,
    day_words={},
    patterns=PATTERNS,
    relative=resolve,
    relative_pattern=RELATIVE,
    times=(
        re.compile(
            r"(?<![\w.:,$])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)? ?"
            r"(?P<half>[ap]\.? ?m\b\.?)"
        ),
        re.compile(r"(?<![\w.:,$/])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?![\w:]|[.,]\d)"),
        re.compile(r"(?<![\w.:,$])(?P<hour>\d{1,2}) ?o'clock\b"),
    ),
    afternoon=frozenset({"pm"}),
    day_first=False,
)
