"""A text with replacements, and where each part of the old text stands in the new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from summarizer.translating.engine import Attention, Translation


@dataclass(frozen=True, slots=True)
class Replacement:
    """``text`` takes the place of ``start:end``."""

    start: int
    end: int
    text: str


class Rewriting:
    """``old`` with ``replacements`` made, as ``new``. Of overlapping replacements the one that
    begins first counts, of those that begin together the one that was given first; an insertion
    stands before what is replaced at its place."""

    def __init__(self, old: str, replacements: Iterable[Replacement] = ()) -> None:
        self.old = old
        kept: list[Replacement] = []
        for item in sorted(replacements, key=lambda r: (r.start, r.end > r.start)):
            if not kept or item.start >= kept[-1].end:
                kept.append(item)
        # (old start, old end, new start, new end) of each replaced part
        self._parts: list[tuple[int, int, int, int]] = []
        pieces: list[str] = []
        at = length = 0
        for item in kept:
            pieces += [old[at : item.start], item.text]
            start = length + item.start - at
            length = start + len(item.text)
            self._parts.append((item.start, item.end, start, length))
            at = item.end
        pieces.append(old[at:])
        self.new = "".join(pieces)

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """The part of ``new`` that ``old[start:end]`` became. A replacement that the span touches
        is taken whole."""
        return _moved(self._parts, start, end)

    def backward(self, start: int, end: int) -> tuple[int, int]:
        """The part of ``old`` that ``new[start:end]`` stands for, likewise."""
        return _moved([(t, u, s, e) for s, e, t, u in self._parts], start, end)


def _moved(parts: list[tuple[int, int, int, int]], start: int, end: int) -> tuple[int, int]:
    first = _boundary(parts, start, at_start=True)
    return first, max(first, _boundary(parts, end, at_start=False))


def _boundary(parts: list[tuple[int, int, int, int]], at: int, *, at_start: bool) -> int:
    """Where the boundary ``at`` of a span goes. Inside a replacement, the span takes it whole;
    beside an insertion, the span leaves it out."""
    shift = 0
    for s, e, t, u in parts:
        if at < s or (at == s and (s != e or not at_start)):
            break
        if at < e:
            return t if at_start else u
        shift = u - e
    return at + shift


def rewritten(translation: Translation, replacements: Iterable[Replacement]) -> Translation:
    """``translation`` with the replacements made, and attention that fits its new text."""
    written = Rewriting(translation.text, replacements)
    attention = translation.attention
    if attention is not None:
        attention = Attention(
            attention.source,
            tuple(written.forward(start, end) for start, end in attention.target),
            attention.weights,
        )
    return replace(translation, text=written.new, attention=attention)
