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
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.folding import fold_text
from timeline.languages import Language, load, split_words, with_endings
from timeline.tagger import TOKEN

if TYPE_CHECKING:
    from timeline.normalise.sentences import Sentences

_GROUPS = ("neither", "future", "lasted", "intent", "present", "past", "plan")
#: A cue of tense: where it starts and ends, and its group.
Cue = tuple[int, int, str]
_SIGN = re.compile(r"[,;:()]| - ")
_LETTERS = re.compile(r"[^\W\d_]*")
#: Words remembered per language before the memory is emptied.
_MOST_WORDS = 50_000
#: No beginning or ending that tells a tense is longer than this, in letters.
_LONGEST_AFFIX = 30


class Beginnings:
    """Where in a word a cue may begin, remembered for every word met, so that only there is one looked for."""

    def __init__(self, cues: Iterable[str], glued: str = "", inside: bool = False):
        self._pattern = re.compile(glued + _any_of({cue[: _LETTERS.match(cue).end()] for cue in cues}))  # type: ignore[index]
        #: True where cues stand in the middle of words, too.
        self._inside = inside
        self._met: dict[str, tuple[int, ...]] = {}

    def matches(
        self, pattern: re.Pattern[str] | None, text: str, start: int, stop: int
    ) -> Iterator[re.Match[str]]:
        """The matches of the cues' pattern between two places of a text, in order, none overlapping."""
        end, met = start, self._met
        for token in TOKEN.finditer(text, start, stop) if pattern else ():
            word = token[0]
            for offset in met[word] if word in met else self._of(word):
                if token.start() + offset >= end:
                    match = pattern.match(text, token.start() + offset, stop)
                    if match:
                        yield match
                        end = match.end()

    def _of(self, word: str) -> tuple[int, ...]:
        if len(self._met) > _MOST_WORDS:
            self._met.clear()
        places = range(len(word)) if self._inside else (0,)
        found = self._met[word] = tuple(place for place in places if self._pattern.match(word, place))
        return found


class _Cues:
    """The cues of one language: a word's group by the word, by how it begins, then by how it ends."""

    def __init__(self, cues: dict[str, Any], endings: dict[str, str]):
        self.words: dict[str, str] = {}
        self.heads: dict[str, str] = {}
        self.tails: dict[str, str] = {}
        self.leads = cues.get("side") == "lead"
        #: Letters that may be glued on before a word that is a cue.
        self.prefixes = "".join(fold_text(prefix) for prefix in split_words(cues.get("prefixes", "")))
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
        joined = _any_of(phrases)
        glued = f"[{self.prefixes}]?" if self.prefixes else ""
        self.phrase = re.compile(rf"(?<![^\W\d_]){glued}({joined})(?![^\W\d_])") if phrases else None
        self.beginnings = Beginnings(phrases, glued)
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
            found = self.met[word] = self.words.get(bare) or self._by_affix(bare)
        return found

    def _of_phrase(self, phrase: str) -> str:
        """The group of a phrase as it stands; its last word may be listed by how it begins."""
        return self.phrases.get(phrase) or next(
            self.phrases[c] for c in self.starred if phrase.startswith(c[:-1])
        )

    def _by_affix(self, word: str) -> str:
        for size in range(min(len(word), _LONGEST_AFFIX), 2, -1):
            if word[:size] in self.heads:
                return self.heads[word[:size]]
        for size in range(min(len(word) - 1, _LONGEST_AFFIX), 0, -1):
            if word[-size:] in self.tails:
                return self.tails[word[-size:]]
        return ""

    def found(self, text: str, start: int, stop: int) -> list[Cue]:
        """The cues between two places of a text, in order."""
        cues, taken = [], 0
        phrases = [
            (match.start(), match.end(), self._of_phrase(match[1]))
            for match in self.beginnings.matches(self.phrase, text, start, stop)
        ]
        for match in TOKEN.finditer(text, start, stop):
            if phrases and match.start() >= phrases[0][0]:
                cues.append(phrases[0])
                taken = phrases.pop(0)[1]
            if match.start() >= taken and (group := self.group(match[0])):
                cues.append((match.start(), match.end(), group))
        return [cue for cue in cues if cue[2] != "neither"]


@cache
def cues_of(code: str) -> _Cues:
    settings = load(code).settings
    return _Cues(settings["cues"], settings["endings"])


def nearest(sentences: Sentences, code: str, start: int, end: int, hint: str = "") -> str:
    """`future`, `past`, `either` or nothing, from the rest of the sentence around an expression.

    `hint` is what the words themselves say: a deadline is ahead unless its verb tells what lasted
    till then; with "since" a verb of the future leaves the nearer of two days.
    """
    group = _nearest(sentences, cues_of(code), start, end, narrow=bool(hint))
    if hint == "future":
        return "past" if group == "lasted" else "future"
    if hint == "past":
        return "either" if group == "future" else "past"
    return {"present": "future", "lasted": "past", "intent": "past"}.get(group, group)


def _planned(found: list[Cue]) -> list[Cue]:
    """The cues with infinitives settled: ahead after a verb of intent, else they say nothing."""
    settled, meant = [], False
    for start, end, group in found:
        meant = group == "intent" or (meant and group == "plan")
        if group != "plan":
            settled.append((start, end, group))
        elif meant:
            settled.append((start, end, "future"))
    return settled


def _nearest(sentences: Sentences, cues: _Cues, start: int, end: int, narrow: bool) -> str:
    text = sentences.text
    first, last = sentences.around(start, end)
    left = _planned(sentences.cues(first, start))
    if cues.leads:
        if left:
            return left[-1][2]
        close = _SIGN.search(text, end, last)
        found = _planned(sentences.cues(end, close.start() if close else last))
        return found[0][2] if found else ""
    right = _planned(sentences.cues(end, last))
    if not left and not right:
        return ""
    for signs in (cues.conjunction, _SIGN):
        low = max((m.end() for m in signs.finditer(text, first, start)), default=first)
        close = signs.search(text, end, last)
        high = close.start() if close else last
        one = left[-1] if left and left[-1][0] >= low else None
        two = right[0] if right and right[0][1] <= high else None
        if one and two:
            return one[2] if start - one[1] <= two[0] - end else two[2]
        if one or two:
            return (one or two)[2]  # type: ignore[index]
    if narrow and left:
        return left[-1][2]
    return left[-1][2] if left else right[0][2]


@cache
def cue_pattern(code: str) -> re.Pattern[str] | None:
    """The cues of tense of a language as one pattern with groups `future`, `past` and `neither`.

    `*` in a cue stands for any letters; words under `neither` are never cues.
    """
    language = load(code)
    groups = [f"(?P<{name}>{_any_of(cues, '*')})" for name, cues in _plain(language).items() if cues]
    if not groups:
        return None
    inside = bool(language.settings["particles"])
    tail = "" if inside else r"(?![^\W\d_])"
    head = "" if inside else r"(?<![^\W\d_])"
    return re.compile(f"{head}{_lead(language)}(?:{'|'.join(groups)}){tail}")


def plain_cues(code: str, text: str, start: int, stop: int) -> list[Cue]:
    """The cues between two places of a text by `cue_pattern`, in order."""
    return [
        (match.start(), match.end(), match.lastgroup or "")
        for match in _beginnings(code).matches(cue_pattern(code), text, start, stop)
        if match.lastgroup != "neither"
    ]


@cache
def _beginnings(code: str) -> Beginnings:
    language = load(code)
    cues = [cue for group in _plain(language).values() for cue in group]
    return Beginnings(cues, _lead(language), bool(language.settings["particles"]))


def _plain(language: Language) -> dict[str, list[str]]:
    cues = language.settings["cues"]
    return {
        name: [fold_text(cue) for cue in split_words(cues.get(name, ""))]
        for name in ("neither", "future", "past")
    }


def _lead(language: Language) -> str:
    """The single letters that may be glued on before a cue."""
    prefixes = "".join(prefix for prefix in language.settings["prefixes"] if len(prefix) == 1)
    return rf"[{prefixes}]?" if prefixes else ""


def _any_of(words: Iterable[str], star: str = "+") -> str:
    """A pattern for any of these words, the longest first, shaped as a trie.

    `*` in a word stands for letters: one or more, or (`star` "*") none too.
    """
    by_first: dict[str, set[str]] = {}
    ends = False
    for word in words:
        if word:
            by_first.setdefault(word[0], set()).add(word[1:])
        else:
            ends = True
    branches = [
        (rf"[^\W\d_]{star}" if first == "*" else re.escape(first)) + _any_of(rest, star)
        for first, rest in sorted(by_first.items(), key=lambda branch: (branch[0] == "*", branch[0]))
    ]
    if not branches:
        return ""
    joined = "|".join(branches)
    return f"(?:{joined}){'?' if ends else ''}" if ends or len(branches) > 1 else joined
