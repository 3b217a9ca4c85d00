"""A planned visit whose only date is that it is to come: about the month of the document.

"Putin is expected to visit for the first time in 24 years": the years only measure.
"""

from __future__ import annotations

from datetime import date

from timeline.edtf import EdtfDate
from timeline.events.clauses import Clause
from timeline.events.kinds import category_of
from timeline.events.reading import Reading
from timeline.models import Basis, Certainty, EventMention, Status, Timex
from timeline.topics.cues import Cue

#: The rule that gives such a mention its date.
RULE = "coming"
_CATEGORIES = ("visit", "summit")


def to_come(reading: Reading, clause: Clause, near: int) -> tuple[str, list[Cue], Cue] | None:
    """The category, its cues and the words of the plan, where a clause tells a visit to come."""
    plans = [c for c in reading.words if clause.holds(c.start) and "planned" in c.labels]
    if not plans or any(clause.holds(c.start) for c in reading.labelled("was_planned")):
        return None
    category, act = category_of(reading, clause.start, clause.end, near)
    return (category, act, plans[0]) if category in _CATEGORIES else None


def coming_timex(reading: Reading, plan: Cue, day: date, reference: EdtfDate | None) -> Timex:
    """About the month of the document's date, read from the words that tell the plan."""
    return Timex(
        reading.source(plan.start, plan.end), EdtfDate.month(day.year, day.month).approximate(),
        f"{reading.language}/{RULE}", kind="relative", certainty=Certainty.UNSURE,
        basis=Basis.DOCUMENT_DATE, reference=reference,
    )  # fmt: skip


def only_needed(mentions: list[EventMention]) -> list[EventMention]:
    """Without those that a plan with a date of its own in the same document makes needless."""
    dated = [
        m for m in mentions
        if m.status is Status.PLANNED and m.category in _CATEGORIES and not m.rule.endswith(RULE)
    ]  # fmt: skip
    return [
        m for m in mentions
        if not m.rule.endswith(RULE) or not any(set(m.actors) & set(other.actors) for other in dated)
    ]  # fmt: skip
