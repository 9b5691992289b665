"""Guards: what a person must check in a side."""

from __future__ import annotations

from summarizer.brief import BilingualSentence, BriefWarning, Figures


def recheck(sentence: BilingualSentence, figures: Figures) -> list[BriefWarning]:
    """The warnings of a sentence whose side was edited by hand."""
    warnings = []
    for language, side in sentence.sides.items():
        there = {span.figure_id for span in side.figures}
        warnings += [
            BriefWarning(
                code="figure_missing",
                details={"figure": quantity.mentions[0].text},
                sentence_id=sentence.id,
                language=language,
            )
            for quantity in figures.quantities
            if quantity.id not in there
        ]
    return warnings
