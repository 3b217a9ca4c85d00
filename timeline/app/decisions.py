"""What people decided: old and new, who, when, why; what stands can be undone, what no longer binds stays."""

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

#: Decisions shown at once.
_A_PAGE = 25


def show(told: Sequence[Review], none: str) -> None:
    """The decisions about one thing, the newest first; `none` is said without any."""
    st.markdown(f"**{say('history')}**")
    if not told:
        st.caption(none)
    _items(told, set())


def all_of_them() -> None:
    """Every decision of the dossier; first those that no longer bind, with what can be done."""
    lost = state.unbound()
    if not state.history():
        st.caption(say("decisions.none"))
        return
    if lost:
        st.markdown(f"**{say('decisions.unbound', n=len(lost))}**")
        st.caption(say("decisions.kept"))
        _items(lost, {review.id for review in lost}, "lost")
        st.markdown(f"**{say('decisions.all')}**")
    told = state.history()[::-1]
    pages = -(-len(told) // _A_PAGE)
    page = st.pagination(pages, key=state.widget_key("decision-pages")) if pages > 1 else 1
    _items(told[(page - 1) * _A_PAGE : page * _A_PAGE][::-1], {review.id for review in lost}, "all")


def warn() -> None:
    """Says that some decisions no longer bind, and leads to them."""
    lost = state.unbound()
    if not lost or state.view("list") == "decisions":
        return
    with st.container(horizontal=True, vertical_alignment="center", key="unbound"):
        st.warning(say("decisions.unbound", n=len(lost)))
        if st.button(say("decisions.look"), key="look-unbound"):
            state.set_view(list="decisions")
            state.go("timeline")


def _items(told: Sequence[Review], lost: set[int], where: str = "card") -> None:
    standing = {review.id for review in active(state.history())}
    for review in reversed(told):
        st.html(
            item(review, review.kind == "undo" or review.id in standing, review.id in lost, where != "card")
        )
        if review.id not in standing or state.is_sample() or (where == "all" and review.id in lost):
            continue
        label = say("decisions.withdraw") if where == "lost" else say("undo")
        if st.button(label, key=f"undo-{where}-{review.id}"):
            state.undo(review.id)
            st.rerun()


def item(review: Review, stands: bool, lost: bool = False, named: bool = False) -> str:
    """One decision as HTML; what was undone is struck through. `named` says what it is about."""
    language = state.language()
    struck = "" if stands else ' class="rejected"'
    moved = ""
    if review.kind in (*DOCUMENT_KINDS, "date"):
        old, new = (EdtfDate.parse(text) if text else None for text in (review.before, review.after))
        moved = (
            f'<div{struck}><bdi>{escape(wording.date_text(old, language))}</bdi> <span class="arrow"></span> '
            f"<b><bdi>{escape(wording.date_text(new, language))}</bdi></b></div>"
        )
    about = f'<div dir="auto"><bdi>{escape(review.target.label)}</bdi></div>' if named else ""
    note = f'<div dir="auto">{escape(review.note)}</div>' if review.note else ""
    return (
        f'<ul class="tl-list" dir="{state.direction()}"><li>{about}<b><bdi>{escape(review.who)}</bdi></b> '
        f"<span{struck}>{escape(review.say(language, _named))}</span>{moved}{note}"
        f"<small>{escape(review.when(language))} · {escape(say('change_number', n=review.id))}</small>"
        f"{_what_to_do(review) if lost else ''}</li></ul>"
    )


def _what_to_do(review: Review) -> str:
    """Why a decision no longer binds, what it was bound to, and what can be done."""
    if review.kind in DOCUMENT_KINDS:
        why = "document"
    elif state.changed_since(review):
        why = "changed" if review.kind == "accept" else "other"
    else:
        why = "sentence"
    found = {
        (account.source.file, account.words) for account in review.target.accounts
    } or {(review.target.document.file, "") if review.target.document else ("", "")}  # fmt: skip
    bound = " · ".join(
        f"<bdi>{escape(file)}</bdi>" + (f" <q><bdi>{escape(words)}</bdi></q>" if words else "")
        for file, words in sorted(found) if file
    )  # fmt: skip
    return f"<small>{bound}</small><div>{escape(say(f'decisions.why.{why}'))}</div>"


def _named(kind: str, value: str) -> str:
    """An id of a decision as a person reads it."""
    if kind == "category":
        known = state.categories().get(value)
        return known.labels.get(state.language(), value) if known else value
    return state.name_of(value, state.language())
