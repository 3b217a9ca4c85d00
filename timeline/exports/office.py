"""What Word and PowerPoint files have in common: no author, no time, and direction set by hand."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import datetime
from typing import Any

#: The oldest time a zip entry can have; the same events give the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


_ISOLATED = re.compile("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069")
_LEFT, _RIGHT = "\u200e", "\u200f"


def marked(text: str, rtl: bool) -> str:
    """The text with marks of direction for its isolates: office programs break lines and words at those.

    A mark of the paragraph's own direction on each side keeps an isolated part in its place; inside
    it, a part of the other direction begins and ends with a mark of that one.

    >>> marked("كلمات: «\u2068" + "27 июля" + "\u2069»", True) == "كلمات: «\u200f\u200e27 июля\u200e\u200f»"
    True
    """
    while _ISOLATED.search(text):
        text = _ISOLATED.sub(lambda found: _kept_together(found[1], rtl), text)
    return text


def _kept_together(part: str, rtl: bool) -> str:
    own, other = (_RIGHT, _LEFT) if rtl else (_LEFT, _RIGHT)
    inner = other if part and is_rtl(part, rtl) is not rtl else ""
    return f"{own}{inner}{part}{inner}{own}"


def is_rtl(text: str, otherwise: bool = False) -> bool:
    """Whether the first letter of a text is written from right to left; `otherwise` where it has none."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return otherwise


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
