"""A Word file with real headings, lists and table heads, in Dutch, to work on further.

Source: EN 301 549, chapter 10 (documents).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.documents.opmaak import Aanhaling, Alinea, Kop, Punten, Tabel
from assistant.documents.tekens import storable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_Row, CT_Tc
    from docx.shared import Length
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from assistant.documents.opmaak import Blok, Opmaak

_FONT = "Calibri"
_DARK = RGBColor(0x0D, 0x2D, 0x50)
_GREY = RGBColor(0x46, 0x46, 0x46)
_TEXT_WIDTH_CM = 16.6
"""Width of A4 (21 cm) less both margins."""
SMALL = "Kleine letter"
TABLE_TEXT = "Tabeltekst"
TABLE_HEAD = "Tabelkop"


def make_word(opmaak: Opmaak) -> bytes:
    """Return the document as a DOCX file.

    Parameters
    ----------
    opmaak
        The blocks and what the file says about itself.
    """
    document = Document()
    _set_page(document, opmaak)
    _set_styles(document, opmaak.taal)
    _set_properties(document, opmaak)
    document.add_paragraph(storable(opmaak.titel), style="Title")
    for block in opmaak.blokken:
        _add(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: WordDocument, block: Blok) -> None:
    match block:
        case Kop():
            document.add_heading(storable(block.tekst), level=1)
        case Alinea():
            style = SMALL if block.klein else None
            document.add_paragraph(storable(block.tekst), style=style)
        case Punten():
            for point in block.punten:
                document.add_paragraph(storable(point), style="List Bullet")
        case Aanhaling():
            document.add_paragraph(storable(block.tekst), style="Quote")
            document.add_paragraph(storable(block.wie), style=SMALL)
        case Tabel():
            _add_table(document, block)


def _add_table(document: WordDocument, block: Tabel) -> None:
    table = document.add_table(rows=1, cols=len(block.koppen), style="Table Grid")
    table.autofit = False
    _describe(table, block.naam)
    share = _TEXT_WIDTH_CM / sum(block.breedtes)
    widths = [Cm(share * width) for width in block.breedtes]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    styles = document.styles
    table._tbl.remove(table.rows[0]._tr)
    head = _row(block.koppen, widths, styles[TABLE_HEAD].style_id)
    # Repeated on every page, and told as a head by a screen reader.
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    table._tbl.append(head)
    text_style = styles[TABLE_TEXT].style_id
    for row in block.rijen:
        table._tbl.append(_row(row, widths, text_style))


def _row(texts: Sequence[str], widths: Sequence[Length], style: str) -> CT_Row:
    """Build a row from its parts; the library is too slow for hundreds of cells."""
    row = cast("CT_Row", OxmlElement("w:tr"))
    for text, width in zip(texts, widths, strict=True):
        cell = cast("CT_Tc", OxmlElement("w:tc"))
        cell.width = width
        paragraph = cell.add_p()
        paragraph.style = style
        paragraph.add_r().text = storable(text)
        row.append(cell)
    return row


def _describe(table: Table, name: str) -> None:
    """Say what the table holds, for readers who cannot see it."""
    properties = table._tbl.tblPr
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), storable(name))
        properties.append(element)


def _set_page(document: WordDocument, opmaak: Opmaak) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{storable(opmaak.voettekst)}, pagina ")
    _field(footer, "PAGE")
    footer.add_run(" van ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a number that Word works out itself."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def _set_styles(document: WordDocument, taal: str) -> None:
    styles = document.styles
    for lang in styles.element.iter(qn("w:lang")):
        for part in ("w:val", "w:eastAsia"):
            lang.set(qn(part), taal)
    for name, size in (("Normal", 11), ("Title", 20)):
        _style(document, name, size)
    for level, size in ((1, 14), (2, 12)):
        _style(document, f"Heading {level}", size)
    for name in (SMALL, TABLE_TEXT, TABLE_HEAD):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.space_after = Pt(2)
        style.font.size = Pt(9 if name == SMALL else 10)
    styles[SMALL].font.color.rgb = _GREY
    styles[SMALL].paragraph_format.space_after = Pt(6)
    styles[TABLE_HEAD].font.bold = True
    styles[TABLE_HEAD].paragraph_format.keep_with_next = True
    quote = styles["Quote"]
    quote.font.color.rgb = RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = Cm(0.6)
    quote.paragraph_format.keep_with_next = True


def _style(document: WordDocument, name: str, size: int) -> None:
    style = document.styles[name]
    style.font.name = _FONT
    # Word looks at these first; without them the theme font wins.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    style.font.size = Pt(size)
    if name != "Normal":
        style.font.color.rgb = _DARK
        style.font.italic = False


def _set_properties(document: WordDocument, opmaak: Opmaak) -> None:
    properties = document.core_properties
    properties.title = storable(opmaak.titel)
    properties.subject = storable(opmaak.onderwerp)
    properties.author = opmaak.maker
    properties.last_modified_by = opmaak.maker
    properties.language = opmaak.taal
    properties.comments = ""
    properties.keywords = ""
    # The file keeps UTC without a zone.
    moment = opmaak.gemaakt_op.replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = moment
