"""Decisions by people: an append-only history, and what it makes of the tables.

read the history -> dates of documents into the build -> tables -> `replay` -> a change -> `write`
"""

from timeline.reviews.history import (
    FIELDS,
    KINDS,
    Change,
    Review,
    ReviewError,
    Stale,
    Target,
    active,
    checked,
)
from timeline.reviews.replay import DocumentDates, State, apply, document_dates, replay
from timeline.reviews.store import Reviews

__all__ = [
    "FIELDS", "KINDS", "Change", "DocumentDates", "Review", "ReviewError", "Reviews", "Stale", "State",
    "Target", "active", "apply", "checked", "document_dates", "replay",
]  # fmt: skip
