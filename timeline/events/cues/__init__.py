"""Cue words by language: who tells, what is planned or denied, where clauses part."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from timeline.folding import fold_text
from timeline.topics.cues import Cue, CueScanner

LANGUAGES = ("en", "ar", "ru", "ko")

__all__ = ["LANGUAGES", "Cue", "scanner", "words"]


@cache
def _table(language: str) -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(language: str, label: str) -> tuple[str, ...]:
    """The folded cue words of one label."""
    listed = _table(language)["cues"].get(label, "")
    return tuple(fold_text(word.strip()) for word in listed.split("|") if word.strip())


#: Found by the scan; the rest (prepositions) are only looked at beside a name.
_SCANNED = (
    "said", "says_if", "clausal", "such", "lasts", "announce", "denied", "that", "according", "hearsay", "planned", "was_planned", "off", "not",
    "only", "despite", "cut", "relative", "when", "pronoun", "demonstrative", "sayer", "credit", "label", "skip",
    "background", "aside", "delegation", "tourists", "citing", "minister", "lesser", "president", "spokesperson", "where", "purpose", "during", "neutral", "about", "guess", "judges", "public", "outlet", "leaders",
)  # fmt: skip


@cache
def pattern(language: str, name: str) -> re.Pattern[str] | None:
    """A pattern of the cue file by its name, or None; written for folded text."""
    written = _table(language).get("patterns", {}).get(name)
    return re.compile(written) if written else None


@cache
def scanner(language: str) -> CueScanner:
    """The scanner of a language's cues; its labels are the keys of the cue file."""
    return CueScanner(language, {label: words(language, label) for label in _SCANNED})
