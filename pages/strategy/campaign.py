"""One campaign: its targets, its posts, its weeks, and its switch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from core import analytics, strategy
from core.strategy import CampaignView
from core.tables import Campaign
from core.vocab import CampaignStatus, Permission
from core.workspace import Workspace
from pages.strategy import marks
from ui import outcome, shell
from ui.pieces import empty, origin_badge, score_badge, section
from ui.safe import plain
from ui.theme import STATUSES
from ui.why import why

S = CampaignStatus
Deed = Callable[[Workspace, UUID], Campaign]


def draw(campaign_id: UUID) -> None:
    """Draw the campaign.

    Raises:
        NotFound: this business has no such campaign.
    """
    with shell.workspace() as ws:
        view = strategy.read_campaign(ws, campaign_id)
        numbers = analytics.read_campaign_numbers(ws, campaign_id)
    one = view.campaign
    with shell.page(plain(one.name), plain(one.goal)):
        if shell.can(Permission.PLAN):
            _switch(one)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        marks.status_badge(one.status)
        if one.health_score is not None:
            score_badge(one.health_score)
        for origin in sorted(numbers.origins):
            origin_badge(origin)
        st.caption(
            f"{marks.span(one.starts_on, one.ends_on)} · {view.passed:.0%} of its days are over", width="stretch"
        )
    outcome.draw(f"campaign:{campaign_id}")
    _targets(view)
    _posts(view)
    _weeks(view)


def _targets(view: CampaignView) -> None:
    section("Targets", says="What was aimed at beside what was reached since the campaign began.")
    if not view.kpis:
        st.caption("This campaign has no targets.")
    for place, kpi in zip(st.columns(max(1, min(3, len(view.kpis)))), view.kpis, strict=False):
        with place, st.container(border=True, height="stretch", gap="small"):
            marks.progress(kpi)
            if kpi.why:
                with st.expander("Why this target?"):
                    st.caption(plain(kpi.why))


def _posts(view: CampaignView) -> None:
    count = sum(view.posts.values())
    section("Posts", says=f"{count} in all, by where they stand.")
    if not view.posts:
        empty("edit_square", "No posts yet", "Make its first one in the Content Studio.",
              page="pages/content_studio/page.py", action="Content Studio")  # fmt: skip
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for status, many in view.posts.items():
            mark = STATUSES[status]
            st.badge(f"{mark.label} {many}", icon=mark.icon, color=mark.badge)
    with st.container(horizontal=True, gap="medium"):
        only = {"campaign": str(view.campaign.id)}
        st.page_link(
            "pages/content_studio/page.py", label="See its posts", icon=":material/edit_square:", query_params=only
        )
        st.page_link("pages/calendar/page.py", label="Open the calendar", icon=":material/calendar_month:")


def _weeks(view: CampaignView) -> None:
    one = view.campaign
    if one.themes:
        section("Weekly themes")
        for theme in one.themes:
            with st.container(border=True, gap="xxsmall"):
                moment = f" :orange-badge[{plain(theme.moment)}]" if theme.moment else ""
                st.markdown(f"**Week {theme.week}: {plain(theme.title)}**{moment}")
                st.caption(f"From {theme.starts_on.day} {theme.starts_on:%b}. {plain(theme.reason)}")
    if one.lessons:
        section("What we learned before it")
        for lesson in one.lessons:
            st.markdown(f":material/lightbulb: {plain(lesson.text)}")
            st.caption(plain(lesson.evidence))
    why(view.ai, what="the weekly themes")


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


def _switch(one: Campaign) -> None:
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


def _do(campaign_id: UUID, deed: Deed, done: str, undo: Deed | None) -> None:
    place = f"campaign:{campaign_id}"
    with outcome.attempt(place), shell.workspace() as ws:
        deed(ws, campaign_id)
        taken_back = None if undo is None else lambda: _do(campaign_id, undo, "Taken back.", None)
        outcome.tell(place, done, taken_back)
