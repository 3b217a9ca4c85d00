"""The cue of tense nearest an expression, for languages whose verbs stand anywhere (`side = "near"`).

With `side = "lead"` verbs stand before what they date: the last cue before in the sentence decides,
else the first behind in the clause.

The cue nearest in its own clause decides, then one between the signs around it, then the last one
before it in the sentence, then the first behind it. Groups of [cues]: `future`, `present` (a
schedule, but not with "since"), `past`, `lasted` (past even with a deadline), `intent` (past, but what
it plans is ahead: the `plan`, an infinitive, counts only with it), `neither`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from timeline.folding import fold_text
from timeline.languages import load, split_words, with_endings

_GROUPS = ("neither", "future", "lasted", "intent", "present", "past", "plan")
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[,;:()]| - ")
#: How many letters may stand before what opens a sentence: "and in", "as for".
_OPENING = 8
_SET_OFF = re.compile(r"\A ?(?:[,:]| - )")
#: Words remembered per language before the memory is emptied.
_MOST_WORDS = 50_000
#: No beginning or ending that tells a tense is longer than this, in letters.
_LONGEST_AFFIX = 30
#: Shorter words that end so are nouns more often: دخله is his income.
_SHORTEST_STEM = 4


class _Cues:
    """The cues of one language: a word's group by the word, by how it begins, then by how it ends."""

    def __init__(self, cues: dict[str, Any], endings: dict[str, str]):
        self.words: dict[str, str] = {}
        self.heads: dict[str, str] = {}
        self.tails: dict[str, str] = {}
        self.leads = cues.get("side") == "lead"
        #: Letters that may be glued on before a word that is a cue.
        self.prefixes = "".join(fold_text(prefix) for prefix in split_words(cues.get("prefixes", "")))
        self.pronouns = [fold_text(pronoun) for pronoun in split_words(cues.get("pronouns", ""))]
        phrases: dict[str, str] = {}
        for group in _GROUPS:
            for cue in split_words(fold_text(with_endings(cues.get(group, ""), endings))):
                if " " in cue:
                    phrases.setdefault(cue, group)
                elif cue.startswith("*"):
                    self.tails.setdefault(cue[1:], group)
                elif cue.endswith("*"):
                    self.heads.setdefault(cue[:-1], group)
                else:
                    self.words.setdefault(cue, group)
        self.phrases = phrases
        self.starred = sorted((phrase for phrase in phrases if phrase[-1] == "*"), key=len, reverse=True)
        #: The group of every word met.
        self.met = dict(self.words)
        joined = "|".join(_phrase(p) for p in sorted(phrases, key=len, reverse=True))
        glued = f"[{self.prefixes}]?" if self.prefixes else ""
        self.phrase = re.compile(rf"(?<![^\W\d_]){glued}({joined})(?![^\W\d_])") if phrases else None
        words = "|".join(re.escape(w) for w in split_words(fold_text(cues.get("clause", ""))))
        self.conjunction = (
            re.compile(rf"{_SIGN.pattern}|(?<![^\W\d_])(?:{words})(?![^\W\d_])") if words else _SIGN
        )

    def group(self, word: str) -> str:
        found = self.met.get(word)
        if found is None:
            if len(self.met) > _MOST_WORDS:
                self.met = dict(self.words)
            bare = word[1:] if word[0] in self.prefixes else word
            found = self.words.get(bare) or self._by_affix(bare) or self._of_stem(bare)
            self.met[word] = found
        return found

    def _of_phrase(self, phrase: str) -> str:
        """The group of a phrase as it stands; its last word may be listed by how it begins."""
        return self.phrases.get(phrase) or next(
            self.phrases[c] for c in self.starred if phrase.startswith(c[:-1])
        )

    def _of_stem(self, word: str) -> str:
        """The group of a verb without the pronoun behind it (`pronouns` of [cues])."""
        for pronoun in self.pronouns:
            stem = word.removesuffix(pronoun)
            if len(word) > len(stem) >= _SHORTEST_STEM and stem in self.words:
                return self.words[stem]
        return ""

    def _by_affix(self, word: str) -> str:
        for size in range(min(len(word), _LONGEST_AFFIX), 2, -1):
            if word[:size] in self.heads:
                return self.heads[word[:size]]
        for size in range(min(len(word) - 1, _LONGEST_AFFIX), 0, -1):
            if word[-size:] in self.tails:
                return self.tails[word[-size:]]
        return ""

    def found(self, text: str) -> list[tuple[int, int, str]]:
        """The cues of a stretch of text, in order: start, end and group."""
        cues, taken = [], 0
        phrases = (
            [(m.start(), m.end(), self._of_phrase(m[1])) for m in self.phrase.finditer(text)]
            if self.phrase
            else []
        )
        for match in _WORD.finditer(text):
            if phrases and match.start() >= phrases[0][0]:
                cues.append(phrases[0])
                taken = phrases.pop(0)[1]
            if match.start() >= taken and (group := self.group(match[0])):
                cues.append((match.start(), match.end(), group))
        return [cue for cue in cues if cue[2] != "neither"]


def _phrase(cue: str) -> str:
    return re.escape(cue).replace(r"\*", r"[^\W\d_]+")


@cache
def _cues(code: str) -> _Cues:
    settings = load(code).settings
    return _Cues(settings["cues"], settings["endings"])


def nearest(code: str, before: str, behind: str, hint: str = "", opens: bool = False) -> str:
    """`future`, `past`, `either` or nothing, from the rest of the sentence before and behind an expression.

    `hint` is what the words themselves say: a deadline is ahead unless its verb tells what lasted
    till then; with "since" a verb of the future leaves the nearer of two days. `opens` for words that,
    set off by a sign, go with the clause behind it: a weekday, whose verb tells no history.
    """
    cues = _cues(code)
    if opens and cues.leads and len(before.strip()) <= _OPENING:
        behind = _SET_OFF.sub("", behind)
    group = _nearest(cues, before, behind, narrow=bool(hint))
    if hint == "future":
        return "past" if group == "lasted" else "future"
    if hint == "past":
        return "either" if group == "future" else "past"
    return {"present": "future", "lasted": "past", "intent": "past"}.get(group, group)


def _planned(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The cues with infinitives settled: ahead after a verb of intent, else they say nothing."""
    settled, meant = [], False
    for start, end, group in found:
        meant = group == "intent" or (meant and group == "plan")
        if group != "plan":
            settled.append((start, end, group))
        elif meant:
            settled.append((start, end, "future"))
    return settled


def _nearest(cues: _Cues, before: str, behind: str, narrow: bool) -> str:
    left = _planned(cues.found(before))
    if cues.leads:
        close = None if left else _SIGN.search(behind)
        found = left or _planned(cues.found(behind[: close.start()] if close else behind))[:1]
        return found[-1][2] if found else ""
    right = _planned(cues.found(behind))
    if not left and not right:
        return ""
    for signs in (cues.conjunction, _SIGN):
        low = max((m.end() for m in signs.finditer(before)), default=0)
        close = signs.search(behind)
        high = close.start() if close else len(behind)
        one = left[-1] if left and left[-1][0] >= low else None
        two = right[0] if right and right[0][1] <= high else None
        if one and two:
            return one[2] if len(before) - one[1] <= two[0] else two[2]
        if one or two:
            return (one or two)[2]  # type: ignore[index]
    if narrow and left:
        return left[-1][2]
    return left[-1][2] if left else right[0][2]
