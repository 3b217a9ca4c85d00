"""What a person can do with an event, under its card; every change is kept as a decision."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from timeline import topics, wording
from timeline.app import decisions, state, style
from timeline.app.state import say
from timeline.edtf import EdtfDate
from timeline.models import Status
from timeline.reviews import Change, ReviewError, State, changes
from timeline.table import LIST

#: Characters of a sentence that tell an account from another.
_LONGEST_ACCOUNT = 120
#: Events offered to merge with, the nearest in time first.
_MOST_OFFERED = 100
#: The lists of an event that a person may correct -> their labels.
_LISTS = {"actors": "actors", "places": "places", "attributed_to": "said_by", "denied_by": "correcting.denied_by"}  # fmt: skip


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
    if held.places[event_id]:
        with st.expander(say("correcting.no_date")):
            _no_date(held, event_id, turn)
    with st.expander(say("note")), st.form(f"note-{turn}", border=False):
        text = st.text_area(say("note"), label_visibility="collapsed")
        if st.form_submit_button(say("note_keep")):
            _decide(lambda: [changes.note(held, event_id, text)])
    about = set(held.target(event_id).subjects())
    about_it = [review for review in state.history() if about & set(review.subjects())]
    decisions.show(about_it, wording.say("card.no_history", state.language()))


def _decide(make: Callable[[], Iterable[Change]]) -> None:
    """Writes the changes one after the other, until one is refused; what is wrong is said."""
    try:
        made = list(make())
    except ReviewError as error:
        st.error(style.plain(error.say(state.language())))
        return
    for change in made:
        if not state.decide(change):
            break
    if made:
        st.rerun()


def _correct(held: State, event_id: str, cells: dict[str, str], turn: str) -> None:
    told = [EdtfDate.parse(edtf) for edtf in _accounts(held, event_id)["edtf"] if edtf]
    date = _date_field(cells["edtf"], told, turn)
    with st.form(f"correct-{turn}", border=False):
        given = _fields(cells, held.tables["events"], turn)
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("correct_keep"), type="primary")
    if not asked or date is None:
        return
    given = {"date": date, **given}
    before = {"date": cells["edtf"], **{kind: cells[kind] for kind in given if kind != "date"}}
    changed = {kind: value for kind, value in given.items() if value != before[kind]}
    _decide(lambda: [changes.correct(held, event_id, kind, value, note) for kind, value in changed.items()])


def _date_field(now: str, told: Iterable[EdtfDate], turn: str) -> str | None:
    """The date typed, as EDTF, its bounds told in words; None, and what is wrong said, where it cannot be read.

    It stands outside the form, so that it is read back before anything is kept. `told` are the
    dates of the event's accounts.
    """
    typed = st.text_input(say("event_date"), now, placeholder=say("date_example"), key=f"date-{turn}")
    if typed == now or not typed.strip():
        return now if typed == now else ""
    try:
        value = EdtfDate.parse(changes.checked("date", typed))
    except ReviewError as error:
        st.error(style.plain(error.say(state.language())))
        return None
    except ValueError as error:
        st.error(style.plain(state.wrong_date(typed, error)))
        return None
    language = state.language()
    first, last = (wording.date_text(EdtfDate.day(day), language) for day in (value.earliest, value.latest))
    bounds = {
        "end": say("correcting.since", first=first), "start": say("correcting.until", last=last),
    }.get(value.open, say("correcting.one_day") if first == last else wording.say("card.between", language, first=first, last=last))  # fmt: skip
    st.caption(style.plain(say("correcting.read_as", date=wording.date_text(value, language), bounds=bounds)))
    if told and not any(value.overlaps(other) for other in told):
        st.caption(style.plain(say("correcting.no_source")))
    return value.text


def _fields(cells: dict[str, str], events: pd.DataFrame, turn: str) -> dict[str, str]:
    """The fields of an event as a form holds them; lists are joined as in the tables.

    Their keys hold what was typed where another window has changed the event meanwhile.
    """
    language = state.language()
    statuses = {str(one): wording.say(f"card.status.{one}", language) for one in Status}
    looks = state.categories()
    categories = {key: look.labels.get(language, key) for key, look in looks.items()}
    categories.setdefault(cells["category"], cells["category"])
    given = {}
    for code in sorted(wording.languages(), key=lambda code: code != language):
        kind = f"title_{code}"
        label = say("event_title") if code == language else say("correcting.title_in", name=say(f"languages.{code}"))  # fmt: skip
        given[kind] = st.text_input(label, cells[kind], key=f"{kind}-{turn}")
    given["category"] = _one("categories", categories, cells["category"], turn)
    given["status"] = _one("statuses", statuses, cells["status"], turn)
    for kind, label in _LISTS.items():
        given[kind] = _list(kind, say(label), _known(kind, events, cells[kind]), cells[kind], turn)
    return given


def _list(kind: str, label: str, names: dict[str, str], now: str, turn: str) -> str:
    """Names chosen, or typed anew; one typed in full as it is known is the known one."""
    chosen: list[str] = st.multiselect(
        label, list(names), default=_items(now), placeholder="", key=f"{kind}-{turn}",
        format_func=lambda item: str(names.get(item, item)), accept_new_options=True,
    )  # fmt: skip
    ids = {name: key for key, name in names.items()}
    return LIST.join(ids.get(item, item) for item in chosen)


def _known(kind: str, events: pd.DataFrame, now: str) -> dict[str, str]:
    """Id -> name of all that may stand in a list: the topic's, those of other events, the event's own."""
    about = topics.load(state.topic())
    known = {*(about.places if kind == "places" else about.actors), *_items(now)}
    for column in {kind, "places" if kind == "places" else "actors"}:
        known |= {item for cell in events[column].unique() for item in _items(cell)}
    names = {item: state.name_of(item, state.language()) for item in known}
    return style.apart(dict(sorted(names.items(), key=lambda pair: (pair[1], pair[0]))))


def _one(label: str, options: dict[str, str], now: str, turn: str) -> str:
    keys = list(options)
    return st.selectbox(
        say(label), keys, index=keys.index(now), format_func=options.__getitem__, key=f"{label}-{turn}"
    )


def _items(cell: str) -> list[str]:
    return [item for item in cell.split(LIST) if item]


def _merge(held: State, event_id: str, turn: str) -> None:
    events = held.tables["events"]
    if len(events) > _MOST_OFFERED:
        words = st.text_input(say("correcting.find"), key=f"find-{turn}")
        events = _offered(events, held.event(event_id)["earliest"], words)
    others = style.apart({
        str(key): f"{_date(edtf)} · {title}"
        for key, edtf, title in zip(*(events[c] for c in ("event_id", "edtf", _title_column())), strict=True)
        if key != event_id
    })  # fmt: skip
    with st.form(f"merge-{turn}", border=False):
        other = st.selectbox(say("merge_with"), list(others), index=None, format_func=others.__getitem__)
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("merge_now"))
    if asked and other:
        _decide(lambda: [changes.merge(held, event_id, other, note)])


def _offered(events: pd.DataFrame, earliest: str, words: str) -> pd.DataFrame:
    """The events whose title holds the words, the nearest in time; the table runs by date."""
    if words.strip():
        found = events[_title_column()].str.contains(words.strip(), case=False, regex=False)
        events = events[found]
    at = bisect_left(events["earliest"].where(events["earliest"] != "", "9999-12-31").tolist(), earliest)
    start = max(0, min(at - _MOST_OFFERED // 2, len(events) - _MOST_OFFERED))
    return events.iloc[start : start + _MOST_OFFERED]


def _accounts(held: State, event_id: str) -> pd.DataFrame:
    """The rows of the evidence table that tell an event, in the order that changes count them."""
    rows = held.tables["evidence"]
    return rows[rows["event_id"] == event_id]


def _account(held: State, event_id: str, label: str) -> int | None:
    """Asks which of the accounts is meant."""
    rows = _accounts(held, event_id)
    labels = style.apart(
        {
            at: f"{_date(edtf)} · {style.plain(wording.quote(words, state.language()))} · {style.plain(sentence[:_LONGEST_ACCOUNT])}"
            for at, (edtf, words, sentence) in enumerate(
                zip(rows["edtf"], rows["expression"], rows["sentence"], strict=True)
            )
        }
    )
    only = 0 if len(labels) == 1 else None
    return st.radio(label, list(labels), index=only, format_func=labels.__getitem__)


def _split(held: State, event_id: str, turn: str) -> None:
    with st.form(f"split-{turn}", border=False):
        account = _account(held, event_id, say("split_which"))
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("split_now"))
    if asked and account is not None:
        _decide(lambda: [changes.split(held, event_id, account, note)])


def _no_date(held: State, event_id: str, turn: str) -> None:
    with st.form(f"no-date-{turn}", border=False):
        account = _account(held, event_id, say("correcting.no_date_which"))
        note = st.text_input(say("why"), max_chars=2_000)
        asked = st.form_submit_button(say("correcting.no_date_now"))
    if asked and account is not None:
        _decide(lambda: [changes.mark_no_date(held, event_id, account, note)])


def add_event() -> None:
    """A form for an event that no document tells."""
    if state.is_sample():
        return
    held = state.reviewed()
    turn = f"new-{state.seen()}-{state.widget_key('')}"
    with st.expander(say("add_event")):
        date = _date_field("", (), turn)
        with st.form(f"add-event-{turn}", border=False):
            blank = dict.fromkeys((*(f"title_{code}" for code in wording.languages()), *_LISTS), "")
            given = _fields({**blank, "category": "other", "status": "happened"}, held.tables["events"], turn)
            note = st.text_input(say("why"), max_chars=2_000)
            if not st.form_submit_button(say("add"), type="primary") or date is None:
                return
        _decide(lambda: [changes.add_event({"date": date, **given}, note)])


def _title_column() -> str:
    return f"title_{state.language()}"


def _date(edtf: str) -> str:
    return wording.date_text(EdtfDate.parse(edtf) if edtf else None, state.language())
