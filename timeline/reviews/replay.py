"""The history on the tables: what was built, as people decided it. A pure function of the two."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from timeline.edtf import EdtfDate
from timeline.merge import settled
from timeline.models import Document
from timeline.reviews.binding import Binder, find_document, rows_of, source_of
from timeline.reviews.history import DOCUMENT_KINDS, FIELDS, Review, Target, active
from timeline.table import COLUMNS, LIST

Tables = Mapping[str, pd.DataFrame]
_STRENGTH = ("denied", "planned", "claimed", "happened")
#: The columns that follow from an event's accounts when these change.
_UNIONS = ("attributed_to", "denied_by")


@dataclass(slots=True)
class _Row:
    """An event in the making: its cells, and the rows of the evidence table that tell it."""

    cells: dict[str, Any]
    places: list[int]
    fixed: set[str] = field(default_factory=set)
    hidden: bool = False


@dataclass(frozen=True)
class State:
    """The tables as people decided them.

    `reviews` maps an event's id to the decisions that made it what it is, in order. `waiting` are
    those that no longer bind: their sentence or event is gone, or is no longer what was accepted.
    `seen` is the id of the last decision known, which every write must name.
    """

    tables: dict[str, pd.DataFrame]
    reviews: dict[str, tuple[Review, ...]]
    waiting: tuple[Review, ...]
    seen: int
    binder: Binder
    places: dict[str, tuple[int, ...]]
    added: frozenset[str]
    merged: Mapping[str, str] = field(default_factory=dict)

    def find(self, target: Target) -> str | None:
        """The event that something was bound to by `target`, as it stands now; None where it is gone.

        Of several that hold its accounts, the one that holds most; of two that hold as many, the
        first account's.
        """
        event_id = target.event
        while event_id in self.merged:
            event_id = self.merged[event_id]
        if event_id in self._where:
            return event_id
        places = [self.binder.place(account) for account in target.accounts]
        held = Counter(self._holder[place] for place in places if place in self._holder)
        return max(held, key=lambda one: held[one]) if held else None

    @cached_property
    def _holder(self) -> dict[int | None, str]:
        return {place: event_id for event_id, places in self.places.items() for place in places}

    def target(self, event_id: str, places: Iterable[int] | None = None) -> Target:
        """What a decision about an event is bound to; KeyError where there is no such event."""
        row = self.event(event_id)
        held = self.places[event_id] if places is None else places
        accounts = tuple(self.binder.accounts[place] for place in held)
        return Target(
            accounts, event_id if event_id in self.added else "", None, row["title_en"] or row["title_ar"]
        )

    def event(self, event_id: str) -> dict[str, Any]:
        """The cells of an event; KeyError where there is no such event."""
        events = self.tables["events"]
        return dict(zip(map(str, events.columns), events.iloc[self._where[event_id]].tolist(), strict=True))

    @cached_property
    def _where(self) -> dict[str, int]:
        return {event_id: row for row, event_id in enumerate(self.tables["events"]["event_id"].tolist())}


def apply(
    tables: Tables, history: Sequence[Review], stories: Mapping[str, str] | None = None
) -> dict[str, pd.DataFrame]:
    """The tables as people decided them; see `replay`."""
    return replay(tables, history, stories).tables


def replay(tables: Tables, history: Sequence[Review], stories: Mapping[str, str] | None = None) -> State:
    """Every decision that stands, in the order it was made, on tables as they were built.

    The tables hold actors and places by id: name them afterwards. `stories` maps documents to the
    story each tells (merge.sources), so that reprints count once; without it each is its own.
    Dates of documents are not applied here: `document_dates` feeds them to the build.
    """
    standing = [review for review in active(history) if review.kind not in DOCUMENT_KINDS]
    seen = max((review.id for review in history), default=0)
    if not standing:
        return State(dict(tables), {}, (), seen, Binder(tables), _as_built(tables), frozenset())
    work = _Replay(tables, stories or {})
    bound: dict[str, list[Review]] = defaultdict(list)
    waiting = []
    for review in standing:
        ids = work.apply(review)
        for event_id in ids:
            bound[work.now(event_id)].append(review)
        if not ids:
            waiting.append(review)
    made, places = work.tables()
    told: dict[str, list[Review]] = defaultdict(list)
    for event_id, reviews in bound.items():
        told[work.now(event_id)] += reviews
    return State(
        made, {key: tuple(sorted(found, key=lambda r: r.id)) for key, found in told.items()},
        tuple(waiting), seen, work.binder, places,
        frozenset(review.target.event for review in standing if review.kind == "add"), work.merged,
    )  # fmt: skip


def _as_built(tables: Tables) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {event_id: [] for event_id in tables["events"]["event_id"].tolist()}
    for place, event_id in enumerate(tables["evidence"]["event_id"].tolist()):
        found[event_id].append(place)
    return {event_id: tuple(held) for event_id, held in found.items()}


class _Replay:
    def __init__(self, tables: Tables, stories: Mapping[str, str]):
        self._tables, self._stories = tables, stories
        self.binder = Binder(tables)
        self._evidence = rows_of(tables["evidence"])
        self._events = {row["event_id"]: _Row(row, []) for row in rows_of(tables["events"])}
        self._holder: dict[int, str] = {}
        for place, row in enumerate(self._evidence):
            self._events[row["event_id"]].places.append(place)
            self._holder[place] = row["event_id"]
        self.merged: dict[str, str] = {}
        self._no_dates: set[tuple[str, int, int]] = set()

    def now(self, event_id: str) -> str:
        """The event that an event was merged into, or the event itself."""
        while event_id in self.merged:
            event_id = self.merged[event_id]
        return event_id

    def apply(self, review: Review) -> list[str]:
        """Makes one decision; returns the events it touched, none where it does not bind."""
        if review.kind == "add":
            return self._add(review)
        event_id = self._find(review.target)
        if event_id is None:
            return []
        row = self._events[event_id]
        if review.kind in FIELDS:
            self._correct(row, FIELDS[review.kind], review.after)
        elif review.kind == "accept":
            if review.after != accepted(row.cells):
                return []
            if row.cells["review"] == "suggested":
                row.cells["review"] = "accepted"
        elif review.kind in ("hide", "show"):
            row.hidden = review.kind == "hide"
        elif review.kind == "merge":
            return self._merge(event_id, self._find(review.other) if review.other else None)
        elif review.kind == "split":
            return self._split(review)
        elif review.kind == "no_date":
            return self._no_date(review)
        return [event_id]

    def _find(self, target: Target) -> str | None:
        """The event that holds most of the accounts; of two that hold as many, the first account's."""
        if self.now(target.event) in self._events:
            return self.now(target.event)
        places = [self.binder.place(account) for account in target.accounts]
        held = Counter(self._holder[place] for place in places if place in self._holder)
        return max(held, key=lambda event_id: held[event_id]) if held else None

    def _add(self, review: Review) -> list[str]:
        event_id = review.target.event
        if self.now(event_id) in self._events:
            return []
        given = json.loads(review.after)
        cells: dict[str, Any] = dict.fromkeys(COLUMNS["events"], "")
        cells |= {
            "event_id": event_id,
            "category": "other",
            "status": "happened",
            "n_sources": 0,
            "n_mentions": 0,
        }
        row = self._events[event_id] = _Row(cells, [])
        for kind, value in given.items():
            self._correct(row, FIELDS[kind], value)
        row.fixed |= set(FIELDS.values())
        cells["review"] = "added"
        return [event_id]

    @staticmethod
    def _correct(row: _Row, column: str, value: str) -> None:
        if column == "edtf":
            _set_date(row.cells, EdtfDate.parse(value) if value else None)
        else:
            row.cells[column] = value
        row.fixed.add(column)
        _corrected(row)

    def _merge(self, event_id: str, other_id: str | None) -> list[str]:
        if other_id is None:
            return []
        if other_id == event_id:  # the builder has come to see them as one
            return [event_id]
        row, other = self._events[event_id], self._events.pop(other_id)
        for column in ("actors", "places"):
            if column not in row.fixed:
                row.cells[column] = _union([row.cells[column], other.cells[column]])
        self.merged[other_id] = event_id
        self._hold(event_id, other.places)
        self._settle(row)
        _corrected(row)
        return [event_id]

    def _split(self, review: Review) -> list[str]:
        touched = []
        for account in review.target.accounts:
            place = self.binder.place(account)
            event_id = self._holder.get(place) if place is not None else None
            if place is None or event_id is None:
                continue
            touched.append(event_id)
            row = self._events[event_id]
            if len(row.places) == 1:  # the builder keeps it apart by now
                continue
            told = self._evidence[place]
            name = f"split {review.id} {account.sentence} {account.turn} {account.words}"
            made = hashlib.sha256(name.encode()).hexdigest()[:12]
            cells = dict(row.cells) | {"event_id": made, "category": told["category"], "linked_to": ""}
            self._events[made] = _Row(cells, [])
            row.places.remove(place)
            self._hold(made, [place])
            for changed in (row, self._events[made]):
                self._settle(changed)
                _corrected(changed)
            touched.append(made)
        return list(dict.fromkeys(touched))

    def _no_date(self, review: Review) -> list[str]:
        touched = []
        for account in review.target.accounts:
            place = self.binder.place(account)
            if place is None:
                continue
            where = _where(self._evidence[place])
            self._no_dates.add(where)
            # one expression may date several acts of its sentence
            for same in [p for p in self._holder if _where(self._evidence[p]) == where]:
                event_id = self._holder.pop(same)
                touched.append(event_id)
                row = self._events[event_id]
                row.places.remove(same)
                if not row.places and row.cells["review"] != "added":
                    del self._events[event_id]
                    continue
                self._settle(row)
                _corrected(row)
        return list(dict.fromkeys(touched))

    def _hold(self, event_id: str, places: Iterable[int]) -> None:
        row = self._events[event_id]
        for place in places:
            self._holder[place] = event_id
        row.places = sorted((*row.places, *places))

    def _settle(self, row: _Row) -> None:
        """What follows from the accounts of an event, except where a person has said otherwise."""
        told = [self._evidence[place] for place in row.places]
        documents = {one["document_id"] for one in told}
        row.cells["n_mentions"] = len(told)
        row.cells["n_sources"] = len({self._stories.get(d, d) for d in documents})
        if not told:
            return
        if "edtf" not in row.fixed:
            dates: dict[EdtfDate, set[str]] = defaultdict(set)
            for one in told:
                if one["edtf"]:
                    dates[EdtfDate.parse(one["edtf"])].add(
                        self._stories.get(one["document_id"], one["document_id"])
                    )
            best, conflicts = settled(dates)
            _set_date(row.cells, best)
            row.cells["conflict"] = LIST.join(value.text for value in conflicts)
        if "status" not in row.fixed:
            row.cells["status"] = max((one["status"] for one in told), key=_STRENGTH.index)
        for column in _UNIONS:
            if column not in row.fixed:
                says = [
                    one[column] for one in told
                    if column == "denied_by" or one["status"] != "happened" or row.cells["category"] == "statement"
                ]  # fmt: skip
                row.cells[column] = _union(says)

    def tables(self) -> tuple[dict[str, pd.DataFrame], dict[str, tuple[int, ...]]]:
        ordered = sorted(
            self._events.values(),
            key=lambda row: (row.cells["earliest"] or "9999-12-31", row.cells["event_id"]),
        )
        for row in ordered:
            linked = self.now(row.cells["linked_to"])
            known = linked in self._events and linked != row.cells["event_id"]
            row.cells["linked_to"] = linked if known else ""
            if row.hidden:
                row.cells["review"] = "hidden"
        evidence = [
            self._evidence[place] | {"event_id": row.cells["event_id"]}
            for row in ordered
            for place in row.places
        ]
        made = dict(self._tables)
        made["events"] = _frame(self._tables["events"], [row.cells for row in ordered])
        made["evidence"] = _frame(self._tables["evidence"], evidence)
        if self._no_dates:
            shown = self._tables["expressions"]
            where = zip(*(shown[c] for c in ("document_id", "char_start", "char_end")), strict=True)
            made["expressions"] = shown[[one not in self._no_dates for one in where]].reset_index(drop=True)
        return made, {event_id: tuple(row.places) for event_id, row in self._events.items()}


def accepted(cells: Mapping[str, Any]) -> str:
    """What a person accepts of an event: its date, status and category as they stood."""
    return LIST.join((cells["edtf"] or "?", cells["status"], cells["category"]))


def _corrected(row: _Row) -> None:
    if row.cells["review"] != "added":
        row.cells["review"] = "corrected"


def _where(row: Mapping[str, Any]) -> tuple[str, int, int]:
    return row["document_id"], row["char_start"], row["char_end"]


def _set_date(cells: dict[str, Any], value: EdtfDate | None) -> None:
    cells["edtf"] = value.text if value else ""
    cells["earliest"] = value.earliest.isoformat() if value else ""
    cells["latest"] = value.latest.isoformat() if value else ""
    cells["granularity"] = str(value.granularity) if value else ""
    cells["conflict"] = ""


def _union(cells: Iterable[str]) -> str:
    return LIST.join(dict.fromkeys(item for cell in cells for item in cell.split(LIST) if item))


def _frame(like: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=list(like.columns), dtype=object)
    return made.astype({str(name): kind for name, kind in like.dtypes.items()})


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """`values` are for `build_timeline`, by document id: None where the date found was refused."""

    values: dict[str, EdtfDate | None]
    reviews: dict[str, tuple[Review, ...]]
    waiting: tuple[Review, ...]


def document_dates(documents: Sequence[Document], history: Sequence[Review]) -> DocumentDates:
    """The dates that people set, confirmed or refused; the last decision about a document counts.

    `build_timeline(files, topic, lambda read: document_dates(read, history).values)`
    """
    standing = [review for review in active(history) if review.kind in DOCUMENT_KINDS]
    sources = [source_of(document) for document in documents] if standing else []
    values: dict[str, EdtfDate | None] = {}
    reviews: dict[str, tuple[Review, ...]] = {}
    waiting = []
    for review in standing:
        found = find_document(review.target, sources)
        if found is None:
            waiting.append(review)
            continue
        values[found.id] = EdtfDate.parse(review.after) if review.after else None
        reviews[found.id] = (*reviews.get(found.id, ()), review)
    return DocumentDates(values, reviews, tuple(waiting))
