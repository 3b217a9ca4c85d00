"""Sentences to event mentions: which act each dated clause tells, whose, where, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from datetime import date

from timeline.events import denials
from timeline.events.clauses import Clause, clause_of, clauses
from timeline.events.kinds import category_of
from timeline.events.people import Cast, cast, ids
from timeline.events.reading import Dated, Reading
from timeline.events.sentences import sentences
from timeline.events.speech import Report, reports
from timeline.events.status import is_ahead, negated, planned
from timeline.models import BlockKind, Document, EventMention, Span, Status, Timex
from timeline.topics import Topic
from timeline.topics.cues import Cue

__all__ = ["find_mentions", "sentences"]

#: A sentence with no more words than this beside its dates and names tells nothing: a label.
_LABEL_WORDS = 2
#: An act of these is told by the noun that is announced ("announced sanctions").
_ANNOUNCED = ("sanctions", "treaty", "economy", "weapons-test", "troops")


def find_mentions(document: Document, timexes: Sequence[Timex], topic: Topic) -> list[EventMention]:
    """The mentions of the body in order of the text, one for each date that tells when an act was."""
    reader = _Reader(document, topic)
    found: list[EventMention] = []
    for reading in _readings(document, timexes, topic):
        found += reader.read(reading)
    return denials.tie(found, reader.readings, topic)


def _readings(document: Document, timexes: Sequence[Timex], topic: Topic) -> Iterator[Reading]:
    blocks = [(b.start, b.end, b.heading) for b in document.blocks if b.kind is BlockKind.BODY]
    if not document.blocks:
        blocks = [(0, len(document.text), False)]
    waiting = sorted(timexes, key=lambda t: t.span.start)
    at = 0
    for start, end, heading in blocks:
        for first, last in sentences(document.text, start, end):
            while at < len(waiting) and waiting[at].span.start < first:
                at += 1
            inside = []
            while at < len(waiting) and waiting[at].span.end <= last:
                inside.append(waiting[at])
                at += 1
            span = Span(document.id, first, last, document.text[first:last])
            yield Reading(span, topic, tuple(inside), heading)


class _Reader:
    """Reads a document from top to bottom, remembering who was spoken of last."""

    def __init__(self, document: Document, topic: Topic) -> None:
        self.document = document
        self.topic = topic
        self.readings: list[Reading] = []
        self.last_agents: tuple[str, ...] = ()
        self.last_category = ""
        dating = document.dating
        self.today = (dating.earliest, dating.latest) if dating.earliest and dating.latest else None
        self.day: date | None = dating.latest

    def read(self, reading: Reading) -> Iterator[EventMention]:
        self.readings.append(reading)
        dates = [d for d in reading.dated() if d.timex.type == "DATE" and not d.timex.measures]
        told = [d for d in dates if not _furniture(reading, d)]
        if told and not _is_label(reading, dates):
            said = reports(reading)
            for dated in told:
                mention = self._mention(reading, dated, said)
                if mention:
                    yield mention
        elif not dates:
            mention = self._coming(reading)
            if mention:
                yield mention
        agents = cast(reading, 0, len(reading.text), self.day).agents
        if agents:
            self.last_agents = tuple(agents[:2])

    # ------------------------------------------------------------------ one date

    def _mention(self, reading: Reading, dated: Dated, said: list[Report]) -> EventMention | None:
        inner = next((r for r in reversed(said) if r.zone[0] <= dated.start < r.zone[1]), None)
        outer = next((r for r in reversed(said) if r.content[0] <= dated.start < r.content[1]), None)
        if inner is not None and (outer is None or outer.verb.start < inner.verb.start):
            return self._statement(reading, dated, inner, outer)
        return self._act(reading, dated, outer, said)

    def _statement(
        self, reading: Reading, dated: Dated, report: Report, outer: Report | None
    ) -> EventMention | None:
        """What is dated is that something was said."""
        clause = Clause(*report.zone)
        day = dated.timex.latest or self.day
        speakers = self._speakers(report, reading, day)
        category, cues = "statement", [report.verb]
        if report.content == (0, 0):
            told, act = category_of(reading, *report.zone, dated.start, leave=("statement", "other"))
            if told in _ANNOUNCED and (report.announces or not report.verb.labels):
                category, cues = told, [report.verb, *act]
            elif told and not speakers and not report.announces and "according" not in report.verb.labels:
                return self._act(reading, dated, outer, [])
        if "according" in report.verb.labels and report.content != (0, 0) and not speakers and not report.words[1]:
            return self._act(reading, dated, outer, [])
        whole = cast(reading, 0, len(reading.text), day)
        named = tuple(dict.fromkeys([*speakers, *cast(reading, *report.zone, day).agents]))
        actors = [*(named[:2] or self.last_agents[:1]), *whole.actors]
        status = Status.HAPPENED
        plan = planned(reading, clause, dated, self.today) if is_ahead(dated.timex, self.today) else None
        if plan is not None or is_ahead(dated.timex, self.today):
            status = Status.PLANNED
        return self._made(
            reading, dated, clause, tuple(actors), tuple(cast(reading, *report.zone, day).places), category,
            status, self._said_by(report, reading, day), (), cues, "statement",
        )  # fmt: skip

    def _act(
        self, reading: Reading, dated: Dated, report: Report | None, said: list[Report]
    ) -> EventMention | None:
        """What is dated is the act itself, told by the article or reported."""
        day = dated.timex.latest or self.day
        region = report.content if report else _outside(reading, dated, said)
        found = clauses(reading, *region)
        clause = clause_of(dated, found) or Clause(*region)
        category, act = category_of(reading, clause.start, clause.end, dated.start)
        rule = "clause"
        if not category:
            category, act = category_of(reading, *region, dated.start)
            rule = "sentence"
        if not category and report is None and said:
            category, act = category_of(reading, 0, len(reading.text), dated.start)
        who = self._who(reading, clause, region, day, category)
        if not category:
            category = self.last_category if self._continues(reading, clause) and self.last_category else "other"
            rule = "inherited"
        plan = planned(reading, clause, dated, self.today)
        ahead = is_ahead(dated.timex, self.today)
        no = negated(reading, clause, act)
        cues = list(act)
        status = Status.HAPPENED
        attributed: tuple[str, ...] = ()
        denied_by: tuple[str, ...] = ()
        contested = self.topic.categories[category].contested
        hearsay = next((c for c in reading.labelled("hearsay", clause.start, clause.end)), None)
        presupposed = clause.lead in ("relative", "when") and not contested
        if plan is not None or ahead:
            status = Status.PLANNED
            cues += [plan] if plan else []
            attributed = self._said_by(report, reading, day) if report else ()
        elif report is not None and report.denies:
            status, denied_by = Status.DENIED, self._said_by(report, reading, day)
            cues.append(report.verb)
        elif report is not None and not presupposed:
            attributed = self._said_by(report, reading, day)
            status = Status.CLAIMED
            cues.append(report.verb)
            if no is not None and contested:
                status, denied_by = Status.DENIED, attributed
                attributed = ()
                cues.append(no)
        elif hearsay is not None:
            status = Status.CLAIMED
            cues.append(hearsay)
        elif no is not None and category not in ("statement", "other"):
            category, rule = "other", "negated"
            cues.append(no)
        despite = next((c for c in reading.labelled("despite")), None)
        if despite is not None and contested and status in (Status.CLAIMED, Status.HAPPENED):
            status = Status.DENIED
            cues.append(despite)
            denied_by = self._deniers(reading, despite, attributed, day)
        return self._made(
            reading, dated, clause, who.actors, tuple(who.places), category, status, attributed, denied_by, cues, rule
        )

    def _coming(self, reading: Reading) -> EventMention | None:
        """A planned visit or summit whose only date is that it is to come: about the document's month.

        "Putin is expected to visit for the first time in 24 years": the years only measure.
        """
        measures = [d for d in reading.dated() if d.timex.measures]
        if not measures or self.day is None or reading.heading:
            return None
        for clause in clauses(reading, 0, len(reading.text)):
            dated = next((d for d in measures if clause.holds(d.start)), None)
            if dated is None:
                continue
            category, act = category_of(reading, clause.start, clause.end, dated.start)
            plan = _strong_plan(reading, clause)
            if category not in ("visit", "summit") or plan is None:
                continue
            from timeline.edtf import EdtfDate
            from timeline.models import Basis, Certainty

            month = EdtfDate.month(self.day.year, self.day.month).approximate()
            timex = Timex(
                reading.source(plan.start, plan.end), month, f"{reading.language}/coming", kind="relative",
                certainty=Certainty.UNSURE, basis=Basis.DOCUMENT_DATE, reference=self.document.dating.value,
            )  # fmt: skip
            who = self._who(reading, clause, (0, len(reading.text)), self.day, category)
            return self._made(
                reading, Dated(plan.start, plan.end, timex), clause, who.actors, tuple(who.places), category,
                Status.PLANNED, (), (), [*act, plan], "coming",
            )  # fmt: skip
        return None

    # ------------------------------------------------------------------ who

    def _who(
        self, reading: Reading, clause: Clause, region: tuple[int, int], day: date | None, category: str
    ) -> Cast:
        travels = category in ("visit", "summit")
        who = cast(reading, clause.start, clause.end, day, travels)
        if who.agents and not (category == "summit" and len(who.actors) < 2):
            return who
        wider = cast(reading, region[0], clause.start, day, travels)
        agents = wider.agents[:2] if category != "summit" else wider.agents
        if not agents and not who.agents:
            wider = cast(reading, *region, day, travels)
            agents = wider.agents[:2]
        if not agents and not who.agents:
            agents = list(self.last_agents[:1] if category != "summit" else self.last_agents)
        who.agents = list(dict.fromkeys([*who.agents, *agents]))
        if not who.places and not travels:
            who.places = wider.places[:1] if wider.places and not who.others else who.places
        return who

    def _continues(self, reading: Reading, clause: Clause) -> bool:
        return bool(reading.labelled("pronoun", 0, 30)) and clause.start < 40

    def _speakers(self, report: Report, reading: Reading, day: date | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for name in report.speakers for a in ids(name, self.topic, day)))

    def _said_by(self, report: Report, reading: Reading, day: date | None) -> tuple[str, ...]:
        """Ids of whoever speaks, else the sentence's own words for them, else who spoke last."""
        speakers = self._speakers(report, reading, day)
        if speakers:
            return speakers
        if report.words[1]:
            return (reading.source(*report.words).text,)
        if "according" in report.verb.labels:
            words = reading.source(report.verb.end, report.zone[1]).text
            return (" ".join(words.split()[:6]),) if words and len(words) < 80 else ()
        return self.last_agents[:1]

    def _deniers(
        self, reading: Reading, despite: Cue, attributed: tuple[str, ...], day: date | None
    ) -> tuple[str, ...]:
        """Whoever is named right behind "despite the denials of", else the first named who is not speaking."""
        behind = cast(reading, despite.end, min(len(reading.text), despite.end + 40), day).actors
        named = behind or cast(reading, 0, len(reading.text), day).actors
        return tuple(actor for actor in named if actor not in attributed)[:2]

    def _made(
        self, reading: Reading, dated: Dated, clause: Clause, actors: tuple[str, ...], places: tuple[str, ...],
        category: str, status: Status, attributed: tuple[str, ...], denied_by: tuple[str, ...],
        cues: list[Cue], rule: str,
    ) -> EventMention | None:  # fmt: skip
        actors = tuple(dict.fromkeys(actors))
        if not actors and not places and not any(not c.labels[0].startswith("statement") for c in reading.acts):
            return None
        self.last_category = category
        spans = [reading.source(c.start, c.end) for c in dict.fromkeys(cues)]
        return EventMention(
            reading.span, reading.source(clause.start, clause.end), dated.timex, actors, places, category, status,
            attributed, denied_by, tuple(sorted(spans, key=lambda s: s.start)), f"{reading.language}/{rule}",
        )  # fmt: skip


def _strong_plan(reading: Reading, clause: Clause) -> Cue | None:
    found = [c for c in reading.words if clause.holds(c.start) and "planned" in c.labels]
    return found[0] if found else None


def _outside(reading: Reading, dated: Dated, said: list[Report]) -> tuple[int, int]:
    """The part of a sentence around a date that no report claims."""
    start, end = 0, len(reading.text)
    for report in said:
        for first, last in (report.zone, report.content):
            if last <= dated.start:
                start = max(start, last)
            elif first > dated.start:
                end = min(end, first)
    return start, end


def _is_label(reading: Reading, dates: list[Dated]) -> bool:
    """True for a line that holds a date and no sentence: a date line, a label, a credit."""
    text = reading.text
    covered = [(d.start, d.end) for d in dates] + [(n.start, n.end) for n in reading.names]
    rest = "".join(" " if any(a <= i < b for a, b in covered) else char for i, char in enumerate(text))
    words = [word for word in rest.replace("|", " ").split() if any(char.isalpha() for char in word)]
    return len(words) <= _LABEL_WORDS and not reading.acts


def _furniture(reading: Reading, dated: Dated) -> bool:
    """True for a dateline, a label's date or a photo credit within the body."""
    text = reading.text
    if any(cue.start < dated.start < cue.end + 40 for cue in reading.labelled("label")) and dated.start < 60:
        first = reading.labelled("label")[0]
        return first.start < 4
    if any(abs(cue.start - dated.start) < 80 for cue in reading.labelled("credit")):
        return True
    behind = text[dated.end : dated.end + 14].lstrip()
    before = text[: dated.start]
    return dated.start < 60 and behind[:1] in ("-",) and not any(a.start < dated.start for a in reading.acts) and (
        before.count(" ") <= 6
    )


