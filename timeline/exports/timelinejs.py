"""JSON for TimelineJS 3: dated events as slides, their uncertainty in words.

The client drops in silence what has no start, rolls a thirteenth month over, renames ids that stand
twice, and reads headline and text as HTML: so dates are whole numbers within their bounds, every
id stands once, `display_date` is always given, and every text is escaped.
"""

from __future__ import annotations

import json
from datetime import date
from html import escape
from typing import Any

from timeline import wording
from timeline.edtf import EdtfDate, Granularity
from timeline.exports import Selection
from timeline.exports.telling import Source, Told, plain, row, told


def make(selection: Selection) -> bytes:
    said = "".join(f"<p>{escape(plain(line))}</p>" for line in (*selection.provenance, *remarks(selection)))
    whole: dict[str, Any] = selection.about | {
        "title": {
            "unique_id": "title",
            "text": {"headline": escape(plain(selection.title)), "text": said},
        },
        "events": [_slide(event, selection) for event in told(selection) if event.card.edtf],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def remarks(selection: Selection) -> list[str]:
    """How many events have no date to stand at."""
    left_out = int((selection.tables["events"]["edtf"] == "").sum())
    return [wording.say("export.not_dated", selection.language, n=left_out)] if left_out else []


def _slide(event: Told, selection: Selection) -> dict[str, Any]:
    value = EdtfDate.parse(event.card.edtf)
    slide: dict[str, Any] = {
        "unique_id": f"event-{event.event_id}",
        "start_date": _start(value),
        "display_date": escape(f"{event.date} ({event.precision})"),
        "group": escape(event.category),
        "text": {"headline": escape(event.title), "text": _text(event, selection.language)},
        "edtf": event.card.edtf,
        "earliest": value.earliest.isoformat(),
        "latest": value.latest.isoformat(),
        "status": event.card.status,
    }
    if value.is_span and value.open == "none":
        slide["end_date"] = _whole(value.latest)
    return slide


def _start(value: EdtfDate) -> dict[str, int]:
    """As much of the first day as is known: a year alone has no month, a month no day."""
    whole = _whole(value.earliest)
    if value.granularity is Granularity.YEAR:
        return {"year": whole["year"]}
    if value.granularity is Granularity.MONTH:
        return {"year": whole["year"], "month": whole["month"]}
    return whole


def _whole(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(event: Told, language: str) -> str:
    direction = wording.catalogue(language)["direction"]
    facts = escape(row(event.status, *event.facts))
    decided = "".join(f'<p dir="{direction}"><small>{escape(line)}</small></p>' for line in event.decisions)
    return f'<p dir="{direction}">{facts}</p>' + "".join(map(_source, event.sources)) + decided


def _source(source: Source) -> str:
    direction = "rtl" if source.right_to_left else "ltr"
    about = escape(row(source.about, source.address))
    return (
        f'<blockquote dir="{direction}">{escape(source.sentence)}</blockquote>'
        f"<p><small>{about}<br>{escape(source.how)}</small></p>"
    )
