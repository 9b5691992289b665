"""What a summary says, and what it leaves out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import summarising
from summarizer.brief import (
    BlockKind,
    Figures,
    Length,
    Mention,
    Name,
    NameKind,
    Origin,
    Span,
)
from summarizer.errors import NotEnoughText
from summarizer.summarising import units
from summarizer.summarising.budget import BUDGETS
from tests.summarising.articles import FLOOD, INUNDACION, article, paragraphs

BOTH = pytest.mark.parametrize(
    ("texts", "language"), [(FLOOD, "en"), (INUNDACION, "es")], ids=["en", "es"]
)


def _points(texts, language="en", length=Length.STANDARD, figures=None):
    found = paragraphs(*texts, language=language)
    return summarising.choose(*found, figures or Figures(), length)


@BOTH
def test_the_first_point_tells_the_news_without_its_dateline(texts, language) -> None:
    for length in Length:
        first = _points(texts, language, length)[0]
        assert first.text.startswith(("At least 14 people died", "Al menos 14 personas murieron"))
        assert "3,000" in first.text or "3.000" in first.text
        assert first.source_ids == ("s1",)
        assert first.language == language
        assert first.origin is Origin.SOURCE


@BOTH
def test_the_budget_holds_and_longer_says_more(texts, language) -> None:
    sizes = []
    for length in Length:
        points = _points(texts, language, length)
        assert len(points) <= BUDGETS[length].points
        assert sum(len(point.text.split()) for point in points) <= BUDGETS[length].words
        sizes.append(len(points))
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]


@BOTH
def test_the_order_of_the_article(texts, language) -> None:
    order = [int(point.source_ids[-1][1:]) for point in _points(texts, language, Length.LONG)]
    assert order == sorted(order)


def test_nothing_is_said_twice() -> None:
    texts = [point.text for point in _points(FLOOD, length=Length.LONG)]
    assert sum("burst its banks" in text for text in texts) == 1


@BOTH
def test_what_belongs_to_the_page_stays_out(texts, language) -> None:
    said = " ".join(point.text for point in _points(texts, language, Length.LONG))
    assert "newsletter" not in said and "Lea también" not in said


@BOTH
def test_a_quotation_stays_whole_with_its_speaker(texts, language) -> None:
    for point in _points(texts, language, Length.LONG):
        if "minutes" in point.text or "minutos" in point.text:
            assert "Tomás Gil" in point.text
            assert "everything" in point.text or "Lo perdimos todo" in point.text
        assert point.text.count("“") == point.text.count("”")
        assert point.text.count("«") == point.text.count("»")


@BOTH
def test_no_point_opens_with_a_dangling_connective(texts, language) -> None:
    for length in Length:
        for point in _points(texts, language, length):
            assert not point.text.startswith(("However", "Sin embargo", "But ", "Pero "))


def _mayor(found) -> Figures:
    sentence = next(s for s in found[1] if "Ana Ruiz" in s.text)
    start = sentence.text.index("Ana Ruiz")
    mention = Mention(
        sentence_id=sentence.id, span=Span(start=start, end=start + 8), text="Ana Ruiz"
    )
    return Figures(
        names=(Name(id="n1", kind=NameKind.PERSON, text="Ana Ruiz", mentions=(mention,)),)
    )


@BOTH
def test_an_opening_pronoun_becomes_the_name_of_the_sentence_before(texts, language) -> None:
    texts = (*texts[:2], "The hospitals are in Valdor.")
    found = paragraphs(*texts, language=language)
    points = summarising.choose(*found, _mayor(found), Length.LONG)
    (point,) = [point for point in points if "hospital" in point.text and len(point.source_ids) > 1]
    assert point.text.startswith(("Ana Ruiz said that two", "Ana Ruiz añadió que dos"))
    assert point.source_ids == ("s2", "s3")


def test_a_standfirst_may_call_he_whom_the_headline_names() -> None:
    found = article(
        (BlockKind.HEADLINE, "Ana Ruiz leaves the council of Valdor"),
        (BlockKind.PARAGRAPH, "She told the truth about the flood walls of the city for years."),
        *((BlockKind.PARAGRAPH, text) for text in FLOOD[2:6]),
    )
    points = summarising.choose(*found, _mayor(found), Length.SHORT)
    assert points[0].text.startswith("Ana Ruiz told the truth about the flood walls")
    assert points[0].source_ids == ("s1", "s2")


def test_two_people_before_leave_the_pronoun_as_it_is() -> None:
    found = paragraphs(
        "Ana Ruiz and Tomás Gil met the minister of finance in Valdor on Monday morning.",
        "She said that the talks about the new walls had gone well so far.",
        language="en",
    )
    figures = _mayor(found)
    other = figures.names[0].model_copy(update={"id": "n2", "text": "Tomás Gil"})
    figures = Figures(names=(*figures.names, other))
    points = summarising.choose(*found, figures, Length.LONG)
    assert any(point.text.startswith("She said") for point in points)


# --- tweets and languages ------------------------------------------------------------------------

_TWEET_AGAIN = "Al menos 14 personas murieron en Valdor por el río Lisk."
_TWEET_NEWS = "El Gobierno enviará 25 helicópteros y 600 soldados a Valdor esta misma noche."


@pytest.mark.parametrize("length", list(Length))
def test_a_tweet_that_says_the_lead_again_adds_nothing(length: Length) -> None:
    found = article(
        *((BlockKind.PARAGRAPH, text) for text in FLOOD[:1]),
        (BlockKind.TWEET, _TWEET_AGAIN, "es"),
        *((BlockKind.PARAGRAPH, text) for text in FLOOD[1:6]),
    )
    points = summarising.choose(*found, Figures(), length)
    assert _TWEET_AGAIN not in [point.text for point in points]


def test_a_tweet_that_carries_the_news_is_a_point_in_its_own_language() -> None:
    found = article(
        (BlockKind.PARAGRAPH, "The mayor of Valdor wrote on social media late on Tuesday."),
        (BlockKind.TWEET, _TWEET_NEWS, "es"),
        (BlockKind.PARAGRAPH, "The post was shared by thousands within the hour."),
    )
    points = summarising.choose(*found, Figures(), Length.STANDARD)
    (tweet,) = [point for point in points if point.language == "es"]
    assert tweet.text == _TWEET_NEWS


def test_a_tweet_alone() -> None:
    found = article((BlockKind.TWEET, f"{_TWEET_NEWS} Hay 14 muertos.", "es"), language="es")
    points = summarising.choose(*found, Figures(), Length.STANDARD)
    assert points[0].text == _TWEET_NEWS
    assert summarising.title(*found, Figures()).text.startswith("Ana Ruiz: El Gobierno enviará 25")


# --- other shapes --------------------------------------------------------------------------------


def test_a_live_blog_loses_its_clock() -> None:
    found = paragraphs(
        "10:32 am - The river Lisk has burst its banks in Valdor and 14 people are dead.",
        "10:15 am - Two hospitals in Valdor have lost power, the mayor says.",
        "9:50 am - The government sends 25 helicopters to the north of the country.",
        "9:30 am - Good morning and welcome to our coverage.",
    )
    points = summarising.choose(*found, Figures(), Length.SHORT)
    assert points and not any(point.text[0].isdigit() for point in points)


def test_a_list_is_made_of_its_items() -> None:
    found = article(
        (BlockKind.PARAGRAPH, "These are the measures that the council approved on Monday:"),
        (BlockKind.LIST_ITEM, "1. Buses will be free for people under 26 from January."),
        (BlockKind.LIST_ITEM, "2. The old port will be closed to cars at weekends."),
        (BlockKind.LIST_ITEM, "3. Rents in the centre will be frozen for two years."),
    )
    points = summarising.choose(*found, Figures(), Length.STANDARD)
    assert any(point.text.startswith("Buses will be free") for point in points)


def test_captions_only_where_there_is_nothing_else() -> None:
    caption = (BlockKind.CAPTION, "Residents of Valdor on a roof on Tuesday morning.")
    found = article(caption)
    assert summarising.choose(*found, Figures(), Length.SHORT)
    found = article(caption, *((BlockKind.PARAGRAPH, text) for text in FLOOD))
    points = summarising.choose(*found, Figures(), Length.LONG)
    assert not any("on a roof" in point.text for point in points)


def test_no_prose_gives_no_points_and_no_title() -> None:
    found = article()
    assert summarising.choose(*found, Figures(), Length.SHORT) == ()
    with pytest.raises(NotEnoughText):
        summarising.title(*found, Figures())


def test_twenty_thousand_words() -> None:
    speeches = [
        f"Speaker {n} of the council said on day {n} that measure {n * 7} would cost {n * 13}"
        f" euros and help {n % 17} villages in the valley. The vote number {n} was adjourned."
        for n in range(800)
    ]
    found = paragraphs(FLOOD[0], *speeches)
    started = time.monotonic()
    points = summarising.choose(*found, Figures(), Length.LONG)
    assert time.monotonic() - started < 60  # a guard against hanging, not a measurement
    texts = [point.text for point in points]
    assert 1 < len(texts) == len(set(texts)) <= BUDGETS[Length.LONG].points


def test_who_speaks_of_himself_without_quotation_marks_is_no_news() -> None:
    found = paragraphs(
        *INUNDACION[:2],
        "Yo perdí mi casa y mi tienda, y me dijeron que nos ayudarían antes del verano.",
        *INUNDACION[5:],
        language="es",
    )
    texts = [point.text for point in summarising.choose(*found, Figures(), Length.STANDARD)]
    assert len(texts) > 2 and not any("mi casa" in text for text in texts)
    units_ = units.of(units.prose(*found), {b.id: b for b in found[0].body}, Figures())
    told = [unit.first_person for unit in units_]
    assert told.count(True) == 1
    quoted = paragraphs("«Perdí mi casa y mi tienda», dijo Tomás Gil, un panadero.", language="es")
    (unit,) = units.of(units.prose(*quoted), {b.id: b for b in quoted[0].body}, Figures())
    assert not unit.first_person


def test_a_sentence_that_only_announces_another_one_is_no_point() -> None:
    found = paragraphs(
        FLOOD[0], "The website of the mayor reported the following exchange on Tuesday: .", FLOOD[1]
    )
    unit = units.of(units.prose(*found), {b.id: b for b in found[0].body}, Figures())[1]
    assert unit.cut_off


def _units(*texts: str, language: str = "en") -> list[units.Unit]:
    found = paragraphs(*texts, language=language)
    return units.of(units.prose(*found), {b.id: b for b in found[0].body}, Figures())


@pytest.mark.parametrize(
    ("language", "text", "dangling"),
    [
        ("en", "A decision that shocked the city was taken on Monday by the council.", True),
        ("en", "A decision on the old port was taken on Monday by the council.", False),
        ("es", "Una situación que preocupa a los vecinos desde hace varios meses.", True),
        ("es", "Una situación grave preocupa a los vecinos desde hace varios meses.", False),
        ("es", "Agregando que la obra terminará antes del verano de este año.", True),
        ("es", "Además de que el ministro instruyó la intervención de la dirección.", True),
        ("es", "Caminaron por la calle 34 hacia el norte y giraron a la izquierda.", True),
        ("es", "Fue detenido en el puerto de Valdor con dos maletas de dinero.", True),
        ("es", "La policía de Valdor se lo pregunta desde el domingo.", True),
        ("es", "Llegaron 300 migrantes al puerto de Valdor la noche del lunes.", False),
        ("es", "Murió el actor Tomás Gil a los 80 años en un hospital de Valdor.", False),
    ],
)
def test_what_only_the_sentence_before_explains_is_known(language, text, dangling) -> None:
    (unit,) = _units(text, language=language)
    assert unit.dangling is dangling


def test_a_quotation_in_single_marks_is_kept_whole() -> None:
    whole, after = _units(
        "The brochure says ‘If the city is attacked, we will never surrender. All of us will"
        " resist.’ It went to five million homes on Monday morning.",
    )
    assert whole.text.endswith("resist.’") and not whole.orphan
    torn, _ = _units("The brochure says ‘If the city is attacked, we will fight.", FLOOD[1])[:2]
    assert torn.orphan
    plural = _units("“We took the workers’ money,” said Tomás Gil. The mayor was silent for days.")
    assert len(plural) == 2 and not any(unit.orphan for unit in plural)


def test_a_caption_in_the_text_is_no_sentence_of_it() -> None:
    caption = "Ana Ruiz passes a boat at the air show in Valdor on Monday, Nov. 13, 2017."
    assert [unit.fragment for unit in _units(FLOOD[0], caption)] == [False, True]


def test_what_is_left_over_does_not_fill_a_summary() -> None:
    long = [
        f"Measure {n} of the council of Valdor on floods, which mayor Ana Ruiz presented on Monday"
        f" after the river Lisk had burst its banks, would cost {n} million dollars, protect {n * 31}"
        " homes by the river, and close the old bridge, the harbour road and the market, so that"
        " shops there ask for help from the government of the north and of the whole country."
        for n in range(3, 14)
    ]
    found = paragraphs(*long, "It rained there again.", language="en")
    texts = [point.text for point in summarising.choose(*found, Figures(), Length.SHORT)]
    assert texts and "It rained there again." not in texts


def test_an_interview_tells_who_speaks_and_leaves_questions_out() -> None:
    found = paragraphs(
        "The engineer Marta Quiles has run the water works of Valdor since 2019.",
        "How much water is left in the reservoirs?",
        "The reservoirs are at 31 percent, the lowest level in 40 years. I don't sleep well, and my"
        " children tell me so.",
        "What will the farmers of the valley do now?",
        "Farmers have given up 20 percent of their share, which costs them $75 million a year.",
        "Are you an optimist?",
        "I was more of one five years ago, when I began my work here.",
    )
    for length in (Length.SHORT, Length.STANDARD):
        texts = [point.text for point in summarising.choose(*found, Figures(), length)]
        assert texts[0].startswith("The engineer Marta Quiles")
        assert any("31 percent" in text for text in texts)
        assert not any(text.endswith("?") for text in texts)
        assert length is not Length.SHORT or not any("my" in text.split() for text in texts)


# --- headlines -----------------------------------------------------------------------------------


def test_the_headline_is_the_title() -> None:
    found = article(
        (BlockKind.HEADLINE, "Floods kill 14 in Valdor"),
        *((BlockKind.PARAGRAPH, text) for text in FLOOD),
    )
    title = summarising.title(*found, Figures())
    assert title.text == "Floods kill 14 in Valdor" and title.source_ids == ("s1",)


def test_a_standfirst_may_stand_above_the_headline() -> None:
    found = article(
        (BlockKind.PARAGRAPH, "The river rose by four metres in one night."),
        (BlockKind.HEADLINE, "Floods kill 14 in Valdor"),
        *((BlockKind.PARAGRAPH, text) for text in FLOOD),
    )
    assert summarising.title(*found, Figures()).text == "Floods kill 14 in Valdor"


def test_a_subheading_is_no_title() -> None:
    found = article(
        *((BlockKind.PARAGRAPH, text) for text in FLOOD[:3]),
        (BlockKind.HEADLINE, "Underlying reasons"),
        *((BlockKind.PARAGRAPH, text) for text in FLOOD[3:]),
    )
    assert summarising.title(*found, Figures()).text.startswith("At least 14 people died")


@BOTH
def test_a_made_headline_is_short_and_all_of_the_article(texts, language) -> None:
    title = summarising.title(*paragraphs(*texts, language=language), Figures())
    assert 5 <= len(title.text.split()) <= 17
    assert title.text.rstrip("…") in texts[0]
    assert not title.text.endswith(".")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Ana Ruiz, the mayor of Valdor since 2019, declared a state of emergency on Tuesday"
            " after the river burst its banks in the night.",
            "Ana Ruiz declared a state of emergency on Tuesday",
        ),
        (
            "en",
            "When the river burst its banks in the middle of the night, the city of Valdor called"
            " for help from the government and from its neighbours.",
            "The city of Valdor called for help from the government and from its neighbours",
        ),
        (
            "es",
            "La alcaldesa de Valdor declaró este martes el estado de emergencia mientras los"
            " vecinos esperaban en los tejados la llegada de los helicópteros.",
            "La alcaldesa de Valdor declaró este martes el estado de emergencia",
        ),
        (  # a measure belongs to what follows it
            "en",
            "Police searched the home of the mayor in Valdor on Tuesday, a day after he was charged"
            " with the theft of public money.",
            "Police searched the home of the mayor in Valdor on Tuesday",
        ),
        (  # the verb of a relative clause is not the sentence's
            "en",
            "A veteran of the air force who tried to join the rebels in Valdor but was turned back"
            " at the border pleaded not guilty on Wednesday.",
            "A veteran of the air force who tried to join the rebels in Valdor…",
        ),
        (  # nor is what stands before it
            "en",
            "Heading into the talks of the ministers in Valdor on Tuesday about the price of water"
            " both governments should agree to a truce, the mayor said.",
            "Heading into the talks of the ministers in Valdor on Tuesday about the price…",
        ),
        (  # "lo hace" says only together with what stands before it what is done
            "es",
            "Cuando la compañía presenta sus novedades, lo hace en un pabellón del puerto de Valdor"
            " ante 7.000 personas que pagan por estar allí.",
            "Cuando la compañía presenta sus novedades, lo hace en un pabellón del puerto de Valdor",
        ),
        (  # whole though longer, rather than broken off
            "es",
            "Distintos grupos de vecinos mantienen sus reclamaciones sobre un cambio en el modelo de"
            " las fiestas de San Ginés, en el barrio del puerto, y piden una reunión con la alcaldesa.",
            "Distintos grupos de vecinos mantienen sus reclamaciones sobre un cambio en el modelo de"
            " las fiestas de San Ginés, en el barrio del puerto",
        ),
        (  # the verb governs the infinitive
            "es",
            "El incendio forestal de los montes de Valdor deja doce muertos y otras 23 personas siguen"
            " sin localizar en la zona quemada, según el último balance.",
            "El incendio forestal de los montes de Valdor deja doce muertos y otras 23 personas siguen"
            " sin localizar en la zona quemada",
        ),
        (  # a question is not cut
            "es",
            "¿Cuánto puede costar regresar en avión a Valdor antes que empiece la restricción de"
            " entrada por las medidas ante la crecida?",
            "¿Cuánto puede costar regresar en avión a Valdor antes que empiece la restricción de"
            " entrada por las medidas ante la crecida?",
        ),
        (  # an infinitive opens a clause
            "es",
            "Al menos 23 personas murieron este jueves cerca de Valdor al descarrilar un tren de"
            " pasajeros que iba al doble de la velocidad permitida en ese tramo de la costa.",
            "Al menos 23 personas murieron este jueves cerca de Valdor al descarrilar un tren de"
            " pasajeros",
        ),
        (  # the noun in -s is no verb, and "involved" governs what follows it
            "en",
            "Two officers of the harbour police of Valdor involved in the search of the old bakery by"
            " the river on Monday evening were hurt by a falling wall.",
            "Two officers of the harbour police of Valdor involved in the search…",
        ),
        (  # the main clause comes after "days after"
            "en",
            "Four days after he was elected by a narrow majority of the council, the mayor of Valdor"
            " resigned on Monday over a loan from a builder.",
            "The mayor of Valdor resigned on Monday over a loan from a builder",
        ),
    ],
)
def test_headlines_are_cut_where_a_clause_ends(language, text, expected) -> None:
    assert summarising.title(*paragraphs(text, language=language), Figures()).text == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=8), st.sampled_from(["en", "es"]))
def test_any_text_gives_points_of_its_own_sentences(texts: list[str], language: str) -> None:
    found = paragraphs(*texts, language=language)
    known = {sentence.id for sentence in found[1]}
    for length in Length:
        for point in summarising.choose(*found, Figures(), length):
            assert point.text.strip() and set(point.source_ids) <= known
