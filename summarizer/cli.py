"""The command line: ``python -m summarizer FILE`` and its commands.

Everything that a page does can be done here. Each command imports what it needs when it runs, so
that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.errors import (
    InputError,
    NotFound,
    PuenteError,
    StoreUnavailable,
    UnreadableFile,
)

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
    return {
        "batch": _batch_command(),
        "serving": _serving_command(),
        "share": _share_command(),
        "briefs": _briefs_command(),
        "show": _show_command(),
        "edit": _edit_command(),
        "revoke": _revoke_command(),
        "delete": _delete_command(),
        "glossary": _glossary_command(),
        "models": _models_command(),
        "settings": _settings_command(),
    }


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
    parser.add_argument(
        "--ray",
        nargs="?",
        const="local",
        metavar="ADDRESS",
        help="work on the Ray cluster at ADDRESS (HOST:PORT, ray://HOST:PORT, auto; without "
        "ADDRESS, one that is started on this machine)",
    )
    parser.add_argument(
        "--retry", action="store_true", help="take on the articles again that failed before"
    )
    _add_length(parser)
    return parser, _batch


def _batch(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from summarizer import batch

    # The mean rate since the start: articles differ too much in length for a moving one.
    with tqdm(unit=" articles", smoothing=0, dynamic_ncols=True) as bar:

        def show(report: batch.Report) -> None:
            bar.total, bar.initial = report.total, report.already_there
            bar.update(report.done - bar.n)

        report = batch.run(
            options.source,
            options.out,
            length=options.length,
            workers=options.workers,
            ray=options.ray,
            retry=options.retry,
            progress=show,
        )
    before = f", {report.already_there} were there before" if report.already_there else ""
    print(f"{report.finished} briefs made{before}, {len(report.failed)} failed", file=sys.stderr)
    for name, message in report.failed.items():
        print(f"  {name}: {message}", file=sys.stderr)
    return 0


# --- models for other machines -------------------------------------------------------------------


def _serving_command() -> _Command:
    parser = _parser("serving", "Run the models for app servers, on a Ray cluster.")
    parser.add_argument(
        "--ray",
        default="local",
        metavar="ADDRESS",
        help="the cluster; where none is named, one is started on this machine and ends with the "
        "command",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="on which port (8000)")
    return parser, _serving


def _serving(options: argparse.Namespace) -> int:
    import signal
    import threading

    from summarizer.serving import cluster
    from summarizer.settings import load

    settings = load()
    # All of them at once, also where they are more than the machine has cores: a replica for which
    # Ray counts none would be waited for without end.
    with cluster.connected(options.ray, cpus=cluster.cores_of_all_replicas(settings)):
        from summarizer.serving import deployments

        deployments.start(settings, host=options.host, port=options.port)
        print(f"The models answer at http://{options.host}:{options.port}", flush=True)
        if options.ray == "local":
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as with Ctrl+C
            threading.Event().wait()
    return 0


# --- briefs that are kept ------------------------------------------------------------------------


def _share_command() -> _Command:
    parser = _parser("share", "Make a brief, keep it, and print a link to it.")
    parser.add_argument(
        "article",
        metavar="FILE|BRIEF",
        nargs="?",
        default="-",
        help="an article as for a brief, or the id of a brief that is kept",
    )
    parser.add_argument(
        "--expires", choices=EXPIRIES, default="7d", help="how long the link lives (7d)"
    )
    _add_length(parser)
    _add_summary(parser)
    return parser, _share


def _share(options: argparse.Namespace) -> int:
    from summarizer.store import Expiry

    store, owner = _desk()
    if _is_kept(options.article):
        brief_id = options.article
    else:
        brief_id = store.save(_make(options.article, options.length, options.summary), owner).id
    link = store.share(brief_id, owner, expiry=Expiry(options.expires))
    print(_address(link.id))
    print(f"brief {brief_id}, version {link.version}", file=sys.stderr)
    return 0


def _briefs_command() -> _Command:
    parser = _parser("briefs", "List the briefs that are kept, with their links.")
    parser.add_argument("words", nargs="*", help="only those that hold all these words")
    return parser, _briefs


def _briefs(options: argparse.Namespace) -> int:
    import datetime as dt

    store, owner = _desk()
    for brief in store.list(owner, " ".join(options.words), limit=1000):
        edited = ", edited by hand" if brief.edited else ""
        print(f"{brief.id}  version {brief.version}{edited}, {brief.changed:%Y-%m-%d %H:%M} UTC")
        for title in brief.titles.values():
            print(f"    {title}")
        for link in brief.links:
            if link.revoked:
                state = "revoked"
            elif not link.is_live(dt.datetime.now(dt.UTC)):
                state = "expired"
            else:
                state = f"until {link.expires:%Y-%m-%d %H:%M} UTC" if link.expires else "for ever"
            print(f"    {_address(link.id)}  {state}, {link.views} views")
    return 0


def _show_command() -> _Command:
    parser = _parser("show", "Print a brief that is kept, or write it in another format.")
    parser.add_argument("brief", metavar="BRIEF")
    parser.add_argument("--version", type=int, help="a version before the latest")
    _add_formats(parser)
    return parser, _show


def _show(options: argparse.Namespace) -> int:
    store, owner = _desk()
    return _write(store.get(options.brief, owner, version=options.version).brief, options)


def _edit_command() -> _Command:
    parser = _parser("edit", "Rewrite one sentence of a kept brief and check its figures again.")
    parser.add_argument("brief", metavar="BRIEF")
    parser.add_argument("sentence", metavar="SENTENCE", help="its id, such as p1.1 (see --json)")
    parser.add_argument("language", choices=("en", "es"))
    parser.add_argument("text")
    parser.add_argument(
        "--remember", action="store_true", help="use this translation whenever the sentence comes"
    )
    parser.add_argument(
        "--term",
        metavar="WORDS",
        help="keep what you changed as the translation of these words of the article, in the "
        "desk's glossary",
    )
    return parser, _edit


def _edit(options: argparse.Namespace) -> int:
    from summarizer import glossary, pipeline
    from summarizer.rendering import view

    store, owner = _desk()
    brief = store.get(options.brief, owner).brief
    edited = pipeline.edit(brief, options.sentence, options.language, options.text)
    term = None
    if options.term:
        former, corrected = (
            glossary.correction(version, options.sentence, options.language)
            for version in (brief, edited)
        )
        term = glossary.corrected_term(corrected, former.target, options.term)
    saved = store.save(edited, owner, id=options.brief)
    print(f"version {saved.version} of {saved.id}, edited by hand")
    if options.remember:
        store.remember(glossary.correction(saved.brief, options.sentence, options.language))
        print("kept for the next time")
    if term:
        store.add_terms([term])
        print(f"kept as a term: {' – '.join(term.texts.values())}")
    for warning in saved.brief.warnings:
        if warning.sentence_id == options.sentence:
            print(f"to check: {view.warning_text(warning, 'en')}")
    return 0


def _revoke_command() -> _Command:
    parser = _parser("revoke", "End a link: whoever opens it is told that it was withdrawn.")
    parser.add_argument("link", metavar="LINK", help="the link or its id")
    return parser, _revoke


def _revoke(options: argparse.Namespace) -> int:
    store, owner = _desk()
    store.revoke(options.link.rstrip("/").rpartition("/")[2], owner)
    print("revoked")
    return 0


def _delete_command() -> _Command:
    parser = _parser("delete", "Delete a brief with all its versions and links, for good.")
    parser.add_argument("brief", metavar="BRIEF")
    return parser, _delete


def _delete(options: argparse.Namespace) -> int:
    store, owner = _desk()
    store.delete(options.brief, owner)
    print("deleted")
    return 0


def _desk():
    """The store, and the owner that briefs made on this command line belong to: the holder of a
    token in the data folder, which only this user can read."""
    from summarizer.settings import load
    from summarizer.store import Owner, Store, new_owner_token

    path = load().data_folder / "owner-token"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Linked into place whole, so that two commands at once agree on one token.
            draft = path.with_name(f"owner-token.{os.getpid()}")
            draft.touch(0o600)
            draft.write_text(new_owner_token(), "utf-8")
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
            draft.unlink()
        token = path.read_text("utf-8").strip()
    except OSError as error:
        raise StoreUnavailable(
            f"The data folder {path.parent} can't be used: {error.strerror}. "
            "Give its user the right to write there, or set PUENTE_DATA_FOLDER to another folder."
        ) from error
    return Store.open(), Owner.of_token(token)


def _is_kept(name: str) -> bool:
    from summarizer.store.tokens import is_id

    return is_id(name) and not Path(name).exists()


def _address(link_id: str) -> str:
    from summarizer.settings import load

    return f"{load().public_url.rstrip('/')}/b/{link_id}"


# --- glossary ------------------------------------------------------------------------------------


def _glossary_command() -> _Command:
    parser = _parser(
        "glossary", "Teach this installation its desk's terms and corrected sentences."
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser("list", help="print the terms as CSV (default)")
    listing.add_argument(
        "--sentences", action="store_true", help="the remembered sentences instead"
    )
    add = actions.add_parser("add", help="add one term")
    add.add_argument("english", metavar="ENGLISH")
    add.add_argument("spanish", metavar="SPANISH")
    add.add_argument("--note", default="")
    load = actions.add_parser(
        "load", help="add the terms of a CSV file with the columns en, es, note"
    )
    load.add_argument("file", metavar="FILE.csv")
    remember = actions.add_parser("remember", help="keep the translation of a whole sentence")
    remember.add_argument("direction", choices=("en-es", "es-en"))
    remember.add_argument("source", metavar="SENTENCE")
    remember.add_argument("target", metavar="TRANSLATION")
    remove = actions.add_parser("remove", help="remove a term, by its English or Spanish")
    remove.add_argument("term", metavar="TERM")
    forget = actions.add_parser("forget", help="delete a remembered sentence")
    forget.add_argument("source", metavar="SENTENCE")
    return parser, _glossary


def _glossary(options: argparse.Namespace) -> int:
    from summarizer import glossary
    from summarizer.glossary import Remembered, Term

    store, _ = _desk()
    if options.action == "add":
        texts = {"en": options.english, "es": options.spanish}
        store.add_terms([Term(texts=texts, note=options.note)])
        print("added")
    elif options.action == "load":
        terms = glossary.read_csv(read_source(options.file)[0])
        store.add_terms(terms)
        print(f"{len(terms)} terms added")
    elif options.action == "remember":
        source, target = options.direction.split("-")
        store.remember(
            Remembered(
                source_language=source,
                target_language=target,
                source=options.source,
                target=options.target,
            )
        )
        print("kept")
    elif options.action == "remove":
        found = [t for t in store.glossary().terms if options.term in t.texts.values()]
        if not found:
            raise NotFound(f"The glossary has no term {options.term!r}. List it to see them all.")
        for term in found:
            store.remove_term(term.id)
        print("removed")
    elif options.action == "forget":
        known = [s for s in store.glossary().sentences if options.source in (s.source, s.target)]
        if not known:
            raise NotFound("This sentence is not remembered. List the sentences to see them all.")
        for sentence in known:
            store.forget(sentence.id)
        print("forgotten")
    elif getattr(options, "sentences", False):
        for sentence in store.glossary().sentences:
            print(f"{sentence.source_language}: {sentence.source}")
            print(f"{sentence.target_language}: {sentence.target}\n")
    else:
        print(glossary.write_csv(store.glossary().terms), end="")
    return 0


# --- models --------------------------------------------------------------------------------------


def _models_command() -> _Command:
    parser = _parser("models", "List the models, fetch one, add one from a folder, or check one.")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser(
        "list", help="the models that are known, and which are on this disk (default)"
    )
    fetch = actions.add_parser("fetch", help="download a model of the catalogue")
    add = actions.add_parser("add", help="take a model from a folder")
    check = actions.add_parser("check", help="verify a model, run a probe and time it")
    remove = actions.add_parser("remove", help="delete a model that was fetched or added")
    for action in (fetch, check, remove):
        action.add_argument("name", metavar="NAME")
    add.add_argument("folder", metavar="FOLDER", type=Path)
    add.add_argument("--name", default="", help="its name (that of the folder where not said)")
    add.add_argument("--source", default="", metavar="ES,FR", help="languages that it reads")
    add.add_argument("--target", default="", metavar="EN", help="languages that it writes")
    add.add_argument("--licence", default="", help="its licence, for the record")
    return parser, _models


def _models(options: argparse.Namespace) -> int:
    from summarizer import catalog, installing
    from summarizer.settings import load

    settings = load()
    if options.action == "fetch":
        entry = catalog.named(options.name, settings)
        _say_licence(entry)
        _say_arrived(_fetched(options.name, settings), settings)
    elif options.action == "add":
        source, target = (
            tuple(code.strip().lower() for code in codes.split(",") if code.strip())
            for codes in (options.source, options.target)
        )
        entry = installing.add(
            options.folder, settings, name=options.name, source=source, target=target,
            licence=options.licence,
        )  # fmt: skip
        _say_licence(entry)
        _say_arrived(entry, settings)
    elif options.action == "check":
        probe = installing.check(options.name, settings)
        print(f"{probe.model.name}: files are whole; runs on {probe.runtime}")
        print(f"loaded in {probe.load_seconds:.2f} s, probes took {probe.run_seconds:.2f} s")
        for asked, answer in probe.answers.items():
            print(f"  {asked}: {answer}")
    elif options.action == "remove":
        installing.remove(options.name, settings)
        print("removed")
    else:
        for model in catalog.models(settings):
            _list_model(model, catalog.is_here(model, settings))
    return 0


def _fetched(name: str, settings: object) -> object:
    from tqdm import tqdm

    from summarizer import installing

    with tqdm(unit="B", unit_scale=True, disable=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return installing.fetch(name, settings, show)


def _say_licence(entry) -> None:
    note = f" {entry.licence_note}" if entry.licence_note else ""
    print(f"Licence of {entry.name}: {entry.licence}.{note}", file=sys.stderr)


def _say_arrived(entry, settings) -> None:
    from summarizer import catalog

    print(f"{entry.name} is here: {catalog.folder_of(entry, settings)}")
    variable = "TRANSLATION_MODELS" if entry.task == "translation" else "SUMMARY_MODEL"
    print(f"Check it with: python -m summarizer models check {entry.name}")
    print(f"Choose it with: PUENTE_{variable}={entry.name}")


def _list_model(model, here: bool) -> None:
    where = "on this disk" if here else "not here"
    if model.family == "chat":
        where = "its address is set" if here else "no address is set"
    size = f", {model.size_mb:,} MB" if model.size_mb else ""
    print(f"{model.name}  ({where})")
    reads, writes = ", ".join(model.source_languages), ", ".join(model.target_languages)
    arrow = f"{reads} → {writes}" if model.task == "translation" else reads
    print(f"    {model.task}: {arrow}; {model.family} on {' or '.join(model.runtimes)}{size}")
    forbidden = "" if model.commercial_use else " NO COMMERCIAL USE."
    note = f" {model.licence_note}" if model.licence_note else ""
    print(f"    licence {model.licence}.{forbidden}{note} From: {model.origin}")
    if model.quality:
        print(f"    quality as published: {model.quality} ({model.quality_source})")
    if model.note:
        print(f"    {model.note}")


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
            shown = "empty" if str(default) == "" else f"`{default}`"
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
    _add_summary(parser)
    _add_formats(parser)
    return parser


def _add_length(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--length", choices=LENGTHS, default="standard", help="length of the summary"
    )


def _add_summary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--summary",
        choices=("extractive", "abstractive"),
        help="sentences of the article, or sentences that a model writes and that are checked "
        "against it (PUENTE_SUMMARY where not said)",
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
    brief = _make(options.article, options.length, options.summary)
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


def _make(source: str, length: str, summary: str | None) -> object:
    from summarizer import pipeline
    from summarizer.settings import load
    from summarizer.store import taught

    settings = load().model_copy(update={"summary": summary}) if summary else load()
    more = {"length": length, "settings": settings, "glossary": taught(settings)}
    if source.startswith(("http://", "https://")):
        return pipeline.summarise_address(source, **more)
    data, filename = read_source(source)
    return pipeline.summarise(data, filename=filename, **more)


def read_source(source: str) -> tuple[bytes, str | None]:
    """The content of a file or of standard input (``"-"``), with its file name where it has one.

    Raises:
        UnreadableFile: there is no such file, or it can't be read.
    """
    if source == "-":
        if sys.stdin.isatty():
            print("Paste the article, then press Ctrl+D.", file=sys.stderr)
        return sys.stdin.buffer.read(), None
    path = Path(source)
    try:
        return path.read_bytes(), path.name
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
