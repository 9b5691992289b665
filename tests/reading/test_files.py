"""Files are read by what they hold. The documents are built here."""

import io
import zipfile

import pytest

from summarizer import reading
from summarizer.errors import EmptyInput, InputTooLong, NotEnoughText, NotText, UnreadableFile
from summarizer.reading import files
from summarizer.settings import Settings

TEXT = (
    "La secretaría inauguró el martes el nuevo puente sobre el río, un año después de lo previsto, "
    "y aseguró: «El peaje no subirá». El niño, el pingüino y la señora García cruzaron primero.\n"
)
ENGLISH = "The ministry opened the bridge on Tuesday – “a year late”, as the café’s owner said.\n"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1",
        "mac_roman", "cp850",
    ],
)  # fmt: skip
def test_encodings(encoding):
    text = TEXT * 3
    assert files.decode(text.encode(encoding), settings=Settings()) == (text, False)


def test_english_in_cp1252():
    assert files.decode(ENGLISH.encode("cp1252"), settings=Settings())[0] == ENGLISH


def test_utf8_with_broken_bytes():
    data = TEXT.encode() + b"\xed\xa0 y 3\x80 de peaje " + TEXT.encode()
    text, _ = files.decode(data, settings=Settings())
    assert text.startswith(TEXT) and text.endswith(TEXT)
    assert "y 3€ de peaje" in text


def test_the_charset_of_the_page_and_of_its_server():
    page = f'<html><head><meta charset="iso-8859-15"></head><body><p>{TEXT} 3€</p></body></html>'
    assert "3€" in files.decode(page.encode("iso-8859-15"), settings=Settings())[0]
    page = page.replace('<meta charset="iso-8859-15">', "")
    data = page.encode("iso-8859-15")
    assert "3€" in files.decode(data, settings=Settings(), charset="iso-8859-15")[0]
    assert "puente" in files.decode(data, settings=Settings(), charset="no-such-table")[0]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(200), b"\xff\xd8\xff\xe0" + bytes(100), b"GIF89a" + bytes(50),
        bytes(range(256)) * 40, b"\x7fELF" + bytes(100), b"\x00\x01\x02\x03" * 100,
        b"\x1f\x8b\x08" + bytes(range(200)),
    ],
)  # fmt: skip
def test_binary_is_not_text(data):
    with pytest.raises(NotText, match="paste the text"):
        reading.read(data)


def docx(paragraphs: list[str], **styles: str) -> bytes:
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text, style=styles.get(text))
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Cars", "40,000"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 760 Td {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n")
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


PARAGRAPHS = [
    "The ministry of public works opened the new bridge over the river on Tuesday, a year late.",
    "About 40,000 cars are expected to cross it every day, according to the ministry and the town.",
]


@pytest.mark.parametrize("filename", ["article.docx", "article.txt", None])
def test_word_files(filename):
    article = reading.read(docx(PARAGRAPHS), filename=filename)
    assert [b.text for b in article.body][:2] == PARAGRAPHS
    assert "Cars | 40,000" in article.text


def test_pdf_files_with_lines_put_together_again():
    article = reading.read(
        pdf(
            [
                "The ministry of public works opened the new bridge over the river on",
                "Tuesday, a year later than it had planned, and said that the toll would",
                "stay as it is until the end of the year, whatever the costs of the in-",
                "frastructure may be.",
            ]
        ),
        filename="scan.txt",
    )
    [block] = article.body
    assert "river on Tuesday" in block.text and "infrastructure" in block.text


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PARAGRAPHS))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (encrypted_pdf, "encrypted"),
        (lambda: pdf([]), "no_text"),
        (lambda: b"%PDF-1.7\n" + bytes(range(1, 200)), "damaged"),
        (lambda: pdf(PARAGRAPHS)[:300], "damaged"),
        (lambda: docx(PARAGRAPHS)[:2000], "damaged"),
        (lambda: zipped(xl__workbook_xml=b"<x/>"), "type"),
        (lambda: zipped(a_xml=b"<x/>"), "type"),
        (lambda: zipped(word__document_xml=b"not xml"), "damaged"),
        (lambda: zipped(word__document_xml=bytes(150_000_000)), "too_large"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "type"),
        (lambda: b"{\\rtf1\\ansi Hello}", "type"),
        (lambda: b"a" * 30_000_000, "too_large"),
    ],
)
def test_files_that_cant_be_read(make, reason):
    with pytest.raises(UnreadableFile) as caught:
        reading.read(make())
    assert caught.value.details["reason"] == reason


def test_a_word_file_reads_nothing_from_the_disk(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the password is swordfish")
    body = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://%s">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&x; and the ministry opened the bridge on Tuesday.</w:t></w:r></w:p>"
        "</w:body></w:document>"
    ) % secret
    data = replaced(docx(PARAGRAPHS), "word/document.xml", body.encode())
    try:
        text = reading.read(data).text
    except (UnreadableFile, NotEnoughText):
        return
    assert "swordfish" not in text


def test_the_parser_of_documents_sees_no_secret(tmp_path, monkeypatch):
    child = tmp_path / "child.py"
    child.write_text(
        "import json, os, sys\n"
        "print(json.dumps({'text': json.dumps([dict(os.environ), os.getcwd(), sys.argv])}))\n"
    )
    monkeypatch.setattr(files, "_CHILD", child)
    monkeypatch.setenv("PUENTE_REMOTE_KEY", "of-the-chat-server")
    monkeypatch.setenv("DATABASE_URL", "postgresql://puente:of-the-database@host/db")
    told = files._document("pdf", b"%PDF-", Settings())
    assert "of-the-" not in told and "PUENTE" not in told


def test_entities_that_multiply():
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "bridge ">'
        for n in range(10)
    )
    body = (
        f'<?xml version="1.0"?><!DOCTYPE d [{entities}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
    data = replaced(docx(PARAGRAPHS), "word/document.xml", body.encode())
    with pytest.raises((UnreadableFile, NotEnoughText)):
        reading.read(data)


def test_limits():
    with pytest.raises(InputTooLong, match="2,000"):
        reading.read("palabra " * 500, settings=Settings(max_characters=2_000))
    with pytest.raises(InputTooLong):
        reading.read(docx(PARAGRAPHS * 40), settings=Settings(max_characters=2_000))


def of_paragraphs(number: int) -> bytes:
    """A small Word file of many paragraphs."""
    body = (
        b'<?xml version="1.0"?>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body>" + b"<w:p/>" * number + b"</w:body></w:document>"
    )
    return replaced(docx(PARAGRAPHS), "word/document.xml", body)


@pytest.mark.parametrize(
    ("limit", "data", "reason", "told"),
    [
        ({"max_unpacked_bytes": 100_000}, docx(PARAGRAPHS), "too_large", "at most 100,000"),
        ({"max_unpacked_files": 10}, docx(PARAGRAPHS), "too_large", "files.* at most 10"),
        (
            {"document_memory_bytes": 200_000_000},
            of_paragraphs(1_000_000),
            "too_large",
            "more than 200,000,000 bytes of memory",
        ),
        (  # here the XML parser is the one that has none left
            {"document_memory_bytes": 200_000_000},
            of_paragraphs(5_000_000),
            "too_large",
            "more than 200,000,000 bytes of memory",
        ),
        ({"document_processor_seconds": 1}, of_paragraphs(1_000_000), "too_slow", "too long"),
        ({"document_seconds": 0.001}, pdf(PARAGRAPHS), "too_slow", "too long"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_documents_keep_to_the_limits_that_are_set(limit, data, reason, told):
    with pytest.raises(UnreadableFile, match=told) as caught:
        files.decode(data, settings=Settings(**limit))
    assert caught.value.details["reason"] == reason


@pytest.mark.parametrize("make", [docx, pdf])
def test_the_least_memory_that_can_be_set_is_enough_for_an_article(make):
    settings = Settings(document_memory_bytes=200_000_000)
    assert "40,000 cars" in files.decode(make(PARAGRAPHS), settings=settings)[0]


@pytest.mark.parametrize("data", [b"", b"  \n\t ", "", " \u200b\n", b"\xef\xbb\xbf"])
def test_nothing(data):
    with pytest.raises(EmptyInput):
        reading.read(data)
