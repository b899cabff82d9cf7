"""Who is writing: what they agreed to, which list they are on, and what else they wrote."""

from uuid import UUID

import streamlit as st

from core import messaging
from core.messaging import ContactHistory
from core.tables import Contact
from core.vocab import ConsentStatus
from pages.inbox.words import STATUSES
from ui import shell
from ui.safe import plain, short, unlinked
from ui.theme import channel_look

CONSENT = {
    ConsentStatus.GIVEN: "Agreed to be written to",
    ConsentStatus.UNKNOWN: "Has not agreed to be written to",
    ConsentStatus.WITHDRAWN: "Asked not to be written to",
}


def draw(conversation_id: UUID, name: str) -> None:
    """A fold that reads nothing before it is opened."""
    fold = st.expander(f"About {plain(short(name, 40))}", icon=":material/contact_page:",
                       key=f"person:{conversation_id}", on_change="rerun", type="compact")  # fmt: skip
    if not fold.open:
        return
    with fold:
        with shell.workspace() as ws:
            known = messaging.contact_history(ws, conversation_id)
        _facts(known)
        _conversations(known)


def _facts(known: ContactHistory) -> None:
    contact = known.contact
    lines = [_consent(contact), f"On the list: {plain(contact.segment)}" if contact.segment else "On no list"]
    lines += [f"Also writes as {unlinked(one.handle)} on {channel_look(one.channel).label}" for one in known.also]
    counted = (
        f"First here: {shell.when(contact.created_at)} · {known.written:,} message{'s' if known.written != 1 else ''}"
    )
    lines.append(counted + (f" · {known.sent:,} letters or texts of yours reached them" if known.sent else ""))
    if known.leads:
        lines.append(f":material/star: A lead in {known.leads} conversation{'s' if known.leads > 1 else ''}")
    st.markdown("  \n".join(lines))


def _consent(contact: Contact) -> str:
    said = CONSENT[contact.consent]
    where = f" ({plain(contact.consent_source)})" if contact.consent_source else ""
    since = f", {shell.when(contact.consent_at)}" if contact.consent_at else ""
    why = f". {plain(contact.suppressed_reason)}" if contact.suppressed_reason else ""
    return f"{said}{where}{since}{why}"


def _conversations(known: ContactHistory) -> None:
    if not known.conversations:
        st.caption("This is their only conversation.")
        return
    st.caption(
        "Other conversations" + (f", the latest of {len(known.conversations) + known.more}" if known.more else "")
    )
    for one in known.conversations:
        look, mark = channel_look(one.channel), STATUSES[one.status]
        lead = " :green[:material/star:]" if one.lead else ""
        about = one.intent[:1].upper() + one.intent[1:]
        words = plain(short(about, 60)) or look.label
        label = f"{look.icon} {words}{lead} · :gray[{mark.label}, {shell.when(one.last_inbound_at)}]"
        st.button(label, key=f"inbox:open:person:{one.id}", type="tertiary", on_click=_open, args=(one.id,), wrap=True)


def _open(conversation_id: UUID) -> None:
    st.query_params["conversation"] = str(conversation_id)
