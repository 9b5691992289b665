import argparse
import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from training.translation import lessons, mixture, spanish, train
from training.translation.portuguese import teacher_of
from training.translation.recurrent import DIM, LAYERS


@pytest.fixture(scope="module")
def units() -> dict[str, torch.Tensor]:
    """Recurrent units as a Marian model has them."""
    torch.manual_seed(3)
    found = {}
    for layer in range(1, LAYERS + 1):
        for name in ("W", "Wf"):
            found[f"decoder_l{layer}_rnn_{name}"] = torch.randn(DIM, DIM) * DIM**-0.5
        found[f"decoder_l{layer}_rnn_bf"] = torch.randn(1, DIM)
    return found


@pytest.fixture(scope="module")
def writable(student, pairs) -> list[tuple[str, str]]:
    """Those pairs whose targets have only pieces that the student can write."""
    bias = load_file(student.folder / "model.safetensors")["final_logits_bias"][0]
    outputs = train.outputs_of(bias)
    found = [pair for pair in pairs if max(student.encode_target([pair[1]])[0]) < outputs]
    assert len(found) > 2
    return found


def batch_of(student, pairs) -> mixture.Batch:
    return next(mixture.batches({"a": pairs}, {"a": 1}, student, tokens=4000, seed=1))


def test_all_but_self_attention_is_taken_from_the_student(student, units):
    weights = spanish.begin(student, units)
    own = load_file(student.folder / "model.safetensors")
    at = "model.decoder.layers.1."
    assert torch.equal(weights["decoder_l2_ffn_W1"].t(), own[f"{at}fc1.weight"].float())
    key, value = weights["decoder_l2_context_W"].t().chunk(2)
    assert torch.equal(key, own[f"{at}encoder_attn.k_proj.weight"].float())
    assert torch.equal(value, own[f"{at}encoder_attn.v_proj.weight"].float())
    forget, new = weights["decoder_l2_rnn_W"].chunk(2, 1)
    assert torch.equal(forget, units["decoder_l2_rnn_Wf"])
    assert torch.equal(new, units["decoder_l2_rnn_W"])


def test_it_learns_and_the_encoder_stays(student, units, writable, monkeypatch):
    monkeypatch.setattr(train, "WARM_UP", 1)
    monkeypatch.setattr(spanish, "LEARNING_RATE", 3e-3)
    training = spanish.SpanishTraining(student, spanish.begin(student, units))
    encoder = training.reader.network.body.detach().clone()
    vectors = training.vectors.table.clone()
    batch = batch_of(student, writable)
    losses = [training.learn(batch, 1.0)[0] for _ in range(30)]
    assert losses[-1] < 0.7 * losses[0]
    assert torch.equal(encoder, training.reader.network.body)
    used = torch.from_numpy(batch.target).unique()
    changed = (training.vectors.table != vectors).any(1).nonzero()[:, 0]
    assert set(used.tolist()) - {training.reader.padding} <= set(changed.tolist())


def test_what_it_learnt_is_there_for_its_student(student, units, pairs, tmp_path):
    """The file gives the teacher the weights that translated, whose lessons a student can learn."""
    training = spanish.SpanishTraining(student, spanish.begin(student, units))
    save_file(training.average, tmp_path / "spanish.safetensors")
    teacher = teacher_of(student, tmp_path / "spanish.safetensors")
    sources = student.encode_source([source for source, _ in pairs])
    encoded = training.reader.encode(sources)
    lengths = torch.tensor([len(source) for source in sources])
    targets = student.encode_target([target for _, target in pairs])
    followed = teacher.follow(encoded, lengths, targets)
    again = training.decoder.follow(encoded, lengths, targets)
    known = [at for at, written in enumerate(followed) if written]
    assert known
    assert all(torch.allclose(followed[at].states, again[at].states) for at in known)
    made = lessons.School(student, teacher).pairs(pairs)
    assert any(lesson.states is not None for lesson in made)


def test_a_run_is_carried_on_from_its_file(student, units, writable, tmp_path, monkeypatch):
    (tmp_path / "parallel").mkdir()
    for side, texts in zip(("en", "es"), zip(*writable, strict=True), strict=True):
        (tmp_path / f"parallel/ud_pud.{side}").write_text("\n".join(texts), "utf-8")
    monkeypatch.setattr(train, "AVERAGE_EVERY", 1)
    monkeypatch.setattr(spanish, "read_marian", lambda path: units)
    monkeypatch.setattr(spanish, "package_folder", lambda direction: tmp_path)
    (tmp_path / "model.enpt.bin").touch()
    out = tmp_path / "spanish.safetensors"
    arguments = argparse.Namespace(
        work=tmp_path, out=out, student=student.folder, dev=[f"a={tmp_path}/parallel/ud_pud"],
        dev_lines=2, minutes=0.01, fall=0.005, evaluate_every=60.0,
    )  # fmt: skip
    spanish.run(arguments)
    first = load_file(out)
    monkeypatch.setattr(spanish, "read_marian", None)  # not asked for again
    spanish.run(arguments)
    changed = [name for name, weight in load_file(out).items() if not weight.equal(first[name])]
    assert spanish.VECTORS in changed
    lines = out.with_suffix(".curve.jsonl").read_text("utf-8").splitlines()
    assert [set(json.loads(line)) for line in lines] == [{"pairs", "loss", "a"}] * 2
