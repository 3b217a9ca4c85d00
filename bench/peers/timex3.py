"""TIMEX3 as HeidelTime writes it, as days: its values are given the sense that the corpora give them."""

from __future__ import annotations

import re
from datetime import date, timedelta

#: The first month of each season; a winter is named by the year it begins in.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
#: The parts of a month, a year and a decade: first and last day, month and year of each.
_DAYS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_MONTHS = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
_YEARS = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}


def interval(timex: str) -> tuple[str, str] | None:
    """The first and last day of `TYPE|VALUE|MOD`; None for a duration, a set and the vague.

    >>> interval("DATE|2023-09|START")
    ('2023-09-01', '2023-09-10')
    >>> interval("DATE|2023-WI|"), interval("DURATION|P3D|")
    (('2023-12-01', '2024-02-29'), None)
    """
    kind, value, mod = timex.split("|")
    if kind not in ("DATE", "TIME"):
        return None
    try:
        days = _days(value.partition("T")[0], mod)
    except (ValueError, OverflowError):
        return None
    return (days[0].isoformat(), days[1].isoformat()) if days else None


def _days(value: str, mod: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        first, last = _month(int(found[1]), int(found[2]))
        if mod in _DAYS:
            begin, end = _DAYS[mod]
            return first.replace(day=begin), min(last, first.replace(day=min(end, last.day)))
        return first, last
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := re.fullmatch(r"(\d{4})-H([12])", value):
        return _months(int(found[1]), 6 * int(found[2]) - 5, 6)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return _months(int(found[1]), _SEASONS[found[2]], 3)
    if re.fullmatch(r"\d{4}", value):
        begin, end = _MONTHS.get(mod, (1, 12))
        return date(int(value), begin, 1), _month(int(value), end)[1]
    if re.fullmatch(r"\d{3}", value):
        begin, end = _YEARS.get(mod, (0, 9))
        return date(10 * int(value) + begin, 1, 1), date(10 * int(value) + end, 12, 31)
    if re.fullmatch(r"\d{2}", value):
        return date(100 * int(value) + 1, 1, 1), date(100 * int(value) + 100, 12, 31)
    return None


def _month(year: int, month: int) -> tuple[date, date]:
    return _months(year, month, 1)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    after = year * 12 + month - 1 + count
    return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
