"""Negations that a translation drops or adds: "disagree" must not become "agree"."""

from __future__ import annotations

import re

from summarizer.brief import Language

# Set phrases that negate nothing, taken out first.
_IDIOMS = {
    "en": re.compile(
        r"\b(?:no doubt|not only|no less than|nothing but|none other than|no sooner|whether or not"
        r"|no matter|not to mention|no\.? ?\d+|if not|or not)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:sin embargo|sin duda|no obstante|no (?:solo|sólo|solamente|únicamente)|nada más"
        r"|nada menos|sin más|ni siquiera|a no ser|no bien|cuanto antes|o no"
        r"|n[oº]\.? ?\d+)\b",
        re.IGNORECASE,
    ),
}
_NEGATIONS = {
    "en": re.compile(
        r"\b(?:not|no|never|none|nobody|no-one|nothing|neither|nor|nowhere|without|cannot)\b"
        r"|n['’]t\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:no|nunca|jamás|nadie|nada|ning(?:ún|un[oa]s?)|tampoco|sin|ni)\b", re.IGNORECASE
    ),
}
# Words that may stand for a negation of the other language ("sin precedentes" is unprecedented,
# "no dejó que" kept from, "mejor que nunca" better than ever). They are those that are at least
# four times as frequent in human translations of negated sentences that have no negation of their
# own as elsewhere; a longer list would hide more dropped negations than it spares false alarms.
_KIN = {
    "en": re.compile(
        r"\b(?:un(?!der|it|til|i[oqfv])\w{3,}|unidentified|uninten\w{1,7}|uninsured"
        r"|(?:in|im|ir)\w{3,}[ai]ble|inability|incapable|inaccurate|inactive|inadequate\w{0,2}"
        r"|incomplete|incorrect\w{0,2}|independent\w{0,2}|ineffective|inefficient"
        r"|insufficient\w{0,2}|impunity|illegal\w{0,2}|irregular\w{0,5}|irrelevant|asymptomatic"
        r"|dis(?:agree|allow|appear|approv|connect|continu|courag|regard|trust|like|prov)\w{0,6}"
        r"|non(?:etheless)?|non-?\w{3,}|mis(?:taken?|understand\w{0,3}|lead\w{0,3}|sing|sed)"
        r"|free|\w{3,}-free|\w{2,}less(?:ly)?|less|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ures?)?"
        r"|refus\w{1,4}|declin(?:ed|es)|den(?:y|ies|ied|ying|ial)|reject\w{0,3}"
        r"|ban(?:s|ned)?|prevent\w{0,3}|avoid\w{0,3}|abs(?:ent|ence|tain\w{0,3})|hardly|barely"
        r"|rarely|seldom|little|few|ever|rather|beyond|unless|except|far from|yet|still|longer"
        r"|stop(?:ped|s)?|only|anything but|too|instead)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:in\w{3,}[aeiu]bles?|im\w{3,}[aeiu]bles?|irre\w{3,}bles?|incapa\w{1,5}|insuficien\w{1,4}"
        r"|incomplet\w{1,4}|incorrect\w{1,7}|inadecuad\w{1,3}|inactiv\w{1,4}|incert\w{2,7}"
        r"|inefica\w{1,4}|inusual\w{0,5}|inédit\w{1,3}|inexist\w{2,5}|independ\w{2,8}"
        r"|impun\w{1,5}|impid\w{1,5}|imped\w{1,5}|imposib\w{2,7}|ilegal\w{0,5}|ilícit\w{1,4}"
        r"|irregular\w{0,7}|irrelevan\w{2,4}"
        r"|des(?:aprob|apare|acuerd|cart|conoc|confi|mient|minti|mentir|igual|emple|actualiz|us"
        r"|habit|protegid|ocupad)\w{0,8}|a?sintom[aá]tic\w{1,4}|falt\w{1,5}"
        r"|care(?:c|zc)\w{1,5}|nieg\w{1,3}|neg(?:ó|ar|aron|aba|ado|ativa)\w{0,4}|rechaz\w{1,6}"
        r"|prohib\w{1,5}|prohíb\w{1,3}|evit\w{1,6}|apenas|ausen\w{2,4}|excepto|salvo|sino"
        r"|poc[oa]s?|menos|raramente|rara vez|raras veces|lejos de|hasta|dej(?:ó|ar|aron|an|a|ado)"
        r"|vano|difícil\w{0,5}|fracas\w{1,4}|fallo|en lugar de|en vez de|a diferencia de|libres? de"
        r"|exent\w{1,2}|abst\w{2,7}|solo|sólo|demasiado|cualquier\w{0,2}|todavía|aún)\b",
        re.IGNORECASE,
    ),
}


def changed(
    source: str, target: str, source_language: Language, target_language: Language
) -> str | None:
    """``"dropped"`` where the source negates and the target has nothing that could say so,
    ``"added"`` for the reverse, else None. Languages other than English and Spanish give None."""
    if source_language not in _NEGATIONS or target_language not in _NEGATIONS:
        return None
    if _negates(source, source_language) and not _may_negate(target, target_language):
        return "dropped"
    if _negates(target, target_language) and not _may_negate(source, source_language):
        return "added"
    return None


def governed(text: str, language: Language, words: int) -> list[str]:
    """What follows each negation of ``text``, up to so many words."""
    if language not in _NEGATIONS:
        return []
    text = _IDIOMS[language].sub(" ", text)
    ends = [found.end() for found in _NEGATIONS[language].finditer(text)]
    return [" ".join(text[end:].split()[:words]) for end in ends]


def _negates(text: str, language: Language) -> bool:
    return bool(_NEGATIONS[language].search(_IDIOMS[language].sub(" ", text)))


def _may_negate(text: str, language: Language) -> bool:
    return bool(_NEGATIONS[language].search(text) or _KIN[language].search(text))
