"""The business's own AI endpoint: saved, tested and forgotten here; its key is never shown again."""

from datetime import datetime

import streamlit as st
from pydantic import SecretStr

from core import provider
from core.provider import EndpointEdit, EndpointView, Provider
from core.vocab import Permission
from pages.settings import endpoint_checks
from ui import shell
from ui.pieces import section

PRESETS = {
    "OpenAI": "https://api.openai.com/v1",
    "OpenRouter": "https://openrouter.ai/api/v1",
    "Groq": "https://api.groq.com/openai/v1",
    "Mistral": "https://api.mistral.ai/v1",
}
LOCAL_PRESETS = {"Ollama": "http://localhost:11434/v1", "LM Studio": "http://localhost:1234/v1"}
_DONE = "settings:endpoint"
_SEEN = "settings:endpoint:seen"
"""When the endpoint was saved that the form was last drawn with: what is pressed was pressed on that drawing."""


def draw(told: Provider) -> None:
    """Draw the form, what the last test found, and the way to forget it all."""
    if done := st.session_state.pop(_DONE, None):
        st.toast(done, icon=":material/check:")
    section(
        "Your own endpoint",
        says="Any service that speaks OpenAI's chat completions. It answers for this business alone.",
    )
    admin = shell.can(Permission.MANAGE)
    if admin:
        _presets(told)
    _form(told, admin=admin)
    if told.own is not None:
        endpoint_checks.draw(told.own)
        if admin:
            _deeds(told.own)


def _presets(told: Provider) -> None:
    known = PRESETS | (LOCAL_PRESETS if told.reach != "public" else {})

    def fill() -> None:
        if chosen := st.session_state.get("endpoint_preset"):
            st.session_state[_named("url", told.own)] = known[chosen]

    st.pills("Start from", list(known), key="endpoint_preset", on_change=fill)


def _form(told: Provider, *, admin: bool) -> None:
    own, off = told.own, not admin
    address, now = _named("url", own), own.saved_at if own else None
    seen = st.session_state.get(_SEEN, now)
    st.session_state[_SEEN] = now
    st.session_state.setdefault(address, own.base_url if own else "")
    with st.form("endpoint"):
        url = st.text_input("Base URL", key=address, placeholder="https://api.openai.com/v1", disabled=off)
        key = st.text_input(
            "API key", type="password", key=_named("key", own), placeholder=_key_hint(own), autocomplete="off",
            disabled=off, help="Kept encrypted. Nobody can read it here again, you neither.",
        )  # fmt: skip
        left, right = st.columns(2)
        quick = left.text_input(
            "Quick model", own.quick_model if own else "", placeholder="gpt-6-luna", disabled=off, max_chars=120,
            help="For short things such as replies, and for all when the allowance runs low.",
        )  # fmt: skip
        quality = right.text_input(
            "Quality model", own.quality_model if own else "", placeholder="the same as the quick one", disabled=off,
            max_chars=120, help="For plans and posts. Empty: the quick one writes everything.",
        )  # fmt: skip
        keyless = bool(own and own.has_key) and st.checkbox(
            "Delete the saved key: this endpoint wants none", disabled=off
        )
        with st.container(horizontal=True, gap="small"):
            tests = st.form_submit_button(
                "Save and test", type="primary", icon=":material/network_check:", disabled=off
            )
            saves = st.form_submit_button("Save", disabled=off)
    st.caption(_small_print(told, admin=admin))
    if tests or saves:
        secret = SecretStr(key) if key else SecretStr("") if keyless else None
        edit = EndpointEdit(base_url=url, quick_model=quick, quality_model=quality, api_key=secret)
        _save(edit, seen, test=tests)


def _save(edit: EndpointEdit, seen: datetime | None, *, test: bool) -> None:
    with shell.refusals():
        with shell.workspace() as ws:
            provider.save_endpoint(ws, edit, seen=seen)
            st.session_state[_DONE] = "Endpoint saved"
            if test:
                with st.spinner("Asking each model a few tiny questions. This takes up to 20 seconds a model…"):
                    provider.check_endpoint(ws)
        st.rerun()


def _deeds(own: EndpointView) -> None:
    with st.container(horizontal=True, gap="small"):
        if st.button("Test connection", icon=":material/network_check:", disabled=bool(own.problem)):
            with shell.refusals():
                with (
                    shell.workspace() as ws,
                    st.spinner("Asking each model a few tiny questions. This takes up to 20 seconds a model…"),
                ):
                    provider.check_endpoint(ws)
                st.rerun()
        if st.button("Forget this endpoint", icon=":material/delete:", type="tertiary"):
            _confirm()


@st.dialog("Forget this endpoint?")
def _confirm() -> None:
    st.markdown(
        "Its address, models and key are deleted. This server's endpoint answers again, or the offline writer where "
        "it has none. To come back you need the key."
    )
    if st.button("Forget it", type="primary", icon=":material/delete:"):
        with shell.refusals():
            with shell.workspace() as ws:
                provider.forget_endpoint(ws)
            st.session_state[_DONE] = "Endpoint forgotten"
            st.rerun()


def _named(widget: str, own: EndpointView | None) -> str:
    """A widget's key: another after every save, so that what is shown is what is kept, and a typed key is gone."""
    return f"endpoint_{widget}:{own.saved_at.isoformat() if own else 'new'}"


def _key_hint(own: EndpointView | None) -> str:
    if own is None or not own.has_key:
        return "empty where none is needed, as for Ollama"
    ends = f", ends in …{own.key_ends}" if own.key_ends else ""
    return f"saved{ends}; empty keeps it"


def _small_print(told: Provider, *, admin: bool) -> str:
    parts = [] if admin else ["Only an admin can change this."]
    if shell.here().sandbox_until is not None:
        parts.append("A key that you enter in this demo is encrypted, and erased when the demo ends.")
    if told.reach == "public":
        parts.append("Here only public https addresses may be used; run the app yourself to use a model of your own.")
    return " ".join(parts) or "The key is sent to this address and nowhere else. A test asks a few tiny questions."
