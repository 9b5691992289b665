import itertools
import random
import shutil

import numpy as np
import pytest
import torch

from training.translation import distillation, loss, mixture, synthesis, train, vocabulary
from training.translation.average import average
from training.translation.checkpoint import IMPOSSIBLE, PADDING, UNKNOWN, Checkpoint
from training.translation.network import Network
from training.translation.train import Training
from training.translation.vocabulary import PLACEHOLDERS


@pytest.fixture(scope="module")
def extended(tiny, tmp_path_factory) -> Checkpoint:
    folder = tmp_path_factory.mktemp("extended")
    vocabulary.extend(tiny, folder)
    return Checkpoint(folder)


def test_extended_checkpoint_knows_placeholders_and_accents(extended):
    text = "⟦3⟧ and Peña met “on Monday” ⟦15⟧"
    for processor in (extended.source, extended.target):
        pieces = processor.encode(text, out_type=str)
        assert "⟦3⟧" in pieces and "⟦15⟧" in pieces
        assert processor.decode(pieces) == text
    ids = extended.encode_target([text])[0]
    assert extended.vocabulary[UNKNOWN] not in ids


def test_training_and_runtimes_read_the_same_pieces(extended):
    for character in (p for p in extended.vocabulary if len(p) == 1):
        pieces = extended.source.encode(f"a {character}", out_type=str)
        by_text = [extended.vocabulary.get(p, extended.vocabulary[UNKNOWN]) for p in pieces]
        assert extended.encode_source([f"a {character}"])[0][:-1] == by_text, character


def test_pieces_without_a_vector_are_not_used(tiny, extended, pairs):
    lost = set(tiny.source.id_to_piece(i) for i in range(3, len(tiny.source)))
    lost -= set(tiny.vocabulary)
    assert lost
    used = {p for s, _ in pairs for p in extended.source.encode(s, out_type=str)}
    assert not used & lost


def test_extended_checkpoint_loads_everywhere(extended, tmp_path):
    from transformers import MarianMTModel, MarianTokenizer

    model = MarianMTModel.from_pretrained(extended.folder)
    tokenizer = MarianTokenizer.from_pretrained(extended.folder)
    assert model.config.pad_token_id == extended.vocabulary[PADDING] == len(tokenizer) - 1
    sentence = "La policía ⟦0⟧ detuvo"
    assert tokenizer(sentence)["input_ids"] == extended.encode_source([sentence])[0]
    source_only = [i for p, i in extended.vocabulary.items() if p == PADDING]
    assert model.final_logits_bias[0, source_only].max() <= IMPOSSIBLE
    assert isinstance(extended.translator(beam_size=2)([sentence])[0], str)


def test_network_equals_transformers(extended, pairs):
    from transformers import MarianMTModel

    model = MarianMTModel.from_pretrained(extended.folder, dtype=torch.float32)
    network = Network.of_model(model, torch.float32)
    padding = model.config.pad_token_id
    for batch in itertools.islice(
        mixture.batches({"a": pairs}, {"a": 1}, extended, tokens=400, seed=1), 2
    ):
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        start = torch.full((len(target), 1), padding)
        read = torch.cat([start, target[:, :-1]], 1)
        model.zero_grad()
        wanted = model.model(
            input_ids=source,
            attention_mask=(source != padding).long(),
            decoder_input_ids=read,
            use_cache=False,
        ).last_hidden_state
        toward = torch.randn(wanted.shape) * (target != padding)[..., None]
        (wanted * toward).sum().backward()

        vectors = [
            side.embed_tokens.weight.detach()[ids].requires_grad_()
            for side, ids in ((model.model.encoder, source), (model.model.decoder, read))
        ]
        ours = network.forward(*vectors, source == padding).view(wanted.shape)
        (ours * toward).sum().backward()
        real = target != padding
        assert torch.allclose(ours[real], wanted[real], atol=1e-5)
        gradients = dict(model.model.named_parameters())
        for name, gradient in network.unpacked(network.gradient).items():
            assert torch.allclose(gradient, gradients[name].grad, atol=1e-4, rtol=1e-3), name


def test_lazy_rows_learn_as_adam_does_where_all_are_used():
    torch.manual_seed(0)
    table = torch.randn(5, 3)
    rows = train.Rows(table)
    plain = table.clone().requires_grad_()
    optimiser = torch.optim.Adam([plain], lr=0.1, betas=train.BETAS, eps=train.EPSILON)
    for step in range(1, 4):
        gradient = torch.randn(5, 3)
        plain.grad = gradient
        optimiser.step()
        rows.update(torch.arange(5), gradient, 0.1, step)
    assert torch.allclose(rows.table, plain.detach(), atol=1e-5)
    before = rows.table.clone()
    rows.update(torch.tensor([1, 3]), torch.ones(2, 3), 0.1, 4)
    changed = (rows.table != before).any(1)
    assert changed.tolist() == [False, True, False, True, False]


def test_loss_equals_torch_where_every_piece_takes_part():
    torch.manual_seed(1)
    hidden = torch.randn(300, 8, requires_grad=True)
    vectors, bias = torch.randn(40, 8, requires_grad=True), torch.randn(40, requires_grad=True)
    target = torch.randint(0, 40, (300,))
    inputs = (hidden, vectors, bias)
    ours = loss.smoothed_cross_entropy(*inputs, target[:, None], torch.ones(300, 1), 0.1)
    wanted = torch.nn.functional.cross_entropy(
        hidden @ vectors.T + bias, target, label_smoothing=0.1, reduction="sum"
    )
    assert float(ours.detach()) == pytest.approx(float(wanted.detach()), rel=1e-4)
    for a, b in zip(
        torch.autograd.grad(ours, inputs), torch.autograd.grad(wanted, inputs), strict=True
    ):
        assert torch.nn.functional.cosine_similarity(a.flatten(), b.flatten(), 0) > 0.999


def test_loss_equals_torch_where_a_teacher_held_several_pieces_possible():
    torch.manual_seed(1)
    hidden = torch.randn(300, 8, requires_grad=True)
    vectors, bias = torch.randn(40, 8, requires_grad=True), torch.randn(40, requires_grad=True)
    options = torch.stack([torch.randperm(40)[:3] for _ in range(300)])
    shares = torch.rand(300, 3).softmax(1)
    inputs = (hidden, vectors, bias)
    ours = loss.smoothed_cross_entropy(*inputs, options, shares, 0.1)
    distribution = torch.zeros(300, 40).scatter_(1, options, shares)
    wanted = torch.nn.functional.cross_entropy(
        hidden @ vectors.T + bias, distribution, label_smoothing=0.1, reduction="sum"
    )
    assert float(ours.detach()) == pytest.approx(float(wanted.detach()), rel=1e-4)
    for a, b in zip(
        torch.autograd.grad(ours, inputs), torch.autograd.grad(wanted, inputs), strict=True
    ):
        assert torch.allclose(a, b, atol=1e-3)


def test_sampled_pieces_stand_for_the_rest():
    pieces = 10_000
    target = torch.tensor([5, 9_999, 7_000])
    ids, correction = loss.candidates(target, pieces)
    assert set(target.tolist()) <= set(ids.tolist())
    assert set(range(loss.FREQUENT)) <= set(ids.tolist())
    assert float(correction.exp().sum()) == pytest.approx(pieces, rel=1e-4)
    assert correction[torch.searchsorted(ids, target)].abs().max() == 0


def test_batches_have_few_shapes_and_keep_to_their_size(extended, pairs):
    sets, weights = {"a": pairs, "b": pairs[:2]}, {"a": 3, "b": 0.5}
    assert len(mixture.one_pass(sets, weights, random.Random(0))) == 19
    stream = mixture.batches(sets, weights, extended, tokens=160, seed=1)
    for batch in itertools.islice(stream, 20):
        for side in (batch.source, batch.target):
            assert len({len(row) for row in side}) == 1
            assert len(side[0]) % mixture.STEP == 0
        assert batch.pairs * max(len(batch.source[0]), len(batch.target[0])) <= 160


def test_load_drops_loops_of_machine_made_pairs(extended, tmp_path):
    folder = tmp_path / "synthetic"
    folder.mkdir()
    good = "La ministra habló con los vecinos."
    bad = "La ministra habló de la de la de la costa."
    (folder / "pivot.es").write_text(f"{good}\n{bad}\n", "utf-8")
    (folder / "pivot.en").write_text("The minister spoke with us.\nThe minister spoke.\n", "utf-8")
    loaded = mixture.load(tmp_path, "en-es", {"pivot": 1, "absent": 1}, extended)
    assert loaded == {"pivot": [("The minister spoke with us.", good)]}


def test_what_a_teacher_held_possible_reaches_the_batches(extended, pairs, tmp_path):
    spanish, english = pairs[0]
    (target,) = extended.encode_target([english])
    other = extended.vocabulary[PLACEHOLDERS[0]]
    pieces = np.array([[piece, *[other] * (distillation.BEST - 1)] for piece in target])
    likely = np.array([[0.6, 0.2, *[0.001] * (distillation.BEST - 2)]] * len(target))
    folder = tmp_path / "taught" / "es-en" / "pivot"
    folder.mkdir(parents=True)
    wrong = distillation.Taught("La la la la la la la la.", pieces, likely)
    distillation.write(folder / "0.npz", [distillation.Taught(spanish, pieces, likely), wrong])
    sets = mixture.load(tmp_path, "es-en", {"pivot": 1}, extended)
    assert [each.source for each in sets["pivot"]] == [spanish]
    batch = next(mixture.batches(sets, {"pivot": 1}, extended, tokens=400, seed=1))
    assert extended.decode_target(batch.target[:, : len(target)].tolist()) == [english]
    assert batch.options[0, 0, :2].tolist() == [target[0], other]
    assert batch.shares[0, 0, :3].tolist() == pytest.approx([0.75, 0.25, 0], abs=1e-3)
    assert not batch.shares[0, len(target) :].any()
    assert Training(extended, 1e-3).step(batch, 1.0)[1] == len(target)


def test_training_carries_on_exactly_where_it_stopped(extended, pairs, tmp_path):
    stream = mixture.batches({"a": pairs}, {"a": 4}, extended, tokens=160, seed=1)
    six = list(itertools.islice(stream, 6))

    through = Training(extended, 1e-3)
    for batch in six:
        through.step(batch, 1.0)

    first = Training(extended, 1e-3)
    for batch in six[:3]:
        first.step(batch, 1.0)
    first.save_state(tmp_path / "state.pt")
    second = Training(extended, 1e-3)
    second.load_state(tmp_path / "state.pt")
    for batch in six[3:]:
        second.step(batch, 1.0)

    assert (second.steps, second.pairs) == (through.steps, through.pairs)
    for a, b in zip(second.parameters, through.parameters, strict=True):
        assert torch.equal(a, b)
    for a, b in zip(second.average, through.average, strict=True):
        assert torch.equal(a, b)


def test_training_learns_and_exports(extended, pairs, tmp_path, monkeypatch):
    monkeypatch.setattr(train, "WARM_UP", 1)
    training = Training(extended, 1e-2)
    batch = next(mixture.batches({"a": pairs}, {"a": 1}, extended, tokens=400, seed=1))
    steps = [training.step(batch, 1.0) for _ in range(60)]
    assert (steps[0][0] - steps[-1][0]) / steps[0][1] > 1  # nats for each piece
    before = [p.clone() for p in training.parameters]
    exported = training.export(tmp_path / "out")
    assert all(torch.equal(a, b) for a, b in zip(before, training.parameters, strict=True))
    assert len(exported.translator(beam_size=1)(["La policía detuvo a nueve personas."])) == 1


def test_synthesis_goes_on_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(synthesis, "CHUNK", 2)
    sentences = ["uno", "dos", "tres", "cuatro", "cinco"]
    source, target = tmp_path / "x.es", tmp_path / "x.en"
    asked = []

    def teacher(chunk):
        asked.append(list(chunk))
        return [text.upper() for text in chunk]

    synthesis.extend(sentences[:2], teacher, source, target)
    synthesis.extend(sentences, teacher, source, target)
    assert asked == [["uno", "dos"], ["tres", "cuatro"], ["cinco"]]
    assert target.read_text("utf-8").split() == [s.upper() for s in sentences]
    assert source.read_text("utf-8").split() == sentences


def test_placeholders_are_distinct():
    assert len(set(PLACEHOLDERS)) == 16


def test_average_is_the_weighted_mean(extended, tiny, tmp_path):
    from safetensors.torch import load_file, save_file

    other = tmp_path / "other"
    shutil.copytree(extended.folder, other)
    weights = load_file(extended.folder / "model.safetensors")
    save_file(
        {name: value + 1 for name, value in weights.items()},
        other / "model.safetensors",
        metadata={"format": "pt"},
    )
    average({extended.folder: 1, other: 3}, tmp_path / "mean")
    mean = load_file(tmp_path / "mean" / "model.safetensors")
    name = "model.decoder.embed_tokens.weight"
    change = mean[name].float() - weights[name].float()
    placeholders = [extended.vocabulary[p] for p in PLACEHOLDERS]
    assert torch.allclose(change[placeholders], torch.tensor(1.0), atol=2e-3)
    others = [i for p, i in extended.vocabulary.items() if p not in PLACEHOLDERS]
    assert torch.allclose(change[others], torch.tensor(0.75), atol=2e-3)
    with pytest.raises(ValueError, match=r"same vocab\.json"):
        average({extended.folder: 1, tiny.folder: 1}, tmp_path / "wrong")
