"""Sentences of a news text in any of the languages, as spans of the source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from timeline.folding import fold_text
from timeline.topics.forms import language_of

#: A mark that may end a sentence, with what closes around it.
_STOP = re.compile(
    r"[.!?…؟。۔]+[\"'”’»)\]]*(?=\s|$)|[.!?…؟]+[\"”»)\]]*(?=[«“\"]?[А-ЯA-Z][а-яa-z]{2})|\n"
    r"|(?<=(?<!\d)[12]\d{3})(?=[\u0621-\u064a]{3})"
)
#: What the next sentence does not begin with.
_CONTINUES = re.compile(r"\s*[,،;؛:)\]»”]|\s*[a-zа-яё]|\s*[-–—]\s+[a-zа-яё«\"“]?")
#: A Korean date with white space behind its stops: "2024. 6. 19."
_DOTTED = re.compile(r"(?<!\d)(?:19|20)\d\d\.(?: \d{1,2}\.){0,2}\Z")
_NEXT_DOTTED = re.compile(r" \d{1,2}\.")
_LAST_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[\w.]*\w)?\Z")
_ENDED = tuple('.!?…؟。۔:؛"”»)]')
#: A date written with stops is no longer than this.
_DATE_LENGTH = 13
#: A line at least this long may have been broken by its editor, not by the author.
_WRAPPED = 50
#: A heading glued to a sentence is no longer than this.
_GLUED = 80


@cache
def abbreviations(language: str) -> frozenset[str]:
    """Folded words after which a full stop ends no sentence."""
    listed = _file().get(language, "")
    return frozenset(fold_text(word.strip()) for word in listed.split("|") if word.strip())


@cache
def _file() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The bounds of each sentence between two offsets, without white space at their ends.

    A headline without a full stop is a sentence; so is each line of a list.

    >>> text = "Gen. Kim met Mr. Putin. Oil rose 4.8 percent."
    >>> [text[a:b] for a, b in sentences(text)]
    ['Gen. Kim met Mr. Putin.', 'Oil rose 4.8 percent.']
    """
    end = len(text) if end is None else end
    known = abbreviations(language_of(text[start : start + 400]))
    first = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < first:
            continue
        if stop.group() == "\n":
            if _wrapped(text, first, stop.start(), end):
                continue
        elif not stop.group():
            # a heading that bad markup glued to the sentence behind it: "in 2019It"
            if stop.start() - first > _GLUED:
                continue
        elif _goes_on(text, stop, first, end, known):
            continue
        yield from _trimmed(text, first, stop.end())
        first = stop.end()
    yield from _trimmed(text, first, end)


def _goes_on(text: str, stop: re.Match[str], first: int, end: int, known: frozenset[str]) -> bool:
    """True where the stop stands after an abbreviation or an initial, or what follows continues."""
    if text[stop.start()] == "." and stop.end() - stop.start() == 1:
        word = _LAST_WORD.search(text, max(first, stop.start() - 14), stop.start())
        if word and _abbreviated(word.group(), known):
            return True
    dotted = _DOTTED.search(text, max(first, stop.end() - _DATE_LENGTH), stop.end())
    if dotted and (dotted.group().count(".") == 3 or _NEXT_DOTTED.match(text, stop.end(), end)):
        return "\n" not in text[stop.end() : stop.end() + 1]
    following = _CONTINUES.match(text, stop.end(), end)
    return bool(following) and "\n" not in following.group()


def _abbreviated(word: str, known: frozenset[str]) -> bool:
    initial = len(word) == 1 and word.isupper() and not "\u0620" <= word <= "\u06ff"
    return initial or fold_text(word) in known


def _wrapped(text: str, first: int, line_end: int, end: int) -> bool:
    """True where a line break stands inside a sentence: the line was long and the next goes on."""
    line_start = max(first, text.rfind("\n", 0, line_end) + 1)
    line = text[line_start:line_end].rstrip()
    if len(line) < _WRAPPED or line.endswith(_ENDED) or line_end + 1 >= end:
        return False
    following = text[line_end + 1 : line_end + 2]
    return following.islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
