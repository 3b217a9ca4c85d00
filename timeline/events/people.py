"""Who acts in a clause, on whom and where: names to ids, by office, group and capital."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from timeline.events import cues
from timeline.events.reading import Reading
from timeline.topics import Match, Topic
from timeline.topics.forms import WORD

_PEOPLE = ("person", "alone", "role", "group")
#: "The foreign minister, Sergei Lavrov": the name stands this near behind the title.
_APPOSED = 26
#: What is given, and how near before its taker it stands.
_THINGS, _GIVEN = frozenset({"arms-transfer.things", "economy.things", "troops.things"}), 9
#: A paper's name may stand between its noun and whose it is.
_PAPER = 24
#: Words that stand for a person named earlier, by what that person is ("the minister").
TITLES = ("minister", "president", "spokesperson")


@dataclass(slots=True)
class Cast:
    """`agents` act; `to` and `source` are where something goes and comes from,
    `objects` follow who acts without a preposition; `others` are all that are named beside.

    All without doubles, in order of the text; `to` may be a place.
    """

    agents: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.agents, *self.others]))


def located(name: Match, reading: Reading) -> bool:
    """True where the words around say that the name is where, not who: "in Moscow", «в Москве»."""
    return _marked(name, reading, "at", "بل")


def within(name: Match, reading: Reading) -> bool:
    """True where the words around say that someone is there, not only that it is aimed at."""
    return not cues.words(reading.language, "in") or _marked(name, reading, "in", "ب")


def recipient(name: Match, reading: Reading) -> bool:
    """True where the name is whom something goes to: "to Russia", «إلى روسيا», 러시아에."""
    return _marked(name, reading, "to", "ل")


def origin(name: Match, reading: Reading) -> bool:
    """True where the name is whom something comes from: "from Pyongyang", «من بيونغ يانغ», 북한에서."""
    return _marked(name, reading, "from", "")


def _marked(name: Match, reading: Reading, label: str, prefixes: str) -> bool:
    text, language = reading.text, reading.language
    marks = cues.words(language, label)
    if language == "ko":
        word = text[name.start : name.end]
        return any(word.endswith(mark) and len(word) > len(mark) for mark in marks)
    if language == "ar" and text[name.start] in prefixes and not _whole(name, reading):
        return True
    before = [m.group() for m in WORD.finditer(text, max(0, name.start - 24), name.start)]
    if not before:
        return False
    if before[-1] in ("the", "an", "a") and len(before) > 1:
        before.pop()
    if before[-2:] == ["كل", "من"]:
        return False  # "each of the two": no one comes from there
    last = before[-1].lstrip("وف") if language == "ar" and len(before[-1]) > 2 else before[-1]
    return last in marks or before[-1] in marks


def _whole(name: Match, reading: Reading) -> bool:
    """True where the first letter belongs to the name itself, not to a preposition."""
    word = reading.text[name.start : name.start + 3]
    item = reading.topic.places.get(name.id) or reading.topic.actors.get(name.id)
    if item is None:
        return False
    forms = [*item.names.values(), *item.short.values(), *item.aliases.get("ar", ())]
    return any(form[:2] == word[:2] for form in forms)


def ids(name: Match, topic: Topic, day: date | None) -> tuple[str, ...]:
    """The actors that a name stands for on a day; a capital stands for its state."""
    if name.kind == "role":
        holder = topic.roles[name.id].holder(day)
        return (holder or topic.roles[name.id].state,)
    if name.kind == "group":
        group = topic.groups[name.id]
        found = [topic.roles[role].holder(day) for role in group.roles]
        return (*group.members, *(actor for actor in found if actor))
    if name.kind == "place":
        speaks = topic.places[name.id].speaks_for
        return (speaks,) if speaks else ()
    return (name.id,)


def cast(
    reading: Reading, start: int, end: int, day: date | None, travels: bool = False,
    spoken_of: Mapping[str, tuple[str, ...]] | None = None,
) -> Cast:  # fmt: skip
    """Who and where, between two offsets of a sentence.

    `travels` says that the act is a visit: a capital named after its visitor is where it goes.
    `spoken_of` maps a title to whoever it stood for last ("the minister"), and `pair` to the last
    two people named ("the two men").
    """
    topic = reading.topic
    found = Cast()
    zones = [cue.end for cue in reading.labelled("skip", start, end)]
    names = [
        n for n in reading.names if start <= n.start < end and not any(0 <= n.start - z < 3 for z in zones)
    ]
    people = any(n.kind in _PEOPLE for n in names)
    weak: list[str] = []
    last: Match | None = None
    acted = False
    titled = _titled(reading, start, end, spoken_of or {})
    pair = (spoken_of or {}).get("pair", ())
    for name in names:
        while titled and titled[0][0] < name.start:
            found.agents.append(titled.pop(0)[1])
        beside = last is not None and joined(last, name, reading)
        place = topic.places.get(name.id) if name.kind == "place" else None
        if name.kind in ("adjective", "state") and _of_an_outlet(name, reading):
            continue
        if name.kind == "adjective":
            weak.append(name.id)
        elif name.kind == "institution" and topic.actors[name.id].outlet and (found.agents or found.others):
            continue
        elif name.kind == "group" and topic.groups[name.id].spoken_of and len(pair) > 1:
            found.agents += pair
            acted = True
        elif place is not None and not place.speaks_for:
            found.places.append(name.id)
            if recipient(name, reading):
                found.to.append(name.id)
        elif beside and acted:
            found.agents += ids(name, topic, day)
        elif place is not None and _given(name, reading):
            found.others += ids(name, topic, day)  # "weapons for Moscow": whom, not where
            acted = False
        elif place is not None and (located(name, reading) or (travels and (people or found.agents or weak))):
            found.places.append(name.id)
            (found.source if origin(name, reading) else found.to).append(name.id)
            acted = False
            last = name
            continue
        elif name.kind in ("state", "place") and (located(name, reading) or recipient(name, reading)):
            them = ids(name, topic, day)
            found.others += them
            (found.source if origin(name, reading) else found.to).extend(them)
            acted = False
        elif recipient(name, reading) and found.agents:
            found.others += ids(name, topic, day)
            found.to += ids(name, topic, day)
            acted = False
        elif origin(name, reading) and name.kind in ("state", "institution"):
            found.others += ids(name, topic, day)
            found.source += ids(name, topic, day)
            acted = False
        elif acted and name.kind in ("state", "institution", "place"):
            found.objects += ids(name, topic, day)
            found.others += ids(name, topic, day)
        else:
            found.agents += ids(name, topic, day)
            acted = True
        if name.kind != "adjective":
            last = name
    found.agents += [actor for _, actor in titled]
    if travels and found.places and len(set(weak)) == 1 and not (found.agents or found.others):
        found.agents = weak[:1]  # "a Russian delegation visited Pyongyang"
    found.agents = list(dict.fromkeys(found.agents))
    known = topic.closure((*found.agents, *found.others))
    weak = [actor for actor in weak if actor not in known]
    found.others = [a for a in dict.fromkeys([*found.others, *weak]) if a not in found.agents]
    found.places = list(dict.fromkeys(found.places))
    return found


def _given(name: Match, reading: Reading) -> bool:
    """True for a capital right behind a thing that goes to it: «الأسلحة لموسكو»."""
    return recipient(name, reading) and any(
        0 < name.start - cue.end < _GIVEN and any(label in _THINGS for label in cue.labels)
        for cue in reading.acts
    )


def _of_an_outlet(name: Match, reading: Reading) -> bool:
    """True for a state that only says whose a paper is: "a British newspaper"."""
    reach = _PAPER if name.kind == "adjective" else 2
    return any(
        0 <= max(cue.start - name.end, name.start - cue.end) < reach for cue in reading.labelled("outlet")
    )


def joined(one: Match, other: Match, reading: Reading) -> bool:
    """True where a conjunction joins two names: "Moscow and Beijing", «موسكو وبكين»."""
    gap = reading.text[one.end : other.start].strip(" ,")
    if gap in ("and", "и", "&", "와", "과", "·", "및"):
        return True
    if reading.language == "ko":
        return not gap and reading.text[one.end - 1] in "와과·"
    return (
        not gap
        and reading.language == "ar"
        and reading.text[other.start] == "و"
        and not _whole(other, reading)
    )


def _titled(
    reading: Reading, start: int, end: int, spoken_of: Mapping[str, tuple[str, ...]]
) -> list[tuple[int, str]]:
    """(offset, actor) for each title alone that stands for someone named earlier."""
    found = []
    for title in TITLES:
        actor = next(iter(spoken_of.get(title, ())), "")
        if not actor:
            continue
        for cue in reading.labelled(title, start, end):
            if not any(n.start - _APPOSED < cue.end and cue.start < n.end + 3 for n in reading.names):
                found.append((cue.start, actor))
    return sorted(found)
