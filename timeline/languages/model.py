"""A compiled language: its words, its rules and their forms, and how a word of a text is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

#: Classes of digits, by what the number can be; `tagger` gives each number one of these sets.
NUMBER_KINDS: dict[str, frozenset[str]] = {
    "small": frozenset({"number", "count", "day", "month_number"}),
    "small2": frozenset({"number", "count", "day", "month_number", "short_year"}),
    "day2": frozenset({"number", "count", "day", "short_year"}),
    "two": frozenset({"number", "count", "short_year"}),
    "year": frozenset({"number", "count", "year"}),
    "lunar": frozenset({"number", "count", "year", "lunar_year"}),
    "number": frozenset({"number", "count"}),
    "full": frozenset({"numeric_date"}),
    "partial": frozenset({"numeric_day_month"}),
    "month-year": frozenset({"numeric_month_year"}),
    "clock": frozenset({"clock"}),
    "name": frozenset({"name"}),
}

#: The letters of each script that a language file is in, as ranges for a class, folded.
SCRIPTS = {
    "Arab": "\u0621-\u064a\u066e-\u06d3", "Latn": "a-z", "Cyrl": "\u0430-\u045f", "Hang": "\uac00-\ud7a3",
}  # fmt: skip

#: What stands between two items is compared by its words and signs alone.
PIECES = re.compile(r"[^\W_]+|[^\w\s]")


class LanguageError(ValueError):
    """A language file that cannot be used: where, what, what to do."""


#: By how many of its first letters a word is told to be no entry with particles behind it.
HEAD = 3

#: Words of texts remembered per language, with what they turned out to be.
_MOST_WORDS = 60_000

#: A word longer than this, in letters, is not taken apart.
_LONGEST_GLUED = 24


@dataclass(slots=True)
class Word:
    """What a word can be: one private code point for its set of classes, and a value in each."""

    kind: str
    values: dict[str, Any]
    #: How many letters of a glued prefix or of a particle stand before and behind the word.
    before: int = 0
    behind: int = 0
    #: Longer entries that begin with this word: (what follows, folded, with its space; the entry).
    longer: tuple[tuple[str, Word], ...] = ()
    #: The words glued into one, with their places in it (`compounds`): 월말까지 is 월, 말 and 까지.
    parts: tuple[tuple[int, int, Word], ...] = ()
    #: What follows in each of `longer`, as `str.startswith` takes it.
    rests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reading of some patterns; `options` are the file's other keys of the rule."""

    name: str
    kind: str
    level: int
    yields: frozenset[str]
    options: dict[str, Any]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One flat pattern of a rule over the shapes of runs."""

    rule: Rule
    #: The name of each item the form matches, "" where it is only there to be matched; `|` of two.
    names: tuple[str, ...]
    #: The kinds each item may have, and the gaps that may stand between it and the next.
    items: tuple[str, ...]
    gaps: tuple[str, ...]

    def matches(self, kinds: list[str], gaps: list[str], at: int) -> bool:
        """True where the items from `at` on are the form's."""
        if at + len(self.items) > len(kinds):
            return False
        for i, item in enumerate(self.items):
            if kinds[at + i] not in item or (i and gaps[at + i - 1] not in self.gaps[i - 1]):
                return False
        return True


@dataclass(slots=True)
class Language:
    """One language, compiled. `shapes` remembers parsed shapes; it holds nothing of any text."""

    code: str
    name: str
    order: str
    settings: dict[str, Any]
    words: dict[str, Word | None]
    heads: frozenset[str]
    number_kinds: dict[str, str]
    numbers: frozenset[str]
    gaps: dict[str, str]
    levels: list[dict[str, list[Form]]]
    node_kinds: dict[frozenset[str], str]
    rules: tuple[Rule, ...]
    shapes: dict[str, Any] = field(default_factory=dict)

    def look_up(self, word: str) -> Word | None:
        """The entry of a folded word, glued prefixes and particles allowed."""
        try:
            return self.words[word]
        except KeyError:
            entry = self._affixed(word)
            if len(self.words) < _MOST_WORDS:
                self.words[word] = entry
            return entry

    def _affixed(self, word: str) -> Word | None:
        prefixes = self.settings["prefixes"]
        for prefix in prefixes if word.startswith(prefixes) else ():
            if word.startswith(prefix):
                whole = self.settings["assimilated"].get(prefix, "")
                entry = self.words.get(whole + word[len(prefix) :])
                if entry and not entry.before:
                    before = len(prefix) - (prefix[-1] == whole[-1:])
                    return Word(entry.kind, entry.values, before, 0, entry.longer, rests=entry.rests)
        if len(word) <= _LONGEST_GLUED and any(word[:size] in self.heads for size in range(1, HEAD + 1)):
            return self._behind(word, 1) or self._compound(word) or self._behind(word, 3)
        return None

    def _behind(self, word: str, most: int) -> Word | None:
        """A word with so many particles behind it at most."""
        for cut in range(len(word) - 1, 0, -1):
            entry = self._bare(word[:cut])
            if entry and self.is_tail(word[cut:], most):
                return Word(entry.kind, entry.values, 0, len(word) - cut, ())
        return None

    def _bare(self, word: str) -> Word | None:
        """The entry of a word with nothing glued on."""
        entry = self.words.get(word)
        return entry if entry and entry.kind and not entry.behind and not entry.parts else None

    def is_tail(self, tail: str, most: int = 3) -> bool:
        """True where the letters are particles, one or several: 까지는."""
        particles = self.settings["particles"]
        return tail in particles or any(
            tail[:cut] in particles and self.is_tail(tail[cut:], most - 1)
            for cut in range(1, len(tail) if most > 1 else 0)
        )

    def _compound(self, word: str) -> Word | None:
        """Words glued into one: any number of the first rank of `compounds`, then one of each later."""
        parts = self._glued(word, 0, -1) if self.settings["compounds"] else None
        return Word(parts[0][2].kind, parts[0][2].values, parts=parts) if parts else None

    def _glued(self, word: str, start: int, rank: int) -> tuple[tuple[int, int, Word], ...] | None:
        for stop in range(len(word), start, -1):
            entry = self._bare(word[start:stop])
            own = self._rank(entry, rank) if entry else None
            if entry is None or own is None:
                continue
            if start and (stop == len(word) or self.is_tail(word[stop:])):
                return ((start, stop, entry),)
            rest = self._glued(word, stop, own)
            if rest:
                return ((start, stop, entry), *rest)
        return None

    def _rank(self, entry: Word, before: int) -> int | None:
        """The first rank of `compounds` that an entry has and that may follow the rank before it."""
        for rank, classes in enumerate(self.settings["compounds"]):
            if (rank > before or rank == before == 0) and not classes.isdisjoint(entry.values):
                return rank
        return None

    def gap(self, raw: str) -> str | None:
        """The code of what stands between two items, None where nothing may join them."""
        return self.gaps.get(" ".join(PIECES.findall(raw)))
