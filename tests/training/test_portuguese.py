import struct

import numpy as np
import torch

from training.translation.portuguese import read_marian


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
