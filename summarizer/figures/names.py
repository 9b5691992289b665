"""People with role and handle, organisations and places, merged over an article.

``tag`` finds names in one text; ``find`` merges them over the sentences of an article, whatever
their language; ``same`` says whether two names name the same, across languages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from summarizer.brief import Article, Block, BlockKind, Language, Name, NameKind, Sentence
from summarizer.figures import recogniser
from summarizer.figures.en.names import WORDS as ENGLISH
from summarizer.figures.es.names import WORDS as SPANISH
from summarizer.figures.gazetteer import gazetteer, normalise
from summarizer.figures.name_merging import (
    Found,
    government_of,
    is_acronym,
    is_part,
    merge,
    parts_of,
)
from summarizer.figures.name_roles import role_of
from summarizer.figures.name_spans import Tag, is_work, mended
from summarizer.figures.name_words import NameWords
from summarizer.figures.tokens import Token, tokenise

_WORDS: dict[Language, NameWords] = {"en": ENGLISH, "es": SPANISH}
_HANDLE = re.compile(r"(?<![\w@])@\w{1,30}")
_HYPHENS = frozenset("-‐‑–")
_OPENINGS = frozenset("\"'“”‘«¿¡([—–-*•:")
# A longer list than this is no sentence: a table or a menu, where "cartels" makes no names.
_LONGEST_LIST = 60


# --- one text ------------------------------------------------------------------------------------


def tag(text: str, language: Language) -> list[Tag]:
    """The names in ``text``: ``(start, end, kind)`` in code points, sorted, never overlapping.

    ``language`` is "en" or "es"; other languages give nothing. Demonyms ("Mexican"), titles and
    roles before a name, and handles are no names here.
    """
    return tag_all([text], language)[0]


def tag_all(texts: list[str], language: Language) -> list[list[Tag]]:
    """``tag`` of each of ``texts``, faster than one by one."""
    return _tagged(texts, [tokenise(text) for text in texts], language)


def _tagged(texts: list[str], tokens: list[list[Token]], language: Language) -> list[list[Tag]]:
    words = _WORDS.get(language)
    if words is None:
        return [[] for _ in texts]
    found = recogniser.tag(tokens, language)
    return [mended(*one, words) for one in zip(texts, tokens, found, strict=True)]


# --- two names -----------------------------------------------------------------------------------


def same(a: str, b: str) -> bool:
    """Whether the names ``a`` and ``b``, each in either language, name the same.

    True for spellings of one name, for names of one entry of the gazetteer ("Estados Unidos",
    "U.S."), and for a person's full name and a part of it ("Harfuch").
    """
    if normalise(a) == normalise(b):
        return True
    known = gazetteer()
    entries = [known.all(a), known.all(b)]
    if any(one is other for one in entries[0] for other in entries[1]):
        return True
    if any(entry.kind is not NameKind.PERSON for one in entries for entry in one):
        return False
    governments = government_of(a), government_of(b)
    if governments[0] and governments[1]:
        return same(*governments)
    short, long = sorted((parts_of(a), parts_of(b)), key=len)
    return is_part(short, long)


# --- one article ---------------------------------------------------------------------------------


def find(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Name, ...]:
    """The names of ``article`` in the order of their first mention, each with all its mentions.

    Bylines are left out: who wrote an article is not in it. A tweet's author is a name with the
    tweet's handle, with or without a mention in a sentence.
    """
    blocks = {block.id: block for block in article.blocks}
    read = [
        sentence
        for sentence in sentences
        if sentence.language in _WORDS and not _is_byline(blocks.get(sentence.block_id))
    ]
    tokens = {sentence.id: tokenise(sentence.text) for sentence in read}
    found = [
        item
        for sentence, spans in zip(read, _tags(read, tokens), strict=True)
        for item in _in_sentence(sentence, spans, tokens[sentence.id])
    ]
    found = _agreed(_without_holders(found))
    found += _missed(found, read, tokens)
    order = {sentence.id: index for index, sentence in enumerate(read)}
    found.sort(key=lambda item: (order[item.sentence.id], item.start))
    before: Found | None = None
    for item in found:
        if item.kind is NameKind.PERSON and not item.handle:
            sentence = item.sentence
            follows = before is not None and before.sentence is sentence
            item.role = role_of(
                item.start,
                item.end,
                tokens[sentence.id],
                sentence.text,
                _WORDS[sentence.language],
                after=before.end if before is not None and follows else 0,
            )
            before = item
    return merge(article, found)


def _is_byline(block: Block | None) -> bool:
    return block is not None and block.kind is BlockKind.BYLINE


def _tags(sentences: list[Sentence], tokens: dict[str, list[Token]]) -> list[list[Tag]]:
    """The tags of each sentence, found in one go for each language."""
    tags: dict[int, list[Tag]] = {}
    for language in _WORDS:
        indices = [i for i, sentence in enumerate(sentences) if sentence.language == language]
        texts = [sentences[i].text for i in indices]
        of_texts = [tokens[sentences[i].id] for i in indices]
        tags.update(zip(indices, _tagged(texts, of_texts, language), strict=True))
    return [tags[i] for i in range(len(sentences))]


def _in_sentence(sentence: Sentence, spans: list[Tag], tokens: list[Token]) -> list[Found]:
    text = sentence.text
    found = [Found(start, end, text[start:end], kind, sentence) for start, end, kind in spans]
    groups = _with_groups(found, tokens, sentence, _WORDS[sentence.language])
    handles = [
        Found(m.start(), m.end(), m.group(), NameKind.ORGANISATION, sentence, handle=m.group())
        for m in _HANDLE.finditer(text)
    ]
    return _laid_over(_laid_over(found, groups), handles)


def _laid_over(found: list[Found], others: list[Found]) -> list[Found]:
    """``others``, and of ``found`` what overlaps none of them, in the order of the text."""
    others = sorted(others, key=lambda item: item.start)
    ends = [item.end for item in others]
    kept = []
    for item in found:
        after = bisect_right(ends, item.start)
        if after == len(others) or others[after].start >= item.end:
            kept.append(item)
    return sorted([*kept, *others], key=lambda item: item.start)


# Names that a noun beside them makes organisations: "the Sinaloa, Jalisco New Generation and
# Northeast cartels" are three; "Trump administration" and "Sinaloa cartel" are one with the noun.


def _with_groups(
    found: list[Found], tokens: list[Token], sentence: Sentence, words: NameWords
) -> list[Found]:
    text = sentence.text
    keys = [normalise(token.text) for token in tokens]
    # "Trump" beside such a noun may be taken for an organisation already; a country's is no name.
    people = {(f.start, f.end) for f in found if f.kind is not NameKind.PLACE}
    groups: list[Found] = []
    done = 0
    for index, key in enumerate(keys):
        if key not in words.groups and key not in words.governments:
            continue
        names = (
            _names_after(tokens, keys, index + 1, words)
            if words.group_before_name
            else _names_before(tokens, keys, index - 1, words)
        )
        names = [name for name in names if name[0] >= done]
        if not names:
            continue
        if key in words.governments and (len(names) > 1 or names[0] not in people):
            continue
        lone = len(names) == 1
        if lone:
            start, end = names[0]
            names = [(min(start, tokens[index].start), max(end, tokens[index].end))]
        groups += [
            Found(
                start, end, text[start:end], NameKind.ORGANISATION, sentence, coordinated=not lone
            )
            for start, end in names
        ]
        done = max(end for _, end in names)
    return groups


def _is_capitalised(token: Token, key: str, words: NameWords) -> bool:
    return token.text[0].isupper() and key not in words.demonyms and key not in words.not_names


def _names_before(
    tokens: list[Token], keys: list[str], index: int, words: NameWords
) -> list[tuple[int, int]]:
    """The capitalised names that a list ending at ``index`` is made of."""
    names: list[tuple[int, int]] = []
    low = max(0, index - _LONGEST_LIST)
    while index >= low:
        last = index
        while index >= low and (
            _is_capitalised(tokens[index], keys[index], words)
            or (tokens[index].text in _HYPHENS and index < last)
        ):
            index -= 1
        if index == last:
            break
        first = index + 1
        while first < last and keys[first] in words.articles:
            first += 1
        names.append((tokens[first].start, tokens[last].end))
        if index < low or not (keys[index] == "," or keys[index] in words.conjunctions):
            break
        index -= 1
        if index >= low and keys[index] == ",":
            index -= 1
    return names[::-1]


def _names_after(
    tokens: list[Token], keys: list[str], index: int, words: NameWords
) -> list[tuple[int, int]]:
    """The capitalised names of the list that begins at ``index``, each after "de", "del" ..."""
    names: list[tuple[int, int]] = []
    high = min(len(tokens), index + _LONGEST_LIST)
    while index < high:
        while index < high and keys[index] in words.links:
            index += 1
        first = index
        while index < high and (
            _is_capitalised(tokens[index], keys[index], words)
            or (tokens[index].text in _HYPHENS and index > first)
        ):
            index += 1
        if index == first:
            break
        names.append((tokens[first].start, tokens[index - 1].end))
        if index >= high or not (keys[index] == "," or keys[index] in words.conjunctions):
            break
        index += 1
    return names


def _without_holders(found: list[Found]) -> list[Found]:
    """With an office and the person behind it apart, where the article names the person elsewhere:
    "Tribunal Supremo | Gilmar Mendes"."""
    people = {
        item.text
        for item in found
        if item.kind is NameKind.PERSON and not item.handle and " " in item.text
    }
    apart: list[Found] = []
    for item in found:
        words = item.text.split(" ")
        holder = next(
            (
                name
                for size in (2, 3)
                if item.kind is NameKind.ORGANISATION
                and not item.handle
                and len(words) > size
                and (name := " ".join(words[-size:])) in people
                and words[-size - 1][:1].isupper()
            ),
            None,
        )
        if holder is not None:
            end = item.end - len(holder)
            sentence, body = item.sentence, item.sentence.text[item.start : end - 1]
            apart.append(Found(item.start, end - 1, body, item.kind, sentence))
            apart.append(Found(end, item.end, holder, NameKind.PERSON, sentence))
        else:
            apart.append(item)
    return apart


# --- over the sentences --------------------------------------------------------------------------


def _agreed(found: list[Found]) -> list[Found]:
    """Gives the same words the same kind throughout: that of most mentions, where a person's full
    name also speaks for its surname, and the gazetteer has a say."""
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for item in found:
        if item.handle or item.coordinated:
            continue
        votes[normalise(item.text)][item.kind] += 2
        if item.kind is NameKind.PERSON:
            for part in parts_of(item.text)[1:]:
                votes[part][NameKind.PERSON] += 3
    agreed: dict[str, NameKind] = {}
    for item in found:
        if item.handle or item.coordinated:
            continue
        key = normalise(item.text)
        counter = votes[key]
        if len(counter) > 1:
            if key not in agreed:
                entry = gazetteer().find(item.text, language=item.sentence.language)
                known = entry.kind if entry is not None else None
                # Of as many votes the first has it, so that all mentions have the same kind.
                agreed[key] = max(counter, key=lambda kind: counter[kind] + 3 * (kind is known))
            item.kind = agreed[key]
    return found


def _missed(
    found: list[Found], sentences: list[Sentence], tokens: dict[str, list[Token]]
) -> list[Found]:
    """The places where a name stands that was found in another place only."""
    forms: dict[str, NameKind] = {}
    for item in found:
        if not (item.handle or item.coordinated):
            forms.setdefault(item.text, item.kind)
    kinds: dict[tuple[str, ...], NameKind] = {}
    for form, kind in forms.items():
        kinds.setdefault(tuple(token.text for token in tokenise(form)), kind)
    for key, kind in list(kinds.items()):
        if kind is NameKind.PERSON and len(key) > 1 and len(key[-1]) > 3:
            kinds.setdefault(key[-1:], kind)
    parts_of_names = {part for key in kinds for part in key}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in kinds:
        if key[0][0].isupper() and (len(key) > 1 or len(key[0]) > 2 or is_acronym(key[0])):
            by_first[key[0]].append(key)
    for keys in by_first.values():
        keys.sort(key=len, reverse=True)
    taken: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        taken[item.sentence.id].append(item)

    missed = []
    for sentence in sentences:
        here, words = tokens[sentence.id], _WORDS[sentence.language]
        spans = sorted((item.start, item.end) for item in taken[sentence.id])
        ends = [end for _, end in spans]
        index = 0
        while index < len(here):
            keys = by_first.get(here[index].text)
            if keys is None:
                index += 1
                continue
            key = next(
                (
                    key
                    for key in keys[:8]
                    if tuple(token.text for token in here[index : index + len(key)]) == key
                ),
                None,
            )
            if key is None:
                index += 1
                continue
            start, end = here[index].start, here[index + len(key) - 1].end
            before = here[index - 1].text if index else ""
            after = here[index + len(key)].text if index + len(key) < len(here) else ""
            opens = not before or before in _OPENINGS or before in ".!?"
            # "Then" of "Then Lane left" has its capital from the sentence.
            borrowed = index == 1 and before not in parts_of_names
            index += len(key)
            following = bisect_right(ends, start)
            if following < len(spans) and spans[following][0] < end:
                continue
            # One word is a name again where nothing beside it makes it another's, and not where
            # any word would have its capital.
            if len(key) == 1 and (
                opens
                or (before[:1].isupper() and not borrowed)
                or after[:1].isupper()
                or normalise(key[0]) in words.demonyms
            ):
                continue
            if is_work(sentence.text, start, end, kinds[key], words):
                continue
            missed.append(Found(start, end, sentence.text[start:end], kinds[key], sentence))
    return missed
