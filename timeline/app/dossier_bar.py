"""The dossier that is open, at the top of the sidebar: make, open, save, rename, delete, restore."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from timeline import wording
from timeline.app import state, style
from timeline.app.state import say
from timeline.dossier import Dossier, DossierError, Home, open_file, save_as
from timeline.dossier.folder import LONGEST_NAME
from timeline.dossier.names import safe_name

#: A dossier saved as one file: a zip with parts of its own.
SUFFIX = ".timeline.zip"


def show() -> None:
    here = state.dossier()
    with st.sidebar, st.container(key="dossier", gap="small"):
        own = Home().dossiers()
        now = "" if here.read_only else here.folder.name
        names = {one.folder.name: one.name for one in own}
        labels = {"": say("sample_label", name=say("sample_name"))} | {
            key: _told(names, key) for key in names
        }
        picked = st.selectbox(
            say("dossier.label"), list(labels), index=list(labels).index(now), key=f"dossier-{state.widget_key(now)}",
            format_func=labels.__getitem__,
        )  # fmt: skip
        if picked != now:
            state.open_dossier(picked)
            st.rerun()
        if here.read_only:
            st.caption(say("sample_note"))
            if st.button(say("make_mine"), type="primary", key="make-mine", width="stretch"):
                state.make_mine()
                st.rerun()
        with st.popover(say("dossier.more"), width="stretch", key=state.widget_key("more")):
            _more(here)
    if st.session_state.get("deleting") == here.folder.name and not here.read_only:
        # in a dialog: at the foot of the popover its buttons would lie below a low window
        st.dialog(say("dossier.delete"), on_dismiss=_not_deleted)(_ask_to_delete)(here)


def _told(names: dict[str, str], name: str) -> str:
    """Two dossiers of one name are told apart by their folders."""
    alike = sum(1 for other in names.values() if other == names[name])
    return names[name] if alike == 1 else f"{names[name]} ({name})"


def _more(here: Dossier) -> None:
    with st.form("new-dossier", border=False, clear_on_submit=True):
        name = st.text_input(say("dossier.new_name"), max_chars=LONGEST_NAME)
        if st.form_submit_button(say("dossier.make")):
            _make(name)
    st.download_button(
        say("dossier.save"), lambda: saved(here), safe_name(here.name) + SUFFIX, "application/zip",
        key="save-dossier", on_click="ignore",
    )  # fmt: skip
    run = st.session_state.setdefault("opened", 0)
    given = st.file_uploader(say("dossier.open_file"), type="zip", key=f"open-dossier-{run}")
    if given:
        st.session_state["opened"] += 1
        _open(given.name, given.getvalue())
        st.rerun()
    if not here.read_only:
        _rename(here)
        if st.button(say("dossier.delete"), key="delete-dossier"):
            st.session_state["deleting"] = here.folder.name
            st.rerun()
    _restore()


def _make(name: str) -> None:
    try:
        made = Home().make(name, state.topic(), state.now(), state.language())
    except DossierError as error:
        st.error(style.plain(error.say(state.language())))
        return
    state.open_dossier(made.folder.name)
    st.rerun()


def saved(dossier: Dossier) -> bytes:
    """The dossier as the bytes of one file."""
    with tempfile.TemporaryDirectory() as folder:
        return save_as(dossier, Path(folder) / "dossier").read_bytes()


def _open(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(data)
        try:
            made = open_file(path, Home())
        except DossierError as error:
            st.session_state["said"] = error.say(state.language())
            return
    state.open_dossier(made.folder.name)


def _rename(here: Dossier) -> None:
    with st.form("rename-dossier", border=False):
        name = st.text_input(say("dossier.other_name"), here.name, max_chars=LONGEST_NAME)
        if st.form_submit_button(say("dossier.rename")) and name != here.name:
            try:
                here.rename(name)
            except DossierError as error:
                st.error(style.plain(error.say(state.language())))
                return
            st.session_state["generation"] += 1
            st.rerun()


def _not_deleted() -> None:
    st.session_state.pop("deleting", None)


def _ask_to_delete(here: Dossier) -> None:
    """Says what goes; it goes to the trash, from where it can be brought back."""
    held = here.contents()
    size = f"{held.bytes / 2**20:.1f} MB" if held.bytes >= 2**20 else f"{-(-held.bytes // 2**10)} kB"
    counted = {what: state.count(what, getattr(held, what)) for what in ("documents", "decisions", "views")}
    st.warning(style.plain(say("dossier.goes", name=wording.isolate(here.name), size=size, **counted)))
    yes, no = st.columns(2)
    if yes.button(say("dossier.delete_now"), type="primary", key="delete-now"):
        name = wording.isolate(here.name)
        Home().delete(here)
        st.session_state.pop("deleting")
        state.open_dossier("")
        st.session_state["said"] = say("dossier.deleted", name=name)
        st.rerun()
    if no.button(say("keep"), key="delete-not"):
        _not_deleted()
        st.rerun()


def _restore() -> None:
    gone = Home().deleted()
    if not gone:
        return
    st.markdown(f"**{say('dossier.trash')}**")
    for folder in gone:
        try:
            name = Dossier(folder).name
        except DossierError:
            continue
        if st.button(
            style.plain(say("dossier.restore", name=wording.isolate(name))), key=f"restore-{folder.name}"
        ):
            state.open_dossier(Home().restore(folder).folder.name)
            st.rerun()
