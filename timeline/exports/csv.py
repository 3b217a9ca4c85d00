"""A sheet for sharing: one row an event with its sources, sentences and rules, safe to open."""

from __future__ import annotations

from timeline.exports import Selection, sheet


def make(selection: Selection) -> bytes:
    """UTF-8 with a byte order mark; dates are text, so that any year works."""
    return sheet.shared(selection).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
