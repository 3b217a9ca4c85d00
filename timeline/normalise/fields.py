"""The parts of a date that words name, and the calendar date they come to.

Written and implied parts are kept apart: `Fields` holds what is written; what is missing is
taken from the other end of a range, from the act being told, or from tense and reference.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from timeline import reckon
from timeline.edtf import EdtfDate, Granularity
from timeline.normalise.moment import Moment
from timeline.tagger import Node


@dataclass(frozen=True, slots=True)
class Fields:
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def __bool__(self) -> bool:
        return not (self.year is None and self.month is None and self.day is None and self.weekday is None)


def number(value: Any) -> int | None:
    """The number that a slot holds: digits, a word, or words that add up to one."""
    if isinstance(value, Node):
        parts = [
            number(part if isinstance(part, Node) else _numeral(part.values)) for part in value.parts
        ]
        return _composed([part for part in parts if part is not None])
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _numeral(values: dict[str, Any]) -> int | None:
    return next((values[name] for name in ("numeral", "ordinal", "number") if name in values), None)


def _composed(parts: list[int]) -> int | None:
    """Numerals in the order said: a greater one multiplies what came before, a smaller one adds.

    >>> _composed([2, 1000, 20, 3])
    2023
    """
    total = current = 0
    for part in parts:
        if current and part in (100, 1000) and part > current:
            current *= part
        else:
            total, current = (total + current, part) if part < 1000 or not current else (total, current * part)
    return total + current or None


def of(node: Node, suffix: str = "") -> Fields:
    """The parts that a node's own slots name; `2` is the suffix of a second date's slots."""
    get = {name: node.get(name + suffix) for name in ("year", "month", "month_number", "day", "weekday")}
    month = get["month"] or get["month_number"]
    day = get["day"] if get["day"] is not None else number(node.get("ordinal" + suffix))
    year = get["year"]
    if year is None and node.rule.options.get("year") == "words":
        year = number(node.get("numeral" + suffix))
        if year is not None and not 1000 <= year <= 2200:
            year = None
    short = node.get("short_year" + suffix)
    if year is None and short is not None:
        year = full_year(int(short))
    return Fields(year, month, number(day), get["weekday"])


def full_year(short: int) -> int:
    """The year that two digits stand for: 1970 to 2069."""
    return short + (1900 if short >= 70 else 2000)


def filled(fields: Fields, other: Fields) -> Fields:
    """Missing parts taken from the other end: a day needs a month, a month or day a year."""
    if fields.month is None and fields.day is not None:
        fields = replace(fields, month=other.month)
    if fields.year is None and fields.month is not None:
        fields = replace(fields, year=other.year)
    return fields


def named(fields: Fields) -> EdtfDate | None:
    """The date of parts that include the year; None where there is no such day."""
    assert fields.year is not None
    if not 1 <= fields.year <= 9999:
        return None
    if fields.month is None:
        return EdtfDate.year(fields.year) if fields.day is None else None
    if fields.day is None:
        return EdtfDate.month(fields.year, fields.month)
    if not 1 <= fields.day <= monthrange(fields.year, fields.month)[1]:
        return None
    return EdtfDate.day(date(fields.year, fields.month, fields.day))


def place(fields: Fields, at: Moment) -> EdtfDate | None:
    """The date that written parts come to where and when they are said."""
    if fields.year is not None:
        found = named(fields)
        if found and fields.weekday and fields.day and found.earliest.isoweekday() != fields.weekday:
            at.likely = True
        return found
    if fields.month is not None:
        return _without_year(fields, at)
    if fields.day is not None:
        return _day_alone(fields, at)
    if fields.weekday is not None:
        direction = "future" if at.is_future() else "past"
        return EdtfDate.day(reckon.weekday(fields.weekday, at.today(), direction))
    return None


def _without_year(fields: Fields, at: Moment) -> EdtfDate | None:
    assert fields.month is not None
    told = at.act
    if told and told.paragraph == at.paragraph and _is_history(told.value, at):
        at.used_act, at.likely = told, True
        return named(replace(fields, year=told.value.earliest.year))
    if fields.day is None:
        return reckon.nearest_month(fields.month, at.today(), at.is_future())
    found = reckon.year_of(fields.month, fields.day, at.today(), at.is_future(), fields.weekday)
    return EdtfDate.day(found) if found else None


def _is_history(told: EdtfDate, at: Moment) -> bool:
    """A dated passage of another year is being told, and not as an open or coarse stretch."""
    return (
        not told.is_span
        and told.days <= 366
        and (at.reference is None or told.earliest.year < at.reference.year)
        and told.earliest.year == told.latest.year
    )


def _day_alone(fields: Fields, at: Moment) -> EdtfDate | None:
    assert fields.day is not None
    told = at.act
    if told and told.paragraph == at.paragraph and told.value.days <= 31:
        first = told.value.earliest
        at.used_act, at.likely = told, True
        return named(Fields(first.year, first.month, fields.day))
    found = reckon.day_of_month(fields.day, at.today(), at.is_future())
    return EdtfDate.day(found) if found else None


def within(fields: Fields, whole: EdtfDate) -> EdtfDate | None:
    """The date that parts name inside a period: a weekday of a week, a month of a year."""
    first = whole.earliest
    if fields.month is not None:
        return named(replace(fields, year=fields.year or first.year))
    if fields.day is not None and whole.granularity in (Granularity.MONTH, Granularity.PART_OF_MONTH):
        return named(Fields(first.year, first.month, fields.day))
    if fields.weekday is not None and whole.days <= 31:
        day = reckon.weekday(fields.weekday, first, "future")
        return EdtfDate.day(day) if day <= whole.latest and whole.days == 7 else None
    return None
