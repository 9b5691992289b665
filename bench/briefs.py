"""Ten summaries to look at: ``python -m bench.briefs > docs/briefs.md``.

Sums up the articles in ``bench/samples/briefs.toml``, which may be shown, and writes title and
points in the article's own language, with what a reader saw in them. A test holds the page to what
Puente makes of these articles.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from summarizer import figures, language, reading, sentences, summarising
from summarizer.brief import Length
from summarizer.rendering import view
from summarizer.settings import load
from summarizer.summarising import Draft

ARTICLES = Path(__file__).parent / "samples" / "briefs.toml"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "briefs.md"


def articles() -> list[dict[str, str]]:
    """The articles: ``name``, ``text`` and what was ``seen``."""
    return tomllib.loads(ARTICLES.read_text("utf-8"))["article"]


def introduction() -> str:
    return tomllib.loads(ARTICLES.read_text("utf-8"))["introduction"]


def page() -> str:
    """The page as Markdown."""
    parts = ["# Ten briefs, good and bad\n", introduction().strip(), ""]
    for number, article in enumerate(articles(), 1):
        parts += [f"## {number}. {article['name']}\n", *_quoted(article["text"]), ""]
        parts += [*shown(article["text"]), "", f"**What is seen.** {article['seen'].strip()}", ""]
    return "\n".join(parts)


def _quoted(text: str) -> Iterator[str]:
    yield "<details><summary>The article</summary>\n"
    for line in text.strip().split("\n"):
        yield f"> {_escaped(view.line(line))}".rstrip()
    yield "\n</details>"


def _escaped(line: str) -> str:
    """``line`` without a number that Markdown would make a list of."""
    return re.sub(r"^(\d+)\.", r"\1\\.", line)


def summed_up(text: str) -> tuple[Draft, tuple[Draft, ...]]:
    """Title and points of the standard length, as the pipeline has them before translation."""
    article = language.assign(reading.read(text, settings=load()), ("en", "es"))
    parts = sentences.of(article)
    found = figures.find(article, parts)
    points = summarising.choose(article, parts, found, Length.STANDARD)
    return summarising.title(article, parts, found), points


def shown(text: str) -> Iterator[str]:
    """Title and points as lines of Markdown."""
    title, points = summed_up(text)
    yield f"**{view.line(title.text)}**\n"
    for point in points:
        yield f"- {_escaped(view.line(point.text))}"


def main() -> None:
    argparse.ArgumentParser(prog="python -m bench.briefs", description=__doc__).parse_args()
    print(page(), end="")


if __name__ == "__main__":
    main()
