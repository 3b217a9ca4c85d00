"""Citations to copy in one click: of everything that goes out, or of one event."""

from __future__ import annotations

import streamlit as st

from timeline.app.state import say
from timeline.exports import Selection, citing


def show(selection: Selection, key: str) -> None:
    """The citations of a selection in a closed box, a line each; nothing where there are none."""
    cited = list(citing.by_document(selection).values())
    if not cited:
        return
    with st.expander(say("citations_title"), key=key):
        st.caption(say("citations_about"))
        # each line keeps its direction where it is pasted
        st.code("\n".join(cited), language=None, wrap_lines=True)
