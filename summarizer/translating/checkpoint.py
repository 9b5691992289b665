"""A checkpoint on disk: whether its files are whole, and its CTranslate2 form in the cache."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import logging
import os
import shutil
import struct
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.errors import ModelDamaged, ModelMissing

log = logging.getLogger(__name__)

MARIAN_FILES = ("config.json", "source.spm", "target.spm", "vocab.json")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
SHORTLIST = "shortlist.txt"
"""Which target pieces each source piece can lead to, as CTranslate2's vocabulary maps; a checkpoint
may do without."""

WORDS = "words.txt"
"""Which words are read as those of a related language (:mod:`summarizer.translating.related`); a
checkpoint may do without."""

VOCABULARY_MAP = "vmap.txt"
"""What CTranslate2 calls it."""

_COMPLETE = "complete.json"

# Processors without VNNI instructions add two products of 8-bit numbers in 16 bits, where those of
# full weights do not fit (255 * 127 * 2 > 32,767); halved ones do. On such a processor (AMD EPYC
# with AVX2) the first 250 lines of TICO-19 had, with 127 and 63 steps and in float32, 37.7, 41.2 and
# 41.0 BLEU into English, and 38.2, 38.2 and 38.3 into Spanish.
_STEPS = 63
_IN_8_BITS = ("int8", "int8_float32")

ABANDONED_SECONDS = 3600.0
"""After which a conversion that is not whole counts as left behind by a process that was killed."""


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def weights_of(folder: Path) -> Path:
    """The file of weights in ``folder``. Raises ``ModelMissing``."""
    for name in WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelMissing(
        f"The model folder {folder} has no {WEIGHTS[0]}. Copy the whole checkpoint there again.",
        folder=folder,
    )


def check(folder: Path, files: tuple[str, ...] = MARIAN_FILES) -> None:
    """Cheap checks that a checkpoint is there and whole: no file is read through.

    Raises:
        ModelMissing: the folder or one of its files is not there.
        ModelDamaged: a file is empty, or the weights are shorter or longer than they say.
    """
    if not folder.is_dir():
        raise ModelMissing(
            f"There is no model folder {folder}. Copy the checkpoint there, or choose another "
            "model in the settings.",
            folder=folder,
        )
    for name in files:
        path = folder / name
        if not path.is_file():
            raise ModelMissing(
                f"The model folder {folder} lacks {name}. Copy the whole checkpoint there again.",
                folder=folder,
            )
        if path.stat().st_size == 0:
            raise ModelDamaged(f"{path} is empty. Copy the checkpoint there again.", file=path)
    weights = weights_of(folder)
    if weights.suffix == ".safetensors":
        _check_safetensors(weights)
    elif weights.stat().st_size == 0:
        raise ModelDamaged(f"{weights} is empty. Copy the checkpoint there again.", file=weights)


def _check_safetensors(path: Path) -> None:
    """The header of the safetensors format tells how long the file must be
    (https://github.com/huggingface/safetensors#format)."""
    size = path.stat().st_size
    try:
        with path.open("rb") as file:
            (header_size,) = struct.unpack("<Q", file.read(8))
            if header_size > size:
                raise ValueError("header longer than the file")
            header = json.loads(file.read(header_size))
        data = max(
            (item["data_offsets"][1] for name, item in header.items() if name != "__metadata__"),
            default=0,
        )
        whole = 8 + header_size + data == size
    except (struct.error, ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise ModelDamaged(
            f"{path} is cut short or damaged ({size:,} bytes). Copy the checkpoint there again.",
            file=path,
        )


def fingerprint(folder: Path) -> str:
    """A hash that differs between checkpoints: of the small files whole, and of the weights their
    size and 64 blocks spread over them (reading all would cost each start 0.1 s and more)."""
    digest = hashlib.sha256()
    weights = weights_of(folder)
    for path in sorted(folder.iterdir()):
        if path.suffix in (".json", ".spm", ".model", ".txt") and path.is_file():
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    size = weights.stat().st_size
    digest.update(f"{weights.name} {size}".encode())
    with weights.open("rb") as file:
        for part in range(64):
            file.seek(size * part // 64)
            digest.update(file.read(4096))
    return digest.hexdigest()[:24]


def converted(
    folder: Path, name: str, cache: Path, quantization: str = "int8_float32", *, redo: bool = False
) -> Path:
    """The folder of the checkpoint's CTranslate2 form, converting it first where needed.

    The folder is keyed by the checkpoint's content, the quantization and CTranslate2's version.
    A conversion is written beside it and renamed when whole, so that another process never sees
    half of one; one that is damaged all the same is made anew. Where the cache can't be written,
    the conversion goes into a temporary folder that lives as long as the process.

    Raises:
        ModelMissing, ModelDamaged: as :func:`check`, or the converter can't read the checkpoint.
    """
    import ctranslate2

    steps = f"-{_STEPS}" if quantization in _IN_8_BITS else ""
    key = f"{name}-{fingerprint(folder)}-{quantization}{steps}-{ctranslate2.__version__}"
    home = cache / "ctranslate2"
    place = home / key
    if not redo and _is_complete(place):
        return place
    try:
        home.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=home))
        try:
            _convert(folder, work / "model", quantization)
            if place.exists() and (redo or not _is_complete(place)):
                shutil.rmtree(place, ignore_errors=True)
            # Another process may have been faster: its result is the same.
            with contextlib.suppress(OSError):
                os.rename(work / "model", place)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        log.warning(
            "The cache folder %s can't be written (%s); converting for this run only.",
            home,
            error.strerror,
        )
        return _convert_for_this_process(folder, key, quantization)
    if not _is_complete(place):
        return _convert_for_this_process(folder, key, quantization)
    _forget_older(home, name, place)
    return place


_temporary: dict[str, tempfile.TemporaryDirectory] = {}


def _convert_for_this_process(folder: Path, key: str, quantization: str) -> Path:
    if key not in _temporary:
        made = tempfile.TemporaryDirectory(prefix="puente-")
        _convert(folder, Path(made.name) / "model", quantization)
        _temporary[key] = made
    return Path(_temporary[key].name) / "model"


def _convert(folder: Path, place: Path, quantization: str) -> None:
    """Convert through transformers, and mark the result as complete with its files' sizes."""
    import transformers

    bars = transformers.utils.logging.is_progress_bar_enabled()
    transformers.utils.logging.disable_progress_bar()
    try:
        with _for_converter(folder) as read:
            converter = _converter()(str(read), load_as_float16=False, low_cpu_mem_usage=False)
            _save(converter._load(), place, quantization)
        if (folder / SHORTLIST).is_file():
            shutil.copyfile(folder / SHORTLIST, place / VOCABULARY_MAP)
    except OSError as error:
        if error.errno is not None:  # of the file system, not of transformers
            raise
        raise unreadable(folder, error) from error
    except (ValueError, RuntimeError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(folder, error) from error
    except Exception as error:  # safetensors raises its own kind
        if type(error).__module__.startswith(("safetensors", "sentencepiece")):
            raise unreadable(folder, error) from error
        raise
    finally:
        if bars:
            transformers.utils.logging.enable_progress_bar()
    sizes = {path.name: path.stat().st_size for path in sorted(place.iterdir())}
    with (place / _COMPLETE).open("w", encoding="utf-8") as file:
        json.dump(sizes, file)
        file.flush()
        os.fsync(file.fileno())


def _save(specification: Any, place: Path, quantization: str) -> None:
    """Write a model as CTranslate2's own converter does, but with :data:`_STEPS` steps in 8 bits."""
    from ctranslate2.specs.model_spec import visit_spec

    specification.validate()
    if quantization in _IN_8_BITS:
        specification.optimize()
        visit_spec(specification, _quantize)
    else:
        specification.optimize(quantization=quantization)
    place.mkdir()
    specification.save(str(place))


def _quantize(layer: Any, name: str, value: Any) -> None:
    from ctranslate2.specs.model_spec import NumpyVariable, Variable

    key = name.rpartition("/")[2]
    if not isinstance(value, Variable) or value.is_scalar() or "float" not in str(value.dtype):
        return
    value = value.to("float32")
    if not hasattr(layer, f"{key}_scale"):
        setattr(layer, key, value)
        return
    weights = value.numpy()
    rows = weights.reshape(len(weights), -1)
    scale = _STEPS / abs(rows).max(axis=1, keepdims=True).clip(min=1e-30)
    steps = (rows * scale).round().astype("int8").reshape(weights.shape)
    setattr(layer, key, NumpyVariable(steps))
    setattr(layer, f"{key}_scale", NumpyVariable(scale[:, 0].astype("float32")))


@functools.cache
def _converter() -> type:
    """CTranslate2's converter, told the language tokens of M2M100 where 4.8 looks for them and
    transformers 5 no longer has them."""
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):
        def load_tokenizer(self, tokenizer_class, *arguments, **options):
            tokenizer = super().load_tokenizer(tokenizer_class, *arguments, **options)
            if not hasattr(tokenizer, "lang_code_to_token"):
                return tokenizer
            marks = list(tokenizer.lang_code_to_token.values())
            kind = type(tokenizer)

            class Named(kind):
                @property
                def special_tokens_map(self):
                    return {**super().special_tokens_map, "additional_special_tokens": marks}

            tokenizer.__class__ = Named
            return tokenizer

    return Converter


@contextlib.contextmanager
def _for_converter(folder: Path) -> Iterator[Path]:
    """``folder``, or a copy with links whose ``config.json`` says what CTranslate2 4.8 asks BART
    models for and what transformers 5 no longer writes."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "bart" or "normalize_before" in config:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="puente-") as made:
        for path in folder.iterdir():
            if path.name != "config.json":
                (Path(made) / path.name).symlink_to(path.resolve())
        config = {**config, "normalize_before": False, "normalize_embedding": True}
        (Path(made) / "config.json").write_text(json.dumps(config), encoding="utf-8")
        yield Path(made)


def unreadable(folder: Path, error: Exception) -> ModelDamaged:
    """The error that says that a checkpoint's files are there and can't be used."""
    return ModelDamaged(
        f"The model in {folder} can't be read ({error}). Copy the checkpoint there again.",
        folder=folder,
    )


def _is_complete(place: Path) -> bool:
    try:
        sizes = json.loads((place / _COMPLETE).read_text(encoding="utf-8"))
        return bool(sizes) and all(
            (place / name).stat().st_size == size for name, size in sizes.items()
        )
    except (OSError, ValueError, AttributeError):
        return False


def _forget_older(home: Path, name: str, keep: Path) -> None:
    """Conversions of the same model that its present files or CTranslate2 no longer match, and
    those that a process left half done when it was killed."""
    for other in home.glob(f".{name}-*"):
        with contextlib.suppress(OSError):
            if time.time() - other.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(other, ignore_errors=True)
    quantization = keep.name.removeprefix(f"{name}-").split("-")[1]
    for other in home.glob(f"{name}-*-{quantization}-*"):
        length = len(other.name.removeprefix(f"{name}-").split("-")[0])
        if other != keep and length == 24 and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)
