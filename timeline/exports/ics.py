"""A calendar of the events known more closely than to a half-year; the others are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.exports import Selection
from timeline.exports.telling import Told, plain, row, told

#: A calendar would show a whole year as one long event: these are left out, and counted.
_TOO_WIDE = ("half", "part-of-year", "year", "decade", "century")


def make(selection: Selection) -> bytes:
    """All-day events; a planned one is tentative, and no event is ever called off by a denial."""
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", f"-//Timeline//{selection.version}//{selection.language.upper()}")
    calendar.add("version", "2.0")
    provenance = tuple(map(plain, selection.provenance))
    about = "\n".join((*provenance, *remarks(selection)))
    calendar.add("x-wr-calname", vText(plain(selection.title)))
    calendar.add("x-wr-caldesc", vText(about))
    wide = set(selection.tables["events"]["event_id"][_wide(selection.tables["events"])])
    stamp = date.fromisoformat(selection.cutoff) if selection.cutoff else date(1980, 1, 1)
    lines = [str(line) for line in calendar.content_lines() if line]
    inside = [f"{name}:{value}" for event in told(selection) if event.event_id not in wide
              for name, value in _entry(event, stamp, provenance)]  # fmt: skip
    # icalendar's own events and folds took four fifths of the time of a large calendar
    return b"\r\n".join(map(folded, (*lines[:-1], *inside, lines[-1], "")))


def _entry(event: Told, stamp: date, provenance: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """One event as names and values of content lines."""
    from icalendar import vText

    def text(value: str) -> str:
        return vText(value).to_ical().decode("utf-8")

    value = EdtfDate.parse(event.card.edtf)
    yield "BEGIN", "VEVENT"
    yield "UID", f"{text(event.event_id)}@timeline"
    yield "DTSTAMP", f"{_digits(stamp)}T000000Z"
    yield "DTSTART;VALUE=DATE", _digits(value.earliest)
    if value.latest < date.max:
        yield "DTEND;VALUE=DATE", _digits(value.latest + timedelta(days=1))
    yield "SUMMARY", text(_summary(event))
    yield "DESCRIPTION", text(_description(event, provenance))
    yield "CATEGORIES", text(event.category)
    yield "TRANSP", "TRANSPARENT"
    yield "X-EDTF", text(event.card.edtf)
    if event.card.status == "planned":
        yield "STATUS", "TENTATIVE"
    elif event.card.status == "happened" and not event.card.denied_by:
        yield "STATUS", "CONFIRMED"
    yield "END", "VEVENT"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def folded(line: str) -> bytes:
    """A line in pieces of 75 octets at most, as RFC 5545 asks; no letter is cut in two.

    >>> [len(piece) for piece in folded("é" * 60).split(b"\\r\\n")]
    [74, 47]
    """
    whole, pieces, start = line.encode("utf-8"), [], 0
    while start < len(whole):
        end = start + (75 if start == 0 else 74)  # a space leads each piece after the first
        while end < len(whole) and whole[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(whole[start:end])
        start = end
    return b"\r\n ".join(pieces)


def remarks(selection: Selection) -> list[str]:
    """How many events a calendar does not show."""
    left_out = int(_wide(selection.tables["events"]).sum())
    return [wording.say("export.not_in_calendar", selection.language, n=left_out)] if left_out else []


def _wide(events: pd.DataFrame) -> pd.Series:
    return (events["earliest"] == "") | events["granularity"].isin(_TOO_WIDE)


def _summary(event: Told) -> str:
    """What is not told as done, or not known to the day, says so before the headline's end."""
    said = "" if event.card.status == "happened" and not event.card.denied_by else f"{event.status}: "
    close = "" if event.card.edtf.count("-") == 2 and len(event.card.edtf) == 10 else f" ({event.precision})"
    return f"{said}{event.title}{close}"


def _description(event: Told, about_all: tuple[str, ...]) -> str:
    lines = [f"{event.date} · {event.precision} · {event.status}", row(*event.facts)]
    for source in event.sources:
        lines += ["", source.sentence, row(source.about, source.address), source.how]
    lines += ["", *event.decisions] if event.decisions else []
    return "\n".join((*lines, "", *about_all))
