import struct

import numpy as np
import torch

from training.translation.distillation import BEST, Taught
from training.translation.portuguese import read_marian
from training.translation.reader import Reader
from training.translation.recurrent import Written


def test_marian_weights_come_back_as_they_were_quantised(tmp_path):
    vectors = np.array([[1, -2], [3, 4], [5, -128]], np.int8)  # pieces x dim, as it stands
    matrix = np.array([[1, 2, 3], [4, 5, 6]], np.int8)  # stored (out, in), its shape (in, out)
    bias = np.array([[0.5, -0.25]], np.float32)
    entries = [
        ("Wemb", 0x4101, vectors.shape, vectors.tobytes() + struct.pack("<f", 2.0)),
        ("W", 0x4101, (3, 2), matrix.tobytes() + struct.pack("<f", 4.0)),
        ("b", 0x0404, bias.shape, bias.tobytes()),
        ("special:model.yml", 0x0101, (3,), b"x:1"),
    ]
    data = struct.pack("<QQ", 1, len(entries))
    for name, kind, shape, values in entries:
        data += struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(values))
    data += b"".join(name.encode() + b"\0" for name, *_ in entries)
    data += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in entries)
    data += struct.pack("<Q", 5) + b"\0" * 5 + b"".join(values for *_, values in entries)
    (tmp_path / "model.bin").write_bytes(data)

    weights = read_marian(tmp_path / "model.bin")
    assert set(weights) == {"Wemb", "W", "b"}
    assert torch.equal(weights["Wemb"], torch.from_numpy(vectors / 2.0).float())
    assert torch.equal(weights["W"], torch.from_numpy(matrix.T / 4.0).float())
    assert torch.equal(weights["b"], torch.from_numpy(bias))


def test_two_readings_count_alike(pivot, student):
    reading = Reader(student)
    sources = student.encode_source(["La policía detuvo a nueve personas.", "Llueve."])
    encoded, lengths = reading.encode(sources), torch.tensor([len(ids) for ids in sources])
    alone = pivot.write(encoded, lengths)
    twice = pivot.write(encoded.repeat(2, 1, 1), lengths.repeat(2), views=2)
    for one, both in zip(alone, twice, strict=True):
        assert torch.equal(one.pieces, both.pieces)
        assert torch.allclose(one.probabilities, both.probabilities, atol=1e-4)
    torch.manual_seed(4)
    other = torch.cat([encoded, torch.randn_like(encoded)])
    mixed = pivot.write(other, lengths.repeat(2), views=2)
    first = [(a.probabilities[0], b.probabilities[0]) for a, b in zip(alone, mixed, strict=True)]
    assert not all(torch.allclose(a, b, atol=1e-3) for a, b in first)


def test_a_sentence_is_taught_by_both_readings(pivot, student):
    spanish = ["La policía detuvo a nueve personas.", "Llueve."]
    reading = Reader(student)
    taught = pivot.teach(spanish, spanish, reading)
    assert [each.source for each in taught] == spanish
    assert all(each.probabilities.shape == (len(each.target), BEST) for each in taught)
    plain = pivot.teach(spanish, spanish)
    assert any(
        a.target != b.target
        or not torch.allclose(*map(torch.from_numpy, (a.probabilities, b.probabilities)))
        for a, b in zip(taught, plain, strict=True)
    )


def test_a_teacher_that_knows_nothing_still_names_its_best():
    even = Written(torch.arange(12).view(2, 6), torch.full((2, 6), 0.001))
    taught = Taught("a", even.pieces.numpy(), even.probabilities.numpy())
    assert taught.shares()[1].sum() == 2
