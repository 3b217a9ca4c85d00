"""The topic as dating uses it: its milestones, and who and what some words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline import wording
from timeline.dating.claims import Fields, dated
from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.models import Status

if TYPE_CHECKING:
    from timeline import topics
    from timeline.topics import Topic

#: A milestone known no sharper than this, in days, dates nothing.
WIDEST = 62
#: Longest act other than a meeting, in days, that a sentence without its year can be matched with.
SHORT = 3
_PERSONS = ("person", "alone")
#: Categories whose milestones are somebody's coming to a place.
MEETINGS = ("visit", "summit")
#: Titles of whoever leads a state, the highest first.
_HEADS = ("leader", "president")
#: Furthest that a name stands from the office that it names the holder of, in code points.
APPOSED = 12
#: Most words between the two: "Mr", but not "beside the".
MOST_BETWEEN = 1
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or place named at an offset of folded text.

    A person named by an office is meant only of the days on which they held it. `how` is `named`,
    `implied` (the state of a place or a body), `adjective` ("Russian") or `member` (the state of a
    person): the last two name no place.
    """

    start: int
    id: str
    since: date = date.min
    until: date = date.max
    how: str = "named"

    def moved(self, by: int) -> Mention:
        return Mention(self.start + by, self.id, self.since, self.until, self.how)


@dataclass(frozen=True, slots=True)
class Office:
    """A person named beside an office that they held, from where to where in folded text.

    `bare` where the words are a mere title ("President"). `gap` is what stands between the two, and
    `terms` are half-open.
    """

    role: str
    start: int
    end: int
    gap: tuple[int, int]
    bare: bool
    title_first: bool
    terms: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the reference chronology, or of the lesser acts.

    `bodies` are those of the others that are no state. `hosts` are the states that its places lie in.
    `mover` is who travels there, of a visit or summit ("" for one at home), and the first actor of any
    other act.
    """

    id: str
    date: EdtfDate
    category: str
    mover: str
    people: frozenset[str]
    others: frozenset[str]
    bodies: frozenset[str]
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
        #: Visits and summits by who comes; what was said; other acts by who acts or is named.
        self.meetings: dict[str, list[Milestone]] = {}
        #: Visits and summits by their places.
        self.held: dict[str, list[Milestone]] = {}
        self.statements: list[Milestone] = []
        self.acts: dict[str, list[Milestone]] = {}
        self._by_days: dict[tuple[tuple[int, int], ...], list[Milestone]] = {}
        heads = [r for r in (topic.roles.values() if topic else ()) if r.title in _HEADS]
        led = {role.state for role in heads if role.title == _HEADS[0]}
        #: Whoever has led a state: its president, unless it has a leader above them.
        self.leaders = {
            actor
            for role in heads
            if role.title == _HEADS[0] or role.state not in led
            for actor, _, _ in role.holders
        }
        #: The offices that some words name beside a holder.
        self._styled: dict[str, list[topics.Role]] = {}
        for role in topic.roles.values() if topic else ():
            self._styled.setdefault(role.style, []).append(role)
        if topic is not None:
            told = (row for row in (*topic.chronology, *topic.lesser) if row.status != Status.PLANNED)
            rows = [_milestone(row, topic) for row in told if row.date.days <= WIDEST]
            for row in rows:
                if not any(row.part_of(other) for other in rows):
                    stops = [other for other in rows if other.part_of(row)]
                    met = row.people.union(*(stop.people for stop in stops))
                    self._file(replace(row, people=met))

    def on_days(self, *days: tuple[int, int]) -> list[Milestone]:
        """Every milestone of some year from the first of these months and days to the last."""
        return self._by_days.get(days, [])

    def spots(self, mentions: Sequence[Mention]) -> set[str]:
        """The places named that stand for nothing but themselves, as the capital of one named does not."""
        assert self._topic is not None
        homes = {state for m in mentions if self._is_somebody(m.id) and (state := self._topic.state_of(m.id))}
        speaks = {m.id: self._topic.places[m.id].speaks_for for m in mentions if m.id in self._topic.places}
        return {key for key, state in speaks.items() if not state or (homes and state not in homes)}

    def anniversaries(self, language: str) -> list[tuple[str, int]]:
        """Folded words for what the topic counts the years from, and its year."""
        if self._topic is None:
            return []
        told = self._topic.anniversaries
        return [(fold_text(word), since.year) for since in told for word in since.words.get(language, ())]

    def namings(self, folded: str, around: str = "") -> Iterator[topics.Naming]:
        """The names in folded words that came to be, or were given up, on a day known.

        `around` is more of the text, for names that want a word of the topic near.
        """
        return self._topic.coined.find(folded, around) if self._topic else iter(())

    def parties(self, keys: Iterable[str]) -> set[str]:
        """The states that actors are of, and the actors that are of none."""
        return {self._topic.state_of(key) or key for key in keys} if self._topic else set()

    def strangers(self, row: Milestone, mentions: Sequence[Mention]) -> set[str]:
        """The persons named whom a milestone knows nothing of; leaders of its states come up with any."""
        assert self._topic is not None
        told = {m.id for m in mentions if m.how == "named" and m.since <= row.date.earliest < m.until}
        people = {key for key in told - row.people if self._is_somebody(key)}
        return people - {key for key in people & self.leaders if self._topic.state_of(key) in row.others}

    def somebody(self, mentions: Sequence[Mention]) -> bool:
        """True where a person is named."""
        return any(self._is_somebody(mention.id) for mention in mentions)

    def _is_somebody(self, key: str) -> bool:
        """True for a person who does not merely speak for others."""
        assert self._topic is not None
        actor = self._topic.actors.get(key)
        return actor is not None and actor.kind == "person" and actor.title != "spokesperson"

    @property
    def known(self) -> bool:
        """False where there is no chronology to hold a text against."""
        return bool(self.meetings or self.statements or self.acts)

    def _file(self, row: Milestone) -> None:
        first, last = row.date.earliest, row.date.latest
        ends = dict.fromkeys(((first.month, first.day), (last.month, last.day)))
        self._by_days.setdefault(tuple(ends), []).append(row)
        if row.category in MEETINGS:
            if row.mover:
                self.meetings.setdefault(row.mover, []).append(row)
            for place in row.places:
                self.held.setdefault(place, []).append(row)
        elif row.category == "statement":
            self.statements.append(row)
        elif row.date.days <= SHORT and (row.category != "other" or len(row.people) > 1):
            for actor in {row.mover, *row.people}:
                self.acts.setdefault(actor, []).append(row)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Who and what folded words name, in order; a place is its state too."""
        found: list[Mention] = []
        matches = self._whole_names(self._topic.find(folded, None, start, end)) if self._topic else []
        for at, match in enumerate(matches):
            if match.kind == "role" and _beside(match, matches, at, _PERSONS, folded):
                continue
            office = _beside(match, matches, at, ("role",), folded) if match.kind in _PERSONS else None
            found += self._mentions(match, office)
        return found

    def _whole_names(self, matches: list[topics.Match]) -> list[topics.Match]:
        """With "Kim" alone as another leader of that name, too, if the text names only that one whole."""
        assert self._topic is not None
        whole = {match.id for match in matches if match.kind == "person"}
        alone = {match.id for match in matches if match.kind == "alone"} - whole
        meant = {
            key: [other for other in whole & self.leaders if self._surname(other) == self._surname(key)]
            for key in alone
        }
        found: list[topics.Match] = []
        for match in matches:
            found.append(match)
            if match.kind == "alone" and len(others := meant.get(match.id, ())) == 1:
                found.append(replace(match, id=others[0]))
        return found

    def _surname(self, key: str) -> tuple[str, str]:
        """The state and the first word of the English name of somebody from Korea, told so alone."""
        assert self._topic is not None
        actor = self._topic.actors[key]
        return actor.state, actor.names["en"].split()[0]

    def offices(self, folded: str) -> Iterator[Office]:
        """The persons named beside an office that they held, in any words for it."""
        if self._topic is None:
            return
        matches, roles = self._topic.find(folded), self._topic.roles
        people = [match for match in matches if match.kind in _PERSONS]
        words = [match for match in matches if match.kind == "role"] + self._topic.styles.find(folded)
        for person in people:
            for office in words:
                if not _apposed(person, office, folded) or _nearer(office, person, people):
                    continue
                for role in [roles[office.id]] if office.kind == "role" else self._styled.get(office.id, ()):
                    held = [(since, until) for actor, since, until in role.holders if actor == person.id]
                    if held:
                        yield _office(role.id, office, person, folded, tuple(held))

    def _mentions(self, match: topics.Match, office: topics.Match | None) -> list[Mention]:
        assert self._topic is not None
        topic, at = self._topic, match.start
        if office is not None:
            held = [m for m in _holders(topic.roles[office.id], at) if m.id == match.id]
            return held or [Mention(at, match.id)]
        if match.kind == "role":
            return _holders(topic.roles[match.id], at)
        if match.kind == "group":
            group = topic.groups[match.id]
            held = [mention for role in group.roles for mention in _holders(topic.roles[role], at)]
            return [*(Mention(at, member) for member in group.members), *held]
        if match.kind == "place":
            place = topic.places[match.id]
            speaks = "named" if place.speaks_for else "implied"
            return [Mention(at, match.id), Mention(at, place.country, how=speaks)]
        state = topic.state_of(match.id)
        how = "member" if match.kind in _PERSONS else "implied"
        member = [Mention(at, state, how=how)] if state not in ("", match.id) else []
        return [Mention(at, match.id, how="adjective" if match.kind == "adjective" else "named"), *member]

    def cues(self, folded: str, language: str) -> list[tuple[int, str]]:
        """Where folded words hold a cue, and of which category."""
        found: list[tuple[int, str]] = []
        for cue in self._topic.cues(folded, language) if self._topic else ():
            for label in cue.labels:
                category, _, kind = label.partition(".")
                if kind != "verbs":
                    found.append((cue.start, category))
        return found


@lru_cache(maxsize=4)
def beat_of(topic: Topic | None) -> Beat:
    """The topic prepared once for many documents."""
    return Beat(topic)


def _beside(
    match: topics.Match, matches: Sequence[topics.Match], at: int, kinds: tuple[str, ...], folded: str
) -> topics.Match | None:
    """The match of one of these kinds that stands right next to another: a name by its office."""
    for other in matches[max(0, at - 1) : at + 2]:
        if other is not match and other.kind in kinds and _apposed(match, other, folded):
            return other
    return None


def _apposed(one: topics.Match, other: topics.Match, folded: str) -> bool:
    """True for a name and an office that belong together: near, and no two words stand between them."""
    first, last = sorted((one, other), key=lambda match: match.start)
    return _gap(one, other) <= APPOSED and len(_WORD.findall(folded[first.end : last.start])) <= MOST_BETWEEN


def _gap(one: topics.Match, other: topics.Match) -> int:
    """Code points between two matches; negative where one holds part of the other."""
    return max(other.start - one.end, one.start - other.end)


def _nearer(office: topics.Match, person: topics.Match, people: Sequence[topics.Match]) -> bool:
    """True where an office stands closer to another person."""
    return any(_gap(other, office) < _gap(person, office) for other in people)


def _office(
    role: str, office: topics.Match, person: topics.Match, folded: str, terms: tuple[tuple[date, date], ...]
) -> Office:
    one, other = sorted((office, person), key=lambda match: match.start)
    gap, end = (one.end, max(one.end, other.start)), max(one.end, other.end)
    return Office(role, one.start, end, gap, office.kind == "style", one is office, terms)


def _holders(role: topics.Role, at: int) -> list[Mention]:
    return [Mention(at, actor, since, until) for actor, since, until in role.holders]


def _milestone(row: topics.Milestone, topic: Topic) -> Milestone:
    fields = list(dated("day", row.date))
    fields += [(f"title_{code}", row.title(code)) for code in wording.languages()]
    people = [key for key in row.actors if _kind(key, topic) == "person"]
    hosts = frozenset(topic.places[key].country for key in row.places if key in topic.places)
    movers = [key for key in people if topic.state_of(key) not in hosts]
    mover = next(iter(movers if row.category in MEETINGS else row.actors), "")
    return Milestone(
        id=row.id,
        date=row.date,
        category=row.category,
        mover=mover,
        people=frozenset(people),
        others=frozenset(row.actors) - frozenset(people),
        bodies=frozenset(key for key in row.actors if _kind(key, topic) not in ("person", "state", "")),
        places=frozenset(row.places),
        hosts=hosts,
        fields=tuple(fields),
    )


def _kind(key: str, topic: topics.Topic) -> str:
    return topic.actors[key].kind if key in topic.actors else ""


def meant(mentions: Sequence[Mention], day: date) -> set[str]:
    """The ids that some mentions mean when they tell of a day, but for what names no place."""
    return {m.id for m in mentions if m.how in ("named", "implied") and m.since <= day < m.until}
