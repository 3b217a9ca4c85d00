"""What stands around the marks: the pixel axes, the rulers, the funnel, lane names, the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline import filters, wording
from timeline.edtf import EdtfDate
from timeline.figure import text
from timeline.figure.marks import parsed
from timeline.figure.scale import Scale, Tick, start_of
from timeline.figure.theme import EDGE, FONT, GUTTER, LABEL, NARROW, THEME, TICK

#: Heights above the lanes, in pixels: the funnel, and the two rows of the ruler.
FUNNEL, RULER = 26, 40
_LAST = date.max.toordinal() + 1
#: The day that numpy counts from.
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Events with what their dates come to: worked out once for all that is drawn and said of them.

    `low` and `high` are their `bounds`, `groups` their places in `filters.CERTAINTIES`.
    """

    events: pd.DataFrame
    low: np.ndarray
    high: np.ndarray
    groups: np.ndarray

    @classmethod
    def of(cls, events: pd.DataFrame | Measured) -> Measured:
        return (
            events if isinstance(events, Measured) else cls(events, *bounds(events), filters.groups(events))
        )

    def __len__(self) -> int:
        return len(self.events)

    def only(self, keep: np.ndarray) -> Measured:
        """Those where `keep` is true."""
        if keep.all():
            return self
        return Measured(self.events[keep], self.low[keep], self.high[keep], self.groups[keep])

    def dated(self) -> Measured:
        """Those with a date, or with dates in conflict."""
        return self.only(self.high > 0)

    def extent(self) -> tuple[int, int] | None:
        """All their years, to the end of the last quarter; None without any."""
        low, high = self.low, self.high
        ends = np.concatenate([low[low > 1], high[(high > 0) & (high < _LAST)] - 1])
        if not len(ends):
            return None
        first, last = date.fromordinal(int(ends.min())), date.fromordinal(int(ends.max()))
        return start_of(first.year, 1), start_of(last.year, (last.month - 1) // 3 * 3 + 4)

    def middles(self, start: int, end: int) -> np.ndarray:
        """The middle of each date within these days; of an open one, its known end."""
        low, high = self.low, self.high
        middle = np.where(high >= _LAST, low, (low + high) / 2)
        middle = np.where((low <= 1) & (high < _LAST), high - 1, middle)
        return np.clip(middle, start, end - 1)


def bounds(events: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The first day and the day after the last of each event's dates; 0 and 0 where it has none.

    An open side has no bound: 1 and the calendar's end stand for it.
    """
    low, high = _ordinals(events["earliest"]), _ordinals(events["latest"]) + 1
    high[high == 1] = 0
    edtf = events["edtf"]
    high[edtf.str.endswith("/..").to_numpy()] = _LAST
    low[edtf.str.startswith("../").to_numpy()] = 1
    apart = np.flatnonzero((events["conflict"] != "").to_numpy())
    for row, cell in zip(apart.tolist(), events["conflict"].iloc[apart].tolist(), strict=True):
        dates = [d for d in map(parsed, cell.split(" | ")) if d]
        if dates:
            first = min(d.earliest for d in dates).toordinal()
            low[row] = min(low[row] or first, first)
            high[row] = max(high[row], max(d.latest for d in dates).toordinal() + 1)
    return low, high


def _ordinals(cells: pd.Series) -> np.ndarray:
    """The day of each cell as an ordinal, 0 where it is empty."""
    days = filters.days(cells)
    return np.where(np.isnat(days), 0, days.astype("int64") + _EPOCH)


def plot_width(width: int) -> float:
    """How many pixels are left for time beside the lane names."""
    return float(max(120, width - _gutter(width) - EDGE))


def _gutter(width: int) -> int:
    return GUTTER if width >= NARROW else 80


class Chart(go.Figure):
    """A figure that is plain dicts until Plotly's own objects are asked for.

    To check and copy them took Plotly several times as long as they take to make; the tests check
    the charts they draw.
    """

    def __init__(self, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        self._plain = {"data": data, "layout": layout}

    def __getattr__(self, name: str) -> Any:
        if "_data_objs" in self.__dict__ or name.startswith("__"):
            raise AttributeError(name)
        super().__init__(self._plain, _validate=False)
        return getattr(self, name)

    def to_dict(self) -> dict[str, Any]:
        return super().to_dict() if "_data_objs" in self.__dict__ else self._plain


class Canvas:
    """A chart being drawn, whose axes count pixels: x from the left, y from the top."""

    def __init__(self, width: int, theme: str, language: str) -> None:
        self.width, self.language, self.tokens = width, language, THEME[theme]
        self.span, self.gutter = plot_width(width), _gutter(width)
        self.traces: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []

    def trace(self, **given: Any) -> None:
        """A trace that no selection fades."""
        for state in ("selected", "unselected"):
            given[state] = {"marker": {"opacity": 1}}
            if given.get("type") != "bar":
                given[state]["textfont"] = {"color": self.tokens["ink"]}
        self.traces.append({"type": "scatter", "hoverinfo": "skip", **given})

    def shape(self, **given: Any) -> None:
        self.shapes.append({"layer": "below", "line": {"width": 0}, **given})

    def note(self, markup: str, **given: Any) -> None:
        self.notes.append({"text": text.directed(markup, self.language), "showarrow": False, "borderpad": 0,
                           **given})  # fmt: skip

    def grey(self, words: str) -> str:
        return f'<span style="color:{self.tokens["ink3"]}">{words}</span>'

    def in_gutter(self, markup: str, y: float) -> None:
        """Text in the margin where lane names stand: left, or right in Arabic."""
        shift = self.gutter - 4
        side = {"x": 1, "xshift": shift, "xanchor": "right", "align": "right"} if self.language == "ar" else {
            "x": 0, "xshift": -shift, "xanchor": "left", "align": "left"}  # fmt: skip
        self.note(markup, xref="paper", y=y, yanchor="top", **side)

    def rule(self, y: float) -> None:
        """A hairline across the chart and its lane names."""
        beyond = self.gutter / self.span
        left, right = (0.0, 1 + beyond) if self.language == "ar" else (-beyond, 1.0)
        self.shape(type="line", xref="paper", x0=left, x1=right, y0=y, y1=y,
                   line={"width": 1, "color": self.tokens["rule"]})  # fmt: skip

    def figure(self, height: float, meta: dict[str, Any], **layout: Any) -> Chart:
        left, right = (EDGE, self.gutter) if self.language == "ar" else (self.gutter, EDGE)
        font = {"family": FONT, "size": LABEL, "color": self.tokens["ink"]}
        base: dict[str, Any] = {
            "template": None, "width": self.width, "height": round(height), "autosize": False,
            "paper_bgcolor": self.tokens["ground"], "plot_bgcolor": self.tokens["ground"],
            "showlegend": False, "hovermode": "closest", "hoverdistance": 9, "dragmode": "pan",
            "barmode": "overlay", "meta": meta, "font": font,
            "margin": {"t": 0, "b": 0, "l": left, "r": right, "pad": 0},
            "hoverlabel": {"bgcolor": self.tokens["panel"], "bordercolor": self.tokens["rule"], "font": font},
            "xaxis": {"range": [0, self.span], "visible": False, "fixedrange": True},
            "yaxis": {"range": [round(height), 0], "visible": False, "fixedrange": True},
            "shapes": self.shapes, "annotations": self.notes,
        }  # fmt: skip
        return Chart(self.traces, base | layout)


def draw_ruler(canvas: Canvas, scale: Scale, marks: Sequence[Tick], top: float, bottom: float) -> None:
    """Two rows of ticks from `top`, their lines down to `bottom`, every other stretch tinted."""
    tokens = canvas.tokens
    for index, (_, _, left, right) in enumerate(scale.stretches):
        if index % 2 and len(scale.stretches) > 2:
            canvas.shape(type="rect", x0=left, x1=right, y0=top, y1=bottom, fillcolor=tokens["panel"])
        if index:
            canvas.shape(type="line", x0=left, x1=left, y0=top, y1=bottom,
                         line={"width": 1, "color": tokens["bars"]})  # fmt: skip
    xs: list[float | None] = []
    ys: list[float | None] = []
    for tick in marks:
        xs += [round(tick.x, 1), round(tick.x, 1), None]
        ys += [top + RULER, bottom, None]
    canvas.trace(name="grid", x=xs, y=ys, mode="lines", line={"width": 1, "color": tokens["grid"]})
    shown = [t for t in marks if t.text]
    canvas.trace(
        name="ticks", mode="text", x=[round(t.x + 2 * (not t.centred), 1) for t in shown],
        y=[top + (11 if t.major else 29) for t in shown],
        text=[text.directed(f"<b>{t.text}</b>" if t.major else canvas.grey(t.text), canvas.language)
              for t in shown],
        textposition=["middle center" if t.centred else "middle right" for t in shown],
        textfont={"size": TICK, "color": tokens["ink"]},
    )  # fmt: skip


def draw_funnel(canvas: Canvas, scale: Scale, overview: tuple[int, int]) -> None:
    """From where each stretch begins on the even overview to where it begins below."""
    start, end = overview
    if scale.days == overview:
        return

    def above(day: int) -> float:
        return min(1.0, max(0.0, (day - start) / max(1, end - start))) * canvas.span

    edges = [(above(day), x) for day, x in zip(scale.days, scale.pixels, strict=True)]
    half = FUNNEL / 2

    def curve(a: float, b: float, down: bool) -> str:
        if down:
            return f"C{a:.1f},{half} {b:.1f},{half} {b:.1f},{FUNNEL}"
        return f"C{b:.1f},{half} {a:.1f},{half} {a:.1f},0"

    for index, ((a, b), (c, d)) in enumerate(pairwise(edges)):
        if index % 2 == 0 and len(edges) > 2:
            continue
        path = f"M{a:.1f},0 {curve(a, b, True)} L{d:.1f},{FUNNEL} {curve(c, d, False)} Z"
        canvas.shape(type="path", path=path, fillcolor=canvas.tokens["panel"])
    for a, b in edges:
        canvas.shape(type="path", path=f"M{a:.1f},0 {curve(a, b, True)}",
                     line={"width": 1, "color": canvas.tokens["bars"]})  # fmt: skip


def name_lines(canvas: Canvas, label: str, count: int) -> list[str]:
    """The lane's name in lines that fit beside it; an empty last one where its count needs its own."""
    room = canvas.gutter - 12
    lines = text.wrapped(text.plain(label), LABEL, room)
    fits = text.width(f"{lines[-1]} {count:,}", LABEL, bold=True) <= room
    return lines if fits else [*lines, ""]


def lane_name(canvas: Canvas, label: str, colour: str, count: int, y: float) -> None:
    """The lane's name in bold and its count."""
    lines = [f'<b><span style="color:{colour}">{text.escape(line)}</span></b>' if line else ""
             for line in name_lines(canvas, label, count)]  # fmt: skip
    lines[-1] = f"{lines[-1]} {canvas.grey(f'{count:,}')}".strip()
    canvas.in_gutter("<br>".join(lines), y)


def span_words(first: date, last: date, language: str, short: bool = False) -> str:
    """The days from first to last as a period in words."""
    one = EdtfDate.one_of(first, last)  # a month or a quarter has a name; years are from and to
    whole = one if one.days <= 366 else EdtfDate.span(EdtfDate.day(first), EdtfDate.day(last))
    return wording.date_text(whole, language, short)
