"""The line at the foot of a screen: where in time its event stands, among the others of the briefing.

Everything is told in simple strokes on a sheet of WIDTH by HEIGHT pixels, so that a page and a slide
draw the same. Time runs from left to right in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline import wording
from timeline.exports import Selection
from timeline.exports.briefing import ROOM, TEXT, Deck
from timeline.figure import marks, scale, text
from timeline.figure.frame import Measured
from timeline.figure.marks import Kind, Mark

WIDTH, HEIGHT = ROOM, 112
#: Where the mark, the line and the words below it stand; how high the ticks of the other events are.
MARK, LINE, WORDS, TICK = 24, 66, 102, 18
#: A marker's radius; the pen.
RADIUS, PEN = 10, 2.5
#: Words on the line never stand closer than this.
_GAP = 26


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; closed and filled where `fill` says with what: "lane", "ground", "tint"
    or "faint". `dash` breaks it; "lane" and "ink" are its colours."""

    points: tuple[tuple[float, float], ...]
    colour: str = "lane"
    fill: str = ""
    dash: bool = False
    pen: float = PEN


@dataclass(frozen=True, slots=True)
class Disc:
    """A marker: filled, hollow, or hollow with its left half filled."""

    x: float
    y: float
    look: str
    dash: bool = False
    radius: float = RADIUS


Shape = Stroke | Disc


@dataclass(frozen=True, slots=True)
class Ruler:
    """What stands on every screen alike: shaded stretches (left, right), the others' ticks, words (x, text)."""

    shades: tuple[tuple[float, float], ...]
    ticks: tuple[float, ...]
    words: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The ruler, and by event id what marks its place; no mark for an event without a date."""

    ruler: Ruler
    marks: dict[str, tuple[Shape, ...]]


def line(selection: Selection, deck: Deck) -> Line:
    """The line of a briefing's screens; empty where none of them is dated."""
    shown = {screen.event_id for screen in deck.screens}
    events = selection.tables["events"]
    events = events[events["event_id"].isin(shown)]
    span = Measured.of(events).extent()
    if span is None:
        return Line(Ruler((), (), ()), {})
    rows = [(row, found) for row in events.itertuples(index=False) if (found := marks.dates_of(row))]
    middles = [min(max(dates.middles[0], span[0]), span[1] - 1) for _, dates in rows]
    drawn = scale.fitted(middles, *span, 0, WIDTH)
    if len(drawn.stretches) == 1:
        drawn = scale.even(*span, 0, WIDTH)
    placed = [marks.mark(row, dates, drawn, WIDTH) for row, dates in rows]
    ticks = tuple(sorted({round(x, 1) for mark in placed for x in mark.points}))
    shades = tuple((left, right) for at, (*_, left, right) in enumerate(drawn.stretches) if at % 2)
    words = tuple(_words(drawn, selection.language))
    return Line(Ruler(shades, ticks, words), {mark.event: tuple(strokes(mark, MARK)) for mark in placed})


def _words(drawn: scale.Scale, language: str) -> Iterator[tuple[float, str]]:
    """Days, months or years below the line, as many as there is room for; the first of each year names it."""
    words = wording.catalogue(language)["date"]
    reached, named = float("-inf"), 0
    for first, last, left, right in drawn.stretches:
        pixels = (right - left) / (last - first)
        step = next((s for s in scale.STEPS if s[2] * pixels >= _room(first, s[0], words)), scale.STEPS[-1])
        for day in sorted({first, *scale.first_days(first, last, step)}):
            year = date.fromordinal(day).year
            said = _label(day, step[0], words, year != named)
            x = drawn.x(day)
            wide = text.width(said, TEXT)
            if x >= reached and x + wide <= WIDTH:
                yield x, said
                reached, named = x + wide + _GAP, year


def _room(day: int, unit: str, words: dict[str, Any]) -> float:
    return text.width(_label(day, unit, words, True), TEXT) + _GAP


def _label(day: int, unit: str, words: dict[str, Any], whole: bool) -> str:
    at = date.fromordinal(day)
    month = words["months_short"][at.month - 1]
    if unit == "year" and at.month == 1:
        return words["year"].format(year=at.year)
    if unit == "day":
        return words["day_month_year" if whole else "day_month"].format(day=at.day, month=month, year=at.year)
    return words["month_year" if whole else "month"].format(month=month, year=at.year)


def strokes(mark: Mark, y: float) -> Iterator[Shape]:
    """What marks an event at a height: its stretch first, its markers over it."""
    left, right = max(2.0, mark.start), min(WIDTH - 2.0, mark.end)
    dashed = mark.status == "planned"
    if mark.kind is Kind.APPROXIMATE:
        yield Stroke(((left, y - 14), (right, y - 14), (right, y + 14), (left, y + 14)), fill="faint", pen=0)
        inset = (right - left) / 5
        box = (
            (left + inset, y - 14),
            (right - inset, y - 14),
            (right - inset, y + 14),
            (left + inset, y + 14),
        )
        yield Stroke(box, fill="tint", pen=0)
    elif mark.kind is Kind.VAGUE:
        yield Stroke(((left, y - 8), (left, y + 14), (right, y + 14), (right, y - 8)))
    elif mark.kind is Kind.SPAN:
        yield Stroke(((left, y), (right, y)), dash=dashed, pen=PEN if dashed else 9)
        for x in (left, right):
            yield Stroke(((x, y - 13), (x, y + 13)))
    elif mark.kind in (Kind.SINCE, Kind.UNTIL):
        yield Stroke(((left, y), (right, y)), dash=dashed)
        tip, back = (right, right - 15) if mark.kind is Kind.SINCE else (left, left + 15)
        yield Stroke(((tip, y), (back, y - 9), (back, y + 9)), fill="lane", pen=0)
    elif mark.kind is Kind.CONFLICT:
        yield Stroke(((mark.points[0], y), (mark.points[-1], y)), dash=True)
    points = _apart(mark.points)
    if mark.kind is not Kind.SPAN or mark.status in ("claimed", "denied"):
        for x in points:
            yield Disc(x, y, _look(mark), dashed)
    if mark.crossed:
        x = points[-1] + 2.6 * RADIUS
        x = x if x + 9 < WIDTH else points[0] - 2.6 * RADIUS
        for rise in (-8, 8):
            yield Stroke(((x - 8, y - rise), (x + 8, y + rise)), colour="ink", pen=3.5)


def _apart(points: list[float]) -> list[float]:
    """Markers that stay inside the sheet and stay two where they are two."""
    kept = [min(max(points[0], RADIUS + 2.0), WIDTH - RADIUS - 2.0)]
    for x in points[1:]:
        kept.append(max(x, kept[-1] + 2 * RADIUS + 8))
    over = max(0.0, kept[-1] - (WIDTH - RADIUS - 2.0))
    return [x - over for x in kept]


def _look(mark: Mark) -> str:
    if mark.status in ("claimed", "denied"):
        return "half"
    sure = mark.kind is Kind.DAY or (mark.kind in (Kind.SINCE, Kind.UNTIL) and not mark.vague_start)
    return "filled" if sure and mark.status == "happened" else "hollow"
