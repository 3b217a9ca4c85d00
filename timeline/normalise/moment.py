"""What a reading may draw on besides its own words: the reference, the act told, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from timeline.edtf import EdtfDate, Granularity
from timeline.folding import fold_text
from timeline.languages import Language, split_words
from timeline.models import Span
from timeline.normalise.tense import nearest

#: How far, in code points, a cue of tense may stand from the words whose direction it decides.
_CUE_REACH = 240
_SENTENCE_END = re.compile(r"[.!?…](?=\s|\"|$)|\n")
_LAST_WORD = re.compile(r"[^\W_][\w.]*\Z")
_CLAUSE_END = re.compile(r"[.!?…;:](?=\s|\"|$)|\n")


class Unanchored(Exception):
    """The reading needs a date that is not known: the document's, or an earlier one in the text."""


@dataclass(frozen=True, slots=True)
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

    text: str
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
    following: Callable[[], EdtfDate | None] = lambda: None
    #: The latest day that the document has reported from.
    reported: Act | None = None
    #: What the rule's own words say of tense (`tense` of its options): future, past or nothing.
    hint: str = ""
    #: The year of the list this stands in: June in "in May and June 2022".
    year: int | None = None
    #: The last date that was named only to compare or count with.
    background: Act | None = None
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

    def told(self, days: int | None = None, reported: bool = False) -> EdtfDate:
        """The date of the act being told: the last one of this paragraph, else the document's day.

        With `days`, the last one that is known to so many days or fewer. `reported` passes over what
        was reckoned from the document's day ("last Friday") to the day reported, where there is one.
        """
        acts = [a for a in self.acts if a.paragraph == self.paragraph and (days is None or a.days() <= days)]
        if acts:
            self.used_act = acts[-1]
            if reported and not (acts[-1].reports or acts[-1].explicit):
                self.used_act = next((act for act in reversed(acts) if act.reports), acts[-1])
            return self.used_act.value
        if self.reported:
            self.used_act = self.reported
            return self.reported.value
        return EdtfDate.day(self.today())

    def same_sentence(self, act: Act) -> bool:
        """True where no sentence ends between an act told before and these words."""
        between = self.text[act.end : self.start]
        return act.end <= self.start and all(
            self._abbreviated(between, m) for m in _SENTENCE_END.finditer(between)
        )

    def nearer(self, past: date | None, future: date | None) -> bool:
        """True for the future one of two days, by tense.

        `near` of [habits] is how many times nearer the past one must be to stand against a future
        cue, and the future one where no cue is past; `near_unsaid` the future one of the same year.
        `near_past` is how many times nearer the future one must be to stand against a past cue.
        """
        ahead, habits = self.is_future(), self.language.settings["habits"]
        if "near" not in habits or past is None or future is None:
            return ahead
        back, on = (self.today() - past).days, (future - self.today()).days
        if self.cue == "since":
            return False
        if self.cue == "either":
            return on <= max(back, 7)
        if ahead:
            return back * habits["near"] > on or on == 0
        times = habits.get("near_unsaid") if future.year == self.today().year else None
        if self.cue == "past":
            return on * habits["near_past"] < back if "near_past" in habits else False
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
        if self.language.settings["cues"].get("side") in ("near", "lead"):
            return nearest(self.language.code, *self._sentence(), self.hint)
        if self.hint == "past":
            return "since"
        cues = cue_pattern(self.language.code)
        if cues is None:
            return ""
        low = max(0, self.start - _CUE_REACH)
        before = self.text[low : self.start]
        ends = [m.end() for m in _SENTENCE_END.finditer(before) if not self._abbreviated(before, m)]
        near = before[ends[-1] :] if ends else before
        if self.language.settings["cues"].get("side") != "after":
            found = [m.lastgroup for m in cues.finditer(near) if m.lastgroup != "neither"]
            if found:
                return found[-1] or ""
        behind = self.text[self.end : self.end + _CUE_REACH]
        close = next((m for m in _CLAUSE_END.finditer(behind) if not self._abbreviated(behind, m)), None)
        clause = behind[: close.start()] if close else behind
        found = [m.lastgroup for m in cues.finditer(clause) if m.lastgroup != "neither"]
        if found:
            return found[0] or ""
        return ""

    def _sentence(self) -> tuple[str, str]:
        """The sentence around these words: what stands before them, and what behind."""
        low, high = max(0, self.start - _CUE_REACH), self.end + _CUE_REACH
        before, behind = self.text[low : self.start], self.text[self.end : high]
        ends = [m.end() for m in _SENTENCE_END.finditer(before) if not self._abbreviated(before, m)]
        close = next((m for m in _SENTENCE_END.finditer(behind) if not self._abbreviated(behind, m)), None)
        return before[ends[-1] :] if ends else before, behind[: close.start()] if close else behind

    def _abbreviated(self, text: str, stop: re.Match[str]) -> bool:
        """True where a full stop ends an abbreviation (`abbreviations` of [cues]), not a sentence."""
        known = self.language.settings["cues"].get("abbreviations")
        if not known or stop.group() != ".":
            return False
        word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
        return bool(word) and word.group() in _abbreviations(self.language.code, known)


@cache
def _abbreviations(code: str, known: str) -> frozenset[str]:
    return frozenset(fold_text(word).rstrip(".") for word in split_words(known))


@cache
def cue_pattern(code: str) -> re.Pattern[str] | None:
    """The cues of tense of a language as one pattern with groups `future`, `past` and `none`."""
    from timeline.languages import load

    return compile_cues(load(code))


def compile_cues(language: Language) -> re.Pattern[str] | None:
    """`*` in a cue stands for any letters; words under `neither` are never cues.

    A cue of the future that ends in a word of `unchanged_after` takes in a verb behind it whose
    past is the same word (`unchanged`).
    """
    cues = language.settings["cues"]
    prefixes = "".join(p for p in language.settings["prefixes"] if len(p) == 1)
    tail = "" if language.settings["particles"] else r"(?![^\W\d_])"
    groups = []
    for name in ("neither", "future", "past"):
        words = [fold_text(w) for w in split_words(cues.get(name, ""))]
        open_ended = sorted((w for w in words if "*" in w), key=len, reverse=True)
        choices = [_any_of(w for w in words if "*" not in w)] if len(open_ended) < len(words) else []
        choices += [re.escape(w).replace(r"\*", r"[^\W\d_]*") for w in open_ended]
        if choices:
            verbs = split_words(cues.get("unchanged", "")) if name == "future" else []
            helpers = "|".join(rf"(?<=\b{word})" for word in split_words(cues.get("unchanged_after", "")))
            behind = f"(?:(?:{helpers}) {_any_of(verbs)}{tail})?" if verbs else ""
            groups.append(f"(?P<{name}>(?:{'|'.join(choices)}){behind})")
    if not groups:
        return None
    lead = rf"[{prefixes}]?" if prefixes else ""
    head = "" if language.settings["particles"] else r"(?<![^\W\d_])"
    return re.compile(f"{head}{lead}(?:{'|'.join(groups)}){tail}")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first, shaped as a trie."""
    by_first: dict[str, set[str]] = {}
    ends = False
    for word in words:
        if word:
            by_first.setdefault(word[0], set()).add(word[1:])
        else:
            ends = True
    branches = [re.escape(first) + _any_of(rest) for first, rest in sorted(by_first.items())]
    if not branches:
        return ""
    joined = "|".join(branches)
    return f"(?:{joined}){'?' if ends else ''}" if ends or len(branches) > 1 else joined
