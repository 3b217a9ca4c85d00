"""The numbered list of events with their sources as a Word document."""

from __future__ import annotations

import io
from typing import Any

from timeline import wording
from timeline.exports import Selection, citing, office
from timeline.exports.telling import on_pages, plain, remarks, row

__all__ = ["make", "remarks"]

_GREY = "4A5763"
#: Sizes in points, for Latin and Arabic letters alike.
_SIZES = {"Title": 20, "Heading 2": 13, "Quote": 11, "Normal": 10.5, "Caption": 9}


def make(selection: Selection) -> bytes:
    import docx

    book = docx.Document()
    _set_up(book)
    rtl = wording.catalogue(selection.language)["direction"] == "rtl"
    office.nameless(book.core_properties, plain(selection.title), selection.language)
    _say(book, "Title", plain(selection.title), rtl)
    for line in (*selection.provenance, *remarks(selection)):
        _say(book, "Caption", plain(line), rtl)
    for number, event in enumerate(on_pages(selection), start=1):
        _say(book, "Heading 2", f"{number}. {event.title}", rtl)
        _say(book, "Normal", row(event.date, event.precision, event.status), rtl, bold=True)
        _say(book, "Caption", row(event.category, *event.facts), rtl)
        for source in event.sources:
            _say(book, "Quote", source.sentence, source.right_to_left)
            _say(book, "Caption", row(source.about, source.address), rtl, with_next=True)
            _say(book, "Caption", source.how, rtl)
        for line in event.decisions:
            _say(book, "Caption", row(wording.say("card.history", selection.language), line), rtl)
    if selection.tables["events"].empty:
        _say(book, "Normal", wording.say("export.shown", selection.language, n=0), rtl)
    cited = citing.by_document(selection).values()
    if cited:
        _say(book, "Heading 2", wording.say("export.sources", selection.language), rtl)
    for number, line in enumerate(cited, start=1):
        _say(book, "Caption", f"{number}. {line}", rtl)
    packed = io.BytesIO()
    book.save(packed)
    return office.repacked(packed.getvalue())


def _set_up(book: Any) -> None:
    """An A4 page, and styles that do not slant: Arabic has no italics."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    for name, size in _SIZES.items():
        style = book.styles[name]
        font, paragraph = style.font, style.paragraph_format
        font.name, font.size, font.italic = "Arial", Pt(size), False
        font.bold = font.cs_bold = name in ("Title", "Heading 2")
        font.cs_italic = False
        font.color.rgb = RGBColor.from_string(_GREY if name == "Caption" else "17212B")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.keys() if "Theme" in key]:  # noqa: SIM118 (an element, no dict)
            del fonts.attrib[theme]
        fonts.set(qn("w:cs"), "Arial")
        fonts.set(qn("w:hAnsi"), "Arial")
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(int(2 * size)))
        style.element.rPr.find(qn("w:sz")).addnext(complex_size)
        paragraph.space_before = Pt({"Heading 2": 14, "Quote": 6}.get(name, 0))
        paragraph.space_after = Pt(2)
        paragraph.keep_together = True
        paragraph.keep_with_next = name in ("Heading 2", "Quote")
    book.styles["Quote"].paragraph_format.left_indent = Mm(5)
    title = book.styles["Title"].element
    for unwanted in (*title.findall(f".//{qn('w:pBdr')}"), *title.rPr.findall(qn("w:spacing"))):
        unwanted.getparent().remove(unwanted)  # a rule below, and letters drawn apart


def _say(book: Any, style: str, text: str, rtl: bool, *, bold: bool = False, with_next: bool = False) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = book.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = bold or with_next or None
    run = paragraph.add_run(office.marked(text, rtl))
    run.bold = run.font.cs_bold = bold or None
    if rtl:
        properties = paragraph._p.get_or_add_pPr()
        # the schema asks for an order, and Word drops what stands elsewhere
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
            "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl", "w:rPr",
        )  # fmt: skip
        mark = OxmlElement("w:rtl")
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:cs"), "Arial")
        run._r.rPr.append(mark)
