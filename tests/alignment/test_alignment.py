"""Where the figures of a sentence stand on each side, and what they are called there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer import alignment
from summarizer.brief import (
    BilingualSentence,
    Figures,
    Mention,
    Name,
    NameKind,
    Origin,
    Quantity,
    QuantityKind,
    Side,
    Span,
)


def mention(text: str, sentence_id: str = "s1") -> Mention:
    return Mention(sentence_id=sentence_id, span=Span(start=0, end=len(text)), text=text)


def quantity(number: int, text: str, value: str | None, **rest: object) -> Quantity:
    return Quantity(
        id=f"q{number}",
        kind=rest.pop("kind", QuantityKind.NUMBER),
        mentions=(mention(text),),
        value=Decimal(value) if value is not None else None,
        **rest,
    )


def named(number: int, text: str, kind: NameKind, *aliases: str, **labels: str) -> Name:
    return Name(
        id=f"n{number}", kind=kind, text=text, mentions=(mention(text),), aliases=aliases,
        labels=labels,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "figures", "shown"),
    [
        ("Murieron 37 personas y 92 más.", "es",
         [quantity(1, "37", "37"), quantity(2, "92", "92")], {"q1": ["37"], "q2": ["92"]}),
        ("It cost $3.5 billion.", "en",
         [quantity(1, "3.500 millones de dólares", "3500000000", kind=QuantityKind.MONEY,
                   unit="USD")], {"q1": ["$3.5 billion"]}),
        ("Son 1.234 casos.", "es", [quantity(1, "1,234", "1234")], {"q1": ["1.234"]}),
        ("Hay 37 aquí y 37 allí.", "es", [quantity(1, "37", "37")], {"q1": ["37", "37"]}),
        ("Hay 37 aquí y 37 allí.", "es", [quantity(1, "37", "37"), quantity(2, "37", "37")],
         {"q1": ["37"], "q2": ["37"]}),
        ("Treinta y siete personas", "es", [quantity(1, "37", "37")],
         {"q1": ["Treinta y siete"]}),
        ("Fue la tercera vez.", "es", [quantity(1, "third", "3", kind=QuantityKind.ORDINAL)],
         {"q1": ["tercera"]}),
        ("Nada que contar aquí.", "es", [quantity(1, "37", "37")], {}),
        ("Omar García Harfuch viajó a Estados Unidos.", "es",
         [named(1, "Omar García Harfuch", NameKind.PERSON, "Harfuch"),
          named(2, "United States", NameKind.PLACE)],
         {"n1": ["Omar García Harfuch"], "n2": ["Estados Unidos"]}),
        ("Harfuch habló; Harfuch calló.", "es",
         [named(1, "Omar García Harfuch", NameKind.PERSON, "Harfuch")],
         {"n1": ["Harfuch", "Harfuch"]}),
        ("Cartagena no es Carta.", "es", [named(1, "Carta", NameKind.ORGANISATION)],
         {"n1": ["Carta"]}),
    ],
)  # fmt: skip
def test_spans_point_at_what_says_the_figure(text, language, figures, shown):
    given = Figures(
        quantities=tuple(f for f in figures if isinstance(f, Quantity)),
        names=tuple(f for f in figures if isinstance(f, Name)),
    )
    found = alignment.locate(text, language, given)
    there: dict[str, list[str]] = {}
    for item in found:
        there.setdefault(item.figure_id, []).append(item.span.of(text))
    assert there == shown
    assert [f.span.start for f in found] == sorted(f.span.start for f in found)
    for one, other in zip(found, found[1:], strict=False):
        assert not one.span.overlaps(other.span)


def test_only_the_figures_of_the_sentences():
    here, elsewhere = quantity(1, "37", "37"), quantity(2, "92", "92")
    elsewhere = elsewhere.model_copy(update={"mentions": (mention("92", "s2"),)})
    figures = Figures(quantities=(here, elsewhere))
    assert alignment.of_sentences(figures, ["s1"]).quantities == (here,)


def test_each_figure_is_called_in_each_language_as_its_sentence_says():
    texts = {
        "en": "Mexico sent 37 alleged members of drug cartels to the United States.",
        "es": "México envió a 37 presuntos miembros de cárteles de la droga a Estados Unidos.",
    }
    figures = Figures(
        quantities=(quantity(1, "37", "37"),),
        names=(named(1, "United States", NameKind.PLACE),),
    )
    sentence = BilingualSentence(
        id="p1.1",
        source_ids=("s1",),
        language="en",
        sides={
            language: Side(
                text=text,
                origin=Origin.SOURCE,
                figures=alignment.locate(text, language, figures),
            )
            for language, text in texts.items()
        },
    )
    labelled = alignment.label(figures, [sentence], ("en", "es"))
    assert "members" in labelled.quantities[0].labels["en"]
    assert "miembros" in labelled.quantities[0].labels["es"]
    assert labelled.names[0].labels["es"] == "Estados Unidos"
