"""Files -> Documents: the one place where kinds meet their readers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from timeline.documents import archive, lists
from timeline.documents.files import kind_of, load, plain_line, shown_name
from timeline.documents.foreign import Named
from timeline.documents.furniture import blocks_of
from timeline.documents.language import SAMPLE, language_of
from timeline.documents.page import DocumentError, Page
from timeline.models import BlockKind, Document, Problem

#: Longest title shown, in characters.
TITLE_LENGTH = 300
_ROWS = {"csv": lists.read_csv, "jsonl": lists.read_jsonl}


def read_document(path_or_name: str | Path, data: bytes | None = None) -> Document:
    """The one document in a file, or in the bytes given under a name.

    Raises DocumentError, also for a list or an archive that doesn't hold exactly one.
    """
    name, data = load(path_or_name, data)
    found: Document | None = None
    for part in _parts(name, name, data, None):
        if isinstance(part, Problem):
            raise DocumentError(part.where, part.what, part.remedy)
        if found is not None:
            raise DocumentError(name, "more than one document in it", "Read it with read_documents")
        found = part
    if found is None:
        raise _none_in(name)
    return found


def read_documents(
    path_or_name: str | Path, data: bytes | None = None, named: Named | None = None
) -> Iterator[Document | Problem]:
    """Every document in a file, list or archive, and a Problem for each part that can't be read.

    `named` tells whom of the topic a text names: what names nobody of the story before is another.
    Never raises DocumentError. An article that comes twice comes once, and a Problem says so.
    """
    seen: dict[str, str] = {}
    try:
        name, data = load(path_or_name, data)
        parts = 0
        for part in _parts(name, name, data, named):
            parts += 1
            if isinstance(part, Document):
                if part.id in seen:
                    yield Problem(part.name, f"the same text as {seen[part.id]}", "Remove one of the two")
                    continue
                seen[part.id] = part.name
            yield part
        if not parts:
            raise _none_in(name)
    except DocumentError as error:
        yield error.problem


def _none_in(name: str) -> DocumentError:
    return DocumentError(name, "no article in it", "Add a file that holds one")


def _parts(
    name: str,
    where: str,
    data: bytes,
    named: Named | None,
    depth: int = 1,
    allowance: archive.Allowance | None = None,
) -> Iterator[Document | Problem]:
    """`where` is the way to the file for a person to follow, `name` its last part."""
    kind = kind_of(where, data)
    if kind == "zip":
        allowance = allowance or archive.Allowance()
        for member in archive.members(where, data, depth, allowance):
            if isinstance(member, Problem):
                yield member
                continue
            try:
                yield from _parts(
                    shown_name(member.where), member.where, member.data, named, depth + 1, allowance
                )
            except DocumentError as error:
                yield error.problem
    elif kind in _ROWS:
        for row in _ROWS[kind](where, data):
            if isinstance(row, Problem):
                yield row
            else:
                # the row's number is for people; a row keeps its id wherever it stands
                yield _document(shown_name(row.where), row.page, key=f"{name}\n{row.page.url}", named=named)
    else:
        reader = import_module(f"timeline.documents.{kind}")
        page = reader.read(where, data)
        if not page.text.strip():
            raise DocumentError(where, "nothing but white space in it", "Save it again from its source")
        yield _document(name, page, key=name, named=named)


def _document(name: str, page: Page, key: str, named: Named | None) -> Document:
    text = page.text
    blocks, title = blocks_of(text, plain_line(page.title), named)
    body = next((block.start for block in blocks if block.kind is BlockKind.BODY), 0)
    return Document(
        id=hashlib.sha256(f"{key}\n{text}".encode("utf-8", "replace")).hexdigest()[:12],
        name=name,
        text=text,
        language=language_of(text[body : body + SAMPLE]),
        blocks=blocks,
        title=plain_line(title)[:TITLE_LENGTH],
        publisher=plain_line(page.publisher),
        url="".join(page.url.split()),
        metadata=page.metadata,
    )
