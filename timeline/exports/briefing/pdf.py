"""A briefing as PDF: one screen a page, then its sources; Chromium prints the HTML file."""

from __future__ import annotations

from timeline.exports import Selection, chromium
from timeline.exports.briefing import html, remarks
from timeline.exports.pdf import timeless

__all__ = ["make", "remarks"]


def make(selection: Selection) -> bytes:
    return timeless(chromium.pdf(html.make(selection).decode("utf-8"), selection.language))
