"""A quantity while it is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from summarizer.brief import Bound, Change, Counted, QuantityKind
from summarizer.figures.numerals import Numeral
from summarizer.figures.quantity_tokens import Token, TokenKind
from summarizer.figures.vocabulary import Vocabulary


@dataclass(slots=True)
class Draft:
    """``tokens[first:last]`` is the quantity with its unit; ``outer_first`` and ``outer_last``
    hold the words that bound it too. The ends of a range belong to it as
    ``low_closed`` and ``high_closed`` say."""

    first: int
    last: int
    numeral: Numeral
    kind: QuantityKind = QuantityKind.NUMBER
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    bound: Bound = Bound.EXACT
    change: Change | None = None
    changed_from: Decimal | None = None
    date: str | None = None
    counts: Counted | None = None
    guessed_currency: bool = False
    low_closed: bool = True
    high_closed: bool = False
    outer_first: int = field(default=-1)
    outer_last: int = field(default=-1)

    def __post_init__(self) -> None:
        self.outer_first = self.first if self.outer_first < 0 else self.outer_first
        self.outer_last = self.last if self.outer_last < 0 else self.outer_last

    def multiply(self, factor: Decimal) -> None:
        if self.value is not None:
            self.value *= factor
        if self.low is not None and self.high is not None:
            self.low *= factor
            self.high *= factor

    def widen(self) -> None:
        """Lets the outer words hold the quantity again after it has grown."""
        self.outer_first = min(self.outer_first, self.first)
        self.outer_last = max(self.outer_last, self.last)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that is being read, with what its language gives. ``numbers`` are the tokens that
    belong to numbers, ``labels`` those of them that turned out to be part of a name; ``amounts``
    the tokens of all quantities with their units, and ``measures`` tells where those end that have
    one, by their first token. ``all_capitals`` says that the text is written in them."""

    text: str
    folded: str
    tokens: Sequence[Token]
    words: Vocabulary
    context: str = ""
    numbers: set[int] = field(default_factory=set)
    labels: set[int] = field(default_factory=set)
    amounts: set[int] = field(default_factory=set)
    measures: dict[int, int] = field(default_factory=dict)
    all_capitals: bool = False

    def word(self, index: int) -> str:
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> TokenKind | None:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def printed(self, index: int) -> str:
        """The token as the text has it, in its case and with its accents."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def touches(self, index: int) -> bool:
        """Whether the token stands right behind the one before it, without a space."""
        return 0 < index < len(self.tokens) and not self.tokens[index].spaced

    def is_capitalised(self, index: int) -> bool:
        """Whether the token is a word with a capital letter ("Texas", "iPhone")."""
        return (
            self.kind(index) is TokenKind.WORD
            and self.printed(index) != self.printed(index).lower()
        )

    def starts_line(self, index: int) -> bool:
        """Whether the token is the first of a line or of a cell of a table."""
        if not 0 < index < len(self.tokens):
            return index == 0
        between = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return "\n" in between or "\t" in between

    def starts_sentence(self, index: int) -> bool:
        """Whether the token is the first of a line, a sentence or a quotation, as far as its left
        neighbour tells."""
        return self.starts_line(index) or self.word(index - 1) in (
            ".",
            "!",
            "?",
            ":",
            '"',
            "“",
            "«",
            "¿",
            "¡",
        )
