"""The data of a brief: what each stage takes and gives, and what is kept, shared and exported.

Every offset is a half-open interval of Unicode code points (Python string indices) into the text
that its docstring names. Every object is immutable; a stage that adds something returns a copy
(``model_copy(update=...)``). ``Brief.model_dump_json()`` and ``Brief.model_validate_json()`` are
each other's inverse, and ``Brief.model_json_schema()`` describes the format.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

Language = str
"""A BCP 47 primary subtag such as ``"en"`` or ``"es"``."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """A half-open interval of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


# --- the article -------------------------------------------------------------------------------


class BlockKind(StrEnum):
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    TWEET = "tweet"
    JUNK = "junk"


class JunkReason(StrEnum):
    """Why a block was set aside; the words that a reader sees are in the wording files."""

    NAVIGATION = "navigation"
    SHARING = "sharing"
    COOKIES = "cookies"
    SUBSCRIPTION = "subscription"
    ADVERTISEMENT = "advertisement"
    RELATED = "related"
    COMMENTS = "comments"
    COPYRIGHT = "copyright"
    POSTING_TIME = "posting time"
    COUNTS = "counts"
    MEDIA = "media"
    DUPLICATE = "duplicate"
    MARKUP = "markup"
    BOILERPLATE = "boilerplate"


class Tweet(Model):
    """A post on X, embedded in the article or pasted alone.

    ``text`` is what the author wrote, paragraphs separated by a blank line, without attribution
    line, counts and picture link. ``truncated`` says that the text ends in an ellipsis of the
    embed. ``handle``, ``mentions`` and ``hashtags`` keep their sign (``"@OHarfuch"``).
    """

    text: str
    author: str | None = None
    handle: str | None = None
    date: dt.date | None = None
    language: Language | None = None
    mentions: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    truncated: bool = False
    url: str | None = None


class Block(Model):
    """One unit of the article in reading order.

    ``text`` is what is read. ``pieces`` are the spans of ``Article.text`` that belong to the
    block: over all blocks they are disjoint and leave out nothing but white space. ``language``
    is None while it has not been decided.
    """

    id: str
    kind: BlockKind
    text: str
    pieces: tuple[Span, ...]
    language: Language | None = None
    language_unsure: bool = False
    reason: JunkReason | None = None
    tweet: Tweet | None = None


class Article(Model):
    """What was pasted or fetched. ``text`` is the whole input as decoded text (of an HTML page,
    what its elements say, one block element a line, without code); ``language`` is that of most of
    its prose."""

    text: str
    blocks: tuple[Block, ...]
    language: Language | None = None
    date: dt.date | None = None
    url: str | None = None

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are not junk."""
        return tuple(block for block in self.blocks if block.kind is not BlockKind.JUNK)

    @property
    def junk(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is BlockKind.JUNK)


class Sentence(Model):
    """``span`` is in the text of the block; ``text`` is exactly what it covers."""

    id: str
    block_id: str
    span: Span
    text: str
    language: Language


# --- key figures -------------------------------------------------------------------------------


class QuantityKind(StrEnum):
    NUMBER = "number"
    MONEY = "money"
    PERCENTAGE = "percentage"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    MEASURE = "measure"
    AGE = "age"
    SCORE = "score"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"


class Bound(StrEnum):
    """How the text bounds a value: ``about 40``, ``more than 40``, ``at least 40``."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Change(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


class Mention(Model):
    """One place where a figure stands. ``span`` is in the text of the sentence."""

    sentence_id: str
    span: Span
    text: str


class Counted(Model):
    """What a quantity counts: the noun phrase ``text`` with its ``head`` and, where the sentence
    tells one, the ``event`` ("transferred to the United States"), all in the words of the
    sentence. ``span`` is that of ``text`` in the text of the sentence of the first mention."""

    text: str
    head: str
    span: Span | None = None
    event: str | None = None


class NormalForm(Model):
    """A measure in the base unit of what it measures (metres, kilograms, litres, degrees Celsius),
    so that 3 miles and 4.83 km can be compared; a range has ``low`` and ``high``."""

    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


class Quantity(Model):
    """A quantity, merged over the sentences that repeat it.

    ``value`` is exact; a range has ``low`` and ``high`` instead. ``unit`` is an ISO 4217 code for
    money, ``"percent"`` or ``"percentage-point"``, a CLDR unit name for measures and durations
    (``"kilometer"``, ``"year"``), and None for plain numbers; ``per`` is what one of it is for
    (``"barrel"``, ``"square-foot"``, ``"year"``). ``date`` is an ISO 8601 date or
    EDTF interval as precise as the text (``"2026-01-20"``, ``"2026-01"``, ``"XXXX-01-20"``,
    ``"2026-01-20/2026-01-25"``). ``labels`` is what it counts, in each language of the brief.
    ``normal`` is a measure in its base unit.
    """

    id: str
    kind: QuantityKind
    mentions: tuple[Mention, ...]
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    date: str | None = None
    bound: Bound = Bound.EXACT
    change: Change | None = None
    changed_from: Decimal | None = None
    counts: Counted | None = None
    labels: dict[Language, str] = {}
    normal: NormalForm | None = None

    @property
    def is_range(self) -> bool:
        return self.low is not None and self.high is not None


class NameKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class Name(Model):
    """A person, organisation or place, merged over its mentions. ``text`` is its fullest form in
    the article, ``labels`` its name in each language of the brief, ``aliases`` the other forms
    that the article uses, ``role`` the words that tell a person's office ("Security Minister"),
    ``handle`` an X handle with its sign."""

    id: str
    kind: NameKind
    text: str
    mentions: tuple[Mention, ...]
    role: str | None = None
    handle: str | None = None
    aliases: tuple[str, ...] = ()
    labels: dict[Language, str] = {}


class Figures(Model):
    quantities: tuple[Quantity, ...] = ()
    names: tuple[Name, ...] = ()


# --- the two sides -----------------------------------------------------------------------------


class Origin(StrEnum):
    """Where the words of a side come from."""

    SOURCE = "source"
    TRANSLATED = "translated"
    GENERATED = "generated"
    EDITED = "edited"
    REMEMBERED = "remembered"


class FigureSpan(Model):
    """Where the figure ``figure_id`` stands in the text of a side."""

    figure_id: str
    span: Span


class Side(Model):
    """The text of a sentence in one language, with its figures in order, never overlapping.
    ``terms`` are where words of the desk's glossary stand in it."""

    text: str
    origin: Origin
    figures: tuple[FigureSpan, ...] = ()
    terms: tuple[Span, ...] = ()


class Support(Model):
    """How far the article bears out a sentence that a model wrote.

    ``score`` is the share of its content words, weighed by their rarity, that its source sentences
    hold, from 0 to 1. ``unsupported`` are those of its figures, names and quotations that stand
    nowhere in the article, in the sentence's own words; ``misplaced`` those of its figures and
    names that stand there beside something else only. ``negation`` is "added" or "dropped" where
    the sentence and its sources differ in one, else empty; ``repeated`` are words that the sentence
    says twice, as models do that have lost the thread."""

    score: float
    unsupported: tuple[str, ...] = ()
    misplaced: tuple[str, ...] = ()
    negation: str = ""
    repeated: str = ""


class BilingualSentence(Model):
    """A sentence in each language of the brief. ``source_ids`` are the sentences of the article
    that it says again; ``paragraph`` counts the paragraphs of a tweet from 0; ``support`` is there
    where a model wrote the sentence."""

    id: str
    source_ids: tuple[str, ...]
    language: Language
    sides: dict[Language, Side]
    paragraph: int = 0
    support: Support | None = None


class Point(Model):
    """One item of the summary."""

    id: str
    sentences: tuple[BilingualSentence, ...]


class TranslatedTweet(Tweet):
    """A tweet of the article (block ``block_id``) with its sentences in both languages."""

    block_id: str
    sentences: tuple[BilingualSentence, ...] = ()


# --- the brief ---------------------------------------------------------------------------------


class Length(StrEnum):
    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class BriefWarning(Model):
    """Something that a reader must check. ``code`` names the message in the wording files,
    ``details`` fills its gaps, ``sentence_id`` and ``language`` say where (None: everywhere)."""

    code: str
    details: dict[str, str] = {}
    sentence_id: str | None = None
    language: Language | None = None


class ModelUse(Model):
    """A model that had a part in a brief."""

    task: str
    name: str
    version: str
    runtime: str
    licence: str


class Provenance(Model):
    """How a brief was made. ``timings`` are seconds by stage, ``input_sha256`` is the hash of the
    input's UTF-8 bytes."""

    puente: str
    created: dt.datetime
    input_sha256: str
    models: tuple[ModelUse, ...] = ()
    settings: dict[str, str] = {}
    timings: dict[str, float] = {}

    @staticmethod
    def hash_of(data: str | bytes) -> str:
        """The ``input_sha256`` of an input."""
        raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return hashlib.sha256(raw).hexdigest()


class Brief(Model):
    """A bilingual brief. ``key_figures`` are the ids of the most newsworthy quantities, the most
    important first; ``evidence`` holds the sentences of those that neither a point nor a tweet
    says; ``version`` counts from 1 and grows with each edit by hand. While a brief is being made,
    a sentence may still have only its source side."""

    schema_version: int = 1
    title: BilingualSentence
    source_language: Language
    languages: tuple[Language, ...] = ("en", "es")
    length: Length
    points: tuple[Point, ...]
    tweets: tuple[TranslatedTweet, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    names: tuple[Name, ...] = ()
    key_figures: tuple[str, ...] = ()
    evidence: tuple[BilingualSentence, ...] = ()
    article: Article
    sentences: tuple[Sentence, ...]
    warnings: tuple[BriefWarning, ...] = ()
    provenance: Provenance
    version: int = 1
    edited: bool = False

    @property
    def figures(self) -> Figures:
        return Figures(quantities=self.quantities, names=self.names)

    def bilingual_sentences(self) -> tuple[BilingualSentence, ...]:
        """Title, points, tweets and evidence: all that stands in both languages, in order."""
        return (
            self.title,
            *(sentence for point in self.points for sentence in point.sentences),
            *(sentence for tweet in self.tweets for sentence in tweet.sentences),
            *self.evidence,
        )
