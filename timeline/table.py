"""The four tables of a timeline: documents, expressions, events, evidence.

Raw data. Lists in a cell are joined by ` | `; an empty cell means not stated; dates are ISO text,
so that any year works and nothing is padded to a time of day. Only the CSV files are escaped: a text
that a spreadsheet program would run is led by an apostrophe there, which reading takes off again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from timeline.edtf import EdtfDate, Granularity
from timeline.models import BlockKind, Certainty, Timeline

Names = Callable[[str], str]

#: Joins the items of a list in one cell; a bar inside an item is escaped by a backslash.
LIST = " | "
#: The most bytes, unpacked, that are read of a package.
_LARGEST_PACKAGE = 1 << 30
_ESCAPED = re.compile(r"\\([\\|])")
#: A cell that begins with one of these is a formula to a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_CERTAINTY = tuple(map(str, Certainty))
_STATUS = ("happened", "claimed", "planned", "denied")
_GRANULARITY = tuple(map(str, Granularity))
_DATE_BASIS = (
    "stated", "dateline", "metadata", "address", "weekday", "chronology", "other-document", "person",
)  # fmt: skip
REVIEWS = ("suggested", "accepted", "corrected", "hidden", "added")

#: Table -> column -> what its cells hold. A tuple lists the values allowed beside an empty cell;
#: id and number are never empty; offset is a number or empty; values is a list of those in _LISTS.
COLUMNS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "documents": {
        "document_id": "id", "file": "text", "url": "text", "language": "text", "publisher": "text",
        "title": "text", "stated_date": "edtf", "date_earliest": "date", "date_latest": "date",
        "date_confidence": _CERTAINTY, "date_basis": "values", "date_warning": "text",
        "foreign_from": "offset",
    },
    "expressions": {
        "document_id": "id", "char_start": "number", "char_end": "number", "text": "text", "edtf": "edtf",
        "earliest": "date", "latest": "date", "granularity": _GRANULARITY, "certainty": _CERTAINTY,
        "alternatives": "edtf", "basis": ("explicit", "document date", "earlier expression"),
        "rule": "text", "block": tuple(map(str, BlockKind)), "is_foreign": "flag", "explanation": "text",
    },
    "events": {
        "event_id": "id", "edtf": "edtf", "earliest": "date", "latest": "date", "granularity": _GRANULARITY,
        "title_en": "text", "title_ar": "text", "category": "id", "status": _STATUS,
        "attributed_to": "text", "denied_by": "text", "actors": "text", "places": "text",
        "n_sources": "number", "n_mentions": "number", "conflict": "edtf", "linked_to": "text",
        "review": REVIEWS,
    },
    "evidence": {
        "event_id": "id", "document_id": "id", "sentence_start": "number", "sentence_end": "number",
        "sentence": "text", "expression": "text", "char_start": "number", "char_end": "number",
        "edtf": "edtf", "earliest": "date", "latest": "date", "category": "id", "status": _STATUS,
        "attributed_to": "text", "denied_by": "text", "cue": "text", "rule": "text",
    },
}  # fmt: skip
_KEYS = {"documents": ["document_id"], "expressions": ["document_id", "char_start", "char_end"],
         "events": ["event_id"]}  # fmt: skip
#: Table -> column -> the table whose key it must be found in.
_REFERENCES = {"expressions": {"document_id": "documents"}, "events": {"linked_to": "events"},
               "evidence": {"event_id": "events", "document_id": "documents"}}  # fmt: skip
_RANGES = {"documents": [("date_earliest", "date_latest")],
           "expressions": [("earliest", "latest"), ("char_start", "char_end")],
           "events": [("earliest", "latest")],
           "evidence": [("earliest", "latest"), ("char_start", "char_end"),
                        ("sentence_start", "sentence_end")]}  # fmt: skip
_DTYPES = {"number": "int64", "flag": "bool"}


def _frame(table: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    columns = COLUMNS[table]
    made = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    return made.astype({name: _DTYPES.get(str(kind), "str") for name, kind in columns.items()})


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program runs: what could be a formula is led by an apostrophe.

    So is what begins with an apostrophe, that `as_it_was` may tell the two apart.

    >>> harmless('=HYPERLINK("http://x.example")')
    '\\'=HYPERLINK("http://x.example")'
    """
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def as_it_was(cell: str) -> str:
    """The cell before `harmless`.

    >>> [as_it_was(harmless(cell)) for cell in ("-5", "'-5", "5")]
    ['-5', "'-5", '5']
    """
    return cell.removeprefix("'")


def _each_text(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    texts = [name for name in frame.columns if frame[name].dtype.kind not in "iub"]
    return (
        frame.assign(**{name: [change(cell) for cell in frame[name]] for name in texts})
        if len(frame)
        else frame
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def joined(items: Iterable[str]) -> str:
    r"""The items as one cell, which `items_of` takes apart again.

    >>> print(joined(["a | b", "c"]))
    a \| b | c
    """
    return LIST.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def items_of(cell: str) -> list[str]:
    r"""The items of a cell; none of an empty one.

    >>> items_of(joined(["a | b", "c\\"]))
    ['a | b', 'c\\']
    """
    return [_ESCAPED.sub(r"\1", item) for item in cell.split(LIST)] if cell else []


def _joined(items: Iterable[str], names: Names = str) -> str:
    return joined(names(item) for item in items)


def documents_frame(timeline: Timeline, language: str = "en") -> pd.DataFrame:
    """One row a document; warnings in the language asked for."""
    return _frame("documents", (
        (d.id, d.name, d.url, d.language, d.publisher, d.title,
         d.dating.stated.text if d.dating.stated else "", _iso(d.dating.earliest), _iso(d.dating.latest),
         str(d.dating.confidence or ""), d.dating.basis, d.dating.warning(language),
         "" if d.foreign_from is None else str(d.foreign_from))
        for d in timeline.documents
    ))  # fmt: skip


def expressions_frame(timeline: Timeline, language: str = "en") -> pd.DataFrame:
    """One row a date expression, in the order of documents and text; furniture included."""
    return _frame("expressions", (
        (d.id, x.char_start, x.char_end, x.text, x.edtf, _iso(x.earliest), _iso(x.latest), x.granularity,
         str(x.certainty), _joined(v.text for v in x.alternatives), str(x.basis), x.rule, str(block),
         block is BlockKind.FOREIGN, x.explanation(language))
        for d in timeline.documents for x in timeline.timexes.get(d.id, ())
        for block in (d.block_at(x.char_start),)
    ))  # fmt: skip


def events_frame(timeline: Timeline, names: Names = str) -> pd.DataFrame:
    """One row an event; `names` turns ids of actors and places into the names to show."""
    return _frame("events", (
        (e.id, e.date.text if e.date else "", _iso(e.date and e.date.earliest),
         _iso(e.date and e.date.latest), str(e.date.granularity) if e.date else "",
         dict(e.titles).get("en", ""), dict(e.titles).get("ar", ""), e.category, str(e.status),
         _joined(e.attributed_to, names), _joined(e.denied_by, names), _joined(e.actors, names),
         _joined(e.places, names), e.n_sources, len(e.mentions), _joined(c.text for c in e.conflicts),
         e.linked_to, e.review)
        for e in timeline.events
    ))  # fmt: skip


def evidence_frame(timeline: Timeline, names: Names = str) -> pd.DataFrame:
    """One row a mention, as its own document tells it, in the order of the events."""
    return _frame("evidence", (
        (e.id, m.document_id, m.sentence.start, m.sentence.end, m.sentence.text, m.timex.text,
         m.timex.char_start, m.timex.char_end, m.timex.edtf, _iso(m.timex.earliest), _iso(m.timex.latest),
         m.category, str(m.status), _joined(m.attributed_to, names), _joined(m.denied_by, names),
         _joined(c.text for c in m.cues), _joined(rule for rule in (m.timex.rule, m.rule) if rule))
        for e in timeline.events for m in e.mentions
    ))  # fmt: skip


def tables(timeline: Timeline, names: Names = str, language: str = "en") -> dict[str, pd.DataFrame]:
    """All four tables by name."""
    return {
        "documents": documents_frame(timeline, language),
        "expressions": expressions_frame(timeline, language),
        "events": events_frame(timeline, names),
        "evidence": evidence_frame(timeline, names),
    }


def named(made: dict[str, pd.DataFrame], names: Names) -> dict[str, pd.DataFrame]:
    """The tables with ids of actors and places turned into the names to show."""
    shown = dict(made)
    for name, columns in (
        ("events", ("attributed_to", "denied_by", "actors", "places")),
        ("evidence", ("attributed_to", "denied_by")),
    ):
        shown[name] = made[name].assign(
            **{column: [_joined(items_of(cell), names) for cell in made[name][column]] for column in columns}
        )  # fmt: skip
    return shown


def is_day(text: str) -> bool:
    """Whether a text is a day as 2023-09-12, or empty."""
    try:
        return text == "" or _iso(date.fromisoformat(text)) == text
    except ValueError:
        return False


@cache
def _edtf(text: str) -> EdtfDate | None:
    try:
        return EdtfDate.parse(text)
    except ValueError:
        return None


def _each(test: Callable[[str], bool]) -> Callable[[pd.Series], pd.Series]:
    """The test on a whole column, tried once a distinct value."""
    return lambda cells: cells.isin([cell for cell in cells.unique() if test(cell)])


@cache
def schema(table: str) -> Any:
    """The pandera schema of one table; the name of a check ends the sentence that reports it."""
    import pandera.pandas as pa  # a second of start-up that only checking needs

    def checks(column: str, kind: str | tuple[str, ...]) -> list[Any]:
        if isinstance(kind, tuple):
            known = ("", *kind) if column in ("date_confidence", "granularity") else kind
            return [pa.Check(lambda c: c.isin(known), name=f"is not one of {', '.join(kind)}")]
        tests: dict[str, tuple[Any, str]] = {
            "id": (lambda c: c != "", "is empty"),
            "number": (lambda c: c >= 0, "is below zero"),
            "offset": (_each(lambda cell: cell == "" or cell.isdecimal()), "is not a number"),
            "date": (_each(is_day), "is not a day as 2023-09-12"),
            "edtf": (_each(lambda cell: not cell or all(map(_edtf, cell.split(LIST)))), "is not EDTF"),
            "values": (_each(lambda cell: not cell or set(cell.split(LIST)) <= {*_DATE_BASIS}),
                       f"is not one of {', '.join(_DATE_BASIS)}"),
        }  # fmt: skip
        return [pa.Check(tests[kind][0], name=tests[kind][1])] if kind in tests else []

    ranges = [
        pa.Check(lambda rows, a=a, b=b: rows[a] <= rows[b], name=f"{a}: comes after {b}")
        for a, b in _RANGES[table]
    ]
    columns = {
        name: pa.Column(_DTYPES.get(str(kind), "str"), checks(name, kind))
        for name, kind in COLUMNS[table].items()
    }
    return pa.DataFrameSchema(columns, ranges, strict=True, ordered=True, unique=_KEYS.get(table))


def check(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Every failure in plain words: table, row (counted from 1), column, value; empty when right."""
    from pandera.errors import SchemaErrors

    said: dict[str, None] = {}
    for name in COLUMNS:
        if name not in tables:
            said[f"{name}: the table is missing"] = None
            continue
        frame = tables[name].reset_index(drop=True)
        try:
            schema(name).validate(frame, lazy=True)
        except SchemaErrors as errors:
            for case in errors.failure_cases.to_dict("records"):
                said[_in_words(name, frame, case)] = None
        for column, other in _REFERENCES.get(name, {}).items():
            if column in frame and _KEYS[other][0] in tables.get(other, ()):
                known = {"", *tables[other][_KEYS[other][0]]}
                for row, cell in enumerate(frame[column]):
                    if cell not in known:
                        said[f"{name}, row {row + 1}, {column}: {cell!r} is not in {other}"] = None
    return list(said)


def _in_words(table: str, frame: pd.DataFrame, case: Mapping[str, Any]) -> str:
    test, value, column = str(case["check"]), case["failure_case"], case["column"]
    if test == "column_in_schema":
        return f"{table}, {value}: no such column"
    if test == "column_in_dataframe":
        return f"{table}, {value}: the column is missing"
    if test == "column_ordered":
        return f"{table}, {value}: the column is out of order"
    if test.startswith("dtype"):
        return f"{table}, {column}: holds {value}, not {test[7:-2]}"
    if pd.isna(case["index"]):
        return f"{table}, {column}: {value} ({test})"
    row = int(case["index"])
    if test == "multiple_fields_uniqueness":
        cells = ", ".join(repr(frame.at[row, key]) for key in _KEYS[table])
        return f"{table}, row {row + 1}, {', '.join(_KEYS[table])}: {cells} stands more than once"
    if ": comes after" in test:
        column, test = test.split(": ")
        value = frame.at[row, column]
    value = value.item() if isinstance(value, np.generic) else value
    return f"{table}, row {row + 1}, {column}: {value!r} {test}"


def _descriptor(contents: Mapping[str, bytes], about: Mapping[str, Any]) -> dict[str, Any]:
    types = {"number": "integer", "offset": "integer", "date": "date", "flag": "boolean"}
    resources = []
    for table in COLUMNS:
        described: list[dict[str, Any]] = []
        for name, kind in COLUMNS[table].items():
            described.append({"name": name, "type": types.get(str(kind), "string")})
            if isinstance(kind, tuple):
                described[-1]["constraints"] = {"enum": list(kind)}
            elif kind in ("id", "number"):
                described[-1]["constraints"] = {"required": True}
        keys = [
            {"fields": column, "reference": {"resource": "" if other == table else other,
                                             "fields": _KEYS[other][0]}}
            for column, other in _REFERENCES.get(table, {}).items()
        ]  # fmt: skip
        resources.append({
            "name": table, "path": f"{table}.csv", "profile": "tabular-data-resource", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8-sig", "bytes": len(contents[f"{table}.csv"]),
            "hash": f"sha256:{hashlib.sha256(contents[f'{table}.csv']).hexdigest()}",
            "schema": {"fields": described, "missingValues": [""]}
            | ({"primaryKey": _KEYS[table]} if table in _KEYS else {})
            | ({"foreignKeys": keys} if keys else {}),
        })  # fmt: skip
    return {"profile": "tabular-data-package", "name": "timeline", **about, "resources": resources}


def package(tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    """File name -> bytes of the data package; the same tables give the same bytes.

    `about` adds to the descriptor what is true of the whole: title, filter, cut-off, version.
    """
    files: dict[str, bytes] = {}
    for name in COLUMNS:
        # RFC 4180 ends rows with CRLF; it also makes the writer quote a bare carriage return
        text = _each_text(tables[name], harmless).to_csv(index=False, lineterminator="\r\n")
        files[f"{name}.csv"] = text.encode("utf-8-sig")
        parquet = io.BytesIO()
        tables[name].to_parquet(parquet, index=False, compression="zstd")
        files[f"{name}.parquet"] = parquet.getvalue()
    descriptor = json.dumps(_descriptor(files, about or {}), ensure_ascii=False, indent=1)
    return files | {"datapackage.json": descriptor.encode() + b"\n"}


def write_whole(target: Path, content: bytes) -> None:
    """A file written whole or not at all, readable by whom the person's umask lets read."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as part:
        part.write(content)
    umask = os.umask(0o077)
    os.umask(umask)
    os.chmod(part.name, 0o666 & ~umask)
    os.replace(part.name, target)


def write_tables(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, about: Mapping[str, Any] | None = None
) -> list[Path]:
    """Write the data package into a folder, each file whole or not at all, the descriptor last."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in package(tables, about).items():
        write_whole(folder / name, content)
    return [folder / name for name in (*(f"{t}.csv" for t in COLUMNS), "datapackage.json")]


def read_tables(folder: str | Path, kind: str = "csv") -> dict[str, pd.DataFrame]:
    """The four tables of a folder, row for row as written; from its `csv` or `parquet` files."""
    paths = {table: Path(folder) / f"{table}.{kind}" for table in COLUMNS}
    if kind == "parquet":
        return {table: pd.read_parquet(path) for table, path in paths.items()}
    return {table: _read_csv(table, path.read_bytes()) for table, path in paths.items()}


def read_package(content: bytes) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The four tables of a zipped package, and what its descriptor says of the whole.

    Raises ValueError, saying what is wrong, for what is no package, is damaged or was altered.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [f"{table}.csv" for table in COLUMNS]
            known = {entry.filename: entry.file_size for entry in archive.infolist()}
            missing = [name for name in ("datapackage.json", *names) if name not in known]
            if missing:
                raise ValueError(f"no data package of this program: {', '.join(missing)} is missing")
            if sum(known[name] for name in ("datapackage.json", *names)) > _LARGEST_PACKAGE:
                raise ValueError(f"the package holds more than {_LARGEST_PACKAGE >> 20} MB")
            described = json.loads(archive.read("datapackage.json"))
            parts = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, UnicodeDecodeError) as error:
        raise ValueError(f"not a zip file that can be read ({error})") from None
    except json.JSONDecodeError:
        raise ValueError("datapackage.json is not JSON") from None
    resources = described.get("resources") if isinstance(described, dict) else None
    hashes = {r.get("path"): r.get("hash") for r in resources or () if isinstance(r, dict)}
    for name, part in parts.items():
        if hashes.get(name) != f"sha256:{hashlib.sha256(part).hexdigest()}":
            raise ValueError(f"{name} is not as it was written: it was changed after the export")
    try:
        found = {table: _read_csv(table, parts[f"{table}.csv"]) for table in COLUMNS}
    except (KeyError, ValueError) as error:
        raise ValueError(f"a table cannot be read ({error})") from None
    wrong = check(found)
    if wrong:
        raise ValueError(f"a table is not as it should be ({wrong[0]})")
    about = {key: value for key, value in described.items() if isinstance(value, str)}
    return found, about


def _read_csv(table: str, content: bytes) -> pd.DataFrame:
    frame = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False, encoding="utf-8-sig")
    frame = _each_text(frame, as_it_was)
    for name, kind in COLUMNS[table].items():
        if kind == "flag":
            frame[name] = frame[name] == "True"
        elif kind == "number":
            frame[name] = frame[name].astype("int64")
    return frame
