import argparse
import itertools
import json

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from training.translation import mixture, recurrent_checkpoint, restore, together, train
from training.translation.distillation import BEST, Taught, write
from training.translation.together import Together


@pytest.fixture(scope="module")
def writable(recurrent, pairs) -> list[tuple[str, str]]:
    """Those pairs whose targets have only pieces that can be written."""
    outputs = len(recurrent_checkpoint.read(recurrent.folder)["decoder.embed_tokens.weight"])
    found = [pair for pair in pairs if max(recurrent.encode_target([pair[1]])[0]) < outputs]
    assert len(found) > 2
    return found


@pytest.fixture
def at_once(monkeypatch) -> None:
    """The whole rate from the first step, as a tiny network can bear it."""
    monkeypatch.setattr(train, "WARM_UP", 1)


def batches_of(checkpoint, pairs, **options):
    settings = {"tokens": 4000, "seed": 1} | options
    return mixture.batches({"a": pairs}, {"a": 1}, checkpoint, **settings)


def changed(training: Together, before: list[torch.Tensor]) -> list[bool]:
    return [not torch.equal(a, b) for a, b in zip(before, training.parameters, strict=True)]


@pytest.mark.parametrize(("encoder", "decoder"), [(0.01, 0.01), (0, 0.01), (0.01, 0)])
def test_a_side_learns_and_one_of_rate_0_stays(recurrent, writable, at_once, encoder, decoder):
    training = Together(recurrent, encoder, decoder)
    before = [parameter.detach().clone() for parameter in training.parameters]
    batch = next(batches_of(recurrent, writable))
    losses = [training.learn(batch, 1.0) for _ in range(30)]
    assert losses[0][1] == (torch.from_numpy(batch.target) != training.padding).sum()
    assert losses[-1][0] < 0.95 * losses[0][0]  # the encoder alone can do little
    body, read, *weights = changed(training, before)
    assert body == read == bool(encoder)
    assert set(weights) == {bool(decoder)}
    # Of the vectors those that took part learn, and padding keeps none.
    assert not training.read.table[training.padding].any()


def test_gradients_are_those_of_the_loss(recurrent, writable, at_once):
    """A step of plain descent would go where a change of the weights lowers the loss."""
    training = Together(recurrent, 1.0, 1.0)
    batch = next(batches_of(recurrent, writable))
    captured = {}

    def keep(gradients, step):
        captured[len(captured)] = [gradient.clone() for gradient in gradients]
        raise StopIteration

    loss = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train, "clip", keep)
        with pytest.raises(StopIteration):
            training.learn(batch, 1.0)
    gradient = captured[0][1]  # of the encoder's body
    pieces = int((torch.from_numpy(batch.target) != training.padding).sum())
    place = int(gradient.abs().argmax())
    for side in (-1, 1):
        again = Together(recurrent, 0.0, 0.0)
        with torch.no_grad():
            again.network.body[place] += side * 1e-2
        again.network.refresh()
        loss[side] = again.learn(batch, 1.0)[0] / pieces
    assert (loss[1] - loss[-1]) / 2e-2 == pytest.approx(float(gradient[place]), rel=0.1)


def test_it_translates_what_it_learnt_by_heart(recurrent, writable, at_once, tmp_path):
    """What is exported writes in 8 bits what was learnt in float32."""
    training = Together(recurrent, 0.02, 0.02)
    training.averaging = 0.5
    batch = next(batches_of(recurrent, writable))
    for step in range(200):
        training.learn(batch, 1 - 0.9 * step / 200)
    sources, targets = zip(*writable, strict=True)
    exported = training.export(tmp_path / "out", list(sources))
    assert train.score(exported.translator(beam_size=1)(sources), targets)[0] > 80
    assert Together(exported).learn(batch, 1.0)[0] < 0.5 * Together(recurrent).learn(batch, 1.0)[0]


def test_no_number_is_learnt_from_that_is_none(recurrent, writable):
    training = Together(recurrent)
    before = [parameter.detach().clone() for parameter in training.parameters]
    batch = next(batches_of(recurrent, writable))
    batch.shares[:] = np.nan
    with pytest.raises(FloatingPointError, match="step 1"):
        training.learn(batch, 1.0)
    assert not any(changed(training, before))


def test_it_goes_on_exactly_where_it_stopped(recurrent, writable, tmp_path):
    six = list(itertools.islice(batches_of(recurrent, writable, tokens=80), 6))
    through, first, second = (Together(recurrent, 1e-3, 1e-3) for _ in range(3))
    for batch in six:
        through.learn(batch, 1.0)
    for batch in six[:3]:
        first.learn(batch, 1.0)
    first.save_state(tmp_path / "state.pt")
    second.load_state(tmp_path / "state.pt")
    for batch in six[3:]:
        second.learn(batch, 1.0)
    assert second.pairs == through.pairs > first.pairs
    for own, wanted in ((second.parameters, through.parameters), (second.average, through.average)):
        assert all(torch.equal(a, b) for a, b in zip(own, wanted, strict=True))


def arguments(recurrent, work, **changes) -> argparse.Namespace:
    settings = {
        "direction": "es-en", "start": recurrent.folder, "work": work, "out": work / "run",
        "dev": [f"a={work}/parallel/ud_pud"], "dev_lines": 2, "minutes": 0.02, "evaluate_every": 60.0,
        "encoder_rate": 1e-3, "decoder_rate": 1e-3,
    }  # fmt: skip
    return argparse.Namespace(**settings | changes)


def test_a_run_is_carried_on_until_its_time_is_over(recurrent, writable, tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError, match="ud_pud"):
        together.run(arguments(recurrent, tmp_path))
    (tmp_path / "parallel").mkdir()
    for side, texts in zip(("es", "en"), zip(*writable, strict=True), strict=True):
        (tmp_path / f"parallel/ud_pud.{side}").write_text("\n".join(texts), "utf-8")
    taught = [
        Taught(source, np.repeat(np.array(ids)[:, None], BEST, 1), np.full((len(ids), BEST), 0.16))
        for (source, _), ids in zip(
            writable, recurrent.encode_target([target for _, target in writable]), strict=True
        )
    ]
    (tmp_path / "taught/es-en/ensemble").mkdir(parents=True)
    write(tmp_path / "taught/es-en/ensemble/0.npz", taught)
    rates = []
    learn = Together.learn

    def told(self, batch, rate):
        rates.append(rate)
        return learn(self, batch, rate)

    monkeypatch.setattr(Together, "learn", told)
    together.run(arguments(recurrent, tmp_path))
    first = len(rates)
    assert rates == sorted(rates, reverse=True) and rates[0] == 1.0
    together.run(arguments(recurrent, tmp_path))  # its time is over
    assert len(rates) == first
    together.run(arguments(recurrent, tmp_path, minutes=0.03))
    assert len(rates) > first and rates[first] < 0.5
    lines = [json.loads(line) for line in (tmp_path / "run/curve.jsonl").read_text().splitlines()]
    assert [set(line) for line in lines] == [{"minutes", "pairs", "loss", "a"}] * 3
    assert 0 < lines[0]["pairs"] == lines[1]["pairs"] < lines[2]["pairs"]
    assert load_file(tmp_path / "run/last/model.safetensors").keys() == (
        load_file(recurrent.folder / "model.safetensors").keys()
    )


@pytest.fixture(scope="module")
def units() -> dict[str, torch.Tensor]:
    """Recurrent units as a Marian model has them."""
    torch.manual_seed(3)
    found = {}
    for layer in (1, 2):
        for name in ("W", "Wf"):
            found[f"decoder_l{layer}_rnn_{name}"] = torch.randn(256, 256) / 16
        found[f"decoder_l{layer}_rnn_bf"] = torch.randn(1, 256)
    return found


def test_spanish_takes_all_but_self_attention_from_the_student(
    student, tiny, units, writable, tmp_path
):
    weights = restore.spanish(student, units)
    own = load_file(student.folder / "model.safetensors")
    assert torch.equal(weights["decoder.layers.1.forget.weight"].t(), units["decoder_l2_rnn_Wf"])
    assert torch.equal(weights["decoder.layers.1.new.weight"].t(), units["decoder_l2_rnn_W"])
    assert torch.equal(weights["decoder.layers.0.forget.bias"], units["decoder_l1_rnn_bf"][0])
    assert not weights["decoder.layers.0.new.bias"].any()
    at = "decoder.layers.1."
    taken = {f"{at}unit_layer_norm.bias": f"{at}self_attn_layer_norm.bias"}
    for name in (f"{at}fc1.weight", f"{at}encoder_attn.k_proj.bias", "encoder.layers.0.fc2.weight"):
        taken[name] = name
    for name, old in taken.items():
        assert torch.equal(weights[name], own[f"model.{old}"].float()), name
    with pytest.raises(ValueError, match="2 recurrent units"):
        restore.spanish(tiny, units)
    assert_it_learns(student, weights, writable, tmp_path)


def test_english_has_the_pivots_decoder(student, pivot, writable, tmp_path):
    weights = restore.english(student, pivot)
    own = load_file(student.folder / "model.safetensors")
    forget, _ = pivot.weights["decoder_l2_rnn_W"].chunk(2, 1)
    assert torch.equal(weights["decoder.layers.1.forget.weight"], forget.t())
    name = "encoder.layers.0.fc2.weight"
    assert torch.equal(weights[name], own[f"model.{name}"].float())
    vectors = weights["decoder.embed_tokens.weight"]
    assert torch.equal(vectors[pivot.theirs], pivot.vectors)
    assert torch.equal(weights["final_logits_bias"][0, pivot.theirs], pivot.bias)
    others = sorted(set(range(len(vectors))) - set(pivot.theirs.tolist()))
    assert student.vocabulary["▁Nombrea"] in others
    students = own["model.decoder.embed_tokens.weight"][others].float()
    assert torch.equal(vectors[others], students)
    assert_it_learns(student, weights, writable, tmp_path)


def assert_it_learns(student, weights, pairs, tmp_path) -> None:
    """What was restored can be written, trained and run."""
    texts = [source for source, _ in pairs]
    made = recurrent_checkpoint.write(tmp_path / "restored", weights, student, texts)
    batch = next(batches_of(made, pairs))
    training = Together(made, 1e-3, 1e-3)
    losses = [training.learn(batch, 1.0)[0] for _ in range(10)]
    assert losses[-1] < losses[0]
    assert len(made.translator(beam_size=1)(texts)) == len(texts)
