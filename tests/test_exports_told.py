"""Citations, decisions, what changed since an export, and what large selections leave out."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.mixed import CASES, LANGUAGES, TOPIC, mixed
from tests.test_exports import DRAWN, UNDRAWN
from tests.test_exports_formats import made_of, sample_of
from tests.test_exports_share import texts
from timeline import exports, figure, table
from timeline.cli import main
from timeline.exports import Decision, Selection, chromium, citing, telling, typeface
from timeline.exports.changes import changes, report
from timeline.exports.share import Share

REVIEWER, NOTE = "Nadia Secretova", "The minister told us on the phone"
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@BOTH
@pytest.mark.parametrize("name", UNDRAWN)
@pytest.mark.parametrize("case", CASES)
def test_every_format_takes_the_mixed_dossier_one_event_and_none(name: str, language: str, case: str) -> None:
    content = exports.make(name, CASES[case](language))
    assert content
    if name in ("markdown", "ics"):  # their text stands bare: no mark may turn what follows
        assert "\u202e" not in content.decode("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_takes_the_mixed_dossier(name: str) -> None:
    assert exports.make(name, mixed("ar"))


# Citations


def cited(url: str, language: str = "en", **cells: str) -> str:
    made = sample_of(language)
    first = made.tables["documents"].iloc[[0]].assign(
        url=url, publisher="The Herald", title="A walk", date_earliest="2023-09-12", date_latest="2023-09-12", **cells
    )  # fmt: skip
    some = replace(
        made, tables=made.tables | {"documents": first}, kept={first["document_id"].iloc[0]: "2023-10-03"}
    )
    (line,) = citing.by_document(some).values()
    return re.sub("[\u2068\u2069]", "", line)


COPY = "https://web.archive.org/web/20230914101500/https://news.example/a"


@pytest.mark.parametrize(
    "url, language, said",
    [
        ("https://news.example/a", "en",
         "The Herald, “A walk”, 12 September 2023, https://news.example/a, accessed 3 October 2023"),
        (COPY, "en", "The Herald, “A walk”, 12 September 2023, https://news.example/a, "
         f"archived on 14 September 2023 at {COPY}, accessed 3 October 2023"),
        ("https://archive.ph/Ab12", "en",
         "The Herald, “A walk”, 12 September 2023, archived at https://archive.ph/Ab12, accessed 3 October 2023"),
        ("", "ar", "The Herald، «A walk»، 12 سبتمبر 2023، اطُّلع عليه في 3 أكتوبر 2023"),
    ],
)  # fmt: skip
def test_a_citation_names_what_is_known(url: str, language: str, said: str) -> None:
    assert cited(url, language) == said


@pytest.mark.parametrize(
    "url",
    [
        "http://web.archive.org/web/99991399/https://x.example",
        "http://[bad",
        "https://archive.phony.example/a",
    ],
)
def test_an_odd_address_is_cited_as_it_stands(url: str) -> None:
    assert url in cited(url) and "archived on" not in cited(url)


def test_a_page_without_a_date_is_cited_so() -> None:
    made = sample_of("en")
    documents = made.tables["documents"].assign(date_earliest="", date_latest="")
    some = replace(made, tables=made.tables | {"documents": documents})
    assert all("not dated" in line for line in citing.by_document(some).values())


@BOTH
@pytest.mark.parametrize("name", ["docx", "markdown", "html", "csv", "json"])
def test_documents_carry_every_citation(name: str, language: str) -> None:
    chosen = sample_of(language)
    marks = re.compile(r"[\u2066-\u2069\u200e\u200f<>]|\\(?=[^n])")
    held = marks.sub("", texts(made_of(name, language)))
    for line in citing.by_document(chosen).values():
        assert marks.sub("", line) in held


# Decisions, and what is withheld of them


def decided(language: str = "en") -> Selection:
    chosen = sample_of(language)
    first, second = chosen.in_order()["event_id"][:2]
    at = "2026-11-01T10:00:00+00:00"
    told = {
        first: (Decision("status", at, REVIEWER, "set its status to Claimed", NOTE),
                Decision("note", at, REVIEWER, "", NOTE + " again")),
        second: (Decision("no_date", at, REVIEWER, "marked “on Monday last” as no date"),),
    }  # fmt: skip
    return replace(chosen, decisions=told)


READ_BY_PEOPLE = [name for name in UNDRAWN if name != "briefing-html"]


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_decisions_go_out_with_their_events(name: str) -> None:
    held = texts(exports.make(name, decided()))
    assert REVIEWER in held and NOTE in held


def test_a_reviewer_named_in_a_note_is_withheld_there_too() -> None:
    chosen = decided()
    event = next(iter(chosen.decisions))
    at = "2026-11-01T10:00:00+00:00"
    chosen = replace(
        chosen, decisions={event: (Decision("note", at, REVIEWER, "", f"Asked {REVIEWER.upper()}"),)}
    )
    (left,) = Share(reviewers=True).of(chosen).decisions[event]
    assert (left.who, left.note) == ("reviewer withheld", "Asked reviewer withheld")


def test_with_sentences_go_the_decisions_that_quote_them() -> None:
    left = Share(sentences=True).of(decided())
    assert [len(told) for told in left.decisions.values()] == [2, 0]


@BOTH
def test_a_package_brings_its_decisions_back(language: str) -> None:
    whole = mixed(language)
    read = Selection.of_package(exports.make("package", whole), TOPIC)
    assert read.decisions == whole.decisions and read.kept == whole.kept
    assert exports.make("package", read) == exports.make("package", whole)


@pytest.mark.parametrize(
    "part, old, new", [("decisions.csv", b"odd7", b"odd6"), ("kept.csv", b"2026", b"2025")]
)
def test_altered_decisions_are_refused(part: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(exports.make("package", mixed("en")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for made in (parts[part].replace(old, new), None):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, each in parts.items():
                if name != part or made is not None:
                    archive.writestr(name, made if name == part else each)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=part):
            Selection.of_package(packed.getvalue(), TOPIC)


# What changed since an export


def changed(whole: Selection, **columns: dict[int, str]) -> Selection:
    """The selection with cells of its events, by row, put otherwise."""
    events = whole.tables["events"].copy()
    for column, cells in columns.items():
        for row, cell in cells.items():
            events.loc[row, column] = cell
    return replace(whole, tables=whole.tables | {"events": events})


def renumbered(whole: Selection, old: str, new: str) -> Selection:
    tables = dict(whole.tables)
    for name in ("events", "evidence"):
        tables[name] = tables[name].assign(event_id=tables[name]["event_id"].replace({old: new}))
    return replace(whole, tables=tables)


@pytest.mark.parametrize(
    "language, said",
    [
        ("en", ["Moved: {0}, from {date} to 1 May 2023", "Told otherwise: {1}, Claimed", "Reviewed: {2}, from To review to Accepted"]),
        ("ar", ["تغيّر تاريخه: {0}، من {date} إلى 1 مايو 2023", "تغيّرت حالته: {1}، زُعم", "تغيّرت مراجعته: {2}، من بانتظار المراجعة إلى مقبول"]),
    ],
)  # fmt: skip
def test_what_moved_was_told_otherwise_or_reviewed_is_said(language: str, said: list[str]) -> None:
    old = sample_of(language)
    now = changed(
        old, edtf={3: "2023-05-01"}, earliest={3: "2023-05-01"}, latest={3: "2023-05-01"},
        status={4: "claimed"}, review={5: "accepted"},
    )  # fmt: skip
    found = changes(old, now)
    assert [one.kind for one in found] == ["moved", "status", "review"]
    assert [one.event_id for one in found] == list(old.tables["events"]["event_id"][3:6])
    lines = [re.sub("[\u2068\u2069]", "", line) for line in report(old, now)[1:]]
    for line, wanted, one in zip(lines, said, found, strict=True):
        head, tail = wanted.split(", " if language == "en" else "، ", 1)
        assert line.startswith(head.split(":")[0]) and one.title in line
        assert line.endswith(tail.format(date=found[0].before))


@BOTH
def test_what_is_new_withdrawn_or_outside_the_filter_is_told_apart(language: str) -> None:
    whole = sample_of(language)
    events = whole.tables["events"]
    old = whole.only(events.iloc[2:], "some")
    now = whole.only(events.iloc[:-3], "others")
    kinds = [one.kind for one in changes(old, now)]
    assert kinds == ["new"] * 2 + ["withdrawn"] * 3
    kinds = [one.kind for one in changes(old, now, whole)]
    assert kinds == ["new"] * 2 + ["filtered"] * 3
    lines = "\n".join(report(old, now, whole))
    assert "some" in lines and "others" in lines


def test_an_event_with_another_number_is_known_by_its_accounts() -> None:
    old = sample_of("en")
    event = old.tables["events"]["event_id"].iloc[6]
    assert changes(old, renumbered(old, event, "0ther")) == []


def test_an_event_merged_into_another_is_said() -> None:
    old = sample_of("en")
    gone, left = old.tables["events"]["event_id"].iloc[[6, 7]]
    evidence = old.tables["evidence"]
    evidence = evidence.assign(event_id=evidence["event_id"].replace({gone: left}))
    events = old.tables["events"]
    now = replace(
        old, tables=old.tables | {"evidence": evidence, "events": events[events["event_id"] != gone]}
    )
    (one,) = changes(old, now)
    assert (one.kind, one.event_id) == ("merged", gone)


def test_nothing_changed_is_said_too(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    package = exports.write("package", sample_of("en"), tmp_path)
    assert main(["changes", str(package), "--from", str(package)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Since the export with data up to 20 June 2024: 0 changes",
        "Nothing has changed since that export.",
    ]


def test_changes_against_files_and_a_refused_package(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Lavrov visited Pyongyang on 18 October 2023.", encoding="utf-8")
    asked = ["--out", str(tmp_path), "--format", "package"]
    assert main(["build", str(page), *asked, "--date", "page.txt=2023-10-20"]) == 0
    page.write_text("Lavrov visited Pyongyang on 19 October 2023.", encoding="utf-8")
    capsys.readouterr()
    old = str(tmp_path / "timeline.zip")
    assert main(["changes", old, str(page), "--date", "page.txt=2023-10-20", "--language", "ar"]) == 0
    assert "19 أكتوبر 2023" in capsys.readouterr().out
    (tmp_path / "bad.zip").write_bytes(b"PK no zip")
    assert main(["changes", str(tmp_path / "bad.zip"), str(page)]) == 1
    assert "not a zip file that can be read" in capsys.readouterr().err
    assert main(["changes", old]) == 2


# Large selections, and what is missing


def test_pages_end_after_so_many_events_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = sample_of("en")
    total = len(chosen.tables["events"])
    assert exports.remarks("docx", chosen) == []
    monkeypatch.setattr(telling, "MOST_ON_PAGES", 7)
    assert exports.remarks("docx", chosen)[-1].startswith(
        f"The list ends after the first 7 of {total} events."
    )
    import docx

    paragraphs = [p.text for p in docx.Document(io.BytesIO(exports.make("docx", chosen))).paragraphs]
    assert len([line for line in paragraphs if re.match(r"\d+\. ", line)]) == 7 + len(
        chosen.tables["documents"]
    )
    assert exports.remarks("docx", chosen)[0] in paragraphs


def test_a_chart_that_counts_says_so() -> None:
    chosen = sample_of("en")
    many = pd.concat([chosen.tables["events"]] * 60, ignore_index=True)
    crowded = replace(chosen, tables=chosen.tables | {"events": many})
    assert "too many to draw one by one" in exports.remarks("svg", crowded)[-1]
    drawn = figure.timeline(many, width=1200).to_dict()["layout"]["meta"]["drawn"]
    assert drawn == "counts" and exports.remarks("svg", chosen) == []


def test_progress_is_told_up_to_the_last_event() -> None:
    heard: list[tuple[int, int]] = []
    exports.make("ics", replace(sample_of("en"), progress=lambda *at: heard.append(at)))
    assert heard and heard[0] == (0, len(sample_of("en").tables["events"]))


@BOTH
def test_what_a_format_lacks_is_said_before(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert exports.missing("csv", language) == ""
    monkeypatch.setattr(chromium, "NAMES", ("no-such-browser",))
    assert [name for name in exports.FORMATS if exports.missing(name, language)] == [
        name for name, form in exports.FORMATS.items() if form.drawn
    ]
    assert "Chromium" in exports.missing("pdf", language)


def test_the_charts_typeface_is_in_the_page_and_asks_no_host() -> None:
    face = typeface.css()
    assert face.startswith("@font-face") and "http" not in face[: face.index("base64")]
    assert face in exports.make("html", sample_of("en")).decode()
    assert table.COLUMNS["events"]
