"""The Briefing page without a browser: choose, order, write over, lose, present, send."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.test_app import LANGUAGES, field, own, press, run, said
from timeline import exports
from timeline.app import briefing
from timeline.dossier import Dossier, Home, Slide
from timeline.dossier.briefing import MOST_SLIDES, version
from timeline.reviews import replay
from timeline.table import tables

TEXT = (
    "Moscow, 20 September 2023. Putin and Kim Jong Un met in Vladivostok on 25 April 2019. "
    "Lavrov visited Pyongyang on 19 October 2023. Shoigu visited Pyongyang in July 2023."
)
PAGE = ("page.txt", TEXT.encode())


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TIMELINE_HOME", str(tmp_path))
    return Home()


def listed(app: Any) -> list[str]:
    """The slides' headlines in order, as the list has them."""
    radio = next(r for r in app.radio if r.key.startswith("slides-"))
    return [option.split(" · ", 1)[-1].strip("\u2068\u2069") for option in radio.options]


def pick(app: Any, at: int) -> Any:
    next(r for r in app.radio if r.key.startswith("slides-")).set_value(at).run()
    return app


def click(app: Any, key: str) -> Any:
    app.button(key=key).click().run()
    assert not app.exception, [e.value for e in app.exception]
    return app


def slides_html(app: Any) -> str:
    """What the components of the page were given."""
    return "\n".join(str(c.proto) for c in app.get("bidi_component"))


def filled(language: str = "en") -> tuple[Any, Dossier]:
    made = own(PAGE)
    app = run("briefing_page", made, lang=language)
    return click(app, "add-all"), made


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_briefing_says_how_to_begin(language: str) -> None:
    app = run("briefing_page", own(PAGE), lang=language)
    assert not app.exception
    assert app.button(key="present").disabled
    assert {"en": "No slide yet", "ar": "لا شرائح بعد"}[language] in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_filters_keep_becomes_slides_in_the_order_of_time(language: str) -> None:
    app, made = filled(language)
    assert len(listed(app)) == len(made.briefing()) >= 3
    again = run("briefing_page", made, lang=language)  # another window, another day
    assert listed(again) == listed(app)
    click(again, "add-all")
    assert len(made.briefing()) == len(listed(app)), "nothing is added twice"


def test_only_what_the_filters_keep_is_added() -> None:
    made = own(PAGE)
    click(run("briefing_page", made, q="Lavrov"), "add-all")
    assert len(made.briefing()) == 1


def test_slides_move_up_and_down_and_are_taken_out() -> None:
    app, made = filled()
    first, second, *rest = listed(app)
    assert app.button(key="up").disabled
    click(app, "down")
    assert listed(app) == [second, first, *rest]
    click(app, "up")
    assert listed(app) == [first, second, *rest]
    pick(app, 1)
    click(app, "remove")
    assert listed(app) == [first, *rest] and len(made.briefing()) == 1 + len(rest)
    click(app, "empty")
    assert made.briefing() == ()


def test_a_headline_belongs_to_its_language_and_a_note_to_the_slide() -> None:
    app, made = filled()
    own_title = listed(app)[0]
    field(app, "Headline (empty: the event's own)").set_value("  As the *room* should\nread it ")
    app.text_area[0].set_value("Ask about <this>")
    press(app, "Keep headline and note")
    kept = made.briefing()[0]
    assert (dict(kept.headlines), kept.note) == ({"en": "As the *room* should read it"}, "Ask about <this>")
    shown = slides_html(app)
    assert "As the *room* should read it" in shown and "Ask about &lt;this&gt;" in shown
    arabic = run("briefing_page", made, lang="ar")
    assert "As the" not in listed(arabic)[0]
    field(app, "Headline (empty: the event's own)").set_value("")
    press(app, "Keep headline and note")
    assert listed(app)[0] == own_title


def test_one_event_is_added_from_the_list_and_from_its_card() -> None:
    made = own(PAGE)
    app = run("briefing_page", made)
    box = next(s for s in app.selectbox if s.label == "Add one event")
    box.select_index(1)
    press(app, "Add")
    assert len(listed(app)) == 1
    event = run("timeline_page", made)
    card = str(event.session_state["made"]["state"].tables["events"]["event_id"].iloc[0])
    event = run("timeline_page", made, event=card)
    click(event, "to-briefing")
    assert len(made.briefing()) == 2
    assert "In the briefing" in said(event)


def test_a_slide_whose_event_is_hidden_or_gone_is_named_and_not_shown() -> None:
    from timeline.pipeline import build_timeline
    from timeline.reviews import changes

    app, made = filled()
    titles = listed(app)
    held = replay(tables(build_timeline(made.sources())), ())
    event = held.find(made.briefing()[0].target)
    assert event
    made.reviews.write(changes.hide(held, event), "R", datetime(2026, 1, 1, tzinfo=UTC), 0)
    made.remove("page.txt")
    made.add("page.txt", TEXT.replace(" Shoigu visited Pyongyang in July 2023.", "").encode())
    now = dict(zip(titles, listed(run("briefing_page", made)), strict=True))
    states = {
        title: [w for w in ("hidden, not shown", "Not in the dossier any more") if w in label]
        for title, label in now.items()
    }
    gone = [title for title in titles if "Shoigu" in title]
    assert gone and titles[0] not in gone
    for title in titles:
        expected = (
            ["hidden, not shown"] if title == titles[0] else ["Not in the dossier any more"] * (title in gone)
        )
        assert states[title] == expected, title
    assert len(made.briefing()) == len(titles), "nothing is lost from what was kept"


def test_a_briefing_changed_in_another_window_is_not_overwritten() -> None:
    app, made = filled()
    before = made.briefing()
    made.keep_briefing(before[::-1], version(before))
    click(app, "remove")
    assert made.briefing() == before[::-1]
    assert any("another window" in warning.value for warning in app.warning)
    click(app, "remove")  # now it was seen
    assert len(made.briefing()) == len(before) - 1


def test_the_sample_has_a_briefing_in_this_window_that_goes_into_a_dossier_of_ones_own() -> None:
    app = run("briefing_page", q="Wagner")
    click(app, "add-all")
    count = len(listed(app))
    assert count and "lives in this window only" in said(app)
    press(app, "Make it mine")
    (made,) = Home().dossiers()
    assert len(made.briefing()) == count == len(listed(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_presenting_shows_every_slide_and_is_in_the_address(language: str) -> None:
    app, made = filled(language)
    click(app, "present")
    assert app.query_params["present"] in ("on", ["on"])
    shown = slides_html(app)
    for kept in made.briefing():
        assert kept.target.accounts
    assert shown.count("<blockquote") >= len(made.briefing()) and "data-do=" in shown
    press(app, {"en": "Back to the list", "ar": "العودة إلى القائمة"}[language])
    assert "present" not in app.query_params and len(listed(app)) == len(made.briefing())


def test_the_briefing_goes_out_through_what_is_withheld() -> None:
    app, _ = filled()
    labels = said(app)
    for label in ("Briefing, offline page", "Slides", "Briefing, PDF"):
        assert f"**{label}**" in labels
    assert app.checkbox(key="share-sentences").value is False


def test_no_more_slides_than_a_briefing_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    made = own(PAGE)
    app = run("briefing_page", made)
    monkeypatch.setattr(briefing, "MOST_SLIDES", 2)
    click(app, "add-all")
    assert len(made.briefing()) == 2
    assert any("a briefing holds 2 slides" in warning.value for warning in app.warning)
    assert MOST_SLIDES == exports.MOST_SLIDES and isinstance(made.briefing()[0], Slide)
