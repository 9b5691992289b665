"""What articles hold and corpora do not: shielded text, raw addresses and handles, capitals, lower
case, typographic marks, missing final stops. Each function takes a pair (source, target) and
changes both sides alike; :func:`vary` draws which of them apply.
"""

from __future__ import annotations

import random
import re

from training.translation.vocabulary import PLACEHOLDERS

Sides = tuple[str, str]
"""Source and target sentence."""

# How many pairs in a hundred each change touches. They add up to under half, so that the greater
# part of every pass is text as people wrote it.
SHARES = {
    "shield": 14,
    "append": 6,
    "handle": 2,
    "upper": 3,
    "lower": 2,
    "title": 2,
    "stop": 4,
}
TYPOGRAPHY_SHARE = 35  # of the pairs that have a straight quote, a hyphen or a dash at all

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d(?![\w%])|(?<![\w.,])\d(?![\w.,%])")
_NAME = re.compile(
    r"(?<=[a-záéíóúñü,] )[A-ZÁÉÍÓÚÑ][\w’'-]+(?: (?:de |del |la )?[A-ZÁÉÍÓÚÑ][\w’'-]+)*"
)
_TAG = re.compile(r"(?:https?://|www\.)\S+[\w/]|[\w.+-]+@[\w-]+\.\w+|[@#]\w+")


def _common_spans(pair: Sides) -> list[str]:
    """Numbers, names and tags that stand once, and identically, on both sides."""
    found: list[str] = []
    for pattern in (_TAG, _NAME, _NUMBER):
        for match in pattern.findall(pair[0]):
            whole = re.compile(rf"(?<!\w){re.escape(match)}(?!\w)")
            once = all(len(whole.findall(side)) == 1 for side in pair)
            if once and not any(match in other for other in found):
                found.append(match)
    return found


def _replace(pair: Sides, old: str, new: str) -> Sides:
    whole = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    return whole.sub(lambda _: new, pair[0], 1), whole.sub(lambda _: new, pair[1], 1)


def shield(pair: Sides, rng: random.Random) -> Sides:
    """Placeholders for some of what stands identically on both sides; sometimes more of them at an
    end, as a post closes with its tags and link."""
    indices = _indices(rng)
    spans = _common_spans(pair)
    rng.shuffle(spans)
    for span in spans[: rng.choice((1, 1, 2, 3))]:
        pair = _replace(pair, span, PLACEHOLDERS[next(indices)])
    if not spans or rng.random() < 0.25:
        tags = " ".join(PLACEHOLDERS[next(indices)] for _ in range(rng.choice((1, 1, 2, 3))))
        pair = _attach(pair, tags, rng)
    return pair


def _indices(rng: random.Random):
    """Placeholder numbers as a shield hands them out: mostly counted up from the first."""
    if rng.random() < 0.6:
        return iter(range(len(PLACEHOLDERS)))
    return iter(rng.sample(range(len(PLACEHOLDERS)), len(PLACEHOLDERS)))


def _attach(pair: Sides, text: str, rng: random.Random) -> Sides:
    if rng.random() < 0.25:
        return f"{text} {pair[0]}", f"{text} {pair[1]}"
    return f"{pair[0]} {text}", f"{pair[1]} {text}"


_SYLLABLES = tuple(
    "ma ri ca lo per san ta gu ez ro dri vil al ber to ne ws el pa is mx us tv no ti".split(" ")
)
_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ123456789"


def _word(rng: random.Random, least: int = 2, most: int = 4) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(least, most)))


def _handle(rng: random.Random) -> str:
    parts = [_word(rng), _word(rng)][: rng.randint(1, 2)]
    return "@" + rng.choice(("", "_")).join(rng.choice((p, p.title())) for p in parts)


def _tag(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.3:
        return _handle(rng)
    if kind < 0.6:
        return "#" + _word(rng).title() + rng.choice(("", _word(rng).title(), "2024"))
    if kind < 0.9:
        letters = "".join(rng.choices(_LETTERS, k=9))
        return rng.choice((f"https://t.co/{letters}", f"https://www.{_word(rng)}.com/{_word(rng)}"))
    return f"{_word(rng)}@{_word(rng)}.{rng.choice(('com', 'org', 'mx', 'es'))}"


def append(pair: Sides, rng: random.Random) -> Sides:
    """Made-up handles, hashtags and addresses, unshielded, at an end."""
    return _attach(pair, " ".join(_tag(rng) for _ in range(rng.choice((1, 1, 2)))), rng)


def handle(pair: Sides, rng: random.Random) -> Sides:
    """A made-up handle in the place of a name."""
    names = [s for s in _common_spans(pair) if s[0].isupper()]
    return _replace(pair, rng.choice(names), _handle(rng)) if names else pair


def upper(pair: Sides, rng: random.Random) -> Sides:
    """All capitals, as in some headlines."""
    return pair[0].upper(), pair[1].upper()


def lower(pair: Sides, rng: random.Random) -> Sides:
    """All lower case, as in some posts."""
    return pair[0].lower(), pair[1].lower()


def title(pair: Sides, rng: random.Random) -> Sides:
    """A Source In Title Case, as English headlines are; the target stays as it is."""
    words = pair[0].rstrip(".").split(" ")
    cased = " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in words)
    return cased, pair[1].rstrip(".")


def stop(pair: Sides, rng: random.Random) -> Sides:
    """No full stop at the end, as in headlines and captions."""
    if pair[0].endswith(".") and pair[1].endswith(".") and not pair[0].endswith(".."):
        return pair[0][:-1], pair[1][:-1]
    return pair


def typography(pair: Sides, rng: random.Random) -> Sides:
    """Typographic quotes on both sides, and non-breaking hyphens in the source."""
    source, target = pair
    if all(side.count('"') in (2, 4) for side in pair):
        opening, closing = rng.choice(("“”", "“”", "«»"))
        source = _quote(source, opening, closing)
        target = _quote(target, "“", "”")
    if "'" in source and rng.random() < 0.7:
        source = source.replace("'", "’")
        if rng.random() < 0.5:
            target = target.replace("'", "’")
    if rng.random() < 0.15:
        source = re.sub(r"(?<=\w)-(?=\w)", "\u2011", source)
    return source, target


def _quote(text: str, opening: str, closing: str) -> str:
    marks = iter((opening, closing, opening, closing))
    return re.sub('"', lambda _: next(marks), text)


CHANGES = (
    ("shield", shield),
    ("append", append),
    ("handle", handle),
    ("upper", upper),
    ("lower", lower),
    ("title", title),
    ("stop", stop),
)


def vary(pair: Sides, rng: random.Random) -> Sides:
    """The pair, perhaps changed; what is drawn depends on ``rng`` alone."""
    if rng.random() * 100 < TYPOGRAPHY_SHARE:
        pair = typography(pair, rng)
    draw = rng.random() * 100
    for name, change in CHANGES:
        draw -= SHARES[name]
        if draw < 0:
            return change(pair, rng)
    return pair
