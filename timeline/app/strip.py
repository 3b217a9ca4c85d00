"""A document's date against its evidence: a row each on one axis of time, drawn by CSS alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from timeline import wording
from timeline.edtf import EdtfDate, Open
from timeline.models import Dating, Evidence

#: Most rows of evidence drawn; the list beside them has all.
MOST_ROWS = 9
#: Part of the axis left empty at each side, so that no mark touches the edge.
_MARGIN = 0.06


def strip(dating: Dating, kinds: dict[str, str], result: str, language: str, direction: str) -> str:
    """The evidence that names a date, then the date given; "" where there is neither.

    Time runs from left to right in every language. `kinds` names the kinds of evidence.
    """
    rows = [e for e in dating.evidence if e.says][:MOST_ROWS]
    dates = [e.says for e in rows if e.says] + ([dating.value] if dating.value else [])
    if not dates:
        return ""
    axis = _Axis(dates)
    drawn = "".join(_row(axis, e, kinds, language) for e in rows)
    ticks = "".join(f'<i style="left:{at:.2f}%">{escape(words)}</i>' for at, words in axis.ticks(language))
    last = ""
    if dating.value:
        words = wording.date_text(dating.value, language)
        last = (
            f'<div class="given"><b>{escape(result)} <bdi>{escape(words)}</bdi></b>'
            f'<span dir="ltr">{axis.mark(dating.value, "given")}</span></div>'
        )
    return (
        f'<div class="tl-strip" dir="{direction}"><div class="axis"><b></b><span dir="ltr">{ticks}</span></div>'
        f"{drawn}{last}</div>"
    )


def _row(axis: _Axis, evidence: Evidence, kinds: dict[str, str], language: str) -> str:
    assert evidence.says
    sign, name = ("✓", "kept") if evidence.kept else ("✕", "rejected")
    words = wording.date_text(evidence.says, language)
    kind = kinds.get(evidence.kind, evidence.kind)
    return (
        f'<div class="{name}"><b>{sign} {escape(kind)} <small><bdi>{escape(words)}</bdi></small></b>'
        f'<span dir="ltr">{axis.mark(evidence.says, name)}</span></div>'
    )


class _Axis:
    """Days onto per cent of the width; it spans every bound that is one."""

    def __init__(self, dates: Sequence[EdtfDate]):
        bounds = [bound for value in dates for bound in _bounds(value)]
        self._first, self._last = min(bounds).toordinal(), max(bounds).toordinal() + 1

    def at(self, day: date) -> float:
        return self._per_cent(day.toordinal())

    def _per_cent(self, ordinal: int) -> float:
        share = (ordinal - self._first) / max(1, self._last - self._first)
        return 100 * (_MARGIN + share * (1 - 2 * _MARGIN))

    def mark(self, value: EdtfDate, name: str) -> str:
        """A dot for a day, a bar for a span; an open side runs to the edge."""
        start = 0.0 if value.open is Open.START else self.at(value.earliest)
        end = 100.0 if value.open is Open.END else self._per_cent(value.latest.toordinal() + 1)
        if value.open is Open.NONE and value.earliest == value.latest:
            return f'<i class="dot {name}" style="left:{(start + end) / 2:.2f}%"></i>'
        sides = {Open.START: " from", Open.END: " on"}.get(value.open, "")
        return (
            f'<i class="bar {name}{sides}" style="left:{start:.2f}%;width:{max(0.4, end - start):.2f}%"></i>'
        )

    def ticks(self, language: str) -> list[tuple[float, str]]:
        """The two ends, and the middle where there is room for it."""
        first, last = date.fromordinal(self._first), date.fromordinal(self._last - 1)
        middle = first + (last - first) / 2
        days = (
            [first]
            if first == last
            else [first, last]
            if last - first < timedelta(2)
            else [first, middle, last]
        )
        return [(self.at(day), wording.date_text(EdtfDate.day(day), language, short=True)) for day in days]


def _bounds(value: EdtfDate) -> tuple[date, ...]:
    if value.open is Open.END:
        return (value.earliest,)
    if value.open is Open.START:
        return (value.latest,)
    return (value.earliest, value.latest)
