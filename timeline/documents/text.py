"""Plain text and Markdown: the text as it stands, and the address it names for itself."""

from __future__ import annotations

import re

from timeline.documents.columns import field_of
from timeline.documents.encodings import decode
from timeline.documents.page import Page

#: How far from the top a text states its own address.
HEAD_LINES = 12

_URL = re.compile(r"https?://[^\s<>\"']+\Z")
_ADDRESS_LABELS = {
    "url", "source", "link", "address", "المصدر", "الرابط", "رابط", "источник", "ссылка", "출처", "주소",
}  # fmt: skip
_STATED = re.compile(r"\W{0,3}([\w ]{1,20}?)\s*[:：=]\s*(.+)")


def read(where: str, data: bytes) -> Page:
    text = decode(where, data)
    head = [line.strip() for line in text[:4000].splitlines()[:HEAD_LINES]]
    stated = _front_matter(head)
    if not stated:
        stated = {"url": _address(head)}
    return Page(
        text=text,
        title=stated.get("title", ""),
        publisher=stated.get("publisher", ""),
        url=stated.get("url", ""),
        metadata=(("front matter:date", stated["date"]),) if stated.get("date") else (),
    )


def _address(head: list[str]) -> str:
    """A bare address in a line of its own, or behind `URL:` or `Source:`."""
    for line in head:
        if _URL.match(line):
            return line
        if (match := _STATED.match(line)) and _URL.match(match[2]) and match[1].lower() in _ADDRESS_LABELS:
            return match[2]
    return ""


def _front_matter(head: list[str]) -> dict[str, str]:
    """`key: value` lines between two `---` at the top, as web clippers write them."""
    if not head or head[0] != "---" or "---" not in head[1:]:
        return {}
    stated: dict[str, str] = {}
    for line in head[1 : head.index("---", 1)]:
        key, colon, value = line.partition(":")
        field = field_of(key)
        if colon and field and (field != "url" or _URL.match(value.strip().strip("\"'"))):
            stated.setdefault(field, value.strip().strip("\"'"))
    return stated
