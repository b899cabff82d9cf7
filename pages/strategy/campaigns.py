"""The list of campaigns: where each stands, how far its targets are, how healthy it is."""

from uuid import UUID

import streamlit as st

from core import strategy
from core.strategy import CampaignLine
from pages.strategy import marks
from ui import outcome, shell
from ui.pieces import empty, score_chip
from ui.safe import plain
from ui.theme import channel_look

OPEN_KPIS = 3


def draw() -> None:
    """Draw the proposals that wait, then every campaign."""
    outcome.draw("strategy")
    with shell.workspace() as ws:
        lines, waiting = strategy.list_campaigns(ws), strategy.open_plans(ws)
    for one in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.badge("Proposal", icon=":material/draft:", color="orange")
            words = f"**{plain(one.brief.name)}** :gray[{len(one.proposal.posts)} posts, waiting for your yes]"
            st.markdown(words, width="stretch")
            _open("Look at it", "plan", one.id)
    if not lines:
        empty("flag", "No campaigns yet", "Choose “Plan a campaign” above: a one-line brief is enough.")
    for line in lines:
        _card(line)


def _card(line: CampaignLine) -> None:
    icons = " ".join(channel_look(name).icon for name in line.channels)
    health = score_chip(line.health_score) if line.health_score is not None else ":gray[No health score yet]"
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(line.name)}** {marks.status_chip(line.status)} {health}", width="stretch")
            _open("Open", "campaign", line.id)
        st.caption(
            f"{plain(line.goal)} · {marks.span(line.starts_on, line.ends_on)} · {line.published} of {line.posts} posts "
            f"published · {line.passed:.0%} of its days are over {icons}"
        )
        kpis = line.kpis[:OPEN_KPIS]
        for place, kpi in zip(st.columns(max(1, len(kpis))), kpis, strict=False):
            with place:
                marks.progress(kpi)


def _open(label: str, name: str, which: UUID) -> None:
    st.button(label, key=f"open:{which}", type="tertiary", icon=":material/arrow_forward:", icon_position="right",
              on_click=_go, args=(name, str(which)))  # fmt: skip


def _go(name: str, which: str) -> None:
    st.query_params[name] = which
