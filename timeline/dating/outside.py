"""Dates that stand outside the text: markup, a list's date column, the address, the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from timeline.dating import days
from timeline.dating.claims import Claim, Role
from timeline.dating.stated import updated
from timeline.edtf import EdtfDate
from timeline.models import Document, Span
from timeline.normalise import find_dates

#: Years that an address or a file name can mean; other numbers are numbers.
_YEARS = range(1995, 2100)

_ISO = re.compile(r"\s*(\d{4})-(\d\d)(?:-(\d\d))?(?![\d])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATH = re.compile(
    r"/(?P<y>\d{4})[/\-_.](?P<m>\d{1,2}|[a-z]{3,9})(?:[/\-_.](?P<d>\d{1,2}))?(?=[/\-_.?#]|\Z)"
    r"|(?<![\d])(?P<y2>\d{4})-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)"
    r"|(?<![\d])(?P<d3>\d\d)-(?P<m3>\d\d)-(?P<y3>\d{4})(?!\d)"
    r"|(?<![\da-z])(?:[a-z]{1,4})?(?P<y4>(?:19|20)\d\d)(?P<m4>[01]\d)(?P<d4>[0-3]\d)(?=\d{0,9}(?:[^\da-f]|\Z))",
    re.I,
)
_UPDATED = re.compile(r"modif|updat|edit|revis", re.I)
_LISTED = ("list:", "front matter:")
_FILE = ("pdf:", "docx:")


def outside(document: Document) -> Iterator[Claim]:
    """A claim for each date that the file or its address names."""
    yield from _metadata(document)
    address = document.url
    value = _in_path(unquote(address)) if address else None
    if value:
        yield _around(
            Claim(Role.ADDRESS, days.of(value), value, _place(address, document), fields=_what(address))
        )
    value = _in_path("/" + document.name.rpartition(".")[0])
    if value:
        yield _around(Claim(Role.FILE_NAME, days.of(value), value, None, fields=_what(document.name)))


def _metadata(document: Document) -> Iterator[Claim]:
    for key, stamp in document.metadata:
        values = _read(stamp, document.language)
        # a list's field is a column that the person named or a form filled in: only what stands in it tells
        fields = _what(stamp if key.startswith(_LISTED) else f"{key} {stamp}")
        if not values:
            if key.startswith(_LISTED) and stamp.strip():
                yield Claim(Role.LISTED, days.any_day(), None, None, 0, fields, "listed-unread")
            continue
        named = days.union(days.of(value) for value in values)
        claim = Claim(Role.MARKUP, named, values[0], None, fields=fields)
        if key.startswith(_FILE):
            yield replace(claim, role=Role.FILE)
        elif key.startswith(_LISTED):
            yield replace(claim, role=Role.LISTED)
        elif _UPDATED.search(key):
            yield from updated(claim, Role.MARKUP_UPDATED)
        elif key in ("time", "htmldate"):
            yield _around(replace(claim, weight=4))
        else:
            yield _around(claim)


def _around(claim: Claim) -> Claim:
    """A machine's day begins at midnight elsewhere: a day either way is no contradiction."""
    if claim.says is None or claim.says.days > 1:
        return claim
    return replace(claim, days=days.around(claim.days, 1, 1))


def _what(words: str) -> tuple[tuple[str, str], ...]:
    return (("words", words[:160]),)


def _read(stamp: str, language: str) -> tuple[EdtfDate, ...]:
    """The day, or the month, that a stamp names: both where its numbers can be read two ways."""
    match = _ISO.match(stamp)
    try:
        if match:
            year, month, day = match.groups()
            if day is None:
                return (EdtfDate.month(int(year), int(month)),)
            return (EdtfDate.day(date(int(year), int(month), int(day))),)
        if re.match(r"\s*(?:[A-Za-z]{3},\s)?\d{1,2} [A-Za-z]{3} \d{4}", stamp):
            return (EdtfDate.day(parsedate_to_datetime(stamp).date()),)
    except (ValueError, TypeError):
        pass
    found = [timex for timex in find_dates(stamp, None, language or None) if timex.value]
    if len(found) != 1:
        return ()
    readings = found[0].alternatives or (found[0].value,)
    return tuple(r for r in readings if r and r.granularity in ("day", "month") and r.days <= 31)


def _in_path(path: str) -> EdtfDate | None:
    """The day, or the month, that an address or a file name holds.

    >>> _in_path("https://news.example/2023/sep/14/story").text
    '2023-09-14'
    """
    best: EdtfDate | None = None
    for match in _PATH.finditer(path):
        year, month, day = (
            next((match[name + n] for n in ("", "2", "3", "4") if match[name + n]), None) for name in "ymd"
        )
        value = _named(year or "", month or "", day)
        if value and (best is None or value.days < best.days):
            best = value
    return best


def _named(year: str, month: str, day: str | None) -> EdtfDate | None:
    if int(year) not in _YEARS:
        return None
    number = int(month) if month.isdigit() else _month(month)
    if not number or not 1 <= number <= 12:
        return None
    try:
        if day and 1 <= int(day) <= 31:
            return EdtfDate.day(date(int(year), number, int(day)))
    except ValueError:
        return None
    return EdtfDate.month(int(year), number)


def _month(word: str) -> int:
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _place(address: str, document: Document) -> Span | None:
    """Where the text itself states its address."""
    at = document.text.find(address, 0, 4000)
    return Span(document.id, at, at + len(address), address) if at >= 0 else None
