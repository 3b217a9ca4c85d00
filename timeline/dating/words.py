"""The labels and cues of dating.toml, compiled: what the words around a date make of it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from timeline.folding import fold_text
from timeline.languages import split_words
from timeline.topics.cues import trie

_FILE = Path(__file__).parent / "dating.toml"
_NEVER = re.compile(r"(?!)")
_SETS = (
    "soon",
    "recent",
    "asks",
    "proposes",
    "departs",
    "feared",
    "after",
    "eve",
    "says",
    "sent",
    "former",
    "gone",
    "elect",
    "edition",
)

#: Sets whose words never go on, whatever a language glues to others.
_WHOLE = ("former", "gone")


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns over folded text; every language's labels at once, the cues of one language."""

    expects: re.Pattern[str]
    soon: re.Pattern[str]
    recent: re.Pattern[str]
    asks: re.Pattern[str]
    proposes: re.Pattern[str]
    departs: re.Pattern[str]
    feared: re.Pattern[str]
    after: re.Pattern[str]
    #: What a day comes shortly before, whether or not that is past: no word of what is to come.
    eve: re.Pattern[str]
    says: re.Pattern[str]
    sent: re.Pattern[str]
    former: re.Pattern[str]
    gone: re.Pattern[str]
    elect: re.Pattern[str]
    edition: re.Pattern[str]
    #: A counted anniversary, with a group for its number, and what the words of numbers are worth.
    anniversary: re.Pattern[str]
    numbers: dict[str, int]
    of_nouns: str
    verb_after: bool
    #: True where a title stands behind the name.
    title_after: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of every language: a page in one is often framed in another."""

    #: Groups `published` and `updated`.
    label: re.Pattern[str]
    copyright: re.Pattern[str]
    archive: re.Pattern[str]
    reprint: re.Pattern[str]
    issue: re.Pattern[str]
    clock: frozenset[str]
    agency: re.Pattern[str]


@cache
def words(language: str) -> Words:
    """The cues of a language; patterns that never match where it has no table."""
    table = _tables().get(language, {})
    whole = table | {"glued": False}
    return Words(
        **{name: _pattern(whole if name in _WHOLE else table, table.get(name, "")) for name in _SETS},
        expects=_pattern(table, table.get("expects", ""), table.get("as_then", "")),
        anniversary=_counted(table),
        numbers=_numbers(table),
        of_nouns="".join(split_words(table.get("of_nouns", ""))),
        verb_after=bool(table.get("verb_after")),
        title_after=bool(table.get("title_after")),
    )


@cache
def cues_of(language: str, entries: tuple[str, ...]) -> re.Pattern[str]:
    """Cue words of a topic as a pattern, with what a language glues to them."""
    return _pattern(_tables().get(language, {}), " | ".join(entries))


def _numbers(table: dict[str, Any]) -> dict[str, int]:
    found = table.get("numbers", {})
    return {fold_text(word): int(value) for value, entry in found.items() for word in split_words(entry)}


def _counted(table: dict[str, Any]) -> re.Pattern[str]:
    """The phrases of a language with their number: digits, or words such as "five and seventy"."""
    if not table.get("anniversary"):
        return _NEVER
    word = "|".join(sorted(_numbers(table), key=len, reverse=True)) or r"(?!)"
    number = rf"(\d{{2,3}}|(?:و?(?:ال)?(?:{word})[ -]*)+)"
    phrases = split_words(table["anniversary"])
    return re.compile("|".join(fold_text(p).replace("#", number).replace(" ", r"\s+") for p in phrases))


@cache
def labels() -> Labels:
    tables = _tables()
    groups = []
    for name in ("published", "updated"):
        found = {fold_text(word) for table in tables.values() for word in split_words(table.get(name, ""))}
        groups.append(f"(?P<{name}>{_any(found)})")
    clock = {fold_text(word) for table in tables.values() for word in split_words(table.get("clock", ""))}
    agencies = {fold_text(word) for table in tables.values() for word in split_words(table.get("agency", ""))}
    return Labels(
        re.compile(rf"(?<![^\W\d_])(?:{'|'.join(groups)})(?![^\W\d_])"),
        re.compile(_any({fold_text(word) for word in split_words(tables["any"]["copyright"])})),
        re.compile(_any({fold_text(word) for word in split_words(tables["any"]["archive"])})),
        re.compile(_any({fold_text(word) for word in split_words(tables["any"]["reprint"])})),
        re.compile(
            "|".join(
                re.escape(fold_text(phrase))
                .replace(r"\#", "#")
                .replace("#", r"\d{1,6}")
                .replace(r"\ ", r"\s*")
                for phrase in split_words(tables["any"]["issue"])
            )
        ),
        frozenset(clock),
        re.compile(rf"(?<![^\W\d_])(?:{_any(agencies)})(?![^\W\d_])"),
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _any(texts: set[str]) -> str:
    """Any of some texts, the longest first, so that "last updated" is not "updated"."""
    return trie(texts)


def _pattern(table: dict[str, Any], entries: str, unless: str = "") -> re.Pattern[str]:
    """Any of some entries, as a language glues its words; not right before the words of `unless`."""
    found = {fold_text(word) for word in split_words(entries)}
    if not found:
        return _NEVER
    body = trie(found).replace(r"\*", r"[^\W\d_]*")
    prefixes = "".join(fold_text(prefix) for prefix in split_words(table.get("prefix", "")))
    lead = f"[{prefixes}]?" if prefixes else ""
    tail = "" if table.get("glued") else r"(?![^\W\d_])"
    if unless:
        tail += rf"(?!\s?{_any({fold_text(word) for word in split_words(unless)})})"
    return re.compile(rf"(?<![^\W\d_]){lead}{body}{tail}")
