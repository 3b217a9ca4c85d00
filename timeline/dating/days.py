"""Sets of calendar days: which days a document may be of, as far as one reason goes.

A set is one whole number with a bit for each day, so that weekdays, windows and bounds of any
shape meet in one `&`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from timeline.edtf import EdtfDate

#: The days that a document can be of; a bound beyond them is no bound.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
_FIRST, _LAST = FIRST_DAY.toordinal(), LAST_DAY.toordinal()


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days; false when empty.

    >>> september = between(date(2023, 9, 1), date(2023, 9, 12))
    >>> [str(day) for day in september & on_weekday(2)]
    ['2023-09-05', '2023-09-12']
    """

    bits: int

    def __and__(self, other: Days) -> Days:
        return Days(self.bits & other.bits)

    def __or__(self, other: Days) -> Days:
        return Days(self.bits | other.bits)

    def __bool__(self) -> bool:
        return self.bits != 0

    def __contains__(self, day: date) -> bool:
        at = day.toordinal() - _FIRST
        return 0 <= at <= _LAST - _FIRST and bool(self.bits >> at & 1)

    def __repr__(self) -> str:
        return f"Days({self.first}..{self.last}, {len(self)})" if self.bits else "Days()"

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[date]:
        bits = self.bits
        while bits:
            lowest = bits & -bits
            yield FIRST_DAY + timedelta(days=lowest.bit_length() - 1)
            bits ^= lowest

    @property
    def first(self) -> date:
        """The earliest day; ValueError when empty."""
        if not self.bits:
            raise ValueError("no day in an empty set")
        return FIRST_DAY + timedelta(days=(self.bits & -self.bits).bit_length() - 1)

    @property
    def last(self) -> date:
        """The latest day; ValueError when empty."""
        if not self.bits:
            raise ValueError("no day in an empty set")
        return FIRST_DAY + timedelta(days=self.bits.bit_length() - 1)

    @property
    def width(self) -> int:
        """Days from the earliest to the latest, both counted; 0 when empty."""
        return (self.last - self.first).days + 1 if self.bits else 0

    def runs(self, gap: int) -> list[Days]:
        """The set in pieces, cut where more than `gap` days in a row are missing."""
        pieces: list[Days] = []
        rest = self.bits
        while rest:
            low = (rest & -rest).bit_length() - 1
            taken, at = rest >> low, 0
            while True:
                lacking = ~(taken >> at)
                at += (lacking & -lacking).bit_length() - 1
                following = taken >> at
                if not following or (skip := (following & -following).bit_length() - 1) > gap:
                    break
                at += skip
            piece = rest & (((1 << at) - 1) << low)
            pieces.append(Days(piece))
            rest ^= piece
        return pieces

    @property
    def bounded(self) -> bool:
        """False where the set runs to the beginning of time, or to today and beyond."""
        return bool(self.bits) and self.first > FIRST_DAY and self.last < date.today()


NO_DAY = Days(0)


@lru_cache(maxsize=4096)
def between(first: date | None, last: date | None) -> Days:
    """All days from one to the other, both included; None is no bound."""
    low = max(first.toordinal() if first else _FIRST, _FIRST)
    high = min(last.toordinal() if last else _LAST, _LAST)
    return Days(((1 << (high - low + 1)) - 1) << (low - _FIRST)) if low <= high else NO_DAY


@cache
def any_day() -> Days:
    return between(None, None)


@cache
def on_weekday(number: int) -> Days:
    """Every day of that ISO weekday, Monday being 1."""
    start = (number - FIRST_DAY.isoweekday()) % 7
    week, bits, size = 1 << start, 0, 1
    bits = week
    while size < (_LAST - _FIRST) // 7 + 1:
        bits |= bits << (7 * size)
        size *= 2
    return Days(bits & any_day().bits)


@lru_cache(maxsize=4096)
def on_day_of_year(month: int, day: int, weekday: int | None = None) -> Days:
    """That day of every year that has it, and where its weekday is known too, only of those years."""
    found = NO_DAY
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        try:
            here = date(year, month, day)
        except ValueError:
            continue
        if weekday is None or here.isoweekday() == weekday:
            found |= between(here, here)
    return found


@lru_cache(maxsize=512)
def on_day_of_month(day: int, weekday: int | None = None) -> Days:
    """That day of every month that has it, and where its weekday is known too, only of those months."""
    return union(on_day_of_year(month, day, weekday) for month in range(1, 13))


def of(value: EdtfDate) -> Days:
    """The days that a date names."""
    return between(value.earliest, value.latest)


def around(days: Days, before: int, after: int) -> Days:
    """Every day from `before` days ahead of one of the set to `after` days behind it.

    >>> around(between(date(2023, 9, 12), date(2023, 9, 12)), 2, 5)
    Days(2023-09-10..2023-09-17, 8)
    """
    later, reached = days.bits, 0
    while reached < after:
        step = min(reached + 1, after - reached)
        later |= later << step
        reached += step
    sooner, reached = later, 0
    while reached < before:
        step = min(reached + 1, before - reached)
        sooner |= sooner >> step
        reached += step
    return Days(sooner & any_day().bits)


def union(sets: Iterable[Days]) -> Days:
    bits = 0
    for days in sets:
        bits |= days.bits
    return Days(bits)
