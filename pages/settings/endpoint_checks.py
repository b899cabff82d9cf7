"""What the last test of an endpoint found, one line a model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import streamlit as st

from core.provider import EndpointView
from core.tables.endpoint import EndpointCheck
from ui import shell
from ui.safe import plain

Colour = Literal["green", "blue", "orange"]
LEVELS: dict[str | None, tuple[str, Colour]] = {
    "json_schema": ("enforces the shape", "green"),
    "json_object": ("promises JSON", "blue"),
    "prompt": ("asked nicely", "orange"),
}


def draw(own: EndpointView) -> None:
    """Draw each model's result; says so when there is none."""
    if own.checked_at is None:
        st.caption(":material/info: Not tested since it was saved.")
        return
    lines(own.checks, own.checked_at)


def lines(checks: Sequence[EndpointCheck], at: datetime) -> None:
    """Draw what a test found, one line a model."""
    with st.container(border=True, gap="small"):
        st.caption(f"Last test: {shell.when(at)}")
        for check in checks:
            _line(check)


def _line(check: EndpointCheck) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if check.works:
            st.badge("works", icon=":material/check_circle:", color="green")
        else:
            st.badge("doesn't work", icon=":material/error:", color="red")
        st.markdown(f"**{plain(check.model)}**", width="content")
        if check.level in LEVELS:
            label, colour = LEVELS[check.level]
            st.badge(label, icon=":material/data_object:", color=colour)
    served = f" Served by {plain(check.served)}, {_took(check.latency_ms)}." if check.served else ""
    st.caption(plain(check.words) + served)


def _took(milliseconds: int) -> str:
    return f"{milliseconds} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"
