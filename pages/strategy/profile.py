"""Who the business is: what is said, what is missing, and each part with an editor of its own."""

import streamlit as st

from core import strategy
from core.strategy import Gap, ProfileView
from core.vocab import Permission
from pages.strategy import (
    profile_facts,
    profile_goals,
    profile_look,
    profile_segments,
    profile_start,
    profile_voice,
)
from ui import address, shell
from ui.pieces import section
from ui.safe import plain
from ui.theme import channel_look

PARTS = {
    "glance": "At a glance",
    "voice": "Voice",
    "goals": "Goals",
    "segments": "Segments",
    "facts": "Facts and offers",
    "look": "Look",
}
PART = "strategy:part"
NONE = ":gray[not said yet]"


def draw() -> None:
    """Draw the chosen part alone."""
    address.follow(PART, "part", PARTS)
    st.session_state.setdefault(PART, "glance")
    part = str(
        st.pills(
            "Part of the profile", list(PARTS), required=True, format_func=PARTS.__getitem__, key=PART,
            label_visibility="collapsed",
        )
    )  # fmt: skip
    address.keep("part", [] if part == "glance" else [part])
    if part == "glance":
        _glance()
    else:
        DRAWN[part]()


DRAWN = {
    "voice": profile_voice.draw,
    "goals": profile_goals.draw,
    "segments": profile_segments.draw,
    "facts": profile_facts.draw,
    "look": profile_look.draw,
}


def _glance() -> None:
    with shell.workspace() as ws:
        view = strategy.read_profile(ws)
    if strategy.is_bare(view) and shell.can(Permission.WRITE):
        profile_start.draw(view)
        return
    profile_start.told()
    _missing(strategy.profile_gaps(view))
    _short(view)


def _missing(gaps: tuple[Gap, ...]) -> None:
    done = strategy.CHECKED - len(gaps)
    section("What good posts need", says="Nothing is made up: what isn't said here is left out of every text.")
    st.progress(done / strategy.CHECKED, text=f"{done} of {strategy.CHECKED} said")
    for number, gap in enumerate(gaps):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"gap:{number}"):
            st.markdown(f":orange[:material/radio_button_unchecked:] **{gap.name}.** {gap.costs}", width="stretch")
            if gap.part == "settings":
                st.page_link("pages/settings/page.py", label="Settings", icon=":material/settings:", width="content")
            else:
                st.button("Fill in", key=f"fill:{number}", type="tertiary", icon=":material/arrow_forward:",
                          on_click=_open, args=(gap.part,))  # fmt: skip


def _open(part: str) -> None:
    st.session_state[PART] = part


def _short(view: ProfileView) -> None:
    business, profile = view.business, view.profile
    audience = " · ".join(f"{channel_look(one.channel).label} {one.size:,}" for one in profile.audience if one.size)
    lines = {
        "Business": f"{plain(business.name)}, {plain(business.industry.replace('_', ' ')) or NONE}",
        "Voice": plain(profile.brand_voice) or NONE,
        "Goals": " · ".join(map(plain, profile.goals)) or NONE,
        "Segments": " · ".join(plain(one.name) for one in profile.segments) or NONE,
        "Offers": " · ".join(plain(f"{offer.name} {offer.price}".strip()) for offer in profile.offers) or NONE,
        "Audience": audience or NONE,
        "Zone": plain(business.zone),
    }
    section("In short")
    with st.container(border=True, gap="xsmall"):
        for name, words in lines.items():
            label, value = st.columns([1, 5], gap="small")
            label.caption(name)
            value.markdown(words)
        st.page_link("pages/settings/page.py", label="Name, hours, audience: Settings", icon=":material/settings:")
