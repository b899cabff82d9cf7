"""Which screens there are, where, and how a visitor reaches them.

A folder called ``pages`` makes Streamlit take the first visit of a fresh process for an app of the old kind: it looks
for ``pages/<address>.py`` before it has ever run the router, and a deep link ends in "Page not found" over the right
page. ``server.py`` can say beforehand that this is no such app. ``streamlit run app.py`` cannot, so each address has
a ``pages/_<address>.py`` that runs the router; Streamlit drops the underscore, Python keeps it apart from the folder.
"""

import runpy
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

APP = Path(__file__).parents[1] / "app.py"


def sections() -> dict[str, list[StreamlitPage]]:
    """The screens in the order of the loop; the first is the one without an address, and ``/overview`` leads to it."""
    # Streamlit answers the default page at / alone, and yet keeps its address from others.
    home = st.Page(
        "pages/overview/page.py", title="Overview", icon=":material/space_dashboard:", url_path="home", default=True
    )

    def go_home() -> None:
        st.switch_page(home, query_params=st.query_params.to_dict())

    return {
        "": [home, st.Page(go_home, title="Overview", url_path="overview", visibility="hidden")],
        "Plan and make": [
            _page("strategy", "Strategy", "flag"),
            _page("content_studio", "Content Studio", "edit_square"),
            _page("calendar", "Calendar", "calendar_month"),
        ],
        "Listen and learn": [
            _page("analytics", "Analytics", "monitoring"),
            _page("inbox", "Inbox", "inbox"),
        ],
        "Business": [_page("settings", "Settings", "settings")],
    }


def run_app() -> None:
    """Run the router, as a visit to the app's own address would."""
    runpy.run_path(str(APP), run_name="__main__")


def _page(address: str, title: str, icon: str) -> StreamlitPage:
    return st.Page(
        f"pages/{address}/page.py",
        title=title,
        icon=f":material/{icon}:",
        url_path=address,
    )
