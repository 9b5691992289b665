"""Each family of models the whole way: added from a folder, checked, converted, run on both
runtimes with equal output. The checkpoints are tiny; classes, tokenizers and layout are the real
ones."""

from __future__ import annotations

import json
import shutil

import pytest

from summarizer import catalog, installing, pipeline, translating
from summarizer.errors import InputError, ModelDamaged, ModelMissing, UnsupportedLanguage
from summarizer.rendering import html, markdown
from summarizer.seq2seq import Search, Seq2Seq, family_of
from summarizer.translating.ctranslate import CTranslate2Engine
from summarizer.translating.pytorch import TransformersEngine
from tests.catalog import tiny

SEARCHES = [Search(beam_size=1, max_tokens=40), Search(beam_size=3, max_tokens=40, alternatives=2)]
LANGUAGES = {"source": ("en", "es", "fr"), "target": ("en", "es", "fr")}


@pytest.mark.parametrize("name", ["m2m100", "nllb"])
def test_models_of_many_languages_translate_alike_on_both_runtimes(made, tmp_path, name):
    folder = made(name)
    fast = Seq2Seq(folder, name, tmp_path, threads=1, quantization="float32")
    plain = Seq2Seq(folder, name, tmp_path, threads=1, runtime="transformers")
    assert (fast.runtime, plain.runtime) == ("ctranslate2 float32", "transformers")
    for source, target in (("es", "en"), ("en", "fr"), ("fr", "es")):
        texts = tiny.SENTENCES[source]
        for search in SEARCHES:
            one = fast.generate(texts, search, source=source, target=target)
            other = plain.generate(texts, search, source=source, target=target)
            assert [outputs[0].text for outputs in one] == [o[0].text for o in other]
            if name == "nllb":  # the small M2M100 does not learn every letter by heart
                assert [outputs[0].text for outputs in one] == tiny.SENTENCES[target]
            assert {len(o) for o in (*one, *other)} == {search.alternatives}
            if search.beam_size > 1:
                assert [o[0].score for o in one] == pytest.approx(
                    [o[0].score for o in other], abs=1e-3
                )
    assert_attention_fits(texts[0], one[0][0])


def assert_attention_fits(source, output):
    assert output.attention.shape == (len(output.target_spans), len(output.source_spans))
    assert "".join(output.text[s:e] for s, e in output.target_spans).strip() == output.text
    words = "".join(source[s:e] for s, e in output.source_spans)
    assert words.replace(" ", "") == source.replace(" ", "")


@pytest.mark.parametrize("name", ["bart", "t5", "mt5"])
def test_models_that_summarise_write_alike_on_both_runtimes(made, tmp_path, name):
    folder = made(name)
    fast = Seq2Seq(folder, name, tmp_path, threads=1, quantization="float32")
    plain = Seq2Seq(folder, name, tmp_path, threads=1, runtime="transformers")
    assert (fast.runtime, plain.runtime) == ("ctranslate2 float32", "transformers")
    prefix = "summarize: " if name == "t5" else ""
    texts = [prefix + article for article, _ in tiny.SUMMARIES]
    for search in SEARCHES:
        one, other = fast.generate(texts, search), plain.generate(texts, search)
        expected = [summary for _, summary in tiny.SUMMARIES]
        assert [outputs[0].text for outputs in one] == expected
        assert [outputs[0].text for outputs in other] == expected


def test_marian_translates_alike_on_both_runtimes(made, tmp_path):
    folder = made("marian")
    fast = CTranslate2Engine(folder, "marian", tmp_path, threads=1, quantization="float32")
    plain = TransformersEngine(folder, threads=1)
    texts = tiny.SENTENCES["en"]
    one, other = fast.translate(texts), plain.translate(texts)
    assert [t[0].text for t in one] == [t[0].text for t in other] == tiny.SENTENCES["es"]


@pytest.mark.parametrize("name", ["m2m100", "bart"])
def test_quantised_weights_are_the_default(made, tmp_path, name):
    model = Seq2Seq(made(name), name, tmp_path, threads=1)
    assert model.runtime == "ctranslate2 int8"
    languages = {"source": "es", "target": "en"} if name == "m2m100" else {}
    assert model.generate(["la vía se cerró"], SEARCHES[0], **languages)[0][0].text


@pytest.mark.parametrize("name", ["marian", "m2m100", "nllb", "bart", "t5", "mt5"])
def test_add_and_check(made, settings, name):
    folder = made(name)
    languages = {"source": ("en",), "target": ("es",)} if name == "marian" else LANGUAGES
    entry = installing.add(folder, settings, name=f"my-{name}", licence="MIT", **languages)
    assert entry in catalog.models(settings) and catalog.is_here(entry, settings)
    assert entry.files.keys() >= {"config.json", "model.safetensors"}
    assert not list(catalog.folder_of(entry, settings).parent.glob(".*"))
    probe = installing.check(f"my-{name}", settings)
    assert probe.runtime == "ctranslate2 int8"
    assert probe.answers and all(isinstance(text, str) for text in probe.answers.values())
    installing.remove(f"my-{name}", settings)
    assert not catalog.is_here(entry, settings)


def test_a_brief_is_translated_by_the_model_that_the_settings_choose(made, settings):
    installing.add(made("nllb"), settings, name="many", **LANGUAGES)
    # In float32: eight bits are too few for so small a network.
    choice = {"translation_models": "many", "translation_engine": "transformers"}
    chosen = settings.model_copy(update=choice)
    translator = translating.load(chosen)
    (found,) = translator.translate(["the minister arrived in Madrid"], "en", "es")
    assert found[0].text == "el ministro llegó a Madrid"
    assert [use.name for use in translator.models] == ["many"]
    # without the choice, the models that ship come first
    assert catalog.translation_model("en", "es", settings).name == "en-es"
    assert catalog.translation_model("fr", "es", settings).name == "many"


def test_a_catalogue_name_takes_its_entry(made, settings):
    entry = installing.add(made("m2m100"), settings, name="m2m100-418m")
    assert entry.licence == "MIT" and "fr" in entry.source_languages
    assert catalog.article_languages(("en", "es"), settings) == ("en", "es", "fr", "pt", "it", "de")
    installing.remove("m2m100-418m", settings)
    assert catalog.article_languages(("en", "es"), settings) == ("en", "es")


def test_a_model_that_is_named_and_not_here(settings):
    chosen = settings.model_copy(update={"translation_models": "opus-mt-es-en"})
    with pytest.raises(ModelMissing, match="models fetch opus-mt-es-en"):
        catalog.translation_model("es", "en", chosen)
    assert catalog.translation_model("en", "es", chosen).name == "en-es"
    unknown = settings.model_copy(update={"translation_models": "no-such"})
    with pytest.raises(ModelMissing, match="no-such"):
        catalog.translation_model("es", "en", unknown)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda f: (f / "config.json").unlink(), ModelMissing),
        (lambda f: (f / "config.json").write_text("{"), ModelDamaged),
        (lambda f: (f / "config.json").write_text('{"model_type": "gpt2"}'), ModelDamaged),
        (lambda f: (f / "model.safetensors").unlink(), ModelMissing),
        (lambda f: (f / "model.safetensors").write_bytes(b"cut"), ModelDamaged),
        (lambda f: (f / "source.spm").unlink(), ModelMissing),
        (lambda f: shutil.rmtree(f), ModelMissing),
    ],
)
def test_what_is_no_whole_checkpoint_is_not_added(made, settings, tmp_path, change, error):
    folder = tmp_path / "copy"
    shutil.copytree(made("marian"), folder)
    change(folder)
    with pytest.raises(error):
        installing.add(folder, settings, name="broken", source=("en",), target=("es",))
    assert not list(settings.data_folder.glob("models/*"))
    assert not list(settings.data_folder.glob("models/.*"))


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "-x", "en-es", "opus-mt-es-en/.."])
def test_names_that_can_not_be(made, settings, name):
    with pytest.raises(InputError):
        installing.add(made("marian"), settings, name=name, source=("en",), target=("es",))


def test_code_in_a_folder_is_left_behind(made, settings, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(made("marian"), folder)
    (folder / "modeling.py").write_text("raise SystemExit")
    (folder / ".env").write_text("KEY=1")
    entry = installing.add(folder, settings, name="mine", source=("en",), target=("es",))
    assert not {"modeling.py", ".env"} & entry.files.keys()


def test_a_file_that_changed_is_found(made, settings):
    entry = installing.add(made("marian"), settings, name="mine", source=("en",), target=("es",))
    path = catalog.folder_of(entry, settings) / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelDamaged, match="checksum"):
        installing.check("mine", settings)


def test_family_of(made):
    assert {name: family_of(made(name)) for name in ("marian", "nllb", "bart", "mt5")} == {
        "marian": "marian",
        "nllb": "m2m100",
        "bart": "bart",
        "mt5": "t5",
    }


def test_the_catalogue_is_complete(settings):
    names = [model.name for model in catalog.models(settings)]
    assert len(names) == len(set(names))
    for model in catalog.models(settings):
        assert model.licence and model.origin and model.runtimes
        assert model.shipped or model.repository or model.family == "chat"
        assert bool(model.quality) == bool(model.quality_source)
        forbids = "-NC" in model.licence
        assert model.commercial_use != forbids
        assert not forbids or "forbids commercial use" in model.licence_note


def test_a_card_that_can_not_be_read_is_left_out(settings):
    folder = settings.data_folder / "models" / "odd"
    folder.mkdir(parents=True)
    (folder / catalog.CARD).write_text(json.dumps({"name": "odd"}))
    assert "odd" not in [model.name for model in catalog.models(settings)]


FRENCH = """Trente-sept arrestations à Marseille

Le ministre de l’Intérieur a annoncé lundi que 37 personnes ont été arrêtées à Marseille. Selon la
police, deux camions et 120 kilos de drogue ont été saisis dans le port de la ville. Les suspects
doivent comparaître devant un juge dans douze jours, a déclaré le procureur.
"""


def test_an_article_in_another_language_once_a_model_reads_it(made, settings):
    with pytest.raises(UnsupportedLanguage, match="French"):
        pipeline.summarise(FRENCH, settings=settings)
    installing.add(made("m2m100"), settings, name="m2m100-418m")
    brief = pipeline.summarise(FRENCH, settings=settings)
    assert brief.source_language == "fr"
    for sentence in brief.bilingual_sentences():
        assert sentence.language == "fr"
        assert sentence.sides.keys() == {"fr", "en", "es"}
    assert any("37" in q.mentions[0].text for q in brief.quantities)
    assert "m2m100-418m" in [use.name for use in brief.provenance.models]
    for render in (html.render, markdown.render):
        assert "Marseille" in render(brief)
