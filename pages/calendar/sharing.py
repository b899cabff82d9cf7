"""The calendar in other programs: a private link that can be renewed and closed."""

import streamlit as st

from core import publishing
from core.publishing import FeedLink
from core.vocab import Permission
from ui import full_server, outcome, shell

PLACE = "sharing"
NEEDS_SERVER = "Needs the full server, `streamlit run server.py`. This is `streamlit run app.py`: screens alone."
ONLY_HERE = ("http://localhost", "http://127.", "http://0.0.0.0")


def draw() -> None:
    """A popover that reads nothing before it is opened."""
    with st.popover("Subscribe", icon=":material/event_repeat:", key="sharing:box", on_change="rerun") as box:
        if not box.open:
            return
        st.markdown("**See this calendar in Google Calendar, Outlook or Apple Calendar**")
        st.caption("They ask for changes by themselves. Names and moments are told, the posts' words are not.")
        outcome.draw(PLACE)
        with shell.workspace() as ws:
            link = publishing.read_feed_link(ws)
        may, why = shell.can(Permission.PUBLISH), None if full_server.is_here() else NEEDS_SERVER
        if why:
            st.info(why, icon=":material/info:")
        if link is not None:
            _link(link, may=may, why=why)
        elif may:
            st.button("Make a private link", type="primary", icon=":material/add_link:", key="sharing:make",
                      disabled=bool(why), help=why, on_click=_open)  # fmt: skip
        else:
            st.caption("There is no link yet. Ask a marketer or an admin of this business to make one.")


def _link(link: FeedLink, *, may: bool, why: str | None) -> None:
    url = _steady(link)
    if not why:
        st.code(url, language=None, wrap_lines=True)
        if url.startswith(ONLY_HERE):
            st.caption(
                ":material/info: Only programs on this machine reach that address. "
                "Whoever runs the server sets PUBLIC_URL to one that others reach."
            )
    st.caption(f"Whoever has the link can read the calendar. Made: {shell.when(link.since)}.")
    if may:
        with st.container(horizontal=True, gap="small"):
            st.button("Renew it", icon=":material/autorenew:", key="sharing:renew", on_click=_open,
                      disabled=bool(why), help="The old link stops working at once.")  # fmt: skip
            st.button("Close it", icon=":material/link_off:", key="sharing:close", on_click=_close)


def _steady(link: FeedLink) -> str:
    """The same link for as long as it is good: it is sealed anew each time, and would change under the eyes."""
    serial, url = st.session_state.get("sharing:url", (None, ""))
    if serial != link.serial:
        serial, url = st.session_state["sharing:url"] = link.serial, link.url
    return str(url)


def _open() -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        had = publishing.read_feed_link(ws) is not None
        publishing.open_feed(ws)
        words = "This is the new link; the old one stopped working." if had else "Copy the link into your calendar."
        outcome.tell(PLACE, words)


def _close() -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        publishing.close_feed(ws)
        outcome.tell(PLACE, "The link is closed: it opens nothing any more.")
