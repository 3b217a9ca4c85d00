"""One sentence made ready: folded, its names, its cues, and the dates in it by folded offset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.events import cues
from timeline.folding import Folded, fold
from timeline.models import Span, Timex
from timeline.topics import Match, Topic
from timeline.topics.cues import Cue
from timeline.topics.forms import language_of


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression and where it stands in the folded sentence."""

    start: int
    end: int
    timex: Timex


@dataclass(slots=True, eq=False)
class Reading:
    """A sentence with all that is found in it; offsets are into `text`, the folded sentence."""

    span: Span
    topic: Topic
    timexes: Sequence[Timex] = ()
    heading: bool = False
    folded: Folded = field(init=False)
    language: str = field(init=False)
    names: list[Match] = field(init=False)
    #: Where the sentence begins behind a dateline ("SEOUL, June 19 —").
    start: int = field(init=False)
    _acts: list[Cue] | None = None
    _words: list[Cue] | None = None
    _by_label: dict[str, list[Cue]] | None = None
    _offices: list[tuple[int, int]] | None = None

    def __post_init__(self) -> None:
        self.folded = fold(self.span.text)
        self.language = language_of(self.folded.text)
        self.start = _behind_dateline(self.folded.text, self.language, self.topic)
        self.names = [
            name for name in self.topic.find(self.folded.text, self.span.text) if name.start >= self.start
        ]

    @property
    def text(self) -> str:
        return self.folded.text

    @property
    def acts(self) -> list[Cue]:
        """Words that tell a category, in order."""
        if self._acts is None:
            self._acts = [
                replace(cue, labels=tuple(n for n in cue.labels if not n.endswith(".hosts")))
                if self.language == "en" and _PASSIVE.search(self.text, 0, cue.start)
                else cue
                for cue in self.topic.cues(self.text, self.language)
            ]
            comes = cues.pattern(self.language, "comes")
            if comes:
                found = (Cue(m.start(), m.end(), _COMES, m[0]) for m in comes.finditer(self.text))
                self._acts = sorted([*self._acts, *found], key=lambda cue: cue.start)
        return self._acts

    @property
    def words(self) -> list[Cue]:
        """Words of reporting, plan, denial and clause, in order."""
        if self._words is None:
            written = [d for d in self.dated() if d.timex.basis == "explicit"]  # the month of May is no "may"
            self._words = [
                cue
                for cue in cues.scanner(self.language).find(self.text)
                if not any(d.start <= cue.start and cue.end <= d.end for d in written)
            ]
        return self._words

    @property
    def offices(self) -> list[tuple[int, int]]:
        """Where words of an office or a party stand, which tell no act: "the minister of trade"."""
        if self._offices is None:
            office = cues.pattern(self.language, "office")
            self._offices = [m.span() for m in office.finditer(self.text)] if office else []
        return self._offices

    def labelled(self, label: str, start: int = 0, end: int | None = None) -> list[Cue]:
        """The cues with one label that begin between two offsets."""
        if self._by_label is None:
            self._by_label = {}
            for cue in self.words:
                for name in cue.labels:
                    self._by_label.setdefault(name, []).append(cue)
        found = self._by_label.get(label)
        if not found:
            return []
        end = len(self.text) if end is None else end
        return [cue for cue in found if start <= cue.start < end]

    def dated(self) -> list[Dated]:
        """The sentence's date expressions by folded offset."""
        return [
            Dated(self._offset(t.span.start - self.span.start), self._offset(t.span.end - self.span.start), t)
            for t in self.timexes
        ]

    def source(self, start: int, end: int) -> Span:
        """A stretch of the folded sentence as a span of the document, white space trimmed."""
        text = self.text
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if start >= end:
            return self.span
        first, last = self.folded.source_start(start), self.folded.source_end(end)
        base = self.span.start
        return Span(self.span.document_id, base + first, base + last, self.span.text[first:last])

    def _offset(self, source: int) -> int:
        """The folded offset of a source offset within the sentence."""
        folded = self.folded
        if folded.source_start(len(folded.text) - 1) == len(folded.text) - 1 if folded.text else True:
            return source
        low, high = 0, len(folded.text)
        while low < high:
            middle = (low + high) // 2
            if folded.source_start(middle) < source:
                low = middle + 1
            else:
                high = middle
        return low


#: What a verb of coming and going tells.
_COMES = ("visit.acts", "visit.moves")
#: "Was received": whoever is named before travels.
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were) (?:\w+ly )?\Z")
#: What a dateline is at most: so many code points and words, then a dash or the like.
_DATELINE = {
    "ko": re.compile(r"\([^()\n]{2,30}=[^()\n]{2,40}\)[^=\n]{0,24}="),
    "ru": re.compile(r"[^.\n/]{3,40}\.\s*/[^/\n]{2,20}/\.?|[^.:\n]{3,50}\s-\s"),
}
_DASHED = re.compile(
    r"[^.:\n]{3,70}?\s-\s|[^.:\n]{3,50}?\([^()\n]{2,24}\)\s*-*\s|[^.:\n]{3,40}?/[^/\n]{2,24}/\s*-*\s"
)
_MOST_DATELINE_WORDS = 9


def _behind_dateline(text: str, language: str, topic: Topic) -> int:
    """The offset behind a dateline: a place, a date and an agency before a dash; 0 without one."""
    match = _DATELINE.get(language, _DASHED).match(text)
    if not match or match.group().count(" ") > _MOST_DATELINE_WORDS:
        return 0
    head = match.group()
    first = topic.find(text, None, 0, len(head))
    placed = any(n.kind in ("place", "state") and text[: n.start].strip(" (") in ("", "the") for n in first)
    acts = any(not c.labels[0].endswith(".things") for c in topic.cues(text, language, 0, len(head)))
    return match.end() if placed and not acts else 0


_EDGES = " \t\n\r,;:-.()\"'"
