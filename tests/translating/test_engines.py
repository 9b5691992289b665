"""Both runtimes of Marian models give the same translations, and the tokenizer the pieces of
transformers."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from summarizer import catalog, translating
from summarizer.settings import Settings
from summarizer.translating import checkpoint
from summarizer.translating.ctranslate import CTranslate2Engine
from summarizer.translating.engine import Decoding
from summarizer.translating.pytorch import TransformersEngine
from summarizer.translating.tokenizer import MarianPieces
from tests.catalog import tiny

HERE = Settings(threads=1)
SENTENCES = {
    "es": (
        "El ministro dijo el lunes que 12 personas resultaron heridas en Madrid.",
        "La inflación subió al 4,7 % en marzo, el nivel más alto en tres años.",
        '"No vamos a retroceder", dijo Lucía Quintanilla en una entrevista.',
        "¿Quién paga la deuda?",
        "La tormenta dejó sin electricidad a 40.000 hogares en Veracruz y Oaxaca, informó el "
        "gobierno del estado después de hablar con los alcaldes de la región.",
        "Incendio.",
    ),
    "en": (
        "The minister said on Monday that 12 people were hurt in Madrid.",
        "Inflation rose to 4.7% in March, the highest level in three years.",
        '"We will not back down," Lucía Quintanilla said in an interview.',
        "Who pays the debt?",
        "The storm left 40,000 homes without power in Veracruz and Oaxaca, the state government "
        "said after speaking with the mayors of the region.",
        "Fire.",
    ),
}
DIRECTIONS = (("es", "en"), ("en", "es"))


def folder(source: str, target: str):
    return catalog.folder_of(catalog.translation_model(source, target, HERE), HERE)


@pytest.fixture(scope="module")
def tiny_checkpoint(tmp_path_factory):
    return tiny.marian(tmp_path_factory.mktemp("checkpoint") / "tiny" / "tiny")


@pytest.fixture(scope="module")
def runtimes(tiny_checkpoint, tmp_path_factory):
    """A Marian model on both runtimes, in float32."""
    cache = tmp_path_factory.mktemp("cache")
    fast = CTranslate2Engine(tiny_checkpoint, "tiny", cache, threads=1, quantization="float32")
    return fast, TransformersEngine(tiny_checkpoint, threads=1)


@pytest.fixture(scope="module")
def shipped():
    """The engine of each direction, as a brief uses it."""
    return {direction: translating.load(HERE).engine(*direction) for direction in DIRECTIONS}


@pytest.mark.parametrize("beam_size", [1, 4], ids=["greedy", "beam"])
def test_both_runtimes_translate_alike(runtimes, beam_size):
    decoding = Decoding(beam_size=beam_size)
    fast, plain = (
        [made[0] for made in engine.translate(tiny.SENTENCES["en"], decoding=decoding)]
        for engine in runtimes
    )
    assert [made.text for made in fast] == [made.text for made in plain]
    assert [made.text for made in fast] == tiny.SENTENCES["es"]
    for one, other in zip(fast, plain, strict=True):
        assert one.attention.source == other.attention.source
        assert one.attention.target == other.attention.target
        # In a beam CTranslate2's first row is that of another beam.
        first = 0 if beam_size == 1 else 1
        difference = abs(one.attention.weights - other.attention.weights)[first:]
        # These weights are large, and so are the differences of rounding.
        assert difference.size == 0 or difference.mean() < 0.03


def test_an_empty_translation_looks_nowhere(runtimes):
    [[made]] = runtimes[0].translate([""])
    assert made.text == "" and made.attention.weights.size == 0


def test_alternatives_are_ordered_and_belong_to_their_texts(runtimes):
    (fast, _), texts = runtimes, tiny.SENTENCES["en"]
    together = fast.translate(texts, alternatives=4)
    assert [len(made) for made in together] == [4] * len(texts)
    for made in together:
        scores = [each.score for each in made]
        assert scores == sorted(scores, reverse=True)
    alone = [fast.translate([text], alternatives=4)[0] for text in texts]
    assert [m[0].text for m in alone] == [m[0].text for m in together]


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_the_attention_finds_a_name(shipped, direction):
    text = SENTENCES[direction[0]][0]
    (made,) = shipped[direction].translate([text])[0]
    start = text.index("Madrid")
    span = made.attention.counterpart(start, start + len("Madrid"))
    assert span is not None
    assert made.text[span[0] : span[1]].strip() == "Madrid"


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_nothing_gives_nothing(shipped, direction):
    assert shipped[direction].translate([]) == []


@pytest.mark.parametrize("direction", DIRECTIONS, ids="-".join)
def test_the_pieces_are_those_of_transformers(direction, tmp_path):
    """But for words that are read as those of a related language."""
    from transformers import MarianTokenizer

    place = tmp_path / "plain"
    shutil.copytree(folder(*direction), place, ignore=shutil.ignore_patterns(checkpoint.WORDS))
    ours, theirs = MarianPieces(place), MarianTokenizer.from_pretrained(place)
    for text in (*SENTENCES[direction[0]], "Peña “alto” ñandú 漢字 🚨 1.234,5", ""):
        pieces = ours.encode(text)
        expected = theirs.convert_ids_to_tokens(theirs(text)["input_ids"])[:-1]
        assert pieces.tokens == expected
        for (start, end), (later, _) in zip(pieces.spans, pieces.spans[1:], strict=False):
            assert start <= end <= later


def test_a_conversion_is_made_once_and_two_processes_share_it(tiny_checkpoint, tmp_path):
    """Both start at the same time with an empty cache; each ends with a whole conversion."""
    place = tiny_checkpoint
    program = (
        "import sys\nfrom pathlib import Path\nfrom summarizer.translating import checkpoint\n"
        "print(checkpoint.converted(Path(sys.argv[1]), 'es-en', Path(sys.argv[2])))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(place), str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [process.communicate()[0].strip().splitlines()[-1] for process in started]
    assert [process.returncode for process in started] == [0, 0]
    assert answers[0] == answers[1]
    made = tmp_path / "ctranslate2"
    assert [path.name for path in made.iterdir() if path.is_dir()] == [answers[0].split("/")[-1]]
    before = (made / answers[0].split("/")[-1] / "model.bin").stat().st_mtime_ns
    again = checkpoint.converted(place, "es-en", tmp_path)
    assert str(again) == answers[0]
    assert (again / "model.bin").stat().st_mtime_ns == before


def test_8_bit_weights_leave_room_for_the_sum_of_two_products():
    """Where they don't, processors without VNNI cut the sums off, and translations get worse."""
    import numpy as np
    from ctranslate2.specs.common_spec import LinearSpec
    from ctranslate2.specs.model_spec import NumpyVariable, visit_spec

    weights = np.random.default_rng(1).normal(size=(6, 40)).astype("float32")
    weights[2] = 0
    layer = LinearSpec()
    layer.weight, layer.bias = NumpyVariable(weights.copy()), NumpyVariable(weights[:, 0].copy())
    visit_spec(layer, checkpoint._quantize)
    steps, scale = layer.weight.numpy(), layer.weight_scale.numpy()
    assert steps.dtype == np.int8 and 2 * 255 * int(np.abs(steps).max()) < 2**15
    assert np.abs(steps / scale[:, None] - weights).max() <= np.abs(weights).max() / 63 / 2 + 1e-6
    assert layer.bias.numpy().dtype == np.float32


def test_ctranslate2_keeps_to_a_list_of_pieces(tiny_checkpoint, tmp_path):
    place = tmp_path / "listed"
    shutil.copytree(tiny_checkpoint, place)
    text, listed = tiny.SENTENCES["en"][0], tiny.SENTENCES["es"][0]
    pieces = set(MarianPieces(place).encode(listed).tokens)
    (place / checkpoint.SHORTLIST).write_text("\t" + " ".join(("</s>", *pieces)) + "\n")
    engine = CTranslate2Engine(place, "listed", tmp_path / "cache", threads=1)
    assert engine.translate([text])[0][0].text == listed
    other = engine.translate([tiny.SENTENCES["en"][1]])[0][0].text
    assert set(MarianPieces(place).encode(other).tokens) <= pieces
