"""English words around what is counted."""

from __future__ import annotations

from pathlib import Path

from summarizer.figures.counting import CountingWords
from summarizer.figures.vocabulary import Phrases, listed, same, word_list, words

WORDS = CountingWords(
    stops=words(
        "a an the this that these those his her its their our my your and or but nor so yet if",
        "although though unless whereas whilst whether because while when where who whom whose which that what how why to in on at by for",
        "from with without within into onto over under above below between among after before",
        "since until during through across against about around near toward towards upon off up",
        "down out per via as than like of amid despite worth worldwide nationwide is are was were be",
        "been being am has have had having do does did will would can could may might must",
        "shall should isn't aren't wasn't weren't won't don't didn't can't he she it they we",
        "you i me him them us there here not no never only also just even earlier later ago now",
        "then today yesterday tomorrow each apiece every both either once including excluding",
        "according following because due alone yet still already again too very more less most",
        "least ages aged some another plus minus versus vs compared opposite it's he's she's that's there's they're we're i'm you're what's who's twice thrice early late straight-up respectively overall annually daily",
    ),
    verbs=word_list(Path(__file__).with_name("verbs.txt"))
    | words(
        "sank shrank swam sprang swung strode rode rang sang sought bade forbade wove tore bore swore",
        "froze slew stung clung withstood bled slept wept crept lent bent drank woke forgave",
        "undertook abstained",
    ),
    adjectives=word_list(Path(__file__).with_name("adjectives.txt")),
    links=words("of"),
    articles=words("the a an his her its their our all those these"),
    openers=Phrases(
        same(
            "of",
            listed(
                "of the|of|of its|of his|of her|of their|of these|of those|of all|of my|of our|",
                "more|of all the|out of the|additional|of the last|of the past|of the first|of the next|",
                "of the other|of the remaining|of its last|of his last|of her last|of their last|",
            ),
        )
    ),
    modifiers=words("such"),
    heads=words("people men women children police personnel fish sheep deer aircraft staff troops"),
    not_plural=words("was has does says yes plus versus gas news always perhaps besides sports us"),
    noun_first=False,
    totals=Phrases(
        same(
            "total",
            listed(
                "number of|total of|tally of|toll of|count of|numbers of|share of|percentage of|",
                "proportion of|",
            ),
        )
    ),
    participles=words(
        "sent held found shot taken built made sold lost seen left given put brought died came",
        "laid hit hurt caught kept fed led paid sworn stolen driven forced hidden born bought burnt",
        "torn struck stuck slain fled won beaten chosen known drawn grown thrown cut set swept",
        "told shut broken bound drowned",
    ),
    event_links=words("to in from the at by into on a an for with over of off under after his her"),
    event_ends=words(
        "will would can could may might must is are was were has have had said got went did"
    ),
    sources=Phrases(same("source", listed("according to|according to the|"))),
    arrivals=frozenset(),
    event_openers=words("to in from at by into"),
    inner_links=words("for in on to from with at between"),
    time_words=words(
        "year years month months week weeks day days today yesterday tomorrow monday tuesday",
        "wednesday thursday friday saturday sunday january february march april june july august",
        "september october november december quarter night morning afternoon evening session time",
        "last next this early late ago annually record average",
    ),
    ins=words("in"),
    goods=words(
        "damages fines debt debts revenue revenues sales cash aid funding funds investment",
        "investments loans losses savings taxes tax assets capital value compensation profit",
        "profits earnings gains costs bonds stock stocks shares relief assistance support",
        "contributions donations grants goods exports imports drugs jewelry jewellery bail",
        "restitution penalties fees bonuses dividends subsidies finance spending cuts bets bribes",
        "ransom deposits credit credits orders contracts equity property art gold bitcoin",
        "cryptocurrency wages pay income benefits reparations repairs tariffs royalties pledges",
    ),
    before_infinitives=words(
        "to will would can could may might must shall should didn't don't doesn't won't can't did",
        "they we you he she who",
    ),
    value_verbs=words(
        "costs totals measures weighs amounts equals reaches exceeds averages stands ranges",
        "rises falls gains drops climbs jumps adds earns pays sells charges offers claims makes",
        "holds owns faces expects sees wants needs gets takes uses includes cost total range",
        "set put fell lost aged",
    ),
    adjective_endings=(),
    participle_endings=(),
    finite_endings=(),
    infinitive_endings=(),
    not_infinitives=frozenset(),
    joiners=words("and or"),
    copulas=words("have has had been were was are is being"),
    openers_of_speech=words("that"),
    intransitive=words(
        "abstained died resigned survived escaped disappeared voted arrived attended participated",
        "responded agreed declined refused fled perished surrendered dissented",
    ),
    indefinite=words("a an"),
    pronouns=words("them these those"),
    auxiliaries=words("have has had are were is was will would can could may must do did"),
    nouns_of_age=words("old"),
    possessives=words("his her its their our my your"),
    runs=words("straight"),
    dimensions=words("length height depth width diameter"),
)
