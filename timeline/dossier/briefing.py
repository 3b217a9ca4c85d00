"""A briefing as a dossier keeps it: slides in order, each bound to its event as a decision is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline import wording
from timeline.documents.files import plain_line
from timeline.reviews import Target

#: The most slides that are kept and presented, and the most characters of what a person writes on one.
MOST_SLIDES, LONGEST_HEADLINE, LONGEST_NOTE = 200, 160, 300


@dataclass(frozen=True, slots=True)
class Slide:
    """One event and what a person wrote over it: a headline in a language (none: the event's own
    title), and a note, which stands below the source in every language."""

    target: Target
    headlines: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def written(text: str, longest: int) -> str:
    """What a person typed, on one line, no longer than a slide has room for."""
    return plain_line(text)[:longest].rstrip()


def write_slides(slides: Sequence[Slide]) -> bytes:
    rows = [
        {"target": json.loads(slide.target.to_json()), "headlines": dict(slide.headlines), "note": slide.note}
        for slide in slides
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read_slides(data: bytes) -> tuple[Slide, ...]:
    """ValueError where the bytes are not what `write_slides` writes."""
    try:
        rows = json.loads(data.decode("utf-8"))
        if not isinstance(rows, list) or len(rows) > MOST_SLIDES:
            raise ValueError("too many slides")
        return tuple(_slide(row) for row in rows)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a briefing") from error


def _slide(row: Mapping[str, object]) -> Slide:
    headlines, note = row["headlines"], row["note"]
    if not isinstance(headlines, dict) or not isinstance(note, str):
        raise ValueError("not a slide")
    texts = [(text, LONGEST_HEADLINE) for text in headlines.values()] + [(note, LONGEST_NOTE)]
    if set(headlines) - set(wording.languages()) or any(written(t, n) != t for t, n in texts):
        raise ValueError("not a slide")
    return Slide(Target.from_json(json.dumps(row["target"])), headlines, note)


def version(slides: Sequence[Slide]) -> str:
    """Tells one state of a briefing from another, so that two windows never overwrite each other."""
    return hashlib.sha256(write_slides(slides)).hexdigest()
