"""The sentences of a piece of text and its cues of tense, each line read once, when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from timeline.folding import fold_text
from timeline.languages import Language, split_words
from timeline.normalise.tense import Cue, cue_pattern, cues_of

#: How far, in code points, a cue of tense may stand from the words whose direction it decides.
_REACH = 240
_STOP = re.compile(r"[.!?…;:](?=\s|\"|$)|\n")
#: Signs that end a clause but no sentence.
_OF_CLAUSE = frozenset(";:")
_LAST_WORD = re.compile(r"[^\W_][\w.]*\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: where it starts and stops, its sentences and clauses, and its cues, in order."""

    start: int
    stop: int
    #: Where each sign that ends a sentence starts, and where it ends; and each that ends a clause.
    closes: list[int]
    opens: list[int]
    clauses: list[int]
    cues: list[Cue]
    cue_starts: list[int]


class Sentences:
    """The sentences and cues of a text in one language."""

    def __init__(self, text: str, language: Language):
        self.text = text
        self._language = language
        self._line = _Line(0, -1, [], [], [], [], [])
        self._abbreviations = _abbreviations(language.settings["cues"].get("abbreviations", ""))

    def end_between(self, start: int, stop: int) -> bool:
        """True where a sentence ends between two places."""
        return any(
            match[0] not in _OF_CLAUSE and not self._abbreviated(match.start(), match[0])
            for match in _STOP.finditer(self.text, start, stop)
        )

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around an expression starts and stops, no further than a cue may stand."""
        line = self._at(start)
        before, behind = bisect_right(line.opens, start), bisect_left(line.closes, end)
        low = line.opens[before - 1] if before else line.start
        high = line.closes[behind] if behind < len(line.closes) else line.stop
        return max(low, start - _REACH), max(end, min(high, end + _REACH))

    def clause_behind(self, end: int) -> int:
        """Where the clause that goes on behind an expression stops, no further than a cue may stand."""
        line = self._at(end)
        behind = bisect_left(line.clauses, end)
        stop = line.clauses[behind] if behind < len(line.clauses) else line.stop
        return max(end, min(stop, end + _REACH))

    def cues(self, start: int, stop: int) -> list[Cue]:
        """The cues of tense that stand whole between two places of one line, in order."""
        line = self._at(start)
        first, last = (bisect_left(line.cue_starts, place) for place in (start, stop))
        return [cue for cue in line.cues[first:last] if cue[1] <= stop]

    def _at(self, place: int) -> _Line:
        if not self._line.start <= place <= self._line.stop:
            start = self.text.rfind("\n", 0, place) + 1
            stop = self.text.find("\n", place)
            self._line = self._read(start, stop if stop >= 0 else len(self.text))
        return self._line

    def _read(self, start: int, stop: int) -> _Line:
        closes, opens, clauses = [], [], []
        for match in _STOP.finditer(self.text, start, stop):
            if not self._abbreviated(match.start(), match[0]):
                clauses.append(match.start())
                if match[0] not in _OF_CLAUSE:
                    closes.append(match.start())
                    opens.append(match.end())
        cues = _cues(self._language, self.text, start, stop)
        return _Line(start, stop, closes, opens, clauses, cues, [cue[0] for cue in cues])

    def _abbreviated(self, place: int, sign: str) -> bool:
        """True where a full stop ends an abbreviation (`abbreviations` of [cues]), not a sentence."""
        if sign != "." or not self._abbreviations:
            return False
        word = _LAST_WORD.search(self.text, max(0, place - 12), place)
        return bool(word) and word.group() in self._abbreviations


def _cues(language: Language, text: str, start: int, stop: int) -> list[Cue]:
    if language.settings["cues"].get("side") in ("near", "lead"):
        return cues_of(language.code).found(text, start, stop)
    pattern = cue_pattern(language.code)
    return [
        (match.start(), match.end(), match.lastgroup or "")
        for match in (pattern.finditer(text, start, stop) if pattern else ())
        if match.lastgroup != "neither"
    ]


@cache
def _abbreviations(known: str) -> frozenset[str]:
    return frozenset(fold_text(word).rstrip(".") for word in split_words(known))
