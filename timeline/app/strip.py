"""A document's date against its evidence: a row each on one axis of time, drawn by CSS alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from timeline import wording
from timeline.edtf import EdtfDate, Open
from timeline.models import Dating

#: Most rows of evidence drawn; the list beside them has all.
MOST_ROWS = 9
#: Part of the axis left empty at each side, so that no mark touches the edge.
_MARGIN = 0.06
#: What lies further from the date given than this many days, and this many times its width, is told
#: by an arrow at the edge: on one scale with it the date itself could not be seen.
_NEAR_DAYS, _NEAR_WIDTHS = 45, 4


def strip(dating: Dating, kinds: dict[str, str], result: str, language: str, direction: str) -> str:
    """The evidence that names a date, then the date given; "" where there is neither.

    Time runs from left to right in every language. `kinds` names the kinds of evidence. Evidence
    of one kind that names one date is one row.
    """
    counted = Counter((e.kept, e.kind, e.says) for e in dating.evidence if e.says)
    reasons: dict[tuple, str] = {}
    for e in dating.evidence:
        reasons.setdefault((e.kept, e.kind, e.says), dict(e.why[1]).get(f"what_{language}", ""))
    rows = sorted(counted, key=lambda row: not row[0])[:MOST_ROWS]
    dates = [says for *_, says in rows if says] + ([dating.value] if dating.value else [])
    if not dates:
        return ""
    axis = _Axis(dates, dating.value)
    parts = [f'<div class="axis"><b></b><span dir="ltr">{axis.ticks(language)}</span></div>']
    for kept, kind, says in rows:
        assert says
        sign, name = ("✓", "kept") if kept else ("✕", "rejected")
        times = f" ×{counted[kept, kind, says]}" if counted[kept, kind, says] > 1 else ""
        said, reason = wording.date_text(says, language), reasons[kept, kind, says]
        about = escape(reason or kinds.get(kind, kind))
        day = "" if said in reason else f" <bdi>{escape(said)}</bdi>"
        parts.append(
            f'<div class="{name}"><b title="{about}">{sign} {about}<small>{day}{times}</small></b>'
            f'<span dir="ltr">{axis.mark(says, name)}</span></div>'
        )
    if dating.value:
        words = escape(wording.date_text(dating.value, language))
        parts.append(
            f'<div class="given"><b>{escape(result)} <bdi>{words}</bdi></b>'
            f'<span dir="ltr">{axis.mark(dating.value, "given")}</span></div>'
        )
    return f'<div class="tl-strip" dir="{direction}">{"".join(parts)}</div>'


class _Axis:
    """Days onto per cent of the width: every bound there is, but none far from the date given."""

    def __init__(self, dates: Sequence[EdtfDate], given: EdtfDate | None):
        bounds = [bound.toordinal() for value in dates for bound in _bounds(value)]
        self._first, self._end = min(bounds), max(bounds) + 1
        if given:
            near = [bound.toordinal() for bound in _bounds(given)]
            reach = max(_NEAR_DAYS, _NEAR_WIDTHS * (max(near) - min(near) + 1))
            self._first = max(self._first, min(near) - reach)
            self._end = min(self._end, max(near) + 1 + reach)

    def _at(self, ordinal: int) -> float:
        share = (ordinal - self._first) / (self._end - self._first)
        return 100 * (_MARGIN + share * (1 - 2 * _MARGIN))

    def mark(self, value: EdtfDate, name: str) -> str:
        """A dot for a day, a bar for a span; an open side runs to the edge; an arrow for what is far off."""
        earliest, latest = value.earliest.toordinal(), value.latest.toordinal() + 1
        if earliest >= self._end and value.open is not Open.START:
            return f'<i class="off {name}" style="right:2px">▶</i>'
        if latest <= self._first and value.open is not Open.END:
            return f'<i class="off {name}" style="left:2px">◀</i>'
        start = 0.0 if value.open is Open.START else max(0.0, self._at(earliest))
        end = 100.0 if value.open is Open.END else min(100.0, self._at(latest))
        if value.open is Open.NONE and latest - earliest == 1:
            return f'<i class="dot {name}" style="left:{(start + end) / 2:.2f}%"></i>'
        side = {Open.START: " from", Open.END: " on"}.get(value.open, "")
        return (
            f'<i class="bar {name}{side}" style="left:{start:.2f}%;width:{max(0.4, end - start):.2f}%"></i>'
        )

    def ticks(self, language: str) -> str:
        """The two ends, and the middle where there is room for it."""
        last = self._end - 1
        days = sorted({self._first, (self._first + last) // 2, last})
        days = days if last - self._first >= 4 else days[:: len(days) - 1 or 1]
        words = [wording.date_text(EdtfDate.day(date.fromordinal(day)), language, short=True) for day in days]
        return "".join(
            f'<i style="left:{(self._at(day) + self._at(day + 1)) / 2:.2f}%"><bdi>{escape(said)}</bdi></i>'
            for day, said in zip(days, words, strict=True)
        )


def _bounds(value: EdtfDate) -> tuple[date, ...]:
    if value.open is Open.END:
        return (value.earliest,)
    if value.open is Open.START:
        return (value.latest,)
    return (value.earliest, value.latest)
