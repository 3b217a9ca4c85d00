"""Datelines: the place and day with which a wire story opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from timeline.dating import days
from timeline.dating.claims import Claim, Role
from timeline.dating.page import Expression, Page, Sentence
from timeline.dating.words import labels, words
from timeline.folding import fold_text

#: Furthest from the head of a paragraph that a dateline's date stands, in code points.
REACH = 60
#: Most words before the date: a place, an agency, a reporter.
MOST_WORDS = 7
#: Most words of a place that stands with its date and agency in a line of its own.
PLACE_WORDS = 2
#: Words behind the date among which its agency opens.
AGENCY_WORDS = 2
#: Body sentences among which a dateline may stand.
SENTENCES = 4

_BEHIND = re.compile(
    r"""\s*(?:г\.|года|year)?[,.]?\s*(?:[(/\[][^)/\]]{2,40}[)/\]]\s*)?(?P<mark>--|[-–—:=]|\.(?=\s*[/(])|/|\.\s|\)|(?<=\))[ \t]*$)""",
    re.M,
)
_WORD = re.compile(r"[^\W\d_]+")


def datelines(page: Page) -> Iterator[Claim]:
    """The claim of the first dateline that names a day; the story may be printed the day after."""
    told = (s for s in page.sentences if not s.heading)
    for sentence in islice(told, SENTENCES):
        for expression in sentence.expressions[:1]:
            if expression.start - _head(sentence, expression, page) <= REACH and _opens(
                sentence, expression, page
            ):
                claim = _claim(expression)
                if claim:
                    yield claim
                    return


def with_year(dateline: Claim, shown: list[Claim]) -> Claim:
    """A dateline that names no year, of the one year that a date shown elsewhere on the page gives it."""
    if dateline.says is not None:
        return dateline
    fits = {c.says for c in shown if c.says and c.says.days == 1 and c.says.earliest in dateline.days}
    if len(fits) != 1:
        return dateline
    says = fits.pop()
    return replace(dateline, days=days.around(days.of(says), 1, 1) & dateline.days, says=says)


def _opens(sentence: Sentence, expression: Expression, page: Page) -> bool:
    # "PYONGYANG, September 13." and "Москва. 20 августа." are cut off as sentences of their own
    head = page.text[_head(sentence, expression, page) : expression.start]
    tail, folded = page.text[expression.end : expression.end + REACH], fold_text(head)
    before = _WORD.findall(head)
    if not before or len(before) > MOST_WORDS or words(page.document.language).says.search(folded):
        return False
    marked = _BEHIND.match(tail)
    if not marked:
        return False
    if not marked["mark"].strip():  # a line of its own, as a caption can be: "PYONGYANG, 6 January (KCNA)"
        return len(before) <= PLACE_WORDS
    if marked["mark"] == ")" or marked["mark"][1:].isspace():
        if "\n" in marked["mark"]:  # what stands in the next line is another thing
            return head.strip().isupper() or labels().agency.search(folded) is not None
        behind = fold_text(tail[marked.end() :]).split(maxsplit=AGENCY_WORDS)[:AGENCY_WORDS]
        named = labels().agency.search(folded) or labels().agency.match(" ".join(behind))
        return bool(named) or head.strip().isupper()
    return True


def _head(sentence: Sentence, expression: Expression, page: Page) -> int:
    """Where the paragraph of a sentence begins, if that is near the date."""
    block = page.block_at(expression.start)
    return block.start if block and expression.start - block.start <= REACH else sentence.start


def _claim(expression: Expression) -> Claim | None:
    value, written = expression.value, expression.fields
    if value is not None and expression.explicit:
        if value.granularity != "day":
            return None
        found = days.of(value)
    elif written.year is None and written.month and written.day:
        found, value = days.on_day_of_year(written.month, written.day, written.weekday), None
    else:
        return None
    return replace(_DATELINE, days=days.around(found, 0, 1), says=value, span=expression.span)


_DATELINE = Claim(Role.DATELINE, days.NO_DAY)
