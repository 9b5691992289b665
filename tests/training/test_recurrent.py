"""Recurrent checkpoints: what is written comes back, and the app's graphs are the function that is
trained."""

import itertools
import json
import shutil

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from summarizer.translating.recurrent_graphs import Shape
from tests.catalog.tiny import random_recurrent
from training.translation import copying, recurrent_checkpoint
from training.translation.average import average
from training.translation.checkpoint import PADDING, TOKENIZER_FILES
from training.translation.reader import Reader
from training.translation.recurrent import Recurrent


def test_what_is_packed_comes_back(recurrent, tiny, pairs):
    packed = load_file(recurrent.folder / "model.safetensors")
    assert {weight.dtype for weight in packed.values()} == {torch.float16}
    weights = recurrent_checkpoint.read(recurrent.folder)
    again = recurrent_checkpoint.from_marian(
        recurrent_checkpoint.to_marian(weights), len(tiny.vocabulary)
    )
    assert set(again) == {name for name in weights if not name.startswith("encoder.")}
    for name, weight in again.items():
        assert torch.equal(weight, weights[name]), name
    for name in TOKENIZER_FILES:
        assert (recurrent.folder / name).read_bytes() == (tiny.folder / name).read_bytes()
    made = recurrent.translator(beam_size=2)([source for source, _ in pairs])
    assert len(made) == len(pairs) and any(made)


def test_matrices_that_stand_side_by_side_are_told_apart():
    weights = random_recurrent(9, 8)
    marian = recurrent_checkpoint.to_marian(weights)
    at = "decoder.layers.1."
    forget, new = marian["decoder_l2_rnn_W"].chunk(2, 1)
    assert torch.equal(forget.t(), weights[f"{at}forget.weight"])
    assert torch.equal(new.t(), weights[f"{at}new.weight"])
    _, values = marian["decoder_l2_context_b"].chunk(2, 1)
    assert torch.equal(values[0], weights[f"{at}encoder_attn.v_proj.bias"])


def graphs(checkpoint) -> recurrent_checkpoint.FloatNetwork:
    weights = recurrent_checkpoint.read(checkpoint.folder)
    shape = Shape(16, recurrent_checkpoint.heads_of(checkpoint.folder), 1, 2)
    return recurrent_checkpoint.FloatNetwork({n: w.numpy() for n, w in weights.items()}, shape)


def test_the_graphs_are_what_is_trained(recurrent, pairs):
    """Sentences alone in ONNX Runtime, together and padded in PyTorch."""
    reader, network = Reader(recurrent, torch.float32), graphs(recurrent)
    weights = recurrent_checkpoint.read(recurrent.folder)
    decoder = Recurrent(recurrent_checkpoint.to_marian(weights), heads=2)
    sources = recurrent.encode_source([source for source, _ in pairs])
    lengths = torch.tensor([len(source) for source in sources])
    assert len(set(lengths.tolist())) > 1
    encoded = reader.encode(sources)
    steps = 12
    for row, source in enumerate(sources):
        told = network.encode(source)
        wanted = torch.from_numpy(told["encoded"])
        assert torch.allclose(encoded[row, : len(source)], wanted[0], atol=1e-4)
        made = list(itertools.islice(network.follow(source, told), steps))
        pieces = [step["pieces"].item() for step in made]
        before = torch.from_numpy(network.written[[0, *pieces[:-1]]])[None]
        before[:, 0] = 0
        states = decoder.states(encoded[row : row + 1], lengths[row : row + 1], before)
        wanted = np.concatenate([step["written"] for step in made], 1)
        assert torch.allclose(states, torch.from_numpy(wanted), atol=1e-4)
        logits = states[0] @ decoder.vectors.t() + decoder.bias
        assert logits.argmax(1).tolist() == pieces
        likely = logits.log_softmax(1).max(1).values
        wanted = torch.tensor([step["likely"].item() for step in made])
        assert torch.allclose(likely, wanted, atol=1e-4)


def test_what_is_written_in_pytorch_is_what_the_graphs_write(recurrent, pairs):
    weights = recurrent_checkpoint.read(recurrent.folder)
    weights["final_logits_bias"][0, 0] += 2.0  # random weights seldom end
    decoder = Recurrent(recurrent_checkpoint.to_marian(weights), heads=2)
    network = recurrent_checkpoint.FloatNetwork(
        {name: weight.numpy() for name, weight in weights.items()}, Shape(16, 2, 1, 2)
    )
    sources = recurrent.encode_source([source for source, _ in pairs])
    lengths = torch.tensor([len(source) for source in sources])
    written = decoder.write(Reader(recurrent, torch.float32).encode(sources), lengths)
    ended = [at for at, each in enumerate(written) if each]
    assert ended
    for at in ended:
        pieces = written[at].pieces[:, 0].tolist()
        made = network.follow(sources[at], network.encode(sources[at]))
        assert [step["pieces"].item() for step in itertools.islice(made, len(pieces))] == pieces


def test_ranges_hold_what_was_read(recurrent, tiny, pairs, tmp_path):
    """Each place has a range, that of the largest sentence or just below."""
    network = graphs(recurrent)
    ranges = json.loads((recurrent.folder / "config.json").read_text())["ranges"]
    peaks = [network.peaks(source, 0) for source in recurrent.encode_source([s for s, _ in pairs])]
    assert set(ranges) == set(peaks[0])
    for place, size in ranges.items():
        largest = max(each[place] for each in peaks)
        assert 0.95 * largest < size < 1.01 * largest, place
    with pytest.raises(ValueError, match="there are none"):
        recurrent_checkpoint.write(tmp_path / "none", random_recurrent(9, 8), tiny, [""], heads=2)


def test_the_mean_of_recurrent_checkpoints(recurrent, pairs, tmp_path):
    weights = recurrent_checkpoint.read(recurrent.folder)
    other = tmp_path / "other"
    sentences = [source for source, _ in pairs]
    recurrent_checkpoint.write(
        other,
        {
            name: 2 * w if "embed" not in name and "bias" not in name else w
            for name, w in weights.items()
        },
        recurrent,
        sentences,
        heads=2,
    )
    with pytest.raises(ValueError, match="there are none"):
        average({recurrent.folder: 1, other: 3}, tmp_path / "mean")
    (other / "shortlist.txt").write_text("\t</s>\n", "utf-8")
    average({recurrent.folder: 1, other: 3}, tmp_path / "mean", sentences)
    mean = recurrent_checkpoint.read(tmp_path / "mean")
    name = "decoder.layers.0.forget.weight"
    assert torch.allclose(mean[name], 1.75 * weights[name], rtol=2e-3, atol=1e-4)
    config, first = (
        json.loads((folder / "config.json").read_text()) for folder in (tmp_path / "mean", other)
    )
    assert config["ranges"] != first["ranges"]
    assert {**config, "ranges": 0} == {**first, "ranges": 0}
    assert (tmp_path / "mean/shortlist.txt").exists()


def test_both_kinds_are_read(recurrent, tiny):
    """The positions of transformers' Marian differ from Marian's own."""
    from transformers import MarianMTModel

    model = MarianMTModel.from_pretrained(tiny.folder, dtype=torch.float32)
    wanted = model.model.encoder.embed_positions.weight
    own = Reader(tiny, torch.float32).network.positions[: len(wanted)]
    assert torch.allclose(own, wanted, atol=1e-4)
    assert Reader(recurrent).padding == recurrent.vocabulary[PADDING]
    assert not torch.allclose(Reader(recurrent).network.positions[: len(wanted)], wanted, atol=0.01)


def test_a_recurrent_checkpoint_is_tested_as_any_other(recurrent, tmp_path, capsys, monkeypatch):
    shutil.copytree(recurrent.folder, tmp_path / "model")
    made = copying.cases("es", rounds=1)[:3]
    monkeypatch.setattr(copying, "cases", lambda language: made)
    monkeypatch.setattr("sys.argv", ["copying", str(tmp_path / "model"), "es-en"])
    copying.main()
    assert capsys.readouterr().out.startswith("placeholder")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
