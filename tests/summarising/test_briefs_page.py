"""The page of ten briefs shows what Puente makes of these articles."""

from __future__ import annotations

import pytest

from bench import briefs

PAGE = briefs.PAGE.read_text("utf-8")


@pytest.mark.parametrize("article", briefs.articles(), ids=lambda article: article["name"])
def test_the_page_is_true(article: dict[str, str]) -> None:
    part = PAGE.split(f". {article['name']}\n", 1)[1].split("\n## ", 1)[0]
    assert "\n".join(briefs.shown(article["text"])) in part
    assert article["seen"].strip() in part
