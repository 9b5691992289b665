"""The forms of lines that stand around an article's prose: bylines, captions, posting times."""

from __future__ import annotations

import datetime as dt
import re

from summarizer.reading import dates, en, es
from summarizer.reading.lines import Line, fold, once_a_line

_BYLINE = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(en.BYLINE_LEADS + es.BYLINE_LEADS, key=len, reverse=True)))})"
    r"[: ]{1,2}(?P<name>.{2,120})$"
)
_CAPTION = tuple(map(fold, en.CAPTION_LEADS + es.CAPTION_LEADS))
# Who made a picture, set off from what it shows: "… (AP)", "… Foto: Florion Goga", "….Getty".
_AGENCIES = (
    r"ap|afp|efe|reuters|getty(?: images)?|ep|ansa|dpa|epa|xinhua|shutterstock|istock(?:photo)?|"
    r"europa press|associated press|ap photo|archivo|file|cortesia|courtesy|telam|notimex|cuartoscuro|"
    r"alamy|bloomberg|pool|handout|instagram|facebook|twitter|captura"
)
_CREDIT = re.compile(
    rf"(?:\([^()]{{0,60}}\b(?:{_AGENCIES}|foto|photo|photograph|credit|via)\b[^()]{{0,80}}\)\.?$"
    rf"|[/|.•·—-] ?(?:{_AGENCIES})(?:[/, -]{{1,3}}(?:[^\W\d]{{1,20}} ?){{1,4}})?\.?$"
    r"|(?:^|[\W\d]|(?<=[a-z]))(?:foto|fotos|fotografia|photo|photograph|credit|imagen|image|credito|picture)s?(?: by| de)?"
    r" ?[:/|] ?.{1,60}$)"
)
_TIME = re.compile(
    r"(?:\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?h(?:s|rs|oras)?\b)?(?: ?[ap]\.? ?m\b\.?)?|\b\d{1,2} ?[ap]\.? ?m\b\.?)"
)
_ZONE = r"(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|cet|cest|ist|hrs?|horas|h)"
_AGO = re.compile(
    r"(?:hace )?\d{1,3} ?(?:min(?:uto|ute)?s?|h|hrs?|hours?|horas?|d|days?|dias?|weeks?|semanas?|months?|mes(?:es)?|years?|anos?)(?: ago)?"
)
# "(Reporting by Will Dunham; Editing by Tom Brown)", "Con información de EFE"
_CREDITS = re.compile(
    r"\W?(?:(?:additional )?(?:reporting|writing|editing|compiled|edited|translated|produced) by\b|"
    r"(?:reporte|reportaje|edicion|editado|escrito|traducido|redaccion) (?:de|por)\b.{1,60}$|"
    r"con informacion de\b.{1,60}$|with (?:reports|information|files|additional reporting) (?:from|by)\b)"
)
_DAY_WORDS = frozenset(en.WEEKDAYS + es.WEEKDAYS) | frozenset(dates.MONTHS)
_POSTING = frozenset(
    word for lead in en.POSTING_LEADS + es.POSTING_LEADS for word in lead.split()
) | frozenset(
    [
        "at",
        "a",
        "las",
        "la",
        "el",
        "de",
        "del",
        "on",
        "the",
        "of",
        "last",
        "hrs",
        "hs",
        "h",
        "am",
        "pm",
        "a.m",
        "p.m",
        "gmt",
        "utc",
        "est",
        "edt",
        "et",
        "ist",
        "bst",
        "cet",
        "cest",
        "updated",
    ]
)


@once_a_line
def posting_time(line: Line) -> dt.date | bool | None:
    """The date of a line that only tells when something was posted; True where it tells a time
    without a full date; None where the line says more."""
    if len(line.text) > 120 or not re.search(r"\d", line.text):
        return None
    date = dates.find(line.text)
    rest = re.sub(rf"\b{_ZONE}\b", " ", _TIME.sub(" ", line.folded))
    if _AGO.fullmatch(line.folded.strip(" .·|-")):
        return True
    words = re.findall(r"[^\W\d_]+", rest)
    if any(word not in _DAY_WORDS and word not in _POSTING and len(word) > 1 for word in words):
        return None
    if date:
        return date
    return True if words or _TIME.search(line.folded) else None


@once_a_line
def is_byline(line: Line) -> bool:
    """Whether the line tells who wrote, edited or reported."""
    if len(line.text) <= 400 and _CREDITS.match(line.folded):
        return True
    if len(line.text) > 140 or (line.text.endswith((".", ":", "!", "?")) and len(line.words) > 8):
        return False
    match = _BYLINE.match(line.folded)
    if match:
        names = line.text[match.start("name") :].split()
        capital = sum(word[:1].isupper() or not word[:1].isalpha() for word in names)
        return len(names) <= 14 and capital >= 0.6 * len(names)
    return False


# "Ashhar Alam/New Delhi", "Jane Roe | Lima"
_NAME_PLACE = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ][\w.'’-]{0,20} ){1,3}[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20} ?[/|] ?"
    r"(?:[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20} ?){1,4}$"
)
# "Bruselas -", "MEXICO CITY, Jan 20 (Reuters) -", "Madrid, 3 ene (EFE).-"
_DATELINE = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ][\w.'’-]{1,20}[ ,]{1,2}){1,5}(?:[\w.]{1,12}[ ,]{1,2}){0,5}"
    r"(?:\([A-Z][\w/ -]{1,30}\) ?)?\.?[-–—]$"
)


def is_name_and_place(text: str) -> bool:
    """Whether ``text`` is a reporter's name and place, run together with a stroke."""
    return len(text) <= 100 and bool(_NAME_PLACE.match(text))


@once_a_line
def is_dateline(line: Line) -> bool:
    """Whether the line is only where (and when) the article was written."""
    return len(line.text) <= 80 and bool(_DATELINE.match(line.text))


@once_a_line
def is_caption(line: Line) -> bool:
    """Whether the line tells what a picture shows or who made it."""
    folded = line.folded
    if folded.startswith(_CAPTION):
        return len(line.text) <= 400
    return len(line.text) <= 400 and bool(_CREDIT.search(folded[-120:]))


_LIST_ITEM = re.compile(r"(?:[-*•·▪◦‣–—►▶●○■✔✓]|\d{1,2}[.)]|[a-z]\))\s+\S")
_OPEN_QUOTE = re.compile(r"[\"“«„]")


def is_quotation(text: str) -> bool:
    """Whether ``text`` is one quotation from end to end."""
    body = text.rstrip(".,!? ")
    return (
        len(text) > 20
        and bool(_OPEN_QUOTE.match(text))
        and body[-1:] in '"”»'
        and not re.search(r"[\"”»].*[\"“«]", text[1:-2])
    )


@once_a_line
def is_list_item(line: Line) -> bool:
    return bool(_LIST_ITEM.match(line.text))


def is_title_cased(text: str) -> bool:
    """Whether most words of ``text`` begin with a capital, as in English titles and menus."""
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)
