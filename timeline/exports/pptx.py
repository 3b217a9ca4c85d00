"""One slide an event, in native text; the notes hold its sources and how each date was read."""

from __future__ import annotations

import io
from typing import Any

from timeline import wording
from timeline.exports import Selection, office
from timeline.exports.telling import Told, plain, row, told

#: Sizes in points; the least text on a slide can be read from the back of a room.
_HEADLINE, _TEXT, _FOOTER = 36, 24, 21
#: The most characters of a sentence that fit on a slide; the notes hold the whole of it.
_MOST_OF_SENTENCE = 320


def make(selection: Selection) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    book = Presentation()
    book.slide_width, book.slide_height = Inches(13.333), Inches(7.5)
    rtl = wording.catalogue(selection.language)["direction"] == "rtl"
    office.nameless(book.core_properties, plain(selection.title), selection.language)
    first = book.slides.add_slide(book.slide_layouts[6])
    _write(first, 2.2, 1.6, [(plain(selection.title), _HEADLINE + 8, True)], rtl)
    _write(first, 4.0, 2.6, [(plain(line), _TEXT, False) for line in selection.provenance], rtl)
    if selection.tables["events"].empty:
        _write(first, 6.4, 0.8, [(wording.say("export.shown", selection.language, n=0), _TEXT, False)], rtl)
    for event in told(selection):
        _slide(book, event, selection, rtl)
    packed = io.BytesIO()
    book.save(packed)
    return office.repacked(packed.getvalue())


def _slide(book: Any, event: Told, selection: Selection, rtl: bool) -> None:
    slide = book.slides.add_slide(book.slide_layouts[6])
    _write(slide, 0.4, 1.9, [
        (f"{event.date} · {event.precision}", _TEXT, True), (event.title, _HEADLINE, True),
        (event.status, _TEXT, False),
    ], rtl)  # fmt: skip
    if event.sources:
        source = event.sources[0]
        sentence = source.sentence
        if len(sentence) > _MOST_OF_SENTENCE:
            sentence = sentence[: _MOST_OF_SENTENCE - 1].rsplit(" ", 1)[0] + " …"
        _write(slide, 3.0, 2.6, [(sentence, _TEXT, False)], source.right_to_left)
        _write(slide, 5.7, 0.8, [(source.about, _FOOTER, False)], rtl)
    footer = row(selection.cutoff_words, event.card.sources)
    _write(slide, 6.6, 0.6, [(footer, _FOOTER, False)], rtl)
    notes = [row(event.category, *event.facts)]
    for source in event.sources:
        about = row(source.about, source.address)
        notes += [source.sentence, about, source.how]
    notes += event.decisions
    _fill(slide.notes_slide.notes_text_frame, [(line, None, False) for line in
                                               (*notes, *map(plain, selection.provenance))], rtl)  # fmt: skip


def _write(slide: Any, top: float, height: float, lines: list[tuple[str, int, bool]], rtl: bool) -> None:
    """Lines of (text, points, bold) in a box across the slide; top and height in inches."""
    from pptx.util import Inches

    box = slide.shapes.add_textbox(Inches(0.6), Inches(top), Inches(12.1), Inches(height))
    box.text_frame.word_wrap = True
    _fill(box.text_frame, lines, rtl)


def _fill(frame: Any, lines: Any, rtl: bool) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for at, (text, size, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = office.marked(text, rtl)
        if size:
            run.font.size, run.font.bold = Pt(size), bold
        if rtl:  # python-pptx has no name for it
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")
            run._r.get_or_add_rPr().set("lang", "ar-SA")
