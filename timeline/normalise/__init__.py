"""Expression and anchor to Timex: what each recognised expression stands for, or that it is unsure.

docs/method.md says how every expression is read. The rule kinds are in `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from timeline.edtf import EdtfDate
from timeline.languages import split_words
from timeline.models import Basis, Certainty, Span, Timex
from timeline.normalise.kinds import resolve as _resolve
from timeline.normalise.moment import Act, Moment, Unanchored
from timeline.tagger import Item, Node, Stretch, stretches

#: A document dated no sharper than this, in days, anchors nothing.
_WIDEST_REFERENCE = 366
#: Readings listed when a document's own date is an interval.
_MOST_ALTERNATIVES = 12
_LAST_WORD = re.compile(r"([^\W_]+)\W*\Z")
_NEXT_WORD = re.compile(r"\W{0,3}([^\W\d_]+)")


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
        self.act_span: Span | None = None
        self.paragraph = 0

    def read(self, piece: Stretch) -> Iterator[Timex]:
        last = 0
        for node in piece.nodes:
            self.paragraph += piece.folded.text.count("\n", last, node.start)
            last = node.start
            yield from self._timexes(node, piece)
        self.paragraph += piece.folded.text.count("\n", last)

    def _timexes(self, node: Node, piece: Stretch) -> Iterator[Timex]:
        text = piece.folded.text
        if node.rule.kind in ("none", "number"):
            return
        if not _allowed(node, piece):
            for inner in node.nodes():
                yield from self._timexes(inner, piece)
            return
        if node.rule.kind == "either":
            for inner in node.nodes():
                for timex in self._timexes(inner, piece):
                    yield _with(timex, certainty=Certainty.UNSURE)
            return
        timex = self._timex(node, piece)
        if timex is None:
            for inner in node.nodes():
                yield from self._timexes(inner, piece)
            return
        yield timex
        if timex.value and not timex.measures and timex.value.open == "none":
            self.act = Act(timex.value, node.start, node.end, self.paragraph)
            self.act_span = timex.span
        del text

    def _timex(self, node: Node, piece: Stretch) -> Timex | None:
        reference = self.reference
        start, end = _bounds(node)
        source_start, source_end = piece.folded.source_start(start), piece.folded.source_end(end)
        words = piece.source[source_start:source_end]
        span = Span(self.document_id, piece.base + source_start, piece.base + source_end, words)
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
        reckoned = moment.used_reference and reference is not None
        if reckoned and reference.days > 1:
            value, readings = self._over(node, piece, reference)
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
            basis, anchor, told = Basis.EARLIER_EXPRESSION, self.act_span, moment.used_act.value
        elif reckoned:
            basis, told = Basis.DOCUMENT_DATE, reference
        return Timex(
            span, value, rule, node.rule.kind, node.rule.options.get("type", "DATE"), certainty,
            tuple(readings) if len(readings) > 1 else (), basis, anchor, told, moment.measures,
        )  # fmt: skip

    def _moment(self, node: Node, piece: Stretch, day: date | None) -> Moment:
        return Moment(
            piece.folded.text, node.start, node.end, node.language, day, self.act, self.paragraph
        )

    def _over(self, node: Node, piece: Stretch, reference: EdtfDate) -> tuple[EdtfDate | None, list[EdtfDate]]:
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


def _with(timex: Timex, **changes: object) -> Timex:
    from dataclasses import replace

    return replace(timex, **changes)  # type: ignore[arg-type]


def _bounds(node: Node) -> tuple[int, int]:
    """Where the expression stands: a rule may leave its outer words outside (`span = "date"`)."""
    name = node.rule.options.get("span")
    if not name:
        return node.start, node.end
    inner = [part for slot, part in node.slots if slot in split_words(name.replace(" ", "|"))]
    first, last = inner[0], inner[-1]
    start = _bounds(first)[0] if isinstance(first, Node) else first.start
    return start, _bounds(last)[1] if isinstance(last, Node) else last.end


def _allowed(node: Node, piece: Stretch) -> bool:
    """True where the words around, and the exact letters in the source, let the rule stand."""
    options, text, language = node.rule.options, piece.folded.text, node.language
    exact = language.settings["exact"]
    if exact:
        for item in _items(node):
            forms = exact.get(text[item.start : item.end])
            if forms and piece.source[
                piece.folded.source_start(item.start) : piece.folded.source_end(item.end)
            ] not in forms:
                return False
    if "before" not in options and "guarded" not in options:
        return True
    before = _LAST_WORD.search(text, max(0, node.start - 24), node.start)
    word = before[1] if before else ""
    after = _NEXT_WORD.match(text, node.end)
    tail = after[1] if after else ""
    if "before" in options and word not in language.settings["context"][options["before"]]:
        return False
    if "guarded" in options:
        guards = language.settings["guards"]
        return word not in guards.get("before", ()) and tail not in guards.get("after", ())
    return True


def _items(node: Node) -> Iterator[Item]:
    for part in node.parts:
        if isinstance(part, Node):
            yield from _items(part)
        else:
            yield part

