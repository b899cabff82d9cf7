"""Where messages of other channels come in: the signed address for other programs."""

import streamlit as st

from core import messaging
from core.vocab import Permission
from ui import full_server, outcome, shell

PLACE, FRESH = "message_door", "message_door:fresh"
DEMO = "A demo takes no messages from outside. Make an account for your own business first."
NEEDS_SERVER = "Needs the full server, `streamlit run server.py`. This is `streamlit run app.py`: screens alone."
EXAMPLE = """\
import base64, hashlib, hmac, json, time, urllib.request

url, secret = "{url}", "whsec_…"
message = {{"id": "their-id-1", "channel": "instagram", "sender": "ana.sousa", "name": "Ana Sousa",
           "text": "Are you open on Sunday?",
           "files": [{{"name": "cake.jpg", "url": "https://cdn.example/cake.jpg"}}]}}
body, ref, stamp = json.dumps(message).encode(), message["id"], str(int(time.time()))
key = base64.b64decode(secret.removeprefix("whsec_"))
signed = hmac.new(key, f"{{ref}}.{{stamp}}.".encode() + body, hashlib.sha256).digest()
headers = {{"webhook-id": ref, "webhook-timestamp": stamp,
           "webhook-signature": "v1," + base64.b64encode(signed).decode(), "content-type": "application/json"}}
print(urllib.request.urlopen(urllib.request.Request(url, body, headers)).read())"""


def draw() -> None:
    """Folded away until somebody asks; the secret is shown once, when it is made."""
    fold = st.expander("Where messages come in", icon=":material/webhook:", key="message_door", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.markdown(
            "A program that hears of a message (a mail service, a chat platform, an automation tool) brings it here, "
            "and it is judged and answered as any other. Replies leave by the channel's own account."
        )
        outcome.draw(PLACE)
        _door()


def _door() -> None:
    with shell.workspace() as ws:
        door = messaging.read_message_door(ws)
    why = NEEDS_SERVER if not full_server.is_here() else DEMO if shell.here().sandbox_until else None
    if why:
        st.info(why, icon=":material/info:")
    elif door is None:
        st.caption("No program may bring messages yet.")
    else:
        st.markdown(f"**Address** `{door.url}`  \nThe secret ends in `{door.secret_ends}`.")
    if secret := st.session_state.pop(FRESH, ""):
        st.success("The new secret, shown this once. Any earlier one is refused from now on.", icon=":material/key:")
        st.code(secret, language=None)
    if not shell.can(Permission.MANAGE):
        st.caption("Only an admin opens or closes this door.")
    elif not why or door is not None:
        _deeds(is_open=door is not None, why=why)
    if door is not None and not why:
        st.caption("Each call is signed as Standard Webhooks 1.0.0 says; a repeated id is one message. In Python:")
        st.code(EXAMPLE.format(url=door.url), language="python")


def _deeds(*, is_open: bool, why: str | None) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button("New secret" if is_open else "Let programs bring messages", icon=":material/key:",
                  key="message_door:new", disabled=bool(why), help=why, on_click=_open)  # fmt: skip
        if is_open:
            st.button("Take no more", icon=":material/block:", key="message_door:close", type="tertiary",
                      on_click=_close)  # fmt: skip


def _open() -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        st.session_state[FRESH] = messaging.open_message_door(ws).get_secret_value()


def _close() -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        messaging.close_message_door(ws)
        outcome.tell(PLACE, "The door is closed: no program brings messages any more.")
