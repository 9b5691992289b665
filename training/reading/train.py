"""Trains the model that tells the lines of an article from those of the page around it.

    python training/reading/train.py --data FOLDER [--folds 5] [--out FILE]

``FOLDER`` is laid out as ``bench/reading.py`` says. The model is a linear-chain conditional random
field (Lafferty, McCallum and Pereira 2001) over the binary features of
``summarizer/reading/features.py`` with the labels *junk* and *article*. With ``--folds`` it is
trained on a part of the pages and measured on the rest, for each part in turn; ``--out`` writes
the weights of a model trained on all pages.

Each page gives several sequences: its HTML with markup, the same lines without, the text as
pasted, and cut-outs as people select them (from the title to some lines after the end, the
article alone, its first paragraphs). Lines whose label the expected text does not settle do not
count.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch

from bench.reading import Page, compare, pages, shingles, words
from summarizer.reading import features, html, junk, line_model, tweets
from summarizer.reading.lines import Line, split

UNKNOWN = -1
_PART = 80


class Gold:
    """What is known of a page's article."""

    def __init__(self, text: str, title: str) -> None:
        self.runs = {size: set(shingles(words(text), size)) for size in (1, 2, 3, 4)}
        self.whole = {" ".join(words(line)) for line in text.splitlines()}
        self.title = set(words(title))

    def label(self, line: Line) -> int:
        tokens = words(line.text)
        if junk.related_lead(line) is not None or not tokens:
            return 0
        if set(tokens) == self.title or (
            len(tokens) > 3 and len(set(tokens) & self.title) >= 0.8 * len(set(tokens) | self.title)
        ):
            return UNKNOWN
        if len(tokens) < 4:
            if " ".join(tokens) in self.whole:
                return 1
            return UNKNOWN if tuple(tokens) in self.runs[len(tokens)] and line.ends_sentence else 0
        own = shingles(tokens)
        inside = sum(run in self.runs[4] for run in own) / len(own)
        return 1 if inside >= 0.7 else 0 if inside < 0.35 else UNKNOWN


def sequences(page: Page, rng: random.Random) -> list[tuple[np.ndarray, np.ndarray, str]]:
    """Feature matrices and labels of the ways in which ``page`` can be read."""
    if page.expected:
        expected, silver = page.expected, False
    else:
        import trafilatura

        expected = (
            trafilatura.extract(page.html, include_comments=False, favor_precision=True) or ""
        )
        silver = True
    data = page.html.decode("utf-8", "replace")
    tree = html.parse(data)
    about = html.facts(tree)
    gold = Gold(expected, about.title)
    rendered = html._render(tree)
    taken = {id(line) for element, own in rendered.tweets for line in own}
    marked = [line for line in rendered.lines if id(line) not in taken]
    html._mark_main(marked, tree, about)
    _, marked, _ = tweets.extract(marked)
    result = []

    def add(lines: list[Line], kind: str) -> None:
        if not lines:
            return
        labels = np.array([gold.label(line) for line in lines])
        if silver:
            # only what both the extractor and the form of the line say
            for i, line in enumerate(lines):
                if (labels[i] == 1) != line.is_prose:
                    labels[i] = UNKNOWN if labels[i] == 1 or line.is_prose else 0
        result.append((features.matrix(lines), labels, kind))

    def plain(lines: list[Line]) -> list[Line]:
        return [Line(x.start, x.end, x.text, x.gap, None, x.raw) for x in lines]

    add(marked, "html")
    visible = [line for line in marked if not (line.markup and line.markup.hidden)]
    add(plain(visible), "plain")
    pasted = [line for line in split(page.paste or "")]
    _, pasted, _ = tweets.extract(pasted)
    add(pasted, "paste")
    labels = [gold.label(line) for line in pasted]
    kept = [i for i, label in enumerate(labels) if label == 1]
    if kept and not silver:
        title = [i for i in range(kept[0]) if labels[i] == UNKNOWN][-1:]
        start = title[0] if title else kept[0]
        for _ in range(2):
            end = min(len(pasted), kept[-1] + 1 + rng.choice([0, 0, 3, 8, 20]))
            add(pasted[max(0, start - rng.choice([0, 0, 2, 6])) : end], "cut")
        alone = [line for line, label in zip(pasted, labels, strict=True) if label != 0]
        add(alone, "alone")
        add(alone[: rng.randint(1, 6)], "alone")
        # pages with teasers of other stories: with and without the article's own head
    return result


def fit(data, l2: float = 0.1, weights: dict[str, float] | None = None):
    """The CRF's weights (label *article* against *junk*, and the transitions) by L-BFGS."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    count = len(features.NAMES)
    emission = torch.zeros(count, dtype=torch.float64, requires_grad=True)
    transition = torch.zeros(2, 2, dtype=torch.float64, requires_grad=True)
    share = weights or {"html": 1.0, "plain": 0.5, "paste": 1.0, "cut": 0.5, "alone": 0.5}
    # the features already look across the page, so a page can be cut for batching
    data = [
        (rows[i : i + _PART], labels[i : i + _PART], kind, len(labels))
        for rows, labels, kind in data
        for i in range(0, len(labels), _PART)
    ]
    lengths = [len(labels) for _, labels, _, _ in data]
    longest = max(lengths)
    x = torch.zeros(len(data), longest, count, dtype=torch.float32)
    y = torch.full((len(data), longest), UNKNOWN)
    for i, (rows, labels, _, _) in enumerate(data):
        x[i, : len(labels)] = torch.from_numpy(rows)
        y[i, : len(labels)] = torch.from_numpy(labels)
    # a page counts by the root of its length, so that long menus do not decide
    weight = torch.tensor([share[kind] / np.sqrt(length) for _, _, kind, length in data])
    mask = torch.zeros(len(data), longest, dtype=torch.bool)
    for i, n in enumerate(lengths):
        mask[i, :n] = True
    impossible = torch.full((len(data), longest, 2), 0.0, dtype=torch.float64)
    impossible[..., 0][y == 1] = -1e4
    impossible[..., 1][y == 0] = -1e4
    optimiser = torch.optim.LBFGS(
        [emission, transition], max_iter=150, line_search_fn="strong_wolfe"
    )

    def log_partition(scores):
        alpha = scores[:, 0]
        for t in range(1, longest):
            step = torch.logsumexp(alpha.unsqueeze(2) + transition, dim=1) + scores[:, t]
            alpha = torch.where(mask[:, t].unsqueeze(1), step, alpha)
        return torch.logsumexp(alpha, dim=1)

    def closure():
        optimiser.zero_grad()
        article = (
            (x.double() @ emission)
            if False
            else torch.einsum("btf,f->bt", x, emission.float()).double()
        )
        scores = torch.stack([torch.zeros_like(article), article], dim=2)
        likelihood = log_partition(scores + impossible) - log_partition(scores)
        loss = -(likelihood * weight).sum() + l2 * (emission**2).sum() + l2 * (transition**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return emission.detach().numpy(), transition.detach().numpy()


def cross_validate(by_page, folds: int, l2: float, rng: random.Random) -> None:
    """Prints how pages are read by models that were trained without them, whole way included."""
    order = list(range(len(by_page)))
    rng.shuffle(order)
    measured: list[tuple[dict[str, float], int]] = []
    for fold in range(folds):
        held = set(order[fold::folds])
        train = [s for i, (_, own) in enumerate(by_page) if i not in held for s in own]
        weights = fit(train, l2)
        line_model._load = lambda weights=weights: weights
        known = [by_page[i][0] for i in held]
        measured.append((compare(known), sum(page.expected is not None for page in known)))
    names = [name for name in measured[0][0] if all(name in m for m, _ in measured)]
    total = sum(n for _, n in measured)
    for name in names:
        print(f"{name:<36} {sum(m[name] * n for m, n in measured) / total:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--l2", type=float, default=0.1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rng = random.Random(7)
    start = time.time()
    by_page = [(page, sequences(page, rng)) for page in pages(options.data)]
    count = sum(len(labels) for _, own in by_page for _, labels, _ in own)
    print(f"{count} lines read in {time.time() - start:.0f} s")
    if options.folds:
        cross_validate(by_page, options.folds, options.l2, rng)
    if options.out:
        emission, transition = fit([s for _, own in by_page for s in own], options.l2)
        line_model.save(options.out, emission, transition)


if __name__ == "__main__":
    main()
