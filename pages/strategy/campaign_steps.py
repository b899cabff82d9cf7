"""A campaign's switches: start, pause, resume, complete, and do it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import streamlit as st

from core import strategy
from core.tables import Campaign
from core.vocab import CampaignStatus
from core.workspace import Workspace
from ui import outcome, shell

S = CampaignStatus
Deed = Callable[[Workspace, UUID], Campaign]


@dataclass(frozen=True)
class Step:
    """One way to switch a campaign: what it is called, what it means, what it does, and what takes it back."""

    name: str
    icon: str
    says: str
    done: str
    deed: Deed
    undo: Deed | None = None


START = Step("Start", "play_arrow", "Its posts can be scheduled from now on.", "Started.", strategy.start_campaign)
PAUSE = Step(
    "Pause",
    "pause",
    "Its scheduled posts go on hold and nothing of it is sent until you resume it.",
    "Paused.",
    strategy.pause_campaign,
    strategy.resume_campaign,
)
RESUME = Step(
    "Resume",
    "play_arrow",
    "Held posts return to the calendar; those whose moment has passed will ask you for another.",
    "Resumed.",
    strategy.resume_campaign,
    strategy.pause_campaign,
)
COMPLETE = Step(
    "Complete",
    "flag",
    "This can't be taken back. What is still scheduled goes on hold and is not sent.",
    "Completed.",
    strategy.complete_campaign,
)
STEPS: Mapping[CampaignStatus, tuple[Step, ...]] = {
    S.DRAFT: (START, COMPLETE),
    S.ACTIVE: (PAUSE, COMPLETE),
    S.PAUSED: (RESUME, COMPLETE),
    S.COMPLETED: (),
}


def draw(one: Campaign) -> None:
    """Draw what can be done with the campaign as it stands."""
    for step in STEPS[one.status]:
        with st.popover(step.name, icon=f":material/{step.icon}:"):
            st.markdown(step.says)
            st.button(
                f"{step.name} this campaign",
                type="primary",
                key=f"campaign:{step.name}",
                on_click=_do,
                args=(one.id, step.deed, step.done, step.undo),
            )
    with st.popover("Duplicate", icon=":material/content_copy:"):
        st.markdown("A copy of its plan and posts as drafts, on other days at the same hours.")
        today = shell.local(shell.now()).date()
        key = f"duplicate:{one.id}"
        st.date_input(
            "Its first day", value=today + timedelta(days=7 - today.weekday()), format="DD/MM/YYYY", key=f"{key}:day"
        )
        st.text_input("Name", value=f"{one.name} again"[:160], max_chars=160, key=f"{key}:name")
        st.button("Duplicate this campaign", type="primary", key=key, on_click=_duplicate, args=(one.id,))


def _do(campaign_id: UUID, deed: Deed, done: str, undo: Deed | None) -> None:
    place = f"campaign:{campaign_id}"
    with outcome.attempt(place), shell.workspace() as ws:
        deed(ws, campaign_id)
        taken_back = None if undo is None else lambda: _do(campaign_id, undo, "Taken back.", None)
        outcome.tell(place, done, taken_back)


def _duplicate(campaign_id: UUID) -> None:
    key = f"duplicate:{campaign_id}"
    with outcome.attempt(f"campaign:{campaign_id}"), shell.workspace() as ws:
        day, name = st.session_state[f"{key}:day"], st.session_state[f"{key}:name"]
        made = strategy.duplicate_campaign(ws, campaign_id, starts_on=day, name=name, token=shell.token(key))
        shell.used(key)
        outcome.tell(f"campaign:{made.id}", "This is the copy. Its posts are drafts; start it when you like.")
        st.query_params["campaign"] = str(made.id)
