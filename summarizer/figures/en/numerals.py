"""English number words."""

from __future__ import annotations

from fractions import Fraction

from summarizer.figures.numerals import NumeralWords, relative
from summarizer.figures.vocabulary import listed, words

_UNITS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen",
    "fourteen fifteen sixteen seventeen eighteen nineteen",
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
)
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
}

_units = {word: value for value, word in enumerate(_UNITS)} | {"nought": 0, "naught": 0}
_tens = {word: 10 * value for value, word in enumerate(_TENS, 2)} | {"fourty": 40}
_ordinals = {word: value for value, word in enumerate(_ORDINALS, 1)} | {"nineth": 9}
_ordinals |= {f"{word[:-1]}ieth": value for word, value in _tens.items()}
_ordinal_scales = {f"{word}th": value for word, value in _SCALES.items() if word[-1] != "e"}
_ordinal_plurals = {f"{word}s": value for word, value in _ordinals.items()}
# "A second" and "two seconds" are times, "a first" is none of a fraction either.
_denominators = {
    word: value for word, value in (_ordinals | _ordinal_scales).items() if value > 2
} | {"quarter": 4}
_denominators |= {f"{word}s": value for word, value in _denominators.items()} | {"halves": 2}
_every_ordinal = _ordinals | _ordinal_plurals
_every_ordinal.pop("seconds")

WORDS = NumeralWords(
    units=_units,
    tens=_tens,
    tens_joiner=None,
    hundreds={},
    scales=_SCALES | {"lac": 10**5, "dozen": 12},
    scale_plurals={
        "hundreds": 100,
        "thousands": 10**3,
        "millions": 10**6,
        "billions": 10**9,
        "trillions": 10**12,
        "lakhs": 10**5,
        "lacs": 10**5,
        "crores": 10**7,
        "dozens": 12,
        "doz": 12,
        "dozs": 12,
        "dz": 12,
        "dzs": 12,
    },
    vague_scales={
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 100,
        "thousands": 10**3,
        "millions": 10**6,
        "billions": 10**9,
        "trillions": 10**12,
        "lakhs": 10**5,
        "crores": 10**7,
    },
    abbreviations={
        "k": 10**3,
        "mn": 10**6,
        "mln": 10**6,
        "mil": 10**6,
        "mill": 10**6,
        "b": 10**9,
        "bn": 10**9,
        "bln": 10**9,
        "tn": 10**12,
        "tln": 10**12,
        "trn": 10**12,
    },
    cased_abbreviations={"MM": 10**6, "M": 10**6, "G": 10**9, "T": 10**12},
    joiner="and",
    fraction_joiners=frozenset({"and"}),
    of=frozenset({"of"}),
    articles=frozenset({"a", "an"}),
    points=frozenset({"point"}),
    loose_points=frozenset(),
    negatives=frozenset({"minus", "negative"}),
    not_negative_after=words("or"),
    pronoun_openers=words("the this that which each every another any no some other such my your"),
    some=words("several few many"),
    halves={"half": Fraction(1, 2), "quarter": Fraction(1, 4)},
    bare_halves=frozenset({"quarter"}),
    ordinal=_every_ordinal.get,
    ordinal_scales=_ordinal_scales | {f"{word}s": value for word, value in _ordinal_scales.items()},
    ordinal_endings=frozenset({"st", "nd", "rd", "th"}),
    denominator=_denominators.get,
    part=frozenset(),
    part_openers=frozenset(),
    after_fraction=words("of the more less as than larger smaller higher lower or but to in"),
    each=words("every"),
    by=words("by"),
    multiplying=words("multiplied"),
    ratio=(
        ("out", "of", "every"),
        ("out", "of"),
        ("in", "every"),
        ("of", "every"),
        ("in",),
    ),
    over=frozenset({"over"}),
    decimal_mark=".",
    collectives=frozenset(),
    pairs=words("couple pair"),
    multiples={
        "twice": 2,
        "thrice": 3,
        "doubled": 2,
        "doubles": 2,
        "doubling": 2,
        "tripled": 3,
        "triples": 3,
        "tripling": 3,
        "trebled": 3,
        "quadrupled": 4,
        "quadruples": 4,
        "quadrupling": 4,
        "quintupled": 5,
        "twofold": 2,
        "threefold": 3,
        "fourfold": 4,
        "fivefold": 5,
        "sixfold": 6,
        "sevenfold": 7,
        "eightfold": 8,
        "ninefold": 9,
        "tenfold": 10,
        "hundredfold": 100,
    },
    not_multiple_before=frozenset({"down"}),
    loose_multiples={"double": 2, "triple": 3, "treble": 3, "quadruple": 4},
    frequencies=words("twice thrice"),
    after_multiple=words("the that its their what his her"),
    before_multiple=words("than nearly almost about roughly to"),
    times=words("times"),
    after_times=words(
        "more less larger smaller higher lower greater bigger faster slower longer shorter",
        "stronger better worse richer cheaper heavier likelier fewer as the its their his her what",
        "that those",
    ),
    relative_ordinals=relative(
        {
            "last": ("end", 0),
            **dict.fromkeys(
                (
                    "penultimate",
                    "the last but one",
                    "last but one",
                    "next to last",
                    "second to last",
                    "the second to last",
                    "the one before the last one",
                    "the one before the last",
                ),
                ("end", -1),
            ),
            "antepenultimate": ("end", -2),
            "next": ("current", 1),
            "next one": ("current", 1),
            "previous": ("current", -1),
            "previous one": ("current", -1),
            "current": ("current", 0),
            "current one": ("current", 0),
        }
    ),
)
