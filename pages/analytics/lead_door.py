"""Where leads come in from outside: the signed address for other programs, and files."""

import streamlit as st

from core import analytics
from core.vocab import Permission
from ui import shell

_FRESH = "lead_door:fresh"
_EXAMPLE = """\
import base64, hashlib, hmac, json, time, urllib.request

url, secret = "{url}", "whsec_…"
ref, stamp = "your-own-id-1", str(int(time.time()))
body = json.dumps({{"url": "https://your.site/thanks?utm_source=instagram&utm_medium=social&utm_campaign=spring"}}).encode()
key = base64.b64decode(secret.removeprefix("whsec_"))
signed = hmac.new(key, f"{{ref}}.{{stamp}}.".encode() + body, hashlib.sha256).digest()
headers = {{"webhook-id": ref, "webhook-timestamp": stamp,
           "webhook-signature": "v1," + base64.b64encode(signed).decode(), "content-type": "application/json"}}
print(urllib.request.urlopen(urllib.request.Request(url, body, headers)).read())"""


def draw() -> None:
    """Folded away until somebody asks; the secret is shown once, when it is made."""
    part = st.expander(
        "Where leads come in", icon=":material/webhook:", key="lead_door", on_change="rerun", type="compact"
    )
    if not part.open:
        return
    with part:
        st.markdown(
            "A lead is found by its link: posts of a campaign carry tags (`utm_source`, `utm_campaign` …), and a form, "
            "shop or CRM that knows them can tell. No name or address of a person is asked for or kept."
        )
        with shell.workspace() as ws:
            door = analytics.read_lead_door(ws)
        if door is None:
            st.caption("No program may send leads yet. Files of leads come in under Import.")
        else:
            st.markdown(
                f"**Address** `{door.url}`  \nSecret ends in `{door.secret_ends}`, made {shell.when(door.made_at)}. "
                f"{door.events:,} leads came this way."
            )
        if secret := st.session_state.pop(_FRESH, None):
            st.success(
                "The new secret, shown this once. Any earlier one is refused from now on.", icon=":material/key:"
            )
            st.code(secret, language=None)
        if shell.can(Permission.MANAGE):
            _deeds(is_open=door is not None)
        if door is not None:
            st.caption("Each call is signed as Standard Webhooks 1.0.0 says; a repeated id is one lead. In Python:")
            st.code(_EXAMPLE.format(url=door.url), language="python")


def _deeds(*, is_open: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        if st.button(
            "New secret" if is_open else "Let programs send leads", icon=":material/key:", key="lead_door:new"
        ):
            with shell.refusals():
                with shell.workspace() as ws:
                    st.session_state[_FRESH] = analytics.open_lead_door(ws).get_secret_value()
                st.rerun()
        if is_open and st.button("Take no more", icon=":material/block:", key="lead_door:close", type="tertiary"):
            with shell.refusals():
                with shell.workspace() as ws:
                    analytics.close_lead_door(ws)
                st.rerun()
