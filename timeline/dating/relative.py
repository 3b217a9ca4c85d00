"""Relative expressions read backwards: if the words mean that date, on which days were they said?"""

from __future__ import annotations

from datetime import timedelta

from timeline import reckon
from timeline.dating import days
from timeline.dating.days import NO_DAY, Days, between
from timeline.edtf import EdtfDate
from timeline.normalise import fields as parts
from timeline.normalise.moment import Unanchored
from timeline.tagger import Node

#: Longest a bare month or a day without a year looks back, in days.
_YEAR = 366
#: Longest a bare day of the month (13일, on the 13th) looks back or ahead, in days.
_MONTH = 31

#: Rules that count from another act and never from the day of writing.
_ELSEWHERE = frozenset({"act", "event", "around", "following"})


def amount(node: Node) -> tuple[int, str] | None:
    """How many of which calendar unit a node counts; None where it says no number of one."""
    counted = node.get("counted")
    if counted:
        name, count = counted.rsplit(" ", 1)
        return int(count), name
    name = node.rule.options.get("unit") or node.get("unit") or node.get("the_unit")
    said = node.get("count")
    count = 1 if said is None else parts.number(said)
    return (int(count), name) if count and name and name not in ("hour", "minute", "second") else None


def said_on(node: Node, target: EdtfDate, future: bool) -> Days:
    """The days on which an expression would mean a day of `target`; none where it can't.

    `future` says which way the clause points: a bare weekday is the last one, or the next.
    """
    reader = _READERS.get(node.rule.kind)
    if reader is None:
        return NO_DAY
    try:
        return reader(node, target, future)
    except (ValueError, OverflowError, KeyError, Unanchored):
        return NO_DAY


def _weekday(node: Node, target: EdtfDate, future: bool) -> Days:
    number = node.get("weekday")
    named = days.of(target) & days.on_weekday(number)
    if not named:
        return NO_DAY
    shift = node.rule.options.get("shift", node.get("shift"))
    if isinstance(shift, bool) or shift is None:
        return days.around(named, 6, 0) if future else days.around(named, 0, 6)
    if shift == 0:
        week = EdtfDate.week(named.first)
        return days.of(week)
    step = timedelta(days=1)
    if shift < 0:
        return between(named.first + step, named.last + 7 * step)
    return between(named.first - 7 * step, named.last - step)


def _deictic(node: Node, target: EdtfDate, future: bool) -> Days:
    back = timedelta(days=int(node.get("deictic")))
    found = between(target.earliest - back, target.latest - back)
    weekday = node.get("weekday")
    if weekday:
        found &= days.on_weekday((weekday - int(node.get("deictic")) - 1) % 7 + 1)
    return found


def _unit(node: Node, target: EdtfDate, future: bool) -> Days:
    period = node.get("period")
    if isinstance(period, str):
        name, sign, count = period.rpartition("-") if "-" in period else period.rpartition("+")
        shift = int(sign + count)
    else:
        shift = int(node.rule.options.get("shift", node.get("shift")) or 0)
        name = node.rule.options.get("unit") or node.get("unit") or node.get("the_unit")
    return _units(name, -shift, target)


def _units(name: str, offset: int, target: EdtfDate) -> Days:
    """The units `offset` on from those that hold the target's first and last day."""
    return between(
        reckon.unit(name, target.earliest, offset).earliest, reckon.unit(name, target.latest, offset).latest
    )


def _named(node: Node, target: EdtfDate, future: bool) -> Days:
    """Last, this or next July, 20 July or Friday."""
    shift = int(node.rule.options.get("shift", node.get("shift") or 0))
    written = parts.of(node)
    if written.month is None:
        if written.weekday:
            return _weekday(node, target, future)
        return _day_alone(written, target, shift > 0) if written.day else NO_DAY
    named = _of_month(written, target)
    if not named:
        return NO_DAY
    month = reckon.unit("month", named.first)
    if shift == 0:
        return days.of(EdtfDate.year(named.first.year))
    if shift < 0:
        return between(month.latest + timedelta(days=1), reckon.unit("month", named.first, 12).latest)
    return between(reckon.unit("month", named.first, -12).earliest, month.earliest - timedelta(days=1))


def _of_month(written: parts.Fields, target: EdtfDate) -> Days:
    """The days of the target that fall in the month written, and on the day where one is written."""
    assert written.month is not None
    found = NO_DAY
    for year in range(target.earliest.year, target.latest.year + 1):
        if written.day is None:
            found |= days.of(EdtfDate.month(year, written.month)) & days.of(target)
        else:
            there = days.on_day_of_year(written.month, written.day, written.weekday)
            found |= there & days.of(target) & days.of(EdtfDate.year(year))
    return found


def _date(node: Node, target: EdtfDate, future: bool) -> Days:
    """A month, a day and month, or a bare day without its year: the nearest by tense."""
    written = parts.of(node)
    if written.year is not None:
        return NO_DAY
    if written.month is None:
        return _day_alone(written, target, future) if written.day else NO_DAY
    named = _of_month(written, target)
    if not named:
        return NO_DAY
    if future:
        return days.around(named, _YEAR // 2, 0)
    return days.around(named, 0, _YEAR - 2) if written.day else days.around(named, 0, _YEAR - 32)


def _day_alone(written: parts.Fields, target: EdtfDate, future: bool) -> Days:
    named = NO_DAY
    for day in days.of(target) if target.days <= _YEAR else ():
        if day.day == written.day:
            named |= between(day, day)
    return days.around(named, _MONTH - 1, 0) if future else days.around(named, 0, _MONTH - 1)


def _away(node: Node, target: EdtfDate, future: bool) -> Days:
    said = amount(node)
    if said is None or node.rule.options.get("from") in _ELSEWHERE:
        return NO_DAY
    count, name = said
    sign = node.rule.options["sign"]
    first = reckon.away(-sign * count, name, target.earliest)
    last = reckon.away(-sign * count, name, target.latest)
    found = between(first.earliest, last.latest)
    if node.get("approx") and first.days > 1:
        found = days.around(found, 0, first.days)
    return found


def _within(node: Node, target: EdtfDate, future: bool) -> Days:
    """July of last year, the 6th of this month: the outer period decides, the inner must agree."""
    outer = node.child("period")
    inner = node.child("date")
    written = parts.of(inner if inner else node)
    if written.month is not None and not _of_month(written, target):
        return NO_DAY
    named = days.of(target)
    if written.month is None and written.weekday and not named & days.on_weekday(written.weekday):
        return NO_DAY
    if written.month is None and written.day and not named & days.on_day_of_month(written.day):
        return NO_DAY
    if outer is not None:
        return said_on(outer, target, future)
    name = node.rule.options.get("unit") or node.get("unit") or node.get("the_unit")
    shift = int(node.rule.options.get("shift", node.get("shift")) or 0)
    return _units(name, -shift, target)


def _range(node: Node, target: EdtfDate, future: bool) -> Days:
    """18-19 June without a year: whichever of the two days the target holds. Monday to Wednesday: both."""
    ends = [parts.of(node), parts.of(node, "2")]
    if (first := _weekday_of(node, "")) and (last := _weekday_of(node, "2")):
        if (target.earliest.isoweekday(), target.latest.isoweekday()) != (first, last):
            return NO_DAY
        return (
            days.around(days.of(target), 6, 0)
            if future
            else days.around(between(target.latest, target.latest), 0, 6)
        )
    month = next((end.month for end in ends if end.month), None)
    if month is None or any(end.year for end in ends):
        return NO_DAY
    found = NO_DAY
    for end in ends:
        if end.day:
            found |= _of_month(parts.Fields(month=end.month or month, day=end.day), target)
    return days.around(found, _YEAR // 2, 0) if future else days.around(found, 0, _YEAR - 2)


def _weekday_of(node: Node, suffix: str) -> int | None:
    """The weekday at one end of a range that is named by its weekdays."""
    inner = node.child(f"weekday{suffix}") or node.child(f"date{suffix}")
    found = (inner or node).get("weekday" if inner else f"weekday{suffix}")
    return found if isinstance(found, int) else None


def _inner(node: Node, target: EdtfDate, future: bool) -> Days:
    """Early July, since July: what the words hold decides."""
    inner = node.child()
    if inner is not None:
        return said_on(inner, target, future)
    if node.get("the_unit") or node.get("unit"):
        return _units(node.get("the_unit") or node.get("unit"), 0, target)
    return _date(node, target, future)


_READERS = {
    "weekday": _weekday,
    "deictic": _deictic,
    "unit": _unit,
    "named": _named,
    "date": _date,
    "numeric": _date,
    "away": _away,
    "within": _within,
    "part": _inner,
    "wrapped": _inner,
    "open": _inner,
    "range": _range,
}
