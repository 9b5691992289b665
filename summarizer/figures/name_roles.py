"""Which words around a person's name tell the person's office: "Mexico's Security Minister"."""

from __future__ import annotations

from bisect import bisect_left

from summarizer.figures.gazetteer import normalise
from summarizer.figures.name_words import NameWords
from summarizer.figures.tokens import Token
from summarizer.figures.vocabulary import vocabulary

# How far from a name its role may reach, in tokens. Long offices have a dozen: "secretario de
# Seguridad y Protección Ciudadana del Gobierno de México".
_REACH = 14
# Their complement is a title, of which the end can't be told.
_AUTHORS = frozenset("autor autora autores author creador creadora creator".split())
_HYPHENS = frozenset("-‐‑–")


def role_of(
    start: int, end: int, tokens: list[Token], text: str, words: NameWords, *, after: int = 0
) -> str | None:
    """The words beside the name ``text[start:end]`` that tell its bearer's office, or None.

    ``tokens`` are those of ``text``. Before ``after``, where another person's name ends, no role
    begins. The role is in the words of the text, without the article
    before it: "Security Minister", "secretario de Estado", "Mexico’s top prosecutor".
    """
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    before = [token for token in tokens[max(0, first - _REACH) : first] if token.start >= after]
    behind = tokens[last : last + 1 + _REACH]
    return _before(before, text, words) or _after(behind, text, words)


def _before(window: list[Token], text: str, words: NameWords) -> str | None:
    """The role in the tokens that end where the name begins."""
    keys = [normalise(token.text) for token in window]
    end = len(window)
    apposition = end > 0 and keys[end - 1] == ","
    abbreviated = end > 1 and window[end - 1].text == "." and keys[end - 2] in words.roles
    stop = end
    if apposition or abbreviated:
        end -= 1
    while end and keys[end - 1] in words.titles and keys[end - 1] not in words.roles:
        end -= 1
    start = end
    while start and _belongs(window, keys, start - 1, words):
        start -= 1
    heads = [i for i in range(start, end) if _is_role(keys[i], words)]
    if not heads:
        return None
    begin, head = (
        _spanish_begin(keys, start, heads, words)
        if words.role_before_complement
        else _english_begin(window, keys, start, heads, words)
    )
    complement = keys[head + 1 : end]
    if complement and not (
        words.role_before_complement
        or words.of_words & set(complement)
        or (apposition and _only_words_of_roles(complement, words))
    ):
        return None
    if complement and (complement[-1] in words.links or complement[0] == ","):
        return None
    return text[window[begin].start : window[(stop if abbreviated else end) - 1].end]


def _only_words_of_roles(keys: list[str], words: NameWords) -> bool:
    return all(key in words.role_words or key in words.demonyms for key in keys)


def _belongs(window: list[Token], keys: list[str], index: int, words: NameWords) -> bool:
    """Whether the token can stand inside a role that goes on to the right of it."""
    key, token = keys[index], window[index]
    if key in words.not_names or not token.text:
        return False
    if key in words.roles or key in words.role_words or key in words.demonyms:
        return True
    if key in words.links or key in words.conjunctions:
        return True
    if token.text in _HYPHENS or token.text in {"'s", "’s"}:
        return True
    if token.text[0].isupper() or _is_role(key, words):
        # "When Vice President Joe Biden": the capital is that of the sentence.
        return token.text.isupper() or key not in _stops(words)
    # The object of a preposition: "fiscal general del estado", "director of operations".
    return (
        index > 0
        and token.text.isalpha()
        and keys[index - 1] in words.links
        and keys[index - 1] not in words.conjunctions
        and keys[index - 1] != "to"
    )


def _stops(words: NameWords) -> frozenset[str]:
    return vocabulary(words.language).counting.stops


def _is_role(key: str, words: NameWords) -> bool:
    """Also for "expresidente" and "vicepresident" where only the noun is listed."""
    if key in words.roles:
        return True
    for prefix in ("ex", "vice", "sub", "co"):
        if key.startswith(prefix) and key[len(prefix) :].strip() in words.roles:
            return True
    return False


def _english_begin(
    window: list[Token], keys: list[str], start: int, heads: list[int], words: NameWords
) -> tuple[int, int]:
    """Where the role begins, and its noun: everything before the noun belongs to it, but for
    leading articles and prepositions ("to the Mexican president")."""
    head = heads[-1]
    begin = start
    while begin < head and (
        keys[begin] in words.links
        or keys[begin] in words.articles
        or keys[begin] in words.conjunctions
        or window[begin].text in _HYPHENS
        or window[begin].text in {"'s", "’s", "&"}
    ):
        begin += 1
    # "President Lane and Prime Minister" is two; "chairman and chief executive" is one.
    for index in range(head - 1, begin, -1):
        if keys[index] in words.conjunctions and not _is_role(keys[index - 1], words):
            if any(_is_role(key, words) for key in keys[begin:index]):
                begin = index + 1
            break
    # A preposition before the noun ends another phrase ("in Washington on Tuesday President"),
    # unless what follows it is the possessor ("of Mexico's Security Minister" was cut above).
    for index in range(head - 1, begin - 1, -1):
        if keys[index] in words.links and not any(_is_role(k, words) for k in keys[begin:index]):
            begin = index + 1
            break
    return begin, head


def _spanish_begin(
    keys: list[str], start: int, heads: list[int], words: NameWords
) -> tuple[int, int]:
    """Where the role begins, and its noun: the noun comes first, after at most "ex" or "primer"."""
    begin = heads[0]
    # "la presidenta de la Comisión y el secretario de Economía, Marcelo ...": the nearer office.
    for index in range(heads[0] + 1, heads[-1] + 1):
        if (
            index in heads
            and keys[index - 1] in words.articles
            and index >= 2
            and keys[index - 2] in words.conjunctions
        ):
            begin = index
    head = begin
    while begin > start and keys[begin - 1] in words.role_words:
        begin -= 1
    return begin, head


def _after(window: list[Token], text: str, words: NameWords) -> str | None:
    """The role in the tokens that begin where the name ends: ", the Mexican president, ..."."""
    if not window or window[0].text not in {",", "(", "—", "–"}:
        return None
    window = window[1:]
    keys = [normalise(token.text) for token in window]
    begin = 0
    while begin < len(keys) and keys[begin] in words.articles:
        begin += 1
    head = None
    for index in range(begin, min(len(keys), begin + 8)):
        key, token = keys[index], window[index]
        if _is_role(key, words):
            head = index
            if words.role_before_complement or not (
                index + 1 < len(keys) and _is_role(keys[index + 1], words)
            ):
                break
        elif not (
            key in words.role_words
            or key in words.demonyms
            or token.text[0].isupper()
            or token.text in {"'s", "’s"}
            or token.text in _HYPHENS
            or (key in {"and", "y", "&", "of"} and index > begin)
        ):
            break
    if head is None:
        return None
    end = head + 1
    while end < len(window):
        key, token = keys[end], window[end]
        inside = (
            key in words.links
            or key in words.role_words
            or key in words.demonyms
            or token.text[0].isupper()
            or token.text in {"'s", "’s"}
            or token.text in _HYPHENS
            or (token.text.isalpha() and keys[end - 1] in words.links)
        )
        if not inside:
            break
        end += 1
    while end > head + 1 and (keys[end - 1] in words.links or keys[end - 1] in words.articles):
        end -= 1
    if keys[head] in _AUTHORS and end < len(window) and window[end].text.isalpha():
        # "autora de Más allá de ...": the title goes on.
        end = head + 1
    # A name in a list ("Trump, President Macron and ...") has the next one's office beside it.
    if end < len(window) and not words.role_before_complement and end == head + 1:
        following = window[end]
        if following.text[0].isupper():
            return None
    if any(t.text[0].isupper() for t in window[head + 1 : head + 2]) and not (
        words.role_before_complement
    ):
        return None
    return text[window[begin].start : window[end - 1].end]
