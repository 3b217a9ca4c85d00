"""What a document is mostly about, which tells of what goes without a traveller ("the first arrived in May")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.events.kinds import category_of
from timeline.events.reading import Reading

#: Told in nearly every page, whatever it is about.
_PASSING = ("statement", "other")
#: A heading says what a page is about more surely than a sentence of it.
_HEADING = 2
#: A page is about what so many of its sentences tell, and at least so many.
_SHARE, _LEAST = 0.4, 2


def leaning(readings: Sequence[Reading]) -> str:
    """The category that most sentences of a document tell besides travel; "" where none stands out."""
    told: Counter[str] = Counter()
    for reading in readings:
        if reading.acts:
            category, _ = category_of(reading, reading.start, len(reading.text), 0, _PASSING)
            if category:
                told[category] += _HEADING if reading.heading else 1
    if not told:
        return ""
    category, count = max(told.items(), key=lambda item: (item[1], item[0]))
    return category if count >= _LEAST and count >= _SHARE * sum(told.values()) else ""
