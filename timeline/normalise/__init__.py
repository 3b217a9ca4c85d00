"""Expression and anchor to Timex: what each recognised expression stands for, or that it is unsure.

docs/method.md says how every expression is read. The rule kinds are in `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from timeline.edtf import EdtfDate, Granularity
from timeline.languages import Language, split_words
from timeline.models import Basis, Certainty, Span, Timex
from timeline.normalise.kinds import resolve as _resolve
from timeline.normalise.moment import Act, Moment, Unanchored
from timeline.normalise.sections import HEADING, Section, sections
from timeline.normalise.sentences import Sentences
from timeline.normalise.series import joined, split
from timeline.normalise.surroundings import (
    allowed,
    has_exact,
    is_background,
    is_exact,
    is_opening,
    items_of,
    settled,
    start_of,
)
from timeline.tagger import Node, Stretch, stretches

#: A document dated no sharper than this, in days, anchors nothing.
_WIDEST_REFERENCE = 366
#: Readings listed when a document's own date is an interval.
_MOST_ALTERNATIVES = 12
#: Expressions of a paragraph that what follows may be counted from.
_MOST_ACTS = 6
#: How far behind a count, in code points, the date may stand that it is counted from.
_FOLLOWING_REACH = 80
#: The signs that open an entry of a chronology, up to its date.
_BULLET = re.compile(r"\s*[▲△▴▶▷◆◇■□●○◎•▪*\-][^\w\n]*\Z")
_WORD_SIGN = re.compile(r"\w")
#: A word with a capital behind a word or a comma; one or two words in quotation marks, the first with one.
_NAME = re.compile(r"(?<=[\w,;)] )[A-ZА-ЯЁ][a-zа-яё]+|(?<=[«\"“])[A-ZА-ЯЁ][\w]*(?:[ -]\w+)?(?=[»\"”])")
_CLAUSE_SIGN = re.compile(r"[.,;:!?()\n\"]")
#: What may stand around a date that heads an entry of a chronology: "- 16 March:".
_BEFORE_HEAD = re.compile(r"(?:\A|\n)[\s*•–-]*(?:[^\W\d_]{1,3} )?\Z")
_BEHIND_HEAD = re.compile(r" ?(?:[:–-]|\.\.|\n|\Z)")
#: How many lines below a date alone on its line its paragraph may stand.
_UNDER_HEADING = 2
#: How far before a head, in code points, its line may begin.
_HEAD_REACH = 12


def find_dates(text: str, reference: date | None = None, language: str | None = None) -> list[Timex]:
    """The date expressions of a text, in order, not overlapping.

    >>> [t.edtf for t in find_dates("زار شويغو بيونغ يانغ في يوليو الماضي", date(2023, 9, 12))]
    ['2023-07']
    """
    day = EdtfDate.day(reference) if reference else None
    return list(resolve(stretches(text, language), day))


def resolve(
    pieces: Iterable[Stretch],
    reference: EdtfDate | None,
    document_id: str = "",
    anchored: Callable[[int], bool] = lambda offset: True,
) -> Iterator[Timex]:
    """The Timex of every expression, against a document's date, sharp or an interval.

    `anchored(offset)` says whether the document's date is the date of the text there; in an
    appended foreign article it is not, and what is relative stays unresolved.
    """
    reader = _Reader(reference, document_id, anchored)
    for piece in pieces:
        yield from reader.read(piece)


class _Reader:
    """Reads a document from top to bottom, remembering the act being told."""

    def __init__(self, reference: EdtfDate | None, document_id: str, anchored: Callable[[int], bool]):
        self.reference = reference
        self.document_id = document_id
        self.anchored = anchored
        self.act: Act | None = None
        self.acts: tuple[Act, ...] = ()
        self.reported: Act | None = None
        self.entry: Act | None = None
        self.section: Act | None = None
        self.sections: list[Section] = []
        self.background: Act | None = None
        self.order = ""
        self.prose = ""
        self.sentences: dict[str, Sentences] = {}
        self.year: int | None = None
        self.heading: Act | None = None
        self.days: dict[tuple[date, int], date] = {}
        self.next_node: Node | None = None
        self.last_end = 0
        self.paragraph = 0

    def read(self, piece: Stretch) -> Iterator[Timex]:
        last = 0
        self.order = self.order or _shown_order(piece)
        self.prose, self.sentences = _prose(piece), {}
        self.sections = sections(piece, self.section is not None)
        for node, self.next_node in zip(piece.nodes, [*piece.nodes[1:], None], strict=False):
            breaks = piece.folded.text.count("\n", last, node.start)
            if breaks:
                self.paragraph += breaks
                self.acts = self._under_a_heading()
            last = node.start
            self._enter(node, piece)
            yield from self._timexes(node, piece)
        self.paragraph += piece.folded.text.count("\n", last)

    def _enter(self, node: Node, piece: Stretch) -> None:
        """Remember the section that an expression stands in."""
        while self.sections and self.sections[0].end <= node.start:
            head = self.sections.pop(0)
            span = self._span(head.start, head.end, piece)
            self.section = Act(head.value, head.start, head.end, self.paragraph, span)

    def _under_a_heading(self) -> tuple[Act, ...]:
        """What a new paragraph is told of: the day that stands alone on the line above it, if one does."""
        if self.heading is None or self.paragraph - self.heading.paragraph > _UNDER_HEADING:
            return ()
        return (replace(self.heading, paragraph=self.paragraph),)

    def _timexes(self, node: Node, piece: Stretch, trusted: bool = False) -> Iterator[Timex]:
        for reading in node.readings():
            kind = reading.rule.kind
            if not allowed(reading, piece, trusted):
                continue
            if kind in ("none", "number"):
                return
            if kind in ("either", "list"):
                years = [inner.get("year") for inner in reading.nodes()]
                self.year = next((year for year in years if isinstance(year, int)), None)
                for inner in reading.nodes():
                    for timex in self._timexes(inner, piece, trusted=True):
                        yield replace(timex, certainty=Certainty.UNSURE) if kind == "either" else timex
                self.year = None
                return
            if kind == "series":
                found = list(self._series(reading, piece))
                if not found:
                    continue
                yield from found
                return
            timex = self._timex(settled(reading, piece), piece)
            if timex is None:
                continue
            if self.sections and node.start <= self.sections[0].start < node.end:
                timex = replace(timex, rule=f"{timex.rule}+{HEADING}")
            yield timex
            self.last_end = timex.span.end
            self._head(timex, node, piece)
            if (
                timex.value
                and not timex.measures
                and (timex.value.open == "none" or reading.rule.options.get("tells"))
            ):
                self._tell(timex, reading, piece)
            elif timex.value and timex.measures and timex.value.open == "end":
                self.background = Act(timex.value, node.start, node.end, self.paragraph, timex.span)
            return
        for inner in node.nodes():
            yield from self._timexes(inner, piece)

    def _head(self, timex: Timex, node: Node, piece: Stretch) -> None:
        """Remember the year over the entries of a chronology: alone on its line, or of the entry before."""
        text, value = piece.folded.text, timex.value
        begun = text.rfind("\n", 0, node.start) + 1
        if first := _WORD_SIGN.search(text, begun, node.start):
            if not _BULLET.match(text, begun, first.start()):
                self.heading = None
            return
        year = value is not None and value.granularity is Granularity.YEAR and not value.is_span
        if value and timex.basis is Basis.EXPLICIT and (year or value.days <= 31) and _is_entry(node, piece):
            self.heading = Act(value, node.start, node.end, self.paragraph, timex.span)
        elif not _is_entry(node, piece):
            self.heading = None

    def _series(self, node: Node, piece: Stretch) -> Iterator[Timex]:
        """Dates that share a part: one expression where they follow each other, else one each."""
        found = [(timex, part) for part in split(node) if (timex := self._timex(part, piece))]
        either = bool(node.rule.options.get("either"))
        whole = joined(node, [timex.value for timex, _ in found])
        if whole:
            first, last = found[0][0].span, found[-1][0].span
            words = piece.source[first.start - piece.base : last.end - piece.base]
            span = Span(self.document_id, first.start, last.end, words)
            found = [(replace(found[0][0], span=span, value=whole), node)]
        for timex, part in found:
            yield replace(timex, certainty=Certainty.UNSURE) if either else timex
            self.last_end = timex.span.end
            if timex.value:
                self._tell(timex, part, piece)

    def _tell(self, timex: Timex, node: Node, piece: Stretch) -> None:
        """Remember an act told, unless the words around make it background."""
        if node.rule.options.get("background"):
            return
        assert timex.value
        if is_background(node, piece, self.next_node):
            self.background = Act(timex.value, node.start, node.end, self.paragraph, timex.span)
            return
        reports = bool(node.rule.options.get("reports")) and timex.value.days == 1
        explicit = timex.basis is Basis.EXPLICIT and timex.value.days == 1
        self.act = Act(timex.value, node.start, node.end, self.paragraph, timex.span, reports, explicit)
        self.acts = (*self.acts, self.act)[-_MOST_ACTS:]
        if _is_head(node, piece):
            self.heading = self.act if piece.folded.text.startswith("\n", node.end) else None
            self.entry = None if timex.basis is Basis.DOCUMENT_DATE else self.act
        today = self.reference.latest if self.reference else timex.value.latest
        earlier = self.reported is None or self.reported.value.latest <= timex.value.latest
        if reports and earlier and timex.value.latest <= today:
            self.reported = self.act

    def _timex(self, node: Node, piece: Stretch) -> Timex | None:
        reference = self.reference
        start, end = _bounds(node)
        if node.language.settings["habits"].get("brackets"):
            end += piece.folded.text[start:end].count("(") > 0 and piece.folded.text.startswith(")", end)
        wider = start_of(node, start, piece)
        if piece.base + piece.folded.source_start(wider) >= self.last_end:
            start = wider
        span = self._span(start, end, piece)
        if reference and (not self.anchored(span.start) or reference.days > _WIDEST_REFERENCE):
            reference = None
        rule = f"{node.language.code}/{node.rule.name}"
        moment = self._moment(node, piece, reference.earliest if reference else None)
        try:
            value = _resolve(node, moment)
        except Unanchored:
            duration = node.rule.options.get("type", "DATE")
            return Timex(span, None, rule, node.rule.kind, type=duration, measures=duration != "DATE")
        except (ValueError, OverflowError):
            return None
        if value is None and not moment.doubtful:
            return None
        if moment.choice:
            rule += "+" + moment.choice
        readings = moment.alternatives
        reckoned = reference if moment.used_reference else None
        if reckoned and reckoned.days > 1:
            value, readings = self._over(node, piece, reckoned)
            if value is None:
                return None
        if value and moment.approximate:
            value = value.approximate()
        certainty = Certainty.CERTAIN
        if moment.doubtful or len(readings) > 1 or node.rule.options.get("certainty") == "unsure":
            certainty = Certainty.UNSURE
        elif moment.likely or moment.approximate or node.rule.options.get("certainty") == "likely":
            certainty = Certainty.LIKELY
        basis, anchor, told = Basis.EXPLICIT, None, None
        if moment.used_act:
            basis, anchor, told = Basis.EARLIER_EXPRESSION, moment.used_act.span, moment.used_act.value
        elif reckoned:
            basis, told = Basis.DOCUMENT_DATE, reckoned
        return Timex(
            span, value, rule, node.rule.kind, node.rule.options.get("type", "DATE"), certainty,
            tuple(readings) if len(readings) > 1 else (), basis, anchor, told, moment.measures,
        )  # fmt: skip

    def _span(self, start: int, end: int, piece: Stretch) -> Span:
        source_start, source_end = piece.folded.source_start(start), piece.folded.source_end(end)
        words = piece.source[source_start:source_end]
        return Span(self.document_id, piece.base + source_start, piece.base + source_end, words)

    def _moment(self, node: Node, piece: Stretch, day: date | None) -> Moment:
        return Moment(
            self._sentences(node.language, piece), _bounds(node)[0], node.end, node.language, day, self.act, self.paragraph, self.acts,
            self.order if node.language.order == "any" and self.order else node.language.order,
            lambda: self._following(node, piece, day), self.reported, year=self.year,
            background=self.background, days=self.days, heading=self.heading if _is_entry(node, piece) else None,
            entry=self.entry if _is_head(node, piece) else None, section=self.section,
        )  # fmt: skip

    def _sentences(self, language: Language, piece: Stretch) -> Sentences:
        if language.code not in self.sentences:
            names = language.settings["habits"].get("names")
            is_name = (lambda start: _is_name(piece, start)) if names else None
            self.sentences[language.code] = Sentences(self.prose, language, is_name)
        return self.sentences[language.code]

    def _following(self, node: Node, piece: Stretch, day: date | None) -> Act | None:
        """The next expression and what it stands for, where only words of the same clause are between."""
        after = self.next_node
        if after is None or not 0 <= after.start - node.end <= _FOLLOWING_REACH:
            return None
        if _CLAUSE_SIGN.search(piece.folded.text, node.end, after.start):
            return None
        for reading in after.readings():
            if reading.rule.kind not in ("none", "number", "either", "list") and allowed(reading, piece):
                moment = self._moment(reading, piece, day)
                moment.following = lambda: None  # what follows what follows is not looked for
                try:
                    value = _resolve(reading, moment)
                    start, end = _bounds(reading)
                    span = self._span(start, end, piece)
                    return Act(value, start, end, self.paragraph, span) if value else None
                except (Unanchored, ValueError, OverflowError):
                    return None
        return None

    def _over(
        self, node: Node, piece: Stretch, reference: EdtfDate
    ) -> tuple[EdtfDate | None, list[EdtfDate]]:
        """The reading against each day that the document may be of: one, or the hull of several."""
        readings: dict[EdtfDate, bool] = {}
        for offset in range(reference.days):
            moment = self._moment(node, piece, reference.earliest + timedelta(days=offset))
            value = _resolve(node, moment)
            if value:
                readings[value] = readings.get(value, True) and moment.doubtful
        agreeing = [value for value, doubtful in readings.items() if not doubtful] or list(readings)
        if len(agreeing) <= 1:
            return (agreeing[0] if agreeing else None), []
        agreeing.sort(key=lambda v: (v.earliest, v.latest))
        hull = EdtfDate.one_of(agreeing[0].earliest, max(v.latest for v in agreeing))
        if agreeing[0].open != "none":
            hull = hull.since() if agreeing[0].open == "end" else hull.until()
        return hull, agreeing[:_MOST_ALTERNATIVES]


def _is_entry(node: Node, piece: Stretch) -> bool:
    """True where an expression opens a line that begins with a bullet, or is alone on its line."""
    text = piece.folded.text
    begun, stop = text.rfind("\n", 0, node.start) + 1, text.find("\n", node.end)
    if _BULLET.match(text, begun, node.start):
        return True
    end = stop if stop >= 0 else len(text)
    return not _WORD_SIGN.search(text, begun, node.start) and not _WORD_SIGN.search(text, node.end, end)


def _is_head(node: Node, piece: Stretch) -> bool:
    """True for a date that stands at the head of a line, set off: an entry of a chronology."""
    text = piece.folded.text
    before = text[max(0, node.start - _HEAD_REACH) : node.start]
    if node.start > _HEAD_REACH and "\n" not in before:
        return False
    return bool(_BEFORE_HEAD.search(before) and _BEHIND_HEAD.match(text, node.end))


def _prose(piece: Stretch) -> str:
    """The folded text with the words blanked that capitals show to be dates: May is no cue of tense."""
    text, last, kept = piece.folded.text, 0, []
    for node in piece.nodes:
        exact = node.language.settings["exact"]
        if exact and has_exact(node, text) and not is_opening(node, piece):
            for item in items_of(node):
                if text[item.start : item.end] in exact and is_exact(item, node, piece):
                    kept += [text[last : item.start], " " * (item.end - item.start)]
                    last = item.end
    return "".join(kept) + text[last:] if kept else text


def _is_name(piece: Stretch, start: int) -> bool:
    """True where a word inside a sentence has a capital, or opens a quoted name of one or two words."""
    at = piece.folded.source_start(start)
    return piece.source[at].isupper() and _NAME.match(piece.source, at) is not None


def _shown_order(piece: Stretch) -> str:
    """Day first or month first, where numeric dates of the text can be read one way only."""
    shown = set()
    for node in piece.nodes:
        if node.language.order == "any":
            for item in items_of(node):
                numbers = re.findall(r"[0-9]+", item.values.get("numeric_date", ""))
                if numbers and len(numbers[0]) < 4:
                    shown |= {"dmy"} if int(numbers[0]) > 12 else {"mdy"} if int(numbers[1]) > 12 else set()
    return shown.pop() if len(shown) == 1 else ""


def _bounds(node: Node) -> tuple[int, int]:
    """Where the expression stands: a rule may leave its outer words outside (`span = "date"`)."""
    name = node.rule.options.get("span")
    if not name:
        return node.start, node.end
    inner = [part for slot, part in node.slots if slot in split_words(name.replace(" ", "|"))]
    first, last = inner[0], inner[-1]
    start = _bounds(first)[0] if isinstance(first, Node) else first.start
    return start, _bounds(last)[1] if isinstance(last, Node) else last.end
