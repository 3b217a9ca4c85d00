"""Adding documents: files, a folder, a pasted text; what could not be read; taking out and renaming."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path

import streamlit as st

from timeline import wording
from timeline.app import state, style
from timeline.app.state import say
from timeline.documents import find_files
from timeline.dossier import DossierError
from timeline.models import Problem, Timeline
from timeline.pipeline import typed_date

_KINDS = ("txt", "md", "html", "htm", "pdf", "docx", "csv", "jsonl", "zip")


def show() -> None:
    if state.is_sample():
        return
    run = st.session_state.setdefault("upload", 0)
    uploaded = st.file_uploader(
        say("drop"), type=list(_KINDS), accept_multiple_files=True, key=f"upload-{run}"
    )
    if uploaded:
        _add((file.name, file.getvalue()) for file in uploaded)
    with st.expander(say("folder")), st.form(f"folder-{run}", border=False):
        path = st.text_input(say("folder_path"), placeholder="/home/me/articles")
        if st.form_submit_button(say("folder_add")) and path.strip():
            _add_folder(path.strip())
    with st.expander(say("paste")), st.form(f"paste-{run}", border=False):
        text = st.text_area(say("paste_text"), height=160)
        url = st.text_input(say("paste_url"))
        publisher = st.text_input(say("paste_outlet"))
        day = st.text_input(say("paste_date"), placeholder="2023-09-12")
        if st.form_submit_button(say("add"), type="primary") and text.strip():
            _add_pasted(text, url.strip(), publisher.strip(), day.strip())
    if state.dossier().files():
        with st.expander(say("files")):
            _files()


def _add(files: Iterable[tuple[str, bytes]]) -> None:
    """Keeps the files in the dossier; one that cannot be kept is named, and the rest go on."""
    added, refused = [], []
    before = {path.name for path in state.dossier().files()}
    for name, data in files:
        try:
            kept = state.dossier().add(name, data)
        except DossierError as error:
            refused.append(error.say(state.language()))
            continue
        if kept not in before:
            added.append(kept)
    st.session_state["added"] = added
    if refused:
        st.session_state["said"] = " ".join(refused)
    st.session_state["upload"] += 1
    st.rerun()


def _add_folder(path: str) -> None:
    folder = Path(path).expanduser()
    found = find_files([folder]) if folder.exists() else []
    if not found:
        st.error(style.plain(say("no_folder", path=path)))
        return

    def read() -> Iterable[tuple[str, bytes]]:
        bar = st.progress(0.0)
        for done, file in enumerate(found):
            bar.progress(done / len(found), say("stage.reading", done=done, total=len(found)))
            try:
                yield file.name, file.read_bytes()
            except OSError as error:
                yield file.name, b""  # named among the problems once it is read
                st.session_state["said"] = f"{file.name}: {error.strerror}"

    _add(read())


def _add_pasted(text: str, url: str, publisher: str, day: str) -> None:
    """Adds the text with its address and outlet, or says what is wrong with its date and keeps what was typed."""
    try:
        written = typed_date(day).text if day else ""
    except ValueError as error:
        st.error(style.plain(state.wrong_date(day, error)))
        return
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")[:200]
    row = {"url": url, "title": title, "text": text, "date": written, "publisher": publisher}
    _add([(f"{say('pasted_name')} 1.jsonl", json.dumps(row, ensure_ascii=False).encode())])


def _files() -> None:
    """Another name for a file of the dossier, or out of it; what is taken out goes to the dossier's trash."""
    here = state.dossier()
    names = [path.name for path in here.files()]
    run = st.session_state["upload"]
    name = st.selectbox(say("file"), names, key=f"file-{run}")
    with st.form(f"rename-{run}-{name}", border=False):
        other = st.text_input(say("file_name"), name)
        left, right = st.columns(2)
        renamed = left.form_submit_button(say("file_rename"))
        removed = right.form_submit_button(say("remove"))
    try:
        if renamed and other.strip() and other != name:
            here.rename_document(name, other)
        elif removed:
            here.remove(name)
        else:
            return
    except DossierError as error:
        st.error(style.plain(error.say(state.language())))
        return
    st.session_state["upload"] += 1
    st.rerun()


def problems(found: Timeline) -> None:
    """What could not be read, each with what to do about it."""
    if not found.problems:
        return
    items = "".join(_problem(problem) for problem in found.problems)
    st.markdown(f"**{say('problems', n=len(found.problems))}**")
    st.html(f'<ul class="tl-list" dir="{state.direction()}">{items}</ul>')


def _problem(problem: Problem) -> str:
    where, what, remedy = (
        escape(wording.translated(text, "problems", state.language()))
        for text in (problem.where, problem.what, problem.remedy)
    )
    return f'<li><b><bdi class="name">{where}</bdi></b><small>{what}. {remedy}.</small></li>'
