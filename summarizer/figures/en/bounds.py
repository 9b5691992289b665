"""English words that bound a value or tell its change."""

from __future__ import annotations

from summarizer.brief import Bound, Change
from summarizer.figures.bounds import BoundWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

_ABOUT = listed(
    "about|around|approximately|approx.|approx|roughly|nearly|almost|close to|an estimated|",
    "estimated|circa|ca.|~|≈|more or less|in the region of|in the neighborhood of|in the",
    "neighbourhood of|just about|just around|at around|at about|somewhere around|in the vicinity",
    "of|what is believed to be|an approximate|almost exactly|virtually|practically|or so|",
    "in the order of|on the order of|averaged|averaging|anywhere around|nearing|approaching|",
)
_MORE = listed("more|greater|larger|higher|bigger|longer|older|taller|heavier|faster|better|later|")
_LESS = listed("less|fewer|lower|smaller|shorter|younger|lighter|slower|")
_OVER = listed(
    "over|in excess of|upwards of|upward of|above|exceeding|exceeds|exceeded|exceed|surpassing|",
    "surpassed|surpass|surpasses|topping|topped|well over|just over|well above|just above|",
    "a little over|slightly over|slightly more than|little more than|much more than|far more than|",
    "many more than|far over|north of|beyond the|>|well in excess of|well more than|",
    "a bit more than|just more than|more than the|better part of|a little more than|sur|",
)
_UNDER = listed(
    "under|below|just under|well under|just below|well below|slightly less than|not quite|",
    "a little less than|shy of|just shy of|<|little less than|a bit less than|south of|slightly",
    "under|far less than|well short of|short of|sub-|",
)
_AT_LEAST = listed(
    "at least|at the least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|",
    "starting at|≥|>=|> =|at the very least|at a minimum|at least or equal to|a low of|",
)
_AT_MOST = listed(
    "at most|no more than|up to|as many as|as much as|as high as|a maximum of|maximum of|",
    "not more than|as long as|≤|<=|< =|at the most|no greater than|no higher than|",
    "no longer than|no bigger than|a ceiling of|max|",
)


def _compared(comparatives: list[str]) -> list[str]:
    return [
        phrase
        for word in comparatives
        for phrase in (
            f"{word} than",
            f"{word} or equal than",
        )
    ]


def _compared_or_equal(comparatives: list[str]) -> list[str]:
    return [
        phrase
        for word in comparatives
        for phrase in (
            f"{word} than or equal to",
            f"{word} or equal to",
            f"{word} or equal than",
            f"equal to or {word} than",
            f"equal or {word} than",
        )
    ]


def _trailing(comparatives: list[str]) -> list[str]:
    return [
        phrase
        for word in comparatives
        for phrase in (f"or {word}", f"and {word}", f"or {word} than")
    ]


_UP = listed(
    "up|rose|rise|rises|risen|rising|grew|grow|grows|grown|growing|increased|increase|",
    "increases|increasing|climbed|climb|climbs|climbing|jumped|jump|jumps|jumping|surged|surge|",
    "surges|surging|soared|soar|soars|soaring|advanced|advance|advances|advancing|rallied|",
    "rally|rallies|spiked|spike|spikes|swelled|edged up|ticked up|went up|go up|gone up|",
    "going up|rebounded|creeping upward|crept up|shot up|inched up|skyrocketed|revised upward|",
    "expanded|expand|expands|edged higher|strengthened|strengthen|strengthens|appreciated|",
    "appreciate|appreciates|firmed|ticked higher|a rise of|an increase of|a gain of|a jump of|",
    "growth of|gains of|accelerated|",
)
_DOWN = listed(
    "down|fell|fall|falls|fallen|falling|dropped|drop|drops|dropping|declined|decline|declines|",
    "declining|decreased|decrease|decreases|decreasing|slid|slide|slides|sliding|slipped|slip|",
    "slips|slipping|tumbled|tumble|tumbles|tumbling|plunged|plunge|plunges|plunging|sank|sink|",
    "sinks|shrank|shrink|shrinks|shrunk|contracted|contract by|plummeted|plummet|plummets|",
    "dipped|dip|dips|dipping|eased|eases|easing|weakened|weaken|weakens|depreciated|depreciate|",
    "depreciates|softened|cooled|ticked lower|slowed|slowing|slows|slumped|slump|slumps|dived|edged down|",
    "ticked down|went down|go down|gone down|going down|retreated|crashed|inched down|",
    "revised downward|edged lower|a fall of|a drop of|a decrease of|a decline of|was slid|",
    "reduced by|cut by|lowered by|slashed by|trimmed by|scaled back by|",
)
_WEAK_UP = listed(
    "gained|gain|gains|gaining|added|adds|add|adding|raised by|boosted by|improved|improve|higher|",
    "raise of|boost of|",
)
_WEAK_DOWN = listed(
    "lost|lose|loses|losing|shed|sheds|shedding|cut|cuts|cutting|reduced|reduce|reducing|lower|",
    "lowered|trimmed|off|",
)
_RAISE = listed(
    "raised|raise|raises|raising|lifted|lift|lifts|lifting|boosted|boost|boosts|boosting|hiked|",
    "hike|hikes|hiking|upped|widened|widen|swelled|expanded|expand|increased|increase|increases|",
    "increasing|exceeded|improved|improve|",
)
_LOWER = listed(
    "cut|cuts|cutting|lowered|lower|lowers|lowering|reduced|reduce|reduces|reducing|slashed|",
    "slash|slashes|slashing|trimmed|trim|trims|trimming|narrowed|narrow|narrows|shortened|",
    "shorten|weakened|curbed|curb|curbs|curbing|decreased|decrease|decreases|decreasing|",
)
_RISE = listed(
    "raise|increase|rise|gain|jump|surge|growth|hike|boost|increases|gains|rises|uptick|spike|higher|"
)
_DROP = listed(
    "fewer|decrease|drop|decline|fall|cut|reduction|slump|plunge|drops|declines|cuts|lower|downturn|dip|"
)
# What stands before the number that a rate is seen against.
BASES = listed("per|for every|out of every|in every|")

WORDS = BoundWords(
    before=Phrases(
        same(Bound.ABOUT, _ABOUT)
        | same(Bound.MORE_THAN, [*_OVER, *_compared(_MORE)])
        | same(Bound.LESS_THAN, [*_UNDER, *_compared(_LESS)])
        | same(Bound.AT_LEAST, [*_AT_LEAST, *_compared_or_equal([*_MORE, "over", "above"])])
        | same(Bound.AT_MOST, [*_AT_MOST, *_compared_or_equal([*_LESS, "under", "below"])])
    ),
    after=Phrases(
        same(
            Bound.AT_LEAST,
            [
                *_trailing([*_MORE, "over", "above", "up"]),
                *listed("+|plus|-plus|at least|or equal to or more|minimum|and up|"),
            ],
        )
        | same(
            Bound.AT_MOST,
            [*_trailing([*_LESS, "under", "below"]), *listed("at most|maximum|at the most|")],
        )
        | same(Bound.ABOUT, listed("or so|more or less|-odd|or thereabouts|-ish|give or take|"))
    ),
    closing=Phrases(same("closed", listed("or equal to|or equal|"))),
    loose_joiners=words("and"),
    around=words("some"),
    equals=Phrases(same(Bound.EXACT, listed("equal to|equals to|equals|equaling to|equalling|"))),
    articles=words("a an the"),
    between=words("between"),
    between_joiner="and",
    openers=words("between from"),
    joiners=Phrases(
        same("to", listed("to|-|–|—|through|until|till|~|up to|and up to|to about|to around|"))
    ),
    alternatives=words("or"),
    froms=words("from"),
    loose_froms=frozenset(),
    tos=words("to"),
    changes=Phrases(same(Change.UP, _UP) | same(Change.DOWN, _DOWN)),
    weak_changes=Phrases(same(Change.UP, _WEAK_UP) | same(Change.DOWN, _WEAK_DOWN)),
    changes_after=Phrases(same(Change.UP, _RISE) | same(Change.DOWN, _DROP)),
    moves=words("go goes going went gone move moved moving changed change changes"),
    transitive=Phrases(same(Change.UP, _RAISE) | same(Change.DOWN, _LOWER)),
    differences=words("by"),
    fillers=words(
        "by a an another further some about around to only just as much nearly annual",
        "annualized annualised record average",
    ),
    comparatives=words("more less fewer greater higher over under"),
    negations=words(
        "not never cannot don't doesn't didn't won't can't isn't wasn't aren't weren't couldn't",
        "wouldn't shouldn't hasn't haven't hadn't",
    ),
    phrasal=words(
        "ended end ends ending wound blown blew blow blowing set sets picked picks showed shows",
        "turned turns turning gave give giving given made make makes making took take takes taking",
        "bought broke broken came come comes coming rounded racked signed lined opened put puts",
        "build built backed held lock locked tied shut gunned mowed chopped struck tracked hunted",
        "laid handed wrote written closed tore torn burned burnt took burn shoots cover covered",
    ),
    places=words("off away north south east west offshore inland underground deep"),
    ballots=words("votes vote voted"),
    passing=words("passed approved rejected defeated confirmed"),
    versus=words("to against versus"),
    travels=words("advanced advance advances advancing hike hikes climb fall dip"),
    weak_for_shares=False,
    accented=frozenset(),
    compared=Phrases(
        same("compared", listed("compared with|compared to|against|versus|in contrast to|"))
    ),
    pasts=words("earlier ago before last previous prior"),
    bases=Phrases(same("base", BASES)),
    scores=words(
        "goal goals win wins won beat beats defeat defeats defeated loss lost victory draw drew drawn lead",
        "leads led leading score scored scores trail trailed trails tie tied vote votes voted",
        "ruling ruled decision thrashed overcame edged aggregate down deficit comeback set sets",
        "match ahead beaten beating thrash edge rout routed upset shutout series advantage champions penalties shootout",
    ),
)
