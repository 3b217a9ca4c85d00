"""Dates that make no mention: they only measure, or stand in a label, a dateline or a credit."""

from __future__ import annotations

import re
from datetime import date

from timeline.events import cues
from timeline.events.reading import Dated, Reading

#: A sentence with no more words than this beside its dates and names tells nothing: a label.
_LABEL_WORDS = 2
#: A whole date in figures, and what ends a sentence.
_FIGURES, _STOPS = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\.?"), (".", "!", "?", '"')
#: Words of these kinds tell that a short sentence is one.
_TELL = ("planned", "said", "denied")
#: "Lasts until", "comes a week after": the verb stands this near before its date.
_LASTS_REACH = 40


def measures(reading: Reading, dated: Dated, today: tuple[date, date] | None) -> bool:
    """True for a date that only measures: since, until, or so long after an act without a date.

    Until a day that is still to come is when something is to be done by, unless it lasts so long.
    "Comes a week after" tells how far apart. Of a document that has no date any distance may
    stand open.
    """
    timex = dated.timex
    if timex.measures or _ages(reading, dated):
        return True
    counts = timex.kind == "away" or (timex.value is not None and timex.value.open == "start")
    if counts and reading.labelled("lasts", max(0, dated.start - _LASTS_REACH), dated.start):
        return True
    if timex.value is not None and timex.value.open == "start":
        deadline = today is not None and timex.latest is not None and timex.latest > today[1]
        return not deadline
    return timex.value is None and timex.kind == "away" and today is not None


def _ages(reading: Reading, dated: Dated) -> bool:
    """True for a date that tells how old someone or something is: "a ship built in 1992"."""
    ages = cues.pattern(reading.language, "ages")
    return bool(ages and ages.search(reading.text, max(0, dated.start - _LASTS_REACH), dated.start))


def is_label(reading: Reading, dates: list[Dated]) -> bool:
    """True for a line that holds a date and no sentence: a date line, a label."""
    if reading.acts or any(reading.labelled(label) for label in _TELL):
        return False
    rest = reading.text
    for start, end in sorted([(d.start, d.end) for d in dates] + [(n.start, n.end) for n in reading.names]):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    words = [word for word in rest.replace("|", " ").split() if any(char.isalpha() for char in word)]
    return len(words) <= _LABEL_WORDS


def furniture(reading: Reading, dated: Dated) -> bool:
    """True for the date of a dateline, a label or a photo credit within the body."""
    if dated.start < reading.start or _listed(reading, dated):
        return True
    labels = reading.labelled("label")
    if labels and labels[0].start < 4 and dated.start < labels[0].end + 40:
        return True
    return any(abs(cue.start - dated.start) < 80 for cue in reading.labelled("credit"))


def _listed(reading: Reading, dated: Dated) -> bool:
    """True for the date of a headline in a list: "09.09.2013 Grain ships out of season", "Ships go (9 May)"."""
    text = reading.text
    before, behind = text[: dated.start].rstrip(), text[dated.end :].strip(" .")
    if before.endswith("(") and behind == ")" and not text.rstrip().endswith(_STOPS):
        other = any(d.end + 2 >= len(before) and d.end <= len(before) for d in reading.dated())
        return not other  # "on Friday (9 May)"
    first = not any(char.isalpha() for char in text[: dated.start])
    figures = _FIGURES.fullmatch(text[dated.start : dated.end])
    entry = text[dated.end :].lstrip()[:1] in ("", ":", "-")  # of a chronology
    return bool(first and figures and not entry and not text.rstrip().endswith(_STOPS))
