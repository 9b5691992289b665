"""Mentions merged into names."""

from __future__ import annotations

import pytest

from summarizer.brief import Article, Block, BlockKind, NameKind, Sentence, Span, Tweet
from summarizer.figures.name_merging import (
    Found,
    abbreviates,
    handle_fits,
    is_part,
    merge,
    parts_of,
)
from summarizer.figures.names import same

PERSON, ORGANISATION, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def _merged(*mentions, tweets=()):
    """Names of mentions given as (text, kind) or (text, kind, language), one sentence each."""
    found = []
    for number, (text, kind, *rest) in enumerate(mentions, start=1):
        language = rest[0] if rest else "en"
        sentence = Sentence(
            id=f"s{number}",
            block_id="b1",
            span=Span(start=0, end=len(text)),
            text=text,
            language=language,
        )
        handle = text if text.startswith("@") else None
        found.append(Found(0, len(text), text, kind, sentence, handle=handle))
    blocks = tuple(
        Block(id=f"t{i}", kind=BlockKind.TWEET, text=t.text, pieces=(), tweet=t)
        for i, t in enumerate(tweets)
    )
    return merge(Article(text="", blocks=blocks, language="en"), found)


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("Harfuch", "Omar García Harfuch", True),
        ("Omar H Garcia Harfuch", "Omar García Harfuch", True),
        ("Omar H. García Harfuch", "Omar García Harfuch", True),
        ("García Harfuch", "Omar García Harfuch", True),
        ("J. K. Rowling", "Joanne Kathleen Rowling", True),
        ("López Obrador", "Andrés Manuel López Obrador", True),
        ("Mr. Harfuch", "Omar García Harfuch", True),
        ("Peña Nieto", "Enrique Peña Nieto", True),
        ("Donald Trump", "Melania Trump", False),
        ("de la", "Oscar de la Renta", False),
        ("Obrador López", "Andrés Manuel López Obrador", False),
        ("O.", "Omar García Harfuch", False),
    ],
)
def test_who_may_be_called_what(short, long, expected):
    assert is_part(parts_of(short), parts_of(long)) is expected


@pytest.mark.parametrize(
    ("handle", "name", "expected"),
    [
        ("@OHarfuch", "Omar García Harfuch", True),
        ("@Claudiashein", "Claudia Sheinbaum", False),
        ("@SenTedCruz", "Ted Cruz", False),
        ("@marcorubio", "Marco Rubio", True),
        ("@lopezobrador_", "Andrés Manuel López Obrador", True),
        ("@EPN", "Enrique Peña Nieto", False),
        ("@BarackObama", "Barack Obama", True),
        ("@GabSeguridadMX", "Omar García Harfuch", False),
        ("@Trump", "Donald Trump", True),
    ],
)
def test_whose_handle(handle, name, expected):
    assert handle_fits(handle, parts_of(name)) is expected


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("CJNG", "Cártel Jalisco Nueva Generación", True),
        ("FGR", "Fiscalía General de la República", True),
        ("U.N.", "United Nations", True),
        ("AMLO", "Andrés Manuel López Obrador", True),
        ("FBI", "Federal Reserve", False),
        ("A", "Argentina", False),
    ],
)
def test_acronyms(acronym, name, expected):
    assert abbreviates(acronym, name) is expected


def test_a_person_is_one_over_mentions_languages_and_the_tweet():
    tweet = Tweet(text="…", author="Omar H Garcia Harfuch", handle="@OHarfuch")
    names = _merged(
        ("Omar García Harfuch", PERSON),
        ("Harfuch", PERSON),
        ("García Harfuch", PERSON, "es"),
        ("@OHarfuch", ORGANISATION, "es"),
        tweets=[tweet],
    )
    assert len(names) == 1
    (name,) = names
    assert (name.kind, name.text, name.handle) == (PERSON, "Omar García Harfuch", "@OHarfuch")
    assert len(name.mentions) == 4
    assert set(name.aliases) == {"Harfuch", "García Harfuch", "Omar H Garcia Harfuch"}
    assert name.labels == {"en": "Omar García Harfuch", "es": "Omar García Harfuch"}


def test_an_author_without_mention_is_a_name():
    tweet = Tweet(text="…", author="Ana Soto", handle="@anasoto")
    (name,) = _merged(tweets=[tweet])
    assert (name.kind, name.text, name.handle, name.mentions) == (
        PERSON,
        "Ana Soto",
        "@anasoto",
        (),
    )


def test_bearers_of_one_surname_stay_apart():
    names = _merged(
        ("Donald Trump", PERSON),
        ("Melania Trump", PERSON),
        ("Trump", PERSON),
        ("Donald Trump", PERSON),
        ("Trump", PERSON),
    )
    assert [(n.text, len(n.mentions)) for n in names] == [("Donald Trump", 4), ("Melania Trump", 1)]


def test_a_place_is_one_in_both_languages():
    names = _merged(
        ("the United States", PLACE),
        ("Estados Unidos", PLACE, "es"),
        ("U.S.", PLACE),
        ("EE. UU.", PLACE, "es"),
        ("EU", PLACE, "es"),
        ("Mexico", PLACE),
        ("Mexico City", PLACE),
        ("México", PLACE, "es"),
    )
    assert [n.labels for n in names] == [
        {"en": "United States", "es": "Estados Unidos"},
        {"en": "Mexico", "es": "México"},
        {"en": "Mexico City", "es": "Ciudad de México"},
    ]
    assert [len(n.mentions) for n in names] == [5, 2, 1]


def test_a_state_and_the_cartel_called_after_it_stay_apart():
    names = _merged(("Sinaloa", PLACE), ("Sinaloa cartel", ORGANISATION), ("Sinaloa", PLACE))
    assert [(n.kind, len(n.mentions)) for n in names] == [(PLACE, 2), (ORGANISATION, 1)]


def test_an_acronym_joins_the_name_that_it_abbreviates():
    names = _merged(
        ("Instituto Verde del Norte", ORGANISATION, "es"),
        ("IVN", ORGANISATION, "es"),
        ("Andrés Manuel López Obrador", PERSON, "es"),
        ("AMLO", ORGANISATION, "es"),
    )
    assert [(n.text, n.aliases) for n in names] == [
        ("Instituto Verde del Norte", ("IVN",)),
        ("Andrés Manuel López Obrador", ("AMLO",)),
    ]


def test_a_person_known_by_initials_is_known_by_name():
    names = _merged(
        ("AMLO", PERSON, "es"), ("López Obrador", PERSON, "es"), ("Pompeo", PERSON, "es")
    )
    assert [[m.text for m in name.mentions] for name in names] == [
        ["AMLO", "López Obrador"],
        ["Pompeo"],
    ]
    assert same("AMLO", "López Obrador")
    assert not same("AMLO", "Peña Nieto")


def _in_text(text, *mentions):
    """Names of mentions given as (words of ``text``, kind), in the order in which they stand."""
    sentence = Sentence(
        id="s1", block_id="b1", span=Span(start=0, end=len(text)), text=text, language="es"
    )
    found, last = [], 0
    for words, kind in mentions:
        start = text.index(words, last)
        last = start + len(words)
        handle = words if words.startswith("@") else None
        found.append(Found(start, last, words, kind, sentence, handle=handle))
    return [
        [mention.text for mention in name.mentions]
        for name in merge(Article(text=text, blocks=(), language="es"), found)
    ]


def test_a_couple_is_neither_of_its_children():
    text = "Ezequiel Bonilla murió. El matrimonio Bonilla migró. Bonilla tenía tres años."
    mentions = ("Ezequiel Bonilla", PERSON), ("Bonilla", PERSON), ("Bonilla", PERSON)
    assert _in_text(text, *mentions) == [["Ezequiel Bonilla", "Bonilla"], ["Bonilla"]]


def test_a_given_name_in_brackets_goes_with_the_surname_behind_it():
    text = "Juan Schiaretti y Juan Grabois compiten, dijo, sin [Juan] Grabois."
    mentions = (
        ("Juan Schiaretti", PERSON),
        ("Juan Grabois", PERSON),
        ("Juan", PERSON),
        ("Grabois", PERSON),
    )
    assert _in_text(text, *mentions) == [
        ["Juan Schiaretti"],
        ["Juan Grabois", "Juan", "Grabois"],
    ]


@pytest.mark.parametrize(
    ("text", "name", "handle", "together"),
    [
        ("Inscríbase — DGI_Panamá (@DGI_Panama) 13 de julio", "Panamá", "@DGI_Panama", False),
        ("Lo vimos — Telediarios de TVE (@telediario_tve)", "TVE", "@telediario_tve", False),
        ("Lo vimos — El País Cali (@elpaiscali)", "País Cali", "@elpaiscali", True),
        ("La DGI (@DGI_Panama) avisó", "DGI", "@DGI_Panama", True),
    ],
)
def test_an_account_is_that_of_all_its_name(text, name, handle, together):
    names = _in_text(text, (name, ORGANISATION), (handle, ORGANISATION))
    assert names == ([[name, handle]] if together else [[name], [handle]])


def test_cartels_are_known_in_both_languages():
    (name,) = _merged(
        ("CJNG", ORGANISATION),
        ("Cártel Jalisco Nueva Generación", ORGANISATION, "es"),
        ("Jalisco New Generation Cartel", ORGANISATION),
    )
    assert name.labels == {
        "en": "Jalisco New Generation Cartel",
        "es": "Cártel Jalisco Nueva Generación",
    }


def test_a_government_has_a_name_in_both_languages():
    (name,) = _merged(("Trump administration", ORGANISATION))
    assert name.labels == {"en": "Trump administration", "es": "Gobierno de Trump"}


@pytest.mark.parametrize(
    ("handle", "kind"),
    [
        ("@GabSeguridadMX", ORGANISATION),
        ("@SSPCMexico", ORGANISATION),
        ("@CNN", ORGANISATION),
        ("@AnaSoto", PERSON),
        ("@OHarfuch", PERSON),
        ("@HaitiInfoProj", ORGANISATION),
        ("@josephlunieOFF", ORGANISATION),
        ("@SubasTheOne", ORGANISATION),
    ],
)
def test_an_account_alone(handle, kind):
    (name,) = _merged((handle, ORGANISATION))
    assert (name.kind, name.text, name.handle) == (kind, handle, handle)


def test_a_pope_is_nobody_of_the_same_given_name():
    text = "Francisco Netri fue abogado. El papa Francisco escribió. Habló el papa Francisco."
    mentions = ("Francisco Netri", PERSON), ("Francisco", PERSON), ("Francisco", PERSON)
    found = _in_text(text, *mentions)
    assert found == [["Francisco Netri"], ["Francisco", "Francisco"]]
