"""A package read back, and packages that must not be read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.expect import sample
from tests.mixed import mixed
from tests.test_exports import hostile
from tests.test_exports_formats import sample_of
from timeline import exports, table, wording
from timeline.cli import main
from timeline.exports.share import Share
from timeline.topics import load

TOPIC = load("russia-north-korea")
AWKWARD = ["a | b", "\\", "|", "\\|", " | ", "\r", '"', "line\nline", "NA", "007", "\ufeff"]


def test_list_cells_are_taken_apart_as_they_were_joined() -> None:
    assert table.items_of(table.joined(AWKWARD)) == AWKWARD
    assert table.items_of("") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_package_read_back_is_the_same_row_for_row(language: str) -> None:
    chosen = sample_of(language).only(sample_of(language).tables["events"].iloc[3:9], "six of them")
    read = exports.Selection.of_package(exports.make("package", chosen), TOPIC)
    for name in table.COLUMNS:
        pd.testing.assert_frame_equal(read.tables[name], chosen.tables[name].reset_index(drop=True))
    for field in ("title", "language", "filter_words", "cutoff", "categories"):
        assert getattr(read, field) == getattr(chosen, field), field
    assert exports.make("package", read) == exports.make("package", chosen)


def filtered(whole: exports.Selection) -> exports.Selection:
    events = whole.tables["events"]
    return whole.only(events[events["event_id"].str.startswith("odd")], "only the odd ones")


STATES: dict[str, Callable[[exports.Selection], exports.Selection]] = {
    "as it is": lambda whole: whole,  # years before 1900, open intervals, a correction, a day of access
    "filtered": filtered,
    "withheld": Share(sources=True, files=True, sentences=True, notes=True, reviewers=True).of,
    "without a document": lambda whole: Share(documents=(whole.tables["documents"]["document_id"].iloc[0],)).of(whole),
    "filtered and withheld": lambda whole: Share(sources=True).of(filtered(whole)),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("state", STATES)
def test_a_package_comes_back_in_any_state(state: str, language: str) -> None:
    sent = STATES[state](mixed(language))
    content = exports.make("package", sent)
    read = exports.Selection.of_package(content, TOPIC)
    for name in table.COLUMNS:
        pd.testing.assert_frame_equal(read.tables[name], sent.tables[name].reset_index(drop=True))
    for field in ("title", "filter_words", "cutoff", "withheld", "kept"):
        assert getattr(read, field) == getattr(sent, field), field
    assert read.decisions == {event: told for event, told in sent.decisions.items() if told}
    assert exports.make("package", read) == content


def test_awkward_cells_come_back_unchanged() -> None:
    made = exports.Selection.of(hostile(), TOPIC)
    for cell in AWKWARD:
        events = made.tables["events"].assign(title_en=cell, actors=table.joined([cell, "x"]))
        chosen = exports.Selection.of_tables(made.tables | {"events": events})
        read = exports.Selection.of_package(exports.make("package", chosen), TOPIC)
        assert read.tables["events"].to_dict("records") == events.to_dict("records"), repr(cell)


def altered(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(exports.make("package", sample_of("en")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def without_events(parts: dict[str, bytes]) -> None:
    del parts["events.csv"]


def another_date(parts: dict[str, bytes]) -> None:
    parts["events.csv"] = parts["events.csv"].replace(b"2023-09-12", b"2023-09-13")


def no_json(parts: dict[str, bytes]) -> None:
    parts["datapackage.json"] = b"{"


def a_list(parts: dict[str, bytes]) -> None:
    parts["datapackage.json"] = json.dumps([1]).encode()


@pytest.mark.parametrize(
    "content, said",
    [
        (lambda: b"no zip", "not a zip file that can be read"),
        (lambda: altered(without_events), "events.csv is missing"),
        (lambda: altered(another_date), "events.csv is not as it was written"),
        (lambda: altered(no_json), "datapackage.json is not JSON"),
        (lambda: altered(a_list), "documents.csv is not as it was written"),
    ],
)
def test_a_damaged_package_is_refused_in_words(content: Callable[[], bytes], said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        exports.Selection.of_package(content(), TOPIC)
    arabic = wording.translated(str(refused.value), "packages", "ar")
    assert re.search("[\u0600-\u06ff]", arabic) and "written" not in arabic


def test_a_package_larger_than_can_be_held_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_LARGEST_PACKAGE", 1000)
    with pytest.raises(ValueError, match="the package holds more than"):
        exports.Selection.of_package(exports.make("package", sample_of("en")), TOPIC)


def test_build_from_a_package_writes_the_same_tables(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    chosen = sample_of("ar")
    package = exports.write("package", chosen, tmp_path / "first")
    out = tmp_path / "again"
    assert (
        main(["build", "--from", str(package), "--out", str(out), "--format", "package", "--format", "csv"])
        == 0
    )
    read = table.read_tables(out)
    for name in table.COLUMNS:
        pd.testing.assert_frame_equal(read[name], chosen.tables[name].reset_index(drop=True))
    assert (out / "timeline.zip").read_bytes() == package.read_bytes()
    assert (out / "timeline.csv").read_bytes() == exports.make("csv", chosen)
    assert f"{len(sample().events)} events read from {package}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["build", "--out", "OUT"], ["build", "x.txt", "--from", "x.zip", "--out", "OUT"]]
)
def test_build_reads_files_or_a_package(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main([str(tmp_path / "out") if word == "OUT" else word for word in words]) == 2
    assert "name files to read, or a package with --from" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_package_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"no zip")
    assert main(["build", "--from", str(bad), "--out", str(tmp_path / "out")]) == 1
    assert f"{bad}: not a zip file that can be read" in capsys.readouterr().err


def test_a_build_says_what_its_tables_hold(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Lavrov visited Pyongyang on 18 October 2023.", encoding="utf-8")
    out = tmp_path / "out"
    assert (
        main(["build", str(tmp_path / "page.txt"), "--out", str(out), "--date", "page.txt=2023-10-20"]) == 0
    )
    about = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert (about["filter"], about["cutoff"]) == ("all events", "2023-10-20")
    assert about["tool_version"] == exports.Selection.of(sample(), TOPIC).version
