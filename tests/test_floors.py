"""Imports run one way only, and two libraries stay where they belong."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = (
    "edtf", "wording", "models", "reckon", "folding", "languages", "topics", "sentences", "documents", "tagger",
    "normalise", "dating", "events", "merge", "pipeline", "table", "reviews", "dossier", "filters", "figure", "card", "exports", "cli",
    "app", "dashboard",
)  # fmt: skip
MODULES = sorted([*ROOT.glob("timeline/**/*.py"), ROOT / "dashboard.py"])


def floor_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "timeline" else parts[0]


def imports(path: Path) -> list[tuple[str, ...]]:
    """Every imported module of a file, those for the type checker alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(*node.module.split("."), alias.name) for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    own = floor_of(path)
    if own in ("__init__", "__main__"):
        return
    assert own in FLOORS, f"{own} has no floor yet"
    for name in imports(path):
        if name[0] == "timeline" and len(name) > 1 and name[1] in FLOORS and name[1] != own:
            assert FLOORS.index(name[1]) < FLOORS.index(own), f"{path.name} imports {name[1]} from above"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pandas_and_streamlit_stay_in_their_place(path: Path) -> None:
    own = floor_of(path)
    names = {name[0] for name in imports(path)}
    if own in FLOORS and FLOORS.index(own) < FLOORS.index("table"):
        assert "pandas" not in names
    if own not in ("app", "dashboard"):
        assert "streamlit" not in names


def test_importing_the_package_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, timeline; timeline.find_dates('2019');"
        "print([m for m in ('pandas', 'streamlit', 'plotly', 'dateparser', 'trafilatura', 'numpy') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
