"""English words that bound a value or tell its change."""

from __future__ import annotations

from summarizer.brief import Bound, Change
from summarizer.figures.bounds import BoundWords
from summarizer.figures.vocabulary import Phrases, listed, same

_ABOUT = listed(
    "about|around|approximately|approx.|approx|roughly|some|nearly|almost|close to",
    "an estimated|estimated|circa|ca.|c.|~|≈|more or less|in the region of",
    "in the neighborhood of|or so|an average of|averaged|averaging|average of|on average",
    "reported|near|nearing|approaching|approached|just about|just around|at around",
    "at about|somewhere around|in the vicinity of|a reported|just shy of",
    "what is believed to be|",
)
_MORE = listed(
    "more than|over|greater than|in excess of|upwards of|upward of|above|exceeding|exceeds",
    "exceeded|exceed|surpassing|surpassed|surpass|surpasses|topping|topped|larger than",
    "higher than|longer than|well over|just over|well above|just above|slightly more than",
    "a little over|little more than|beyond|>|older than|bigger than|better than|past",
    "much more than|many more than|far more than",
)
_LESS = listed(
    "less than|fewer than|under|below|lower than|smaller than|just under|well under",
    "just below|well below|slightly less than|a little less than|not quite|short of|shy of",
    "<|younger than|little less than|a bit less than|no longer than",
)
_AT_LEAST = listed(
    "at least|no less than|no fewer than|not less than|a minimum of|minimum of|starting at",
    "as many as at least|from at least|≥|>=|> =|not fewer than|greater than or equal to",
)
_AT_MOST = listed(
    "at most|no more than|up to|as many as|as much as|as high as|a maximum of|maximum of",
    "not more than|as long as|≤|<=|< =|less than or equal to|within|as few as at most|max",
)
_UP = listed(
    "up|rose|rise|rises|risen|rising|gained|gain|gains|gaining|grew|grow|grows|grown",
    "growing|increased|increase|increases|increasing|climbed|climb|climbs|climbing|jumped",
    "jump|jumps|jumping|surged|surge|surges|surging|soared|soar|soars|soaring|advanced",
    "advance|advancing|added|adds|rallied|rally|higher|spiked|spike|raised|raise|raises",
    "raising|boosted|boost|expanded|expand|improved|doubled|tripled|swelled|accelerated",
    "hiked|hike|edged up|ticked up",
)
_DOWN = listed(
    "down fell fall falls fallen falling dropped drop drops dropping declined decline",
    "declines declining decreased decrease decreases decreasing slid slide slides sliding",
    "slipped slip slips slipping lost lose loses losing tumbled tumble plunged plunge",
    "sank sink shed shrank shrink shrunk contracted lower cut cuts cutting reduced reduce",
    "reduces reducing plummeted plummet dipped dip dips eased lowered lower trimmed",
    "slumped slump dived",
)

WORDS = BoundWords(
    before=Phrases(
        same(Bound.ABOUT, _ABOUT)
        | same(Bound.MORE_THAN, _MORE)
        | same(Bound.LESS_THAN, _LESS)
        | same(Bound.AT_LEAST, _AT_LEAST)
        | same(Bound.AT_MOST, _AT_MOST)
    ),
    after=Phrases(
        {
            "or more": Bound.AT_LEAST,
            "and more": Bound.AT_LEAST,
            "or over": Bound.AT_LEAST,
            "and over": Bound.AT_LEAST,
            "or older": Bound.AT_LEAST,
            "and older": Bound.AT_LEAST,
            "or above": Bound.AT_LEAST,
            "and above": Bound.AT_LEAST,
            "or greater": Bound.AT_LEAST,
            "or higher": Bound.AT_LEAST,
            "+": Bound.AT_LEAST,
            "plus": Bound.AT_LEAST,
            "at least": Bound.AT_LEAST,
            "or less": Bound.AT_MOST,
            "or fewer": Bound.AT_MOST,
            "or under": Bound.AT_MOST,
            "or below": Bound.AT_MOST,
            "or younger": Bound.AT_MOST,
            "and under": Bound.AT_MOST,
            "at most": Bound.AT_MOST,
            "or so": Bound.ABOUT,
            "more or less": Bound.ABOUT,
            "-odd": Bound.ABOUT,
            "-plus": Bound.AT_LEAST,
        }
    ),
    between=frozenset({"between"}),
    range_openers=frozenset({"between", "from"}),
    range_joiners=Phrases(same("to", ("to", "-", "–", "—", "through", "until", "~", "up to"))),
    changes=Phrases(same(Change.UP, _UP) | same(Change.DOWN, _DOWN)),
)
