"""Who says what in a sentence: the words of reporting, and the words reported.

A date among the words of reporting dates the statement; a date among the words reported dates
what is claimed. Korean reports at the end of its sentence, the others before or after.
"""

from __future__ import annotations

from timeline.events.reading import Reading
from timeline.events.speech import verb_first, verb_last
from timeline.events.speech.report import Report
from timeline.events.speech.speakers import attributed

__all__ = ["Report", "reports"]


def reports(reading: Reading) -> list[Report]:
    """The reports of a sentence, in order of their words of reporting."""
    found = verb_last.find(reading) if reading.language == "ko" else verb_first.find(reading)
    return [attributed(report, reading) for report in found]
