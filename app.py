"""The router: page settings, the gate, the navigation."""

import streamlit as st

from ui import gate, opening, router, session, theme

st.set_page_config(page_icon="static/icon.png", layout="wide")
with session.one_look():
    # Before any widget: the first visit of a fresh process numbers those drawn earlier as an app of the old kind
    # would, and their first click is lost.
    page = st.navigation(router.sections(), position="sidebar" if gate.is_known() else "hidden")
    if gate.admitted():
        gate.go_on()
        try:
            page.run()
        finally:
            session.beside()  # a screen that ended before its heading
    else:
        st.html(theme.STYLE)
opening.first_screen_is_drawn()
