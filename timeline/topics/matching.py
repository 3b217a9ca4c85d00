"""Names in running text: one walk over the words, looked up by their first.

A name is found in any case or with any prefix or particle of its language (forms.py). Misspelled
long names are found by distance, within a guard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from timeline.folding import fold_text
from timeline.topics.forms import WORD, key, keys

#: A misspelling is looked for only in single words of at least so many letters,
#: at most so many edits from the name, and never in its first letter.
_SHORTEST_MISSPELT, _MOST_EDITS = 7, 1
#: Words remembered with the names they may begin.
_MOST_REMEMBERED = 100_000
#: What may stand between the words of a name ("Kim, Jong Un" is no name).
_BETWEEN = frozenset(" -'.\"·\n")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: where it stands in the folded text, whose it is, and of which kind.

    `kind` is person, state, institution, adjective, alone, place, role or group.
    """

    start: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Name:
    rest: tuple[str, ...]
    id: str
    kind: str
    #: Which of its words are written with a capital, where the script has them.
    capitals: tuple[bool, ...]


class NameMatcher:
    """Finds names; `rows` are (form, id, kind). The first row wins where two share a form."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        self._long: dict[str, list[tuple[str, str, str]]] = {}
        self._memo: dict[str, tuple[_Name, ...]] = {}
        seen: set[tuple[str, ...]] = set()
        for form, name_id, kind in rows:
            words = tuple(key(word) for word in WORD.findall(fold_text(form)))
            if not words or words in seen:
                continue
            seen.add(words)
            originals = WORD.findall(form)
            capitals = tuple(word[0].isupper() for word in originals)
            if len(capitals) != len(words):
                capitals = (False,) * len(words)
            self._by_first.setdefault(words[0], []).append(_Name(words[1:], name_id, kind, capitals))
            if len(words) == 1 and len(words[0]) >= _SHORTEST_MISSPELT and kind in ("person", "place"):
                self._long.setdefault(words[0][0], []).append((words[0], name_id, kind))
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name.rest))

    def find(
        self, folded: str, source: str | None = None, start: int = 0, end: int | None = None
    ) -> list[Match]:
        """The names between two offsets, in order; of two at one place the longest."""
        cased = source if source is not None and len(source) == len(folded) else None
        end = len(folded) if end is None else end
        words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(folded, start, end)]
        memo, found, free = self._memo, [], 0
        for at, (first, _, word) in enumerate(words):
            names = memo.get(word)
            if names is None:
                names = self._remember(word)
            if not names or at < free:
                continue
            following = words[at + 1][2] if at + 1 < len(words) else ""
            likely = keys(following) if following else ()
            for name in names:
                if name.rest and name.rest[0] not in likely:
                    continue
                if not self._fits(name, words, at, folded) or not _capitals_fit(name, words, at, cased):
                    continue
                if name.kind == "alone" and _goes_on(words, at, folded, cased):
                    continue
                free = at + len(name.rest) + 1
                found.append(Match(first, words[free - 1][1], name.id, name.kind))
                break
        return found

    def _remember(self, word: str) -> tuple[_Name, ...]:
        """The names that a word may begin, the longest first; of one length the likeliest form's."""
        if len(self._memo) >= _MOST_REMEMBERED:
            self._memo.clear()
        names = [name for form in keys(word) for name in self._by_first.get(form, ())]
        names.sort(key=lambda name: -len(name.rest))
        if not names and len(word) >= _SHORTEST_MISSPELT:
            names = self._near(word)
        return self._memo.setdefault(word, tuple(names))

    @staticmethod
    def _fits(name: _Name, words: list[tuple[int, int, str]], at: int, folded: str) -> bool:
        if at + len(name.rest) >= len(words):
            return False
        for offset, wanted in enumerate(name.rest, 1):
            start, _, word = words[at + offset]
            gap = folded[words[at + offset - 1][1] : start]
            if len(gap) > 3 or any(char not in _BETWEEN for char in gap):
                return False
            last = offset == len(name.rest)
            if key(word) != wanted and not (_inflects(word, last) and wanted in keys(word)):
                return False
        return True

    def _near(self, word: str) -> list[_Name]:
        """The one name that a long word is a misspelling of; none where it could be two."""
        found = {}
        for form in keys(word):
            for name, name_id, kind in self._long.get(form[:1], ()):
                if OSA.distance(form, name, score_cutoff=_MOST_EDITS) <= _MOST_EDITS:
                    found[name_id] = kind
        return [_Name((), name_id, kind, (True,)) for name_id, kind in found.items() if len(found) == 1]


def _inflects(word: str, last: bool) -> bool:
    """Only Korean words carry particles at the end of a name; Arabic ones prefixes in front."""
    return last and "가" <= word[0] <= "힣"


def _capitals_fit(name: _Name, words: list[tuple[int, int, str]], at: int, cased: str | None) -> bool:
    """The first word that a name writes with a capital is not written small in the text ("us", "US")."""
    if cased is None or True not in name.capitals:
        return True
    return not cased[words[at + name.capitals.index(True)][0]].islower()


def _goes_on(words: list[tuple[int, int, str]], at: int, folded: str, cased: str | None) -> bool:
    """True where a family name alone is followed by more of a name: it is someone else's."""
    if at + 1 >= len(words) or cased is None:
        return False
    start, _, word = words[at + 1]
    return (
        folded[words[at][1] : start] in (" ", "-")
        and cased[start].isupper()
        and len(word) > 1
        and (cased[start + 1 : start + 2].islower())
    )
