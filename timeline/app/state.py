"""The person's choices, and the tables made from them; the same choices are in the URL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from timeline import table, topics, wording
from timeline.card import Cards
from timeline.documents import find_files
from timeline.edtf import EdtfDate
from timeline.exports import Selection
from timeline.figure import Category, categories_of
from timeline.filters import Filters, apply, describe, folded_texts
from timeline.folding import fold_text
from timeline.models import Problem, Timeline
from timeline.pipeline import build_timeline

SAMPLE = Path(__file__).parents[2] / "seeds"
TOPIC = "russia-north-korea"

#: Timelines kept in memory for all sessions together; sources are never cached on disk.
_KEPT = 6

#: What the URL holds besides the filters: key -> the values allowed, or None for any text.
VIEW: dict[str, tuple[str, ...] | None] = {
    "lang": wording.languages(),
    "lanes": ("category", "actor", "place", "document"),
    "time": ("fitted", "even"),
    "reference": ("on", "off"),
    "list": ("table", "undated", "waiting"),
    "event": None,
    "doc": None,
    "zoom": None,
}

Files = tuple[tuple[str, bytes], ...]


def say(key: str, **fields: object) -> str:
    """A text of the interface in the language chosen."""
    return wording.say(f"app.{key}", language(), **fields)


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
        st.session_state["generation"] += 1
        write_url()
        st.rerun()


# The view and the filters, and the URL that holds both


def view(name: str) -> str:
    """One choice of view; the first allowed value where none was made."""
    allowed = VIEW[name]
    return st.session_state["view"].get(name) or (allowed[0] if allowed else "")


def set_view(**choices: str) -> None:
    st.session_state["view"] |= choices


def filters() -> Filters:
    return st.session_state["filters"]


def set_filters(chosen: Filters) -> None:
    st.session_state["filters"] = chosen


def change_filters(**fields: Any) -> None:
    set_filters(replace(filters(), **fields))


def read_url() -> None:
    """Takes the choices from the URL when somebody else changed it: a link, or the back button."""
    query = st.query_params.to_dict()
    st.session_state.setdefault("files", ())
    st.session_state.setdefault("dates", {})
    if "view" in st.session_state and query == st.session_state.get("written", {}):
        return
    st.session_state["view"] = {
        name: query[name] for name, allowed in VIEW.items()
        if name in query and (allowed is None or query[name] in allowed) and len(query[name]) <= 200
    }  # fmt: skip
    asked = Filters.from_query(query)
    set_filters(replace(asked, categories=tuple(c for c in asked.categories if c in categories())))
    st.session_state["generation"] = st.session_state.get("generation", 0) + 1


def write_url() -> None:
    """Writes the choices into the URL, so that the address at any time restores the view."""
    chosen = {
        name: value for name, value in st.session_state["view"].items() if value and value != _first(name)
    }
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


def set_zoom(window: tuple[date, date] | None) -> None:
    set_view(zoom="_".join(day.isoformat() for day in window) if window else "")


def zoom_by(factor: float, events: pd.DataFrame) -> None:
    """Zooms about the middle of what is seen; never below a week."""
    first, last = zoom() or whole(events)
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


# The dossier: the sample until files are added; nothing of it is written anywhere


def files() -> Files:
    """The names and bytes of the dossier's files; those of the sample while none was added."""
    return st.session_state["files"] or _sample()


def is_sample() -> bool:
    return not st.session_state["files"]


@st.cache_data(show_spinner=False)
def _sample() -> Files:
    return tuple((p.name, p.read_bytes()) for p in find_files([SAMPLE]))


def add_files(added: Iterable[tuple[str, bytes]]) -> int:
    """Adds files that are not there yet, and says how many were."""
    known = {(name, hashlib.sha256(data).hexdigest()) for name, data in st.session_state["files"]}
    new = [(n, d) for n, d in added if (n, hashlib.sha256(d).hexdigest()) not in known]
    st.session_state["files"] += tuple(new)
    return len(new)


def add_text(text: str, url: str, publisher: str, day: str) -> None:
    """Adds a pasted article as one row of a list, so that its address and outlet stay with it."""
    number = sum(1 for name, _ in st.session_state["files"] if name.startswith("pasted")) + 1
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")[:200]
    row = {"url": url, "title": title, "text": text, "date": day, "publisher": publisher}
    data = json.dumps(row, ensure_ascii=False).encode()
    add_files([(f"pasted-{number}.jsonl", data)])


def remove_all() -> None:
    st.session_state["files"] = ()
    st.session_state["dates"] = {}


def dates() -> dict[str, str]:
    """Document id -> the date a person set, as EDTF."""
    return st.session_state["dates"]


def timeline_of(chosen: dict[str, str]) -> Timeline:
    """The dossier's timeline with these dates set by hand."""
    kept = _timelines()
    digest = hashlib.sha256()
    for name, data in files():
        digest.update(f"{len(name)} {name} {len(data)} ".encode())
        digest.update(data)
    key = (digest.hexdigest(), tuple(sorted(chosen.items())))
    if key not in kept:
        with st.spinner(say("working"), show_time=True):
            bar = st.progress(0.0)
            edtf = {document: EdtfDate.parse(text) for document, text in chosen.items()}
            made = build_timeline(
                files(), TOPIC, edtf, lambda stage, done, total: _show(bar, stage, done, total)
            )
            bar.empty()
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = made
    return kept[key]


def _show(bar: Any, stage: str, done: int, total: int) -> None:
    bar.progress(min(1.0, done / max(1, total)), say(f"stage.{stage}", done=done, total=total))


@st.cache_resource
def _timelines() -> dict[tuple, Timeline]:
    return {}


def timeline() -> Timeline:
    return timeline_of(dates())


def tables() -> dict[str, pd.DataFrame]:
    """The four tables, with actors and places named in the language of the interface."""
    return _of(timeline(), language())["tables"]


def cards() -> Cards:
    return _of(timeline(), language())["cards"]


def searched() -> list[str]:
    return _of(timeline(), language())["texts"]


def _of(found: Timeline, code: str) -> dict[str, Any]:
    """What is made once from a timeline in a language; kept beside it in the session."""
    kept = st.session_state.get("made")
    if kept is None or kept["timeline"] is not found or kept["language"] != code:
        made = table.tables(found, names=lambda key: name_of(key, code), language=code)
        kept = {
            "timeline": found, "language": code, "tables": made, "cards": Cards(made, code, categories()),
            "texts": folded_texts(made["events"], made["evidence"], fold_text),
        }  # fmt: skip
        st.session_state["made"] = kept
    return kept


def categories() -> dict[str, Category]:
    """How the topic's categories look."""
    return categories_of(topics.load(TOPIC))


def name_of(key: str, code: str) -> str:
    """The name of an actor or place of the topic; a speaker without a name in the words of the language."""
    return _names(code).get(key) or topics.unnamed(key, topics.load(TOPIC), code)


@st.cache_data(show_spinner=False)
def _names(code: str) -> dict[str, str]:
    return topics.load(TOPIC).names(code)


@st.cache_data(show_spinner=False)
def aliases(code: str) -> dict[str, list[str]]:
    """Name in a language -> its other forms in every language, for the search."""
    topic = topics.load(TOPIC)
    return {name_of(key, code): list(forms) for key, forms in topic.aliases().items()}


def chosen_events() -> pd.DataFrame:
    """The events that the filters keep."""
    made = tables()
    return apply(made["events"], made["evidence"], filters(), fold_text, aliases(language()), searched())


def problems() -> tuple[Problem, ...]:
    return timeline().problems


def _shown_name(key: str) -> str:
    """A document's file name by its id; what is no document's id stays as it is."""
    documents = tables()["documents"]
    return dict(zip(documents["document_id"], documents["file"], strict=True)).get(key, key)


def selection() -> Selection:
    """What the filters keep, ready to leave the program."""
    whole_selection = Selection.of_tables(tables(), language(), say("title"), categories())
    return whole_selection.only(chosen_events(), describe(filters(), language(), _shown_name))
