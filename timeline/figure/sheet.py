"""The lanes of marks: laid out row by row, stacked, then drawn; and the reference chronology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from timeline import filters, wording
from timeline.edtf import EdtfDate
from timeline.figure import frame, marks, packing, text
from timeline.figure.drawing import Pen
from timeline.figure.lanes import Lane
from timeline.figure.scale import Scale
from timeline.figure.theme import (
    LANE_GAP,
    MOST_LABELS,
    NARROW,
    NARROWEST_BRACKET,
    ROW,
    SMALL_ROW,
    TALL_ROW,
    TICK,
)

#: From so many pixels a day the rows are taller, and half markers have air.
_DAY_SCALE = 14
#: What a label inside a long bracket leaves for the marker before it, and in all.
_TO_INSIDE, _AROUND_INSIDE = 22.0, 36.0
#: Rows of names below the reference chronology, and the longest of them in pixels.
_NAME_ROWS, _LONGEST_NAME = 3, 210


class Row(NamedTuple):
    """What is drawn of an event."""

    event_id: str
    edtf: str
    conflict: str
    status: str
    denied_by: str
    attributed_to: str
    linked_to: str
    n_sources: int
    title_en: str
    title_ar: str


Shown = tuple[Row, marks.Dates, marks.Mark]


@dataclass(slots=True)
class Laid:
    """One lane with what is shown in it, labels and places; `top` is set when the lanes are stacked."""

    lane: Lane
    shown: list[Shown]
    labels: list[marks.Label | None]
    places: list[packing.Place]
    top: float = 0.0


class Sheet:
    """Lays out and draws the dated events in the window, one mark each."""

    def __init__(self, canvas: frame.Canvas, drawn: Scale, dated: pd.DataFrame, inside: np.ndarray,
                 cutoff: date | None, crowded: bool = False) -> None:  # fmt: skip
        """`crowded`: rows are for marks alone, and labels stand only where they need no more."""
        self.canvas, self.drawn, self.cutoff = canvas, drawn, cutoff
        cells = (dated[name][inside].tolist() for name in Row._fields)
        self.rows = dict(
            zip(np.flatnonzero(inside).tolist(), map(Row._make, zip(*cells, strict=True)), strict=True)
        )
        self.rightward = canvas.language != "ar"
        self.labelled = canvas.width >= NARROW
        self.crowded = crowded
        first, last = drawn.days[0], drawn.days[-1]
        wide = (drawn.pixels[-1] - drawn.pixels[0]) / (last - first) >= _DAY_SCALE
        self.row = TALL_ROW if wide else ROW if self.labelled and not self.crowded else SMALL_ROW + 2
        self.arrow_end = drawn.x(cutoff.toordinal() + 1) if cutoff else drawn.pixels[-1]
        years = [(a, b, date.fromordinal(a).year, date.fromordinal(b - 1).year)
                 for a, b, *_ in drawn.stretches]  # fmt: skip
        self.single_years = [(a, b) for a, b, begun, ended in years if begun == ended]

    def _year_said(self, day: EdtfDate) -> bool:
        """True where the date stands under a stretch of one year, which its ruler names."""
        at = day.latest.toordinal()
        under = any(first <= at < after for first, after in self.single_years)
        return under and day.earliest.year == day.latest.year and day.days <= 31

    def lay(self, lane: Lane) -> Laid:
        """The lane's marks in date order, and the row of each; their labels where they get rows for them."""
        shown: list[Shown] = []
        for index in lane.rows.tolist():
            row = self.rows.get(index)
            if row is not None and (dates := marks.dates_of(row)):
                shown.append((row, dates, marks.mark(row, dates, self.drawn, self.arrow_end)))
        shown.sort(key=lambda item: (item[2].points[0], item[2].event))
        if self.crowded:
            bare = [packing.Box(mark.left, mark.right) for *_, mark in shown]
            return Laid(lane, shown, [None] * len(shown), packing.pack_bare(bare))
        labels = [self._label(*one) for one in shown]
        boxes = [self._box(mark, label) for (*_, mark), label in zip(shown, labels, strict=True)]
        return Laid(lane, shown, labels, packing.pack(boxes, self.canvas.span, self.rightward))

    def _label(self, row: Row, dates: marks.Dates, mark: marks.Mark) -> marks.Label | None:
        if not self.labelled:
            return None
        said = marks.date_words(dates, self.canvas.language, tuple(map(self._year_said, dates.each)))
        past = self.cutoff is not None and dates.each[-1].latest < self.cutoff
        return marks.label(row, self.canvas.language, said, max(self._beside(mark), _inner(mark)), past)

    def _beside(self, mark: marks.Mark) -> float:
        return max(mark.left, self.canvas.span - mark.right) - 2 * packing.GAP

    def _box(self, mark: marks.Mark, label: marks.Label | None) -> packing.Box:
        """What mark and label need; a long bracket has room for its label inside."""
        if label is None:
            return packing.Box(mark.left, mark.right)
        inner, begin = _inner(mark), 0.0
        if label.width <= inner and (label.width > self._beside(mark) or inner > self.canvas.span / 3):
            right = mark.end - mark.start - _TO_INSIDE - label.width
            begin = _TO_INSIDE if self.rightward else right
        return packing.Box(mark.left, mark.right, label.width, begin)

    def _label_where_free(self, laid: Laid) -> None:
        """Labels in a crowded lane, those of the most sources first."""
        tried: dict[int, marks.Label | None] = {}

        def labelled(index: int) -> packing.Box:
            tried[index] = self._label(*laid.shown[index])
            return self._box(laid.shown[index][2], tried[index])

        bare = [packing.Box(mark.left, mark.right) for *_, mark in laid.shown]
        order = sorted(range(len(bare)), key=lambda i: (-laid.shown[i][0].n_sources, i))
        share = round(MOST_LABELS * len(bare) / len(self.rows))
        laid.places = packing.label_where_free(
            bare, laid.places, order, self.canvas.span, share, labelled, self.rightward)  # fmt: skip
        laid.labels = [tried.get(i) for i in range(len(bare))]

    def stack(self, laid: Sequence[Laid]) -> float:
        """Set each lane's top; where the last one ends."""
        at = float(frame.FUNNEL + frame.RULER)
        for item in laid:
            item.top = at
            depth = (max((p.row for p in item.places), default=0) + 1) * self.row
            lines = len(frame.name_lines(self.canvas, item.lane.label, len(item.lane.rows)))
            at += max(depth, lines * 17) + LANE_GAP
        return at

    def draw(self, laid: Sequence[Laid], bottom: float, selected: str) -> None:
        """Lane names, marks, labels, what is selected, and where the data ends."""
        pen, language = Pen(self.canvas), self.canvas.language
        texts: list[tuple[str, float, float, float, bool, str]] = []
        for item in laid:
            lane = item.lane
            self.canvas.rule(item.top)
            frame.lane_name(self.canvas, lane.label, lane.colour, len(lane.rows), item.top + 4)
            if self.crowded and self.labelled:
                self._label_where_free(item)
            placed, hovers = [], {}
            for (row, dates, mark), label, place in zip(item.shown, item.labels, item.places, strict=True):
                y = item.top + 4 + self.row * (place.row + 0.5)
                placed.append((mark, y))
                hovers[mark.event] = marks.hover(row, dates, language)
                reach = [mark.left, mark.right]
                if label and place.label is not None:
                    if mark.left < place.label and place.label + label.width < mark.right:
                        # inside a long bracket the marker's place means nothing: it makes room for the label
                        mark.points = [mark.start + 10 if self.rightward else mark.end - 10]
                    before = place.label + label.width <= mark.right and (
                        not self.rightward or place.label < mark.left)  # fmt: skip
                    markup = label.markup(self.canvas.tokens, language)
                    texts.append((mark.event, place.label, label.width, y, before, markup))
                    reach = [min(reach[0], place.label), max(reach[1], place.label + label.width)]
                if mark.event == selected:
                    pen.selection(mark, y, reach[0], reach[1], self.row)
            pen.lane(placed, lane.colour, hovers)
        pen.labels(texts)
        if self.cutoff and self.drawn.days[0] <= self.cutoff.toordinal() < self.drawn.days[-1]:
            self.canvas.shape(type="line", x0=self.arrow_end, x1=self.arrow_end,
                              y0=frame.FUNNEL + frame.RULER, y1=bottom,
                              line={"width": 1, "color": self.canvas.tokens["ink2"],
                                    "dash": "2px,2px"})  # fmt: skip


def least_height(found: Sequence[Lane], inside: np.ndarray, shown: frame.Measured, drawn: Scale) -> float:
    """No sheet of marks is lower than so many pixels: each needs its place, and they are where they are."""
    start, end = drawn.days[0], drawn.days[-1]
    at = np.interp(shown.middles(start, end), drawn.days, drawn.pixels)
    # what lasts or is open may be drawn narrower, what is in conflict elsewhere: only of the vague both ends are known
    vague = (shown.low > start) & (shown.high < end) & (shown.high - shown.low > 1)
    vague &= shown.groups != filters.CERTAINTIES.index("conflict")
    vague &= ~shown.events["edtf"].str.contains("/", regex=False).to_numpy(bool)
    half = np.where(vague, NARROWEST_BRACKET / 2, marks.HALF)
    left = np.minimum(at - half, np.interp(np.where(vague, shown.low, end), drawn.days, drawn.pixels))
    right = np.maximum(at + half, np.interp(np.where(vague, shown.high, start), drawn.days, drawn.pixels))
    height = float(frame.FUNNEL + frame.RULER)
    for lane in found:
        rows = lane.rows[inside[lane.rows]]
        begun = np.sort(left[rows])  # at where each begins: those begun by then, less those ended by then
        beside = np.arange(1, len(rows) + 1) - np.searchsorted(
            np.sort(right[rows] + packing.GAP), begun, "right"
        )
        height += beside.max(initial=1) * (SMALL_ROW + 2) + LANE_GAP
    return height


def _inner(mark: marks.Mark) -> float:
    """The room for a label in a long bracket."""
    return mark.end - mark.start - _AROUND_INSIDE if mark.kind is marks.Kind.VAGUE else 0.0


def draw_reference(
    canvas: frame.Canvas, chronology: Sequence[tuple[str, str]], drawn: Scale, top: float
) -> float:
    """The reference chronology, apart from the lanes: diamonds, and below them the names that fit.

    `chronology` runs from the most important, which are named first; gives its height.
    """
    language, tokens = canvas.language, canvas.tokens
    known = [(day, label) for edtf, label in chronology if (day := marks.parsed(edtf))]
    known = [(d, label) for d, label in known if drawn.days[0] <= marks.middle(d) < drawn.days[-1]]
    height = 2 + 13 * (1 + _NAME_ROWS) if known else 26
    canvas.shape(type="rect", x0=0, x1=canvas.span, y0=top, y1=top + height, fillcolor=tokens["panel"])
    canvas.in_gutter(canvas.grey(wording.say("figure.reference", language)), top + 5)
    if not known:
        return height
    xs = [round(drawn.x(marks.middle(day)), 1) for day, _ in known]
    names = _reference_names(canvas, [label for _, label in known], xs)
    for i, (_, _, row) in names.items():  # from the diamond down to its name
        canvas.shape(type="line", x0=xs[i], x1=xs[i], y0=top + 8, y1=top + 15 + 13 * row,
                     line={"width": 1, "color": tokens["bars"]})  # fmt: skip
    order = sorted(range(len(known)), key=lambda i: (i in names, xs[i]))  # the named lie on top
    colours = [tokens["ink2" if i in names else "bars"] for i in order]
    canvas.trace(
        name="reference", x=[xs[i] for i in order], y=[top + 8] * len(xs), mode="markers",
        hoverinfo="text", hovertext=[
            text.directed(f"{text.escape(wording.date_text(day, language))} · {text.escape(label)}", language)
            for day, label in map(known.__getitem__, order)],
        marker={"size": [8 if i in names else 6 for i in order], "color": colours,
                "line": {"width": 1.2, "color": colours},
                "symbol": ["diamond" if known[i][0].days == 1 else "diamond-open" for i in order]},
    )  # fmt: skip
    canvas.trace(
        name="reference names", mode="text", textposition="middle right",
        x=[left for _, left, _ in names.values()],
        y=[top + 21 + 13 * row for *_, row in names.values()],
        text=[text.directed(text.escape(name), language) for name, *_ in names.values()],
        textfont={"size": TICK, "color": tokens["ink2"]},
    )  # fmt: skip
    return height


def _reference_names(
    canvas: frame.Canvas, labels: Sequence[str], xs: Sequence[float]
) -> dict[int, tuple[str, float, int]]:
    """By place in the list: the name, where it begins and its row; no two touch, nor a line down to another."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_NAME_ROWS)]
    lines: list[tuple[float, int]] = []  # where one comes down, and to which row

    def fits(x: float, left: float, wide: float, row: int) -> bool:
        """Nothing in the row is touched, no line comes down through the name, nor its own through another's."""
        return (
            0 <= left <= canvas.span - wide
            and all(left + wide + packing.GAP <= a or b + packing.GAP <= left for a, b in taken[row])
            and not any(left - 3 < other < left + wide + 3 for other, to in lines if to > row)
            and not any(a - 3 < x < b + 3 for above in taken[:row] for a, b in above)
        )

    found: dict[int, tuple[str, float, int]] = {}
    for i, (label, x) in enumerate(zip(labels, xs, strict=True)):
        name = text.shorten(text.plain(label), TICK, _LONGEST_NAME)
        wide = text.width(name, TICK) + 4
        sides = (x - wide / 2, x - 6, x + 6 - wide)
        tried = ((left, row) for row in range(_NAME_ROWS) for left in sides if fits(x, left, wide, row))
        if name and (place := next(tried, None)):
            left, row = place
            taken[row].append((left, left + wide))
            lines.append((x, row))
            found[i] = name, round(left, 1), row
    return found
