"""Export: the filtered events as files, each with its filter, cut-off and sources."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from timeline import exports
from timeline.app import changed, citations, state
from timeline.app.state import count, say
from timeline.exports.share import WITHHELD, Share
from timeline.filters import Filters

#: What of the tables is shown before it leaves.
_PREVIEW = {
    "documents": ("file", "publisher", "title", "url"),
    "evidence": ("sentence", "expression", "rule"),
}


def show() -> None:
    head = st.container(key="export-head")  # above what is withheld, and said of what is left
    chosen = share(state.selection())
    events = chosen.tables["events"]
    lines = "".join(f"<li>{escape(line)}</li>" for line in chosen.provenance)
    counts = say(
        "export_counts",
        events=count("events", len(events)),
        documents=count("documents", len(chosen.tables["documents"])),
    )
    head.html(
        f'<div class="tl-top" dir="{state.direction()}"><h1>{escape(say("export_title"))}</h1></div>'
        f'<div class="tl-out" dir="{state.direction()}"><p><b>{escape(counts)}</b></p><ul>{lines}</ul></div>'
    )
    if state.filters() != Filters():
        head.caption(say("export_filtered"))
    head.caption(say("export_names"))
    citations.show(chosen, "citations")
    changed.show(state.selection())
    buttons(exports.FORMATS, chosen)


def buttons(names: Iterable[str], chosen: exports.Selection) -> None:
    """A download for each format, with what it is good for and what it leaves out."""
    for name in names:
        with st.container(border=True, key=f"export-{name}"):
            about, button = st.columns([3, 1], vertical_alignment="center")
            about.markdown(f"**{say(f'formats.{name}.label')}**  \n{say(f'formats.{name}.about')}")
            form = exports.FORMATS[name]
            button.download_button(
                say("download"), lambda name=name: exports.make(name, chosen), exports.file_name(name), form.media_type,
                key=f"download-{name}", on_click="ignore", width="stretch",
            )  # fmt: skip
            for line in exports.remarks(name, chosen):
                about.caption(line)


def share(whole: exports.Selection) -> exports.Selection:
    """The selection without what the person withholds, chosen in a box on the page."""
    files = dict(
        zip(whole.tables["documents"]["document_id"], whole.tables["documents"]["file"], strict=True)
    )
    with st.expander(say("share_title")):
        st.caption(say("share_about"))
        flags = {name: st.checkbox(say(f"share_{name}"), key=f"share-{name}") for name in WITHHELD}
        gone = st.multiselect(
            say("share_documents"),
            list(files),
            format_func=lambda one: files.get(one, one),
            key="share-documents",
        )
        chosen = Share(**flags, documents=tuple(gone)).of(whole)
        st.caption(say("share_preview"))
        for table, columns in _PREVIEW.items():
            out = chosen.tables[table][list(columns)]
            st.dataframe(
                out.rename(columns={name: say(f"share_column.{name}") for name in columns}),
                hide_index=True, width="stretch", alt=say("share_preview"),
            )  # fmt: skip
    return chosen
