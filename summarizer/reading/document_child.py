"""Takes the text out of a PDF or DOCX:
``python -I document_child.py pdf|docx CHARACTERS MEMORY_BYTES PROCESSOR_SECONDS < FILE``.

Run by :mod:`summarizer.reading.files` in a process of its own, which it first puts under limits
of memory and processor time. Prints one JSON object, ``{"text": …}`` or ``{"error": …}``. It
imports nothing of ours, so that it starts fast and holds little.
"""

import contextlib
import io
import json
import sys

XML_NO_MEMORY = 2
"""The code of libxml2's error ``XML_ERR_NO_MEMORY``, which lxml raises as a fault of syntax."""


def limit_self(memory_bytes: int, processor_seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        # At the first of the two the process ends by SIGXCPU, which tells the parent why.
        resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def pdf(data: bytes, limit: int) -> dict[str, str]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            if not reader.decrypt(""):
                return {"error": "encrypted"}
        except (DependencyError, FileNotDecryptedError, NotImplementedError):
            return {"error": "encrypted"}
    pages, length = [], 0
    for page in reader.pages:
        text = page.extract_text() or ""
        pages.append(text.strip("\n"))
        length += len(text) + 2
        if length > limit:
            break
    if not any(page.strip() for page in pages):
        return {"error": "no_text"}
    return {"text": "\n\n".join(pages)[:limit]}


def docx(data: bytes, limit: int) -> dict[str, str]:
    import docx as python_docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    document = python_docx.Document(io.BytesIO(data))
    parts, length = [], 0

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text) + 1

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            name = (block.style.name if block.style is not None else "") or ""
            bullet = "• " if name.startswith("List") and block.text.strip() else ""
            add(bullet + block.text)
        elif isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                add(" | ".join(cell for cell in cells if cell))
        if length > limit:
            break
    if not any(part.strip() for part in parts):
        return {"error": "no_text"}
    # a paragraph of a Word file is a paragraph: empty lines set them apart
    return {"text": "\n\n".join(parts)[:limit]}


def main() -> None:
    kind = sys.argv[1]
    limit, memory_bytes, processor_seconds = map(int, sys.argv[2:])
    data = sys.stdin.buffer.read()
    try:
        limit_self(memory_bytes, processor_seconds)
        answer = {"pdf": pdf, "docx": docx}[kind](data, limit)
    except MemoryError:
        answer = {"error": "too_large"}
    except Exception as error:  # whatever a damaged file does to its parser
        no_memory = getattr(error, "code", None) == XML_NO_MEMORY
        answer = {"error": "too_large" if no_memory else "damaged"}
    text = json.dumps(answer).encode("ascii")
    sys.stdout.buffer.write(text)


if __name__ == "__main__":
    main()
