"""What a quantity counts: the noun phrase after the number, its head, and the event.

The same shallow reading serves both languages: a noun phrase runs to the first word that can't
belong to one, its plural tells where its head is, and a preposition such as *of* or *de* joins a
second noun phrase to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.brief import Counted, Span
from summarizer.figures.quantity_tokens import Token, TokenKind
from summarizer.figures.vocabulary import Phrases


@dataclass(frozen=True)
class CountingWords:
    """``stops`` can't stand in a noun phrase; ``links`` join a noun phrase to the counted one;
    ``articles`` may follow a link; ``openers`` ("of the") may stand between number and noun;
    ``modifiers`` are words that precede a noun without being its head; ``heads`` are plural
    nouns without the plural's ending; ``noun_first`` says that adjectives follow the noun;
    ``totals`` announce what a later number counts ("number of")."""

    stops: frozenset[str]
    links: frozenset[str]
    articles: frozenset[str]
    openers: Phrases[str]
    modifiers: frozenset[str]
    heads: frozenset[str]
    noun_first: bool
    events: frozenset[str]
    totals: Phrases[str]


MAX_WORDS = 8
MAX_LOOK_BACK = 25


def _is_plural(token: Token, words: CountingWords) -> bool:
    return token.word in words.heads or (
        token.word.endswith("s")
        and not token.word.endswith(("ss", "us", "is"))
        and len(token.word) > 3
    )


def counted(
    text: str,
    tokens: Sequence[Token],
    index: int,
    words: CountingWords,
) -> Counted | None:
    """What is counted by a number that ends before token ``index``."""
    opener = words.openers.at(tokens, index)
    at = opener[1] if opener else index
    first = _phrase(text, tokens, at, words)
    if first is None:
        return None
    start, head, end = first
    while end < len(tokens) and tokens[end].word in words.links:
        at = end + 1
        while at < len(tokens) and tokens[at].word in words.articles:
            at += 1
        more = _phrase(text, tokens, at, words)
        if more is None or more[2] - start > 12:
            break
        end = more[2]
    span = Span(start=tokens[start].start, end=tokens[end - 1].end)
    return Counted(
        text=span.of(text),
        head=text[tokens[head].start : tokens[head].end],
        span=span,
        event=_event(text, tokens, end, words),
    )


def counted_before(
    text: str, tokens: Sequence[Token], index: int, words: CountingWords
) -> Counted | None:
    """What is counted by a number at token ``index`` whose noun went before it: "the total number
    of suspected cartel figures sent to the U.S. to 92"."""
    for at in range(index - 1, max(index - MAX_LOOK_BACK, -1), -1):
        token = tokens[at]
        if token.word in (";", "!", "?") or (token.word == "." and at + 1 < len(tokens) and (
            tokens[at + 1].spaced and text[tokens[at + 1].start].isupper()
        )):  # fmt: skip
            return None
        total = words.totals.at(tokens, at)
        if total is not None:
            found = counted(text, tokens, total[1], words)
            if found is not None and found.span and found.span.end <= tokens[index].start:
                return found
    return None


def _phrase(
    text: str,
    tokens: Sequence[Token],
    index: int,
    words: CountingWords,
) -> tuple[int, int, int] | None:
    """The noun phrase at ``index``: its first token, its head, and its end."""
    at = index
    head: int | None = None
    while at < len(tokens) and at - index < MAX_WORDS:
        token = tokens[at]
        hyphen = (
            token.word == "-"
            and at > index
            and not token.spaced
            and at + 1 < len(tokens)
            and not tokens[at + 1].spaced
        )
        if hyphen:
            at += 1
            continue
        if token.kind is not TokenKind.WORD or token.word in words.stops:
            break
        if words.noun_first:
            if head is None:
                if token.word not in words.modifiers:
                    head = at
            elif not _agrees(token, tokens[head], words) or token.word in words.links:
                break
        else:
            plural = _is_plural(token, words)
            ended = head is not None and _is_plural(tokens[head], words)
            if ended and not (plural and text[token.start].isupper()):
                break
            if not (token.word in words.modifiers and at + 1 < len(tokens)):
                head = at
        at += 1
    if head is None:
        return None
    end = head + 1 if not words.noun_first else at
    if not words.noun_first:
        end = head + 1
    return index, head, end


def _agrees(token: Token, head: Token, words: CountingWords) -> bool:
    """Whether a word after a Spanish noun can be its adjective."""
    if _is_plural(head, words):
        return token.word.endswith("s")
    return token.word.endswith(("o", "a", "e", "l", "r", "n"))


def _event(text: str, tokens: Sequence[Token], index: int, words: CountingWords) -> str | None:
    """A participle right after what is counted, with its place: "sent to the U.S."."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind is not TokenKind.WORD:
        return None
    participle = (
        token.word.endswith(("ados", "idos", "adas", "idas"))
        if words.noun_first
        else (token.word.endswith("ed") or token.word in words.events)
    )
    if not participle:
        return None
    end = index + 1
    while end < len(tokens) and end - index < 8:
        following = tokens[end]
        if following.kind is not TokenKind.WORD and following.word not in ("-", "."):
            break
        if following.word == "." and (end + 1 >= len(tokens) or tokens[end + 1].spaced):
            break
        if (
            following.kind is TokenKind.WORD
            and following.word in words.stops
            and (
                following.word
                not in ("to", "in", "from", "the", "at", "a", "en", "la", "el", "los")
            )
        ):
            break
        end += 1
    return text[token.start : tokens[end - 1].end]
