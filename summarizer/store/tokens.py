"""Ids that can't be guessed, and who a brief belongs to."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from dataclasses import dataclass, field

_ALPHABET = string.digits + string.ascii_letters
# 22 of 62 characters are 130.99 bits. Letters and digits only: programs that make links of
# addresses in a text often leave out a "-" or "_" at the end.
_ID_LENGTH = 22
_ID = re.compile(rf"[0-9A-Za-z]{{{_ID_LENGTH}}}")


def new_id() -> str:
    """A fresh id of a brief or a link: 22 letters and digits, 131 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an id; the database need not be asked otherwise."""
    return _ID.fullmatch(text) is not None


def new_owner_token() -> str:
    """A fresh owner token: 43 URL-safe characters, 256 random bits. Whoever holds it may list,
    share, revoke and delete what was saved with it. It is never stored."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Owner:
    """Who a brief belongs to: the holder of a token, or a person who signed in.

    ``key`` is what the database keeps. That of a token is its SHA-256: with 256 random bits there
    is nothing to guess, so that salt and stretching would add nothing (NIST SP 800-63B 5.1.2.2).
    No token has the key of a person, nor the other way round.
    """

    key: str = field(repr=False)

    @classmethod
    def of_token(cls, token: str) -> Owner:
        """The holder of ``token``."""
        return cls("token:" + hashlib.sha256(token.encode("utf-8", "replace")).hexdigest())

    @classmethod
    def of_person(cls, issuer: str, subject: str) -> Owner:
        """The person whom the OpenID provider ``issuer`` calls ``subject`` (OpenID Connect Core
        1.0, 2: the two together never change and are never given again)."""
        return cls("person:" + hashlib.sha256(f"{issuer}\0{subject}".encode()).hexdigest())

    def is_(self, key: str) -> bool:
        """Whether ``key`` is this owner's, compared in constant time."""
        return hmac.compare_digest(self.key, key)
