"""The day on which each document came into a dossier: what a citation gives as the day of access.

One line a document, later lines over earlier ones: adding thousands never writes the whole anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date


def write_days(days: Mapping[str, str | None]) -> bytes:
    """A line a document: its name and the day, "" where it is not known, None where it left."""
    return "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in days.items()).encode()


def read_days(data: bytes) -> dict[str, str]:
    """Day by name of the document; ValueError for other bytes than `write_days` writes."""
    found: dict[str, str] = {}
    try:
        for line in data.decode("utf-8").splitlines():
            name, day = json.loads(line)
            found.pop(name, None)
            if day is not None:
                if day and date.fromisoformat(day).isoformat() != day:
                    raise ValueError("not a day")
                found[name] = day
    except (TypeError, RecursionError) as error:
        raise ValueError("not the days of documents") from error
    return found
