"""The kinds with two ends or several members: ranges and series."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from timeline import reckon
from timeline.edtf import EdtfDate
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.kinds.days import exists, readings_of
from timeline.normalise.kinds.registry import kind, resolve
from timeline.normalise.moment import Act, Moment
from timeline.normalise.series import joined, split
from timeline.tagger import Node


@kind("range")
def _of_range(node: Node, at: Moment) -> EdtfDate | None:
    left, right = node.child("date"), node.child("date2")
    if node.rule.options.get("unit") == "decade":
        return _decades(node)
    if node.get("shift") is not None:
        at.acts, at.act = (), None
        at.choice = at.cue = "future" if node.get("shift") > 0 else "past"
    if left and right and _is_bare_weekday(left) and right.rule.kind == "weekday":
        return _weekdays(left, right, at)
    if left is None and right is None:
        first, last = _ends(node, ""), _ends(node, "2")
        if (pair := node.get("numeric_day_month")) and node.get("month"):
            one, _, two = pair.partition("/")
            if not two or int(one) >= int(two):
                return None
            first, last = Fields(day=int(one)), replace(parts.of(node), day=int(two))
        if node.get("short_year2") is not None and first.year is not None and last.month is None:
            short = parts.digits(node.get("short_year2")) or 0
            last = replace(last, year=first.year - first.year % 100 + short)
        return range_of(first, last, at, Fields())
    first = _written(left) if left else _ends(node, "")
    last = _written(right) if right else _ends(node, "2")
    if first is not None and last is not None:
        return range_of(first, last, at, Fields())
    if left and right and _is_anaphoric(right):
        start = resolve(left, at)
        if start:
            at.acts = (*at.acts, Act(start, at.start, at.start, at.paragraph, None))
        stop = resolve(right, at)
    elif left and right and (first is None) != (last is None):
        known = resolve(left if first is None else right, at)
        start, stop = (known, _beside(last, known, 1)) if first is None else (_begun(first, known, at), known)
    elif left and right:
        if "range" in (left.rule.kind, right.rule.kind):
            return None
        start, stop = _both(left, right, at)
    else:
        start = resolve(left, at) if left else _end_of(first, right, at)
        stop = resolve(right, at) if right else _end_of(last, left, at)
    if start and stop and right and stop.latest < start.earliest and _is_bare_weekday(right):
        stop = EdtfDate.day(reckon.weekday(right.get("weekday"), start.latest, "next"))
    if start is None or stop is None or start.earliest > stop.latest:
        return None
    if node.rule.options.get("consecutive") and (stop.earliest - start.latest).days != 1:
        return None
    return EdtfDate.span(start, stop)


def _both(left: Node, right: Node, at: Moment) -> tuple[EdtfDate | None, EdtfDate | None]:
    """Two reckoned ends; the first takes its year from the last where that names one."""
    reckoned, at.used_reference = at.used_reference, False
    stop = resolve(right, at)
    if stop is None or at.used_reference or at.year is not None:
        at.used_reference |= reckoned
        return resolve(left, at), stop
    at.used_reference = reckoned
    for year in (stop.latest.year, stop.latest.year - 1):
        at.year = year
        start = resolve(left, at)
        if start is None or start.earliest <= stop.latest:
            break
    at.year = None
    return start, stop


def _weekdays(left: Node, right: Node, at: Moment) -> EdtfDate | None:
    """From one weekday to the next such other; "next" or "last" behind the second is said of both."""
    if _is_bare_weekday(right):
        return range_of(parts.of(left), parts.of(right), at, Fields())
    stop = resolve(right, at)
    start = EdtfDate.day(reckon.weekday(left.get("weekday"), stop.earliest, "last")) if stop else None
    return EdtfDate.span(start, stop) if start and stop else None


def _is_bare_weekday(node: Node) -> bool:
    return node.rule.kind == "weekday" and node.get("shift") is None and "shift" not in node.rule.options


def _is_anaphoric(node: Node) -> bool:
    return node.rule.kind == "anaphora" or any(_is_anaphoric(inner) for inner in node.nodes())


def _decades(node: Node) -> EdtfDate | None:
    first, last = node.get("year"), node.get("year2")
    if first is None:
        short = int(node.get("short_year"))
        first = short + (1900 if short >= 30 else 2000)
    if last is None:
        last = first - first % 100 + (parts.digits(node.get("short_year2")) or 0)
    if first % 10 or last % 10 or last < first:
        return None
    return EdtfDate.span(EdtfDate.decade(first), EdtfDate.decade(last))


def _written(node: Node) -> Fields | None:
    """The written parts of a plain date, None for a date that is reckoned or already a range."""
    if node.rule.kind == "numeric":
        digits = node.get("numeric_date") or node.get("numeric_day_month") or node.get("numeric_month_year")
        orders = [f for f in readings_of(re.findall(r"\d+", digits), node.language.order) if exists(f)]
        return orders[0] if orders else None
    return parts.of(node) if node.rule.kind == "date" else None


def _ends(node: Node, suffix: str) -> Fields:
    """The parts of one end, in slots of its own or as two numbers with a sign between."""
    digits = node.get("numeric_day_month" + suffix)
    return (
        readings_of(re.findall(r"\d+", digits), node.language.order)[0] if digits else parts.of(node, suffix)
    )


def _end_of(fields: Fields | None, other: Node | None, at: Moment) -> EdtfDate | None:
    """One end written in part, the other reckoned: what is missing comes from the other."""
    if fields is None or other is None:
        return None
    whole = resolve(other, at)
    if whole is None:
        return None
    first = whole.earliest
    return parts.named(parts.filled(fields, Fields(first.year, first.month)))


def _beside(fields: Fields | None, known: EdtfDate | None, step: int) -> EdtfDate | None:
    """The nearest date of these parts on or after the known end of a range, on or before it at -1."""
    if fields is None or known is None:
        return None
    ahead, edge = step > 0, known.latest if step > 0 else known.earliest
    if fields.year is not None:
        return parts.named(fields)
    if fields.month is not None and fields.day is None:
        return reckon.nearest_month(fields.month, edge, ahead)
    if fields.month is not None and fields.day is not None:
        found = reckon.year_of(fields.month, fields.day, edge, ahead)
    elif fields.day is not None:
        found = reckon.day_of_month(fields.day, edge, ahead)
    else:
        found = reckon.weekday(fields.weekday or 1, edge, "future" if ahead else "past")
    return EdtfDate.day(found) if found else None


def _begun(fields: Fields | None, stop: EdtfDate | None, at: Moment) -> EdtfDate | None:
    """The start of a range by its end; where months stand first (`month_first`), a bare day that
    opens it is of a month before an end still to come: 14일부터 다음 달 20일까지."""
    if fields and fields.month is None and fields.day and stop and at.reference:
        month = stop.earliest.replace(day=1)
        if at.language.settings["habits"].get("month_first") and month > at.today():
            found = reckon.day_of_month(fields.day, month - timedelta(days=1), False)
            return EdtfDate.day(found) if found else None
    return _beside(fields, stop, -1)


def range_of(first: Fields, last: Fields, at: Moment, outer: Fields) -> EdtfDate | None:
    if first.year is not None and last.year is not None and last.year < first.year and last.month is None:
        last = replace(last, year=first.year - first.year % 100 + last.year % 100)
    onward = first.year is not None and last.year is None
    first, last = parts.filled(first, outer), parts.filled(last, outer)
    apart = at.language.settings["habits"].get("month_first") and first.day
    if first.month is None and last.month and (apart or (first.day or 0) > (last.day or 31)):
        stop = parts.place(last, at)
        start = _begun(Fields(day=first.day), stop, at)
        return EdtfDate.span(start, stop) if start and stop else None
    first, last = parts.filled(first, last), parts.filled(last, first)
    if first.day is not None and last.day is None and last.month is not None and first.month is None:
        first = replace(first, month=last.month)
    if first.year is None and first.month is not None:
        whole = parts.place(replace(first, weekday=None), at, until=last)
        if whole is None:
            return None
        if at.choice == "future" and at.used_act is None:
            whole = _still_on(first, last, whole, at.today())
        first = replace(first, year=whole.earliest.year)
        last = replace(last, year=first.year)
        if (last.month or 0) < (first.month or 0):
            last = replace(last, year=whole.earliest.year + 1)
    elif first.year == last.year and (last.month or 0) and (last.month or 0) < (first.month or 0):
        if onward:
            last = replace(last, year=(last.year or 0) + 1)
        else:
            first = replace(first, year=(first.year or 0) - 1)
    if first.year is None:
        start = parts.place(first, at)
        if start is None:
            return None
        if last.weekday and not last.day:
            if at.cue == "past" and reckon.weekday(last.weekday, start.earliest, "next") > at.today():
                start = reckon.away(-7, "day", start.earliest)
            stop: EdtfDate | None = EdtfDate.day(reckon.weekday(last.weekday, start.earliest, "next"))
        else:
            stop = _beside(Fields(day=last.day), start, 1)
    elif last.year is None:  # a date with its year, and a weekday
        return None
    else:
        start, stop = parts.named(first), parts.named(last)
    if start is None or stop is None or start.earliest > stop.earliest:
        return None
    return EdtfDate.span(start, stop)


def _still_on(first: Fields, last: Fields, whole: EdtfDate, today: date) -> EdtfDate:
    """The start of a range to come, which may have begun: 2-12 August, said on the 3rd."""
    month, day = last.month or first.month or 1, last.day or first.day
    year = whole.earliest.year - 1
    crosses = month < (first.month or month)
    stop = parts.named(Fields(year + crosses, month, day))
    start = parts.named(replace(first, year=year, weekday=None))
    return start if start and stop and stop.latest >= today else whole


@kind("series")
def _of_series(node: Node, at: Moment) -> EdtfDate | None:
    return joined(node, [resolve(part, at) for part in split(node)])
