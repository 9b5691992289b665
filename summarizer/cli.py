"""The command line: ``python -m summarizer FILE`` and its commands.

Everything that a page does can be done here. Each command imports what it needs when it runs, so
that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.errors import InputError, PuenteError, UnreadableFile

FORMATS = ("json", "markdown", "html", "pdf", "docx", "text")
LENGTHS = ("short", "standard", "long")
EXPIRIES = ("1d", "7d", "30d", "never")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, or 1 after an error that was said in words on standard
    error; wrong usage exits with 2."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    commands = _commands()
    first = next((a for a in arguments if not a.startswith("-")), None)
    try:
        if arguments and arguments[0] == first and first in commands:
            parser, action = commands[first]
            return action(parser.parse_args(arguments[1:]))
        return _brief(_brief_parser(commands).parse_args(arguments))
    except PuenteError as error:
        print(f"puente: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("puente: stopped", file=sys.stderr)
        return 130


_Command = tuple[argparse.ArgumentParser, Callable[[argparse.Namespace], int]]


def _commands() -> dict[str, _Command]:
    return {"batch": _batch_command(), "settings": _settings_command()}


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"python -m summarizer {name}", description=description)


# --- many articles -------------------------------------------------------------------------------


def _batch_command() -> _Command:
    parser = _parser("batch", "Make briefs of a folder of articles or of the lines of a file.")
    parser.add_argument("source", metavar="FOLDER|FILE.jsonl", type=Path)
    parser.add_argument(
        "--out",
        metavar="OUT.jsonl",
        type=Path,
        required=True,
        help="file of the results; a run that was stopped goes on with it",
    )
    parser.add_argument(
        "--workers", type=int, metavar="N", help="processes (one per core where not said)"
    )
    _add_length(parser)
    return parser, _batch


def _batch(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from summarizer import batch

    with tqdm(unit="article", disable=None if sys.stderr.isatty() else False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = batch.run(
            options.source,
            options.out,
            length=options.length,
            workers=options.workers,
            progress=show,
        )
    before = f", {report.already_there} were there before" if report.already_there else ""
    print(f"{report.finished} briefs made{before}, {len(report.failed)} failed", file=sys.stderr)
    for name, message in report.failed.items():
        print(f"  {name}: {message}", file=sys.stderr)
    return 0


# --- settings ------------------------------------------------------------------------------------


def _settings_command() -> _Command:
    parser = _parser("settings", "Print every setting with its value.")
    parser.add_argument(
        "--markdown", action="store_true", help="print docs/settings.md: the defaults as a table"
    )
    return parser, _settings


def _settings(options: argparse.Namespace) -> int:
    from summarizer.settings import Settings, load, variable

    if options.markdown:
        print("# Settings\n")
        print("Each setting is an environment variable; the database is also `DATABASE_URL`.")
        print("`python -m summarizer settings` prints the values that are in force.\n")
        print("| variable | default | meaning |\n|---|---|---|")
        for name, field in Settings.model_fields.items():
            default = _FOLDERS.get(name) or field.get_default(call_default_factory=True)
            shown = "empty" if default == "" else f"`{default}`"
            print(f"| `{variable(name)}` | {shown} | {field.description} |")
        return 0
    for name, value in load().model_dump().items():
        print(f"{variable(name)}={_masked(name, value)}")
        print(f"    {Settings.model_fields[name].description}")
    return 0


# Folders that depend on the machine are shown by their rule.
_FOLDERS = {
    "models_folder": "models, beside the library",
    "data_folder": "~/.local/share/puente",
    "cache_folder": "~/.cache/puente",
}


def _masked(name: str, value: object) -> object:
    """Keys and passwords never reach a terminal or a log."""
    if value and (name.endswith(("_key", "_secret", "_password")) or name == "database_url"):
        return re.sub(r"(?<=:)[^:@/]+(?=@)", "***", str(value)) if "://" in str(value) else "***"
    return value


# --- the brief -----------------------------------------------------------------------------------


def _brief_parser(commands: dict[str, _Command]) -> argparse.ArgumentParser:
    listed = "\n".join(
        f"  {name:<10} {parser.description}" for name, (parser, _) in commands.items()
    )
    parser = argparse.ArgumentParser(
        prog="python -m summarizer",
        description="Make a bilingual brief of an article, English and Spanish side by side.",
        epilog=f"commands (each has its own --help):\n{listed}" if commands else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "article",
        nargs="?",
        default="-",
        metavar="FILE",
        help="a text, HTML, PDF or DOCX file, a web address, or - for standard input (default)",
    )
    _add_length(parser)
    _add_formats(parser)
    return parser


def _add_length(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--length", choices=LENGTHS, default="standard", help="length of the summary"
    )


def _add_formats(parser: argparse.ArgumentParser) -> None:
    for name in FORMATS:
        parser.add_argument(
            f"--{name}",
            nargs="?",
            const="-",
            metavar="OUT",
            help=f"write the brief as {name.upper() if name != 'markdown' else 'Markdown'} to OUT"
            " (standard output where no OUT is named)",
        )


def _brief(options: argparse.Namespace) -> int:
    _take_back_the_article(options)
    brief = _make(options.article, options.length)
    return _write(brief, options)


def _take_back_the_article(options: argparse.Namespace) -> None:
    """In ``--json article.txt`` the file is the article, not the place to write to: a file that
    exists and has another format's ending is never overwritten."""
    if options.article != "-":
        return
    for name in FORMATS:
        out = getattr(options, name)
        if out and out != "-" and Path(out).is_file() and Path(out).suffix not in _ENDINGS[name]:
            options.article = out
            setattr(options, name, "-")
            return


_ENDINGS = {
    "json": {".json"},
    "markdown": {".md", ".markdown"},
    "html": {".html", ".htm"},
    "pdf": {".pdf"},
    "docx": {".docx"},
    "text": {".txt"},
}


def _make(source: str, length: str) -> object:
    from summarizer import pipeline

    data, filename, url = read_source(source)
    return pipeline.summarise(data, length=length, filename=filename, url=url)


def read_source(source: str) -> tuple[str | bytes, str | None, str | None]:
    """The content of a file, of standard input (``"-"``) or of a web address, with its file name
    and its address where it has them.

    Raises:
        UnreadableFile: there is no such file, or it can't be read.
        AddressRefused, AddressFailed: the address gives no page.
    """
    if source == "-":
        if sys.stdin.isatty():
            print("Paste the article, then press Ctrl+D.", file=sys.stderr)
        return sys.stdin.buffer.read(), None, None
    if source.startswith(("http://", "https://")):
        from summarizer.reading import address

        page = address.fetch(source)
        return page.data, None, page.url
    path = Path(source)
    try:
        return path.read_bytes(), path.name, None
    except OSError as error:
        raise UnreadableFile(
            f"{source} can't be read: {error.strerror}. Check the name and the rights of the file."
        ) from error


def _write(brief: object, options: argparse.Namespace) -> int:
    import importlib

    wanted = {name: getattr(options, name) for name in FORMATS if getattr(options, name)}
    if not wanted:
        from summarizer.rendering import terminal

        print(terminal.render(brief))
        return 0
    for name, out in wanted.items():
        content = importlib.import_module(f"summarizer.rendering.{name}").render(brief)
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        if out == "-":
            if name in ("pdf", "docx") and sys.stdout.isatty():
                raise InputError(f"A {name.upper()} is no text for a terminal: name a file.")
            sys.stdout.buffer.write(
                raw if raw.endswith(b"\n") or name in ("pdf", "docx") else raw + b"\n"
            )
            sys.stdout.buffer.flush()
        else:
            try:
                Path(out).write_bytes(raw)
            except OSError as error:
                raise UnreadableFile(f"{out} can't be written: {error.strerror}.") from error
    return 0
