"""Names that run together with what stands around them on a page: menus, credits of photographs,
headlines and the line under them, pasted into one sentence."""

from __future__ import annotations

import re

from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_lines import Tag
from summarizer.figures.name_words import NameWords, words
from summarizer.figures.vocabulary import vocabulary

# What readers are asked to do, and the labels of pages. None is part of a name.
_FURNITURE = words(
    """
    registrarse registrate conectate siguenos buscanos contactanos contacto contactos anunciate
    suscribete suscribase suscribirse suscripcion comparte compartir comenta comentar comentario
    comentarios copyright redaccion foto fotos fotografia fotogaleria video videos fecha tel telefono
    email menu inicio portada publicidad directorio terminos anterior siguiente recomendamos
    photo photos subscribe newsletter login signup advertisement updated published
    """
)
_LOWER = re.compile(r"[a-zà-ÿ]")


def without_furniture(text: str, spans: list[Tag], language: NameWords) -> list[Tag]:
    """``spans`` parted where a word of the page stands in them: "Grupo Puntual | Redacción |
    TOLUCA"."""
    parted: list[Tag] = []
    for start, end, kind in spans:
        pieces = _pieces(text, start, end)
        if pieces == [(start, end)]:
            parted.append((start, end, kind))
            continue
        for first, last in pieces:
            entry = gazetteer().find(text[first:last], language=language.language)
            parted.append((first, last, entry.kind if entry is not None else kind))
    return parted


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = last = -1
    linked = False
    for word in re.finditer(r"\S+", text[start:end]):
        # "Museo de la Fotografía" is one.
        after_link, linked = linked, word.group().islower()
        if not after_link and normalise(word.group().rstrip(".:,")) in _FURNITURE:
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
