"""Where sentences end: the tables say it with a bar."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import sentences
from summarizer.brief import Article, Block, BlockKind, JunkReason, Span

ENGLISH = [
    "Prices fell 3.5 percent to $1.25 a litre. | Nobody knew why.",
    "The U.S. Senate met on Monday. | He lives in the U.S. | The law is older.",
    "Mr. Smith went to Washington, D.C. | He left at 5 p.m. | Nobody saw him.",
    "They meet at 5 p.m. Monday in St. Louis. | It rained.",
    "John F. Kennedy and J. R. R. Tolkien never met. | Both wrote.",
    "Acme Inc. fell; Widgets Corp. rose. | The market closed.",
    "The case is No. 5 on the list. | No. | That is wrong.",
    "It was on Jan. 20, 2026, that they met. | In Dec. he died.",
    "Gen. Marsh spoke to Sen. Ann Lee, e.g. about fruit, vegetables, etc. | They agreed.",
    "“Why?” John Reed asked. | “Stop!” she said. | “I came. | I saw. | I won,” he said.",
    "What now? | Nobody knows! | Really?! | Yes.",
    "He paused … and went on. | He stopped... | Then he left.",
    "“It is over.” | The crowd cheered.",
    "The judge (he is 72.) is ill. | (He said so.) | She agreed.",
    'He went to "rural settings". |On Monday he left (again). |Nobody knew.',
    "He was freed from prison. |The judge agreed. | See example.com or node.js for more.",
    "Yahoo! Inc. fell. | Jeopardy! host Lee left.",
    "Visit https://example.com/a.B?c=D. | It is free.",
    "1. Open the door. | 2. Close it.",
    "See p. 12, fig. 3 and vol. IV of the report. | It is long.",
    "The rate is 3 pct. | That is the U.S. government's view.",
    "We won! 🎉🎉 | What a night 🙂 it was. #Champions https://t.co/x1",
    "He has a Ph.D. in physics. | Dr. Lee has an M.D. | They met.",
    "It costs approx. 40 dollars vs. 50 before. | Cheap.",
]
SPANISH = [
    "Subió un 3,5 % hasta 1.234,5 euros. | Nadie sabe por qué.",
    "EE. UU. envió ayuda a los EE.UU. | El ministro lo confirmó.",
    "El Sr. Gómez y la Sra. Ruiz llegaron. | La Dra. Paz no.",
    "Según el art. 5 y el núm. 12 de la pág. 3, vale. | Fin.",
    "¿Qué pasa? | ¡Nada! | ¿Y ahora qué? | ¡Vámonos!",
    "«¿Por qué?», preguntó. | «¡Basta!» gritó Ana. | «¿Quién?» dijo él.",
    "Salió a las 5 p. m. del lunes. | Volvió a las 7 a. m. | Era tarde.",
    "La empresa S. A. de C. V. cerró. | El dueño huyó.",
    "Las FF. AA. y los RR. HH. del D. F. callan. | Los demás no.",
    "Es el 3.º de la lista y el n.º 7 de ayer. | El 1.er lugar es suyo.",
    "—No sé —dijo—. | Me voy. | —Vete.",
    "Dijo que… no vendría. | Se fue… | Nadie lo vio.",
    "“Se acabó”. | La gente aplaudió.",
    "Hay frutas, verduras, etc. | También hay pan, p. ej. el de maíz.",
    "Fue asesinado John F. Kennedy. | Lo confirmó el Gral. Luis R. Pérez.",
    "La Av. Juárez está cerrada. | Tel. 555 1234.",
    "El Papa Juan Pablo II. | Juan Carlos I. | El rey habló.",
    "Fue en San Juan.El juez lo dijo en terra.cl ayer. | Nada más.".replace("Juan.El", "Juan. |El"),
]


def _expected(marked: str) -> tuple[str, list[str]]:
    parts = marked.split("|")
    text = "".join(parts) if "| " not in marked else marked.replace(" | ", " ").replace(" |", "")
    return text, [part.strip() for part in parts]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    text, expected = _expected(marked)
    assert [span.of(text) for span in sentences.split(text, "en")] == expected


@pytest.mark.parametrize("marked", SPANISH)
def test_spanish(marked: str) -> None:
    text, expected = _expected(marked)
    assert [span.of(text) for span in sentences.split(text, "es")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line\n\nanother paragraph", ["One line", "another paragraph"]),
        ("We need:\n- bread\n- wine", ["We need:", "- bread", "- wine"]),
        (
            "a line that a mail program broke because it was too long to\nshow in one piece. Next.",
            [
                "a line that a mail program broke because it was too long to\nshow in one piece.",
                "Next.",
            ],
        ),
        ("Hola\nEsta mañana llegó.\n¡Bien!", ["Hola", "Esta mañana llegó.", "¡Bien!"]),
        ("", []),
        (" \n\u200b ", []),
        ("word", ["word"]),
    ],
)
def test_line_breaks(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences.split(text, "es")] == expected


def _article(*blocks: tuple[BlockKind, str, str | None]) -> Article:
    whole, made = "", []
    for number, (kind, text, language) in enumerate(blocks):
        piece = Span(start=len(whole), end=len(whole) + len(text))
        reason = JunkReason.RELATED if kind is BlockKind.JUNK else None
        made.append(
            Block(
                id=f"b{number}",
                kind=kind,
                text=text,
                pieces=(piece,),
                language=language,
                reason=reason,
            )
        )
        whole += text + "\n"
    return Article(text=whole, blocks=tuple(made), language="en")


def test_the_blocks_of_an_article() -> None:
    article = _article(
        (BlockKind.HEADLINE, "Who won? Nobody. ", "en"),
        (BlockKind.BYLINE, "By J. Doe. Paris", "en"),
        (BlockKind.JUNK, "ALSO READ: More. And more.", "en"),
        (BlockKind.PARAGRAPH, "Nobody won. That is all.", None),
        (BlockKind.TWEET, "Nadie ganó. ¿Y ahora?", "es"),
    )
    found = sentences.of(article)
    assert [(s.id, s.block_id, s.text, s.language) for s in found] == [
        ("s1", "b0", "Who won? Nobody.", "en"),
        ("s2", "b1", "By J. Doe. Paris", "en"),
        ("s3", "b3", "Nobody won.", "en"),
        ("s4", "b3", "That is all.", "en"),
        ("s5", "b4", "Nadie ganó.", "es"),
        ("s6", "b4", "¿Y ahora?", "es"),
    ]
    blocks = {block.id: block for block in article.blocks}
    assert all(s.span.of(blocks[s.block_id].text) == s.text for s in found)


_PIECES = st.sampled_from(
    [
        *'USa5.…?!¿¡”“"() \u00a0\n🎉,—',
        *("Mr", "EE", "UU", "El", "The", "..", "\n\n", "#tag", "@a_b", "https://t.co/x"),
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)), st.sampled_from(["en", "es", "xx"]))
def test_spans_are_disjoint_and_leave_out_only_white_space(text: str, language: str) -> None:
    end = 0
    for span in sentences.split(text, language):
        assert span.start >= end
        assert _is_white(text[end : span.start])
        sentence = span.of(text)
        assert sentence and sentence == sentence.strip()
        end = span.end
    assert _is_white(text[end:])


def _is_white(text: str) -> bool:
    return all(c.isspace() or c in "\u200b\u200c\u200d\u2060\ufeff\ufe0f" for c in text)


@pytest.mark.parametrize(
    "unit",
    [" ", ".", ". ", "A. ", "(“", "\n ", "?” x ", "1. ", ". #", "[1]", "\u200b", "a.", "🎉."],
)
def test_hostile_text_takes_no_more_than_linear_time(unit: str) -> None:
    started = time.monotonic()
    sentences.split(unit * (60_000 // len(unit)), "en")
    assert time.monotonic() - started < 30  # a guard against hanging, not a measurement


def test_a_list_without_a_stop_is_cut_between_its_items() -> None:
    text = "The numbers are " + ", ".join(f"{n:,}" for n in range(5_000)) + ". They end here."
    spans = sentences.split(text, "en")
    assert max(span.end - span.start for span in spans) <= 1_000
    assert all(span.of(text).endswith((",", ".")) for span in spans)
    assert " ".join(span.of(text) for span in spans) == text
    assert spans[-1].of(text) == "They end here."


@pytest.mark.parametrize("text", ["a" * 5_000, "ab " * 3_000, "x;" * 4_000])
def test_no_sentence_is_longer_than_a_sentence(text: str) -> None:
    spans = sentences.split(text, "es")
    assert max(span.end - span.start for span in spans) <= 1_000
    assert "".join(s.of(text) for s in spans).replace(" ", "") == text.replace(" ", "")
