"""The name recogniser: which stretches of a text are names, and of what kind.

A small convolutional network with a linear-chain CRF, trained by ``training/names`` for English and
Spanish together; ``recogniser.npz`` beside this file holds its weights and, under ``card``, what it
was made from and how good it is. It runs in NumPy: the sentences of an article go through in one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from summarizer.brief import Language, NameKind
from summarizer.errors import ModelDamaged, ModelMissing
from summarizer.figures.name_features import (
    BUCKETS,
    buckets_of,
    known_as,
    places_of,
    signs_of,
)
from summarizer.figures.tokens import Token

if TYPE_CHECKING:
    import numpy as np

_KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}
# No sentence has more words; tables pasted as text do, and are read in pieces.
_LONGEST = 200
# More than these and the windows leave the processor's cache: 15 ms for 1,000 words, not 18.
_WORDS_AT_ONCE = 1536
# Words whose features are kept from one text to the next.
_KEPT = 20_000

Tag = tuple[int, int, NameKind]


def tag(texts: list[list[Token]], language: Language) -> list[list[Tag]]:
    """``(start, end, kind)`` of each name in each text, given as its tokens, sorted and disjoint.

    Raises ``ModelMissing`` or ``ModelDamaged``.
    """
    return _model().tag(texts, language)


@cache
def _model() -> Recogniser:
    return Recogniser(Path(__file__).with_suffix(".npz"))


def is_known_name(word: str) -> bool:
    """Whether ``word`` is known with its capital only, as names are, from what was learnt."""
    return _model().knows(word) and not _model().knows(word.lower())


def is_known_small(word: str) -> bool:
    """Whether ``word`` is known in small letters, from what was learnt."""
    return _model().knows(word.lower())


class Recogniser:
    """The network whose weights are in ``path``."""

    def __init__(self, path: Path) -> None:
        import numpy as np

        if not path.is_file():
            raise ModelMissing(
                f"The name recogniser is not at {path}. Install the project again.", name="names"
            )
        try:
            with np.load(path) as arrays:
                self._card = json.loads(bytes(arrays["card"]))
                known = bytes(arrays["words"]).decode().split("\n")
                self._table = {word: row for row, word in enumerate(known, start=1)}
                self._rows = _unpacked(arrays, "table")
                self._buckets = [_unpacked(arrays, f"buckets{i}") for i in range(len(BUCKETS))]
                self._weights = {
                    name: arrays[name].astype(np.float32)
                    for name in arrays.files
                    if arrays[name].dtype == np.float16
                }
        except (OSError, ValueError, KeyError) as error:
            raise ModelDamaged(
                f"The name recogniser at {path} can't be read: {error}. Install the project again.",
                name="names",
            ) from error
        self._tags = tuple(self._card["tags"])
        self._dilations = tuple(self._card["dilations"])
        allowed = np.array([[_may_follow(a, b) for b in self._tags] for a in self._tags])
        self._transitions = np.where(allowed, self._weights["transitions"], -1e4)
        begins = np.array([_may_follow("O", b) for b in self._tags])
        self._begins = np.where(begins, self._weights["begins"], -1e4)
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._words = np.zeros((0, self._weights["word.bias"].size), np.float32)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is in the table as it is written."""
        return word in self._table

    def tag(self, texts: list[list[Token]], language: Language) -> list[list[Tag]]:
        """The names of each of ``texts``, given as their tokens."""
        chunks: list[tuple[int, list[Token]]] = []
        for index, tokens in enumerate(texts):
            # No name of ours is without a capital letter.
            if any(token.text[0].isupper() for token in tokens) or any(
                c.isupper() for token in tokens for c in token.text
            ):
                chunks += [
                    (index, tokens[i : i + _LONGEST]) for i in range(0, len(tokens), _LONGEST)
                ]
        found: list[list[Tag]] = [[] for _ in texts]
        group: list[tuple[int, list[Token]]] = []
        size = 0
        for chunk in chunks:
            if size + len(chunk[1]) > _WORDS_AT_ONCE:
                self._tag_group(group, language, found)
                group, size = [], 0
            group.append(chunk)
            size += len(chunk[1])
        if group:
            self._tag_group(group, language, found)
        return found

    def _tag_group(
        self, group: list[tuple[int, list[Token]]], language: Language, found: list[list[Tag]]
    ) -> None:
        import numpy as np

        sentences = [tokens for _, tokens in group]
        gap = max(self._dilations)
        lengths = np.array([len(tokens) for tokens in sentences])
        starts = gap + np.concatenate([[0], np.cumsum(lengths + gap)[:-1]])
        words = self._first_layer([token.text for tokens in sentences for token in tokens])
        places = np.array(
            [row for tokens in sentences for row in places_of(tokens, language)], np.float32
        )
        at = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        at = at + np.arange(lengths.sum())
        x = np.zeros((int(at[-1]) + 1 + gap, words.shape[1]), np.float32)
        x[at] = words + places @ self._weights["place.weight"].T
        mask = np.zeros((len(x), 1), np.float32)
        mask[at] = 1
        scores = self._scores(x, mask, starts, lengths)
        for (index, tokens), tags in zip(group, self._best(scores, starts, lengths), strict=True):
            if any(tags):
                found[index] += _spans(tokens, [self._tags[tag] for tag in tags])

    def _first_layer(self, words: list[str]) -> np.ndarray:
        """What the network's first layer makes of each word, (words, width). It is kept for the
        next text; several threads may ask at once."""
        with self._lock:
            rows = self._numbered(words)
            return self._words[rows]

    def _numbered(self, words: list[str]) -> list[int]:
        """The row of each word in ``_words``."""
        import numpy as np

        if len(self._numbers) > _KEPT:
            self._numbers.clear()
            self._words = self._words[:0]
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        if new:
            rows = [known_as(word, self._table) for word in new]
            signs = [signs_of(word, row > 0) for word, row in zip(new, rows, strict=True)]
            hashed = np.array([buckets_of(word) for word in new])
            parts = [self._rows[rows]]
            parts += [table[hashed[:, i]] for i, table in enumerate(self._buckets)]
            seen = np.concatenate([*parts, np.array(signs, np.float32)], 1)
            made = seen @ self._weights["word.weight"].T + self._weights["word.bias"]
            first = len(self._words)
            self._numbers.update((word, first + i) for i, word in enumerate(new))
            self._words = np.concatenate([self._words, made])
        return [self._numbers[word] for word in words]

    def _scores(
        self, x: np.ndarray, mask: np.ndarray, starts: np.ndarray, lengths: np.ndarray
    ) -> np.ndarray:
        """Scores of each tag at each row of ``x``, which is overwritten; rows where ``mask`` is 0
        part the sentences, which begin at ``starts``."""
        import numpy as np

        weights = self._weights
        width = x.shape[1]
        window = np.zeros((len(x), 3 * width), np.float32)
        left, centre, right = (window[:, i * width : (i + 1) * width] for i in range(3))
        for i, dilation in enumerate(self._dilations):
            _normed(x, weights[f"norms.{i}.weight"], weights[f"norms.{i}.bias"], out=centre)
            centre *= mask
            left[:dilation], right[-dilation:] = 0, 0
            left[dilation:], right[:-dilation] = centre[:-dilation], centre[dilation:]
            z = window @ weights[f"convolutions.{i}.weight"].T
            z += weights[f"convolutions.{i}.bias"]
            value, gate = z[:, :width], z[:, width:]
            np.negative(gate, out=gate)
            np.exp(gate, out=gate)
            gate += 1
            value /= gate
            x += value
            x *= mask
            if i == 0:
                about = self._about(x, mask, starts, lengths)
                x[starts[0] :] += np.repeat(about, np.diff([*starts, len(x)]), 0)
                x *= mask
        y = np.empty_like(x)
        _normed(x, weights["last.weight"], weights["last.bias"], out=y)
        return y @ weights["out.weight"].T + weights["out.bias"]

    def _about(
        self, x: np.ndarray, mask: np.ndarray, starts: np.ndarray, lengths: np.ndarray
    ) -> np.ndarray:
        """What each sentence as a whole is about, (sentences, width)."""
        import numpy as np

        weights = self._weights
        y = np.empty_like(x)
        _normed(x, weights["topic_norm.weight"], weights["topic_norm.bias"], out=y)
        seen = y @ weights["topic.weight"].T + weights["topic.bias"]
        np.maximum(seen, 0, out=seen)
        seen *= mask
        mean = np.add.reduceat(seen, starts) / lengths[:, None]
        most = np.maximum.reduceat(seen, starts)
        both = np.concatenate([mean, most], 1, dtype=np.float32)
        return both @ weights["about.weight"].T + weights["about.bias"]

    def _best(self, scores: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> list[list[int]]:
        """The best sequence of tags of each sentence (Viterbi), all sentences in step, as their
        numbers."""
        import numpy as np

        order = np.argsort(-lengths, kind="stable")
        begin = starts[order]
        live = lengths[order]
        longest = int(live[0])
        reached = self._begins + scores[begin]
        pointers = np.zeros((longest, len(order), len(self._tags)), np.int8)
        last = reached.copy()
        for i in range(1, longest):
            count = int((live > i).sum())
            step = reached[:count, :, None] + self._transitions
            pointers[i, :count] = step.argmax(1)
            reached = step.max(1) + scores[begin[:count] + i]
            last[:count] = reached
        states = np.zeros((len(order), longest), np.int8)
        state = last.argmax(1)
        for i in range(longest - 1, 0, -1):
            count = int((live > i).sum())
            states[:count, i] = state[:count]
            state[:count] = pointers[i, np.arange(count), state[:count]]
        states[:, 0] = state
        best: list[list[int]] = [[] for _ in order]
        for place, sentence in enumerate(order):
            best[sentence] = states[place, : live[place]].tolist()
        return best


def _unpacked(arrays, name: str) -> np.ndarray:
    """A table kept in bytes with one scale a row."""
    import numpy as np

    return arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)


def _normed(x: np.ndarray, weight: np.ndarray, bias: np.ndarray, out: np.ndarray) -> None:
    """Layer normalisation (Ba et al. 2016) of ``x`` into ``out``."""
    import numpy as np

    np.subtract(x, x.mean(1, keepdims=True), out=out)
    variance = np.einsum("ij,ij->i", out, out) / x.shape[1]
    out /= np.sqrt(variance + 1e-5)[:, None]
    out *= weight
    out += bias


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]


def _spans(tokens: list[Token], tags: list[str]) -> list[Tag]:
    spans: list[Tag] = []
    start = end = 0
    kind = ""
    for token, name in zip([*tokens, Token(0, 0, "")], [*tags, "O"], strict=True):
        if name.startswith("I-") and kind:
            end = token.end
            continue
        if kind:
            spans.append((start, end, _KINDS[kind]))
        kind = name[2:]
        start, end = token.start, token.end
    return spans
