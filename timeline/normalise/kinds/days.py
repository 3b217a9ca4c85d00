"""The kinds that name a day: a date in words or numbers, a weekday, today, and other calendars."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from timeline import reckon
from timeline.edtf import EdtfDate
from timeline.normalise import fields as parts
from timeline.normalise.fields import Fields
from timeline.normalise.kinds.registry import kind
from timeline.normalise.moment import Moment
from timeline.tagger import Node


@kind("date")
def _of_date(node: Node, at: Moment) -> EdtfDate | None:
    written = parts.of(node)
    if node.rule.options.get("year") == "short":
        short = parts.number(node.get("ordinal")) or parts.digits(node.get("short_year"))
        return (
            parts.place(replace(written, year=parts.recent_year(short, at), day=node.get("day")), at)
            if short
            else None
        )
    if node.get("short_year") is not None and len(str(node.get("short_year"))) == 2:
        written = replace(written, year=parts.near_year(int(node.get("short_year")), at))
    second = node.get("month2")
    if second is not None and second != written.month:
        at.doubtful = True
        return None
    return parts.place(written, at)


@kind("numeric")
def _of_numeric(node: Node, at: Moment) -> EdtfDate | None:
    digits = node.get("numeric_date") or node.get("numeric_day_month") or node.get("numeric_month_year")
    numbers = re.findall(r"\d+", digits)
    readings = [r for r in readings_of(numbers, at.order) if exists(r)]
    if not readings:
        return None
    if node.rule.options.get("lunar") and 1300 < (readings[0].year or 0) < 1500:
        return _of_lunar(node, at)
    if readings[0].year is None:
        return parts.place(replace(readings[0], year=node.get("year")), at)
    dates = [found for reading in readings if (found := parts.named(reading))]
    dates = list(dict.fromkeys(dates))
    if len(dates) > 1 and at.order == "any":
        at.alternatives, at.doubtful = dates, True
    return dates[0] if dates else None


def readings_of(numbers: list[str], order: str) -> list[Fields]:
    """The readings of the numbers of a numeric date, the language's own order first."""
    if len(numbers) == 2:
        first, second = (int(n) for n in numbers)
        if len(numbers[0]) == 4:
            return [Fields(year=first, month=second)]
        if len(numbers[1]) == 4:
            return [Fields(year=second, month=first)]
        pair = [Fields(month=second, day=first), Fields(month=first, day=second)]
        return pair[::-1] if order in ("mdy", "ymd") else pair
    one, two, three = (int(n) for n in numbers)
    if len(numbers[0]) == 4:
        return [Fields(one, two, three)]
    if order == "ymd" and len(numbers[2]) == 2:
        return [Fields(parts.full_year(one), two, three)]
    year = three if len(numbers[2]) == 4 else parts.full_year(three)
    pair = [Fields(year, two, one), Fields(year, one, two)]
    return pair[::-1] if order == "mdy" else pair


def exists(fields: Fields) -> bool:
    return 1 <= (fields.month or 1) <= 12 and 1 <= (fields.day or 1) <= 31


@kind("weekday")
def of_weekday(node: Node, at: Moment) -> EdtfDate | None:
    number = node.get("weekday")
    shift = node.rule.options.get("shift", node.get("shift"))
    if isinstance(shift, bool):
        shift = None
    if shift is None:
        return parts.place(Fields(weekday=number), at)
    if shift == 0:
        return EdtfDate.day(reckon.weekday(number, reckon.unit("week", at.today()).earliest, "future"))
    days = node.rule.options.get("days")
    if days:
        return reckon.away(days, "day", reckon.weekday(number, at.today(), "future"))
    found = reckon.weekday(number, at.today(), "last" if shift < 0 else "next")
    further = 7 * (shift + 1 if shift < 0 else shift - 1)
    return reckon.away(further, "day", found)


@kind("deictic")
def _of_deictic(node: Node, at: Moment) -> EdtfDate | None:
    if node.rule.options.get("tense") == "future" and not at.is_future():
        return None
    found = reckon.away(node.get("deictic"), "day", at.today())
    written = parts.of(node)
    day = found.earliest
    if (written.weekday or day.isoweekday()) != day.isoweekday() or (written.day or day.day) != day.day:
        at.doubtful = True
    return found


@kind("lunar")
def _of_lunar(node: Node, at: Moment) -> EdtfDate | None:
    """A Hijri date by the Umm al-Qura calendar: the one converted day, or its span of days."""
    year, month = node.get("lunar_year"), node.get("lunar_month") or node.get("month_number")
    day, last = parts.of(node).day, parts.of(node, "2").day
    if year is None and node.get("numeric_date"):
        written = readings_of(re.findall(r"\d+", node.get("numeric_date")), at.order)[0]
        year, month = written.year, written.month
        day, last = (day, written.day) if day else (written.day, None)
    at.approximate = True
    if year is None:
        return _lunar_by_tense(month, day, node.get("shift"), at) if month else None
    return _lunar(year, month, day, last or day)


def _lunar(year: int, month: int | None, day: int | None, last: int | None) -> EdtfDate | None:
    from hijridate import Hijri

    if not 1343 <= year <= 1500:
        return None
    try:
        months = (month, month) if month else (1, 12)
        start = Hijri(year, months[0], day or 1)
        stop = Hijri(year, months[1], last or Hijri(year, months[1], 1).month_length())
    except (ValueError, OverflowError):
        return None
    first, final = (date.fromisoformat(d.to_gregorian().isoformat()) for d in (start, stop))
    return EdtfDate.one_of(first, final) if first <= final else None


def _lunar_by_tense(month: int, day: int | None, shift: int | None, at: Moment) -> EdtfDate | None:
    """A Hijri day without its year: the most recent or, told as ahead, the next; `shift` says which."""
    from hijridate import Gregorian

    today = at.today()
    year = Gregorian(today.year, today.month, today.day).to_hijri().year
    found = [value for y in (year - 1, year, year + 1) if (value := _lunar(y, month, day, day))]
    past = [value for value in found if value.latest <= today][-1:]
    ahead = [value for value in found if value.earliest >= today][:1]
    if shift is None and past and ahead:
        return (ahead if at.nearer(past[0].latest, ahead[0].earliest) else past)[0]
    return next(iter(ahead if (shift or 0) > 0 else past), None)


@kind("juche")
def _of_juche(node: Node, at: Moment) -> EdtfDate | None:
    """A year of the Juche era, 1912 being 1; a Gregorian year printed with it wins."""
    count = parts.number(node.get("count"))
    written = parts.of(node)
    year = written.year
    if year is None:
        if count is None or not 1 <= count <= 200:
            return None
        year = 1911 + count
    elif count is not None and year != 1911 + count:
        at.doubtful = True
    return parts.named(replace(written, year=year, day=written.day))
