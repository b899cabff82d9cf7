"""Where other programs are told what happens: addresses, their secrets, and what they were told."""

import streamlit as st

from core import webhooks
from core.vocab import DeliveryStatus, HookEvent
from core.webhooks import Delivery, Hook
from ui import outcome, shell
from ui.pieces import chip, empty, section
from ui.safe import plain, unlinked

WORDS = {
    HookEvent.PUBLISHED: "a post went out",
    HookEvent.FAILED: "a post did not go out",
    HookEvent.MESSAGE: "a message came in",
    HookEvent.LEAD: "a lead came in",
    HookEvent.PLAN: "a plan was accepted",
}
STANDS = {
    DeliveryStatus.WAITING: chip("waiting", ":material/schedule:", "orange"),
    DeliveryStatus.SENT: chip("taken", ":material/check:", "green"),
    DeliveryStatus.FAILED: chip("given up", ":material/close:", "red"),
}
SHOWN = 10
_PLACE, _SECRET, _TURN = "hooks", "hooks:secret", "hooks:turn"


def draw() -> None:
    """Draw every address, and what can be done about it."""
    section("Webhooks", says="Addresses of yours that are told what happens, as signed JSON (Standard Webhooks): in "
            "n8n, Make, Zapier or a program of your own.")  # fmt: skip
    outcome.draw(_PLACE)
    if secret := st.session_state.get(_SECRET):
        st.code(secret, language=None)
        st.caption("The receiver checks signatures with this secret. Copy it now: it is not shown again.")
        st.button(
            "I have it", key="hooks:have", icon=":material/check:", on_click=st.session_state.pop, args=(_SECRET,)
        )
    with shell.refusals(), shell.workspace() as ws:
        found = webhooks.list_webhooks(ws)
    if not found:
        empty("webhook", "Nobody is told", "Add the address that your automation tool shows for a webhook trigger.")
    for one in found:
        _address(one)
    with st.popover("Add an address", icon=":material/add_link:"):
        _new()


def _address(one: Hook) -> None:
    with st.container(border=True):
        told = ", ".join(WORDS[HookEvent(event)] for event in one.events if event in set(HookEvent))
        named = f"**{plain(one.note)}**  \n:small[{unlinked(one.url)}]" if one.note else f"**{unlinked(one.url)}**"
        st.markdown(f"{named}  \n:small[Told when {told}.]")
        if one.problem:
            st.warning(
                f"Switched off. {plain(one.problem)} Mend the address, then switch it on.", icon=":material/link_off:"
            )
        elif one.failing_since:
            st.caption(f"Nothing arrives there; the first failure: {shell.when(one.failing_since)}. It is tried again.")
        with st.container(horizontal=True, gap="small"):
            turned = "Switch off" if one.is_on else "Switch on"
            st.button(turned, key=f"hooks:turn:{one.id}", on_click=_turn, args=(one,))
            st.button("Send a test", key=f"hooks:ping:{one.id}", disabled=not one.is_on, on_click=_ping, args=(one,))
            with st.popover("What it was told", key=f"hooks:told:{one.id}", on_change="rerun") as box:
                if box.open:
                    _journal(one)
            with st.popover("More", key=f"hooks:more:{one.id}"):
                st.button("New secret", key=f"hooks:secret:{one.id}", on_click=_renew, args=(one,))
                st.button("Remove it", key=f"hooks:off:{one.id}", on_click=_remove, args=(one,))


def _journal(hook: Hook) -> None:
    with shell.workspace() as ws:
        found = webhooks.page_deliveries(ws, hook.id, limit=SHOWN).items
    if not found:
        st.caption("Nothing yet.")
    for one in found:
        answered = f"answered {one.answered}" if one.answered else plain(one.detail)
        again = f", next try {shell.when(one.next_at)}" if one.next_at and one.attempts else ""
        tries = f"{one.attempts} {'try' if one.attempts == 1 else 'tries'}" if one.attempts else "not tried yet"
        said = ", ".join(filter(None, [shell.when(one.created_at), tries, answered]))
        st.markdown(f"{STANDS[one.status]} `{one.event}`  \n:small[{said}{again}]")
        if one.status is not DeliveryStatus.WAITING:
            st.button("Send again", key=f"hooks:again:{one.id}", disabled=not hook.is_on, on_click=_again,
                      args=(hook, one))  # fmt: skip


def _new() -> None:
    turn = st.session_state.setdefault(_TURN, 0)  # what was typed stays until it is taken
    with st.form("hooks:new", border=False):
        url = st.text_input(
            "Address", placeholder="https://hooks.example.com/in/42", max_chars=300, key=f"hooks:url:{turn}"
        )
        events = st.multiselect("Tell it when", list(HookEvent), format_func=lambda one: WORDS[one].capitalize(),
                                key=f"hooks:events:{turn}")  # fmt: skip
        note = st.text_input("What is it for?", placeholder="the CRM", max_chars=80, key=f"hooks:note:{turn}")
        if st.form_submit_button("Add it", type="primary", icon=":material/add_link:"):
            with shell.refusals(), shell.workspace() as ws:
                _, secret = webhooks.add_webhook(ws, url, events, note=note)
                st.session_state[_SECRET] = secret and secret.get_secret_value()
                st.session_state[_TURN] += 1
                st.rerun()


def _turn(one: Hook) -> None:
    with outcome.attempt(_PLACE), shell.workspace() as ws:
        webhooks.change_webhook(ws, one.id, is_on=not one.is_on)
        outcome.tell(_PLACE, f"{one.note or one.url} is {'off: it is told nothing' if one.is_on else 'on'}.")


def _ping(one: Hook) -> None:
    with outcome.attempt(_PLACE), shell.workspace() as ws:
        webhooks.ping(ws, one.id)
        outcome.tell(_PLACE, "A test is on its way. Look under “What it was told” in some seconds.")


def _again(hook: Hook, one: Delivery) -> None:
    with outcome.attempt(_PLACE), shell.workspace() as ws:
        webhooks.send_again(ws, hook.id, one.id)
        outcome.tell(_PLACE, f"{one.event} is sent once more.")


def _renew(one: Hook) -> None:
    with outcome.attempt(_PLACE), shell.workspace() as ws:
        st.session_state[_SECRET] = webhooks.renew_secret(ws, one.id).get_secret_value()
        outcome.tell(_PLACE, "There is a new secret. The old one signs nothing from now on.")


def _remove(one: Hook) -> None:
    with outcome.attempt(_PLACE), shell.workspace() as ws:
        webhooks.delete_webhook(ws, one.id)
        outcome.tell(_PLACE, f"{one.note or one.url} is told no more.")
