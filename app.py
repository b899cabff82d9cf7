"""The router: page settings, the gate, the navigation."""

import streamlit as st

from ui import gate, heap, router

st.set_page_config(page_icon="static/icon.png", layout="wide")
admitted = gate.admitted()
page = st.navigation(router.sections(), position="sidebar" if admitted else "hidden")
if admitted:
    gate.go_on()
    page.run()
heap.freeze()
