"""Models that come onto this machine: fetched from a hub, added from a folder, and checked.

Nothing is fetched unless somebody asks for it by name. What arrives is written beside its place
and moved there when whole, with a card (``puente.json``) that says what it is and the SHA-256 of
each file, so that :func:`verify` can tell later whether it still is what came.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer import catalog
from summarizer.brief import Language
from summarizer.catalog import CARD, CatalogModel
from summarizer.errors import InputError, ModelDamaged, ModelMissing
from summarizer.settings import Settings

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all)."""

# What a checkpoint is made of. Weights as pickle only where there are no safetensors; code never.
_FILES = frozenset({
    "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
    "special_tokens_map.json", "added_tokens.json", "vocab.json", "target_vocab.json",
    "merges.txt", "shortlist.txt", "source.spm", "target.spm", "spiece.model",
    "sentencepiece.bpe.model", "words.txt",
})  # fmt: skip
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_TASKS = {
    "marian": "translation",
    "recurrent": "translation",
    "m2m100": "translation",
    "bart": "summarization",
    "t5": "summarization",
}

_RUNTIMES = {"recurrent": ("onnxruntime",)}
"""Where it is not the usual ones."""

PROBES: dict[Language, str] = {
    "en": "The minister said on Monday that 12 people were hurt in Madrid.",
    "es": "El ministro dijo el lunes que 12 personas resultaron heridas en Madrid.",
    "fr": "Le ministre a déclaré lundi que 12 personnes ont été blessées à Madrid.",
    "pt": "O ministro disse na segunda-feira que 12 pessoas ficaram feridas em Madri.",
    "it": "Il ministro ha detto lunedì che 12 persone sono rimaste ferite a Madrid.",
    "de": "Der Minister sagte am Montag, dass in Madrid 12 Menschen verletzt wurden.",
}
_PROBE_ARTICLES: dict[Language, str] = {
    "en": "A bus left the road near Madrid on Monday and 12 people were hurt. The minister said that "
    "the road was closed for three hours. Two of the passengers are still in hospital.",
    "es": "Un autobús se salió de la carretera cerca de Madrid el lunes y 12 personas resultaron "
    "heridas. El ministro dijo que la vía estuvo cerrada tres horas. Dos de los pasajeros siguen "
    "en el hospital.",
}


@dataclass(frozen=True)
class Probe:
    """What a model made of a probe: ``answers`` by what was asked, such as ``"es → en"``."""

    model: CatalogModel
    runtime: str
    load_seconds: float
    run_seconds: float
    answers: dict[str, str]


# --- from a folder -------------------------------------------------------------------------------


def add(
    folder: Path,
    settings: Settings,
    *,
    name: str = "",
    source: tuple[Language, ...] = (),
    target: tuple[Language, ...] = (),
    licence: str = "",
) -> CatalogModel:
    """Take the checkpoint in ``folder`` into the data folder. Its files are copied.

    Args:
        name: what it is called; of the catalogue, or a new one. Empty takes the folder's name.
        source, target: the languages that it reads and writes, for a model that the catalogue
            does not have.
        licence: its licence, likewise.

    Raises:
        ModelMissing: there is no checkpoint, or files are missing.
        ModelDamaged: it is cut short, or of a family that Puente can't run.
        InputError: the name can't be used, or languages have to be named.
    """
    from summarizer.seq2seq import family_of

    family = family_of(folder)
    name = name or folder.resolve().name
    if not name.replace("-", "").replace(".", "").replace("_", "").isalnum() or name[0] in ".-":
        raise InputError(
            f"{name!r} can't be the name of a model: letters, digits, points, hyphens and "
            "underscores only. Give another one."
        )
    entry = next((m for m in catalog.models(settings) if m.name == name), None)
    if entry is not None and entry.shipped:
        raise InputError(f"{name} ships with Puente. Give the model another name.")
    if entry is not None and entry.family != family:
        raise ModelDamaged(
            f"The model in {folder} is of the family {family}, but {name} in the catalogue is of "
            f"the family {entry.family}. Give it another name.",
            folder=folder,
        )
    if entry is None or source or target:
        if not source or not target:
            raise InputError(
                f"The catalogue does not know {name}. Name the languages that it reads and "
                "writes, such as: --source es --target en."
            )
        entry = CatalogModel(
            name=name, task=_TASKS[family], family=family, source_languages=source,
            target_languages=target, runtimes=_RUNTIMES.get(family, ("ctranslate2", "transformers")),
            size_mb=0, licence=licence or "unknown", origin="added from a folder",
        )  # fmt: skip
    with _arriving(entry, settings) as place:
        for file in _wanted([path.name for path in folder.iterdir() if path.is_file()]):
            shutil.copyfile(folder / file, place / file)
        entry = _finish(entry, place)
    return entry


# --- from a hub ----------------------------------------------------------------------------------


def fetch(name: str, settings: Settings, progress: Progress | None = None) -> CatalogModel:
    """Download the model ``name`` of the catalogue from the Hugging Face hub (or the mirror of it
    that ``HF_ENDPOINT`` names), each file held to the checksum that the hub states. Files that
    had come whole before a download was stopped are not fetched again.

    Raises:
        ModelMissing: the catalogue has no such model or repository, the hub is not reached, or
            there is no room for the files.
        ModelDamaged: what came is not what the hub has.
    """
    entry = catalog.named(name, settings)
    if entry.shipped or not entry.repository:
        raise ModelMissing(
            f"{name} is nothing to fetch: "
            + ("it ships with Puente." if entry.shipped else "it runs on a server of your own."),
            model=name,
        )
    part = _part(entry, settings)
    try:
        part.mkdir(parents=True, exist_ok=True)
        for cut_short in part.rglob("*.incomplete"):  # of a process that was killed
            cut_short.unlink(missing_ok=True)
        wanted = _download(entry, part, progress)
    except ModelDamaged:
        raise
    except Exception as error:  # the hub's client has faults of many kinds
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise ModelMissing(
                f"There is no room for {name}, which takes {entry.size_mb:,} MB in {part.parent}. "
                "Make room and fetch it again.",
                model=name,
            ) from error
        raise ModelMissing(
            f"{name} can't be fetched from {entry.repository} ({type(error).__name__}). Check the "
            "network and try again; or copy its files here from another machine and run: "
            f"python -m summarizer models add FOLDER --name {name}",
            model=name,
        ) from error
    with _arriving(entry, settings) as place:
        for file in wanted:
            os.replace(part / file, place / file)
        entry = _finish(entry, place)
    shutil.rmtree(part, ignore_errors=True)
    return entry


def _part(entry: CatalogModel, settings: Settings) -> Path:
    """Where the files of a model are while they are being fetched."""
    return catalog.folder_of(entry, settings).parent / f".fetching-{entry.name}"


def _download(entry: CatalogModel, part: Path, progress: Progress | None) -> list[str]:
    """The names of the files of a model, which are then in ``part``."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import HfApi, hf_hub_download

    hub = os.environ.get("HF_ENDPOINT") or None
    about = HfApi(hub).model_info(entry.repository, files_metadata=True)
    files = {file.rfilename: file for file in about.siblings or ()}
    wanted = _wanted(list(files))
    sizes = [files[file].size or 0 for file in wanted]
    for number, file in enumerate(wanted):
        bar = _bar(progress, sum(sizes[:number]), sum(sizes)) if progress else None
        hf_hub_download(
            entry.repository,
            file,
            revision=about.sha,
            local_dir=part,
            endpoint=hub,
            tqdm_class=bar,
        )
        if not _is_as_stated(part / file, files[file]):
            (part / file).unlink()
            raise ModelDamaged(
                f"{file} of {entry.name} came damaged: its checksum is not the one that the hub "
                "states. Fetch the model again.",
                model=entry.name,
                file=file,
            )
        if progress is not None:
            progress(sum(sizes[: number + 1]), sum(sizes))
    return wanted


def _bar(progress: Progress, before: int, total: int) -> type:
    """The bar that the hub's client shows of one file, as calls of ``progress``."""
    from tqdm import tqdm

    class Bar(tqdm):
        def __init__(self, *arguments: Any, initial: int = 0, **more: Any) -> None:
            super().__init__(*arguments, **{**more, "disable": True})
            self._done = initial

        def update(self, n: float | None = 1) -> None:
            self._done += int(n or 0)
            progress(before + self._done, total)

    return Bar


def _is_as_stated(path: Path, file: Any) -> bool:
    """Whether a file is the one that the hub lists: by the SHA-256 of large files, by the object
    id of Git of others."""
    if file.lfs:
        return _sha256(path) == file.lfs.sha256
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest() == file.blob_id


def _wanted(names: list[str]) -> list[str]:
    """The files of a checkpoint that are needed, small ones first."""
    weights = next((weights for weights in _WEIGHTS if weights in names), None)
    small = sorted(name for name in names if name in _FILES)
    return [*small, weights] if weights else small


@contextmanager
def _arriving(entry: CatalogModel, settings: Settings) -> Iterator[Path]:
    """A folder to write the model into; it takes the model's place if all went well."""
    target = catalog.folder_of(entry, settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".arriving-", dir=target.parent))
    try:
        yield work
        old = None
        if target.exists():
            old = Path(tempfile.mkdtemp(prefix=".leaving-", dir=target.parent))
            os.replace(target, old / "model")
        os.replace(work, target)
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _finish(entry: CatalogModel, place: Path) -> CatalogModel:
    """Check that the model in ``place`` is whole, and write its card."""
    from summarizer.translating import checkpoint

    marian = entry.family in ("marian", "recurrent")
    needed = checkpoint.MARIAN_FILES if marian else ("config.json",)
    checkpoint.check(place, needed)
    files = sorted(path for path in place.iterdir() if path.is_file())
    size = sum(path.stat().st_size for path in files)
    entry = entry.model_copy(
        update={
            "files": {path.name: _sha256(path) for path in files},
            "size_mb": max(1, round(size / 1e6)),
        }
    )
    (place / CARD).write_text(entry.model_dump_json(indent=2), encoding="utf-8")
    return entry


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(name: str, settings: Settings) -> None:
    """Delete a model that was fetched or added, or what came of one. Raises ``ModelMissing``."""
    entry = catalog.named(name, settings)
    folders = [
        folder
        for folder in (catalog.folder_of(entry, settings), _part(entry, settings))
        if folder.is_dir() and not entry.shipped
    ]
    if not folders:
        raise ModelMissing(f"{name} was not fetched or added: there is nothing to remove.")
    for folder in folders:
        shutil.rmtree(folder)


# --- checking ------------------------------------------------------------------------------------


def verify(entry: CatalogModel, settings: Settings) -> None:
    """Hold each file of a model that is here to its checksum.

    Raises:
        ModelMissing: a file is not there.
        ModelDamaged: a file is not what came.
    """
    folder = catalog.folder_of(entry, settings)
    files = entry.files
    if (folder / CARD).is_file():
        try:
            files = CatalogModel.model_validate_json((folder / CARD).read_bytes()).files
        except ValueError as error:
            raise ModelDamaged(
                f"{folder / CARD} can't be read. Add the model again.", file=folder / CARD
            ) from error
    for file, stated in files.items():
        path = folder / file
        if not path.is_file():
            raise ModelMissing(f"{path} is missing. Add or fetch the model again.", file=path)
        if _sha256(path) != stated:
            raise ModelDamaged(
                f"{path} has changed or is damaged: its checksum is another one. Add or fetch the "
                "model again.",
                file=path,
            )


def check(name: str, settings: Settings) -> Probe:
    """Verify the model ``name``, load it, and have it translate or summarise a probe.

    Raises:
        ModelMissing, ModelDamaged: what is wrong with it.
        EngineUnavailable, SettingsError: of the chat server.
    """
    entry = catalog.named(name, settings)
    if not catalog.is_here(entry, settings):
        advice = (
            "Set PUENTE_REMOTE_URL to the address of its server."
            if entry.family == "chat"
            else f"Fetch it with: python -m summarizer models fetch {name}"
        )
        raise ModelMissing(f"{name} is not on this machine. {advice}", model=name)
    verify(entry, settings)
    start = time.perf_counter()
    run, runtime = _loaded(entry, settings)
    middle = time.perf_counter()
    answers = run()
    end = time.perf_counter()
    return Probe(entry, runtime(), middle - start, end - middle, answers)


def _loaded(
    entry: CatalogModel, settings: Settings
) -> tuple[Callable[[], dict[str, str]], Callable[[], str]]:
    """What runs the probes of a model, and what tells its runtime."""
    if entry.task == "translation":
        return _translating(entry, settings)
    from summarizer.seq2seq import Search, Seq2Seq

    model = Seq2Seq(
        catalog.folder_of(entry, settings), entry.name, settings.cache_folder,
        threads=settings.threads,
    )  # fmt: skip

    def run() -> dict[str, str]:
        return {
            language: model.generate([entry.prefix + text], Search(max_tokens=80))[0][0].text
            for language, text in _PROBE_ARTICLES.items()
            if language in entry.source_languages
        }

    return run, lambda: model.runtime


def _translating(
    entry: CatalogModel, settings: Settings
) -> tuple[Callable[[], dict[str, str]], Callable[[], str]]:
    if entry.family == "chat":
        from summarizer.translating.remote import RemoteTranslator

        translator = RemoteTranslator(settings, None)
    else:
        from summarizer.translating.local import LocalTranslator

        chosen = settings.model_copy(update={"translation_models": entry.name})
        translator = LocalTranslator(chosen)
    pairs = [
        (source, target)
        for source in entry.source_languages
        for target in entry.target_languages
        if source != target and source in PROBES
    ]
    if entry.family != "chat":
        for source, target in pairs:
            translator.engine(source, target)

    def run() -> dict[str, str]:
        answers = {}
        for source, target in pairs:
            (found,) = translator.translate([PROBES[source]], source, target)
            answers[f"{source} → {target}"] = found[0].text if found else ""
        return answers

    return run, lambda: translator.models[0].runtime if translator.models else "none"
