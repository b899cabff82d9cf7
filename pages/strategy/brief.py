"""The brief: a few lines from which a whole campaign is proposed."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from core import analytics, content, publishing, strategy
from core.errors import Refusal
from core.strategy import Brief, Cadence
from core.tables import Idea, Insight
from core.vocab import Channel, Permission
from pages.strategy import campaign_targets
from ui import outcome, shell
from ui.safe import plain
from ui.theme import channel_look
from ui.why import why

MOST_A_WEEK = 21.0
VIEW = "strategy:view"
IN_PROFILE = frozenset({"brand_voice", "offers", "audience", "sender_name", "postal_address"})
"""Fields that a refused brief may name and that are filled in the business profile."""


def draw() -> None:
    """Draw the form; what was typed stays when it is refused."""
    if not shell.can(Permission.PLAN):
        st.info("Your role can look at campaigns but not plan them.", icon=":material/lock:")
        return
    with shell.workspace() as ws:
        start = strategy.campaign_brief_defaults(ws)
        profile, names = strategy.read_profile(ws).profile, publishing.own_channels(ws)
        asked, ideas = analytics.applied_insights(ws), content.waiting_ideas(ws)
    sizes = {line.channel: line.size for line in profile.audience}
    outcome.draw("brief")
    if asked:
        _asked(asked)
    if ideas:
        _ideas(ideas)
    with st.form("brief", border=True):
        name = st.text_input("Campaign name", value=start.name, max_chars=160)
        goal = st.text_input("Goal", value=start.goal, max_chars=300, help="What should be different afterwards?")
        first, last, leads = st.columns(3)
        starts_on = first.date_input("First day", value=start.starts_on, format="DD/MM/YYYY")
        ends_on = last.date_input("Last day", value=start.ends_on, format="DD/MM/YYYY")
        wanted = leads.number_input("Leads you want", value=None, min_value=0, step=1, placeholder="No target",
                                    help="Leave it empty and only the suggested targets are set.")  # fmt: skip
        offers = list(dict.fromkeys([offer.name for offer in profile.offers if offer.name]))
        offer = st.selectbox(
            "Offer to put forward",
            offers,
            index=offers.index(start.offer) if start.offer in offers else None,
            placeholder="None in particular",
            accept_new_options=True,
        )
        tone = st.text_input(
            "Tone of this campaign",
            max_chars=200,
            placeholder="As your brand voice, or: playful, brief",
            help="On top of your brand voice, for this campaign alone.",
        )
        cadence = _cadence(names, {line.channel: line.per_week for line in start.cadence}, sizes)
        with st.container(horizontal=True, gap="small"):
            chosen = [
                deed
                for deed, is_clicked in (
                    (_propose, st.form_submit_button("Propose a plan", type="primary", icon=":material/auto_awesome:")),
                    (
                        _targets,
                        st.form_submit_button("Suggest targets", help="Only the numbers, with their arithmetic."),
                    ),
                    (_begin, st.form_submit_button("Start with an empty campaign", help="No plan: you add the posts.")),
                )
                if is_clicked
            ]
    if not chosen:
        return
    brief = Brief(name=name, goal=goal, starts_on=starts_on, ends_on=ends_on, cadence=cadence, offer=offer or "",
                  tone=tone, leads_target=None if wanted is None else int(wanted))  # fmt: skip
    try:
        chosen[0](brief)
    except Refusal as refused:
        shell.show(refused)
        if refused.field in IN_PROFILE:
            st.button("Open the business profile", icon=":material/arrow_forward:", on_click=_to_profile)


def _asked(insights: Sequence[Insight]) -> None:
    """What somebody applied on the Analytics screen, each line with a way to take it out."""
    with st.container(border=True, gap="xsmall"):
        st.markdown("**Applied from Analytics** :gray[It moves the mix of posts, the days and the hours of this plan]")
        for insight in insights:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                words = f":material/flag: {plain(insight.text)}  \n:gray[{plain(insight.evidence)}]"
                st.markdown(words, width="stretch")
                st.button("Leave it out", icon=":material/close:", key=f"leave:{insight.id}", on_click=_leave_out,
                          args=(insight.id,))  # fmt: skip


def _ideas(ideas: Sequence[Idea]) -> None:
    """What somebody chose from the questions in the inbox; each may wait no longer."""
    with st.container(border=True, gap="xsmall"):
        st.markdown("**Asked by customers** :gray[This plan gets a post about each]")
        for idea in ideas:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f":material/lightbulb: {plain(idea.title)}", width="stretch")
                st.button("Leave it out", icon=":material/close:", key=f"drop:{idea.id}", on_click=_drop,
                          args=(idea.id,))  # fmt: skip


def _drop(idea_id: UUID) -> None:
    with outcome.attempt("brief"), shell.workspace() as ws:
        content.drop_idea(ws, idea_id)


def _leave_out(insight_id: UUID) -> None:
    with outcome.attempt("brief"), shell.workspace() as ws:
        analytics.leave_out_insight(ws, insight_id)


def _cadence(names: tuple[Channel, ...], usual: dict[str, float], sizes: dict[str, int]) -> tuple[Cadence, ...]:
    """How often on each channel that posts can go out on; none leaves it out."""
    st.markdown("**Posts a week** :gray[0 leaves a channel out]")
    chosen = []
    for place, name in zip(st.columns(len(names)), names, strict=True):
        look = channel_look(name)
        with place:
            often = st.number_input(f"{look.icon} {look.label}", min_value=0.0, max_value=MOST_A_WEEK, step=0.5,
                                    value=float(usual.get(name, 0.0)), format="%g")  # fmt: skip
            st.caption(f"{sizes[name]:,} people there" if sizes.get(name) else "nobody there yet")
        if often:
            chosen.append(Cadence(channel=name, per_week=often))
    return tuple(chosen)


def _propose(brief: Brief) -> None:
    with st.spinner("Thinking of themes, moments and targets…"), shell.workspace() as ws:
        plan = strategy.propose_plan(ws, brief, token=shell.token("propose_plan"))
    shell.used("propose_plan")
    st.query_params["plan"] = str(plan.id)
    st.rerun()


def _targets(brief: Brief) -> None:
    with st.spinner("Counting…"), shell.workspace() as ws:
        told = strategy.suggest_kpis(ws, brief)
    with st.container(border=True):
        st.markdown("**Targets for this brief** :gray[A plan starts from them; you can change each.]")
        st.markdown(campaign_targets.lines(told.targets))
        why(told.ai, what="which targets come first; the numbers are arithmetic")


def _to_profile() -> None:
    st.session_state[VIEW] = "profile"


def _begin(brief: Brief) -> None:
    with shell.workspace() as ws:
        made = strategy.create_campaign(ws, brief, token=shell.token("create_campaign"))
    shell.used("create_campaign")
    outcome.tell(f"campaign:{made.id}", "An empty campaign. Start it when it has posts.")
    st.query_params["campaign"] = str(made.id)
    st.rerun()
