"""How well pages are read: ``python -m bench.reading [--data FOLDER]``.

``FOLDER`` holds ``pages.tar.xz`` or ``pages/``: ``NAME.html``, ``NAME.paste.txt`` (the page's text
as it is pasted, navigation and all) and what is known of the article: ``NAME.expected.txt`` (its
whole text) or ``NAME.segments.json`` (phrases that must be kept or dropped). Without ``--data``
the samples in ``bench/samples/reading`` are read.

The article's prose (paragraphs, quotes, list items, subheads and tweets; not its title, byline,
dateline and captions) is compared with the expected text in 4-grams of words, averaged over the
pages, as the Article Extraction Benchmark of Scrapinghub does, and in blocks: a block is right when most of its words stand in the expected text in that order.
Trafilatura alone on the same HTML is the peer.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import statistics
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from summarizer import reading
from summarizer.brief import Article, BlockKind
from summarizer.errors import InputError
from summarizer.reading.lines import fold

SAMPLES = Path(__file__).with_name("samples") / "reading"
_WORD = re.compile(r"\w+")
_PROSE = {
    BlockKind.PARAGRAPH,
    BlockKind.QUOTE,
    BlockKind.LIST_ITEM,
    BlockKind.TWEET,
    BlockKind.HEADLINE,
}


@dataclass
class Page:
    name: str
    html: bytes
    paste: str | None
    expected: str | None
    keep: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)


def pages(folder: Path) -> list[Page]:
    """The pages in ``folder``, unpacked where they come as an archive."""
    if (archive := folder / "pages.tar.xz").exists() and not (folder / "pages").exists():
        target = Path(tempfile.mkdtemp(prefix="puente-bench-"))
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
        folder = target
    if (folder / "pages").exists():
        folder = folder / "pages"
    result = []
    for file in sorted(folder.glob("*.html")):
        beside = {
            kind: file.with_suffix(f".{kind}")
            for kind in ("paste.txt", "expected.txt", "segments.json")
        }
        expected = beside["expected.txt"]
        expected_text = expected.read_text("utf-8") if expected.exists() else ""
        segments = beside["segments.json"]
        loaded = json.loads(segments.read_text("utf-8")) if segments.exists() else {}
        paste = beside["paste.txt"]
        result.append(
            Page(
                file.stem,
                file.read_bytes(),
                paste.read_text("utf-8") if paste.exists() else None,
                # an expected text of a line or two is a teaser, not the article
                expected_text if len(expected_text) > 200 else None,
                loaded.get("with", []),
                loaded.get("without", []),
            )
        )
    return result


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def shingles(tokens: list[str], size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of ``size`` words in ``tokens``, counted; all of them where there are fewer."""
    if len(tokens) < size:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1))


def prose(article: Article) -> list[str]:
    """The texts of the blocks that are the article's prose, without its title."""
    first_headline = next((b.id for b in article.body if b.kind is BlockKind.HEADLINE), None)
    return [b.text for b in article.body if b.kind in _PROSE and b.id != first_headline]


def _overlap(blocks: list[str], text: str) -> float:
    """The share of ``blocks`` (not counting those of one or two words) whose 4-grams stand mostly
    in ``text``."""
    known = shingles(words(text))
    pairs = {size: set(shingles(words(text), size)) for size in (1, 2, 3)}
    right = total = 0
    for block in blocks:
        tokens = words(block)
        if len(tokens) < 3:
            continue
        total += 1
        own = shingles(tokens)
        table = known if len(tokens) >= 4 else pairs[len(tokens)]
        right += sum(gram in table for gram in own) >= 0.7 * len(own)
    return right / total if total else 0.0


@dataclass
class Scores:
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    f1: list[float] = field(default_factory=list)
    block_precision: list[float] = field(default_factory=list)
    block_recall: list[float] = field(default_factory=list)
    kept: int = 0
    keep: int = 0
    dropped: int = 0
    drop: int = 0
    seconds: float = 0.0

    def add(self, page: Page, blocks: list[str]) -> tuple[float, float, float]:
        result = (0.0, 0.0, 0.0)
        text = "\n".join(blocks)
        if page.expected:
            gold, got = shingles(words(page.expected)), shingles(words(text))
            common = sum((gold & got).values())
            precision = common / max(sum(got.values()), 1)
            recall = common / max(sum(gold.values()), 1)
            f1 = 2 * precision * recall / (precision + recall) if common else 0.0
            result = (precision, recall, f1)
            self.precision.append(precision)
            self.recall.append(recall)
            self.f1.append(f1)
            self.block_precision.append(_overlap(blocks, page.expected))
            self.block_recall.append(_overlap(page.expected.splitlines(), text))
        flat = " ".join(words(text))
        for phrase in page.keep:
            self.keep += 1
            self.kept += " ".join(words(phrase)) in flat
        for phrase in page.drop:
            self.drop += 1
            self.dropped += " ".join(words(phrase)) not in flat
        return result

    def metrics(self, prefix: str) -> dict[str, float]:
        mean = lambda values: statistics.fmean(values) if values else 0.0  # noqa: E731
        p, r = mean(self.block_precision), mean(self.block_recall)
        result = {
            f"{prefix}_precision": mean(self.precision),
            f"{prefix}_recall": mean(self.recall),
            f"{prefix}_f1": mean(self.f1),
            f"{prefix}_block_precision": p,
            f"{prefix}_block_recall": r,
            f"{prefix}_block_f1": 2 * p * r / (p + r) if p + r else 0.0,
        }
        if self.keep:
            result[f"{prefix}_must_keep"] = self.kept / self.keep
        if self.drop:
            result[f"{prefix}_must_drop"] = self.dropped / self.drop
        return result


def _ours(data: str | bytes) -> tuple[list[str], Article | None]:
    try:
        article = reading.read(data)
    except InputError:
        return [], None
    return prose(article), article


def _trafilatura(html: bytes) -> list[str]:
    import trafilatura

    return (trafilatura.extract(html, include_comments=False) or "").splitlines()


def embedded_tweets(page: bytes) -> list[tuple[str, str]]:
    """Handle and first words of each tweet that the page embeds with its text."""
    text = page.decode("utf-8", "replace")
    found = []
    for code in re.findall(r"<blockquote[^>]*twitter-tweet.*?</blockquote>", text, re.S):
        plain = html.unescape(re.sub(r"<[^>]*>", " ", code))
        handle = re.search(r"[—-][^—(]*\((@\w{1,15})\)", plain)
        beginning = plain[: handle.start()] if handle else ""
        first = words(re.sub(r"https?://\S+|pic\.twitter\.com\S+", " ", beginning))[:4]
        if handle and first:
            found.append((handle[1], " ".join(first)))
    return list(dict.fromkeys(found))


def _found_tweets(article: Article | None) -> Iterable[tuple[str, str]]:
    for block in article.body if article else ():
        if block.tweet:
            yield block.tweet.handle or "", " ".join(words(block.tweet.text))


def compare(all_pages: list[Page], show: Callable[..., None] = lambda *a: None) -> dict[str, float]:
    """The measurements over ``all_pages``; ``show`` gets each page's name and F1 scores."""
    markup, paste, peer = Scores(), Scores(), Scores()
    tweets: Counter[str] = Counter()
    for page in all_pages:
        start = time.perf_counter()
        ours, article = _ours(page.html)
        middle = time.perf_counter()
        theirs = _trafilatura(page.html)
        markup.seconds += middle - start
        peer.seconds += time.perf_counter() - middle
        pasted, pasted_article = _ours(page.paste) if page.paste else ([], None)
        row = [markup.add(page, ours), paste.add(page, pasted), peer.add(page, theirs)]
        show(page, row)
        for handle, beginning in embedded_tweets(page.html):
            tweets["all"] += 1
            for kind, read in (("html", article), ("paste", pasted_article)):
                tweets[kind] += any(
                    handle == h and text.startswith(beginning) for h, text in _found_tweets(read)
                )
    result = markup.metrics("html") | paste.metrics("paste") | peer.metrics("trafilatura")
    if tweets["all"]:
        result["html_tweets_found"] = tweets["html"] / tweets["all"]
        result["paste_tweets_found"] = tweets["paste"] / tweets["all"]
    result["html_speed_against_trafilatura"] = (
        peer.seconds / markup.seconds if markup.seconds else 0.0
    )
    return result


def measure(data: Path | None) -> dict[str, float]:
    """The measurements over the pages in ``data``, or over the project's samples."""
    return compare(pages(data or SAMPLES))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with pages/ or pages.tar.xz")
    parser.add_argument("--pages", action="store_true", help="show each page's F1")
    options = parser.parse_args()

    def show(page: Page, rows: list[tuple[float, float, float]]) -> None:
        if options.pages:
            cells = "   ".join("/".join(f"{v:.2f}" for v in row) for row in rows)
            print(f"{page.name:<52} {cells}")

    if options.pages:
        print(f"{'precision/recall/F1':<52} {'html':<17}{'paste':<17}{'trafilatura'}")
    result = compare(pages(options.data or SAMPLES), show)
    columns = ("html", "paste", "trafilatura")
    rows = dict.fromkeys(
        name.partition("_")[2] for name in result if name.partition("_")[0] in columns
    )
    print(f"{'':<28}" + "".join(f"{c:>14}" for c in columns))
    for row in rows:
        cells = [result.get(f"{column}_{row}") for column in columns]
        print(f"{row:<28}" + "".join(f"{'' if c is None else f'{c:.3f}':>14}" for c in cells))


if __name__ == "__main__":
    main()
