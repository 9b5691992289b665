"""The exceptions of Puente: one small tree. Each message says what was wrong and what to do.

``code`` names the same message in the wording files, so that the page can say it in the reader's
language; ``details`` fills its gaps.
"""

from __future__ import annotations


class PuenteError(Exception):
    """The root of all errors that Puente raises on purpose."""

    code = "error"

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.details = {name: str(value) for name, value in details.items()}


# --- the input -----------------------------------------------------------------------------------


class InputError(PuenteError):
    """What was given can't become a brief."""

    code = "input"


class EmptyInput(InputError):
    code = "empty_input"


class NotEnoughText(InputError):
    """There is text, but no prose to make a brief of: one word, only a link, only page junk."""

    code = "not_enough_text"


class InputTooLong(InputError):
    code = "input_too_long"


class NotText(InputError):
    """Binary data, or bytes in no known encoding."""

    code = "not_text"


class UnreadableFile(InputError):
    """A file whose content is damaged, encrypted, too large once unpacked, or of another type."""

    code = "unreadable_file"


class UnsupportedLanguage(InputError):
    code = "unsupported_language"


class AddressRefused(InputError):
    """A web address that Puente won't ask: not http(s), or not on the public internet."""

    code = "address_refused"


class AddressFailed(InputError):
    """A web address that gave no page."""

    code = "address_failed"


class TermError(InputError):
    """What can't be a term of the glossary, or a sentence to remember; the detail ``problem`` says
    why."""

    code = "term"


class GlossaryFileError(InputError):
    """A file that is no glossary; the detail ``problem`` says why, ``line`` where."""

    code = "glossary_file"


# --- models and settings -------------------------------------------------------------------------


class ModelError(PuenteError):
    code = "model"


class ModelMissing(ModelError):
    """A model that the catalogue lacks, or whose files are not on this machine."""

    code = "model_missing"


class ModelDamaged(ModelError):
    """A model file that is cut short or does not match its checksum."""

    code = "model_damaged"


class EngineUnavailable(ModelError):
    """A remote engine that does not answer, or not as agreed."""

    code = "engine_unavailable"


class ServersAway(EngineUnavailable):
    """The servers that run the models don't answer, or not as agreed."""


class SettingsError(PuenteError):
    code = "settings"


# --- the store -----------------------------------------------------------------------------------


class StoreError(PuenteError):
    code = "store"


class StoreUnavailable(StoreError):
    """The database does not answer, is locked, or has no room."""

    code = "store_unavailable"


class NotFound(StoreError):
    code = "not_found"


class Gone(StoreError):
    """A link that was revoked or has expired, or whose brief was deleted."""

    code = "gone"


class NotAllowed(StoreError):
    """A wrong owner token."""

    code = "not_allowed"


# --- limits --------------------------------------------------------------------------------------


class LimitReached(PuenteError):
    """Too many requests, or too much work at once."""

    code = "limit_reached"


class Cancelled(PuenteError):
    code = "cancelled"
