"""Reading files by what they hold, not by their name: text in any usual encoding, HTML, PDF, DOCX.

PDF and DOCX are parsed in a child process with limits on memory and time, because both formats
can be built to exhaust their reader.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

from summarizer.errors import NotText, UnreadableFile
from summarizer.reading import html
from summarizer.settings import Settings

_CHILD = Path(__file__).with_name("document_child.py")
_OUT_OF_PROCESSOR_TIME = getattr(signal, "SIGXCPU", 0)  # which Windows lacks
_CHILD_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")

_TAKES = "Give a text, HTML, PDF or Word (.docx) file, or paste the text."
_BINARY = (
    (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"),
    (b"RIFF", "an image, a sound or a video"), (b"II*\x00", "an image"), (b"MM\x00*", "an image"),
    (b"ID3", "a sound"), (b"OggS", "a sound or a video"), (b"fLaC", "a sound"),
    (b"\x1aE\xdf\xa3", "a video"), (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00 ftyp", "a video"), (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"), (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"), (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3", "a database"),
)  # fmt: skip


def decode(data: bytes, *, settings: Settings, charset: str | None = None) -> tuple[str, bool]:
    """The text of a file and whether it is HTML.

    ``charset`` is what the server that sent the file says of it, where known.

    Raises:
        NotText: the file is an image, a program or other binary data.
        UnreadableFile: it is a document that is damaged, encrypted, too large or of another type.
    """
    if len(data) > settings.max_file_bytes:
        raise UnreadableFile(
            f"The file has {len(data):,} bytes; the largest that is read has "
            f"{settings.max_file_bytes:,}. Save the article alone, or paste its text.",
            reason="too_large", bytes=len(data), limit=settings.max_file_bytes,
        )  # fmt: skip
    if b"%PDF-" in data[:1024]:
        return _document("pdf", data, settings), False
    if data.startswith(b"PK\x03\x04"):
        _check_zip(data, settings)
        return _document("docx", data, settings), False
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UnreadableFile(
            "This is an old or password-protected Office file. Save it as .docx without a "
            "password, or paste its text.",
            reason="type",
        )
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(
            "This is a rich text (RTF) file. Save it as .docx or .txt, or paste its text.",
            reason="type",
        )
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise NotText(f"The file is {kind}, not text. {_TAKES}", kind=kind)
    text = _text(data, charset)
    return text, html.looks_like_page(text)


# --- encodings -----------------------------------------------------------------------------------

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.I)
_XML_DECLARED = re.compile(rb"<\?xml[^<>]{0,100}encoding\s{0,5}=\s{0,5}[\"']([\w-]{2,30})")
# What English and Spanish text is written with beyond ASCII.
_EXPECTED = frozenset("áéíóúüñçàèìòùâêîôûäëïöÁÉÍÓÚÜÑÇ¿¡ºª°«»“”‘’–—…•·€£©®\u00a0\u00ad")
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850")


def _text(data: bytes, charset: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return data.decode(encoding, "replace")
    if encoding := _utf16_without_bom(data):
        return data.decode(encoding, "replace")
    if _is_binary(data):
        raise NotText(f"The file is binary data, not text. {_TAKES}", kind="binary data")
    head = data[:4096]
    declared = _DECLARED.search(head) or _XML_DECLARED.search(head)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in (charset, declared and declared[1].decode("ascii", "ignore")):
        try:
            if name and codecs.lookup(name).name not in ("utf-8", "ascii", "iso8859-1"):
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    if _mostly_utf8(data):
        return data.decode("utf-8", "puente-cp1252")
    return max((data.decode(name, "replace") for name in _EIGHT_BIT), key=_plausibility)


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 of Western text has a NUL in every second byte."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:100_000]
    if b"\x00" in sample:
        return True
    controls = sum(sample.count(bytes([c])) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    return controls > 0.01 * len(sample)


def _mostly_utf8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8 with some bytes broken, rather than an 8-bit encoding."""
    sample = data[:200_000].decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    whole = sum(not c.isascii() for c in sample) - broken
    return whole > broken


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decodes what is no UTF-8 as the 8-bit text that it most often is."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("puente-cp1252", _as_cp1252)


def _plausibility(text: str) -> float:
    beyond = [c for c in text[:200_000] if not c.isascii()]
    # a capital accented letter inside a word is what a wrong table makes of a small one
    shouting = len(re.findall(r"[a-z][ÁÉÍÓÚÜÑŽŠŸ][a-z]", text[:200_000]))
    return sum(c in _EXPECTED for c in beyond) - 2 * shouting


# --- documents -----------------------------------------------------------------------------------


def _check_zip(data: bytes, settings: Settings) -> None:
    """Refuses archives that are no Word file, or that unpack to more than any article needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(
            "The file is damaged and can't be opened. Save it anew, or paste its text.",
            reason="damaged",
        ) from error
    if "word/document.xml" not in names:
        kind = (
            "an Excel file" if "xl/workbook.xml" in names
            else "a PowerPoint file" if "ppt/presentation.xml" in names
            else "an OpenDocument or EPUB file" if "mimetype" in names
            else "a ZIP archive"
        )  # fmt: skip
        raise UnreadableFile(f"The file is {kind}. {_TAKES}", reason="type", kind=kind)
    for count, limit, unit in (
        (unpacked, settings.max_unpacked_bytes, "bytes"),
        (len(entries), settings.max_unpacked_files, "files"),
    ):
        if count > limit:
            raise UnreadableFile(
                f"The file unpacks to {count:,} {unit}; a Word file that is read has at most "
                f"{limit:,}. Save the article alone, or paste its text.",
                reason="too_large", limit=limit, unit=unit,
            )  # fmt: skip


def _document(kind: str, data: bytes, settings: Settings) -> str:
    """The text of a PDF or DOCX, parsed in a child process."""
    limits = (
        settings.max_characters + 1,
        settings.document_memory_bytes,
        settings.document_processor_seconds,
    )
    command = [sys.executable, "-I", str(_CHILD), kind, *map(str, limits)]
    # Where the parser has a hole, it must not find the keys and passwords of this process.
    environment = {name: os.environ[name] for name in _CHILD_VARIABLES if name in os.environ}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=settings.document_seconds,
            check=False, env=environment, cwd="/" if os.name == "posix" else None,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _too_slow() from error
    if _OUT_OF_PROCESSOR_TIME and done.returncode == -_OUT_OF_PROCESSOR_TIME:
        raise _too_slow()
    try:
        answer = json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        answer = {"error": "damaged"}
    match answer.get("error"):
        case None:
            pass
        case "encrypted":
            raise UnreadableFile(
                "The file is protected by a password. Save it without one, or paste its text.",
                reason="encrypted",
            )
        case "no_text":
            raise UnreadableFile(
                "The file holds pictures of pages and no text, as scans do. Run text recognition "
                "(OCR) on it first, or paste the text.",
                reason="no_text",
            )
        case "too_large":
            raise UnreadableFile(
                f"Reading the file takes more than {settings.document_memory_bytes:,} bytes of "
                "memory. Save the article alone, or paste its text.",
                reason="too_large", limit=settings.document_memory_bytes,
            )  # fmt: skip
        case reason:
            raise UnreadableFile(
                "The file is damaged, or too large once it is unpacked. Save it anew, or paste "
                "its text.",
                reason=reason,
            )
    return answer["text"]


def _too_slow() -> UnreadableFile:
    return UnreadableFile(
        "The file takes too long to read. Save the article alone, or paste its text.",
        reason="too_slow",
    )
