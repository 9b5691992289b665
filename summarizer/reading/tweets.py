"""Tweets in pasted text: embeds flattened into it, and posts copied from X itself.

An embed ends in an attribution line, "— Name (@handle) January 20, 2026"; pasting moves it: it
may stand on the tweet's last line, in the middle of a line that holds the whole article, or
between the tweet's paragraphs, when the tweet goes on after it up to its picture link. A post
copied from X starts with name and handle and ends in time and counts.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from summarizer.brief import BlockKind, JunkReason, Tweet
from summarizer.reading import dates, en, es
from summarizer.reading.lines import Labelled, Line, clean, fold, fold_same_length

# X's own limit for a post, and the one it had before November 2017. An embed cuts longer posts
# near it and ends them in an ellipsis. A link counts as 23 characters whatever its length.
LIMIT = 280
_SHORT_LIMIT_ENDED = dt.date(2017, 11, 7)
_LINK_LENGTH = 23

_HANDLE = re.compile(r"\(\s?(@\w{1,15})\s?\)")
_DASH = re.compile(r"[—–―]|(?:(?<=\s)|^)-{1,2}(?=\s)|(?:^)-{1,2}")
_DATE_AFTER_HANDLE = re.compile(r"[\s,·|:-]{0,4}(?:el |on )?" + dates.DATE)
# Picture and t.co links end in ten characters, which tells where scraped text runs on.
PICTURE = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/(?:\w{10}|\w{1,30})", re.I)
_SHORT_LINK = r"https?://t\.co/(?:\w{10}|\w{1,30})"
_LINK = re.compile(rf"{_SHORT_LINK}|https?://[^\s<>\"'“”’»)\]]{{1,500}}", re.I)
_MENTION = re.compile(r"(?<![\w@])@\w{1,15}")
_HASHTAG = re.compile(r"(?<![\w&])#(?:[^\W\d]|\d(?=\w{0,99}[^\W\d]))\w{0,99}")
STATUS = re.compile(
    r"https?://(?:mobile\.|www\.)?(?:twitter|x|nitter)\.[a-z.]{2,10}/(?P<user>\w{1,30})/status(?:es)?/(?P<id>\d{5,20})[^\s]{0,200}",
    re.I,
)
_ELLIPSIS_AT_END = re.compile(r"(?:…|\.\.\.)$")
_TAIL = re.compile(rf"\s{{0,3}}(?:{PICTURE.pattern}|{_SHORT_LINK})\s{{0,3}}$", re.I)
# Scraping runs the end of a paragraph into the tweet: "…tercer sets.Friends reunited.@andy".
_GLUE = re.compile(
    r"(?<=[^\WA-Z_][.!?…])[\"”’»)\]]{0,2}(?=[A-ZÁÉÍÓÚÑ¡¿#@“\"«\U0001f000-\U0001faff\u2600-\u27bf])"
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]")
_SIGN = re.compile(r"[#@]\w|https?:|pic\.(?:twitter|x)\.com", re.I)
_REPORT = re.compile(r"\b(?:" + "|".join(en.REPORT_VERBS + es.REPORT_VERBS) + r")\b[^.!?]{0,80}:?$")


@dataclass
class Found:
    """A tweet and where it stands: ``pieces`` hold all that is its, with
    attribution, counts and links. Spans are offsets into the article's text."""

    tweet: Tweet
    pieces: list[tuple[int, int]]
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Attribution:
    """``start`` and ``end`` are offsets into the text in which it was found."""

    start: int
    end: int
    author: str
    handle: str
    date: dt.date | None


def attributions(text: str) -> list[Attribution]:
    """The attribution lines in ``text``, which need not be lines of their own."""
    found = []
    floor = 0
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    for handle in _HANDLE.finditer(text):
        dashes = list(_DASH.finditer(text, max(floor, handle.start() - 100), handle.start()))
        long_dashes = [dash for dash in dashes if dash.group() in "—―"]
        date, end = None, handle.end()
        # fold may change offsets, so the tail is folded alone and measured in code points
        tail = text[handle.end() : handle.end() + 60]
        folded_tail = fold_same_length(tail)
        if match := _DATE_AFTER_HANDLE.match(folded_tail):
            date = dates.from_match(match)
            end = handle.end() + match.end()
        if not dashes:
            # "Name (@handle) January 20, 2026", which only a whole line can be
            name = text[: handle.start()].strip() if handle.start() <= 80 else ""
            if date and name and not found and end >= last:
                found.append(Attribution(0, end, clean(name), handle[1], date))
                floor = end
            continue
        dash = (long_dashes or dashes)[-1]
        name = clean(text[dash.end() : handle.start()])
        alone = dash.start() <= first and end >= last
        if name and (date or alone):
            found.append(Attribution(dash.start(), end, name, handle[1], date))
            floor = end
    return found


def weighted_length(text: str) -> int:
    """The length of ``text`` as X counts it, picture links aside."""
    text = PICTURE.sub("", text)
    return len(_LINK.sub("x" * _LINK_LENGTH, text).strip())


def build(
    paragraphs: list[str],
    *,
    author: str | None = None,
    handle: str | None = None,
    date: dt.date | None = None,
    url: str | None = None,
    language: str | None = None,
    links: tuple[str, ...] = (),
) -> Tweet:
    """A tweet of cleaned paragraphs. Links that only end it (picture, card, quoted post) leave its
    text, as on X itself, and stay in ``links``."""
    joined = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    # scraping runs a link into the word before or after it
    found = [*_LINK.findall(joined), *(m for m in PICTURE.findall(joined) if "//" not in m)]
    text = joined
    while match := _TAIL.search(text):
        text = text[: match.start()].rstrip()
    text = text.strip()
    return Tweet(
        text=text,
        author=author,
        handle=handle,
        date=date,
        language=language,
        mentions=tuple(dict.fromkeys(_MENTION.findall(_LINK.sub(" ", text)))),
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(_LINK.sub(" ", text)))),
        links=tuple(dict.fromkeys([*found, *links])),
        truncated=bool(_ELLIPSIS_AT_END.search(text)),
        url=url,
    )


_EMBED = re.compile(r"<blockquote[^<>]{0,300}\btwitter-tweet\b", re.I)
_WIDGET = re.compile(r"\s{0,20}<script[^<>]{0,300}>\s{0,20}</script>", re.I)
_LONGEST_EMBED = 10_000


def embed_codes(text: str) -> list[tuple[int, int]]:
    """Where ``text`` holds the HTML code of embedded tweets, as the sources of pages do."""
    found, position = [], 0
    while match := _EMBED.search(text, position):
        end = text.find("</blockquote>", match.end(), match.start() + _LONGEST_EMBED)
        if end < 0:
            position = match.end()
            continue
        end += len("</blockquote>")
        if widget := _WIDGET.match(text, end):
            end = widget.end()
        found.append((match.start(), end))
        position = end
    return found


def extract(lines: list[Line]) -> tuple[list[Found], list[Line], list[Labelled]]:
    """The tweets of ``lines``, the lines (and parts of lines) that are left, and the furniture of
    posts that is junk."""
    posts, lines, furniture = _copied_posts(lines)
    segments, marks = _cut_at_attributions(lines)
    article_language = _language(segments)
    taken: set[int] = set()
    found: list[Found] = [*posts]
    for index, segment in enumerate(segments):
        if (mark := marks.get(id(segment))) is None:
            continue
        before = _before(segments, marks, taken, index, mark, article_language)
        after = _after(segments, marks, taken, index, [segments[i] for i in before])
        own = [*before, *after]
        taken.update(own, {index})
        tweet = build(
            [segments[i].text for i in own],
            author=mark.author or None,
            handle=mark.handle,
            date=mark.date,
        )
        if not tweet.text:
            # a picture or a link alone: there is nothing to read
            furniture += [
                Labelled(segments[i], BlockKind.JUNK, JunkReason.MEDIA) for i in (*own, index)
            ]
            continue
        found.append(
            Found(
                tweet,
                [(segments[i].start, segments[i].end) for i in sorted([*own, index])],
            )
        )
    for index, segment in enumerate(segments):
        if (
            index not in taken
            and _ends_in_picture(segment)
            and weighted_length(segment.text) <= LIMIT * 1.15
            and (tweet := build([segment.text])).text
        ):
            taken.add(index)
            found.append(Found(tweet, [(segment.start, segment.end)]))
    left = [segment for index, segment in enumerate(segments) if index not in taken]
    return found, left, furniture


def _part(line: Line, text: str, start: int, end: int, gap: int) -> Line | None:
    """The part of ``line`` between two offsets into its raw text, or None where it is empty."""
    raw = text[start:end]
    stripped = raw.strip()
    if not stripped:
        return None
    begin = line.start + start + len(raw) - len(raw.lstrip())
    return Line(begin, begin + len(stripped), clean(stripped), gap, line.markup, raw=stripped)


def _cut_at_attributions(lines: list[Line]) -> tuple[list[Line], dict[int, Attribution]]:
    """``lines`` cut so that each attribution, and the end of a tweet that runs into it, is a line
    of its own. A part that continues its line has the gap -1."""
    segments: list[Line] = []
    marks: dict[int, Attribution] = {}
    for line in lines:
        found = attributions(line.raw) if "@" in line.raw else []
        if not found:
            segments.append(line)
            continue
        position, gap = 0, line.gap
        for mark in found:
            for start, end in _tweet_tail(line.raw, position, mark):
                if part := _part(line, line.raw, start, end, gap):
                    segments.append(part)
                    gap = -1
            if part := _part(line, line.raw, mark.start, mark.end, gap):
                segments.append(part)
                marks[id(part)] = mark
                gap = -1
            position = mark.end
        if part := _part(line, line.raw, position, len(line.raw), -1):
            segments.append(part)
    return segments, marks


def _tweet_tail(raw: str, position: int, mark: Attribution) -> list[tuple[int, int]]:
    """``raw`` between ``position`` and the attribution, cut before the tweet that ends there."""
    text = raw[position : mark.start]
    limit = _limit(mark.date)
    if weighted_length(text) <= limit:
        # a post itself may have lost its line ends, but then it soon shows a sign of one
        cuts = [
            m.end()
            for m in _GLUE.finditer(text)
            if position or (m.end() >= 100 and not _SIGN.search(text[: m.end()]))
        ]
    else:
        cuts = [
            m.end()
            for m in _GLUE.finditer(text, max(0, len(text) - limit - 120))
            if weighted_length(text[m.end() :]) <= limit
        ]
        if not cuts:
            cuts = [
                m.end()
                for m in re.finditer(r"[.!?…][\"”’»)]{0,2}\s", text[: len(text.rstrip()) - 1])
                if weighted_length(text[m.end() :]) <= limit
            ][-1:]
    if not cuts:
        return [(position, mark.start)]
    return [(position, position + cuts[0]), (position + cuts[0], mark.start)]


def _limit(date: dt.date | None) -> int:
    """How long a post of that day can be; a fifth more for what cleaning adds."""
    return (140 if date and date < _SHORT_LIMIT_ENDED else LIMIT) * 6 // 5


def _language(lines: list[Line]) -> str | None:
    """The language whose function words ``lines`` clearly show, or None."""
    totals: dict[str, int] = {}
    for line in lines:
        for language, count in line.function_words.items():
            totals[language] = totals.get(language, 0) + count
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    if ranked and ranked[0][1] >= 2 and ranked[0][1] >= 2 * ranked[1][1]:
        return ranked[0][0]
    return None


def _ends_in_picture(line: Line) -> bool:
    tail = _TAIL.search(line.text)
    return bool(tail and PICTURE.search(tail.group()))


def _before(
    segments: list[Line],
    marks: dict[int, Attribution],
    taken: set[int],
    index: int,
    mark: Attribution,
    article_language: str | None,
) -> list[int]:
    """Which segments before the attribution at ``index`` hold its tweet."""
    limit = _limit(mark.date)
    own: list[int] = []
    length = 0
    truncated = False
    for i in range(index - 1, max(-1, index - 13), -1):
        candidate = segments[i]
        if i in taken or id(candidate) in marks:
            break
        size = weighted_length(candidate.text)
        if length + size > limit:
            break
        following = segments[i + 1]
        if not own:
            if following.gap > 3 or _introduces(candidate):
                break
            truncated = bool(_ELLIPSIS_AT_END.search(_TAIL.sub("", candidate.text)))
        elif not _continues(
            candidate, segments[i + 1 : index], mark, article_language, truncated, length
        ):
            start = _start_above(segments, marks, taken, i, limit - length)
            if start is None:
                break
            own = [*range(start, i + 1), *own]
            break
        own.insert(0, i)
        length += size
    return own


def _start_above(
    segments: list[Line], marks: dict[int, Attribution], taken: set[int], i: int, room: int
) -> int | None:
    """The segment at or above ``i`` where a post of short lines begins with a hashtag, mention or
    emoji, where it fits into ``room`` characters."""
    for j in range(i, max(-1, i - 8), -1):
        line = segments[j]
        room -= weighted_length(line.text)
        if room < 0 or j in taken or id(line) in marks or len(line.text) > 80 or line.is_prose:
            return None
        if _starts_like_post(line):
            return j
    return None


def _introduces(line: Line) -> bool:
    """Whether ``line`` announces a tweet: "Goldstein tweeted he was honored:"."""
    return line.text.endswith(":") and bool(_REPORT.search(line.folded))


def _continues(
    candidate: Line,
    tweet: list[Line],
    mark: Attribution,
    article_language: str | None,
    truncated: bool,
    length: int,
) -> bool:
    """Whether ``candidate`` is one more paragraph of the ``tweet`` that stands below it."""
    top = tweet[0]
    text = candidate.text
    if top.gap == -1 or _ends_in_picture(candidate) or _introduces(candidate):
        return False
    surname = fold(mark.author).split()[-1] if mark.author.split() else ""
    if len(surname) > 3 and surname in candidate.words:
        return False
    language, own = _language([candidate]), _language(tweet)
    if language and own and language != own:
        return False
    if own and article_language and own != article_language and language == own:
        return True
    if top.gap == 0 and candidate.gap > 0:
        return True
    if top.gap > 0 and candidate.gap == 0 and any(line.gap == 0 for line in tweet[1:]):
        return False
    first = top.text[:1]
    if first.islower() or _LATER_ITEM.match(top.text):
        return True
    if _starts_like_post(candidate) or _EMOJI.search(text) or _HASHTAG.search(text):
        return True
    if _first_person(candidate):
        return True
    # the embed cut the post at its limit, so there is more of it above
    return truncated and length < LIMIT * 0.8


# "(2) …", "3. …": the lines before it belong to the same list
_LATER_ITEM = re.compile(r"\(?(?:[2-9]|1\d)[.)]\s")


def _starts_like_post(line: Line) -> bool:
    return line.text.startswith(("@", "#")) or bool(_EMOJI.match(line.text))


def _first_person(line: Line) -> bool:
    """Whether the writer speaks of himself, outside quotes."""
    if re.search(r"[\"“”«»]", line.text):
        return False
    language = _language([line])
    words = {"en": en.FIRST_PERSON, "es": es.FIRST_PERSON}
    return language is not None and any(word in words[language] for word in line.words)


def _after(
    segments: list[Line],
    marks: dict[int, Attribution],
    taken: set[int],
    index: int,
    before: list[Line],
) -> list[int]:
    """Which segments after the attribution at ``index`` still belong to its tweet: those up to a
    picture link, where the tweet had none yet and no other attribution claims them."""
    if any(_ends_in_picture(line) for line in before):
        return []
    length = sum(weighted_length(line.text) for line in before)
    own: list[int] = []
    for i in range(index + 1, min(len(segments), index + 6)):
        line = segments[i]
        if id(line) in marks or i in taken:
            return []
        length += weighted_length(line.text)
        if length > LIMIT * 1.1:
            return []
        own.append(i)
        if _ends_in_picture(line):
            claimed = i + 1 < len(segments) and id(segments[i + 1]) in marks
            if claimed:
                return []
            languages = {_language(before), _language([segments[j] for j in own])} - {None}
            return own if len(languages) < 2 else []
    return []


# --- posts copied from X -------------------------------------------------------------------------

_HANDLE_LINE = re.compile(r"@\w{1,15}$")
_AGO = r"(?:\d{1,2} ?(?:s|m|min|h|d|sem|w)\.?)"
_MONTH_DAY = rf"(?:(?:{'|'.join(dates.MONTHS)})\.? \d{{1,2}}|\d{{1,2}} (?:de )?(?:{'|'.join(dates.MONTHS)})\.?)"
_WHEN = re.compile(rf"(?:{dates.DATE}|{_MONTH_DAY}|{_AGO})$")
_ONE_LINE_HEADER = re.compile(
    r"(?P<name>.{1,60}?)\s?(?P<handle>@\w{1,15})\s?·\s?(?P<when>.{1,24})$"
)
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.? ?m\.?)? ?[·,-] ?(?P<date>[^·]{4,30})(?:·.{0,40})?$"
)
_COUNT = re.compile(
    r"\d[\d.,]{0,12} ?(?:k|m|b|mil|mill\.?|m de)?(?: [^\W\d]{1,20}(?: [^\W\d]{1,20}){0,2})?$"
)
_POST_LINES = frozenset(map(fold, en.POST_LINES + es.POST_LINES))


def _copied_posts(
    lines: list[Line],
) -> tuple[list[Found], list[Line], list[Labelled]]:
    """Posts copied from X: name, handle, time, text, counts, each on a line of its own."""
    headers: dict[int, tuple[int, str, str, str]] = {}
    for i, line in enumerate(lines):
        if "@" not in line.text:
            continue
        if _HANDLE_LINE.match(line.text) and i and _is_name(lines[i - 1]):
            headers[i - 1] = (i + 1, lines[i - 1].text, line.text, "")
        elif (match := _ONE_LINE_HEADER.match(line.text)) and _WHEN.match(fold(match["when"])):
            headers[i] = (i + 1, clean(match["name"]), match["handle"], match["when"])
    found: list[Found] = []
    furniture: list[Labelled] = []
    taken: set[int] = set()
    for start, (body, name, handle, when) in headers.items():
        if start in taken:
            continue
        own = list(range(start, body))
        date = dates.find(when)
        sure = bool(when)
        paragraphs: list[str] = []
        junk: list[tuple[int, JunkReason]] = []
        ended = False
        position = body
        while position < len(lines) and position not in headers:
            line = lines[position]
            folded = line.folded.rstrip(":")
            if folded == "·":
                sure = sure or not paragraphs
                own.append(position)
            elif not paragraphs and _WHEN.match(folded):
                sure = True
                date = date or dates.find(line.text)
                own.append(position)
            elif match := _CLOCK.match(folded):
                sure = ended = True
                date = dates.find(match["date"]) or date
                own.append(position)
            elif folded in _POST_LINES:
                junk.append((position, JunkReason.NAVIGATION))
                sure = sure or folded.startswith(("translate ", "traducir "))
                ended = ended or bool(paragraphs)
            elif _COUNT.match(folded) and (ended or paragraphs) and len(folded) <= 30:
                junk.append((position, JunkReason.COUNTS))
                ended = True
            elif ended:
                break
            else:
                paragraphs.append(line.text)
                own.append(position)
            position += 1
        if not sure or not build(paragraphs).text:
            continue
        found.append(
            Found(
                build(paragraphs, author=name, handle=handle, date=date),
                [(lines[i].start, lines[i].end) for i in own],
            )
        )
        furniture += [Labelled(lines[i], BlockKind.JUNK, reason) for i, reason in junk]
        taken.update(own, (i for i, _ in junk))
    if found:
        for i, line in enumerate(lines):
            if i not in taken and line.folded.rstrip(":") in _POST_LINES:
                furniture.append(Labelled(line, BlockKind.JUNK, JunkReason.NAVIGATION))
                taken.add(i)
    left = [line for i, line in enumerate(lines) if i not in taken]
    return found, left, furniture


def _is_name(line: Line) -> bool:
    return len(line.text) <= 60 and not line.ends_sentence and "http" not in line.text


def looks_like_post(text: str) -> bool:
    """Whether ``text`` as a whole is one post without name and handle: short, with the signs of
    a post."""
    if weighted_length(text) > LIMIT * 1.1:
        return False
    return bool(
        PICTURE.search(text)
        or re.search(_SHORT_LINK, text, re.I)
        or re.match(r"(?:RT )?@\w{1,15}", text)
        or _HASHTAG.search(text)
        or _MENTION.search(text)
    )
