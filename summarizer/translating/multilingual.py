"""One direction of a model that translates between many languages: M2M100 or NLLB."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.brief import Language
from summarizer.seq2seq import Output, Search, Seq2Seq
from summarizer.translating.engine import Attention, Decoding, Translation


class MultilingualEngine:
    """``model`` from ``source`` into ``target``, with the methods of the engines for Marian."""

    stand_ins: tuple[str, ...] = ()

    def __init__(self, model: Seq2Seq, source: Language, target: Language, beam_size: int) -> None:
        self._model = model
        self._source, self._target = source, target
        self._beam_size = beam_size

    def translate(
        self,
        texts: Sequence[str],
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        """As :meth:`summarizer.translating.engine.Translator.translate`."""
        if not texts:
            return []
        search = Search(
            beam_size=decoding.beam_size or self._beam_size,
            alternatives=alternatives,
            # Twice the source's length holds any honest translation; a loop ends there.
            max_tokens=min(2 * max(map(self.length, texts)) + 16, 512),
            length_penalty=decoding.length_penalty,
            no_repeat=decoding.no_repeat,
        )
        found = self._model.generate(texts, search, source=self._source, target=self._target)
        return [[_translation(output) for output in outputs] for outputs in found]

    can_forbid = False

    def length(self, text: str) -> int:
        """The number of tokens that ``text`` has for the model."""
        return self._model.length(text)

    def foreign(self, text: str) -> frozenset[str]:
        """None: the vocabulary has bytes or letters of a hundred languages."""
        return frozenset()


def _translation(output: Output) -> Translation:
    attention = None
    if output.attention is not None:
        attention = Attention(output.source_spans, output.target_spans, output.attention)
    return Translation(output.text, output.score, attention)
