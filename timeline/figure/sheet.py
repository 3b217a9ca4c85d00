"""The lanes of marks: laid out row by row, stacked, then drawn; and the reference chronology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.figure import frame, marks, packing, text
from timeline.figure.drawing import Pen
from timeline.figure.lanes import Lane
from timeline.figure.scale import Scale
from timeline.figure.theme import LANE_GAP, MOST_LABELS, NARROW, ROW, SMALL_ROW, TALL_ROW, TICK

#: From so many pixels a day the rows are taller, and half markers have air.
_DAY_SCALE = 14
#: What a label inside a long bracket leaves for the marker before it, and in all.
_TO_INSIDE, _AROUND_INSIDE = 22.0, 36.0


@dataclass(slots=True)
class Laid:
    """One lane with its marks, labels and places; `top` is set when the lanes are stacked."""

    lane: Lane
    marks: list[marks.Mark]
    labels: list[marks.Label | None]
    places: list[packing.Place]
    top: float = 0.0


class Sheet:
    """Lays out and draws the dated events in the window, one mark each."""

    def __init__(self, canvas: frame.Canvas, drawn: Scale, dated: pd.DataFrame, inside: np.ndarray,
                 cutoff: date | None, crowded: bool = False) -> None:  # fmt: skip
        """`crowded`: rows are for marks alone, and labels stand only where they need no more."""
        self.canvas, self.drawn, self.inside, self.cutoff = canvas, drawn, inside, cutoff
        self.rows = {int(i): row for i, row in zip(
            np.flatnonzero(inside), dated[inside].itertuples(index=False), strict=True)}  # fmt: skip
        self.rightward = canvas.language != "ar"
        self.labelled = canvas.width >= NARROW
        self.crowded = crowded
        first, last = drawn.days[0], drawn.days[-1]
        wide = (drawn.pixels[-1] - drawn.pixels[0]) / (last - first) >= _DAY_SCALE
        self.row = TALL_ROW if wide else ROW if self.labelled and not self.crowded else SMALL_ROW + 2
        self.arrow_end = drawn.x(cutoff.toordinal() + 1) if cutoff else drawn.pixels[-1]
        self.hovers: dict[str, str] = {}

    def _year_known(self, day: EdtfDate) -> bool:
        """True where the date stands under a stretch of one year, which its ruler names."""
        at = day.latest.toordinal()
        within = next(((a, b) for a, b, *_ in self.drawn.stretches if a <= at < b), None)
        if within is None or day.earliest.year != day.latest.year or day.days > 31:
            return False
        return date.fromordinal(within[0]).year == date.fromordinal(within[1] - 1).year

    def lay(self, lane: Lane) -> Laid:
        """The lane's marks in date order, their labels, and the row and side of each."""
        language, span = self.canvas.language, self.canvas.span
        shown: list[tuple[Any, list[EdtfDate], marks.Mark]] = []
        for index in lane.rows:
            row = self.rows.get(index)
            if row is not None and (dates := marks.dates_of(row)):
                shown.append((row, dates, marks.mark(row, dates, self.drawn, self.arrow_end)))
        shown.sort(key=lambda item: (item[2].points[0], item[2].event))
        labels: list[marks.Label | None] = []
        boxes = []
        for row, dates, mark in shown:
            full = marks.date_words(dates, language, lambda _: False)
            self.hovers[mark.event] = marks.hover(row, full, language)
            room = max(mark.left, span - mark.right) - 2 * packing.GAP
            inner = mark.end - mark.start - _AROUND_INSIDE if mark.kind is marks.Kind.VAGUE else 0.0
            past = self.cutoff is not None and dates[-1].latest < self.cutoff
            label = None
            if self.labelled:
                words = marks.date_words(dates, language, self._year_known)
                label = marks.label(row, language, words, max(room, inner), past)
            begin = 0.0
            if label and label.width <= inner and (label.width > room or inner > span / 3):
                # inside a long bracket the marker's place means nothing: it makes room for the label
                mark.points = [mark.start + 10 if self.rightward else mark.end - 10]
                right = mark.end - mark.start - _TO_INSIDE - label.width
                begin = _TO_INSIDE if self.rightward else right
            labels.append(label)
            boxes.append(packing.Box(mark.left, mark.right, label.width if label else 0.0, begin))
        return Laid(lane, [item[2] for item in shown], labels, self._places(boxes, [i[0] for i in shown]))

    def _places(self, boxes: list[packing.Box], rows: list[Any]) -> list[packing.Place]:
        span = self.canvas.span
        if not self.crowded:
            return packing.pack(boxes, span, self.rightward)
        bare = [packing.Box(box.left, box.right) for box in boxes]
        order = sorted(range(len(rows)), key=lambda i: (-rows[i].n_sources, i))
        share = round(MOST_LABELS * len(rows) / len(self.rows)) if self.labelled else 0
        places = packing.pack(bare, span, self.rightward)
        return packing.label_where_free(boxes, places, order, span, share, self.rightward)

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
        pen = Pen(self.canvas)
        texts: list[tuple[str, float, float, float, bool, str]] = []
        for item in laid:
            lane = item.lane
            self.canvas.rule(item.top)
            frame.lane_name(self.canvas, lane.label, lane.colour, len(lane.rows), item.top + 4)
            placed = []
            for mark, label, place in zip(item.marks, item.labels, item.places, strict=True):
                y = item.top + 4 + self.row * (place.row + 0.5)
                placed.append((mark, y))
                reach = [mark.left, mark.right]
                if label and place.label is not None:
                    before = place.label + label.width <= mark.right and (
                        not self.rightward or place.label < mark.left)  # fmt: skip
                    markup = label.markup(self.canvas.tokens, self.canvas.language)
                    texts.append((mark.event, place.label, label.width, y, before, markup))
                    reach = [min(reach[0], place.label), max(reach[1], place.label + label.width)]
                if mark.event == selected:
                    pen.selection(mark, y, reach[0], reach[1], self.row)
            pen.lane(placed, lane.colour, self.hovers)
        pen.labels(texts)
        if self.cutoff and self.drawn.days[0] <= self.cutoff.toordinal() < self.drawn.days[-1]:
            self.canvas.shape(type="line", x0=self.arrow_end, x1=self.arrow_end,
                              y0=frame.FUNNEL + frame.RULER, y1=bottom,
                              line={"width": 1, "color": self.canvas.tokens["ink2"],
                                    "dash": "2px,2px"})  # fmt: skip


def draw_reference(
    canvas: frame.Canvas, chronology: Sequence[tuple[str, str]], drawn: Scale, top: float
) -> None:
    """The reference chronology, apart from the lanes: diamonds, named where there is room."""
    language, tokens = canvas.language, canvas.tokens
    canvas.shape(type="rect", x0=0, x1=canvas.span, y0=top, y1=top + 26, fillcolor=tokens["panel"])
    canvas.in_gutter(canvas.grey(wording.say("figure.reference", language)), top + 5)
    known = [(day, label) for edtf, label in chronology if (day := marks.parsed(edtf))]
    known = [(d, label) for d, label in known if drawn.days[0] <= marks.middle(d) < drawn.days[-1]]
    if not known:
        return
    known.sort(key=lambda pair: marks.middle(pair[0]))
    xs = [drawn.x(marks.middle(day)) for day, _ in known]
    names = [text.shorten(text.plain(label), TICK, 150) for _, label in known]
    room = [later - here for here, later in zip(xs, [*xs[1:], canvas.span], strict=True)]
    keep = [i for i, name in enumerate(names) if name and text.width(name, TICK) + 20 <= room[i]]
    canvas.trace(
        name="reference", x=[round(x, 1) for x in xs], y=[top + 13] * len(xs), mode="markers",
        hoverinfo="text", hovertext=[
            text.directed(f"{text.escape(wording.date_text(day, language))} · {text.escape(label)}", language)
            for day, label in known],
        marker={"size": 8, "color": tokens["ink3"], "line": {"width": 1.2, "color": tokens["ink3"]},
                "symbol": ["diamond" if day.days == 1 else "diamond-open" for day, _ in known]},
    )  # fmt: skip
    canvas.trace(
        name="reference names", mode="text", y=[top + 13] * len(keep), textposition="middle right",
        x=[round(xs[i] + 7, 1) for i in keep],
        text=[text.directed(text.escape(names[i]), language) for i in keep],
        textfont={"size": TICK, "color": tokens["ink2"]},
    )  # fmt: skip
