"""What a person can do with an event, under its card; every change is kept as a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from timeline import wording
from timeline.app import decisions, state, style
from timeline.app.state import say
from timeline.edtf import EdtfDate
from timeline.models import Status
from timeline.reviews import Change, ReviewError, State, changes
from timeline.table import LIST

#: Characters of a sentence that tell an account from another.
_LONGEST_ACCOUNT = 120


def show(event_id: str) -> None:
    """Accept, correct, hide, merge, split, note and the history of the event whose card is open."""
    if state.is_sample():
        st.caption(say("mine_first"))
        return
    held = state.reviewed()
    cells = held.event(event_id)
    state.name_field()
    with st.container(horizontal=True, gap="small", key="decide"):
        if cells["review"] == "suggested" and st.button(say("accept"), type="primary", key="accept"):
            _decide(lambda: [changes.accept(held, event_id)])
        if cells["review"] == "hidden":
            if st.button(say("show"), key="show"):
                _decide(lambda: [changes.show(held, event_id)])
        elif st.button(say("hide"), key="hide"):
            _decide(lambda: [changes.hide(held, event_id)])
    turn = f"{event_id}-{state.seen()}-{state.widget_key('')}"  # new fields after each decision
    with st.expander(say("correct")):
        _correct(held, event_id, cells, turn)
    with st.expander(say("merge")):
        _merge(held, event_id, turn)
    if len(held.places[event_id]) > 1:
        with st.expander(say("split")):
            _split(held, event_id, turn)
    with st.expander(say("note")), st.form(f"note-{turn}", border=False):
        text = st.text_area(say("note"), label_visibility="collapsed")
        if st.form_submit_button(say("note_keep")):
            _decide(lambda: [changes.note(held, event_id, text)])
    about = set(held.target(event_id).subjects())
    decisions.show([review for review in state.history() if about & set(review.subjects())])


def _decide(make: Callable[[], Iterable[Change]]) -> None:
    """Writes the changes one after the other, until one is refused; what is wrong is said."""
    try:
        made = list(make())
    except ReviewError as error:
        st.error(style.plain(error.say(state.language())))
        return
    except ValueError as error:  # a date that cannot be read
        st.error(style.plain(str(error)))
        return
    for change in made:
        if not state.decide(change):
            break
    if made:
        st.rerun()


def _correct(held: State, event_id: str, cells: dict[str, str], turn: str) -> None:
    title = f"title_{state.language()}"
    with st.form(f"correct-{turn}", border=False):
        given = _fields({**cells, "title": cells[title]}, held.tables["events"], turn)
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("correct_keep"), type="primary")
    if not asked:
        return
    given[title] = given.pop("title")
    before = {"date": cells["edtf"], **{kind: cells[kind] for kind in given if kind != "date"}}
    changed = {kind: value for kind, value in given.items() if value != before[kind]}
    _decide(lambda: [changes.correct(held, event_id, kind, value, note) for kind, value in changed.items()])


def _fields(cells: dict[str, str], events: pd.DataFrame, turn: str) -> dict[str, str]:
    """The fields of an event as a form holds them; lists are joined as in the tables.

    Their keys hold what was typed where another window has changed the event meanwhile.
    """
    language = state.language()
    statuses = {str(one): wording.say(f"card.status.{one}", language) for one in Status}
    looks = state.categories()
    categories = {key: look.labels.get(language, key) for key, look in looks.items()}
    categories.setdefault(cells["category"], cells["category"])
    given = {
        "date": st.text_input(
            say("event_date"), cells["edtf"], placeholder=say("date_example"), key=f"date-{turn}"
        ),
        "title": st.text_input(say("event_title"), cells["title"], key=f"title-{turn}"),
        "category": _one("categories", categories, cells["category"], turn),
        "status": _one("statuses", statuses, cells["status"], turn),
    }
    for kind, label in (("actors", "actors"), ("attributed_to", "said_by")):
        known = {item for column in (kind, "actors") for cell in events[column] for item in _items(cell)}
        names = {item: state.name_of(item, language) for item in sorted(known | set(_items(cells[kind])))}
        chosen = st.multiselect(
            say(label),
            list(names),
            default=_items(cells[kind]),
            format_func=names.__getitem__,
            placeholder="",
            key=f"{kind}-{turn}",
        )
        given[kind] = LIST.join(chosen)
    return given


def _one(label: str, options: dict[str, str], now: str, turn: str) -> str:
    keys = list(options)
    return st.selectbox(
        say(label), keys, index=keys.index(now), format_func=options.__getitem__, key=f"{label}-{turn}"
    )


def _items(cell: str) -> list[str]:
    return [item for item in cell.split(LIST) if item]


def _merge(held: State, event_id: str, turn: str) -> None:
    others = {
        str(key): f"{_date(edtf)} · {title}"
        for key, edtf, title in zip(*(held.tables["events"][c] for c in ("event_id", "edtf", _title_column())), strict=True)
        if key != event_id
    }  # fmt: skip
    with st.form(f"merge-{turn}", border=False):
        other = st.selectbox(say("merge_with"), list(others), index=None, format_func=others.__getitem__)
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("merge_now"))
    if asked and other:
        _decide(lambda: [changes.merge(held, event_id, other, note)])


def _split(held: State, event_id: str, turn: str) -> None:
    rows = held.tables["evidence"]
    rows = rows[rows["event_id"] == event_id]
    told = [
        f"{_date(edtf)} · {style.plain(sentence[:_LONGEST_ACCOUNT])}"
        for edtf, sentence in zip(rows["edtf"], rows["sentence"], strict=True)
    ]
    labels = dict(enumerate(told))
    with st.form(f"split-{turn}", border=False):
        account = st.radio(say("split_which"), list(labels), index=None, format_func=labels.__getitem__)
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("split_now"))
    if asked and account is not None:
        _decide(lambda: [changes.split(held, event_id, account, note)])


def add_event() -> None:
    """A form for an event that no document tells."""
    if state.is_sample():
        return
    held = state.reviewed()
    with st.expander(say("add_event")), st.form(f"add-event-{state.seen()}", border=False):
        blank = dict.fromkeys(("edtf", "title", "actors", "attributed_to"), "")
        given = _fields(
            {**blank, "category": "other", "status": "happened"}, held.tables["events"], f"new-{state.seen()}"
        )
        note = st.text_input(say("why"), max_chars=2_000)
        if not st.form_submit_button(say("add"), type="primary"):
            return
    given[f"title_{state.language()}"] = given.pop("title")
    _decide(lambda: [changes.add_event(given, note)])


def _title_column() -> str:
    return f"title_{state.language()}"


def _date(edtf: str) -> str:
    return wording.date_text(EdtfDate.parse(edtf) if edtf else None, state.language())
