"""The parts of a date that words name, and the calendar date they come to.

Written and implied parts are kept apart: `Fields` holds what is written; what is missing is
taken from the other end of a range, from the act being told, or from tense and reference.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from timeline import reckon
from timeline.edtf import EdtfDate, Granularity
from timeline.normalise.moment import Act, Moment, Unanchored
from timeline.tagger import Node


@dataclass(slots=True)
class Fields:
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def __bool__(self) -> bool:
        return not (self.year is None and self.month is None and self.day is None and self.weekday is None)


def number(value: Any) -> int | None:
    """The number that a slot holds: digits, a word, or words that add up to one."""
    if isinstance(value, Node):
        parts = [number(part if isinstance(part, Node) else _numeral(part.values)) for part in value.parts]
        return _composed([part for part in parts if part is not None])
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _numeral(values: dict[str, Any]) -> int | None:
    return next((values[name] for name in ("numeral", "ordinal", "number") if name in values), None)


def _composed(parts: list[int]) -> int | None:
    """Numerals in the order said: a greater one multiplies what came before, a smaller one adds.

    >>> _composed([2, 1000, 20, 3])
    2023
    """
    total = current = 0
    for part in parts:
        if current and part in (100, 1000) and part > current:
            current *= part
        else:
            total, current = (
                (total + current, part) if part < 1000 or not current else (total, current * part)
            )
    return total + current or None


def of(node: Node, suffix: str = "") -> Fields:
    """The parts that a node's own slots name; `2` is the suffix of a second date's slots."""
    filled = {slot for slot, _ in node.slots}

    def get(name: str) -> Any:
        return node.get(name + suffix) if name + suffix in filled else None

    month = get("month") or get("month_number")
    if isinstance(month, Node):
        month = _one_month(month)
    day = get("day")
    if day is None:
        day = get("ordinal")
    if fixed := get("fixed_day"):
        month, day = divmod(fixed, 100)
    year = number(get("year"))
    if year is None and node.rule.options.get("year") == "words":
        year = number(get("numeral"))
        if year is not None and not 1000 <= year <= 2200:
            year = None
    short = get("short_year")
    if year is None and short is not None:
        year = full_year(digits(short) or 0)
    found = Fields(year, month, number(day), get("weekday"))
    inner = node.child() if node.rule.kind == "date" and not suffix else None
    return _joined(of(inner), found) if inner else found


def _one_month(pair: Node) -> int:
    """The month that two names of it stand for; Unanchored where they are names of two."""
    if pair.get("month") != pair.get("month2"):
        raise Unanchored
    return pair.get("month")


def _joined(fields: Fields, more: Fields) -> Fields:
    """The parts of a date, and those that a rule around it adds: 4 May in "4 May 2014"."""
    return Fields(
        more.year or fields.year,
        more.month or fields.month,
        more.day or fields.day,
        more.weekday or fields.weekday,
    )


def digits(value: Any) -> int | None:
    """The number of a slot of digits that may be text, a number or a node of them."""
    return int(value) if isinstance(value, str) else number(value)


def recent_year(short: int, at: Moment) -> int:
    """The last year with these two digits at the end: said in 2016, 45 is 1945."""
    if at.reference is None:
        return full_year(short)
    this = at.today().year
    return this - (this - short) % 100


def near_year(short: int, at: Moment) -> int:
    """The year with these two digits that is at most 15 years ahead: said in 1994, 45 is 1945."""
    if at.reference is None:
        return full_year(short)
    last = at.reference.year + 15
    return last - (last - short) % 100


def full_year(short: int) -> int:
    """The year that two digits stand for: 1970 to 2069."""
    return short + (1900 if short >= 70 else 2000)


def filled(fields: Fields, other: Fields) -> Fields:
    """Missing parts taken from the other end: a day needs a month, a month or day a year."""
    if fields.month is None and fields.day is not None:
        fields = replace(fields, month=other.month)
    if fields.year is None and fields.month is not None:
        fields = replace(fields, year=other.year)
    return fields


def named(fields: Fields) -> EdtfDate | None:
    """The date of parts that include the year; None where there is no such day."""
    assert fields.year is not None
    if not 1 <= fields.year <= 9999:
        return None
    if fields.month is None:
        return EdtfDate.year(fields.year) if fields.day is None else None
    if fields.day is None:
        return EdtfDate.month(fields.year, fields.month)
    if not 1 <= fields.day <= monthrange(fields.year, fields.month)[1]:
        return None
    return EdtfDate.day(date(fields.year, fields.month, fields.day))


def place(fields: Fields, at: Moment, until: Fields | None = None) -> EdtfDate | None:
    """The date that written parts come to where and when they are said; `until` ends what they begin."""
    if fields.year is not None:
        found = named(fields)
        if found and fields.weekday and fields.day and found.earliest.isoweekday() != fields.weekday:
            at.likely = True
        return found
    if fields.month is not None:
        return _without_year(fields, at, until)
    if fields.day is not None:
        return _day_alone(fields, at)
    if fields.weekday is not None:
        if at.section and not at.section.value.overlaps(reckon.away(0, "day", at.today())):
            return _weekday_there(fields.weekday, at.section, at)
        at.opens = True
        past, future = (reckon.weekday(fields.weekday, at.today(), d) for d in ("past", "future"))
        return EdtfDate.day(future if at.nearer(past, future) else past)
    return None


def _without_year(fields: Fields, at: Moment, until: Fields | None = None) -> EdtfDate | None:
    assert fields.month is not None
    if at.year is not None:
        return named(replace(fields, year=at.year))
    if at.heading:
        at.used_act, at.likely = at.heading, True
        return named(replace(fields, year=at.heading.value.earliest.year))
    if found := _in_section(fields, at):
        return found
    if found := _next_entry(fields, at):
        return found
    told = history(at)
    if told:
        found = named(replace(fields, year=told.value.earliest.year))
        if (
            found
            and not _goes_on(found, told.value, fields, at)
            and not (fields.weekday and fields.day and found.earliest.isoweekday() != fields.weekday)
        ):
            at.used_act, at.likely = told, True
            if not (at.same_sentence(told) or _soon_after(found, told.value)):
                _either_year(fields, found, at)
            return found
    if fields.day is None:
        before, after = (reckon.nearest_month(fields.month, at.today(), future) for future in (False, True))
        if at.is_future() and at.language.settings["habits"].get("months_ahead"):
            return after
        if _in_a_plan(at) and at.same_sentence(at.acts[-1]):
            return reckon.nearest_month(fields.month, at.acts[-1].value.earliest, True)
        ends = min(before.latest, at.today()), max(after.earliest, at.today())
        over = _over(ends[0], until)
        if not (at.nearer(*ends) or unsaid(over, ends[1], at)):
            return before
        _in_doubt(after, before, at)
        return after
    past, next_one = (
        reckon.year_of(fields.month, fields.day, at.today(), future, fields.weekday)
        for future in (False, True)
    )
    ahead = _ahead_by_weekday(past, next_one, at) if fields.weekday else None
    if ahead is None and past and next_one and (times := at.language.settings["habits"].get("very_near")):
        ahead = _sooner(past, next_one, times, at)
    if ahead is None and past and next_one:
        ahead = unsaid(_over(past, until), next_one, at) or None
    if ahead is None:
        ahead = at.nearer(past, next_one)
        if ahead and past and next_one:
            _in_doubt(EdtfDate.day(next_one), EdtfDate.day(past), at)
    found = next_one if ahead else past
    if found and found == past and _in_a_plan(at):
        found = reckon.year_of(fields.month, fields.day, at.acts[-1].value.earliest, True) or found
    return EdtfDate.day(found) if found else None


#: The choice that the rule's name tells of: the year, or month, is that of the section.
SECTION = "section"


def _in_section(fields: Fields, at: Moment) -> EdtfDate | None:
    """The date in the year over the section, or nearest its day; not where the sentence names its own year."""
    section = at.section
    if section is None or (at.acts and at.same_sentence(at.acts[-1]) and _apart(at.acts[-1], section)):
        return None
    first, granularity = section.value.earliest, section.value.granularity
    month = fields.month or (first.month if granularity is Granularity.MONTH else None)
    if month is None:
        return None
    years = (0,) if granularity is Granularity.YEAR or not fields.month else (0, -1, 1)
    readings = [named(replace(fields, year=first.year + on, month=month)) for on in years]
    fit = [
        r
        for r in readings
        if r and not (fields.weekday and fields.day and r.earliest.isoweekday() != fields.weekday)
    ]
    if not fit:
        return None
    at.used_act, at.likely, at.choice = section, True, SECTION
    return min(fit, key=lambda reading: abs(reading.earliest - first))


def _weekday_there(weekday: int, section: Act, at: Moment) -> EdtfDate:
    """A weekday under a day of another time: the last one before it; under a year it stays open."""
    if section.value.days > 1:
        raise Unanchored
    at.used_act, at.likely, at.choice = section, True, SECTION
    return EdtfDate.day(reckon.weekday(weekday, section.value.earliest, "past"))


def _apart(act: Act, section: Act) -> bool:
    return act.value.earliest.year != section.value.earliest.year


def _in_a_plan(at: Moment) -> bool:
    """True where the last act told is of a year to come and no verb says that this one is past."""
    return (
        bool(at.acts)
        and not at.is_future()
        and not at.cue
        and at.acts[-1].value.earliest.year > at.today().year
    )


def _over(start: date, until: Fields | None) -> date:
    """The day on which what begins then is over."""
    if until is None or until.month is None:
        return start
    last = named(replace(until, year=start.year + (until.month < start.month), weekday=None))
    return last.latest if last else start


def _sooner(past: date, future: date, times: int, at: Moment) -> bool | None:
    """True where the future one of two days is so many times nearer."""
    return True if (future - at.today()).days * times < (at.today() - past).days else None


def unsaid(past: date, future: date, at: Moment) -> bool:
    """True for the future one of two days where no cue says which and it is much the nearer (`near_day`)."""
    times = at.language.settings["habits"].get("near_day")
    return bool(times and not at.is_future() and not at.cue and _sooner(past, future, times, at))


#: How many lines on the next entry of a chronology may stand.
_NEXT_ENTRY = 3


def _next_entry(fields: Fields, at: Moment) -> EdtfDate | None:
    """The date on or after that of the entry before, in the chronology that this goes on with."""
    entry = at.entry
    if entry is None or not 0 < at.paragraph - entry.paragraph <= _NEXT_ENTRY or entry.value.days > 31:
        return None
    first = entry.value.earliest
    years = (named(replace(fields, year=first.year + on)) for on in (0, 1))
    found = next((value for value in years if value and value.latest >= first), None)
    ahead = found and at.reference and first <= at.reference < found.earliest
    if found is None or ahead:
        return None
    at.used_act, at.likely = entry, True
    return found


def _in_doubt(ahead: EdtfDate, behind: EdtfDate, at: Moment) -> None:
    """Both readings are kept of a date that only its nearness puts ahead of a verb in the past."""
    if at.cue == "past":
        at.alternatives, at.doubtful = [ahead, behind], True


#: Within so many days of the act told before, a date goes on with its story.
_STORY = 31


def _soon_after(found: EdtfDate, told: EdtfDate) -> bool:
    """True for a date in the weeks behind a sharp one: 28 June after 25 June 1950."""
    return told.days <= _STORY and 0 <= (found.earliest - told.earliest).days <= _STORY


def _either_year(fields: Fields, found: EdtfDate, at: Moment) -> None:
    """Both readings are kept of a date that only the sentence before puts in another year."""
    if at.reference is None:
        return
    first = min(found.latest, at.reference)
    years = (named(replace(fields, year=at.reference.year - back)) for back in (0, 1))
    latest = next((value for value in years if value and value.earliest <= at.reference), None)
    if latest is not None and latest.earliest > first:
        at.alternatives, at.doubtful = [found, latest], True


def _goes_on(found: EdtfDate, told: EdtfDate, fields: Fields, at: Moment) -> bool:
    """True where the year told of puts a date before the act, and the last such date comes after it."""
    if found.earliest >= told.earliest or at.reference is None or told.earliest.year + 1 != at.reference.year:
        return False
    later = named(replace(fields, year=told.earliest.year + 1))
    return later is not None and later.earliest <= at.reference


def _ahead_by_weekday(past: date | None, future: date | None, at: Moment) -> bool | None:
    """Which of two days the weekday written with them leaves likely: the one much nearer, if any is."""
    times = at.language.settings["habits"].get("near")
    if not times or past is None or future is None:
        return None
    back, on = (at.today() - past).days, (future - at.today()).days
    return True if on * times < back else False if back * times < on else None


def history(at: Moment) -> Act | None:
    """The act of another year that this passage tells of, None where it tells of the present.

    The act stands in the same sentence, or the whole paragraph so far is of other years.
    """
    told = at.act
    if told is None or told.paragraph != at.paragraph or not _is_history(told.value, at):
        return None
    sharp = told.days() <= 31 and at.same_sentence(told)
    if not sharp and not all(_is_history(act.value, at) for act in at.acts):
        return None
    return None if at.is_future() else told


def _is_history(told: EdtfDate, at: Moment) -> bool:
    """A dated passage of another year is being told, and not as an open or coarse stretch."""
    return (
        not told.is_span
        and told.days <= 366
        and (at.reference is None or told.earliest.year < at.reference.year)
        and told.earliest.year == told.latest.year
    )


def _day_alone(fields: Fields, at: Moment) -> EdtfDate | None:
    assert fields.day is not None
    if found := _in_section(fields, at):
        return found
    told = next((act for act in reversed(at.acts) if act.value.days <= 31), None)
    if told and (
        at.language.settings["habits"].get("bare_day") != "reported" or _continues(told, fields.day, at)
    ):
        first = told.value.earliest
        found = named(Fields(first.year, first.month, fields.day))
        ahead = at.reference is not None and at.reference > first and at.is_future()
        fits = not fields.weekday or (found and found.earliest.isoweekday() == fields.weekday)
        past = at.reference is not None and at.reference < first and at.is_past()
        if found and fits and not past and not (ahead and found.earliest < at.today()):
            at.used_act, at.likely = told, True
            return found
    if (known := at.days.get((at.today(), fields.day))) and not fields.weekday:
        at.likely = True
        return EdtfDate.day(known)
    plan = next((act.value for act in reversed(at.acts) if act.value.earliest > at.today()), None)
    if (
        plan
        and plan.days == 1
        and plan.latest.day < fields.day
        and not fields.weekday
        and not at.is_future()
        and not at.cue
    ):
        return named(Fields(plan.latest.year, plan.latest.month, fields.day))
    past, future = (_day_on(fields, at.today(), step) for step in (-1, 1))
    ahead = _ahead_by_weekday(past, future, at) if fields.weekday else None
    if ahead is None:
        ahead = at.nearer(past, future) or _this_month(past, future, at)
    nearest = future if ahead else past
    if nearest and at.language.settings["habits"].get("bare_day") == "reported":
        at.days[at.today(), fields.day] = nearest
    return EdtfDate.day(nearest) if nearest else None


def _this_month(past: date | None, future: date | None, at: Moment) -> bool:
    """True where no cue says which, and a bare day is one of the month that is reported from."""
    if at.cue or at.language.settings["habits"].get("bare_day") != "reported" or not past or not future:
        return False
    today = at.today()
    times = at.language.settings["habits"].get("near", 1)
    soon = (future - today).days <= (today - past).days * times
    return soon and (future.year, future.month) == (today.year, today.month)


def _day_on(fields: Fields, day: date, step: int) -> date | None:
    """The nearest such day of a month, back or on, that is the weekday written with it, if one is."""
    for _ in range(12):
        found = reckon.day_of_month(fields.day or 0, day, step > 0)
        if found is None or not fields.weekday or found.isoweekday() == fields.weekday:
            return found
        day = reckon.away(step, "day", found).earliest
    return None


def _continues(told: Act, day: int, at: Moment) -> bool:
    """True where a bare day goes on with the act told, not with the month that is reported from.

    It does later in the same sentence, and in a passage of another year that reports no day.
    """
    first, today = told.value.earliest, at.today()
    before = told.value.days < 28 and day < first.day
    if told.value.is_span or (before and not all(_is_history(act.value, at) for act in at.acts)):
        return False
    if first > today:
        return at.start - told.end <= 8 and at.same_sentence(told)
    if at.same_sentence(told):
        return True
    return first.year < today.year and not any(act.reports for act in at.acts) and not at.is_future()


def within(fields: Fields, whole: EdtfDate) -> EdtfDate | None:
    """The date that parts name inside a period: a weekday of a week, a month of a year."""
    first = whole.earliest
    if fields.month is not None:
        return named(replace(fields, year=fields.year or first.year))
    if fields.day is not None and whole.granularity in (Granularity.MONTH, Granularity.PART_OF_MONTH):
        return named(Fields(first.year, first.month, fields.day))
    if fields.weekday is not None and whole.days <= 31:
        day = reckon.weekday(fields.weekday, first, "future")
        return EdtfDate.day(day) if day <= whole.latest and whole.days == 7 else None
    return None
