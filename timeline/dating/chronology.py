"""What the text expects and reports, held against the topic's reference chronology.

A sentence that speaks of a milestone puts the document before it or after it; where it also says
when ("this month", "last July", "on Monday"), within that of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from timeline.dating import days, relative
from timeline.dating.beat import MEETINGS, Beat, Mention, Milestone, meant
from timeline.dating.claims import Claim, Reading, Role
from timeline.dating.days import NO_DAY, Days, between
from timeline.dating.page import Expression, Page, Sentence
from timeline.dating.telling import tense, written_days
from timeline.dating.words import Words, words
from timeline.edtf import EdtfDate
from timeline.models import Span

#: "In the coming days", "recently", a plan told without its day, a piece of news: usual days from the act.
SOON, RECENT, PLAN, FRESH = 7, 60, 45, 4
#: A journey to a meeting has begun at most so many days ahead of it.
JOURNEY = 2
#: A meeting takes place within this many days of the day it was planned for.
SLIP = 1
#: What a claim counts for: a bound without a day, a statement (its speaker speaks often), another
#: act than a meeting, what is only usual.
BOUND, SPOKEN, OTHER, RECENTLY, USUAL = 2.0, 1.5, 2.0, 1.2, 1.0
#: What an act counts for of which the text names the month and the day: a weekday fits by chance.
EXACT = 2.5
#: Furthest, in code points, that a verb of saying stands from the day on which it was said.
SAID_REACH = 90

#: Furthest, in code points, that the sender of an envoy is named from the word for the envoy.
SENDER = 40

#: Most milestones that a piece of news can be about; a sentence that fits more is about none of them.
MOST_NEWS = 3
#: Longest milestone, in days, of which a weekday or "today" can be one of its days.
LONGEST = 7

#: The categories whose words tell of a meeting.
MEETING = frozenset(MEETINGS)
_TOLD_BY = {"visit": MEETING, "summit": frozenset({"summit"})}

#: How whoever acts is named: as themselves, or by their nation ("Russian tourists").
_ACTS = ("named", "adjective")

_PERIODS = frozenset({"unit", "within", "part"})
_DAYS = frozenset({"weekday", "deictic"})
#: Parts sentences that are searched together; no name goes across it.
_BETWEEN = " | "
_CLAUSE = re.compile(r"[,;:()](?=\s)|\s[-(]\s?")


def held_against(page: Page, beat: Beat) -> Iterator[Claim]:
    """The claims of the sentences that speak of milestones."""
    if beat.known:
        yield from _Reader(page, beat).claims()


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence that can say something, whom it names, and the categories it has cues of."""

    sentence: Sentence
    mentions: list[Mention]
    tells: frozenset[str]
    expects: bool
    soon: int | None
    recent: bool


class _First(NamedTuple):
    """Where the first traveller of a sentence is named, and whether it names their host."""

    start: int
    hosted: bool


class _Reader:
    """Reads the sentences in order, remembering which meeting the text expects."""

    def __init__(self, page: Page, beat: Beat) -> None:
        self.page = page
        self.beat = beat
        self.language = page.document.language
        self.cues: Words = words(self.language)
        self.plan: list[Milestone] = []
        #: Kinds of act that the headline tells of, and the first paragraphs with it.
        self.told_above: frozenset[str] = frozenset()
        #: Whom the headline and the lead have named so far.
        self.named_above: list[Mention] = []
        #: Whom the whole text names, and which kinds of act it tells of.
        self.everyone: set[str] = set()
        self.everything: set[str] = set()

    def claims(self) -> Iterator[Claim]:
        under_way: list[_Spoken] = []
        for told in self._sentences():
            if told.sentence.lead and self.cues.departs.search(told.sentence.folded):
                under_way.append(told)
            sentence, mentions, tells = told.sentence, told.mentions, told.tells
            if sentence.heading and sentence.lead:
                self.told_above = tells
            if sentence.lead:
                self.named_above = [*self.named_above, *mentions]
            ahead = self.plan and (told.expects or told.soon is not None)
            if not mentions and not ahead and not (sentence.lead and self.named_above):
                continue
            meets = not tells.isdisjoint(MEETINGS)
            dated = list(self._dated(sentence, mentions, tells))
            if told.soon is not None and (meets or self.plan):
                dated += self._soon(sentence, mentions, told.soon)
            yield from dated
            planned = told.expects and meets and not self._is_open(sentence)
            rows = self._meetings(mentions, mentions) if planned else []
            if planned and not dated:
                yield from _planned(rows, self._span(sentence))
            elif not told.expects and told.soon is None and not _states_a_date(sentence):
                # "said today that he had been there": the day is of the saying
                known = {day.text for claim in dated for reading in claim.readings if (day := reading.says)}
                if not dated or sentence.lead:
                    yield from self._happened(sentence, mentions, tells, told.recent, known)
            self.plan = rows or self.plan
        yield from self._under_way(under_way)

    def _under_way(self, told: list[_Spoken]) -> Iterator[Claim]:
        """Whoever has set off, in the lead, for the meeting that the text expects."""
        for spoken in told:
            named = {m.id for m in spoken.mentions if m.how == "named"}
            if rows := [row for row in self.plan if row.mover in named]:
                claim = Claim(
                    Role.EXPECTS, NO_DAY, None, self._span(spoken.sentence), SPOKEN, variant="under-way"
                )
                yield _any_of(_ahead(rows, JOURNEY), claim)
                return

    def _sentences(self) -> Iterator[_Spoken]:
        """The sentences that can say something; names and cues are looked for in all of them at once."""
        cues = self.cues
        chosen = []
        for sentence in self.page.sentences:
            text = sentence.folded
            found = cues.expects.search(text), cues.soon.search(text), cues.recent.search(text)
            if sentence.lead or sentence.expressions or any(found):
                chosen.append((sentence, *found))
        text = _BETWEEN.join(sentence.folded for sentence, *_ in chosen)
        mentions, told = self.beat.find(text), self.beat.cues(text, self.language)
        self.everyone = {mention.id for mention in mentions}
        self.everything = {category for _, category in told}
        start = 0
        for sentence, expects, soon, recent in chosen:
            end = start + len(sentence.folded)
            low, high = (bisect_left(mentions, at, key=lambda m: m.start) for at in (start, end))
            first, last = (bisect_left(told, at, key=lambda cue: cue[0]) for at in (start, end))
            yield _Spoken(
                sentence,
                self._present_only(sentence, [m.moved(-start) for m in mentions[low:high]]),
                frozenset(category for _, category in told[first:last]),
                expects is not None,
                soon.start() if soon else None,
                recent is not None,
            )
            start = end + len(_BETWEEN)

    def _present_only(self, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
        """The mentions, but for whoever is named only as the one who sent somebody ("an envoy of Kim")."""
        for match in self.cues.sent.finditer(sentence.folded):
            leaders = [m for m in mentions if m.id in self.beat.leaders]
            sender = min((_gap(m.start, *match.span()) for m in leaders), default=SENDER)
            if sender < SENDER:
                mentions = [m for m in mentions if m not in leaders or _gap(m.start, *match.span()) != sender]
        return mentions

    def _is_open(self, sentence: Sentence) -> bool:
        """True where the act is only asked for, hoped for, ruled out or called off."""
        return self.cues.asks.search(sentence.folded) is not None

    def _span(self, sentence: Sentence) -> Span:
        return self.page.span(sentence.start, sentence.end)

    def _dated(self, sentence: Sentence, mentions: list[Mention], tells: frozenset[str]) -> Iterator[Claim]:
        seen: set[tuple[str, ...]] = set()
        for expression in sentence.expressions:
            if expression.value is not None and expression.explicit:
                continue
            if expression.node.rule.options.get("measures"):
                continue
            for claim in self._of_expression(expression, sentence, mentions, tells):
                acts = tuple(reading.says.text for reading in claim.readings if reading.says)
                # "yesterday ... on Thursday": one act told twice in a sentence is one reason
                yield replace(claim, weight=min(claim.counts, USUAL)) if acts in seen else claim
                seen.add(acts)

    def _of_expression(
        self, expression: Expression, sentence: Sentence, mentions: list[Mention], tells: frozenset[str]
    ) -> Iterator[Claim]:
        """The claims of one relative date on the milestones that its sentence can tell of."""
        around = tense(expression, sentence, self.page)
        direction = _own_direction(expression) or self._direction(expression, sentence)
        if expression.kind == "away" and direction == "future" and "past" in (expression.tense, around):
            return  # "a month later he said": counted from what was told before
        low, high = _clause(sentence, expression.start)
        near = [m for m in mentions if low <= m.start < high]
        if direction == "future":
            if is_coarse(expression):  # "next month, though few expect him"
                low, high = 0, len(sentence.folded)
            if self.cues.asks.search(sentence.folded[low:high]):
                return
            if tells.isdisjoint(MEETINGS):  # "he is to stand for his country in Sochi next month"
                yield from _claim(expression, self._present(near, mentions), True, Role.EXPECTS, OTHER)
            else:
                rows = self._meetings(near, mentions) or self._meetings(mentions, mentions) or self.plan
                yield from _claim(expression, rows, True, Role.EXPECTS, -1)
            return
        met = self._meetings(near, mentions, tells) or self._meetings(mentions, mentions, tells)
        acts = self._acts(mentions, tells, sentence.lead)
        there = {m.id for m in mentions}
        known = [row for row in acts if not there.isdisjoint(row.people | row.places)]
        # "trade fell last year": too much happens in a year, unless it is told who or where
        weight = USUAL if is_coarse(expression) and not known else OTHER
        if written_days(expression):
            weight = EXACT
        elif expression.kind == "weekday":
            weight = min(weight, SPOKEN)
        if self._spoken(sentence, expression):
            rows = [*self._statements(mentions), *acts]
            if not (self._is_open(sentence) or self.cues.expects.search(sentence.folded)):
                rows += met
            rows = rows or self._on_that_day(expression) or self._present(near, mentions)
            spoken = EXACT if written_days(expression) else SPOKEN
            yield from _claim(expression, rows, False, Role.WEEKDAY, min(weight, spoken))
            if not is_coarse(expression):
                yield from _claim(expression, self._declared(mentions), False, Role.WEEKDAY, USUAL)
            return
        alone = expression.kind == "date" and not expression.fields.month  # "on the 15th"
        proposed = bool(written_days(expression) and self.cues.proposes.search(sentence.folded, low, high))
        behind = None if not direction or (alone and not around) or proposed else False
        if met:
            there = {m.id for m in mentions if m.how in ("named", "implied")}
            hosted = any(row.hosts & there or row.places & there for row in met)
            rows = _best([*met, *acts], mentions)
            yield from _claim(expression, rows, behind, Role.REPORTS, -1 if hosted else OTHER)
        else:
            rows = acts or self._on_that_day(expression) or self._present(near, mentions)
            if not rows and sentence.lead:  # "The vote on Thursday": on what was told above
                rows = self._acts(self.named_above, tells)
            if not rows and sentence.lead and "statement" in tells:  # "recognised on Wednesday"
                rows, weight = self._declared(mentions), min(weight, SPOKEN)
            yield from _claim(expression, rows, behind, Role.REPORTS, weight)

    def _soon(self, sentence: Sentence, mentions: list[Mention], at: int) -> Iterator[Claim]:
        """A meeting within days: of whom its own clause names, else the one that the text expects."""
        low, high = clause_at(sentence.folded, at)
        near = [m for m in mentions if low <= m.start < high]
        rows = self._meetings(near, mentions) or self.plan or self._meetings(mentions, mentions)
        if rows:
            # "whether he might soon come": nobody says that he will
            weight = USUAL if self.cues.asks.search(sentence.folded, low, high) else -1
            claim = Claim(Role.EXPECTS, NO_DAY, None, self._span(sentence), weight, variant="expects-soon")
            yield _any_of(_ahead(rows, SOON), claim)

    def _happened(
        self,
        sentence: Sentence,
        mentions: list[Mention],
        tells: frozenset[str],
        recent: bool,
        known: set[str],
    ) -> Iterator[Claim]:
        """News in the lead, and what the text calls recent, told without a day of its own."""
        if self._is_open(sentence):
            return
        rows = self._meetings(mentions, mentions, tells)
        if known:  # of what is dated otherwise, only the visits of whom the lead is about
            there = {m.id for m in mentions if m.how == "named"}
            rows = [row for row in rows if row.mover in there and (row.places | row.hosts) & there]
        elif not rows and sentence.lead:
            rows = self._acts(mentions, tells, True)
            rows = rows if len(rows) <= MOST_NEWS else []
        if not known.isdisjoint(row.date.text for row in rows):
            return
        if rows and (recent or sentence.lead):
            weight, after = (RECENTLY, RECENT) if recent else (USUAL, FRESH)
            yield _any_of(_windows(rows, after), Claim(Role.NEWS, NO_DAY, None, self._span(sentence), weight))

    def _meetings(
        self, near: list[Mention], around: list[Mention], tells: frozenset[str] = MEETING
    ) -> list[Milestone]:
        """The visits and summits that some words can be about.

        Of two travellers the one who is named first goes to the host that is named; where none is,
        either may have gone. A summit wants a word for one, a visit for either.
        """
        found: list[Milestone] = []
        first: _First | None = None
        for mention in near:
            rows = self.beat.meetings.get(mention.id, ()) if mention.how == "named" else ()
            for row in rows:
                day = row.date.earliest
                if not mention.since <= day < mention.until or not tells & _TOLD_BY[row.category]:
                    continue
                if row.category == "summit" and len(row.people & meant(near, day)) < 2:
                    continue
                where = meant(around, day) or {m.id for m in around if m.how == "adjective"}
                hosted = not row.hosts or bool(row.hosts & where)
                # of two leaders either may be the host, or a third whom the text names elsewhere
                met = len(row.people & where) > 1 and (
                    row.category == "visit" or row.hosts <= row.others or bool(row.hosts & self.everyone)
                )
                if row.category == "visit" and first is not None and mention.start != first.start:
                    hosted, met = False, met and not first.hosted
                if hosted or met:
                    found.append(row)
                    if first is None or (mention.start == first.start and hosted):
                        first = _First(mention.start, hosted)
        spots, named = self.beat.spots(around), {m.id for m in around}
        found = list(dict.fromkeys(found)) or [
            row for spot in sorted(spots) for row in self._only(spot) if row.people & named
        ]
        found = [row for row in found if row.places & named or not self.beat.strangers(row, near)]
        return _best([row for row in found if row.places & spots] or found, near)

    def _only(self, place: str) -> list[Milestone]:
        """The one meeting that a place is known for: "Putin promised it at Vostochny"."""
        rows = self.beat.held.get(place, [])
        return rows if len(rows) == 1 else []

    def _present(self, near: list[Mention], mentions: list[Mention]) -> list[Milestone]:
        """Visits told only by the visitor's being there: someone from abroad, at a place named."""
        there = {m.id for m in mentions}
        return [
            row
            for row in self._meetings(near, mentions) or self._meetings(mentions, mentions)
            if row.places & there
        ]

    def _statements(self, mentions: list[Mention]) -> list[Milestone]:
        """Milestones that are what a person named said."""
        return [
            row
            for row in self.beat.statements
            if row.mover in row.people & meant(mentions, row.date.earliest)
            or (row.people and row.people <= meant(mentions, row.date.earliest))
        ]

    def _declared(self, mentions: list[Mention]) -> list[Milestone]:
        """Milestones that are what a state declared: one named with another that it spoke of."""
        named = {m.id for m in mentions}
        return [
            row
            for row in self.beat.statements
            if row.mover in row.others & named and len(row.others & named) > 1
        ]

    def _acts(self, mentions: list[Mention], tells: frozenset[str], lead: bool = False) -> list[Milestone]:
        """Milestones of other kinds, told with a cue, whose first actor and one other are named."""
        found: list[Milestone] = []
        named = {m.id for m in mentions}
        if lead:
            tells |= self.told_above
        hows = _ACTS if self.beat.somebody(mentions) else (*_ACTS, "implied")
        for actor in dict.fromkeys(m.id for m in mentions if m.how in hows):
            for row in self.beat.acts.get(actor, ()):
                vague = row.category == "other" and len(row.people & named) < 2
                own = row.people - self.beat.leaders
                known = not own or not own.isdisjoint(self.everyone)
                told = row.category in tells and known and not vague
                parties = self.beat.parties((row.people | row.others) & named)
                if told and len(parties) > 1 and row not in found:
                    found.append(row)
        spots = self.beat.spots(mentions)
        return _best([row for row in found if row.places & spots] or found, mentions)

    def _on_that_day(self, expression: Expression) -> list[Milestone]:
        """Milestones of the days written, if the text elsewhere names who acts and tells such acts."""
        ends = written_days(expression)
        return [
            row
            for row in (self.beat.on_days(*ends) if ends else ())
            if (row.mover in self.everyone or row.people & self.everyone)
            and len((row.people | row.others) & self.everyone) > 1
            and row.category in self.everything
            and (row.category not in MEETING or row.people <= self.everyone)
        ]

    def _direction(self, expression: Expression, sentence: Sentence) -> str:
        """Past or future, by the language's rules of tense; of a whole period, by a plan's cue first."""
        if expression.kind in _PERIODS and tense(expression, sentence, self.page) == "future":
            return "future"
        return expression.tense or tense(expression, sentence, self.page)

    def _spoken(self, sentence: Sentence, expression: Expression) -> bool:
        """True where a verb of saying stands by the date: it dates the statement."""
        at = sentence.folded_at(expression.start)
        low, high = max(0, at - SAID_REACH), at + SAID_REACH
        return self.cues.says.search(sentence.folded[low:high]) is not None


def _best(rows: list[Milestone], mentions: list[Mention]) -> list[Milestone]:
    """In order, the milestones of which most people are named, and a body if one is: others share less."""
    named = {m.id for m in mentions}
    shared = {row.id: (len(row.people & named), bool(row.bodies & named)) for row in rows}
    most = max(shared.values(), default=(0, False))
    best = [row for row in rows if shared[row.id] == most]
    return sorted(best, key=lambda row: (row.date.earliest, row.id))


def _gap(at: int, start: int, end: int) -> int:
    return start - at if at < start else at - end


def _states_a_date(sentence: Sentence) -> bool:
    return any(e.value is not None and e.explicit for e in sentence.expressions)


def _own_direction(expression: Expression) -> str:
    """Past or future where the words themselves say it: last July, next week, two days ago."""
    node = expression.node
    shift = node.rule.options.get("shift", node.get("shift"))
    if isinstance(shift, int) and not isinstance(shift, bool) and shift:
        return "past" if shift < 0 else "future"
    if expression.kind == "away":
        return "past" if node.rule.options.get("sign") == -1 else "future"
    if expression.kind == "deictic" and node.get("deictic"):
        return "past" if int(node.get("deictic")) < 0 else "future"
    return ""


def is_coarse(expression: Expression) -> bool:
    """True for a date wider than a day."""
    if expression.kind in ("unit", "part"):
        return True
    if expression.kind == "away":
        amount = relative.amount(expression.node)
        return amount is None or amount[1] != "day"
    named = expression.kind in ("date", "named", "within") and not written_days(expression)
    return named and not (expression.fields.day or expression.fields.weekday)


def _clause(sentence: Sentence, offset: int) -> tuple[int, int]:
    return clause_at(sentence.folded, sentence.folded_at(offset))


def clause_at(folded: str, at: int) -> tuple[int, int]:
    """The bounds of the clause that holds an offset of a sentence."""
    cuts = [match.start() for match in _CLAUSE.finditer(folded)]
    return max((c for c in cuts if c < at), default=0), min((c for c in cuts if c >= at), default=len(folded))


def _claim(
    expression: Expression, rows: Iterable[Milestone], future: bool | None, role: Role, weight: float
) -> Iterator[Claim]:
    """The claim of a relative date on the act of a milestone, none where it fits none of them.

    `future` is None where nothing says which way the clause points: then it may point either way.
    """
    fitting = [(row, found) for row in rows if (found := _said_on(expression, row, future))]
    if not fitting:
        return
    if role is Role.WEEKDAY and expression.kind != "weekday":
        role = Role.REPORTS
    yield _any_of(fitting, Claim(role, NO_DAY, None, expression.span, weight))


def _any_of(fitting: list[tuple[Milestone, Days]], claim: Claim) -> Claim:
    """A claim that rests on one of several milestones: the first that the days left allow."""
    readings = tuple(Reading(found, row.date, row.fields) for row, found in fitting)
    possible = days.union(found for _, found in fitting)
    return replace(claim, days=possible, says=readings[0].says, fields=readings[0].fields, readings=readings)


def _said_on(expression: Expression, row: Milestone, future: bool | None) -> Days:
    if future is None:
        return _said_on(expression, row, False) | _said_on(expression, row, True)
    target = row.date
    if expression.kind in _DAYS and target.days > LONGEST:
        return NO_DAY
    if not future:
        return relative.said_on(expression.node, target, False) & between(target.earliest, None)
    found = relative.said_on(expression.node, target, True)
    if not found and expression.kind in ("weekday", "deictic", "date"):
        slip = timedelta(days=SLIP)
        near = EdtfDate.one_of(target.earliest - slip, target.latest + slip)
        found = relative.said_on(expression.node, near, True)
    under_way = expression.kind in ("weekday", "deictic", "date", "named")
    return found & between(None, target.latest if under_way else target.earliest)


def _windows(rows: Iterable[Milestone], after: int) -> list[tuple[Milestone, Days]]:
    """Each milestone with its own days and those up to `after` days behind it."""
    return [(row, between(row.date.earliest, row.date.latest + timedelta(days=after))) for row in rows]


def _ahead(rows: Iterable[Milestone], before: int) -> list[tuple[Milestone, Days]]:
    """Each milestone with the days on which it is still to come, from `before` days ahead of it."""
    return [(row, between(row.date.earliest - timedelta(days=before), _to_come(row))) for row in rows]


def _to_come(row: Milestone) -> date:
    """The last day on which a milestone can be ahead: of a trip by several places, one of them."""
    return row.date.latest if len(row.places) > 1 else row.date.earliest


def _planned(rows: list[Milestone], span: Span) -> Iterator[Claim]:
    if rows:
        until = [(row, between(None, _to_come(row))) for row in rows]
        yield _any_of(until, Claim(Role.EXPECTS, NO_DAY, None, span, BOUND))
        yield _any_of(_ahead(rows, PLAN), Claim(Role.NEWS, NO_DAY, None, span, USUAL, variant="news-plan"))
