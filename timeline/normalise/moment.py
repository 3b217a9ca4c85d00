"""What a reading may draw on besides its own words: the reference, the act told, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from timeline.edtf import EdtfDate, Granularity
from timeline.languages import Language, split_words
from timeline.folding import fold_text

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
    used_reference: bool = False
    used_act: Act | None = None
    choice: str = ""
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

    def told(self, days: int | None = None) -> EdtfDate:
        """The date of the act being told: the last one of this paragraph, else the document's day.

        With `days`, the last one that is known to so many days or fewer.
        """
        for act in reversed(self.acts):
            if act.paragraph == self.paragraph and (days is None or act.days() <= days):
                self.used_act = act
                return act.value
        return EdtfDate.day(self.today())

    def is_future(self) -> bool:
        """Which way the tense of the clause points; recorded as part of the rule's name."""
        if not self.choice:
            self.choice = "future" if self._cue() == "future" else "past"
            self.likely = True
        return self.choice == "future"

    def _cue(self) -> str:
        cues = cue_pattern(self.language.code)
        if cues is None:
            return ""
        low = max(0, self.start - _CUE_REACH)
        before = self.text[low : self.start]
        ends = [m.end() for m in _SENTENCE_END.finditer(before) if not self._abbreviated(before, m)]
        near = before[ends[-1] :] if ends else before
        if self.language.settings["cues"].get("side") != "after":
            found = [m.lastgroup for m in cues.finditer(near)]
            if found:
                return found[-1] or ""
        behind = self.text[self.end : self.end + _CUE_REACH]
        close = next((m for m in _CLAUSE_END.finditer(behind) if not self._abbreviated(behind, m)), None)
        found = [m.lastgroup for m in cues.finditer(behind[: close.start()] if close else behind)]
        if found:
            return found[0] or ""
        return ""


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
    """`*` in a cue stands for any letters; words under `neither` are never cues."""
    cues = language.settings["cues"]
    prefixes = "".join(p for p in language.settings["prefixes"] if len(p) == 1)
    groups = []
    for name in ("neither", "future", "past"):
        words = [fold_text(w) for w in split_words(cues.get(name, ""))]
        open_ended = sorted((w for w in words if "*" in w), key=len, reverse=True)
        choices = [_any_of(w for w in words if "*" not in w)] if len(open_ended) < len(words) else []
        choices += [re.escape(w).replace(r"\*", r"[^\W\d_]*") for w in open_ended]
        if choices:
            groups.append(f"(?P<{name}>{'|'.join(choices)})")
    if not groups:
        return None
    lead = rf"[{prefixes}]?" if prefixes else ""
    tail = "" if language.settings["particles"] else r"(?![^\W\d_])"
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
