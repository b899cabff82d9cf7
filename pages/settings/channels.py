"""What each channel takes, where that is written, and what it can tell us when an answer never comes."""

import streamlit as st

from core import connections, publishing
from core.channels.rules import ChannelRules, load
from core.errors import Invalid
from core.vocab import Capability, Origin
from core.workspace import Workspace
from pages.settings import accounts, counting, message_door, theatre
from ui import shell
from ui.pieces import origin_badge, section
from ui.theme import channel_look

CAPABILITIES = {
    Capability.IDEMPOTENT: "Knows a post it already took: sending again after a lost answer is safe.",
    Capability.LOOKUP: "Can be asked whether a post arrived, so a lost answer is settled without asking you.",
    Capability.NEITHER: "Can't say whether a post arrived: after a lost answer you look, and say what you see.",
}


def draw() -> None:
    """Draw one fold a channel."""
    section(
        "Channels",
        says="Connect an account and its posts really go out. Without one a channel is simulated: posts are checked by "
        "the real rules, and nothing leaves.",
    )
    with shell.workspace() as ws:
        own, rehearsed = connections.list_connections(ws), publishing.read_rehearsals(ws)
        capabilities = {name: _capability(ws, name) for name in load()}
    if own:
        names = ", ".join(channel_look(name).label for name in own)
        st.caption(f"Connected: {names}. Nothing really leaves by the others.")
    for name, rules in load().items():
        look = channel_look(name)
        opened = st.expander(look.label, icon=look.icon, key=f"channel:{name}", on_change="rerun")
        if opened.open:
            with opened:
                if rules.accounts:
                    accounts.draw(name, own.get(name))
                    theatre.draw(name, rehearsed.get(name, ()), is_real=name in own)
                _channel(rules, capabilities[name], is_real=name in own)
    counting.draw()
    message_door.draw()


def _capability(ws: Workspace, name: str) -> Capability | None:
    """What a channel can tell us; None where nothing is sent there yet."""
    try:
        return ws.channel(name).capability
    except Invalid:
        return None


def _channel(rules: ChannelRules, capability: Capability | None, *, is_real: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        if capability is None:
            words = "connect an account to post there" if rules.publishable else "only imports; nothing is posted there"
            st.badge(words, icon=":material/upload_file:", color="gray")
        else:
            origin_badge(Origin.LIVE if is_real else Origin.SIMULATED)
        st.badge(", ".join(kind.value for kind in rules.kinds), icon=":material/category:", color="blue")
    if capability is not None:
        st.caption(CAPABILITIES[capability])
    st.caption(f"Engagement rate here: engagements over {rules.denominator}.")
    limits = [(field, getattr(rules.limits, field)) for field in type(rules.limits).model_fields]
    st.dataframe(
        [
            {
                "Rule": field.replace("_", " ").capitalize(),
                "Value": limit.value,
                "Kind": "refused" if limit.is_hard else "advice",
                "Source": limit.source,
                "Looked up": limit.checked_on,
            }
            for field, limit in limits
            if limit is not None
        ],
        hide_index=True,
        width="stretch",
        column_config={"Looked up": st.column_config.DateColumn(format="D MMM YYYY")},
    )
