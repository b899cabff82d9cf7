"""What a voice sounds like: a text before and after, who said it again, and why it came out so."""

from typing import Any

import streamlit as st

from core import strategy
from core.strategy import Heard, ProfileView
from core.tables.values import Voice
from core.vocab import Permission
from pages.strategy.profile_editing import Sheet
from ui import shell
from ui.safe import plain
from ui.why import engine_badge, why

HEARD, DRAWN = "heard", "drawn"


def draw(sheet: Sheet, view: ProfileView, described: str, voice: Voice) -> None:
    """Draw the text to try and how it sounds; asked when something was changed, never by looking alone."""
    if not shell.can(Permission.WRITE):
        st.info("Your role can look at the voice but not try it.", icon=":material/visibility:")
        return
    text = st.text_area(
        "A text to hear", strategy.text_to_try(view), height=150, key=sheet.key("text"), persist_state="page",
        help="Made of your own facts. Write anything else you like.",
    )  # fmt: skip
    is_free = shell.runtime().settings.openai_api_key is None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        asked = st.button("Hear it", icon=":material/record_voice_over:", key=sheet.key("hear"))
        live = st.toggle(
            "After every change", is_free, key=sheet.key("live"), persist_state="page",
            help="The built-in writer costs nothing. With an AI model, every change is paid for.",
        )  # fmt: skip
    place, now = f"{sheet.place}:{HEARD}", (text, described, voice)
    drawn = st.session_state.get(f"{sheet.place}:{DRAWN}")
    st.session_state[f"{sheet.place}:{DRAWN}"] = now
    if asked or (live and drawn is not None and drawn != now):
        _ask(place, now)
    _show(st.session_state.get(place), now)


def _ask(place: str, now: tuple[str, str, Voice]) -> None:
    text, described, voice = now
    with shell.refusals(), st.spinner("Saying it again…"), shell.workspace() as ws:
        st.session_state[place] = (now, strategy.hear_voice(ws, text or "", voice, described))


def _show(found: tuple[Any, Heard] | None, now: tuple[str, str, Voice]) -> None:
    if found is None:
        with st.container(border=True):
            st.caption(
                ":material/hearing: Turn a dial, or press “Hear it”: the text above is said again in this voice."
            )
        return
    asked, heard = found
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("**In this voice**", width="content")
            engine_badge(heard.ai)
            if asked != now:
                st.badge("before your last change", icon=":material/history:", color="orange")
        st.markdown(plain(heard.after))
    if heard.invented:
        said = ", ".join(plain(f"“{one.said}”") for one in heard.invented)
        st.warning(f"The writer said what the text did not: {said}. Don't use it as it is.", icon=":material/report:")
    if heard.avoided:
        words = ", ".join(plain(f"“{one}”") for one in heard.avoided)
        st.warning(f"Still there although you avoid it: {words}. Say what to write instead: “cheap = good value”.",
                   icon=":material/report:")  # fmt: skip
    if heard.changes:
        with st.expander(f"What changed ({len(heard.changes)})", icon=":material/difference:"):
            st.markdown("\n".join(f"- {plain(one)}" for one in heard.changes))
    elif heard.after == heard.before:
        st.caption("Nothing to change: with every dial in the middle, a text stays as it is.")
    why(heard.ai, what="this version")
