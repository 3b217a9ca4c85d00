"""What a reading may draw on besides its own words: the reference, the act told, the tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from timeline.edtf import EdtfDate
from timeline.languages import Language, split_words
from timeline.folding import fold_text

#: How far, in code points, a cue of tense may stand from the words whose direction it decides.
_CUE_REACH = 240
_SENTENCE_END = re.compile(r"[.!?…](?=\s|\"|$)|\n")
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

    def told(self) -> EdtfDate:
        """The date of the act being told: the last one of this paragraph, else the document's day."""
        if self.act and self.act.paragraph == self.paragraph:
            self.used_act = self.act
            return self.act.value
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
        ends = [m.end() for m in _SENTENCE_END.finditer(before)]
        near = before[ends[-1] :] if ends else before
        if self.language.settings["cues"].get("side") != "after":
            found = [m.lastgroup for m in cues.finditer(near)]
            if found:
                return found[-1] or ""
        behind = self.text[self.end : self.end + _CUE_REACH]
        close = _CLAUSE_END.search(behind)
        found = [m.lastgroup for m in cues.finditer(behind[: close.start()] if close else behind)]
        if found:
            return found[0] or ""
        return ""


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
        words = [re.escape(fold_text(w)).replace(r"\*", r"[^\W\d_]*") for w in split_words(cues.get(name, ""))]
        if words:
            words.sort(key=len, reverse=True)
            groups.append(f"(?P<{name}>{'|'.join(words)})")
    if not groups:
        return None
    lead = rf"[{prefixes}]?" if prefixes else ""
    tail = "" if language.settings["particles"] else r"(?![^\W\d_])"
    head = "" if language.settings["particles"] else r"(?<![^\W\d_])"
    return re.compile(f"{head}{lead}(?:{'|'.join(groups)}){tail}")
