"""The sentences of a piece of text and their cues of tense, each read once, when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from timeline.folding import fold_text
from timeline.languages import Language, split_words
from timeline.normalise.tense import Cue, cues_of, plain_cues

#: How far, in code points, a cue of tense may stand from the words whose direction it decides.
_REACH = 240
_STOP = re.compile(r"[.!?…;:](?=\s|\"|$)|\n")
#: Signs that end a clause but no sentence.
_OF_CLAUSE = frozenset(";:")
_LAST_WORD = re.compile(r"[^\W_][\w.]*\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: where it starts and stops, its sentences and clauses."""

    start: int
    stop: int
    #: Where each sign that ends a sentence starts, and where it ends; and each that ends a clause.
    closes: list[int]
    opens: list[int]
    clauses: list[int]
    #: The cues of each sentence that was asked for, by where it starts, and where each cue starts.
    cues: dict[int, tuple[list[Cue], list[int]]]


class Sentences:
    """The sentences and cues of a text in one language."""

    def __init__(self, text: str, language: Language):
        self.text = text
        self._language = language
        self._line = _Line(0, -1, [], [], [], {})
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
        """The cues of tense that stand whole between two places of one sentence, in order."""
        line = self._at(start)
        before = bisect_right(line.opens, start)
        first = line.opens[before - 1] if before else line.start
        if first not in line.cues:
            last = line.closes[before] if before < len(line.closes) else line.stop
            found = _cues(self._language, self.text, first, last)
            line.cues[first] = found, [cue[0] for cue in found]
        cues, starts = line.cues[first]
        return [cue for cue in cues[bisect_left(starts, start) : bisect_left(starts, stop)] if cue[1] <= stop]

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
        return _Line(start, stop, closes, opens, clauses, {})

    def _abbreviated(self, place: int, sign: str) -> bool:
        """True where a full stop ends an abbreviation (`abbreviations` of [cues]), not a sentence."""
        if sign != "." or not self._abbreviations:
            return False
        word = _LAST_WORD.search(self.text, max(0, place - 12), place)
        return bool(word) and word.group() in self._abbreviations


def _cues(language: Language, text: str, start: int, stop: int) -> list[Cue]:
    if language.settings["cues"].get("side") in ("near", "lead"):
        return cues_of(language.code).found(text, start, stop)
    return plain_cues(language.code, text, start, stop)


@cache
def _abbreviations(known: str) -> frozenset[str]:
    return frozenset(fold_text(word).rstrip(".") for word in split_words(known))
