"""What every translation engine offers, whatever runs behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from summarizer.brief import Language, ModelUse


@dataclass(frozen=True, slots=True, eq=False)
class Attention:
    """Where the model looked while it wrote.

    ``source`` and ``target`` are the spans of the model's pieces, as (start, end) code points in
    the source text and in the translation. ``weights`` has shape ``(len(target), len(source))``;
    a row says how much each source piece took part in writing one target piece.
    """

    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    weights: np.ndarray

    def counterpart(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the translation that best answers ``start:end`` of the source.

        The target pieces whose strongest source piece lies in the span form it; of several
        separate runs the one with most weight is taken. None if no piece looks there.
        """
        columns = [i for i, (s, e) in enumerate(self.source) if s < end and start < e]
        if not columns or not self.target:
            return None
        strongest = self.weights.argmax(axis=1)
        inside = self.weights[:, columns].sum(axis=1)
        best, best_weight, run, run_weight = None, 0.0, None, 0.0
        for row, (s, e) in enumerate(self.target):
            if strongest[row] not in columns:
                run, run_weight = None, 0.0
                continue
            run = (run[0], e) if run else (s, e)
            run_weight += float(inside[row])
            if run_weight > best_weight:
                best, best_weight = run, run_weight
        return best


@dataclass(frozen=True, slots=True, eq=False)
class Translation:
    """One translation of one text, and the model that made it. ``score`` is the mean natural
    log-probability of its pieces (0 for an engine that tells none); higher is better."""

    text: str
    score: float = 0.0
    attention: Attention | None = None
    model: ModelUse | None = None


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the search for a translation differs from the engine's usual one.

    ``length_penalty`` is the exponent of the length in the score (Wu et al. 2016, section 7,
    without the constant); ``no_repeat`` forbids a run of that many pieces to occur twice (0: no
    limit); none of the runs of pieces in ``forbidden`` is written.
    """

    beam_size: int | None = None
    length_penalty: float = 1.0
    no_repeat: int = 0
    forbidden: tuple[tuple[str, ...], ...] = ()


class Translator(Protocol):
    """An engine, or a set of them behind one face. Implementations can be used from threads.

    ``fallback`` stands behind an engine that may give nothing, and is asked where that is so or
    where its translation fails the guards; None behind one that always gives something.
    """

    @property
    def fallback(self) -> Translator | None: ...

    def translate(
        self,
        texts: Sequence[str],
        source: Language,
        target: Language,
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),
    ) -> list[list[Translation]]:
        """For each text its ``alternatives`` best translations, the best first.

        A text is a sentence or a smaller unit. Engines need not give all the alternatives asked
        for, but at least one, unless another engine stands behind them.

        Raises:
            ModelMissing: no model of the catalogue serves this pair of languages, or its files
                are not on this machine.
            ModelDamaged: a file of the model is cut short or unreadable.
        """
        ...

    def foreign(self, text: str, source: Language, target: Language) -> frozenset[str]:
        """The characters of ``text`` that the model of this direction can't read or write."""
        ...

    def stand_ins(self, source: Language, target: Language) -> tuple[str, ...]:
        """Words that the model of this direction was trained to copy, or none."""
        ...

    def can_forbid(self, source: Language, target: Language) -> bool:
        """Whether the model of this direction can be kept from writing runs of pieces
        (:class:`Decoding`)."""
        ...

    def length(self, text: str, source: Language, target: Language) -> int:
        """How long ``text`` is for the model of this direction, in its own units (pieces)."""
        ...

    @property
    def models(self) -> tuple[ModelUse, ...]:
        """The models that have translated something so far."""
        ...
