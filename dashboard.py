"""The Streamlit entry: pages, nothing else. Run it with `streamlit run dashboard.py`."""

import streamlit as st

from timeline import wording
from timeline.app import briefing_page, documents_page, dossier_bar, export_page, state, style, timeline_page

st.set_page_config(page_title="Timeline", page_icon=style.ICON, layout="wide")
code = state.language_asked()
page = st.navigation(
    [
        st.Page(
            timeline_page.show,
            title=wording.say("app.pages.timeline", code),
            url_path="timeline",
            default=True,
        ),
        st.Page(documents_page.show, title=wording.say("app.pages.documents", code), url_path="documents"),
        st.Page(briefing_page.show, title=wording.say("app.pages.briefing", code), url_path="briefing"),
        st.Page(export_page.show, title=wording.say("app.pages.export", code), url_path="export"),
    ],
    position="top",
)
state.read_url(page.url_path)
style.apply(state.direction(), state.theme())
state.language_switch()
dossier_bar.show()
state.say_what_happened()
page.run()
state.end_run()
