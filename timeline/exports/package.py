"""The data package as one zip file: four tables, the decisions, and the descriptor that joins them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import asdict, fields
from typing import Any

from timeline.exports import Decision, Selection, office
from timeline.table import as_it_was, harmless, package

#: Tables beside the four, which a package of before may lack: what people decided, and when a page was accessed.
_DECISIONS, _KEPT = "decisions", "kept"
_COLUMNS = {
    _DECISIONS: ("event_id", *(field.name for field in fields(Decision))),
    _KEPT: ("document_id", "kept_since"),
}
_REFERENCES = {_DECISIONS: ("event_id", "events"), _KEPT: ("document_id", "documents")}
_LARGEST = 1 << 28


def make(selection: Selection) -> bytes:
    files = package(selection.tables, selection.about)
    described = json.loads(files.pop("datapackage.json"))
    rows = {
        _DECISIONS: [
            {"event_id": event} | asdict(one) for event, told in selection.decisions.items() for one in told
        ],
        _KEPT: [{"document_id": one, "kept_since": day} for one, day in selection.kept.items()],
    }
    for name, found in rows.items():
        if found:
            files[f"{name}.csv"] = _csv(name, found)
            described["resources"].append(_resource(name, files[f"{name}.csv"]))
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(office.entry(name), content)
    return packed.getvalue()


def _csv(name: str, rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS[name])
    writer.writerows([harmless(row[column]) for column in _COLUMNS[name]] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _resource(name: str, content: bytes) -> dict[str, Any]:
    key, table = _REFERENCES[name]
    types = {"kept_since": "date"}
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8-sig", "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [{"name": column, "type": types.get(column, "string")} for column in _COLUMNS[name]],
            "missingValues": [""],
            "foreignKeys": [{"fields": key, "reference": {"resource": table, "fields": key}}],
        },
    }  # fmt: skip


def read_decisions(content: bytes) -> tuple[dict[str, tuple[Decision, ...]], dict[str, str]]:
    """The decisions and the days kept of a package that `table.read_package` has passed; ValueError if altered."""
    told: dict[str, list[Decision]] = {}
    for row in _rows(content, _DECISIONS):
        told.setdefault(row.pop("event_id"), []).append(Decision(**row))
    kept = {row["document_id"]: row["kept_since"] for row in _rows(content, _KEPT)}
    return {event: tuple(decisions) for event, decisions in told.items()}, kept


def _rows(content: bytes, name: str) -> list[dict[str, str]]:
    part = f"{name}.csv"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        described = json.loads(archive.read("datapackage.json"))["resources"]
        hashes = {one.get("path"): one.get("hash") for one in described if isinstance(one, dict)}
        held = {entry.filename: entry.file_size for entry in archive.infolist()}
        if part not in held and part not in hashes:
            return []
        if part not in held or held[part] > _LARGEST:
            raise ValueError(f"{part} is missing, or too large")
        found = archive.read(part)
    if hashes.get(part) != f"sha256:{hashlib.sha256(found).hexdigest()}":
        raise ValueError(f"{part} is not as it was written: it was changed after the export")
    try:
        rows = list(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""), strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise ValueError(f"{part} cannot be read ({error})") from None
    if not rows or tuple(rows[0]) != _COLUMNS[name] or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError(f"{part} has other columns than this program writes")
    return [dict(zip(rows[0], map(as_it_was, row), strict=True)) for row in rows[1:]]
