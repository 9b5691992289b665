"""How long people wait for a brief: ``python -m bench.pages [--data FOLDER]``.

The app runs as a process of its own and is used through Chromium, as people use it: from the click
on the button until the whole brief stands in the page. The peer in the same run is one request of
the HTTP API for a brief of the same article, which is the pipeline without a page: what is above
it is what the page costs. The sample article is used, and with ``--data`` the articles
(``*.txt``) of a folder.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.serving import App, app

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAMPLE = Path(__file__).resolve().parent.parent / "summarizer" / "samples" / "cartel_transfer.txt"
WARM_SECONDS, FIRST_SECONDS = 2.0, 10.0
"""The aims: from click to full brief on two cores, warm, and the first one after the start."""

_CHROMIUM = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
_HANG = 300_000  # ms


@contextmanager
def _browser() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(path for path in _CHROMIUM if Path(path).exists()),
            args=["--headless", "--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(_HANG)
        yield page
        browser.close()


def _click_to_brief(page: Page, served: App, text: str) -> float:
    """Seconds from the click until the last sentence of the brief stands in the page."""
    page.goto(f"http://127.0.0.1:{served.port}")
    page.locator("textarea#text").fill(text)
    page.locator("#live").get_by_text("·").wait_for()
    begun = time.perf_counter()
    page.locator(".st-key-brief_button button").click()
    page.locator(".st-key-brief_panel .brief .made").wait_for()
    return time.perf_counter() - begun


def _by_the_api(served: App, text: str) -> float:
    request = urllib.request.Request(
        f"http://127.0.0.1:{served.port}/api/briefs",
        json.dumps({"text": text}).encode(),
        {"Content-Type": "application/json"},
    )
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=_HANG / 1000) as answer:
        answer.read()
    return time.perf_counter() - begun


def measure(data: Path | None = None, repeats: int = 5) -> dict[str, float]:
    """Higher is better in the names of small letters.

    ``first_budget``, ``warm_budget``: how many times the wait fits into 10 s (the first brief after
    the start) and 2 s (median, warm). ``api_over_click``: the median time of the API, over that of
    the page.
    """
    texts = [path.read_text("utf-8") for path in sorted(data.glob("*.txt"))] if data else []
    texts = texts or [SAMPLE.read_text("utf-8")]
    clicks, peers = [], []
    with _browser() as page, app(1, loaded=False) as served:
        first = _click_to_brief(page, served, texts[0])
        for _ in range(repeats):
            for text in texts:  # by turns, so that both meet the same machine
                clicks.append(_click_to_brief(page, served, text))
                peers.append(_by_the_api(served, text))
    click, peer = statistics.median(clicks), statistics.median(peers)
    return {
        "first_budget": FIRST_SECONDS / first,
        "warm_budget": WARM_SECONDS / click,
        "api_over_click": peer / click,
        "first brief after the start, S": first,
        "click to full brief, median S": click,
        "click to full brief, worst S": max(clicks),
        "the same by the API, median S": peer,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of articles")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    for name, value in measure(options.data, options.repeats).items():
        print(f"{name:<36}{value:>12.3f}")


if __name__ == "__main__":
    main()
