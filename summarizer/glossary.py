"""A desk's own words: terms with their translations, and sentences that were corrected by hand.

A term is honoured where the model does not write it of itself: the sentence is translated again
with the term carried past the model or put in the place of what the model wrote, in the number and
after the article that it needs there. A remembered sentence is used as it is where the same one
comes again, and is shown where a like one does. Both are said in the brief.

The CSV format has a head line with language codes and one term a line::

    en,es,note
    Attorney General's Office,Fiscalía General de la República,FGR
"""

from __future__ import annotations

import codecs
import csv
import difflib
import functools
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.brief import Brief, Language, Model, Origin
from summarizer.errors import GlossaryFileError, InputError, NotFound, TermError

LONGEST_TERM = 200
LONGEST_SENTENCE = 2_000
MOST_TERMS = 20_000
MOST_SENTENCES = 10_000
_LONGEST_NOTE = 500

# How the files of Excel and LibreOffice begin: a ZIP archive, and a compound file.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# Of two sentences that a translator would take for variants of one another at least this share of
# letters is the same; the usual threshold of translation memories is 75 to 85 of 100.
_NEAR = 85.0


# "la Fiscalía Especializada en Materia de Delincuencia Organizada" has nine.
_MOST_WORDS = 10


class Term(Model):
    """A term in two languages, each the translation of the other. ``id`` is empty while it is not
    in the store."""

    texts: dict[Language, str]
    note: str = ""
    id: str = ""


class Remembered(Model):
    """A sentence with the translation that a person gave it."""

    source_language: Language
    target_language: Language
    source: str
    target: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A term at ``start:end`` of a text, and what it has to become there."""

    start: int
    end: int
    text: str
    translation: str


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered sentence for one that is to be translated; ``likeness`` is 100 where it is the
    same."""

    remembered: Remembered
    likeness: float

    @property
    def exact(self) -> bool:
        return self.likeness >= 100.0


class Glossary:
    """The terms and sentences of an installation, ready to be looked up; immutable."""

    def __init__(self, terms: Iterable[Term] = (), sentences: Iterable[Remembered] = ()) -> None:
        self.terms = tuple(terms)
        self.sentences = tuple(sentences)

    def __bool__(self) -> bool:
        return bool(self.terms or self.sentences)

    def find(self, text: str, source: Language, target: Language) -> list[Found]:
        """The terms in ``text``, longer ones before shorter ones that overlap them, in order."""
        words = {_stem(word) for word in _WORD.findall(text)}
        found: list[Found] = []
        for key, pattern, term in self._patterns(source, target):
            if key not in words:  # nearly all terms end here
                continue
            for match in pattern.finditer(text):
                if any(f.start < match.end() and match.start() < f.end for f in found):
                    continue
                said, translation = match.group(), term.texts[target]
                if _is_plural(said, term.texts[source]):
                    translation = plural(translation, target)
                found.append(Found(match.start(), match.end(), said, translation))
        return sorted(found, key=lambda f: f.start)

    def search(self, query: str) -> tuple[tuple[Term, ...], tuple[Remembered, ...]]:
        """The terms and the sentences that have each word of ``query`` on one side or the other,
        or in the note, whatever the case and the accents."""
        words = _fold(query).split()

        def has_all(*texts: str) -> bool:
            plain = _fold("\n".join(texts))
            return all(word in plain for word in words)

        return (
            tuple(t for t in self.terms if has_all(*t.texts.values(), t.note)),
            tuple(s for s in self.sentences if has_all(s.source, s.target)),
        )

    def remembered(self, text: str, source: Language, target: Language) -> Match | None:
        """The remembered sentence that is ``text``, or else the one most like it."""
        exact, texts, listed = self._memory(source, target)
        if (known := exact.get(same(text))) is not None:
            return Match(known, 100.0)
        if not texts or len(text) > LONGEST_SENTENCE:
            return None
        from rapidfuzz import fuzz, process

        near = process.extractOne(same(text), texts, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return Match(listed[near[2]], min(near[1], 99.9)) if near else None

    @functools.lru_cache(maxsize=16)  # noqa: B019 (a glossary lives as long as its process)
    def _patterns(
        self, source: Language, target: Language
    ) -> list[tuple[str, re.Pattern[str], Term]]:
        able = [t for t in self.terms if source in t.texts and target in t.texts]
        able.sort(key=lambda term: -len(term.texts[source]))
        return [
            (_stem(_WORD.findall(t.texts[source])[0]), _pattern(t.texts[source], source), t)
            for t in able
            if _WORD.search(t.texts[source])
        ]

    @functools.lru_cache(maxsize=16)  # noqa: B019
    def _memory(
        self, source: Language, target: Language
    ) -> tuple[dict[str, Remembered], list[str], list[Remembered]]:
        listed = [
            s for s in self.sentences if s.source_language == source and s.target_language == target
        ]
        texts = [same(s.source) for s in listed]
        return dict(zip(texts, listed, strict=True)), texts, listed


def correction(brief: Brief, sentence_id: str, language: Language) -> Remembered:
    """The sentence of a brief whose ``language`` side was corrected, as it is to be remembered.

    Raises:
        NotFound: the brief has no such sentence.
        InputError: it is the source itself that was corrected: nothing was translated.
    """
    for sentence in brief.bilingual_sentences():
        if sentence.id == sentence_id and language in sentence.sides:
            if sentence.language == language:
                raise InputError(
                    "This is the article's own side, not a translation. Correct the other side to "
                    "have it remembered."
                )
            return Remembered(
                source_language=sentence.language,
                target_language=language,
                source=sentence.sides[sentence.language].text,
                target=sentence.sides[language].text,
            )
    raise NotFound(f"This brief has no sentence {sentence_id} in the language {language}.")


def corrections(brief: Brief, known: Glossary) -> dict[tuple[str, Language], bool]:
    """The translations of a brief that were edited by hand, by sentence and language, and whether
    they are remembered as they stand."""
    found = {}
    for sentence in brief.bilingual_sentences():
        for language, side in sentence.sides.items():
            if side.origin is Origin.EDITED and language != sentence.language:
                said = sentence.sides[sentence.language].text
                match = known.remembered(said, sentence.language, language)
                found[sentence.id, language] = (
                    match is not None and match.exact and match.remembered.target == side.text
                )
    return found


def corrected_term(corrected: Remembered, former: str, words: str) -> Term:
    """The term that a correction makes of ``words`` of its source sentence: their translation are
    the :func:`corrected_words`.

    Raises:
        InputError: the sentence does not have these words, or no words were put in that could be
            their translation.
    """
    if not _pattern(words, corrected.source_language).search(corrected.source):
        raise InputError(
            f"“{words}” does not stand in the sentence “{corrected.source}”. Name words of it."
        )
    put = corrected_words(former, corrected.target)
    if not put:
        raise InputError(
            "Nothing was put into the translation that could be a term, or too much. Add the term "
            "with: python -m summarizer glossary add ENGLISH SPANISH"
        )
    texts = {corrected.source_language: words, corrected.target_language: put}
    return Term(texts=dict(sorted(texts.items())))


def corrected_words(former: str, corrected: str) -> str:
    """The words that a person put in the place of others, as a term to be kept: from the first
    word of ``corrected`` that ``former`` lacks to the last, without an article at its beginning.
    Empty where nothing was put in, or so much that it is no term."""
    before, after = _WORD.findall(former), list(_WORD.finditer(corrected))
    matcher = difflib.SequenceMatcher(None, before, [w.group() for w in after], autojunk=False)
    places = [
        place
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind != "equal"
        for place in range(start, end)
    ]
    if not places:
        return ""
    words = after[places[0] : places[-1] + 1]
    while words and words[0].group().casefold() in _LITTLE | _ARTICLES:
        words = words[1:]
    if not words or len(words) > _MOST_WORDS:
        return ""
    start, end = words[0].start(), words[-1].end()
    if corrected.count("(", start, end) > corrected.count(")", start, end) and (
        corrected[end : end + 1] == ")"
    ):
        end += 1
    return corrected[start:end]


def holds(text: str, found: Sequence[Found], target: Language) -> list[Found]:
    """Those of ``found`` whose translation ``text`` lacks; a form in the other number counts as
    there. Each has to stand as often as it was found."""
    lacking = []
    plain = _fold(text)
    left: dict[str, int] = {}
    for item in found:
        key = _fold(item.translation)
        if key not in left:
            left[key] = len(_pattern(item.translation, target, folded=True).findall(plain))
        left[key] -= 1
        if left[key] < 0:
            lacking.append(item)
    return lacking


def places_of(text: str, found: Sequence[Found], target: Language) -> list[tuple[int, int]]:
    """Where the translations of ``found`` stand in ``text``, in order, never overlapping."""
    plain, at = _folded_with_places(text)
    places: list[tuple[int, int]] = []
    for item in sorted(found, key=lambda f: -len(f.translation)):
        pattern = _pattern(item.translation, target, folded=True)
        for match in pattern.finditer(plain):
            start, end = at[match.start()], at[match.end() - 1] + 1
            if not any(s < end and start < e for s, e in places):
                places.append((start, end))
    return sorted(places)


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """:func:`_fold` of the text, and for each of its characters where it comes from."""
    pieces, at = [], []
    for place, character in enumerate(text):
        piece = _fold(character)
        pieces.append(piece)
        at += [place] * len(piece)
    return "".join(pieces), at


# --- forms of words ------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset("a an un una unos unas".split())
_LITTLE = frozenset("de del la las el los y e o u en para por con of the and for to in on".split())


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def same(text: str) -> str:
    """A sentence as it is compared: one kind of quotation marks, hyphens and spaces."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[“”„«»]", '"', re.sub(r"[‘’´`]", "'", text))
    return " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", text).split())


def _stem(word: str) -> str:
    """A key that the numbers of a word share."""
    return _fold(word)[:3]


def _pattern(term: str, language: Language, *, folded: bool = False) -> re.Pattern[str]:
    """The term in both numbers, and whatever its case unless it has capitals itself."""
    words = re.findall(r"\w+|[^\w\s]+|\s+", _fold(term) if folded else term)
    bending = _bending(words, language)
    parts = []
    for place, word in enumerate(words):
        if word.isspace():
            parts.append(r"\s+")
        elif place in bending:
            parts.append("(?:" + "|".join(map(re.escape, sorted(_numbers(word, language)))) + ")")
        else:
            parts.append("['’]" if word in "'’" else re.escape(word))
    capitals = not folded and any(c.isupper() for c in term)
    return re.compile(rf"(?<!\w){''.join(parts)}(?!\w)", 0 if capitals else re.IGNORECASE)


def _bending(words: Sequence[str], language: Language) -> set[int]:
    """Places of the words that change with the number: in English the head, before any *of*; in
    Spanish the head with its adjectives, likewise."""
    spoken = []
    for place, word in enumerate(words):
        if word.casefold() in _LITTLE and spoken:
            break
        if re.match(r"[^\W\d_]", word) and word.casefold() not in _LITTLE:
            spoken.append(place)
    return set(spoken[-1:] if language == "en" else spoken)


def _numbers(word: str, language: Language) -> set[str]:
    return {word, _plural_word(word, language)}


def _plural_word(word: str, language: Language) -> str:
    small = word.casefold()
    if word.isupper() and len(word) > 1:  # initials
        return word + "s" if language == "en" else word
    if language == "en":
        if re.search(r"[^aeiou]y$", small):
            return word[:-1] + "ies"
        return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", small) else "s")
    if small.endswith("z"):
        return word[:-1] + "ces"
    if accented := re.search(r"([áéíóú])([ns])$", small):
        bare = dict(zip("áéíóú", "aeiou", strict=True))[accented.group(1)]
        return word[:-2] + bare + accented.group(2) + "es"
    if small.endswith(("s", "x")):
        return word
    return word + ("s" if small[-1] in "aeiouáéó" else "es")


def plural(term: str, language: Language) -> str:
    """The plural of a term: of its head, and in Spanish of the head's adjectives."""
    words = re.findall(r"\w+|[^\w\s]+|\s+", term)
    bending = _bending(words, language)
    return "".join(_plural_word(w, language) if i in bending else w for i, w in enumerate(words))


def _is_plural(said: str, term: str) -> bool:
    """Whether a match differs from the term by more than its case."""
    return _fold(" ".join(said.split())) != _fold(" ".join(term.split()))


# --- Spanish articles ----------------------------------------------------------------------------

_FEMININE = re.compile(r"(?:a|ión|dad|tad|tud|umbre|sis)$", re.IGNORECASE)
# Masculine nouns in -a that news has (Greek -ma and a few more), and feminine ones without an -a.
_MASCULINE_IN_A = re.compile(
    r"^(?:día|mapa|planeta|sofá|tranvía|(?:\w{0,20}(?:blema|grama|stema|lema|tema|"
    r"oma|ima|igma|asma)))$",
    re.IGNORECASE,
)
_OTHER_FEMININE = frozenset("mano ley red cárcel frontera sede base clase parte gente noche mujer "
                            "foto crisis imagen orden voz luz paz vez sal".split())  # fmt: skip
_PAIRS = [
    ("del", "de la"), ("al", "a la"), ("el", "la"), ("los", "las"), ("un", "una"), ("unos", "unas"),
    ("este", "esta"), ("estos", "estas"), ("ese", "esa"), ("esos", "esas"), ("nuestro", "nuestra"),
    ("nuevo", "nueva"), ("primer", "primera"), ("propio", "propia"), ("mismo", "misma"),
]  # fmt: skip


def is_feminine(term: str) -> bool:
    """The likely gender of a Spanish term: that of its first noun, by its ending."""
    word = next((w for w in _WORD.findall(term) if w.casefold() not in _LITTLE), "").casefold()
    plurals = (("s$", ""), ("es$", ""), ("iones$", "ión"))
    forms = {word, *(re.sub(ending, singular, word) for ending, singular in plurals)}
    if any(_MASCULINE_IN_A.match(form) for form in forms):
        return False
    return any(form in _OTHER_FEMININE or _FEMININE.search(form) for form in forms)


def agreeing(before: str, term: str) -> tuple[int, str]:
    """How the words before a Spanish term have to change to agree with it: from which place in
    ``before`` on, and the words there. ``(len(before), "")`` where nothing changes.

    >>> agreeing("dijo el ", "Fiscalía")
    (5, 'la ')
    """
    feminine = is_feminine(term)
    for masculine, other in _PAIRS:
        wrong, right = (masculine, other) if feminine else (other, masculine)
        match = re.search(rf"(?<!\w){wrong}(\s+)$", before, re.IGNORECASE)
        if match:
            new = right.capitalize() if match.group()[0].isupper() else right
            return match.start(), new + match.group(1)
    return len(before), ""


# --- CSV -----------------------------------------------------------------------------------------


def read_csv(data: str | bytes, languages: Sequence[Language] = ("en", "es")) -> list[Term]:
    """The terms of a CSV file (RFC 4180; semicolons and tabs are understood too, in the encodings
    that spreadsheets write: UTF-8, UTF-16 with a mark, Windows-1252).

    Raises:
        GlossaryFileError: it has no head line with the languages, or a line that is no term; the
            message says which.
    """
    text = _decoded(data) if isinstance(data, bytes) else data
    text = text.replace("\0", "").lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    terms: list[Term] = []
    try:
        head = [cell.strip().casefold() for cell in next(rows, [])]
        if any(language not in head for language in languages):
            wanted = ",".join(languages)
            raise GlossaryFileError(
                "The first line of the glossary has to name its columns. Write it as: "
                f"{wanted},note",
                problem="head",
                columns=wanted,
            )
        for row in rows:
            cells = dict(zip(head, map(str.strip, row), strict=False))
            if not any(cells.values()):
                continue
            texts = {language: cells.get(language, "") for language in languages}
            try:
                terms.append(checked(Term(texts=texts, note=cells.get("note", "")[:_LONGEST_NOTE])))
            except TermError as error:
                raise GlossaryFileError(
                    f"Line {rows.line_num} of the glossary: {error}",
                    **{**error.details, "line": rows.line_num},
                ) from error
            if len(terms) > MOST_TERMS:
                raise GlossaryFileError(
                    f"A glossary may have {MOST_TERMS:,} terms. Give fewer.",
                    problem="too_many",
                    most=MOST_TERMS,
                )
    except csv.Error as error:
        raise GlossaryFileError(
            f"Line {rows.line_num} of this file is no CSV ({error}). Save the table as CSV again.",
            problem="not_csv",
            line=rows.line_num,
        ) from error
    return terms


def _decoded(data: bytes) -> str:
    if data.startswith(_SPREADSHEETS):
        raise GlossaryFileError(
            "This is a spreadsheet, not a CSV file. Save the table as CSV and give that file.",
            problem="spreadsheet",
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def write_csv(terms: Iterable[Term], languages: Sequence[Language] = ("en", "es")) -> str:
    """The terms as :func:`read_csv` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*languages, "note"])
    writer.writerows([*(t.texts.get(lang, "") for lang in languages), t.note] for t in terms)
    return out.getvalue()


def checked(term: Term) -> Term:
    """``term`` with its spaces put in order.

    Raises:
        TermError: a side is empty, too long, or has no letter; or the note is too long.
    """
    texts = {language: " ".join(text.split()) for language, text in term.texts.items()}
    note = " ".join(term.note.split())
    if len(texts) < 2:
        raise TermError("A term needs two languages.", problem="empty")
    for language, text in texts.items():
        if not text:
            raise TermError(
                f"The term has no text in the language {language}. Write both sides.",
                problem="empty",
            )
        if len(text) > LONGEST_TERM:
            raise TermError(
                f"“{text[:40]}…” is too long for a term, which has {LONGEST_TERM} characters at "
                "most.",
                problem="too_long",
                most=LONGEST_TERM,
                text=text[:40] + "…",
            )
        if not any(c.isalpha() for c in text):
            raise TermError(
                f"“{text}” can't be a term: it has no letter.", problem="no_letter", text=text
            )
    if len(note) > _LONGEST_NOTE:
        raise TermError(
            f"The note has {len(note)} characters; it may have {_LONGEST_NOTE}. Shorten it.",
            problem="long_note",
            most=_LONGEST_NOTE,
        )
    return term.model_copy(update={"texts": texts, "note": note})


def checked_sentence(sentence: Remembered) -> Remembered:
    """``sentence`` without space around its sides.

    Raises:
        TermError: a side is empty or too long.
    """
    source, target = (text.strip().replace("\0", "") for text in (sentence.source, sentence.target))
    if not source or not target:
        raise TermError("A sentence to remember needs its text in both languages.", problem="empty")
    if max(len(source), len(target)) > LONGEST_SENTENCE:
        raise TermError(
            f"A sentence to remember has {LONGEST_SENTENCE:,} characters at most.",
            problem="too_long",
            most=LONGEST_SENTENCE,
            text=source[:40] + "…",
        )
    return sentence.model_copy(update={"source": source, "target": target})
