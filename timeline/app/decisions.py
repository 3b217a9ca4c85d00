"""What people decided about one thing: old and new, who, when, why; what stands can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from timeline import wording
from timeline.app import state
from timeline.app.state import say
from timeline.edtf import EdtfDate
from timeline.reviews import Review, active
from timeline.reviews.history import DOCUMENT_KINDS


def show(told: Sequence[Review]) -> None:
    """The decisions, the newest first; nothing where there are none."""
    if not told:
        return
    st.markdown(f"**{say('history')}**")
    standing = {review.id for review in active(state.history())}
    for review in reversed(told):
        st.html(item(review, review.kind == "undo" or review.id in standing))
        undoable = review.id in standing and not state.is_sample()
        if undoable and st.button(say("undo"), key=f"undo-{review.id}"):
            state.undo(review.id)
            st.rerun()


def item(review: Review, stands: bool) -> str:
    """One decision as HTML; what was undone is struck through."""
    language = state.language()
    struck = "" if stands else ' class="rejected"'
    moved = ""
    if review.kind in (*DOCUMENT_KINDS, "date"):
        old, new = (EdtfDate.parse(text) if text else None for text in (review.before, review.after))
        moved = (
            f'<div{struck}><bdi>{escape(wording.date_text(old, language))}</bdi> <span class="arrow"></span> '
            f"<b><bdi>{escape(wording.date_text(new, language))}</bdi></b></div>"
        )
    note = f'<div dir="auto">{escape(review.note)}</div>' if review.note else ""
    return (
        f'<ul class="tl-list" dir="{state.direction()}"><li><b><bdi>{escape(review.who)}</bdi></b> '
        f"<span{struck}>{escape(review.say(language))}</span>{moved}{note}"
        f"<small>{escape(review.when(language))} · {escape(say('change_number', n=review.id))}</small></li></ul>"
    )
