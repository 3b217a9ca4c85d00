"""A sheet for sharing: one row an event with its sources, sentences and rules, safe to open."""

from __future__ import annotations

from timeline.exports import Selection, sheet


def make(selection: Selection) -> bytes:
    """UTF-8 with a byte order mark; dates are text, so that any year works."""
    found = sheet.shared(selection)
    heads = [sheet.heading(str(name), selection.language) for name in found.columns]
    return found.to_csv(index=False, header=heads, lineterminator="\r\n").encode("utf-8-sig")
