"""The sentence around an expression, and the cues of tense in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from timeline.folding import fold_text
from timeline.languages import Language, split_words
from timeline.normalise.tense import Cue, cues_of, plain_cues

#: How far, in code points, a cue of tense may stand from the words whose direction it decides.
_REACH = 240
#: How far cues are read at a time, so that a text of many dates is not read again for each.
_READ = 1000
_STOP = re.compile(r"[.!?…;:](?=\s|\"|$)|\n")
#: Signs that end a clause but no sentence.
_OF_CLAUSE = frozenset(";:")
#: No abbreviation is longer than this, in code points.
_LONGEST = 12
_LAST_WORD = re.compile(r"[\w.]*\Z")


class Sentences:
    """The sentences and cues of a text in one language; a word that `is_name` is no cue."""

    def __init__(self, text: str, language: Language, is_name: Callable[[int], bool] | None = None):
        self.text = text
        self._is_name = is_name
        self._language = language
        self._abbreviations = _abbreviations(language.settings["cues"].get("abbreviations", ""))
        #: The stretch whose cues were read last, and those.
        self._read = (0, 0)
        self._cues: list[Cue] = []

    def end_between(self, start: int, stop: int) -> bool:
        """True where a sentence ends between two places."""
        return any(self._ends(match) for match in _STOP.finditer(self.text, start, stop))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around an expression starts and stops, no further than a cue may stand."""
        low, high = max(0, start - _REACH), min(len(self.text), end + _REACH)
        for match in _STOP.finditer(self.text, low, start):
            if self._ends(match):
                low = match.end()
        return low, next((m.start() for m in _STOP.finditer(self.text, end, high) if self._ends(m)), high)

    def clause_behind(self, end: int) -> int:
        """Where the clause that goes on behind an expression stops, no further than a cue may stand."""
        high = min(len(self.text), end + _REACH)
        stops = _STOP.finditer(self.text, end, high)
        return next((m.start() for m in stops if m[0] in _OF_CLAUSE or self._ends(m)), high)

    def cues(self, start: int, stop: int) -> list[Cue]:
        """The cues of tense that stand whole between two places, in order."""
        first, last = self._read
        if start < first or stop > last:
            end = _STOP.search(self.text, stop, max(stop, start + _READ))
            self._read = start, end.start() if end else max(stop, min(len(self.text), start + _READ))
            found = _cues(self._language, self.text, *self._read)
            named = self._is_name
            self._cues = [cue for cue in found if not named(cue[0])] if named else found
        return [cue for cue in self._cues if cue[0] >= start and cue[1] <= stop]

    def _ends(self, stop: re.Match[str]) -> bool:
        """True where a sign ends a sentence: not a clause, and not an abbreviation (of [cues])."""
        sign = stop[0]
        if sign in _OF_CLAUSE:
            return False
        if sign != "." or not self._abbreviations:
            return True
        place = stop.start()
        before = self.text[max(0, place - _LONGEST) : place]
        return _LAST_WORD.search(before)[0] not in self._abbreviations  # type: ignore[index]


def _cues(language: Language, text: str, start: int, stop: int) -> list[Cue]:
    if language.settings["cues"].get("side") in ("near", "lead"):
        return cues_of(language.code).found(text, start, stop)
    return plain_cues(language.code, text, start, stop)


@cache
def _abbreviations(known: str) -> frozenset[str]:
    return frozenset(fold_text(word).rstrip(".") for word in split_words(known))
