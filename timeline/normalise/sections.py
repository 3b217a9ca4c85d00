"""Sections of a chronology: lines that hold a year, or a date with its year, over what they date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from timeline.edtf import EdtfDate, Granularity
from timeline.normalise import fields as parts
from timeline.normalise.moment import Unanchored
from timeline.tagger import Node, Stretch

#: The rule's name says so of the expression that heads a section.
HEADING = "heading"
#: A line that may be a heading: it holds a year, and is short.
_LINE = re.compile(r"^[^\n\d]{0,24}(?:\d{1,2}[^\n\d]{0,20})?(?P<year>(?:19|20)\d\d)[^\n]{0,16}$", re.M)
_BELOW, _WORD, _YEAR = re.compile(r"[^\n]*\S[^\n]*"), re.compile(r"[^\W_]+"), re.compile(r"(?:19|20)\d\d")
#: Signs of a line of rights, of a label or of a place: no heading.
_NO_HEAD = re.compile(r"[©|،,:;@]|\(c\)|/(?![^\W\d_])|(?<![^\W\d_])/")
#: What stands under a heading has so many words: a list of years is a menu.
_FEWEST_WORDS = 4
#: Words beside a year or a month; a day stands alone on its line.
_MOST_BESIDE = 2
#: Fewer such lines may be anything; days, the document's own among them, must be more.
_FEWEST, _FEWEST_DAYS = 2, 3


@dataclass(frozen=True, slots=True)
class Section:
    """The date over a part of a text, and where the year of the line that names it stands in its piece."""

    value: EdtfDate
    start: int
    end: int


def sections(piece: Stretch, known: bool = False) -> list[Section]:
    """The headings of a piece that date what is under them, in order; none where they are too few.

    `known` says that the pieces before had such sections: one more is enough then.
    """
    found = list(_headings(piece))
    days = sum(section.value.granularity is Granularity.DAY for section in found)
    enough = len(found) - days >= _FEWEST or len(found) >= _FEWEST_DAYS
    return found if found and (enough or known) else []


def _headings(piece: Stretch) -> Iterator[Section]:
    text = piece.folded.text
    nodes = iter(piece.nodes)
    node = next(nodes, None)
    for match in _LINE.finditer(text):
        inside: list[Node] = []
        while node is not None and node.start < match.end():
            if node.start >= match.start():
                inside.append(node)
            node = next(nodes, None)
        value = _value(match, inside)
        if value and _stands_over_prose(text, match.end()):
            yield Section(value, match.start("year"), match.end("year"))


def _value(match: re.Match[str], nodes: list[Node]) -> EdtfDate | None:
    """What a line is the heading of: its words are a date with its year, or a year and a word or two."""
    if _NO_HEAD.search(match[0]) or len(_YEAR.findall(match[0])) > 1:
        return None
    year, month, day = int(match["year"]), None, None
    rest = match[0]
    for node in nodes:
        with suppress(Unanchored):
            named = parts.of(node)
            month, day = named.month or month, named.day or day
        start, end = node.start - match.start(), node.end - match.start()
        rest = rest[:start] + " " * (end - start) + rest[end:]
    beside = _WORD.findall(rest.replace(match["year"], " "))
    if any(word.isdigit() for word in beside) or len(beside) > (0 if day else _MOST_BESIDE):
        return None
    return parts.named(parts.Fields(year, month, day))


def _stands_over_prose(text: str, end: int) -> bool:
    below = _BELOW.search(text, end)
    return below is not None and len(_WORD.findall(below[0])) >= _FEWEST_WORDS
