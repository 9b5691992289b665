"""The catalogue of models: what each can do, under which licence, and where its files are."""

from __future__ import annotations

import functools
import logging
import tomllib
from pathlib import Path

from summarizer.brief import Language, Model
from summarizer.errors import ModelMissing
from summarizer.settings import Settings

log = logging.getLogger(__name__)


class CatalogModel(Model):
    """One entry of ``models/catalog.toml``, whose head says what each field means."""

    name: str
    task: str
    family: str
    source_languages: tuple[Language, ...]
    target_languages: tuple[Language, ...] = ()
    runtimes: tuple[str, ...]
    size_mb: int
    parameters_millions: int | None = None
    licence: str
    commercial_use: bool = True
    licence_note: str = ""
    origin: str
    repository: str = ""
    quality: str = ""
    quality_source: str = ""
    shipped: bool = False
    prefix: str = ""
    files: dict[str, str] = {}  # noqa: RUF012 (pydantic copies it)
    note: str = ""


@functools.cache
def _read(path: Path) -> tuple[CatalogModel, ...]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
    except FileNotFoundError as error:
        raise ModelMissing(
            f"The catalogue {path} is not there. Point PUENTE_MODELS_FOLDER at the folder "
            "'models' of Puente.",
            folder=path.parent,
        ) from error
    return tuple(CatalogModel(**entry) for entry in entries)


CARD = "puente.json"
"""The file in the folder of a model that was added: its entry, with the checksums of its files."""


def models(settings: Settings) -> tuple[CatalogModel, ...]:
    """Every model of the catalogue in its order, then those that were added and that it lacks."""
    known = _read(settings.models_folder / "catalog.toml")
    names = {model.name for model in known}
    return known + tuple(m for m in _added(settings) if m.name not in names)


def _added(settings: Settings) -> list[CatalogModel]:
    found = []
    for path in sorted(_home(settings).glob(f"[!.]*/{CARD}")):
        try:
            found.append(CatalogModel.model_validate_json(path.read_bytes()))
        except (OSError, ValueError) as error:
            log.warning("The model card %s can't be read (%s); it is left out.", path, error)
    return found


def _home(settings: Settings) -> Path:
    return settings.data_folder / "models"


def named(name: str, settings: Settings) -> CatalogModel:
    """The model of that name. Raises ``ModelMissing``."""
    for model in models(settings):
        if model.name == name:
            return model
    raise ModelMissing(
        f"The catalogue has no model {name!r}. It has: "
        + ", ".join(model.name for model in models(settings))
        + ".",
        model=name,
    )


def folder_of(model: CatalogModel, settings: Settings) -> Path:
    """The folder of the model's files: of those that ship ``models/NAME``, of others
    ``models/NAME`` in the data folder."""
    root = settings.models_folder if model.shipped else _home(settings)
    return root / model.name


def is_here(model: CatalogModel, settings: Settings) -> bool:
    """Whether the model's folder is on this machine, or the address of its server is set."""
    if model.family == "chat":
        return bool(settings.remote_url)
    return folder_of(model, settings).is_dir()


def translation_model(source: Language, target: Language, settings: Settings) -> CatalogModel:
    """The model on this machine that translates ``source`` into ``target``: the first that
    ``settings.translation_models`` names for them, else the first of the catalogue.

    Raises:
        ModelMissing: there is none, or one that the settings name is not here.
    """
    for name in filter(None, map(str.strip, settings.translation_models.split(","))):
        model = named(name, settings)
        if _translates(model, source, target):
            if not is_here(model, settings):
                raise ModelMissing(
                    f"The model {name} that PUENTE_TRANSLATION_MODELS names is not on this "
                    f"machine. Fetch it with: python -m summarizer models fetch {name}",
                    model=name,
                )
            return model
    able = [model for model in models(settings) if _translates(model, source, target)]
    for model in able:
        if is_here(model, settings):
            return model
    raise ModelMissing(
        f"No model on this machine translates {source} into {target}."
        + (f" The catalogue has {', '.join(m.name for m in able)}." if able else ""),
        source=source,
        target=target,
    )


def _translates(model: CatalogModel, source: Language, target: Language) -> bool:
    return (
        model.task == "translation"
        and model.family != "chat"
        and source in model.source_languages
        and target in model.target_languages
    )


def article_languages(languages: tuple[Language, ...], settings: Settings) -> tuple[Language, ...]:
    """The languages that an article may be in: those of the brief, and those that models on this
    machine translate into each of them."""
    here = [
        model
        for model in models(settings)
        if model.task == "translation" and model.family != "chat" and is_here(model, settings)
    ]
    others = dict.fromkeys(
        source
        for model in here
        for source in model.source_languages
        if source not in languages
        and all(any(_translates(m, source, target) for m in here) for target in languages)
    )
    return (*languages, *others)
