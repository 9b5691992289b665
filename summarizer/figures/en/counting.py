"""English words around what is counted."""

from __future__ import annotations

from summarizer.figures.counting import CountingWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

WORDS = CountingWords(
    stops=words(
        "a an the this that these those his her its their our my your",
        "and or but nor so yet if because while when where who whom whose which that what how",
        "to in on at by for from with without within into onto over under above below between",
        "among after before since until during through across against about around near toward",
        "towards upon off up down out per via as than like of",
        "is are was were be been being am has have had having do does did will would can could",
        "may might must shall should",
        "he she it they we you i me him them us there here not no never only also just even",
        "said says say told came went got took made left died fell rose lost won held gave found",
        "began begun saw seen became become ran set put sent kept felt stood met paid spoke",
        "earlier later ago now then today yesterday tomorrow each apiece every both either once",
        "including excluding according amid despite following because due",
        "yet still already again too very more less most least",
    ),
    links=words("of"),
    articles=words("the a an his her its their our"),
    openers=Phrases(
        same(
            "of",
            listed(
                "of the|of|of its|of his|of her|of their|of these|of those|of all|more|",
                "other|of our",
            ),
        )
    ),
    modifiers=words("of"),
    heads=words("people men women children police personnel fish sheep deer aircraft staff"),
    noun_first=False,
    events=words("sent held found shot taken built made sold lost seen left given put brought"),
    totals=Phrases(
        same("total", listed("number of|total of|tally of|toll of|count of|numbers of|share of"))
    ),
)
