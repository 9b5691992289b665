"""Read the annotated corpora that the name recogniser learns from into one form.

Each corpus gives sentences as our own tokens with BIO tags of PER, ORG and LOC; whatever else a
corpus annotates is "O". Corpora are read from a folder as they were published (see README.md for
sources and licences); nothing of them is part of the project.

    python -m training.names.corpora RAW_FOLDER OUT_FOLDER
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarizer.figures.tokens import tokenise

Tagged = tuple[list[str], list[str]]

_KINDS = {
    "PER": "PER", "person": "PER", "per": "PER", "Person": "PER",
    "ORG": "ORG", "organization": "ORG", "org": "ORG", "Organisation": "ORG",
    "group": "ORG", "corporation": "ORG",
    "LOC": "LOC", "location": "LOC", "geo": "LOC", "GPE": "LOC", "Location": "LOC",
}  # fmt: skip

_NO_SPACE_BEFORE = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        "%",
        "'",
        "’",
        "”",
        "»",
        "…",
        "'s",
        "’s",
        "n't",
        "'re",
        "'ve",
        "'ll",
        "'m",
        "'d",
    ]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "€", "£", "“", "«", "¿", "¡", "#", "@"])


def retokenised(words: list[str], tags: list[str]) -> Tagged:
    """The sentence of a corpus's own words in ours: words are joined as in print, cut again, and
    each of our tokens has the tag of the word that it begins in."""
    text, owner, quotes = "", [], 0
    glue = True
    for index, word in enumerate(words):
        before = not (glue or word in _NO_SPACE_BEFORE)
        if word == '"':
            quotes += 1
            before = quotes % 2 == 1 and not glue
        if before:
            text += " "
            owner.append(-1)
        text += word
        owner.extend([index] * len(word))
        glue = word in _NO_SPACE_AFTER or (word == '"' and quotes % 2 == 1)
    ours, labels = [], []
    last = (-1, "O")
    for token in tokenise(text):
        index = owner[token.start]
        tag = tags[index]
        # Handles are found by their sign; corpora of tweets differ in what they call them.
        if tag != "O" and not token.text.startswith("@"):
            kind = tag[2:]
            continues = last[1] == kind and (index == last[0] or tag.startswith("I-"))
            labels.append(("I-" if continues else "B-") + kind)
            last = (index, kind)
        else:
            labels.append("O")
            last = (index, "O")
        ours.append(token.text)
    return ours, labels


def _kinds_only(tags: Iterable[str]) -> list[str]:
    out = []
    for tag in tags:
        prefix, _, kind = tag.replace("_", "-").partition("-")
        kind = _KINDS.get(kind)
        if kind is None:
            out.append("O")
        elif prefix == "B" or not out or out[-1][2:] != kind:
            out.append("B-" + kind)
        else:
            out.append("I-" + kind)
    return out


def columns(text: str, word: int = 0, tag: int = -1) -> Iterator[Tagged]:
    """Sentences of a CoNLL-like file."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*text.splitlines(), ""]:
        fields = line.split("\t") if "\t" in line else line.split()
        if line.startswith("# ") and "=" in line:
            continue
        if not line.strip() or fields[0] == "-DOCSTART-":
            if words:
                yield words, _kinds_only(tags)
            words, tags = [], []
            continue
        if len(fields) > 1 and fields[word].strip():
            words.append(fields[word].strip())
            tags.append(fields[tag].strip())


_LEAF = re.compile(r"\(([A-Za-z0-9.]+) (\S+) [^\s()]+\)")
_CESS_KINDS = {"p": "PER", "o": "ORG", "l": "LOC"}
_CESS_SIGNS = {"-Fpa-": "(", "-Fpt-": ")"}


def cess(archive: Path) -> Iterator[Tagged]:
    """CESS-ESP / AnCora-ES: the part-of-speech tag of a proper noun tells its kind."""
    with zipfile.ZipFile(archive) as files:
        for name in sorted(n for n in files.namelist() if n.endswith(".tbf")):
            text = files.read(name).decode("latin-1")
            for tree in re.split(r"\n\s*\(\s*\n", text):
                words, tags, untyped = [], [], False
                for pos, form in _LEAF.findall(tree):
                    form = _CESS_SIGNS.get(form, form)
                    if form.startswith("*"):
                        continue
                    parts = [part for part in form.split("_") if part]
                    kind = None
                    if pos.startswith("np"):
                        kind = _CESS_KINDS.get(pos[-1])
                        untyped |= pos == "np00000"
                    for position, part in enumerate(parts):
                        words.append(part)
                        prefix = "I-" if position else "B-"
                        tags.append(prefix + kind if kind else "O")
                # Where proper nouns were left untyped, "O" would be a lie.
                if words and not untyped:
                    yield words, tags


_TITLES = frozenset(
    [
        "president",
        "mr.",
        "mr",
        "mrs.",
        "ms.",
        "dr.",
        "prime",
        "minister",
        "senator",
        "secretary",
        "general",
        "king",
        "queen",
        "prince",
        "pope",
        "chancellor",
        "gen.",
        "col.",
        "sen.",
        "lt.",
        "sgt.",
        "capt.",
        "former",
        "chief",
        "foreign",
        "defense",
        "vice",
    ]
)


def gmb(archive: Path) -> Iterator[Tagged]:
    """The Groningen Meaning Bank's news sentences. Titles, which it takes into the names of
    people, are left out of them; what it calls GPE is nationalities."""
    with zipfile.ZipFile(archive) as files:
        name = next(n for n in files.namelist() if n.endswith("ner_dataset.csv"))
        rows = csv.reader(io.TextIOWrapper(files.open(name), "latin-1"))
        next(rows)
        words: list[str] = []
        tags: list[str] = []
        for number, word, _, tag in rows:
            if number and words:
                yield words, _without_titles(words, _kinds_only(tags))
                words, tags = [], []
            if word.strip():
                words.append(word)
                tags.append(tag)


def _without_titles(words: list[str], tags: list[str]) -> list[str]:
    tags = list(tags)
    for i in range(len(tags)):
        if tags[i] == "B-PER" and words[i].lower() in _TITLES:
            tags[i] = "O"
            if i + 1 < len(tags) and tags[i + 1] == "I-PER":
                tags[i + 1] = "B-PER"
    return tags


def write(sentences: Iterable[Tagged], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for words, tags in sentences:
            tokens, labels = retokenised(words, tags)
            if tokens and len(tokens) <= 150:
                out.write(json.dumps({"tokens": tokens, "tags": labels}, ensure_ascii=False) + "\n")
                count += 1
    return count


def main() -> None:
    raw, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)

    def read(*names: str) -> Iterator[str]:
        for pattern in names:
            for path in sorted(raw.glob(pattern)):
                yield path.read_text(encoding="utf-8")

    made = {
        "cess.es": cess(raw / "cess_esp.zip"),
        "europarl.es": (s for t in read("es-europarl.test.conll02") for s in columns(t)),
        "europarl.en": (s for t in read("en-europarl.test.conll02") for s in columns(t)),
        "ewt.en": (s for t in read("en_ewt-ud-*.iob2") for s in columns(t, 1, 2)),
        "pud.en": (s for t in read("en_pud-ud-test.iob2") for s in columns(t, 1, 2)),
        "wikigold.en": (s for t in read("wikigold.conll.txt") for s in columns(t)),
        "wnut17train.en": (s for t in read("wnut17train.conll") for s in columns(t)),
        "btc.en": (s for t in read("btc/*.conll") for s in columns(t)),
        "gmb.en": gmb(raw / "ner_dataset.zip"),
    }
    for name, sentences in made.items():
        print(name, write(sentences, out / f"{name}.jsonl"), flush=True)


if __name__ == "__main__":
    main()
