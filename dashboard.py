"""The Streamlit entry: pages, nothing else. Run it with `streamlit run dashboard.py`."""

import streamlit as st

from timeline.app import documents_page, dossier_bar, export_page, state, style, timeline_page
from timeline.app.state import say

st.set_page_config(page_title="Timeline", page_icon=style.ICON, layout="wide")
state.read_url()
style.apply(state.direction(), state.theme())
page = st.navigation(
    [
        st.Page(timeline_page.show, title=say("pages.timeline"), url_path="timeline", default=True),
        st.Page(documents_page.show, title=say("pages.documents"), url_path="documents"),
        st.Page(export_page.show, title=say("pages.export"), url_path="export"),
    ],
    position="top",
)
state.language_switch()
dossier_bar.show()
state.say_what_happened()
page.run()
state.write_url()
