"""Numbers as written: digits with the separators of either locale, words, and mixtures of both.

This is the lowest layer of the figures: it says which number stands where, and neither what it
measures nor whether a reader would call it a figure (:mod:`summarizer.figures.quantities` does).
What differs between languages is a :class:`NumeralWords` in the folder of the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import Enum
from fractions import Fraction

from summarizer.figures.quantity_tokens import Token, TokenKind, tokenise

# Longer runs of digits are identifiers, not numbers.
MAX_DIGITS = 40
# Bounds the look-ahead of one numeral, and with it the time for a text of nothing but numerals.
MAX_TOKENS = 60

_EXACT = Context(prec=MAX_DIGITS + 30)
_FIFTEEN_DIGITS = Context(prec=15)


class NumeralKind(Enum):
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``tokens[first:last]``, which is ``text[start:end]``.

    ``vague`` is an order of magnitude ("thousands of"), ``value`` then being its least.
    ``in_digits`` says that it has digits; ``scaled`` that it has a word such as *million*.
    ``lone_one`` is "one" or "un(a)" alone, which may be a mere pronoun or article.
    """

    first: int
    last: int
    start: int
    end: int
    value: Decimal
    kind: NumeralKind
    in_digits: bool = False
    scaled: bool = False
    vague: bool = False
    lone_one: bool = False


@dataclass(frozen=True)
class NumeralWords:
    """The number words of a language, folded (see :func:`summarizer.figures.quantity_tokens.fold`)."""

    units: dict[str, int]
    tens: dict[str, int]
    tens_joiner: str | None
    hundreds: dict[str, int]
    scales: dict[str, int]
    vague_scales: dict[str, int]
    abbreviations: dict[str, int]
    chunk_joiner: str
    articles: frozenset[str]
    points: frozenset[str]
    negatives: frozenset[str]
    dozens: dict[str, int]
    halves: dict[str, Fraction]
    ordinals: dict[str, int]
    ordinal_scales: dict[str, int]
    ordinal_endings: frozenset[str]
    denominators: dict[str, int]
    half_after: frozenset[str]
    over: frozenset[tuple[str, ...]] = frozenset()
    decimal_mark: str | None = "."


# --- digits -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Literal:
    start: int
    end: int
    value: Decimal


_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,'])[0-9]{3})(?:\1[0-9]{3})*")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_VULGAR = {
    "¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4), "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8), "⅙": Fraction(1, 6), "⅚": Fraction(5, 6), "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5),
}  # fmt: skip


def decimal_of(fraction: Fraction) -> Decimal:
    """``fraction`` as a decimal: exact where it can be, else to 15 significant digits."""
    if fraction.denominator == 1:
        return Decimal(fraction.numerator)
    value = _EXACT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    if Fraction(value) == fraction:
        return Decimal(f"{value.normalize(_EXACT):f}")
    return _FIFTEEN_DIGITS.plus(value)


def _integer(digits: str) -> Decimal:
    return Decimal(digits)


def read_literal(text: str, decimal_mark: str | None) -> Decimal | None:
    """The value of a number in digits, or None if its separators make no number.

    ``decimal_mark`` decides where a single separator stands before three digits: with ``"."``,
    1.234 is a decimal and 1,234 an integer; with ``","`` the reverse; with None both are
    integers, which is what newspapers of either locale mean by far the most often.
    """
    if text in _VULGAR:
        return decimal_of(_VULGAR[text])
    if sum(character.isdigit() for character in text) > MAX_DIGITS:
        return None
    marks = [character for character in text if character in ".,'"]
    if not marks:
        return _integer(text)
    last = marks[-1]
    head, _, tail = text.rpartition(last)
    if len(marks) == 1:
        if not head:
            return Decimal(f"0.{tail}")
        groups = len(tail) == 3 and len(head) <= 3 and not head.startswith("0")
        if last == "'":
            return _integer(head + tail) if groups else None
        if groups and last != decimal_mark:
            return _integer(head + tail)
        return Decimal(f"{head}.{tail}")
    if _GROUPED.fullmatch(text) or _INDIAN.fullmatch(text):
        return _integer(re.sub(r"[.,']", "", text))
    if last not in marks[:-1] and (_GROUPED.fullmatch(head) or _INDIAN.fullmatch(head)):
        whole = re.sub(r"[.,']", "", head)
        return Decimal(f"{whole}.{tail}")
    return None


def literals(token: Token, decimal_mark: str | None) -> list[Literal]:
    """The numbers in a token of digits and separators: one, or several where the separators only
    divide a list ("22,24,26")."""
    value = read_literal(token.word, decimal_mark)
    if value is not None:
        return [Literal(token.start, token.end, value)]
    found = []
    for match in re.finditer(r"[0-9]+", token.word):
        if len(match.group()) <= MAX_DIGITS:
            start = token.start + match.start()
            found.append(Literal(start, start + len(match.group()), Decimal(match.group())))
    return found


_DECIMAL_POINT = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+\.\d|\d+\.(?:\d{1,2}|\d{4,9})(?![\d.,]*\d))"
)
_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d|\d+,(?:\d{1,2}|\d{4,9})(?![\d.,]*\d))"
)


def decimal_mark_of(text: str) -> str | None:
    """The decimal mark that ``text`` uses where it can't be mistaken, or None without evidence."""
    points = sum(1 for _ in _DECIMAL_POINT.finditer(text))
    commas = sum(1 for _ in _DECIMAL_COMMA.finditer(text))
    if points == commas:
        return None
    return "." if points > commas else ","


# --- words --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A summand of a number: less than ``room`` may still be added after it."""

    value: Fraction
    room: Fraction
    literal: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    value: Fraction
    next: int
    room: Fraction
    digits: bool = False
    scaled: bool = False
    plural: bool = False
    one: bool = False


class NumeralReader:
    """Reads the numbers of one tokenised text."""

    def __init__(
        self, tokens: Sequence[Token], words: NumeralWords, decimal_mark: str | None
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.decimal_mark = decimal_mark

    # .. looking at tokens ..

    def word(self, index: int) -> str:
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> TokenKind | None:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def adjacent(self, index: int) -> bool:
        """Whether the token touches the one before it."""
        return 0 < index < len(self.tokens) and not self.tokens[index].spaced

    # .. the parts of a number ..

    def _literal(self, index: int) -> _Read | None:
        """Digits, with groups divided by spaces and with a following fraction ("2 1/4")."""
        if self.kind(index) is not TokenKind.NUMBER:
            return None
        token = self.tokens[index]
        value = read_literal(token.word, self.decimal_mark)
        if value is None:
            return None
        after = index + 1
        number = Fraction(value)
        if token.word.isdigit() and len(token.word) <= 3 and not token.word.startswith("0"):
            grouped, after = self._space_groups(index)
            if grouped is not None:
                number = grouped
        fraction = self._slash_fraction(after, mixed=True)
        if fraction is not None and number.denominator == 1:
            return _Read(number + fraction[0], fraction[1], Fraction(1), digits=True)
        exponent = self._exponent(after)
        if exponent is not None and after == index + 1:
            factor, after = exponent
            if factor[0] == "e":
                number *= Fraction(10) ** factor[1]
            else:
                if number == 0 and factor[1] < 0:
                    return None
                number = number ** factor[1]
            return _Read(number, after, Fraction(1), digits=True)
        one = number == 1
        return _Read(number, after, Fraction(1), digits=True, one=one)

    def _space_groups(self, index: int) -> tuple[Fraction | None, int]:
        """``1 234 567`` and ``1 234 567,89``: groups of three divided by one space each."""
        digits = self.word(index)
        after = index + 1
        fraction = ""
        while self.kind(after) is TokenKind.NUMBER and self.tokens[after].spaced:
            token = self.tokens[after]
            if token.start - self.tokens[after - 1].end != 1:
                return None, index + 1
            match = re.fullmatch(r"([0-9]{3})(?:[.,]([0-9]{1,9}))?", token.word)
            if match is None:
                return None, index + 1
            digits += match.group(1)
            after += 1
            if match.group(2):
                fraction = match.group(2)
                break
        if after == index + 1 or len(digits) > MAX_DIGITS:
            return None, index + 1
        if self.kind(after) is TokenKind.NUMBER and self.tokens[after].spaced:
            return None, index + 1
        return Fraction(Decimal(f"{digits}.{fraction or 0}")), after

    def _slash_fraction(self, index: int, *, mixed: bool) -> tuple[Fraction, int] | None:
        """``3/4``, and with ``mixed`` the fraction of ``2 3/4`` or ``2½``."""
        if self.kind(index) is not TokenKind.NUMBER:
            return None
        if self.word(index) in _VULGAR:
            return _VULGAR[self.word(index)], index + 1
        if mixed and not self.tokens[index].spaced:
            return None
        top, bottom = self.word(index), self.word(index + 2)
        if not (
            self.word(index + 1) == "/"
            and top.isdigit()
            and bottom.isdigit()
            and self.kind(index + 2) is TokenKind.NUMBER
            and self.adjacent(index + 1)
            and self.adjacent(index + 2)
            and len(top) <= 6
            and len(bottom) <= 6
        ):
            return None
        if self.word(index + 3) == "/" and self.adjacent(index + 3):
            return None
        if int(bottom) == 0 or (mixed and int(top) >= int(bottom)):
            return None
        return Fraction(int(top), int(bottom)), index + 3

    def _exponent(self, index: int) -> tuple[tuple[str, int], int] | None:
        """``e10``, ``^23``, ``x10^6`` after digits."""
        at = index
        if not self.adjacent(at):
            return None
        kind = "^"
        if self.word(at) == "e":
            kind, at = "e", at + 1
        elif self.word(at) in ("x", "×", "*") and self.word(at + 1) == "10":
            kind, at = "e", at + 2
            if self.word(at) == "^" and self.adjacent(at):
                at += 1
            elif self.word(at) not in ("-", "–"):
                return None
        elif self.word(at) == "^":
            at += 1
        else:
            return None
        sign = 1
        signs = 0
        while self.word(at) in ("+", "-", "–") and self.adjacent(at) and signs < 2:
            if self.word(at) != "+":
                sign = -1
            at += 1
            signs += 1
        digits = self.word(at)
        if not (digits.isdigit() and self.adjacent(at) and len(digits) <= 2):
            return None
        return (kind, sign * int(digits)), at + 1

    def _hyphen(self, index: int) -> int:
        """Past a hyphen between two number words ("twenty-one", "fifty - two")."""
        if self.word(index) == "-" and self.adjacent(index) == self.adjacent(index + 1):
            return index + 1
        return index

    def _small(self, index: int, ordinal: bool) -> _Read | None:
        """A number below a hundred (in Spanish, a thousand), or digits."""
        words = self.words
        word = self.word(index)
        if word in words.hundreds:
            value = words.hundreds[word]
            rest = self._small(index + 1, ordinal) if not ordinal else None
            if (
                rest is not None
                and not rest.digits
                and 0 < rest.value < 100
                and self.word(index + 1) not in words.hundreds
            ):
                return _Read(value + rest.value, rest.next, Fraction(1))
            return _Read(Fraction(value), index + 1, Fraction(100))
        if word in words.tens:
            value = words.tens[word]
            at = index + 1
            if words.tens_joiner is None:
                at = self._hyphen(at)
            elif self.word(at) == words.tens_joiner:
                at += 1
            else:
                return _Read(Fraction(value), index + 1, Fraction(10))
            unit = words.units.get(self.word(at), 0)
            if 1 <= unit <= 9:
                return _Read(Fraction(value + unit), at + 1, Fraction(1))
            return _Read(Fraction(value), index + 1, Fraction(10))
        if word in words.units:
            value = words.units[word]
            return _Read(Fraction(value), index + 1, Fraction(1), one=value == 1)
        return self._literal(index)

    def _scale(self, index: int, after_digits: bool) -> int | None:
        word = self.word(index)
        scale = self.words.scales.get(word)
        if scale is not None:
            return scale
        if after_digits and word in self.words.abbreviations:
            return self.words.abbreviations[word]
        return None

    def _sum(self, index: int, limit: int, ordinal: bool) -> _Read | None:
        """The longest cardinal at ``index`` (or, with ``ordinal``, the number that ends in an
        ordinal word) that ends before ``limit``."""
        words = self.words
        parts: list[_Part] = []
        at = index
        digits = scaled = False
        one = False
        done: _Read | None = None
        while at < limit:
            start = at
            joined = False
            if parts:
                start = self._hyphen(start)
                if self.word(start) == words.chunk_joiner:
                    joined = True
                    start += 1
            if ordinal and (parts or start == index):
                end = self._ordinal_tail(start, parts, limit)
                if end is not None:
                    return _Read(end.value, end.next, Fraction(1), digits, True, plural=end.plural)
            small = self._small(start, ordinal)
            if small is None:
                if self._scale(start, False) and not parts:
                    small = _Read(Fraction(1), start, Fraction(1))
                elif (
                    (word_after_article := self._scale(start + 1, False))
                    and self.word(start) in words.articles
                    and (not parts or joined)
                ):
                    small = _Read(Fraction(1), start + 1, Fraction(1))
                    del word_after_article
                else:
                    break
            if small.next > limit:
                break
            if parts and small.value == 0:
                break
            new = [*parts, _Part(small.value, small.room, small.digits)]
            at_scale = small.next
            steps = 0
            while at_scale < limit:
                hyphened = self._hyphen(at_scale) if not small.digits else at_scale
                scale = self._scale(hyphened, small.digits)
                if scale is None or not self._scale_allowed(hyphened, scale, new):
                    break
                total = new.pop().value
                while new and new[-1].value < scale:
                    total += new.pop().value
                new.append(_Part(total * scale, Fraction(scale)))
                at_scale = hyphened + 1
                steps += 1
            if len(new) > 1:
                if new[-1].value >= new[-2].room:
                    break
                if small.digits and steps == 0 and not self._may_continue(start, new, joined):
                    break
            one = not parts and small.one and steps == 0
            parts = new
            digits = digits or small.digits
            scaled = scaled or steps > 0
            at = at_scale
            total = sum((part.value for part in parts), Fraction(0))
            done = _Read(total, at, parts[-1].room, digits, scaled, one=one)
            if parts[-1].room <= 1:
                break
        return done if not ordinal else None

    def _scale_allowed(self, index: int, scale: int, parts: list[_Part]) -> bool:
        """A scale multiplies what stands before it unless that is itself as large."""
        last = parts[-1]
        if scale == 100 and last.value >= 100 and not last.literal:
            return False
        return last.value != 0

    def _may_continue(self, index: int, parts: list[_Part], joined: bool) -> bool:
        """Whether digits without a scale continue a number ("dos mil 500", "3 hundred and 21",
        but not "5 million 2019 models")."""
        token = self.tokens[index]
        if not token.word.isdigit():
            return False
        room = parts[-2].room
        if room == 100:
            return joined and len(token.word) <= 2
        if room == 1000:
            return len(token.word) == 3 if not joined else len(token.word) <= 3
        return False

    def _ordinal_tail(self, index: int, parts: list[_Part], limit: int) -> _Read | None:
        """The ordinal words that end a number: "fifth", "hundredth", "vigésimo quinto"."""
        words = self.words
        new = list(parts)
        at = index
        found = False
        plural = False
        while at < limit:
            start = self._hyphen(at) if new else at
            word = self.word(start)
            tens = words.tens.get(word)
            if tens is not None and not found and words.tens_joiner is None:
                unit_at = self._hyphen(start + 1)
                unit = words.ordinals.get(self.word(unit_at), 0)
                if 1 <= unit <= 9 and unit_at < limit:
                    if new and tens + unit >= new[-1].room:
                        return None
                    new.append(_Part(Fraction(tens + unit), Fraction(1)))
                    plural = self.word(unit_at) in words.denominators
                    return _Read(
                        sum((p.value for p in new), Fraction(0)),
                        unit_at + 1,
                        Fraction(1),
                        plural=self._is_plural(unit_at),
                    )
                return None
            value = words.ordinals.get(word)
            scale = words.ordinal_scales.get(word)
            if scale is not None:
                total = Fraction(0)
                while new and new[-1].value < scale:
                    total += new.pop().value
                new.append(_Part((total or Fraction(1)) * scale, Fraction(scale)))
            elif value is not None:
                room = _room_of(value)
                if new and value >= new[-1].room:
                    break
                new.append(_Part(Fraction(value), Fraction(room)))
            else:
                break
            found = True
            plural = self._is_plural(start)
            at = start + 1
            if words.tens_joiner is None:
                break
        if not found or (len(new) > 1 and new[-1].value >= new[-2].room):
            return None
        total = sum((part.value for part in new), Fraction(0))
        return _Read(total, at, Fraction(1), plural=plural)

    def _is_plural(self, index: int) -> bool:
        return self.word(index).endswith("s")

    # .. whole numbers ..

    def read(self, index: int) -> Numeral | None:
        """The number that starts at token ``index``, or None."""
        limit = min(len(self.tokens), index + MAX_TOKENS)
        sign, first = self._sign(index)
        numeral = self._unsigned(first, limit)
        if numeral is None:
            return None
        value, after, kind, flags = numeral
        if sign < 0 and kind is NumeralKind.ORDINAL:
            return None
        if abs(value) >= Fraction(10) ** (MAX_DIGITS + 20):
            return None
        return Numeral(
            first=index,
            last=after,
            start=self.tokens[index].start,
            end=self.tokens[after - 1].end,
            value=decimal_of(sign * value),
            kind=kind,
            **flags,
        )

    def _sign(self, index: int) -> tuple[int, int]:
        word = self.word(index)
        if (
            word in self.words.negatives
            and self.kind(index + 1) is not None
            and self.word(index - 1) not in ("al", "lo", "cuando", "mas", "o", "no")
        ):
            return -1, index + 1 + (self.word(index + 1) == "-")
        if word == "-" and self.kind(index + 1) is TokenKind.NUMBER:
            touches_left = self.adjacent(index) and self.kind(index - 1) in (
                TokenKind.WORD,
                TokenKind.NUMBER,
            )
            starts = index == 0 or not touches_left
            spaced_dash = self.tokens[index + 1].spaced and index > 0
            if starts and not spaced_dash:
                return -1, index + 1
        return 1, index

    def _unsigned(self, index: int, limit: int):
        if index >= limit:
            return None
        vague = self._vague(index)
        if vague is not None:
            value, after = vague
            return value, after, NumeralKind.CARDINAL, {"vague": True, "scaled": True}
        for attempt in (self._half, self._fraction, self._ordinal, self._cardinal):
            found = attempt(index, limit)
            if found is not None:
                return found
        return None

    def _vague(self, index: int) -> tuple[Fraction, int] | None:
        """``thousands``, ``tens of thousands``, ``decenas de miles``."""
        words = self.words
        if self.word(index) not in words.vague_scales:
            return None
        value = Fraction(words.vague_scales[self.word(index)])
        at = index + 1
        while (
            self.word(at) in ("of", "de")
            and (self.word(at + 1) in words.vague_scales)
            and at < index + 6
        ):
            value *= words.vague_scales[self.word(at + 1)]
            at += 2
        return value, at

    def _half(self, index: int, limit: int):
        """``half``, ``half a million``, ``medio millón``, ``la mitad``, ``quarter million``."""
        words = self.words
        word = self.word(index)
        if word not in words.halves:
            return None
        value = words.halves[word]
        at = index + 1
        if self.word(at) in words.articles and self._scale(at + 1, False):
            at += 1
        scale = self._scale(at, False)
        scaled = False
        if scale is not None and scale != 100:
            value *= scale
            at += 1
            scaled = True
        elif word in words.half_after:
            return None
        return value, at, NumeralKind.FRACTION, {"scaled": scaled}

    def _denominator(self, index: int, limit: int) -> tuple[int, int, bool] | None:
        """A denominator in words, with its value, where it ends and whether it is plural."""
        word = self.word(index)
        value = self.words.denominators.get(word)
        if value is not None:
            return value, index + 1, self._is_plural(index)
        return None

    def _fraction(self, index: int, limit: int):
        """``two thirds``, ``3/4``, ``one in five``, ``un quinto``, with or without a whole."""
        slash = self._slash_fraction(index, mixed=False)
        if slash is not None:
            value, at = slash
            return value, at, NumeralKind.FRACTION, {"in_digits": True}
        words = self.words
        top: _Read | None = None
        if self.word(index) in words.articles:
            top = _Read(Fraction(1), index + 1, Fraction(1), one=True)
        else:
            top = self._sum(index, limit, ordinal=False)
        if top is None:
            return None
        at = self._hyphen(top.next)
        bottom = self._denominator(at, limit)
        if bottom is None:
            return None
        value, after, plural = bottom
        if plural != (top.value != 1):
            return None
        if top.one and not self._fraction_ends(after):
            return None
        fraction = top.value / value
        scaled = False
        if self.word(after) in ("of", "de"):
            skip = after + 1 + (self.word(after + 1) in words.articles)
            scale = self._scale(skip, False)
            if scale is not None and scale != 100:
                fraction *= scale
                after = skip + 1
                scaled = True
        return fraction, after, NumeralKind.FRACTION, {"scaled": scaled}

    def _fraction_ends(self, index: int) -> bool:
        return self.kind(index) is not TokenKind.WORD or self.word(index) in (
            "of", "de", "del", "the", "and", "more", "less", "as", "mas", "menos", "y",
        )  # fmt: skip

    def _ordinal(self, index: int, limit: int):
        token = self.tokens[index]
        if token.kind is TokenKind.NUMBER and self.adjacent(index + 1):
            at = index + 1
            if self.word(at) == "." and self.adjacent(at + 1):
                at += 1
            if self.word(at) in self.words.ordinal_endings and self.adjacent(at):
                value = read_literal(token.word, self.decimal_mark)
                if value is not None and value == value.to_integral_value():
                    return Fraction(value), at + 1, NumeralKind.ORDINAL, {"in_digits": True}
        if token.kind is not TokenKind.WORD:
            return None
        read = self._sum(index, limit, ordinal=True)
        if read is None:
            return None
        return read.value, read.next, NumeralKind.ORDINAL, {"in_digits": read.digits}

    def _cardinal(self, index: int, limit: int):
        read = self._sum(index, limit, ordinal=False)
        if read is None:
            return None
        value, after = read.value, read.next
        one = read.one
        scaled = read.scaled
        point = self._point(after)
        if point is not None and not read.digits:
            fraction, after = point
            value += fraction
            one = False
            scale = self._scale(after, False)
            if scale is not None:
                value *= scale
                after += 1
                scaled = True
        half = self._and_half(after)
        if half is not None:
            fraction, after = half
            value += fraction * (read.room if read.scaled and read.room > 100 else 1)
            one = False
            scale = self._scale(after, False)
            if scale is not None:
                value *= scale
                after += 1
                scaled = True
        lone = one and after == index + 1 and not read.digits
        flags = {"in_digits": read.digits, "scaled": scaled, "lone_one": lone}
        return value, after, NumeralKind.CARDINAL, flags

    def _point(self, index: int) -> tuple[Fraction, int] | None:
        """The decimals of a number in words: ``point zero three``, ``coma veintiocho``."""
        if self.word(index) not in self.words.points:
            return None
        digits = ""
        at = index + 1
        while len(digits) <= 12:
            small = self._small(at, False)
            if small is None or small.digits:
                break
            digits += str(small.value)
            at = small.next
        if not digits:
            return None
        return Fraction(int(digits), 10 ** len(digits)), at

    def _and_half(self, index: int) -> tuple[Fraction, int] | None:
        """``and a half``, ``y medio``, ``and three quarters``."""
        words = self.words
        if self.word(index) != words.chunk_joiner:
            return None
        at = index + 1
        if self.word(at) in words.half_after and self._scale(at + 1, False) is None:
            return words.halves[self.word(at)], at + 1
        fraction = self._fraction(at, min(len(self.tokens), at + 12)) or self._article_half(at)
        if fraction is None or fraction[0] >= 1:
            return None
        return fraction[0], fraction[1]

    def _article_half(self, index: int):
        if self.word(index) in self.words.articles or self.word(index) in self.words.units:
            word = self.word(index + 1)
            if word in self.words.halves:
                return self.words.halves[word], index + 2
        return None


def _room_of(value: int) -> int:
    room = 1
    while value and value % (room * 10) == 0:
        room *= 10
    return room


def find(text: str, words: NumeralWords, decimal_mark: str | None = None) -> list[Numeral]:
    """Every number in ``text`` in order, whatever it measures and wherever it stands, except in
    addresses, handles and hashtags."""
    _, tokens = tokenise(text)
    return read_all(tokens, words, decimal_mark)


def read_all(
    tokens: Sequence[Token], words: NumeralWords, decimal_mark: str | None
) -> list[Numeral]:
    reader = NumeralReader(tokens, words, decimal_mark)
    found: list[Numeral] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind is TokenKind.OPAQUE:
            index += 1
            continue
        numeral = reader.read(index)
        if numeral is not None:
            found.append(numeral)
            index = numeral.last
            continue
        if token.kind is TokenKind.NUMBER:
            for literal in literals(token, decimal_mark):
                found.append(
                    Numeral(
                        first=index,
                        last=index + 1,
                        start=literal.start,
                        end=literal.end,
                        value=literal.value,
                        kind=NumeralKind.CARDINAL,
                        in_digits=True,
                    )
                )
        index += 1
    return found
