"""The event card: what is known of one event, and how, ready to be shown on any surface.

Texts are raw; whoever shows them escapes them. The order of the fields is the card's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from timeline import wording
from timeline.edtf import EdtfDate, Granularity
from timeline.figure import CATEGORIES, Category
from timeline.table import items_of

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he"})


@dataclass(frozen=True, slots=True)
class Account:
    """One source's account: its sentence in three parts, the date words being the middle one."""

    document_id: str
    document: str
    title: str
    publisher: str
    url: str
    written: str
    language: str
    direction: str
    before: str
    words: str
    after: str
    date: str
    explanation: str
    rule: str
    status: str
    said_by: str
    denied_by: str
    cue: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the dates that cannot all be right, and who gives it."""

    date: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another event that this one announced, was announced by, or goes with; told in one line."""

    event_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    event_id: str
    category: str
    category_label: str
    title: str
    review: str
    words: str
    date: str
    precision: str
    bounds: str
    edtf: str
    status: str
    claim: str  # what those of `said_by` say: of an act that others deny, that it was claimed
    status_label: str  # of the claim; the denial is told by `denied_by`
    said_by: str
    denied_by: str
    accounts: tuple[Account, ...]
    n_sources: int
    sources: str
    conflicts: tuple[Side, ...]
    links: tuple[Link, ...]
    reasons: tuple[str, ...]
    by_hand: bool
    actors: tuple[str, ...]
    places: tuple[str, ...]


class Cards:
    """Cards of a dossier's tables, each made when asked for; the joins are made once.

    `reasons` says, by event, why its accounts are taken for one act: a line for each but the first.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        language: str = "en",
        categories: Mapping[str, Category] = CATEGORIES,
        reasons: Callable[[str], tuple[str, ...]] = lambda event_id: (),
    ):
        self.language = language
        self._reasons = reasons
        self.categories = categories
        self._events = {row["event_id"]: row for row in _rows(tables["events"])}
        self._documents = {row["document_id"]: row for row in _rows(tables["documents"])}
        self._evidence: dict[str, list[dict[str, Any]]] = {}
        for row in _rows(tables["evidence"]):
            self._evidence.setdefault(row["event_id"], []).append(row)
        self._linking: dict[str, list[str]] = {}
        for key, row in self._events.items():
            if row["linked_to"]:
                self._linking.setdefault(row["linked_to"], []).append(key)
        columns = ("document_id", "char_start", "char_end", "explanation")
        expressions = (tables["expressions"][name].tolist() for name in columns)
        self._explanations = {row[:3]: row[3] for row in zip(*expressions, strict=True)}

    def __contains__(self, event_id: str) -> bool:
        return event_id in self._events

    def brief(self, event_id: str) -> tuple[str, str]:
        """How precisely an event is dated, and its title: what a table needs of its card."""
        row = self._events[event_id]
        return self._precision(_edtf(row["edtf"]), row["conflict"]), self.title(row)

    def get(self, event_id: str) -> Card:
        """The card of an event; KeyError where there is no such event."""
        row = self._events[event_id]
        rows = sorted(self._evidence.get(event_id, ()), key=lambda one: _unlike(one, row))
        accounts = tuple(self._account(one) for one in rows)
        value = _edtf(row["edtf"])
        category = self.categories.get(row["category"])
        claim = claim_of(row["status"], row["attributed_to"], row["denied_by"])
        return Card(
            event_id=event_id,
            category=row["category"],
            category_label=category.labels.get(self.language, row["category"]) if category else row["category"],
            title=self.title(row),
            review=self._say(f"review.{row['review']}"),
            words=rows[0]["expression"] if rows else "",
            date=wording.date_text(value, self.language),
            precision=self._precision(value, row["conflict"]),
            bounds=self._bounds(value),
            edtf=row["edtf"],
            status=row["status"],
            claim=claim,
            status_label=self._say(f"status.{claim}"),
            said_by=self._list(row["attributed_to"]),
            denied_by=self._list(row["denied_by"]),
            accounts=accounts,
            n_sources=int(row["n_sources"]),
            sources=self._say("sources", n=int(row["n_sources"])),
            conflicts=tuple(self._side(text, rows, accounts) for text in items_of(row["conflict"])),
            links=self._links(row),
            reasons=self._counted(self._reasons(event_id)),
            by_hand=row["review"] != "suggested",
            actors=tuple(items_of(row["actors"])),
            places=tuple(items_of(row["places"])),
        )  # fmt: skip

    def title(self, row: Mapping[str, Any]) -> str:
        return row[f"title_{self.language}"] or row["title_en"] or row["title_ar"]

    def _side(self, edtf: str, rows: list[dict[str, Any]], accounts: tuple[Account, ...]) -> Side:
        """The accounts that give this date, or one that lies within it."""
        value = EdtfDate.parse(edtf)
        first, last = value.earliest.isoformat(), value.latest.isoformat()
        giving = [row["earliest"] and first <= row["earliest"] and row["latest"] <= last for row in rows]
        return Side(
            wording.date_text(value, self.language),
            tuple(account for account, gives in zip(accounts, giving, strict=True) if gives),
        )

    def _links(self, row: Mapping[str, Any]) -> tuple[Link, ...]:
        """The event that this one announced or goes with; then those that announced it or go with it."""
        found = []
        linked = self._events.get(row["linked_to"])
        if linked:
            key = "announced" if row["status"] == "planned" else "related"
            found.append(Link(linked["event_id"], self._link(key, row, linked, linked)))
        for other in map(self._events.__getitem__, self._linking.get(row["event_id"], ())):
            key = "announced_by" if other["status"] == "planned" else "related"
            found.append(Link(other["event_id"], self._link(key, other, row, other)))
        return tuple(found)

    def _link(
        self, key: str, plan: Mapping[str, Any], act: Mapping[str, Any], named: Mapping[str, Any]
    ) -> str:
        return self._say(
            key, announced=self._announced(plan["event_id"]), date=self._date(act), planned=self._date(plan),
            named=self._date(named), what=wording.isolate(self.title(named)),
        )  # fmt: skip

    def _announced(self, event_id: str) -> str:
        """When the first page that tells of an event was written."""
        pages = (self._documents[row["document_id"]] for row in self._evidence.get(event_id, ()))
        dated = [(page["date_earliest"], page["date_latest"]) for page in pages if page["date_earliest"]]
        return wording.date_text(_between(*min(dated)) if dated else None, self.language)

    def _date(self, row: Mapping[str, Any]) -> str:
        return wording.date_text(_edtf(row["edtf"]), self.language)

    @staticmethod
    def _counted(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{line} ×{n}" if n > 1 else line for line, n in Counter(lines).items())

    def _account(self, row: Mapping[str, Any]) -> Account:
        document = self._documents[row["document_id"]]
        start = row["char_start"] - row["sentence_start"]
        end = row["char_end"] - row["sentence_start"]
        sentence = row["sentence"]
        inside = 0 <= start <= end <= len(sentence)
        where = (row["document_id"], row["char_start"], row["char_end"])
        written = _between(document["date_earliest"], document["date_latest"])
        return Account(
            document_id=row["document_id"],
            document=document["file"],
            title=document["title"],
            publisher=document["publisher"],
            url=document["url"],
            written=wording.date_text(written, self.language),
            language=document["language"],
            direction="rtl" if document["language"] in _RIGHT_TO_LEFT else "ltr",
            before=sentence[:start] if inside else sentence,
            words=sentence[start:end] if inside else "",
            after=sentence[end:] if inside else "",
            date=wording.date_text(_edtf(row["edtf"]), self.language),
            explanation=self._explanations.get(where, ""),
            rule=row["rule"],
            status=self._say(f"status.{row['status']}"),
            said_by=self._list(row["attributed_to"]),
            denied_by=self._list(row["denied_by"]),
            cue=row["cue"],
        )

    def _say(self, key: str, **fields: object) -> str:
        return wording.say(f"card.{key}", self.language, **fields)

    def _list(self, cell: str) -> str:
        return self._say("comma").join(items_of(cell))

    def _precision(self, value: EdtfDate | None, conflict: str) -> str:
        if conflict:
            return self._say("precision.conflict")
        if value is None:
            return self._say("precision.undated")
        if value.open != "none":
            return self._say(f"precision.{'since' if value.open == 'end' else 'until'}")
        if value.qualifier:
            return self._say("precision.approximate")
        if value.is_span:
            return self._say("precision.lasting")
        return self._say(f"precision.{value.granularity}")

    def _bounds(self, value: EdtfDate | None) -> str:
        """Both bounds in words, where they say more than the date itself."""
        if value is None or value.granularity is Granularity.DAY:
            return ""
        first, last = (
            wording.date_text(EdtfDate.day(d), self.language) for d in (value.earliest, value.latest)
        )
        return self._say("between", first=first, last=last)


def claim_of(status: str, attributed_to: str, denied_by: str) -> str:
    """The status that those who tell of an act give it: what they claim and others deny is a claim."""
    return "claimed" if status == "denied" and attributed_to and denied_by else status


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [str(name) for name in frame.columns]
    return [dict(zip(columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def _edtf(text: str) -> EdtfDate | None:
    return EdtfDate.parse(text) if text else None


def _between(earliest: str, latest: str) -> EdtfDate | None:
    if not earliest or not latest:
        return None
    return EdtfDate.one_of(EdtfDate.parse(earliest).earliest, EdtfDate.parse(latest).latest)


def _unlike(account: Mapping[str, Any], event: Mapping[str, Any]) -> tuple[bool, int]:
    """Sorts first the account whose own date is the event's, then by how near its bounds are to it."""
    same = account["edtf"] == event["edtf"]
    if same or not account["earliest"] or not event["earliest"]:
        return (not same, 0)
    pairs = ((account[name], event[name]) for name in ("earliest", "latest"))
    return True, sum(abs((_edtf_day(one) - _edtf_day(other)).days) for one, other in pairs)


def _edtf_day(text: str) -> date:
    return date.fromisoformat(text)
