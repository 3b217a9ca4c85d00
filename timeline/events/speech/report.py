"""One report: the words of reporting, the words reported, and who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.topics import Match
from timeline.topics.cues import Cue


@dataclass(frozen=True, slots=True)
class Report:
    """`zone` holds who reports and when, `content` what is reported; (0, 0) where there is none.

    `speakers` are names within the zone; `words` the zone's own words where it names no one.
    """

    verb: Cue
    zone: tuple[int, int]
    content: tuple[int, int]
    speakers: tuple[Match, ...] = ()
    words: tuple[int, int] = (0, 0)
    #: More of the zone, behind the words reported.
    tail: tuple[int, int] = (0, 0)
    #: "Did not deny" denies nothing.
    negated: bool = False

    @property
    def denies(self) -> bool:
        return "denied" in self.verb.labels and not self.negated

    def tells(self, offset: int) -> bool:
        """True where an offset is among the words of reporting."""
        return any(start <= offset < end for start, end in (self.zone, self.tail))

    @property
    def sources(self) -> bool:
        """True where the article tells and then names its source: "... arrived on Monday, TASS said"."""
        told = "according" in self.verb.labels or self.content[1] <= self.zone[0]
        return told and self.content != (0, 0) and not {"denied", "guess"} & set(self.verb.labels)

    @property
    def announces(self) -> bool:
        return "announce" in self.verb.labels


def next_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.search(text, start, end)
    return match.start() if match else end


def behind_last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((m.end() for m in pattern.finditer(text, start, end)), default=start)
