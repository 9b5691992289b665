"""The recogniser of names in training and as it ships: one network, two runtimes."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from summarizer.figures import recogniser  # noqa: E402
from summarizer.figures.name_features import places_of  # noqa: E402
from summarizer.figures.tokens import tokenise  # noqa: E402
from training.names import train  # noqa: E402
from training.names.export import export  # noqa: E402
from training.names.lines import Lines  # noqa: E402
from training.names.mean import mean  # noqa: E402
from training.names.restore import restore  # noqa: E402

KNOWN = ["el", "ganó", "Vigo", "Ana", "the"]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """An untrained network, the words' folder and the file that it ships as."""
    folder = tmp_path_factory.mktemp("names")
    torch.manual_seed(3)
    vectors = torch.randn(len(KNOWN) + 1, 64)
    vectors[0] = 0
    network = train.Network(vectors).eval()
    # What each sentence is about says nothing in a network that was never trained.
    torch.nn.init.normal_(network.about.weight, 0, 0.3)
    (folder / "words.json").write_text(json.dumps(KNOWN), "utf-8")
    torch.save(network.state_dict(), folder / "network.pt")
    out = folder / "recogniser.npz"
    export(folder, folder / "network.pt", out, {"English": "", "Spanish": ""}, {})
    return network, folder, out


def _scores_in_numpy(model, texts, monkeypatch):
    seen = {}
    run = model._scores

    def kept(x, mask, starts, lengths):
        seen["scores"] = run(x, mask, starts, lengths)
        seen["at"] = list(zip(starts, lengths, strict=True))
        return seen["scores"]

    monkeypatch.setattr(model, "_scores", kept)
    model.tag([tokenise(text) for text in texts], "es")
    return [seen["scores"][start : start + size] for start, size in seen["at"]]


def test_what_ships_scores_as_what_was_trained(shipped, monkeypatch):
    network, _, out = shipped
    texts = ["El Vigo ganó a Ana.", "Vigo ganó", "Ana y el Vigo, the Ana, ganó 3-1 en Vigo ayer."]
    ours = _scores_in_numpy(recogniser.Recogniser(out), texts, monkeypatch)
    words = train.Words({word: row for row, word in enumerate(KNOWN, start=1)})
    for text, scores in zip(texts, ours, strict=True):
        tokens = tokenise(text)
        numbers = torch.tensor([[words.number(token.text) for token in tokens]])
        rows, buckets, signs = words.tensors()
        place = torch.tensor([places_of(tokens, "es")])
        mask = torch.ones(1, len(tokens), 1)
        none = torch.zeros(1, dtype=torch.long)
        with torch.no_grad():
            wanted = network(rows[numbers], buckets[numbers], signs[numbers], place, none, mask)
        # Tables are kept in 8 bits, the rest in 16.
        assert np.abs(wanted[0].numpy() - scores).max() < 0.05 * np.abs(scores).max()


def test_what_ships_can_be_trained_on(shipped, tmp_path):
    network, _, out = shipped
    restore(out, tmp_path / "words", tmp_path / "again.pt")
    assert json.loads((tmp_path / "words" / "words.json").read_text("utf-8")) == KNOWN
    again = train.Network(torch.zeros(len(KNOWN) + 1, 64))
    missing = again.load_state_dict(torch.load(tmp_path / "again.pt"), strict=False)
    assert missing.missing_keys == ["domain.weight"]
    for name, value in network.state_dict().items():
        if name not in ("domain.weight", "place.weight"):
            assert torch.allclose(again.state_dict()[name], value, atol=0.03), name


def test_a_doubted_word_may_be_either():
    network = train.Network(torch.zeros(2, 64))
    scores = torch.zeros(1, 1, len(train.TAGS))
    scores[0, 0, train.TAGS.index("B-ORG")] = 5.0
    mask = torch.ones(1, 1)

    def loss(tags, doubts):
        evidence = torch.from_numpy(train._evidence(tags, doubts)).unsqueeze(0)
        return float(network.loss(scores, evidence, mask).detach())

    held = [0.01, 0.5, 0.01, 0.45, 0.01, 0.01, 0.01]
    assert loss(["B-ORG"], {}) < loss(["B-PER"], {0: held}) < loss(["B-PER"], {})


def test_variants_keep_tags_and_doubts_with_their_words():
    chance = random.Random(5)
    tokens = ["Ayer", "Ana", "Soto", "y", "Vigo", "firmaron"]
    tags = ["O", "B-PER", "I-PER", "O", "B-LOC", "O"]
    pool = {("es", kind): [["Uno", "Dos"], ["Tres"]] for kind in ("PER", "ORG", "LOC")}
    for _ in range(300):
        words, ours, doubts = train.varied(
            (tokens, tags, {4: [0.1] * 7}), "es", chance, pool, [["Roma"]]
        )
        assert len(words) == len(ours)
        for i, probabilities in doubts.items():
            assert words[i].title() == "Vigo" and probabilities == [0.1] * 7
        for before, tag in zip(["O", *ours], ours, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:]


@pytest.mark.parametrize("language", ["en", "es"])
def test_invented_lines_are_tagged_soundly(language):
    lines = Lines(language, [["Ana", "Soto"], ["Baier"]], random.Random(1))
    for _ in range(500):
        words, tags = zip(*lines.line(), strict=True)
        assert all(word and " " not in word for word in words)
        assert any(tag != "O" for tag in tags)
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_the_mean_of_runs_is_between_them():
    one, two = {"a": torch.tensor([1.0, 4.0])}, {"a": torch.tensor([3.0, 2.0])}
    assert mean([one, two])["a"].tolist() == [2.0, 3.0]
