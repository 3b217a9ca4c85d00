"""The kinds that hang on what is told: the same day, since and until, and words that wrap a date."""

from __future__ import annotations

from dataclasses import replace

from timeline import reckon
from timeline.edtf import EdtfDate, Granularity
from timeline.normalise import fields as parts
from timeline.normalise.kinds.counts import SHARPNESS
from timeline.normalise.kinds.registry import kind, resolve
from timeline.normalise.kinds.units import unit_name
from timeline.normalise.moment import Moment, Unanchored
from timeline.tagger import Node


@kind("anaphora")
def _of_anaphora(node: Node, at: Moment) -> EdtfDate | None:
    """The same, the next or the previous day, week, month or year, of the act being told."""
    name = unit_name(node)
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
    if node.rule.options.get("last"):
        at.acts = tuple(act for act in at.acts if at.reference is None or act.value.earliest <= at.reference)
        if at.acts and at.acts[-1].days() > SHARPNESS[name]:
            raise Unanchored
    if name == "told":
        return _the_one_after(shift, at)
    base = at.told(SHARPNESS.get(name), bool(node.rule.options.get("reported")), back=shift < 0)
    if node.rule.options.get("told_only") and at.used_act is None:
        raise Unanchored
    if base.days > SHARPNESS.get(name, base.days) and not base.is_span:
        return None
    if name == "day":
        edge = base.latest if shift > 0 else base.earliest
        if shift < 0 and node.rule.options.get("reported") and _is_stale(at):
            at.used_act, at.doubtful = None, True
            at.alternatives = [reckon.away(shift, "day", at.today()), reckon.away(shift, "day", edge)]
            return at.alternatives[0]
        if year := parts.of(node).year:
            return parts.named(parts.Fields(year, edge.month, edge.day))
        return base if shift == 0 else reckon.away(shift, "day", edge)
    written = parts.of(node)
    whole = reckon.unit(name, base.earliest, shift)
    return parts.within(written, whole) if written else whole


#: How far behind a date, in code points, "or the one after it" may stand.
_NEXT_TO = 6


def _the_one_after(shift: int, at: Moment) -> EdtfDate | None:
    """The day, week, month or year beside the one just named."""
    told = at.acts[-1] if at.acts else None
    if told is None or told.value.is_span or at.start - told.end > _NEXT_TO:
        raise Unanchored
    at.used_act = told
    unit = {1: "day", 7: "week"}.get(told.value.days, "month" if told.value.days <= 31 else "year")
    return reckon.unit(unit, told.value.earliest, shift) if told.value.days <= 366 else None


def _is_stale(at: Moment) -> bool:
    """True where the act that "the day before" hangs on is of an earlier sentence and of days ago:
    it may as well be the day before the report."""
    told = at.used_act
    if told is None or at.reference is None or not told.reports or at.same_sentence(told):
        return False
    return 2 <= (at.reference - told.value.latest).days <= 31


def _same_span(shift: int, at: Moment) -> EdtfDate:
    """The period told of, that many years on: the same quarter of the year before."""
    told = next((a for a in reversed(at.acts) if 1 < a.value.days <= 366), None)
    if told and told.value.granularity in (Granularity.PART_OF_YEAR, Granularity.PART_OF_MONTH):
        raise Unanchored
    if told is None:
        raise Unanchored
    at.used_act = told
    return reckon.years_on(told.value, shift)


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


@kind("open")
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


@kind("wrapped")
def _of_wrapped(node: Node, at: Moment) -> EdtfDate | None:
    """Words around a date that change nothing but its span or its being approximate."""
    if node.rule.options.get("approximate"):
        at.approximate = True
    inner = node.child()
    found = resolve(inner, at) if inner else None
    unit = node.rule.options.get("unit")
    return reckon.unit(unit, found.earliest) if unit and found else found


@kind("none", "number", "unresolved")
def _of_nothing(node: Node, at: Moment) -> EdtfDate | None:
    raise Unanchored
