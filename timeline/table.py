"""The four tables of a timeline: documents, expressions, events, evidence.

Raw data, never escaped. Lists in a cell are joined by ` | `; an empty cell means not stated;
dates are ISO text, so that any year works and nothing is padded to a time of day.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pandas as pd

from timeline import wording
from timeline.edtf import EdtfDate, Granularity
from timeline.models import BlockKind, Certainty, Timeline

Names = Callable[[str], str]

#: Joins the items of a list in one cell.
LIST = " | "

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


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _joined(items: Iterable[str], names: Names = str) -> str:
    return LIST.join(names(item) for item in items)


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


def _is_day(text: str) -> bool:
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
            "date": (_each(_is_day), "is not a day as 2023-09-12"),
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
        text = tables[name].to_csv(index=False, lineterminator="\r\n")
        files[f"{name}.csv"] = text.encode("utf-8-sig")
        parquet = io.BytesIO()
        tables[name].to_parquet(parquet, index=False, compression="zstd")
        files[f"{name}.parquet"] = parquet.getvalue()
    descriptor = json.dumps(_descriptor(files, about or {}), ensure_ascii=False, indent=1)
    return files | {"datapackage.json": descriptor.encode() + b"\n"}


def write_tables(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, about: Mapping[str, Any] | None = None
) -> list[Path]:
    """Write the data package into a folder, each file whole or not at all, the descriptor last."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in package(tables, about).items():
        with tempfile.NamedTemporaryFile(dir=folder, prefix=f".{name}.", delete=False) as part:
            part.write(content)
        os.chmod(part.name, 0o644)  # a temporary file is made for its owner alone
        os.replace(part.name, folder / name)
    return [folder / name for name in (*(f"{t}.csv" for t in COLUMNS), "datapackage.json")]


def read_tables(folder: str | Path, kind: str = "csv") -> dict[str, pd.DataFrame]:
    """The four tables of a folder, row for row as written; from its `csv` or `parquet` files."""
    found = {}
    for table, columns in COLUMNS.items():
        path = Path(folder) / f"{table}.{kind}"
        if kind == "parquet":
            found[table] = pd.read_parquet(path)
            continue
        frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
        for name in columns:
            if columns[name] == "flag":
                frame[name] = frame[name] == "True"
            elif columns[name] == "number":
                frame[name] = frame[name].astype("int64")
        found[table] = frame
    return found


# Filters

#: What a date is known to, each event in exactly one; the counts of the top strip.
CERTAINTIES = ("day", "week-month-year", "approximate", "conflict", "undated")

#: The most characters a filter in a URL may have, and the most a date in it may have.
_LONGEST_VALUE, _LONGEST_DATE = 20_000, 40

#: Sets the texts of one event apart when all are folded together; a private-use code point.
_APART = "\ue000"


def certainty(events: pd.DataFrame) -> pd.Series:
    """The group of CERTAINTIES each event falls in; a conflict or a doubt wins over the precision."""
    group = np.where(events["granularity"] == "day", "day", "week-month-year").astype(object)
    group[events["edtf"].isin([t for t in events["edtf"].unique() if set(t) & set("~?%")])] = "approximate"
    group[(events["conflict"] != "").to_numpy()] = "conflict"
    group[(events["earliest"] == "").to_numpy() & (events["conflict"] == "").to_numpy()] = "undated"
    return pd.Series(group, index=events.index, dtype="str")


def counts(events: pd.DataFrame) -> dict[str, int]:
    """How many events fall in each of CERTAINTIES, and `shown`: all but the undated."""
    found = certainty(events).value_counts()
    groups = {group: int(found.get(group, 0)) for group in CERTAINTIES}
    return {"shown": len(events) - groups["undated"], **groups}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person chose to see; an empty field filters nothing, several values mean any of them.

    Both days are included. `may_fall` keeps what only *may* fall between them: a year that holds
    them, an open date, one side of a conflict, and what is not dated at all. With no `review`
    chosen, hidden events stay hidden. Actors, places and documents are as the tables write them.
    """

    text: str = ""
    earliest: date | None = None
    latest: date | None = None
    may_fall: bool = True
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    min_sources: int = 1
    documents: tuple[str, ...] = ()
    review: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join(self.text.split()))
        object.__setattr__(self, "min_sources", max(1, self.min_sources))
        if self.earliest and self.latest and self.earliest > self.latest:
            first, last = self.latest, self.earliest
            object.__setattr__(self, "earliest", first)
            object.__setattr__(self, "latest", last)
        for name in _LIST_FIELDS:
            object.__setattr__(self, name, tuple(dict.fromkeys(v for v in getattr(self, name) if v)))

    def to_query(self) -> dict[str, str]:
        """The filters as query parameters; those that filter nothing are left out."""
        chosen = {"q": self.text, "from": _iso(self.earliest), "to": _iso(self.latest),
                  "fall": "" if self.may_fall else "surely",
                  "sources": str(self.min_sources) if self.min_sources > 1 else ""}  # fmt: skip
        for name, key in _LIST_FIELDS.items():
            items = (v.replace("%", "%25").replace(",", "%2C") for v in getattr(self, name))
            chosen[key] = ",".join(items)
        return {key: value for key, value in chosen.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, object]) -> Filters:
        """The filters a URL asks for. What is not understood is dropped; nothing raises."""
        given = {k: v for k, v in query.items() if isinstance(v, str) and len(v) <= _LONGEST_VALUE}
        allowed = {"statuses": _STATUS, "certainties": CERTAINTIES, "review": REVIEWS}
        lists = {
            name: tuple(v for v in map(unquote, given.get(key, "").split(","))
                        if v in allowed.get(name, (v,)))
            for name, key in _LIST_FIELDS.items()
        }  # fmt: skip
        first, last = (_edtf(given.get(k, "").strip()[:_LONGEST_DATE]) for k in ("from", "to"))
        sources = given.get("sources", "")
        return cls(
            text=given.get("q", ""),
            earliest=first.earliest if first else None,
            latest=last.latest if last else None,
            may_fall=given.get("fall") != "surely",
            min_sources=int(sources) if sources.isascii() and sources.isdigit() and len(sources) < 7 else 1,
            **lists,
        )


#: Field of Filters that is a list -> its key in the URL.
_LIST_FIELDS = {"actors": "actor", "places": "place", "categories": "category", "statuses": "status",
                "certainties": "certainty", "documents": "document", "review": "review"}  # fmt: skip


def folded_texts(events: pd.DataFrame, evidence: pd.DataFrame, fold: Names = str.casefold) -> list[str]:
    """All that is searched of each event, folded: titles, actors, places and its sentences.

    Most of the time a text search takes; a caller that filters often may keep it and pass it on.
    """
    sentences: dict[str, list[str]] = {}
    for event, sentence in zip(evidence["event_id"].tolist(), evidence["sentence"].tolist(), strict=True):
        sentences.setdefault(event, []).append(sentence)
    columns = [events[c].tolist() for c in ("event_id", "title_en", "title_ar", "actors", "places")]
    return [
        fold(_APART.join((*texts, *sentences.get(event, ())))) for event, *texts in zip(*columns, strict=True)
    ]


def _searched(
    events: pd.DataFrame, texts: list[str], text: str, fold: Names, aliases: Mapping[str, Iterable[str]]
) -> np.ndarray:
    """True where every word stands in the event's texts, or names one of its actors or places.

    A query that names an actor or place as a whole finds that name's other forms in the texts too.
    """
    known = {name: [fold(alias) for alias in (name, *others)] for name, others in aliases.items()}

    def named(part: str) -> list[str]:  # a part of a name counts from its start: "shoi", not "oigu"
        return [n for n, forms in known.items() if any(f" {part}" in f" {form}" for form in forms)]

    def holding(names: list[str]) -> np.ndarray:
        return _any_of(events["actors"], names) | _any_of(events["places"], names)

    words = fold(text).split()
    found = np.ones(len(events), dtype=bool)
    for word in words:
        found &= np.fromiter((word in t for t in texts), bool, len(texts)) | holding(named(word))
    whole = named(" ".join(words))
    if 0 < len(whole) <= 3:  # more names than that share a bare "kim": too little said to widen by
        found |= holding(whole)
        for form in {form for name in whole for form in known[name] if len(form) > 2}:
            found |= np.fromiter((form in t for t in texts), bool, len(texts))
    return found


def _any_of(cells: pd.Series, wanted: Iterable[str]) -> np.ndarray:
    """True where a list in a cell holds any of the values; each distinct cell is split once."""
    values = set(wanted)
    held = [cell for cell in cells.unique() if values.intersection(cell.split(LIST))] if values else []
    return cells.isin(held).to_numpy()


def _in_range(events: pd.DataFrame, filters: Filters) -> np.ndarray:
    first, last = _iso(filters.earliest), _iso(filters.latest) or "9999-12-31"
    if not filters.may_fall:
        bounded = (events["earliest"] >= (first or "0001")) & (events["latest"] <= last)
        open_ended = events["edtf"].str.startswith("../") | events["edtf"].str.endswith("/..")
        sure = (bounded & ~open_ended).to_numpy()
        sides = {
            c for c in events["conflict"].unique()
            if all(first <= _iso(d.earliest) and _iso(d.latest) <= last for d in _dates(c))
        }  # fmt: skip
        return sure & events["conflict"].isin(sides).to_numpy()
    start = events["earliest"].where(~events["edtf"].str.startswith("../"), "")
    end = events["latest"].where(~events["edtf"].str.endswith("/.."), "9999-12-31")
    found = ((start <= last) & (end >= first)).to_numpy() | (events["earliest"] == "").to_numpy()
    sides = {
        c for c in events["conflict"].unique()
        if any(_iso(d.earliest) <= last and _iso(d.latest) >= first for d in _dates(c))
    }  # fmt: skip
    return found | events["conflict"].isin(sides).to_numpy()


def _dates(cell: str) -> list[EdtfDate]:
    return [d for d in map(_edtf, cell.split(LIST)) if d]


def apply(
    events: pd.DataFrame,
    evidence: pd.DataFrame,
    filters: Filters,
    fold: Names = str.casefold,
    aliases: Mapping[str, Iterable[str]] | None = None,
    texts: list[str] | None = None,
) -> pd.DataFrame:
    """The events the filters keep, in their order.

    `aliases` maps a name, as the cells of actors and places write it, to its other forms in any
    language. `texts` is `folded_texts` of the same frames, where the caller has kept it.
    """
    review = filters.review or tuple(state for state in REVIEWS if state != "hidden")
    keep = events["review"].isin(review).to_numpy().copy()
    if filters.categories:
        keep &= events["category"].isin(filters.categories).to_numpy()
    for column, wanted in (("actors", filters.actors), ("places", filters.places)):
        if wanted:
            keep &= _any_of(events[column], wanted)
    if filters.statuses:
        denied = (events["denied_by"] != "").to_numpy() & ("denied" in filters.statuses)
        keep &= events["status"].isin(filters.statuses).to_numpy() | denied
    if filters.certainties:
        keep &= certainty(events).isin(filters.certainties).to_numpy()
    if filters.min_sources > 1:
        keep &= (events["n_sources"] >= filters.min_sources).to_numpy()
    if filters.documents:
        told = evidence.loc[evidence["document_id"].isin(filters.documents), "event_id"]
        keep &= events["event_id"].isin(told).to_numpy()
    if filters.earliest or filters.latest:
        keep &= _in_range(events, filters)
    if filters.text:
        texts = folded_texts(events, evidence, fold) if texts is None else texts
        keep &= _searched(events, texts, filters.text, fold, aliases or {})
    return events[keep]


def describe(filters: Filters, language: str = "en", names: Names = str) -> str:
    """The filters in words, for what leaves the program; `names` labels categories and ids."""
    words = wording.catalogue(language)["table"]
    said = []
    if filters.text:
        said.append(words["text"].format(value=wording.isolate(filters.text)))
    bounds = {"first": filters.earliest, "last": filters.latest}
    days = {k: wording.date_text(EdtfDate.day(d), language) for k, d in bounds.items() if d}
    if days:
        key = "between" if len(days) == 2 else "from" if "first" in days else "to"
        said.append(words[key].format(**days) + words["may_fall" if filters.may_fall else "surely"])
    for name in _LIST_FIELDS:
        known = {} if name in ("actors", "places", "documents") else words["labels"]
        items = [known.get(v) or wording.isolate(names(v)) for v in getattr(filters, name)]
        if items:
            said.append(words[name].format(value=words["comma"].join(items)))
    if filters.min_sources > 1:
        said.append(wording.say("table.sources", language, n=filters.min_sources))
    return words["and"].join(said) or words["all"]
