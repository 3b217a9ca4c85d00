"""Every page of the dashboard, run without a browser: states, languages, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = ("timeline_page", "documents_page", "export_page")
LANGUAGES = ("en", "ar")


def run(page: str, files: tuple[tuple[str, bytes], ...] = (), **query: str) -> AppTest:
    """One page of the dashboard, run once."""

    def script(page: str, files: tuple) -> None:
        from importlib import import_module

        import streamlit as st

        from timeline.app import state, style

        st.session_state.setdefault("files", files)
        state.read_url()
        style.apply(state.direction(), state.theme())
        state.language_switch()
        import_module(f"timeline.app.{page}").show()
        state.write_url()

    app = AppTest.from_function(script, default_timeout=60, kwargs={"page": page, "files": files})
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


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
    app = run(page, (("empty.txt", b""),))
    assert not app.exception, [e.value for e in app.exception]


def test_a_bad_file_is_named_with_what_to_do() -> None:
    app = run("documents_page", (("empty.txt", b""), ("page.txt", "زار الوفد موسكو في عام 2019.".encode())))
    assert "empty.txt" in said(app) and "Save it again from its source." in said(app)


def test_the_counts_and_the_chart_agree() -> None:
    app = run("timeline_page")
    figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len(figures) == 2
    drawn = figures[1]["layout"]["meta"]
    ids = {i for trace in figures[1]["data"] for i in (trace.get("customdata") or ()) if isinstance(i, str)}
    assert drawn["drawn"] == "marks" and len(ids) == drawn["shown"]
    assert f"<b>{drawn['shown'] + drawn['undated']}</b>" in said(app)


def test_a_filter_narrows_the_page_and_goes_into_the_url() -> None:
    app = run("timeline_page")
    search = next(t for t in app.text_input if t.label == "Search")
    search.set_value("Shoigu").run()
    assert not app.exception
    assert "Shoigu" in app.query_params["q"]
    rows = app.dataframe[0].value
    assert len(rows) > 0 and rows["Event"].str.contains("Shoigu").any()


def test_a_link_restores_the_view() -> None:
    app = run("timeline_page", category="visit", **{"from": "2023-07-01", "to": "2023-07-31"}, lanes="actor")
    assert not app.exception
    assert next(t for t in app.text_input if t.label == "From").value == "2023-07-01"
    assert all("visit" not in str(e.value) for e in app.error)
    rows = app.dataframe[0].value
    assert len(rows) >= 1


def test_a_hostile_link_is_dropped() -> None:
    app = run(
        "timeline_page", event="<script>", zoom="1_2", lanes="x", sources="-5", q="*", **{"from": "soon"}
    )
    assert not app.exception


@pytest.mark.parametrize("zoom", ["2023-03-01_2023-03-07", "9999-12-30_9999-12-31", "0001-01-01_0001-01-02"])
def test_a_stretch_without_events_or_milestones_is_drawn(zoom: str) -> None:
    assert not run("timeline_page", zoom=zoom).exception


def test_a_category_that_is_none_is_dropped_from_a_link() -> None:
    app = run("timeline_page", category="![x](http://evil.example/b.png),visit")
    options = [option for group in app.get("button_group") for option in group.options]
    assert not app.exception and not any("evil" in str(option) for option in options)
    assert app.session_state["filters"].categories == ("visit",)


def test_no_hit_says_what_to_do() -> None:
    app = run("timeline_page", q="qqqqqq")
    assert "Clear them, or widen the dates" in said(app)


def test_a_card_shows_the_sentence_the_words_and_the_reading() -> None:
    app = run("timeline_page")
    event = app.session_state["made"]["tables"]["events"]["event_id"].iloc[0]
    card = said(run("timeline_page", event=event))
    assert "<mark>" in card and "<blockquote" in card and "<code" in card


def test_a_date_set_by_hand_moves_everything() -> None:
    page = ("page.txt", "زار وفد من شركة الغاز المدينة في يوليو الماضي.".encode())
    app = run("documents_page", (page,))
    field = next(t for t in app.text_input if t.label == "Set the date by hand")
    field.set_value("12 September 2023").run()
    assert "This moves 1 dates" in said(app)
    next(b for b in app.button if b.label == "Apply 12 September 2023").click().run()
    assert not app.exception
    assert list(app.session_state["dates"].values()) == ["2023-09-12"]
    assert "July 2023" in said(app)


def test_a_wrong_date_is_said_and_changes_nothing() -> None:
    app = run("documents_page")
    field = next(t for t in app.text_input if t.label == "Set the date by hand")
    field.set_value("soon").run()
    assert app.error and "not a date" in app.error[0].value
    assert app.session_state["dates"] == {}


def test_hostile_text_stays_text() -> None:
    page = b"<script>alert(1)</script> **bold** ![x](http://evil.example/b.png) on 12 September 2023 Lavrov visited Pyongyang."
    for name in PAGES:
        app = run(name, (("<b>x</b>.txt", page),))
        assert not app.exception
        assert "<script>alert" not in said(app) and "<b>x</b>" not in said(app).replace("&lt;b&gt;", "")


def test_a_pasted_text_with_an_unclear_date_is_kept_until_it_is_mended() -> None:
    app = run("documents_page")
    app.text_area[0].set_value("زار لافروف بيونغ يانغ أمس.")
    field = next(t for t in app.text_input if t.label == "Date, if you know it")
    field.set_value("1/2/2023")
    next(b for b in app.button if b.label == "Add").click().run()
    assert "it may be 2023" in app.error[0].value.replace("\\", "")
    assert app.text_area[0].value and app.session_state["files"] == ()
    next(t for t in app.text_input if t.label == "Date, if you know it").set_value("2023-10-19")
    next(b for b in app.button if b.label == "Add").click().run()
    assert not app.exception and len(app.session_state["files"]) == 1
    assert "18 October 2023" in said(app)
