"""A brief as a Word document: both languages side by side in tables, figures highlighted.

The text of each language is marked with its language (``w:lang``), so that spell checkers and
screen readers take the right one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import summarizer
from summarizer import wording
from summarizer.brief import BilingualSentence, Brief, Language, Name, NameKind
from summarizer.rendering import view
from summarizer.rendering.palette import hues

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# The language and region that word processors have dictionaries for.
_LOCALES = {"en": "en-US", "es": "es-ES"}
_INK = "191D21"
_FAINT = "5C646B"
_RULE = "C9CDCC"


def render(brief: Brief, languages: Sequence[Language] | None = None) -> bytes:
    """``brief`` as a DOCX file (ECMA-376), its ``languages`` (all of its own, unless given) side
    by side; headings are in the first of them. The same brief gives the same bytes."""
    return _Writer(brief, view.sides(brief, languages)).made()


class _Writer:
    def __init__(self, brief: Brief, languages: tuple[Language, ...]) -> None:
        import docx
        from docx.shared import Cm, Pt

        self.brief, self.languages, self.first = brief, languages, languages[0]
        self.numbers = view.source_numbers(brief)
        self.hues = hues(brief)
        self.document: Document = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(1.8))
        normal = self.document.styles["Normal"]
        normal.paragraph_format.space_after = Pt(4)
        for name, size in (("Normal", 10.5), ("Title", 20), ("Subtitle", 14), ("Heading 1", 13)):
            style = self.document.styles[name]
            _set_font(style, size)
            _set_language(style.element.get_or_add_rPr(), self.first)

    def word(self, key: str, **gaps: object) -> str:
        return wording.text(f"brief.{key}", self.first, **gaps)

    def made(self) -> bytes:
        brief = self.brief
        self._properties()
        self._title()
        self._key_figures()
        self._heading(self.word("summary"))
        self._pairs([point.sentences for point in brief.points])
        if brief.evidence:
            self._heading(self.word("evidence"))
            self._pairs([[sentence] for sentence in brief.evidence])
        if brief.tweets:
            self._heading(self.word("tweets"))
            self._tweets()
        if brief.names:
            self._heading(self.word("names"))
            for kind in NameKind:
                for name in brief.names:
                    if name.kind is kind:
                        self._name(name)
        if brief.warnings:
            self._heading(self.word("to_check"))
            for warning in brief.warnings:
                self._item(view.warning_text(warning, self.first))
        self._heading(self.word("sources"))
        self._sources()
        if brief.article.junk:
            self._heading(self.word("set_aside"))
            for block in brief.article.junk:
                paragraph = self._item(f"{view.reason_text(block.reason, self.first)}: ")
                paragraph.runs[0].italic = True
                run = self._run(paragraph, view.shortened(block.text), block.language)
                _colour(run, _FAINT)
        told = f"{self.word('machine')}. {self.word('made_with', version=summarizer.__version__)}."
        _colour(self._run(self.document.add_paragraph(), told), _FAINT)
        return _packed(self.document, brief)

    # --- parts -----------------------------------------------------------------------------------

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title = _plain(self.brief.title, self.first)[:255]
        properties.author = "Puente"
        properties.comments = ""
        properties.language = _LOCALES.get(self.first, self.first)
        created = self.brief.provenance.created.replace(tzinfo=None)
        properties.created = properties.modified = created

    def _title(self) -> None:
        for place, language in enumerate(self.languages):
            style = "Title" if place == 0 else "Subtitle"
            paragraph = self.document.add_paragraph(style=style)
            self._run(paragraph, _plain(self.brief.title, language), language)
        told = [view.date_text(self.brief.provenance.created.date(), self.first)]
        if self.brief.edited:
            told.append(self.word("edited"))
        _colour(self._run(self.document.add_paragraph(), " · ".join(told)), _FAINT)

    def _heading(self, text: str) -> None:
        self._run(self.document.add_paragraph(style="Heading 1"), text)

    def _key_figures(self) -> None:
        figures = view.key_figures(self.brief)
        if not figures:
            return
        self._heading(self.word("key_figures"))
        table = self._table()
        for figure in figures:
            cells = self._row(table)
            for cell, language in zip(cells, self.languages, strict=False):
                paragraph = cell.paragraphs[0]
                value = self._run(paragraph, figure.values[language], language)
                value.bold = True
                _highlight(value, self.hues.get(figure.id))
                label = figure.labels.get(language)
                if label:
                    self._run(paragraph, f"  {label}", language)
            self._reference(cells[-1], figure.source_ids)

    def _pairs(self, groups: Sequence[Sequence[BilingualSentence]]) -> None:
        table = self._table()
        for sentences in groups:
            cells = self._row(table)
            for cell, language in zip(cells, self.languages, strict=False):
                paragraph = cell.paragraphs[0]
                for place, sentence in enumerate(sentences):
                    if place:
                        self._run(paragraph, " ", language)
                    self._sentence(paragraph, sentence, language)
            self._reference(cells[-1], [id for s in sentences for id in s.source_ids])

    def _sentence(
        self, paragraph: Paragraph, sentence: BilingualSentence, language: Language
    ) -> None:
        for part in view.runs(view.side(sentence, language)):
            run = self._run(paragraph, part.text, language)
            if part.figure_id is not None:
                run.bold = True
                _highlight(run, self.hues.get(part.figure_id))

    def _tweets(self) -> None:
        for tweet in self.brief.tweets:
            paragraph = self.document.add_paragraph()
            self._run(
                paragraph, view.byline(tweet, self.first) or self.word("original")
            ).bold = True
            paragraph.paragraph_format.keep_with_next = True
            self._pairs(list(view.paragraphs(tweet)))
            url = view.safe_url(tweet.url)
            if url:
                self._link(self.document.add_paragraph(), url)

    def _name(self, name: Name) -> None:
        labels = dict.fromkeys(
            view.line(name.labels.get(language) or name.text) for language in self.languages
        )
        paragraph = self._item(" / ".join(labels))
        paragraph.runs[0].bold = True
        about = [view.line(part) for part in (name.role, name.handle) if part]
        if about:
            self._run(paragraph, "".join(f", {part}" for part in about), self.brief.source_language)

    def _sources(self) -> None:
        cited = set(view.cited(self.brief))
        for number, sentence in enumerate(self.brief.sentences, 1):
            if sentence.id in cited:
                paragraph = self.document.add_paragraph()
                _bookmark(paragraph, number)
                _colour(self._run(paragraph, f"[{number}] "), _FAINT)
                self._run(paragraph, view.line(sentence.text), sentence.language)
        url = view.safe_url(self.brief.article.url)
        if url:
            self._link(self.document.add_paragraph(), url)

    # --- pieces ----------------------------------------------------------------------------------

    def _table(self) -> Table:
        """A table with a column for each language and one for the sources, and a head that stands
        on every page."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement
        from docx.shared import Cm

        narrow = 1.9
        widths = [(17.4 - narrow) / len(self.languages)] * len(self.languages) + [narrow]
        table = self.document.add_table(rows=1, cols=len(widths))
        table.autofit = False
        _rule(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        head = table.rows[0]
        for cell, language in zip(head.cells, self.languages, strict=False):
            self._run(cell.paragraphs[0], view.language_name(language), language).bold = True
        _colour(self._run(head.cells[-1].paragraphs[0], self.word("source")), _FAINT)
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        head._tr.get_or_add_trPr().append(repeated)
        return table

    @staticmethod
    def _row(table: Table) -> Sequence[_Cell]:
        """The cells of a new row that is not broken over pages."""
        from docx.oxml.parser import OxmlElement

        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return row.cells

    def _reference(self, cell: _Cell, source_ids: Sequence[str]) -> None:
        paragraph = cell.paragraphs[0]
        for number in sorted({self.numbers[id] for id in source_ids if id in self.numbers}):
            if paragraph.text:
                self._run(paragraph, " ")
            self._link(paragraph, "", anchor=f"source{number}", text=f"[{number}]")

    def _item(self, text: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style="List Bullet")
        self._run(paragraph, text)
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, language: Language | None = None) -> Run:
        run = paragraph.add_run(view.clean(text))
        _set_language(run._r.get_or_add_rPr(), language or self.first)
        return run

    def _link(self, paragraph: Paragraph, url: str, *, anchor: str = "", text: str = "") -> None:
        """A link to an address, or to a bookmark in the document."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement

        link = OxmlElement("w:hyperlink")
        if anchor:
            link.set(qn("w:anchor"), anchor)
        else:
            id = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), id)
        run = self._run(paragraph, text or url)
        _colour(run, _FAINT)
        run.underline = not anchor
        link.append(run._r)
        paragraph._p.append(link)


def _plain(sentence: BilingualSentence, language: Language) -> str:
    return "".join(run.text for run in view.runs(view.side(sentence, language)))


def _set_language(properties: Any, language: Language) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), _LOCALES.get(language, language))
    properties.append(mark)


def _set_font(style: Any, size: float) -> None:
    """Georgia, which Windows and macOS have and others replace, in ink and without the template's
    theme fonts, colours and lines."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = "Georgia", Pt(size)
    style.font.color.rgb = RGBColor.from_string(_INK)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), "Georgia")
    for name in ("w:spacing", "w:kern"):
        for element in style.element.rPr.findall(qn(name)):
            style.element.rPr.remove(element)
    for element in style.element.findall(qn("w:pPr") + "/" + qn("w:pBdr")):
        element.getparent().remove(element)


def _rule(table: Table) -> None:
    """Thin lines between the rows, and none between the columns."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders = OxmlElement("w:tblBorders")
    for name in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{name}")
        for key, value in {"val": "single", "sz": "4", "space": "0", "color": _RULE}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def _colour(run: Run, colour: str) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(colour)


def _highlight(run: Run, hue: tuple[str, str] | None) -> None:
    """The ground and the line of a key figure; Word's own highlighter has too few colours, and
    none that is light."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    if hue is None:
        return
    ground, below = hue
    line = OxmlElement("w:u")
    line.set(qn("w:val"), "single")
    line.set(qn("w:color"), below)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), ground)
    properties = run._r.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    for element in (line, shade):  # the schema wants them in this order, before the language
        language.addprevious(element)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (begin, end):
        element.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), f"source{number}")
    paragraph._p.append(begin)
    paragraph._p.append(end)


def _packed(document: Document, brief: Brief) -> bytes:
    """The file, with the time of the brief in the place of the time of its making."""
    raw = io.BytesIO()
    document.save(raw)
    made = io.BytesIO()
    when = max(brief.provenance.created.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(zipfile.ZipInfo(entry.filename, when), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
