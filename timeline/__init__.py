"""Timeline: dated events from news pages, and how each date was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.documents import DocumentError, read_document
    from timeline.edtf import EdtfDate
    from timeline.models import Document, Event, Timeline, Timex
    from timeline.normalise import find_dates
    from timeline.pipeline import build_timeline

__all__ = [
    "Document", "DocumentError", "EdtfDate", "Event", "Timeline", "Timex",
    "build_timeline", "find_dates", "read_document",
]  # fmt: skip

__version__ = "0.1.0"

_HOME = {
    "find_dates": "timeline.normalise",
    "read_document": "timeline.documents",
    "DocumentError": "timeline.documents",
    "build_timeline": "timeline.pipeline",
    "EdtfDate": "timeline.edtf",
    **dict.fromkeys(("Document", "Event", "Timeline", "Timex"), "timeline.models"),
}


def __getattr__(name: str) -> Any:
    """The public names, each imported when it is first asked for: importing the package is free."""
    if name not in _HOME:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
