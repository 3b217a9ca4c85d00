"""Documents: what date each was given, from which evidence, and setting it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice

import streamlit as st

from timeline import wording
from timeline.app import adding, decisions, marking, state, strip, style
from timeline.app.state import count, say
from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.models import Document, Event, Evidence, Timeline, Timex
from timeline.reviews import Change, ReviewError, changes
from timeline.reviews.binding import find_document
from timeline.reviews.history import DOCUMENT_KINDS

#: Documents listed at once.
_A_PAGE = 40
#: Words of an evidence that are quoted, in code points.
_LONGEST_QUOTE = 90
#: Most events and expressions listed of those that a new date would move.
_MOST_LISTED = 12


def show() -> None:
    with st.sidebar:
        adding.show()
    found = state.timeline()
    with st.sidebar:
        adding.problems(found)
    if not found.documents:
        st.html(f'<p class="tl-empty">{escape(say("no_documents" if found.problems else "empty_here"))}</p>')
        return
    listed, side = st.columns([300, 840], gap="medium")
    with listed, st.container(key="documents"):
        document = _list(found)
    with side:
        _heading(document, found)
        evidence, text = st.columns(2, gap="medium")
        with evidence:
            _date(document, found)
            _history(document)
            _evidence(document)
        with text:
            st.html(f'<div class="tl-top"><strong>{escape(say("text"))}</strong>{_key()}</div>')
            st.html(marking.text_html(document, found.timexes[document.id], state.language(), say("cut")))


def _list(found: Timeline) -> Document:
    """The documents, a page of them at a time; the one whose text is shown."""
    by_id = {document.id: document for document in found.documents}
    chosen = state.view("doc") if state.view("doc") in by_id else found.documents[0].id
    st.markdown(f"**{count('documents', len(by_id))}**")
    listed = list(by_id)
    if len(listed) > _A_PAGE:
        words = st.text_input(say("list_find"), key=state.widget_key("find-doc"))
        only = st.checkbox(say("list_waiting"), key=state.widget_key("only-waiting"))
        listed = [key for key, document in by_id.items() if _fits(document, fold_text(words), only)]
        listed = _page(listed, chosen, f"{words}-{only}")
    labels = style.apart({key: _label(by_id[key]) for key in listed})
    picked = st.radio(
        say("documents"), listed, index=listed.index(chosen) if chosen in listed else None, format_func=labels.__getitem__,
        captions=[_caption(by_id[key]) for key in listed], label_visibility="collapsed",
        key=f"{state.widget_key('doc')}-{len(listed)}-{listed[0] if listed else ''}",
    ) if listed else None  # fmt: skip
    if not listed:
        st.caption(say("none_here"))
    state.set_view(doc=picked or chosen)
    return by_id[picked or chosen]


def _page(listed: list[str], chosen: str, asked: str) -> list[str]:
    """The documents of one page: at first that of the document chosen."""
    pages = max(1, -(-len(listed) // _A_PAGE))
    at = listed.index(chosen) // _A_PAGE + 1 if chosen in listed else 1
    page = 1
    if pages > 1:
        page = st.pagination(
            pages, default=at, key=f"{state.widget_key('doc-pages')}-{asked}", max_visible_pages=5
        )
    return listed[(page - 1) * _A_PAGE : page * _A_PAGE]


def _fits(document: Document, words: str, only_waiting: bool) -> bool:
    if only_waiting and document.dating.value is not None:
        return False
    return words in fold_text(f"{document.name} {document.title} {document.publisher}")


def _label(document: Document) -> str:
    dating = document.dating
    sure = say(f"confidence.{dating.confidence}") if dating.confidence else say("waits")
    flag = " ⚠" if dating.warnings else ""
    return f"**{style.plain(wording.date_text(dating.value, state.language()))}** · {sure}{flag}"


def _caption(document: Document) -> str:
    """The headline, and the file's name in its own direction."""
    named = f"\u2066{style.plain(document.name)}\u2069"
    return f"{style.plain(document.title)}  \n{named}" if document.title else named


def _heading(document: Document, found: Timeline) -> None:
    language = state.language()
    dating = document.dating
    sure = say(f"confidence.{dating.confidence}") if dating.confidence else ""
    by_hand = f" · {say('evidence_kinds.person')}" if dating.basis == "person" else ""
    warning = dating.warning(language)
    address = f'<small class="address" dir="ltr">{escape(document.url)}</small>' if document.url else ""
    about = say(
        "about_document",
        name=wording_of(document.language),
        dates=count("dates", len(found.timexes[document.id])),
    )
    st.html(
        f'<div class="tl-top" dir="{state.direction()}"><h1 dir="auto">{escape(document.title or document.name)}</h1>'
        f"<span>{escape(about)}</span></div>"
        f'<p class="tl-written" dir="{state.direction()}">{escape(say("written"))} '
        f"<strong><bdi>{escape(wording.date_text(dating.value, language))}</bdi></strong> {escape(sure + by_hand)}</p>"
        f"{address}"
        + (f'<p class="tl-warning" dir="{state.direction()}">⚠ {escape(warning)}</p>' if warning else "")
    )
    kinds = wording.catalogue(language)["app"]["evidence_kinds"]
    drawn = strip.strip(dating, kinds, say("date_given"), language, state.direction())
    if drawn:
        st.html(drawn)


def wording_of(code: str) -> str:
    """A language's own name of another, or its code where it has none."""
    return wording.catalogue(state.language())["app"]["languages"].get(code, code)


def _key() -> str:
    """What the marks in the text mean."""
    marks = (("certain", "certain"), ("unsure", "unsure"), ("unresolved", "unread"), ("kept", "kept"), ("rejected", "rejected"))  # fmt: skip
    return '<span class="tl-text key">' + " ".join(f'<mark class="{css}">{escape(say(f"marks.{name}"))}</mark>' for css, name in marks) + "</span>"  # fmt: skip


def _evidence(document: Document) -> None:
    kept = sum(1 for e in document.dating.evidence if e.kept)
    st.markdown(f"**{say('evidence', kept=kept, rejected=len(document.dating.evidence) - kept)}**")
    ordered = sorted(document.dating.evidence, key=lambda e: not e.kept)
    items = "".join(_evidence_item(e, document.language) for e in ordered)
    st.html(f'<ul class="tl-list" dir="{state.direction()}">{items or escape(say("no_evidence"))}</ul>')


def _evidence_item(evidence: Evidence, source: str) -> str:
    language = state.language()
    struck = "" if evidence.kept else ' class="rejected"'
    quoted = says = ""
    if evidence.span and evidence.span.text.strip():
        words = " ".join(evidence.span.text.split())
        words = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
        quoted = f'<div dir="auto" lang="{escape(source)}"{struck}><q>{escape(words)}</q></div>'
    if evidence.says:
        date = escape(wording.date_text(evidence.says, language))
        says = f' <span class="arrow"></span> <bdi{struck}>{date}</bdi>'
    kind = wording.catalogue(language)["app"]["evidence_kinds"].get(evidence.kind, evidence.kind)
    return (
        f"<li><b>{'✓' if evidence.kept else '✕'} {escape(kind)}</b>{says}{quoted}"
        f"<small>{escape(evidence.reason(language))}</small></li>"
    )


# The date, by a person: first what it would move, then the decision


def _date(document: Document, found: Timeline) -> None:
    st.markdown(f"**{say('set_date')}**")
    if state.is_sample():
        st.caption(say("mine_first"))
        if st.button(say("make_mine"), key="make-mine-here"):
            state.make_mine()
            st.rerun()
        return
    turn = st.session_state.setdefault("date-turn", 0)  # a new field after each decision
    key = f"date-{document.id}-{turn}-{state.widget_key('')}"
    typed = st.text_input(
        say("set_date"), placeholder=say("date_example"), key=key, label_visibility="collapsed", max_chars=200,
        on_change=_propose, args=("document_date", document.id),
    )  # fmt: skip
    now = document.dating.value
    by_hand = document.dating.basis == "person"
    with st.container(horizontal=True, gap="small"):
        if now and not by_hand:
            words = wording.date_text(now, state.language())
            st.button(say("confirm_date", date=words), key="confirm-date", on_click=_propose, args=("confirm_document_date", document.id))  # fmt: skip
            st.button(say("reject_date"), key="reject-date", on_click=_propose, args=("reject_document_date", document.id))  # fmt: skip
    state.name_field()
    kind, about = st.session_state.get("proposed", ("", ""))
    if about != document.id or (kind == "document_date" and not typed.strip()):
        return
    try:
        change = changes.date_document(document, kind, typed)
    except ReviewError as error:
        st.error(style.plain(error.say(state.language())))
        return
    except ValueError as error:
        st.error(style.plain(state.wrong_date(typed, error)))
        return
    _preview(document, found, change)


def _propose(kind: str, document: str) -> None:
    st.session_state["proposed"] = (kind, document)


def _preview(document: Document, found: Timeline, change: Change) -> None:
    value = EdtfDate.parse(change.after) if change.after else None
    after = state.timeline({document.id: value})
    events, dates = list(moved_events(found, after)), list(moved_dates(document, found, after))
    language = state.language()

    def row(words: str, old: EdtfDate | None, new: EdtfDate | None) -> str:
        return (
            f'<li>{words} <bdi class="rejected">{escape(wording.date_text(old, language))}</bdi> '
            f'<span class="arrow"></span> <b><bdi>{escape(wording.date_text(new, language))}</bdi></b></li>'
        )

    titles = ((f"<bdi>{escape(_title(event, language))}</bdi>", event.date, new) for event, new in events)
    quotes = ((f"<q><bdi>{escape(old.text)}</bdi></q>", old.value, new) for old, new in dates)
    rows = [row(*one) for told in (titles, quotes) for one in islice(told, _MOST_LISTED)]
    st.markdown(
        f"**{say('would_move', events=count('events', len(events)), dates=count('dates', len(dates)))}**"
    )
    st.html(f'<ul class="tl-list" dir="{state.direction()}">{"".join(rows)}</ul>')
    with st.form(f"decide-{document.id}", border=False):
        why = st.text_input(say("why"), max_chars=2_000)
        label = (
            say("apply_date", date=wording.date_text(value, language)) if value else say("reject_date_now")
        )
        yes, no = st.columns([2, 1])
        decided = yes.form_submit_button(label, type="primary")
        dropped = no.form_submit_button(say("keep"))
    if decided:
        _decide(changes.date_document(document, change.kind, change.after, why))
    if dropped:
        _end()


def _title(event: Event, language: str) -> str:
    titles = dict(event.titles)
    return titles.get(language) or next(iter(titles.values()), "")


def _decide(change: Change) -> None:
    if state.decide(change):
        _end()
    st.rerun()


def _end() -> None:
    st.session_state.pop("proposed", None)
    st.session_state["date-turn"] += 1
    st.rerun()


def moved_events(before: Timeline, after: Timeline) -> Iterator[tuple[Event, EdtfDate | None]]:
    """The events that have another date, or none, in the other timeline; found by their mentions."""
    dates = {
        (m.document_id, m.timex.char_start, m.timex.char_end, m.category): event.date
        for event in after.events for m in event.mentions
    }  # fmt: skip
    for event in before.events:
        for m in event.mentions:
            new = dates.get((m.document_id, m.timex.char_start, m.timex.char_end, m.category))
            if new != event.date:
                yield event, new
                break


def moved_dates(
    document: Document, before: Timeline, after: Timeline
) -> Iterator[tuple[Timex, EdtfDate | None]]:
    """The expressions of a document that a new date of it would read otherwise."""
    new = {(t.char_start, t.char_end): t.value for t in after.timexes[document.id]}
    for old in before.timexes[document.id]:
        value = new.get((old.char_start, old.char_end))
        if value != old.value:
            yield old, value


def _history(document: Document) -> None:
    """What people decided about the date: old and new, who, when, why; each can be undone."""
    about = [r for r in state.history() if r.target.document and r.kind in (*DOCUMENT_KINDS, "undo")]
    sources = state.sources() if about else []
    decisions.show(
        [r for r in about if (one := find_document(r.target, sources)) and one.id == document.id],
        say("no_date_history"),
    )
