"""Verbs of saying that no list has, told by what stands behind them: "hinted on Monday that ..."."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import cues
from timeline.events.reading import Reading
from timeline.topics.cues import Cue

#: Whoever speaks stands this near to such a verb, in code points.
_NEAR = 48
_SPEAKS = ("person", "alone", "role", "institution", "state", "group", "place", "adjective")


def unlisted(reading: Reading, known: Sequence[Cue]) -> list[Cue]:
    """Such verbs, where no known word of reporting stands between them and their "that".

    The cue file's patterns find them: `says_that` a verb with its "that" behind it, `says_last` one
    that ends its sentence, behind the words reported. Its group `verb` is the verb.
    """
    found = []
    for name in ("says_that", "says_last"):
        pattern = cues.pattern(reading.language, name)
        for match in pattern.finditer(reading.text, reading.start) if pattern else ():
            start, end = match.span("verb")
            if any(start <= cue.start < match.end() or cue.start <= start < cue.end for cue in known):
                continue
            if name == "says_last" and not closes(reading, end):
                continue
            if _speaker(reading, start, end) and not _acts(reading, start, end):
                found.append(Cue(start, end, ("said",), match["verb"]))
    return [cue for i, cue in enumerate(found) if not any(cue.start == other.start for other in found[:i])]


def _speaker(reading: Reading, start: int, end: int) -> bool:
    """True where someone who may speak is named beside a verb: before it in English, behind it in Arabic."""
    first, last = (end, end + _NEAR) if reading.language == "ar" else (start - _NEAR, start)
    named = any(n.kind in _SPEAKS and first <= n.start < last for n in reading.names)
    return (
        named
        or bool(reading.labelled("sayer", max(0, first), last))
        or any(bool(reading.labelled(title, max(0, first), last)) for title in ("pronoun", "minister"))
    )


def closes(reading: Reading, at: int) -> bool:
    """True where nothing but a date stands between an offset and the end of the sentence."""
    rest = reading.text[at:]
    for dated in reading.dated():
        if dated.start >= at:
            rest = rest.replace(reading.text[dated.start : dated.end], "")
    return rest.strip(' .on"') == ""


def _acts(reading: Reading, start: int, end: int) -> bool:
    return any(
        cue.start < end and start < cue.end
        and any(not label.startswith("statement") and not label.endswith(".things") for label in cue.labels)
        for cue in reading.acts
    )  # fmt: skip
