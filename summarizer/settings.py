"""Every setting of Puente, in one place. Each can be set by an environment variable: its name in
capitals with the prefix ``PUENTE_`` (``PUENTE_MAX_CHARACTERS``); the database also by
``DATABASE_URL``. ``docs/settings.md`` lists them all, and a test holds it to that."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from summarizer.errors import SettingsError


def _user_folder(variable: str, fallback: str) -> Path:
    """The folder of the XDG Base Directory Specification 0.8 that ``variable`` names."""
    return Path(os.environ.get(variable) or Path.home() / fallback) / "puente"


class Settings(BaseSettings):
    """The settings of one process. Raises ``SettingsError`` through :func:`load` only."""

    model_config = SettingsConfigDict(
        env_prefix="PUENTE_", frozen=True, extra="ignore", populate_by_name=True
    )

    # reading
    max_characters: int = Field(
        500_000, ge=1_000, description="Longest text that is read, in characters."
    )
    max_file_bytes: int = Field(
        20_000_000, ge=10_000, description="Largest file that is read, in bytes."
    )
    max_unpacked_bytes: int = Field(
        100_000_000,
        ge=100_000,
        description="Largest size to which a Word file may unpack, in bytes.",
    )
    max_unpacked_files: int = Field(
        10_000, ge=10, description="Most files that a Word file, which is a ZIP archive, may hold."
    )
    document_memory_bytes: int = Field(
        1_500_000_000,
        ge=200_000_000,
        le=1_000_000_000_000,
        description="Memory of the process that reads a PDF or Word file, in bytes (on Unix).",
    )
    document_processor_seconds: int = Field(
        40,
        ge=1,
        le=3600,
        description="Seconds of processor time of that process (on Unix).",
    )
    document_seconds: float = Field(
        60.0,
        gt=0,
        le=3600,
        description="Seconds after which the reading of a PDF or Word file is given up.",
    )
    fetch_seconds: float = Field(
        20.0,
        gt=0,
        description="Seconds after which a web address that was to be fetched is given up.",
    )

    # summarising
    summary: Literal["extractive", "abstractive"] = Field(
        "extractive",
        description="How points are made: sentences of the article, or sentences that a model "
        "writes and that are checked against it.",
    )
    summary_model: str = Field(
        "",
        description="Model that writes abstractive summaries: a name in the catalogue, or "
        "`remote` for the chat server; empty takes the first of the catalogue that is on this "
        "machine, else the chat server.",
    )

    # translating
    translation_engine: Literal["ctranslate2", "transformers", "remote"] = Field(
        "ctranslate2",
        description="Runtime of translation models other than those that ship, which run on ONNX "
        "Runtime in int8: CTranslate2 in int8, PyTorch through transformers, or a remote server with "
        "the OpenAI-compatible chat protocol.",
    )
    translation_models: str = Field(
        "",
        description="Models of the catalogue that translate, by name with commas between; for each "
        "pair of languages the first that serves it. Empty takes the first of the catalogue that "
        "is on this machine.",
    )
    beam_size: int = Field(4, ge=1, le=16, description="Beam width of the translation's search.")
    spanish_numbers: Literal["1.234,5", "1,234.5"] = Field(
        "1.234,5",
        description="How numbers are written in translations into Spanish: as in Spain and most "
        "of South America, or as in Mexico and the Spanish press of the United States.",
    )
    threads: int = Field(
        0, ge=0, description="Threads of one translation model; 0 takes all cores."
    )

    # a chat server of one's own
    remote_url: str = Field(
        "",
        description="Base address of a server with the OpenAI-compatible chat protocol (vLLM, "
        "llama.cpp, Ollama), such as `http://127.0.0.1:8080/v1`.",
    )
    remote_model: str = Field(
        "", description="Model on that server; empty takes the only one that it has."
    )
    remote_key: SecretStr = Field(
        SecretStr(""), description="Key for that server, sent as bearer token; it is never shown."
    )
    remote_seconds: float = Field(
        60.0,
        gt=0,
        le=3600,
        description="Seconds that one request to that server may take, further tries included.",
    )
    remote_retries: int = Field(
        3, ge=0, le=10, description="Further tries after a fault of that server that may pass."
    )
    remote_concurrency: int = Field(
        4, ge=1, le=256, description="Requests that are made to that server at the same time."
    )

    # models on other machines
    serving_url: str = Field(
        "",
        description="Address of the servers that run the models for this one (see "
        "docs/deploying.md), such as `http://models.internal:8000`; empty runs them here.",
    )
    serving_replicas: int = Field(
        1, ge=1, le=1000, description="Processes with the models that those servers start."
    )

    # folders
    models_folder: Path = Field(
        Path(__file__).resolve().parent.parent / "models",
        description="Folder of the models that ship and of their catalogue.",
    )
    data_folder: Path = Field(
        default_factory=lambda: _user_folder("XDG_DATA_HOME", ".local/share"),
        description="Folder of the SQLite database and of models that were added.",
    )
    cache_folder: Path = Field(
        default_factory=lambda: _user_folder("XDG_CACHE_HOME", ".cache"),
        description="Folder of converted models; it can be deleted at any time.",
    )

    # store
    database_url: str = Field(
        "",
        validation_alias=AliasChoices("PUENTE_DATABASE_URL", "DATABASE_URL"),
        description="SQLAlchemy address of the database; empty means SQLite in the data folder.",
    )
    database_timeout: float = Field(
        10.0,
        ge=0.1,
        le=300,
        description="Seconds that a request waits for a busy database before it says so.",
    )
    retention_days: int = Field(
        0,
        ge=0,
        description="Days after which a saved brief that nobody changed is deleted, with its "
        "links; 0 keeps briefs until they are deleted by hand.",
    )

    # web
    public_url: str = Field(
        "",
        description="Address under which readers reach the app, for share links and previews; "
        "empty takes the address of the request.",
    )
    glossary_editors: str = Field(
        "",
        description="Who may see and change the desk's glossary in the page and by the HTTP API: "
        "empty is everybody who reaches the app or, where sign-in is set up, everybody who signed "
        "in; e-mail addresses with commas between are these people; `nobody` leaves it to the "
        "command line.",
    )
    page_requests_per_minute: int = Field(
        240, ge=1, description="Requests for shared pages that one client may make in a minute."
    )
    api_requests_per_minute: int = Field(
        120, ge=1, description="Requests to the HTTP API that one client may make in a minute."
    )
    briefs_per_hour: int = Field(
        120, ge=1, description="Briefs that one client may have made in an hour."
    )
    briefs_at_work: int = Field(
        2, ge=1, le=64, description="Briefs that are made at the same time; more wait their turn."
    )
    briefs_waiting: int = Field(
        100, ge=0, description="Briefs that may wait their turn; one more is refused."
    )
    waiting_bytes: int = Field(
        200_000_000,
        ge=1_000_000,
        description="Memory for texts and files of briefs that are made or wait, in bytes, and as "
        "much for those that are arriving by the HTTP API; what goes beyond is refused.",
    )
    page_cache_bytes: int = Field(
        64_000_000, ge=0, description="Memory for shared pages that are ready to be sent, in bytes."
    )


@functools.cache
def load() -> Settings:
    """The settings of this process, read from the environment once.

    Raises:
        SettingsError: a variable holds a value that its setting does not take.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        name = name if name.startswith(("PUENTE_", "DATABASE_")) else f"PUENTE_{name}"
        raise SettingsError(
            f"The setting {name} can't be {first['input']!r}: {first['msg']}. "
            "Correct the environment variable; docs/settings.md says what it takes.",
            name=name,
        ) from error


def variable(name: str) -> str:
    """The environment variable of the setting ``name``."""
    return f"PUENTE_{name.upper()}"
