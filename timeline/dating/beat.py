"""The topic as dating uses it: its milestones, and who and what some words name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline import wording
from timeline.dating.claims import Fields, dated
from timeline.edtf import EdtfDate
from timeline.models import Status

if TYPE_CHECKING:
    from timeline import topics
    from timeline.topics import Topic

#: A milestone known no sharper than this, in days, dates nothing.
WIDEST = 62
#: Categories whose milestones are somebody's coming to a place.
MEETINGS = ("visit", "summit")
#: Furthest that a name stands from the office that it names the holder of, in code points.
APPOSED = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or place named at an offset of folded text.

    A person named by an office is meant only of the days on which they held it. `loose` is an
    adjective of a state ("Russian"), which names no place.
    """

    start: int
    id: str
    since: date = date.min
    until: date = date.max
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the reference chronology.

    `hosts` are the states that its places lie in; `mover` is who travels there, else its first actor.
    """

    id: str
    date: EdtfDate
    category: str
    mover: str
    people: frozenset[str]
    others: frozenset[str]
    places: frozenset[str]
    hosts: frozenset[str]
    fields: Fields = field(default=())

    def part_of(self, other: Milestone) -> bool:
        """True for a stop on a longer trip of the same traveller."""
        return (
            self is not other
            and self.category == other.category
            and self.mover == other.mover
            and self.date.within(other.date)
            and self.date.days < other.date.days
        )


class Beat:
    """A topic prepared for dating; without one, a beat that knows nothing."""

    def __init__(self, topic: Topic | None) -> None:
        self._topic = topic
        self.milestones: tuple[Milestone, ...] = ()
        if topic is not None:
            told = (row for row in topic.chronology if row.date.days <= WIDEST and row.status != Status.PLANNED)
            rows = [_milestone(row, topic) for row in told]
            self.milestones = tuple(row for row in rows if not any(row.part_of(other) for other in rows))

    def find(self, folded: str) -> list[Mention]:
        """Who and what folded words name, in order; a place is its state too."""
        found: list[Mention] = []
        matches = self._topic.find(folded) if self._topic else []
        for at, match in enumerate(matches):
            if match.kind != "role" or not _named_beside(match, matches[max(0, at - 1) : at + 2]):
                found += self._mentions(match)
        return found

    def _mentions(self, match: topics.Match) -> list[Mention]:
        assert self._topic is not None
        topic, at = self._topic, match.start
        if match.kind == "role":
            return _holders(topic.roles[match.id], at)
        if match.kind == "group":
            group = topic.groups[match.id]
            held = [mention for role in group.roles for mention in _holders(topic.roles[role], at)]
            return [*(Mention(at, member) for member in group.members), *held]
        if match.kind == "place":
            return [Mention(at, match.id), Mention(at, topic.places[match.id].country)]
        return [Mention(at, match.id, loose=match.kind == "adjective")]

    def tells(self, folded: str, language: str) -> frozenset[str]:
        """The categories that folded words hold a cue of."""
        if self._topic is None:
            return frozenset()
        return frozenset(
            category
            for cue in self._topic.cues(folded, language)
            for category, _, kind in (label.partition(".") for label in cue.labels)
            if kind != "verbs"
        )


@lru_cache(maxsize=4)
def beat_of(topic: Topic | None) -> Beat:
    """The topic prepared once for many documents."""
    return Beat(topic)


def _named_beside(role: topics.Match, around: list[topics.Match]) -> bool:
    """True where a person's name stands next to an office: the name says who is meant."""
    return any(
        (other.kind in ("person", "alone") and -APPOSED <= other.start - role.end <= APPOSED)
        or (other.kind in ("person", "alone") and -APPOSED <= role.start - other.end <= APPOSED)
        for other in around
    )


def _holders(role: topics.Role, at: int) -> list[Mention]:
    return [Mention(at, actor, since, until) for actor, since, until in role.holders]


def _milestone(row: topics.Milestone, topic: Topic) -> Milestone:
    fields = list(dated("day", row.date))
    fields += [(f"title_{code}", row.title(code)) for code in wording.languages()]
    people = [key for key in row.actors if key in topic.actors and topic.actors[key].kind == "person"]
    hosts = frozenset(topic.places[key].country for key in row.places if key in topic.places)
    moves = row.category in MEETINGS
    movers = [key for key in people if moves and topic.state_of(key) not in hosts]
    return Milestone(
        id=row.id,
        date=row.date,
        category=row.category,
        mover=next(iter((*movers, *row.actors[:1])), ""),
        people=frozenset(people),
        others=frozenset(row.actors) - frozenset(people),
        places=frozenset(row.places),
        hosts=hosts,
        fields=tuple(fields),
    )


def meant(mentions: Sequence[Mention], day: date) -> frozenset[str]:
    """The ids that some mentions mean when they tell of a day; adjectives left out."""
    return frozenset(m.id for m in mentions if not m.loose and m.since <= day < m.until)
