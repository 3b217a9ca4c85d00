"""The numbered list of events with their sources as a Word document."""

from __future__ import annotations

import io
from typing import Any

from timeline import wording
from timeline.exports import Selection, office
from timeline.exports.telling import plain, row, told

_GREY = "4A5763"


def make(selection: Selection) -> bytes:
    import docx

    book = docx.Document()
    rtl = wording.catalogue(selection.language)["direction"] == "rtl"
    office.nameless(book.core_properties, plain(selection.title), selection.language)
    _say(book.add_heading(level=1), plain(selection.title), rtl)
    for line in selection.provenance:
        _say(book.add_paragraph(), plain(line), rtl, grey=True)
    for number, event in enumerate(told(selection), start=1):
        _say(book.add_heading(level=2), f"{number}. {event.title}", rtl)
        _say(book.add_paragraph(), row(event.date, event.precision, event.status), rtl, bold=True)
        _say(book.add_paragraph(), row(event.category, *event.facts), rtl, grey=True)
        for source in event.sources:
            _say(book.add_paragraph(style="Intense Quote"), source.sentence, source.right_to_left)
            about = row(source.about, source.address)
            _say(book.add_paragraph(), about, rtl, grey=True)
            _say(book.add_paragraph(), source.how, rtl, grey=True)
    if selection.tables["events"].empty:
        _say(book.add_paragraph(), wording.say("export.shown", selection.language, n=0), rtl)
    packed = io.BytesIO()
    book.save(packed)
    return office.repacked(packed.getvalue())


def _say(paragraph: Any, text: str, rtl: bool, *, bold: bool = False, grey: bool = False) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    run = paragraph.add_run(text)
    run.bold = bold or None
    if grey:
        run.font.color.rgb = RGBColor.from_string(_GREY)
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
