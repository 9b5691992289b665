"""What the store gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from summarizer.brief import Brief, Language


class Expiry(StrEnum):
    """How long a link lives."""

    DAY = "1d"
    WEEK = "7d"
    MONTH = "30d"
    NEVER = "never"

    @property
    def lifetime(self) -> dt.timedelta | None:
        """None: for ever."""
        return None if self is Expiry.NEVER else dt.timedelta(days=int(self.value[:-1]))


class Audience(StrEnum):
    """Who may read a link: everybody who has it, or only people who signed in."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True)
class Link:
    """A share link to one version of a brief; times are in UTC. ``views`` counts readers, not
    programs that make previews."""

    id: str
    brief_id: str
    version: int
    created: dt.datetime
    expires: dt.datetime | None
    revoked: dt.datetime | None
    views: int
    audience: Audience = Audience.ANYONE

    def is_live(self, now: dt.datetime) -> bool:
        return self.revoked is None and (self.expires is None or now < self.expires)


@dataclass(frozen=True)
class Saved:
    """A brief that is in the store. ``brief.version`` is ``version``."""

    id: str
    version: int
    brief: Brief


@dataclass(frozen=True)
class Listed:
    """A brief in a list, with its latest version's titles and all its links, the newest first."""

    id: str
    version: int
    titles: dict[Language, str]
    edited: bool
    created: dt.datetime
    changed: dt.datetime
    links: tuple[Link, ...] = field(default=())


@dataclass(frozen=True)
class Shared:
    """What a link leads to."""

    link: Link
    brief: Brief
