"""What goes with more engagement, each with its evidence; silence where there is none."""

from statistics import median
from uuid import UUID

import streamlit as st

from core import analytics, strategy
from core.analytics import Evidence, Figures
from core.tables import Insight
from core.vocab import Permission
from pages.analytics import words
from ui import charts, outcome, shell
from ui.pieces import chip
from ui.safe import plain, short
from ui.theme import ORIGINS, channel_look

_PLACE, _SHOWN = "insights", "insights:shown"
_AXIS = [0.1, 0.2, 0.5, 1, 2, 5, 10]


@st.fragment
def draw() -> None:
    """Effects first, then what else was learned."""
    with shell.workspace() as ws:
        insights, lessons = analytics.read_insights(ws), strategy.read_lessons(ws)
    outcome.draw(_PLACE)
    if not insights:
        st.info(
            "Nothing stands out beyond chance so far. It takes at least 50 settled posts, and effects that hold up "
            "when everything that was looked at is counted.",
            icon=":material/search_insights:",
        )
    for insight in insights:
        _card(insight)
    more = [lesson for lesson in lessons if lesson.text not in {insight.text for insight in insights}]
    for lesson in more:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(lesson.text)}**")
            st.caption(plain(lesson.evidence))
    if insights:
        st.caption(
            "q is the share of false discoveries at which the effect would still be told; up to 0.10 is shown "
            "(Benjamini-Hochberg, in two stages, over all that was looked at), and only where everything together "
            "stands out from chance. An effect is not a cause. The writer of the next plan is told these lines; what "
            "is applied also moves its mix of posts, its days and its hours."
        )
    if insights or more:
        st.page_link(
            "pages/strategy/page.py", label="Plan the next campaign", icon=":material/flag:",
            query_params={"view": "plan"},
        )  # fmt: skip


def _card(insight: Insight) -> None:
    is_open, is_applied = st.session_state.get(_SHOWN) == insight.text, insight.applied_at is not None
    with st.container(border=True, gap="xsmall"):
        effect = f"{insight.effect:.2f} times ({insight.low:.2f} to {insight.high:.2f})"
        chips = [
            chip(effect, ":material/straighten:", "blue"),
            chip(f"{insight.samples} posts", ":material/group_work:"),
            chip(f"q = {max(insight.q_value, 0.001):.3f}", ":material/rule:"),
        ]
        chips += [chip("in the next plan", ":material/flag:", "green")] if is_applied else []
        st.markdown(f"**{plain(insight.text)}**\n\n{' '.join(chips)}")
        st.caption(plain(insight.evidence))
        with st.container(horizontal=True, gap="small"):
            words, icon = ("Hide the posts", "expand_less") if is_open else ("Show me", "expand_more")
            st.button(words, icon=f":material/{icon}:", key=f"show:{insight.text}", on_click=_show,
                      args=(None if is_open else insight.text,), help="The posts behind this line")  # fmt: skip
            if shell.can(Permission.PLAN):
                words, icon = ("Leave it out", "close") if is_applied else ("Apply to the next plan", "flag")
                st.button(words, icon=f":material/{icon}:", key=f"apply:{insight.text}", on_click=_ask,
                          args=(insight.id, is_applied))  # fmt: skip
        if is_open:
            with st.skeleton(height=240), shell.workspace() as ws:
                found = analytics.read_evidence(ws, insight.id)
            if not found.its or not found.others:
                st.caption("The posts behind this line have changed since; it is looked at anew once a day.")
            else:
                _spread(insight, found)


def _show(text: str | None) -> None:
    st.session_state[_SHOWN] = text


def _ask(insight_id: UUID, is_applied: bool) -> None:
    with outcome.attempt(_PLACE), shell.workspace() as ws:
        if is_applied:
            analytics.leave_out_insight(ws, insight_id)
            outcome.tell(_PLACE, "Taken out. The next plan is made without it.")
        else:
            analytics.apply_insight(ws, insight_id)
            outcome.tell(_PLACE, "It shapes the next plan that you propose. You can take it out here or in the brief.")


def _spread(insight: Insight, found: Evidence) -> None:
    from plotly.graph_objects import Box  # noqa: PLC0415

    groups = {f"These ({len(found.its):,})": found.its, f"All others ({len(found.others):,})": found.others}
    middles = {name: median(ratio for _, ratio in posts) for name, posts in groups.items()}
    origins = words.origins(post.origin for posts in groups.values() for post, _ in posts)
    charts.draw(
        [
            Box(x=[max(ratio, 0.05) for _, ratio in posts], name=name, boxpoints="all", jitter=0.6, pointpos=0,
                marker={"size": 4, "opacity": 0.55, "color": colour}, line={"color": colour, "width": 1.5},
                fillcolor="rgba(0,0,0,0)", hoverinfo="x")
            for (name, posts), colour in zip(groups.items(), (charts.accent(), "#8a93a5"), strict=True)
        ],
        key="evidence",
        height=240,
        alt=f"{insight.text} Medians: " + "; ".join(f"{name} {middle:.2f}" for name, middle in middles.items()),
        caption=(
            f"Each dot is a settled post: its engagements (e-mail and SMS: per delivered) against the usual (1.0) of "
            f"its own account at that time, on a logarithmic scale; {origins}. "
            f"Medians {' and '.join(f'{middle:.2f}' for middle in middles.values())}. "
            "The line above compares kind, weekday and hour together, so its figure may differ."
        ),
        layout={
            "xaxis": {"type": "log", "tickvals": _AXIS, "ticktext": [f"{tick:g}x" for tick in _AXIS], "showgrid": True,
                      "gridcolor": charts.muted()},
            "yaxis": {"autorange": "reversed", "showgrid": False},
            "showlegend": False,
        },
    )  # fmt: skip
    charts.table("evidence", lambda: [_row(post, ratio) for post, ratio in found.its])


def _row(post: Figures, ratio: float) -> dict[str, object]:
    return {
        "Post": short(post.title, 80),
        "Times the usual": round(ratio, 2),
        "Engagements": post.engagements,
        "Views": post.views,
        "Channel": channel_look(post.channel).label,
        "Published": post.published_at,
        "Origin": ORIGINS[post.origin].label,
    }
