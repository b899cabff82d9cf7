"""How the brand looks: colours with their contrast, the logo, and a poster as it would be drawn."""

import streamlit as st

from core import content, strategy
from core.errors import NotFound
from core.strategy import ProfileEdit, ProfileView
from core.vocab import Permission
from pages.strategy import profile_editing
from pages.strategy.profile_editing import Sheet
from ui import outcome, shell
from ui.pieces import section

COLOURS = ("Main", "Accent", "Background", "Text")
MOST_MB = 4
KINDS = ["png", "jpg", "jpeg", "webp", "gif"]


@st.fragment
def draw() -> None:
    """Draw colours and logo beside the poster they make."""
    with shell.workspace() as ws:
        view = strategy.read_profile(ws)
    sheet = profile_editing.opened("look", view, "colors")
    section("Look", says="Posters are drawn from your colours, your logo and your name, in Inter, the one font here.")
    left, right = st.columns([3, 2], gap="large")
    with left:
        colours = _colours(sheet, view)
        st.space("small")
        _logo(view)
    with right:
        _poster(view, colours)


def _colours(sheet: Sheet, view: ProfileView) -> tuple[str, ...]:
    outcome.draw("look")
    kept, locked = sheet.base.colors or (), not shell.can(Permission.WRITE)
    with st.container(horizontal=True, gap="medium"):
        chosen = tuple(
            st.color_picker(name, colour, key=sheet.key(name), disabled=locked, persist_state="page").upper()
            for name, colour in zip(COLOURS, kept, strict=False)
        )
    colours = (*chosen, *kept[len(chosen) :])
    for one in strategy.readings(colours):
        icon, tint = ("check_circle", "green") if one.is_enough else ("warning", "orange")
        least = "" if one.is_enough else f", below {one.least:g} : 1"
        st.caption(f":{tint}[:material/{icon}:] **{one.pair}: {one.ratio:.1f} : 1**{least}. {one.says}")
    profile_editing.foot(sheet, view, ProfileEdit(colors=colours), words="Save colours")
    return colours


def _logo(view: ProfileView) -> None:
    section("Logo")
    outcome.draw("logo")
    kept, may = view.profile.assets.logo, shell.can(Permission.WRITE)
    profile_editing.gaps_of(strategy.profile_gaps(view), "look")
    if kept:
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            if picture := _picture(kept):
                st.image(picture, width=120)
            if may:
                st.button("Remove the logo", icon=":material/delete:", on_click=_set, args=(None, kept))
    if not may:
        return
    rev = st.session_state.get("logo:rev", 0)
    st.file_uploader(
        "Put another in its place" if kept else "Upload a logo", type=KINDS, max_upload_size=MOST_MB,
        key=f"logo:{rev}", on_change=_upload, args=(f"logo:{rev}", kept),
        help="Up to 4 MB. It is saved afresh as a PNG without hidden data. No SVG: those can carry scripts.",
    )  # fmt: skip


def _picture(key: str) -> bytes | None:
    try:
        with shell.workspace() as ws:
            return content.media_bytes(ws, key)
    except NotFound:
        st.caption("The logo's file is gone. Upload it again.")
        return None


def _upload(widget: str, seen: str | None) -> None:
    file = st.session_state.get(widget)
    if file is None:
        return
    with outcome.attempt("logo"), shell.workspace() as ws:
        now = strategy.save_logo(ws, file.getvalue(), seen=seen).profile.assets.logo
        st.session_state["logo:rev"] = st.session_state.get("logo:rev", 0) + 1
        outcome.tell("logo", "The logo is in place.", lambda: _set(seen, now))


def _set(key: str | None, seen: str | None) -> None:
    with outcome.attempt("logo"), shell.workspace() as ws:
        strategy.set_logo(ws, key, seen=seen)
        outcome.tell("logo", "The logo is back." if key else "The logo is removed.", lambda: _set(seen, key))


def _poster(view: ProfileView, colours: tuple[str, ...]) -> None:
    first = view.profile.offers[0].name if view.profile.offers else f"Welcome to {view.business.name}"
    words = st.text_input("Words on the poster", first, max_chars=120, key="look:words", persist_state="page")
    with shell.refusals(), shell.workspace() as ws:
        st.image(strategy.preview_poster(ws, words or first, colors=colours), width="stretch")
    st.caption("Drawn just now, as posts get it; smaller. Words always stand at 4.5 : 1 or more.")
