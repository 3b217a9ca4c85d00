"""The rule kinds: how each turns what a rule matched into a date.

A kind is a function of the node and the moment it is said in; it comes back with a date, with
None where the words name no day there is, or raises `Unanchored`. Languages choose among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline import reckon
from timeline.edtf import EdtfDate, Granularity
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.moment import Act, Moment, Unanchored
from timeline.normalise.series import joined, split
from timeline.tagger import Node

Kind = Callable[[Node, Moment], EdtfDate | None]


def resolve(node: Node, at: Moment) -> EdtfDate | None:
    """The date of a node by the kind of its rule."""
    at.hint = node.rule.options.get("hint", at.hint)
    found = KINDS[node.rule.kind](node, at)
    if node.get("approx") or node.rule.options.get("approximate"):
        at.approximate = True
    return found


def _of_date(node: Node, at: Moment) -> EdtfDate | None:
    written = parts.of(node)
    if node.rule.options.get("year") == "short":
        short = parts.number(node.get("ordinal")) or parts.digits(node.get("short_year"))
        return (
            parts.place(replace(written, year=parts.recent_year(short, at), day=node.get("day")), at)
            if short
            else None
        )
    second = node.get("month2")
    if second is not None and second != written.month:
        at.doubtful = True
        return None
    return parts.place(written, at)


def _of_numeric(node: Node, at: Moment) -> EdtfDate | None:
    digits = node.get("numeric_date") or node.get("numeric_day_month") or node.get("numeric_month_year")
    numbers = re.findall(r"\d+", digits)
    readings = [r for r in _orders(numbers, at.order) if _exists(r)]
    if not readings:
        return None
    if node.rule.options.get("lunar") and 1300 < (readings[0].year or 0) < 1500:
        return _of_lunar(node, at)
    if readings[0].year is None:
        return parts.place(replace(readings[0], year=node.get("year")), at)
    dates = [found for reading in readings if (found := parts.named(reading))]
    dates = list(dict.fromkeys(dates))
    if len(dates) > 1 and at.order == "any":
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
        return pair[::-1] if order in ("mdy", "ymd") else pair
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
    days = node.rule.options.get("days")
    if days:
        return reckon.away(days, "day", reckon.weekday(number, at.today(), "future"))
    found = reckon.weekday(number, at.today(), "last" if shift < 0 else "next")
    further = 7 * (shift + 1 if shift < 0 else shift - 1)
    return reckon.away(further, "day", found)


def _of_deictic(node: Node, at: Moment) -> EdtfDate | None:
    if node.rule.options.get("tense") == "future" and not at.is_future():
        return None
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
    shift = int(node.rule.options.get("shift", node.get("shift")) or 0)
    if node.rule.options.get("history"):
        return reckon.unit(_unit_name(node), _own_unit(_unit_name(node), at).earliest, shift)
    if node.rule.options.get("nearest") and shift == 0:
        shift = _nearest(_unit_name(node), node.rule.options["nearest"], at)
    if node.rule.options.get("from") == "history" and at.acts and parts._is_history(at.acts[-1].value, at):
        at.used_act, at.likely = at.acts[-1], True
        return reckon.unit(_unit_name(node), at.acts[-1].value.earliest, shift)
    if node.rule.options.get("whole") and shift:
        return _whole_unit(_unit_name(node), at.today(), shift)
    return reckon.unit(_unit_name(node), at.today(), shift)


def _whole_unit(name: str, today: date, shift: int) -> EdtfDate:
    """The last of these that is over, or the first that has not begun: next weekend, said on a Tuesday."""
    found = reckon.unit(name, today)
    if shift > 0:
        return reckon.unit(name, today, shift - (found.earliest > today))
    return reckon.unit(name, today, shift + (found.latest < today))


def _nearest(name: str, which: str, at: Moment) -> int:
    """Which unit tense means: `tense` asks always; `ahead` is this one unless it is far and past.

    `new` is the new year: this one in its first months, else the next.
    """
    if which == "new":
        return int(at.today().month > 3)
    whole, future = reckon.unit(name, at.today()), at.is_future()
    days = (whole.earliest - at.today()).days
    if which == "ahead":
        return -1 if days > 2 and at.cue == "past" else 0
    if days > 0 and not future:
        return -1
    return 1 if whole.latest < at.today() and future else 0


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
    if count and (name, node.get("unit2")) == ("year", "month"):
        return 12 * count + (parts.number(node.get("count2")) or 0), "month"
    return None if count is None or name is None else (count, name)


#: Years counted in tens from here on are a round number more often than an exact one.
_ROUND = 20


def _of_away(node: Node, at: Moment) -> EdtfDate | None:
    """N units ago or hence, from the document's day or, with `from = "act"`, from the act told."""
    amount = _amount(node)
    if amount is None:
        return None
    count, name = amount
    options = node.rule.options
    if name in ("hour", "minute", "second") or (name == "year" and count > 3000):
        return None
    if options.get("half"):
        count, name = _and_a_half(count, name)
    if options.get("tense") == "future" and not at.is_future():
        return None
    sign = options["sign"]
    if options.get("measures"):
        at.measures = True
    if (
        options.get("measures")
        and options.get("from") == "act"
        and (named := _counted_from(int(count), name, at))
    ):
        return named
    if options.get("from") == "around" and (base := at.following()):
        return _moved(base, int(count) * sign, name)
    if options.get("from") in ("event", "around"):
        if not at.acts or not at.same_sentence(at.acts[-1]):
            raise Unanchored
        return _from_another(int(count) * sign, name, options, at)
    if options.get("from") == "history":
        told = at.acts[-1] if at.acts and at.same_sentence(at.acts[-1]) else None
        if told and parts._is_history(told.value, at):
            return _from_another(int(count) * sign, name, options, at)
    elif options.get("from") == "tense":
        if at.acts and not at.is_future() and at.cue:
            return _from_another(int(count) * sign, name, options, at)
        if options.get("unanchored") and not at.is_future():
            raise Unanchored
    elif options.get("from"):
        return _from_another(int(count) * sign, name, options, at)
    found = reckon.away(int(count) * sign, name, at.today())
    if name in ("decade", "century") or (name == "year" and count >= _ROUND and count % 10 == 0):
        at.likely = True
    if node.get("count2") is not None and node.get("unit2") is None:
        other = reckon.away((parts.number(node.get("count2")) or 0) * sign, name, at.today())
        return EdtfDate.one_of(min(found, other, key=_start).earliest, max(found, other, key=_start).latest)
    return found


def _start(value: EdtfDate) -> date:
    return value.earliest


def _counted_from(count: int, name: str, at: Moment) -> EdtfDate | None:
    """The date named to count from, where so many days from it is about now: since the 3rd, after six days."""
    since = at.background
    if name != "day" or since is None or since.value.days > 1 or not at.same_sentence(since):
        return None
    now = since.value.earliest + timedelta(days=count)
    if not 0 <= (at.today() - now).days <= 7:
        return None
    at.used_act = since
    return since.value


def _and_a_half(count: float, name: str) -> tuple[int, str]:
    """Half a unit more, in the unit below: a year and a half is 18 months."""
    units = {"decade": ("year", 10), "year": ("month", 12), "month": ("day", 30)}
    below, factor = units.get(name, ("day", 7))
    return int((count + 0.5) * factor), below


#: How sharp a date must be, in days, for N of a unit to be counted from it.
_SHARPNESS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 7, "month": 31, "quarter": 92, "year": 366}


def _from_another(count: int, name: str, options: dict, at: Moment) -> EdtfDate | None:
    """N units from the act told, or (`from = "following"`) from the date its clause goes on to."""
    at.likely = True
    if options["from"] == "following":
        base = at.following()
        if base is None:
            raise Unanchored
    else:
        base = at.told(_SHARPNESS.get(name))
        if at.used_act is None and count > 0:
            raise Unanchored
    if base.is_span:
        base = EdtfDate.day(base.latest if count > 0 else base.earliest)
    found = _moved(base, count, name)
    if options.get("limit") == "reference" and found and found.earliest > at.today():
        at.used_act = None
        raise Unanchored
    return found


def _moved(base: EdtfDate, count: int, name: str) -> EdtfDate | None:
    """A date `count` units from another, no sharper than the coarser of the two."""
    if base.days > _SHARPNESS.get(name, 3660):
        return None
    return reckon.away(count, name, base.earliest)


def _of_part(node: Node, at: Moment) -> EdtfDate | None:
    name = node.rule.options.get("part") or node.get("part")
    inner = node.child()
    if inner:
        whole = resolve(inner, at)
    elif _unit_name(node) and "shift" in node.rule.options:
        whole = reckon.unit(_unit_name(node), at.today(), int(node.rule.options["shift"]))
    elif _unit_name(node):
        whole = _own_unit(_unit_name(node), at)
    else:
        whole = parts.place(parts.of(node), at)
    return reckon.part(name, whole) if whole else None


def _own_unit(name: str, at: Moment) -> EdtfDate:
    """The unit being told of: the act's where this paragraph tells one, else the document's."""
    told = at.act if at.act and at.act.paragraph == at.paragraph and at.reference else None
    if told and parts.history(at):
        at.used_act, at.likely = told, True
        return reckon.unit(name, told.value.earliest)
    return reckon.unit(name, at.today())


def _of_within(node: Node, at: Moment) -> EdtfDate | None:
    """Something inside a period: July of last year, Tuesday of next week, the 13th of this month."""
    outer = node.child("period") or node.child("date2")
    if outer is None and "shift" in node.rule.options:
        whole = reckon.unit(_unit_name(node), at.today(), int(node.rule.options["shift"]))
    elif outer is None:
        whole = _own_unit(_unit_name(node), at)
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
            return _range_of(parts.of(node), last, at, Fields(whole.earliest.year, month))
        return parts.within(parts.of(node), whole)
    if inner.rule.kind == "part":
        return _part_within(inner, whole, at)
    if inner.rule.kind in ("group", "season"):
        return _group_within(inner, whole)
    if inner.rule.kind == "range":
        month = whole.earliest.month if whole.days <= 31 else None
        return _range_of(parts.of(inner), parts.of(inner, "2"), at, Fields(whole.earliest.year, month))
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
    if whole.days > 366:
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
    if told and told.value.days > 31 and told.value.latest.year == told.value.earliest.year > today.year:
        at.used_act, at.likely = told, True
        return _group(node, told.value.earliest.year)
    found = _group(node, today.year)
    if found and found.earliest > today and not at.is_future():
        return _group(node, today.year - 1)
    if found and found.latest < today and at.is_future():
        return _group(node, today.year + 1)
    return found


def _of_season(node: Node, at: Moment) -> EdtfDate | None:
    year = parts.of(node).year
    if node.rule.options.get("year") == "short":
        year = parts.recent_year(
            parts.number(node.get("ordinal")) or parts.digits(node.get("short_year")) or 0, at
        )
    if year is not None:
        return EdtfDate.season(year, node.get("season"))
    told = at.act if at.act and at.act.paragraph == at.paragraph else None
    if told and parts.history(at):
        at.used_act, at.likely = told, True
        return EdtfDate.season(told.value.earliest.year, node.get("season"))
    return reckon.season(node.get("season"), at.today(), "future" if at.is_future() else "past")


def _of_decade(node: Node, at: Moment) -> EdtfDate | None:
    said = node
    while inner := said.child("date"):
        said = inner
    year = parts.number(said.get("year"))
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


def _of_century(node: Node, at: Moment) -> EdtfDate | None:
    which = parts.number(node.get("ordinal")) or parts.number(node.get("count")) or node.get("roman")
    last = parts.number(node.get("ordinal2")) or which
    if not which or not last or not 1 <= which <= last <= 99:
        return None
    return EdtfDate.span(EdtfDate.century(which), EdtfDate.century(last))


def _of_first(node: Node, at: Moment) -> EdtfDate | None:
    """The first N months or quarters of a year: from its start to the end of the last of them."""
    outer = node.child("period")
    if outer is None and node.get("the_unit"):
        whole = _own_unit(node.get("the_unit"), at)
    else:
        whole = resolve(outer, at) if outer else parts.place(parts.of(node), at)
    amount = _amount(node)
    if whole is None or amount is None or not 0 < amount[0] <= 366:
        return None
    count, name = amount
    name, factor = ("month", 3) if name == "quarter" else (name, 1)
    found = EdtfDate.span(
        reckon.unit(name, whole.earliest), reckon.unit(name, whole.earliest, int(count) * factor - 1)
    )
    return found if found.latest <= whole.latest else None


def _of_nth(node: Node, at: Moment) -> EdtfDate | None:
    """The Nth (or, with `which = -1`, the last) such weekday of a month."""
    inner, named = node.child(), node.child("date2")
    if node.get("week_of"):
        return _week_of(node.get("week_of"), resolve(inner, at)) if inner else None
    if named and inner and named.get("the_unit"):
        return (
            _decade_of(parts.number(named.get("ordinal")), resolve(inner, at))
            if _unit_name(named) == "decade"
            else None
        )
    number = (named or node).get("weekday")
    named_month = replace(parts.of(node), weekday=None, day=None)
    whole = resolve(inner, at) if inner else parts.place(named_month, at) if named_month else None
    which = node.rule.options.get("which") or parts.number(node.get("ordinal"))
    if whole is None or not which or whole.days > 31:
        return None
    if which < 0:
        return EdtfDate.day(reckon.weekday(number, whole.latest, "past"))
    day = reckon.away(which - 1, "week", reckon.weekday(number, whole.earliest, "future"))
    found = reckon.weekday(number, day.earliest, "future")
    return EdtfDate.day(found) if found <= whole.latest else None


def _decade_of(which: int | None, century: EdtfDate | None) -> EdtfDate | None:
    """The Nth decade of a century: the second of the 21st is the 2010s."""
    if not which or which > 10 or century is None or century.granularity is not Granularity.CENTURY:
        return None
    return EdtfDate.decade(century.earliest.year // 100 * 100 + 10 * (which - 1))


def _week_of(which: int, month: EdtfDate | None) -> EdtfDate | None:
    """The Nth seven days of a month, -1 being the last seven."""
    if month is None or month.granularity not in (Granularity.MONTH, Granularity.YEAR) or month.is_span:
        return None
    start = month.latest - timedelta(days=6) if which < 0 else month.earliest + timedelta(weeks=which - 1)
    return EdtfDate.one_of(start, start + timedelta(days=6))


def _of_range(node: Node, at: Moment) -> EdtfDate | None:
    left, right = node.child("date"), node.child("date2")
    if node.rule.options.get("unit") == "decade":
        return _decades(node)
    if node.get("shift") is not None:
        at.acts, at.act = (), None
        at.choice = at.cue = "future" if node.get("shift") > 0 else "past"
    if left is None and right is None:
        first, last = parts.of(node), parts.of(node, "2")
        if node.get("short_year2") is not None and first.year is not None and last.month is None:
            last = replace(last, year=first.year - first.year % 100 + int(node.get("short_year2")))
        return _range_of(first, last, at, Fields())
    first = _written(left) if left else parts.of(node)
    last = _written(right) if right else parts.of(node, "2")
    if first is not None and last is not None:
        return _range_of(first, last, at, Fields())
    if left and right and _is_anaphoric(right):
        start = resolve(left, at)
        if start:
            at.acts = (*at.acts, Act(start, at.start, at.start, at.paragraph, None))
        stop = resolve(right, at)
    elif left and right and (first is None) != (last is None):
        known = resolve(left if first is None else right, at)
        start, stop = (
            (known, _beside(last, known, 1)) if first is None else (_beside(first, known, -1), known)
        )
    else:
        start = resolve(left, at) if left else _end_of(first, right, at)
        stop = resolve(right, at) if right else _end_of(last, left, at)
    if start is None or stop is None or start.earliest > stop.latest:
        return None
    return EdtfDate.span(start, stop)


def _is_anaphoric(node: Node) -> bool:
    return node.rule.kind == "anaphora" or any(_is_anaphoric(inner) for inner in node.nodes())


def _decades(node: Node) -> EdtfDate | None:
    first, last = node.get("year"), node.get("year2")
    if first is None:
        short = int(node.get("short_year"))
        first = short + (1900 if short >= 30 else 2000)
    if last is None:
        last = first - first % 100 + int(node.get("short_year2"))
    if first % 10 or last % 10 or last < first:
        return None
    return EdtfDate.span(EdtfDate.decade(first), EdtfDate.decade(last))


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


def _range_of(first: Fields, last: Fields, at: Moment, outer: Fields) -> EdtfDate | None:
    if first.year is not None and last.year is not None and last.year < first.year and last.month is None:
        last = replace(last, year=first.year - first.year % 100 + last.year % 100)
    first, last = parts.filled(first, outer), parts.filled(last, outer)
    if first.month is None and last.month and (first.day or 0) > (last.day or 31):
        stop = parts.place(last, at)
        start = _beside(Fields(day=first.day), stop, -1)
        return EdtfDate.span(start, stop) if start and stop else None
    first, last = parts.filled(first, last), parts.filled(last, first)
    if first.day is not None and last.day is None and last.month is not None and first.month is None:
        first = replace(first, month=last.month)
    if first.year is None and first.month is not None:
        whole = parts.place(replace(first, weekday=None), at)
        if whole is None:
            return None
        if at.choice == "future" and at.used_act is None:
            whole = _still_on(first, last, whole, at.today())
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
            if at.cue == "past" and reckon.weekday(last.weekday, start.earliest, "next") > at.today():
                start = reckon.away(-7, "day", start.earliest)
            stop: EdtfDate | None = EdtfDate.day(reckon.weekday(last.weekday, start.earliest, "next"))
        else:
            stop = _beside(Fields(day=last.day), start, 1)
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


def _of_anaphora(node: Node, at: Moment) -> EdtfDate | None:
    """The same, the next or the previous day, week, month or year, of the act being told."""
    name = _unit_name(node)
    shift = int(node.rule.options.get("shift", node.get("shift") or 0))
    at.likely = True
    if not name:
        return _named_after(node, shift, at)
    if name == "span":
        return _same_span(shift, at)
    inner = node.child()
    if inner:
        base = resolve(inner, at)
        return reckon.away(shift, name, base.earliest) if base else None
    base = at.told(_SHARPNESS.get(name), bool(node.rule.options.get("reported")))
    if node.rule.options.get("told_only") and at.used_act is None:
        raise Unanchored
    if base.days > _SHARPNESS.get(name, base.days) and not base.is_span:
        return None
    if name == "day":
        edge = base.latest if shift > 0 else base.earliest
        return base if shift == 0 else reckon.away(shift, "day", edge)
    written = parts.of(node)
    whole = reckon.unit(name, base.earliest, shift)
    return parts.within(written, whole) if written else whole


def _same_span(shift: int, at: Moment) -> EdtfDate:
    """The period told of, that many years on: the same quarter of the year before."""
    told = next((act for act in reversed(at.acts) if 1 < act.value.days <= 366), None)
    if told is None:
        raise Unanchored
    at.used_act = told
    return EdtfDate.parse(re.sub(r"\d{4}", lambda m: f"{int(m[0]) + shift:04}", told.value.text))


def _named_after(node: Node, shift: int, at: Moment) -> EdtfDate | None:
    """That December, the following Monday, the previous spring: nearest the act being told."""
    inner = next(iter(node.nodes()), node)
    written, season = parts.of(inner), inner.get("season")
    if written.weekday:
        base = at.told(1)
        edge = base.latest if shift > 0 else base.earliest
        if shift:
            return EdtfDate.day(reckon.weekday(written.weekday, edge, "next" if shift > 0 else "last"))
        return EdtfDate.day(reckon.weekday(written.weekday, reckon.unit("week", edge).earliest, "future"))
    base = at.told(366)
    if season:
        if shift:
            return reckon.season(season, base.earliest, "next" if shift > 0 else "last")
        return EdtfDate.season(base.earliest.year, season)
    if written.month is None:
        return None
    if shift == 0:
        return parts.named(replace(written, year=base.earliest.year))
    found = (reckon.next_month if shift > 0 else reckon.last_month)(written.month, base.earliest)
    return parts.named(replace(written, year=found.earliest.year))


def _of_open(node: Node, at: Moment) -> EdtfDate | None:
    """Since, until or by a date: the date itself, marked open at its end or its start."""
    inner = node.child()
    found = resolve(inner, at) if inner else parts.place(parts.of(node), at)
    if found is None or found.open != "none":
        return found
    if node.rule.options["open"] == "end":
        at.measures = node.rule.options.get("measures", True)
        return found if found.is_span else found.since()
    return found if found.is_span else found.until()


def _of_wrapped(node: Node, at: Moment) -> EdtfDate | None:
    """Words around a date that change nothing but its span or its being approximate."""
    if node.rule.options.get("approximate"):
        at.approximate = True
    inner = node.child()
    found = resolve(inner, at) if inner else None
    unit = node.rule.options.get("unit")
    return reckon.unit(unit, found.earliest) if unit and found else found


def _of_lunar(node: Node, at: Moment) -> EdtfDate | None:
    """A Hijri date by the Umm al-Qura calendar: the one converted day, or its span of days."""
    from hijridate import Hijri

    year, month = node.get("lunar_year"), node.get("lunar_month") or node.get("month_number")
    day = parts.of(node).day
    if year is None and node.get("numeric_date"):
        written = _orders(re.findall(r"\d+", node.get("numeric_date")), at.order)[0]
        year, month, day = written.year, written.month, written.day
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


def _of_series(node: Node, at: Moment) -> EdtfDate | None:
    return joined(node, [resolve(part, at) for part in split(node)])


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
    "first": _of_first,
    "series": _of_series,
    "nth": _of_nth,
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
