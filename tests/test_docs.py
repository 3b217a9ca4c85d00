"""The documents are true: links lead somewhere, examples run, commands and files named exist."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from timeline import cli, wording
from timeline.exports import FORMATS
from timeline.normalise.kinds import KINDS

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_readme_runs() -> None:
    found = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert found.attempted and not found.failed


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_make_target_and_command_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert (
        set(re.findall(r"`?\bmake ([a-z-]+)`?(?=\s|`|$)", "\n".join(re.findall(r"`[^`]*`", text)))) <= targets
    )
    for line in re.findall(r"^python -m timeline (.+)$", text, re.M):
        words = shlex.split(re.sub(r"[\[\]]|\.\.\.", "", line))
        words = [{"FILE=DATE": "page.txt=2023-09-12"}.get(w, w) for w in words]
        cli._parser().parse_args(words)


def test_the_changelog_begins_with_what_is_not_released() -> None:
    text = (ROOT / "docs/changelog.md").read_text(encoding="utf-8")
    assert text.startswith("# Changelog\n\n## Unreleased\n\n- ")


def test_the_design_names_every_library_that_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs/design.md").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        assert re.match(r"[\w-]+", wanted)[0] in text, wanted  # type: ignore[index]


def test_the_language_guide_names_every_rule_kind() -> None:
    text = (ROOT / "docs/adding-a-language.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"`{kind}`" in text, kind


def keys(entry: object, path: str = "") -> set[str]:
    """The dotted keys of a catalogue; plural forms count as one, since languages differ in them."""
    if not isinstance(entry, dict) or ("other" in entry and "one" in entry):
        return {path}
    return {key for name, inner in entry.items() for key in keys(inner, f"{path}.{name}".strip("."))}


def test_every_interface_language_has_every_text() -> None:
    english = keys(wording.catalogue("en"))
    for code in wording.languages():
        assert keys(wording.catalogue(code)) == english, code


def test_every_format_is_named_on_the_export_page_in_every_language() -> None:
    for code in wording.languages():
        named = wording.catalogue(code)["app"]["formats"]
        assert set(named) == set(FORMATS)
        assert all(entry["label"] and entry["about"] for entry in named.values())


def test_fields_agree_between_languages() -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    def walk(one: object, other: object, path: str) -> None:
        if isinstance(one, dict) and isinstance(other, dict):
            for name in one.keys() & other.keys():
                walk(one[name], other[name], f"{path}.{name}")
        elif isinstance(one, str) and isinstance(other, str) and not path.endswith((".one", ".two", ".zero")):
            assert {f.replace("_ar", "_en") for f in fields(other)} == fields(one), path

    for code in wording.languages():
        walk(wording.catalogue("en"), wording.catalogue(code), code)


def test_every_option_habit_and_cue_of_a_language_file_is_explained() -> None:
    explained = (ROOT / "docs/adding-a-language.md").read_text(encoding="utf-8")
    used: set[str] = set()
    for path in (ROOT / "timeline/languages").glob("*.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        used |= {key for rule in data["rule"] for key in rule}
        used |= {*data.get("habits", {}), *data.get("cues", {})}
    plain = {"name", "kind", "level", "patterns", "examples", "counted"}
    assert sorted(key for key in used - plain if f"`{key}" not in explained) == []
