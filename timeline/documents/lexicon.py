"""What the words of one line say of it: body, or which piece of a page's furniture.

The words are data, in furniture.toml; here is only how they are compared.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

#: Longest stretch at the head of a line in which a label is looked for, in code points.
LABEL_REACH = 70
#: Longest line, in code points, that line patterns are tried on; keeps every pattern linear.
PATTERN_REACH = 240
#: Fewest pieces that make a line a menu, and that make it one where a piece is furniture by itself.
MENU_PIECES, PIECES = 5, 3
#: Most words of a piece that names a section, a place or an outlet.
PIECE_WORDS = 3
#: Most words in the one piece of several that may be longer, or end as a sentence does ("D.C., Md.").
LONG_PIECE = 5
#: Longest value behind a label: `Tags: ...` may be long, a story behind "Source:" is not a value.
VALUE_REACH = 300

_TOKEN = re.compile(r"[\w\u064b-\u065f\u0670]+")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670]")
_FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ё": "е"}
)
_SEPARATOR = re.compile(r"""[\s\])»”"']*(?:[:：|»›>►▶←→\]]|[-–—]\s)""")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|го)?", re.I)
_DATE_UNIT = re.compile(r"\d+[年月日년월일]")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
#: What parts the pieces of one line: a banner, a menu, a byline with its age and its readers.
GAP = re.compile(r"\s*[|•·‖]\s*|\s[-–—/]\s|[ \xa0]{2,}|\t")
#: A link as Markdown writes it, and signs of emphasis: the words alone are looked at.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)|\*\*|__")
_STOP = re.compile(r"""[.!?؟。…۔][»”"'’)\]\s]*\Z""")


class Role(Enum):
    """What a line is, going by its own words alone."""

    PROSE = auto()
    FURNITURE = auto()
    END = auto()  # furniture that follows a finished article
    RELATED = auto()  # opens links or an appended article
    DATE = auto()  # holds a date and nothing else: a banner, or a chronology's heading


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line's role; `value` is where the words behind its label begin, if it has one.

    `dated` is true where the line holds a date and little else.
    """

    role: Role
    value: int = 0
    dated: bool = False


PROSE = Verdict(Role.PROSE)
_FURNITURE, _END, _DATE = Verdict(Role.FURNITURE), Verdict(Role.END), Verdict(Role.DATE, dated=True)
_DATE_LINE = Verdict(Role.FURNITURE, dated=True)


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """A word as labels are compared: no vowel signs, one alef and one yeh, no case.

    >>> fold("أيضاً") == fold("ايضا")
    True
    """
    if word.isascii():
        return word.lower()
    return _MARKS.sub("", word).translate(_FOLD).casefold()


def words_of(text: str) -> tuple[str, ...]:
    return tuple(fold(token) for token in _TOKEN.findall(text))


def ends_sentence(text: str) -> bool:
    """True where the text closes with a full stop, question mark or the like."""
    return bool(_STOP.search(text, max(0, len(text) - 6)))


class Lexicon:
    """The labels, words and patterns of furniture.toml, ready to be matched."""

    _LABELS = ("related_open", "related", "end_start", "start", "end_label", "label", "alone")

    def __init__(self, tables: dict[str, dict[str, list[str]]]) -> None:
        def entries(key: str) -> list[str]:
            return [entry for table in tables.values() for entry in table.get(key, ())]

        def pattern(key: str) -> re.Pattern[str]:
            return re.compile("|".join(f"(?:{entry})" for entry in entries(key)), re.I)

        self._labels: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind in self._LABELS:
            for label in entries(kind):
                words = words_of(label)
                self._labels.setdefault(words[0], []).append((words, kind))
        self._longest_label = max(len(label[0]) for labels in self._labels.values() for label in labels)
        for labels in self._labels.values():
            labels.sort(key=lambda label: -len(label[0]))
        self._dates = frozenset(fold(word) for word in entries("date_word"))
        self._date_glue = frozenset(fold(word) for word in entries("date_glue"))
        self._date_labels = frozenset(fold(word) for word in entries("date_label"))
        self._line, self._end_line = pattern("line"), pattern("end_line")
        self._archive = tuple(entries("archive"))
        self._continues = frozenset(words_of(entry) for entry in entries("continues"))
        self._continues_reach = max(map(len, self._continues))
        self._glued = tuple(entries("glued"))
        after_stop = "|".join(
            r"[ \t]+".join(map(re.escape, label.split()))
            for kind in ("related_open", "related", "end_label")
            for label in entries(kind)
        )
        self._after_stop = re.compile(rf"""[.!?؟…»”"')\]][ \t\xa0]{{0,2}}((?:{after_stop})[ \t]?[:：])""")

    def cuts(self, text: str) -> list[int]:
        """Offsets where furniture is glued into a line and the line is to be cut, in order."""
        found = [match.start(1) for match in self._after_stop.finditer(text)]
        for phrase in self._glued:
            at = text.find(phrase)
            while at >= 0:
                found.append(at)
                at = text.find(phrase, at + len(phrase))
        return sorted(set(found))

    def verdict(self, line: str) -> Verdict:
        """What a stripped, non-empty line is by its own words.

        >>> lexicon().verdict("Tags: summit, envoy").role
        <Role.END: 3>
        >>> lexicon().verdict("Tags were torn from every crate, the inspector said.").role
        <Role.PROSE: 1>
        """
        if (verdict := self._labelled(line)) is not None:
            return verdict
        if len(line) > PATTERN_REACH:
            return PROSE
        if self._end_line.fullmatch(line):
            return _END
        if self._line.fullmatch(line) or not _TOKEN.search(line):
            return _FURNITURE
        if len(line) < 140 and line.endswith(self._archive) and not ends_sentence(line):
            return _FURNITURE
        dated = self._dated(line)
        return dated if dated.role is not Role.PROSE else self._pieced(line)

    def _pieced(self, line: str) -> Verdict:
        """Furniture where a line is nothing but short pieces, some of them furniture by themselves.

        >>> lexicon().verdict("06.11.2024, 13:37   The Daily Gazette   3 min read").role
        <Role.FURNITURE: 2>
        >>> lexicon().verdict("Politics  Opinion  D.C., Md. & Va.  Weather  Sports").role
        <Role.FURNITURE: 2>
        >>> lexicon().verdict("Saturday 14 February 2026 - Beirut 13° - Dollar: 89,500 L.L.").role
        <Role.FURNITURE: 2>
        >>> lexicon().verdict("Port Gazette / Vladivostok / Sea").role
        <Role.FURNITURE: 2>
        >>> lexicon().verdict("[Home](/) / [World](/world) / **Korea**").role
        <Role.FURNITURE: 2>
        >>> lexicon().verdict("12 September - Kim arrives").role
        <Role.PROSE: 1>
        """
        pieces = [piece for piece in GAP.split(_LINK.sub(r"\1", line)) if piece.strip()]
        if len(pieces) < 2:
            return PROSE
        plain = [p for p in pieces if self.verdict(p.strip()).role in (Role.PROSE, Role.RELATED)]
        words = [(len(_TOKEN.findall(p)), ends_sentence(p)) for p in plain]
        long = [count for count, ends in words if ends or count > PIECE_WORDS]
        if long and (len(long) > 1 or long[0] > LONG_PIECE or not len(plain) < len(pieces) >= PIECES):
            return PROSE
        names = all(count <= PIECE_WORDS - 1 for count, _ in words) and not _DIGIT.search(line)
        enough = 1 if not plain else PIECES if names or len(plain) < len(pieces) else MENU_PIECES
        return _FURNITURE if len(pieces) >= enough else PROSE

    def _labelled(self, line: str) -> Verdict | None:
        tokens = list(islice(_TOKEN.finditer(line, 0, LABEL_REACH), self._longest_label))
        if not tokens or tokens[0].start() > 6:
            return None
        labels = self._labels.get(fold(tokens[0].group()))
        if labels is None:
            return None
        words = tuple(fold(token.group()) for token in tokens)
        for label, kind in labels:
            if words[: len(label)] == label:
                verdict = self._behind(line, tokens[len(label) - 1].end(), kind)
                if verdict is not None:
                    return verdict
        return None

    @staticmethod
    def _behind(line: str, end: int, kind: str) -> Verdict | None:
        """What the words behind a label make of it: `Source: a ministry` is one, a sentence is not."""
        role = {"related": Role.RELATED, "related_open": Role.RELATED}.get(
            kind, Role.END if kind.startswith("end_") else Role.FURNITURE
        )
        first = _TOKEN.search(line, end)
        if first is None:
            return Verdict(role, len(line))
        separator = _SEPARATOR.match(line, end)
        value = separator.end() if separator else end
        long = len(line) - value > VALUE_REACH
        sentence = ends_sentence(line) and line.count(" ", value) >= 7
        match kind:
            case "related":
                fits = separator is not None
            case "related_open":
                fits = separator is not None or not (long or ends_sentence(line))
            case "start" | "end_start":
                # "Photo: ..." may close with a full stop; "Photo agencies said on Monday ..." may not
                fits = not long and (separator is not None or not sentence or kind == "end_start")
            case "label" | "end_label":
                fits = separator is not None and not (long or sentence)
            case _:
                fits = False
        return Verdict(role, value) if fits else None

    def _dated(self, line: str) -> Verdict:
        if len(line) > 100:
            return PROSE
        tokens = words_of(line)
        numbers = [token for token in tokens if _NUMBER.fullmatch(token)]
        labels = [token for token in tokens if token in self._date_labels]
        dates = [
            token
            for token in tokens
            if token in self._dates or token in self._date_glue or _DATE_UNIT.fullmatch(token)
        ]
        if len(numbers) + len(labels) + len(dates) < len(tokens) or not (numbers or dates):
            return PROSE
        if len(tokens) > 1 and not any(character.isdigit() for character in line):
            return PROSE
        if not dates and len(numbers) < 3 and not _CLOCK.search(line):
            return PROSE
        return (
            _DATE_LINE
            if dates and (labels or _CLOCK.search(line))
            else _FURNITURE
            if labels or _CLOCK.search(line)
            else _DATE
        )

    def writes_out_a_day(self, line: str) -> bool:
        """True where a text names a weekday with its day, month and year, as one does that opens.

        >>> lexicon().writes_out_a_day("The guns fell silent on Sunday, 19 January 2025, they said")
        True
        >>> lexicon().writes_out_a_day("The treaty of 19 January 2025 was read on Sunday")
        False
        """
        return any(
            named > 1 and numbers > 1 and years
            for named, numbers, years in self._dates_in(line[:PATTERN_REACH])
        )

    def opens_with_a_date(self, line: str) -> bool:
        """True where the first words are a day or month with its year.

        >>> lexicon().opens_with_a_date("14 February 2026 Prices of gold at a new height")
        True
        """
        first = next(iter(self._dates_in(line[:PATTERN_REACH])), (0, 0, 0))
        return all(first)

    def _dates_in(self, line: str) -> Iterator[tuple[int, int, int]]:
        """Of each run of date words: how many are names, how many numbers, how many years."""
        named = numbers = years = 0
        for token in words_of(line):
            unit = bool(_DATE_UNIT.fullmatch(token))
            if token in self._dates or unit:
                named += 1
                years += unit and token[:2] in ("19", "20") and len(token) > 4
                numbers += unit
            elif _NUMBER.fullmatch(token):
                numbers += 1
                years += len(token) == 4 and token[:2] in ("19", "20")
            elif token not in self._date_glue:
                yield named, numbers, years
                named = numbers = years = 0
        yield named, numbers, years

    def continues(self, line: str) -> bool:
        """True where a paragraph opens as one does that goes on with the story before it."""
        words = words_of(line[:LABEL_REACH])
        return any(words[:n] in self._continues for n in range(1, self._continues_reach + 1))


@cache
def lexicon() -> Lexicon:
    path = Path(__file__).with_name("furniture.toml")
    return Lexicon(tomllib.loads(path.read_text(encoding="utf-8")))
