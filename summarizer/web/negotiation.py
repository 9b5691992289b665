"""What a client asks for in its headers."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Programs that fetch a page to show a card of it, to index it, or to check that it is there.
# A browser that a person uses says "Mozilla/5.0" (or Opera) and none of these. Names as in the
# list of github.com/monperrus/crawler-user-agents; Signal says "WhatsApp", Apple's Messages says
# "facebookexternalhit" and "Twitterbot".
_PROGRAM = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|externalhit|facebookcatalog|meta-external|whatsapp|"
    r"telegram|slack|discord|skype|twitter|linkedin|pinterest|vkshare|embedly|iframely|quora link|"
    r"outbrain|validator|lighthouse|pingdom|uptime|monitor|scan|fetch|feed|curl|wget|python|java/|"
    r"okhttp|go-http|axios|node|libwww|mastodon|pleroma|misskey|bluesky|snapchat|viber|line-poker",
    re.IGNORECASE,
)


def is_program(user_agent: str) -> bool:
    """Whether the client is no person's browser, as far as it says what it is."""
    is_browser = user_agent.startswith(("Mozilla/5.0", "Opera/"))
    return not is_browser or _PROGRAM.search(user_agent[:1000]) is not None


def preferred_language(accept_language: str, offered: Sequence[str]) -> str:
    """The language of ``offered`` that an Accept-Language header (RFC 9110 12.5.4) prefers; the
    first one where it says nothing of them."""
    weights: dict[str, float] = {}
    for item in accept_language[:1000].split(",")[:50]:
        tag, _, parameters = item.strip().partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameters)
        if parameters and not weight:
            continue
        language = tag.strip().split("-")[0].lower()
        value = float(weight[1]) if weight else 1.0
        weights[language] = max(value, weights.get(language, 0.0))
    anything = weights.get("*", 0.0)
    return max(offered, key=lambda language: weights.get(language, anything))


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether the client takes gzip (RFC 9110 12.5.3)."""
    for item in accept_encoding.split(","):
        coding, _, parameters = item.strip().partition(";")
        if coding.strip().lower() in ("gzip", "*"):
            return re.fullmatch(r"\s*q\s*=\s*0(?:\.0{0,3})?\s*", parameters) is None
    return False
