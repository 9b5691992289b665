"""Tweets in every shape in which they come along. All posts are invented."""

import datetime as dt

import pytest

from summarizer import reading
from summarizer.brief import Article, BlockKind, Tweet

BEFORE = (
    "The ministry of public works opened the new bridge over the river on Tuesday, a year later "
    "than it had planned, and said that the toll would stay as it is until the end of the year."
)
AFTER = (
    "The contract for the second bridge will be signed in the spring, according to the governor, "
    "who has asked the federal government for a loan that would cover about half of its price."
)
ANTES = (
    "La secretaría de obras públicas inauguró el martes el nuevo puente sobre el río, un año "
    "después de lo previsto, y aseguró que el peaje no subirá antes de que termine el año."
)


def tweets(article: Article) -> list[Tweet]:
    return [block.tweet for block in article.body if block.tweet]


def prose(article: Article) -> list[str]:
    return [b.text for b in article.body if b.kind is BlockKind.PARAGRAPH]


DATES = [
    ("January 20, 2026", dt.date(2026, 1, 20)),
    ("Jan 20, 2026", dt.date(2026, 1, 20)),
    ("20 de enero de 2026", dt.date(2026, 1, 20)),
    ("20 enero, 2026", dt.date(2026, 1, 20)),
    ("enero 20, 2026", dt.date(2026, 1, 20)),
    ("20 January 2026", dt.date(2026, 1, 20)),
    ("20 ene. 2026", dt.date(2026, 1, 20)),
    ("20 de setembro de 2025", dt.date(2025, 9, 20)),
    ("20 février 2026", dt.date(2026, 2, 20)),
]


@pytest.mark.parametrize(("words", "date"), DATES)
def test_the_attribution_line_after_the_text(words, date):
    article = reading.read(
        f"{BEFORE}\n\nHoy abrimos el puente. Gracias a @ObrasNorte por su trabajo #PuenteNuevo\n\n"
        f"— Lucía Robles Ávila (@luciarobles) {words}\n\n{AFTER}"
    )
    [tweet] = tweets(article)
    assert tweet.text == "Hoy abrimos el puente. Gracias a @ObrasNorte por su trabajo #PuenteNuevo"
    assert (tweet.author, tweet.handle, tweet.date) == ("Lucía Robles Ávila", "@luciarobles", date)
    assert tweet.mentions == ("@ObrasNorte",)
    assert tweet.hashtags == ("#PuenteNuevo",)
    assert prose(article) == [BEFORE, AFTER]


def test_the_attribution_between_the_paragraphs():
    article = reading.read(
        f"{BEFORE}\nHoy abrimos el puente que une a los dos barrios y que esperamos desde 2019.\n"
        "— Lucía Robles (@luciarobles) January 20, 2026\n"
        "La obra costó 40 millones y dio trabajo a 300 personas de la región, y ahora sigue… "
        f"pic.twitter.com/aBcDeFgH12\n{AFTER}"
    )
    [tweet] = tweets(article)
    assert tweet.text.split("\n\n") == [
        "Hoy abrimos el puente que une a los dos barrios y que esperamos desde 2019.",
        "La obra costó 40 millones y dio trabajo a 300 personas de la región, y ahora sigue…",
    ]
    assert tweet.truncated
    assert tweet.links == ("pic.twitter.com/aBcDeFgH12",)
    assert prose(article) == [BEFORE, AFTER]


def test_a_picture_line_that_the_next_attribution_claims_is_the_next_tweet():
    article = reading.read(
        f"{BEFORE}\nFirst post about the bridge\n— Ann Poe (@annpoe) May 2, 2025\n"
        "Second post, with a picture pic.twitter.com/aBcDeFgH12\n"
        f"— Bob Roe (@bobroe) May 3, 2025\n{AFTER}"
    )
    assert [(t.handle, t.text) for t in tweets(article)] == [
        ("@annpoe", "First post about the bridge"),
        ("@bobroe", "Second post, with a picture"),
    ]


def test_on_one_line_with_the_text():
    article = reading.read(
        f"{ANTES}\nPor fin cruzamos el río en cinco minutos https://t.co/Ab1Cd2Ef3G "
        f"pic.twitter.com/Zz9Yy8Xx7W— Vecinos del Norte (@VecinosNorte) 4 de mayo de 2019\n{ANTES}."
    )
    [tweet] = tweets(article)
    assert tweet.text == "Por fin cruzamos el río en cinco minutos"
    assert tweet.links == ("https://t.co/Ab1Cd2Ef3G", "pic.twitter.com/Zz9Yy8Xx7W")
    assert tweet.author == "Vecinos del Norte"


def test_inside_a_line_that_holds_the_whole_article():
    article = reading.read(
        f"{ANTES} El gobernador lo celebró en la red.Hoy es un gran día para el norte #PuenteNuevo "
        f"https://t.co/Ab1Cd2Ef3G— Gobierno del Norte (@GobNorte) November 6, 2023Y agregó: "
        '"La próxima obra será el hospital, que la región necesita desde hace veinte años".'
    )
    [tweet] = tweets(article)
    assert tweet.text == "Hoy es un gran día para el norte #PuenteNuevo"
    assert tweet.date == dt.date(2023, 11, 6)
    [before, after] = [b.text for b in article.body if not b.tweet]
    assert before == f"{ANTES} El gobernador lo celebró en la red."
    assert after.startswith("Y agregó:")


def test_a_tweet_in_the_other_language_takes_all_its_paragraphs():
    article = reading.read(
        f"{BEFORE}\nHoy abrimos el puente que une a los dos barrios de la ciudad.\n"
        "La obra da trabajo a trescientas personas de la región y reduce el viaje a la mitad.\n"
        f"— Lucía Robles (@luciarobles) January 20, 2026\n{AFTER}"
    )
    [tweet] = tweets(article)
    assert len(tweet.text.split("\n\n")) == 2
    assert prose(article) == [BEFORE, AFTER]


def test_the_words_that_announce_a_tweet_stay_in_the_article():
    announce = "Robles wrote that she was proud of the bridge:"
    article = reading.read(
        f"{BEFORE}\n{announce}\nA great day for the north #bridge\n"
        f"— Lucía Robles (@luciarobles) January 20, 2026\n{AFTER}"
    )
    assert tweets(article)[0].text == "A great day for the north #bridge"
    assert announce in [b.text for b in article.body]


def test_a_thread_is_one_tweet_for_each_attribution():
    article = reading.read(
        f"{BEFORE}\n\n1/ We looked at the books of the bridge (a thread)\n"
        "— Ann Poe (@annpoe) May 2, 2025\n\n2/ The price went up by half in two years\n"
        f"— Ann Poe (@annpoe) May 2, 2025\n\n{AFTER}"
    )
    assert [t.text[:2] for t in tweets(article)] == ["1/", "2/"]


def test_a_list_belongs_to_its_tweet():
    article = reading.read(
        f"{BEFORE}\n#PuenteNuevo\nMartes 4 de mayo\n9:00 a. m. – Plaza Norte "
        f"pic.twitter.com/aBcDeFgH12\n— Radio Norte (@radionorte) May 3, 2022\n{AFTER}"
    )
    assert tweets(article)[0].text.split("\n\n") == [
        "#PuenteNuevo", "Martes 4 de mayo", "9:00 a. m. – Plaza Norte",
    ]  # fmt: skip


COPIED_EN = """\
Post

See new posts
Conversation
Lucía Robles
@luciarobles
Hoy abrimos el puente que une a los dos barrios.

Gracias a todos los que trabajaron en él.
Translate post
9:15 AM · Jan 20, 2026
·
1.2M
 Views
812
Reposts
96
Quotes
4.1K
Likes
"""
COPIED_ES = """\
Lucía Robles
@luciarobles
·
20 ene. 2026
Hoy abrimos el puente que une a los dos barrios.

Gracias a todos los que trabajaron en él.
Traducir post
123
456
1,2 mil
34 mil
"""


@pytest.mark.parametrize("text", [COPIED_EN, COPIED_ES])
def test_a_post_copied_from_x(text):
    article = reading.read(text)
    [tweet] = tweets(article)
    assert tweet.text == (
        "Hoy abrimos el puente que une a los dos barrios.\n\n"
        "Gracias a todos los que trabajaron en él."
    )
    assert (tweet.author, tweet.handle) == ("Lucía Robles", "@luciarobles")
    assert tweet.date == dt.date(2026, 1, 20)
    assert len(article.body) == 1


def test_a_quoted_post_is_a_tweet_of_its_own():
    article = reading.read(
        "Ann Poe\n@annpoe\n·\nMay 2, 2025\nThis is what they promised us back then.\nQuote\n"
        "Lucía Robles\n@luciarobles\n·\nMar 1, 2021\nEl puente estará listo en 2023.\n12\n40\n"
    )
    assert [(t.handle, t.date.year) for t in tweets(article)] == [
        ("@annpoe", 2025),
        ("@luciarobles", 2021),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hoy abrimos el puente nuevo #PuenteNuevo https://t.co/Ab1Cd2Ef3G",
        "RT @luciarobles: hoy abrimos el puente que une a los dos barrios",
        "Gran trabajo de @ObrasNorte, por fin se puede cruzar el río\npic.twitter.com/aBcDeFgH12",
    ],
)
def test_a_bare_tweet(text):
    [block] = reading.read(text).blocks
    assert block.kind is BlockKind.TWEET
    assert "https" not in block.text and "pic." not in block.text


def test_a_handle_in_prose_is_no_tweet():
    text = (
        "The senator — Ann Poe (@annpoe) on the network — said that the bridge would be paid for "
        "by the state, and that nobody had to fear for the toll before the end of next year."
    )
    assert tweets(reading.read(f"{BEFORE}\n{text}\n{AFTER}")) == []


def test_the_code_of_an_embed():
    article = reading.read(
        f'{BEFORE}\n\n<blockquote class="twitter-tweet" data-lang="en"><p lang="es" dir="ltr">Hoy '
        'abrimos el puente <a href="https://t.co/Ab1Cd2Ef3G">pic.twitter.com/Ab1Cd2Ef3G</a></p>'
        '&mdash; Lucía Robles (@luciarobles) <a href="https://twitter.com/luciarobles/status/'
        '1234567890?ref_src=twsrc">January 20, 2026</a></blockquote>\n<script async '
        f'src="https://platform.twitter.com/widgets.js"></script>\n\n{AFTER}'
    )
    [tweet] = tweets(article)
    assert tweet.text == "Hoy abrimos el puente"
    assert tweet.url == "https://twitter.com/luciarobles/status/1234567890"
    assert tweet.language == "es"
    assert prose(article) == [BEFORE, AFTER]


def test_emoji_and_names_with_signs():
    article = reading.read(
        f"{BEFORE}\n🌉 Abrimos el puente hoy mismo\n— Obras 🇲🇽 (Norte) (@obras_n) May 3, 2022\n{AFTER}"
    )
    [tweet] = tweets(article)
    assert tweet.author == "Obras 🇲🇽 (Norte)"
    assert tweet.text == "🌉 Abrimos el puente hoy mismo"
