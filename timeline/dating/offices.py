"""Offices: "President Medvedev" is written while Medvedev is president."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from timeline.dating import days
from timeline.dating.beat import Beat
from timeline.dating.claims import Claim, Role
from timeline.dating.days import between
from timeline.dating.page import Page
from timeline.dating.words import words

#: What an office counts for: a later text may still name its old holder so.
WEIGHT = 1.5
#: Days for which a text may speak of the last holder by the office.
AFTER = 60
#: Where "former" stands by an office, in code points.
BESIDE = 16
#: Sentences of a page that are read for offices.
SENTENCES = 12


def offices(page: Page, beat: Beat) -> Iterator[Claim]:
    """A claim for each holder named by their office: the text is of their terms, or just behind them."""
    former = words(page.document.language).former
    seen: set[tuple[tuple[date, date], ...]] = set()
    for sentence in page.sentences[:SENTENCES]:
        if any(expression.names_year for expression in sentence.expressions):
            continue
        for start, end, terms in beat.offices(sentence.folded):
            beside = sentence.folded[max(0, start - BESIDE) : end + BESIDE]
            if terms in seen or former.search(beside):
                continue
            seen.add(terms)
            held = days.union(between(since, _last(until)) for since, until in terms)
            span = page.span(sentence.start, sentence.end)
            yield Claim(Role.COUNTED, held, None, span, WEIGHT, (("words", sentence.text[:60]),), "office")


def _last(until: date) -> date | None:
    return None if until == date.max else until + timedelta(days=AFTER)
