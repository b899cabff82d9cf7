"""What the posts did, how sure that is, what it says about the business's health, and real numbers from elsewhere."""

import streamlit as st

from pages.analytics import filters
from ui import shell

actions = shell.page("Analytics", "What your posts brought, how sure that is, and what would help next.")
results, goals, health, imports = st.tabs(
    [filters.RESULTS, filters.GOALS, filters.HEALTH, filters.IMPORT], key=filters.VIEW, bind="query-params"
)
# Only the open tab is read and drawn; what it needs is imported with it.
if results.open:
    from pages.analytics.results import draw as draw_results

    with results, shell.refusals():
        draw_results(actions)
if goals.open:
    from pages.analytics.goals import draw as draw_goals

    with goals, shell.refusals():
        draw_goals()
if health.open:
    from pages.analytics.health_explorer import draw as draw_health

    with health, shell.refusals():
        draw_health()
if imports.open:
    from pages.analytics.bring_in import draw as draw_import

    with imports, shell.refusals():
        draw_import()
