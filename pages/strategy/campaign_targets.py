"""A campaign's targets: what was aimed at beside what was reached, and suggestions for others."""

from collections.abc import Sequence

import streamlit as st

from core import strategy
from core.strategy import CampaignView, KpiTarget, SuggestedTargets
from core.vocab import CampaignStatus, Permission
from pages.strategy import marks
from ui import outcome, shell
from ui.pieces import section
from ui.safe import plain
from ui.why import why


def draw(view: CampaignView) -> None:
    """Draw the targets, and under them what was suggested."""
    one, key = view.campaign, f"targets:{view.campaign.id}"
    section("Targets", says="What was aimed at beside what was reached since the campaign began.")
    if not view.kpis:
        st.caption("This campaign has no targets.")
    for place, kpi in zip(st.columns(max(1, min(4, len(view.kpis)))), view.kpis, strict=False):
        with place, st.container(border=True, height="stretch", gap="small"):
            marks.progress(kpi)
            if kpi.why:
                st.caption(f":material/calculate: {plain(kpi.why)}")
    if not shell.can(Permission.PLAN) or one.status is CampaignStatus.COMPLETED:
        return
    if st.button("Suggest targets", icon=":material/auto_awesome:", key=f"{key}:ask", type="tertiary"):
        with shell.refusals(), st.spinner("Counting…"), shell.workspace() as ws:
            st.session_state[key] = strategy.suggest_targets(ws, one.id)
    told: SuggestedTargets | None = st.session_state.get(key)
    if told is not None:
        _suggested(view, told, key)


def lines(targets: Sequence[KpiTarget]) -> str:
    """Suggested targets with the arithmetic behind each, as one text."""
    return "\n\n".join(f"**{marks.target(kpi)}**  \n:gray[{plain(kpi.why)}]" for kpi in targets)


def _suggested(view: CampaignView, told: SuggestedTargets, key: str) -> None:
    with st.container(border=True):
        st.markdown(lines(told.targets))
        why(told.ai, what="which targets come first; the numbers are arithmetic")
        with st.container(horizontal=True):
            st.button("Use these targets", type="primary", key=f"{key}:use", on_click=_use, args=(view, told, key))
            st.button("Put aside", key=f"{key}:aside", on_click=st.session_state.pop, args=(key, None))


def _use(view: CampaignView, told: SuggestedTargets, key: str) -> None:
    one, place = view.campaign, f"campaign:{view.campaign.id}"
    before = one.kpis

    def undo() -> None:
        with outcome.attempt(place), shell.workspace() as ws:
            strategy.set_targets(ws, one.id, before)
            outcome.tell(place, "The old targets are back.")

    with outcome.attempt(place), shell.workspace() as ws:
        strategy.set_targets(ws, one.id, told.targets)
        st.session_state.pop(key, None)
        outcome.tell(place, "The campaign has new targets.", undo)
