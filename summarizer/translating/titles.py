"""Headlines in Title Case, read as the sentences that they are.

English headlines often begin each word with a capital, which Spanish ones never do; a model that
reads them so writes so, and takes common words for names. Only case changes, so that places in the
text stay what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from summarizer.brief import Article, BlockKind
from summarizer.figures import names
from summarizer.figures.gazetteer import gazetteer

# Words this long have a capital in every style of Title Case.
_LONG = 4
_FEWEST_LONG = 3
# Of the long words after the first: "Storm Ilse shuts Marne Airport, Rail Lines" has 0.83.
_LEAST_SHARE = 0.85
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
# A word that no sentence begins with.
_INSIDE = re.compile(r"(?<=[\w,;]\s)([^\W\d_]+)")
_INSIDE_PAIR = re.compile(r"(?<=[\w,;]\s)([A-ZÁÉÍÓÚÑ][^\W\d_]+\s[A-ZÁÉÍÓÚÑ][^\W\d_]+)")
_MOST_TEXT = 100_000


def is_title_case(text: str) -> bool:
    """Whether ``text`` begins (nearly) each long word with a capital, and is not all capitals."""
    words = [word for word in _WORD.findall(text)[1:] if len(word) >= _LONG]
    if len(words) < _FEWEST_LONG:
        return False
    shouted = sum(word.isupper() for word in words)
    capitals = sum(word[0].isupper() for word in words)
    return shouted <= len(words) / 2 and capitals >= _LEAST_SHARE * len(words)


def sentence_case(text: str, article: Article) -> str:
    """``text``, an English headline in Title Case, as a sentence of the same length: common words
    small, names as they are. Which are names, the article's own sentences tell; for words that
    they lack, the gazetteer and the recogniser of names. Any other text is given back as it is."""
    if not is_title_case(text):
        return text
    small, capital, pairs = _usage(article)
    stems = {_stem(word) for word in small}
    words = list(_WORD.finditer(text))
    kept = {0}
    unknown = set()
    forms = [_POSSESSIVE.sub("", word[0]) for word in words]
    for place, form in enumerate(forms):
        inner = form[1:]
        if not form[0].isupper() or inner != inner.lower() or len(form) == 1:
            kept.add(place)
            continue
        if " ".join(forms[place : place + 2]) in pairs:
            kept |= {place, place + 1}
        lower, upper = small[form.lower()], capital[form]
        if upper > lower:
            kept.add(place)
        elif not lower and _stem(form) not in stems:
            unknown.add(place)
    opening = {place for place, word in enumerate(words) if _opens_quotation(text, word.start())}
    known = _lowered(text, words, set(range(len(words))) - kept - opening - unknown)
    tagged = [(start, end) for start, end, _ in names.tag(known, "en")]
    for place in unknown:
        start, end = words[place].span()
        is_name = any(a <= start and end <= b for a, b in tagged)
        if is_name or gazetteer().find(forms[place]) is not None:
            kept.add(place)
    return _lowered(text, words, set(range(len(words))) - kept - opening)


def _usage(article: Article) -> tuple[Counter[str], Counter[str], set[str]]:
    """How often the article's sentences have a word in small letters, how often with a capital
    inside a sentence, and which pairs of capitalised words."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    pairs: set[str] = set()
    left = _MOST_TEXT
    for block in article.body:
        if block.kind is BlockKind.HEADLINE or is_title_case(block.text) or left <= 0:
            continue
        said = block.text[:left]
        left -= len(said)
        small.update(_POSSESSIVE.sub("", word) for word in _WORD.findall(said) if word[0].islower())
        capital.update(word for word in _INSIDE.findall(said) if word[0].isupper())
        pairs.update(" ".join(pair.split()) for pair in _INSIDE_PAIR.findall(said))
    return small, capital, pairs


def _stem(word: str) -> str:
    """What forms of one word share: *strikes*, *strike*."""
    return word.lower()[: max(_LONG, len(word) - 3)]


def _opens_quotation(text: str, start: int) -> bool:
    return text[max(0, start - 1) : start] in {'"', "“", "«", "‘"}


def _lowered(text: str, words: list[re.Match[str]], places: Iterable[int]) -> str:
    letters = list(text)
    for place in places:
        start = words[place].start()
        if len(lower := letters[start].lower()) == 1:
            letters[start] = lower
    return "".join(letters)
