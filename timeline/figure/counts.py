"""Counts per period as bars, for more events than can be drawn one by one; and the overview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from timeline import filters, wording
from timeline.figure import text
from timeline.figure.frame import Canvas, span_words
from timeline.figure.lanes import Lane
from timeline.figure.scale import STEPS, Step, first_days
from timeline.figure.theme import LABEL

#: The height of one lane of bars and of the tallest bar in it, in pixels.
LANE, TALLEST_BAR = 70, 44
#: The least width of a bar in pixels; fewer bars than this in all, or drawing takes seconds.
_NARROWEST_BAR, _MOST_BARS = 5.0, 1_400
#: How surely the counted are dated, and how it is drawn, from the ground up.
GROUPS = ("day", "vague", "approximate")


def unit_for(days: int, pixels: float, lanes: int) -> Step:
    """The finest period whose bars are wide enough, and few enough."""
    most = min(pixels / _NARROWEST_BAR, _MOST_BARS / (max(1, lanes) * len(GROUPS)))
    return next((step for step in STEPS if days / step[2] <= most), STEPS[-1])


def edges(start: int, end: int, unit: Step) -> list[int]:
    """Where the periods begin, the first cut off at `start`; and `end`."""
    return [start, *first_days(start + 1, end, unit), end]


def unit_name(unit: Step, language: str) -> str:
    named = wording.catalogue(language)["figure"]["units"].get(f"{unit[0]}{unit[1]}")
    return named or wording.say("figure.years", language, n=unit[1])


def group_of(events: pd.DataFrame) -> np.ndarray:
    """The index in GROUPS of each event."""
    day = (events["granularity"] == "day").to_numpy()
    return np.where(filters.doubtful(events), 2, np.where(day, 0, 1))


def period(first: int, after: int) -> tuple[date, date]:
    return date.fromordinal(first), date.fromordinal(after - 1)


class Bin:
    """A period that is counted, the same in every lane: its days, and its name, made when asked for."""

    def __init__(self, first: int, after: int, language: str) -> None:
        self.first, self.days, self._language = first, period(first, after), language

    @cached_property
    def opens(self) -> list[str]:
        return [day.isoformat() for day in self.days]

    @cached_property
    def _name(self) -> str:
        return span_words(*self.days, self._language, short=True)

    def words(self, count: int) -> str:
        return wording.say("figure.peak", self._language, n=f"{count:,}", period=self._name)


def draw_lane(canvas: Canvas, lane: Lane, starts: np.ndarray, groups: np.ndarray, bins: Sequence[Bin],
              pixels: Sequence[float], base: float) -> None:  # fmt: skip
    """One lane's bars on its base line, stacked by group; `starts` are the days its events count on.

    Each bar holds (lane, first day, last day) in customdata: what it opens when clicked.
    """
    at = np.searchsorted([one.first for one in bins], starts, side="right") - 1
    table = np.bincount(groups * len(bins) + at, minlength=len(GROUPS) * len(bins)).reshape(len(GROUPS), -1)
    totals = table.sum(axis=0)
    if not totals.any():
        return
    scale = TALLEST_BAR / totals.max()
    below = np.zeros(len(totals))
    said = {i: text.directed(bins[i].words(int(totals[i])), canvas.language)
            for i in np.flatnonzero(totals).tolist()}  # fmt: skip
    red, green, blue = (int(lane.colour[i : i + 2], 16) for i in (1, 3, 5))
    looks = (
        {"color": lane.colour, "line": {"width": 0}},
        {"color": canvas.tokens["ground"], "line": {"width": 1, "color": lane.colour}},
        {"color": f"rgba({red},{green},{blue},0.35)", "line": {"width": 0}},
    )
    for index, group in enumerate(GROUPS):
        held = np.flatnonzero(table[index]).tolist()
        if not held:
            continue
        heights = table[index] * scale
        opens: list[Any] = [[lane.key, *bins[i].opens] for i in held]
        canvas.trace(
            type="bar", name=f"count {group}", meta=table[index][held].tolist(),
            width=[round(max(1.0, pixels[i + 1] - pixels[i] - 1), 1) for i in held],
            x=[round((pixels[i] + pixels[i + 1]) / 2, 1) for i in held],
            y=[round(-max(heights[i], 0.8), 2) for i in held],
            base=[round(base - below[i], 2) for i in held],
            customdata=opens, marker=looks[index], hoverinfo="text",
            hovertext=[said[i] for i in held],
        )  # fmt: skip
        below += heights
    top = int(totals.argmax())
    peak = bins[top].words(int(totals[top]))
    leftward = pixels[top] - 8 > text.width(peak, LABEL)  # beside the peak, where there is room
    canvas.note(peak, x=pixels[top] if leftward else pixels[top + 1], y=base - TALLEST_BAR - 4,
                xshift=-4 if leftward else 4, yanchor="middle",
                xanchor="right" if leftward else "left", font={"color": canvas.tokens["ink2"]})  # fmt: skip
