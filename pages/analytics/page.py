"""What the posts did, how sure that is, what it says about the business's health, and real numbers from elsewhere."""

import streamlit as st

from pages.analytics import filters
from ui import shell

actions = shell.page("Analytics", "What your posts brought, how sure that is, and what would help next.")
results, health, imports = st.tabs(
    [filters.RESULTS, filters.HEALTH, filters.IMPORT], key=filters.VIEW, bind="query-params"
)
# Only the open tab is read and drawn; what it needs is imported with it.
if results.open:
    from pages.analytics import results as results_view

    with results, shell.refusals():
        results_view.draw(actions)
if health.open:
    from pages.analytics import health_explorer

    with health, shell.refusals():
        health_explorer.draw()
if imports.open:
    from pages.analytics import bring_in

    with imports, shell.refusals():
        bring_in.draw()
