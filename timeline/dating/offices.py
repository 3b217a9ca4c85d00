"""Offices: "President Medvedev" is written while Medvedev is president, "former" only afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from timeline.dating import days, relative
from timeline.dating.beat import Beat, Office
from timeline.dating.claims import Claim, Reading, Role, dated
from timeline.dating.days import Days, between
from timeline.dating.page import Page, Sentence
from timeline.dating.words import Words, words
from timeline.edtf import EdtfDate

#: What an office counts for, in the lead and further on: a later text may still name its old holder so.
WEIGHT, FURTHER = 1.5, 1.2
#: What it counts for that an office was held before, or is won and not yet taken.
FORMER, ELECT = 2.0, 1.5
#: What the day counts for on which the text expects it to be taken, and kinds of date that name a day.
TAKEN = 3.0
_DAYS = frozenset({"date", "named", "weekday", "deictic", "within"})
#: Days for which a text may speak of the last holder by the office.
AFTER = 60
#: Most days from an election to the day on which the office is taken.
BEFORE = 100
#: Where "former" stands by an office, in code points.
BESIDE = 16
#: Sentences of a page that are read for offices; of somebody elect, all are.
SENTENCES = 12

#: What may stand between "former" and an office.
_NEXT = re.compile(r"\W{0,2}")


def offices(page: Page, beat: Beat) -> Iterator[Claim]:
    """A claim for each holder named by their office: the text is of their terms, or just behind them.

    Of two holders of one office the later counts. A holder called former bounds it only from below.
    """
    latest: dict[str, Claim] = {}
    seen: set[tuple[str, str, Days]] = set()
    elect = words(page.document.language).elect
    for at, sentence in enumerate(page.sentences):
        if at >= SENTENCES and not elect.search(sentence.folded):
            continue
        dated = any(expression.names_year for expression in sentence.expressions)
        for office in beat.offices(sentence.folded):
            claim = _claim(office, sentence, page)
            if claim is None or (dated and claim.variant != "former"):
                continue
            key = (office.role, claim.variant, claim.days)
            if key in seen:
                continue
            seen.add(key)
            if claim.variant == "elect":
                yield from _taken(office, sentence)
            if claim.variant != "office":
                yield claim
            elif office.role not in latest or latest[office.role].days.first < claim.days.first:
                latest[office.role] = claim
    yield from latest.values()


def _claim(office: Office, sentence: Sentence, page: Page) -> Claim | None:
    cues, text, terms = words(page.document.language), sentence.folded, office.terms
    if not _fits(office, text, cues):
        return None
    around = text[max(0, office.start - BESIDE) : office.end + BESIDE]
    if (start := _cue(cues.former, office, text)) is not None:
        ended = min(until for _, until in terms)
        since = between(ended - timedelta(days=1), None)
        claim = Claim(Role.NAMED, since, weight=FORMER, variant="former")
        return None if ended == date.max else _quoted(claim, start, office, sentence, page)
    if (start := _cue(cues.elect, office, text)) is not None:
        taken = (between(since - timedelta(days=BEFORE), since + timedelta(days=AFTER)) for since, _ in terms)
        claim = Claim(Role.NAMED, days.union(taken), weight=ELECT, variant="elect")
        return _quoted(claim, start, office, sentence, page)
    if cues.former.search(around) or cues.gone.search(around):
        return None
    held = days.union(between(since, _last(until)) for since, until in terms)
    weight = WEIGHT if sentence.lead else FURTHER
    claim = Claim(Role.COUNTED, held, weight=weight, variant="office")
    return _quoted(claim, office.start, office, sentence, page)


def _taken(office: Office, sentence: Sentence) -> Iterator[Claim]:
    """ "The president-elect takes office on the 20th": the days on which that is the day of a term."""
    for expression in sentence.expressions:
        if expression.value is not None and expression.explicit:
            continue
        readings = tuple(
            Reading(found, day, dated("day", day))
            for day in (EdtfDate.day(since) for since, _ in office.terms)
            if (found := relative.said_on(expression.node, day, True) & between(None, day.earliest))
        )
        if readings and expression.kind in _DAYS:
            found, first = days.union(reading.days for reading in readings), readings[0]
            yield Claim(
                Role.EXPECTS,
                found,
                first.says,
                expression.span,
                TAKEN,
                first.fields,
                "takes-office",
                readings,
            )


def _fits(office: Office, text: str, cues: Words) -> bool:
    """True but for a bare title on the wrong side of a name, or cut from it: it is somebody else's."""
    if not office.bare:
        return True
    between_them = text[slice(*office.gap)]
    for cue in (cues.former, cues.gone, cues.elect):
        between_them = cue.sub("", between_them)
    joined = "," not in between_them and not re.search(r"\w", between_them)
    return joined and office.title_first is not cues.title_after


def _cue(cue: re.Pattern[str], office: Office, text: str) -> int | None:
    """Where the words for an office and its holder begin, with a cue among them or right before them."""
    for match in cue.finditer(text, max(0, office.start - BESIDE), office.end):
        if match.start() >= office.start or _NEXT.fullmatch(text, match.end(), office.start):
            return min(match.start(), office.start)
    return None


def _quoted(claim: Claim, start: int, office: Office, sentence: Sentence, page: Page) -> Claim:
    """A claim with its words: exactly, or the whole sentence where folding moved the offsets."""
    span = page.span(sentence.start, sentence.end)
    if len(sentence.text) == len(sentence.folded):
        span = page.span(sentence.start + start, sentence.start + office.end)
    return replace(claim, span=span, fields=(("words", span.text[:60]),))


def _last(until: date) -> date | None:
    return None if until == date.max else until + timedelta(days=AFTER)
