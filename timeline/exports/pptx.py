"""One slide an event, in native text and shapes; the notes hold its sources and how each date was read.

The slides show what the screens of a briefing show, in its order where there is one, else by date.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from math import cos, pi, sin
from typing import Any

from timeline import wording
from timeline.exports import Selection, office
from timeline.exports.briefing import (
    HEIGHT,
    ROOM,
    TEXT,
    WIDTH,
    Deck,
    Quote,
    Screen,
    deck,
    headline_size,
    mostly_rtl,
    remarks,
)
from timeline.exports.briefing import line as time
from timeline.exports.briefing.line import Disc, Line, Ruler, Shape
from timeline.exports.telling import plain, row

__all__ = ["make", "remarks"]

#: A pixel of the screen in points and in English Metric Units: 96 to the inch.
_POINT, _EMU = 0.75, 9525
_EDGE = (WIDTH - ROOM) // 2
#: Heights on the slide in pixels: the words above, the line of time and the foot.
_TOP, _LINE_TOP, _FOOT = 30, 530, 650
_INK, _GREY, _RULE, _BARS, _PANEL = "17212B", "4A5763", "D5DCE1", "83919D", "F3F5F7"
#: Under date words, where a page has a mark.
_WORDS = "FFEFB0"
#: A part of a line: its text, and what it looks like.
Run = tuple[str, dict[str, Any]]


def make(selection: Selection) -> bytes:
    from pptx import Presentation
    from pptx.util import Emu

    shown = deck(selection)
    book = Presentation()
    book.slide_width, book.slide_height = Emu(WIDTH * _EMU), Emu(HEIGHT * _EMU)
    office.nameless(book.core_properties, shown.title, shown.language)
    first = book.slides.add_slide(book.slide_layouts[6])
    lines = [[(said, {"colour": _GREY})] for said in shown.opening]
    opening = _Box(first, 190, 420, shown.right_to_left)
    opening.add([(shown.title, {"size": 48, "bold": True})], after=10)
    for said in lines:
        opening.add(said)
    place = time.line(selection, shown)
    ruler: list[Any] = []
    for screen in shown.screens:
        _slide(book, screen, shown, place, ruler, selection)
    packed = io.BytesIO()
    book.save(packed)
    return office.repacked(packed.getvalue())


def _slide(
    book: Any, screen: Screen, shown: Deck, place: Line, ruler: list[Any], selection: Selection
) -> None:
    slide = book.slides.add_slide(book.slide_layouts[6])
    rtl = shown.right_to_left
    box = _Box(slide, _TOP, _LINE_TOP - _TOP - 8, rtl, fit=screen.fit)
    box.add([(screen.date, {"bold": True}), (f"   {screen.known}", {"colour": _GREY})])
    box.add([(screen.headline, {"size": headline_size(screen.headline), "bold": True})], after=4)
    box.add([part for one in screen.said for part in
             ((f"{one.word} ", {"bold": True}), (f"{one.who}     ", {}))], after=8)  # fmt: skip
    if screen.conflict:
        box.add([(screen.conflict, {})], after=8)
    if screen.quote:
        box.add(_quoted(screen.quote), rtl=screen.quote.right_to_left, after=4)
    box.add([(screen.about, {"colour": _GREY})], after=8)
    if screen.note:
        box.add([(screen.note, {"bold": True})], rtl=mostly_rtl(screen.note))
    _line(slide, screen, place, ruler, shown.language)
    counted = wording.say("briefing.count", shown.language, n=screen.number, total=screen.total)
    foot = _Box(slide, _FOOT, 50, rtl, ROOM * 3 // 4, rtl)
    foot.add([(shown.foot, {"colour": _GREY})])
    count = _Box(slide, _FOOT, 50, not rtl, ROOM // 4, not rtl)
    count.add([(counted, {"colour": _GREY})], rtl=rtl, right=not rtl)
    _notes(slide, screen, selection, rtl)


def _quoted(quote: Quote) -> list[Run]:
    opens, closes = quote.marks
    return [(opens + quote.before, {}), (quote.words, {"behind": _WORDS}), (quote.after + closes, {})]


def _notes(slide: Any, screen: Screen, selection: Selection, rtl: bool) -> None:
    """All that is known of the event and how; the note typed by hand stands first."""
    told = screen.told
    lines = [
        screen.note,
        told.title,
        row(told.date, told.precision, told.status),
        row(told.category, *told.facts),
    ]
    for source in told.sources:
        lines += [source.sentence, row(source.about, source.address), source.how]
    lines += told.decisions
    frame = slide.notes_slide.notes_text_frame
    for at, line in enumerate(line for line in (*lines, *map(plain, selection.provenance)) if line):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        _fill(paragraph, [(line, {"size": None})], rtl)


class _Box:
    """A box of text across the slide, or at its end a part of it; pixels. `fit` makes all of it smaller."""

    def __init__(
        self, slide: Any, top: float, height: float, rtl: bool, width: float = ROOM, end: bool = False, fit: float = 1
    ):  # fmt: skip
        left = _EDGE + ROOM - width if end else _EDGE
        box = slide.shapes.add_textbox(*(round(n * _EMU) for n in (left, top, width, height)))
        self.frame, self.rtl, self.fit, self.empty = box.text_frame, rtl, fit, True
        self.frame.word_wrap = True
        self.frame.margin_left = self.frame.margin_right = self.frame.margin_top = 0

    def add(
        self, runs: Sequence[Run], *, rtl: bool | None = None, right: bool | None = None, after: float = 0
    ) -> None:
        from pptx.util import Pt

        paragraph = self.frame.paragraphs[0] if self.empty else self.frame.add_paragraph()
        self.empty = False
        fitted = [(text, {**look, "size": look.get("size", TEXT) * self.fit}) for text, look in runs]
        _fill(paragraph, fitted, self.rtl if rtl is None else rtl, right)
        paragraph.space_after = Pt(after * _POINT)


def _fill(paragraph: Any, runs: Sequence[Run], rtl: bool, right: bool | None = None) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    for text, look in runs:
        if not text:
            continue
        run = paragraph.add_run()
        run.text = office.marked(text, rtl)
        size = look.get("size", TEXT)
        if size:
            run.font.size, run.font.bold = Pt(size * _POINT), bool(look.get("bold"))
            run.font.color.rgb = RGBColor.from_string(look.get("colour", _INK))
        properties = run._r.get_or_add_rPr()
        if "behind" in look:  # python-pptx has no name for it; it stands after the fill
            behind = properties.makeelement(qn("a:highlight"), {})
            behind.append(behind.makeelement(qn("a:srgbClr"), {"val": look["behind"]}))
            properties.find(qn("a:solidFill")).addnext(behind)
        if mostly_rtl(text):
            properties.set("lang", "ar-SA")
    if rtl:  # nor for this
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    if rtl if right is None else right:
        paragraph.alignment = PP_ALIGN.RIGHT


def _line(slide: Any, screen: Screen, place: Line, ruler: list[Any], language: str) -> None:
    """The line of time as shapes in one group, which says in words what it shows.

    The ruler is the same on every slide: drawn on the first of them into `ruler`, and copied from it.
    """
    if not place.marks:
        return
    shapes = place.marks.get(screen.event_id, ())
    alt = wording.say("briefing.place", language, date=screen.date)
    pen = _Pen(slide, screen.colours[0].lstrip("#").upper())
    pen.group._element.nvGrpSpPr.cNvPr.set(
        "descr", alt if shapes else wording.say("briefing.no_place", language)
    )
    group = pen.group._element
    if ruler:
        group.extend(map(deepcopy, ruler))
        group.recalculate_extents()
    else:
        pen.ruler(place.ruler)
        ruler.extend(group.iter_shape_elms())
    for shape in shapes:
        pen.draw(shape)


class _Pen:
    def __init__(self, slide: Any, lane: str):
        self.slide, self.lane = slide, lane
        self.group = slide.shapes.add_group_shape()

    def _free(self, ways: Sequence[Sequence[tuple[float, float]]], close: bool) -> Any:
        from pptx.oxml.ns import qn

        at = [[(round((_EDGE + x) * _EMU), round((_LINE_TOP + y) * _EMU)) for x, y in way] for way in ways]
        builder = self.group.shapes.build_freeform(*at[0][0], scale=1.0)
        for number, way in enumerate(at):
            if number:
                builder.move_to(*way[0])
            builder.add_line_segments(way[1:], close=close)
        made = builder.convert_to_shape()
        made._element.remove(made._element.find(qn("p:style")))  # a shadow, among others
        return made

    def area(
        self, points: Sequence[tuple[float, float]], colour: str, pen: float = 0, edge: str = ""
    ) -> None:
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        made = self._free([points], True)
        made.fill.solid()
        made.fill.fore_color.rgb = RGBColor.from_string(colour)
        if pen:
            made.line.color.rgb, made.line.width = RGBColor.from_string(edge), Pt(pen * _POINT)
        else:
            made.line.fill.background()

    def lines(
        self, ways: Sequence[Sequence[tuple[float, float]]], colour: str, pen: float, dash: bool = False
    ) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.dml import MSO_LINE
        from pptx.util import Pt

        made = self._free(ways, False)
        made.fill.background()
        made.line.color.rgb, made.line.width = RGBColor.from_string(colour), Pt(pen * _POINT)
        if dash:
            made.line.dash_style = MSO_LINE.SQUARE_DOT

    def words(self, x: float, said: str) -> None:
        at = (_EDGE + x, _LINE_TOP + time.LINE + 2, 240, TEXT + 14)
        box = self.group.shapes.add_textbox(*(round(n * _EMU) for n in at))
        box.text_frame.word_wrap = True
        box.text_frame.margin_left = box.text_frame.margin_top = 0
        _fill(box.text_frame.paragraphs[0], [(said, {"colour": _GREY})], False)

    def ruler(self, ruler: Ruler) -> None:
        for left, right in ruler.shades:
            self.area([(left, 0), (right, 0), (right, time.LINE), (left, time.LINE)], _PANEL)
        ticks = [[(x, time.LINE - time.TICK), (x, time.LINE)] for x in ruler.ticks]
        self.lines([[(0, time.LINE), (time.WIDTH, time.LINE)], *ticks], _BARS, 1.5)
        for x, said in ruler.words:
            self.words(x, said)

    def draw(self, shape: Shape) -> None:
        if isinstance(shape, Disc):
            self._disc(shape)
        elif shape.fill:
            self.area(
                shape.points,
                {"faint": _tint(self.lane, 0.18), "tint": _tint(self.lane, 0.43)}.get(shape.fill, self.lane),
            )
        else:
            self.lines([shape.points], _INK if shape.colour == "ink" else self.lane, shape.pen, shape.dash)

    def _disc(self, disc: Disc) -> None:
        ring = [_round(disc, at / 24) for at in range(24)]
        if disc.look == "filled":
            self.area(ring, self.lane)
            return
        if disc.dash:
            self.area(ring, "FFFFFF")
            self.lines([[*ring, ring[0]]], self.lane, time.PEN, dash=True)
        else:
            self.area(ring, "FFFFFF", time.PEN, self.lane)
        if disc.look == "half":
            self.area([_round(disc, 0.25 + at / 24) for at in range(13)], self.lane)


def _round(disc: Disc, turn: float) -> tuple[float, float]:
    return disc.x + disc.radius * cos(2 * pi * turn), disc.y + disc.radius * sin(2 * pi * turn)


def _tint(colour: str, share: float) -> str:
    """The colour thinned with white."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
