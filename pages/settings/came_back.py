"""Mail that came back: taken in by file, or told by a mail service through a door of its own."""

import streamlit as st

from core import audience
from core.vocab import Permission
from ui import full_server, outcome, shell

PLACE = "audience"
FRESH, BOX = "reports:fresh", "reports:box"
DEMO = "In a demo nothing is sent for real, so nothing comes back."
NEEDS_SERVER = "Needs the full server, `streamlit run server.py`. This is `streamlit run app.py`: screens alone."
SHAPE = """{"events": [{
  "type": "bounce",
  "email": "ann@example.org",
  "permanent": true,
  "reason": "550 5.1.1 No such user",
  "message_id": "<…@…>",
  "at": "2026-01-31T09:00:00Z"
}]}"""


def draw() -> None:
    """A popover that reads nothing before it is opened."""
    with st.popover("Mail that came back", icon=":material/reply_all:", key=BOX, on_change="rerun") as box:
        if not box.open:
            return
        st.caption("An address that refuses mail for good is written to no more, and so is who calls a letter spam. "
                   "What your mail server refuses at once is heeded without you.")  # fmt: skip
        _file()
        st.markdown("**From your mail service, by itself**")
        _door()


def _file() -> None:
    file = st.file_uploader("A returned letter (.eml), or a list of bounces (CSV)", key="reports:file",
                            type=["eml", "txt", "csv", "tsv"], max_upload_size=5)  # fmt: skip
    text = st.text_area("Or paste a returned letter with its headers", key="reports:text", height=80)
    data, name = (file.getvalue(), file.name) if file is not None else (text.strip().encode(), "")
    st.button("Take it in", key="reports:go", disabled=not data, on_click=_take, args=(data, name))


def _take(data: bytes, name: str) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        outcome.tell(PLACE, audience.bring_in_reports(ws, data, name).in_words())
        st.session_state["reports:text"], st.session_state[BOX] = "", False


def _door() -> None:
    with shell.workspace() as ws:
        door = audience.read_reports_door(ws)
    why = NEEDS_SERVER if not full_server.is_here() else DEMO if shell.here().sandbox_until else None
    if why:
        st.info(why, icon=":material/info:")
    elif door is not None:
        st.code(door.url, language=None, wrap_lines=True)
        st.caption(f"Signed as Standard Webhooks with the secret that ends in …{door.secret_ends}. Each call says:")
        st.code(SHAPE, language="json")
        st.caption("“type” is bounce or complaint; all but “type” and “email” can be left out.")
    if secret := st.session_state.pop(FRESH, ""):
        st.code(secret, language=None)
        st.caption("The signing secret. Copy it now: it is not shown again.")
    if not shell.can(Permission.MANAGE):
        st.caption("Only an admin opens or closes this door.")
        return
    with st.container(horizontal=True, gap="small"):
        st.button("New secret" if door else "Open the door", icon=":material/key:", key="reports:open",
                  disabled=bool(why), help=why, on_click=_open)  # fmt: skip
        if door is not None:
            st.button("Close it", icon=":material/link_off:", key="reports:close", on_click=_close)


def _open() -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        st.session_state[FRESH] = audience.open_reports_door(ws).get_secret_value()


def _close() -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        audience.close_reports_door(ws)
        outcome.tell(PLACE, "The door is closed: nothing is taken in by it any more.")
