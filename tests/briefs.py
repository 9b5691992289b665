"""A brief made by hand, for the tests of what is done with briefs: rendering, storing, sharing.

Its article is written for the project. Figures are marked in the texts below as ``{q1:14}``; the
marks become spans, so that the offsets are right by construction.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from decimal import Decimal

from summarizer.brief import (
    Article,
    BilingualSentence,
    Block,
    BlockKind,
    Bound,
    Brief,
    BriefWarning,
    Change,
    Counted,
    FigureSpan,
    JunkReason,
    Length,
    Mention,
    ModelUse,
    Name,
    NameKind,
    Origin,
    Point,
    Provenance,
    Quantity,
    QuantityKind,
    Sentence,
    Side,
    Span,
    TranslatedTweet,
    Tweet,
)

MARK = re.compile(r"\{(\w+):([^{}]*)\}")

# (block id, kind, reason, language, paragraphs of sentences); junk and bylines have no sentences
ARTICLE = (
    (
        "b1",
        "headline",
        None,
        "en",
        ["Port of {n3:Puerto Azul} reopens after storm injures {q1:14}"],
    ),
    ("b2", "byline", None, "en", ["By Elena Ruiz and Tom Hadley"]),
    ("b3", "junk", "sharing", "en", ["Share on Facebook · Share on X · Copy link"]),
    (
        "b4",
        "paragraph",
        None,
        "en",
        [
            "The port of {n3:Puerto Azul} reopened on Friday, {q13:four days} after a tropical "
            "storm left {q1:14} people injured and damaged {q2:more than 1,200} homes.",
            "Cargo ships had waited off the coast since Monday.",
        ],
    ),
    (
        "b5",
        "paragraph",
        None,
        "en",
        [
            "Civil Protection Secretary {n1:Marina Quintero} said that repairs would cost "
            "“{q3:about $3.5 million}” and take {q4:less than six weeks}.",
        ],
    ),
    (
        "b6",
        "tweet",
        None,
        "es",
        [
            "Esta mañana reabrimos el puerto con {q9:3} de sus {q10:5} muelles en servicio.",
            "Gracias a los {q11:240} voluntarios de #PuertoAzul.",
            "Las clases se reanudan el lunes en el {q12:82%} de las escuelas, con pleno…",
        ],
    ),
    (
        "b7",
        "paragraph",
        None,
        "en",
        [
            "Insurers estimate that losses reached {q5:€1.8 billion} across the region, "
            "{q6:12 per cent} higher than last year.",
            "“We did not lose a single boat,” said {n2:Tomás Ibarra}, who leads the "
            "{n4:Sailmakers’ Cooperative}.",
        ],
    ),
    ("b8", "junk", "related", "en", ["ALSO READ: Lottery winner, 92, buys a lighthouse"]),
    (
        "b9",
        "paragraph",
        None,
        "en",
        [
            "The {n4:cooperative}, which employs {q7:310} people, will receive its first payments "
            "on {q8:March 20}.",
        ],
    ),
    ("b10", "junk", "subscription", "en", ["Subscribe to our newsletter & never miss a story"]),
)

TITLE = (
    ("s1",),
    "Port of {n3:Puerto Azul} reopens after storm injures {q1:14}",
    "El puerto de {n3:Puerto Azul} reabre tras una tormenta que deja {q1:14} heridos",
)
POINTS = (
    (
        (
            ("s2",),
            "The port of {n3:Puerto Azul} reopened on Friday, {q13:four days} after a tropical "
            "storm left {q1:14} people injured and damaged {q2:more than 1,200} homes.",
            "El puerto de {n3:Puerto Azul} reabrió el viernes, {q13:cuatro días} después de que "
            "una tormenta tropical dejara {q1:14} heridos y dañara {q2:más de 1.200} viviendas.",
        ),
        (
            ("s3",),
            "Cargo ships had waited off the coast since Monday.",
            "Los buques de carga esperaban frente a la costa desde el lunes.",
        ),
    ),
    (
        (
            ("s4",),
            "Civil Protection Secretary {n1:Marina Quintero} said that repairs would cost "
            "“{q3:about $3.5 million}” and take {q4:less than six weeks}.",
            "La secretaria de Protección Civil, {n1:Marina Quintero}, dijo que las reparaciones "
            "costarían «{q3:unos 3,5 millones de dólares}» y llevarían "
            "{q4:menos de seis semanas}.",
        ),
    ),
    (
        (
            ("s8",),
            "Insurers estimate that losses reached {q5:€1.8 billion} across the region, "
            "{q6:12 per cent} higher than last year.",
            "Las aseguradoras calculan que las pérdidas alcanzaron los "
            "{q5:1.800 millones de euros} en la región, un {q6:12 %} más que el año pasado.",
        ),
    ),
    (
        (
            ("s10",),
            "The {n4:cooperative}, which employs {q7:310} people, will receive its first payments "
            "on {q8:March 20}.",
            "La {n4:cooperativa}, que emplea a {q7:310} personas, recibirá sus primeros pagos el "
            "{q8:20 de marzo}.",
        ),
    ),
)
TWEET = (
    (
        ("s5",),
        "This morning we reopened the port with {q9:3} of its {q10:5} docks in service.",
        "Esta mañana reabrimos el puerto con {q9:3} de sus {q10:5} muelles en servicio.",
        0,
    ),
    (
        ("s6",),
        "Thank you to the {q11:240} volunteers of #PuertoAzul.",
        "Gracias a los {q11:240} voluntarios de #PuertoAzul.",
        0,
    ),
    (
        ("s7",),
        "Classes resume on Monday in {q12:82%} of the schools, with full…",
        "Las clases se reanudan el lunes en el {q12:82%} de las escuelas, con pleno…",
        1,
    ),
)
ATTRIBUTION = "— Marina Quintero (@MQuinteroPC) March 6, 2026"
PICTURE = "pic.twitter.com/pu3nt3Az"

QUANTITIES = (
    ("q1", "number", {"value": 14}, {"en": "people injured", "es": "personas heridas"}),
    ("q2", "number", {"value": 1200, "bound": "more than"}, {"en": "homes", "es": "viviendas"}),
    (
        "q3",
        "money",
        {"value": 3_500_000, "unit": "USD", "bound": "about"},
        {"en": "cost of repairs", "es": "coste de las reparaciones"},
    ),
    (
        "q4",
        "duration",
        {"value": 6, "unit": "week", "bound": "less than"},
        {"en": "repairs", "es": "reparaciones"},
    ),
    (
        "q5",
        "money",
        {"value": 1_800_000_000, "unit": "EUR"},
        {"en": "losses across the region", "es": "pérdidas en la región"},
    ),
    (
        "q6",
        "percentage",
        {"value": 12, "unit": "percent", "change": "up"},
        {"en": "losses", "es": "pérdidas"},
    ),
    ("q7", "number", {"value": 310}, {"en": "people employed", "es": "personas empleadas"}),
    ("q8", "date", {"date": "2026-03-20"}, {"en": "first payments", "es": "primeros pagos"}),
    ("q9", "number", {"value": 3}, {"en": "docks in service", "es": "muelles en servicio"}),
    ("q10", "number", {"value": 5}, {"en": "docks", "es": "muelles"}),
    ("q11", "number", {"value": 240}, {"en": "volunteers", "es": "voluntarios"}),
    ("q12", "percentage", {"value": 82, "unit": "percent"}, {"en": "schools", "es": "escuelas"}),
    ("q13", "duration", {"value": 4, "unit": "day"}, {}),
)
NAMES = (
    (
        "n1",
        "person",
        "Marina Quintero",
        {"role": "Civil Protection Secretary", "handle": "@MQuinteroPC"},
    ),
    ("n2", "person", "Tomás Ibarra", {}),
    ("n3", "place", "Puerto Azul", {}),
    (
        "n4",
        "organisation",
        "Sailmakers’ Cooperative",
        {
            "aliases": ("cooperative",),
            "labels": {"en": "Sailmakers’ Cooperative", "es": "Cooperativa de Veleros"},
        },
    ),
)
KEY_FIGURES = ("q1", "q2", "q5", "q3", "q8")
CREATED = dt.datetime(2026, 3, 6, 18, 30, tzinfo=dt.UTC)


def marked(text: str) -> tuple[str, tuple[FigureSpan, ...]]:
    """``text`` without its marks, and the spans that they stood for."""
    plain, spans, end = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[end : mark.start()]
        span = Span(start=len(plain), end=len(plain) + len(mark[2]))
        spans.append(FigureSpan(figure_id=mark[1], span=span))
        plain += mark[2]
        end = mark.end()
    return plain + text[end:], tuple(spans)


def _bilingual(
    id: str, source_ids: tuple[str, ...], en: str, es: str, source: str, paragraph: int = 0
) -> BilingualSentence:
    sides = {}
    for language, text in (("en", en), ("es", es)):
        plain, figures = marked(text)
        origin = Origin.SOURCE if language == source else Origin.TRANSLATED
        sides[language] = Side(text=plain, origin=origin, figures=figures)
    return BilingualSentence(
        id=id, source_ids=source_ids, language=source, sides=sides, paragraph=paragraph
    )


def _article() -> tuple[Article, tuple[Sentence, ...], dict[str, list[Mention]]]:
    text, blocks, sentences = "", [], []
    mentions: dict[str, list[Mention]] = {}
    for id, kind, reason, language, parts in ARTICLE:
        plain = [marked(part)[0] for part in parts]
        tweet = None
        if kind == "tweet":
            first, last = " ".join(plain[:2]), plain[2]
            block_text = f"{first}\n\n{last}"
            lines = [first, ATTRIBUTION, f"{last} {PICTURE}"]
            tweet = Tweet(
                text=block_text,
                author="Marina Quintero",
                handle="@MQuinteroPC",
                date=dt.date(2026, 3, 6),
                language="es",
                hashtags=("#PuertoAzul",),
                links=(PICTURE,),
                truncated=True,
                url="https://x.com/MQuinteroPC/status/2029900000000000001",
            )
        else:
            block_text = " ".join(plain)
            lines = [block_text]
        pieces = []
        for line in lines:
            pieces.append(Span(start=len(text), end=len(text) + len(line)))
            text += line + "\n"
        text += "\n"
        blocks.append(
            Block(
                id=id,
                kind=BlockKind(kind),
                text=block_text,
                pieces=tuple(pieces),
                language=language,
                reason=JunkReason(reason) if reason else None,
                tweet=tweet,
            )
        )
        if kind in ("junk", "byline"):
            continue
        end = 0
        for part in parts:
            sentence, figures = marked(part)
            start = block_text.index(sentence, end)
            end = start + len(sentence)
            sentences.append(
                Sentence(
                    id=f"s{len(sentences) + 1}",
                    block_id=id,
                    span=Span(start=start, end=end),
                    text=sentence,
                    language=language,
                )
            )
            for figure in figures:
                mentions.setdefault(figure.figure_id, []).append(
                    Mention(
                        sentence_id=sentences[-1].id,
                        span=figure.span,
                        text=figure.span.of(sentence),
                    )
                )
    article = Article(
        text=text,
        blocks=tuple(blocks),
        language="en",
        date=dt.date(2026, 3, 6),
        url="https://example.org/puerto-azul-reopens",
    )
    return article, tuple(sentences), mentions


def sample() -> Brief:
    """The brief of the sample article."""
    article, sentences, mentions = _article()
    quantities = tuple(
        Quantity(
            id=id,
            kind=QuantityKind(kind),
            mentions=tuple(mentions[id]),
            value=Decimal(fields["value"]) if "value" in fields else None,
            unit=fields.get("unit"),
            date=fields.get("date"),
            bound=Bound(fields.get("bound", "exact")),
            change=Change(fields["change"]) if "change" in fields else None,
            counts=Counted(text=labels["en"], head=labels["en"].split()[0]) if labels else None,
            labels=labels,
        )
        for id, kind, fields, labels in QUANTITIES
    )
    names = tuple(
        Name(id=id, kind=NameKind(kind), text=text, mentions=tuple(mentions[id]), **fields)
        for id, kind, text, fields in NAMES
    )
    points, count = [], 0
    for number, point in enumerate(POINTS, 1):
        members = []
        for source_ids, en, es in point:
            count += 1
            members.append(_bilingual(f"p{count}", source_ids, en, es, "en"))
        points.append(Point(id=f"point{number}", sentences=tuple(members)))
    block = next(block for block in article.blocks if block.kind is BlockKind.TWEET)
    tweet = TranslatedTweet(
        **block.tweet.model_dump(),
        block_id=block.id,
        sentences=tuple(
            _bilingual(f"t{number}", source_ids, en, es, "es", paragraph)
            for number, (source_ids, en, es, paragraph) in enumerate(TWEET, 1)
        ),
    )
    return Brief(
        title=_bilingual("title", *TITLE, "en"),
        source_language="en",
        length=Length.STANDARD,
        points=tuple(points),
        tweets=(tweet,),
        quantities=quantities,
        names=names,
        key_figures=KEY_FIGURES,
        article=article,
        sentences=sentences,
        warnings=(
            BriefWarning(code="figure_lost", details={"figure": "four days"}),
            BriefWarning(
                code="name_lost",
                details={"name": "Sailmakers’ Cooperative"},
                sentence_id="p5",
                language="es",
            ),
        ),
        provenance=Provenance(
            puente="0.1.0",
            created=CREATED,
            input_sha256=hashlib.sha256(article.text.encode()).hexdigest(),
            models=(
                ModelUse(
                    task="translation",
                    name="puente-en-es",
                    version="1",
                    runtime="ctranslate2 int8",
                    licence="MPL-2.0",
                ),
            ),
            settings={"length": "standard"},
            timings={"reading": 0.01, "translating": 0.4},
        ),
    )


def titled(en: str, es: str | None = None, brief: Brief | None = None) -> Brief:
    """The sample (or ``brief``) under another title, without figures in it."""
    brief = brief or sample()
    sides = {
        "en": Side(text=en, origin=Origin.SOURCE),
        "es": Side(text=es if es is not None else en, origin=Origin.TRANSLATED),
    }
    return brief.model_copy(update={"title": brief.title.model_copy(update={"sides": sides})})


HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "a | b | c",
    "| --- |\n| x |",
    "# heading\n\n- item\n\n1. one",
    "```\ncode\n```",
    "*bold* _it_ **b** __b__ ~~s~~ `c`",
    ":red[danger] :smile: $x^2$ $$y$$",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "bell\x07 null\x00 vt\x0b ff\x0c esc\x9b31m",
    "right\u202eto-left\u202c \u2066isolate\u2069",
    "\ufffe\uffff lone \ufdd0",
    "{{ 7*7 }} {% raw %} ${7*7} %s %(x)s",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "]]> <!-- --> <?php ?>",
    "=cmd|' /C calc'!A0",
    "\\",
    "ends with a backslash \\",
    "very" * 500,
)
"""Titles that try to be more than text in some format."""
