"""The dashboard's corrections, saved views and long lists, run without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.test_app import DATED, RELATIVE, TWICE, events, field, opened, own, own_home, press, run, said
from timeline import build_timeline, table
from timeline.app import state
from timeline.dossier import open_file, save_as
from timeline.edtf import EdtfDate
from timeline.pipeline import read_files
from timeline.table import COLUMNS

__all__ = ["own_home"]

WHO = "Your name (kept with the decision)"


def pick(app: AppTest, label: str) -> Any:
    return next(box for box in (*app.selectbox, *app.multiselect) if box.label == label)


def in_url(app: AppTest, key: str) -> str:
    value: Any = app.query_params[key]
    return value if isinstance(value, str) else value[0]


# Correcting


def test_the_form_sets_places_who_denies_and_both_titles() -> None:
    here = own(TWICE)
    app = opened(here)
    event = app.session_state["view"]["event"]
    pick(app, "Who denies it").set_value(["vladimir-putin", "Interfax"])
    pick(app, "Places").set_value(["moscow"])
    field(app, "Title in Arabic").set_value("شويغو في بيونغ يانغ")
    press(app, "Keep the corrections")
    held = app.session_state["made"]["state"].event(event)
    assert [held[c] for c in ("denied_by", "places", "title_ar")] == [
        "vladimir-putin | Interfax", "moscow", "شويغو في بيونغ يانغ",
    ]  # fmt: skip
    kept = {review.kind: review.after for review in here.reviews.history()}
    assert kept == {
        "denied_by": "vladimir-putin | Interfax",
        "places": "moscow",
        "title_ar": "شويغو في بيونغ يانغ",
    }
    assert f"{name_of('vladimir-putin')}, Interfax" in said(app), "a decision names people, not ids"


def test_a_name_typed_in_full_is_the_one_that_is_known() -> None:
    here = own(TWICE)
    app = opened(here)
    name = name_of("vladimir-putin")
    pick(app, "Who denies it").set_value([name])
    press(app, "Keep the corrections")
    assert here.reviews.history()[-1].after == "vladimir-putin"


def name_of(key: str) -> str:
    from timeline.topics import load

    return load("russia-north-korea").names("en")[key]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("July 2023", "Read as July 2023: between 1 July 2023 and 31 July 2023."),
        ("2023-07-26", ""),
        ("27 July 2023", "Read as 27 July 2023: one day."),
        ("2023-07/..", "Read as since July 2023: from 1 July 2023 on."),
    ],
)
def test_a_date_typed_is_read_back_with_its_bounds(typed: str, words: str) -> None:
    app = opened(own(TWICE))
    field(app, "Date (empty: not known)").set_value(typed).run()
    told = "\n".join(c.value.replace("\\", "") for c in app.caption)
    assert words in told if words else "Read as" not in told
    assert ("None of the event's sources" in told) == (typed == "27 July 2023")


def test_words_that_are_no_date_leave_the_timeline_and_come_back() -> None:
    here = own(TWICE)
    app = opened(here)
    event = app.session_state["view"]["event"]
    press(app, "They are no date")
    assert event not in events(app).index and len(events(app)) == 1
    app = run("timeline_page", here, list="decisions")
    field(app, WHO).set_value("Rana").run()
    press(app, "Undo")
    assert event in events(app).index


# What no longer binds


def test_a_decision_whose_sentence_is_gone_is_listed_and_withdrawn() -> None:
    here = own(TWICE, DATED)
    app = opened(here)
    field(app, "Title").set_value("Shoigu comes")
    press(app, "Keep the corrections")
    here.remove("twice.txt")
    app = run("timeline_page", here)
    assert "1 decision no longer binds" in app.warning[0].value
    press(app, "Look at them")
    assert "twice.txt" in said(app) and "Shoigu comes" in said(app) and "26 July 2023" in said(app)
    assert "Add the document again, or withdraw this" in said(app)
    here.add(*TWICE)
    again = run("timeline_page", here)
    assert not again.warning and "Shoigu comes" in set(events(again)["title_en"]), "it binds once it is back"
    here.remove("twice.txt")
    app = run("timeline_page", here, list="decisions")
    field(app, WHO).set_value("Rana").run()
    press(app, "Withdraw it")
    assert not run("timeline_page", here).warning
    assert [review.kind for review in here.reviews.history()] == ["title_en", "undo"], "nothing is lost"


def test_a_date_of_a_document_that_is_gone_is_listed() -> None:
    here = own(RELATIVE)
    app = run("documents_page", here)
    field(app, WHO).set_value("Rana")
    field(app, "Set the date by hand").set_value("2023-09-12").run()
    press(app, "Apply 12 September 2023")
    here.remove(RELATIVE[0])
    here.add(*DATED)
    assert "The document is gone" in said(run("timeline_page", here, list="decisions"))


# Saved views


def test_a_view_is_saved_opened_renamed_deleted_and_travels(tmp_path: Path, own_home: Any) -> None:
    here = own(TWICE)
    app = run("timeline_page", here, q="Shoigu", lanes="place")
    field(app, "Name of the view").set_value("Shoigu only")
    press(app, "Save what is shown")
    assert here.views() == {"Shoigu only": {"q": "Shoigu", "lanes": "place"}}
    field(app, "Name of the view").set_value("Shoigu  only")
    press(app, "Save what is shown")
    assert "There is a view of this name" in app.error[0].value

    app = run("timeline_page", here)
    assert len(app.dataframe[0].value) == 2
    press(app, "Shoigu only")
    assert "Shoigu" in app.query_params["q"] and "place" in app.query_params["lanes"]
    assert len(app.dataframe[0].value) == 1

    copy = open_file(save_as(here, tmp_path / "all.zip"), own_home)
    assert copy.views() == here.views()

    names = [t for t in app.text_input if t.label == "Name of the view"]
    names[1].set_value("By place")
    renames = [b for b in app.button if b.label == "Rename" and "change-view" in str(b.proto.form_id)]
    renames[0].click().run()
    assert list(here.views()) == ["By place"]
    press(app, "Delete")
    assert here.views() == {}


def test_a_view_saved_in_english_keeps_its_people_in_arabic() -> None:
    here = own(TWICE)
    name = name_of("sergei-lavrov")
    here.save_view("Lavrov", {"actor": name})
    app = press(run("timeline_page", here, lang="ar"), "Lavrov")
    assert len(app.dataframe[0].value) == 1
    assert name not in app.query_params["actor"]


# Long lists


def test_a_document_that_waits_leads_to_its_page() -> None:
    here = own(RELATIVE, DATED)
    app = run("timeline_page", here, list="waiting")
    assert RELATIVE[0] in said(app) and "dated.txt" not in said(app)
    press(app, "Open it to set its date")
    shown = run("documents_page", here, doc=in_url(app, "doc"))
    assert "شركة الغاز" in said(shown)


def test_many_documents_are_listed_by_pages_and_found() -> None:
    files = [(f"page {n:03}.txt", f"Lavrov spoke for the {n}th time.".encode()) for n in range(90)]
    here = own(*files, DATED)
    app = run("documents_page", here)
    assert len(app.radio[0].options) == 40
    app.pagination[0].set_value(3).run()
    assert len(app.radio[0].options) == 11 and not app.exception
    field(app, "Find a document by its name or title").set_value("dated").run()
    assert len(app.radio[0].options) == 1 and "12 September 2023" in app.radio[0].options[0]
    next(c for c in app.checkbox if c.label.startswith("Only those")).check().run()
    assert not app.radio, "it has its date"


def many(n: int) -> dict[str, pd.DataFrame]:
    """The four tables with n events, each told once by one page; one in fifty is not dated."""
    days = pd.date_range("1990-01-01", periods=12_000).strftime("%Y-%m-%d").tolist()
    rows = pd.DataFrame({name: [""] * n for name in COLUMNS["events"]}, dtype=object)
    rows["event_id"] = [f"e{i:06}" for i in range(n)]
    day = sorted(days[(i * 7919) % len(days)] if i % 50 else "" for i in range(n))
    day = [d for d in day if d] + [d for d in day if not d]
    for column in ("edtf", "earliest", "latest"):
        rows[column] = day
    rows["granularity"] = ["day" if d else "" for d in day]
    rows["title_en"] = [f"Act number {i}" for i in range(n)]
    rows["title_ar"] = rows["title_en"]
    rows["category"] = [("visit", "statement", "treaty")[i % 3] for i in range(n)]
    rows["status"], rows["review"] = "happened", "suggested"
    rows["n_sources"] = rows["n_mentions"] = 1
    page = {"document_id": "d", "file": "d.txt", "language": "en", "title": "D"}
    told = pd.DataFrame({name: [""] * n for name in COLUMNS["evidence"]}, dtype=object)
    for name, value in {"event_id": rows["event_id"], "document_id": "d", "sentence": "It was so.", "status": "happened",
                        "edtf": day, "earliest": day, "latest": day, "expression": "so"}.items():  # fmt: skip
        told[name] = value
    for name in ("sentence_start", "sentence_end", "char_start", "char_end"):
        told[name] = 0
    documents = pd.DataFrame([{name: page.get(name, "") for name in COLUMNS["documents"]}])
    return {
        "documents": documents, "events": rows, "evidence": told,
        "expressions": pd.DataFrame(columns=list(COLUMNS["expressions"]), dtype=object),
    }  # fmt: skip


def test_a_hundred_thousand_events_are_counted_and_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    made = many(100_000)
    monkeypatch.setattr(table, "tables", lambda *_, **__: made)
    dossier = own(DATED)
    app = run("timeline_page", dossier)
    assert not app.exception, [e.value for e in app.exception]
    assert "<b>100000</b> of <b>100000</b>" in said(app) or "100,000" in said(app)
    assert len(app.dataframe[0].value) == 200
    app.pagination[0].set_value(490).run()
    assert not app.exception and in_url(app, "rows") == "490"
    assert len(app.dataframe[0].value) == 200
    event = "e050000"
    here = run("timeline_page", dossier, event=event)
    assert "Act number 50000" in said(here) and not here.exception
    other = pick(here, "The other event")
    assert len(other.options) <= 100, "the nearest in time alone are offered"
    assert any("Act number 50001" in option for option in other.options)
    tray = run("timeline_page", dossier, list="undated")
    assert len(tray.dataframe[0].value) == 200 and not tray.exception


# A build after a small change


def test_a_date_set_by_hand_builds_what_a_full_build_would() -> None:
    from timeline.dating import _found
    from timeline.pipeline import _told

    files = [RELATIVE, DATED, TWICE]
    read = read_files(files)
    first = build_timeline(read)
    page = next(d for d in first.documents if d.name == RELATIVE[0])
    chosen = {page.id: EdtfDate.parse("2023-09-12")}
    again = build_timeline(read, dates=chosen)
    assert [e.date for e in again.events] != [e.date for e in first.events] or again.timexes != first.timexes
    for memory in (_found, _told):
        memory.cache_clear()
    assert again == build_timeline(files, dates=chosen)


def test_only_the_page_that_is_dated_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline import pipeline

    read = read_files([RELATIVE, DATED, TWICE])
    first = build_timeline(read)
    asked: list[str] = []
    find = pipeline.find_mentions
    monkeypatch.setattr(
        pipeline, "find_mentions", lambda page, *rest: asked.append(page.name) or find(page, *rest)
    )
    page = next(d for d in first.documents if d.name == RELATIVE[0])
    build_timeline(read, dates={page.id: EdtfDate.parse("2001-01-02")})
    assert asked == [RELATIVE[0]]


# The period of a brush


def test_a_period_filters_and_all_years_lets_go() -> None:
    here = own(TWICE)
    app = run("timeline_page", here)
    app.session_state["view"]["zoom"] = "2023-07-01_2023-07-31"
    from datetime import date

    app.session_state["filters"] = state.Filters(earliest=date(2023, 7, 1), latest=date(2023, 7, 31))
    app.session_state["generation"] += 1
    app.run()
    assert len(app.dataframe[0].value) == 1
    press(app, "All years")
    assert len(app.dataframe[0].value) == 2 and "from" not in app.query_params
    assert "zoom" not in app.query_params
