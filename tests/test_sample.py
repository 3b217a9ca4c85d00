"""The sample dossier's documents, expressions and events, row by row against what is expected.

After a wanted change: python -m tests.expect, then read the difference before committing it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.expect import EXPECTED, VIEWS, rows, sample


@pytest.mark.parametrize("name", VIEWS)
def test_sample_dossier(name: str) -> None:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        expected = [tuple(row) for row in csv.reader(file)]
    found = rows(name)
    gained = [row for row in found if row not in set(expected)]
    lost = [row for row in expected if row not in set(found)]
    said = [f"+ {' | '.join(row)}" for row in gained] + [f"- {' | '.join(row)}" for row in lost]
    assert not said, f"{len(gained)} gained, {len(lost)} lost:\n" + "\n".join(said)
    assert found == expected


def test_the_order_of_files_does_not_matter() -> None:
    from timeline import build_timeline
    from timeline.table import tables

    files = sorted(Path(__file__).parents[1].joinpath("seeds").glob("*.txt"), reverse=True)
    other = tables(build_timeline(files))
    for name, frame in tables(sample()).items():
        assert frame.equals(other[name]), name
