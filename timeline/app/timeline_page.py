"""The main screen: counts, filters, the overview to brush, the timeline, the card and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from time import sleep
from typing import Any, Literal

import numpy as np
import pandas as pd
import streamlit as st

from timeline import figure, topics, wording
from timeline.app import briefing, citations, correcting, decisions, pressing, state, style, width
from timeline.app.state import say
from timeline.card import claim_of
from timeline.edtf import EdtfDate
from timeline.exports.card_html import article
from timeline.figure import THEME
from timeline.figure.marks import Kind, kind_of
from timeline.figure.picture import picture
from timeline.figure.text import width as text_width
from timeline.filters import Filters, by_date, certainty, counts
from timeline.models import Document
from timeline.table import LIST

#: Rows of the table, and documents that wait for a date, shown at once.
_A_PAGE, _MOST_WAITING = 200, 20
#: The table's columns in pixels: dates are not cut, and the event has what is left beside the boxes.
_COLUMNS = {"known": 92, "status": 68, "who": 96, "sources": 64}
_BOXES, _LEAST_EVENT, _LONGEST_DATE = 40, 150, 220
#: The size of a cell's letters, and what it leaves at both sides.
_CELL, _PADDING = 13.5, 22
#: Chart configuration: no bar of tools, no zoom that the ruler would not follow.
_CHART = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
#: Seconds by which the charts' pictures go ahead of the charts, once a session.
AHEAD = 0.4
_STRIP = ("day", "week-month-year", "approximate", "conflict")
#: Dates that the strip counts with the wider ones, and the chart draws otherwise.
_DRAWN = {Kind.SPAN: "lasting", Kind.SINCE: "since", Kind.UNTIL: "since"}
_KEY = ("claimed", "planned", "denied", "lasting", "since")


def show() -> None:
    events = state.tables()["events"]
    if events.empty and state.filters() == Filters():
        _nothing_yet()
        return
    _sidebar()
    decisions.warn()
    chosen = state.chosen()
    _top(chosen, len(events))
    centre, side = st.columns([812, 320], gap="medium")
    with centre:
        drawable = state.offered("certainty", _counted).keys() - {"undated"}
        if drawable:
            _controls(events)
            _charts(chosen)
        _lists(chosen.events, "table" if drawable else "undated")
    with side, st.container(key="card"):
        _card()


def _nothing_yet() -> None:
    """A dossier without events: what to do, instead of filters and charts of nothing."""
    _top(state.chosen(), 0)
    found = state.timeline().documents
    st.html(f'<p class="tl-empty">{escape(say("no_events" if found else "empty_dossier"))}</p>')
    with st.container(horizontal_alignment="center"):
        if st.button(say("pages.documents"), key="to-documents", type="primary"):
            state.go("documents")
    decisions.warn()
    if state.view("list") == "decisions":
        decisions.all_of_them()
    with st.container(key="nothing-yet"):
        waiting = _those_that_wait(found)
        if waiting:
            st.markdown(f"**{say('list.waiting')} {len(waiting)}**")
            _waiting(waiting)
        if not state.is_sample():
            state.name_field()
        correcting.add_event()


def _top(chosen: figure.Measured, total: int) -> None:
    counted = counts(chosen.groups)
    cutoff = state.cutoff_words()
    theme = state.theme()
    parts = [f"<span>{say('shown', n=f'<b>{len(chosen):,}</b>', total=f'<b>{total:,}</b>')}</span>"]
    parts += [
        f"<span>{style.mark(name, theme)}<b>{counted[name]:,}</b> {escape(say(f'counts.{name}'))}</span>"
        for name in _STRIP
        if counted[name]  # what there is none of is no news
    ]
    if counted["undated"]:
        parts.append(f"<span><b>{counted['undated']:,}</b> {escape(say('counts.undated'))}</span>")
    parts += [f"<span>{style.mark(name, theme)} {escape(say(f'key.{name}'))}</span>" for name in _KEY]
    sample = f" · {escape(say('sample'))}" if state.is_sample() else ""
    told = f'<div class="tl-counts" dir="{state.direction()}">{"".join(parts)}</div>' if total else ""
    st.html(
        f'<div class="tl-top" dir="{state.direction()}"><h1>{escape(state.dossier().name)}</h1>'
        f"<span>{escape(cutoff)}{sample}</span></div>{told}"
    )


# Filters


def _sidebar() -> None:
    made = state.tables()
    now = state.filters()
    events = made["events"]
    with st.sidebar:
        text = st.text_input(
            say("search"), now.text, key=state.widget_key("q"), placeholder=say("search_hint")
        )
        chips = st.container()
        first, last = st.columns(2)
        earliest = _day(first, "from", now.earliest, first_day=True)
        latest = _day(last, "to", now.latest, first_day=False)
        fall = st.checkbox(
            say("may_fall"), now.may_fall, key=state.widget_key("fall"), help=say("may_fall_help")
        )
        actors = _many("actors", list(state.offered("actors", _items)), now.actors)
        places = _many("places", list(state.offered("places", _items)), now.places)
        categories = _pills("categories", state.offered("category", _counted), now.categories, _category)
        statuses = _pills(
            "statuses",
            state.offered("status", _counted),
            now.statuses,
            lambda s: wording.say(f"card.status.{s}", state.language()),
        )
        groups = state.offered("certainty", _counted)
        certainties = _pills("certainties", groups, now.certainties, lambda c: say(f"counts.{c}"))
        review = _pills(
            "review",
            state.offered("review", _counted),
            now.review,
            lambda r: wording.say(f"card.review.{r}", state.language()),
        )
        most = int(events["n_sources"].max()) if len(events) else 1
        options = list(range(1, max(1, min(4, most)) + 1))
        sources = st.segmented_control(
            say("min_sources"), options, default=min(now.min_sources, options[-1]), key=state.widget_key("sources"), required=True
        ) if len(options) > 1 else now.min_sources  # fmt: skip
        names = dict(zip(made["documents"]["document_id"], made["documents"]["file"], strict=True))
        documents = _many("documents", list(names), now.documents, names.get)
    state.set_filters(
        Filters(
            text=text or "", earliest=earliest, latest=latest, may_fall=fall, actors=actors, places=places,
            categories=categories, statuses=statuses, certainties=certainties, min_sources=int(sources or 1),
            documents=documents, review=review,
        )
    )  # fmt: skip
    with chips:  # above what they tell of, and drawn once it is known
        _chips(state.filters())


def _day(column: Any, name: str, now: date | None, first_day: bool) -> date | None:
    """A date typed to any precision; what cannot be read is said and filters nothing."""
    typed = column.text_input(
        say(name), now.isoformat() if now else "", key=state.widget_key(name), placeholder="2023-09"
    )
    if not typed:
        return None
    try:
        value = EdtfDate.parse(typed)
    except ValueError:
        column.caption(say("date_form"))
        return None
    return value.earliest if first_day else value.latest


def _many(
    name: str, options: list[str], now: tuple[str, ...], shown: Callable[[str], Any] = str
) -> tuple[str, ...]:
    options = list(dict.fromkeys([*options, *now]))
    chosen = st.multiselect(
        say(name), options, default=list(now), key=state.widget_key(name), format_func=style.apart({o: str(shown(o) or o) for o in options}).__getitem__,
        placeholder=say("all_of", n=len(options)),
    )  # fmt: skip
    return tuple(chosen)


def _pills(
    name: str, counted: dict[str, int], now: tuple[str, ...], shown: Callable[[str], str]
) -> tuple[str, ...]:
    options = list(dict.fromkeys([*counted, *now]))
    chosen = st.pills(
        say(name), options, selection_mode="multi", default=list(now), key=state.widget_key(name),
        format_func={o: f"{style.plain(shown(o))} {counted.get(o, 0):,}" for o in options}.__getitem__,
    )  # fmt: skip
    return tuple(chosen)


def _chips(now: Filters) -> None:
    """The active filters, each removed by a click."""
    said: list[tuple[str, dict[str, Any]]] = []
    if now.text:
        said.append((now.text, {"text": ""}))
    if now.earliest or now.latest:
        said.append((_period(now.earliest, now.latest), {"earliest": None, "latest": None}))
    labels: dict[str, Callable[[str], str]] = {
        "actors": str, "places": str, "categories": _category,
        "statuses": lambda s: wording.say(f"card.status.{s}", state.language()),
        "certainties": lambda c: say(f"counts.{c}"),
        "review": lambda r: wording.say(f"card.review.{r}", state.language()),
    }  # fmt: skip
    for name, shown in labels.items():
        values = getattr(now, name)
        said += [(shown(value), {name: tuple(v for v in values if v != value)}) for value in values]
    if now.min_sources > 1:
        said.append((wording.say("table.sources", state.language(), n=now.min_sources), {"min_sources": 1}))
    if not said:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for i, (label, change) in enumerate(said):
            if st.button(style.plain(label), key=f"chip-{i}", icon=":material/close:", icon_position="right"):
                state.change_filters(**change)
                if "earliest" in change:
                    state.set_zoom(None)
                _again()
        if st.button(say("clear"), type="tertiary", key="clear"):
            _clear()


def _period(first: date | None, last: date | None) -> str:
    """The days between two bounds of which one may be open, as the press writes them."""
    language = state.language()
    if first and last and first <= last:
        return wording.date_text(EdtfDate.span(EdtfDate.day(first), EdtfDate.day(last)), language, short=True)
    said = {"first": first, "last": last}
    fields = {
        name: wording.date_text(EdtfDate.day(day), language, short=True) for name, day in said.items() if day
    }
    key = "between" if len(fields) == 2 else "from" if first else "to"
    return wording.say(f"table.{key}", language, **fields)


def _clear() -> None:
    """Takes every filter away."""
    state.set_filters(Filters())
    state.set_zoom(None)
    _again()


def _again() -> None:
    """Shows the page anew with widgets that take the changed filters."""
    st.session_state["generation"] += 1
    state.write_url()
    st.rerun()


def _items(cells: pd.Series) -> dict[str, int]:
    """What the lists of a column hold, the most frequent first."""
    counted: dict[str, int] = {}
    for cell, times in cells.value_counts().items():  # each cell once: there are far fewer
        for item in filter(None, str(cell).split(LIST)):
            counted[item] = counted.get(item, 0) + int(times)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _counted(cells: pd.Series) -> dict[str, int]:
    return {str(value): int(n) for value, n in cells.value_counts().items()}


def _category(name: str) -> str:
    known = state.categories().get(name)
    return known.labels.get(state.language(), name) if known else name


# The charts


def _controls(events: pd.DataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="controls"):
        lanes = _choice("lanes")
        time = _choice("time", "even" if state.window() else "")  # a part of the years is drawn evenly
        for name, icon, factor in (("out", "zoom_out", 2.0), ("in", "zoom_in", 0.5)):
            said = say(f"zoom_{name}")
            if st.button(said, key=f"zoom-{name}", icon=f":material/{icon}:", help=said):
                state.zoom_by(factor, events)
        narrowed = state.zoom() or state.filters().earliest or state.filters().latest
        if st.button(say("all_years"), key="all-years", disabled=not narrowed):
            state.all_years()
            _again()
        reference = st.checkbox(
            say("reference"), state.view("reference") == "on", key=state.widget_key("reference")
        )
    state.set_view(lanes=lanes, time=time, reference="on" if reference else "off")


def _choice(name: str, only: str = "") -> str:
    """The choice made; `only` is shown instead where it is the only one there is."""
    options = state.VIEW[name] or ("",)
    chosen = st.segmented_control(
        say(f"{name}.label"), options, default=only or state.view(name), key=f"{only}{state.widget_key(name)}",
        required=True, disabled=bool(only), format_func={o: say(f"{name}.{o}") for o in options}.__getitem__,
        label_visibility="collapsed",
    )  # fmt: skip
    return state.view(name) if only else chosen or options[0]


def _charts(chosen: figure.Measured) -> None:
    made = state.tables()
    documents = made["documents"]
    language, theme, window = state.language(), state.theme(), state.window()
    latest = max(documents["date_latest"], default="")
    pixels = width.of_the_column()
    years = state.of_all_years()
    if not len(years):  # the list says it in words
        return
    with st.container(gap=None, key="charts"):
        above = figure.overview(years, theme, language, pixels)
        drawn = figure.timeline(
            chosen, state.view("lanes"), "even" if window else state.view("time"), window, theme, language,
            state.view("event"), pixels, _chronology() if state.view("reference") == "on" else None,
            evidence=made["evidence"],
            categories=state.categories(), cutoff=date.fromisoformat(latest) if latest else None,
            names=dict(zip(documents["document_id"], documents["file"], strict=True)), years=years,
        )  # fmt: skip
        told = (figure.describe(chosen, window, language), drawn.to_dict()["layout"]["meta"].get("said"))
        boxes = _pictures({"overview": above, "timeline": drawn}, pixels)
        brushed = _chart("overview", above, boxes, pixels, "box", say("overview_alt"))
        clicked = _chart("timeline", drawn, boxes, pixels, "points", " ".join(filter(None, told)))
        pressed = pressing.period()
    _take_brush(brushed)
    if pressed:
        state.set_period(*pressed)
        _again()
    _take_click(clicked)


def _pictures(drawn: dict[str, Any], pixels: int) -> dict[str, Any]:
    """A box for each chart, with its picture in it until Plotly has been loaded and draws over it.

    The browser shows what it has been sent all at once: to be seen first, the pictures are let go ahead.
    """
    boxes, new = {}, st.session_state.get("pictured") != pixels
    for name, chart in drawn.items():
        boxes[name] = st.container(gap=None, key=f"chart-{name}")
        height = chart.to_dict()["layout"]["height"]
        boxes[name].html(picture(chart) if new else f'<div style="height:{height}px"></div>')
    if new:
        st.session_state["pictured"] = pixels
        sleep(AHEAD)
    return boxes


def _chart(
    name: str, drawn: Any, boxes: dict[str, Any], pixels: int, chooses: Literal["box", "points"], alt: str
) -> Any:
    """One chart, drawn once. Streamlit's part in the browser hands each to Plotly twice, the second time with
    how it is clicked: said from the start, and the data said to be the same, nothing is left to draw then.
    """
    plain = drawn.to_dict()
    layout = plain["layout"] | {
        "datarevision": 1, "clickmode": "event" if chooses == "box" else "event+select",
        "meta": [plain["layout"]["meta"]],  # an object is always new to Plotly, a list is data
    }  # fmt: skip
    return boxes[name].plotly_chart(
        figure.Chart(plain["data"], layout), width=pixels, theme=None, config=_CHART, key=f"{name}-{state.widget_key('')}",
        on_select="rerun", selection_mode=chooses, alt=alt,
    )  # fmt: skip


def _chronology() -> list[tuple[str, str]]:
    """The reference chronology as the figure draws it: apart, and never a source.

    It is named in the order of the topic's categories: where names do not all fit, meetings of leaders come first.
    """
    topic, language = topics.load(state.topic()), state.language()
    ranks = {name: rank for rank, name in enumerate(state.categories())}
    rows = sorted(topic.chronology, key=lambda row: ranks.get(row.category, len(ranks)))
    return [(row.date.text, row.title(language)) for row in rows]


def _take_brush(brushed: Any) -> None:
    boxes = (brushed.selection or {}).get("box") if brushed else None
    if not boxes or boxes == st.session_state.get("last_brush"):
        return
    st.session_state["last_brush"] = boxes
    first, last = (int(x) for x in sorted(boxes[0]["x"])[:2])
    state.set_period(date.fromordinal(max(1, first)), date.fromordinal(max(1, last)))
    _again()


def _take_click(clicked: Any) -> None:
    points = (clicked.selection or {}).get("points") if clicked else None
    if not points or points == st.session_state.get("last_click"):
        return
    st.session_state["last_click"] = points
    data = points[0].get("customdata")
    data = list(data) if isinstance(data, list | tuple) else [data]
    if len(data) == 3:  # a bar of counts: lane, first day, last day
        state.set_zoom((date.fromisoformat(str(data[1])), date.fromisoformat(str(data[2]))))
    elif data and isinstance(data[0], str):
        state.set_view(event=data[0])
    state.write_url()
    st.rerun()


# The table, the undated, the documents that wait for a date, the decisions


def _lists(chosen: pd.DataFrame, first: str) -> None:
    """The list asked for; `first` where none was."""
    dated = by_date(chosen)
    undated = np.flatnonzero(chosen["earliest"] == "")
    waiting = _those_that_wait(state.timeline().documents)
    counted = {"table": len(dated), "undated": len(undated), "waiting": len(waiting), "decisions": len(state.history())}  # fmt: skip
    now = st.session_state["view"].get("list") or first
    which = st.segmented_control(
        say("list.label"), list(counted), default=now, key=state.widget_key("list"), required=True,
        format_func={o: f"{say(f'list.{o}')} {n:,}" for o, n in counted.items()}.__getitem__, label_visibility="collapsed",
    ) or "table"  # fmt: skip
    if which != now:
        state.set_view(list=which, rows="")
    if which == "waiting":
        _waiting(waiting)
    elif which == "decisions":
        decisions.all_of_them()
    else:
        places = dated if which == "table" else undated
        _table(which, chosen, places, "nothing_fits" if chosen.empty else "none_here")


def _those_that_wait(documents: Iterable[Document]) -> list[Document]:
    return [document for document in documents if document.dating.value is None]


def _waiting(waiting: list[Document]) -> None:
    """The documents without a date; each leads to where one can be set."""
    if not waiting:
        st.caption(say("nothing_waits"))
    for document in _paged(waiting, _MOST_WAITING):
        about, button = st.columns([3, 1], vertical_alignment="center")
        with about:
            name = f" <small><bdi>{escape(document.name)}</bdi></small>" if document.title else ""
            st.html(f'<p dir="{state.direction()}"><bdi>{escape(document.title or document.name)}</bdi>{name}<br>'
                    f'<small>{escape(document.dating.warning(state.language()) or say("set_date_hint"))}</small></p>')  # fmt: skip
        if button.button(say("waiting.open"), key=f"open-{document.id}"):
            state.set_view(doc=document.id)
            state.go("documents")


def _paged(rows: Any, size: int) -> Any:
    """The rows of the page that the address names, and the way to the others."""
    pages = max(1, -(-len(rows) // size))
    asked = state.view("rows")
    page = (
        min(int(asked), pages) if asked.isascii() and asked.isdigit() and len(asked) < 7 and int(asked) else 1
    )
    if pages > 1:
        page = st.pagination(
            pages, default=page, key=f"pages-{state.view('list')}-{pages}-{state.widget_key('')}"
        )
        state.set_view(rows=str(page) if page > 1 else "")
    return rows[(page - 1) * size : page * size]


def _table(which: str, chosen: pd.DataFrame, places: np.ndarray, empty: str) -> None:
    """A page of the events at these places, in their order."""
    if not len(places):
        st.html(f'<p class="tl-empty">{escape(say(empty))}</p>')
        if empty == "nothing_fits" and state.filters() != Filters():
            with st.container(horizontal_alignment="center"):
                if st.button(say("clear"), key="clear-here"):
                    _clear()
        return
    rows: pd.DataFrame = chosen.iloc[_paged(places, _A_PAGE)]
    language = state.language()
    cards = state.cards()
    told = [cards.brief(i) for i in rows["event_id"]]
    shown = pd.DataFrame({
        say("column.date"): [wording.date_text(EdtfDate.parse(t) if t else None, language, short=True) for t in rows["edtf"]],
        say("column.known"): [known for known, _ in told],
        say("column.event"): [title for _, title in told],
        say("column.status"): [wording.say(f"card.status.{s}", language) for s in rows["status"]],
        say("column.who"): rows["attributed_to"].str.replace(LIST, say("comma")).to_list(),
        say("column.sources"): rows["n_sources"].to_list(),
    })  # fmt: skip
    right = state.direction() == "rtl"
    columns = list(shown.columns)
    if width.is_narrow():  # what there is room for; the card has the rest
        columns, pixels = [say("column.date"), say("column.event")], {}
    else:
        dates = max(text_width(said, _CELL) for said in shown[columns[0]]) + _PADDING
        widths = {"date": round(min(dates, _LONGEST_DATE)), **_COLUMNS}
        room = width.last_told() - _BOXES - sum(widths.values())
        widths["event"] = max(_LEAST_EVENT, room)
        pixels = {say(f"column.{name}"): wide for name, wide in widths.items()}
    config = {
        name: st.column_config.Column(width=pixels.get(name), alignment="right" if right else None)
        for name in columns
    }
    if right:
        columns = columns[::-1]
    picked = st.dataframe(
        shown, hide_index=True, column_order=columns, column_config=config, on_select="rerun",
        selection_mode=("single-row", "single-cell"), key=f"rows-{which}-{state.view('rows')}-{state.widget_key('')}", alt=say("table_alt"),
    )  # fmt: skip
    # a box that is ticked stays so while another row's cell is clicked: what is new counts
    now = (which, *picked.selection.rows[:1]), (which, *(cell[0] for cell in picked.selection.cells[:1]))
    new = [
        one for one, old in zip(now, st.session_state.get("last_row", ((), ())), strict=True) if one != old
    ]
    st.session_state["last_row"] = now
    index = next((one[1] for one in new if len(one) > 1), None)
    event = str(rows["event_id"].iloc[index]) if index is not None and index < len(rows) else ""
    if event and event != state.view("event"):
        state.set_view(event=event)
        state.write_url()
        st.rerun()


def _look(event: str) -> str:
    """The colour of the event's lane, and its marks as the chart draws them, for the card's style."""
    rows = state.tables()["events"]
    row = rows[rows["event_id"] == event]
    cells, theme = row.iloc[0], state.theme()
    category = state.categories().get(cells["category"])
    colour = getattr(category, theme) if category else THEME[theme]["ink2"]
    claim = claim_of(cells["status"], cells["attributed_to"], cells["denied_by"])
    sign = style.picture(claim, theme, colour)
    shape = certainty(row).iloc[0]
    if shape == "week-month-year":
        shape = _DRAWN.get(kind_of([EdtfDate.parse(cells["edtf"])]), shape)
    known = "" if shape == "undated" else f"; --shape: url({style.picture(shape, theme)})"
    return f"--lane: {colour}; --sign: url({sign}){known}"


def _card() -> None:
    cards = state.cards()
    event = state.view("event")
    if event and event in cards:
        card = cards.get(event)
        html = article(card, state.language(), state.searched_words(), screen=True)
        st.html(
            f'<div class="tl-card" role="region" aria-label="{escape(say("card"))}" tabindex="0" dir="{state.direction()}" '
            f'lang="{state.language()}" style="{_look(event)}">{html}</div>'
        )
        for link in card.links:
            if st.button(
                style.plain(cards.get(link.event_id).title),
                key=f"link-{link.event_id}",
                icon=":material/link:",
                type="tertiary",
            ):
                state.set_view(event=link.event_id)
                state.write_url()
                st.rerun()
        briefing.button(event)
        one = state.tables()["events"]
        citations.show(state.whole_selection().only(one[one["event_id"] == event], ""), "citations")
        correcting.show(event)
    else:
        st.html(
            f'<div class="tl-card" dir="{state.direction()}"><p class="tl-empty">{escape(say("pick"))}</p></div>'
        )
        if not state.is_sample():
            state.name_field()
    correcting.add_event()
