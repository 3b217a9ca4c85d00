"""Who acts in a clause, on whom and where: names to ids, by office, group and capital."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timeline.events import cues
from timeline.events.reading import Reading
from timeline.topics import Match, Topic
from timeline.topics.forms import WORD

_ACTORS = ("person", "alone", "role", "group", "institution", "state", "adjective")
_PEOPLE = ("person", "alone", "role", "group")


@dataclass(slots=True)
class Cast:
    """`agents` act, `others` are named beside them; both without doubles, in order of the text."""

    agents: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.agents, *self.others]))


def located(name: Match, reading: Reading) -> bool:
    """True where the words around say that the name is where, not who: "in Moscow", «в Москве»."""
    text, language = reading.text, reading.language
    marks = cues.words(language, "at")
    if language == "ko":
        word = text[name.start : name.end]
        return any(word.endswith(mark) and len(word) > len(mark) for mark in marks)
    if language == "ar" and text[name.start : name.start + 1] in ("ب", "ل") and not _whole(name, reading):
        return True
    before = [m.group() for m in WORD.finditer(text, max(0, name.start - 24), name.start)]
    if not before:
        return False
    last = before[-1].lstrip("وف") if language == "ar" and len(before[-1]) > 2 else before[-1]
    return last in marks or before[-1] in marks


def _whole(name: Match, reading: Reading) -> bool:
    """True where the first letter belongs to the name itself, not to a preposition."""
    word = WORD.match(reading.text, name.start)
    forms = [reading.topic.name(name.id, "ar")]
    item = reading.topic.places.get(name.id) or reading.topic.actors.get(name.id)
    if item is not None:
        forms += [form for form in item.aliases.get("ar", ())]
    return bool(word) and any(form[:1] == word.group()[:1] for form in forms)


def recipient(name: Match, reading: Reading) -> bool:
    """True where the name is whom something goes to: "to Russia", «إلى روسيا», 러시아에."""
    text, language = reading.text, reading.language
    marks = cues.words(language, "to")
    if language == "ko":
        return text[name.start : name.end].endswith(tuple(m for m in marks if m))
    if language == "ar" and text[name.start : name.start + 1] == "ل" and not _whole(name, reading):
        return True
    before = [m.group() for m in WORD.finditer(text, max(0, name.start - 16), name.start)]
    return bool(before) and before[-1] in marks


def ids(name: Match, topic: Topic, day: date | None) -> tuple[str, ...]:
    """The actors that a name stands for on a day; a capital stands for its state."""
    if name.kind == "role":
        holder = topic.roles[name.id].holder(day)
        return (holder,) if holder else ((topic.roles[name.id].state,) if topic.roles[name.id].state else ())
    if name.kind == "group":
        group = topic.groups[name.id]
        found = [topic.roles[role].holder(day) for role in group.roles]
        return (*group.members, *(actor for actor in found if actor))
    if name.kind == "place":
        speaks = topic.places[name.id].speaks_for
        return (speaks,) if speaks else ()
    return (name.id,)


def cast(reading: Reading, start: int, end: int, day: date | None, travels: bool = False) -> Cast:
    """Who and where, between two offsets of a sentence.

    `travels` says that the act is a visit: a capital that does not speak is then where it goes.
    """
    topic = reading.topic
    found = Cast()
    names = [n for n in reading.names if start <= n.start < end]
    people = any(n.kind in _PEOPLE for n in names)
    weak: list[str] = []
    for name in names:
        if name.kind == "place":
            place = topic.places[name.id]
            where = not place.speaks_for or located(name, reading) or (travels and bool(found.agents))
            if where:
                found.places.append(name.id)
                continue
            if travels and people:
                found.places.append(name.id)
                continue
            found.agents += ids(name, topic, day)
        elif name.kind == "adjective":
            weak.append(name.id)
        elif name.kind == "state" and (located(name, reading) or recipient(name, reading)):
            found.others.append(name.id)
        elif recipient(name, reading) and found.agents:
            found.others += ids(name, topic, day)
        else:
            found.agents += ids(name, topic, day)
    found.agents = list(dict.fromkeys(found.agents))
    known = topic.closure(tuple([*found.agents, *found.others]))
    found.others = [a for a in dict.fromkeys([*found.others, *(w for w in weak if w not in known)]) if a not in found.agents]
    found.places = list(dict.fromkeys(found.places))
    return found
