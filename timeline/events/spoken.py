"""Who acts, speaks and denies, remembering who was spoken of last."""

from __future__ import annotations

from datetime import date

from timeline.events.clauses import Clause
from timeline.events.people import TITLES, Cast, ids, joined
from timeline.events.people import cast as who_acts
from timeline.events.reading import Reading
from timeline.events.speech import Report
from timeline.topics import Actor, Topic
from timeline.topics.cues import Cue

_TRAVEL = ("visit", "summit")
_LEADERS = ("leader", "president")
#: A pronoun this near to the start of a clause stands for who acts in it.
_PRONOUN_REACH = 24
#: An attribution in free words is no longer than this, in words and code points.
_MOST_WORDS, _MOST_LETTERS = 6, 80


class Spoken:
    """Who was spoken of so far in a document, and who acts, speaks and denies in the sentence at hand."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.last_agents: tuple[str, ...] = ()
        #: Title -> whoever it stood for last; pair -> the last two people named.
        self.spoken_of: dict[str, tuple[str, ...]] = {}

    def remember(self, reading: Reading, day: date | None) -> None:
        if not reading.names and not self.spoken_of:
            return
        agents = self.cast(reading, reading.start, len(reading.text), day).agents
        if agents:
            self.last_agents = tuple(agents[:2])
        for actor in agents:
            title = self.topic.actors[actor].title if actor in self.topic.actors else ""
            if title in TITLES or title == "leader":
                self.spoken_of[title] = (actor,)
        people = [a for a in agents if a in self.topic.actors and self.topic.actors[a].kind == "person"]
        pair = tuple(dict.fromkeys([*people, *self.spoken_of.get("pair", ())]))[:2]
        if len({self.topic.state_of(a) for a in pair}) > 1 or len(pair) < 2:
            self.spoken_of["pair"] = pair

    def cast(self, reading: Reading, start: int, end: int, day: date | None, travels: bool = False) -> Cast:
        return who_acts(reading, start, end, day, travels, self.spoken_of)

    def acting(
        self, reading: Reading, clause: Clause, region: tuple[int, int], day: date | None, category: str
    ) -> Cast:
        """Who acts in a clause; where it names no one, who acted before in the sentence or the text."""
        travels = category in _TRAVEL
        who = self.cast(reading, clause.start, clause.end, day, travels)
        pronoun = reading.labelled("pronoun", clause.start, clause.start + _PRONOUN_REACH)
        person = any(self.topic.actors[a].kind == "person" for a in who.agents if a in self.topic.actors)
        if who.agents and not (category == "summit" and len(who.actors) < 2) and (person or not pronoun):
            return who
        if category == "summit" and len(who.agents) == 1 and pronoun and person:
            # "his meeting with Trump": whoever was spoken of last meets him
            states = {self.topic.state_of(a) for a in who.agents}
            who.agents += [a for a in self.last("visit") if self.topic.state_of(a) not in states]
        if (
            travels
            and not who.agents
            and not pronoun
            and reading.labelled("delegation", clause.start, clause.end)
        ):
            # "a Russian delegation": it is the state's
            who.agents, who.others = who.others[:1], who.others[1:]
        before = self.cast(reading, region[0], clause.start, day, travels)
        agents = before.agents if category == "summit" else before.agents[:2]
        if not agents and pronoun:
            agents = self.last(category)
        if not agents and not who.agents:
            agents = self.cast(reading, *region, day, travels).agents[:2]
        this = reading.labelled("demonstrative", clause.start, clause.start + _PRONOUN_REACH)
        if not agents and not who.agents and (travels or this):
            agents = self.last(category)
        if pronoun and not person and travels:
            who.others = [*who.agents, *who.others]
            who.to = who.to or list(who.agents)
            who.agents = []
        who.agents = list(dict.fromkeys([*who.agents, *agents]))
        who.others = [actor for actor in who.others if actor not in who.agents]
        if reading.labelled("where", clause.start, clause.start + 12) and not who.places and not who.to:
            states = [a for a in before.others if a in self.topic.actors]
            who.others += [a for a in states[-1:] if a not in who.agents]
            who.to = states[-1:]
        return who

    def leaders(self, actors: tuple[str, ...], act: list[Cue], reading: Reading, day: date | None) -> bool:
        """True where leaders of two states meet; other meetings are visits.

        Words that only a summit is told with stand whoever is named.
        """
        if any("summit.sure" in cue.labels for cue in act) or (
            reading.labelled("leaders") and not reading.labelled("lesser")
        ):
            return True
        named = [self.topic.actors[a] for a in actors if a in self.topic.actors]
        people = [actor for actor in named if actor.kind == "person"]
        leading = [actor for actor in people if self._leads(actor, day)]
        leaders = {actor.state for actor in leading}
        if len(leaders) == 1 and reading.labelled("lesser"):
            return False
        alone = len(leaders) == 1 and len(leading) == len(people)
        others = {actor.id for actor in named if actor.kind == "state"} - leaders
        return len(leaders) > 1 or (alone and not others)

    def _leads(self, actor: Actor, day: date | None) -> bool:
        """True for whoever leads a state: by title, or by the office held on the day."""
        return actor.title in _LEADERS or any(
            role.title in _LEADERS and role.holder(day) == actor.id for role in self.topic.roles.values()
        )

    def last(self, category: str) -> list[str]:
        """Who was spoken of last: people before anyone else, two of them for a summit."""
        people = [
            a for a in self.last_agents if a in self.topic.actors and self.topic.actors[a].kind == "person"
        ]
        return list(people or self.last_agents)[: 2 if category == "summit" else 1]

    def speakers(self, report: Report, reading: Reading, day: date | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for name in report.speakers for a in ids(name, self.topic, day)))

    def within(self, report: Report, reading: Reading, day: date | None) -> list[str]:
        """The state in the words for whoever speaks: "North Korea's envoy"."""
        start, end = report.words
        return [a for n in reading.names if start <= n.start < end for a in ids(n, self.topic, day)]

    def said_by(self, report: Report, reading: Reading, day: date | None) -> tuple[str, ...]:
        """Ids of whoever speaks, else the sentence's own words for them, else who spoke last."""
        speakers = self.speakers(report, reading, day)
        if speakers:
            return speakers
        if report.words[1]:
            return (" ".join(reading.source(*report.words).text.split()),)
        if "according" in report.verb.labels:
            words = reading.source(report.verb.end, report.zone[1]).text
            short = " ".join(words.split()[:_MOST_WORDS])
            return (short,) if short and len(words) < _MOST_LETTERS else ()
        return self.before(report, reading, day)

    def before(self, report: Report, reading: Reading, day: date | None) -> tuple[str, ...]:
        """Who acted last before the words of reporting, in the sentence or the text."""
        agents = self.cast(reading, reading.start, report.verb.start, day).agents
        return tuple(agents[-1:]) or self.last_agents[:1]

    def deniers(
        self, reading: Reading, despite: Cue, attributed: tuple[str, ...], day: date | None
    ) -> tuple[str, ...]:
        """Whoever is named behind the words of denial, else the first named who does not speak."""
        behind = [
            n for n in reading.names if despite.start <= n.start < despite.end + 40 and n.kind != "adjective"
        ]
        deniers = behind[:1]
        for name in behind[1:]:
            if not joined(deniers[-1], name, reading):
                break
            deniers.append(name)
        speaking = self.topic.closure(attributed)
        named = [actor for name in deniers for actor in ids(name, self.topic, day)]
        if not any(actor not in speaking for actor in named):
            named = list(self.cast(reading, despite.end, len(reading.text), day).actors)
        return tuple(dict.fromkeys(a for a in named if a not in speaking))[: max(1, len(deniers))]
