"""The core types, from a document to a merged event; invariants only, no behaviour.

Offsets are code points, half-open, into `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from timeline import wording
from timeline.edtf import EdtfDate


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class Basis(StrEnum):
    """What a value rests on besides the words themselves."""

    EXPLICIT = "explicit"
    DOCUMENT_DATE = "document date"
    EARLIER_EXPRESSION = "earlier expression"


class BlockKind(StrEnum):
    BODY = "body"
    FURNITURE = "furniture"
    FOREIGN = "foreign"


class Status(StrEnum):
    """What an article says of an act on its own day, weakest first."""

    DENIED = "denied"
    PLANNED = "planned"
    CLAIMED = "claimed"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Span:
    """Where some words stand: provenance."""

    document_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or self.start < 0:
            raise ValueError(f"span {self.start}..{self.end} does not hold {self.text!r}")

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Timex:
    """A date expression as TIMEX3 means it: the words, and the date they stand for.

    `value` is None when the expression is not resolved, never for a failure.
    `kind` is the rule kind of `normalise`; `rule` its name, with the language and, where
    tense chose the direction, that choice: `ar/weekday+past`.
    `reference` is the date it was reckoned from: the document's, or the anchor's.
    `measures` is True where the words only measure (since, for the first time in N years).
    """

    span: Span
    value: EdtfDate | None
    rule: str
    kind: str = "date"
    type: str = "DATE"
    certainty: Certainty = Certainty.CERTAIN
    alternatives: tuple[EdtfDate, ...] = ()
    basis: Basis = Basis.EXPLICIT
    anchor: Span | None = None
    reference: EdtfDate | None = None
    measures: bool = False

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def char_start(self) -> int:
        return self.span.start

    @property
    def char_end(self) -> int:
        return self.span.end

    @property
    def earliest(self) -> date | None:
        return self.value.earliest if self.value else None

    @property
    def latest(self) -> date | None:
        return self.value.latest if self.value else None

    @property
    def edtf(self) -> str:
        """Canonical EDTF text; empty when not resolved."""
        return self.value.text if self.value else ""

    @property
    def granularity(self) -> str:
        return str(self.value.granularity) if self.value else ""

    def explanation(self, language: str = "en") -> str:
        """How the date was reached, in one sentence in the language asked for."""
        return wording.explanation(self, language)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a document's date, quoted; `why` says what became of it.

    `kind` is one of stated, dateline, metadata, address, weekday, chronology, other-document,
    person, banner, file. `says` is None where the words bound nothing by themselves.
    `why` is a key of the wording catalogue with its fields, so that it reads in any language.
    """

    kind: str
    span: Span | None
    says: EdtfDate | None
    kept: bool
    why: tuple[str, tuple[tuple[str, str], ...]] = ("", ())

    def reason(self, language: str = "en") -> str:
        return wording.say(self.why[0], language, **dict(self.why[1]))


@dataclass(frozen=True, slots=True)
class Dating:
    """When a document was written, how sure that is, and why.

    `value` is None when the document is not dated. `stated` is what the page shows for itself.
    """

    value: EdtfDate | None = None
    stated: EdtfDate | None = None
    confidence: Certainty | None = None
    basis: str = ""
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) != (self.confidence is None):
            raise ValueError("a document's date and its confidence are stated together or not at all")

    @property
    def earliest(self) -> date | None:
        return self.value.earliest if self.value else None

    @property
    def latest(self) -> date | None:
        return self.value.latest if self.value else None

    def warning(self, language: str = "en") -> str:
        """The warnings in plain words, joined by a space; empty when there are none."""
        return " ".join(wording.say(key, language, **dict(fields)) for key, fields in self.warnings)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document: body, page furniture, or an appended foreign article."""

    kind: BlockKind
    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One source as read: its text as it stands, and what the file says of itself.

    `blocks` cover the text in order without overlapping; gaps between them are white space.
    `metadata` holds dates as stated outside the text (HTML tags, a list's date column, PDF
    properties): (key, value) in the order found. `language` is an ISO 639-1 code or "".
    """

    id: str
    name: str
    text: str
    language: str = ""
    blocks: tuple[Block, ...] = ()
    title: str = ""
    publisher: str = ""
    url: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    dating: Dating = field(default_factory=Dating)

    def block_at(self, offset: int) -> BlockKind:
        """The kind of block that holds a code point; body where none claims it."""
        for block in self.blocks:
            if block.start <= offset < block.end:
                return block.kind
        return BlockKind.BODY

    @property
    def foreign_from(self) -> int | None:
        """The code point where appended foreign text begins; None when there is none."""
        return next((b.start for b in self.blocks if b.kind is BlockKind.FOREIGN), None)


@dataclass(frozen=True, slots=True)
class EventMention:
    """One source's account of one act: a dated clause, what it tells and who says so.

    `clause` lies within `sentence`. `cues` are the words that decided category and status.
    `roles` are (role, id) pairs where the clause shows them: agent, to, from.
    """

    sentence: Span
    clause: Span
    timex: Timex
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    category: str = "other"
    status: Status = Status.HAPPENED
    attributed_to: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    cues: tuple[Span, ...] = ()
    rule: str = ""
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def document_id(self) -> str:
        return self.sentence.document_id


@dataclass(frozen=True, slots=True)
class Event:
    """One act as all its sources tell it; the mentions are its provenance.

    `id` is stable over re-runs. `date` is None while no mention is resolved. `conflicts` are
    dates that cannot all be right. `titles` are (language, text) pairs. `n_sources` counts
    independent documents: reprints of one story count once. `linked_to` is the id of the event
    this one announced. `review` is suggested, accepted, corrected, hidden or added.
    """

    id: str
    date: EdtfDate | None
    titles: tuple[tuple[str, str], ...]
    mentions: tuple[EventMention, ...]
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    category: str = "other"
    status: Status = Status.HAPPENED
    attributed_to: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    conflicts: tuple[EdtfDate, ...] = ()
    n_sources: int = 1
    linked_to: str = ""
    review: str = "suggested"

    def title(self, language: str = "en") -> str:
        """The title in a language, or the first there is."""
        titles = dict(self.titles)
        return titles.get(language) or next(iter(titles.values()), "")


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or a part of one, that could not be read: where, what, what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that `build_timeline` found, in a deterministic order.

    `timexes` maps a document's id to its date expressions, in order of the text.
    """

    topic: str
    documents: tuple[Document, ...] = ()
    timexes: dict[str, tuple[Timex, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def mentions(self) -> tuple[EventMention, ...]:
        """Every mention of every event, in the order of the events."""
        return tuple(mention for event in self.events for mention in event.mentions)
