"""A headline for an article that has none: its news sentence, cut where a clause ends.

Nothing but words of the article, in their order; what is left out stands at the end or between
two commas, so the grammar holds. Headlines say what the first point says, in less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.brief import Article, BlockKind, Figures, Language, Sentence
from summarizer.errors import NotEnoughText
from summarizer.summarising import lexicon, selection, trimming
from summarizer.summarising.draft import Draft

# Editors' headlines on the web have 6 to 16 words. Where no clause ends that early, a longer title
# that is whole is better than one that breaks off.
_MOST_WORDS = 16
_LONGEST = 24
_FEWEST_WORDS = 6
_APPOSITION = re.compile(
    r"^((?:[A-ZÁÉÍÓÚÑ][\w’'.-]{0,30} ?){1,5}), (?![yeo] |and |or )[^,“”\"«»:;]{3,80}, "
    r"(?=[a-záéíóúñ])"
)
_LEAD_IN = re.compile(r"^[A-ZÁÉÍÓÚÑ][^,“”\"«»:;()]{1,90}, (?=[A-ZÁÉÍÓÚÑa-záéíóúñ\d])")
# Words that open a clause or phrase before the main one: "When …, the jury left."
_BEFORE_MAIN = {
    language: frozenset(words.split())
    for language, words in {
        "en": "when after before while as if although though since because with without following"
        " despite in on at by for from during under amid outside among to once until unlike",
        "es": "cuando tras después antes mientras si aunque como porque con sin luego durante en"
        " por para ante según a al desde bajo entre debido pese hasta",
    }.items()
}
# These open a subject.
_AT_LEAST = re.compile(
    r"(?:at least|in all|al menos|por lo menos|en torno a|entre \d)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"\s?\([^()]{1,80}\)")
# "Heading into the talks, …", but not "Nothing", "Bringing".
_GERUND = {
    "en": re.compile(r"(?!Noth|Anyth|Everyth|Someth|Dur)[A-Z][a-z]{2,20}ing "),
    "es": re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,20}(?:ando|endo) "),
}
# What stands between a noun and its verb: "A veteran who tried to join" has none yet.
_RELATIVE = {
    "en": re.compile(r"\b(?:who|which|that|whose|whom)\b.*"),
    "es": re.compile(r"(?<=[a-záéíóúñ,] )(?:que|quien|cuyo|cuya|cual)\b.*"),
}
# "…, a day after he was charged": a measure belongs to what follows.
_MEASURE = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|several|few|\d+|un|una|dos|tres|cuatro|cinco|seis|varios|varias)"
    r" (?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|segundos?|minutos?|horas?|días?"
    r"|semanas?|mes|meses|años?)$"
)
_MEASURED = frozenset("after before since later ago antes después tras de que luego".split())
# Spanish pronouns before a verb, which say what only the clause before tells: "lo hace en …".
_CLITICS = {"es": frozenset("lo le les se".split())}
# Endings and words that tell a finite verb with few mistakes; a cut needs one before it. Words in
# "-s" are verbs before what a verb takes only ("workers who" has none), words in "-ía" are none
# after an article ("la compañía").
_VERB = {
    "en": re.compile(
        r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|do|does|did|says?|said"
        r"|won|lost|beat|died|killed|went|made|took|gave|got|cut|hit|left|met|sent|set|told|rose|fell"
        r"|became|began|found|held|led|saw|came|ran|kept|put|built|brought|bought|sold|paid|spent|shot"
        r"|fought|stood|felt|drew|flew|grew|knew|threw|wrote|spoke|broke|chose|drove|struck|[a-z]{2,20}ed|[a-z]{2,20}s(?= (?:an?|the|his|her|its|their"
        r"|our|your|my|that|to|up|out|no|not|off|down|more|new|some|all|\$?\d+)\b))\b"
    ),
    "es": re.compile(
        r"\b(?:es|son|fue|fueron|era|ha|han|había|será|serán|está|están|tiene|tienen|hay|va|van"
        r"|(?:anunci|asegur|afirm|confirm|rechaz|lanz|logr|alcanz|super|baj|lleg|necesit|trabaj|gan|dej"
        r"|llev|tom|present|denunci|busc|acus|critic|apoy|celebr|enfrent|cuestion|prepar|plane|estudi"
        r"|investig|revel|muestr|indic|descart|inici|termin|ultim|centr|reclam|avanz|continú)an?"
        r"|(?:mantien|prev|pid|exig|propon|adviert|sub|ca|crec|sigu|vuelv|cre|dic|hac|pon|deb|quier|pued"
        r"|viv|pierd|recib|ofrec|incluy|sostien|defiend|establec|produc|suced|depend)en?"
        r"|hizo|dijo|puso|murió|dio|vio|hubo|quiere|puede|pide|busca|deja|\w{2,20}(?:ó|aron|ieron|ará"
        r"|arán|erá|irá|aba|aban)|(?<!\bla )(?<!\bel )(?<!\buna )(?<!\bsu )(?<!\bde )(?<!\besta )"
        r"(?<!\beste )\b(?!d[ií]as?\b|mediodía\b)\w{2,20}ían?)\b"
    ),
}
# "…, four days after he was charged": the main clause comes later.
_SINCE = re.compile(
    r"(?:[\w-]+ ){1,3}(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) (?:after|before|since)\b"
    r"|(?:[\w-]+ ){1,3}(?:minutos?|horas?|días?|semanas?|mes|meses|años?) (?:después|antes) de\b"
    r"|nada más \w+r\b",
    re.IGNORECASE,
)
# "al descarrilar un tren", "para evitar …" open a clause of their own.
_WITH_INFINITIVE = {
    "es": re.compile(r"(?:al|para|por|sin|hasta|tras) \w{2,20}[aei]r(?:se|lo|la|le|los|las)?\b")
}
# What governs the preposition after it: "se esforzaron en", "the powers involved in".
_GOVERNING = {
    "en": re.compile(r"\w{2,20}(?:ed|ing)$"),
    "es": re.compile(r"\w{2,20}(?:ó|aron|ieron|aba|aban|ad[oa]s?|id[oa]s?|ando|iendo)$"),
}
# Stops that belong to the word: "U.S.", "Jr."
_ABBREVIATION = re.compile(r"(?:(?:\b[A-Z]\.)+|\b(?:Jr|Sr|Inc|Co|Ltd|Corp|S\.A)\.)$")


def made_of(article: Article, sentences: Sequence[Sentence], figures: Figures) -> Draft:
    """See :func:`summarizer.summarising.title`."""
    if not sentences:
        raise NotEnoughText(
            "There is no sentence to make a title of. Paste the text of the article as well."
        )
    news = selection.news(article, sentences, figures)
    if news is None:
        first = sentences[0]
        return Draft(" ".join(first.text.split()), first.language, (first.id,))
    text = shortened(news.text, news.language)
    author = _author(article)
    if author is not None and not text.startswith(author):
        text = f"{author}: {text}"
    return Draft(text, news.language, news.source_ids)


def _author(article: Article) -> str | None:
    """Who wrote the tweet that is all of the article."""
    kinds = [block for block in article.body if block.kind is not BlockKind.BYLINE]
    if len(kinds) == 1 and kinds[0].tweet is not None:
        return kinds[0].tweet.author or kinds[0].tweet.handle
    return None


def shortened(text: str, language: Language) -> str:
    """``text``, a sentence, as a headline of at most sixteen words and no full stop; an ellipsis
    stands where no clause ends early enough."""
    words = lexicon.of(language)
    text = trimming.trim(text, language)
    text = _BRACKET.sub("", text)
    text = _APPOSITION.sub(r"\1 ", text)
    if len(text.split()) > _MOST_WORDS and (lead_in := _LEAD_IN.match(text)):
        rest = text[lead_in.end() :]
        pronoun = words.begins_with(words.pronouns, rest)
        clitic = rest.split(maxsplit=1)[0].lower() in _CLITICS.get(language, ())
        if (
            _opens_before_main(text, language)
            and len(rest.split()) >= 8
            and not (pronoun or clitic)
        ):
            text = rest[0].upper() + rest[1:]
    tokens = text.split()
    if len(tokens) <= _MOST_WORDS:
        return _finished(text)
    early = range(_MOST_WORDS, _FEWEST_WORDS - 1, -1)
    late = range(_MOST_WORDS + 1, min(_LONGEST, len(tokens) - 1) + 1)
    ends = [end for end in (*early, *late) if _clause_ends(tokens, end, language, words)]
    if ends:
        return _finished(" ".join(tokens[: min(ends, key=lambda end: _price(end, tokens))]))
    if len(tokens) <= _LONGEST:
        return _finished(text)
    count = _MOST_WORDS - 2
    while count > _FEWEST_WORDS and tokens[count - 1].lower() in words.function_words:
        count -= 1
    return _finished(" ".join(tokens[:count])) + "…"


def _price(end: int, tokens: Sequence[str]) -> tuple[int, int]:
    """What it costs to cut there. A place phrase is part of its clause more often than not; the
    longer of two short titles says more, the shorter of two long ones is the better title."""
    place_follows = tokens[end].lower() in {"in", "en"}
    if end > _MOST_WORDS:
        return 2 + place_follows, end
    if not place_follows:
        return 0, -end
    return (1 if end > (_FEWEST_WORDS + _MOST_WORDS) // 2 - 1 else 4), -end


def _clause_ends(
    tokens: Sequence[str], count: int, language: Language, words: lexicon.Lexicon
) -> bool:
    head = " ".join(tokens[:count])
    last, following = tokens[count - 1], tokens[count]
    ending = last.lower().strip(",;:")
    left_open = ending in words.function_words or last.lower() in words.speech_verbs
    if (left_open and not last[0].isupper()) or _unbalanced(head):
        return False
    # "a rare, 475-pound turtle": the noun is still to come.
    before = tokens[count - 2].lower()
    if (
        last[-1] == ","
        and before in words.articles
        and following.lower() not in words.clause_openers
    ):
        return False
    verb = _VERB.get(language)
    if verb is None:
        return False
    if following.lower() in _MEASURED and _MEASURE.search(head.lower()):
        return False
    governing = _GOVERNING.get(language)
    if following.lower() in {"in", "en", "but"} and governing and governing.match(ending):
        return False
    parts = [_RELATIVE[language].sub("", part) for part in head.split(", ")]
    if _opens_before_main(head, language):
        # The main clause comes after the comma.
        if len(parts) < 2 or not verb.search(" ".join(parts[1:])):
            return False
    elif not verb.search(parts[0], len(tokens[0])):
        return False
    infinitive = _WITH_INFINITIVE.get(language)
    if infinitive and following.lower() != "al" and verb.fullmatch(ending):
        infinitive = None  # "optó por descansar", "siguen sin localizar"
    return (
        last[-1] in ",;:—"
        or following.lower().strip('“"«') in words.clause_openers
        or bool(infinitive and infinitive.match(" ".join(tokens[count : count + 2])))
    )


def _opens_before_main(text: str, language: Language) -> bool:
    if _AT_LEAST.match(text):
        return False
    first = text.split(maxsplit=1)[0].lower()
    gerund = _GERUND.get(language)
    return (
        first in _BEFORE_MAIN.get(language, frozenset())
        or bool(gerund and gerund.match(text))
        or bool(_SINCE.match(text))
    )


def _unbalanced(text: str) -> bool:
    return (
        text.count('"') % 2 == 1
        or text.count("“") != text.count("”")
        or text.count("«") != text.count("»")
        or text.count("(") != text.count(")")
        or text.count("¿") != text.count("?") * ("¿" in text)
        or text.count("¡") != text.count("!") * ("¡" in text)
    )


def _finished(text: str) -> str:
    """Without the stop or comma at its end; a question keeps its mark."""
    if text.endswith(("...", "…")):
        return text
    text = re.sub(r"[,;:—–-]+$", "", text.strip())
    return text if _ABBREVIATION.search(text) else re.sub(r"[.,;:—–-]+$", "", text).strip()
