"""English beginnings of words that make a figure news."""

from __future__ import annotations

from summarizer.figures.en.bounds import BASES
from summarizer.figures.ranking import NewsWords

WORDS = NewsWords(
    grave=tuple(
        "death dead died dies dying kill murder homicid fatal injur wound hurt victim casualt "
        "massacre bodies missing disappear hostage kidnap abduct infect starv drown suicid "
        "execut slain shot bomb".split()
    ),
    public=tuple(
        "vote voter ballot elect seat turnout arrest detain captur extradit sentenc prison inmate "
        "prisoner evacuat displac migrant refugee homeless layoff jobs unemploy inflation deficit "
        "debt budget tariff record strike protest".split()
    ),
    of="of",
    bases=tuple(f" {phrase} " for phrase in BASES),
)
