"""The briefing of the open dossier: which events, in which order, with what a person wrote over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from timeline import exports
from timeline.app import state
from timeline.app.state import say
from timeline.dossier import DossierError, Slide
from timeline.dossier.briefing import MOST_SLIDES, version


@dataclass(frozen=True, slots=True)
class Bound:
    """A slide and the event it stands for now; `state` is "" where it is shown, else why it is not."""

    slide: Slide
    event_id: str
    state: str


def slides() -> tuple[Slide, ...]:
    """The slides as kept; those of the read-only sample live in this window only."""
    if state.is_sample():
        return st.session_state.get("sample_briefing", ())
    try:
        return state.dossier().briefing()
    except DossierError as error:
        st.session_state["said"] = error.say(state.language())
        return ()


def bound() -> list[Bound]:
    """Every slide with its event: decisions and new builds may have moved, merged, hidden or lost it."""
    held, found, shown = state.reviewed(), [], set()
    review = dict(zip(held.tables["events"]["event_id"], held.tables["events"]["review"], strict=True))
    for slide in slides():
        event_id = held.find(slide.target) or ""
        why = "gone" if not event_id else "hidden" if review[event_id] == "hidden" else ""
        why = why or ("twice" if event_id in shown else "")
        if not why:
            shown.add(event_id)
        found.append(Bound(slide, event_id, why))
    return found


def selection() -> exports.Selection:
    """What the briefing shows, in its order, ready to leave the program."""
    shown = [one for one in bound() if not one.state]
    whole = state.whole_selection()
    events = whole.tables["events"]
    chosen = events[events["event_id"].isin([one.event_id for one in shown])]
    order = tuple(
        exports.Slide(one.event_id, one.slide.headlines.get(state.language(), ""), one.slide.note)
        for one in shown
    )
    words = say("briefing.chosen", n=len(shown), total=len(events))
    return replace(whole.only(chosen, words), briefing=order)


def add(event_ids: Iterable[str]) -> None:
    """Puts events that are not in it at the end, as many as it holds; what does not fit is said."""
    held, kept = state.reviewed(), slides()
    known = {one.event_id for one in bound()}
    new = [Slide(held.target(one)) for one in event_ids if one not in known]
    room = max(0, MOST_SLIDES - len(kept))
    if _keep((*kept, *new[:room]), version(kept)) and len(new) > room:
        st.session_state["said"] = say("briefing.full", n=len(new) - room, limit=MOST_SLIDES)


def keep(made: Sequence[Slide]) -> bool:
    """Keeps a changed briefing, unless another window has changed it since this one showed it."""
    return _keep(made, st.session_state.get("briefing_seen", version(slides())))


def _keep(made: Sequence[Slide], seen: str) -> bool:
    if state.is_sample():
        st.session_state["sample_briefing"] = tuple(made)
        return True
    try:
        state.dossier().keep_briefing(made, seen)
    except DossierError as error:
        st.session_state["said"] = error.say(state.language())
        return False
    return True


def was_shown() -> None:
    """What stands on the page now is what the next change is made from."""
    st.session_state["briefing_seen"] = version(slides())


def button(event_id: str) -> None:
    """Puts the event whose card is open into the briefing, or says that it is there."""
    if event_id in {one.event_id for one in bound()}:
        st.caption(say("briefing.is_in"))
    elif st.button(say("briefing.put"), key="to-briefing", icon=":material/add:"):
        add([event_id])
        st.rerun()
