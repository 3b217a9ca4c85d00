"""Saved views: the filters, lanes, zoom and open card under a name, kept in the dossier."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from timeline.app import state, style
from timeline.app.state import say
from timeline.dossier import DossierError
from timeline.dossier.folder import LONGEST_NAME


def show() -> None:
    """Save, open, rename and delete, at the top of the sidebar; a sample's cannot be changed."""
    here = state.dossier()
    try:
        views = here.views()
    except DossierError as error:
        st.sidebar.error(style.plain(error.say(state.language())))
        return
    label = say("views.mine", n=len(views)) if views else say("views.label")
    with (
        st.sidebar,
        st.container(key="views"),
        st.popover(label, width="stretch", key=state.widget_key("views-of")),
    ):  # shut once one is opened
        if here.read_only:
            st.caption(say("mine_first"))
            return
        if not views:
            st.caption(say("views.none"))
        for at, name in enumerate(views):
            if st.button(style.plain(name), key=f"view-{at}", icon=":material/visibility:", width="stretch"):
                state.open_view(views[name])
                state.go("timeline")
        turn = st.session_state.setdefault("views-turn", 0)
        with st.form(f"save-view-{turn}", border=False):
            name = st.text_input(say("views.name"), max_chars=LONGEST_NAME)
            if st.form_submit_button(say("views.save")):
                if " ".join(name.split()) in views:
                    st.error(say("views.taken"))
                else:
                    _do(lambda: here.save_view(name, state.saved_view()))
        if views:
            _change(list(views), turn)


def _change(names: list[str], turn: int) -> None:
    here = state.dossier()
    with st.form(f"change-view-{turn}", border=False):
        name = st.selectbox(say("views.which"), names)
        other = st.text_input(say("views.name"), max_chars=LONGEST_NAME, key=f"other-name-{turn}")
        left, right = st.columns(2)
        renamed = left.form_submit_button(say("views.rename"))
        deleted = right.form_submit_button(say("views.delete"))
    if renamed:
        _do(lambda: here.rename_view(name, other))
    elif deleted:
        _do(lambda: here.delete_view(name))


def _do(change: Callable[[], None]) -> None:
    try:
        change()
    except DossierError as error:
        st.error(style.plain(error.say(state.language())))
        return
    st.session_state["views-turn"] += 1
    st.rerun()
