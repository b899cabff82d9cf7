"""The demo's own clock: skip a day or a week, and live through what happens on the way; and a word when it is late."""

from datetime import timedelta

import streamlit as st

from core import jobs
from core.vocab import Permission
from ui import shell

_DONE = "overview:skipped"


def controls() -> timedelta | None:
    """Draw the two buttons, in a sandbox alone; how far ahead was asked for."""
    if shell.here().sandbox_until is None or not shell.can(Permission.PUBLISH):
        return None
    told = "Moves this demo's own clock, and lives through everything that falls due on the way. Nothing real is sent."
    day = st.button("Skip a day", icon=":material/fast_forward:", help=told, key="skip_day")
    week = st.button("Skip a week", icon=":material/fast_forward:", help=told, key="skip_week")
    return timedelta(days=1) if day else timedelta(weeks=1) if week else None


def catch_up() -> int | None:
    """While the background clock is silent, do this business's due work before it is shown; how much that was."""
    if not jobs.is_late(shell.runtime()):
        return None
    return jobs.catch_up(shell.runtime(), shell.key())


def warning(caught: int | None) -> None:
    """Say that the clock is silent, and what this visit did about it."""
    if done := st.session_state.pop(_DONE, None):
        st.toast(done, icon=":material/fast_forward:")
    if caught is None:
        return
    did = f" This visit caught up on what was due here ({caught} steps)." if caught else ""
    st.warning(
        f"The background clock is late: posts may leave late while nobody has this page open.{did} "
        "Whoever runs this server: start it with `server.py`, or run `worker.py` beside it.",
        icon=":material/timer_off:",
    )


def skip(ahead: timedelta) -> None:
    """Live through the time ahead, with its progress, and draw the page anew."""
    words = "Skipping a day" if ahead == timedelta(days=1) else "Skipping a week"
    with st.status(f"{words}…", expanded=True) as status, shell.refusals():
        bar = st.progress(0.0, text="Publishing, receiving, answering, measuring")
        jobs.skip(shell.runtime(), shell.key(), ahead, progress=lambda share: _show(bar, share))
        status.update(label="Done", state="complete")
        with shell.workspace() as ws:  # what this run looked up is from before
            now = shell.local(ws.now)
        st.session_state[_DONE] = f"It is {now:%A} {now.day} {now:%B, %H:%M} now in this demo."
        st.rerun()


def _show(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(1.0, share), text=f"Publishing, receiving, answering, measuring: {share:.0%} of the time lived")
