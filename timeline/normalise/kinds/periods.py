"""The kinds that cut a period: its parts, quarters, halves, seasons, and what lies inside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from timeline import reckon
from timeline.edtf import EdtfDate, Granularity
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.kinds.counts import amount_of
from timeline.normalise.kinds.ranges import range_of
from timeline.normalise.kinds.registry import kind, resolve
from timeline.normalise.kinds.units import own_unit, unit_name
from timeline.normalise.moment import Moment, Unanchored
from timeline.tagger import Node


@kind("part")
def _of_part(node: Node, at: Moment) -> EdtfDate | None:
    name = node.rule.options.get("part") or node.get("part")
    inner = node.child()
    if inner:
        whole = resolve(inner, at)
    elif unit_name(node) and "shift" in node.rule.options:
        whole = reckon.unit(unit_name(node), at.today(), int(node.rule.options["shift"]))
    elif unit_name(node):
        whole = own_unit(unit_name(node), at)
    else:
        whole = parts.place(parts.of(node), at)
    at.alternatives = [cut for other in at.alternatives if (cut := reckon.part(name, other))]
    return reckon.part(name, whole) if whole else None


@kind("within")
def _of_within(node: Node, at: Moment) -> EdtfDate | None:
    """Something inside a period: July of last year, Tuesday of next week, the 13th of this month."""
    outer = node.child("period") or node.child("date2")
    if outer is None and "shift" in node.rule.options:
        whole = reckon.unit(unit_name(node), at.today(), int(node.rule.options["shift"]))
    elif outer is None:
        whole = own_unit(unit_name(node), at)
    else:
        whole = resolve(outer, at)
    if whole is None:
        return None
    inner = node.child("date")
    if inner is None:
        if node.get("season"):
            return EdtfDate.season(whole.earliest.year, node.get("season"))
        if last := parts.of(node, "2"):
            month = whole.earliest.month if whole.days <= 31 else None
            return range_of(parts.of(node), last, at, Fields(whole.earliest.year, month))
        return parts.within(parts.of(node), whole)
    if inner.rule.kind in ("anaphora", "unit", "deictic"):
        return _alike(inner, whole, at)
    if inner.rule.kind == "part":
        return _part_within(inner, whole, at)
    if inner.rule.kind in ("group", "season"):
        return _group_within(inner, whole)
    if inner.rule.kind == "range":
        month = whole.earliest.month if whole.days <= 31 else None
        return range_of(parts.of(inner), parts.of(inner, "2"), at, Fields(whole.earliest.year, month))
    written = parts.of(inner)
    found = parts.within(written, whole)
    at.doubtful |= found is None and written.day is not None and written.month is not None
    return found


def _alike(node: Node, whole: EdtfDate, at: Moment) -> EdtfDate | None:
    """What is told of, but of another year: the same month of 2021; the year where nothing is told."""
    if whole.days < 365 or whole.is_span:
        return None
    try:
        told = resolve(node, at)
    except Unanchored:
        return whole
    return reckon.years_on(told, whole.earliest.year - told.earliest.year) if told else None


def _part_within(node: Node, whole: EdtfDate, at: Moment) -> EdtfDate | None:
    name = node.rule.options.get("part") or node.get("part")
    inner = node.child()
    written = parts.of(inner if inner else node)
    if written:
        found = parts.within(written, whole)
        return reckon.part(name, found) if found else None
    return reckon.part(name, whole)


def _group_within(node: Node, whole: EdtfDate) -> EdtfDate | None:
    year = whole.earliest.year
    if not 365 <= whole.days <= 366:
        return None
    if node.get("season"):
        return EdtfDate.season(year, node.get("season"))
    return _group(node, year)


def _group(node: Node, year: int) -> EdtfDate | None:
    which = node.rule.options.get("which")
    which = which or parts.number(node.get("ordinal")) or parts.number(node.get("count"))
    first, last = (_one_group(node, year, n) for n in (which, parts.number(node.get("ordinal2")) or which))
    if first is None or last is None or first.earliest > last.earliest:
        return None
    return EdtfDate.span(first, last)


def _one_group(node: Node, year: int, which: int | None) -> EdtfDate | None:
    unit = node.rule.options["group"]
    if unit == "quarter" and which in (1, 2, 3, 4):
        return EdtfDate.quarter(year, which)
    return EdtfDate.half(year, which) if unit == "half" and which in (1, 2) else None


#: Days after the end of a quarter within which its results are news.
_OLD_NEWS = 200


@kind("group")
def _of_group(node: Node, at: Moment) -> EdtfDate | None:
    """A quarter or half of a year: of the one named, else the nearest by tense."""
    year = parts.of(node).year
    if year is not None:
        return _group(node, year)
    told = at.act if at.act and at.act.paragraph == at.paragraph else None
    if told and parts.history(at):
        at.used_act, at.likely = told, True
        return _group(node, told.value.earliest.year)
    today = at.today()
    if node.rule.options.get("over"):
        found = _group(node, today.year)
        found = found if found and found.latest < today else _group(node, today.year - 1)
        at.doubtful = found is None or (today - found.latest).days > _OLD_NEWS
        return None if at.doubtful else found
    if (
        told
        and not at.is_past()
        and told.value.days > 31
        and told.value.latest.year == told.value.earliest.year > today.year
    ):
        at.used_act, at.likely = told, True
        return _group(node, told.value.earliest.year)
    found = _group(node, today.year)
    if found and found.earliest > today and not at.is_future():
        return _group(node, today.year - 1)
    if found and found.latest < today and at.is_future():
        return _group(node, today.year + 1)
    return found


@kind("season")
def _of_season(node: Node, at: Moment) -> EdtfDate | None:
    year = parts.of(node).year
    if node.rule.options.get("year") == "short":
        year = parts.recent_year(
            parts.number(node.get("ordinal")) or parts.digits(node.get("short_year")) or 0, at
        )
    if year is not None:
        return _seasons(node, year)
    told = at.act if at.act and at.act.paragraph == at.paragraph else None
    if told and parts.history(at):
        at.used_act, at.likely = told, True
        return EdtfDate.season(told.value.earliest.year, node.get("season"))
    past, future = (reckon.season(node.get("season"), at.today(), step) for step in ("past", "future"))
    return future if at.is_future() or parts.unsaid(past.latest, future.earliest, at) else past


def _seasons(node: Node, year: int) -> EdtfDate:
    """A season of a year, or two in a row: in the winter and spring of 2020 the winter began in 2019."""
    first, last = node.get("season"), node.get("season2")
    if last is None:
        return EdtfDate.season(year, first)
    return EdtfDate.span(EdtfDate.season(year - (last < first), first), EdtfDate.season(year, last))


@kind("first")
def _of_first(node: Node, at: Moment) -> EdtfDate | None:
    """The first N months or quarters of a year: from its start to the end of the last of them."""
    outer = node.child("period")
    if outer is None and node.get("the_unit"):
        whole = own_unit(node.get("the_unit"), at)
    else:
        whole = resolve(outer, at) if outer else parts.place(parts.of(node), at)
    amount = amount_of(node)
    if whole is None or amount is None or not 0 < amount[0] <= 366:
        return None
    count, name = amount
    name, factor = ("month", 3) if name == "quarter" else (name, 1)
    found = EdtfDate.span(
        reckon.unit(name, whole.earliest), reckon.unit(name, whole.earliest, int(count) * factor - 1)
    )
    return found if found.latest <= whole.latest else None


@kind("nth")
def _of_nth(node: Node, at: Moment) -> EdtfDate | None:
    """The Nth (or, with `which = -1`, the last) such weekday or weekend of a month."""
    inner, named = node.child(), node.child("date2")
    unit = node.rule.options.get("unit", "day")
    which = node.rule.options.get("which") or parts.number(node.get("ordinal"))
    if week := node.get("week_of") or (which if node.rule.options.get("week") else None):
        return _week_of(week, resolve(inner, at)) if inner else None
    if named and inner and named.get("the_unit") and unit == "day":
        return _nth_unit(unit_name(named), parts.number(named.get("ordinal")), resolve(inner, at))
    number = 6 if unit == "weekend" else (named or node).get("weekday")
    named_month = replace(parts.of(node), weekday=None, day=None)
    whole = resolve(inner, at) if inner else parts.place(named_month, at) if named_month else None
    if whole is None or not which or whole.days > 31:
        return None
    if which < 0:
        found = reckon.weekday(number, whole.latest, "past")
    else:
        found = reckon.weekday(number, whole.earliest, "future") + timedelta(weeks=which - 1)
    return reckon.unit(unit, found) if found <= whole.latest else None


def _week_of(which: int, month: EdtfDate | None) -> EdtfDate | None:
    """The Nth seven days of a month, -1 being the last seven."""
    if month is None or month.granularity not in (Granularity.MONTH, Granularity.YEAR) or month.is_span:
        return None
    start = month.latest - timedelta(days=6) if which < 0 else month.earliest + timedelta(weeks=which - 1)
    return EdtfDate.one_of(start, start + timedelta(days=6))


@kind("decade")
def _of_decade(node: Node, at: Moment) -> EdtfDate | None:
    said = node
    while inner := said.child("date"):
        said = inner
    year = parts.number(said.get("year"))
    if year is not None and said.rule.options.get("hundreds") and year % 100 == 0 and year < 2000:
        at.alternatives, at.doubtful = [EdtfDate.years(year, year + 99), EdtfDate.decade(year)], True
        return at.alternatives[0]
    if year is not None:
        return EdtfDate.decade(year) if year % 10 == 0 else None
    short = said.get("tens") if said.get("tens") is not None else parts.digits(said.get("short_year"))
    if short is None or short % 10:
        return None
    century = node.rule.options.get("century")
    if node.rule.options.get("either_century") and short in (10, 20):
        if at.reference and at.reference.year < 2000 + short:
            return EdtfDate.decade(1900 + short)
        at.alternatives = [EdtfDate.decade(first + short) for first in (1900, 2000)]
        at.doubtful = True
    if century is None:
        outer = node.child("period")
        if outer is not None:
            whole = resolve(outer, at)
            if whole is None:
                return None
            century = whole.earliest.year // 100
        else:
            century = 19 if short >= 30 else 20
    return EdtfDate.decade(century * 100 + short)


def _nth_unit(name: str, which: int | None, whole: EdtfDate | None) -> EdtfDate | None:
    """The first day of a year, the second decade of a century: the 21st's is the 2010s."""
    if not which or whole is None or whole.is_span:
        return None
    if name == "decade":
        start = whole.earliest.year // 100 * 100
        century = which <= 10 and whole.granularity is Granularity.CENTURY
        return EdtfDate.decade(start + 10 * (which - 1)) if century else None
    found = reckon.unit(name, whole.earliest, which - 1) if name in ("day", "month") else None
    return found if found and found.latest <= whole.latest else None


@kind("century")
def _of_century(node: Node, at: Moment) -> EdtfDate | None:
    which = parts.number(node.get("ordinal")) or parts.number(node.get("count")) or node.get("roman")
    last = parts.number(node.get("ordinal2")) or parts.number(node.get("count2")) or which
    if not which or not last or not 1 <= which <= last <= 99:
        return None
    return EdtfDate.span(EdtfDate.century(which), EdtfDate.century(last))
