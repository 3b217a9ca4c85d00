"""What a person may ask for, made into a change that can be written; nothing is written here."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from timeline.models import Document
from timeline.pipeline import typed_date
from timeline.reviews.binding import document_target
from timeline.reviews.history import FIELDS, Change, ReviewError, Target, checked
from timeline.reviews.replay import State, accepted

__all__ = [
    "accept",
    "add_event",
    "correct",
    "date_document",
    "hide",
    "mark_no_date",
    "merge",
    "note",
    "show",
    "split",
]


def correct(state: State, event_id: str, kind: str, value: str | Iterable[str], note: str = "") -> Change:
    """Sets one of FIELDS of an event: a date as EDTF or as typed, a list of ids, a text."""
    before = _event(state, event_id)[FIELDS[kind]]
    return Change(kind, state.target(event_id), checked(kind, value), before, _note(note))


def accept(state: State, event_id: str, note: str = "") -> Change:
    """Accepts an event as it stands; should a rebuild date it otherwise, it is to be reviewed again."""
    cells = _event(state, event_id)
    return Change("accept", state.target(event_id), accepted(cells), cells["review"], _note(note))


def hide(state: State, event_id: str, note: str = "") -> Change:
    return Change("hide", state.target(event_id), before=_event(state, event_id)["review"], note=_note(note))


def show(state: State, event_id: str, note: str = "") -> Change:
    """Brings a hidden event back."""
    return Change("show", state.target(event_id), before=_event(state, event_id)["review"], note=_note(note))


def note(state: State, event_id: str, text: str) -> Change:
    _event(state, event_id)
    return Change("note", state.target(event_id), checked("note", text))


def merge(state: State, event_id: str, other_id: str, note: str = "") -> Change:
    """Merges `other_id` into `event_id`, whose id, title and category stay."""
    title = _label(state, event_id)
    _event(state, other_id)
    if event_id == other_id:
        raise ReviewError("same_event", about=title)
    return Change("merge", state.target(event_id), note=_note(note), other=state.target(other_id))


def split(state: State, event_id: str, account: int, note: str = "") -> Change:
    """Makes one account of an event an event of its own; `account` is a row of the event's
    evidence, counted from 0 in the order of the evidence table."""
    target = _one(state, event_id, account)
    if len(state.places[event_id]) == 1:
        raise ReviewError("only_one", about=target.label)
    return Change("split", target, note=_note(note))


def mark_no_date(state: State, event_id: str, account: int, note: str = "") -> Change:
    """Says that the date words of one account are no date: what they dated leaves the timeline."""
    target = _one(state, event_id, account)
    return Change("no_date", target, target.accounts[0].words, note=_note(note))


def add_event(fields: Mapping[str, str | Iterable[str]], note: str = "") -> Change:
    """An event that no document tells; `fields` are of FIELDS, a title in one language at least."""
    made = {kind: checked(kind, value) for kind, value in fields.items() if kind in FIELDS and value}
    title = made.get("title_en") or made.get("title_ar", "")
    if not title:
        raise ReviewError("blank")
    after = json.dumps(made, ensure_ascii=False, sort_keys=True)
    return Change("add", Target(event=uuid.uuid4().hex[:12], label=title), after, note=_note(note))


def date_document(document: Document, kind: str, typed: str = "", note: str = "") -> Change:
    """Sets (`document_date`, as typed), confirms or rejects the date of a document."""
    found = document.dating.value
    before = found.text if found else ""
    after = ""
    if kind == "document_date":
        after = typed_date(typed).text
    elif kind == "confirm_document_date":
        if not found:
            raise ReviewError("no_date_found", about=document.name)
        after = before
    return Change(kind, document_target(document), after, before, _note(note))


def _event(state: State, event_id: str) -> dict[str, str]:
    try:
        return state.event(event_id)
    except KeyError:
        raise ReviewError("not_here", about=event_id) from None


def _label(state: State, event_id: str) -> str:
    cells = _event(state, event_id)
    return cells["title_en"] or cells["title_ar"]


def _one(state: State, event_id: str, account: int) -> Target:
    label, places = _label(state, event_id), state.places[event_id]
    if not 0 <= account < len(places):
        raise ReviewError("not_here", about=label)
    return replace(state.target(event_id, places[account : account + 1]), event="")


def _note(text: str) -> str:
    return checked("note", text) if text.strip() else ""
