"""Calendar reckoning: the arithmetic behind relative dates, with no words in it.

Every function takes and gives inclusive days of the proleptic Gregorian calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from timeline.edtf import EdtfDate, Granularity

#: The parts of a whole, as DATES.md has them: for a month by day, a year by month, a decade by year.
_MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "half1": (1, 15), "half2": (16, 31)}
_MONTH_PARTS |= {"teens": (10, 19), "twenties": (20, 29)}
_YEAR_PARTS = {"early": 37, "mid": 38, "late": 39, "half1": 40, "half2": 41}
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "half1": (0, 4), "half2": (5, 9)}
_CENTURY_PARTS = {"early": (0, 32), "mid": (33, 65), "late": (66, 99), "half1": (0, 49), "half2": (50, 99)}


def unit(name: str, day: date, offset: int = 0) -> EdtfDate:
    """The calendar unit that holds `day`, or the one `offset` units on.

    >>> unit("week", date(2023, 9, 12), -1).text
    '[2023-09-04..2023-09-10]'
    """
    if name == "day":
        return EdtfDate.day(day + timedelta(days=offset))
    if name == "week":
        return EdtfDate.week(day + timedelta(weeks=offset))
    if name == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5, weeks=offset)
        return EdtfDate.one_of(saturday, saturday + timedelta(days=1))
    if name == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
        return EdtfDate.month(year, month + 1)
    if name == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + offset, 4)
        return EdtfDate.quarter(year, quarter + 1)
    if name == "half":
        year, half = divmod(day.year * 2 + (day.month - 1) // 6 + offset, 2)
        return EdtfDate.half(year, half + 1)
    if name == "year":
        return EdtfDate.year(day.year + offset)
    if name == "decade":
        return EdtfDate.decade(day.year // 10 * 10 + 10 * offset)
    if name == "century":
        return EdtfDate.century((day.year - 1) // 100 + 1 + offset)
    raise ValueError(f"{name}: no calendar unit")


#: How many of a base unit longer units hold when they count back: (base unit, factor).
_MULTIPLES = {
    "fortnight": ("week", 2), "half-month": ("day", 15), "quarter": ("month", 3),
    "half": ("month", 6), "decade": ("year", 10), "century": ("year", 100),
}  # fmt: skip


def away(count: int, name: str, day: date) -> EdtfDate:
    """The calendar day, week, month or year `count` units from `day`; count may be negative.

    >>> away(-2, "month", date(2023, 9, 12)).text
    '2023-07'
    """
    name, factor = _MULTIPLES.get(name, (name, 1))
    return unit(name, day, count * factor)


def years_on(value: EdtfDate, years: int) -> EdtfDate:
    """The same stretch of another year; ValueError where that year has no such day.

    >>> years_on(EdtfDate.quarter(2023, 2), -1).text
    '2022-34'
    """
    return EdtfDate.parse(re.sub(r"\d{4}", lambda m: f"{int(m[0]) + years:04}", value.text))


def last_month(month: int, day: date) -> EdtfDate:
    """The most recent such month that ended before the month of `day`."""
    return EdtfDate.month(day.year if month < day.month else day.year - 1, month)


def next_month(month: int, day: date) -> EdtfDate:
    """The first such month that begins after the month of `day`."""
    return EdtfDate.month(day.year if month > day.month else day.year + 1, month)


def nearest_month(month: int, day: date, future: bool) -> EdtfDate:
    """The month on or before that of `day`; on or after it when future."""
    if future:
        return EdtfDate.month(day.year if month >= day.month else day.year + 1, month)
    return EdtfDate.month(day.year if month <= day.month else day.year - 1, month)


def year_of(
    month: int, day_of_month: int, day: date, future: bool, weekday: int | None = None
) -> date | None:
    """The nearest such day on or before `day` (on or after when future), None where none exists.

    A weekday named with it must agree; then the nearest of eleven years either way is taken.
    """
    step = 1 if future else -1
    for offset in range(0, 12 * step, step):
        year = day.year + offset
        if not 1 <= year <= 9999 or day_of_month > monthrange(year, month)[1]:
            continue
        found = date(year, month, day_of_month)
        if (found - day).days * step < 0 or (weekday and found.isoweekday() != weekday):
            continue
        return found
    return None


def weekday(number: int, day: date, direction: str) -> date:
    """The weekday (Monday 1) nearest `day`: `past` and `future` may be `day` itself, `last` and `next` not."""
    back = (day.isoweekday() - number) % 7
    if direction == "last":
        return day - timedelta(days=back or 7)
    if direction == "next":
        return day + timedelta(days=(7 - back) if back else 7)
    return day - timedelta(days=back) if direction == "past" else day + timedelta(days=-back % 7)


def day_of_month(number: int, day: date, future: bool) -> date | None:
    """The most recent day of that number on or before `day` (next on or after when future)."""
    for offset in range(3):
        month = unit("month", day, offset if future else -offset)
        if number <= month.days:
            found = month.earliest + timedelta(days=number - 1)
            if found >= day if future else found <= day:
                return found
    return None


def season(number: int, day: date, direction: str) -> EdtfDate:
    """The season (spring 1): `past` and `future` may hold `day`; `last` ended before, `next` begins after."""
    years = range(day.year - 2, day.year + 3)
    seasons = [EdtfDate.season(year, number) for year in years]
    if direction == "last":
        return max((s for s in seasons if s.latest < day), key=lambda s: s.latest)
    if direction == "next":
        return min((s for s in seasons if s.earliest > day), key=lambda s: s.earliest)
    if direction == "past":
        return max((s for s in seasons if s.earliest <= day), key=lambda s: s.earliest)
    return min((s for s in seasons if s.latest >= day), key=lambda s: s.latest)


def part(name: str, whole: EdtfDate) -> EdtfDate | None:
    """The early, mid or late part, or first or second half, of a month, year, decade or century.

    None where the whole has no such part (a day has none).
    """
    first = whole.earliest
    if name not in _YEAR_PARTS and whole.granularity is not Granularity.MONTH:
        return None
    if whole.granularity is Granularity.MONTH:
        start, end = _MONTH_PARTS[name]
        return EdtfDate.one_of(
            first + timedelta(days=start - 1), first + timedelta(days=min(end, whole.days) - 1)
        )
    if whole.granularity is Granularity.YEAR and not whole.is_span:
        return EdtfDate.group(first.year, _YEAR_PARTS[name])
    if whole.granularity is Granularity.DECADE:
        start, end = _DECADE_PARTS[name]
        return EdtfDate.years(first.year + start, first.year + end)
    if whole.granularity is Granularity.CENTURY:
        start, end = _CENTURY_PARTS[name]
        return EdtfDate.years(first.year + start, first.year + end)
    if whole.days < 3 or whole.is_span:
        return None
    third, half = whole.days // 3, whole.days // 2
    cuts = {
        "early": (0, third), "mid": (third, whole.days - third), "late": (whole.days - third, whole.days),
        "half1": (0, half), "half2": (half, whole.days),
    }  # fmt: skip
    start, end = cuts[name]
    return EdtfDate.one_of(first + timedelta(days=start), first + timedelta(days=end - 1))
