"""Names that run together with what stands around them on a page: menus, calendars, postal
addresses, credits of photographs, headlines and the line under them, pasted into one sentence."""

from __future__ import annotations

import re

from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_lines import Tag
from summarizer.figures.name_words import NameWords, words
from summarizer.figures.vocabulary import vocabulary

# What readers are asked to do, and the labels of pages. None is part of a name.
_FURNITURE = words(
    """
    registrarse registrate registrado conectate siguenos buscanos contactanos contacto contactos
    anunciate anunciese suscribete suscribase suscribirse suscripcion comparte compartir comenta
    comentar comentario comentarios copyright redaccion foto fotos fotografia fotogaleria video
    videos fecha tel telefono telefonos email mail correo menu inicio portada publicidad directorio
    terminos anterior siguiente recomendamos busqueda buscar etiquetas categorias secciones leer
    derechos reservados policiaca policiacas espectaculos clasificados obituarios horoscopos cartelera
    columnas editoriales galerias
    photo photos subscribe newsletter login signup advertisement updated published reserved
    """
)
_LOWER = re.compile(r"[a-zà-ÿ]")


def is_furniture(word: str) -> bool:
    """Whether ``word``, normalised, is one of a page's own."""
    return word in _FURNITURE


def without_furniture(text: str, spans: list[Tag], language: NameWords) -> list[Tag]:
    """``spans`` parted where a word of the page stands in them ("Grupo Puntual | Redacción |
    TOLUCA"), without the days of a calendar."""
    parted: list[Tag] = []
    for start, end, kind in spans:
        pieces = _pieces(text, start, end)
        if pieces == [(start, end)]:
            parted.append((start, end, kind))
            continue
        for first, last in pieces:
            entry = gazetteer().find(text[first:last], language=language.language)
            parted.append((first, last, entry.kind if entry is not None else kind))
    return [span for span in parted if not _is_label(text, span)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = last = -1
    linked = False
    for word in re.finditer(r"\S+", text[start:end]):
        furniture = normalise(word.group().rstrip(".:,")) in _FURNITURE
        # "Museo de la Fotografía" is one.
        after_link, linked = linked, word.group().islower() and not furniture
        if furniture and not after_link:
            if first >= 0:
                pieces.append((first, last))
            first = -1
            continue
        if first < 0:
            first = start + word.start()
        last = start + word.end()
    if first >= 0:
        pieces.append((first, last))
    return pieces


# The days of a calendar, and a writer's initials above the buttons of a page.
_DAYS = re.compile(r"[A-Z](?: [A-Z])*")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


def _is_label(text: str, span: Tag) -> bool:
    start, end, _ = span
    name = text[start:end]
    if _DAYS.fullmatch(name):
        return True
    if start == 0 and name.isupper() and gazetteer().find(name) is None:
        after = _NEXT_WORD.match(text, end)
        return after is not None and normalise(after[1]) in _FURNITURE
    return False


# --- postal addresses ---------------------------------------------------------------------------


_WORD = r"[^\W\d_a-zà-ÿ][\w'’-]*"
_STREET = re.compile(
    rf"{_WORD}(?:\.? (?:(?:de|del|la|las|los|y) )*{_WORD}){{0,4}}"
    r",? (?:(?:No|Núm|Num|Nº|N°|N) ?\.? ?|# ?)\d{1,5}(?!\w)"
)
_COLONY = re.compile(
    rf"\b(?:Col|Fracc|Colonia|Fraccionamiento)(?: ?\.)? {_WORD}(?: (?:(?:de|del|la|las|los) )*{_WORD})*"
)
_POSTCODE = re.compile(r"\b(?:C ?\. ?P|CP) ?\.? ?\.? ?\d{5}\b")


# "1200 Congress Avenue, Suite 300, Austin, TX 78701"
_US_ADDRESS = re.compile(
    r"\b\d{1,5} [A-Z][\w. ]{2,40} (?:Avenue|Ave|Street|St|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Way)\b"
    r"[^;:!?]{0,60}?\b[A-Z]{2} \d{5}\b"
)


# "Compartir en Facebook", "Síguenos en Facebook y Twitter"
_SHARED_ON = re.compile(
    r"\b(?:[Cc]omparte|[Cc]ompartir|[Ss][ií]guenos|SÍGUENOS|[Bb]úscanos|[Ss]hare(?: this)?|[Ff]ollow us)"
    r" (?:en|EN|on|vía|via)(?: [A-Z]\w+ ?,?(?: ?,| y| and| or)?){0,3} $"
)


def without_page(text: str, spans: list[Tag], language: NameWords) -> list[Tag]:
    """``spans`` without what is the page's own: the networks of its buttons, handles torn from
    their sign, the streets of postal addresses, and whatever stands in a program's text."""
    if not spans or _PROGRAM.search(text):
        return []
    posted = _posted(text)
    return [
        span
        for span in spans
        if not any(first < span[1] and span[0] < last for first, last in posted)
        and not _SHARED_ON.search(text, max(0, span[0] - 40), span[0])
        and not _is_torn_handle(text, span, language)
    ]


def _is_torn_handle(text: str, span: Tag, language: NameWords) -> bool:
    # In English one is "@ the Apollo".
    return (
        language.language == "es"
        and text[: span[0]].endswith("@ ")
        and " " not in text[span[0] : span[1]]
    )


def _posted(text: str) -> list[tuple[int, int]]:
    """Where the parts of postal addresses stand."""
    if not _NUMBER.search(text):
        return []
    patterns = (_POSTCODE, _COLONY, _STREET, _US_ADDRESS)
    parts = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    # "Colonia Roma" alone is a place of the news, and so is "Hidalgo No. 5".
    coded = any(pattern.search(text) for pattern in (_POSTCODE, _US_ADDRESS))
    numbered = any(text[end - 1].isdigit() for _, end in parts)
    return parts if coded or (len(parts) > 1 and numbered) else []


_NUMBER = re.compile(r"\d{2}")
_PROGRAM = re.compile(r"\w\.\w+ ?\( ?[\[{'\"]|\bfunction ?\w* ?\(|\bvar \w+ ?=")


# --- headlines ----------------------------------------------------------------------------------


_ADVERB = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]{3,}mente$")


def without_next_sentence(text: str, span: Tag, language: NameWords) -> Tag:
    """``span`` without the word that begins the next sentence: "Meade | Básicamente fue"."""
    start, end, kind = span
    space = text.rfind(" ", start, end)
    if space < 0 or not language.role_before_complement or not _LOWER.match(text, end + 1):
        return span
    word = text[space + 1 : end]
    known = vocabulary(language.language).counting
    if word.istitle() and (_ADVERB.match(word) or normalise(word) in known.stops):
        return start, space, kind
    return span
