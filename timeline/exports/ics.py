"""A calendar of the events known more closely than to a half-year; the others are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.exports import Selection
from timeline.exports.telling import Told, plain, row, told

#: A calendar would show a whole year as one long event: these are left out, and counted.
_TOO_WIDE = ("half", "part-of-year", "year", "decade", "century")


def make(selection: Selection) -> bytes:
    """All-day events; a planned one is tentative, and no event is ever called off by a denial."""
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", f"-//Timeline//{selection.version}//{selection.language.upper()}")
    calendar.add("version", "2.0")
    about = "\n".join((*map(plain, selection.provenance), *remarks(selection)))
    calendar.add("x-wr-calname", vText(plain(selection.title)))
    calendar.add("x-wr-caldesc", vText(about))
    wide = set(selection.tables["events"]["event_id"][_wide(selection.tables["events"])])
    stamp = date.fromisoformat(selection.cutoff) if selection.cutoff else date(1980, 1, 1)
    for event in told(selection):
        if event.event_id in wide:
            continue
        value = EdtfDate.parse(event.card.edtf)
        entry = Event()
        entry.add("uid", f"{event.event_id}@timeline")
        entry.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
        entry.add("dtstart", value.earliest)
        if value.latest < date.max:
            entry.add("dtend", value.latest + timedelta(days=1))
        entry.add("summary", _summary(event))
        entry.add("description", _description(event, selection))
        entry.add("categories", [event.category])
        entry.add("transp", "TRANSPARENT")
        entry.add("x-edtf", vText(event.card.edtf))
        if event.card.status == "planned":
            entry.add("status", "TENTATIVE")
        elif event.card.status == "happened" and not event.card.denied_by:
            entry.add("status", "CONFIRMED")
        calendar.add_component(entry)
    return calendar.to_ical()


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


def _description(event: Told, selection: Selection) -> str:
    lines = [f"{event.date} · {event.precision} · {event.status}", row(*event.facts)]
    for source in event.sources:
        lines += ["", source.sentence, row(source.about, source.address), source.how]
    lines += ["", *event.decisions] if event.decisions else []
    return "\n".join((*lines, "", *map(plain, selection.provenance)))
