"""Recurrent Marian models on ONNX Runtime in 8 bits: the engine of the models that ship.

CTranslate2 has no recurrent decoder. The matrix products are ONNX Runtime's
(:mod:`summarizer.translating.recurrent_graphs`); the search for the best translation is here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from summarizer.translating import checkpoint, recurrent_graphs
from summarizer.translating.engine import Attention, Decoding, Translation
from summarizer.translating.recurrent_graphs import Shape
from summarizer.translating.tokenizer import END, UNKNOWN, MarianPieces, PieceEngine

# On one core, TICO-19 into English: greedy with 4, 8, 16 and 32 sentences together 80, 94, 95 and 83
# sentences a second; with a beam of 4 and 16, 24, 32 and 48 rows 50, 52, 54 and 53.
_SENTENCES = 16
_ROWS = 32
_LONGEST = 512
"""Pieces of a translation at most."""

_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class _Found:
    """The ids of a translation's pieces without the end, its score, and where each piece and the
    end looked (pieces + 1, source pieces)."""

    ids: np.ndarray
    score: float
    where: np.ndarray


class RecurrentEngine(PieceEngine):
    """One recurrent checkpoint for one direction.

    Args:
        folder: ``config.json``, ``model.safetensors``, the tokenizer's files as
            :class:`MarianPieces` reads them, and perhaps ``shortlist.txt``.
        beam_size: width of the search.
        threads: 0 takes all cores; a batch is spread over them.

    Raises:
        ModelMissing, ModelDamaged: as :func:`summarizer.translating.checkpoint.check`.
    """

    def __init__(self, folder: Path, *, beam_size: int = 4, threads: int = 0) -> None:
        checkpoint.check(folder)
        self._beam_size = beam_size
        self._workers = threads or checkpoint.cores()
        try:
            self._pieces = MarianPieces(folder)
            weights = _Weights.of(folder)
            self._shortlist = _Shortlist(
                folder / checkpoint.SHORTLIST, self._pieces.ids, weights.bias
            )
            self._network = _Network(weights, self._shortlist.always)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise checkpoint.unreadable(folder, error) from error
        self._pool = ThreadPoolExecutor(self._workers, "translating")

    def translate(
        self,
        texts: Sequence[str],
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        """As :meth:`summarizer.translating.engine.Translator.translate`."""
        sources = [self._pieces.encode(text) for text in texts]
        ids = self._pieces.ids
        rows = [[ids[token] for token in chain(source.tokens, (END,))] for source in sources]
        beam = max(decoding.beam_size or self._beam_size, alternatives)
        batches = self._batches(rows, beam)
        forbidden = [tuple(ids[p] for p in run) for run in self._known_runs(decoding.forbidden)]

        def search(batch: list[int]) -> list[list[_Found]]:
            read = [rows[i] for i in batch]
            return _Search(self._network, self._shortlist, read, beam, decoding, forbidden).run()

        translations: list[list[Translation]] = [[] for _ in texts]
        for batch, found in zip(batches, self._each(search, batches), strict=True):
            for i, hypotheses in zip(batch, found, strict=True):
                translations[i] = [
                    self._translation(sources[i], h) for h in hypotheses[:alternatives]
                ]
        return translations

    def _each(self, search, batches):
        return map(search, batches) if len(batches) < 2 else self._pool.map(search, batches)

    def _batches(self, rows: Sequence[Sequence[int]], beam: int) -> list[list[int]]:
        """The longest first; small enough that every worker gets some of a short brief."""
        order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
        share = -(-len(rows) // self._workers)
        size = max(1, min(_SENTENCES, _ROWS // beam, share))
        return [order[start : start + size] for start in range(0, len(order), size)]

    def _translation(self, source, found: _Found) -> Translation:
        tokens = [self._pieces.tokens[i] for i in found.ids.tolist()]
        text, pieces = self._pieces.decode(tokens)
        kept = [row for row, token in enumerate(tokens) if token != UNKNOWN]
        weights = found.where[kept, : len(source.tokens)]
        return Translation(text, found.score, Attention(source.spans, pieces.spans, weights))


@dataclass(frozen=True, slots=True)
class _Weights:
    """A checkpoint's configuration and weights, and the bias of each piece that can be written."""

    config: dict
    of_place: dict[str, np.ndarray]
    bias: np.ndarray

    @classmethod
    def of(cls, folder: Path) -> _Weights:
        from safetensors.numpy import load_file

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / checkpoint.WEIGHTS[0])
        written = len(weights["decoder.embed_tokens.weight"])
        return cls(config, weights, weights["final_logits_bias"][0, :written].astype(np.float32))


class _Network:
    """Graphs of a checkpoint, and its vectors; the pieces ``always`` may be written by any
    sentence."""

    def __init__(self, weights: _Weights, always: np.ndarray) -> None:
        import onnxruntime

        config, of_place, self.bias = weights.config, weights.of_place, weights.bias
        self.shape = Shape(
            config["d_model"],
            config["encoder_attention_heads"],
            config["encoder_layers"],
            config["decoder_layers"],
        )
        self.read_vectors = of_place["encoder.embed_tokens.weight"]
        self.written_vectors = of_place["decoder.embed_tokens.weight"]
        self._steps, self._scale = recurrent_graphs.in_8_bits(
            self.written_vectors.T.astype(np.float32)
        )
        onnxruntime.set_default_logger_severity(3)  # it warns of machines that have no GPU
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._encoder, self._step = (
            onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            for graph in (
                recurrent_graphs.encoder(of_place, self.shape, config["ranges"]),
                recurrent_graphs.step(of_place, self.shape, always, config["ranges"]),
            )
        )
        self._positions = positions(_LONGEST, self.shape.dim)
        self.end = config["eos_token_id"]
        self.layers = range(self.shape.decoder_layers)

    def placed(self, vectors: np.ndarray, start: int) -> np.ndarray:
        """What a side reads: ``vectors`` (sentences, length, dim) with positions from ``start`` on."""
        end = start + vectors.shape[1]
        if end > len(self._positions):
            self._positions = positions(2 * end, self.shape.dim)
        read = vectors.astype(np.float32) * np.float32(math.sqrt(self.shape.dim))
        return read + self._positions[start:end]

    def encode(self, ids: np.ndarray, hidden: np.ndarray) -> dict[str, np.ndarray]:
        read = self.placed(self.read_vectors[ids], 0)
        found = self._encoder.run(None, {"read": read, "hidden": hidden})
        names = (f"{side}{layer}" for layer in self.layers for side in ("keys", "values"))
        return dict(zip(names, found, strict=True))

    def step(self, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        return self._step.run(None, inputs)

    def outputs(self, pieces: np.ndarray) -> dict[str, np.ndarray]:
        """The part of the table of ``pieces`` that a batch may write besides."""
        # Contiguous: ONNX Runtime would copy anything else anew at each step.
        steps = np.ascontiguousarray(self._steps[:, pieces])
        return {"steps": steps, "scale": self._scale[pieces]}


def positions(count: int, dim: int) -> np.ndarray:
    """Marian's positions (count, dim): sines, then cosines."""
    steps = np.exp(np.arange(dim // 2) * (-math.log(1e4) / (dim // 2 - 1)))
    angles = np.arange(count)[:, None] * steps
    return np.concatenate([np.sin(angles), np.cos(angles)], 1).astype(np.float32)


class _Shortlist:
    """Which pieces each piece of the source can lead to; all, where a checkpoint has no list.

    ``always`` are those that any can lead to, in order.
    """

    def __init__(self, path: Path, ids: dict[str, int], bias: np.ndarray) -> None:
        self._possible = bias > -1000  # as :meth:`MarianPieces._pieces_written`
        if ids.get(UNKNOWN, len(bias)) < len(bias):
            self._possible[ids[UNKNOWN]] = False
        self._ids = ids
        self.always = np.flatnonzero(self._possible)
        self._lines: dict[int, str] = {}
        self._of: dict[int, np.ndarray] = {}
        if not path.is_file():
            return
        for line in path.read_text(encoding="utf-8").split("\n"):
            piece, _, listed = line.partition("\t")
            if listed and not piece:
                self.always = self._read(listed)
            elif piece in ids:
                self._lines[ids[piece]] = listed

    def _read(self, listed: str) -> np.ndarray:
        ids = self._ids
        found = np.array([ids[p] for p in listed.split(" ") if p in ids], dtype=np.int64)
        found = found[found < len(self._possible)]
        return np.unique(found[self._possible[found]])

    def _listed(self, piece: int) -> np.ndarray:
        if piece not in self._of:
            self._of[piece] = self._read(self._lines[piece])
        return self._of[piece]

    def of(self, rows: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
        """The pieces that some sentence of a batch can lead to besides those it always can, in
        order, and what each sentence (rows, always and besides) may write: a sentence is translated
        alike in any company."""
        may = np.zeros((len(rows), len(self._possible)), dtype=bool)
        for sentence, row in zip(may, rows, strict=True):
            for piece in set(row).intersection(self._lines):
                sentence[self._listed(piece)] = True
        may[:, self.always] = False
        besides = np.flatnonzero(may.any(0))
        always = np.ones((len(rows), len(self.always)), dtype=bool)
        return besides, np.concatenate([always, may[:, besides]], 1)


class _Search:
    """Beam search for the translations of one batch.

    At each step the best ``beam`` beginnings of each sentence go on; one that ends is put aside, and
    a sentence is done when as many have ended. A score is the sum of the logarithms of the
    pieces' probabilities over a power of their number (:class:`Decoding`).
    """

    def __init__(self, network, shortlist, rows, beam: int, decoding: Decoding, forbidden) -> None:
        self._network, self._beam, self._decoding = network, beam, decoding
        widths = np.array([len(row) for row in rows])
        # Twice the source's length holds any honest translation; a loop ends there.
        self._limits = np.minimum(2 * widths + 16, _LONGEST)
        ids = np.zeros((len(rows), widths.max()), dtype=np.int64)
        hidden = np.full((len(rows), 1, 1, widths.max()), _NEVER)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            hidden[i, ..., : len(row)] = 0
        besides, may = shortlist.of(rows)
        self._pieces = np.concatenate([shortlist.always, besides])
        self._places = {piece: place for place, piece in enumerate(self._pieces.tolist())}
        self._end = self._places[network.end]
        bias = np.where(may, network.bias[self._pieces], _NEVER)
        self._runs = self._places_of(forbidden, bias)
        self._fixed = network.outputs(besides)
        self._sources = {"hidden": hidden, "bias": bias[:, None], **network.encode(ids, hidden)}
        self._ended: list[list[_Found]] = [[] for _ in rows]

    def _places_of(self, forbidden: Iterable[Sequence[int]], bias: np.ndarray) -> list[list[int]]:
        """The forbidden runs of several pieces, as places among the pieces; a single one is struck
        out of ``bias``."""
        runs = []
        for run in forbidden:
            places = [self._places[piece] for piece in run if piece in self._places]
            if len(places) < len(run):
                continue
            if len(run) == 1:
                bias[:, places] = _NEVER
            else:
                runs.append(places)
        return runs

    def run(self) -> list[list[_Found]]:
        """The translations of each sentence, the best first."""
        network, dim = self._network, self._network.shape.dim
        going = np.arange(len(self._ended))
        scores = np.zeros((len(going), 1), np.float32)
        written = np.zeros((len(going), 1, 0), np.int64)
        looked = np.zeros((len(going), 1, 0, self._sources["hidden"].shape[-1]), np.float32)
        read = np.zeros((len(going), 1, dim), np.float32)
        states = {f"state{layer}": read for layer in network.layers}
        for step in range(self._limits.max()):
            banned = self._banned(written)
            most = min(
                2 * self._beam + max(map(len, banned.values()), default=0), len(self._pieces)
            )
            inputs = {"read": network.placed(read, step), "best": np.array([most])}
            *states, likely, pieces, where = network.step(
                inputs | states | self._sources | self._fixed
            )
            for place, struck in banned.items():
                likely[place][np.isin(pieces[place], list(struck))] = _NEVER
            scores, back, chosen = self._best(scores[..., None] + likely, pieces)
            each = np.arange(len(going))[:, None]
            written = np.concatenate([written[each, back], chosen[..., None]], 2)
            looked = np.concatenate([looked[each, back], where[each, back][:, :, None]], 2)
            kept, beams = self._put_aside(going, scores, written, looked)
            if not len(kept):
                break
            beams, each = beams[kept], kept[:, None]
            scores, written, looked = (all_[each, beams] for all_ in (scores, written, looked))
            states = {
                f"state{layer}": state[each, back[each, beams]]
                for layer, state in zip(network.layers, states, strict=True)
            }
            read = network.written_vectors[self._pieces[written[:, :, -1]]]
            if len(kept) < len(going):
                going = going[kept]
                self._sources = {name: value[kept] for name, value in self._sources.items()}
        return [sorted(found, key=lambda each: -each.score) for found in self._ended]

    def _best(self, totals: np.ndarray, pieces: np.ndarray) -> tuple[np.ndarray, ...]:
        """Of all that can follow the beginnings of each sentence (sentences, beam, best), twice as
        many as go on, the best first: score, beginning and piece of each (sentences, 2 x beam)."""
        count, _, width = totals.shape
        flat = totals.reshape(count, -1)
        order = np.argsort(-flat, 1, kind="stable")[:, : 2 * self._beam]
        found = (np.take_along_axis(x, order, 1) for x in (flat, pieces.reshape(count, -1)))
        score, piece = found
        return score, order // width, piece

    def _put_aside(self, going, scores, written, looked) -> tuple[np.ndarray, np.ndarray]:
        """Take what has ended out of the candidates.

        Returns:
            The sentences that go on, and for every sentence the candidates that do.
        """
        ends = written[:, :, -1] == self._end
        possible = scores > _NEVER / 2
        for i, rank in zip(*np.nonzero((ends & possible)[:, : self._beam]), strict=True):
            self._keep(going[i], scores[i, rank], written[i, rank, :-1], looked[i, rank])
        scores[ends] = _NEVER
        length = written.shape[2]
        beams = np.argsort(ends, 1, kind="stable")[:, : self._beam]
        for i in np.flatnonzero(length >= self._limits[going]):
            if not self._ended[going[i]]:
                rank = beams[i, 0]
                self._keep(going[i], scores[i, rank], written[i, rank], looked[i, rank])
        full = np.array([len(self._ended[i]) >= self._beam for i in going])
        return np.flatnonzero(~full & (length < self._limits[going])), beams

    def _keep(self, sentence: int, score: float, written: np.ndarray, looked: np.ndarray) -> None:
        mean = float(score) / len(looked) ** self._decoding.length_penalty
        self._ended[sentence].append(_Found(self._pieces[written], mean, looked))

    def _banned(self, written: np.ndarray) -> dict[tuple[int, int], set[int]]:
        """What may not follow the beginnings: what would end a forbidden run, or a run that
        stands there already."""
        again = self._decoding.no_repeat
        if not self._runs and not again:
            return {}
        banned: dict[tuple[int, int], set[int]] = {}
        for place in np.ndindex(written.shape[:2]):
            before = written[place].tolist()
            found = {run[-1] for run in self._runs if before[1 - len(run) :] == run[:-1]}
            if again and len(before) >= again:
                last = before[len(before) - again + 1 :]
                found.update(
                    before[i + again - 1]
                    for i in range(len(before) - again + 1)
                    if before[i : i + again - 1] == last
                )
            if found:
                banned[place] = found
        return banned
