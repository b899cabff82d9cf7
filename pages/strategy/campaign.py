"""One campaign: its targets, what it costs, how to improve it, its posts and its weeks."""

from uuid import UUID

import streamlit as st

from core import strategy
from core.strategy import CampaignView
from core.vocab import Permission, PostStatus
from pages.strategy import campaign_links, campaign_steps, campaign_targets, improve, marks, repeats
from pages.strategy.heading import Heading
from ui import outcome, shell
from ui.pieces import chip, empty, origin_chip, score_chip, section
from ui.safe import plain
from ui.theme import STATUSES
from ui.why import why

OUT = frozenset({PostStatus.PUBLISHED, PostStatus.CANCELLED, PostStatus.FAILED})
"""Posts that nobody can word anew."""


def draw(campaign_id: UUID) -> None:
    """Draw the campaign.

    Raises:
        NotFound: this business has no such campaign.
    """
    heading = Heading(campaign_id, "Campaign")
    with shell.workspace() as ws:
        view = strategy.read_campaign(ws, campaign_id)
    one = view.campaign
    with heading.name(one.name, one.goal):
        if shell.can(Permission.PLAN):
            campaign_steps.draw(one)
    _standing(view)
    outcome.draw(f"campaign:{campaign_id}")
    campaign_targets.draw(view)
    if shell.can(Permission.PLAN):
        improve.draw(one)
    _posts(view)
    campaign_links.draw(one)
    _weeks(view)


def _standing(view: CampaignView) -> None:
    one = view.campaign
    health = [score_chip(one.health_score)] if one.health_score is not None else []
    chips = [marks.status_chip(one.status), *health, *(origin_chip(origin) for origin in sorted(view.origins))]
    span = f"{marks.span(one.starts_on, one.ends_on)} · {view.passed:.0%} of its days are over"
    spent = marks.spend(view.spend, view.engagements)
    st.markdown(f"{' '.join(chips)} :gray[{' · '.join(filter(None, (span, spent)))}]")


def _posts(view: CampaignView) -> None:
    count = sum(view.posts.values())
    section("Posts", says=f"{count} in all, by where they stand.")
    if not view.posts:
        empty("edit_square", "No posts yet", "Make its first one in the Content Studio.",
              page="pages/content_studio/page.py", action="Content Studio")  # fmt: skip
        return
    looks = ((STATUSES[status], many) for status, many in view.posts.items())
    st.markdown(" ".join(chip(f"{mark.label} {many}", mark.icon, mark.badge) for mark, many in looks))
    with st.container(horizontal=True, gap="medium"):
        only = {"campaign": str(view.campaign.id)}
        st.page_link(
            "pages/content_studio/page.py", label="See its posts", icon=":material/edit_square:", query_params=only
        )
        st.page_link("pages/calendar/page.py", label="Open the calendar", icon=":material/calendar_month:")
    if not view.posts.keys() <= OUT:
        repeats.draw(view.campaign.id)


def _weeks(view: CampaignView) -> None:
    one = view.campaign
    if one.themes:
        section("Weekly themes")
        st.markdown("\n\n".join(marks.theme(theme) for theme in one.themes))
    if one.lessons:
        section("What we learned before it")
        told = (f":material/lightbulb: {plain(it.text)}  \n:gray[{plain(it.evidence)}]" for it in one.lessons)
        st.markdown("\n\n".join(told))
    why(view.ai, what="the weekly themes")
