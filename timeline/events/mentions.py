"""One sentence at a time: what each of its dates dates, remembering who was spoken of last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from timeline.edtf import Granularity
from timeline.events.clauses import Clause, attributive, clause_of, clauses, lead_at
from timeline.events.coming import RULE, coming_timex, to_come
from timeline.events.kinds import category_of, only_moves, travels
from timeline.events.leaning import leaning
from timeline.events.passing import furniture, is_label, measures
from timeline.events.people import Cast, within
from timeline.events.reading import Dated, Reading
from timeline.events.speech import Report, reports
from timeline.events.spoken import Spoken
from timeline.events.status import is_ahead, is_past, negated, planned
from timeline.models import Document, EventMention, Span, Status
from timeline.normalise.sections import HEADING
from timeline.topics import Topic
from timeline.topics.cues import Cue

#: An act of these is told by the noun that is announced ("announced sanctions").
_ANNOUNCED = ("sanctions", "treaty", "economy", "weapons-test", "troops")
_TRAVEL = ("visit", "summit")
#: What may go somewhere without a traveller.
_GOES = ("economy", "troops", "arms-transfer")
#: A capital within a sentence, not after a stop or an opening mark.
_CAPITAL = {"ru": re.compile(r"(?<=[а-яё,] )[«\"]?[А-ЯЁ]"), "en": re.compile(r"(?<=[a-z,] )[\"“]?[A-Z]")}
#: What a sentence is about is none of these.
_PASSING = ("statement", "other")
#: "During the visit" begins its sentence.
_DURING_REACH = 12


class Teller:
    """Reads a document from top to bottom; `tell` yields the mentions of one sentence."""

    def __init__(self, document: Document, topic: Topic, readings: Sequence[Reading] = ()) -> None:
        self.document = document
        self.topic = topic
        self.readings = readings
        self.last_topic = ""
        #: The last sentence that told a dated act, with the mention it made.
        self.told: tuple[Reading, EventMention] | None = None
        #: The heading that dates what stands right under it.
        self.over: tuple[Reading, Dated] | None = None
        self.spoken = Spoken(topic)
        dating = document.dating
        self.today = (dating.earliest, dating.latest) if dating.earliest and dating.latest else None
        self.day: date | None = dating.latest

    @cached_property
    def leaning(self) -> str:
        """What the document is mostly about; looked for where a clause asks for it."""
        return leaning(self.readings)

    def tell(self, reading: Reading) -> Iterator[EventMention]:
        dates = [d for d in reading.dated() if d.timex.type == "DATE"]
        heads = next((d for d in dates if d.timex.rule.endswith(f"+{HEADING}")), None)
        if heads is None and self.over is not None:
            under = self._under(reading, dates)
            self.over = None
            if under:
                self.told = (reading, under)
                yield under
        elif heads is not None:
            self.over = (reading, heads)
        told = [d for d in dates if not measures(reading, d, self.today) and not furniture(reading, d)]
        if told and not is_label(reading, dates):
            said = reports(reading)
            for dated in told:
                mention = self._mention(reading, dated, said)
                if mention:
                    if (
                        self.told is None
                        or self.told[0] is not reading
                        or self.told[1].category not in _TRAVEL
                    ):
                        self.told = (reading, mention)
                    yield mention
        if not dates and self.told and reading.labelled("during", 0, _DURING_REACH):
            mention = self._during(reading)
            if mention:
                yield mention
        measured = [d for d in dates if d.timex.measures]
        if measured and not reading.heading:
            yield from self._coming(reading, measured, told)
        if reading.acts:
            self.last_topic = category_of(reading, reading.start, len(reading.text), 0, _PASSING)[0]
        self.spoken.remember(reading, self.day)

    def _under(self, reading: Reading, dates: list[Dated]) -> EventMention | None:
        """What the first sentence under a heading of a chronology tells; both are its evidence."""
        assert self.over is not None
        heading, head = self.over
        value, own = head.timex.value, self.document.dating.value
        if value is None or self.document.text[heading.span.end : reading.span.start].strip():
            return None
        if self.told is None and own is not None and value.overlaps(own):
            return None  # the day of the page, over its first lines
        first = next(iter(clauses(reading, reading.start, len(reading.text))), None)
        year = value.granularity is Granularity.YEAR
        if first is None or any(year or first.holds(dated.start) for dated in dates):
            return None
        made = self._mention(reading, Dated(first.start, first.start, head.timex), reports(reading))
        return made and replace(
            made, sentence=self._both(heading.span, reading.span), rule=f"{reading.language}/{HEADING}"
        )

    def _both(self, first: Span, second: Span) -> Span:
        """Two sentences, one behind the other, as one."""
        text = self.document.text[first.start : second.end]
        return Span(second.document_id, first.start, second.end, text)

    # ------------------------------------------------------------------ one date

    def _mention(self, reading: Reading, dated: Dated, said: list[Report]) -> EventMention | None:
        inner = next((r for r in reversed(said) if r.tells(dated.start)), None)
        holding = [r for r in said if r.content[0] <= dated.start < r.content[1]]
        outer = min(holding, key=lambda r: (not r.speakers, r.content[1] - r.content[0]), default=None)
        told = attributive(dated, reading)
        if told is not None:
            return self._act(reading, dated, outer, said, told)
        if inner is not None and not (
            outer is not None and inner.verb.start < outer.verb.start < dated.start
        ):
            if inner.content != (0, 0) and is_ahead(dated.timex, self.today):
                # nothing has been said on a day still to come: the date is of what is said
                act = self._act(reading, dated, inner, said)
                if act is not None:
                    return act
            return self._statement(reading, dated, inner, outer)
        return self._act(reading, dated, outer, said)

    def _statement(
        self, reading: Reading, dated: Dated, report: Report, outer: Report | None
    ) -> EventMention | None:
        """What is dated is that something was said."""
        start, end = report.zone if report.zone[0] <= dated.start < report.zone[1] else report.tail
        clause = Clause(max(reading.start, start), end)
        day = dated.timex.latest or self.day
        speakers = self.spoken.speakers(report, reading, day)
        category, cues = "statement", [report.verb]
        nameless = not speakers and not report.words[1]
        if report.content == (0, 0):
            told, act = category_of(
                reading, clause.start, clause.end, dated.start, leave=("statement", "other")
            )
            announced = told in _ANNOUNCED or (told and is_ahead(dated.timex, self.today))
            if announced and report.announces and not _only_things(act):
                category, cues = told, [report.verb, *act]
            elif told and nameless and not report.announces:
                return self._act(reading, dated, outer, [])
        elif "according" in report.verb.labels and nameless:
            return self._act(reading, dated, outer, [])
        zone = self.spoken.cast(reading, clause.start, clause.end, day)
        named = tuple(dict.fromkeys([*speakers, *self.spoken.within(report, reading, day), *zone.agents]))
        if nameless and not named:
            named = tuple(self.spoken.cast(reading, reading.start, report.verb.start, day).agents[-1:])
        whole = self.spoken.cast(reading, reading.start, len(reading.text), day)
        actors = (*(named[:2] or self.spoken.before(report, reading, day)), *whole.actors)
        status = Status.PLANNED if is_ahead(dated.timex, self.today) else Status.HAPPENED
        if status is Status.PLANNED:
            plan = planned(reading, clause, dated, [report.verb], self.today)
            cues += [plan] if plan else []
        roles = [("agent", actor) for actor in named[:1]]
        return self._made(
            reading, dated, clause, actors, tuple(zone.places), category, status,
            self.spoken.said_by(report, reading, day) if category == "statement" else (), (), cues, "statement", roles,
        )  # fmt: skip

    def _act(
        self,
        reading: Reading,
        dated: Dated,
        report: Report | None,
        said: list[Report],
        before: Clause | None = None,
    ) -> EventMention | None:
        """What is dated is the act itself, told by the article or reported; `before` where its verb is a participle of a noun."""
        day = dated.timex.latest or self.day
        region = report.content if report else _outside(reading, dated, said)
        clause = before or clause_of(dated, clauses(reading, *region)) or Clause(*region)
        category, act = category_of(reading, clause.start, clause.end, dated.start)
        rule = "clause"
        if not category or (category == "statement" and report is None and not said and not act):
            # "the test, carried out in May": what a clause without an act goes on about stands before it
            category, act = category_of(reading, region[0], clause.end, clause.start)
            if not category or _only_things(act):
                category, act = category_of(reading, *region, dated.start)
            rule = "sentence"
        fronted = report is not None and "planned" in report.verb.labels and _only_things(act)
        if fronted:
            # «мост обещают открыть»: what is promised stands before the promise
            region = (reading.start, len(reading.text))
            clause = Clause(*region)
        if (not category and report is None and said) or fronted:
            category, act = category_of(reading, reading.start, len(reading.text), dated.start)
        if category and _only_things(act) and not any(clause.holds(n.start) for n in reading.names):
            whole, words = category_of(reading, *region, dated.start)
            if not _only_things(words):
                category, act, rule = whole, words, "sentence"
        if category == "visit" and only_moves(act, "visit"):
            category, act = self._what_goes(reading, dated, clause) or (category, act)
        elif category and category != self.leaning and self._only_hints(reading, clause, act):
            category = self.leaning
        if not category or _only_things(act):
            abroad = self._abroad(reading, dated, clause, region)
            if abroad:
                category, act, rule = abroad, [], "abroad"
        if category and _only_things(act) and self.last_topic and self._verbs_of_last(reading, clause):
            category, rule = self.last_topic, "inherited"
        if not category:
            category, rule = self._continued(reading, clause), "inherited"
        status, cues, attributed, denied_by = self._status(
            reading, dated, clause, region, report, category, act, before is not None
        )
        if status is None:
            rule, status = "negated", Status.HAPPENED
        elif status is Status.PLANNED and any(
            c.start in {x.start for x in cues} for c in reading.labelled("off")
        ):
            rule = "off"
        who = self.spoken.acting(reading, clause, region, day, category)
        named = any(clause.holds(n.start) for n in reading.names)
        if category == "other" and clause.lead == "when" and not named:
            who = Cast()  # "since the pandemic began in 2020": nobody of the sentence did that
        if category == "summit" and not self.spoken.leaders(who.actors, act, reading, day):
            category = "visit"
        return self._made(
            reading, dated, clause, who.actors, tuple(who.places), category, status, attributed, denied_by,
            cues, rule, _roles(who, act or _hosting(reading, clause), category, self.topic),
        )  # fmt: skip

    def _what_goes(self, reading: Reading, dated: Dated, clause: Clause) -> tuple[str, list[Cue]] | None:
        """What is told where no one travels but something goes: "the ferry arrived", "the first came in May".

        The clause says what goes, or the document is about it.
        """
        if travels(reading, clause.start, clause.end):
            return None
        leave = [key for key in self.topic.categories if key not in _GOES]
        category, act = category_of(reading, clause.start, clause.end, dated.start, leave)
        things = {f"{self.leaning}.things", f"{self.leaning}.acts"} if self.leaning in _GOES else set()
        if any(things & set(cue.labels) for cue in reading.acts if clause.holds(cue.start)):
            return self.leaning, act if category == self.leaning else []
        told = any(f"{category}.acts" in cue.labels for cue in act)  # a train that arrives may be a leader's
        return (category, act) if told else None

    def _only_hints(self, reading: Reading, clause: Clause, act: list[Cue]) -> bool:
        """True where a thing and a general verb tell what other things in it tell of what the document is about."""
        if self.leaning not in _GOES or any(label.endswith(".acts") for cue in act for label in cue.labels):
            return False
        things = f"{self.leaning}.things"
        return any(things in cue.labels for cue in reading.acts if clause.holds(cue.start))

    def _abroad(self, reading: Reading, dated: Dated, clause: Clause, region: tuple[int, int]) -> str:
        """Whoever is told to come, go or receive, or to be at a place of another state: a visit, of two leaders a summit.

        Not where a plan of the present is told for a day gone by: then nothing is sure.
        """
        if is_past(dated.timex, self.today) and reading.labelled("planned", clause.start, clause.end):
            return ""
        day = dated.timex.latest or self.day
        who = self.spoken.acting(reading, clause, region, day, "visit")
        people = [a for a in who.agents if a in self.topic.actors and self.topic.actors[a].kind == "person"]
        named = any(clause.holds(n.start) and n.kind in ("person", "alone", "role") for n in reading.names)
        goes = (
            named
            or clause.lead in ("relative", "when")
            or bool(reading.labelled("pronoun", clause.start, clause.end))
        )
        if people and goes and any("visit.verbs" in c.labels for c in reading.acts if clause.holds(c.start)):
            both = len(people) > 1 and self.spoken.leaders(tuple(people), [], reading, day)
            return "summit" if both else "visit"
        there = {
            n.id for n in reading.names
            if clause.holds(n.start) and n.kind != "adjective" and within(n, reading)
        }  # fmt: skip
        countries = {self.topic.places[p].country for p in who.places if p in there}
        countries |= {
            key for key in there if key in self.topic.actors and self.topic.actors[key].kind == "state"
        }
        if not people or not any({self.topic.state_of(a)} != {c} for a in people for c in countries):
            return ""
        return (
            "summit" if len(people) > 1 and self.spoken.leaders(tuple(people), [], reading, day) else "visit"
        )

    def _continued(self, reading: Reading, clause: Clause) -> str:
        """What a clause tells that has no word for it: the act told last, where it goes on about that."""
        if self.last_topic and self._continues(reading, clause):
            return self.leaning if self.leaning and self.last_topic in _TRAVEL else self.last_topic
        if reading.labelled("pronoun") and self.told and self.told[1].category in _TRAVEL:
            return "visit"
        return "other"

    def _status(
        self, reading: Reading, dated: Dated, clause: Clause, region: tuple[int, int], report: Report | None,
        category: str, act: list[Cue], before_noun: bool,
    ) -> tuple[Status | None, list[Cue], tuple[str, ...], tuple[str, ...]]:  # fmt: skip
        """Status, the cues that decided it, who says so and who denies; None for an act negated."""
        contested = self.topic.categories[category].contested
        day = dated.timex.latest or self.day
        said_by = self.spoken.said_by(report, reading, day) if report else ()
        cues = list(act)
        plan = planned(reading, clause, dated, act, self.today)
        if (
            plan is not None
            and "off" in plan.labels
            and any(
                c.start <= plan.start and plan.end <= c.end and f"{category}.acts" in c.labels
                for c in reading.acts
            )
        ):
            plan = None  # "cancelled the debt": the words tell the act itself
        if plan is None and report is not None and _promises(report, past=is_past(dated.timex, self.today)):
            plan = report.verb
        no = negated(reading, clause, act)
        # a clause may end where the words begin: "...했|다는 관측"
        hearsay = next((c for c in reading.labelled("hearsay", clause.start, clause.end + 1)), None)
        presupposed = not contested and (
            before_noun or lead_at(reading, region, dated.start) in ("relative", "when")
        )
        despite = next((c for c in reading.labelled("despite")), None) if contested else None
        if plan is not None or is_ahead(dated.timex, self.today):
            return Status.PLANNED, cues + ([plan] if plan else []), said_by, ()
        if report is not None and report.denies and not presupposed:
            return Status.DENIED, [*cues, report.verb], (), said_by
        if despite is not None:
            deniers = self.spoken.deniers(reading, despite, said_by, day)
            return Status.DENIED, [*cues, despite], said_by, deniers
        if (
            report is not None
            and report.sources
            and not _unnamed(report, reading)
            and not reading.labelled("citing")
            and not contested
            and no is None
            and hearsay is None
        ):
            return Status.HAPPENED, [*cues, report.verb], said_by, ()
        if report is not None and not presupposed:
            if no is not None and contested:
                return Status.DENIED, [*cues, report.verb, no], (), said_by
            return Status.CLAIMED, [*cues, report.verb], said_by, ()
        if hearsay is not None:
            return Status.CLAIMED, [*cues, hearsay], (), ()
        if no is not None and category not in ("statement", "other"):
            return None, [*cues, no], (), ()
        return Status.HAPPENED, cues, (), ()

    def _during(self, reading: Reading) -> EventMention | None:
        """What took place "during the visit" that the sentence before dates; both are its evidence."""
        assert self.told is not None
        before, visit = self.told
        gap = self.document.text[before.span.end : reading.span.start]
        if (
            visit.category not in _TRAVEL
            or visit.status is not Status.HAPPENED
            or gap.strip()
            or "\n\n" in gap
        ):
            return None
        day = visit.timex.latest or self.day
        whole = Clause(reading.start, len(reading.text))
        category, act = category_of(reading, whole.start, whole.end, whole.start, leave=("statement",))
        who = self.spoken.acting(reading, whole, (whole.start, whole.end), day, category or "visit")
        made = self._made(
            reading, Dated(0, 0, visit.timex), whole, who.actors, tuple(who.places) or visit.places, "visit",
            visit.status, (), (), act, "during", _roles(who, [], "visit", self.topic),
        )  # fmt: skip
        return replace(made, sentence=self._both(before.span, reading.span)) if made else None

    def _coming(self, reading: Reading, measures: list[Dated], told: list[Dated]) -> Iterator[EventMention]:
        if self.day is None:
            return
        for clause in clauses(reading, reading.start, len(reading.text)):
            near = next((d.start for d in measures if clause.holds(d.start)), None)
            if near is None or any(clause.holds(d.start) for d in told):
                continue
            found = to_come(reading, clause, near)
            if found is None:
                continue
            category, act, plan = found
            timex = coming_timex(reading, plan, self.day, self.document.dating.value)
            who = self.spoken.acting(reading, clause, (reading.start, len(reading.text)), self.day, category)
            mention = self._made(
                reading, Dated(plan.start, plan.end, timex), clause, who.actors, tuple(who.places), category,
                Status.PLANNED, (), (), [*act, plan], RULE, _roles(who, act, category, self.topic),
            )  # fmt: skip
            if mention:
                yield mention

    def _continues(self, reading: Reading, clause: Clause) -> bool:
        """True where a clause goes on about what was told last.

        It points back, it has a verb that such acts are told with, or (in Russian and Korean, which
        leave out what is understood) its sentence names no one.
        """
        pronouns = reading.labelled("pronoun")
        if reading.labelled("demonstrative") or any(cue.text == "it" for cue in pronouns):
            return True
        if pronouns and reading.language in ("ru", "ko"):
            return True
        if not (_names_someone(reading) or reading.heading):
            return True
        return self._verbs_of_last(reading, clause)

    def _verbs_of_last(self, reading: Reading, clause: Clause) -> bool:
        """True where a clause has a verb that such acts as were told last are told with."""
        told = {f"{self.last_topic}.verbs", f"{self.last_topic}.takes"}
        return any(told & set(cue.labels) for cue in reading.acts if clause.holds(cue.start))

    def _made(
        self, reading: Reading, dated: Dated, clause: Clause, actors: tuple[str, ...], places: tuple[str, ...],
        category: str, status: Status, attributed: tuple[str, ...], denied_by: tuple[str, ...],
        cues: list[Cue], rule: str, roles: list[tuple[str, str]],
    ) -> EventMention | None:  # fmt: skip
        """The mention, or None where nothing in the sentence, nor before it in the text, is of the beat."""
        actors = tuple(dict.fromkeys(actors))
        told = self.told is not None and not reading.heading
        nothing = category == "other" and rule.endswith(("inherited", "sentence"))
        if nothing and not told and not actors and not places:
            return None
        spans = {span.start: span for span in (reading.source(c.start, c.end) for c in cues)}
        return EventMention(
            reading.span, reading.source(clause.start, clause.end), dated.timex, actors, places, category, status,
            attributed, denied_by, tuple(spans[start] for start in sorted(spans)), f"{reading.language}/{rule}",
            tuple(dict.fromkeys(roles)),
        )  # fmt: skip


def _names_someone(reading: Reading) -> bool:
    """True where a sentence names someone, known or (as capitals tell) unknown."""
    if reading.names:
        return True
    text, dates = reading.span.text, [(t.span.start, t.span.end) for t in reading.timexes]
    capitals = _CAPITAL.get(reading.language)
    found = capitals.finditer(text) if capitals else ()
    at = reading.span.start
    return any(not any(start <= at + m.end() - 1 < end for start, end in dates) for m in found)


def _unnamed(report: Report, reading: Reading) -> bool:
    """True for a source that no one can ask: "an official said", not "the paper said"."""
    return bool(report.words[1]) and not reading.labelled("public", *report.words)


def _promises(report: Report, past: bool) -> bool:
    """True where what is reported was promised: a promise of the present is for no day gone by."""
    return "was_planned" in report.verb.labels or ("planned" in report.verb.labels and not past)


def _hosting(reading: Reading, clause: Clause) -> list[Cue]:
    return [c for c in reading.acts if clause.holds(c.start) and "visit.hosts" in c.labels]


def _only_things(act: list[Cue]) -> bool:
    return all(label.endswith(".things") for cue in act for label in cue.labels)


def _roles(who: Cast, act: list[Cue], category: str, topic: Topic) -> list[tuple[str, str]]:
    """Who acts, and where something goes and comes from; whoever takes is not who gives, nor who receives who comes."""
    takes = any(label == f"{category}.takes" for cue in act for label in cue.labels)
    if takes:
        return [("to", a) for a in who.agents[:1]] + [("from", a) for a in who.source[:1]]
    goals = who.to or who.objects
    if category in _TRAVEL:
        # no one travels to a person
        goals = [item for item in goals if item not in topic.actors or topic.actors[item].kind != "person"]
    if category in _TRAVEL and any("visit.hosts" in cue.labels for cue in act):
        people = [a for a in who.agents if a in topic.actors and topic.actors[a].kind == "person"]
        return [("host", a) for a in who.agents[:1]] + [("agent", a) for a in people[1:]]
    found = [("agent", actor) for actor in who.agents]
    found += [("to", item) for item in goals[:1]]
    return found + [("from", item) for item in who.source[:1]]


def _outside(reading: Reading, dated: Dated, said: list[Report]) -> tuple[int, int]:
    """The part of a sentence around a date that no report claims."""
    start, end = reading.start, len(reading.text)
    for report in said:
        for first, last in (report.zone, report.content):
            if last <= dated.start:
                start = max(start, last)
            elif first > dated.start:
                end = min(end, first)
    return start, end
