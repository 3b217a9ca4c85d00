"""Anniversaries: "the 70th anniversary of the victory" is told in 2015, or just before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from timeline.dating.beat import Beat
from timeline.dating.claims import Claim, Role, dated
from timeline.dating.days import between
from timeline.dating.page import Page, Sentence
from timeline.dating.words import Words, words
from timeline.edtf import EdtfDate

#: Furthest, in code points, that what is remembered is named from the count of its years.
REACH = 80
#: First month of the year before in which an anniversary is spoken of.
AHEAD = 7
#: What it counts for that no text tells of an anniversary years ahead.
BEGUN = 3.0
#: Fewest years counted that name a year: a first or fifth anniversary may be of anything.
FEWEST = 10


def anniversaries(page: Page, beat: Beat) -> Iterator[Claim]:
    """Two claims for each: the text is not older than the months before, and is mostly of that year."""
    known = beat.anniversaries(page.document.language)
    cues = words(page.document.language)
    for sentence in page.sentences if known else ():
        if any(expression.names_year for expression in sentence.expressions):
            continue  # its own year says when it is held
        for start, end, count in _counts(sentence, cues):
            found = [
                (_distance(at, at + len(word), start, end), year)
                for word, year in known
                for at in _places(sentence.folded, word)
            ]
            gap, since = min(found, default=(REACH + 1, 0))
            if gap > REACH or count < FEWEST:
                continue
            year, span = since + count, page.span(sentence.start, sentence.end)
            fields = dated("day", EdtfDate.year(since))
            begun = between(date(year - 1, AHEAD, 1), None)
            held = between(date(year, 1, 1), date(year, 12, 31))
            yield Claim(Role.COUNTED, begun, None, span, BEGUN, fields, "anniversary-bound")
            yield Claim(Role.COUNTED, held, None, span, fields=fields, variant="anniversary")


def _counts(sentence: Sentence, cues: Words) -> Iterator[tuple[int, int, int]]:
    """Where an anniversary is counted, and its number."""
    for match in cues.anniversary.finditer(sentence.folded):
        digits = next((group for group in match.groups() if group), "")
        count = int(digits) if digits.isdigit() else sum(cues.numbers.get(word, 0) for word in _bare(digits))
        yield match.start(), match.end(), count


def _bare(said: str) -> Iterator[str]:
    """The words of a number, without the article and the "and" that Arabic writes together with them."""
    for word in said.replace("-", " ").split():
        yield word.removeprefix("و").removeprefix("ال")


def _places(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + 1)


def _distance(first: int, last: int, start: int, end: int) -> int:
    return max(first - end, start - last, 0)
