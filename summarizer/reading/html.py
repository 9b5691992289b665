"""Reading HTML pages: their visible text as lines, tweets by their markup, the main text by
trafilatura, and what is neither as junk."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from summarizer.brief import Article, BlockKind, JunkReason, Tweet
from summarizer.reading import assemble, dates, junk, structure, tweets
from summarizer.reading.lines import LANDMARKS, Labelled, Line, Markup, clean, fold

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "picture",
        "source",
        "nobr",
    ]
)
# Code, which nobody reads as text.
_SKIPPED = frozenset(["script", "style"])
# Elements whose text is no line of the page: words inside pictures, choices of a form, what a
# browser shows only where something else fails, the title of the window.
_ASIDES = {
    **dict.fromkeys(
        ["svg", "math", "canvas", "object", "embed", "audio", "video", "map"], JunkReason.MEDIA
    ),
    **dict.fromkeys(["select", "datalist", "textarea"], JunkReason.BOILERPLATE),
    **dict.fromkeys(
        ["noscript", "template", "iframe", "frameset", "noframes", "title"], JunkReason.MARKUP
    ),
}
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_PAGE_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S
)
_FRAGMENT_START = re.compile(
    r"\s*<(?:p|div|article|section|main|h1|h2|blockquote|span|table|ul|figure|a|script|meta)\b[^<>]{0,500}>",
    re.I,
)
_CLOSING = re.compile(
    r"</(?:p|div|article|section|main|h1|h2|blockquote|span|table|ul|figure|a|script|body|html)\s*>",
    re.I,
)

# Words in class names and ids by which pages of all makers say what a part is for.
_HINTS = {
    "related": r"relat(?:ed|ion|ionad[oa]s?)|recommend|recomend|more[-_ ]?(?:from|on|stories|news)|read[-_ ]?(?:more|next|also)|trending|popular|most[-_ ]?read|mas[-_ ]?leid|interes|outbrain|taboola|teaser|carousel|promo",
    "share": r"shar(?:e|ing)|social|compartir|addtoany|addthis|follow",
    "comments": r"comments?|comentarios?|disqus|respond",
    "subscribe": r"newsletter|subscri|suscri|signup|sign[-_]up|paywall|piano|membership|donat",
    "cookies": r"cookie|consent|gdpr|cmp|onetrust",
    "navigation": r"nav|navbar|menu|breadcrumbs?|sidebar|footer|header|masthead|skip|pagination|toolbar|topbar",
    "advertisement": r"ads?|advert(?:isement|ising)?|sponsor(?:ed)?|publicidad|banner|dfp",
    "tags": r"tags?|topics?|etiquetas?|keywords",
    "caption": r"(?:fig)?caption|credit|epigrafe|pie[-_]?(?:de[-_]?)?foto|photo[-_]?(?:credit|caption)|image[-_]?(?:credit|caption|text|description)",
    "byline": r"byline|author|autor|firma|writer|contributor",
    "bio": r"bio|about[-_]?(?:the[-_]?)?author|author[-_]?(?:box|bio|info|card|description)|sobre[-_]?(?:el[-_]?)?autor",
    "standfirst": r"standfirst|subtitle|subtitulo|sub[-_]?head(?:line)?|dek|deck|entradilla|bajada|sumario|summary|lead|volanta|copete|excerpt",
}
_HINT = re.compile(
    "|".join(rf"(?P<{name}>(?<![a-z])(?:{pattern})(?![a-z]))" for name, pattern in _HINTS.items())
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def looks_like_page(data: str) -> bool:
    """Whether ``data`` is HTML rather than text that mentions a tag."""
    head = data[:4000]
    if _PAGE_START.match(head):
        return True
    return bool(_FRAGMENT_START.match(head)) and bool(_CLOSING.search(data[:200_000]))


@dataclass
class _Page:
    lines: list[Line] = field(default_factory=list)
    asides: list[Labelled] = field(default_factory=list)
    tweets: list[tuple[Any, list[Line]]] = field(default_factory=list)
    text: str = ""
    depth: int = 0
    elements: int = 0


def read(data: str, *, url: str | None = None) -> Article:
    """The article on an HTML page. Raises nothing: a page without text gives no blocks."""
    tree = parse(data)
    if tree is None:
        return Article(text="", blocks=(), url=url)
    about = facts(tree)
    page = _render(tree)
    found = []
    for element, lines in page.tweets:
        if (tweet := _embedded(element, lines)) and tweet.text:
            found.append(tweets.Found(tweet, [(line.start, line.end) for line in lines], lines))
    taken = {id(line) for item in found for line in item.lines}
    rest = [line for line in page.lines if id(line) not in taken]
    if page.depth <= _DEEPEST and page.elements <= _MOST_ELEMENTS:
        _mark_main(rest, tree, about)
    more, rest, furniture = tweets.extract(rest)
    rest, asides = junk.cut_out_asides(rest)
    labels = structure.label(rest, title=about.title, description=about.description)
    found, beside = _in_article(found, labels.region)
    return assemble.article(
        page.text,
        [*found, *more],
        [*labels.lines, *furniture, *asides, *beside, *page.asides],
        about.date or labels.date,
        url or about.url,
    )


def _in_article(
    found: list[tweets.Found], region: tuple[int, int] | None
) -> tuple[list[tweets.Found], list[Labelled]]:
    """The tweets that the article embeds, and the lines of those in its margins."""
    inside, beside = [], []
    for item in found:
        start = item.pieces[0][0]
        margin = any(
            line.markup and line.markup.hints & {"aside", "footer", "nav", "related"}
            for line in item.lines
        )
        if region is not None and margin and not region[0] <= start <= region[1]:
            beside += [Labelled(line, BlockKind.JUNK, JunkReason.RELATED) for line in item.lines]
        else:
            inside.append(item)
    return inside, beside


def parse(data: str) -> Any:
    """The element tree of ``data``, or None where there is none."""
    import lxml.html
    from lxml import etree

    data = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", data).replace("\x00", "")
    # libxml2 loses what follows the end of the document; browsers show it.
    data = re.sub(r"</html\s*>(?=\s*\S)", "", data, flags=re.IGNORECASE)
    data = _without_cdata(data)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return lxml.html.document_fromstring(data.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


_CDATA_OR_RAW = re.compile(r"<(?:script|style)\b|<!--|<!\[CDATA\[", re.IGNORECASE)
_ENDS = {
    "<script": re.compile("</script", re.IGNORECASE),
    "<style": re.compile("</style", re.IGNORECASE),
    "<!--": re.compile("--!?>"),
    "<![cdata[": re.compile(r"\]\]>"),
}


def _without_cdata(data: str) -> str:
    """``data`` with the content of its CDATA sections in their place, as feeds and drawings mean
    it: a parser of HTML takes them for comments."""
    parts, at, start = [], 0, 0
    while opening := _CDATA_OR_RAW.search(data, at):
        # 2: "<!-->" is a whole comment.
        end = _ENDS[opening.group().casefold()].search(data, opening.start() + 2)
        if end is None:
            break
        if opening.group().startswith("<!["):
            content = data[opening.end() : end.start()]
            # markup in a feed, words with a sign in a drawing
            is_markup = re.search(r"<[a-z][^<>]{0,2000}>", content, re.IGNORECASE)
            parts += [data[start : opening.start()], content if is_markup else escape(content)]
            start = end.end()
        at = end.end()
    return "".join([*parts, data[start:]])


# --- what the page says about itself -------------------------------------------------------------


@dataclass
class Facts:
    """What the page's metadata tell about the article."""

    title: str = ""
    author: str = ""
    description: str = ""
    date: dt.date | None = None
    url: str | None = None
    body: str = ""


def facts(tree: Any) -> Facts:
    facts = Facts()
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            metas.setdefault(name, meta.get("content"))
    facts.title = clean(
        metas.get("og:title") or metas.get("twitter:title") or metas.get("title") or ""
    )
    facts.description = clean(metas.get("og:description") or metas.get("description") or "")
    facts.author = clean(metas.get("author") or metas.get("article:author") or "")
    stamps = [
        metas.get(name, "")
        for name in (
            "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
            "dc.date.issued", "dcterms.created", "sailthru.date", "parsely-pub-date", "pubdate", "publishdate", "publish-date", "cxenseparse:recs:publishtime",
        )
    ]  # fmt: skip
    for item in _linked_data(tree):
        facts.title = facts.title or clean(_string(item.get("headline")))
        facts.author = facts.author or clean(_string(item.get("author")))
        stamps.append(_string(item.get("datePublished")))
        body = _string(item.get("articleBody"))
        if len(body) > len(facts.body):
            facts.body = body
    for element in tree.iter("time"):
        stamps.append(element.get("datetime") or "")
        break
    facts.date = next((date for stamp in stamps if (date := _stamp(stamp))), None)
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            facts.url = link.get("href")
            break
    facts.url = facts.url or metas.get("og:url")
    if facts.url and not facts.url.startswith(("http://", "https://")):
        facts.url = None
    if not facts.title:
        titles = [t.text_content() for t in tree.iter("title")][:1]
        facts.title = clean(titles[0]) if titles else ""
    return facts


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _string(value.get("name"))
    if isinstance(value, list) and value:
        return _string(value[0])
    return ""


def _stamp(value: str) -> dt.date | None:
    if match := re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})", value):
        try:
            date = dt.date(*map(int, match.groups()))
        except ValueError:
            return None
        return date if 1990 <= date.year <= 2100 else None
    return dates.find(value[:100])


def _linked_data(tree: Any) -> list[dict]:
    """The schema.org articles that the page's JSON-LD describes."""
    found: list[dict] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        if len(script.text) > 2_000_000:
            continue
        try:
            loaded = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [loaded]
        for item in queue:
            if len(queue) > 500:
                break
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(
                    isinstance(kind, str) and kind.endswith(("Article", "Posting"))
                    for kind in kinds
                ):
                    found.append(item)
                queue.extend(v for k, v in item.items() if k in ("@graph", "mainEntity"))
    return found


# --- the visible text ----------------------------------------------------------------------------


def _is_tweet(element: Any) -> bool:
    if element.tag == "blockquote":
        classes = (element.get("class") or "").split()
        if any(
            c in ("twitter-tweet", "twitter-video", "twitter-tweet-rendered")
            or c.startswith("twitter-tweet")
            for c in classes
        ):
            return True
        links = [a.get("href") or "" for a in element.iter("a")]
        return any(tweets.STATUS.match(link) for link in links[-1:]) and bool(
            re.search(r"\(@\w{1,15}\)", element.text_content()[:3000])
        )
    return element.tag in ("article", "div") and element.get("data-testid") == "tweet"


def _render(tree: Any) -> _Page:
    """The page's text, one block element or line break a line. What stands in an aside comes after
    the line that it stands in."""
    from lxml import etree

    page = _Page()
    memos: dict[str, dict[str, Any]] = {}
    buffer: list[str] = []
    state = {"after_link": 0, "link": 0, "linked": 0, "hidden": 0, "pre": 0}
    blocks: list[tuple[str, int]] = [("body", 0)]
    hints: list[frozenset[str]] = [frozenset()]
    tweet: tuple[Any, list[Line]] | None = None
    texts: list[str] = []
    asides: list[tuple[str, JunkReason]] = []
    position = 0
    gap = 1

    def flush(line_break: bool = False) -> None:
        nonlocal position, gap
        raw = "".join(buffer)
        buffer.clear()
        linked, state["linked"] = state["linked"], 0
        for part in raw.split("\n") if state["pre"] else [raw]:
            text = _one_line(part)
            if not text:
                continue
            letters = max(sum(not c.isspace() for c in text), 1)
            tag, parent = blocks[-1]
            markup = Markup(
                tag=tag,
                parent=parent,
                link_share=min(linked / letters, 1.0),
                hidden=bool(state["hidden"]),
                hints=hints[-1],
            )
            read = clean(text)
            memo = memos.setdefault(read, {})
            line = Line(position, position + len(text), read, gap, markup, raw=text, memo=memo)
            page.lines.append(line)
            if tweet is not None:
                tweet[1].append(line)
            texts.append(text)
            position += len(text) + 1
            gap = 0 if line_break else 1
        for aside, reason in asides:
            line = Line(position, position + len(aside), clean(aside), raw=aside)
            page.asides.append(Labelled(line, BlockKind.JUNK, reason))
            texts.append(aside)
            position += len(aside) + 1
        asides.clear()
        if not line_break:
            gap = 1

    def add(text: str | None) -> None:
        if text:
            state["after_link"] = 0
            buffer.append(text)
            if state["link"]:
                state["linked"] += sum(not c.isspace() for c in text)

    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if not _is_walked(element):
                walker.skip_subtree()
                if tag in _ASIDES and (text := _aside(element)):
                    asides.append((text, _ASIDES[tag]))
                continue
            page.elements += 1
            page.depth = max(page.depth, len(hints))
            if tag == "br":
                flush(line_break=True)
                continue
            if _is_hidden(element):
                state["hidden"] += 1
            if tag == "a":
                state["link"] += 1
                if state["after_link"] and buffer and not buffer[-1][-1:].isspace():
                    # the parts of a menu, which the page's style sets apart
                    buffer.append(" ")
            if tag == "pre":
                flush()
                state["pre"] += 1
            if tag not in _INLINE:
                flush()
                parent = element.getparent()
                blocks.append((tag, id(parent) if parent is not None else 0))
            own = _hints(element) if tag not in ("html", "body", "main") else frozenset()
            hints.append(
                hints[-1] | own | ({tag} if tag in LANDMARKS else frozenset())
                if own or tag not in _INLINE
                else hints[-1]
            )
            if tweet is None and tag in ("blockquote", "article", "div") and _is_tweet(element):
                tweet = (element, [])
                page.tweets.append(tweet)
            add(element.text)
        else:
            if tag != "br" and _is_walked(element):
                if tag not in _INLINE:
                    flush()
                    blocks.pop()
                hints.pop()
                if tag == "a":
                    state["link"] -= 1
                    state["after_link"] = 1
                if tag == "pre":
                    state["pre"] -= 1
                if _is_hidden(element):
                    state["hidden"] -= 1
                if tweet is not None and tweet[0] is element:
                    tweet = None
            add(element.tail)
    flush()
    page.text = "\n".join(texts)
    return page


def _is_walked(element: Any) -> bool:
    """Whether the text in ``element`` stands in lines of the page."""
    tag = element.tag
    if tag == "template":  # of a component, which shows it
        return element.get("shadowrootmode") is not None
    return isinstance(tag, str) and tag not in _SKIPPED and tag not in _ASIDES


def _aside(element: Any) -> str:
    """All text in ``element`` but code, in one line."""
    texts: list[str] = []
    for inner in element.iter():
        if inner.tag not in _SKIPPED:
            texts.append(inner.text or "")
        if inner is not element:
            texts.append(inner.tail or "")
    return _one_line(" ".join(texts))


def _one_line(text: str) -> str:
    """``text`` with single spaces, and without the other line ends of Unicode, so that a line of
    the article's text is a line."""
    text = _SPACE.sub(" ", text).strip()
    return re.sub(r"[\v\x1c-\x1e\x85\u2028\u2029]+", " ", text).strip()


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(
            re.search(
                r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden)(?:\s|$)",
                element.get("class") or "",
            )
        )
    )


def _hints(element: Any) -> frozenset[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''} {element.get('itemprop') or ''}"
    if len(names) < 4:
        return frozenset()
    names = _CAMEL.sub("-", names[:400]).lower()
    return frozenset(match.lastgroup for match in _HINT.finditer(names) if match.lastgroup)


# --- tweets --------------------------------------------------------------------------------------


def embedded_tweet(code: str) -> Tweet | None:
    """The tweet that the HTML ``code`` of an embed holds."""
    tree = parse(code)
    if tree is None:
        return None
    for element, lines in _render(tree).tweets:
        tweet = _embedded(element, lines)
        return tweet if tweet and tweet.text else None
    return None


def _embedded(element: Any, lines: list[Line]) -> Tweet | None:
    """The tweet in a ``blockquote.twitter-tweet`` (or a post in a saved page of X), or None where
    the page only links to one."""
    url = language = None
    links: list[str] = []
    for a in element.iter("a"):
        href = a.get("href") or ""
        if match := tweets.STATUS.match(href):
            url = f"https://{'x' if '://x.' in href else 'twitter'}.com/{match['user']}/status/{match['id']}"
        elif href.startswith(("http://", "https://")) and not re.search(
            r"//(?:www\.)?(?:twitter|x)\.com/", href
        ):
            links.append(href)
    paragraphs: list[str] = []
    author = handle = None
    date = None
    texts = element.xpath('.//*[@data-testid="tweetText"]')
    if texts:
        language = texts[0].get("lang")
        body = "".join(texts[0].itertext())
        paragraphs = [clean(p) for p in body.split("\n")]
        names = element.xpath('.//*[@data-testid="User-Name"]')
        words = " ".join(names[0].itertext()) if names else ""
        if match := re.search(r"(.*?)\s*(@\w{1,15})", words):
            author, handle = clean(match[1]), match[2]
        for stamp in element.iter("time"):
            date = _stamp(stamp.get("datetime") or "")
            break
    else:
        language = next((p.get("lang") for p in element.iter("p") if p.get("lang")), None)
        for line in lines:
            marks = tweets.attributions(line.raw)
            if not marks:
                paragraphs.append(line.text)
                continue
            mark = marks[-1]
            author, handle, date = mark.author, mark.handle, mark.date
            paragraphs.append(clean(line.raw[: mark.start]))
    paragraphs = [p for p in paragraphs if p]
    if not paragraphs or (handle is None and url is None):
        return None
    if handle is None:
        # "Tweet may have been deleted" and the like: nothing that the author wrote
        if all(line.markup and line.markup.link_share > 0.5 for line in lines):
            return None
        match = tweets.STATUS.match(url or "")
        handle = f"@{match['user']}" if match and match["user"].lower() != "i" else None
    return tweets.build(
        paragraphs, author=author, handle=handle, date=date, url=url,
        language=(language or "").split("-")[0].lower() or None, links=tuple(links),
    )  # fmt: skip


# --- the main text -------------------------------------------------------------------------------

_WORD = re.compile(r"\w+")
# Runs of this many words tell where a line of the page stands in what trafilatura extracted.
_RUN = 4
# trafilatura's time grows with the square of the nesting: 2,000 tables in each other take two
# minutes. Of 104 pages of news sites the deepest has 30 levels, the largest 1,929 elements.
_DEEPEST = 200
_MOST_ELEMENTS = 100_000


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _mark_main(lines: list[Line], tree: Any, facts: Facts) -> None:
    """Marks the lines that trafilatura takes for the main text."""
    import trafilatura

    try:
        extracted = trafilatura.extract(
            copy.deepcopy(tree), include_comments=False, include_tables=True
        )
    except Exception:  # the page decides what trafilatura meets; own rules stand in for it
        extracted = None
    outputs = (extracted or "").splitlines() + facts.body.splitlines()
    runs: set[tuple[str, ...]] = set()
    whole: set[str] = set()
    for output in outputs:
        words = _words(output)
        whole.add(" ".join(words))
        runs.update(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    for line in lines:
        words = _words(line.text)
        if len(words) < _RUN:
            line.markup.main = " ".join(words) in whole
        else:
            own = [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
            line.markup.main = sum(run in runs for run in own) >= 0.7 * len(own)
