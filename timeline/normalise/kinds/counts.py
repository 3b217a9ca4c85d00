"""The kinds that count: so many units ago or hence, from the document or from an act told."""

from __future__ import annotations

from datetime import date

from timeline import reckon
from timeline.edtf import EdtfDate
from timeline.languages import split_words
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.kinds.registry import kind, resolve
from timeline.normalise.kinds.units import unit_name
from timeline.normalise.moment import Moment, Unanchored
from timeline.tagger import Node


def amount_of(node: Node) -> tuple[float, str] | None:
    """How many of which unit a node says; a bare unit is one, a dual or a compound says both."""
    counted = node.get("counted")
    if counted:
        name, count = counted.rsplit(" ", 1)
        return int(count), name
    name = unit_name(node)
    said = node.get("count")
    count = 1 if said is None else parts.number(said)
    if count and (name, node.get("unit2")) == ("year", "month"):
        return 12 * count + (parts.number(node.get("count2")) or 0), "month"
    return None if count is None or name is None else (count, name)


#: Years counted in tens from here on are a round number more often than an exact one.
_ROUND = 20


@kind("away")
def _of_away(node: Node, at: Moment) -> EdtfDate | None:
    """N units ago or hence, from the document's day or, with `from = "act"`, from the act told."""
    amount = amount_of(node)
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
    if options.get("from") == "inner":
        inner = resolve(node.child(), at) if name == "week" else None  # type: ignore[arg-type]
        return reckon.away(7 * int(count) * sign, "day", inner.earliest) if inner else None
    if options.get("measures"):
        at.measures = True
    if (
        options.get("measures")
        and options.get("from") in ("act", "history")
        and (named := _counted_from(int(count), name, at))
    ):
        return named
    if options.get("from") == "around" and (base := at.following()):
        at.used_act = base
        return _moved(base.value, int(count) * sign, name)
    if options.get("from") in ("event", "around"):
        if not at.acts or not at.same_sentence(at.acts[-1]):
            raise Unanchored
        return _from_another(int(count) * sign, name, options, at)
    if options.get("from") == "history":
        told = at.acts[-1] if at.acts and at.same_sentence(at.acts[-1]) else None
        if told and parts._is_history(told.value, at):
            return _from_another(int(count) * sign, name, options, at)
    elif options.get("from") == "tense":
        if at.acts and not at.is_future() and (at.cue or parts._is_history(at.acts[-1].value, at)):
            return _from_another(int(count) * sign, name, options, at)
        if options.get("unanchored") and not at.is_future():
            raise Unanchored
    elif options.get("from"):
        return _from_another(int(count) * sign, name, options, at)
    found = reckon.away(int(count) * sign, name, at.today())
    if found.earliest.year > at.today().year + _FAR_AHEAD and options.get("from") == "tense":
        raise Unanchored
    if options.get("same_day"):
        return parts.named(Fields(found.earliest.year, at.today().month, at.today().day))
    if name in ("decade", "century") or (name == "year" and count >= _ROUND and count % 10 == 0):
        at.likely = True
    if node.get("count2") is not None and node.get("unit2") is None:
        other = reckon.away((parts.number(node.get("count2")) or 0) * sign, name, at.today())
        return EdtfDate.one_of(min(found, other, key=_start).earliest, max(found, other, key=_start).latest)
    return found


def _start(value: EdtfDate) -> date:
    return value.earliest


#: News looks no further ahead than so many years: "after eighty years" is counted from something else.
_FAR_AHEAD = 30

#: How far from now, in days, so many of a unit from a date may lead for it to be counted from.
_SLACK = {"day": 7, "week": 10, "month": 62, "year": 366}


def _counted_from(count: int, name: str, at: Moment) -> EdtfDate | None:
    """The date named to count from: so many units from it is about now, or its verb stands before (`counting`)."""
    words = at.language.settings["cues"].get("counting", "")
    told = words and at.sentences.text[max(0, at.start - 40) : at.start].rstrip().endswith(
        tuple(split_words(words))
    )
    for since in (at.background, *reversed(at.acts)):
        if since is None or since.value.days > SHARPNESS.get(name, 0) or not at.same_sentence(since):
            continue
        now = reckon.away(count, name, since.value.earliest).earliest
        slack = _SLACK.get(name, 0)
        if told or -slack // 2 <= (at.today() - now).days <= slack:
            at.used_act = since
            return reckon.unit(name, since.value.earliest)
    return None


def _and_a_half(count: float, name: str) -> tuple[int, str]:
    """Half a unit more, in the unit below: a year and a half is 18 months."""
    units = {"decade": ("year", 10), "year": ("month", 12), "month": ("day", 30)}
    below, factor = units.get(name, ("day", 7))
    return int((count + 0.5) * factor), below


#: How sharp a date must be, in days, for N of a unit to be counted from it.
SHARPNESS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 7, "month": 31, "quarter": 92, "year": 366}


def _from_another(count: int, name: str, options: dict, at: Moment) -> EdtfDate | None:
    """N units from the act told, or (`from = "following"`) from the date its clause goes on to."""
    at.likely = True
    if options["from"] == "following":
        at.used_act = at.following()
        if at.used_act is None:
            raise Unanchored
        base = at.used_act.value
    elif apposed := _apposed(options, at):
        return apposed
    else:
        base = at.told(SHARPNESS.get(name), back=count < 0)
        if at.used_act is None and count > 0:
            raise Unanchored
    if base.is_span:
        base = EdtfDate.day(base.latest if count > 0 else base.earliest)
    found = _moved(base, count, name)
    ahead = found and at.reference and found.earliest > at.reference
    if ahead and (options.get("limit") == "reference" or (count > 0 and at.is_past())):
        at.used_act = None
        raise Unanchored
    return found


def _apposed(options: dict, at: Moment) -> EdtfDate | None:
    """The date just named, where the count says between commas how far on it is: "on the 24th, a day later, ..."."""
    act = at.acts[-1] if at.acts else None
    if act is None or not at.sentences.text.startswith(",", at.end):
        return None
    sign, _, lead = at.sentences.text[act.end : at.start].strip().partition(" ")
    articles = at.language.settings["context"].get(options.get("lead", ""), ())
    if sign not in (",", "-") or (lead and lead not in articles):
        return None
    at.used_act = act
    return act.value


def _moved(base: EdtfDate, count: int, name: str) -> EdtfDate | None:
    """A date `count` units from another, no sharper than the coarser of the two."""
    if base.days > SHARPNESS.get(name, 3660):
        return None
    return reckon.away(count, name, base.earliest)
