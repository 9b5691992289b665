"""Briefs and their share links in a database: SQLite by default, PostgreSQL by one setting."""

from summarizer.store.records import Audience, Expiry, Link, Listed, Saved, Shared
from summarizer.store.store import Store, taught
from summarizer.store.tokens import Owner, new_owner_token

__all__ = [
    "Audience",
    "Expiry",
    "Link",
    "Listed",
    "Owner",
    "Saved",
    "Shared",
    "Store",
    "new_owner_token",
    "taught",
]
