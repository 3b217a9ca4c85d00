"""An older package beside the dossier: what is new, moved, withdrawn, reviewed anew."""

from __future__ import annotations

from html import escape

import streamlit as st

from timeline import topics, wording
from timeline.app import state, style
from timeline.app.state import say
from timeline.exports import Selection
from timeline.exports.changes import report


def show(now: Selection) -> None:
    """Takes a package and lists what became of its events; a hostile or altered one is refused in words."""
    with st.expander(say("changes_title")):
        st.caption(say("changes_about"))
        given = st.file_uploader(say("changes_file"), type=["zip"], key="changes-file")
        if given is None:
            return
        language = state.language()
        try:
            old = Selection.of_package(given.getvalue(), topics.load(state.topic()), language)
        except ValueError as error:
            why = wording.translated(str(error)[:300], "packages", language)
            st.error(style.plain(say("changes_refused", why=wording.isolate(why))))
            return
        lines = report(old, now, state.whole_selection())
        listed = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
        st.html(f'<ul class="tl-list" dir="{state.direction()}">{listed}</ul>')
