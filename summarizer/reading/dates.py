"""Dates as pages and tweets write them, in English and Spanish (and, for attribution lines of
embedded tweets, in the languages next to them)."""

from __future__ import annotations

import datetime as dt
import re

from summarizer.reading import en, es
from summarizer.reading.lines import fold

# Tweets embedded by pages in other languages: their month names, folded.
_OTHER_MONTHS = {
    name: number
    for names in (
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre",
        "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
        "januar februar marz april mai juni juli august september oktober november dezember",
    )
    for number, name in enumerate(names.split(), 1)
}
MONTHS: dict[str, int] = _OTHER_MONTHS | es.MONTHS | en.MONTHS

# "marzo" has to be tried before "mar".
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d{2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
# No boundary after the year: scraped text runs it into the next word ("November 6, 2023Y agregó").
DATE = (
    rf"(?:(?P<month1>{_MONTH})\.?\s{{1,3}}(?P<day1>{_DAY})(?:st|nd|rd|th)?,?\s{{1,3}}(?:de[l]? )?"
    rf"(?P<year1>{_YEAR})(?!\d)"
    rf"|(?P<day2>{_DAY})(?:st|nd|rd|th|\.|º|°|er)?\s{{0,3}}(?:de |d'|of )?(?P<month2>{_MONTH})\.?,?"
    rf"\s{{1,3}}(?:de[l]? )?(?P<year2>{_YEAR})(?!\d)"
    rf"|(?P<year3>{_YEAR})-(?P<month3>0[1-9]|1[0-2])-(?P<day3>0[1-9]|[12]\d|3[01])(?!\d))"
)
_DATE = re.compile(r"(?<![^\W_])" + DATE)
_NUMERIC = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year>{_YEAR})(?!\d)"
)


def from_match(match: re.Match[str]) -> dt.date | None:
    """The date of a match of :data:`DATE`, or None where the calendar has no such day."""
    for form in "123":
        if year := match.group(f"year{form}"):
            month = match.group(f"month{form}")
            try:
                return dt.date(
                    int(year),
                    int(month) if month.isdigit() else MONTHS[month],
                    int(match.group(f"day{form}")),
                )
            except ValueError:
                return None
    return None


def find(text: str) -> dt.date | None:
    """The first full date in ``text``, or None. A date in digits ("13/02/2026") counts only where
    its order of day and month is certain."""
    folded = fold(text)
    for match in _DATE.finditer(folded):
        if date := from_match(match):
            return date
    for match in _NUMERIC.finditer(folded):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 or first == second:
            first, second = second, first
        elif second <= 12:
            continue
        try:
            return dt.date(int(match["year"]), first, second)
        except ValueError:
            continue
    return None
