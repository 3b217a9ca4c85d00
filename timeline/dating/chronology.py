"""What the text expects and reports, held against the topic's reference chronology.

A sentence that speaks of a milestone puts the document before it or after it; where it also says
when ("this month", "last July", "on Monday"), within that of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from timeline.dating import days, relative
from timeline.dating.beat import MEETINGS, Beat, Mention, Milestone, meant
from timeline.dating.claims import Claim, Reading, Role
from timeline.dating.days import NO_DAY, Days, between
from timeline.dating.page import Expression, Page, Sentence
from timeline.dating.telling import tense
from timeline.dating.words import Words, words
from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.models import Span

#: "In the coming days", "recently", a plan told without its day, a piece of news: usual days from the act.
SOON, RECENT, PLAN, FRESH = 7, 60, 45, 4
#: A meeting takes place within this many days of the day it was planned for.
SLIP = 1
#: What a claim counts for: a bound without a day, a statement (its speaker speaks often), another
#: act than a meeting, what is only usual.
BOUND, SPOKEN, OTHER, RECENTLY, USUAL = 2.0, 1.5, 2.0, 1.2, 1.0
#: Furthest, in code points, that a verb of saying stands from the day on which it was said.
SAID_REACH = 90

#: Longest act other than a meeting, in days, that a sentence without its year can be matched with.
SHORT = 3
#: Longest milestone, in days, of which a weekday or "today" can be one of its days.
LONGEST = 7

_DAYS = frozenset({"weekday", "deictic"})
_NOT_ACTS = (*MEETINGS, "statement", "other")
_CLAUSE = re.compile(r"[,;:()](?=\s)|\s[-(]\s?")


def held_against(page: Page, beat: Beat) -> Iterator[Claim]:
    """The claims of the sentences that speak of milestones."""
    if beat.milestones:
        yield from _Reader(page, beat).claims()


class _Reader:
    """Reads the sentences in order, remembering which meeting the text expects."""

    def __init__(self, page: Page, beat: Beat) -> None:
        self.page = page
        self.beat = beat
        self.language = page.document.language
        self.cues: Words = words(self.language)
        self.plan: list[Milestone] = []

    def claims(self) -> Iterator[Claim]:
        for sentence in self.page.sentences:
            mentions = self.beat.find(sentence.folded)
            tells = self.beat.tells(sentence.folded, self.language)
            meets = not tells.isdisjoint(MEETINGS)
            expects = self.cues.expects.search(sentence.folded)
            if not mentions and not (self.plan and meets and expects):
                continue
            dated = [*self._dated(sentence, mentions, tells), *self._soon(sentence, mentions, meets)]
            yield from dated
            if not dated:
                yield from self._undated(sentence, mentions, tells)
            if expects and meets and not self.cues.asks.search(sentence.folded):
                self.plan = self._meetings(mentions, mentions) or self.plan

    def _dated(self, sentence: Sentence, mentions: list[Mention], tells: frozenset[str]) -> Iterator[Claim]:
        meets = not tells.isdisjoint(MEETINGS)
        for expression in sentence.expressions:
            if expression.value is not None and expression.explicit:
                continue
            if expression.node.rule.options.get("measures"):
                continue
            direction = _own_direction(expression) or expression.tense or tense(expression, sentence, self.page)
            low, high = _clause(sentence, expression.start)
            near = [m for m in mentions if low <= m.start < high]
            if direction == "future":
                if meets and not self.cues.asks.search(sentence.folded[low:high]):
                    rows = self._meetings(near, mentions) or self._meetings(mentions, mentions) or self.plan
                    yield from _claim(expression, rows, True, Role.EXPECTS, -1)
                continue
            if self._spoken(sentence, expression):
                rows = [*self._statements(mentions), *self._acts(mentions, tells)]
                yield from _claim(expression, rows, False, Role.WEEKDAY, SPOKEN)
            elif meets and (rows := self._meetings(near, mentions) or self._meetings(mentions, mentions)):
                yield from _claim(expression, rows, False, Role.REPORTS, -1)
            else:
                yield from _claim(expression, self._acts(mentions, tells), False, Role.REPORTS, OTHER)

    def _soon(self, sentence: Sentence, mentions: list[Mention], meets: bool) -> Iterator[Claim]:
        """A meeting within days: of whom its own clause names, else the one that the text expects."""
        soon = self.cues.soon.search(sentence.folded)
        if soon and (meets or self.plan):
            low, high = _clause_at(sentence.folded, soon.start())
            near = [m for m in mentions if low <= m.start < high]
            rows = self._meetings(near, mentions) or self.plan or self._meetings(mentions, mentions)
            if rows:
                span = self.page.span(sentence.start, sentence.end)
                yield _any_of(_ahead(rows, SOON), Claim(Role.EXPECTS, NO_DAY, None, span, variant="expects-soon"))

    def _undated(self, sentence: Sentence, mentions: list[Mention], tells: frozenset[str]) -> Iterator[Claim]:
        meets = not tells.isdisjoint(MEETINGS)
        folded = sentence.folded
        span = self.page.span(sentence.start, sentence.end)
        if self.cues.expects.search(folded):
            if meets and not self.cues.asks.search(folded):
                yield from _planned(self._meetings(mentions, mentions), span)
        elif not self.cues.soon.search(folded):
            recent = self.cues.recent.search(folded) is not None
            rows = self._meetings(mentions, mentions) if meets else []
            if not rows and sentence.lead:
                rows = self._acts(mentions, tells)
            yield from _happened(rows, span, sentence.lead, recent)

    def _meetings(self, near: list[Mention], around: list[Mention]) -> list[Milestone]:
        """The visits and summits that some words can be about; of two travellers, who is named first."""
        found = []
        for row in self.beat.milestones:
            if row.category in MEETINGS:
                named = meant(near, row.date.earliest)
                if row.mover in named and (row.category == "visit" or len(row.people & named) > 1):
                    where = meant(around, row.date.earliest) or frozenset(m.id for m in around)
                    if not row.hosts or row.hosts & where:
                        found.append(row)
        movers = [m.id for m in near if any(m.id == row.mover for row in found)]
        return [row for row in found if row.category == "summit" or row.mover == movers[0]]

    def _statements(self, mentions: list[Mention]) -> list[Milestone]:
        """Milestones that are what someone said: a person named, or a state with all that it spoke of."""
        named = frozenset(m.id for m in mentions)
        found = []
        for row in self.beat.milestones:
            if row.category == "statement":
                by_person = row.mover in row.people & meant(mentions, row.date.earliest)
                if by_person or (not row.people and row.others <= named):
                    found.append(row)
        return found

    def _acts(self, mentions: list[Mention], tells: frozenset[str]) -> list[Milestone]:
        """Milestones of other kinds, told with a cue, whose first actor and one other are named."""
        found = []
        for row in self.beat.milestones:
            if row.category in tells and row.category not in _NOT_ACTS and row.date.days <= SHORT:
                named = meant(mentions, row.date.earliest)
                if row.mover in named and len((row.people | row.others) & named) > 1:
                    found.append(row)
        return found

    def _spoken(self, sentence: Sentence, expression: Expression) -> bool:
        """True where a verb of saying stands by the date: it dates the statement."""
        at = _folded_offset(sentence, expression.start)
        low, high = max(0, at - SAID_REACH), at + SAID_REACH
        return self.cues.says.search(sentence.folded[low:high]) is not None


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


def _folded_offset(sentence: Sentence, offset: int) -> int:
    at = offset - sentence.start
    return at if len(sentence.text) == len(sentence.folded) else len(fold_text(sentence.text[:at]))


def _clause(sentence: Sentence, offset: int) -> tuple[int, int]:
    return _clause_at(sentence.folded, _folded_offset(sentence, offset))


def _clause_at(folded: str, at: int) -> tuple[int, int]:
    """The bounds of the clause that holds an offset of a sentence."""
    cuts = [match.start() for match in _CLAUSE.finditer(folded)]
    return max((c for c in cuts if c < at), default=0), min((c for c in cuts if c >= at), default=len(folded))


def _claim(
    expression: Expression, rows: Iterable[Milestone], future: bool, role: Role, weight: float
) -> Iterator[Claim]:
    """The claim of a relative date on the act of a milestone, none where it fits none of them."""
    fitting = [(row, found) for row in rows if (found := _said_on(expression, row, future))]
    if not fitting:
        return
    if role is Role.WEEKDAY and expression.kind != "weekday":
        role = Role.REPORTS
    yield _any_of(fitting, Claim(role, NO_DAY, None, expression.span, weight))


def _any_of(fitting: list[tuple[Milestone, Days]], claim: Claim) -> Claim:
    """A claim that rests on one of several milestones; the latest speaks until it is known which."""
    readings = tuple(Reading(found, row.date, row.fields) for row, found in reversed(fitting))
    possible = days.union(found for _, found in fitting)
    return replace(claim, days=possible, says=readings[0].says, fields=readings[0].fields, readings=readings)


def _said_on(expression: Expression, row: Milestone, future: bool) -> Days:
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
    return found & between(None, target.earliest)


def _windows(rows: Iterable[Milestone], before: int, after: int) -> list[tuple[Milestone, Days]]:
    """Each milestone with the days from `before` days ahead of its first to `after` behind its last."""
    return [
        (row, between(row.date.earliest - timedelta(days=before), row.date.latest + timedelta(days=after)))
        for row in rows
    ]


def _ahead(rows: Iterable[Milestone], before: int) -> list[tuple[Milestone, Days]]:
    return [
        (row, between(row.date.earliest - timedelta(days=before), row.date.earliest)) for row in rows
    ]


def _planned(rows: list[Milestone], span: Span) -> Iterator[Claim]:
    if rows:
        until = [(row, between(None, row.date.earliest)) for row in rows]
        yield _any_of(until, Claim(Role.EXPECTS, NO_DAY, None, span, BOUND))
        yield _any_of(_ahead(rows, PLAN), Claim(Role.NEWS, NO_DAY, None, span, USUAL, variant="news-plan"))


def _happened(rows: list[Milestone], span: Span, lead: bool, recent: bool) -> Iterator[Claim]:
    if rows and (recent or lead):
        weight, after = (RECENTLY, RECENT) if recent else (USUAL, FRESH)
        yield _any_of(_windows(rows, 0, after), Claim(Role.NEWS, NO_DAY, None, span, weight))
