"""What is drawn for an event: its kind of mark, where, and the words on it.

Uncertainty is not duration: a vague date is a bracket or a fading band, never a bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Any

from timeline import wording
from timeline.edtf import EdtfDate, Granularity, Open
from timeline.figure import text
from timeline.figure.scale import Scale
from timeline.figure.theme import CLOSEST_CONFLICT, LABEL, NARROWEST_BRACKET, SHORTEST_LABEL

_LIST = " | "  # as table joins lists
#: A label is shortened past so many pixels.
_LONGEST_LABEL = 440.0
#: A title cut shorter than so many letters says nothing.
_SHORTEST_TITLE = 14
#: Who denies is told in so many pixels at most: what is denied matters more.
_LONGEST_DENIERS = 150.0
#: Who says so is told in so many pixels where the title has to be cut.
_LONGEST_SPEAKER = 90.0
#: An arrow says "open" as well when it is short, and leaves room for its label.
_LONGEST_ARROW = 180.0
#: Half a marker with its line, and from a claim's marker to the cross beside it.
HALF, _TO_CROSS = 6.5, 12.0


class Kind(StrEnum):
    DAY = "day"
    SPAN = "span"
    VAGUE = "vague"
    APPROXIMATE = "approximate"
    SINCE = "since"
    UNTIL = "until"
    CONFLICT = "conflict"


def parsed(edtf: str) -> EdtfDate | None:
    try:
        return EdtfDate.parse(edtf) if edtf else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """The dates an event is drawn at, and what a mark takes from them; days as ordinals.

    Each is made once, so that what is said of it can be kept by its identity.
    """

    each: tuple[EdtfDate, ...]
    kind: Kind
    first: int
    after: int
    middles: tuple[float, ...]


def dates_of(row: Any) -> Dates | None:
    """The dates an event is drawn at: those in conflict, or its one date; None without any."""
    return _dates(row.edtf, row.conflict)


@lru_cache(maxsize=65536)
def _dates(edtf: str, conflict: str) -> Dates | None:
    each = [d for d in map(parsed, conflict.split(_LIST)) if d] if conflict else []
    each = sorted(each, key=lambda d: (d.earliest, d.latest)) if len(each) > 1 else [parsed(edtf)]
    known = tuple(d for d in each if d)
    if not known:
        return None
    after = max(d.latest for d in known).toordinal() + 1
    return Dates(known, kind_of(known), known[0].earliest.toordinal(), after, tuple(map(middle, known)))


def kind_of(dates: Sequence[EdtfDate]) -> Kind:
    if len(dates) > 1:
        return Kind.CONFLICT
    day = dates[0]
    if day.qualifier:
        return Kind.APPROXIMATE
    if day.open is not Open.NONE:
        return Kind.SINCE if day.open is Open.END else Kind.UNTIL
    if day.is_span:
        return Kind.SPAN
    return Kind.DAY if day.granularity is Granularity.DAY and day.days == 1 else Kind.VAGUE


def middle(day: EdtfDate) -> float:
    """The middle of the days a date may be; a mark's place means no more than that."""
    return (day.earliest.toordinal() + day.latest.toordinal() + 1) / 2


@dataclass(slots=True)
class Mark:
    """One event on the chart; pixels. `start` to `end` is the stretch the date covers, clipped to
    the window; `cut_left` and `cut_right` say that it goes on outside. `points` are its markers.
    """

    event: str
    kind: Kind
    status: str
    points: list[float]
    start: float
    end: float
    cut_left: bool = False
    cut_right: bool = False
    crossed: bool = False
    vague_start: bool = False

    @property
    def left(self) -> float:
        return min(self.start, self.points[0] - HALF)

    @property
    def right(self) -> float:
        return max(self.end, self.points[-1] + HALF + (_TO_CROSS if self.crossed else 0))


def mark(row: Any, dates: Dates, scale: Scale, arrow_end: float) -> Mark:
    """The mark of one event with at least one date in the window; open ends reach the window's."""
    kind = dates.kind
    low, high = scale.pixels[0], scale.pixels[-1]
    start, end = scale.x(dates.first), scale.x(dates.after)
    made = Mark(row.event_id, kind, row.status, [(start + end) / 2], start, end,
                dates.first < scale.days[0], dates.after > scale.days[-1])  # fmt: skip
    made.crossed = bool(row.denied_by) or row.status == "denied"
    made.vague_start = dates.each[0].days > 1
    if kind is Kind.DAY:
        made.points = [scale.x(dates.middles[0])]
        made.start = made.end = made.points[0]
    elif kind is Kind.CONFLICT:
        made.points = _spread([scale.x(day) for day in dates.middles], low, high)
        made.start, made.end = made.points[0], made.points[-1]
    elif kind is Kind.SINCE:
        made.points = [min(scale.x(dates.middles[0]), high - 16)]
        made.start, made.end = made.points[0], min(high, max(arrow_end, made.points[0] + 16),
                                                   made.points[0] + _LONGEST_ARROW)  # fmt: skip
    elif kind is Kind.UNTIL:
        made.points = [max(scale.x(dates.middles[0]), low + 16)]
        made.start, made.end = max(low, made.points[0] - _LONGEST_ARROW), made.points[0]
    else:
        least = {Kind.SPAN: 8.0, Kind.APPROXIMATE: 26.0}.get(kind, float(NARROWEST_BRACKET))
        if end - start < least:
            centre = min(max((start + end) / 2, low + least / 2), high - least / 2)
            made.start, made.end = centre - least / 2, centre + least / 2
        made.points = [(made.start + made.end) / 2]
    return made


def _spread(points: list[float], low: float, high: float) -> list[float]:
    """The points in order, at least so far apart that two markers stay two, within the window."""
    spread = [points[0]]
    for point in points[1:]:
        spread.append(max(point, spread[-1] + CLOSEST_CONFLICT))
    over = max(0.0, spread[-1] - high)
    if len(points) == 2 and spread[1] > points[1]:
        over = max(over, (spread[1] - points[1]) / 2)
    return [max(p - over, low + CLOSEST_CONFLICT * i) for i, p in enumerate(spread)]


@dataclass(frozen=True, slots=True)
class Label:
    """A label's parts as plain text, and its width in pixels."""

    date: str
    words: str
    aside: str
    sources: str
    denial: str
    width: float
    who: str = ""  # begins `words`

    def markup(self, tokens: dict[str, str], language: str) -> str:
        """The label for Plotly: date and sources in grey, who denies in bold, everything escaped."""
        aside = text.escape(self.aside)
        words = text.escape(self.words)
        if self.who and self.words.startswith(self.who):  # a name keeps its direction, or digits jump
            words = wording.isolate(text.escape(self.who)) + text.escape_after(self.words, self.who)
        parts = [
            f'<span style="color:{tokens["ink3"]}">{text.escape(self.date)}</span>',
            words,
            f"<i>{aside}</i>" if language == "en" and aside else aside,
            f"<b>· {text.escape(self.denial)}</b>" if self.denial else "",
            f'<span style="color:{tokens["ink3"]}">{self.sources}</span>' if self.sources else "",
        ]
        return text.directed(" ".join(part for part in parts if part), language)


@lru_cache(maxsize=65536)
def date_words(dates: Dates, language: str, year_said: tuple[bool, ...] = ()) -> str:
    """The dates as known, short; without the year where `year_said`: the ruler above has it."""
    said = [wording.date_text(day, language, short=True) for day in dates.each]
    for i, (day, known) in enumerate(zip(dates.each, year_said, strict=False)):
        said[i] = said[i].replace(f" {day.latest.year}", "") if known else said[i]
    if len(said) == 2 and all(d.days == 1 for d in dates.each):
        first, last = (d.earliest for d in dates.each)
        if (first.year, first.month) == (last.year, last.month):
            return wording.say("figure.or", language, first=first.day, last=said[1])
    joined = said[0]
    for other in said[1:]:
        joined = wording.say("figure.or", language, first=joined, last=other)
    return joined


def label(row: Any, language: str, said_date: str, room: float, past: bool = False) -> Label | None:
    """Date as known, who says so, what, status, who denies, independent sources; None without room.

    `past` is True where the cut-off has gone by: a plan nothing was heard of again says so.
    """
    title = row.title_ar if language == "ar" else row.title_en
    title = text.plain(title or row.title_en or row.title_ar)
    said_by = _names(row.attributed_to, language)
    named = ": " in title  # a title of the templates says for itself whose claim it is
    if said_by and row.status in ("claimed", "denied") and not named:
        title = wording.say("figure.says", language, who=said_by, what=title)
        said_by = said_by if title.startswith(said_by) else ""
    else:
        said_by = ""
    aside = ""
    if row.status == "planned":
        unknown = past and not row.linked_to
        aside = wording.say("figure.unknown" if unknown else "figure.planned", language)
    sources = f"×{row.n_sources}" if row.n_sources > 1 else ""
    room = min(room, _LONGEST_LABEL)
    if room < SHORTEST_LABEL:
        return None
    for denial, kept in product(_denials(row, language), dict.fromkeys((aside, ""))):
        fixed = sum(
            text.width(f"{part} ", LABEL, bold=part is denial)
            for part in (said_date, kept, denial and f"· {denial}", sources) if part
        )  # fmt: skip
        words = _shortened(title, max(0.0, room - fixed))
        if words and fixed + text.width(words, LABEL) <= room:
            return Label(said_date, words, kept, sources, denial, fixed + text.width(words, LABEL), said_by)
    return None


def _denials(row: Any, language: str) -> list[str]:
    """Who denies, in ever fewer words: what happened goes before the names, and they before nothing."""
    if row.status != "denied" and not row.denied_by:
        return [""]
    least = wording.say("table.labels.denied", language)
    if not row.denied_by:
        return [least]
    first, *others = row.denied_by.split(_LIST)
    who = _names(row.denied_by, language)
    one = text.shorten(text.plain(first), LABEL, _LONGEST_DENIERS) or text.plain(first)[:12]
    if text.width(who, LABEL, bold=True) > _LONGEST_DENIERS:
        who = wording.say("figure.and_others", language, who=one, n=len(others)) if others else one
    told = [wording.say("figure.denies", language, who=who, n=1 + len(others))]
    return [*told, *([wording.say("figure.denies", language, who=one, n=1)] if others else ()), least]


def _shortened(title: str, room: float) -> str:
    """The title in the room there is, who says so before what was done; "" where it would say nothing."""
    words = text.shorten(title, LABEL, room)
    if words == title:
        return words
    who, mark, what = title.partition(": ")
    some = text.shorten(who, LABEL, _LONGEST_SPEAKER) if mark else ""
    begin = f"{some}{mark}" if some else ""
    words = text.shorten(f"{begin}{what}" if some else title, LABEL, room)
    return words if len(words) - len(begin) >= min(_SHORTEST_TITLE, len(what) or len(title)) else ""


def _names(cell: str, language: str) -> str:
    """The names of a list as the language joins them; "" for none."""
    comma = wording.say("table.comma", language)
    return comma.join(map(text.plain, cell.split(_LIST))) if cell else ""


def hover(row: Any, dates: Dates, language: str) -> str:
    """The label's words, in full, for the pointer: two lines at most."""
    said_date = date_words(dates, language)
    title = (row.title_ar if language == "ar" else row.title_en) or row.title_en or row.title_ar
    status = wording.catalogue(language)["table"]["labels"].get(row.status, row.status)
    lines = [f"<b>{text.escape(said_date)}</b> · {text.escape(status)}", text.escape(title[:160])]
    return text.directed("<br>".join(lines), language)
