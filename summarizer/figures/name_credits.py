"""Whom a page names as its owner, its source or its photographer: "Copyright 2021 La Voz de
Tampico", "Foto: Agencia Meridiano"; and papers by their titles."""

from __future__ import annotations

import re

from summarizer.brief import NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_lines import Tag
from summarizer.figures.name_pages import is_furniture
from summarizer.figures.name_words import NameWords, words

_WORD = r"[^\W\d_a-zà-ÿ][\w’'&-]*(?:\.[a-z]{2,4}(?![\w.]))?(?!\w)"
_TIES = r"(?:(?:de|del|la|las|los|el|y|of|the|and|&) ){0,2}"
_NAME = rf"(?:\d{{1,2}} )?{_WORD}(?: {_TIES}{_WORD}){{0,5}}"
_YEARS = r"\d{4}(?: ?[-–]? ?\d{4})?"
_OWNER = re.compile(
    r"(?:©|\b(?:[Cc]opyright|COPYRIGHT|[Dd]erechos [Rr]eservados|DERECHOS RESERVADOS))"
    rf"(?: ?(?:©|\(c\)|[Cc]opyright|-))?(?: ?{_YEARS}(?: ?,)?)?"
    rf" (?:(?:de|DE|by|por) )?(?P<name>{_NAME})(?! [a-zà-ÿ])"
)
_OWNED = re.compile(
    rf"(?:^|[:.|©-] ?)(?P<name>{_NAME})(?: ?[-.,|])?(?: ?©)?(?: ?{_YEARS})?(?: ?[-.,|])? ?"
    r"(?:Todos los [Dd]erechos [Rr]eservados|TODOS LOS DERECHOS RESERVADOS|All [Rr]ights [Rr]eserved)"
)
# A word, a title with its article, or a line of capitals.
_TITLE = (
    rf"(?:(?:Agencia|Agency|El|La|Los|Las|The) {_WORD}(?: de {_WORD})?"
    r"|[^\W\da-zà-ÿ]{2,}(?: [^\W\da-zà-ÿ]{2,}){0,2}(?!\w)"
    rf"|{_WORD}(?! {_WORD}(?! [a-zà-ÿ])))"
)
_SOURCE = re.compile(
    r"(?:\b(?:Fotos?|FOTOS?|Fotografía|Imagen|Fuente|Crédito|Photos?|PHOTO|Image|Source|Credit|Por) ?:"
    r"|\bCon información de(?: ?:)?|\bincluye información de(?: ?:)?)"
    rf" ?(?P<name>{_TITLE})"
)
# Who took a picture that nobody took: "Foto: Especial".
_NOBODY = words(
    """
    especial archivo cortesia internet captura redes ilustrativa ilustracion tomada web staff
    corresponsal enviado agencia agencias courtesy file handout reproduction screenshot supplied
    """
)
_PAPERS = (
    "Universal|Debate|Sol|Diario|Heraldo|Imparcial|Informador|Norte|Siglo|Financiero|Economista"
    "|Mundo|País|Correo|Clarín|Mercurio|Nacional|Tiempo|Comercio|Espectador|Porvenir|Mañana"
    "|Independiente|Regional|Vigía|Mexicano|Occidental|Popular|Cronista|Observador|Periódico"
    "|Comercial|Telégrafo|Colombiano|Jornada|Voz|Prensa|Opinión|Tribuna|Nación|Crónica|Razón"
    "|Vanguardia|Verdad|República|Tercera|Gaceta|Hora|Estrella"
)
# "El Heraldo de Tuxtla" is a paper wherever it stands; "El Mundo" may open a sentence.
_INSIDE_SENTENCE = re.compile(r"(?:[a-zà-ÿ],?|:) $")
_PAPER = re.compile(
    rf"(?P<name>(?:El|La) (?:{_PAPERS})(?: (?:de(?:l| la| los| las)? )?(?P<town>[A-ZÀ-Ý][\w’'-]+"
    rf"(?:(?: de| del| la| las| los){{0,2}} [A-ZÀ-Ý][\w’'-]+){{0,2}}))?)(?![\w])"
)


def with_owners(text: str, spans: list[Tag], language: NameWords) -> list[Tag]:
    """``spans`` with whom the page belongs to, and whom it has a text or a picture from."""
    if "©" in text or "opyright" in text or "eservad" in text.lower() or "ights" in text:
        for pattern in (_OWNER, _OWNED):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                place = _place_at_end(text, start, end)
                spans = _with(text, spans, start, place - 1 if place else end, language)
                if place:
                    spans = [span for span in spans if span[1] <= place or end <= span[0]]
                    spans = sorted([*spans, (place, end, NameKind.PLACE)])
    if ":" in text or "nformación de" in text:
        for match in _SOURCE.finditer(text):
            start, end = match.span("name")
            inside = [span for span in spans if span[0] < end and start < span[1]]
            known = any(
                last > end
                or (kind is NameKind.PERSON and " " in text[first:last])
                or gazetteer().find(text[first:last]) is not None
                for first, last, kind in inside
            )
            if not known:
                spans = _with(text, spans, start, end, language)
    return spans


_TIE_AT_END = re.compile(
    r"\b(?:de|del|la|las|los|el|y|of|the|and|&|San|Nuevo|Nueva|New|Santa)$", re.IGNORECASE
)


def _place_at_end(text: str, start: int, end: int) -> int:
    """Where the place begins in which a paper appears: "24 HORAS | MÉXICO"; or 0."""
    at = text.rfind(" ", start, end) + 1
    owner = text[start : at - 1]
    if at <= start or _TIE_AT_END.search(owner) or gazetteer().find(text[start:end]) is not None:
        return 0
    return at if gazetteer().find(text[at:end], NameKind.PLACE) is not None else 0


def _with(text: str, spans: list[Tag], start: int, end: int, language: NameWords) -> list[Tag]:
    key = normalise(text[start:end])
    first = key.split()[0]
    if (
        key in _NOBODY
        or is_furniture(first)
        or key in language.not_names | language.demonyms
        or len(key) < 2
    ):
        return spans
    kept = [span for span in spans if span[1] <= start or end <= span[0]]
    return sorted([*kept, (start, end, NameKind.ORGANISATION)])


def with_papers(text: str, spans: list[Tag], language: NameWords) -> list[Tag]:
    """``spans`` with the papers that are called by a title: "El Heraldo de Tuxtla"."""
    if not language.role_before_complement or ("El " not in text and "La " not in text):
        return spans
    for match in _PAPER.finditer(text):
        start, end = match.span("name")
        if match["town"] is None:
            known = _INSIDE_SENTENCE.search(text, max(0, start - 3), start) is not None
        else:
            known = gazetteer().find(match["town"], NameKind.PLACE) is not None or any(
                kind is NameKind.PLACE and first <= match.start("town") and last == end
                for first, last, kind in spans
            )
        if known and not any(first < start < last for first, last, _ in spans):
            kept = [span for span in spans if span[1] <= start or end <= span[0]]
            spans = sorted([*kept, (start, end, NameKind.ORGANISATION)])
    return spans
