"""An invitation that somebody came in with: told at the door, taken up once they are known."""

from typing import TYPE_CHECKING

import streamlit as st

from core.errors import Refusal
from ui import session
from ui.safe import plain, unlinked

if TYPE_CHECKING:
    from core.accounts import Invited, Person


def held() -> "Invited | None":
    """What the address invites to; None where it does not, and a note where it no longer does."""
    token = st.query_params.get(session.INVITATION)
    if not token:
        return None
    from core import accounts  # noqa: PLC0415 - the door stands before the rooms are ready

    try:
        return accounts.read_invitation(session.runtime(), token)
    except Refusal as refused:
        st.warning(plain(refused.message), icon=":material/mail_lock:")
        return None


def draw(invited: "Invited") -> None:
    """Say at the door what it is."""
    st.info(
        f"**{plain(invited.invited_by)}** invites you to **{plain(invited.business)}** as {invited.role}. "
        f"Sign in as {unlinked(invited.email)}, or register with that address.",
        icon=":material/mail:",
    )


def take_up(someone: "Person") -> None:
    """Make somebody who is signed in a member, and go there; say so where it cannot be."""
    token = st.query_params.get(session.INVITATION)
    if not token:
        return
    from core import accounts  # noqa: PLC0415

    del st.query_params[session.INVITATION]
    try:
        business_id = accounts.accept_invitation(session.runtime(), someone, token)
    except Refusal as refused:
        st.toast(plain(refused.message), icon=":material/mail_lock:", duration="long")
        return
    session.choose(business_id)
    st.rerun()
