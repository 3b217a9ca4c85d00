"""What Word and PowerPoint files have in common: no author, no time, and direction set by hand."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

#: The oldest time a zip entry can have; the same events give the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def nameless(properties: Any, title: str, language: str) -> None:
    """Core properties that say what the file is and nothing of who made it or when."""
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "identifier"):
        setattr(properties, name, "")
    properties.title, properties.language, properties.revision = title, language, 1
    properties.created = properties.modified = properties.last_printed = datetime(*NO_TIME)


def repacked(content: bytes) -> bytes:
    """A zip file with the same parts and no times."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(entry(name), old.read(name))
    return packed.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """A packed entry without a time."""
    made = zipfile.ZipInfo(name, NO_TIME)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
