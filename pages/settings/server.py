"""What the full server offers beside the screens, and why it is missing where it is."""

import streamlit as st

from ui import full_server
from ui.pieces import section

LINKS = (
    ("API description", "/api/openapi.json", "api", "Every route of the REST API with its shapes, as OpenAPI."),
    (
        "Figures for Prometheus",
        "/api/metrics",
        "monitoring",
        "Requests, publications by status, the clock's age, tokens.",
    ),
    ("Readiness", "/api/readyz", "health_and_safety", "Database, migrations and clock; 503 when one is missing."),
)
LATER = (("Inbound webhooks", "webhook", "Messages from real channels arrive here."),)


def draw() -> None:
    """Draw each as a link where it works, disabled with the reason where it doesn't."""
    is_full = full_server.is_here()
    section("Server", says="What programs can reach at this address.")
    if not is_full:
        st.info(
            "This app was started with `streamlit run app.py`, which serves the screens alone. "
            "Start `streamlit run server.py` to have what is below.",
            icon=":material/info:",
        )
    why = None if is_full else "Needs the full server: start `streamlit run server.py`."
    for label, address, icon, says in LINKS:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.link_button(label, address, icon=f":material/{icon}:", disabled=not is_full, help=why, width=260)
            st.caption(says)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Calendar feed", icon=":material/calendar_month:", disabled=not is_full, help=why, width=260):
            st.switch_page("pages/calendar/page.py")
        st.caption("Google Calendar, Outlook or Apple Calendar follow yours: press Subscribe on the calendar.")
    for label, icon, says in LATER:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(label, icon=f":material/{icon}:", disabled=True, width=260, key=f"later_{icon}")
            st.caption(
                f"{says} {'Comes with a later release.' if is_full else 'Needs the full server, and a later release.'}"
            )
