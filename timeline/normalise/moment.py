"""What a reading may draw on besides its own words: the reference, the act told, the tense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from timeline.edtf import EdtfDate, Granularity
from timeline.languages import Language
from timeline.models import Span
from timeline.normalise.sentences import Sentences
from timeline.normalise.tense import nearest

#: How near, in days, a day to come must be for a verb of the present to be of it, with "since".
_SOON = 31


class Unanchored(Exception):
    """The reading needs a date that is not known: the document's, or an earlier one in the text."""


@dataclass(slots=True, eq=False)
class Act:
    """The date of the act being told, which anaphora and missing parts are taken from."""

    value: EdtfDate
    start: int
    end: int
    paragraph: int
    span: Span | None
    #: True where it names the day the document reports (`reports` of its rule), and where it names
    #: its own year, month and day.
    reports: bool = False
    explicit: bool = False

    def days(self) -> int:
        """How sharp its value is, in days: a range is as sharp as its ends."""
        if not self.value.is_span:
            return self.value.days
        return {Granularity.DAY: 1, Granularity.MONTH: 31, Granularity.YEAR: 366}.get(
            self.value.granularity, self.value.days
        )


@dataclass(slots=True)
class Moment:
    """One reading in progress: what it may use, and a record of what it did use."""

    sentences: Sentences
    start: int
    end: int
    language: Language
    reference: date | None
    act: Act | None
    paragraph: int
    #: The acts told so far in this paragraph, the last one last.
    acts: tuple[Act, ...] = ()
    #: The order of the numbers of a numeric date: the language's, or what the document shows.
    order: str = ""
    #: The date that the next expression of the same clause stands for, None where there is none.
    following: Callable[[], Act | None] = lambda: None
    #: The latest day that the document has reported from.
    reported: Act | None = None
    #: What the rule's own words say of tense (`tense` of its options): future, past or nothing.
    hint: str = ""
    #: True for words that, set off by a sign, go with the clause behind it (a weekday).
    opens: bool = False
    #: The year of the list this stands in: June in "in May and June 2022".
    year: int | None = None
    #: What the bare days met so far stood for, by the day they were said on and their number.
    days: dict[tuple[date, int], date] = field(default_factory=dict)
    #: In an entry of a chronology, the year that stands over it.
    heading: Act | None = None
    #: The year or month that the section of the text is about.
    section: Act | None = None
    #: The last date that was named only to compare or count with.
    background: Act | None = None
    #: The date of the entry before, for one that heads an entry of a chronology.
    entry: Act | None = None
    used_reference: bool = False
    used_act: Act | None = None
    choice: str = ""
    #: The cue found: future, past, either, since (what has begun, however near its next day), or nothing.
    cue: str = ""
    approximate: bool = False
    measures: bool = False
    alternatives: list[EdtfDate] = field(default_factory=list)
    doubtful: bool = False
    likely: bool = False

    def today(self) -> date:
        """The document's day; Unanchored when it has none."""
        self.used_reference = True
        if self.reference is None:
            raise Unanchored
        return self.reference

    def told(self, days: int | None = None, reported: bool = False, back: bool = False) -> EdtfDate:
        """The date of the act being told: the last one of this paragraph, else the document's day.

        With `days`, the last one that is known to so many days or fewer. `reported` passes over what
        was reckoned from the document's day ("last Friday") to the day reported, where there is one.
        With `back`, what came before it is told: that is not counted from a day still to come.
        """
        acts = [a for a in self.acts if a.paragraph == self.paragraph and (days is None or a.days() <= days)]
        ahead = back and acts and self.reference and acts[-1].value.earliest > self.reference
        if acts and not (ahead and self.is_past()):
            self.used_act = acts[-1]
            if reported and not (acts[-1].reports or acts[-1].explicit):
                self.used_act = next((act for act in reversed(acts) if act.reports), acts[-1])
            elif reported and self.reference and acts[-1].value.earliest > self.reference and self.is_past():
                self.used_act = next(
                    (a for a in reversed(acts) if a.value.latest <= self.reference), self.reported
                )
                if self.used_act is None:
                    return EdtfDate.day(self.today())
            return self.used_act.value
        if self.reported:
            self.used_act = self.reported
            return self.reported.value
        return EdtfDate.day(self.today())

    def same_sentence(self, act: Act) -> bool:
        """True where no sentence ends between an act told before and these words."""
        return act.end <= self.start and not self.sentences.end_between(act.end, self.start)

    def nearer(self, past: date | None, future: date | None) -> bool:
        """True for the future one of two days, by tense.

        `near` of [habits] is how many times nearer the past one must be to stand against a future
        cue, and the future one where no cue is past; `near_unsaid` the future one of the same year.
        `near_past` (`near_until` for a deadline) is how many times nearer the future one must be to stand against a past cue.
        """
        ahead, habits = self.is_future(), self.language.settings["habits"]
        if "near" not in habits or past is None or future is None:
            return ahead
        back, on = (self.today() - past).days, (future - self.today()).days
        if self.cue == "since":
            return False
        if self.cue == "either":
            return on <= max(back, 7)
        if self.cue == "soon":
            return on <= min(back, _SOON)
        if ahead:
            return back * habits["near"] > on or on == 0
        times = habits.get("near_unsaid") if future.year == self.today().year else None
        if self.cue == "past":
            closer = habits.get("near_until" if self.hint == "until" else "near_past")
            return bool(closer) and on * closer < back
        return on * (times or habits["near"]) < back

    def is_past(self) -> bool:
        """True only where a cue says so."""
        return not self.is_future() and self.cue == "past"

    def is_future(self) -> bool:
        """Which way the tense of the clause points; recorded as part of the rule's name."""
        if not self.choice:
            self.cue = self._cue()
            self.choice = "future" if self.cue in ("future", "either") else "past"
            self.likely = True
        return self.choice == "future"

    def _cue(self) -> str:
        side = self.language.settings["cues"].get("side")
        if side in ("near", "lead"):
            return nearest(self.sentences, self.language.code, self.start, self.end, self.hint, self.opens)
        if self.hint == "past":
            return "since"
        low, _ = self.sentences.around(self.start, self.end)
        before = self.sentences.cues(low, self.start) if side != "after" else []
        if before:
            return before[-1][2]
        behind = self.sentences.cues(self.end, self.sentences.clause_behind(self.end))
        return behind[0][2] if behind else ""
