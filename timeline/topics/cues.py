"""Cue words of a language, compiled into one pattern and looked up in one scan.

`*` stands for any letters, inside a word or at its end. Only Korean cues may stand in the middle
of a word; Arabic cues may carry prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from timeline.folding import fold_text
from timeline.topics.forms import variants

#: Arabic: conjunction, then preposition or the س of the future, then article, each at most once;
#: a cue written with its article comes before one without.
_LEADS = {"ar": r"(?:[وف](?=\w{3}))?(?:[بلك](?=\w{3})|س(?=[يتن]\w{2}))?(?:ال|ل(?=ل))??"}


#: Arabic: the pronouns joined to the end of a word of at least so many letters.
_PRONOUNS, _SHORTEST_JOINED = ("ه", "ها", "هم", "هما"), 4
#: The alif of an accusative («سلاحا») or of two («وصلا») stands behind none of these.
_NO_ALIF, _SHORTEST_DUAL = "ةاىيءآ", 3
#: Cues with letters left open are looked up by so many first letters.
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """Words found, where they stand in the folded text, and what they are a cue of."""

    start: int
    end: int
    labels: tuple[str, ...]
    text: str


@dataclass(slots=True)
class CueScanner:
    """Finds the cues of one language; `words` maps a label to its cue words."""

    language: str
    words: Mapping[str, Iterable[str]]
    #: Arabic: whether a pronoun may be joined to the end of a cue.
    joined: bool = False
    #: Whether cues are looked for behind the first word of a cue with words left open.
    inside: bool = False
    _labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _stems: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Cues with letters left open by how they begin; "" where a letter of that is open itself.
    _open: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None
    #: The stems alone: one may reach further than a whole cue at the same place.
    _longer: re.Pattern[str] | None = None
    _ready: bool = False

    def _prepare(self) -> None:
        """Compiles the cues: done when a text of the language is first looked at, for it takes a second."""
        exact: dict[str, list[str]] = {}
        loose: dict[str, list[str]] = {}
        for label, words in self.words.items():
            for word in words:
                for form in _written(word, self.joined):
                    folded = " ".join(fold_text(form).split())
                    if folded:
                        (loose if "*" in folded else exact).setdefault(folded, []).append(label)
        korean = self.language == "ko"
        if korean:
            loose = {f"{word}*": labels for word, labels in exact.items()} | loose
            exact = {}
        self._labels = {word: tuple(dict.fromkeys(labels)) for word, labels in exact.items()}
        choices = []
        stems: dict[str, list[str]] = {}
        inner: dict[str, list[str]] = {}
        for word, labels in loose.items():
            simple = word.endswith("*") and "*" not in word[:-1] and not word.endswith(" *")
            (stems if simple else inner).setdefault(word.rstrip("*") if simple else word, []).extend(labels)
        shapes: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for word, labels in inner.items():
            first = word[:_HEAD] if "*" not in word[:_HEAD] else ""
            shapes.setdefault(first, []).append((word, tuple(labels)))
        self._open = shapes
        # the longest cue at a place is found: it is a cue of whatever its beginnings are cues of
        self._stems = {word: _with_beginnings(word, stems) for word in stems}
        self._labels = {
            word: tuple(dict.fromkeys([*labels, *_with_beginnings(word, stems)]))
            for word, labels in self._labels.items()
        }
        if inner:
            shaped = "|".join(_loose(word) for word in sorted(inner, key=len, reverse=True))
            # few places begin like any of these: the trie of their beginnings turns the rest away
            heads = [word.split("*")[0].rstrip() for word in inner]
            shaped = f"(?={trie(heads)})(?:{shaped})" if all(heads) else shaped
            choices.append(f"(?P<i>{shaped})(?!\\w)" if not korean else f"(?P<i>{shaped})")
        if exact:
            choices.append(f"(?P<x>{trie(exact)})(?!\\w)")
        if stems:
            choices.append(f"(?P<s>{trie(stems)})" + ("" if korean else r"\w*"))
        if choices:
            lead = "" if korean else r"(?<!\w)" + _LEADS.get(self.language, "")
            self._pattern = re.compile(f"{lead}(?:{'|'.join(choices)})")
            if stems and exact:
                self._longer = re.compile(f"{lead}(?:{choices[-1]})")
        self._ready = True

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Cue]:
        """The cues in a folded text, in order, not overlapping; of two at one place the longest."""
        if not self._ready:
            self._prepare()
        if self._pattern is None:
            return
        at, end = start, len(text) if end is None else end
        while match := self._pattern.search(text, at, end):
            if match.lastgroup == "x" and self._longer:
                longer = self._longer.match(text, match.start(), end)
                match = longer if longer and longer.end() > match.end() else match
            at = max(match.end(), match.start() + 1)
            group = match.lastgroup or ""
            words = " ".join(match[group].split())
            if group == "i" and self.inside and " " in words:
                at = match.start(group) + words.index(
                    " "
                )  # what stands between the words of a cue is found too
            if group == "x":
                labels = self._labels[words]
            elif group == "s":
                labels = self._stems[words]
            else:
                shapes = [*self._open.get(words[:_HEAD], ()), *self._open.get("", ())]
                labels = next((ls for word, ls in shapes if _shape(word).match(words)), ())
            yield Cue(match.start(group), match.end(), labels, match[0])


@cache
def _shape(word: str) -> re.Pattern[str]:
    """The whole of a cue with letters left open; of thousands few are met in a text."""
    return re.compile(_loose(word) + r"\Z")


def _written(word: str, joined: bool) -> Iterator[str]:
    """Every form that a cue may take in a text."""
    for pattern in variants(word):
        for form in _conjugated(pattern) if joined else (pattern,):
            yield from _with_pronouns(form, joined)


def _conjugated(word: str) -> Iterator[str]:
    """An Arabic cue with its verb, the first word, for a woman, for two and for many.

    >>> list(_conjugated("يصل"))
    ['يصل', 'يصلون', 'يصلوا', 'يصلان', 'تصل', 'تصلون', 'تصلوا', 'تصلان']
    >>> list(_conjugated("عقد جلسة"))
    ['عقد جلسة', 'عقدت جلسة', 'عقدوا جلسة', 'عقدتا جلسة', 'عقدا جلسة']
    """
    first, space, rest = word.partition(" ")
    open_ended = "*" in first or first.startswith("ال") or len(first) < _SHORTEST_DUAL
    if open_ended or not "\u0620" <= first[0] <= "\u06ff":
        yield word
    elif first[0] == "ي":
        for stem in (first, "ت" + first[1:]):
            endings = ("",) if stem[-1] in _NO_ALIF + "و" else ("", "ون", "وا", "ان")
            yield from (stem + ending + space + rest for ending in endings)
    else:
        endings = ("",) if first[-1] in _NO_ALIF + "وت" else ("", "ت", "وا", "تا", "ا")
        yield from (first + ending + space + rest for ending in endings)


def _with_pronouns(word: str, joined: bool) -> Iterator[str]:
    """A cue, and with what may be joined to its end in Arabic: «عقوبات» is found in «عقوباتها»."""
    yield word
    last = word.split()[-1] if word.split() else ""
    if not joined or "*" in last or len(last) < _SHORTEST_DUAL:
        return
    if last[-1] not in _NO_ALIF:
        yield word + "ا"
    if len(last) >= _SHORTEST_JOINED:
        stem = word[:-1] + "ت" if word.endswith("ة") else word
        for pronoun in _PRONOUNS:
            yield stem + pronoun


def _with_beginnings(word: str, stems: Mapping[str, list[str]]) -> tuple[str, ...]:
    labels = [label for end in range(len(word), 0, -1) for label in stems.get(word[:end], ())]
    return tuple(dict.fromkeys(labels))


def trie(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest at each place, shaped as a trie."""
    branches: dict[str, set[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], set()).add(word[1:])
        else:
            ends = True
    if not branches:
        return ""
    parts = [
        (r"\s+" if first == " " else re.escape(first)) + trie(rest)
        for first, rest in sorted(branches.items())
    ]
    joined = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{joined}?" if ends else joined


def _loose(word: str) -> str:
    """`*` inside is any letters of the word, or up to five words where it stands alone."""
    parts = []
    for piece in word.split(" "):
        parts.append(
            r"[\w'-]+(?:\s+[\w'-]+){0,4}" if piece == "*" else r"\w*".join(map(re.escape, piece.split("*")))
        )
    return r"\s+".join(parts)
