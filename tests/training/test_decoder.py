import argparse
import itertools
import json
import random
from dataclasses import replace

import pytest
import torch

from training.translation import decoder, deepen, lessons, train
from training.translation.checkpoint import Checkpoint
from training.translation.distillation import BEST, Taught
from training.translation.portuguese import ENCODERS, Portuguese
from training.translation.recurrent import DIM, LAYERS, Written

FEED_FORWARD = 32


@pytest.fixture(scope="module")
def school(student) -> lessons.School:
    """A teacher of random weights that writes with the pieces of the student's target side."""
    torch.manual_seed(2)
    weights = {"Wemb": torch.randn(len(student.target), DIM) * DIM**-0.5}
    weights["decoder_ff_logit_out_b"] = torch.zeros(1, len(student.target))

    def linear(name: str, wide: int = DIM, out: int = DIM) -> None:
        kind, _, part = name.rpartition("_")
        weights[f"{kind}_W{part}"] = torch.randn(wide, out) * wide**-0.5
        weights[f"{kind}_b{part}"] = torch.randn(1, out) * 0.1

    def norm(name: str) -> None:
        weights[f"{name}_ln_scale"] = torch.ones(1, DIM)
        weights[f"{name}_ln_bias"] = torch.zeros(1, DIM)

    layers = [f"encoder_l{n}" for n in range(1, ENCODERS + 1)]
    for at in [*layers, *(f"decoder_l{n}" for n in range(1, LAYERS + 1))]:
        attention = f"{at}_self" if at in layers else f"{at}_context"
        for part in "qkvo":
            linear(f"{attention}_{part}")
        norm(f"{attention}_Wo")
        linear(f"{at}_ffn_1", out=FEED_FORWARD)
        linear(f"{at}_ffn_2", FEED_FORWARD)
        norm(f"{at}_ffn_ffn")
        if at not in layers:
            weights[f"{at}_rnn_W"] = torch.randn(DIM, DIM) * DIM**-0.5
            linear(f"{at}_rnn_f")
            norm(f"{at}_rnn_ffn")
    return lessons.School(student, Portuguese(student, weights, student.target))


def test_following_what_it_wrote_gives_the_same_states(school, student, pairs):
    sources = student.encode_source([source for source, _ in pairs])
    encoded = school._training.encode(sources)
    lengths = torch.tensor([len(source) for source in sources])
    teacher = school.teacher
    # A teacher of random weights seldom ends, so what it writes is cut.
    teacher.bias[teacher.end] += 2.0
    written = teacher.write(encoded, lengths)
    ended = [i for i, each in enumerate(written) if each is not None]
    assert ended
    targets = [written[i].pieces[:, 0].tolist() for i in ended]
    followed = teacher.follow(encoded[ended], lengths[ended], targets)
    for i, again in zip(ended, followed, strict=True):
        assert written[i].states.shape == (LAYERS, len(written[i].pieces), DIM)
        assert torch.allclose(written[i].states, again.states, atol=1e-3)
        assert torch.equal(written[i].pieces[:, 0], again.pieces[:, 0])
        assert torch.allclose(written[i].probabilities, again.probabilities, atol=1e-3)


def test_padding_changes_nothing(school, student, pairs):
    sources = student.encode_source([source for source, _ in pairs])
    targets = student.encode_target([target for _, target in pairs])
    lengths = torch.tensor([len(source) for source in sources])
    together = school.teacher.follow(school._training.encode(sources), lengths, targets)
    (alone,) = school.teacher.follow(school._training.encode(sources[:1]), lengths[:1], targets[:1])
    assert torch.allclose(together[0].states, alone.states, atol=1e-3)


def test_lessons_of_pairs_hold_what_people_wrote(school, student, pairs, tmp_path):
    made = school.pairs(pairs)
    texts = student.decode_target([lesson.target.tolist() for lesson in made])
    assert len(texts) > 3  # others have pieces that only a source has
    assert set(texts) <= {target for _, target in pairs}
    for lesson in made:
        assert lesson.shares.float().sum(1).allclose(torch.ones(len(lesson.target)), atol=2e-3)
        by_people = (lesson.options == lesson.target[:, None]) * lesson.shares.float()
        assert bool((by_people.sum(1) >= lessons.BY_PEOPLE - 1e-3).all())
        options = BEST + 1 if lesson.states is not None else 1
        assert lesson.options.shape == (len(lesson.target), options)
    assert any(lesson.states is not None for lesson in made)
    lessons.write(tmp_path / "a.pt", made)
    again = lessons.read(tmp_path / "a.pt")
    assert all(torch.equal(a.encoded, b.encoded) for a, b in zip(made, again, strict=True))
    assert all(torch.equal(a.options, b.options) for a, b in zip(made, again, strict=True))


def test_pieces_that_the_teacher_lacks_are_learnt_from_people_alone(school, student):
    name = student.vocabulary["▁Nombrea"]
    (written,) = school.teacher.follow(torch.zeros(1, 4, DIM), torch.tensor([4]), [[name, 0]])
    assert written is None
    lesson = lessons._lesson(torch.zeros(4, DIM), torch.tensor([name, 0]), None)
    assert lesson.options.tolist() == [[name], [0]]
    assert lesson.shares.tolist() == [[1], [1]]


def test_a_teacher_that_knows_nothing_still_names_its_best():
    even = Written(torch.arange(12).view(2, 6), torch.full((2, 6), 0.001), torch.zeros(2, 2, DIM))
    lesson = lessons._lesson(torch.zeros(4, DIM), torch.tensor([3, 0]), even)
    assert lesson.shares[:, 0].tolist() == [1, 1]
    assert lesson.options[:, 0].tolist() == [0, 6]
    assert Taught("a", even.pieces.numpy(), even.probabilities.numpy()).shares()[1].sum() == 2


def test_no_number_is_learnt_from_that_is_none(school, student, pairs):
    training = decoder.DecoderTraining(student, 1e-3)
    (lesson, *_) = school.pairs(pairs[-1:])
    before = training.network.body.detach().clone()
    with pytest.raises(FloatingPointError, match="step 1"):
        training.learn([replace(lesson, shares=lesson.shares * float("nan"))], 1.0)
    assert torch.equal(before, training.network.body)


def test_a_mistake_is_no_example(school, pairs):
    """What the student wrote itself is followed; what should stand there is the teacher's word."""
    wrong = [(source, pairs[at - 1][1]) for at, (source, _) in enumerate(pairs)]
    made = [each for each in school.pairs(wrong, by_people=0.0) if each.states is not None]
    assert made
    for lesson in made:
        assert lesson.options.shape[1] == BEST
        assert not torch.equal(lesson.options[:, 0], lesson.target)


def test_the_decoder_comes_close_and_the_encoder_stays(
    school, student, pairs, tmp_path, monkeypatch
):
    monkeypatch.setattr(train, "WARM_UP", 1)
    training = decoder.DecoderTraining(student, 3e-3)
    before = training.network.unpacked(training.network.body.detach().clone())
    made = school.pairs(pairs)
    bare = lessons._lesson(made[0].encoded.float(), made[0].target, None)
    found = [training.learn([*made, bare], 1.0) for _ in range(40)]
    pieces = found[0][2]
    assert pieces == sum(len(lesson.target) for lesson in [*made, bare])
    assert found[-1][0] < 0.8 * found[0][0]
    assert found[-1][1] < 0.6 * found[0][1]
    after = training.network.unpacked(training.network.body.detach())
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {name for name in before if name.startswith("decoder")}
    exported = training.export(tmp_path / "out")
    assert exported.translator(beam_size=1)(["La policía detuvo a nueve personas."])


def test_batches_keep_to_their_size_and_hold_each_lesson_once(school, pairs):
    made = school.pairs(pairs) * 3
    cut = decoder.batches(made, 80, random.Random(0))
    assert len(cut) > 1
    assert sum(map(len, cut)) == len(made)
    for batch in cut:
        longest = max(max(len(each.encoded), len(each.target)) for each in batch)
        assert len(batch) == 1 or len(batch) * longest <= 80


def test_every_file_is_read_as_often_also_new_ones(school, pairs, tmp_path):
    with pytest.raises(FileNotFoundError, match="no lessons"):
        next(decoder.course(tmp_path, random.Random(0)))
    made = school.pairs(pairs)
    for name in range(decoder.FILES):
        lessons.write(tmp_path / f"{name}.pt", made[:1])
    stream = decoder.course(tmp_path, random.Random(0))
    first = next(stream)
    lessons.write(tmp_path / "new.pt", made[1:2])
    rest = [each for _ in range(3) for each in next(stream)]
    assert len(first) == decoder.FILES
    targets = [each.target.tolist() for each in rest]
    assert made[1].target.tolist() in targets


def test_a_run_can_be_carried_on(school, student, pairs, tmp_path, monkeypatch):
    lessons.write(tmp_path / "lessons.pt", school.pairs(pairs))
    arguments = argparse.Namespace(
        direction="es-en", start=student.folder, lessons=tmp_path, out=tmp_path / "run", dev=[], dev_lines=1,
        minutes=0.01, fall=0.005, evaluate_every=60.0,
    )  # fmt: skip
    decoder.run(arguments)
    decoder.run(arguments)
    lines = [json.loads(line) for line in (tmp_path / "run/curve.jsonl").read_text().splitlines()]
    assert 0 < lines[0]["pairs"] < lines[1]["pairs"]
    assert (tmp_path / "run/last/model.safetensors").exists()


def test_two_readings_count_alike(school, student):
    teacher, reading = school.teacher, train.Training(student, 0.0)
    sources = student.encode_source(["La policía detuvo a nueve personas.", "Llueve."])
    encoded, lengths = reading.encode(sources), torch.tensor([len(ids) for ids in sources])
    alone = teacher.write(encoded, lengths)
    twice = teacher.write(encoded.repeat(2, 1, 1), lengths.repeat(2), views=2)
    for one, both in zip(alone, twice, strict=True):
        assert torch.equal(one.pieces, both.pieces)
        assert torch.allclose(one.probabilities, both.probabilities, atol=1e-4)
        assert torch.allclose(one.states, both.states, atol=1e-4)
    torch.manual_seed(4)
    other = torch.cat([encoded, torch.randn_like(encoded)])
    mixed = teacher.write(other, lengths.repeat(2), views=2)
    first = [(a.probabilities[0], b.probabilities[0]) for a, b in zip(alone, mixed, strict=True)]
    assert not all(torch.allclose(a, b, atol=1e-3) for a, b in first)


def test_a_sentence_is_taught_by_both_readings(school, student):
    spanish = ["La policía detuvo a nueve personas.", "Llueve."]
    reading = train.Training(student, 0.0)
    taught = school.teacher.teach(spanish, spanish, reading)
    assert [each.source for each in taught] == spanish
    assert all(each.probabilities.shape == (len(each.target), BEST) for each in taught)
    plain = school.teacher.teach(spanish, spanish)
    assert any(
        a.target != b.target
        or not torch.allclose(*map(torch.from_numpy, (a.probabilities, b.probabilities)))
        for a, b in zip(taught, plain, strict=True)
    )


@pytest.mark.parametrize("number", [1, 2])
def test_a_layer_more_remembers_as_the_teacher_does(
    number, school, student, pairs, tmp_path, monkeypatch
):
    monkeypatch.setattr(deepen, "BATCH", 4)
    seconds = itertools.count()  # a step takes one
    monkeypatch.setattr(deepen.time, "monotonic", lambda: next(seconds))
    if number == 1:
        sentences = [target for _, target in pairs] * 200
        unit = deepen.FirstUnit(student, school.teacher, sentences)
    else:
        lessons.write(tmp_path / "all.pt", school.pairs(pairs * 200))
        unit = deepen.SecondUnit(school.teacher, [tmp_path / "all.pt"])
    far, near = (
        deepen.deepen(student, unit, tmp_path / name, minutes=minutes)
        for name, minutes in (("far", 0.1), ("near", 3))
    )
    assert near < 0.8 * far
    training = decoder.DecoderTraining(Checkpoint(tmp_path / "near"), 1e-3)
    assert training.network.layers["decoder"] == LAYERS + 1
    made = school.pairs(pairs)
    losses = [training.learn(made, 1.0) for _ in range(3)]
    assert losses[0][2] == sum(len(lesson.target) for lesson in made)
    exported = training.export(tmp_path / "out")
    assert exported.translator(beam_size=1)(["La policía detuvo a nueve personas."])
