"""The kinds that name a calendar unit: this week, last July, next winter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from timeline import reckon
from timeline.edtf import EdtfDate
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.kinds.days import of_weekday
from timeline.normalise.kinds.registry import kind
from timeline.normalise.moment import Moment
from timeline.tagger import Node

#: How sharp, in days, an act of another year must be for the unit after its own to be meant.
_WIDEST = {"day": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92}


@kind("unit")
def _of_unit(node: Node, at: Moment) -> EdtfDate | None:
    """This, last or next calendar unit; `period` names unit and shift in one word (지난해)."""
    period = node.get("period")
    if period:
        name, shift = re.fullmatch(r"([a-z-]+?)([+-]\d+)", period).groups()  # type: ignore[union-attr]
        return reckon.unit(name, at.today(), int(shift))
    shift = int(node.rule.options.get("shift", node.get("shift")) or 0)
    if node.rule.options.get("history"):
        return reckon.unit(unit_name(node), own_unit(unit_name(node), at).earliest, shift)
    if node.rule.options.get("nearest") and shift == 0:
        shift = _nearest(unit_name(node), node.rule.options["nearest"], at)
    if node.rule.options.get("from") == "history":
        widest = _WIDEST.get(unit_name(node), 366)
        told = next((act for act in reversed(at.acts) if act.value.days <= widest), None)
        if told and parts._is_history(told.value, at) and not at.is_future():
            at.used_act, at.likely = told, True
            return reckon.unit(unit_name(node), told.value.earliest, shift)
    if node.rule.options.get("whole") and shift:
        return _whole_unit(unit_name(node), at.today(), shift)
    return reckon.unit(unit_name(node), at.today(), shift)


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


def unit_name(node: Node) -> str:
    return node.rule.options.get("unit") or node.get("unit") or node.get("the_unit")


@kind("named")
def _of_named(node: Node, at: Moment) -> EdtfDate | None:
    """Last, this or next July, 20 July, Friday or winter."""
    shift = int(node.rule.options.get("shift", node.get("shift") or 0))
    today = at.today()
    if abs(shift) > 1:  # the July before last: as last July, said a year earlier
        step = 1 if shift > 0 else -1
        shift, today = step, reckon.away(shift - step, "year", today).earliest.replace(month=today.month)
    written = parts.of(node)
    number = node.get("season")
    # The one before last is a year further back.
    further = shift - (shift > 0) + (shift < 0)
    if number:
        direction = "last" if shift < 0 else "next" if shift else "past"
        if shift == 0 and reckon.season(number, today, "past").earliest.year < today.year:
            direction = "future"
        found = reckon.season(number, today, direction)
        return EdtfDate.season(found.earliest.year + further, number)
    if written.month is None:
        return of_weekday(node, at) if written.weekday else _day_shifted(written, shift, at)
    if written.day is None:
        if shift == 0:
            return EdtfDate.month(today.year, written.month)
        found = (reckon.last_month if shift < 0 else reckon.next_month)(written.month, today)
        return EdtfDate.month(found.earliest.year + further, written.month)
    if shift == 0:
        return parts.named(replace(written, year=today.year))
    edge = reckon.away(shift, "day", today).earliest
    found = reckon.year_of(written.month, written.day, edge, shift > 0, written.weekday)
    return EdtfDate.day(found) if found else None


def _day_shifted(written: Fields, shift: int, at: Moment) -> EdtfDate | None:
    """지난 10일, 오는 15일: the most recent or the next day of that number, never today."""
    if written.day is None:
        return None
    edge = reckon.away(shift or -1, "day", at.today()).earliest
    found = reckon.day_of_month(written.day, edge, shift > 0)
    if found:
        at.days[at.today(), written.day] = found
    return EdtfDate.day(found) if found else None


def own_unit(name: str, at: Moment) -> EdtfDate:
    """The unit being told of: the act's where this paragraph tells one, else the document's."""
    told = at.act if at.act and at.act.paragraph == at.paragraph and at.reference else None
    if told and parts.history(at):
        at.used_act, at.likely = told, True
        return reckon.unit(name, told.value.earliest)
    return reckon.unit(name, at.today())
