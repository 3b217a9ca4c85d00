"""Speakers without a name in the interface's language: «مسؤولون أمريكيون», "American officials"."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from timeline.folding import fold
from timeline.topics.cues import CueScanner
from timeline.topics.forms import language_of
from timeline.topics.model import Topic

_NUMBERS = ("one", "many")
_OF_A_STATE = ("adjective", "state", "institution")


def unnamed(words: str, topic: Topic, language: str) -> str:
    """The source's own words for whoever speaks, put in an interface language.

    They stay as they are in their own language, and where no noun in them is known.
    """
    source = language_of(words)
    if source == language:
        return words
    folded = fold(words).text
    found = next(_scanner(source).find(folded), None)
    if found is None:
        return words
    kind, number = found.labels[0].split(".")
    shown = _table()[kind]["shown"][number][language]
    named = topic.find(folded, words)
    state = next((topic.state_of(name.id) for name in named if name.kind in _OF_A_STATE), "")
    if not state:
        return shown
    if language == "ar":
        return f"{shown} من {topic.name(state, 'ar')}"
    adjectives = topic.actors[state].adjectives.get(language) or (topic.name(state, language, short=True),)
    return f"{adjectives[0]} {shown}"


@cache
def _table() -> dict[str, dict[str, dict]]:
    return tomllib.loads(Path(__file__).with_name("unnamed.toml").read_text(encoding="utf-8"))


@cache
def _scanner(language: str) -> CueScanner:
    words = {
        f"{kind}.{number}": [word.strip() for word in row[number].get(language, "").split("|")]
        for kind, row in _table().items()
        for number in _NUMBERS
        if number in row
    }
    return CueScanner(language, words)
