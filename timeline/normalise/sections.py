"""Sections of a chronology: lines that name only a year, or a month of one, over what they date."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from timeline.edtf import EdtfDate
from timeline.normalise import fields as parts
from timeline.normalise.moment import Unanchored
from timeline.tagger import Stretch

#: A line that is a year with a word or two beside it, whatever marks it as a heading.
_HEAD = re.compile(
    r"^[ \t#*=•–—-]*(?:[^\W\d_][\w/.'’]*[ ,]{1,2}){0,2}(?P<year>(?:19|20)\d\d)"
    r"(?: ?[^\W\d_]{1,6}\.?| ?\d{1,2}(?=[^\W\d_])){0,3}[ \t:*=.–—-]*$",
    re.M,
)
_LINE, _WORD = re.compile(r"[^\n]*\S[^\n]*"), re.compile(r"[^\W\d_]{2,}")
#: What stands under a heading has so many words: a list of years is a menu.
_FEWEST_WORDS = 4
#: One such line may be anything; a text in sections has more.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Section:
    """The year or month over a part of a text, and where the line that names it stands in its piece."""

    value: EdtfDate
    start: int
    end: int


def sections(piece: Stretch, known: bool = False) -> list[Section]:
    """The headings of a piece that date what is under them, in order; none where there is only one.

    `known` says that the pieces before had such sections: one more is enough then.
    """
    text = piece.folded.text
    found = [m for m in _HEAD.finditer(text) if _stands_over_prose(text, m.end())]
    if len(found) < (1 if known else _FEWEST):
        return []
    nodes = iter(piece.nodes)
    node = next(nodes, None)
    heads = []
    for match in found:
        months: list[parts.Fields] = []
        while node is not None and node.start < match.end():
            if node.start >= match.start():
                with suppress(Unanchored):
                    months.append(parts.of(node))
            node = next(nodes, None)
        if any(named.day for named in months):
            continue  # a day: it heads an entry
        year, month = int(match["year"]), next((n.month for n in months if n.month), None)
        value = EdtfDate.month(year, month) if month else EdtfDate.year(year)
        heads.append(Section(value, match.start("year"), match.end("year")))
    return heads


def _stands_over_prose(text: str, end: int) -> bool:
    below = _LINE.search(text, end)
    if below is None or _HEAD.match(text, below.start(), below.end()):
        return False
    return len(_WORD.findall(below[0])) >= _FEWEST_WORDS
