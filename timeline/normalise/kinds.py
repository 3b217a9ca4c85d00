"""The rule kinds: how each turns what a rule matched into a date.

A kind is a function of the node and the moment it is said in; it comes back with a date, with
None where the words name no day there is, or raises `Unanchored`. Languages choose among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from timeline import reckon
from timeline.edtf import EdtfDate, Granularity
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.moment import Moment, Unanchored
from timeline.tagger import Node

Kind = Callable[[Node, Moment], EdtfDate | None]


def resolve(node: Node, at: Moment) -> EdtfDate | None:
    """The date of a node by the kind of its rule."""
    found = KINDS[node.rule.kind](node, at)
    if node.get("approx"):
        at.approximate = True
    return found


def _of_date(node: Node, at: Moment) -> EdtfDate | None:
    written = parts.of(node)
    second = node.get("month2")
    if second is not None and second != written.month:
        at.doubtful = True
        return None
    return parts.place(written, at)


def _of_numeric(node: Node, at: Moment) -> EdtfDate | None:
    digits = node.get("numeric_date") or node.get("numeric_day_month") or node.get("numeric_month_year")
    numbers = re.findall(r"\d+", digits)
    readings = [r for r in _orders(numbers, at.language.order) if _exists(r)]
    if not readings:
        return None
    if readings[0].year is None:
        return parts.place(readings[0], at)
    dates = [found for reading in readings if (found := parts.named(reading))]
    dates = list(dict.fromkeys(dates))
    if len(dates) > 1 and at.language.order == "any":
        at.alternatives, at.doubtful = dates, True
    return dates[0] if dates else None


def _orders(numbers: list[str], order: str) -> list[Fields]:
    """The readings of the numbers of a numeric date, the language's own order first."""
    if len(numbers) == 2:
        first, second = (int(n) for n in numbers)
        if len(numbers[0]) == 4:
            return [Fields(year=first, month=second)]
        if len(numbers[1]) == 4:
            return [Fields(year=second, month=first)]
        pair = [Fields(month=second, day=first), Fields(month=first, day=second)]
        return pair[::-1] if order == "mdy" else pair
    one, two, three = (int(n) for n in numbers)
    if len(numbers[0]) == 4:
        return [Fields(one, two, three)]
    if order == "ymd" and len(numbers[2]) == 2:
        return [Fields(parts.full_year(one), two, three)]
    year = three if len(numbers[2]) == 4 else parts.full_year(three)
    pair = [Fields(year, two, one), Fields(year, one, two)]
    return pair[::-1] if order == "mdy" else pair


def _exists(fields: Fields) -> bool:
    return 1 <= (fields.month or 1) <= 12 and 1 <= (fields.day or 1) <= 31


def _of_weekday(node: Node, at: Moment) -> EdtfDate | None:
    number = node.get("weekday")
    shift = node.rule.options.get("shift", node.get("shift"))
    if isinstance(shift, bool):
        shift = None
    if shift is None:
        return parts.place(Fields(weekday=number), at)
    if shift == 0:
        return EdtfDate.day(reckon.weekday(number, reckon.unit("week", at.today()).earliest, "future"))
    return EdtfDate.day(reckon.weekday(number, at.today(), "last" if shift < 0 else "next"))


def _of_deictic(node: Node, at: Moment) -> EdtfDate | None:
    found = reckon.away(node.get("deictic"), "day", at.today())
    written = parts.of(node)
    day = found.earliest
    if (written.weekday or day.isoweekday()) != day.isoweekday() or (written.day or day.day) != day.day:
        at.doubtful = True
    return found


def _of_unit(node: Node, at: Moment) -> EdtfDate | None:
    """This, last or next calendar unit; `period` names unit and shift in one word (지난해)."""
    period = node.get("period")
    if period:
        name, shift = re.fullmatch(r"([a-z-]+?)([+-]\d+)", period).groups()  # type: ignore[union-attr]
        return reckon.unit(name, at.today(), int(shift))
    shift = node.rule.options.get("shift", node.get("shift"))
    return reckon.unit(_unit_name(node), at.today(), int(shift or 0))


def _unit_name(node: Node) -> str:
    return node.rule.options.get("unit") or node.get("unit") or node.get("the_unit")


def _of_named(node: Node, at: Moment) -> EdtfDate | None:
    """Last, this or next July, 20 July, Friday or winter."""
    shift = int(node.rule.options.get("shift", node.get("shift") or 0))
    today = at.today()
    written = parts.of(node)
    number = node.get("season")
    if number:
        direction = {-1: "last", 0: "past", 1: "next"}[shift]
        if shift == 0 and reckon.season(number, today, "past").earliest.year < today.year:
            direction = "future"
        return reckon.season(number, today, direction)
    if written.month is None:
        return _of_weekday(node, at) if written.weekday else _day_shifted(written, shift, today)
    if written.day is None:
        if shift == 0:
            return EdtfDate.month(today.year, written.month)
        return (reckon.last_month if shift < 0 else reckon.next_month)(written.month, today)
    if shift == 0:
        return parts.named(replace(written, year=today.year))
    edge = reckon.away(shift, "day", today).earliest
    found = reckon.year_of(written.month, written.day, edge, shift > 0, written.weekday)
    return EdtfDate.day(found) if found else None


def _day_shifted(written: Fields, shift: int, today: date) -> EdtfDate | None:
    """지난 10일, 오는 15일: the most recent or the next day of that number, never today."""
    if written.day is None:
        return None
    edge = reckon.away(shift or -1, "day", today).earliest
    found = reckon.day_of_month(written.day, edge, shift > 0)
    return EdtfDate.day(found) if found else None


def _amount(node: Node) -> tuple[float, str] | None:
    """How many of which unit a node says; a bare unit is one, a dual or a compound says both."""
    counted = node.get("counted")
    if counted:
        name, count = counted.rsplit(" ", 1)
        return int(count), name
    name = _unit_name(node)
    said = node.get("count")
    count = 1 if said is None else parts.number(said)
    return None if count is None or name is None else (count, name)


def _of_away(node: Node, at: Moment) -> EdtfDate | None:
    """N units ago or hence, from the document's day or, with `from = "act"`, from the act told."""
    amount = _amount(node)
    if amount is None:
        return None
    count, name = amount
    if name == "year" and count > 3000 or name in ("hour", "minute", "second"):
        return None
    sign = node.rule.options["sign"]
    if node.rule.options.get("from") == "act":
        base = at.told()
        if base.is_span:
            base = EdtfDate.day(base.latest if sign > 0 else base.earliest)
        at.likely = True
        return _moved(base, int(count) * sign, name)
    if node.rule.options.get("measures"):
        at.measures = True
    return reckon.away(int(count) * sign, name, at.today())


def _moved(base: EdtfDate, count: int, name: str) -> EdtfDate | None:
    """A date `count` units from another, no sharper than the coarser of the two."""
    if name in ("day", "week", "fortnight") and base.days > 1:
        return None
    days = {"day": 1, "week": 7, "fortnight": 14}.get(name)
    if days:
        return reckon.away(count * days, "day", base.earliest)
    if name == "month" and base.days > 31:
        return None
    return reckon.away(count, name, base.earliest)


def _of_part(node: Node, at: Moment) -> EdtfDate | None:
    name = node.rule.options.get("part") or node.get("part")
    inner = node.child()
    if inner:
        whole = resolve(inner, at)
    elif _unit_name(node):
        whole = _own_unit(_unit_name(node), at)
    else:
        whole = parts.place(parts.of(node), at)
    return reckon.part(name, whole) if whole else None


def _own_unit(name: str, at: Moment) -> EdtfDate:
    """The unit being told of: the act's where this paragraph tells one, else the document's."""
    if at.act and at.act.paragraph == at.paragraph and at.reference and parts._is_history(at.act.value, at):
        at.used_act, at.likely = at.act, True
        return reckon.unit(name, at.act.value.earliest)
    return reckon.unit(name, at.today())


def _of_within(node: Node, at: Moment) -> EdtfDate | None:
    """Something inside a period: July of last year, Tuesday of next week, the 13th of this month."""
    outer = node.child("period") or node.child("date2")
    if outer is None:
        whole = _own_unit(_unit_name(node), at)
    else:
        whole = resolve(outer, at)
    if whole is None:
        return None
    inner = node.child("date")
    if inner is None:
        if node.get("season"):
            return EdtfDate.season(whole.earliest.year, node.get("season"))
        return parts.within(parts.of(node), whole)
    if inner.rule.kind == "part":
        return _part_within(inner, whole, at)
    if inner.rule.kind in ("group", "season"):
        return _group_within(inner, whole)
    if inner.rule.kind == "range":
        return _range_of(parts.of(inner), parts.of(inner, "2"), at, Fields(year=whole.earliest.year))
    return parts.within(parts.of(inner), whole)


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
    if node.get("season"):
        return EdtfDate.season(year, node.get("season"))
    return _group(node, year)


def _group(node: Node, year: int) -> EdtfDate | None:
    which = node.rule.options.get("which") or parts.number(node.get("ordinal")) or parts.number(node.get("count"))
    unit = node.rule.options["group"]
    if unit == "quarter" and which in (1, 2, 3, 4):
        return EdtfDate.quarter(year, which)
    return EdtfDate.half(year, which) if unit == "half" and which in (1, 2) else None


def _of_group(node: Node, at: Moment) -> EdtfDate | None:
    """A quarter or half of a year: of the one named, else the nearest by tense."""
    year = parts.of(node).year
    if year is not None:
        return _group(node, year)
    if at.act and at.act.paragraph == at.paragraph and parts._is_history(at.act.value, at):
        at.used_act, at.likely = at.act, True
        return _group(node, at.act.value.earliest.year)
    today = at.today()
    found = _group(node, today.year)
    if found and found.earliest > today and not at.is_future():
        return _group(node, today.year - 1)
    if found and found.latest < today and at.is_future():
        return _group(node, today.year + 1)
    return found


def _of_season(node: Node, at: Moment) -> EdtfDate | None:
    year = parts.of(node).year
    if year is not None:
        return EdtfDate.season(year, node.get("season"))
    if at.act and at.act.paragraph == at.paragraph and parts._is_history(at.act.value, at):
        at.used_act, at.likely = at.act, True
        return EdtfDate.season(at.act.value.earliest.year, node.get("season"))
    return reckon.season(node.get("season"), at.today(), "future" if at.is_future() else "past")


def _of_decade(node: Node, at: Moment) -> EdtfDate | None:
    year = node.get("year")
    if year is not None:
        return EdtfDate.decade(year) if year % 10 == 0 else None
    short = node.get("tens") if node.get("tens") is not None else int(node.get("short_year") or -1)
    if short < 0 or short % 10:
        return None
    century = node.rule.options.get("century")
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


def _of_century(node: Node, at: Moment) -> EdtfDate | None:
    which = parts.number(node.get("ordinal")) or parts.number(node.get("count")) or node.get("roman")
    return EdtfDate.century(which) if which and 1 <= which <= 99 else None


def _of_range(node: Node, at: Moment) -> EdtfDate | None:
    left, right = node.child("date"), node.child("date2")
    if left is None and right is None:
        return _range_of(parts.of(node), parts.of(node, "2"), at, Fields())
    first = _written(left) if left else parts.of(node)
    last = _written(right) if right else parts.of(node, "2")
    if first is not None and last is not None:
        return _range_of(first, last, at, Fields())
    start = resolve(left, at) if left else _end_of(first, right, at)
    stop = resolve(right, at) if right else _end_of(last, left, at)
    if start is None or stop is None or start.earliest > stop.latest:
        return None
    return EdtfDate.span(start, stop)


def _written(node: Node) -> Fields | None:
    """The written parts of a plain date, None for a date that is reckoned or already a range."""
    if node.rule.kind == "numeric":
        digits = node.get("numeric_date") or node.get("numeric_day_month") or node.get("numeric_month_year")
        orders = [f for f in _orders(re.findall(r"\d+", digits), node.language.order) if _exists(f)]
        return orders[0] if orders else None
    return parts.of(node) if node.rule.kind == "date" else None


def _end_of(fields: Fields | None, other: Node | None, at: Moment) -> EdtfDate | None:
    """One end written in part, the other reckoned: what is missing comes from the other."""
    if fields is None or other is None:
        return None
    whole = resolve(other, at)
    if whole is None:
        return None
    first = whole.earliest
    return parts.named(parts.filled(fields, Fields(first.year, first.month)))


def _range_of(first: Fields, last: Fields, at: Moment, outer: Fields) -> EdtfDate | None:
    if first.year is not None and last.year is not None and last.year < first.year and last.month is None:
        last = replace(last, year=first.year - first.year % 100 + last.year % 100)
    first, last = parts.filled(first, outer), parts.filled(last, outer)
    first, last = parts.filled(first, last), parts.filled(last, first)
    if first.day is not None and last.day is None and last.month is not None and first.month is None:
        first = replace(first, month=last.month)
    if first.year is None and first.month is not None:
        whole = parts.place(replace(first, weekday=None), at)
        if whole is None:
            return None
        first = replace(first, year=whole.earliest.year)
        last = replace(last, year=first.year)
        if (last.month or 0) < (first.month or 0):
            last = replace(last, year=whole.earliest.year + 1)
    elif first.year == last.year and (last.month or 0) and (last.month or 0) < (first.month or 0):
        first = replace(first, year=(first.year or 0) - 1)
    if first.year is None:
        start = parts.place(first, at)
        if start is None:
            return None
        if last.weekday and not last.day:
            stop: EdtfDate | None = EdtfDate.day(reckon.weekday(last.weekday, start.earliest, "next"))
        else:
            stop = parts.named(Fields(start.earliest.year, start.earliest.month, last.day))
            if stop and stop.earliest < start.earliest:
                stop = None
    else:
        start, stop = parts.named(first), parts.named(last)
    if start is None or stop is None or start.earliest > stop.earliest:
        return None
    return EdtfDate.span(start, stop)


def _of_anaphora(node: Node, at: Moment) -> EdtfDate | None:
    """The same, the next or the previous day, week, month or year, of the act being told."""
    name = _unit_name(node)
    shift = int(node.rule.options.get("shift", node.get("shift") or 0))
    base = at.told()
    at.likely = True
    size = reckon.unit(name, base.earliest).days
    if base.days > max(size, 1) and not base.is_span:
        return None
    if name == "day":
        edge = base.latest if shift > 0 else base.earliest
        return base if shift == 0 else reckon.away(shift, "day", edge)
    written = parts.of(node)
    whole = reckon.unit(name, base.earliest, shift)
    return parts.within(written, whole) if written else whole


def _of_open(node: Node, at: Moment) -> EdtfDate | None:
    """Since, until or by a date: the date itself, marked open at its end or its start."""
    inner = node.child()
    found = resolve(inner, at) if inner else parts.place(parts.of(node), at)
    if found is None or found.open != "none":
        return found
    if node.rule.options["open"] == "end":
        at.measures = True
        return found if found.is_span else found.since()
    return found if found.is_span else found.until()


def _of_wrapped(node: Node, at: Moment) -> EdtfDate | None:
    """Words around a date that change nothing but its span or its being approximate."""
    if node.rule.options.get("approximate"):
        at.approximate = True
    inner = node.child()
    return resolve(inner, at) if inner else None


def _of_lunar(node: Node, at: Moment) -> EdtfDate | None:
    """A Hijri date by the Umm al-Qura calendar: the one converted day, or its span of days."""
    from hijridate import Hijri

    year, month = node.get("lunar_year"), node.get("lunar_month")
    day = parts.of(node).day
    if year is None or not 1343 <= year <= 1500:
        return None
    at.approximate = True
    try:
        if month is None:
            first, last = Hijri(year, 1, 1), Hijri(year, 12, Hijri(year, 12, 1).month_length())
        else:
            length = Hijri(year, month, 1).month_length()
            first, last = Hijri(year, month, day or 1), Hijri(year, month, day or length)
    except (ValueError, OverflowError):
        return None
    start, stop = (date.fromisoformat(d.to_gregorian().isoformat()) for d in (first, last))
    return EdtfDate.one_of(start, stop)


def _of_juche(node: Node, at: Moment) -> EdtfDate | None:
    """A year of the Juche era, 1912 being 1; a Gregorian year printed with it wins."""
    count = parts.number(node.get("count"))
    written = parts.of(node)
    year = written.year
    if year is None:
        if count is None or not 1 <= count <= 200:
            return None
        year = 1911 + count
    elif count is not None and year != 1911 + count:
        at.doubtful = True
    return parts.named(replace(written, year=year, day=written.day))


def _of_nothing(node: Node, at: Moment) -> EdtfDate | None:
    raise Unanchored


KINDS: dict[str, Kind] = {
    "date": _of_date,
    "numeric": _of_numeric,
    "weekday": _of_weekday,
    "deictic": _of_deictic,
    "unit": _of_unit,
    "named": _of_named,
    "away": _of_away,
    "part": _of_part,
    "within": _of_within,
    "group": _of_group,
    "season": _of_season,
    "decade": _of_decade,
    "century": _of_century,
    "range": _of_range,
    "anaphora": _of_anaphora,
    "open": _of_open,
    "wrapped": _of_wrapped,
    "lunar": _of_lunar,
    "juche": _of_juche,
    "none": _of_nothing,
    "number": _of_nothing,
    "unresolved": _of_nothing,
}

