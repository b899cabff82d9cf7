"""Strategy: the campaigns, a brief that becomes a plan, and who the business is."""

from uuid import UUID

import streamlit as st

from core.errors import NotFound
from pages.strategy import brief, campaign, campaigns, plan, profile
from ui import address, shell
from ui.pieces import empty

VIEWS = {"campaigns": "Campaigns", "plan": "Plan a campaign", "profile": "Business profile"}
VIEW = "strategy:view"


def views() -> None:
    """The three views of this screen, chosen in the address as well."""
    shell.page("Strategy", "What to do next, why, and how it goes.")
    address.follow(VIEW, "view", VIEWS)
    st.session_state.setdefault(VIEW, "campaigns")
    view = st.segmented_control(
        "View", list(VIEWS), required=True, format_func=VIEWS.__getitem__, key=VIEW,
        label_visibility="collapsed",
    )  # fmt: skip
    address.keep("view", [] if view == "campaigns" else [str(view)])
    {"campaigns": campaigns.draw, "plan": brief.draw, "profile": profile.draw}[str(view)]()


def back() -> None:
    """Leave what the address names."""
    for name in ("campaign", "plan"):
        st.query_params.pop(name, None)


one, proposal = st.query_params.get("campaign"), st.query_params.get("plan")
try:
    if one or proposal:
        st.button("Strategy", icon=":material/arrow_back:", type="tertiary", on_click=back)
    if one:
        campaign.draw(UUID(one))
    elif proposal:
        plan.draw(UUID(proposal))
    else:
        views()
except (NotFound, ValueError):
    shell.page("Strategy")
    empty("search_off", "This isn't here", "The campaign or plan may be gone. Go back to see what there is.")
