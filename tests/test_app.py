"""Every page of the dashboard, run without a browser: states, languages, what is said."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from timeline import find_dates
from timeline.app import timeline_page
from timeline.app.marking import text_html
from timeline.app.strip import strip
from timeline.dossier import Dossier, Home
from timeline.edtf import EdtfDate
from timeline.models import Block, BlockKind, Certainty, Dating, Document, Evidence, Span

ROOT = Path(__file__).parents[1]
PAGES = ("timeline_page", "documents_page", "briefing_page", "export_page")
LANGUAGES = ("en", "ar")
#: The components of installed packages, which every AppTest would look for anew in all of them.
INSTALLED = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Dossiers of a test live in a folder of its own."""
    monkeypatch.setenv("TIMELINE_HOME", str(tmp_path))
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", INSTALLED)
    monkeypatch.setattr(timeline_page, "AHEAD", 0)  # no browser is there to be given time
    return Home()


def own(*files: tuple[str, bytes]) -> Dossier:
    """A dossier of one's own with these files."""
    made = Home().make("Mine", "russia-north-korea", datetime(2026, 1, 1, tzinfo=UTC))
    for name, data in files:
        made.add(name, data)
    return made


def run(page: str, dossier: Dossier | None = None, **query: Any) -> AppTest:
    """One page of the dashboard, run once; on the sample where no dossier is given."""

    def script(page: str) -> None:
        from importlib import import_module

        from timeline.app import dossier_bar, state, style, views

        state.read_url()
        style.apply(state.direction(), state.theme())
        state.language_switch()
        dossier_bar.show()
        views.show()
        state.say_what_happened()
        import_module(f"timeline.app.{page}").show()
        state.end_run()

    app = AppTest.from_function(script, default_timeout=60, kwargs={"page": page})
    for key, value in query.items():
        app.query_params[key] = value
    if dossier:
        app.query_params["dossier"] = dossier.folder.name
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception, [e.value for e in app.exception]
    return app


def field(app: AppTest, label: str) -> Any:
    return next(t for t in app.text_input if t.label == label)


def said(app: AppTest) -> str:
    """All the HTML, captions and labels of a page."""
    html = [element.proto.body for element in app.get("html")]
    return "\n".join([*html, *(c.value for c in app.caption), *(m.value for m in app.markdown)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_sample(page: str, language: str) -> None:
    app = run(page, lang=language)
    assert not app.exception, [e.value for e in app.exception]
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_when_nothing_could_be_read(page: str) -> None:
    app = run(page, own(("empty.txt", b"")))
    assert not app.exception, [e.value for e in app.exception]


def test_a_bad_file_is_named_with_what_to_do() -> None:
    app = run(
        "documents_page",
        own(("empty.txt", b""), ("page.txt", "زار الوفد موسكو في عام 2019.".encode())),
    )
    assert "empty.txt" in said(app) and "Save it again from its source." in said(app)


def test_the_counts_and_the_chart_agree() -> None:
    app = run("timeline_page")
    figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len(figures) == 2
    (drawn,) = figures[1]["layout"]["meta"]
    ids = {i for trace in figures[1]["data"] for i in (trace.get("customdata") or ()) if isinstance(i, str)}
    assert drawn["drawn"] == "marks" and len(ids) == drawn["shown"]
    assert f"<b>{drawn['shown'] + drawn['undated']}</b>" in said(app)


def test_the_picture_of_a_chart_goes_once_the_chart_was_drawn() -> None:
    app = run("timeline_page")
    assert said(app).count('class="tl-picture"') == 2
    app.button(key="zoom-in").click().run()
    assert 'class="tl-picture"' not in said(app)
    tall = [json.loads(chart.proto.spec)["layout"]["height"] for chart in app.get("plotly_chart")]
    assert all(f'<div style="height:{height}px"></div>' in said(app) for height in tall)


def test_nothing_of_a_chart_changes_after_it_was_drawn() -> None:
    """Plotly draws again where the way of clicking comes late, the data may be others, or it finds an object."""
    charts = run("timeline_page").get("plotly_chart")
    layouts = [json.loads(chart.proto.spec)["layout"] for chart in charts]
    assert [layout["clickmode"] for layout in layouts] == ["event", "event+select"]
    assert all(layout["datarevision"] and layout["hovermode"] for layout in layouts)
    metas = [layout["meta"] for layout in layouts]
    metas += [trace.get("meta", []) for chart in charts for trace in json.loads(chart.proto.spec)["data"]]
    assert all(isinstance(meta, list) for meta in metas)


def test_a_filter_narrows_the_page_and_goes_into_the_url() -> None:
    app = run("timeline_page")
    search = next(t for t in app.text_input if t.label == "Search")
    search.set_value("Shoigu").run()
    assert not app.exception
    assert "Shoigu" in app.query_params["q"]
    rows = app.dataframe[0].value
    assert len(rows) > 0 and rows["Event"].str.contains("Shoigu").any()


def test_a_link_restores_the_view() -> None:
    app = run(
        "timeline_page",
        category="visit",
        lanes="actor",
        **dict[str, Any]({"from": "2023-07-01", "to": "2023-07-31"}),
    )
    assert not app.exception
    assert next(t for t in app.text_input if t.label == "From").value == "2023-07-01"
    assert all("visit" not in str(e.value) for e in app.error)
    rows = app.dataframe[0].value
    assert len(rows) >= 1


def test_a_hostile_link_is_dropped() -> None:
    app = run(
        "timeline_page",
        event="<script>",
        zoom="1_2",
        lanes="x",
        sources="-5",
        q="*",
        **dict[str, Any]({"from": "soon"}),
    )
    assert not app.exception


@pytest.mark.parametrize("zoom", ["2023-03-01_2023-03-07", "9999-12-30_9999-12-31", "0001-01-01_0001-01-02"])
def test_a_stretch_without_events_or_milestones_is_drawn(zoom: str) -> None:
    assert not run("timeline_page", zoom=zoom).exception


def test_a_category_that_is_none_is_dropped_from_a_link() -> None:
    app = run("timeline_page", category="![x](http://evil.example/b.png),visit")
    options = [option for group in app.get("button_group") for option in getattr(group, "options", ())]
    assert not app.exception and not any("evil" in str(option) for option in options)
    assert app.session_state["filters"].categories == ("visit",)


def test_days_that_are_typed_are_what_the_chart_shows() -> None:
    """An open date among the events must not stretch the chart over years that were not asked for."""
    app = run("timeline_page", **{"from": "2023-09-01", "to": "2023-09-20"})
    drawn = json.loads(app.get("plotly_chart")[1].proto.spec)
    ticks = next(trace["text"] for trace in drawn["data"] if trace.get("name") == "ticks")
    assert "Sep 2023" in ticks[0] and len(ticks) == 21, ticks
    assert any("1–20 Sep 2023" in button.label for button in app.button)


def test_no_hit_says_what_to_do() -> None:
    app = run("timeline_page", q="qqqqqq")
    assert "Clear them, or widen the dates" in said(app)


def test_a_card_shows_the_sentence_the_words_and_the_reading() -> None:
    app = run("timeline_page")
    event = app.session_state["made"]["tables"]["events"]["event_id"].iloc[0]
    card = said(run("timeline_page", event=event))
    assert "<mark>" in card and "<blockquote" in card
    assert 'class="how" title="' in card and "<code" not in card, "the rule in words; its code on hover"


RELATIVE = ("page.txt", "زار وفد من شركة الغاز المدينة في يوليو الماضي.".encode())


@pytest.mark.parametrize("typed", ["12 September 2023", "12 سبتمبر 2023", "2023-09-12"])
def test_a_date_set_by_hand_is_shown_then_decided_then_undone(typed: str) -> None:
    here = own(RELATIVE)
    app = run("documents_page", here)
    field(app, "Set the date by hand").set_value(typed).run()
    assert "What would move:" in said(app) and "1 event, 1 date expression" in said(app)
    assert here.reviews.history() == (), "nothing is kept before it is decided"
    field(app, "Your name (kept with the decision)").set_value("Rana")
    field(app, "Why (kept with the decision)").set_value("the archive says so")
    press(app, "Apply 12 September 2023")
    (kept,) = here.reviews.history()
    assert (kept.kind, kept.after, kept.who, kept.note) == (
        "document_date", "2023-09-12", "Rana", "the archive says so",
    )  # fmt: skip
    assert "July 2023" in said(app) and "the archive says so" in said(app)
    assert "July 2023" in said(run("documents_page", here)), "it is there in another window"
    press(app, "Undo")
    assert [review.kind for review in here.reviews.history()] == ["document_date", "undo"]
    assert "July 2023" not in said(app)


def test_a_decision_needs_a_name() -> None:
    here = own(RELATIVE)
    app = run("documents_page", here)
    field(app, "Set the date by hand").set_value("2023-09-12").run()
    press(app, "Apply 12 September 2023")
    assert here.reviews.history() == () and "Say who makes the change" in app.warning[0].value


DATED = ("dated.txt", b"Moscow, 12 September 2023 - Lavrov visited Pyongyang yesterday.")


def test_the_date_found_is_refused_and_confirmed() -> None:
    here = own(DATED)
    app = run("documents_page", here)
    field(app, "Your name (kept with the decision)").set_value("Rana").run()
    press(app, "Refuse this date")
    press(app, "Refuse it")
    assert "A person refused the date found" in said(app)
    press(app, "Undo")
    press(app, "Confirm 12 September 2023")
    press(app, "Apply 12 September 2023")
    kinds = [review.kind for review in here.reviews.history()]
    assert kinds == ["reject_document_date", "undo", "confirm_document_date"]
    assert "certain · set by hand" in said(app)


def test_the_sample_says_make_it_mine_first_and_becomes_mine(own_home: Home) -> None:
    app = run("documents_page")
    assert "Make it yours first" in said(app)
    assert not [t for t in app.text_input if t.label == "Set the date by hand"]
    press(app, "Make it mine")
    (mine,) = own_home.dossiers()
    assert len(mine.files()) == 11 and mine.folder.name in app.query_params["dossier"]
    assert field(app, "Set the date by hand")


def test_a_change_made_elsewhere_is_told_and_not_overwritten() -> None:
    here = own(RELATIVE)
    first, second = run("documents_page", here), run("documents_page", here)
    for app, day in ((first, "2023-09-12"), (second, "2022-09-12")):
        field(app, "Your name (kept with the decision)").set_value(f"from {day}")
        field(app, "Set the date by hand").set_value(day).run()
    press(first, "Apply 12 September 2023")
    press(second, "Apply 12 September 2022")
    assert len(here.reviews.history()) == 1
    assert "changed this while you were looking" in second.warning[0].value
    assert "July 2023" in said(second), "the newer state is shown"
    press(second, "Apply 12 September 2022")
    assert here.reviews.history()[-1].after == "2022-09-12"


def test_a_wrong_date_is_said_and_changes_nothing() -> None:
    here = own(RELATIVE)
    app = run("documents_page", here)
    field(app, "Set the date by hand").set_value("soon").run()
    assert app.error and "not a date" in app.error[0].value
    assert here.reviews.history() == ()


def test_hostile_text_stays_text() -> None:
    page = b"<script>alert(1)</script> **bold** ![x](http://evil.example/b.png) on 12 September 2023 Lavrov visited Pyongyang."
    for name in PAGES:
        app = run(name, own(("<b>x.txt", page)))
        assert not app.exception
        assert "<script>alert" not in said(app) and "<b>x" not in said(app)


def test_what_is_wrong_with_a_pasted_date_is_said_in_arabic() -> None:
    here = own()
    app = run("documents_page", here, lang="ar")
    app.text_area[0].set_value("زار لافروف بيونغ يانغ أمس.")
    field(app, "التاريخ إن عرفته").set_value("1/2/2023")
    press(app, "إضافة")
    assert "ليس تاريخا يُقرأ على وجه واحد" in app.error[0].value
    assert here.files() == ()


def test_a_pasted_text_with_an_unclear_date_is_kept_until_it_is_mended() -> None:
    here = own()
    app = run("documents_page", here)
    app.text_area[0].set_value("زار لافروف بيونغ يانغ أمس.")
    field(app, "Date, if you know it").set_value("1/2/2023")
    press(app, "Add")
    assert "it may be 2023" in app.error[0].value.replace("\\", "")
    assert app.text_area[0].value and here.files() == ()
    field(app, "Date, if you know it").set_value("2023-10-19")
    press(app, "Add")
    assert len(here.files()) == 1
    assert "18 October 2023" in said(app)


def test_a_document_is_renamed_and_taken_out() -> None:
    here = own(RELATIVE, DATED)
    app = run("documents_page", here)
    field(app, "Its name").set_value("first")
    press(app, "Rename it")
    assert [path.name for path in here.files()] == ["first.txt", "page.txt"]
    press(app, "Take it out")
    assert len(here.files()) == 1 and "1 document" in said(app)


def test_a_folder_is_added_and_a_wrong_path_is_said(tmp_path: Path) -> None:
    here = own()
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / DATED[0]).write_bytes(DATED[1])
    app = run("documents_page", here)
    field(app, "Path of a folder on this computer").set_value(str(folder / "none"))
    press(app, "Add its documents")
    assert "no readable documents there" in app.error[0].value.replace("\\", "")
    field(app, "Path of a folder on this computer").set_value(str(folder))
    press(app, "Add its documents")
    assert [path.name for path in here.files()] == ["dated.txt"] and "1 document" in said(app)


# Corrections of events


TWICE = (
    "twice.txt",
    b"Lavrov visited Pyongyang on 18 October 2023. Shoigu visited Pyongyang on 26 July 2023.",
)


def opened(here: Dossier, event: str = "") -> AppTest:
    """The timeline with the card of an event, the first by default, and a name typed."""
    if not event:
        event = run("timeline_page", here).session_state["made"]["tables"]["events"]["event_id"].iloc[0]
    app = run("timeline_page", here, event=event)
    field(app, "Your name (kept with the decision)").set_value("Rana").run()
    return app


def events(app: AppTest) -> Any:
    return app.session_state["made"]["tables"]["events"].set_index("event_id")


def test_an_event_is_accepted_hidden_and_brought_back() -> None:
    here = own(TWICE)
    app = opened(here)
    event = app.session_state["view"]["event"]
    press(app, "Accept")
    assert events(app)["review"][event] == "accepted"
    press(app, "Hide")
    assert events(app)["review"][event] == "hidden" and len(app.dataframe[0].value) == 1
    press(app, "Bring back")
    assert events(app)["review"][event] == "accepted"
    assert [review.kind for review in here.reviews.history()] == ["accept", "hide", "show"]
    assert "Rana" in said(app) and "brought it back" in said(app)


def test_an_event_is_corrected_with_a_note_and_the_correction_undone() -> None:
    here = own(TWICE)
    app = opened(here)
    event = app.session_state["view"]["event"]
    field(app, "Date (empty: not known)").set_value("27 July 2023")
    field(app, "Title").set_value("Shoigu comes to Pyongyang")
    why = [t for t in app.text_input if t.label == "Why (kept with the decision)"]
    why[0].set_value("the photographs")
    press(app, "Keep the corrections")
    assert events(app).loc[event, ["edtf", "title_en", "review"]].tolist() == [
        "2023-07-27", "Shoigu comes to Pyongyang", "corrected",
    ]  # fmt: skip
    made = here.reviews.history()
    assert [(r.kind, r.note) for r in made] == [("date", "the photographs"), ("title_en", "the photographs")]
    assert "the photographs" in said(app)
    press(app, "Undo")
    assert events(app)["title_en"][event] != "Shoigu comes to Pyongyang"
    assert events(app)["edtf"][event] == "2023-07-27", "the newest alone is undone"


def test_a_correction_that_cannot_be_read_is_said() -> None:
    here = own(TWICE)
    app = opened(here)
    field(app, "Date (empty: not known)").set_value("soon")
    press(app, "Keep the corrections")
    assert "not a date" in app.error[0].value and here.reviews.history() == ()


def test_two_events_are_merged_and_split_again() -> None:
    here = own(TWICE)
    app = opened(here)
    assert len(events(app)) == 2
    other = next(s for s in app.selectbox if s.label == "The other event")
    other.set_value(events(app).index[1])
    press(app, "Merge the two")
    assert len(events(app)) == 1
    next(r for r in app.radio if r.label.startswith("The account")).set_value(1)
    press(app, "Split it off")
    assert len(events(app)) == 2
    assert [review.kind for review in here.reviews.history()] == ["merge", "split"]


def test_an_event_is_added_by_hand_and_a_note_kept() -> None:
    here = own(TWICE)
    app = opened(here)
    titles = [t for t in app.text_input if t.label == "Title"]
    dates = [t for t in app.text_input if t.label == "Date (empty: not known)"]
    titles[-1].set_value("A call by telephone")
    dates[-1].set_value("2023-08")
    press(app, "Add")
    added = events(app)[events(app)["review"] == "added"]
    assert added[["title_en", "edtf"]].to_numpy().tolist() == [["A call by telephone", "2023-08"]]
    app.text_area[0].set_value("Ask the ministry.")
    press(app, "Keep the note")
    assert here.reviews.history()[-1].kind == "note" and "Ask the ministry." in said(app)


def test_the_review_state_is_a_filter() -> None:
    here = own(TWICE)
    press(opened(here), "Accept")
    app = run("timeline_page", here, review="accepted")
    assert len(app.dataframe[0].value) == 1


def test_a_correction_on_a_stale_card_is_refused_and_the_newer_state_shown() -> None:
    here = own(TWICE)
    first = opened(here)
    event = first.session_state["view"]["event"]
    second = opened(here, event)
    for app, day in ((first, "2023-07-25"), (second, "2023-07-24")):
        field(app, "Date (empty: not known)").set_value(day)
        press(app, "Keep the corrections")
    assert [review.after for review in here.reviews.history()] == ["2023-07-25"]
    assert "changed this while you were looking" in second.warning[0].value
    assert events(second)["edtf"][event] == "2023-07-25"


def test_reading_that_was_stopped_shows_nothing_until_it_goes_on() -> None:
    here = own(RELATIVE)
    app = run("documents_page", here)
    here.add(*DATED)
    app.session_state["stopped"] = True
    app.run()
    assert "Reading was stopped. The dossier holds 2 files" in app.info[0].value
    assert 'class="tl-text"' not in said(app)
    press(app, "Read it")
    assert "2 documents" in said(app)


# The parts of the Documents page


def test_what_is_far_from_the_date_given_is_an_arrow_at_the_edge() -> None:
    def says(text: str, kept: bool) -> Evidence:
        return Evidence("stated", None, EdtfDate.parse(text), kept)

    evidence = (
        says("2024-06-18", True), says("2024-06-18", True), says("2024-11-22", False), says("2023-09/..", True),
    )  # fmt: skip
    dating = Dating(EdtfDate.parse("[2024-06-11..2024-06-18]"), None, Certainty.LIKELY, "", evidence)
    drawn = strip(dating, {"stated": "date <on> the page"}, "Given", "en", "ltr")
    assert drawn.count('class="dot kept"') == 1 and "×2" in drawn, "one row for what says the same"
    assert 'class="off rejected" style="right:2px"' in drawn
    assert 'class="bar kept on"' in drawn and 'class="bar given"' in drawn
    assert "date &lt;on&gt; the page" in drawn
    assert strip(Dating(), {}, "Given", "en", "ltr") == ""


def test_evidence_that_crosses_a_date_is_marked_in_pieces_and_escaped() -> None:
    text = "On <b>12 September 2023</b> he left."
    date = next(iter(find_dates(text)))
    span = Span("d", 3, date.char_start + 2, text[3 : date.char_start + 2])
    dating = Dating(evidence=(Evidence("stated", span, None, False, ("dating.is.person", ())),))
    page = Document("d", "d.txt", text, "en", (Block(BlockKind.BODY, 0, len(text)),), dating=dating)
    html = text_html(page, (date,), "en", "cut")
    assert "<b>" not in html and "&lt;b&gt;" in html
    assert re.findall(r'<mark class="([^"]*)"', html) == ["rejected", "certain rejected", "certain"]
    assert html.count('role="note" tabindex="0"') == 2, "a word marked in pieces is one stop"
    assert re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">") == text


def test_of_documents_that_look_alike_the_one_chosen_is_shown() -> None:
    """Streamlit knows an option by its label: here two have the same date and confidence."""
    app = run(
        "documents_page",
        own(*((f"{n}.txt", f"Published 12 September 2023\n\nText {n}.".encode()) for n in (1, 2))),
    )
    options = app.radio[0].options
    assert len({option.strip("\u2060") for option in options}) == 1 < len(set(options))
    assert ">1.txt</h1>" in said(app) and ">2.txt</h1>" not in said(app)


def test_without_events_the_documents_that_wait_are_listed() -> None:
    app = run("timeline_page", own(("a.txt", b"The weather was fine last week."), ("b.txt", b"Nobody came.")))
    assert "No event was found" in said(app) and "waiting for a date 2" in said(app)
    assert "a.txt" in said(app) and "b.txt" in said(app) and "Shown <b>" not in said(app)
    press(app, "Open it to set its date")


def test_where_no_event_is_dated_the_undated_are_listed_and_nothing_is_drawn() -> None:
    app = run("timeline_page", own(("a.txt", "زار لافروف بيونغ يانغ في يوليو الماضي.".encode())))
    assert not app.get("plotly_chart") and len(events(app)) == 1
    assert "0</b>" not in said(app), "what there is none of is not counted"
