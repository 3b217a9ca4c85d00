"""DataFrame to Plotly figure: the overview to brush, and the timeline in lanes.

Every mark, label and the squares along it hold their event's id in `customdata`; a bar of counts
holds (lane, first day, last day). `layout.meta` says what was drawn: `drawn` ("marks", "counts" or
"nothing"), `shown`, `undated`, `before`, `after` and, for counts, `unit` and what is `said` of them.

Who draws and describes the same events hands in `Measured.of` them, so that they are measured once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline import filters, wording
from timeline.figure import counts, frame, lanes, scale, text
from timeline.figure.frame import FUNNEL, RULER, Chart, Measured, plot_width
from timeline.figure.sheet import Sheet, draw_reference, least_height
from timeline.figure.theme import (
    CATEGORIES,
    LABEL,
    MOST_LABELS,
    MOST_MARKS,
    TALLEST,
    THEME,
    TICK,
    Category,
    categories_of,
)

__all__ = [
    "CATEGORIES",
    "THEME",
    "Category",
    "Chart",
    "Measured",
    "categories_of",
    "describe",
    "overview",
    "plot_width",
    "timeline",
]

Window = tuple[date, date]
#: Kept free at both ends of the scale: for half a marker, and for "← 3" beside it.
_END, _END_WITH_COUNT = 9.0, 30.0
#: The overview's height, and its tallest bar.
_OVERVIEW, _OVERVIEW_BAR = 62, 40


def overview(
    events: pd.DataFrame | Measured, theme: str = "light", language: str = "en", width: int = 812
) -> go.Figure:
    """All years on an even scale, as counts to brush. Its x axis counts days as ordinals, so that
    `date.fromordinal(int(x))` reads a brushed range; the peak is named, the undated left out.
    """
    canvas = frame.Canvas(width, theme, language)
    shown = Measured.of(events).dated()
    meta = {"drawn": "overview", "shown": len(shown), "undated": len(events) - len(shown)}
    canvas.in_gutter(canvas.grey(wording.say("figure.all_years", language)), 24)
    span = shown.extent()
    if span is None:
        return canvas.figure(_OVERVIEW, meta)
    unit = counts.unit_for(span[1] - span[0], canvas.span, 3)
    cut = counts.edges(*span, unit)
    held, _ = np.histogram(shown.middles(*span), cut)
    full = [i for i, n in enumerate(held) if n]
    heights = held / held.max() * _OVERVIEW_BAR
    base = _OVERVIEW - 2
    canvas.trace(
        type="bar", name="overview", x=[(cut[i] + cut[i + 1]) / 2 for i in full],
        width=[(cut[i + 1] - cut[i]) * 0.92 for i in full], base=base,
        y=[round(-max(1.5, heights[i]), 1) for i in full], hoverinfo="none",
        customdata=[[d.isoformat() for d in counts.period(cut[i], cut[i + 1])] for i in full],
        marker={"color": canvas.tokens["bars"], "line": {"width": 0}},
    )  # fmt: skip
    canvas.shape(type="line", x0=span[0], x1=span[1], y0=base + 0.5, y1=base + 0.5,
                 line={"width": 1, "color": canvas.tokens["bars"]})  # fmt: skip
    top = int(held.argmax())
    period = frame.span_words(*counts.period(cut[top], cut[top + 1]), language, short=True)
    said = wording.say("figure.events", language, n=int(held[top]), period=period)
    peak = (cut[top] + cut[top + 1]) / 2
    day = canvas.span / (span[1] - span[0])
    leftward = (peak - span[0]) * day - 12 > text.width(said, LABEL)
    canvas.note(said, x=peak, y=base - _OVERVIEW_BAR - 8, xanchor="right" if leftward else "left",
                xshift=8 if leftward else -8,
                font={"color": canvas.tokens["ink2"], "size": TICK})  # fmt: skip
    tall = np.zeros(int(canvas.span) + 60)
    for i in full:
        left, right = (int((cut[j] - span[0]) * day) for j in (i, i + 1))
        tall[max(0, left - 2) : right + 3] = heights[i]
    # half the ticks there is room for: this ruler only says where in all the years one is
    step = scale.step_for(day / 2, language)
    row = [scale.Tick((at - span[0]) * day, scale.tick_text(at, step, language), False)
           for at in scale.first_days(*span, step)]  # fmt: skip
    for tick in scale.apart(row, canvas.span):
        wide = text.width(tick.text, TICK)
        if tick.text and tall[int(tick.x) : int(tick.x + wide) + 4].max() < 8:  # never through a bar
            canvas.note(canvas.grey(tick.text), x=span[0] + tick.x / day, y=base - 11, xanchor="left",
                        xshift=1, font={"size": TICK})  # fmt: skip
    return canvas.figure(_OVERVIEW, meta, dragmode="select",
                         xaxis={"range": list(span), "visible": False, "fixedrange": True})  # fmt: skip


def timeline(
    events: pd.DataFrame | Measured,
    lanes_by: str = "category",
    time: str = "fitted",
    window: Window | None = None,
    theme: str = "light",
    language: str = "en",
    selected: str = "",
    width: int = 812,
    chronology: Sequence[tuple[str, str]] | None = None,
    *,
    evidence: pd.DataFrame | None = None,
    categories: Mapping[str, Category] = CATEGORIES,
    cutoff: date | None = None,
    lane_order: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    years: pd.DataFrame | Measured | None = None,
) -> go.Figure:
    """The events of the table in lanes, in fitted or even time, both days of the window included.

    Without a window: all years. Undated events are not drawn; those outside are counted at the
    lanes' ends. `chronology` holds (EDTF, label) pairs, the most important first, drawn apart;
    `evidence` is needed for lanes by document, whose labels are in `names`; `cutoff` is the day the
    data ends; `years` are the events of the overview above, which the funnel leads from, where they
    are others.
    """
    canvas = frame.Canvas(width, theme, language)
    shown = Measured.of(events).dated()
    dated, low, high = shown.events, shown.low, shown.high
    whole = shown.extent()
    meta = {"drawn": "nothing", "shown": 0, "undated": len(events) - len(dated), "before": 0, "after": 0}
    if whole is None:
        canvas.note(wording.say("figure.empty", language), xref="paper", x=0.5, y=32)
        return canvas.figure(64, meta)
    start, end = (window[0].toordinal(), window[1].toordinal() + 1) if window else whole
    if years is not None and years is not events:
        whole = Measured.of(years).extent() or whole
    before, after = high <= start, low >= end
    inside = ~before & ~after
    count = int(inside.sum())
    meta |= {"shown": count, "before": int(before.sum()), "after": int(after.sum())}
    left, right = (_END_WITH_COUNT if side.any() else _END for side in (before, after))
    ends = (left, canvas.span - right)
    found = lanes.lanes_of(dated, lanes_by, theme, language, categories, evidence, lane_order, names)
    if count <= MOST_MARKS:
        fitted = time == "fitted"
        drawn = (scale.fitted(shown.middles(start, end)[inside].tolist(), start, end, *ends) if fitted
                 else scale.even(start, end, *ends))  # fmt: skip
        if count <= MOST_LABELS or least_height(found, inside, shown, drawn) <= TALLEST:
            sheet = Sheet(canvas, drawn, dated, inside, cutoff, crowded=count > MOST_LABELS)
            laid = [sheet.lay(lane) for lane in found]
            bottom = sheet.stack(laid)
            if bottom > TALLEST and not sheet.crowded:
                sheet = Sheet(canvas, drawn, dated, inside, cutoff, crowded=True)
                laid = [sheet.lay(lane) for lane in found]
                bottom = sheet.stack(laid)
            if bottom <= TALLEST or count <= MOST_LABELS:
                _head(canvas, drawn, whole, bottom)
                for lane in laid:
                    _ends(canvas, lane.lane, before, after, lane.top + 4 + sheet.row / 2)
                sheet.draw(laid, bottom, selected)
                below = draw_reference(canvas, chronology, drawn, bottom) + 2 if chronology else 4
                return canvas.figure(bottom + below, meta | {"drawn": "marks"})
    return _counts(
        canvas, dated, found, before, after, low, scale.even(start, end, *ends), whole, meta, chronology or ()
    )


def _head(canvas: frame.Canvas, drawn: scale.Scale, whole: tuple[int, int], bottom: float) -> None:
    """The funnel and the ruler above the lanes, and the lines down through them."""
    frame.draw_funnel(canvas, drawn, whole)
    frame.draw_ruler(canvas, drawn, scale.ticks(drawn, canvas.language, canvas.span + 8), FUNNEL, bottom)
    key = "figure.fitted" if len(drawn.stretches) > 1 else "figure.even"
    canvas.in_gutter(canvas.grey(wording.say(key, canvas.language)), FUNNEL + 20)


def _ends(canvas: frame.Canvas, lane: lanes.Lane, before: np.ndarray, after: np.ndarray, y: float) -> None:
    """How many of a lane's events lie outside the window, at either end."""
    rows = lane.rows
    sides = ((before[rows].sum(), 0, "← {:,}", "left"), (after[rows].sum(), canvas.span, "{:,} →", "right"))
    for count, x, form, anchor in sides:
        if count:
            # not isolated: an arrow and a number, the same in both directions
            canvas.notes.append({"x": x, "y": y, "text": form.format(int(count)), "showarrow": False,
                                 "xanchor": anchor, "borderpad": 0,
                                 "font": {"color": canvas.tokens["ink2"], "size": TICK}})  # fmt: skip


def _counts(canvas: frame.Canvas, dated: pd.DataFrame, found: list[lanes.Lane], before: np.ndarray,
            after: np.ndarray, low: np.ndarray, drawn: scale.Scale, whole: tuple[int, int],
            meta: dict[str, Any], chronology: Sequence[tuple[str, str]]) -> go.Figure:  # fmt: skip
    """Bars of counts a lane, the reference chronology, and below them the fact that they are counts."""
    inside, language = ~before & ~after, canvas.language
    start, end = drawn.days[0], drawn.days[-1]
    unit = counts.unit_for(end - start, drawn.pixels[-1] - drawn.pixels[0], len(found))
    cut = counts.edges(start, end, unit)
    pixels = [drawn.x(day) for day in cut]
    total = f"{meta['shown']:,}"
    lines = [wording.say("figure.counted", language, n=total, unit=counts.unit_name(unit, language)),
             wording.say("figure.own_height", language), wording.say("figure.key", language)]  # fmt: skip
    if sum(int(inside[lane.rows].sum()) for lane in found) > meta["shown"]:
        lines[1] += " " + wording.say("figure.counted_twice", language)
    heads = FUNNEL + RULER
    bottom = heads + 8 + len(found) * counts.LANE
    _head(canvas, drawn, whole, bottom)
    starts, groups = np.clip(low, start, end - 1), counts.group_of(dated)
    bins = [counts.Bin(first, after, language) for first, after in pairwise(cut)]
    for index, lane in enumerate(found):
        base = heads + (index + 1) * counts.LANE
        shown = lane.rows[inside[lane.rows]]
        canvas.rule(base + 0.5)
        tall = 17 * len(frame.name_lines(canvas, lane.label, len(shown)))
        top = base - counts.LANE + max(2, min(14, counts.LANE - tall))  # a long name begins higher
        frame.lane_name(canvas, lane.label, lane.colour, len(shown), top)
        _ends(canvas, lane, before, after, base - 10)
        counts.draw_lane(canvas, lane, starts[shown], groups[shown], bins, pixels, base)
    if chronology:
        bottom += draw_reference(canvas, chronology, drawn, bottom) + 4
    wrapped = [part for line in lines for part in text.wrapped(line, LABEL, canvas.width - 20, 9)]
    canvas.in_gutter("<br>".join(f'<span style="color:{canvas.tokens["ink2"]}">{text.escape(part)}</span>'
                                 for part in wrapped), bottom + 6)  # fmt: skip
    counted = meta | {"drawn": "counts", "unit": f"{unit[1]} {unit[0]}", "said": lines[0]}
    return canvas.figure(bottom + 12 + 17 * len(wrapped), counted)


def describe(events: pd.DataFrame | Measured, window: Window | None = None, language: str = "en") -> str:
    """The chart in words, for those who do not see it: how many, over which time, how surely dated."""
    dated = Measured.of(events).dated()
    span = dated.extent()
    undated = len(events) - len(dated)
    if span is None:
        return wording.say("figure.alt_empty", language, undated=f"{undated:,}")
    start, end = (window[0].toordinal(), window[1].toordinal() + 1) if window else span
    known = filters.counts(dated.groups[(dated.low < end) & (dated.high > start)])
    period = frame.span_words(*counts.period(start, end), language)
    numbers = {key: f"{known[key]:,}" for key in ("day", "approximate", "conflict")}
    return wording.say("figure.alt", language, period=period, undated=f"{undated:,}",
                       wider=f"{known['week-month-year']:,}",
                       events=wording.count("events", known["shown"], language), **numbers)  # fmt: skip
