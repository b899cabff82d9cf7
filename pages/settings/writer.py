"""Who writes: an endpoint or the offline writer, what it may use and used, and what it cost."""

from typing import Literal

import streamlit as st

from core import analytics, provider
from core.provider import Provider, Source
from core.vocab import Permission
from pages.settings import allowance, endpoint, endpoint_checks, ledger
from ui import shell
from ui.pieces import section
from ui.safe import plain

Colour = Literal["blue", "green"]
LOOKS: dict[Source, tuple[str, str, Colour]] = {
    Source.OWN: ("Your own endpoint", ":material/key:", "blue"),
    Source.SERVER: ("This server's endpoint", ":material/dns:", "blue"),
    Source.OFFLINE: ("Offline writer", ":material/offline_bolt:", "green"),
}


def draw() -> None:
    """Draw where answers come from, the business's own endpoint, its allowance and its ledger."""
    with shell.workspace() as ws:
        told, usage, ahead = provider.read_provider(ws), analytics.read_usage(ws), analytics.read_forecast(ws)
        lines = analytics.read_ledger(ws)
    _source(told)
    endpoint.draw(told)
    allowance.draw(usage, ahead)
    ledger.draw(usage, lines)


def _source(told: Provider) -> None:
    section("Where answers come from now")
    label, icon, colour = LOOKS[told.source]
    with st.container(border=True, gap="small"):
        st.badge(label, icon=icon, color=colour)
        st.markdown(_says(told))
        if told.own is not None and told.own.problem:
            st.warning(plain(told.own.problem), icon=":material/key_off:")
    if told.source is Source.SERVER:
        _test()


def _test() -> None:
    """The way to try the server's endpoint, and what the last try found."""
    if shell.can(Permission.MANAGE) and st.button("Test this server's endpoint", icon=":material/network_check:"):
        with (
            shell.refusals(),
            shell.workspace() as ws,
            st.spinner("Asking each model a few tiny questions. This takes up to 20 seconds a model…"),
        ):
            provider.check_server_endpoint(ws)
    with shell.workspace() as ws:
        found = provider.last_server_check(ws)
    if found is not None:
        endpoint_checks.lines(found.checks, found.checked_at)


def _says(told: Provider) -> str:
    behind = "Where it fails or the allowance is used up, the offline writer answers, and says so."
    match told.source:
        case Source.OWN:
            assert told.own is not None
            models = _models(told.own.quick_model, told.own.quality_model)
            return f"{models} at {plain(told.own.base_url)}. {behind}"
        case Source.SERVER:
            return f"{_models(*told.server_models)} at {plain(told.server_url)}, kept by whoever runs this. {behind}"
        case Source.OFFLINE:
            why = "" if told.own is not None and told.own.problem else f"{plain(told.why)} "
            return f"{why}Texts are written on this machine from your own facts: no key, no network, no cost."


def _models(quick: str, quality: str) -> str:
    if quick == quality:
        return f"**{plain(quick)}**"
    return f"**{plain(quick)}** for short things and **{plain(quality)}** for plans and posts,"
