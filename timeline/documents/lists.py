"""Lists of articles, one a row: CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.documents.columns import field_of
from timeline.documents.encodings import decode
from timeline.documents.files import plain_line
from timeline.documents.page import DocumentError, Page
from timeline.models import Problem

#: Longest field of a CSV, in characters: a whole book.
LONGEST_FIELD = 64 * 1024 * 1024

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One article and where it stands in its list: `articles.csv, row 3`."""

    where: str
    page: Page


def read_csv(where: str, data: bytes) -> Iterator[Row | Problem]:
    """A row for each line of the table; the header is row 1, as spreadsheets count."""
    text = decode(where, data)
    header = text[:10_000].lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"{where}, row {number}", f"not readable as CSV ({error})", "Correct the row")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = cells
            if "text" not in map(field_of, names):
                shown = ", ".join(map(plain_line, names))[:200]
                raise DocumentError(
                    where,
                    f"no column named text; its columns are {shown}",
                    "Name the one that holds the articles text",
                )
            continue
        if len(cells) != len(names):
            said = f"{len(cells)} cells where the header names {len(names)}; a quote may be missing"
            yield Problem(f"{where}, row {number}", said, "Check that nothing of the row is lost")
        yield _row(f"{where}, row {number}", dict(zip(names, cells, strict=False)))


def read_jsonl(where: str, data: bytes) -> Iterator[Row | Problem]:
    """A row for each line; a line that can't be read is a problem and the rest go on."""
    for number, line in enumerate(decode(where, data).split("\n"), 1):
        if not line.strip():
            continue
        here = f"{where}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield Problem(here, "not valid JSON", "Correct or remove the line")
            continue
        if not isinstance(record, dict):
            yield Problem(here, "not a JSON object with named fields", 'Write it as {"text": ...}')
            continue
        if "text" not in map(field_of, record):
            yield Problem(here, "no field named text", "Name the field with the article text")
            continue
        yield _row(here, record)


def _row(where: str, cells: dict[str, object]) -> Row | Problem:
    stated: dict[str, str] = {}
    for name, value in cells.items():
        field = field_of(name)
        if field and value is not None and not isinstance(value, dict | list):
            value = _SURROGATE.sub("\ufffd", str(value))
            if value.strip():
                stated.setdefault(field, value if field == "text" else value.strip())
    if "text" not in stated:
        return Problem(where, "no text", "Fill in its text or remove it")
    dates = (("list:date", stated["date"]),) if "date" in stated else ()
    url = stated.get("url", "")
    publisher = stated.get("publisher", "")
    if url and "://" not in url:  # a "source" column names the outlet as often as the address
        url, publisher = "", publisher or url
    return Row(where, Page(stated["text"], stated.get("title", ""), publisher, url, dates))
