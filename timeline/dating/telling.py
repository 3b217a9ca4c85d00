"""What the article's own dates say of its date: told as past, announced, "today, Tuesday", counted years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from timeline.dating import days, relative
from timeline.dating.claims import Claim, Role, dated
from timeline.dating.days import Days, between
from timeline.dating.page import Expression, Page, Sentence
from timeline.dating.words import words
from timeline.edtf import EdtfDate
from timeline.normalise import fields as parts
from timeline.normalise.tense import cue_pattern

#: How many of the latest dates told as past are claims; earlier ones follow from them.
MOST_TOLD = 3
#: Furthest, in code points, that a verb decides whether a date is past or to come.
CUE_REACH = 160
#: Fewest years whose counting names a year: "for the first time in two years" is too loose.
FEWEST_YEARS = 3
#: News is written within this many days of the last day that its lead tells of.
USUAL = 30
#: And within this many of the last month or day that it tells of at all.
SEASON = 180
#: Past dates, years later, that make a date read as still to come one of history.
OUTVOTED = 2
#: What a date counts for that no verb of the past stands with.
PLAIN = 2.0
#: A day and month without a year are never further off than this, in days.
YEAR = 365
#: A weekday with its day of the month is never further off than this, in days.
MONTH = 31
#: A day that is named without its year is mostly within so many days, and what that counts for: of the
#: last such days of 97 pages, 80 were within 60 days and 66 within 30. News leaves out a near year.
NEAR = {60: 0.7, 30: 0.3}
#: What a reason counts for that says only what is usual.
USUAL_WEIGHT = 1.0

#: Furthest, in code points, that what is named by its year stands from the year.
BESIDE = 16
#: Units of time in days; how roughly so many of them are meant, and for how long they are news.
AS_DAYS = {"day": 1, "week": 7, "month": 30}
ROUGHLY, FRESH = 4, 7
#: What a verb on the unusual side of its date, and one in another clause, count as further off.
WRONG_SIDE, CLAUSE = 50, 30

_CLAUSE = re.compile(r"[,;:()\-](?=\s)")
_QUOTE = re.compile(r'["“”«»]')
_COARSE = frozenset({"century", "decade"})


def telling(page: Page) -> Iterator[Claim]:
    """The claims of the dates in the article's own sentences."""
    told: list[tuple[Claim, bool]] = []
    announced: list[Claim] = []
    before: Sentence | None = None
    for sentence in page.sentences:
        for expression in sentence.expressions:
            if expression.value is not None and expression.explicit:
                claim = _explicit(expression, sentence, page)
                if claim and claim.role is Role.TOLD:
                    told.append((claim, sentence.lead))
                elif claim:
                    announced.append(claim)
            if not _quoted(expression, sentence):
                yield from _day_named(expression, sentence, before, page)
        before = sentence
    yield from _latest(told)
    yield from (claim for claim in announced if not _long_past(claim, told))
    yield from _counted(page)


def _long_past(claim: Claim, told: list[tuple[Claim, bool]]) -> bool:
    """True for a date read as still to come that is years older than others told as past: history."""
    after = claim.days.last + timedelta(days=YEAR)
    return sum(past.days.first > after for past, _ in told) >= OUTVOTED


def tense(expression: Expression, sentence: Sentence, page: Page) -> str:
    """Which way the nearest verb points: future, past, or "" where there is none."""
    start, end = sentence.folded_at(expression.start), sentence.folded_at(expression.end)
    before = sentence.folded[max(0, start - CUE_REACH) : start]
    behind = sentence.folded[end : end + CUE_REACH]
    language = page.document.language
    cues = words(language)
    ahead, after = (WRONG_SIDE, 0) if cues.verb_after else (0, WRONG_SIDE)
    found: list[tuple[int, str]] = []
    for direction, pattern in (("future", cues.expects), ("past", _past(language))):
        for match in pattern.finditer(before) if pattern else ():
            if _is_verb(match, direction, cues.of_nouns) and not cues.eve.fullmatch(match[0]):
                found.append((_distance(before[match.end() :]) + ahead, direction))
        for match in pattern.finditer(behind) if pattern else ():
            if _is_verb(match, direction, cues.of_nouns) and not cues.eve.fullmatch(match[0]):
                found.append((_distance(behind[: match.start()]) + after, direction))
    return min(found, default=(0, ""))[1]


def _is_verb(match: re.Match[str], direction: str, of_nouns: str) -> bool:
    """True for a cue of the direction; behind a prefix of nouns («لبحث», "to discuss") it is no verb."""
    if match.lastgroup is None:
        return True
    return match.lastgroup == direction and not (
        match.start(direction) > match.start() and match[0][0] in of_nouns
    )


def _distance(between_them: str) -> int:
    """How far a verb is from a date: another clause is further than many words."""
    return len(between_them) + CLAUSE * len(_CLAUSE.findall(between_them))


@cache
def _past(language: str) -> re.Pattern[str] | None:
    from timeline.languages import available

    return cue_pattern(language) if language in available() else None


def _explicit(expression: Expression, sentence: Sentence, page: Page) -> Claim | None:
    value = expression.value
    assert value is not None
    if value.granularity in _COARSE or value.earliest.year < days.FIRST_DAY.year or expression.alternatives:
        return None
    direction = tense(expression, sentence, page)
    if direction == "future" and not expression.measures:
        weight = PLAIN if value.granularity == "year" else -1
        return Claim(Role.ANNOUNCED, between(None, value.latest), value, expression.span, weight)
    if value.open == "start" or _is_open(expression, sentence, page):
        return None
    if value.granularity == "year" and _names_edition(expression, sentence, page):
        return None
    weight = -1.0 if direction == "past" or expression.measures else PLAIN
    return Claim(Role.TOLD, between(value.earliest, None), value, expression.span, weight)


def _is_open(expression: Expression, sentence: Sentence, page: Page) -> bool:
    """True in a clause of what may be: neither told nor announced ("may be invited in May 2015")."""
    at = sentence.folded_at(expression.start)
    low = max((cut.end() for cut in _CLAUSE.finditer(sentence.folded, 0, at)), default=0)
    return words(page.document.language).asks.search(sentence.folded, low, at) is not None


def _names_edition(expression: Expression, sentence: Sentence, page: Page) -> bool:
    """True for a year that is part of a name: a World Cup has one long before it is held."""
    start, end = sentence.folded_at(expression.start), sentence.folded_at(expression.end)
    told, cues = sentence.folded, words(page.document.language).edition
    return cues.search(told, max(0, start - BESIDE), min(len(told), end + BESIDE)) is not None


def _latest(told: list[tuple[Claim, bool]]) -> Iterator[Claim]:
    """The last dates told as past, and what is usual of news whose lead names a day."""
    latest = sorted(told, key=lambda t: (t[0].days.first, t[0].counts, -_start(t[0])), reverse=True)
    seen: set[str] = set()
    for claim, _ in latest:
        assert claim.says is not None
        if claim.says.text not in seen and len(seen) < MOST_TOLD:
            seen.add(claim.says.text)
            yield claim
    for claim, lead in latest[:1]:
        value = claim.says
        if value and value.granularity in ("day", "month"):
            sharp = lead and value.granularity == "day"
            window = between(value.earliest, value.latest + timedelta(days=USUAL if sharp else SEASON))
            weight = USUAL_WEIGHT if sharp else USUAL_WEIGHT / 2
            yield Claim(Role.NEWS, window, value, claim.span, weight, variant="news-told")


def _start(claim: Claim) -> int:
    return claim.span.start if claim.span else 0


def _quoted(expression: Expression, sentence: Sentence) -> bool:
    """True inside quotation marks, where "today" is the speaker's day."""
    return len(_QUOTE.findall(sentence.text[: expression.start - sentence.start])) % 2 == 1


def _day_named(
    expression: Expression, sentence: Sentence, before: Sentence | None, page: Page
) -> Iterator[Claim]:
    """ "Today, Tuesday", "yesterday, 11 September", "Tuesday 12 September" without a year."""
    node, written = expression.node, expression.fields
    if expression.kind == "deictic":
        ahead = int(node.get("deictic"))
        found = _named(written.month, written.day, written.weekday)
        if found is not None and written.year is not None:
            found = found & days.of(EdtfDate.year(written.year))
        if found:
            yield Claim(Role.TODAY, _moved(found, -ahead), None, expression.span)
    elif expression.kind == "date" and written.weekday and written.month and written.day and not written.year:
        found = days.on_day_of_year(written.month, written.day, written.weekday)
        ahead, behind = (YEAR, 0) if expression.tense == "future" else (max(NEAR), YEAR)
        near = days.around(found, ahead, behind)
        yield Claim(Role.TODAY, near, None, expression.span, PLAIN, variant="day-named")
        yield from _near(found, expression, ahead=True)
    elif (
        expression.kind == "date" and written.weekday and written.day and not (written.month or written.year)
    ):
        found = days.on_day_of_month(written.day, written.weekday)
        ahead, behind = (MONTH, 0) if expression.tense == "future" else (0, MONTH)
        near = days.around(found, ahead, behind)
        yield Claim(Role.TODAY, near, None, expression.span, PLAIN, variant="day-named")
    elif expression.kind in ("date", "range") and written.month and written.day and not written.year:
        above = before.expressions if before else ()
        if any(other.names_year for other in (*sentence.expressions, *above) if other.tense != "future"):
            return  # a year that this sentence names, or the one before, may be that of the day
        found = days.on_day_of_year(written.month, written.day)
        yield from _near(
            found, expression, ahead="future" in (expression.tense, tense(expression, sentence, page))
        )


def _near(found: Days, expression: Expression, ahead: bool) -> Iterator[Claim]:
    """News leaves out the year of a day that is near: behind it, or, if it can be, ahead."""
    for reach, weight in NEAR.items():
        near = days.around(found, reach if ahead else 0, 0 if expression.tense == "future" else reach)
        yield Claim(Role.NEWS, near, None, expression.span, weight, variant="day-near")


def written_days(expression: Expression) -> tuple[tuple[int, int], ...]:
    """The months and days that a day, or a range of days, names without a year; () for anything else."""
    ends = [expression.fields]
    if expression.kind == "range":
        ends.append(expression.last_fields)
    elif expression.kind == "within" and (inner := expression.node.child("date")) is not None:
        ends = [parts.of(inner)]
    elif expression.kind not in ("date", "deictic", "named"):
        return ()
    month = next((end.month for end in ends if end.month), None)
    if month is None or any(end.year or not end.day for end in ends):
        return ()
    return tuple((end.month or month, end.day) for end in ends if end.day)


def _named(month: int | None, day: int | None, weekday: int | None) -> Days | None:
    if month and day:
        return days.on_day_of_year(month, day, weekday)
    if day:
        return days.on_day_of_month(day, weekday)
    return days.on_weekday(weekday) if weekday else None


def _counted_from_day(count: int, expression: Expression, sentence: Sentence) -> Iterator[Claim]:
    """ "For the first time in two months since 7 November", in whatever year: about so long after it."""
    since = {e.day_named for e in sentence.expressions if e.day_named}
    if len(since) != 1:
        return
    found = days.on_day_of_year(*since.pop())
    rough = max(1, count // ROUGHLY)
    near = days.around(_moved(found, count), rough, rough + FRESH)
    yield Claim(Role.COUNTED, near, None, expression.span, USUAL_WEIGHT, variant="from-day")


def _moved(found: Days, by: int) -> Days:
    bits = found.bits << by if by >= 0 else found.bits >> -by
    return Days(bits & days.any_day().bits)


def _counted(page: Page) -> Iterator[Claim]:
    """ "For the first time in 24 years" beside "in 2000": it is 2024."""
    named = {
        e.value.earliest.year
        for s in page.sentences
        for e in s.expressions
        if e.value and e.explicit and not e.value.is_span and e.value.earliest.year == e.value.latest.year
    }
    for sentence in page.sentences:
        for expression in sentence.expressions:
            if expression.kind != "away" or not expression.node.rule.options.get("measures"):
                continue
            amount = relative.amount(expression.node)
            if amount and amount[1] in AS_DAYS:
                yield from _counted_from_day(amount[0] * AS_DAYS[amount[1]], expression, sentence)
            if not amount or amount[1] != "year" or amount[0] < FEWEST_YEARS:
                continue
            since = sorted(year for year in named if max(named) <= year + amount[0] <= date.today().year)
            if since:
                found = days.union(days.of(EdtfDate.year(year + amount[0])) for year in since)
                first = EdtfDate.year(since[0]) if len(since) == 1 else EdtfDate.years(since[0], since[-1])
                yield Claim(Role.COUNTED, found, None, expression.span, fields=dated("day", first))
