"""How well invention is caught: ``python -m bench.invention [--data FOLDER] [--model]``.

Measurements that need no model, on the articles of :mod:`bench.summaries`:

``own cleared``
    share of the article's own sentences in which nothing is called unsupported;
``references cleared``
    the same for what an editor wrote of it, in other words;
``own undoubted``, ``references undoubted``
    the same without a word that something stands beside something else, that a negation is
    lost or added, or that words are said twice;
``figures caught``, ``names caught``
    share of those sentences that are flagged after one figure or name in them was changed: a
    figure into another value, a name into one of the next article;
``figures crossed``, ``names crossed``
    the same after one was exchanged for another of the same kind that the same article has;
``speakers crossed``
    those of them in which somebody says something;
``negations caught``
    the same after a *not* was taken out or put in.

``--model`` has SmolLM2 135M, a very small chat model (served by llama.cpp on loopback), sum up the
first articles and tells how much of what it writes is flagged; ``--show`` prints each sentence, to
be read by a person.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from bench import summaries
from summarizer import figures, sentences
from summarizer.brief import Length, Support
from summarizer.checking import parity
from summarizer.errors import ModelError
from summarizer.figures import names
from summarizer.settings import Settings
from summarizer.summarising import abstractive, generating, lexicon, support
from summarizer.summarising.support import Evidence
from tests.remote import llama

# Words of an article that the small model reads: its context has 1,024 tokens here.
_MOST_WORDS = 450
_KEY = "sk-loopback"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = {
    "en": re.compile(r"\bnot\b|(?<=\w)n[’']t\b", re.IGNORECASE),
    "es": re.compile(r"\bno\b", re.IGNORECASE),
}
_AUXILIARY = {
    "en": re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could)\b"),
    "es": re.compile(r"\b(?:ha|han|es|son|fue|fueron|era|está|están|será|tiene|puede|había|hay)\b"),
}


@dataclass(frozen=True)
class Case:
    item: summaries.Item
    evidence: Evidence


def cases(data: Path | None, most: int | None = None, language: str | None = None) -> list[Case]:
    found = []
    items = [item for item in summaries.read(data) if language in (None, item.language)]
    for item in items if most is None else items[:: max(1, len(items) // most)][:most]:
        in_it = figures.find(item.article, item.sentences)
        found.append(Case(item, Evidence(item.article, item.sentences, in_it)))
    return found


def changed_figure(text: str, language: str) -> str | None:
    """``text`` with the digits of its first figure changed, or None where it has none."""
    for match in parity.read(text, language):
        digits = re.search(r"\d+", match.text)
        if digits:
            start = match.start + digits.start()
            other = str(int(digits[0]) + 3).zfill(len(digits[0]))
            return text[:start] + other + text[start + len(digits[0]) :]
    return None


def changed_name(text: str, language: str, others: list[str]) -> str | None:
    """``text`` with its first name replaced by one of ``others``, or None."""
    tags = names.tag(text, language)
    if not tags or not others:
        return None
    start, end, _ = tags[0]
    return text[:start] + others[0] + text[end:]


def crossed_figure(text: str, language: str, article: str) -> str | None:
    """``text`` with its first number exchanged for another one that ``article`` has."""
    numbers = [match[0] for match in _NUMBER.finditer(article)]
    for match in parity.read(text, language):
        digits = _NUMBER.search(match.text)
        if digits and match.date is None:
            other = next((n for n in numbers if n not in text and digits[0] != n), None)
            start = match.start + digits.start()
            return other and text[:start] + other + text[start + len(digits[0]) :]
    return None


def crossed_name(text: str, language: str, article: str) -> str | None:
    """``text`` with its first name exchanged for one of the same kind that ``article`` has."""
    others = names.tag(article, language)
    for start, end, kind in names.tag(text, language):
        for a, b, other in others:
            parts = set(article[a:b].lower().split())
            if other is kind and not parts & set(text.lower().split()):
                return text[:start] + article[a:b] + text[end:]
    return None


def negated(text: str, language: str) -> str | None:
    """``text`` without its negation, or with one after (in Spanish: before) its first auxiliary."""
    for plain in (_NOT[language], _AUXILIARY[language]):
        if found := plain.search(text):
            inserted = {"en": f"{found[0]} not", "es": f"no {found[0]}"}[language]
            middle = "" if plain is _NOT[language] else inserted
            return " ".join((text[: found.start()] + middle + text[found.end() :]).split())
    return None


def is_doubted(found: Support) -> bool:
    """Whether a reader is told to compare the sentence for what it says, however well its words
    are found."""
    return bool(found.unsupported or found.misplaced or found.negation or found.repeated)


def measure(data: Path | None, most: int | None = None) -> dict[str, float]:
    """The measurements by language, each a share from 0 to 1."""
    found = cases(data, most)
    counts: dict[str, list[bool]] = {}

    def count(name: str, right: bool) -> None:
        counts.setdefault(name, []).append(right)

    for number, case in enumerate(found):
        item, language = case.item, case.item.language
        article = " ".join(sentence.text for sentence in item.sentences)
        same = [c for c in found if c.item.language == language and c is not case]
        neighbour = same[number % len(same)] if same else case
        others = [
            text[start:end]
            for text in neighbour.item.references
            for start, end, _ in names.tag(text, language)
            if text[start:end] not in item.article.text
        ]
        for sentence in item.sentences:
            borne = case.evidence.of(sentence.text, language).support
            count(f"{language} own cleared", not borne.unsupported)
            count(f"{language} own undoubted", not is_doubted(borne))
        for reference in item.references:
            for span in sentences.split(reference, language):
                text = span.of(reference)
                borne = case.evidence.of(text, language).support
                count(f"{language} references cleared", not borne.unsupported)
                count(f"{language} references undoubted", not is_doubted(borne))
                speaks = not lexicon.of(language).speech_verbs.isdisjoint(text.lower().split())
                for kind, changed in (
                    ("figures caught", changed_figure(text, language)),
                    ("names caught", changed_name(text, language, others)),
                    ("figures crossed", crossed_figure(text, language, article)),
                    ("names crossed", crossed := crossed_name(text, language, article)),
                    ("speakers crossed", crossed if speaks else None),
                    ("negations caught", negated(text, language)),
                ):
                    if changed is not None:
                        flagged = case.evidence.of(changed, language).support
                        count(f"{language} {kind}", is_doubted(flagged))
    return {name: sum(right) / len(right) for name, right in sorted(counts.items())}


def of_a_model(data: Path | None, most: int, language: str | None, *, show: bool) -> None:
    written = flagged = doubted = weak = useless = 0
    with llama.running(_KEY) as (url, _):
        settings = Settings(remote_url=url, remote_key=_KEY, remote_seconds=900)
        generator = generating.RemoteGenerator(settings)
        for case in cases(data, most, language):
            item = case.item
            count, kept = 0, []
            for sentence in item.sentences:
                count += len(sentence.text.split())
                if kept and count > _MOST_WORDS:
                    break
                kept.append(sentence)
            in_it = figures.find(item.article, tuple(kept))
            try:
                drafts = abstractive.write(item.article, kept, in_it, Length.SHORT, generator)
            except ModelError:
                useless += 1
                continue
            for draft in drafts:
                assert draft.support is not None
                written += 1
                flagged += bool(draft.support.unsupported)
                doubted += is_doubted(draft.support)
                weak += draft.support.score < support.WEAK
                if show:
                    print(item.name, repr(draft.support), draft.text, sep="\n  ", flush=True)
    print(f"{written} sentences; {useless} articles without a summary of use")
    if written:
        print(f"{flagged / written:.0%} hold a figure, name or quotation that the article lacks")
        print(f"{doubted / written:.0%} hold that, or what stands beside something else there")
        print(f"{weak / written:.0%} are weakly supported (under {support.WEAK:.0%})")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.invention", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with sum_en.jsonl and sum_es.jsonl")
    parser.add_argument("--most", type=int, help="articles, spread over the files")
    parser.add_argument("--model", action="store_true", help="read what a small model invents")
    parser.add_argument("--language", choices=["en", "es"], help="only articles in it")
    parser.add_argument("--show", action="store_true", help="print what it wrote")
    options = parser.parse_args()
    if options.model:
        of_a_model(options.data, options.most or 15, options.language, show=options.show)
        return
    for name, share in measure(options.data, options.most).items():
        print(f"{name:<24}{share:8.3f}")


if __name__ == "__main__":
    main()
