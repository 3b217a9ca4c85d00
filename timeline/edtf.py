"""A date known to a precision: EDTF text and the inclusive bounds it stands for.

Source: Extended Date/Time Format (EDTF), Library of Congress, 2019, levels 0 to 2.
Uncertainty and duration have different texts: `[2023-09-04..2023-09-10]` is one
unknown day of that week, `2023-09-10/2023-09-17` lasts from the first to the last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Granularity(StrEnum):
    """How finely a date is known, from coarse to fine."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half"
    PART_OF_YEAR = "part-of-year"
    QUARTER = "quarter"
    SEASON = "season"
    MONTH = "month"
    PART_OF_MONTH = "part-of-month"
    WEEK = "week"
    DAY = "day"


class Open(StrEnum):
    """Which side of a date has no bound: since X is open at its end."""

    NONE = "none"
    START = "start"
    END = "end"


#: EDTF level 2 sub-year codes: code -> (granularity, first month, number of months).
_GROUPS = {21 + i: (Granularity.SEASON, 3 + 3 * i, 3) for i in range(4)}
_GROUPS |= {33 + i: (Granularity.QUARTER, 1 + 3 * i, 3) for i in range(4)}
_GROUPS |= {37 + i: (Granularity.PART_OF_YEAR, 1 + 4 * i, 4) for i in range(3)}
_GROUPS |= {40 + i: (Granularity.HALF, 1 + 6 * i, 6) for i in range(2)}

#: Dates remembered once made, of each form: a text names the same few again and again.
_REMEMBERED = 2_000

#: The widest set of days, in days, that still counts as each granularity.
_WIDTHS = (
    (1, Granularity.DAY), (7, Granularity.WEEK), (16, Granularity.PART_OF_MONTH),
    (31, Granularity.MONTH), (92, Granularity.QUARTER), (184, Granularity.HALF),
    (366, Granularity.YEAR), (3653, Granularity.DECADE),
)  # fmt: skip

_POINT = re.compile(r"(\d{4}|\d{3}X)(?:-(\d\d))?(?:-(\d\d))?([~?%]?)\Z")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date, its precision and its inclusive bounds; proleptic Gregorian.

    `earliest` and `latest` bound the date *named*: since February 2022 has
    2022-02-01 and 2022-02-28, and says in `open` that its end is not known.

    >>> EdtfDate.parse("2023-07").latest
    datetime.date(2023, 7, 31)
    >>> EdtfDate.month(2022, 2).since().text
    '2022-02/..'
    """

    text: str
    earliest: date
    latest: date
    granularity: Granularity
    open: Open = Open.NONE
    qualifier: str = ""

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"{self.text}: starts on {self.earliest}, after its end {self.latest}")

    @classmethod
    @lru_cache(_REMEMBERED)
    def day(cls, day: date) -> EdtfDate:
        return cls(day.isoformat(), day, day, Granularity.DAY)

    @classmethod
    @lru_cache(_REMEMBERED)
    def month(cls, year: int, month: int) -> EdtfDate:
        return cls(
            f"{year:04}-{month:02}",
            date(year, month, 1),
            date(year, month, monthrange(year, month)[1]),
            Granularity.MONTH,
        )

    @classmethod
    @lru_cache(_REMEMBERED)
    def year(cls, year: int) -> EdtfDate:
        return cls(f"{year:04}", date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)

    @classmethod
    @lru_cache(_REMEMBERED)
    def group(cls, year: int, code: int) -> EdtfDate:
        """Season (21-24, northern, meteorological), quarter (33-36), third (37-39) or half (40-41).

        >>> EdtfDate.group(2023, 24).latest  # winter 2023 ends in February 2024
        datetime.date(2024, 2, 29)
        """
        granularity, first, count = _GROUPS[code]
        last_year, last_month = divmod(first + count - 2, 12)
        return cls(
            f"{year:04}-{code}",
            date(year, first, 1),
            EdtfDate.month(year + last_year, last_month + 1).latest,
            granularity,
        )

    @classmethod
    def quarter(cls, year: int, number: int) -> EdtfDate:
        return cls.group(year, 32 + number)

    @classmethod
    def half(cls, year: int, number: int) -> EdtfDate:
        return cls.group(year, 39 + number)

    @classmethod
    def season(cls, year: int, number: int) -> EdtfDate:
        """Spring is 1; winter, 4, begins in December of `year`."""
        return cls.group(year, 20 + number)

    @classmethod
    def decade(cls, first_year: int) -> EdtfDate:
        """The ten years from a year that ends in 0."""
        return cls(
            f"{first_year // 10:03}X",
            date(first_year // 10 * 10, 1, 1),
            date(first_year // 10 * 10 + 9, 12, 31),
            Granularity.DECADE,
        )

    @classmethod
    def century(cls, number: int) -> EdtfDate:
        """The hundred years from the 01: the 20th century is 1901 to 2000."""
        return cls._years(number * 100 - 99, number * 100)

    @classmethod
    def years(cls, first: int, last: int) -> EdtfDate:
        """One unknown year of `first` to `last`, both included."""
        return cls.year(first) if first == last else cls._years(first, last)

    @classmethod
    def _years(cls, first: int, last: int) -> EdtfDate:
        granularity = Granularity.CENTURY if last - first >= 10 else Granularity.DECADE
        return cls(f"[{first:04}..{last:04}]", date(first, 1, 1), date(last, 12, 31), granularity)

    @classmethod
    def week(cls, day: date) -> EdtfDate:
        """The ISO week, Monday to Sunday, that holds `day`."""
        monday = day - timedelta(days=day.weekday())
        return cls.one_of(monday, monday + timedelta(days=6))

    @classmethod
    def one_of(cls, earliest: date, latest: date) -> EdtfDate:
        """One unknown day between two bounds, both included: uncertainty, not duration.

        Comes back as a month, year or sub-year group where the bounds are exactly one.

        >>> EdtfDate.one_of(date(2024, 6, 10), date(2024, 6, 16)).text
        '[2024-06-10..2024-06-16]'
        >>> EdtfDate.one_of(date(2024, 6, 1), date(2024, 6, 30)).text
        '2024-06'
        """
        if earliest == latest:
            return cls.day(earliest)
        if earliest.day == 1 and (earliest.year, earliest.month) == (latest.year, latest.month):
            month = cls.month(earliest.year, earliest.month)
            if month.latest == latest:
                return month
        if (earliest, latest) == (date(earliest.year, 1, 1), date(earliest.year, 12, 31)):
            return cls.year(earliest.year)
        return cls(
            f"[{earliest.isoformat()}..{latest.isoformat()}]",
            earliest,
            latest,
            _granularity_of(earliest, latest),
        )

    @classmethod
    def span(cls, first: EdtfDate, last: EdtfDate) -> EdtfDate:
        """From `first` to `last`, both included: a duration.

        An end that is itself a set is its outer day, marked approximate: EDTF can say no more of it.
        """
        if first == last:
            return first
        first, last = first._as_end(first.earliest), last._as_end(last.latest)
        text = f"{first._end_text(first.earliest)}/{last._end_text(last.latest)}"
        coarser = min(first.granularity, last.granularity, key=list(Granularity).index)
        qualifier = first.qualifier if first.qualifier == last.qualifier else ""
        return cls(text, first.earliest, last.latest, coarser, Open.NONE, qualifier)

    @classmethod
    @lru_cache(maxsize=65536)  # the same few thousand dates are asked for again and again
    def parse(cls, text: str) -> EdtfDate:
        """The date that an EDTF text of the kinds made here stands for; ValueError otherwise."""
        text = text.strip()
        try:
            if text.endswith("/.."):
                return cls.parse(text[:-3]).since()
            if text.startswith("../"):
                return cls.parse(text[3:]).until()
            if "/" in text:
                first, last = text.split("/")
                return cls.span(cls._point(first), cls._point(last))
            if text.startswith("["):
                first, last = (cls._point(part) for part in text[1:-1].split(".."))
                if not text.endswith("]"):
                    raise ValueError(text)
                if first.granularity is last.granularity is Granularity.YEAR:
                    made = cls._years(first.earliest.year, last.latest.year)
                else:
                    made = cls.one_of(first.earliest, last.latest)
                return made.qualified(first.qualifier)
            return cls._point(text)
        except (ValueError, KeyError, TypeError):
            raise ValueError(
                f"{text!r}: not an EDTF date this program reads; "
                "write 2023-09-12, 2023-09, 2023, 2023-09-10/2023-09-17 or 2022-02/.."
            ) from None

    @classmethod
    def _point(cls, text: str) -> EdtfDate:
        match = _POINT.match(text)
        if not match:
            raise ValueError(text)
        year, month, day, qualifier = match.groups()
        if year.endswith("X"):
            if month:
                raise ValueError(text)
            made = cls.decade(int(year[:3]) * 10)
        elif day:
            made = cls.day(date(int(year), int(month), int(day)))
        elif month and int(month) > 12:
            made = cls.group(int(year), int(month))
        elif month:
            made = cls.month(int(year), int(month))
        else:
            made = cls.year(int(year))
        return made.qualified(qualifier)

    @property
    def is_span(self) -> bool:
        """True for a duration with both ends known, False for a date known to a precision."""
        return "/" in self.text and self.open is Open.NONE

    @property
    def days(self) -> int:
        """How many days lie within the bounds, both counted."""
        return (self.latest - self.earliest).days + 1

    def since(self) -> EdtfDate:
        """The same date as a beginning whose end is not known: `2022-02/..`."""
        return replace(self, text=f"{self._end_text(self.earliest)}/..", open=Open.END)

    def until(self) -> EdtfDate:
        """The same date as an end whose beginning is not known: `../2022-02`."""
        return replace(self, text=f"../{self._end_text(self.latest)}", open=Open.START)

    def approximate(self) -> EdtfDate:
        """The same bounds, marked approximate: `2022-03~`."""
        return self.qualified("~")

    def qualified(self, qualifier: str) -> EdtfDate:
        """The same bounds with `~` (approximate), `?` (uncertain), `%` (both) or nothing."""
        if qualifier == self.qualifier:
            return self
        bare = re.sub("[~?%]", "", self.text)
        text = re.sub(r"[0-9X](?=\Z|/|\.\.|\])", rf"\g<0>{qualifier}", bare)
        return replace(self, text=text, qualifier=qualifier)

    def overlaps(self, other: EdtfDate) -> bool:
        """True where the two could be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def within(self, other: EdtfDate) -> bool:
        """True where every day of this date is one of the other's."""
        return other.earliest <= self.earliest and self.latest <= other.latest

    def _as_end(self, bound: date) -> EdtfDate:
        if self.text[0] != "[" and "/" not in self.text:
            return self
        if "-" in self.text:
            return EdtfDate.day(bound).approximate()
        year = EdtfDate.year(bound.year)
        return year if self.granularity is Granularity.CENTURY else year.approximate()

    def _end_text(self, bound: date) -> str:
        return self._as_end(bound).text


def _granularity_of(earliest: date, latest: date) -> Granularity:
    width = (latest - earliest).days + 1
    return next((g for limit, g in _WIDTHS if width <= limit), Granularity.CENTURY)
