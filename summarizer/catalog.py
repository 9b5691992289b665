"""The catalogue of models: what each can do, under which licence, and where its files are."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from summarizer.brief import Language, Model
from summarizer.errors import ModelMissing
from summarizer.settings import Settings


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


def models(settings: Settings) -> tuple[CatalogModel, ...]:
    """Every model of the catalogue, in its order."""
    return _read(settings.models_folder / "catalog.toml")


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
    root = settings.models_folder if model.shipped else settings.data_folder / "models"
    return root / model.name


def is_here(model: CatalogModel, settings: Settings) -> bool:
    """Whether the model's folder is on this machine."""
    return folder_of(model, settings).is_dir()


def translation_model(source: Language, target: Language, settings: Settings) -> CatalogModel:
    """The model that translates ``source`` into ``target``: the first of the catalogue that is on
    this machine. Raises ``ModelMissing``."""
    able = [
        model
        for model in models(settings)
        if model.task == "translation"
        and source in model.source_languages
        and target in model.target_languages
    ]
    for model in able:
        if is_here(model, settings):
            return model
    raise ModelMissing(
        f"No model on this machine translates {source} into {target}."
        + (f" The catalogue has {', '.join(m.name for m in able)}." if able else ""),
        source=source,
        target=target,
    )
