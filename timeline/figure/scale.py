"""Time to pixels: even, or fitted in stretches with scales of their own; and the rulers' ticks.

Days are ordinals of the proleptic Gregorian calendar; a day reaches from its ordinal to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from timeline import wording
from timeline.figure import text
from timeline.figure.theme import TICK

#: A cut must gain so much log-likelihood; no more stretches than these; events each one needs.
_LEAST_GAIN, _MOST_STRETCHES, _LEAST_EVENTS = 3.0, 5, 2
#: The least share of the width one stretch gets.
_LEAST_SHARE = 0.1

#: Ruler steps, fine to coarse: (unit, how many, days).
STEPS = (
    ("day", 1, 1), ("day", 7, 7), ("month", 1, 30.4), ("month", 3, 91.3), ("month", 6, 182.6),
    *(("year", n, n * 365.25) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)  # fmt: skip

Step = tuple[str, int, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Breakpoints in days and in pixels; time is even between two of them."""

    days: tuple[int, ...]
    pixels: tuple[float, ...]

    def x(self, day: float) -> float:
        days, pixels = self.days, self.pixels
        if day <= days[0]:
            return pixels[0]
        if day >= days[-1]:
            return pixels[-1]
        at = bisect_right(days, day)
        share = (day - days[at - 1]) / (days[at] - days[at - 1])
        return pixels[at - 1] + (pixels[at] - pixels[at - 1]) * share

    @property
    def stretches(self) -> list[tuple[int, int, float, float]]:
        """First day, day after the last, left, right."""
        return list(zip(self.days, self.days[1:], self.pixels, self.pixels[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str
    major: bool
    line: bool = True
    centred: bool = False


def start_of(year: int, month: int) -> int:
    """The ordinal of a month's first day; months past 12 run on, years stay in the calendar."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > 9999:
        return date.max.toordinal() + 1
    return date(max(1, year), month, 1).toordinal()


def first_days(start: int, end: int, step: Step) -> Iterator[int]:
    """The first days of the periods that begin from `start` to before `end`."""
    unit, count, _ = step
    if unit == "day":
        day = start if count == 1 else start + (-(start - 1)) % 7  # ordinal 1 is a Monday
        yield from range(day, end, count)
        return
    at = date.fromordinal(min(start, date.max.toordinal()))
    year, month = (at.year, (at.month - 1) // count * count + 1) if unit == "month" else (
        at.year // count * count, 1)  # fmt: skip
    while True:
        day = start_of(year, month)
        if day >= end or year > 9999:
            return
        if day >= start and year > 0:
            yield day
        year, month = (year, month + count) if unit == "month" else (year + count, 1)
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def even(start: int, end: int, left: float, right: float) -> Scale:
    """One scale from day `start` to before `end`."""
    return Scale((start, max(end, start + 1)), (left, right))


def fitted(days: Sequence[float], start: int, end: int, left: float, right: float) -> Scale:
    """Stretches cut where events thin out or crowd; widths go by the root of their events.

    Cut at quarter starts, best first, while the Poisson log-likelihood, the sum of
    n·ln(n/days), gains more than a constant. One stretch left is even time.
    """
    ordered = sorted(days)
    cuts = [start, max(end, start + 1)]
    quarters = np.array(list(first_days(start + 1, end, ("month", 3, 91.3))))
    below = np.searchsorted(ordered, quarters)
    while len(cuts) - 1 < _MOST_STRETCHES:
        best, at = _LEAST_GAIN, 0
        for first, last in pairwise(cuts):
            inside = (quarters > first) & (quarters < last)
            low, high = bisect_left(ordered, first), bisect_left(ordered, last)
            n = below[inside] - low
            m = high - low - n
            enough = (n >= _LEAST_EVENTS) & (m >= _LEAST_EVENTS)
            if not enough.any():
                continue
            at_quarter, n, m = quarters[inside][enough], n[enough], m[enough]
            gains = (n * np.log(n / (at_quarter - first)) + m * np.log(m / (last - at_quarter))
                     - (n + m) * np.log((n + m) / (last - first)))  # fmt: skip
            if gains.max() > best:
                best, at = float(gains.max()), int(at_quarter[gains.argmax()])
        if not at:
            break
        cuts = sorted([*cuts, at])
    held = [bisect_left(ordered, b) - bisect_left(ordered, a) for a, b in pairwise(cuts)]
    shares = np.maximum(np.sqrt(held) / max(np.sqrt(held).sum(), 1e-9), _LEAST_SHARE)
    pixels = left + np.concatenate([[0], np.cumsum(shares / shares.sum())]) * (right - left)
    return Scale(tuple(cuts), tuple(float(p) for p in pixels))


def step_for(pixels_a_day: float, language: str) -> Step:
    """The finest ruler step whose texts have room."""
    months = wording.catalogue(language)["date"]["months_short"]
    month = max(text.width(name, TICK) for name in months)
    room = {"day": text.width("30", TICK) + 5, "month": month + 6, "year": text.width("2000", TICK) + 6}
    return next((s for s in STEPS if s[2] * pixels_a_day >= room[s[0]]), STEPS[-1])


def ticks(scale: Scale, language: str, right: float) -> list[Tick]:
    """Two rows of ticks, in order: major above minor; a text that would touch the one before is dropped."""
    words = wording.catalogue(language)["date"]
    months = words["months_short"]
    major: list[Tick] = []
    minor: list[Tick] = []
    for index, (first, last, left, end) in enumerate(scale.stretches):
        pixels_a_day = (end - left) / (last - first)
        step = step_for(pixels_a_day, language)
        named: list[tuple[int, str]] = []
        if step[0] == "day":
            for day in sorted({first, *first_days(first, last, ("month", 1, 0))}):
                at = date.fromordinal(day)
                whole = day == first or at.month == 1
                form = words["month_year"] if whole else words["month"]
                named.append((day, form.format(month=months[at.month - 1], year=at.year)))
        elif step[0] == "month":
            named = [(d, str(date.fromordinal(d).year)) for d in first_days(first, last, ("year", 1, 0))]
        elif index == 0 or date.fromordinal(first).month == 1:
            named = [(first, str(date.fromordinal(first).year))]
        major += [Tick(scale.x(day), name, True) for day, name in named]
        fine = []
        for day in first_days(first, last, step):
            name = tick_text(day, step, language)
            if step[0] == "year" and named and day == named[0][0]:
                continue
            centred = step == STEPS[0]
            fine.append(Tick(scale.x(day + 0.5 * centred), name, False, True, centred))
        minor += apart(fine, end if last < scale.days[-1] else right)
    return [*apart(major, right), *apart(minor, right)]


def tick_text(day: int, step: Step, language: str) -> str:
    at = date.fromordinal(day)
    months = wording.catalogue(language)["date"]["months_short"]
    return {"day": str(at.day), "month": months[at.month - 1]}.get(step[0], str(at.year))


def apart(row: list[Tick], right: float) -> list[Tick]:
    """The ticks, those without room for their text keeping only their line."""
    reached = float("-inf")
    kept = []
    for tick in row:
        wide = text.width(tick.text, TICK, tick.major)
        left = tick.x - wide / 2 if tick.centred else tick.x
        fits = left >= reached and left + wide <= right
        if fits:
            reached = left + wide + 4
        kept.append(tick if fits else Tick(tick.x, "", tick.major, tick.line, tick.centred))
    return kept
