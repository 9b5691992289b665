"""Reading pasted text. The texts are invented."""

import datetime as dt

import pytest

from summarizer import reading
from summarizer.brief import Article, BlockKind, JunkReason

K, J = BlockKind, JunkReason

PAGE_EN = """\
Skip to content
Menu
Home
World
Politics
Business
Sport
Culture
Search
Sign in
Subscribe
Share
Facebook
WhatsApp
Copy link
New bridge over the river opens a year late
By Jane Roe | Norte Daily
Published: 20 January 2026, 9:41 AM
The new bridge over the river in the north. (AP Photo)
The ministry of public works opened the new bridge over the river on Tuesday, a year later than it had planned, and said that the toll would stay as it is until the end of the year.
About 40,000 cars are expected to cross it every day, which would take a third of the traffic from the old bridge in the centre of the city, according to the ministry.
“We have waited for this bridge since 2019,” the governor said at the opening. “It will halve the way to work for the people of the north.”
ALSO READ: Seven things to know about the new airport
The contract for the second bridge will be signed in the spring, according to the governor, who has asked the federal government for a loan that would cover about half of its price.
Sign up for our newsletter and never miss a story
We use cookies to improve your experience on this site and to show you personalised advertising.
Related stories
Seven things to know about the new airport
Why the old bridge was closed in the summer
12 comments
Leave a comment
Terms of use
Privacy policy
© 2026 Norte Daily. All rights reserved.
"""

PAGE_ES = """\
Saltar al contenido
Inicio
Política
Economía
Deportes
Suscríbete
Compartir
Facebook
Twitter
El nuevo puente sobre el río abre con un año de retraso
Por Juana Pérez
20 de enero de 2026
El puente visto desde la orilla norte. Foto: Archivo
La secretaría de obras públicas inauguró el martes el nuevo puente sobre el río, un año después de lo previsto, y aseguró que el peaje no subirá antes de que termine el año.
Lea también
Siete cosas que hay que saber del nuevo aeropuerto
Según la secretaría, unos 40.000 coches lo cruzarán cada día, lo que quitaría un tercio del tráfico al puente viejo del centro de la ciudad. (Lea también: Por qué se cerró el puente viejo)
El contrato del segundo puente se firmará en la primavera, según el gobernador, que ha pedido al gobierno federal un crédito que cubriría cerca de la mitad de su precio.
Te puede interesar: Los diez puentes más largos del país
Más noticias
Deja tu comentario
Política de privacidad
© 2026 Diario del Norte. Todos los derechos reservados
"""


def kinds(article: Article) -> dict[str, tuple[BlockKind, JunkReason | None]]:
    found = {}
    for block in article.blocks:
        for line in block.text.split("\n"):
            found[line] = (block.kind, block.reason)
    return found


def test_an_english_page():
    article = reading.read(PAGE_EN)
    found = kinds(article)
    assert found["New bridge over the river opens a year late"][0] is K.HEADLINE
    assert found["By Jane Roe | Norte Daily"][0] is K.BYLINE
    assert found["The new bridge over the river in the north. (AP Photo)"][0] is K.CAPTION
    assert article.date == dt.date(2026, 1, 20)
    body = [b.text for b in article.body if b.kind in (K.PARAGRAPH, K.QUOTE)]
    assert body == [line for line in PAGE_EN.splitlines() if len(line) > 130]
    for line, reason in {
        "Menu": J.NAVIGATION,
        "Copy link": J.SHARING,
        "ALSO READ: Seven things to know about the new airport": J.RELATED,
        "Sign up for our newsletter and never miss a story": J.SUBSCRIPTION,
        "Published: 20 January 2026, 9:41 AM": J.POSTING_TIME,
        "© 2026 Norte Daily. All rights reserved.": J.COPYRIGHT,
        "Why the old bridge was closed in the summer": J.RELATED,
        "Leave a comment": J.COMMENTS,
        "12 comments": J.COUNTS,
    }.items():
        assert found[line] == (K.JUNK, reason), line


def test_a_spanish_page():
    article = reading.read(PAGE_ES)
    found = kinds(article)
    assert found["El nuevo puente sobre el río abre con un año de retraso"][0] is K.HEADLINE
    assert found["Por Juana Pérez"][0] is K.BYLINE
    assert found["El puente visto desde la orilla norte. Foto: Archivo"][0] is K.CAPTION
    assert article.date == dt.date(2026, 1, 20)
    body = [b.text for b in article.body if b.kind is K.PARAGRAPH]
    assert [text[:12] for text in body] == ["La secretarí", "Según la sec", "El contrato "]
    assert body[1].endswith("centro de la ciudad.")
    for line, reason in {
        "Lea también": J.RELATED,
        "Siete cosas que hay que saber del nuevo aeropuerto": J.RELATED,
        "(Lea también: Por qué se cerró el puente viejo)": J.RELATED,
        "Te puede interesar: Los diez puentes más largos del país": J.RELATED,
        "Suscríbete": J.SUBSCRIPTION,
        "Deja tu comentario": J.COMMENTS,
    }.items():
        assert found[line] == (K.JUNK, reason), line


def test_the_sample_of_the_project(sample):
    article = reading.read(sample)
    assert [block.kind for block in article.blocks] == [
        K.BYLINE, K.PARAGRAPH, K.TWEET, K.PARAGRAPH, K.PARAGRAPH, K.PARAGRAPH, K.JUNK, K.PARAGRAPH,
    ]  # fmt: skip
    [junk] = article.junk
    assert junk.reason is J.RELATED and junk.text.startswith("ALSO READ")
    tweet = article.blocks[2].tweet
    assert (tweet.author, tweet.handle) == ("Omar H Garcia Harfuch", "@OHarfuch")
    assert tweet.date == dt.date(2026, 1, 20)
    assert tweet.truncated and len(tweet.text.split("\n\n")) == 2
    assert "cross-border" in article.blocks[1].text


@pytest.mark.parametrize(
    "line",
    [
        "Also read: The other story of the day", "READ MORE: The other story of the day",
        "Related: The other story of the day", "See also: The other story of the day",
        "Lea también: La otra historia del día", "LEE TAMBIÉN: La otra historia del día",
        "Leé también: La otra historia del día", "Te puede interesar: La otra historia del día",
        "Mirá también | La otra historia del día", "Le puede interesar > La otra historia del día",
        "→ Lea también: La otra historia del día", "[ La otra historia del día que se cuenta aquí ]",
    ],
)  # fmt: skip
def test_leads_to_other_stories_are_never_body(line):
    paragraphs = [line_ for line_ in PAGE_EN.splitlines() if len(line_) > 130]
    article = reading.read("\n".join([*paragraphs[:2], line, *paragraphs[2:]]))
    assert [b.text for b in article.junk] == [line]
    assert len(article.body) == 4


@pytest.mark.parametrize(
    "text",
    [
        "The company, which uses cookies on its site, said on Monday that it would delete the data "
        "of the 3 million readers of its newsletter after the breach that became known in May.",
        "You may also like what the minister said next: that the bridge would be free for all, and "
        "that those who had paid the toll since January would get their money back by the summer.",
        "El periódico dijo que la suscripción a su boletín seguirá siendo gratis para los lectores "
        "que se registren antes de junio, y que no venderá los datos de ninguno de ellos.",
        "“Share the road,” the police told drivers on Monday, after the third accident in a week on "
        "the old bridge, in which two people were hurt and nine cars were damaged.",
    ],
)
def test_prose_about_the_same_things_is_kept(text):
    paragraphs = [line for line in PAGE_EN.splitlines() if len(line) > 130]
    article = reading.read("\n".join([*paragraphs[:2], text, *paragraphs[2:]]))
    assert text in [block.text for block in article.body]


def test_an_article_alone_loses_nothing():
    paragraphs = [line for line in PAGE_EN.splitlines() if len(line) > 130]
    for count in range(1, len(paragraphs) + 1):
        article = reading.read("\n\n".join(paragraphs[:count]))
        assert [block.text for block in article.blocks] == paragraphs[:count]
        assert not article.junk


def test_wrapped_lines_become_paragraphs():
    article = reading.read(
        "The ministry of public works opened the new bridge over the river on\n"
        "Tuesday, a year later than it had planned, and said that the toll would\n"
        "stay as it is until the end of the year, in spite of the costs.\n\n"
        "About 40,000 cars are expected to cross it every day, which would take a\n"
        "third of the traffic from the old bridge in the centre, where the traf-\n"
        "fic has been a cross for all who live there.\n"
    )
    assert len(article.body) == 2
    assert article.body[0].text.endswith("planned, and said that the toll would stay as it is "
                                         "until the end of the year, in spite of the costs.")  # fmt: skip
    assert "where the traffic has been" in article.body[1].text


def test_lists_and_quotes_and_subheads():
    paragraphs = [line for line in PAGE_EN.splitlines() if len(line) > 130]
    quote = "“We have waited for this bridge for longer than anybody in this town can remember.”"
    article = reading.read(
        "\n".join([
            "New bridge over the river opens a year late", paragraphs[0], quote, paragraphs[1],
            "What comes next", paragraphs[3],
            "• The old bridge will be closed to trucks in March.",
            "• The toll will be looked at again in December.",
            paragraphs[2],
        ])
    )  # fmt: skip
    found = kinds(article)
    assert found["New bridge over the river opens a year late"][0] is K.HEADLINE
    assert found[quote][0] is K.QUOTE
    assert found["What comes next"][0] is K.HEADLINE
    assert found["• The toll will be looked at again in December."][0] is K.LIST_ITEM


def test_invisible_characters_leave_the_text_and_stay_in_the_pieces():
    text = (
        "The minis\u200btry of public\u00a0works opened \u202ethe new\u202c bridge over the river on "
        "Tues\u00adday, a year later than it had planned, and said so in a state\u2011ment."
    )
    [block] = reading.read(text).blocks
    assert block.text == (
        "The ministry of public works opened the new bridge over the river on Tuesday, a year "
        "later than it had planned, and said so in a state-ment."
    )
    assert block.pieces[0].of(text) == text


def test_digit_groups_keep_their_no_break_space():
    [block] = reading.read(
        "Cerca de 40\u202f000 coches cruzan el puente cada día, dijo ayer."
    ).blocks
    assert "40\u00a0000" in block.text


def test_repeated_paragraphs_are_read_once():
    paragraphs = [line for line in PAGE_EN.splitlines() if len(line) > 130]
    article = reading.read("\n".join([*paragraphs, paragraphs[1], paragraphs[0]]))
    assert [b.reason for b in article.junk] == [J.DUPLICATE, J.DUPLICATE]
    assert len(article.body) == 4


def test_a_text_pasted_over_and_over_is_read_once():
    first, second = (
        "The ministry of public works opened the new bridge over the river on Tuesday, a year late.",
        "About 40,000 cars are expected to cross it every day, which would take a third of the traffic.",
    )
    article = reading.read(f"{first}\n\n{second}\n\n" * 800)
    assert [block.text for block in article.body] == [first, second]
    assert {block.reason for block in article.junk} == {JunkReason.DUPLICATE}
