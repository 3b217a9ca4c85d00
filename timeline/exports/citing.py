"""How a source is cited: outlet, headline, date, address, the copy in an archive, and the day of access."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.exports import Selection
from timeline.exports.telling import plain

#: An address in the Wayback Machine holds the day of the copy and the address copied.
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)?(\d\d)?\d*[a-z_]*/(.+)", re.I)
#: Hosts whose every page is a copy; their addresses do not tell of what.
_ARCHIVES = frozenset(f"archive.{end}" for end in ("today", "ph", "is", "li", "md", "vn", "fo"))


def by_document(selection: Selection) -> dict[str, str]:
    """Each document's citation in one line, by its id, in the order of the documents."""
    rows = selection.tables["documents"].to_dict("records")
    return {row["document_id"]: citation(row, selection) for row in rows}


def citation(document: Mapping[Any, Any], selection: Selection) -> str:
    """One document as it is cited; what is not stated is left out, and the file stands for a missing headline."""
    language = selection.language

    def say(key: str, **fields: object) -> str:
        return wording.say(f"export.cite.{key}", language, **fields)

    def day(text: str) -> str:
        return wording.date_text(EdtfDate.parse(text), language)

    address, archived, copied = taken_apart(plain(document["url"]))
    headline = plain(document["title"])
    accessed = selection.kept.get(document["document_id"], "")
    parts = (
        _apart(plain(document["publisher"])),
        _apart(say("title", title=headline) if headline else plain(document["file"])),
        _apart(_written(document, language)),
        address,  # bare, so that it is still an address where it is pasted
        (say("archived_on", date=day(copied), url=archived) if copied else say("archived", url=archived))
        if archived
        else "",
        _apart(say("accessed", date=day(accessed)) if accessed else ""),
    )
    return wording.say("export.cite.comma", language).join(part for part in parts if part)


def _apart(part: str) -> str:
    return wording.isolate(part) if part else ""


def _written(document: Mapping[Any, Any], language: str) -> str:
    """When it was written, as wide as it is known: a day shown on the page may be another."""
    first, last = document["date_earliest"], document["date_latest"]
    if not first or not last:
        return wording.say("export.cite.undated", language)
    value = EdtfDate.one_of(EdtfDate.parse(first).earliest, EdtfDate.parse(last).latest)
    return wording.date_text(value, language)


def taken_apart(url: str) -> tuple[str, str, str]:
    """The page's own address, the address of its copy in an archive, and the day of the copy; "" where not known.

    >>> taken_apart("https://web.archive.org/web/20230912101500/https://news.example/a")
    ('https://news.example/a', 'https://web.archive.org/web/20230912101500/https://news.example/a', '2023-09-12')
    """
    found = _WAYBACK.fullmatch(url)
    if found:
        year, month, day, own = found.groups()
        text = "-".join(part for part in (year, month, day) if part)
        try:
            EdtfDate.parse(text)
        except ValueError:
            text = ""
        return unquote(own) if own.lower().startswith("http%3a") else own, url, text
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    return ("", url, "") if host in _ARCHIVES else (url, "", "")
