"""English words around numbers that are no figures."""

from __future__ import annotations

from summarizer.figures.exclusions import ExclusionWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

WORDS = ExclusionWords(
    labels=words(
        "article section chapter page pages row rows room gate route highway interstate exit",
        "flight figure table part volume vol episode season game channel class phase level type",
        "version model unit apartment apt suite ste number no nr nos title act amendment",
        "paragraph clause schedule appendix grade group category lot lane platform terminal",
        "pier track line bus train question problem exercise exercises example case item step",
        "proposition prop resolution bill docket psalm verse isaiah john luke mark matthew",
        "genesis hole inning stage round size sector zone district precinct ward region cell",
        "block ext extension seat box id pin form rule plan tier mark gen generation covid area",
        "stop tel ph nrs boeing airbus atr day complex pad reactor runway hangar dock bay pier courtroom minute min",
    ),
    indices=words(
        "ftse stoxx nasdaq fortune russell cac ibex nikkei dax asx p&p p ipc topix hang bmv csi",
        "sse",
    ),
    ranks=words("top bottom final last first"),
    streets=words(
        "street st road rd avenue ave boulevard blvd drive lane way court ct place square highway",
        "hwy parkway terrace crescent close row broadway",
    ),
    streets_before=words("route highway interstate"),
    glued_openers=words(
        "magnitude mid pre post minus sub over under about early late around then some past"
    ),
    ordinal_names=Phrases(
        same(
            "name",
            listed(
                "first lady|first ladies|first name|first aid|first class|first-class|first hand|",
                "first of all|first and foremost|first minister|second hand|second thoughts|",
                "second nature|third party|third parties|third world|first responder|",
                "first responders|first person|first floor|second floor|first gentleman|",
                "first team|first-team|second in command|first family|fifth column|first cousin|",
                "first place|first amendment|second amendment|first deputy|first vice|",
                "first secretary|first officer|first sergeant|first baptist|first united|",
                "second to none|first up|first off|first national|first bank|first things|fourth estate|fifth avenue|",
            ),
        )
    ),
    ordinal_leaders=Phrases(same("name", listed("at first|in the first|"))),
    not_names=words(
        "a an the about around nearly almost over more at in on by for from of to with after",
        "before since until during some another another only just all and or but if when while",
        "as than that this these those his her its their our your my he she they it we you i is",
        "are was were will would could should may might has have had up down about",
        "approximately roughly between through first last next least most not also then today",
        "yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january",
        "february march april may june july august september october november december jan feb",
        "mar apr jun jul aug sep sept oct nov dec under above below within including says said",
        "out off because since every each",
    ),
    superlatives=words("most least best worst"),
    half_names=words("first second other each this that the in later latter top bottom better"),
)
