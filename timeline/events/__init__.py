"""Sentences to event mentions: which act each dated clause tells, whose, where, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.events import denials
from timeline.events.coming import only_needed
from timeline.events.mentions import Teller
from timeline.events.reading import Reading
from timeline.models import BlockKind, Document, EventMention, Span, Timex
from timeline.sentences import sentences
from timeline.topics import Topic

__all__ = ["find_mentions", "sentences"]


def find_mentions(document: Document, timexes: Sequence[Timex], topic: Topic) -> list[EventMention]:
    """The mentions of the body in order of the text, one for each date that tells when an act was."""
    found: list[EventMention] = []
    readings = list(_readings(document, timexes, topic))
    teller = Teller(document, topic, readings)
    for reading in readings:
        found += teller.tell(reading)
    return denials.tie(only_needed(found), readings, topic)


def _readings(document: Document, timexes: Sequence[Timex], topic: Topic) -> Iterator[Reading]:
    """The sentences of the body with their date expressions."""
    blocks = [(b.start, b.end, b.heading) for b in document.blocks if b.kind is BlockKind.BODY]
    if not document.blocks:
        blocks = [(0, len(document.text), False)]
    waiting = sorted(timexes, key=lambda t: t.span.start)
    at = 0
    for start, end, heading in blocks:
        for first, last in sentences(document.text, start, end):
            while at < len(waiting) and waiting[at].span.start < first:
                at += 1
            inside = []
            while at < len(waiting) and waiting[at].span.end <= last:
                inside.append(waiting[at])
                at += 1
            span = Span(document.id, first, last, document.text[first:last])
            yield Reading(span, topic, tuple(inside), heading)
