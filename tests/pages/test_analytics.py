"""The Analytics screen: a business's own numbers, real files brought in, and the score taken apart."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core import analytics, strategy
from core.analytics import Period
from core.analytics.health import assess
from core.analytics.input_rows import inputs_of
from core.analytics.table_files import FileKind
from core.keys import Key
from core.vocab import CampaignStatus, Origin, Signal
from core.wiring import Runtime
from pages.analytics import words

PAGE = "pages/analytics/page.py"
FILES = Path(__file__).parents[1] / "fixtures"
METRICS, SELLERS = FILES / "facebook_metrics.csv", FILES / "live_sellers.csv"
Open = Callable[[str], AppTest]


@pytest.fixture
def at(app: AppTest) -> Open:
    """Open one tab of Analytics."""

    def opened(tab: str) -> AppTest:
        app.switch_page(PAGE)
        app.session_state["view"] = tab
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


def labelled(elements: Iterable[Any], label: str) -> Any:
    return next(element for element in elements if element.label == label)


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def upload(app: AppTest, file: Path) -> AppTest:
    app.file_uploader[0].upload(file.name, file.read_bytes(), "text/csv")
    app.run()
    assert not app.exception, app.exception
    return app


def bring_in(product: Runtime, key: Key, file: Path) -> analytics.Imported:
    with product.workspace(key) as ws:
        mapping = analytics.preview_import(ws, file.read_bytes(), file.name).mapping
        return analytics.import_posts(ws, file.read_bytes(), file.name, mapping, on_errors="good_rows")


def test_the_totals_are_the_business_s_own(at: Open, product: Runtime, sandbox: Key, words: Callable) -> None:
    app = at("Results")
    with product.workspace(sandbox) as ws:
        totals = analytics.read_totals(ws, Period.up_to(ws.now))
        best = analytics.read_posts(ws, totals.period).best[0]
    assert totals.views.value
    shown = metrics(app)
    assert shown["Posts published"] == f"{totals.posts.value:,.0f}"
    assert shown["Views"] == f"{totals.views.value:,.0f}"
    assert shown["Engagement rate"] == f"{100 * totals.rate.value:.1f}%"
    said = words(app)
    assert f"of {totals.views.value:,.0f} {totals.rate.denominator}" in said
    assert f"{best.engagements:,.0f} of {best.views:,.0f} {best.denominator}" in said
    assert "simulated" in said


def test_another_period_shows_other_numbers(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Results")
    app.session_state["period"] = "90 days"
    app.run()
    with product.workspace(sandbox) as ws:
        totals = analytics.read_totals(ws, Period.up_to(ws.now, 90))
    assert metrics(app)["Engagements"] == f"{totals.engagements.value:,.0f}"


def test_a_campaign_narrows_the_numbers(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Results")
    chosen = labelled(app.selectbox, "Campaign")
    chosen.select(chosen.options[1]).run()
    with product.workspace(sandbox) as ws:
        line = next(line for line in analytics.read_campaigns(ws) if line.name == chosen.options[1])
        totals = analytics.read_totals(ws, Period.up_to(ws.now), line.id)
        whole = analytics.read_totals(ws, Period.up_to(ws.now))
    assert totals.posts.value != whole.posts.value
    assert metrics(app)["Posts published"] == f"{totals.posts.value:,.0f}"


def test_times_are_withheld_below_fifty_posts_and_the_reason_is_said(
    at: Open, product: Runtime, sandbox: Key, words: Callable
) -> None:
    with product.workspace(sandbox) as ws:
        heat = analytics.read_heat(ws)
    assert heat.withheld
    assert heat.withheld in words(at("Results"))


def test_the_four_parts_add_up_on_screen(at: Open, product: Runtime, sandbox: Key, words: Callable) -> None:
    with product.workspace(sandbox) as ws:
        score = analytics.read_health(ws).score
    app = at("Health")
    assert score.value is not None
    assert metrics(app)["Marketing Health Score"] == f"{score.value:.1f} of 100"
    parts = score.on_screen()
    assert round(sum(parts.values()), 1) == round(score.value, 1)
    said = words(app)
    assert f"{' + '.join(f'{part:.1f}' for part in parts.values())} = **{score.value:.1f}**" in said
    assert f"{score.interval.low:.1f} to {score.interval.high:.1f}" in said
    assert score.band.value.lower() in said.lower()


def test_a_signal_without_data_is_no_data_and_never_nought(
    at: Open, product: Runtime, sandbox: Key, words: Callable
) -> None:
    bring_in(product, sandbox, SELLERS)
    app = at("Health")
    app.session_state["as_of"] = "Newest import"
    app.run()
    with product.workspace(sandbox) as ws:
        until = analytics.read_health(ws).imported_until
        view = analytics.read_health(ws, until=until)
    assert view.score.signals.known().keys() == {Signal.ENGAGEMENT, Signal.CONSISTENCY, Signal.DIVERSITY}
    assert view.origins == {Origin.IMPORTED: len(view.inputs.posts)}
    said = words(app)
    assert "### no data" in said
    assert "0.0 points" not in said
    assert metrics(app)["Marketing Health Score"] == f"{view.score.value:.1f} of 100"
    assert f"{view.score.samples.stand_ins:,} posts have no known views" in said
    assert "no plan: by the weekly rhythm" in said
    assert "Cheapest next points" not in said, "nothing can be done about a past day"
    app.session_state["as_of"], app.session_state["on"] = "Another day", date(2018, 4, 21)
    app.run()
    assert "of the 28 days up to 21 Apr 2018" in words(app)


def test_a_slider_changes_the_score_by_the_real_formula(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Health")
    before = metrics(app)["The score would be"]
    assert before == metrics(app)["Marketing Health Score"]
    labelled(app.slider, "Engagement rates").set_value(50).run()
    with product.workspace(sandbox) as ws:
        view = analytics.read_health(ws)
    from core.analytics.what_if import what_if

    then = what_if(view.inputs, rng=np.random.default_rng(1), engagement_lift=1.5, weights=view.score.weights)
    assert metrics(app)["The score would be"] == f"{then.value:.1f} of 100" != before
    labelled(app.button, "Back to as it is").click().run()
    assert metrics(app)["The score would be"] == before


def test_the_downloaded_inputs_recompute_the_score(product: Runtime, sandbox: Key) -> None:
    from core.analytics.exports import csv_bytes
    from core.analytics.input_rows import COLUMNS, input_rows

    with product.workspace(sandbox) as ws:
        view = analytics.read_health(ws)
    text = csv_bytes(input_rows(view.inputs, view.score.weights), columns=COLUMNS, bom=True).decode("utf-8-sig")
    inputs, weights = inputs_of(csv.DictReader(io.StringIO(text)))
    assert assess(inputs, rng=np.random.default_rng(1), weights=weights).value == view.score.value


def test_the_formula_and_its_download_open_on_request(at: Open) -> None:
    app = at("Health")
    assert "health_inputs:csv" not in {button.key for button in app.download_button}
    app.session_state["formula"], app.session_state["weights"] = True, True
    app.run()
    assert {f"health_inputs:{kind.value}" for kind in FileKind} <= {button.key for button in app.download_button}
    assert any("0.4 \N{MULTIPLICATION SIGN} engagement" in text.value for text in app.markdown)
    (turned,) = [frame.value for frame in app.dataframe if "Taken out" in frame.value]
    assert turned["Weight"].tolist() == [0.4, 0.3, 0.2, 0.1]


def test_a_file_is_looked_at_imported_shown_and_taken_back(
    at: Open, product: Runtime, sandbox: Key, words: Callable
) -> None:
    app = upload(at("Import"), METRICS)
    said = words(app)
    assert "Facebook metrics" in said
    assert "per reach" in said
    assert "approximate dates" in said
    posts = len(METRICS.read_text().splitlines()) - 1
    assert metrics(app)["Posts that can be read"] == str(posts)
    labelled(app.button, f"Import {posts} posts").click().run()
    assert not app.exception, app.exception
    assert f"{posts} of {posts} rows are now Facebook posts, marked imported" in words(app)
    labelled(app.button, "Show the imported period").click().run()
    assert not app.exception, app.exception
    assert app.session_state["view"] == "Results"
    assert metrics(app)["Posts published"] == str(posts)
    assert metrics(app)["Leads"] == "no data"
    assert "imported" in words(app)
    app.session_state["view"] = "Import"
    app.run()
    labelled(app.button, "Take back").click().run()
    with product.workspace(sandbox) as ws:
        (batch,) = analytics.list_imports(ws)
    app.get_by_key("import:undo:sure").click().run()
    with product.workspace(sandbox) as ws:
        assert analytics.list_imports(ws) == []
        assert batch.id not in analytics.read_extents(ws)


def test_bad_rows_are_listed_and_the_choice_decides(at: Open, product: Runtime, sandbox: Key) -> None:
    app = upload(at("Import"), SELLERS)
    with product.workspace(sandbox) as ws:
        result = analytics.preview_import(ws, SELLERS.read_bytes(), SELLERS.name).result
    table = next(frame.value for frame in app.dataframe if "What to do" in frame.value.columns)
    assert list(table["Row"]) == [error.row for error in result.errors]
    assert list(table["What to do"]) == [error.message for error in result.errors]
    good = f"Import {len(result.rows)} posts"
    assert not labelled(app.button, good).disabled
    app.radio(key="import:on_errors").set_value("none").run()
    assert labelled(app.button, "Import").disabled
    with product.workspace(sandbox) as ws:
        assert analytics.list_imports(ws) == []


def test_a_second_import_of_the_same_file_is_not_offered(
    at: Open, product: Runtime, sandbox: Key, words: Callable
) -> None:
    bring_in(product, sandbox, METRICS)
    app = upload(at("Import"), METRICS)
    assert "This very file was imported before" in words(app)
    assert not [button for button in app.button if button.label.startswith("Import ")]


def test_the_mapping_can_be_mended(at: Open, words: Callable) -> None:
    app = upload(at("Import"), METRICS)
    labelled(app.selectbox, "Views, reach or delivered").select("(not in the file)").run()
    assert "No column tells how many people saw a post" in words(app)
    for field in ("Likes or reactions", "Comments", "Shares"):
        labelled(app.selectbox, field).select("(not in the file)").run()
    assert any("Choose at least one column of numbers" in error.value for error in app.error)
    assert not [button for button in app.button if button.label.startswith("Import ")]


def test_a_file_that_is_no_table_is_refused_with_the_remedy(at: Open) -> None:
    app = at("Import")
    app.file_uploader[0].upload("posts.xlsx", b"PK\x03\x04rest", "application/zip")
    app.run()
    assert not app.exception
    assert any("Export it again" in error.value for error in app.error)


def test_imports_outside_the_period_are_one_click_away(at: Open, product: Runtime, sandbox: Key) -> None:
    done = bring_in(product, sandbox, METRICS)
    app = at("Results")
    labelled(app.button, "Show the imported period").click().run()
    assert metrics(app)["Posts published"] == str(done.batch.posts_made)


def test_periods_and_figures_in_words() -> None:
    assert words.points(-0.44) == "\N{MINUS SIGN}0.4"
    assert words.percent(0.5) == "50.0%"


def test_a_goal_is_traced_to_its_leads(at: Open, product: Runtime, sandbox: Key, words: Callable) -> None:
    app = at("Goals")
    with product.workspace(sandbox) as ws:
        running = next(iter(strategy.list_campaigns(ws, status=CampaignStatus.ACTIVE)))
        goal = strategy.read_goal(ws, running.id)
    assert goal.leads
    assert metrics(app)["Leads"] == f"{goal.leads:,}"
    assert goal.view.campaign.goal in words(app)
    (table,) = [frame.value for frame in app.dataframe if "Leads" in frame.value]
    assert table["Leads"].sum() + goal.beside.total == goal.leads
    app.session_state["lead_door"] = True
    app.run()
    labelled(app.button, "Let programs send leads").click().run()
    assert any("demo" in error.value for error in [*app.error, *app.warning, *app.info])


def test_leads_come_in_from_a_file(at: Open, product: Runtime, sandbox: Key, words: Callable) -> None:
    app = at("Import")
    app.session_state["import:what"] = "Leads"
    app.run()
    data = b"Date,UTM campaign\n2026-02-27 10:00,nowhere\nsoon,nowhere\n"
    app.file_uploader[0].upload("leads.csv", data, "text/csv")
    app.run()
    assert "**1** leads" in words(app)
    labelled(app.radio, "Rows that cannot be read").set_value("good_rows").run()
    labelled(app.button, "Import 1 lead").click().run()
    assert not app.exception, app.exception
    assert "1 lead imported" in words(app)
    with product.workspace(sandbox) as ws:
        assert analytics.count_of(analytics.list_imports(ws)[0]) == "1 lead"
