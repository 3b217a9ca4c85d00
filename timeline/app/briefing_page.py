"""Briefing: choose and order events, write over their slides, present them, send them."""

from __future__ import annotations

from html import escape

import streamlit as st

from timeline import exports, wording
from timeline.app import briefing, export_page, state, style
from timeline.app.briefing import Bound
from timeline.app.state import say
from timeline.dossier.briefing import LONGEST_HEADLINE, LONGEST_NOTE, MOST_SLIDES, written
from timeline.edtf import EdtfDate
from timeline.exports.briefing import Deck, deck
from timeline.exports.briefing import html as page

#: The script of the deck, on the whole window or small beside the list.
_MOUNT = """
export default function({ parentElement, data, setTriggerValue }) {
  parentElement.querySelectorAll(".mounted").forEach(old => old.remove());
  const box = document.createElement(data.small ? "div" : "dialog");
  box.className = data.small ? "mounted small" : "mounted briefing";
  box.innerHTML = data.html;
  parentElement.append(box);
  const deck = box.querySelector(".deck");
  deck.classList.toggle("dark", data.theme === "dark");
  if (data.small) return () => box.remove();
  box.addEventListener("cancel", event => event.preventDefault());
  box.showModal();
  const stop = startDeck(deck, () => { box.close(); setTriggerValue("closed", true); });
  return () => { stop(); box.remove(); };
}
"""
#: Beside the list a slide is half as large.
_SMALL = "\n.small .deck { --u: .5px; width: 640px; max-width: 100%; height: 360px; border: 1px solid var(--rule) }"


def show() -> None:
    selection = briefing.selection()
    shown = deck(selection)
    if state.view("present") == "on" and shown.screens:
        _present(selection, shown)
        return
    st.html(f'<div class="tl-top" dir="{state.direction()}"><h1>{escape(say("pages.briefing"))}</h1></div>')
    st.caption(say("briefing.about"))
    if state.is_sample():
        st.caption(say("briefing.sample"))
    _actions(shown)
    held = briefing.bound()
    listed, side = st.columns([5, 7], gap="medium")
    with listed:
        at = _list(held)
        _add(held)
    with side:
        if held:
            _slide(held, at, selection, shown)
    if shown.screens:
        _send(selection)
    briefing.was_shown()


def _actions(shown: Deck) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="briefing-actions"):
        if st.button(
            say("briefing.present"), type="primary", key="present", icon=":material/slideshow:",
            disabled=not shown.screens,
        ):  # fmt: skip
            state.set_view(present="on")
            state.write_url()
            st.rerun()
        chosen = state.selection().in_order()["event_id"].tolist()
        if st.button(say("briefing.all", n=len(chosen)), key="add-all", disabled=not chosen):
            briefing.add(chosen)
            st.rerun()
        if briefing.slides() and st.button(say("briefing.empty"), key="empty", type="tertiary"):
            briefing.keep(())
            st.rerun()


def _list(held: list[Bound]) -> int:
    """The slides in order, one chosen; moves and takes it out. Returns the place of the chosen one."""
    if not held:
        st.html(f'<p class="tl-empty">{escape(say("briefing.none"))}</p>')
        return 0
    st.markdown(f"**{say('briefing.slides', n=len(held))}**")
    at = min(st.session_state.get("slide", 0), len(held) - 1)
    turn = st.session_state.get("briefing_turn", 0)  # a new list after each change
    labels = dict(enumerate(f"{n}. {_label(one)}" for n, one in enumerate(held, start=1)))
    with st.container(key="slides"):
        at = st.radio(
            say("briefing.list"), list(labels), index=at, key=f"slides-{turn}-{state.widget_key('')}",
            format_func=labels.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
    at = st.session_state["slide"] = at or 0
    with st.container(horizontal=True, gap="small", key="move"):
        moves = (("up", "arrow_upward", at - 1), ("down", "arrow_downward", at + 1))
        for name, icon, to in moves:
            fits = 0 <= to < len(held)
            if st.button(say(f"briefing.{name}"), key=name, icon=f":material/{icon}:", disabled=not fits):
                made = [one.slide for one in held]
                made.insert(to, made.pop(at))
                _change(made, to)
        if st.button(say("briefing.remove"), key="remove", icon=":material/close:"):
            _change([one.slide for n, one in enumerate(held) if n != at], at)
    return at


def _change(made: list, at: int) -> None:
    if briefing.keep(made):
        st.session_state["slide"] = max(0, min(at, len(made) - 1))
    st.session_state["briefing_turn"] = st.session_state.get("briefing_turn", 0) + 1
    st.rerun()


def _label(one: Bound) -> str:
    if one.state == "gone":
        return style.plain(say("briefing.gone", what=wording.isolate(one.slide.target.label)))
    card = state.cards().get(one.event_id)
    title = one.slide.headlines.get(state.language()) or card.title
    said = f"{wording.isolate(card.date)} · {wording.isolate(title)}"
    if one.state:
        said += f" ({say(f'briefing.{one.state}')})"
    return style.plain(said)


def _add(held: list[Bound]) -> None:
    """One event of those that the filters keep."""
    known = {one.event_id for one in held}
    events = state.selection().in_order()
    title = f"title_{state.language()}"
    labels = style.apart(
        {
            event_id: f"{wording.date_text(EdtfDate.parse(edtf) if edtf else None, state.language())} · {said}"
            for event_id, edtf, said in zip(events["event_id"], events["edtf"], events[title], strict=True)
            if event_id not in known
        }
    )
    if not labels:
        return
    with st.form("add-slide", border=False, clear_on_submit=True):
        picked = st.selectbox(
            say("briefing.one"), list(labels), index=None, format_func=labels.__getitem__, placeholder=say("briefing.pick"),
        )  # fmt: skip
        if st.form_submit_button(say("add"), disabled=len(held) >= MOST_SLIDES) and picked:
            briefing.add([picked])
            st.session_state["slide"] = len(held)
            st.session_state["briefing_turn"] = st.session_state.get("briefing_turn", 0) + 1
            st.rerun()


def _slide(held: list[Bound], at: int, selection: exports.Selection, shown: Deck) -> None:
    """The chosen slide as it will look, and what a person may write over it."""
    one = held[at]
    if one.state:
        st.info(style.plain(_label(one)))
        return
    number = sum(not other.state for other in held[: at + 1])
    _mount("preview", page.preview_html(selection, shown, number), small=True)
    language = state.language()
    with st.form(
        f"slide-{at}-{state.widget_key('')}-{st.session_state.get('briefing_turn', 0)}", border=False
    ):
        title = state.cards().get(one.event_id).title
        headline = st.text_input(
            say("briefing.headline"), one.slide.headlines.get(language, ""), max_chars=LONGEST_HEADLINE, placeholder=title,
        )  # fmt: skip
        note = st.text_area(
            say("briefing.note"),
            one.slide.note,
            max_chars=LONGEST_NOTE,
            height=80,
            help=say("briefing.note_help"),
        )
        if st.form_submit_button(say("briefing.keep")):
            headlines = {**one.slide.headlines, language: written(headline, LONGEST_HEADLINE)}
            made = [other.slide for other in held]
            made[at] = type(one.slide)(
                one.slide.target,
                {code: text for code, text in headlines.items() if text},
                written(note, LONGEST_NOTE),
            )
            _change(made, at)


def _send(selection: exports.Selection) -> None:
    st.markdown(f"**{say('briefing.send')}**")
    chosen = export_page.share(selection)
    export_page.buttons(exports.SLIDES, chosen)


def _present(selection: exports.Selection, shown: Deck) -> None:
    """The whole window shows the slides until they are closed."""
    ended = _mount("deck", page.screens_html(selection, shown, closing=True))
    if ended or st.button(say("briefing.back")):
        state.set_view(present="off")
        state.write_url()
        st.rerun()


def _mount(name: str, html: str, small: bool = False) -> bool:
    """Puts slides into the page; true in the run after they were closed."""
    from streamlit.components import v2

    mount = v2.component(f"timeline_{name}", css=page.style() + _SMALL, js=page.script() + _MOUNT)
    told = mount(
        key=name, data={"html": html, "theme": state.theme(), "small": small}, on_closed_change=lambda: None,
        height="content" if small else 1,
    )  # fmt: skip
    return bool(getattr(told, "closed", None))
