"""From a campaign's goal to its leads, on one page: targets, weeks, posts, messages, and what a lead costs."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from core import strategy
from core.strategy import GoalTrace, PostTrace, ThemeTrace
from core.strategy.pace import in_words
from core.vocab import CampaignStatus, Origin
from pages.analytics import filters, lead_door, words
from ui import charts, pieces, shell
from ui.safe import plain, short
from ui.theme import ORIGINS, channel_look

if TYPE_CHECKING:
    from core.strategy import KpiProgress

_WAYS = ("Told by the channel", "Events and files", "Conversations")
_SHOWN = 12


def draw() -> None:
    """One campaign's trace, and the door through which leads come in."""
    with shell.workspace() as ws:
        lines = strategy.list_campaigns(ws)
    chosen = filters.campaign(lines)
    if not lines:
        pieces.empty(
            "flag", "No campaign yet", "A goal belongs to a campaign. Make one, and its leads are followed here.",
            page="pages/strategy/page.py", action="Plan a campaign",
        )  # fmt: skip
    else:
        running = [line for line in lines if line.status is CampaignStatus.ACTIVE]
        one = chosen or next(iter(running), lines[0])
        if chosen is None and len(lines) > 1:
            st.caption(f"A goal belongs to one campaign. This is “{plain(one.name)}”; choose another above.")
        with st.skeleton(height=420), shell.workspace() as ws:
            goal = strategy.read_goal(ws, one.id)
        _trace(goal)
    st.space("small")
    lead_door.draw()


def _trace(goal: GoalTrace) -> None:
    campaign, leads = goal.view.campaign, next((k for k in goal.view.kpis if k.name == "leads"), None)
    chips = " ".join(pieces.origin_chip(origin) for origin in sorted(goal.view.origins))
    st.markdown(
        f"### :material/flag: {plain(campaign.goal)}\n\n{chips}"
        f" :gray[{plain(campaign.name)} · {words.day(campaign.starts_on)} to {words.day(campaign.ends_on)} · "
        f"{goal.view.passed:.0%} of its days are over]"
    )
    _figures(goal, leads)
    if goal.view.kpis:
        st.markdown("  \n".join(_target(kpi) for kpi in goal.view.kpis))
    if goal.leads:
        _flow(goal)
    _weeks(goal)
    _talks(goal)


def _figures(goal: GoalTrace, leads: "KpiProgress | None") -> None:
    period = "since the campaign began"
    grid, cost = st.grid(3, min_column_width=200, gap="small"), goal.cost_per_lead
    with grid.cell():
        target = f"of {in_words(leads.target, leads.unit)} aimed at" if leads else "no target was set"
        pieces.figure("Leads", words.count(goal.leads), period=period, of=target, icon="person_add")
    with grid.cell():
        ahead = leads.projected if leads else None
        pieces.figure(
            "Leads at this pace", words.count(ahead), period=f"by {words.day(goal.view.campaign.ends_on)}",
            of="as many a day as so far", icon="speed",
        )  # fmt: skip
    with grid.cell():
        paid = None if cost is None else f"US${cost:.4f}" if 0 < cost < 1 else f"US${cost:.2f}"
        said = "AI writing, all that is paid for here" if goal.leads else "needs a lead first"
        pieces.figure("Cost per lead", paid, period=period, of=said, icon="payments")


def _target(kpi: "KpiProgress") -> str:
    return f"**{plain(kpi.label)}** {plain(kpi.sentence)}"


def _flow(goal: GoalTrace) -> None:
    """How leads came: week, channel, way; drawn as a flow whose widths are leads."""
    from plotly.graph_objects import Sankey  # noqa: PLC0415

    links = _links(goal)
    names = list(dict.fromkeys(name for pair in links for name in pair))
    at = {name: place for place, name in enumerate(names)}
    charts.draw(
        [
            Sankey(
                node={"label": names, "pad": 14, "thickness": 12, "color": charts.accent(), "line": {"width": 0}},
                link={
                    "source": [at[source] for source, _ in links],
                    "target": [at[target] for _, target in links],
                    "value": list(links.values()),
                    "color": charts.translucent(charts.accent(), 0.22),
                },
                textfont={"color": charts.ink(), "size": 13},
                hoverinfo="skip",
            )
        ],
        key="goal_flow",
        height=max(220, 34 * len(names)),
        alt="Leads from week to channel to the way they came: "
        + "; ".join(f"{source} to {target} {many}" for (source, target), many in links.items()),
        caption=f"Width is leads, {goal.leads:,} in all, since the campaign began, by where and how they came. Numbers "
        f"told by channels are {words.origins(goal.view.origins) or 'not there yet'}. Conversations were marked "
        "by people.",
    )
    charts.table(
        "goal_flow",
        lambda: [{"From": source, "To": target, "Leads": many} for (source, target), many in links.items()],
    )


def _links(goal: GoalTrace) -> dict[tuple[str, str], int]:
    links: Counter[tuple[str, str]] = Counter()
    for theme in goal.themes:
        for post in theme.posts:
            channel = channel_look(post.channel).label
            links["No week" if theme.week is None else f"Week {theme.week}", channel] += post.leads
            for way, many in zip(_WAYS, (post.told, post.events, post.talks), strict=True):
                links[channel, way] += many
    links["No post found", _WAYS[1]] += goal.beside.events
    links["No post found", _WAYS[2]] += goal.beside.talks
    return {pair: many for pair, many in links.items() if many > 0}


def _week(theme: ThemeTrace) -> str:
    if theme.week is None:
        return "Posts outside the weeks"
    return f"Week {theme.week}" + (f": {short(theme.title, 40)}" if theme.title else "")


def _weeks(goal: GoalTrace) -> None:
    """Every post under its week, in one table that can be sorted."""
    rows = [_row(theme, post) for theme in goal.themes for post in theme.posts]
    pieces.section("Weeks and posts", says=_summary(goal.themes))
    if not rows:
        st.caption("No post of this campaign is out yet.")
        return
    st.dataframe(
        rows,
        hide_index=True,
        placeholder="no data",
        alt="The campaign's published posts with their week, what they brought and their leads.",
        column_config={
            "Leads": st.column_config.ProgressColumn(
                format="%d",
                min_value=0,
                max_value=max(1, *(post.leads for theme in goal.themes for post in theme.posts)),
            ),
            "Published": st.column_config.DateColumn(format="D MMM YYYY"),
        },
    )
    st.caption(
        "Leads are those that the channel told, that events and files traced by their link's tags, and conversations "
        "marked as a lead in the inbox. Views are in the channel's own denominator. Published by your zone."
    )


def _row(theme: ThemeTrace, post: PostTrace) -> dict[str, object]:
    return {
        "Leads": post.leads,
        "Post": short(post.title, 60),
        "Clicks": _known(post.clicks, post.origin),
        "Channel": channel_look(post.channel).label,
        "Week": _week(theme),
        "Views": post.views,
        "Engagements": post.engagements,
        "Messages": post.messages,
        "Published": shell.local(post.published_at).date(),
        "Origin": ORIGINS[post.origin].label,
    }


def _known(number: int, origin: Origin) -> int | None:
    """A file that never told a count leaves nought behind, which is no data."""
    return None if origin is Origin.IMPORTED and not number else number


def _summary(themes: Sequence[ThemeTrace]) -> str:
    parts = [
        f"{_week(theme)}: {theme.leads:,} leads from {len(theme.posts)} posts"
        + (f", {theme.open} not out yet" if theme.open else "")
        for theme in themes
        if theme.posts or theme.open
    ]
    return " · ".join(parts)


def _talks(goal: GoalTrace) -> None:
    if not goal.talks:
        return
    pieces.section("Messages that became leads", says=f"{len(goal.talks)} conversations, marked in the inbox.")
    titles = {post.id: post.title for theme in goal.themes for post in theme.posts}
    lines = []
    for talk in goal.talks[:_SHOWN]:
        after = titles.get(talk.post_id) if talk.post_id else None
        about = f", after “{plain(short(after, 60))}”" if after else ""
        lines.append(
            f"- {pieces.channel_chip(talk.channel)} **{plain(talk.name)}**, {shell.when(talk.began_at)}{about}"
        )
    more = len(goal.talks) - _SHOWN
    st.markdown("\n".join(lines) + (f"\n\n:gray[and {more} more]" if more > 0 else ""))
    st.page_link("pages/inbox/page.py", label="Open the inbox", icon=":material/inbox:")
