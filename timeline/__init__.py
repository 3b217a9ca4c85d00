"""Timeline: dated events from news pages, and how each date was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.normalise import find_dates

__all__ = ["find_dates"]

_HOME = {"find_dates": "timeline.normalise"}


def __getattr__(name: str) -> Any:
    """The public names, each imported when it is first asked for: importing the package is free."""
    if name not in _HOME:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
