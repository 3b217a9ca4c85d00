"""The events as JSON: each with its accounts, each account with its document."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from timeline.exports import Selection, citing
from timeline.table import COLUMNS, items_of

#: Columns whose cells are lists.
_LISTS = ("attributed_to", "denied_by", "actors", "places", "conflict", "cue", "date_basis")


def make(selection: Selection) -> bytes:
    """UTF-8; an empty text is what no one states; lists are lists."""
    cited = citing.by_document(selection)
    documents = [
        row
        | {"citation": cited[row["document_id"]], "kept_since": selection.kept.get(row["document_id"], "")}
        for row in _rows(selection, "documents")
    ]
    told: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(selection, "evidence"):
        told.setdefault(row.pop("event_id"), []).append(row)
    rows = selection.in_order().to_dict("records")
    # each by itself, so that progress is told while they are written
    events = [_text(_event(row, told, selection), 2) for row in selection.each(rows)]
    head, foot = (_text(part, 0) for part in (selection.about, {"documents": documents}))
    listed = "[\n  " + ",\n  ".join(events) + "\n ]" if events else "[]"
    return f'{head[:-2]},\n "events": {listed},{foot[1:]}\n'.encode("utf-8", "replace")


def _event(
    row: dict[Any, Any], told: dict[str, list[dict[str, Any]]], selection: Selection
) -> dict[str, Any]:
    decisions = [asdict(one) for one in selection.decisions.get(row["event_id"], ())]
    return _plain("events", row) | {"evidence": told.get(row["event_id"], []), "decisions": decisions}


def _text(value: dict[str, Any], deep: int) -> str:
    """JSON, its lines as far from the edge as it is deep in the whole."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * deep)


def _rows(selection: Selection, table: str) -> list[dict[str, Any]]:
    return [_plain(table, row) for row in selection.tables[table].to_dict("records")]


def _plain(table: str, row: dict[Any, Any]) -> dict[str, Any]:
    return {name: items_of(row[name]) if name in _LISTS else row[name] for name in COLUMNS[table]}
