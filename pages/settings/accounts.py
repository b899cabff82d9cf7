"""The real account behind a channel: connected, tested and taken away here; its secret is never shown again."""

import streamlit as st
from pydantic import SecretStr

from core import connections, publishing
from core.channels import rules
from core.connections import ConnectionEdit, ConnectionView
from core.vocab import Channel, Permission
from ui import outcome, shell
from ui.safe import plain, unlinked


def draw(channel: Channel, own: ConnectionView | None) -> None:
    """Draw what is connected behind a channel, or how to connect something."""
    place = f"account:{channel}"
    outcome.draw(place)
    if own is not None:
        _stands(own)
    admin = shell.can(Permission.MANAGE) and shell.here().sandbox_until is None
    if not admin:
        why = (
            "In a demo nothing is sent for real." if shell.here().sandbox_until else "Only an admin connects accounts."
        )
        st.caption(why)
        return
    with st.container(horizontal=True, gap="small"):
        if own is not None:
            st.button("Test", icon=":material/network_check:", key=f"{place}:test", on_click=_test, args=(channel,))
        with st.popover("Change the account" if own else "Connect an account", icon=":material/link:"):
            _form(channel, own)
        if own is not None:
            with st.popover("Disconnect", icon=":material/link_off:"):
                st.markdown(f"The saved secret is forgotten. {_after(channel)}")
                st.button("Disconnect it", type="primary", key=f"{place}:off", on_click=_disconnect, args=(channel,))


def _stands(own: ConnectionView) -> None:
    where = f"{connections.account_kind(own.kind).label} at {plain(own.url)}" + (
        f", from {unlinked(own.sender)}" if own.sender else ""
    )
    if own.problem:
        st.error(f"{where} is paused: {plain(own.problem)}", icon=":material/pause_circle:")
    elif own.checked_at:
        st.success(f"{where}. It answered {shell.when(own.checked_at)}.", icon=":material/link:")
    else:
        st.info(f"{where}. Not tested yet.", icon=":material/link:")


def _form(channel: Channel, own: ConnectionView | None) -> None:
    kinds = connections.account_kinds(channel)
    name = own.kind if own and own.kind in kinds else next(iter(kinds))
    if len(kinds) > 1:
        name = st.radio("Through", list(kinds), index=list(kinds).index(name),
                        format_func=lambda one: kinds[one].label, key=f"account:{channel}:kind")  # fmt: skip
    kind = kinds[name]
    st.caption(kind.about)
    same = own if own and own.kind == name else None
    if kind.signs and st.button("New secret", icon=":material/key:", key=f"account:{channel}:new"):
        st.code(connections.new_secret(), language=None)
        st.caption("Copy it to both places: the field below and whatever receives the posts. It is not shown again.")
    with st.form(f"account:{channel}:{name}", border=False):
        url = st.text_input(kind.address, same.url if same else "", placeholder=kind.example)
        account = st.text_input(kind.account, same.account if same else "") if kind.account else ""
        secret = st.text_input(
            kind.secret, type="password", autocomplete="off", placeholder=_hint(same),
            help="Kept encrypted. Nobody can read it here again, you neither.",
        )  # fmt: skip
        sender = st.text_input("Letters come from", same.sender if same else "",
                               placeholder="Crumb & Co <hello@crumb.example>") if kind.letters else ""  # fmt: skip
        remembers = kind.signs and st.checkbox(
            "My receiver drops a webhook-id that it has seen", bool(same and same.remembers),
            help="Then a lost answer is safe to send again. Otherwise you are asked to look.",
        )  # fmt: skip
        if st.form_submit_button("Save and test", type="primary", icon=":material/network_check:"):
            typed = SecretStr(secret) if secret else None
            edit = ConnectionEdit(kind=name, url=url, account=account, sender=sender, remembers=remembers, secret=typed)
            _save(channel, edit)


def _save(channel: Channel, edit: ConnectionEdit) -> None:
    with shell.refusals():
        with shell.workspace() as ws:
            publishing.connect_account(ws, channel, edit)
        _test(channel)
        st.rerun()


def _test(channel: Channel) -> None:
    with outcome.attempt(f"account:{channel}"), shell.workspace() as ws:
        outcome.tell(f"account:{channel}", publishing.check_account(ws, channel))


def _disconnect(channel: Channel) -> None:
    with outcome.attempt(f"account:{channel}"), shell.workspace() as ws:
        publishing.disconnect_account(ws, channel)
        outcome.tell(f"account:{channel}", f"Disconnected. {_after(channel)}")


def _after(channel: Channel) -> str:
    """What becomes of a channel without its account."""
    if channel not in publishing.open_channels():
        return "Posts for it wait on hold until an account is connected again."
    unsent = " Copies that still wait for people are cancelled." if rules.channel(channel).personal else ""
    return f"This channel is simulated from then on.{unsent}"


def _hint(own: ConnectionView | None) -> str:
    if own is None or not own.has_secret:
        return ""
    return "saved" + (f", ends in …{own.secret_ends}" if own.secret_ends else "") + "; empty keeps it"
