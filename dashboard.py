"""The Streamlit entry: pages, nothing else. Run it with `streamlit run dashboard.py`."""

import streamlit as st

from timeline import wording
from timeline.app import (
    briefing_page,
    documents_page,
    dossier_bar,
    export_page,
    state,
    style,
    timeline_page,
    views,
    widgets,
)

st.set_page_config(page_title="Timeline", page_icon=style.ICON, layout="wide")
code = state.language_asked()
pages = {
    name: st.Page(
        module.show, title=wording.say(f"app.pages.{name}", code), url_path=name, default=name == "timeline"
    )
    for name, module in (
        ("timeline", timeline_page),
        ("documents", documents_page),
        ("briefing", briefing_page),
        ("export", export_page),
    )
}
st.session_state["pages"] = pages
page = st.navigation(list(pages.values()), position="top")
state.read_url(page.url_path)
style.apply(state.direction(), state.theme())
widgets.speak(state.language())
state.language_switch()
dossier_bar.show()
views.show()
state.say_what_happened()
page.run()
state.end_run()
