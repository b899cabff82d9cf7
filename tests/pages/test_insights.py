"""What was learned, on the Analytics screen, and on its way into the next plan."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from core import analytics
from core.keys import Key
from core.tables import Insight
from core.wiring import Runtime

METRICS = Path(__file__).parents[1] / "fixtures" / "facebook_metrics.csv"
TEXT = "Video posts do 1.6 times as well as your other posts."


def test_an_insight_shows_its_posts_and_is_applied_to_the_next_plan(
    app: AppTest, product: Runtime, sandbox: Key, words: Callable
) -> None:
    with product.workspace(sandbox) as ws:
        mapping = analytics.preview_import(ws, METRICS.read_bytes(), METRICS.name).mapping
        analytics.import_posts(ws, METRICS.read_bytes(), METRICS.name, mapping, on_errors="good_rows")
        with ws.writing() as rows:
            numbers = {"effect": 1.6, "low": 1.2, "high": 2.1, "samples": 40, "q_value": 0.01}
            found_at = ws.now - timedelta(hours=1)
            rows.add(Insight(business_id=sandbox.business_id, text=TEXT, evidence="40", found_at=found_at, **numbers))
    app.switch_page("pages/analytics/page.py")
    app.run()
    app.button(key=f"show:{TEXT}").click().run()
    assert "Each dot is a settled post" in words(app)
    app.button(key=f"apply:{TEXT}").click().run()
    assert not app.exception
    assert "in the next plan" in words(app)
    app.switch_page("pages/strategy/page.py")
    app.session_state["strategy:view"] = "plan"
    app.run()
    assert "Applied from Analytics" in words(app)
    next(button for button in app.button if button.label == "Leave it out").click().run()
    with product.workspace(sandbox) as ws:
        assert analytics.applied_insights(ws) == []
