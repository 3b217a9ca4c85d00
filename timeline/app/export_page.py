"""Export: the filtered events as files, each with its filter, cut-off and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from timeline import exports
from timeline.app import changed, citations, state, style
from timeline.app.state import count, say
from timeline.exports.share import WITHHELD, Share
from timeline.filters import Filters

#: From so many events on, making a file takes long enough for a progress bar.
_MANY = 2_000
#: What of the tables is shown before it leaves.
_PREVIEW = {
    "documents": ("file", "publisher", "title", "url"),
    "evidence": ("sentence", "expression"),
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
            lacks = exports.missing(name, state.language())
            with button:
                _button(name, chosen, about, bool(lacks))
            for line in filter(None, (lacks, *exports.remarks(name, chosen))):
                about.caption(line)


def _button(name: str, chosen: exports.Selection, about: Any, disabled: bool) -> None:
    """A download at once; in two steps where making may fail or takes a while, so that both can be said."""
    form = exports.FORMATS[name]
    more: dict[str, Any] = {"file_name": exports.file_name(name), "mime": form.media_type, "on_click": "ignore",
                            "width": "stretch", "key": f"download-{name}"}  # fmt: skip
    if disabled or not (form.drawn or len(chosen.tables["events"]) > _MANY):
        st.download_button(say("download"), lambda: exports.make(name, chosen), disabled=disabled, **more)
        return
    if not st.button(say("prepare"), key=f"prepare-{name}", width="stretch"):
        return
    # the wheel turns while Chromium draws or a file is packed; the bar moves while events are told
    bar = about.empty()

    def show(done: int, total: int) -> None:
        bar.progress(done / max(1, total), say("preparing", done=f"{done:,}", total=f"{total:,}"))

    try:
        with about, st.spinner(say("preparing_file")):
            made = exports.make(name, replace(chosen, progress=show))
    except exports.ExportError as error:
        about.error(style.plain(str(error)))
    else:
        st.download_button(say("download"), made, **more)
    bar.empty()


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
            format_func=style.apart(files).__getitem__,
            key="share-documents",
        )
        chosen = Share(**flags, documents=tuple(gone)).of(whole)
        st.caption(say("share_preview"))
        for table, columns in _PREVIEW.items():
            order = columns[::-1] if state.direction() == "rtl" else columns
            out = chosen.tables[table][list(order)]
            st.dataframe(
                out.rename(columns={name: say(f"share_column.{name}") for name in columns}),
                hide_index=True, width="stretch", alt=say("share_preview"),
            )  # fmt: skip
        decided = [one for told in chosen.decisions.values() for one in told]
        if decided:
            shown = {
                say(f"share_column.{name}"): [getattr(one, name) for one in decided]
                for name in ("who", "what", "note")
            }
            st.dataframe(pd.DataFrame(shown), hide_index=True, width="stretch", alt=say("share_preview"))
    return chosen
