"""What is expected of the sample dossier, in three small tables; run as a program it writes them.

python -m tests.expect
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from timeline import build_timeline
from timeline.models import Timeline
from timeline.table import tables

EXPECTED = Path(__file__).parent / "expected"
SEEDS = Path(__file__).parents[1] / "seeds"

#: Table -> the columns of it that are expected to stay.
VIEWS = {
    "documents": (
        "file", "language", "title", "stated_date", "date_earliest", "date_latest", "date_confidence", "foreign_from",
    ),
    "expressions": ("file", "char_start", "text", "edtf", "certainty", "basis", "rule", "block"),
    "events": (
        "edtf", "title_en", "title_ar", "category", "status", "attributed_to", "denied_by", "actors", "places",
        "n_sources", "n_mentions", "conflict",
    ),
}  # fmt: skip


@cache
def sample() -> Timeline:
    return build_timeline(sorted(SEEDS.glob("*.txt")))


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a view, its header first."""
    found = tables(sample())
    frame = found[name]
    if name == "expressions":
        frame = frame.merge(found["documents"][["document_id", "file"]], on="document_id")
    columns = VIEWS[name]
    return [columns, *(tuple(map(str, row)) for row in frame[list(columns)].itertuples(index=False))]


def main() -> None:
    EXPECTED.mkdir(exist_ok=True)
    for name in VIEWS:
        with (EXPECTED / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows(name))


if __name__ == "__main__":
    main()
