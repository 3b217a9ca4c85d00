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
from collections.abc import Callable, Iterable
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
#: What stands before and behind words set apart by commas, a preposition with them.
_APART_BEFORE = re.compile(r"[,;(] ?(?:[^\W\d_]{1,2} )?\Z")
_APART_BEHIND = re.compile(r" ?[,)]")
#: How far, in code points, such a preposition reaches.
_APART = 6
_SIGN = re.compile(r"[,;:()]| - ")
#: The first word of a cue.
_FIRST = re.compile(r"(?:[^\W\d_]|\*)*")
#: How many letters may stand before what opens a sentence: "and in", "as for".
_OPENING = 8
_SET_OFF = re.compile(r" ?(?:[,:]| - )")
#: Words remembered per language before the memory is emptied.
_MOST_WORDS = 50_000
#: No beginning or ending that tells a tense is longer than this, in letters.
_LONGEST_AFFIX = 30
#: Shorter words that end so are nouns more often: دخله is his income.
_SHORTEST_STEM = 4


class _Words(dict[str, Any]):
    """What a function says of a word, remembered for every word met."""

    def __init__(self, says: Callable[[str], Any]):
        self._says = says

    def __missing__(self, word: str) -> Any:
        if len(self) > _MOST_WORDS:
            self.clear()
        said = self[word] = self._says(word)
        return said


def _openings(phrases: Iterable[str], glued: str = "") -> re.Pattern[str]:
    """Matches what of a word, to its end, can open one of these phrases."""
    firsts = {_FIRST.match(phrase)[0] for phrase in phrases}  # type: ignore[index]
    return re.compile(rf"{glued}(?:{_any_of(firsts, '*') or '(?!)'})\Z")


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
        self.groups = _Words(self._group)
        joined = _any_of(phrases)
        glued = f"[{self.prefixes}]?" if self.prefixes else ""
        self.phrase = re.compile(rf"(?<![^\W\d_]){glued}({joined})(?![^\W\d_])") if phrases else None
        opening = _openings(phrases, glued)
        self.opens = _Words(lambda word: opening.match(word) is not None)
        words = "|".join(re.escape(w) for w in split_words(fold_text(cues.get("clause", ""))))
        self.conjunction = (
            re.compile(rf"{_SIGN.pattern}|(?<![^\W\d_])(?:{words})(?![^\W\d_])") if words else _SIGN
        )

    def _group(self, word: str) -> str:
        bare = word[1:] if word[0] in self.prefixes else word
        return self.words.get(word) or self.words.get(bare) or self._by_affix(bare) or self._of_stem(bare)

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

    def found(self, text: str, start: int, stop: int) -> list[Cue]:
        """The cues between two places of a text, in order."""
        cues, end = [], start
        opens, groups, phrase = self.opens, self.groups, self.phrase
        for token in TOKEN.finditer(text, start, stop):
            word, at = token[0], token.start()
            if at < end:
                continue
            match = phrase.match(text, at, stop) if phrase and opens[word] else None
            group = self._of_phrase(match[1]) if match else groups[word]
            if group:
                end = (match or token).end()
                cues.append((at, end, group))
        return [cue for cue in cues if cue[2] != "neither"]


@cache
def cues_of(code: str) -> _Cues:
    settings = load(code).settings
    return _Cues(settings["cues"], settings["endings"])


def nearest(
    sentences: Sentences, code: str, start: int, end: int, hint: str = "", opens: bool = False
) -> str:
    """`future`, `past`, `either`, `soon` or nothing, from the rest of the sentence around an expression.

    `hint` is what the words themselves say: a deadline is ahead unless its verb tells what lasted
    till then; with "since" a verb of the future leaves the nearer of two days, and one of the present
    a day that is nearly here: prices rise from Monday. `opens` for words that, set off by a sign, go
    with the clause behind it: a weekday, whose verb tells no history.
    """
    cues, text = cues_of(code), sentences.text
    if opens and cues.leads and len(text[sentences.around(start, end)[0] : start].strip()) <= _OPENING:
        sign = _SET_OFF.match(text, end)
        end = sign.end() if sign else end
    group = _nearest(sentences, cues, start, end, narrow=bool(hint))
    if hint == "future":
        return "past" if group == "lasted" else "future"
    if hint == "past":
        return {"future": "either", "present": "soon", "": ""}.get(group, "past")
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
    apart = _APART_BEFORE.search(text[max(first, start - _APART) : start]) and _APART_BEHIND.match(
        text, end, last
    )
    if apart and not narrow and left and right:
        return left[-1][2] if start - left[-1][1] <= right[0][0] - end else right[0][2]
    return left[-1][2] if left else right[0][2]


@cache
def cue_pattern(code: str) -> re.Pattern[str] | None:
    """The cues of tense of a language as one pattern with groups `future`, `past` and `neither`.

    `*` in a cue stands for any letters; words under `neither` are never cues. A cue of the future that
    ends in a word of `unchanged_after` takes in a verb behind it whose past is the same word
    (`unchanged`): will cut.
    """
    language = load(code)
    inside = bool(language.settings["particles"])
    tail = "" if inside else r"(?![^\W\d_])"
    helpers = "|".join(rf"(?<=\b{word})" for word in _helpers(language))
    verbs = _any_of(split_words(language.settings["cues"].get("unchanged", "")))
    behind = {"future": f"(?:(?:{helpers}) {verbs}{tail})?"} if verbs and helpers else {}
    groups = [
        f"(?P<{name}>(?:{_any_of(cues, '*')}){behind.get(name, '')})"
        for name, cues in _plain(language).items()
        if cues
    ]
    if not groups:
        return None
    head = "" if inside else r"(?<![^\W\d_])"
    return re.compile(f"{head}{_lead(language)}(?:{'|'.join(groups)}){tail}")


def plain_cues(code: str, text: str, start: int, stop: int) -> list[Cue]:
    """The cues between two places of a text by `cue_pattern`, in order."""
    pattern, words = cue_pattern(code), _within(code)
    cues, end = [], start
    for token in TOKEN.finditer(text, start, stop) if pattern else ():
        ready, places = words[token[0]]
        at = token.start()
        for first, last, group in ready:
            if at + first >= end:
                end = at + last
                cues.append((at + first, end, group))
        for place in places:
            match = pattern.match(text, at + place, stop) if pattern and at + place >= end else None
            if match:
                end = match.end()
                cues.append((match.start(), end, match.lastgroup or ""))
    return [cue for cue in cues if cue[2] != "neither"]


@cache
def _within(code: str) -> _Words:
    """Of a word: the cues in it, or the places in it where a cue of several words may begin."""
    language, pattern = load(code), cue_pattern(code)
    inside = bool(language.settings["particles"])
    several = [cue for group in _plain(language).values() for cue in group if _FIRST.sub("", cue, count=1)]
    several += _helpers(language)
    opening = _openings(several, _lead(language))

    def says(word: str) -> tuple[tuple[Cue, ...], tuple[int, ...]]:
        if opening.search(word) if inside else opening.match(word):
            return (), tuple(range(len(word))) if inside else (0,)
        found = pattern.finditer(word) if pattern else ()
        return tuple((match.start(), match.end(), match.lastgroup or "") for match in found), ()

    return _Words(says)


def _plain(language: Language) -> dict[str, list[str]]:
    cues = language.settings["cues"]
    return {
        name: [fold_text(cue) for cue in split_words(cues.get(name, ""))]
        for name in ("neither", "future", "past")
    }


def _helpers(language: Language) -> list[str]:
    """The words behind which a verb that is the same in the past is not past."""
    return split_words(language.settings["cues"].get("unchanged_after", ""))


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
