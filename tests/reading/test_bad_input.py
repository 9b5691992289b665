"""Input that can't become an article gives one clear error of the right kind."""

import pytest

from summarizer import reading
from summarizer.errors import EmptyInput, InputTooLong, NotEnoughText, NotText


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        ("", EmptyInput, "empty"),
        (" \n\t\u200b\n", EmptyInput, "empty"),
        ("Hola", NotEnoughText, "whole sentences"),
        ("https://example.org/a/long/article", NotEnoughText, "only a link"),
        ("Home\nNews\nSport\nShare\nSign in\nSubscribe\n", NotEnoughText, "menus"),
        ("\n".join(str(n * 37) for n in range(10_000)), NotEnoughText, "numbers"),
        (" ".join(str(n * 37) for n in range(10_000)), NotEnoughText, "numbers"),
        ("palabra " * 250_000, InputTooLong, "500,000"),
        (b"\x00\x01\x02\x03" * 500, NotText, "binary"),
        ("😀 😀 😀", NotEnoughText, "Paste"),
    ],
)
def test_one_clear_error(data, error, words):
    with pytest.raises(error, match=words):
        reading.read(data)


def test_right_to_left_and_zero_width_text_is_read():
    article = reading.read(
        "وزارة الأشغال العامة تفتتح الجسر الجديد فوق النهر يوم الثلاثاء، بعد عام من الموعد المحدد."
    )
    assert article.body


def test_a_lone_surrogate_is_replaced():
    article = reading.read("The ministry opened the bridge \ud800 on Tuesday, a year later.")
    article.text.encode("utf-8")


def test_numbers_beside_prose_do_not_hide_it():
    prose = (
        "The ministry of public works opened the new bridge over the river on Tuesday, a year later "
        "than it had planned, and said that the toll would stay as it is until the end of the year."
    )
    numbers = "\n".join(str(n * 37) for n in range(3_000))
    article = reading.read(f"{numbers}\n{prose}\n{prose.replace('Tuesday', 'Friday')}\n{numbers}")
    assert prose in [block.text for block in article.body]
