"""The catalogues of the interface: plural forms, counts, and texts made in English put into others."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from timeline import wording
from timeline.documents.files import KINDS
from timeline.edtf import EdtfDate

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("n", "english", "arabic"),
    [
        (0, "0 documents", "لا وثائق"),
        (1, "1 document", "وثيقة واحدة"),
        (2, "2 documents", "وثيقتان"),
        (3, "3 documents", "3 وثائق"),
        (11, "11 documents", "11 وثيقة"),
        (100, "100 documents", "100 وثيقة"),
        (103, "103 documents", "103 وثائق"),
        (1_211, "1,211 documents", "1,211 وثيقة"),
    ],
)
def test_counts(n: int, english: str, arabic: str) -> None:
    assert wording.count("documents", n, "en") == english
    assert wording.count("documents", n, "ar") == arabic


def tables_of_plurals(entry: dict, path: str = "") -> list[tuple[str, dict]]:
    if "other" in entry and all(isinstance(value, str) for value in entry.values()) and "one" in entry:
        return [(path, entry)]
    inner = [(f"{path}.{key}".strip("."), value) for key, value in entry.items() if isinstance(value, dict)]
    return [found for name, value in inner for found in tables_of_plurals(value, name)]


@pytest.mark.parametrize("code", wording.languages())
def test_every_plural_form_of_a_language_is_written(code: str) -> None:
    """A form that is missing falls back on `other`: right only where the noun does not change."""
    needed = {wording.plural(n, code) for n in range(200)}
    found = tables_of_plurals(wording.catalogue(code))
    assert len(found) > 10
    for path, forms in found:
        counted = "{n}" in forms["other"]
        least = {"figure.years": 2, "table.sources": 1, "figure.events": 1}.get(path, 0)
        wanted = {wording.plural(n, code) for n in range(least, 200)} if counted else {"one", "other"}
        assert wanted <= set(forms) <= needed | {"one", "other"}, path


@pytest.mark.parametrize(
    ("edtf", "english", "arabic"),
    [
        ("199X", "the 1990s", "تسعينيات القرن الـ20"),
        ("201X", "the 2010s", "العقد الثاني من القرن الـ21"),
        ("202X", "the 2020s", "عشرينيات القرن الـ21"),
    ],
)
def test_decades(edtf: str, english: str, arabic: str) -> None:
    assert wording.date_text(EdtfDate.parse(edtf), "en") == english
    assert wording.date_text(EdtfDate.parse(edtf), "ar") == arabic


def problems_said() -> list[str]:
    """Every text that a Problem is made of, read off the source; a field stands as X."""
    said = []
    for path in (ROOT / "timeline").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "Problem",
                "DocumentError",
            )
            local = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "said"
            parts = node.args if named else [node.value] if local and "Problem(" in path.read_text() else []  # type: ignore[attr-defined]
            for part in parts:
                if isinstance(part, ast.Constant):
                    said.append(str(part.value))
                elif isinstance(part, ast.JoinedStr):
                    said.append("".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in part.values))  # fmt: skip
    return said


def test_every_problem_can_be_said_in_every_language() -> None:
    said = [text for text in problems_said() if text != "X, not a document"]
    assert len(said) > 60
    for text in said:
        assert re.search("[\u0600-\u06ff]", wording.translated(text, "problems", "ar")), text
        assert wording.translated(text, "problems", "en") == text


def test_what_stands_in_a_problem_is_carried_over() -> None:
    said = wording.translated("no column named text; its columns are a, b", "problems", "ar")
    assert said.endswith("\u2068a, b\u2069")
    assert wording.translated("a RAR archive, not a document", "problems", "ar").endswith(
        "(\u2068a RAR\u2069)"
    )
    kinds = wording.translated(f"Add one of {', '.join(KINDS)}", "problems", "ar")
    assert ", ".join(KINDS) in kinds
    assert wording.translated("nobody says this", "problems", "ar") == "nobody says this"


def test_words_put_together_do_not_clash() -> None:
    week = EdtfDate.parse("2023-09-12/2023-09-17")
    said = wording.say("dating.is.expects", "ar", day_ar=wording.date_text(week, "ar"), title_ar="قمة")
    assert "جرى في الفترة من 12 إلى 17 سبتمبر 2023" in said
