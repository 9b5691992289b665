"""Give a checkpoint that translates from Spanish the words that it had better read in Portuguese
(:mod:`summarizer.translating.related`).

    python -m training.translation.related WORK --model CHECKPOINT

writes ``words.txt`` into the folder of the checkpoint: the words of the Spanish corpora and of
the app's list of Spanish words that its vocabulary cuts, and that Apertium translates into another
word of at most as many pieces.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import re
from collections.abc import Iterable
from pathlib import Path

from summarizer.checking import spelling
from summarizer.translating.checkpoint import WORDS
from summarizer.translating.related import WORD
from training.translation.checkpoint import Checkpoint
from training.translation.corpora import read_lines
from training.translation.synthesis import Teacher, apertium

_SPANISH = re.compile(r"[a-záéíóúüñ]+")
# Apertium marks what it does not know with an asterisk, and what it can't inflect with "#" or "@".
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
MODE = "es-pt_BR"
_SECOND_PERSON = ("s", "ste")


def words_of(texts: Iterable[str]) -> list[str]:
    """The words in small letters, in order."""
    found = {word for text in texts for word in WORD.findall(text)}
    return sorted(filter(_SPANISH.fullmatch, found))


def better_read(words: list[str], model: Checkpoint, translate: Teacher) -> dict[str, str]:
    """What is read in the place of each word that the model's vocabulary cuts. Left out are
    translations that it cuts into more pieces, and those that no longer tell "you" from "she"."""
    cut = [w for w, n in zip(words, _pieces(words, model), strict=True) if n > 1]
    translated = [text.strip() for text in translate(cut)]
    other = [
        (word, text)
        for word, text in zip(cut, translated, strict=True)
        if text != word and _PLAIN.fullmatch(text) and not _loses_person(word, text)
    ]
    spanish, portuguese = (_pieces(side, model) for side in zip(*other, strict=True))
    return {
        word: text
        for (word, text), own, theirs in zip(other, spanish, portuguese, strict=True)
        if theirs <= own
    }


def _loses_person(word: str, text: str) -> bool:
    """Whether a Spanish second person ("rechazas", "protestaste") may have become the third one of
    Brazilian Portuguese ("recusa", "protestou")."""
    return word.endswith(_SECOND_PERSON) and not text.endswith(_SECOND_PERSON)


def _pieces(texts: Iterable[str], model: Checkpoint) -> list[int]:
    return [len(pieces) for pieces in model.source.encode(list(texts))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("work", type=Path, help="folder that prepare wrote")
    parser.add_argument("--model", type=Path, required=True, help="checkpoint")
    arguments = parser.parse_args()
    files = [arguments.work / "sentences.es", *sorted((arguments.work / "parallel").glob("*.es"))]
    lines = itertools.chain.from_iterable(map(read_lines, files))
    words = words_of(itertools.chain(lines, spelling.known_words("es")))
    translate = functools.partial(apertium, MODE, mark_unknown=True)
    found = better_read(words, Checkpoint(arguments.model), translate)
    rows = [f"{word}\t{text}\n" for word, text in found.items()]
    (arguments.model / WORDS).write_text("".join(rows), encoding="utf-8")
    print(f"{len(found)} of {len(words)} words are read in Portuguese")


if __name__ == "__main__":
    main()
