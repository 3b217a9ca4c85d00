"""When two accounts may be of one act, and why: kind, actors, place and date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from timeline.edtf import EdtfDate
from timeline.models import EventMention, Status
from timeline.topics import Topic

_TRAVEL = ("visit", "summit")
#: What is to come is one event, what is told of another: a plan is linked to its outcome.
#: What did not take place is a third.
PLANNED, TOLD, NOT = "planned", "told", "not"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mention joined the others: a key of the merge words with its fields."""

    key: str
    fields: tuple[tuple[str, str], ...] = ()


def side(mention: EventMention) -> str:
    if mention.rule.endswith("/negated"):
        return NOT
    return PLANNED if mention.status is Status.PLANNED else TOLD


def groups(category: str, topic: Topic) -> frozenset[str]:
    """The category and those that may tell the same act."""
    return frozenset([category, *topic.categories[category].pairs])


def same_actors(one: Collection[str], other: Collection[str], topic: Topic) -> bool:
    """True where one set lies within the other, a person standing for their state as well.

    Two different people are never one, even of one state.
    """
    if not one or not other:
        return False
    first, second = topic.closure(tuple(one)), topic.closure(tuple(other))
    return set(one) <= second or set(other) <= first


def same_places(one: Collection[str], other: Collection[str], topic: Topic) -> bool:
    """True where either names none, they share one, or one names a region of the other's country."""
    if not one or not other or set(one) & set(other):
        return True
    first, second = ([topic.places[p] for p in places if p in topic.places] for places in (one, other))
    near = {place.country for place in first} & {place.country for place in second}
    return bool(near) and any(place.region for place in (*first, *second))


def same_destination(one: EventMention, other: EventMention, topic: Topic) -> bool:
    """True where two visits may go to one state: either names none, or they share one."""
    if one.category not in _TRAVEL or other.category not in _TRAVEL:
        return True
    first, second = _countries(one, topic), _countries(other, topic)
    return not first or not second or bool(first & second)


def _countries(mention: EventMention, topic: Topic) -> set[str]:
    """The states that a visit goes to, its visitor's own left out: the way begins there."""
    to = [item for role, item in mention.roles if role == "to"]
    homes = {topic.state_of(item) for role, item in mention.roles if role == "agent"}
    found = {topic.places[item].country if item in topic.places else topic.state_of(item) for item in to}
    return {country for country in found if country} - (homes if len(homes) == 1 else set())


def same_speakers(one: EventMention, other: EventMention, topic: Topic) -> bool:
    """Statements are one only where one party makes them."""
    first, second = set(one.attributed_to or one.actors[:1]), set(other.attributed_to or other.actors[:1])
    return bool(first & second) or bool(
        first and second and (first <= topic.closure(tuple(second)) or second <= topic.closure(tuple(first)))
    )


#: Of a day or two, a speaker's statements are likely one; of longer, they are only where they share a subject.
_ONE_STATEMENT = 3


def same_subject(one: EventMention, other: EventMention, topic: Topic) -> bool:
    """True for two statements of days, or of wider dates where both are about somebody named in both."""
    if max(one.timex.value.days, other.timex.value.days) <= _ONE_STATEMENT:  # type: ignore[union-attr]
        return True
    speakers = topic.closure((*one.attributed_to, *other.attributed_to, *one.actors[:1], *other.actors[:1]))
    about = [{actor for actor in mention.actors if actor not in speakers} for mention in (one, other)]
    return bool(about[0] & about[1]) or about[0] == about[1]


def width(value: EdtfDate) -> tuple[int, str]:
    """The sharper of two dates sorts first; a span with known ends counts as sharp as a day."""
    return (0 if value.is_span and value.days <= 31 else value.days, value.text)


def distance(one: EdtfDate, other: EdtfDate) -> int:
    """Days between two dates; 0 where they overlap."""
    if one.overlaps(other):
        return 0
    return (
        (other.earliest - one.latest).days
        if one.latest < other.earliest
        else (one.earliest - other.latest).days
    )
