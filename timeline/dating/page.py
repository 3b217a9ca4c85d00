"""A document laid out for dating: its lines, its sentences, and the date expressions in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.models import Block, BlockKind, Document, Span, Timex
from timeline.normalise import fields as parts
from timeline.normalise import resolve
from timeline.normalise.moment import Unanchored
from timeline.sentences import sentences
from timeline.tagger import Node, Stretch, stretches

#: A day to read a text against only to learn which way its clauses point.
_ANY_DAY = EdtfDate.day(date(2023, 7, 5))
#: Most code points of a document that are read for its date: what comes later says little of it.
READ = 40_000

#: A shorter paragraph without a full stop is no prose yet, in code points.
PROSE = 80
#: And one with fewer words has none either: the stop of "25 июня 2024 г." ends no sentence.
FEWEST = 3

_WORD = re.compile(r"[^\W\d_]{2,}")
_STOP = re.compile(r"[.!?؟…。][\"'”»)\]]*\Z")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression and how it was recognised; `value` is None where it is relative."""

    node: Node
    span: Span
    value: EdtfDate | None
    alternatives: tuple[EdtfDate, ...]
    explicit: bool
    measures: bool
    #: Which way the clause points, as the language's rules read it: past, future or "".
    tense: str = ""

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def kind(self) -> str:
        return self.node.rule.kind

    @property
    def fields(self) -> parts.Fields:
        """The parts of a date that its own words name; none where they contradict each other."""
        return self._fields("")

    @property
    def day_named(self) -> tuple[int, int] | None:
        """The month and day that it names, alone or in other words ("since 7 November"), without a year."""
        for node in _within(self.node):
            try:
                found = parts.of(node)
            except Unanchored:
                continue
            if found.year:
                return None
            if found.month and found.day:
                return found.month, found.day
        return None

    @property
    def names_year(self) -> bool:
        """True for a date with its year, and for one of last year, of next, or of years ago."""
        if self.value is not None and self.explicit:
            return True
        return any(_other_year(part) for part in _within(self.node))

    @property
    def last_fields(self) -> parts.Fields:
        """The same of the last day of a range."""
        return self._fields("2")

    def _fields(self, suffix: str) -> parts.Fields:
        try:
            return parts.of(self.node, suffix)
        except Unanchored:
            return parts.Fields()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article itself; `lead` for the headline and the first paragraphs."""

    start: int
    end: int
    text: str
    folded: str
    lead: bool
    heading: bool
    expressions: tuple[Expression, ...]

    def folded_at(self, offset: int) -> int:
        """Where an offset of the document stands in the folded sentence."""
        at = offset - self.start
        return at if len(self.text) == len(self.folded) else len(fold_text(self.text[:at]))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page that holds a date expression; `place` is top, under, foot, body or foreign."""

    start: int
    end: int
    text: str
    place: str
    expressions: tuple[Expression, ...]
    before: str


class Page:
    """One document's text as dating looks at it; everything is found once, when first asked for."""

    #: Body paragraphs, the headline not counted, that make the lead.
    LEAD = 2

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text[:READ]
        self._starts = [block.start for block in document.blocks]

    def block_at(self, offset: int) -> Block | None:
        at = bisect_right(self._starts, offset) - 1
        block = self.document.blocks[at] if at >= 0 else None
        return block if block and block.start <= offset < block.end else None

    def kind_at(self, offset: int) -> BlockKind:
        block = self.block_at(offset)
        return block.kind if block else BlockKind.BODY

    @cached_property
    def _pieces(self) -> list[Stretch]:
        return list(stretches(self.text, self.document.language or None))

    def folded(self, start: int, end: int) -> str:
        """The folded text between two offsets; the whole is folded once where that keeps its length."""
        if self.whole is not None:
            return self.whole[start:end]
        return fold_text(self.text[start:end])

    @cached_property
    def whole(self) -> str | None:
        """The whole text folded, None where folding changes its length."""
        whole = "".join(piece.folded.text for piece in self._pieces)
        return whole if len(whole) == len(self.text) else None

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """Every date expression with nothing assumed of the document's own date, in order."""
        pieces = self._pieces
        timexes = list(resolve(pieces, None, self.document.id))
        tenses = {t.char_start: t.rule.partition("+")[2] for t in resolve(pieces, _ANY_DAY, self.document.id)}
        found: list[Expression] = []
        at = 0
        for piece in pieces:
            for node in piece.nodes:
                start = piece.base + piece.folded.source_start(node.start)
                end = piece.base + piece.folded.source_end(node.end)
                inside: list[Timex] = []
                while at < len(timexes) and timexes[at].char_start < end:
                    inside.append(timexes[at])
                    at += 1
                if inside:
                    found += [
                        _expression(_named(node, timex.rule) or node, timex, tenses.get(timex.char_start, ""))
                        for timex in inside
                    ]
                elif node.rule.kind == "away":
                    span = Span(self.document.id, start, end, self.text[start:end])
                    found.append(Expression(node, span, None, (), False, False))
        return tuple(found)

    @cached_property
    def _paragraphs(self) -> list[Block]:
        return [
            block
            for block in self.document.blocks or (Block(BlockKind.BODY, 0, len(self.text)),)
            if block.kind is BlockKind.BODY and block.start < len(self.text)
        ]

    @cached_property
    def headline(self) -> Block | None:
        """The heading above the story, None where the page has lost it."""
        first = next(iter(self._paragraphs), None)
        return first if first and first.heading else None

    @cached_property
    def story(self) -> tuple[int, int]:
        """Where the article's own paragraphs begin and end, the headline not counted."""
        body = [block for block in self._paragraphs if block is not self.headline]
        told = [block for block in body if self._is_prose(block)] or body
        return (told[0].start, body[-1].end) if body else (0, len(self.text))

    def _is_prose(self, block: Block) -> bool:
        words = self.text[block.start : block.end]
        stops = _STOP.search(words) is not None and len(_WORD.findall(words)) >= FEWEST
        return not block.heading and (len(words) >= PROSE or stops)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body in order."""
        found: list[Sentence] = []
        expressions = iter((*self.expressions, None))
        waiting = next(expressions)
        told = 0
        for block in self._paragraphs:
            told += not block.heading
            lead = block is self.headline or (told <= self.LEAD and not block.heading)
            stop = min(block.end, len(self.text))
            for start, end in sentences(self.text, block.start, stop):
                inside = []
                while waiting and waiting.start < end:
                    if waiting.start >= start:
                        inside.append(waiting)
                    waiting = next(expressions)
                words, folded = self.text[start:end], self.folded(start, end)
                found.append(Sentence(start, end, words, folded, lead, block.heading, tuple(inside)))
        return tuple(found)

    def lines(self) -> Iterator[Line]:
        """The lines that hold an expression, in order, each with the text of the line above it."""
        expressions = iter((*self.expressions, None))
        waiting = next(expressions)
        above = ""
        for match in _LINE.finditer(self.text):
            if waiting is None:
                return
            start, end = match.span()
            inside = []
            while waiting and waiting.start < end:
                if waiting.start >= start:
                    inside.append(waiting)
                waiting = next(expressions)
            if inside:
                yield Line(start, end, match[0], self._place(inside[0].start), tuple(inside), above)
            if match[0].strip():
                above = match[0]

    def _place(self, offset: int) -> str:
        block = self.block_at(offset)
        if block and block.kind is BlockKind.FOREIGN:
            return "foreign"
        first, last = self.story
        if self.headline and offset < self.headline.end:
            return "top"
        if offset < first:
            return "under" if self.headline else "top"
        if offset >= last:
            return "foot"
        return "body" if not block or block.kind is BlockKind.BODY else "inside"

    def span(self, start: int, end: int) -> Span:
        return Span(self.document.id, start, end, self.text[start:end])


def _within(node: Node) -> Iterator[Node]:
    """A node and all nodes in it."""
    yield node
    for part in node.nodes():
        yield from _within(part)


def _other_year(node: Node) -> bool:
    options = node.rule.options
    unit = options.get("unit") or node.get("unit") or node.get("the_unit")
    moved = options.get("shift", node.get("shift")) or node.rule.kind == "away"
    period = node.get("period")  # "last year" in a word of its own
    last = isinstance(period, str) and re.fullmatch(r"year[+-][1-9]\d*", period) is not None
    return last or (unit == "year" and bool(moved))


def _expression(node: Node, timex: Timex, tense: str) -> Expression:
    explicit = timex.basis == "explicit" or timex.rule.endswith(f"+{parts.SECTION}")
    return Expression(node, timex.span, timex.value, timex.alternatives, explicit, timex.measures, tense)


def _named(node: Node, rule: str) -> Node | None:
    """The outermost of a node and its parts, in any of its readings, that a Timex came from."""
    code, _, name = rule.partition("+")[0].partition("/")
    for reading in node.readings():
        if (reading.language.code, reading.rule.name) == (code, name):
            return reading
    return next((found for part in node.nodes() if (found := _named(part, rule))), None)
