"""Documents: adding them, what date each was given and why, and setting it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from timeline import wording
from timeline.app import state, style
from timeline.app.state import say
from timeline.models import BlockKind, Document, Evidence, Timeline, Timex
from timeline.pipeline import typed_date

#: A text longer than this is shown in part, in code points; the tables hold all of it.
_LONGEST_SHOWN = 60_000
#: Words of an evidence that are quoted, in code points.
_LONGEST_QUOTE = 90
_KINDS = ("txt", "md", "html", "htm", "pdf", "docx", "csv", "jsonl", "zip")


def show() -> None:
    with st.sidebar:
        _adding()
        _problems()
    found = state.timeline()
    if not found.documents:
        st.html(f'<p class="tl-empty">{escape(say("no_documents"))}</p>')
        return
    listed, side = st.columns([300, 840], gap="medium")
    with listed:
        document = _list(found)
    with side:
        _heading(document, found)
        evidence, text = st.columns(2, gap="medium")
        with evidence:
            _evidence(document)
            _set_date(document, found)
        with text:
            st.markdown(f"**{say('text')}**")
            st.html(_text(document, found))


def _adding() -> None:
    run = st.session_state.setdefault("upload", 0)
    uploaded = st.file_uploader(
        say("drop"), type=list(_KINDS), accept_multiple_files=True, key=f"upload-{run}"
    )
    if uploaded:
        if state.add_files((file.name, file.getvalue()) for file in uploaded):
            state.timeline()
        st.session_state["upload"] += 1
        st.rerun()
    with st.expander(say("paste")), st.form(f"paste-{run}", border=False):
        text = st.text_area(say("paste_text"), height=160)
        url = st.text_input(say("paste_url"))
        publisher = st.text_input(say("paste_outlet"))
        day = st.text_input(say("paste_date"), placeholder="2023-09-12")
        if st.form_submit_button(say("add"), type="primary") and text.strip():
            _add_pasted(text, url.strip(), publisher.strip(), day.strip())
    if state.is_sample():
        st.caption(say("sample_note"))
    elif st.button(say("back_to_sample")):
        state.remove_all()
        st.rerun()


def _add_pasted(text: str, url: str, publisher: str, day: str) -> None:
    """Adds the text, or says what is wrong with its date and keeps what was typed."""
    try:
        written = typed_date(day).text if day else ""
    except ValueError as error:
        st.error(style.plain(str(error)))
        return
    state.add_text(text, url, publisher, written)
    st.session_state["upload"] += 1
    st.rerun()


def _problems() -> None:
    found = state.problems()
    if not found:
        return
    items = "".join(
        f'<li><b><bdi>{escape(p.where)}</bdi></b><small dir="ltr">{escape(f"{p.what}. {p.remedy}.")}</small></li>'
        for p in found
    )
    st.markdown(f"**{say('problems', n=len(found))}**")
    st.html(f'<ul class="tl-list">{items}</ul>')


def _list(found: Timeline) -> Document:
    by_id = {document.id: document for document in found.documents}
    labels = {key: _label(document) for key, document in by_id.items()}
    chosen = state.view("doc")
    st.markdown(f"**{say('documents_count', n=len(by_id))}**")
    picked = st.radio(
        say("documents"), list(by_id), index=list(by_id).index(chosen) if chosen in by_id else 0, format_func=labels.__getitem__,
        captions=[style.plain(d.title) for d in found.documents], key=state.widget_key("doc"), label_visibility="collapsed",
    )  # fmt: skip
    state.set_view(doc=picked or "")
    return by_id[picked] if picked else found.documents[0]


def _label(document: Document) -> str:
    dating = document.dating
    sure = say(f"confidence.{dating.confidence}") if dating.confidence else say("waits")
    flag = " ⚠" if dating.warnings else ""
    return f"{wording.date_text(dating.value, state.language())} · {sure}{flag} · \u2066{style.plain(document.name)}\u2069"


def _heading(document: Document, found: Timeline) -> None:
    language = state.language()
    dating = document.dating
    sure = say(f"confidence.{dating.confidence}") if dating.confidence else ""
    warning = dating.warning(language)
    address = f'<br><small dir="ltr">{escape(document.url)}</small>' if document.url else ""
    about = say("about_document", name=wording_of(document.language), n=len(found.timexes[document.id]))
    st.html(
        f'<div class="tl-top" dir="{state.direction()}"><h1 dir="auto">{escape(document.title or document.name)}</h1>'
        f"<span>{escape(about)}</span></div>"
        f'<p dir="{state.direction()}">{escape(say("written"))} <strong><bdi>{escape(wording.date_text(dating.value, language))}</bdi></strong> '
        f"{escape(sure)} {'⚠ ' + escape(warning) if warning else ''}{address}</p>"
    )


def wording_of(code: str) -> str:
    """A language's own name of another, or its code where it has none."""
    return wording.catalogue(state.language())["app"]["languages"].get(code, code)


def _evidence(document: Document) -> None:
    kept = sum(1 for e in document.dating.evidence if e.kept)
    st.markdown(f"**{say('evidence', kept=kept, rejected=len(document.dating.evidence) - kept)}**")
    items = "".join(_evidence_item(e) for e in document.dating.evidence)
    st.html(f'<ul class="tl-list" dir="{state.direction()}">{items or escape(say("no_evidence"))}</ul>')


def _evidence_item(evidence: Evidence) -> str:
    language = state.language()
    quoted = ""
    if evidence.span:
        words = " ".join(evidence.span.text.split())
        words = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
        quoted = f'<div dir="auto"{"" if evidence.kept else " class=rejected"}>«{escape(words)}»</div>'
    says = (
        f" <span class='arrow'></span> <bdi>{escape(wording.date_text(evidence.says, language))}</bdi>"
        if evidence.says
        else ""
    )
    kind = wording.catalogue(language)["app"]["evidence_kinds"].get(evidence.kind, evidence.kind)
    return (
        f"<li><b>{'✓' if evidence.kept else '✕'} {escape(kind)}</b>{says}{quoted}"
        f"<small>{escape(evidence.reason(language))}</small></li>"
    )


def _set_date(document: Document, found: Timeline) -> None:
    """A date by hand: what it would move is counted before it is applied."""
    now = state.dates().get(document.id, "")
    typed = st.text_input(
        say("set_date"), now, placeholder="2024-06-16", key=state.widget_key(f"date-{document.id}")
    )
    if now and st.button(say("forget_date")):
        st.session_state["dates"] = {k: v for k, v in state.dates().items() if k != document.id}
        st.session_state["generation"] += 1
        st.rerun()
    if not typed or typed == now:
        return
    try:
        value = typed_date(typed)
    except ValueError as error:
        st.error(style.plain(str(error)))
        return
    chosen = state.dates() | {document.id: value.text}
    moves = list(_moved(document, found, state.timeline_of(chosen)))
    st.markdown(f"**{say('would_move', n=len(moves))}**")
    language = state.language()
    st.html('<ul class="tl-list">' + "".join(
        f"<li><bdi>«{escape(old.text)}»</bdi> <bdi>{escape(wording.date_text(old.value, language))}</bdi> "
        f"<span class='arrow'></span> <b><bdi>{escape(wording.date_text(new.value, language))}</bdi></b></li>" for old, new in moves
    ) + "</ul>")  # fmt: skip
    if st.button(say("apply_date", date=wording.date_text(value, language)), type="primary"):
        st.session_state["dates"] = chosen
        st.session_state["generation"] += 1
        st.rerun()


def _moved(document: Document, before: Timeline, after: Timeline) -> Iterator[tuple[Timex, Timex]]:
    """The expressions of a document that a new date of it would read otherwise."""
    new = {(t.char_start, t.char_end): t for t in after.timexes[document.id]}
    for old in before.timexes[document.id]:
        other = new.get((old.char_start, old.char_end))
        if other and other.value != old.value:
            yield old, other


def _text(document: Document, found: Timeline) -> str:
    """The page's text with its expressions marked; the reading shows on hover and on focus."""
    language = document.language
    direction = "rtl" if language in ("ar", "fa", "ur") else "ltr"
    parts: list[str] = []
    at = 0
    for block in document.blocks:
        parts.append(escape(document.text[at : block.start]))
        marked = _marked(document, found.timexes[document.id], block.start, block.end)
        kind = "" if block.kind is BlockKind.BODY else f' class="{block.kind}"'
        parts.append(f"<span{kind}>{marked}</span>" if kind else marked)
        at = block.end
        if at > _LONGEST_SHOWN:
            parts.append(f"<p>… {escape(say('cut'))}</p>")
            break
    return f'<div class="tl-text" dir="{direction}" lang="{escape(language)}">{"".join(parts)}</div>'


def _marked(document: Document, timexes: tuple[Timex, ...], start: int, end: int) -> str:
    parts: list[str] = []
    at = start
    for timex in timexes:
        if not (start <= timex.char_start and timex.char_end <= end):
            continue
        parts.append(escape(document.text[at : timex.char_start]))
        kind = "unresolved" if timex.value is None else str(timex.certainty)
        reading = escape(timex.explanation(state.language()))
        parts.append(f'<mark class="{kind}" tabindex="0" title="{reading}">{escape(timex.text)}</mark>')
        at = timex.char_end
    parts.append(escape(document.text[at:end]))
    return "".join(parts)
