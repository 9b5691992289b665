"""Sentences, with exact spans into the text of their block.

Rules, one way through the text: each run of terminators (``. ! ? …``) and each line break is a
candidate, and the words on its two sides decide. What the rules must know of a language stands in
``abbreviations/<language>.toml``; a language without a file is split by the rules alone.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.brief import Article, Block, BlockKind, Language, Sentence, Span

_UNSPLIT = {BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.DATELINE}

_CLOSERS = "\"'”’»›)]}*_"
_OPENERS = "\"'“‘«‹([{¿¡—–-*_•·"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\ufe0f"

_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d"

_CANDIDATE = re.compile(
    rf"""
    (?P<stop>(?:\.(?:\ \.){{2,5}}|[.!?…]{{1,8}}|[。！？])  # also the spaced ellipsis ". . ."
        (?:[{re.escape(_CLOSERS)}]|\[\d{{1,3}}\]){{0,6}}
        (?:\ ?[{_EMOJI}]){{0,20}})
    (?P<gap>[{_INVISIBLE}]{{0,3}}\s+|(?=[A-ZÁÉÍÓÚÜÑ“«¿¡\"‘—])|$)
    | (?P<break>\n\s*)
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s(\[{\"“«'‘¿¡,;:/—–]{1,30}$")
_WORD_AFTER = re.compile(rf"[{re.escape(_OPENERS)}\s]{{0,8}}([^\W_]+(?:['’][^\W\d_]+)?)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){1,5}[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\)?")
_DOUBLED = re.compile(r"([A-Z])\1")
_ONLY_TAGS = re.compile(r"(?:\s|[#@][\w.]{1,60}|https?://\S{1,300}|pic\.\S{1,60}|[^\w\s#@]){1,400}")
_LAST_LABEL = {"com", "org", "net", "gov", "edu", "io", "co", "js", "ai", "mx", "es", "uk", "tv"}
_STOP_IN_NAME = {"yahoo!", "jeopardy!", "¡hola!", "hola!", "pink!", "oklahoma!", "guess?"}
# A line that was wrapped by hand or by a mail program is about this long at least.
_WRAPPED_LINE = 50
# Characters. Of 21,825 sentences of news and of TICO-19 the longest has 979.
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    speech_verbs: frozenset[str] = frozenset()


@functools.cache
def _rules(language: Language) -> _Rules:
    file = Path(__file__).parent / "abbreviations" / f"{language}.toml"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return _Rules()
    lists = tomllib.loads(file.read_text("utf-8"))
    return _Rules(**{name: frozenset(words.split()) for name, words in lists.items()})


def split(text: str, language: Language) -> tuple[Span, ...]:
    """The spans of the sentences of ``text``, in order.

    The spans are disjoint, begin and end with no white space, and leave out nothing but white
    space. A blank line always ends a sentence. A sentence inside a quotation is a sentence.
    """
    rules = _rules(language)
    spans: list[Span] = []
    start = 0
    for end, next_start in _boundaries(text, rules):
        if (span := _trimmed(text, start, end)) is None:
            continue
        start = next_start
        if spans and _belongs_to_the_last(text, spans[-1], span):
            spans[-1] = Span(start=spans[-1].start, end=span.end)
        else:
            spans.append(span)
    return tuple(part for span in spans for part in _bounded(text, span))


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """``span`` in parts of :data:`_LONGEST` at most: lists without a stop are no sentence, and
    what comes after may take time that grows faster than a sentence."""
    start = span.start
    while span.end - start > _LONGEST:
        least, most = start + _LONGEST // 2, start + _LONGEST
        marks = [text.rfind(mark, least, most) + 1 for mark in ("\n", "; ", ", ")]
        end = next(filter(None, marks), 0) or text.rfind(" ", least, most) + 1 or most
        if (part := _trimmed(text, start, end)) is not None:
            yield part
        start = end
    if (part := _trimmed(text, start, span.end)) is not None:
        yield part


def of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the body of ``article``, in reading order, with ids ``"s1"``, ``"s2"``….

    A headline, a byline and a dateline are one sentence each. A block whose language has not been
    decided is split by the rules of the article's.
    """
    sentences: list[Sentence] = []
    for block in article.body:
        language = block.language or article.language or "en"
        for span in _of_block(block, language):
            sentences.append(
                Sentence(
                    id=f"s{len(sentences) + 1}",
                    block_id=block.id,
                    span=span,
                    text=span.of(block.text),
                    language=language,
                )
            )
    return tuple(sentences)


def _of_block(block: Block, language: Language) -> tuple[Span, ...]:
    if block.kind in _UNSPLIT:
        whole = _trimmed(block.text, 0, len(block.text))
        return (whole,) if whole else ()
    return split(block.text, language)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if start < end else None


def _boundaries(text: str, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Pairs (end of a sentence, start of the next)."""
    sentence_start = 0
    for candidate in _CANDIDATE.finditer(text):
        if candidate["break"] is not None:
            ends = _ends_at_break(text, sentence_start, candidate, rules)
            end = candidate.start()
        else:
            gap = candidate["gap"] or ""
            end = candidate.end("stop")
            if "\n" in gap:
                ends = gap.count("\n") > 1 or _ends_at_stop(text, sentence_start, candidate, rules)
                ends = ends or _ends_at_break(text, sentence_start, candidate, rules)
            else:
                ends = _ends_at_stop(text, sentence_start, candidate, rules)
        if ends:
            yield end, candidate.end()
            sentence_start = candidate.end()
    yield len(text), len(text)


def _ends_at_break(text: str, start: int, candidate: re.Match[str], rules: _Rules) -> bool:
    whole = candidate["break"] if candidate["break"] is not None else candidate["gap"]
    if whole.count("\n") > 1:
        return True
    line_start = max(start, text.rfind("\n", start, candidate.start()) + 1)
    line = text[line_start : candidate.start()]
    after = text[candidate.end() : candidate.end() + 1]
    if after.islower():
        return False
    # A capital after a long line without a stop: a wrapped line; after a short one: a new item.
    wrapped = len(line) >= _WRAPPED_LINE and candidate["break"] is not None
    return not (wrapped and (after.isalnum() or after in '("“«')) or line.rstrip().endswith(":")


def _ends_at_stop(text: str, start: int, candidate: re.Match[str], rules: _Rules) -> bool:
    stop, gap = candidate["stop"], candidate["gap"]
    position, following = candidate.start(), candidate.end()
    if following >= len(text):
        return True
    first = text[following]
    before = _word_before(text, position)
    after_match = _WORD_AFTER.match(text, following)
    after = after_match[1] if after_match else ""
    if not gap and not _ends_without_space(text, position, stop, first, before, after):
        return False
    if first in ",;:)]}%/&=<>+" or (after[:1].islower() and first not in "¿¡"):
        return False
    if stop[0] in "!?" or (stop[0] == "." and len(stop) > 1 and stop[1] in "!?"):
        return not _goes_on_after_question(text, position, candidate, before, after, rules)
    if first in "¿¡":
        return True
    if stop.startswith(("..", "…", ". .")):
        return True
    return _ends_at_full_stop(text, start, position, stop, before, after, rules)


def _ends_at_full_stop(
    text: str, start: int, position: int, stop: str, before: str, after: str, rules: _Rules
) -> bool:
    if stop != ".":
        # Closed by a quotation mark or bracket: "He is from the U.S." The end counts.
        before_closer = before.lower().rstrip(".")
        return not (before_closer in rules.before_name and len(stop) == 1)
    if not before:
        return True
    if position - start < 10 and _ENUMERATOR.fullmatch(text[start : position + 1].strip()):
        return False
    word = before.lower()
    last_part = word.rsplit(".", 1)[-1]
    a_starter = after.lower() in rules.starters and after[0].isupper()
    if len(before) == 1 and before.isupper():
        # An initial; "John F. Kennedy", but "vitamin C. The".
        return a_starter and after.lower() not in {"a", "i", "y"}
    if word in rules.before_name or (last_part in rules.before_name and len(last_part) > 1):
        # "St." and "Dr." are also street and drive: "on Elm St. The police came."
        return a_starter and word in {"st", "dr", "sr", "mt"} and before[0].isupper()
    if word in rules.within or (_DOUBLED.fullmatch(before) and _DOUBLED.fullmatch(after)):
        return False
    if word in rules.before_number:
        number = after[:1].isdigit() or bool(_ROMAN.fullmatch(after))
        return bool(after) and not number
    if word in rules.anywhere or _DOTTED.fullmatch(before) or _is_spaced_dotted(text, position):
        return a_starter
    return True


def _is_spaced_dotted(text: str, position: int) -> bool:
    """Whether the stop at ``position`` ends one of *EE. UU.*, *S. A.*, *a. m.*, *J. R. R.*"""
    tail = text[max(0, position - 8) : position]
    return bool(re.search(r"(?:^|[\s(])([^\W\d_]{1,2})\.\s?([^\W\d_]{1,2})$", tail))


def _word_before(text: str, position: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, position - 30), position)
    return found[0] if found else ""


def _ends_without_space(
    text: str, position: int, stop: str, first: str, before: str, after: str
) -> bool:
    """Whether two sentences were run together, as scraped pages have them: ``prison.The judge``."""
    if position == 0 or not after:
        return False
    if first in "“«¿¡" or (len(stop) > 1 and stop[-1] in "”»)"):
        return len(before) > 1 and after[0].isupper()
    if first in '"‘—' or len(stop) > 1:
        return False
    before = before.rstrip(_CLOSERS)
    letters = re.search(r"[^\W\d_]{2,}$|\d{2,}$", before)
    if letters is None or "." in before or "@" in before or "/" in before or "#" in before:
        return False
    follower = text[position + 1 : position + 40].split(maxsplit=1)[0]
    runs_on = re.match(r"[^\W\d_][^\W\d_]*[,;:!?]?$|[^\W\d_]+['’][^\W\d_]+$", follower)
    return (
        (before[-1].islower() or before[-1].isdigit())
        and bool(runs_on)
        and after.lower() not in _LAST_LABEL
        and "." not in follower
    )


def _goes_on_after_question(
    text: str, position: int, candidate: re.Match[str], before: str, after: str, rules: _Rules
) -> bool:
    """Whether the sentence goes on behind ``?`` or ``!``: *“Why?” John asked.* · *Yahoo! Inc.*"""
    if (before.lower() + text[position]) in _STOP_IN_NAME and after.lower() not in rules.starters:
        return True
    if candidate["stop"][-1] not in "\"”’»'":
        return False
    words = text[candidate.end() : candidate.end() + 60].split()[:4]
    for count, word in enumerate(words):
        if word[0] in _OPENERS:
            return False
        if word.strip(".,:;—-").lower() in rules.speech_verbs:
            return count > 0 or word[0].islower()
        if word[-1] in ".,;:!?":
            return False
    return False


def _belongs_to_the_last(text: str, last: Span, span: Span) -> bool:
    """Whether ``span`` is nothing but tags, links and emoji behind a sentence on its line."""
    if "\n" in text[last.end : span.start]:
        return False
    return len(span.of(text)) <= 400 and bool(_ONLY_TAGS.fullmatch(span.of(text)))
