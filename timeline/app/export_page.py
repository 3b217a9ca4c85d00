"""Export: the filtered events as files, each with its filter, cut-off and sources."""

from __future__ import annotations

from html import escape

import streamlit as st

from timeline import exports
from timeline.app import state
from timeline.app.state import say
from timeline.filters import Filters


def show() -> None:
    chosen = state.selection()
    events = chosen.tables["events"]
    st.html(f'<div class="tl-top" dir="{state.direction()}"><h1>{escape(say("export_title"))}</h1></div>')
    lines = "".join(f"<li>{escape(line)}</li>" for line in chosen.provenance)
    counts = say("export_counts", events=len(events), documents=len(chosen.tables["documents"]))
    st.html(
        f'<p dir="{state.direction()}"><b>{escape(counts)}</b></p><ul dir="{state.direction()}">{lines}</ul>'
    )
    if state.filters() != Filters():
        st.caption(say("export_filtered"))
    st.caption(say("export_names"))
    for name in exports.FORMATS:
        with st.container(border=True, key=f"export-{name}"):
            about, button = st.columns([3, 1], vertical_alignment="center")
            about.markdown(f"**{say(f'formats.{name}.label')}**  \n{say(f'formats.{name}.about')}")
            form = exports.FORMATS[name]
            button.download_button(
                say("download"), lambda name=name: exports.make(name, chosen), exports.file_name(name), form.media_type,
                key=f"download-{name}", on_click="ignore", width="stretch",
            )  # fmt: skip
