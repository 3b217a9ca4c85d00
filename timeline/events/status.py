"""Happened, planned, claimed or denied: what a sentence says of an act on its own day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from timeline.events.clauses import Clause, others_within
from timeline.events.reading import Dated, Reading
from timeline.folding import fold_text
from timeline.models import Timex
from timeline.topics.cues import Cue

#: Arabic words that begin like a future verb and are none.
_NO_FUTURE = frozenset(
    map(fold_text, ["سيول", "سيئول", "سيرغي", "سيرجي", "سيارة", "سيارات", "سياسة", "سياسي", "سياسية", "السياسية", "سياق", "سيد", "سيدة", "سيما", "سيناتور", "سيونج", "سيطرة", "سيطرت", "سيبيريا", "سينا", "ستة", "ستين", "ستون", "ستالين", "ستار", "ستارمر", "سنة", "سنوات", "سنوي", "سنوية", "سنغافورة", "سيناريو", "سيوي", "سيئة", "ستوكهولم", "سيرغى", "سيرجى", "سيغما", "سيادة", "سيون", "سيل"])
)  # fmt: skip


#: How near to its negation an act stands, in code points; an Arabic adjective right behind.
_NEGATED, _ADJECTIVE = 16, 3
_PLANS = frozenset(["planned", "was_planned", "off"])


#: A plan stands so near before the act that it is of.
_GOVERNS = 4


def planned(
    reading: Reading, clause: Clause, dated: Dated, act: Sequence[Cue], today: tuple[date, date] | None
) -> Cue | None:
    """The words that tell a plan in the clause, or None.

    A plan of the present is hardly for a day before the document's; one of the past can be.
    """
    others = others_within(reading, clause, [dated.start, *(c.start for c in act)])
    plans = [
        c for c in reading.words
        if clause.holds(c.start) and _PLANS & set(c.labels) and not any(o.holds(c.start) for o in others)
    ]  # fmt: skip
    found = [c for c in plans if {"was_planned", "off"} & set(c.labels)]
    if found:
        return found[0]
    if is_past(dated.timex, today):
        # but for what is told of the act itself, as a chronology tells: "Kim is expected in Moscow on 9 May"
        governing = [c for c in plans if any(-len(c.text) <= a.start - c.end <= _GOVERNS for a in act)]
        return governing[0] if governing and reading.language != "ko" else None
    found = [c for c in plans if not (dated.start <= c.start < dated.end and reading.language == "ko")]
    if found:
        return found[0]
    if reading.language == "ar":
        return _future_verb(reading, clause, others)
    return _future_korean(reading, clause) if reading.language == "ko" else None


def _future_verb(reading: Reading, clause: Clause, others: Sequence[Clause]) -> Cue | None:
    named = [(n.start, n.end) for n in reading.names]
    for match in re.finditer(r"(?<!\w)[وف]?(س[يتن]\w{3,})", reading.text[clause.start : clause.end]):
        start = clause.start + match.start(1)
        if match[1] in _NO_FUTURE or any(a <= start < b for a, b in named):
            continue
        if any(other.holds(start) for other in others):
            continue
        return Cue(start, clause.start + match.end(), ("planned",), match[1])
    return None


def _future_korean(reading: Reading, clause: Clause) -> Cue | None:
    """ "-ㄹ 것": a syllable that ends in ㄹ before 것, as in 오를 것으로."""
    for match in re.finditer(r"([가-힣]) 것(?:으로|이|임)", reading.text[clause.start : clause.end]):
        if (ord(match[1]) - 0xAC00) % 28 == 8:
            return Cue(clause.start + match.start(), clause.start + match.end(), ("planned",), match[0])
    return None


def is_past(timex: Timex, today: tuple[date, date] | None) -> bool:
    """True where a date ended before the document's own began."""
    return bool(today and timex.latest and timex.latest < today[0])


def is_ahead(timex: Timex, today: tuple[date, date] | None) -> bool:
    """True where a date begins after the document's own ended."""
    return bool(today and timex.earliest and timex.earliest > today[1])


def negated(reading: Reading, clause: Clause, act: list[Cue]) -> Cue | None:
    """The words that negate the act of a clause; "not only" and «لم ... سوى» negate nothing."""
    if any(clause.holds(c.start) for c in reading.labelled("only")):
        return None
    for cue in reading.labelled("not", clause.start, clause.end):
        if not act:
            continue
        if reading.language == "ar":
            # «في مشهد غير مألوف», «زيارة لم يعلن عنها»: what is negated stands right behind
            reach = _ADJECTIVE if cue.text.lstrip("وف") == "غير" else _NEGATED
            nearest = min((a.start - cue.end for a in act if a.start >= cue.end), default=reach)
        else:
            nearest, reach = (
                min(abs(a.start - cue.end) for a in act),
                24 if reading.language == "ko" else _NEGATED,
            )
        if nearest < reach:
            return cue
    return None
