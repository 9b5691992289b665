"""English dates and times."""

from __future__ import annotations

import re

from summarizer.figures.dates import DateWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

_MONTHS = listed(
    "january february march april may june july august september october november december"
)
_WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_months = {name: number for number, name in enumerate(_MONTHS, 1)}
_weekdays = {name: number for number, name in enumerate(_WEEKDAYS)}
_TENS = listed("twenties thirties forties fifties sixties seventies eighties nineties")
_LAST = {"last": -1, "past": -1, "previous": -1}
_NEXT = {"next": 1, "coming": 1, "upcoming": 1, "following": 1}
_UNITS = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
}

WORDS = DateWords(
    months=_months | {name[:3]: n for name, n in _months.items()} | {"sept": 9},
    full_months=frozenset(_MONTHS),
    capital_months=words("may march"),
    weekdays=_weekdays
    | {name[:3]: n for name, n in _weekdays.items()}
    | {"tues": 1, "thur": 3, "thurs": 3, "weds": 2},
    of=words("of"),
    the=words("the"),
    steps=_LAST | _NEXT | {"this": 0, "current": 0},
    steps_behind=Phrases({}),
    units=Phrases(_UNITS),
    relative_days=Phrases(
        {
            "today": 0,
            "tonight": 0,
            "tomorrow": 1,
            "tmrw": 1,
            "yesterday": -1,
            "the day before yesterday": -2,
            "day before yesterday": -2,
            "the day after tomorrow": 2,
            "day after tomorrow": 2,
            "the day after tmrw": 2,
            "last night": -1,
            "this morning": 0,
            "this afternoon": 0,
            "this evening": 0,
            "this day": 0,
        }
    ),
    ago=Phrases({"ago": -1, "from now": 1, "hence": 1, "from today": 1, "after today": 1}),
    ago_before=Phrases({}),
    lasts=_LAST | _NEXT,
    within=Phrases({"within": 1}),
    openers=words("from"),
    between=words("between"),
    joiners=Phrases(same("to", listed("to|until|till|through|-|–|—|~|and until|up to|"))),
    and_joiners=words("and"),
    edges=Phrases(
        same(
            "edge",
            listed(
                "early|late|mid|mid-|early in|late in|middle of|beginning of|start of|end of|",
                "the end of|the beginning of|the start of|the middle of|early-|late-|",
                "first half of|second half of|the first half of|the second half of|",
            ),
        )
    ),
    rests=Phrases(
        same("rest", listed("rest of|rest|later this|later in|remainder of|"))
        | same("earlier", listed("earlier this|earlier in|"))
    ),
    seasons={
        "spring": "spring",
        "summer": "summer",
        "autumn": "autumn",
        "fall": "autumn",
        "winter": "winter",
    },
    decades={name: 10 * n for n, name in enumerate(_TENS, 2)} | {"tens": 10, "noughties": 2000},
    decade_openers=Phrases({}),
    century_openers=Phrases({}),
    century_words=words("century centuries"),
    quarters=Phrases({"quarter": 3, "half": 6}),
    year_openers=Phrases(
        same(
            "year",
            listed(
                "in|since|until|till|during|year|through|by|spring|summer|autumn|fall|winter|",
                "early|late|mid|mid-|before|after|circa|back in|as of|as early as|throughout|",
                "prior to|back to|around|about|of|for|from|",
            ),
        )
    ),
    year_words=words("year"),
    day_openers=words("on in by until since till for"),
    eras=Phrases({"a.d.": 1, "ad": 1, "c.e.": 1, "b.c.": -1, "b.c.e.": -1, "bc": -1, "bce": -1}),
    now=words("now"),
    future=words("will ll shall going expected due set scheduled plans planned would to"),
    future_in=words("in"),
    ahead=words(
        "could may might will ll shall set scheduled due expected going plans planned planning slated",
        "begins opens reopens expires returns resumes faces meets goes takes arrives airs concludes",
        "kicks",
    ),
    not_placed=words(
        "for until till to from by before after through of the a an this its between and",
    ),
    since=words("since"),
    than=words("than"),
    from_value=words("from"),
    into=words("in on"),
    saying=words(
        "said says told announced agreed approved planned decided promised vowed warned expected",
        "scheduled proposed ordered needed asked urged invited postponed delayed added",
    ),
    coming=words("coming upcoming"),
    agenda=words("begin open reopen expire return resume face meet go take arrive start end close"),
    behind=words(
        "said told met won lost held came went was were had began found took made did saw rose fell",
        "grew hit stood sank",
    ),
    business_periods=words("quarter"),
    business=words(
        "sales revenue profit earnings income economy gdp inflation shares company",
        "analysts estimates forecast profits deliver investors quarterly",
    ),
    fiscal=words("fiscal"),
    few={"few": 3, "couple": 2, "several": 3},
    own=words("my same that"),
    starting=words("starting beginning commencing"),
    whole=words("all full whole entire"),
    week_of=Phrases(
        {
            "week of": "week",
            "week commencing": "week",
            "week starting": "week",
            "week beginning": "week",
            "week starting on": "week",
            "week beginning on": "week",
            "week ending": "week",
            "w/c": "week",
            "month of": "month",
        }
    ),
    after_next=Phrases(
        {
            f"{unit} after {the}next": unit
            for unit in ("week", "month", "year", "weekend")
            for the in ("", "the ")
        }
    ),
    not_days_after=frozenset(),
    not_days=words("one"),
    decade_nouns=frozenset(),
    possessed=words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april",
        "june july august september october november december yesterday tonight year month week",
        "weekend quarter decade century summer winter spring autumn fall",
    ),
    day_nouns=frozenset(),
    not_years=words(
        "people men women students million billion km miles meters feet dollars percent",
    ),
    not_months=words("he she they we you it i who will would could can not to miss mrs ms theresa"),
    spoken_times=(
        re.compile(
            r"\b(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
            r"(?:o'clock )?(?P<half>[ap]\.m\b\.?|in the (?:morning|afternoon|evening))"
        ),
    ),
    times_in_digits=(
        re.compile(r"(?<![\w.:,$])(?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d) ?(?:gmt|utc)\b"),
        re.compile(
            r"(?<![\w.:,$])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)? ?"
            r"(?P<half>[ap]\.? ?m\b\.?)"
        ),
        re.compile(
            r"(?<![\w.:,$])(?<!\d/)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?![\w:]|[.,]\d)"
        ),
        re.compile(r"(?<![\w.:,$])(?P<hour>\d{1,2}) ?o'clock\b"),
    ),
    hours=None,
    time_opener=re.compile(
        r"(?:between|from|,|\bat) (?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?: (?:and|to|until) | ?[-–] ?)\Z"
    ),
    before_stopwatch=re.compile(
        r"\b(?:record|time|mark|best|clocked|finished|ran|won)\b[^,;:.]{0,12}$"
    ),
    after_stopwatch=re.compile(r" ?(?:minutes|seconds|mins|secs)\b"),
    afternoon=frozenset({"pm", "intheafternoon", "intheevening"}),
    day_first=False,
    last_is_last_year=True,
)
