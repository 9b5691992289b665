"""Numbers as written: in digits, in words, and in mixtures of both.

This is the lowest layer of the figures: it says which number stands where, and neither what it
measures nor whether a reader would call it a figure (:mod:`summarizer.figures.quantities` does).
What differs between languages is a :class:`NumeralWords` in the folder of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from summarizer.figures.literals import (
    MAX_DIGITS,
    VULGAR,
    decimal_of,
    literals,
    read_literal,
)
from summarizer.figures.quantity_tokens import Token, TokenKind, tokenise

# Bounds the look-ahead of one numeral, and with it the time for a text of nothing but numerals.
MAX_TOKENS = 60
MAX_FRACTION_TOKENS = 16
_LARGEST = Fraction(10) ** (MAX_DIGITS + 20)


_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.000")


class NumeralKind(Enum):
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"


ALL_KINDS = frozenset(NumeralKind)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``tokens[first:last]``, which is ``text[start:end]``.

    ``vague`` is an order of magnitude ("thousands of"), ``value`` then being its least.
    ``in_digits`` says that it has digits; ``scaled`` that it has a word such as *million*;
    ``ratio`` that it is a share told by its parts ("three in ten"). ``lone_one`` is "one" or
    "un(a)" alone, which may be a mere pronoun or article.
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
    ratio: bool = False
    lone_one: bool = False


@dataclass(frozen=True)
class NumeralWords:
    """The number words of a language, folded (:func:`summarizer.figures.quantity_tokens.fold`).

    ``units`` are below twenty (in Spanish, thirty), ``tens`` take one of them after
    ``tens_joiner`` (None: after a hyphen or nothing), ``hundreds`` are words of their own where
    the language has them. ``scales`` multiply; ``scale_plurals`` too, but only after a number;
    ``vague_scales`` are magnitudes alone; ``abbreviations`` follow digits, those of
    ``cased_abbreviations`` in this case only. ``joiner`` stands between the parts of a number,
    ``fraction_joiners`` before its fraction, ``points`` before its decimals, ``loose_points`` too
    but only where nothing else can follow. ``articles`` may mean one. ``not_negative_after`` are
    words after which one of ``negatives`` is no sign. ``pronoun_openers`` make a following *one*
    a pronoun. ``some`` before a scale make it vague ("several thousand"). ``denominator`` and
    ``ordinal`` read a single word, singular or plural. ``part`` are nouns behind a denominator
    ("la tercera parte"); ``ratio`` joins the parts of a share, around a noun only with one of
    ``each`` ("one person in every 250"); ``over`` those of a fraction.
    ``pairs`` are two of something, not counted exactly ("a couple of").
    ``multiples`` are words that multiply ("twice", "tenfold"), ``loose_multiples`` only before
    ``after_multiple`` or behind ``before_multiple`` ("more than double"), ``frequencies`` only
    before ``after_times`` ("twice as many"); a number of ``times``
    multiplies before ``after_times`` ("20 times larger") and counts events elsewhere. Before
    ``not_multiple_before`` they multiply nothing ("doubled down"). A number behind one of
    ``multiplying`` and one of ``by`` multiplies.
    ``relative_ordinals`` are the words for places told from another, the longest first.
    """

    units: dict[str, int]
    tens: dict[str, int]
    tens_joiner: str | None
    hundreds: dict[str, int]
    scales: dict[str, int]
    scale_plurals: dict[str, int]
    vague_scales: dict[str, int]
    abbreviations: dict[str, int]
    cased_abbreviations: dict[str, int]
    joiner: str
    fraction_joiners: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    loose_points: frozenset[str]
    negatives: frozenset[str]
    not_negative_after: frozenset[str]
    pronoun_openers: frozenset[str]
    some: frozenset[str]
    halves: dict[str, Fraction]
    bare_halves: frozenset[str]
    ordinal: Callable[[str], int | None]
    ordinal_scales: dict[str, int]
    ordinal_endings: frozenset[str]
    denominator: Callable[[str], int | None]
    part: frozenset[str]
    part_openers: frozenset[str]
    after_fraction: frozenset[str]
    ratio: tuple[tuple[str, ...], ...]
    each: frozenset[str]
    by: frozenset[str]
    multiplying: frozenset[str]
    over: frozenset[str]
    decimal_mark: str | None
    collectives: frozenset[str]
    pairs: frozenset[str]
    multiples: dict[str, int]
    loose_multiples: dict[str, int]
    frequencies: frozenset[str]
    after_multiple: frozenset[str]
    before_multiple: frozenset[str]
    times: frozenset[str]
    after_times: frozenset[str]
    relative_ordinals: tuple[tuple[tuple[str, ...], tuple[str, int]], ...]
    not_multiple_before: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        starters = {"-"}.union(
            self.units,
            self.tens,
            self.hundreds,
            self.scales,
            self.vague_scales,
            self.articles,
            self.negatives,
            self.some,
            self.halves,
            self.ordinal_scales,
            self.part_openers,
        )
        object.__setattr__(self, "starters", frozenset(starters))


_HUNDREDS_AND_CENTS = re.compile(r"\d{3}\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class _Part:
    """A summand of a number: less than ``room`` may still be added after it."""

    value: Fraction
    room: Fraction


@dataclass(frozen=True, slots=True)
class _Read:
    value: Fraction
    next: int
    room: Fraction = Fraction(1)
    digits: bool = False
    scaled: bool = False
    plural: bool = False
    one: bool = False
    kind: NumeralKind = NumeralKind.CARDINAL
    vague: bool = False
    ratio: bool = False
    lone_one: bool = False


class NumeralReader:
    """Reads the numbers of one tokenised text.

    ``kinds`` are the only ones that are tried: "a third" is a fraction, and an ordinal for one
    who asks for nothing else. ``dash_opens`` says that a hyphen followed by a space is a sign at
    the beginning of the text, where a list would have its bullet. What begins at one of the places
    ``apart`` belongs to no number before it ("400 737 Max jets").
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        words: NumeralWords,
        decimal_mark: str | None,
        kinds: frozenset[NumeralKind] = ALL_KINDS,
        *,
        dash_opens: bool = False,
        apart: Collection[int] = (),
    ) -> None:
        self.text = text
        self.apart = apart
        self.tokens = tokens
        self.words = words
        self.decimal_mark = decimal_mark
        self.kinds = kinds
        self.dash_opens = dash_opens
        self._remembered: dict[int, Numeral | None] = {}

    def may_start(self, token: Token) -> bool:
        """Whether a number can start at ``token``; most words are ruled out here."""
        kind, _, _, word, _ = token
        if kind is TokenKind.WORD:
            return word in self.words.starters or self.words.ordinal(word) is not None
        return kind is TokenKind.NUMBER or (
            kind is TokenKind.PUNCTUATION and word in self.words.starters
        )

    def read(self, index: int) -> Numeral | None:
        """The number that starts at token ``index``, or None."""
        if index not in self._remembered:
            self._remembered[index] = self._read(index)
        return self._remembered[index]

    def _read(self, index: int) -> Numeral | None:
        limit = min(len(self.tokens), index + MAX_TOKENS)
        sign, first = self._sign(index)
        if first >= limit:
            return None
        read = self._unsigned(first, limit)
        if read is None or (sign < 0 and (read.kind is NumeralKind.ORDINAL or read.vague)):
            return None
        if abs(read.value) >= _LARGEST:
            return None
        start = self.tokens[index].start
        return Numeral(
            first=index,
            last=read.next,
            start=start,
            end=self.tokens[read.next - 1].end,
            value=decimal_of(sign * read.value),
            kind=read.kind,
            in_digits=read.digits,
            scaled=read.scaled,
            vague=read.vague,
            ratio=read.ratio,
            lone_one=read.lone_one,
        )

    def _unsigned(self, index: int, limit: int) -> _Read | None:
        attempts: list[Callable[[int, int], _Read | None]] = []
        if NumeralKind.CARDINAL in self.kinds:
            attempts.append(self._vague)
        if NumeralKind.FRACTION in self.kinds:
            attempts += [self._half, self._ratio, self._fraction]
        if NumeralKind.ORDINAL in self.kinds:
            attempts += [self._ordinal_in_digits, self._ordinal]
        if NumeralKind.CARDINAL in self.kinds:
            attempts.append(self._cardinal)
        for attempt in attempts:
            found = attempt(index, limit)
            if found is not None:
                return found
        return None

    def _sign(self, index: int) -> tuple[int, int]:
        """The sign before a number, and where the number begins."""
        word = self.word(index)
        following = index + 1
        if word in self.words.negatives:
            if self.word(index - 1) in self.words.not_negative_after:
                return 1, index
            return -1, following + (self.word(following) == "-")
        if word == "-" and self.kind(following) is TokenKind.NUMBER:
            if self.tokens[following].spaced:
                return (-1, following) if index == 0 and self.dash_opens else (1, index)
            touched = self.adjacent(index) and (
                self.kind(index - 1) in (TokenKind.WORD, TokenKind.NUMBER)
                or self.word(index - 1) in (")", "]", "%", "'", '"', "-", "/")
            )
            if not touched:
                return -1, following
        return 1, index

    # --- looking at tokens ---

    def word(self, index: int) -> str:
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> TokenKind | None:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def adjacent(self, index: int) -> bool:
        """Whether the token touches the one before it."""
        return 0 < index < len(self.tokens) and not self.tokens[index].spaced

    def _is_plural(self, index: int) -> bool:
        return self.word(index).endswith("s")

    def _hyphen(self, index: int) -> int:
        """Past a hyphen between two number words ("twenty-one", "fifty - two")."""
        if self.word(index) == "-" and self.adjacent(index) == self.adjacent(index + 1):
            return index + 1
        return index

    # --- digits ---

    def _literal(self, index: int) -> _Read | None:
        """Digits, with groups divided by spaces, and with a fraction or a power behind them."""
        if self.kind(index) is not TokenKind.NUMBER:
            return None
        token = self.tokens[index]
        value = read_literal(token.word, self.decimal_mark)
        if value is None:
            return None
        if (
            self.decimal_mark == "."
            and _THOUSANDS.fullmatch(token.word)
            and (self.kind(index + 1) is TokenKind.WORD and not self.adjacent(index + 1))
        ):
            # Nobody gives three decimals of nought: "42.000 participants" are thousands.
            value = value * 1000
        number, after = Fraction(value), index + 1
        if token.word.isdigit() and len(token.word) <= 3 and not token.word.startswith("0"):
            number, after = self._space_groups(index) or (number, after)
        fraction = self._slash_fraction(after, mixed=True)
        if fraction is not None and number.denominator == 1 and token.word.isdigit():
            return _Read(number + fraction.value, fraction.next, digits=True)
        if after == index + 1:
            power = self._power(number, after)
            if power is not None:
                return power
        return _Read(number, after, digits=True, one=number == 1)

    def _space_groups(self, index: int) -> tuple[Fraction, int] | None:
        """``1 234 567`` and ``1 234 567,89``: groups of three, each after a single space. A row
        of numbers of other lengths is a list or a line of a table."""
        digits, fraction = self.word(index), "0"
        after = index + 1
        while self.kind(after) is TokenKind.NUMBER and self.tokens[after].spaced:
            token = self.tokens[after]
            if fraction != "0" or token.start - self.tokens[after - 1].end != 1:
                return None
            match = re.fullmatch(r"([0-9]{3})(?:[.,]([0-9]{1,9}))?", token.word)
            if match is None or token.start in self.apart or len(digits) > MAX_DIGITS:
                return None
            digits += match.group(1)
            fraction = match.group(2) or "0"
            after += 1
        if after == index + 1 or len(digits) > MAX_DIGITS:
            return None
        return Fraction(Decimal(f"{digits}.{fraction}")), after

    def _slash_fraction(self, index: int, *, mixed: bool) -> _Read | None:
        """``3/4``, and with ``mixed`` the fraction of ``2 3/4`` or ``2½``."""
        if self.kind(index) is not TokenKind.NUMBER:
            return None
        if self.word(index) in VULGAR:
            return _Read(VULGAR[self.word(index)], index + 1, digits=True)
        top, bottom = self.word(index), self.word(index + 2)
        tight = self.adjacent(index + 1) and self.adjacent(index + 2)
        if not (self.word(index + 1) == "/" and tight and top.isdigit() and bottom.isdigit()):
            return None
        if len(top) > 6 or len(bottom) > 6 or int(bottom) == 0:
            return None
        if mixed and (not self.tokens[index].spaced or int(top) >= int(bottom)):
            return None
        chained = self.word(index + 3) == "/" and self.adjacent(index + 3)
        continued = self.adjacent(index) and (
            self.word(index - 1) == "/"
            or (self.word(index - 1) in "-." and self.kind(index - 2) is TokenKind.NUMBER)
        )
        if chained or continued:
            return None
        return _Read(
            Fraction(int(top), int(bottom)), index + 3, digits=True, kind=NumeralKind.FRACTION
        )

    def _power(self, number: Fraction, index: int) -> _Read | None:
        """``e10``, ``^23`` and ``x10^6`` behind digits."""
        at = index
        if not self.adjacent(at):
            return None
        word = self.word(at)
        of_ten = word in ("e", "x", "×", "*")
        if word in ("x", "×", "*"):
            if self.word(at + 1) != "10":
                return None
            at += 2
            if self.word(at) == "^":
                at += 1
            elif self.word(at) not in ("-", "–"):
                return None
        elif word in ("e", "^"):
            at += 1
        else:
            return None
        sign = 1
        for _ in range(2):
            if self.word(at) in ("+", "-", "–") and self.adjacent(at):
                sign = sign if self.word(at) == "+" else -sign
                at += 1
        digits = self.word(at)
        # A power beyond 99 is no measure of anything, and would be costly.
        if not (digits.isdigit() and self.adjacent(at) and len(digits) <= 2):
            return None
        exponent = sign * int(digits)
        if of_ten:
            return _Read(number * Fraction(10) ** exponent, at + 1, digits=True)
        if number == 0 and exponent < 0:
            return None
        if number.denominator > 10**6 or number.numerator > 10**6:
            return None
        return _Read(number**exponent, at + 1, digits=True)

    # --- cardinals ---

    def _small(self, index: int) -> _Read | None:
        """A number below a hundred (in Spanish, a thousand), or digits."""
        words = self.words
        word = self.word(index)
        if word in words.hundreds:
            value = words.hundreds[word]
            following = self.word(index + 1)
            if following in words.tens or following in words.units:
                rest = self._small(index + 1)
                if rest is not None and rest.value > 0:
                    return _Read(value + rest.value, rest.next, rest.room)
            return _Read(Fraction(value), index + 1, Fraction(100))
        if word in words.tens:
            at = index + 1
            if words.tens_joiner is None:
                at = self._hyphen(at)
            elif self.word(at) == words.tens_joiner:
                at += 1
            else:
                return _Read(Fraction(words.tens[word]), index + 1, Fraction(10))
            unit = words.units.get(self.word(at), 0)
            if 1 <= unit <= 9:
                return _Read(Fraction(words.tens[word] + unit), at + 1)
            return _Read(Fraction(words.tens[word]), index + 1, Fraction(10))
        if word in words.units:
            return _Read(Fraction(words.units[word]), index + 1, one=words.units[word] == 1)
        return self._literal(index)

    def _scale(self, index: int, *, after_number: bool = False, after_digits: bool = False):
        """The scale word at ``index``: a number, or None."""
        word = self.word(index)
        scale = self.words.scales.get(word)
        if scale is None and after_number:
            scale = self.words.scale_plurals.get(word)
        if scale is None and after_digits:
            scale = self.words.abbreviations.get(word)
            if scale is None and index < len(self.tokens):
                token = self.tokens[index]
                printed = self.text[token.start : token.end]
                scale = self.words.cased_abbreviations.get(printed)
        return scale

    def _opening(self, index: int, *, first: bool, joined: bool) -> _Read | None:
        """The number before a scale: digits, words, an article ("a hundred") or nothing."""
        small = self._small(index)
        if small is not None:
            return small
        if first and self._scale(index):
            return _Read(Fraction(1), index)
        if (first or joined) and self.word(index) in self.words.articles:
            scale = self._scale(index + 1)
            if scale:
                return _Read(Fraction(1), index + 1)
        return None

    def _sum(self, index: int, limit: int) -> _Read | None:
        """The longest cardinal at ``index`` that ends before ``limit``."""
        parts: list[_Part] = []
        done: _Read | None = None
        digits = scaled = False
        at = index
        while at < limit:
            start, joined = at, False
            if parts:
                start = self._hyphen(at)
                if self.word(start) == self.words.joiner:
                    start, joined = start + 1, True
                    if self._proper_fraction(start):
                        break
            small = self._opening(start, first=not parts, joined=joined)
            if small is None or small.next > limit or (parts and small.value == 0):
                break
            new = [*parts, _Part(small.value, small.room)]
            after, steps = self._scaled(new, small, limit)
            if len(new) > 1:
                if new[-1].value >= new[-2].room:
                    break
                if small.digits and steps == 0 and not self._continues(start, new[-2], joined):
                    break
            parts, at = new, after
            digits, scaled = digits or small.digits, scaled or steps > 0
            total = sum((part.value for part in parts), Fraction(0))
            one = len(parts) == 1 and small.one and steps == 0
            done = _Read(total, at, parts[-1].room, digits, scaled, one=one)
            if parts[-1].room <= 1:
                break
        return done

    def _scaled(self, parts: list[_Part], small: _Read, limit: int) -> tuple[int, int]:
        """Applies the scales behind the last part in place; where they end, and how many."""
        at, steps = small.next, 0
        while at < limit and parts[-1].value != 0:
            # "$1.5-million", where the hyphen ties both
            tied = small.digits and self.adjacent(at) and len(self.word(at + 1)) > 2
            here = self._hyphen(at) if tied or not small.digits else at
            scale = self._scale(here, after_number=True, after_digits=small.digits and not steps)
            if scale is None or (scale == 100 and not small.digits and parts[-1].value >= 100):
                break
            total = parts.pop().value
            while parts and parts[-1].value < scale:
                total += parts.pop().value
            parts.append(_Part(total * scale, Fraction(scale)))
            at, steps = here + 1, steps + 1
        return at, steps

    def _continues(self, index: int, before: _Part, joined: bool) -> bool:
        """Whether digits without a scale continue a number ("dos mil 500", "3 hundred and 21",
        but not "5 million 2019 models")."""
        word = self.word(index)
        if before.room == 1000 and _HUNDREDS_AND_CENTS.fullmatch(word):
            # "2 mil 653.50 pesos"
            return True
        if not word.isdigit():
            return False
        if before.room == 100:
            return joined and len(word) <= 2
        # "32 mil 50": nothing joins thousands and tens in Spanish.
        joined = joined or self.words.tens_joiner is not None
        return before.room == 1000 and (len(word) == 3 or (joined and len(word) < 3))

    def _cardinal(self, index: int, limit: int) -> _Read | None:
        """A cardinal with its decimals or fraction in words, if any."""
        read = self._sum(index, limit)
        if read is None:
            return None
        if read.one and not read.digits and self.word(index - 1) in self.words.pronoun_openers:
            return None
        value, after, scaled = read.value, read.next, read.scaled
        fraction = self._decimals(after) if not read.digits else None
        if fraction is None:
            fraction = self._and_fraction(after, read)
        if fraction is not None:
            value, after = value + fraction.value, fraction.next
            scale = self._scale(after, after_number=True) if not scaled else None
            if scale:
                value, after, scaled = value * scale, after + 1, True
        lone = read.one and after == index + 1 and not read.digits
        return _Read(value, after, digits=read.digits, scaled=scaled, lone_one=lone)

    def _decimals(self, index: int) -> _Read | None:
        """``point zero three``, ``coma veintiocho``, ``con cincuenta``."""
        loose = self.word(index) in self.words.loose_points
        if not loose and self.word(index) not in self.words.points:
            return None
        digits = ""
        at = index + 1
        while len(digits) <= 12:
            small = self._sum(at, min(len(self.tokens), at + 12))
            if small is not None and small.value >= 1000 and small.value % 1000 == 0:
                # "three point two million", "veinte coma cinco mil": the scale of the whole
                small = self._small(at)
            if small is None or small.digits or self._proper_fraction(at):
                break
            digits += str(small.value)
            at = small.next
            if loose:
                break
        if not digits or (loose and self.kind(at) is TokenKind.WORD and self.word(at) != "por"):
            return None
        return _Read(Fraction(int(digits), 10 ** len(digits)), at)

    # --- fractions ---

    def _proper_fraction(self, index: int) -> _Read | None:
        limit = min(len(self.tokens), index + MAX_FRACTION_TOKENS)
        found = self._half_alone(index, limit) or self._fraction_alone(index, limit)
        return found if found is not None and found.value < 1 else None

    def _and_fraction(self, index: int, whole: _Read) -> _Read | None:
        """The fraction of a number in words: ``and a half``, ``y medio``, ``con tres cuartos``.

        After a scale it is a share of that scale ("one million and a half"), unless it has one
        of its own ("one billion and a half million").
        """
        words = self.words
        index = self._hyphen(index)
        if self.word(index) not in words.fraction_joiners:
            return None
        at = self._hyphen(index + 1)
        if self.word(at) in words.articles and self.word(at + 1) == "-":
            at += 2
        found = self._proper_fraction(at)
        if found is None and self.word(at) in words.bare_halves:
            found = _Read(words.halves[self.word(at)], at + 1)
        if found is None or found.digits:
            return None
        if not whole.scaled or whole.room <= 100:
            return found
        scale = self._scale(found.next)
        if scale:
            return _Read(found.value * scale, found.next + 1) if scale < whole.room else None
        return _Read(found.value * whole.room, found.next)

    def _half(self, index: int, limit: int) -> _Read | None:
        """``half``, ``a half``, ``half a million``, ``medio millón``, ``quarter million``."""
        read = self._half_alone(index, limit)
        if read is None:
            return None
        after = read.next + (self.word(read.next) in self.words.articles)
        if self.word(after) == "-" and self.adjacent(after) and self.adjacent(after + 1):
            # "a half-dozen", but "half-million" only before what it counts
            after += 1
        scale = self._scale(after)
        if scale and (scale != 100 or self.word(after) in self.words.collectives):
            return _Read(read.value * scale, after + 1, scaled=True, kind=NumeralKind.FRACTION)
        if self.word(read.next - 1) in self.words.bare_halves and (
            read.next == index + 1 or self.kind(read.next) is TokenKind.WORD
        ):
            return None
        return read

    def _half_alone(self, index: int, limit: int) -> _Read | None:
        words = self.words
        at = index
        if self.word(at + 1) in words.halves and (
            self.word(at) in words.articles or words.units.get(self.word(at)) == 1
        ):
            at += 1
        value = words.halves.get(self.word(at))
        if value is None:
            return None
        return _Read(value, at + 1, kind=NumeralKind.FRACTION)

    def _ratio(self, index: int, limit: int) -> _Read | None:
        """``one in five``, ``nine out of ten``, ``tres de cada diez``; ``one over three``."""
        words = self.words
        top = self._sum(index, min(limit, index + MAX_FRACTION_TOKENS))
        if top is None or top.scaled or top.value < 1 or top.value.denominator != 1:
            return None
        for joiner in words.ratio:
            at = top.next
            tied = self._hyphen(at)
            if tied > at and joiner == (self.word(tied),) and self._hyphen(tied + 1) > tied + 1:
                # "a 1-in-83 chance"
                after = tied + 2
            elif all(self.word(at + k) == word for k, word in enumerate(joiner)):
                after = at + len(joiner)
            elif (
                joiner[-1] in words.each
                and self.kind(at) is TokenKind.WORD
                and all(self.word(at + 1 + k) == word for k, word in enumerate(joiner))
            ):
                # "one person in every 250"
                after = at + 1 + len(joiner)
            else:
                continue
            bottom = self._sum(after, limit)
            if bottom is None or bottom.value <= top.value or bottom.value.denominator != 1:
                continue
            # "1 in 2019" tells a year; "in" alone joins too much else to trust long numbers.
            loose = joiner == ("in",)
            if loose and (top.value > 20 or 1000 < bottom.value < 2100):
                continue
            digits = top.digits or bottom.digits
            return _Read(
                top.value / bottom.value,
                bottom.next,
                digits=digits,
                kind=NumeralKind.FRACTION,
                ratio=True,
            )
        if self.word(top.next) in words.over and self.word(index - 1) not in ("$", "€", "£"):
            bottom = self._sum(top.next + 1, limit)
            if (
                bottom is not None
                and bottom.value
                and self.kind(bottom.next)
                in (
                    None,
                    TokenKind.PUNCTUATION,
                )
            ):
                return _Read(
                    top.value / bottom.value, bottom.next, kind=NumeralKind.FRACTION, ratio=True
                )
            if bottom is not None and bottom.value and self.word(bottom.next) == "por":
                return _Read(
                    top.value / bottom.value, bottom.next, kind=NumeralKind.FRACTION, ratio=True
                )
        return None

    def _fraction(self, index: int, limit: int) -> _Read | None:
        """``two thirds``, ``3/4``, ``un quinto``, ``la tercera parte``, with their scale."""
        found = self._fraction_alone(index, limit)
        return self._of_scale(found) if found is not None else None

    def _fraction_alone(self, index: int, limit: int) -> _Read | None:
        slash = self._slash_fraction(index, mixed=False)
        if slash is not None:
            return slash
        part = self._part(index)
        if part is not None:
            return part
        last = self._numeric_end(index, min(limit, index + MAX_FRACTION_TOKENS))
        # The longest denominator wins: "one hundred thirty fifths" are hundred 35ths; but none
        # is cut out of a hyphened pair unless nothing else is left.
        splits = range(index + 1, last)
        free = [at for at in splits if self.word(at) != "-" and self.word(at - 1) != "-"]
        for at in (*free, *(at for at in splits if self.word(at - 1) == "-")):
            bottom = self._denominator(at, limit)
            if bottom is None:
                continue
            top = self._numerator(index, at)
            if top is None or bottom.plural != (top.value != 1):
                continue
            if top.lone_one and not self._may_end_fraction(at, bottom.next):
                continue
            return _Read(
                top.value / bottom.value,
                bottom.next,
                digits=top.digits,
                kind=NumeralKind.FRACTION,
            )
        return None

    def _numerator(self, index: int, end: int) -> _Read | None:
        """The number that fills the tokens up to ``end``; ``lone_one`` if it is an article."""
        if self.word(index) in self.words.articles and end == index + 1:
            return _Read(Fraction(1), end, lone_one=True)
        stop = end - 1 if self.word(end - 1) == "-" else end
        read = self._sum(index, stop)
        return read if read is not None and read.next == stop else None

    def _numeric_end(self, index: int, limit: int) -> int:
        """Where the run of number words at ``index`` ends."""
        words = self.words
        at = index
        while at < limit:
            word = self.word(at)
            if not (
                word in words.units
                or word in words.tens
                or word in words.hundreds
                or word in words.scales
                or word in words.articles
                or word in (words.joiner, "-")
                or self.kind(at) is TokenKind.NUMBER
                or words.denominator(word)
                or words.ordinal(word)
            ):
                break
            at += 1
        return at

    def _denominator(self, index: int, limit: int) -> _Read | None:
        """The denominator in words at ``index``: one word, or a whole ordinal."""
        words = self.words
        value = words.denominator(self.word(index))
        if value is not None:
            return _Read(Fraction(value), index + 1, plural=self._is_plural(index))
        word = self.word(index)
        if words.tens_joiner is not None or word in words.scales:
            return None
        read = self._sum_ordinal(index, limit)
        if read is None or read.digits:
            return None
        last = self.word(read.next - 1)
        return read if words.denominator(last) or last.startswith("first") else None

    def _part(self, index: int) -> _Read | None:
        """``una quinta parte``, ``la tercera parte``, ``dos terceras partes``."""
        words = self.words
        if not words.part:
            return None
        word = self.word(index)
        top = 1 if word in words.part_openers else words.units.get(word)
        if not top or self.word(index + 2) not in words.part:
            return None
        bottom = words.ordinal(self.word(index + 1))
        if bottom is None or bottom <= top or self._is_plural(index + 1) != (top > 1):
            return None
        return _Read(Fraction(top, bottom), index + 3, kind=NumeralKind.FRACTION)

    def _of_scale(self, read: _Read) -> _Read:
        """``two thirds of a million``, ``three quarters billion``, ``tres cuartos de millón``."""
        after = read.next
        if self.word(after) in self.words.of:
            after += 1 + (self.word(after + 1) in self.words.articles)
        scale = self._scale(after)
        if scale and scale != 100:
            return _Read(
                read.value * scale,
                after + 1,
                digits=read.digits,
                scaled=True,
                kind=NumeralKind.FRACTION,
            )
        return _Read(read.value, read.next, digits=read.digits, kind=NumeralKind.FRACTION)

    def _may_end_fraction(self, bottom: int, after: int) -> bool:
        """Whether "a" with an ordinal is a fraction: "a third of", but not "a third man"."""
        if self.words.ordinal(self.word(after - 1)) is None and after == bottom + 1:
            return True
        return self.kind(after) is not TokenKind.WORD or self.word(after) in (
            self.words.after_fraction | self.words.fraction_joiners | self.words.scales.keys()
        )

    # --- ordinals and magnitudes ---

    def _ordinal_in_digits(self, index: int, limit: int) -> _Read | None:
        """``1st``, ``22nd``, ``4to``, ``3.er``, ``30º``."""
        token = self.tokens[index]
        if token.kind is not TokenKind.NUMBER or not self.adjacent(index + 1):
            return None
        at = index + 1
        if self.word(at) == "." and self.adjacent(at + 1):
            at += 1
        if self.word(at) not in self.words.ordinal_endings:
            return None
        if self.word(at) in "ºª" and self.word(at + 1) in ("c", "f"):
            return None
        if self.word(at) in "oa" and self.text[self.tokens[at].start] in "OA":
            return None
        value = read_literal(token.word, self.decimal_mark)
        if value is None or value != value.to_integral_value():
            return None
        return _Read(Fraction(value), at + 1, digits=True, kind=NumeralKind.ORDINAL)

    def _ordinal(self, index: int, limit: int) -> _Read | None:
        if self.kind(index) is not TokenKind.WORD:
            return None
        read = self._sum_ordinal(index, limit)
        if read is None:
            return None
        return _Read(read.value, read.next, plural=read.plural, kind=NumeralKind.ORDINAL)

    def _sum_ordinal(self, index: int, limit: int) -> _Read | None:
        """A number in words that ends in an ordinal: ``one hundred twenty-fifth``."""
        parts: list[_Part] = []
        at = index
        while at < limit:
            start, joined = at, False
            if parts:
                start = self._hyphen(at)
                if self.word(start) == self.words.joiner:
                    start, joined = start + 1, True
            ending = self._ordinal_ending(start, parts, limit)
            if ending is not None:
                return ending
            small = self._opening(start, first=not parts, joined=joined)
            if small is None or small.digits or small.value == 0:
                return None
            new = [*parts, _Part(small.value, small.room)]
            after, _ = self._scaled(new, small, limit)
            if len(new) > 1 and new[-1].value >= new[-2].room:
                return None
            parts, at = new, after
        return None

    def _ordinal_ending(self, index: int, before: list[_Part], limit: int) -> _Read | None:
        """The ordinal words at ``index`` that end a number: *fifth*, *twenty-fifth*, *hundredth*,
        *vigésimo quinto*."""
        words = self.words
        parts = list(before)
        at = index
        found = False
        tens = words.tens.get(self.word(at)) if words.tens_joiner is None else None
        if tens is not None:
            at = self._hyphen(at + 1)
            unit = words.ordinal(self.word(at)) or 0
            if not 1 <= unit <= 9:
                return None
            parts.append(_Part(Fraction(tens + unit), Fraction(1)))
            at, found = at + 1, True
        while at < limit and not (found and words.tens_joiner is None):
            word = self.word(at)
            scale = words.ordinal_scales.get(word)
            value = words.ordinal(word) if scale is None else None
            if scale is not None:
                total = Fraction(0)
                while parts and parts[-1].value < scale:
                    total += parts.pop().value
                parts.append(_Part((total or 1) * Fraction(scale), Fraction(scale)))
            elif value is not None and not (parts and value >= parts[-1].room):
                parts.append(_Part(Fraction(value), Fraction(_trailing_power(value))))
            else:
                break
            at, found = at + 1, True
        if not found or (len(parts) > 1 and parts[-1].value >= parts[-2].room):
            return None
        total = sum((part.value for part in parts), Fraction(0))
        return _Read(total, at, plural=self._is_plural(at - 1))

    def _vague(self, index: int, limit: int) -> _Read | None:
        """``thousands``, ``tens of thousands``, ``several hundred``, ``decenas de miles``."""
        words = self.words
        at = index
        if self.word(at) in words.some:
            at += 1
            scale = words.scales.get(self.word(at)) or words.vague_scales.get(self.word(at))
        else:
            scale = words.vague_scales.get(self.word(at))
        if scale is None:
            return None
        value = Fraction(scale)
        at += 1
        for _ in range(3):
            after = at + (self.word(at) in words.of)
            scale = words.vague_scales.get(self.word(after)) or (
                words.scales.get(self.word(after)) if after == at else None
            )
            if scale is None:
                break
            value, at = value * scale, after + 1
        return _Read(value, at, scaled=True, vague=True)


def _trailing_power(value: int) -> int:
    """The largest power of ten that divides ``value``: what may be added is less."""
    power = 1
    while value and value % (power * 10) == 0:
        power *= 10
    return power


def find(
    text: str,
    words: NumeralWords,
    decimal_mark: str | None = None,
    kinds: frozenset[NumeralKind] = ALL_KINDS,
) -> list[Numeral]:
    """Every number in ``text`` in order, whatever it measures and wherever it stands, except in
    addresses, handles and hashtags."""
    _, tokens = tokenise(text)
    reader = NumeralReader(text, tokens, words, decimal_mark, kinds, dash_opens=True)
    return read_all(reader)


@dataclass(frozen=True, slots=True)
class RelativeOrdinal:
    """A place told from another: ``offset`` -1 from the ``anchor`` ``"end"`` is the one before
    the last, +1 from ``"current"`` the next. These are words of order, and no figures."""

    start: int
    end: int
    anchor: str
    offset: int


def find_relative(text: str, words: NumeralWords) -> list[RelativeOrdinal]:
    """``last``, ``next``, ``the one before the last``, ``penúltimo`` in ``text``, in order."""
    _, tokens = tokenise(text)
    found = []
    index = 0
    while index < len(tokens):
        for phrase, (anchor, offset) in words.relative_ordinals:
            end = index + len(phrase)
            if tuple(token.word for token in tokens[index:end]) == phrase:
                found.append(
                    RelativeOrdinal(tokens[index].start, tokens[end - 1].end, anchor, offset)
                )
                index = end
                break
        else:
            index += 1
    return found


def read_all(reader: NumeralReader) -> list[Numeral]:
    """The numbers of the reader's text in order."""
    found: list[Numeral] = []
    index = 0
    while index < len(reader.tokens):
        token = reader.tokens[index]
        if not reader.may_start(token):
            index += 1
            continue
        numeral = reader.read(index)
        if numeral is not None:
            found.append(numeral)
            index = numeral.last
            continue
        if token.kind is TokenKind.NUMBER and NumeralKind.CARDINAL in reader.kinds:
            found += [
                Numeral(
                    first=index,
                    last=index + 1,
                    start=literal.start,
                    end=literal.end,
                    value=literal.value,
                    kind=NumeralKind.CARDINAL,
                    in_digits=True,
                )
                for literal in literals(token, reader.decimal_mark)
            ]
        index += 1
    return found


def relative(phrases: dict[str, tuple[str, int]]) -> tuple:
    """A table of relative ordinals from their phrases, the longest first."""
    entries = [(tuple(phrase.split()), meaning) for phrase, meaning in phrases.items()]
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))
