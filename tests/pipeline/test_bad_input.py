"""Bad input gives a sensible brief or one clear error; nothing crashes, nothing hangs."""

from __future__ import annotations

import faulthandler

import pytest

import summarizer
from summarizer import errors
from summarizer.brief import Brief

STORY = (
    "The city council of Oakville approved a budget of $12.5 million on Tuesday. "
    "Mayor Ana Torres said the money would repair 40 bridges. Work begins in March 2027."
)
HISTORIA = (
    "El ayuntamiento aprobó el martes un presupuesto de 12,5 millones de euros. "
    "La alcaldesa Ana Torres dijo que el dinero reparará 40 puentes. "
    "Las obras empezarán en marzo de 2027."
)


@pytest.fixture(autouse=True)
def hang_guard():
    faulthandler.dump_traceback_later(600, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", errors.EmptyInput),
        (" \n\t\u00a0\u200b\n", errors.EmptyInput),
        ("Hello", errors.NotEnoughText),
        ("https://example.org/2026/11/story.html", errors.NotEnoughText),
        ("Share on Facebook\nTweet\nSubscribe\nCookies\n", errors.NotEnoughText),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, errors.NotText),
        (b"\x00" * 500, errors.NotText),
        ("word " * 400_000, errors.InputTooLong),
        (
            "这是一个关于城市预算的新闻报道。市议会星期二批准了预算。" * 20,
            errors.UnsupportedLanguage,
        ),
        (
            "Le conseil municipal a approuvé mardi un budget de douze millions d'euros. "
            "La maire a déclaré que l'argent servirait à réparer les ponts de la ville. " * 5,
            errors.UnsupportedLanguage,
        ),
    ],
)
def test_a_clear_error(data, error):
    with pytest.raises(error) as caught:
        summarizer.summarise(data)
    assert len(str(caught.value)) > 20  # says what was wrong and what to do
    assert str(caught.value).rstrip().endswith((".", "!"))


@pytest.mark.parametrize(
    "data",
    [
        STORY,
        HISTORIA,
        STORY.upper(),
        STORY.encode("utf-16"),
        HISTORIA.encode("latin-1"),
        STORY.encode() + b"\xff\xfe\xfa broken bytes \xc3\x28",
        "\u202e" + STORY + "\u202c\u200f",
        "\u200b".join(STORY[i : i + 7] for i in range(0, len(STORY), 7)),
        STORY.replace(" ", "\u00a0"),
        STORY + "\n\n" + " ".join(str(n) for n in range(10_000)),
        STORY + " The numbers are " + ", ".join(str(n) for n in range(10_000)) + ".",
        STORY + " The numbers are " + ", ".join(str(n) for n in range(250)) + ".",
        STORY + "\n\n" + "9" * 400 + " people came. " + "1/0 of them left on 31 February 2026.",
        "<script>alert(1)</script><p>" + STORY + "</p>",
        STORY + "\n" + "`$x$` :red[word] **bold** [a](javascript:alert(1)) &lt;b&gt; {{7*7}}",
        (STORY + "\n\n") * 40,
        STORY + "\n\n" + "a" * 50_000,
        STORY + "\n\n" + "(" * 5_000 + "“" * 5_000,
    ],
    ids=lambda d: repr(d[:30]),
)
def test_a_sensible_brief(data):
    brief = summarizer.summarise(data)
    assert isinstance(brief, Brief)
    assert brief.points
    for sentence in brief.bilingual_sentences():
        for side in sentence.sides.values():
            for figure in side.figures:
                assert 0 <= figure.span.start < figure.span.end <= len(side.text)
    joined = " ".join(s.sides["en"].text for s in brief.bilingual_sentences())
    assert "12" in joined or "40" in joined


def test_a_tweet_alone():
    brief = summarizer.summarise(
        "Hoy detuvimos a 14 personas en Culiacán y aseguramos 3 toneladas de droga. "
        "Gracias a @SEDENAmx.\n— Ana Torres (@anatorres) 3 de marzo de 2026"
    )
    assert brief.source_language == "es"
    assert brief.tweets[0].handle == "@anatorres"
    assert "14" in brief.tweets[0].sentences[0].sides["en"].text
    assert brief.points


def test_a_very_long_text():
    text = "\n\n".join(
        STORY.replace("40", str(n)).replace("Oakville", f"Oakville {n}") for n in range(600)
    )
    brief = summarizer.summarise(text, length="long")
    assert brief.points
