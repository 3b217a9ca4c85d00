"""Names that came to be: a page that speaks of Hwasong-17 is not older than that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from timeline import wording
from timeline.dating import relative
from timeline.dating.beat import Beat
from timeline.dating.chronology import clause_at, is_coarse
from timeline.dating.claims import Claim, Fields, Reading, Role, dated
from timeline.dating.days import Days, between, union
from timeline.dating.page import Expression, Page, Sentence
from timeline.dating.telling import tense
from timeline.dating.words import cues_of, words
from timeline.edtf import EdtfDate
from timeline.models import Span

if TYPE_CHECKING:
    from timeline.topics import Naming

#: Most names that are claims, the youngest: what the others say follows from them.
MOST = 3
#: What a name that was given up counts for, and the year of a yearly meeting: a later text may
#: still name them so.
GIVEN_UP, HELD = 1.5, 1.5
#: Days for which a text may go on using a name that was given up.
AFTER = 60
#: What a day named with the act counts for, and that a lead mostly tells of the last days.
ACT, USUAL = 2.0, 1.0
#: Those days.
FRESH = 4
#: Furthest, in code points, that the day of an act stands from its name where no verb tells it.
BESIDE = 5


def names(page: Page, beat: Beat) -> Iterator[Claim]:
    """The bounds that the names of a page set, and the days that its news of them leaves."""
    bounds: dict[tuple[str, int | None], Claim] = {}
    above: list[Naming] = []
    lead = " ".join(sentence.folded for sentence in page.sentences if sentence.lead)
    told: set[tuple[str, int | None, Role, Span | None]] = set()  # one act named by two words is one
    for sentence in page.sentences:
        namings = list(beat.namings(sentence.folded, lead))
        if sentence.heading and sentence.lead:
            above += namings
        elif sentence.lead and not namings:
            for naming in above:  # what the headline names is what the lead tells of
                yield from _acts(naming, sentence, page, above=True)
        for naming in namings:
            coined, key = naming.coined, (naming.coined.id, naming.number)
            if coined.done and not _is_done(naming, sentence, page):
                continue
            span = _span(naming, sentence, page)
            if naming.since is not None and key not in bounds:
                first = naming.since.earliest - timedelta(days=coined.ahead)
                fields, variant = _fields(naming, naming.since), "named-ahead" if coined.ahead > 1 else ""
                bounds[key] = Claim(
                    Role.NAMED, between(first, None), None, span, fields=fields, variant=variant
                )
            if naming.since is not None and coined.yearly and _tells_news(sentence):
                yield _held(naming, naming.since, span)
            if coined.until is not None:
                last = coined.until.latest + timedelta(days=AFTER)
                fields = _fields(naming, coined.until)
                yield Claim(Role.NAMED, between(None, last), None, span, GIVEN_UP, fields, "named-until")
            for claim in _acts(naming, sentence, page):
                act = (*key, claim.role, claim.span)
                if act not in told:
                    told.add(act)
                    yield claim
    yield from sorted(bounds.values(), key=lambda claim: (claim.days.first, claim.order))[-MOST:]


def _is_done(naming: Naming, sentence: Sentence, page: Page) -> bool:
    """True where the clause tells it as done, and nothing there makes it feared or still to come."""
    language, told = page.document.language, sentence.folded
    done, cues = naming.coined.done.get(language, ()), words(language)
    low, high = clause_at(told, naming.start)
    first, last = (0, len(told)) if sentence.lead else (low, high)  # a lead tells one thing, in clauses
    return cues_of(language, done).search(told, first, last) is not None and not any(
        cue.search(told, low, high) for cue in (cues.expects, cues.asks, cues.feared)
    )


def _tells_news(sentence: Sentence) -> bool:
    return sentence.lead and not any(expression.names_year for expression in sentence.expressions)


def _held(naming: Naming, held: EdtfDate, span: Span) -> Claim:
    year = held.earliest.year
    days = between(date(year, 1, 1), date(year, 12, 31))
    return Claim(Role.COUNTED, days, None, span, HELD, _fields(naming, held), "held")


def _acts(naming: Naming, sentence: Sentence, page: Page, above: bool = False) -> Iterator[Claim]:
    """A day of its own beside the act ("launched on Tuesday"): the days on which it is that day.

    `above`: the name stands in the headline over the sentence.
    """
    days = naming.coined.days.get(naming.number, ())
    told = bool(days) and _acts_of(naming, page).search(sentence.folded) is not None
    for expression in sentence.expressions if days else ():
        if not _is_counted(expression):
            continue
        if _points_ahead(expression, sentence, page):
            one = naming.since is not None and not naming.coined.series  # "a launch this year" may be any
            if above or not one or not _beside_name(expression, naming, sentence, page):
                continue
            yield from _announced(naming, days, expression)
            continue
        if not (told or _adjoins(expression, naming, sentence)):
            continue
        if not above and not _goes_with(expression, naming, sentence, page):
            continue
        for role, weight, last in ((Role.REPORTS, ACT, None), (Role.NEWS, USUAL, FRESH)):
            readings = tuple(
                Reading(found, day, _fields(naming, day))
                for day in days
                if (found := relative.said_on(expression.node, day, False) & _behind(day, last))
            )
            fresh = sentence.lead and not is_coarse(expression)  # "in July" is no news of the last days
            if readings and (fresh or role is Role.REPORTS):
                found, first = union(reading.days for reading in readings), readings[0]
                yield Claim(role, found, first.says, expression.span, weight, first.fields, readings=readings)


def _adjoins(expression: Expression, naming: Naming, sentence: Sentence) -> bool:
    """True for a day right behind the name of an act, or before it: "the nuclear test of 25 May"."""
    coined, written = naming.coined, expression.fields
    if (coined.series and not coined.ordinal) or coined.since or not (written.day and written.month):
        return False
    start, end = sentence.folded_at(expression.start), sentence.folded_at(expression.end)
    apart = start - naming.end if start >= naming.end else naming.start - end
    return 0 <= apart <= BESIDE


def _behind(day: EdtfDate, most: int | None) -> Days:
    """The days from one on, or as many of them."""
    return between(day.earliest, None if most is None else day.latest + timedelta(days=most))


def _goes_with(expression: Expression, naming: Naming, sentence: Sentence, page: Page) -> bool:
    """True for a day that can be of the act: in the clause of its name, or in a sentence of one day.

    A lead tells one piece of news; elsewhere the day may be that of a saying. What stands behind
    "weeks after" is another act.
    """
    told, cues = sentence.folded, words(page.document.language)
    start, end = sentence.folded_at(expression.start), sentence.folded_at(expression.end)
    if cues.after.search(told, min(end, naming.end), max(start, naming.start)):
        return False
    low, high = clause_at(told, naming.start)
    if naming.end < start and _acts_of(naming, page).search(told, naming.end, start):
        return True  # "the third test, carried out in February"
    if not sentence.lead and cues.says.search(told):
        return False
    alone = sum(_is_counted(other) for other in sentence.expressions) == 1
    return low <= start < high or sentence.lead or alone


def _is_counted(expression: Expression) -> bool:
    """True for a date that is counted from the day of writing."""
    return not (expression.value is not None and expression.explicit) and not expression.measures


def _points_ahead(expression: Expression, sentence: Sentence, page: Page) -> bool:
    """True for a date that is told as still to come."""
    return "future" in (expression.tense, tense(expression, sentence, page))


def _beside_name(expression: Expression, naming: Naming, sentence: Sentence, page: Page) -> bool:
    """True for a day in the clause of a name of which that clause is sure: "the forum next month"."""
    told, cues = sentence.folded, words(page.document.language)
    low, high = clause_at(told, naming.start)
    here = low <= sentence.folded_at(expression.start) < high
    return here and not cues.asks.search(told, low, high)


def _announced(naming: Naming, days: Iterable[EdtfDate], expression: Expression) -> Iterator[Claim]:
    """The days on which an act of known days was still to come, as far ahead as the words say."""
    readings = tuple(
        Reading(found, day, _fields(naming, day))
        for day in days
        if (found := relative.said_on(expression.node, day, True) & between(None, day.latest))
    )
    if readings:
        found, first = union(reading.days for reading in readings), readings[0]
        yield Claim(Role.EXPECTS, found, first.says, expression.span, ACT, first.fields, readings=readings)


def _acts_of(naming: Naming, page: Page) -> re.Pattern[str]:
    language = page.document.language
    return cues_of(language, naming.coined.acts.get(language, ()))


def _fields(naming: Naming, day: EdtfDate) -> Fields:
    coined, number = naming.coined, naming.number
    titles = tuple((f"title_{code}", coined.label(code, number)) for code in wording.languages())
    return (*dated("day", day), *titles)


def _span(naming: Naming, sentence: Sentence, page: Page) -> Span:
    """The name itself, or its sentence where folding moved the offsets."""
    if len(sentence.text) != len(sentence.folded):
        return page.span(sentence.start, sentence.end)
    return page.span(sentence.start + naming.start, sentence.start + naming.end)
