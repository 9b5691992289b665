"""The candidates of a summary: sentences, and quotations whole with their speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.brief import (
    Article,
    Block,
    BlockKind,
    Figures,
    Language,
    Name,
    NameKind,
    QuantityKind,
    Sentence,
)
from summarizer.summarising import lexicon
from summarizer.summarising.trimming import trim

# A straight mark that opens a quotation, or one that closes it.
_STRAIGHT = re.compile(r'(?P<opens>(?<![^\s(\[—–])"(?=\w))|(?<=[\w.,!?…])"')
_PROSE = {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.TWEET}
_ASIDE = {BlockKind.CAPTION}
_FEWEST_WORDS = 5
# A standfirst may stand above the headline; two sentences are the text.
_MOST_ABOVE_HEADLINE = 1
# A quotation that is longer is not shown whole, so none of it is.
_LONGEST_QUOTATION = 4
_ATTRIBUTION = re.compile(r"\s*[—–-]{1,2}\s{0,2}[^\n]{1,60}\(@\w{1,20}\)")
# What stands behind the last quotation: "…," she said. / «…», ha señalado.
_SAID_BY = re.compile(r"[\"”»],?\s([^\"“”«».,;:]{2,24})\.?$")
_QUOTED = re.compile(r"[\"“«][^\"”»]{0,2000}[\"”»]?")
# ‘…’, whose closing mark is an apostrophe too.
_SINGLE_OPENS = re.compile(r"(?<!\w)‘(?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])’(?!\w)")
# "Una situación que …", "A move that …": what the sentence before told, once more.
_SUMS_UP = {
    "en": re.compile(
        r"(?:an? (?:\w+ )?(?:move|decision|step|situation|claim|figure|change|trend|fact|policy|charge"
        r"|development|allegation|view|proposal|idea|measure|ruling)|something) (?:that|which)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:una? (?:\w+ )?(?:situación|hecho|acción|decisión|medida|cifra|postura|propuesta|iniciativa"
        r"|idea|proceso|cambio|panorama|tendencia|realidad|noticia|acusación|cosa|operación|norma)"
        r"|algo|cosa) que\b|además de que\b|porque\b|que \w|\w{2,20}(?:ando|iendo|yendo) que\b",
        re.IGNORECASE,
    ),
}
# "Caminaron por la calle", "Fue detenido en": Spanish leaves out whom the sentence before named; "se
# lo pregunta" says only there what.
_SUBJECT_LEFT_OUT = {
    "es": re.compile(
        r"(?:\w{2,20}(?:aron|ieron|yeron|ó)"
        r"|(?:ha|han|había|habían|fue|fueron|será|serán) (?:sido )?\w{2,20}(?:[aiíd]d[oa]s?|ch[oa]s?|t[oa]s?))"
        r" (?:que|por|a|al|en|con|de|del|para|hacia|también|además|como|ante|sobre|hasta|desde|así|ayer"
        r"|hoy)\b|[^“”\"«»,]{0,60}\bse l[oa]s? ",
        re.IGNORECASE,
    ),
}
# How captions tell when a picture was taken.
_CAPTION_DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.?"
    r"(?: ?\([^()]{1,60}\))?$"
)
# One such word stands in plain news too ("the largest of our time").
_FEWEST_FIRST_PERSON = 2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Unit:
    """One candidate.

    ``places`` are the indices of its sentences among the candidates' sentences, ``source_ids``
    their ids, with that of the sentence that told a name first if a pronoun was resolved.
    ``dangling`` says that it points back to what it does not hold; ``orphan`` that it is a
    quotation without a speaker, or a part of one; ``fragment`` that it is no sentence but a line
    such as a subheading; ``first_person`` that somebody speaks of himself in it. ``figures`` are the ids of the quantities and
    names in it, without days, hours and handles.
    """

    text: str
    language: Language
    places: tuple[int, ...]
    source_ids: tuple[str, ...]
    kind: BlockKind
    words: int
    dangling: bool
    orphan: bool
    boilerplate: bool
    question: bool
    fragment: bool
    cut_off: bool
    first_person: bool
    figures: frozenset[str]


def prose(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that a summary can be made of: those of paragraphs, quotes, lists and tweets;
    of captions if there is nothing else."""
    kinds = {block.id: block.kind for block in article.body}
    for wanted in (_PROSE, _ASIDE, set(BlockKind) - {BlockKind.JUNK}):
        found = [s for s in sentences if kinds.get(s.block_id) in wanted and _has_words(s.text)]
        if found:
            return found
    return []


def headline(article: Article, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence of the article's headline: the first one of its headings that stands above its
    text. A subheading inside it is no headline."""
    kinds = {block.id: block.kind for block in article.body}
    before = 0
    for sentence in sentences:
        kind = kinds.get(sentence.block_id)
        if kind is BlockKind.HEADLINE:
            return sentence
        before += kind in _PROSE
        if before > _MOST_ABOVE_HEADLINE:
            return None
    return None


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text) and not _ATTRIBUTION.fullmatch(text)


def of(
    sentences: Sequence[Sentence],
    blocks: Mapping[str, Block],
    figures: Figures,
    headline: Sentence | None = None,
) -> list[Unit]:
    """The units of ``sentences`` (those of :func:`prose`), in order. ``headline`` stands before
    them: a standfirst may call *he* whom it names."""
    figures_of = _figures_by_sentence(figures)
    people = _people_by_sentence(figures)
    units: list[Unit] = []
    place = 0
    while place < len(sentences):
        count = _whole_quotation(sentences, place)
        group = sentences[place : place + max(1, count)]
        units.append(
            _unit(
                group, place, count == 0, sentences[place - 1] if place else headline, blocks,
                figures_of, people,
            )
        )  # fmt: skip
        place += len(group)
    return units


def _whole_quotation(sentences: Sequence[Sentence], place: int) -> int:
    """How many sentences from ``place`` on make a whole quotation: 1 where none is left open, 0
    where it is not closed in the same block or too long."""
    still_open = (0, 0)
    for count in range(1, _LONGEST_QUOTATION + 1):
        if place + count > len(sentences):
            break
        sentence = sentences[place + count - 1]
        if sentence.block_id != sentences[place].block_id:
            break
        still_open = _open_quotations(sentence.text, still_open)
        if still_open == (0, 0):
            return count
    return 0


def _open_quotations(text: str, before: tuple[int, int]) -> tuple[int, int]:
    """How many quotations in double and in single marks are open after ``text``, of those that were
    before it. An apostrophe closes what a single mark opened, and nothing else."""
    double, single = before
    if text.count('"') % 2:
        double = 0 if double else 1
    double += sum(text.count(mark) for mark in "“«") - sum(text.count(mark) for mark in "”»")
    single += len(_SINGLE_OPENS.findall(text)) - len(_SINGLE_CLOSES.findall(text))
    return max(0, double), max(0, single)


def _unit(
    group: Sequence[Sentence],
    place: int,
    broken: bool,
    before: Sentence | None,
    blocks: Mapping[str, Block],
    figures_of: Mapping[str, set[str]],
    people: Mapping[str, dict[str, Name]],
) -> Unit:
    first = group[0]
    language = first.language
    words = lexicon.of(language)
    kind = blocks[first.block_id].kind
    raw = " ".join(" ".join(sentence.text.split()) for sentence in group)
    text = trim(raw, language)
    ids = tuple(sentence.id for sentence in group)
    dangling = False
    if kind is not BlockKind.TWEET:
        text, told_by = _resolved(text, words, first, before, people)
        if told_by is not None:
            ids = (told_by, *ids)
        else:
            dangling = _dangles(text, language, words)
    lowered = text.lower()
    return Unit(
        text=text,
        language=language,
        places=tuple(range(place, place + len(group))),
        source_ids=ids,
        kind=kind,
        words=len(text.split()),
        dangling=dangling,
        orphan=broken
        or _opens_twice(text)
        or (kind is not BlockKind.TWEET and _is_orphan(text, words)),
        boilerplate=any(phrase in lowered for phrase in words.boilerplate) or _too_short(text),
        question=text.rstrip('"”».)').endswith("?"),
        fragment=kind is not BlockKind.TWEET
        and (text[-1:] not in '.!?…"”’»);' or (place > 0 and bool(_CAPTION_DATE.search(text)))),
        cut_off=text.rstrip('"”») .…').endswith(":") or text.rstrip('"”») ').endswith(("…", "...")),
        first_person=_speaks_for_itself(text, words),
        figures=frozenset().union(*(figures_of.get(sentence.id, set()) for sentence in group))
        | frozenset(_NUMBER.findall(text)),
    )


def _speaks_for_itself(text: str, words: lexicon.Lexicon) -> bool:
    """Whether somebody tells of himself, outside quotation marks: an answer of an interview."""
    said = re.findall(r"[\w']+", _QUOTED.sub(" ", text.lower().replace("’", "'")))
    return sum(word in words.first_person for word in said) >= _FEWEST_FIRST_PERSON


def _too_short(text: str) -> bool:
    return len(text.split()) < _FEWEST_WORDS


def _dangles(text: str, language: Language, words: lexicon.Lexicon) -> bool:
    """Whether ``text`` points back to what it does not hold: it opens with a pronoun or leaves its
    subject out, or quotes somebody whom it calls *she* or by no name at all."""
    if words.begins_with(words.anaphora, text) is not None:
        return True
    for patterns in (_SUMS_UP, _SUBJECT_LEFT_OUT):
        if (pattern := patterns.get(language)) is not None and pattern.match(text):
            return True
    if (said := _SAID_BY.search(text)) is not None and _has_no_name(said[1].lower(), words):
        return True
    opening = re.findall(r"[\w’']+", text[:80].lower())[:4]
    for place, word in enumerate(opening[:3]):
        if word in words.demonstratives:
            return (
                opening[place + 1 : place + 2] == [] or opening[place + 1] not in words.time_words
            )
    if not opening:
        return False
    # A Spanish sentence that opens with "Detalló que" leaves out who did.
    subject_left_out = "él" in words.subjects and opening[0] in words.speech_verbs - {"según"}
    return (
        subject_left_out
        or opening[0] in words.pronouns
        or words.begins_with(words.connectives - words.connectives_with_comma, text) is not None
    )


def _has_no_name(said_by: str, words: lexicon.Lexicon) -> bool:
    """Whether *she said*, or the Spanish *ha señalado*, that leaves the speaker out."""
    parts = said_by.split()
    speaks = words.speech_verbs.intersection(parts)
    if words.subjects.intersection(parts):
        return len(parts) <= 3
    if "él" not in words.subjects:
        return False
    perfect = parts[0] in {"ha", "han", "había"} and parts[-1].endswith(("ado", "ido", "cho"))
    return len(parts) <= 2 and (perfect or parts[-1] in speaks)


def _opens_twice(text: str) -> bool:
    """Whether a quotation in straight marks opens in another one: a speech of several paragraphs,
    each of which opens it again."""
    inside = False
    for mark in _STRAIGHT.finditer(text):
        opens = mark["opens"] is not None
        if opens and inside:
            return True
        inside = opens
    return False


def _is_orphan(text: str, words: lexicon.Lexicon) -> bool:
    """Whether all of ``text`` is a quotation, and nobody is said to say it."""
    if text[:1] not in '"“«':
        return False
    outside = re.sub(r"[\"“«][^\"”»]{0,2000}[\"”»]", " ", text)
    return len(re.findall(r"\w+", outside)) < 2


def _resolved(
    text: str,
    words: lexicon.Lexicon,
    sentence: Sentence,
    before: Sentence | None,
    people: Mapping[str, dict[str, Name]],
) -> tuple[str, str | None]:
    """``text`` with its opening *He* or *Ella* replaced by the one person whom the sentence before
    names, and the id of that sentence; ``text`` and None where that isn't sure."""
    opening = re.match(r"(He|She|Él|Ella) (?=\w)", text)
    speaks = None
    if "él" in words.subjects:
        # Spanish leaves the subject out: "Añadió que …".
        speaks = re.match(r"([A-ZÁÉÍÓÚ][a-záéíóúñ]{2,12}ó) (?=que )", text)
        if speaks and speaks[1].lower() not in words.speech_verbs:
            speaks = None
    if (opening is None and speaks is None) or before is None:
        return text, None
    named_before = people.get(before.id, {})
    if len(named_before) != 1 or people.get(sentence.id):
        return text, None
    (name,) = named_before.values()
    if opening is not None:
        return f"{name.text} {text[opening.end() :]}", before.id
    return f"{name.text} {text[0].lower()}{text[1:]}", before.id


def _figures_by_sentence(figures: Figures) -> dict[str, set[str]]:
    """What each sentence tells: not its day or hour, and not whom a post merely addresses."""
    found: dict[str, set[str]] = {}
    for figure in (*figures.quantities, *figures.names):
        if figure.kind in (QuantityKind.DATE, QuantityKind.TIME):
            continue
        for mention in figure.mentions:
            if not mention.text.startswith("@"):
                found.setdefault(mention.sentence_id, set()).add(figure.id)
    return found


def _people_by_sentence(figures: Figures) -> dict[str, dict[str, Name]]:
    found: dict[str, dict[str, Name]] = {}
    for name in figures.names:
        if name.kind is NameKind.PERSON:
            for mention in name.mentions:
                found.setdefault(mention.sentence_id, {})[name.id] = name
    return found
