"""The person's choices, and the tables made from them; the same choices are in the URL."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from timeline import merge, table, topics, wording
from timeline.app import style
from timeline.card import Cards
from timeline.dossier import Dossier, DossierError, Home, sample
from timeline.dossier.briefing import version
from timeline.dossier.folder import View
from timeline.edtf import EdtfDate
from timeline.exports import Decision, Selection
from timeline.figure import Category, Measured, categories_of
from timeline.filters import Filters, certainty, describe, folded_texts, hits, keeps
from timeline.folding import fold_text
from timeline.merge.sources import stories
from timeline.models import Document, Timeline
from timeline.pipeline import Progress, Read, build_timeline, read_files
from timeline.reviews import (
    Change,
    DocumentDates,
    Review,
    ReviewError,
    Reviews,
    State,
    active,
    document_dates,
    replay,
)
from timeline.reviews.binding import source_of
from timeline.reviews.history import DOCUMENT_KINDS, LONGEST_NAME, Source, Stale

SAMPLE = Path(__file__).parents[2] / "seeds"
TOPIC = "russia-north-korea"

#: Parts of a view that belong to the window it was seen in: a saved view leaves them out.
_OF_THE_WINDOW = ("lang", "dossier", "doc", "rows")

#: For so many seconds at least what an action came to stays on the page.
_SAID_FOR = 5

#: Timelines kept in memory for all sessions together; sources are never cached on disk.
_KEPT = 6

#: What the URL holds besides the filters: key -> the values allowed, or None for any text.
VIEW: dict[str, tuple[str, ...] | None] = {
    "lang": wording.languages(),
    "lanes": ("category", "actor", "place", "document"),
    "time": ("fitted", "even"),
    "reference": ("on", "off"),
    "list": ("table", "undated", "waiting", "decisions"),
    "rows": None,
    "event": None,
    "doc": None,
    "zoom": None,
    "dossier": None,
    "present": ("off", "on"),
}


def say(key: str, **fields: object) -> str:
    """A text of the interface in the language chosen."""
    return wording.say(f"app.{key}", language(), **fields)


def count(what: str, n: int) -> str:
    """How many there are of what, in the language chosen."""
    return wording.count(what, n, language())


def wrong_date(typed: str, error: ValueError) -> str:
    """What is wrong with a date as typed; in English the error names the readings it may have."""
    return str(error) if language() == "en" else say("bad_date", text=wording.isolate(typed[:60]))


def language() -> str:
    return view("lang")


def direction() -> str:
    return wording.catalogue(language())["direction"]


def theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def language_switch() -> None:
    """The interface's language, at the top of the sidebar on every page."""
    with st.sidebar:
        chosen = st.segmented_control(
            "Language · اللغة", wording.languages(), default=language(), key=widget_key("lang"), required=True,
            format_func={code: wording.catalogue(code)["name"] for code in wording.languages()}.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
    if chosen and chosen != language():
        set_view(lang=chosen)
        set_filters(_in_language(filters()))
        if not is_sample():
            dossier().choose(language=chosen)
        st.session_state["generation"] += 1
        write_url()
        st.rerun()


# The view and the filters, and the URL that holds both


#: The view of the run that this thread makes: the session, asked for it at every word, takes longer than the words.
_VIEW: ContextVar[dict[str, str] | None] = ContextVar("view", default=None)


def view(name: str) -> str:
    """One choice of view; the first allowed value where none was made."""
    allowed = VIEW[name]
    return _view().get(name) or (allowed[0] if allowed else "")


def set_view(**choices: str) -> None:
    _view().update(choices)


def _view() -> dict[str, str]:
    return _VIEW.get() or _see(st.session_state["view"])


def _see(chosen: dict[str, str]) -> dict[str, str]:
    """Makes this the view of the session and of the run."""
    st.session_state["view"] = chosen
    _VIEW.set(chosen)
    return chosen


def filters() -> Filters:
    return st.session_state["filters"]


def set_filters(chosen: Filters) -> None:
    st.session_state["filters"] = chosen


def change_filters(**fields: Any) -> None:
    set_filters(replace(filters(), **fields))


def language_asked() -> str:
    """The interface's language before the URL is read: the menu of pages is drawn first."""
    asked = st.query_params.get("lang") or st.session_state.get("view", {}).get("lang", "")
    return asked if asked in wording.languages() else wording.languages()[0]


def read_url(page: str = "") -> None:
    """Takes the choices from the URL when somebody else changed it: a link, or the back button.

    The menu of pages opens each without them: then they stay.
    """
    query = st.query_params.to_dict()
    moved = page != st.session_state.get("page", page)
    st.session_state["page"] = page
    kept = "view" in st.session_state and (query == st.session_state["written"] or (moved and not query))
    if kept:
        _see(st.session_state["view"])
        _open()
    else:
        _take(query)
        st.session_state["written"] = query
    if moved:  # now: a run that is cut short must not lose them
        write_url()


def end_run() -> None:
    """What has been shown by now was seen: a run that is cut short does not come here."""
    write_url()
    st.session_state["shown"] = max((review.id for review in history()), default=0)
    st.session_state.pop("said", None)


def _take(query: dict[str, str]) -> None:
    _see({
        name: query[name] for name, allowed in VIEW.items()
        if name in query and (allowed is None or query[name] in allowed) and len(query[name]) <= 200
    })  # fmt: skip
    _open()
    asked = _in_language(Filters.from_query(query))
    set_filters(replace(asked, categories=tuple(c for c in asked.categories if c in categories())))
    st.session_state["generation"] = st.session_state.get("generation", 0) + 1


def _in_language(asked: Filters) -> Filters:
    """The filters with actors and places as the interface names them: a link may be another language's."""
    code = language()
    mine = _names(topic(), code)
    keys = {name: key for other in wording.languages() for key, name in _names(topic(), other).items()}

    def told(names: Iterable[str]) -> tuple[str, ...]:
        known = set(mine.values())
        return tuple(name if name in known else mine.get(keys.get(name, ""), name) for name in names)

    return replace(asked, actors=told(asked.actors), places=told(asked.places))


def write_url() -> None:
    """Writes the choices into the URL, so that the address at any time restores the view."""
    chosen = {name: value for name, value in _view().items() if value and value != _first(name)}
    query = filters().to_query() | chosen
    st.session_state["written"] = query
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def _first(name: str) -> str:
    allowed = VIEW[name]
    return allowed[0] if allowed else ""


def widget_key(name: str) -> str:
    """A widget's key; a new one after the URL changed, so that the widget shows what it says."""
    return f"{name}-{st.session_state['generation']}"


def zoom() -> tuple[date, date] | None:
    """The window zoomed to, both days included; None for all years."""
    try:
        first, last = (date.fromisoformat(part) for part in view("zoom").split("_"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def window() -> tuple[date, date] | None:
    """What the charts show: the window zoomed to, else the days that the filters keep; None for all years."""
    kept = filters()
    between = (kept.earliest, kept.latest) if kept.earliest and kept.latest else None
    return zoom() or (between if between and between[0] <= between[1] else None)


def set_zoom(window: tuple[date, date] | None) -> None:
    set_view(zoom="_".join(day.isoformat() for day in window) if window else "")


def set_period(first: date, last: date) -> None:
    """Keeps the events of a period and shows its days: what a brush or a click on the overview asks for."""
    change_filters(earliest=first, latest=last)
    set_zoom((first, last))


def all_years() -> None:
    change_filters(earliest=None, latest=None)
    set_zoom(None)


def zoom_by(factor: float, events: pd.DataFrame) -> None:
    """Zooms about the middle of what is seen; never below a week."""
    first, last = window() or whole(events)
    days = max(7, int(((last - first).days + 1) * factor))
    middle = first + (last - first) / 2
    start = max(date.min.toordinal(), middle.toordinal() - days // 2)
    stop = min(date.max.toordinal(), start + days)
    set_zoom((date.fromordinal(start), date.fromordinal(stop)))


def whole(events: pd.DataFrame) -> tuple[date, date]:
    """The first and last day of the dated events."""
    dated = events[events["earliest"] != ""]
    if dated.empty:
        return date(2000, 1, 1), date(2000, 12, 31)
    first, last = (date.fromisoformat(d) for d in (dated["earliest"].min(), dated["latest"].max()))
    return first, max(last, first + timedelta(days=1))


# The open dossier: the sample until one is chosen; what is built from it and from the decisions


def dossier() -> Dossier:
    """The dossier that the address names; the sample where it names none, or none that is there."""
    return st.session_state["dossier"]


def _open() -> None:
    """Opens the dossier and reads what may have changed in it: once a run."""
    here = st.session_state["dossier"] = _opened()
    known = here.settings.topic in topics.available()
    st.session_state["topic"] = here.settings.topic if known else TOPIC
    told = ((path.name, path.stat()) for path in here.files())
    st.session_state["files"] = tuple((name, one.st_size, one.st_mtime_ns) for name, one in told)
    try:
        st.session_state["history"] = here.reviews.history()
    except ReviewError as error:
        st.session_state["history"] = ()
        st.session_state["said"] = error.say(language())
    st.session_state.pop("here", None)


def _opened() -> Dossier:
    name = view("dossier")
    if name:
        try:
            return Home().open(name)
        except DossierError as error:
            st.session_state["said"] = error.say(language())
            set_view(dossier="")
    return sample(SAMPLE, wording.say("app.sample_name", language()), TOPIC)


def open_dossier(name: str) -> None:
    """Shows another dossier, by the name of its folder; "" is the sample. Filters go: they were the other's."""
    _see({"lang": language(), "dossier": name})
    set_filters(Filters())
    st.session_state["generation"] += 1
    st.session_state.pop("shown", None)
    st.session_state.pop("stopped", None)
    _open()
    kept = dossier().settings.language
    if kept in wording.languages():
        set_view(lang=kept)
    write_url()


def is_sample() -> bool:
    return dossier().read_only


def topic() -> str:
    return st.session_state["topic"]


def saved_view() -> dict[str, str]:
    """What restores the choices made now, in this dossier and in any copy of it."""
    chosen = {name: value for name, value in _view().items() if name not in _OF_THE_WINDOW}
    return filters().to_query() | {
        name: value for name, value in chosen.items() if value and value != _first(name)
    }


def open_view(query: View) -> None:
    here = {name: _view().get(name, "") for name in ("lang", "dossier")}
    _take({**query, **{name: value for name, value in here.items() if value}})
    write_url()


def go(page: str) -> None:
    """Opens a page with the choices as they are; the one that is open is run anew.

    Streamlit empties the address of a page that is switched to itself, and with it the choices.
    """
    st.session_state["generation"] += 1
    write_url()
    wanted = st.session_state.get("pages", {}).get(page)
    if wanted and wanted.url_path != st.session_state.get("page"):
        st.switch_page(wanted)
    st.rerun()


def make_mine() -> None:
    """Copies the sample into a dossier of one's own and opens it."""
    made = Home().copy(dossier(), dossier().name, now())
    if slides := st.session_state.pop("sample_briefing", ()):
        made.keep_briefing(slides, version(()))
    open_dossier(made.folder.name)


def now() -> datetime:
    return datetime.now(UTC)


# Decisions by people


def history() -> tuple[Review, ...]:
    """Every decision of the dossier."""
    return st.session_state["history"]


def seen() -> int:
    """The id of the last decision that this window showed; a write names it."""
    return st.session_state.get("shown", max((review.id for review in history()), default=0))


def who() -> str:
    """The name that decisions made in this window carry."""
    return st.session_state.get("who") or st.session_state.get("name", "")


def name_field() -> None:
    """Asks, once a page, who decides; the answer is kept for the next decision of this window."""
    st.session_state["name"] = st.text_input(say("who"), who(), key="who", max_chars=LONGEST_NAME)


def decide(change: Change) -> bool:
    """Writes a decision; what went wrong is said on the next run, over the newer state."""
    return _write(lambda held: held.write(change, who(), now(), seen()))


def undo(review_id: int) -> bool:
    return _write(lambda held: held.undo(review_id, who(), now(), seen()))


def _write(make: Callable[[Reviews], Review]) -> bool:
    try:
        made = make(dossier().reviews)
    except ReviewError as error:
        st.session_state["said"] = error.say(language())
        if isinstance(error, Stale):
            st.session_state.pop("shown", None)
        return False
    st.session_state["shown"] = made.id
    return True


def say_what_happened() -> None:
    """What an action of the last run came to, once; and what another window has decided since."""
    said, now = st.session_state.get("said", ""), time.monotonic()
    if said:
        st.session_state["last_said"] = said, now
    else:  # the page itself asks for a second run, when it tells its width: that must not take the words away
        last, since = st.session_state.get("last_said", ("", 0.0))
        said = last if now - since < _SAID_FOR else ""
    with st.container():  # always there, so that nothing below it is drawn anew when it is filled
        if said:
            st.warning(style.plain(said))
        for review in history():
            if review.id > seen():
                words = {"who": wording.isolate(review.who), "what": review.say(language())}
                st.info(
                    style.plain(say("another_window", **words, about=wording.isolate(review.target.label)))
                )
    st.session_state["progress"] = st.empty()


# Reading


def timeline(proposed: Mapping[str, EdtfDate | None] = MappingProxyType({})) -> Timeline:
    """The dossier as read, with the dates of pages that people set; `proposed` are more of them, by id."""
    standing = [r for r in active(history()) if r.kind in DOCUMENT_KINDS]
    key = (
        topic(), str(dossier().folder), _files_key(),
        tuple((review.kind, review.target.to_json(), review.after) for review in standing),
        tuple(sorted((document, str(value)) for document, value in proposed.items())),
    )  # fmt: skip
    return _kept(_timelines(), key, lambda: _build(standing, proposed))


def _kept(among: dict[tuple, Any], key: tuple, make: Callable[[], Any]) -> Any:
    if key not in among:
        made = make()
        while len(among) >= _KEPT:
            among.pop(next(iter(among)))
        among[key] = made
    return among[key]


def _files_key() -> tuple[tuple[str, int, int], ...]:
    """What tells that a file has changed, without reading it: name, size, time of change."""
    return st.session_state["files"]


def _build(standing: Sequence[Review], proposed: Mapping[str, EdtfDate | None]) -> Timeline:
    def dates(read: Sequence[Document]) -> dict[str, EdtfDate | None]:
        return {**document_dates(read, standing).values, **proposed}

    if st.session_state.get("stopped"):
        _stopped()
    place = st.session_state["progress"]
    with place.container():
        bar = st.progress(0.0)
        stop = st.button(say("stop_reading"), key="stop-reading", on_click=_stop)
        started = time.monotonic()
        if stop:
            _stopped()
        tell: Progress = lambda stage, done, total: _show(  # noqa: E731
            bar, stage, done, total, time.monotonic() - started
        )
        key = (topic(), str(dossier().folder), _files_key())
        read = _kept(_reads(), key, lambda: read_files(dossier().sources(), topic(), tell))
        made = build_timeline(read, topic(), dates, tell)
    place.empty()
    return made


def _stop() -> None:
    st.session_state["stopped"] = True


def _stopped() -> None:
    """Nothing is shown of a dossier that was not read; its files stay."""
    st.info(say("stopped_reading", files=count("files", len(dossier().files()))))
    if st.button(say("read_on"), type="primary"):
        st.session_state.pop("stopped")
        st.rerun()
    if st.session_state.get("added") and st.button(say("take_back", n=len(st.session_state["added"]))):
        for name in st.session_state.pop("added"):
            dossier().remove(name)
        st.session_state.pop("stopped")
        st.rerun()
    st.stop()


def _show(bar: Any, stage: str, done: int, total: int, elapsed: float) -> None:
    said = say(f"stage.{stage}", done=done, total=total)
    if stage == "events" and done and elapsed > 2:
        said += " · " + say("time_left", seconds=max(1, round(elapsed / done * (total - done))))
    bar.progress(min(1.0, done / max(1, total)), said)


@st.cache_resource
def _timelines() -> dict[tuple, Timeline]:
    return {}


@st.cache_resource
def _reads() -> dict[tuple, Read]:
    """Files as read: a date set by hand changes nothing in them."""
    return {}


def tables() -> dict[str, pd.DataFrame]:
    """The four tables, with actors and places named in the language of the interface."""
    return _here()["tables"]


def reviewed() -> State:
    """The tables as people decided them, actors and places by id: what a decision is made on."""
    return _here()["state"]


def cards() -> Cards:
    return _here()["cards"]


def cutoff_words() -> str:
    """The last day that any document of the dossier is of, in words."""
    made = _here()
    if "cutoff" not in made:
        made["cutoff"] = Selection.of_tables(
            made["tables"], language(), dossier().name, categories()
        ).cutoff_words
    return made["cutoff"]


def offered(column: str, count: Callable[[pd.Series], dict[str, int]]) -> dict[str, int]:
    """What a column of all events holds, and how often: what a filter offers; counted once."""
    made = _here()
    held = made.setdefault("offered", {})
    if column not in held:
        events = made["tables"]["events"]
        held[column] = count(certainty(events) if column == "certainty" else events[column])
    return held[column]


def searched() -> list[str]:
    return _here()["texts"]


def dates_by_hand() -> DocumentDates:
    """Which decisions date which document, and those whose document is gone."""
    return _here()["dates"]


def sources() -> list[Source]:
    """The documents as decisions remember them."""
    kept = _here()
    if "sources" not in kept:
        kept["sources"] = [source_of(document) for document in timeline().documents]
    return kept["sources"]


def unbound() -> tuple[Review, ...]:
    """The decisions that no longer bind: what they are about is gone, or no longer what was accepted."""
    lost = (*reviewed().waiting, *dates_by_hand().waiting)
    return tuple(sorted(lost, key=lambda review: review.id))


def changed_since(review: Review) -> bool:
    """Whether what a decision is about is there still, but no longer as it was."""
    binder = reviewed().binder
    return any(binder.place(account) is not None for account in review.target.accounts)


def searched_words() -> tuple[str, ...]:
    """What the search looks for, folded, to be marked where a sentence holds it."""
    return hits(filters().text, _folded, aliases(language())) if filters().text else ()


def _here() -> dict[str, Any]:
    """What is made of the dossier as it is, in the language of the interface; looked up once a run."""
    here = st.session_state.get("here")
    if here is None or here["language"] != language():
        here = st.session_state["here"] = _of(timeline(), language())
    return here


def _of(found: Timeline, code: str) -> dict[str, Any]:
    """What is made once from a timeline in a language; kept beside it in the session."""
    kept = st.session_state.get("made")
    if (
        kept is None
        or kept["timeline"] is not found
        or (kept["language"], kept["history"]) != (code, history())
    ):
        state = replay(table.tables(found, language=code), history(), stories(found.documents))
        made = table.named(state.tables, lambda key: name_of(key, code))
        kept = {
            "timeline": found, "language": code, "history": history(), "state": state, "tables": made,
            "cards": Cards(made, code, categories(), _reasons(found, state, code)),
            "texts": folded_texts(made["events"], made["evidence"], fold_text),
            "dates": document_dates(found.documents, history()),
        }  # fmt: skip
        st.session_state["made"] = kept
    return kept


def _reasons(found: Timeline, state: State, code: str) -> Callable[[str], tuple[str, ...]]:
    """Why the accounts of an event are one act; nothing where a person has taken some out of it."""
    built = {event.id: event for event in found.events}

    def of(event_id: str) -> tuple[str, ...]:
        taken = any(review.kind in ("split", "no_date") for review in state.reviews.get(event_id, ()))
        known = event_id in built and not taken
        return merge.reasons(built[event_id], topics.load(topic()), code) if known else ()

    return of


#: Names are few and asked for at every search: each is folded once.
_folded = lru_cache(maxsize=8192)(fold_text)


def categories() -> dict[str, Category]:
    """How the topic's categories look."""
    return _looks(topic())


@lru_cache(maxsize=16)
def _looks(about: str) -> dict[str, Category]:
    return categories_of(topics.load(about))


def name_of(key: str, code: str) -> str:
    """The name of an actor or place of the topic; a speaker without a name in the words of the language."""
    about = topics.load(topic())
    return _names(about.id, code).get(key) or topics.unnamed(key, about, code)


@lru_cache(maxsize=16)
def _names(about: str, code: str) -> dict[str, str]:
    return topics.load(about).names(code)


def aliases(code: str) -> dict[str, list[str]]:
    """Name in a language -> its other forms in every language, for the search."""
    return _aliases(topic(), code)


@lru_cache(maxsize=16)
def _aliases(about: str, code: str) -> dict[str, list[str]]:
    topic = topics.load(about)
    names = topic.names(code)
    return {
        names.get(key) or topics.unnamed(key, topic, code): list(forms)
        for key, forms in topic.aliases().items()
    }


def chosen_events() -> pd.DataFrame:
    """The events that the filters keep."""
    return chosen().events


def chosen() -> Measured:
    """The same, measured, to be drawn and described."""
    return _filtered(filters())


def of_all_years() -> Measured:
    """Those that the filters but the dates keep: what the overview shows, to choose other years from."""
    return _filtered(replace(filters(), earliest=None, latest=None))


def _filtered(wanted: Filters) -> Measured:
    here, made = _here(), tables()
    if "measured" not in here:
        here["measured"] = Measured.of(made["events"])
    kept = here.setdefault("filtered", {})
    if wanted not in kept:
        while len(kept) >= 2:
            kept.pop(next(iter(kept)))
        kept[wanted] = here["measured"].only(
            keeps(made["events"], made["evidence"], wanted, _folded, aliases(language()), searched())
        )
    return kept[wanted]


def _shown_name(key: str) -> str:
    """A document's file name by its id; what is no document's id stays as it is."""
    documents = tables()["documents"]
    return dict(zip(documents["document_id"], documents["file"], strict=True)).get(key, key)


def decisions_in_words() -> dict[str, tuple[Decision, ...]]:
    """What people decided about each event, as it stands in what leaves the program."""
    return {
        event: tuple(Decision.of(review, language()) for review in told)
        for event, told in reviewed().reviews.items()
    }


def kept_since() -> dict[str, str]:
    """The day on which each document came into the dossier, where that is known."""
    days = {name: day for name, day in dossier().added().items() if day}
    documents = tables()["documents"]
    found = zip(documents["document_id"], documents["file"], strict=True)
    # a part of a list or an archive is named after its file: `pages.zip/a.html`, `list.csv, row 3`
    named = (
        (one, file if file in days else file.partition("/")[0].partition(", row ")[0]) for one, file in found
    )
    return {one: days[file] for one, file in named if file in days}


def whole_selection() -> Selection:
    """All that the dossier tells, as it would leave the program without a filter."""
    made = Selection.of_tables(tables(), language(), dossier().name, categories())
    return replace(made, decisions=decisions_in_words(), kept=kept_since())


def selection() -> Selection:
    """What the filters keep, ready to leave the program."""
    return whole_selection().only(chosen_events(), describe(filters(), language(), _shown_name))
