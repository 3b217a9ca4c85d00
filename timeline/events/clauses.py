"""Which part of a sentence a date belongs to: its clause, and what leads it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events import cues
from timeline.events.reading import Dated, Reading
from timeline.topics.cues import Cue

_MARK = re.compile(r"[,;](?!\d)|:(?!\d)|\s-\s|[()\"]")
#: A conjunction this near before a date belongs to the date ("since 2019"), not to a clause.
_NEAR = 4
#: A Korean object ends so.
_OBJECT = "을를"
#: A verb before its noun, with no more than two words between it and the date.
_ATTRIBUTIVE = re.compile(
    r"[에의]?\s+(?P<between>(?:[^\s,.]*[^\s,.은는이가]\s+){0,2}?)"
    r"(?P<verb>(?:[가-힣]*[한된던쏜온낸친난간진킨린긴든둔판산준](?<!북한)(?<!남한)(?<!대한)(?<!위한)(?<!의한)(?<!관한)(?<!권한)"
    r"|[가-힣]*(?:맺은|받은|넘은|찾은|실은|잃은|싸운|열리는|치르는|치러지는)))"
    r"\s+(?!것|데|뒤|후|바|적|만큼|직후|이후|가운데|채)[^\s,.]+(?:\s+[^\s,.]+)?"
)
_TOPIC = re.compile(r"[은는]\s+(?:지난\s)?\Z")
_LEADS = ("when", "relative", "purpose", "cut", "that")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a folded sentence; `lead` is what introduces it: "", cut, relative or when."""

    start: int
    end: int
    lead: str = ""

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def clauses(reading: Reading, start: int, end: int) -> list[Clause]:
    """The clauses between two offsets; each but a lone one holds a word that tells an act."""
    pieces = _pieces(reading, start, end)
    dates = reading.dated()
    joined: list[Clause] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is None or (_tells(reading, piece) and _tells(reading, last)):
            joined.append(piece)
        elif piece.lead in ("when", "relative", "purpose") and (
            not _dated(dates, piece) or _dated(dates, last)
        ):
            # "..., when another man led the country" is no part of the act before it
            joined.append(piece)
        else:
            lead = last.lead or ("" if _tells(reading, last) else piece.lead)
            joined[-1] = Clause(last.start, piece.end, lead)
    return joined


def clause_of(dated: Dated, found: list[Clause]) -> Clause | None:
    return next((clause for clause in found if clause.holds(dated.start)), None)


def others_within(reading: Reading, clause: Clause, offsets: Sequence[int]) -> list[Clause]:
    """The pieces of a clause that hold none of the offsets and tell an act or a day of their own."""
    pieces = _pieces(reading, clause.start, clause.end)
    if len(pieces) < 2:
        return []
    dates = reading.dated()
    return [
        piece for piece in pieces
        if not any(piece.holds(at) for at in offsets) and (_dated(dates, piece) or _tells(reading, piece))
    ]  # fmt: skip


def _pieces(reading: Reading, start: int, end: int) -> list[Clause]:
    text = reading.text
    dates = reading.dated()
    cuts: dict[int, str] = {start: ""}
    for mark in _MARK.finditer(text, start, end):
        if reading.language == "ko" and text[mark.start() - 1] in _OBJECT:
            continue  # the verb of an object is still to come: "a works on the 15th, a ship on the 16th, saw"
        if "-" in mark[0] and _joins_names(mark.start(), mark.end(), reading):
            continue  # "the train Moscow - Pyongyang"
        if not _inside(mark.start(), dates, reading):
            cuts.setdefault(mark.end(), "")
    participle = cues.pattern(reading.language, "participle")
    for mark in participle.finditer(text, start, end) if participle else ():
        cuts[mark.start() + 1] = "relative"
    for cue in reading.words:
        lead = next((label for label in _LEADS if label in cue.labels), "")
        if not lead or not start <= cue.start < end:
            continue
        if any(0 <= d.start - cue.end < _NEAR or d.start <= cue.start < d.end for d in dates):
            continue
        if lead == "that":
            lead = "relative" if reading.language == "en" else "cut"
        if lead == "cut" and _joins_names(cue.start, cue.end, reading):
            continue
        at = cue.start
        before = text[max(start, at - 2) : at]
        if before[-1:] in ("و", "ف"):
            at -= 1
        cuts[at] = lead
    if reading.language == "ar":
        for cue in reading.acts:
            before = text[max(0, cue.start - 2) : cue.start]
            if start < cue.start < end and before[-1:] in ("و", "ف") and before[:1] == " ":
                cuts.setdefault(cue.start - 1, "cut")
    if reading.language == "ko":
        for match in re.finditer(r"[가-힣](?:고|며|면서|지만|는데|으나)\s", text[start:end]):
            cuts.setdefault(start + match.end(), "cut")
    # a lead word behind a comma leads what the comma began
    marks = sorted(cuts)
    for one, other in itertools.pairwise(marks):
        if not cuts.get(one, "-") and cuts[other] and not text[one:other].strip():
            cuts[one] = cuts.pop(other)
    marks = [*sorted(cuts), end]
    return [Clause(a, b, cuts[a]) for a, b in itertools.pairwise(marks) if text[a:b].strip()]


def _joins_names(start: int, end: int, reading: Reading) -> bool:
    """True where a conjunction or a dash stands between two names: "Kim and Putin", "Moscow - Pyongyang"."""
    text = reading.text
    before = any(n.end <= start and not text[n.end : start].strip() for n in reading.names)
    return before and any(n.start >= end and not text[end : n.start].strip() for n in reading.names)


def attributive(dated: Dated, reading: Reading) -> Clause | None:
    """The words from a date to the noun that its act is told of, in Korean: 어제 쏜 미사일이, 6월에 맺은 조약은.

    Not behind whoever speaks on the day, unless the act stands right behind the date.
    """
    if reading.language != "ko":
        return None
    text = reading.text
    match = _ATTRIBUTIVE.match(text, dated.end)
    if match is None or (
        match["between"].strip() and _TOPIC.search(text, max(0, dated.start - 12), dated.start)
    ):
        return None
    start, end = match.span("verb")
    acts = any(c.start < end and start < c.end and _tells_alone(c) for c in reading.acts)
    if not acts or reading.labelled("said", start, end):
        return None
    return Clause(dated.start, match.end())


def _tells_alone(cue: Cue) -> bool:
    return any(label.endswith(".acts") for label in cue.labels)


def lead_at(reading: Reading, region: tuple[int, int], offset: int) -> str:
    """What introduces the smallest piece of a sentence around an offset: relative, when or ""."""
    piece = next((p for p in _pieces(reading, *region) if p.holds(offset)), None)
    # "said that he visited": the words reported begin with their own "that"
    return piece.lead if piece and piece.start > region[0] else ""


def _inside(at: int, dates: list[Dated], reading: Reading) -> bool:
    """True where a mark stands within a date or a name."""
    return any(d.start <= at < d.end for d in dates) or any(n.start <= at < n.end for n in reading.names)


def _tells(reading: Reading, piece: Clause) -> bool:
    """True where a piece holds a word that tells an act, not only what it is about."""
    return any(
        piece.start <= cue.start < piece.end and any(not label.endswith(".things") for label in cue.labels)
        for cue in reading.acts
    )


def _dated(dates: list[Dated], piece: Clause) -> bool:
    return any(piece.start <= d.start < piece.end for d in dates)
