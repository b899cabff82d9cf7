"""Who the business is, in short, and the groups of people it speaks to."""

import streamlit as st

from core import strategy
from core.strategy import ProfileEdit, ProfileView
from core.tables.values import Segment
from core.vocab import Permission
from ui import outcome, shell
from ui.pieces import section
from ui.safe import plain
from ui.theme import channel_look

SUGGESTED, REV = "segments:suggested", "segments:rev"
NONE = ":gray[not said yet]"


def draw() -> None:
    """Draw the profile and the segments."""
    with shell.workspace() as ws:
        seen = strategy.read_profile(ws)
    _short(seen)
    _segments(seen.profile.segments)


def _short(seen: ProfileView) -> None:
    business, profile = seen.business, seen.profile
    audience = " · ".join(f"{channel_look(one.channel).label} {one.size:,}" for one in profile.audience if one.size)
    lines = {
        "Business": f"{plain(business.name)}, {plain(business.industry.replace('_', ' ')) or NONE}",
        "Brand voice": plain(profile.brand_voice) or NONE,
        "Goals": " · ".join(map(plain, profile.goals)) or NONE,
        "Offers": " · ".join(plain(f"{offer.name} {offer.price}".strip()) for offer in profile.offers) or NONE,
        "Audience": audience or NONE,
        "Zone": plain(business.zone),
    }
    with st.container(border=True, gap="xsmall"):
        for name, words in lines.items():
            label, value = st.columns([1, 5], gap="small")
            label.caption(name)
            value.markdown(words)
        st.page_link("pages/settings/page.py", label="Change it in Settings", icon=":material/settings:")


def _segments(kept: tuple[Segment, ...]) -> None:
    section("Segments", says="The groups of people you speak to. Plans and drafts are written for them.")
    outcome.draw("segments")
    suggested: tuple[Segment, ...] | None = st.session_state.get(SUGGESTED)
    if suggested is not None:
        st.info("These are suggestions. Change them as you like, then save them.", icon=":material/auto_awesome:")
    may_edit = shell.can(Permission.WRITE)
    shown = kept if suggested is None else suggested
    rows = [one.model_dump() | {"interests": ", ".join(one.interests)} for one in shown]
    told = st.data_editor(
        rows or [{"name": "", "age_range": "", "interests": "", "why": ""}],
        key=f"segments:{st.session_state.get(REV, 0)}",
        num_rows="dynamic" if may_edit else "fixed",
        disabled=not may_edit,
        hide_index=True,
        row_height=44,
        column_config={
            "name": st.column_config.TextColumn("Segment", required=True),
            "age_range": st.column_config.TextColumn("Ages", width="small"),
            "interests": st.column_config.TextColumn("Interests, by commas"),
            "why": st.column_config.TextColumn("Why", width="large"),
        },
    )
    edited = tuple(_segment(row) for row in told if (row.get("name") or "").strip())
    if not may_edit:
        return
    with st.container(horizontal=True, gap="small"):
        st.button("Save segments", type="primary", icon=":material/save:", disabled=edited == kept, on_click=_save,
                  args=(edited,))  # fmt: skip
        if shell.can(Permission.PLAN) and st.button("Suggest segments", icon=":material/auto_awesome:"):
            _suggest()
        if suggested is not None:
            st.button("Drop the suggestions", on_click=_renew)


def _suggest() -> None:
    with st.spinner("Thinking…"), shell.refusals(), shell.workspace() as ws:
        found = strategy.suggest_segments(ws)
        _renew()
        st.session_state[SUGGESTED] = found
        st.rerun()


def _save(edited: tuple[Segment, ...]) -> None:
    with outcome.attempt("segments"), shell.workspace() as ws:
        strategy.save_profile(ws, ProfileEdit(segments=edited))
        _renew()
        outcome.tell("segments", "Saved.")


def _renew() -> None:
    st.session_state.pop(SUGGESTED, None)
    st.session_state[REV] = st.session_state.get(REV, 0) + 1


def _segment(row: dict[str, str | None]) -> Segment:
    interests = tuple(filter(None, (word.strip() for word in (row.get("interests") or "").split(","))))
    return Segment(name=(row["name"] or "").strip(), age_range=(row.get("age_range") or "").strip(),
                   interests=interests, why=(row.get("why") or "").strip())  # fmt: skip
