"""The language of texts and of the blocks of an article. The texts are invented."""

import pytest

from summarizer import language, reading
from summarizer.brief import BlockKind
from summarizer.errors import UnsupportedLanguage

EN = (
    "The ministry of public works opened the new bridge over the river on Tuesday, a year later "
    "than it had planned, and said that the toll would stay as it is until the end of the year."
)
EN2 = (
    "The contract for the second bridge will be signed in the spring, according to the governor, "
    "who has asked the federal government for a loan that would cover about half of its price."
)
ES = (
    "La secretaría de obras públicas inauguró el martes el nuevo puente sobre el río, un año "
    "después de lo previsto, y aseguró que el peaje no subirá antes de que termine el año."
)
ES2 = (
    "El contrato del segundo puente se firmará en la primavera, según el gobernador, que ha pedido "
    "al gobierno federal un crédito que cubriría cerca de la mitad de su precio."
)
FR = (
    "Le ministère des travaux publics a inauguré mardi le nouveau pont sur le fleuve, un an plus "
    "tard que prévu, et a assuré que le péage n'augmentera pas avant la fin de l'année."
)
ATTRIBUTION = "— Lucía Robles (@luciarobles) January 20, 2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EN, "en"), (ES, "es"), ("¡Viva México!", "es"), ("No comment.", "en"),
        ("EL NUEVO PUENTE ABRE CON UN AÑO DE RETRASO", "es"), ("NEW BRIDGE OPENS A YEAR LATE", "en"),
        ("🚨 #AHORA Cierran el puente viejo por las lluvias https://t.co/Ab1Cd2Ef3G", "es"),
        ("El gobierno de Perú", "es"), ("", None), ("12.5 %", None), ("https://t.co/Ab1Cd2Ef3G", None),
        ("@luciarobles #Puente", None), ("😀", None), (FR, None),
        ("Das Ministerium eröffnete am Dienstag die neue Brücke, ein Jahr später als geplant.", None),
        ("墨西哥政府周二宣布将三十七名嫌疑人移交给美国,这是一年内第三次此类移交。", None),
    ],
)  # fmt: skip
def test_identify(text, expected):
    found = language.identify(text)
    assert found.language == expected
    assert 0.0 <= found.confidence <= 1.0


def test_candidates_limit_the_answer():
    assert language.identify(FR, ("en", "es", "fr")).language == "fr"
    assert language.identify(ES, ("en", "fr")).language is None


def languages(text: str) -> list[tuple[str, str, bool]]:
    article = language.assign(reading.read(text))
    return [(b.kind.value, b.language, b.language_unsure) for b in article.body]


def test_a_spanish_tweet_in_an_english_article():
    text = (
        f"{EN}\n\nHoy abrimos el puente. Gracias a todos por la espera.\n\n{ATTRIBUTION}\n\n{EN2}"
    )
    article = language.assign(reading.read(text))
    assert article.language == "en"
    assert [b.language for b in article.body] == ["en", "es", "en"]
    assert article.body[1].tweet.language == "es"
    assert not any(b.language_unsure for b in article.blocks)


def test_an_english_tweet_in_a_spanish_article():
    text = f"{ES}\n\nToday we open the bridge. Thank you all for waiting.\n\n{ATTRIBUTION}\n\n{ES2}"
    article = language.assign(reading.read(text))
    assert article.language == "es"
    assert [b.language for b in article.body] == ["es", "en", "es"]


def test_what_does_not_tell_takes_its_neighbours_language():
    assert languages(f"{ES}\n\n@ObrasNorte 2019, 2020 😀\n\n{ES2}")[1][1:] == ("es", True)
    text = f"{EN}\n\nOmar García Harfuch\n\n{EN2}"
    assert languages(text)[1][1:] == ("en", True)


def test_an_unsure_tweet_takes_the_language_of_its_authors_others():
    text = (
        f"{EN}\n\nHoy abrimos el puente. Gracias a todos por la espera.\n\n{ATTRIBUTION}\n\n{EN2}\n\n"
        f"Puente 2026 😀 #Puente\n\n{ATTRIBUTION}\n\n{EN}."
    )
    article = language.assign(reading.read(text))
    tweets = [b for b in article.body if b.kind is BlockKind.TWEET]
    assert [b.language for b in tweets] == ["es", "es"]
    assert tweets[1].language_unsure


def test_one_foreign_tweet_is_marked_and_does_no_harm():
    tweet = "Aujourd'hui nous ouvrons le pont. Merci à tous pour votre patience et votre travail."
    text = f"{EN}\n\n{tweet}\n\n{ATTRIBUTION}\n\n{EN2}"
    article = language.assign(reading.read(text))
    [block] = [b for b in article.body if b.tweet]
    assert block.language == "en" and block.language_unsure
    assert block.tweet.language == "fr"


def test_one_foreign_paragraph_is_marked():
    article = language.assign(reading.read(f"{EN}\n\n{FR}\n\n{EN2}\n\n{EN}."))
    assert [b.language_unsure for b in article.body] == [False, True, False, False]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FR, "French"),
        ("O ministério inaugurou na terça-feira a nova ponte, um ano depois do previsto, e disse que "
         "o pedágio não vai subir antes do fim do ano.", "Portuguese"),
        ("Il ministero ha inaugurato martedì il nuovo ponte, un anno più tardi del previsto, e ha "
         "detto che il pedaggio non aumenterà prima della fine dell'anno.", "Italian"),
        ("El ministeri va inaugurar dimarts el nou pont, un any més tard del que havia previst, i va "
         "dir que el peatge no pujarà abans que acabi l'any.", "Catalan"),
        ("墨西哥政府周二宣布将三十七名贩毒集团成员移交给美国,这是一年内第三次此类移交。", "Chinese"),
        ("وزارة الأشغال العامة تفتتح الجسر الجديد فوق النهر يوم الثلاثاء، بعد عام من الموعد المحدد.", "Arabic"),
    ],
)  # fmt: skip
def test_an_article_in_another_language(text, name):
    with pytest.raises(UnsupportedLanguage, match="English and Spanish") as caught:
        language.assign(reading.read(text))
    assert name in str(caught.value)
    assert caught.value.details["name"] == name


def test_a_foreign_article_with_some_english_is_foreign():
    with pytest.raises(UnsupportedLanguage, match="French"):
        language.assign(
            reading.read(f"{FR}\n\n{FR.replace('mardi', 'lundi')}\n\nRead it in English here soon.")
        )


def test_letters_without_words():
    nonsense = "Qwfp zxcv hjkl bnmq wfpz xcvh " + "jklb qwfp zxcv hjkl bnmq " * 6 + "wfpz."
    with pytest.raises(UnsupportedLanguage):
        language.assign(reading.read(nonsense))


def test_few_words_that_do_not_tell_are_guessed_and_marked():
    article = language.assign(
        reading.read("Omar García Harfuch, Claudia Sheinbaum, Marcelo Ebrard")
    )
    assert article.language in ("en", "es")


def test_junk_takes_the_articles_language():
    text = f"Home\nShare\n{ES}\n{ES2}\nALSO READ: The other story of the day\n{ES}."
    article = language.assign(reading.read(text))
    assert {b.language for b in article.junk} == {"es"}


def test_the_model_is_in_the_package(monkeypatch):
    """Nothing is downloaded: the model works with the network shut."""
    import socket

    def refuse(*args, **options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    language._model.cache_clear()
    assert language.identify(ES).language == "es"
