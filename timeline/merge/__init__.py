"""Mentions to events: accounts of one act in several documents become one event.

Sharp dates are placed first and vague ones join them, never the other way: a year cannot tie two
acts together. The result depends on what the mentions say, not on their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from timeline.edtf import EdtfDate
from timeline.merge import titles
from timeline.merge.alike import (
    PLANNED,
    Reason,
    distance,
    groups,
    same_actors,
    same_destination,
    same_places,
    same_speakers,
    same_subject,
    side,
    width,
)
from timeline.merge.sources import stories
from timeline.models import Document, Event, EventMention, Status
from timeline.topics import Topic

__all__ = ["Reason", "merge", "reasons", "settled"]

#: Acts that a vague date may mean stand no further apart than this, in days, or none is chosen.
_ONE_TRIP = 10
#: Days that a planned act may slip and still be the one that was announced.
_SLIP = 31
#: Two sharp days for one singular act stand no further apart than this to be a conflict.
_CONFLICT = 3
#: A date this wide or wider, in days, is vague: it joins an act only where no other fits.
_VAGUE = 8
_STRENGTH = {Status.DENIED: 0, Status.PLANNED: 1, Status.CLAIMED: 2, Status.HAPPENED: 3}


class _Act:
    """An event in the making: the mentions that joined, and what they say together."""

    __slots__ = ("category", "closure", "date", "members", "places", "side")

    def __init__(self, mention: EventMention, topic: Topic) -> None:
        self.members = [mention]
        self.category = mention.category
        self.side = side(mention)
        self.date = mention.timex.value
        self.places = set(mention.places)
        self.closure = topic.closure(mention.actors)

    def join(self, mention: EventMention, topic: Topic) -> None:
        self.members.append(mention)
        self.places |= set(mention.places)
        self.closure |= topic.closure(mention.actors)

    def takes(self, mention: EventMention, topic: Topic) -> bool:
        """True where every mention so far and this one may tell the same act."""
        if not same_places(self.places, mention.places, topic):
            return False
        # the days of a trip need not be one day
        lasting = self.date is not None and self.date.is_span
        if lasting and not self.date.overlaps(mention.timex.value):  # type: ignore[union-attr, arg-type]
            return False
        # a trip of several days and the summit within it are two events
        if lasting and self.category != mention.category:
            return False
        for member in _shapes(self.members):
            if member.category not in groups(mention.category, topic):
                return False
            if not same_actors(member.actors, mention.actors, topic):
                return False
            if not same_destination(member, mention, topic):
                return False
            if mention.category == "statement" and not (
                same_speakers(member, mention, topic) and same_subject(member, mention, topic)
            ):
                return False
            if not lasting and not member.timex.value.overlaps(mention.timex.value):  # type: ignore
                return False
        return True

    def closeness(self, mention: EventMention) -> tuple[int, ...]:
        """How well a mention fits: same category, shared places, shared actors."""
        mine = {actor for member in _shapes(self.members) for actor in member.actors}
        return (
            int(any(m.category == mention.category for m in self.members)),
            len(self.places & set(mention.places)),
            len(mine & set(mention.actors)),
        )


def merge(mentions: Iterable[EventMention], documents: Sequence[Document], topic: Topic) -> list[Event]:
    """The events, by date and then id; every mention is in exactly one."""
    ordered = sorted(mentions, key=_order)
    acts, undated = _placed([m for m in ordered if m.timex.value is not None], topic), []
    undated = [m for m in ordered if m.timex.value is None]
    acts += _undated(undated, topic)
    alike = stories(documents)
    names = _names(ordered)
    events = [_event(act, alike, names, topic) for act in acts]
    events = _linked(events, topic)
    return sorted(events, key=lambda e: (e.date.earliest if e.date else date.max, e.id))


def reasons(event: Event, topic: Topic, language: str = "en") -> tuple[str, ...]:
    """Why the mentions of an event are taken for one act: one line for each after the first."""
    first, *others = sorted(event.mentions, key=_order)
    return tuple(titles.reason(_reason(first, other, topic), topic, language) for other in others)


def _order(mention: EventMention) -> tuple:
    """By sharpness of the date, then by how much is named; then by what identifies the mention."""
    value = mention.timex.value
    sharp = width(value) if value else (10**6, "")
    return (
        sharp, -len(mention.actors), -len(mention.places), mention.category, mention.actors,
        mention.document_id, mention.sentence.start, mention.timex.span.start, mention.clause.start,
    )  # fmt: skip


def _shapes(members: list[EventMention]) -> Iterable[EventMention]:
    """Members that differ in what merging looks at: many reprints are one."""
    if len(members) < 4:
        return members
    return {(m.category, m.actors, m.timex.value, m.attributed_to): m for m in members}.values()


# ------------------------------------------------------------------------------------ placing


def _placed(ordered: list[EventMention], topic: Topic) -> list[_Act]:
    acts: list[_Act] = []
    by_key: dict[tuple, list[_Act]] = {}
    known: dict[tuple, _Act | None] = {}
    for mention in ordered:
        shape = (
            mention.category, side(mention), mention.actors, mention.places, mention.timex.value,
            mention.attributed_to if mention.category == "statement" else (),
        )  # fmt: skip
        chosen = known.get(shape)
        if chosen is None:
            chosen = _chosen(mention, by_key, topic)
        if chosen is not None:
            chosen.join(mention, topic)
            known[shape] = chosen
            for key in _keys(mention, topic):
                _file(by_key, key, chosen)
            continue
        act = _Act(mention, topic)
        acts.append(act)
        known[shape] = act
        for key in _keys(mention, topic):
            _file(by_key, key, act)
    return acts


def _file(by_key: dict[tuple, list[_Act]], key: tuple, act: _Act) -> None:
    held = by_key.setdefault(key, [])
    if not any(other is act for other in held):
        held.append(act)


def _keys(mention: EventMention, topic: Topic) -> list[tuple]:
    """Where a mention is filed: side, category, actor and each month it may fall in."""
    value = mention.timex.value
    assert value is not None
    return [
        (side(mention), mention.category, actor, period)
        for actor in topic.closure(mention.actors) or ("",) for period in _periods(value)
    ]  # fmt: skip


def _periods(value: EdtfDate) -> list[tuple[int, int]]:
    """The months a date may fall in; the years, where it is wider than two."""
    first, last = value.earliest, value.latest
    if (last - first).days > 740:
        return [(year, 0) for year in range(first.year, min(last.year, first.year + 20) + 1)]
    months = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        months.append((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months + (
        [(y, 0) for y in range(first.year, last.year + 1)] if value.days > 31 else [(first.year, 0)]
    )


def _chosen(mention: EventMention, by_key: dict[tuple, list[_Act]], topic: Topic) -> _Act | None:
    """The act that a mention tells, or None: none fits, or several that cannot be the same do."""
    value = mention.timex.value
    assert value is not None
    found: dict[int, _Act] = {}
    for category in groups(mention.category, topic):
        for actor in topic.closure(mention.actors) or ("",):
            for period in _periods(value):
                for act in by_key.get((side(mention), category, actor, period), ()):
                    found[id(act)] = act
    fitting = [act for act in found.values() if act.takes(mention, topic)]
    if not fitting:
        return _disputed(mention, by_key, topic)
    best = max(act.closeness(mention) for act in fitting)
    closest = [act for act in fitting if act.closeness(mention) == best]
    closest.sort(key=lambda act: _order(act.members[0]))
    if value.days >= _VAGUE and len(closest) > 1:
        dates = [act.date for act in closest if act.date]
        first, last = min(d.earliest for d in dates), max(d.latest for d in dates)
        sharp = [d for d in dates if d.days < _VAGUE]
        if len(sharp) > 1 and (last - first).days > _ONE_TRIP:
            same = [act for act in closest if act.date == value]
            return same[0] if same else None
    return closest[0]


def _disputed(mention: EventMention, by_key: dict[tuple, list[_Act]], topic: Topic) -> _Act | None:
    """The act that a mention tells for another day: a singular act, the same people and place.

    Only between documents, and only a few days apart: else they are two acts.
    """
    value = mention.timex.value
    assert value is not None
    if value.days > 1 or not topic.categories[mention.category].singular or not mention.places:
        return None
    if side(mention) == PLANNED or len(mention.actors) < 2:
        return None
    near = [EdtfDate.day(value.earliest + timedelta(days)) for days in (-_CONFLICT, _CONFLICT)]
    found = {
        id(act): act
        for day in near for period in _periods(day) for actor in mention.actors[:1]
        for act in by_key.get((side(mention), mention.category, actor, period), ())
    }  # fmt: skip
    for act in sorted(found.values(), key=lambda a: _order(a.members[0])):
        told = act.members[0]
        same = set(told.actors) == set(mention.actors) and set(told.places) & set(mention.places)
        apart = all(member.document_id != mention.document_id for member in act.members)
        days = [m.timex.value for m in act.members if m.timex.value and m.timex.value.days == 1]
        close = bool(days) and all(0 < distance(day, value) <= _CONFLICT for day in days)
        if same and apart and close and told.category == mention.category:
            return act
    return None


def _undated(mentions: list[EventMention], topic: Topic) -> list[_Act]:
    """Mentions that wait for a date: one only where one document tells the same in the same words."""
    acts: dict[tuple, _Act] = {}
    for mention in mentions:
        key = (
            mention.document_id,
            mention.category,
            side(mention),
            mention.actors,
            mention.places,
            mention.timex.text,
        )
        if key in acts:
            acts[key].join(mention, topic)
        else:
            acts[key] = _Act(mention, topic)
    return list(acts.values())


# ------------------------------------------------------------------------------------ events


def _names(ordered: list[EventMention]) -> dict[int, str]:
    """id(mention) -> a name from its document and sentence, told apart by its date's words and turn."""
    turns: Counter[tuple[str, str, str]] = Counter()
    names: dict[int, str] = {}
    for mention in sorted(
        ordered, key=lambda m: (m.document_id, m.timex.span.start, m.clause.start, _order(m))
    ):
        key = (mention.document_id, " ".join(mention.sentence.text.split()), mention.timex.text)
        names[id(mention)] = hashlib.sha256("\x1f".join([*key, str(turns[key])]).encode()).hexdigest()[:12]
        turns[key] += 1
    return names


def _event(act: _Act, alike: dict[str, str], names: dict[int, str], topic: Topic) -> Event:
    members = sorted(act.members, key=lambda m: (m.document_id, m.sentence.start, m.timex.span.start))
    sources = {m.document_id: alike.get(m.document_id, m.document_id) for m in members}
    chosen, conflicts = _date(act, sources, topic)
    strongest = max((m.status for m in members), key=_STRENGTH.__getitem__)
    category = _category(members, chosen, topic)
    made = Event(
        names[id(members[0])], chosen, (), tuple(members), _union(m.actors for m in act.members),
        _union(m.places for m in act.members), category, strongest,
        _union(m.attributed_to for m in members if m.status is not Status.HAPPENED or category == "statement"),
        _union(m.denied_by for m in members), conflicts, len(set(sources.values())),
    )  # fmt: skip
    return replace(made, titles=titles.titles(made, topic))


def _union(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for row in rows for item in row))


def _category(members: list[EventMention], chosen: EdtfDate | None, topic: Topic) -> str:
    """What most mentions of the event's own date say; of two that most say, the one of higher rank."""
    sharp = [m for m in members if m.timex.value == chosen] or members
    counts = Counter(m.category for m in sharp)
    return min(counts, key=lambda c: (-counts[c], topic.categories[c].rank))


def _date(act: _Act, sources: dict[str, str], topic: Topic) -> tuple[EdtfDate | None, tuple[EdtfDate, ...]]:
    told: dict[EdtfDate, set[str]] = {}
    for member in act.members:
        if member.timex.value is not None:
            told.setdefault(member.timex.value, set()).add(sources[member.document_id])
    return settled(told)


def settled(told: Mapping[EdtfDate, Set[str]]) -> tuple[EdtfDate | None, tuple[EdtfDate, ...]]:
    """The sharpest date that most stories give, and those that cannot all be right.

    `told` maps each date to the stories that give it.
    """
    if not told:
        return None, ()
    days = sorted({v for v in told if v.days == 1}, key=lambda v: v.earliest)
    conflicts = tuple(days) if len(days) > 1 and not any(v.is_span for v in told) else ()
    spans = [v for v in told if v.is_span]
    among = spans or (list(days) if conflicts else list(told))
    best = min(
        among,
        key=lambda v: (
            (-len(told[v]), v.days) if conflicts else (v.days, -len(told[v])),
            v.qualifier,
            v.text,
        ),
    )
    return best, conflicts


# ------------------------------------------------------------------------------------ links


def _linked(events: list[Event], topic: Topic) -> list[Event]:
    """Each plan with the act that it announced, each summit with the trip that it was part of."""
    told: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.status in (Status.HAPPENED, Status.CLAIMED) and event.date:
            for actor in topic.closure(event.actors):
                told.setdefault((actor, event.category), []).append(event)
    return [_link(event, told, topic) for event in events]


def _link(event: Event, told: dict[tuple[str, str], list[Event]], topic: Topic) -> Event:
    plan = event.status is Status.PLANNED
    if not event.date or not (plan or event.category == "summit"):
        return event
    wanted = groups(event.category, topic) if plan else {"visit"}
    found: dict[str, Event] = {}
    for category in wanted:
        for actor in topic.closure(event.actors):
            for other in told.get((actor, category), ()):
                if other.id != event.id and _announced(event, other, plan, topic):
                    found[other.id] = other
    if not found:
        return event
    best = min(found.values(), key=lambda o: (
        distance(event.date, o.date), o.category != event.category, o.date.days, -o.n_sources, o.id,  # type: ignore[arg-type, union-attr]
    ))  # fmt: skip
    return replace(event, linked_to=best.id)


def _announced(event: Event, other: Event, plan: bool, topic: Topic) -> bool:
    assert event.date and other.date
    if not same_actors(event.actors, other.actors, topic):
        return False
    if not plan:
        return other.date.is_span and event.date.within(other.date) and event.date != other.date
    if not same_places(event.places, other.places, topic) and event.category != "visit":
        return False
    late = other.date.earliest - event.date.latest
    return other.date.days <= 366 and (
        event.date.overlaps(other.date) or timedelta(0) < late <= timedelta(_SLIP)
    )


# ------------------------------------------------------------------------------------ reasons


def _reason(first: EventMention, other: EventMention, topic: Topic) -> Reason:
    one, two = first.timex.value, other.timex.value
    who = "same_actors" if set(first.actors) == set(other.actors) else "actors_within"
    where = "and_place" if set(first.places) & set(other.places) else ""
    kind = "" if first.category == other.category else f"{first.category}+{other.category}"
    if one is None or two is None:
        when, dates = "no_date", ()
    elif one == two:
        when, dates = "same_date", (("one", one.text),)
    elif two.within(one) or one.within(two):
        inner, outer = (two, one) if two.within(one) else (one, two)
        when, dates = "date_within", (("one", inner.text), ("two", outer.text))
    elif one.overlaps(two):
        when, dates = "date_overlaps", (("one", one.text), ("two", two.text))
    else:
        when, dates = "date_conflict", (("one", one.text), ("two", two.text))
    return Reason(when, (("who", who), ("where", where), ("kind", kind), *dates))
