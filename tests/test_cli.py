"""The command line on real files: what it writes, prints, and says when something is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timeline import table
from timeline.cli import main
from timeline.pipeline import build_timeline, typed_date

ROOT = Path(__file__).parents[1]
PAGE = "عقد الوزيران اجتماعا في موسكو أمس الاثنين، وكان لافروف قد زار بيونغ يانغ في يوليو الماضي."


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_build_writes_the_tables_and_the_offline_page(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    out = tmp_path / "out"
    assert main(["build", str(page), "--out", str(out), "--date", "page.txt=2023-09-12"]) == 0
    names = {p.name for p in out.iterdir()}
    tables = {f"{n}.{kind}" for n in table.COLUMNS for kind in ("csv", "parquet")}
    assert names == tables | {"datapackage.json", "timeline.html"}
    read = table.read_tables(out)
    assert table.check(read) == []
    assert list(read["expressions"]["edtf"]) == ["2023-09-11", "2023-07"]
    assert "1 documents, 2 date expressions" in capsys.readouterr().out


def test_a_document_without_a_date_waits_for_one(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    page = tmp_path / "page.txt"
    page.write_text("زار وفد من شركة الغاز المدينة في يوليو الماضي، والتقى التجار أمس.", encoding="utf-8")
    assert main(["build", str(page), "--out", str(tmp_path / "out")]) == 0
    assert "waiting for a date (set it with --date FILE=DATE): page.txt" in capsys.readouterr().out
    read = table.read_tables(tmp_path / "out")
    assert list(read["expressions"]["edtf"]) == ["", ""]


def test_a_bad_file_is_named_and_the_rest_goes_on(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    out = tmp_path / "out"
    assert main(["build", str(tmp_path), "--out", str(out)]) == 0
    said = capsys.readouterr().err
    assert "empty.txt: the file is empty. Save it again from its source." in said
    assert "junk.txt:" in said
    assert len(table.read_tables(out)["documents"]) == 1


def test_what_a_build_wrote_is_no_source_of_the_next(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    for _ in range(2):
        assert main(["build", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
        assert capsys.readouterr().out.startswith("1 documents, ")


def test_nothing_to_read_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert main(["build", str(tmp_path / "empty.txt"), "--out", str(out)]) == 1
    assert not list(out.iterdir())
    assert "nothing could be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "value, said",
    [
        ("page.txt", "write it as FILE=DATE"),
        ("page.txt=soon", "not a date this program is sure of"),
        ("page.txt=31.02.2023", "not a date this program is sure of"),
        ("page.txt=yesterday", "not a date this program is sure of"),
        ("page.txt=before 12 May 2023", "not a date this program is sure of"),
        ("page.txt=Tuesday, 13 September 2023", "not a date this program is sure of"),
        ("page.txt=../2022", "not a date this program is sure of"),
        ("page.txt=2022-02/..", "not a date this program is sure of"),
        ("page.txt=1694476800", "not a date this program is sure of"),
        ("page.txt=1/2/2023", "it may be 2023-02-01 or 2023-01-02. Type the one you mean"),
    ],
)
def test_a_wrong_date_is_said_before_any_work(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture, value: str, said: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["build", str(page), "--out", str(tmp_path / "out"), "--date", value])
    assert stop.value.code == 2 and said in capsys.readouterr().err


def test_a_date_for_no_document_is_a_problem(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    main(["build", str(page), "--out", str(tmp_path / "out"), "--date", "other.txt=2023"])
    assert "other.txt: a date was set for it, but there is no such document" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed, day",
    [
        ("2023-09-12", "2023-09-12"),
        ("12 September 2023", "2023-09-12"),
        ("12 سبتمبر 2023", "2023-09-12"),
        ("12 сентября 2023", "2023-09-12"),
        ("2023년 9월 12일", "2023-09-12"),
        ("12 septembre 2023", "2023-09-12"),
        ("13/9/2023", "2023-09-13"),
        ("September 2023", "2023-09"),
        ("2023-09-10/2023-09-12", "2023-09-10/2023-09-12"),
    ],
)
def test_a_date_is_typed_in_any_clear_way(typed: str, day: str) -> None:
    assert typed_date(typed).text == day


@pytest.mark.parametrize("out", ["page.txt", "page.txt/below"])
def test_a_folder_that_cannot_be_written_is_said_before_any_work(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture, out: str
) -> None:
    assert main(["build", str(page), "--out", str(tmp_path / out)]) == 2
    assert "Nothing was read" in capsys.readouterr().err


def test_a_topic_that_is_not_there_is_said(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["build", str(page), "--out", str(tmp_path / "out"), "--topic", "nothere"]) == 2
    assert "nothere: no such topic; there are russia-north-korea" in capsys.readouterr().err


def test_one_name_for_two_documents_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{PAGE} {folder}", encoding="utf-8")
    main(["build", str(tmp_path), "--out", str(tmp_path / "out"), "--date", "a.txt=2023-09-12"])
    assert "but 2 documents have this name. Name the one you mean by its id" in capsys.readouterr().err


@pytest.mark.parametrize(
    "junk", ["9" * 5000, "1" + ",000" * 2000, "가" * 40_000, "1일" * 2000, "a" * 100_000]
)
def test_what_is_no_text_does_not_cost_the_other_pages(junk: str) -> None:
    found = build_timeline([("junk.txt", f"x {junk}".encode()), ("page.txt", PAGE.encode())])
    assert len(found.documents) == 2 and not found.problems
    assert any(found.timexes.values())


@pytest.mark.parametrize("command", [[], ["build"], ["check-language"], ["check-topic"]])
def test_every_command_has_help(command: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "timeline", *command, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "usage: python -m timeline" in said.stdout


def check_language(path: Path) -> subprocess.CompletedProcess:
    """A process of its own, since the file is put in use there."""
    command = [sys.executable, "-m", "timeline", "check-language", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("code", ["ar", "en", "ru", "ko"])
def test_check_language_passes_the_languages_here(code: str) -> None:
    said = check_language(ROOT / f"timeline/languages/{code}.toml")
    assert (said.returncode, said.stderr) == (0, "")


def test_check_language_says_what_is_wrong(tmp_path: Path) -> None:
    text = (ROOT / "timeline/languages/ar.toml").read_text(encoding="utf-8")
    broken = tmp_path / "ar.toml"
    broken.write_text(text.replace("= 2023-07\n", "= 2023-08\n", 1), encoding="utf-8")
    said = check_language(broken)
    assert said.returncode == 1 and "2023-08" in said.stderr
    broken.write_text(text.replace("{day", "{dya", 1), encoding="utf-8")
    said = check_language(broken)
    assert said.returncode == 1 and "dya" in said.stderr


def test_check_topic(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["check-topic", str(ROOT / "timeline/topics/russia-north-korea")]) == 0, (
        capsys.readouterr().err
    )
    assert main(["check-topic", str(tmp_path)]) == 1
