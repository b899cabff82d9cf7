"""Strategy: campaigns with their pace, a brief that becomes a plan, a plan that becomes drafts."""

from collections.abc import Callable

import pytest
from sqlmodel import col
from streamlit.testing.v1 import AppTest

from core import strategy
from core.errors import NotFound
from core.keys import Key
from core.tables import Plan, Post
from core.tables.values import Lesson, Voice
from core.vocab import PlanStatus
from core.wiring import Runtime
from tests.pages.elements import button, opened

PAGE = "pages/strategy/page.py"
Said = Callable[[AppTest], str]


@pytest.fixture
def plan(product: Runtime, sandbox: Key) -> Plan:
    with product.workspace(sandbox) as ws:
        made = strategy.propose_plan(ws, strategy.campaign_brief_defaults(ws))
        lesson = Lesson(text="Mornings engage more.", evidence="24 posts in 90 days.")
        return strategy.edit_plan(ws, made.id, made.proposal.model_copy(update={"lessons": (lesson,)}))


def test_the_list_shows_this_business_s_campaigns_and_their_pace(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        lines = strategy.list_campaigns(ws)

    said = words(opened(app, PAGE))

    assert lines
    for line in lines:
        assert line.goal.split()[0] in said
        assert f"{line.published} of {line.posts} posts published" in said
    assert "Running" in said


def test_a_brief_becomes_a_plan(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    opened(app, PAGE, view="plan")
    app.main.text_input[0].set_value("Winter")

    button(app, "Propose a plan").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        (plan,) = strategy.open_plans(ws)
    said = words(app)
    assert plan.brief.name == "Winter"
    assert plan.proposal.themes[0].title in said
    assert "own history" in said
    assert "Why this?" in [one.label for one in app.main.expander]
    assert "Offline writer" in said


def test_a_refused_brief_names_its_field_and_keeps_the_words(app: AppTest, words: Said) -> None:
    opened(app, PAGE, view="plan")
    app.main.text_input[0].set_value("Winter")
    app.main.text_input[1].set_value(" ")

    button(app, "Propose a plan").click().run()

    assert "Goal" in app.main.error[0].value
    assert app.main.text_input[0].value == "Winter"


def test_an_empty_campaign_can_be_started(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    opened(app, PAGE, view="plan")
    button(app, "Start with an empty campaign").click().run()
    assert "An empty campaign" in words(app)

    button(app, "Start this campaign").click().run()

    assert "Started" in words(app)


def test_a_plan_is_edited_and_accepted_with_its_changes(
    app: AppTest, product: Runtime, sandbox: Key, plan: Plan, words: Said
) -> None:
    opened(app, PAGE, plan=str(plan.id))
    assert "24 posts in 90 days" in words(app)
    app.main.text_input(key=f"theme:{plan.id}:1").set_value("Slow mornings")
    app.main.checkbox(key=f"lesson:{plan.id}:0").uncheck()
    app.main.number_input(key=f"kpi:{plan.id}:leads").set_value(33.0).run()
    assert "\\~\\~" not in app.main.checkbox[0].label
    assert app.main.checkbox[0].label.startswith("~~")

    button(app, "Accept the plan").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        kept = strategy.read_plan(ws, plan.id)
        assert kept.status is PlanStatus.ACCEPTED
        assert kept.campaign_id is not None
        view = strategy.read_campaign(ws, kept.campaign_id)
        assert ws.rows.count(Post, col(Post.campaign_id) == kept.campaign_id) == len(plan.proposal.posts)
    assert view.campaign.themes[0].title == "Slow mornings"
    assert view.campaign.lessons == ()
    assert {kpi.name: kpi.target for kpi in view.campaign.kpis}["leads"] == 33
    assert "The drafts are written" in words(app)


def test_saving_a_plan_keeps_it_a_proposal(app: AppTest, product: Runtime, sandbox: Key, plan: Plan) -> None:
    opened(app, PAGE, plan=str(plan.id))
    assert button(app, "Save changes").disabled
    app.main.text_input(key=f"theme:{plan.id}:1").set_value("Slow mornings").run()

    button(app, "Save changes").click().run()

    with product.workspace(sandbox) as ws:
        assert strategy.read_plan(ws, plan.id).proposal.themes[0].title == "Slow mornings"
        assert [one.id for one in strategy.open_plans(ws)] == [plan.id]


def test_an_edit_that_cannot_be_is_refused_and_kept(app: AppTest, plan: Plan) -> None:
    opened(app, PAGE, plan=str(plan.id))
    app.main.text_input(key=f"theme:{plan.id}:1").set_value(" ").run()

    button(app, "Save changes").click().run()

    assert "Themes" in app.main.error[0].value
    assert app.main.text_input(key=f"theme:{plan.id}:1").value == " "


def test_a_discarded_plan_leaves_the_list(
    app: AppTest, product: Runtime, sandbox: Key, plan: Plan, words: Said
) -> None:
    assert "waiting for your yes" in words(opened(app, PAGE))
    opened(app, PAGE, plan=str(plan.id))

    button(app, "Discard this plan").click().run()

    assert "is discarded" in words(app)
    with product.workspace(sandbox) as ws:
        assert strategy.open_plans(ws) == []


def test_a_settled_plan_says_so(app: AppTest, product: Runtime, sandbox: Key, plan: Plan, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        strategy.discard_plan(ws, plan.id)

    assert "was discarded" in words(opened(app, PAGE, plan=str(plan.id)))
    assert "Accept the plan" not in [button.label for button in app.main.button]


def test_a_week_moves_up_with_what_else_was_changed(app: AppTest, product: Runtime, sandbox: Key, plan: Plan) -> None:
    opened(app, PAGE, plan=str(plan.id))
    first, second = (theme.title for theme in plan.proposal.themes[:2])
    app.main.text_input(key=f"theme:{plan.id}:4").set_value("Last call").run()
    assert app.main.button(key=f"up:{plan.id}:1").disabled

    app.main.button(key=f"up:{plan.id}:2").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        titles = [theme.title for theme in strategy.read_plan(ws, plan.id).proposal.themes]
    assert (titles[0], titles[1], titles[3]) == (second, first, "Last call")


def test_a_plan_says_who_stood_in_what_it_will_cost_and_what_its_times_rest_on(
    app: AppTest, product: Runtime, sandbox: Key, plan: Plan, words: Said
) -> None:
    with product.workspace(sandbox) as ws, ws.writing() as rows:
        own = rows.get(Plan, plan.id)
        assert own.ai is not None
        own.ai = own.ai.model_copy(update={"fallback_reason": "The AI endpoint refused the key."})

    said = words(opened(app, PAGE, plan=str(plan.id)))

    assert "in the model's place. The AI endpoint refused the key" in app.main.warning[0].value

    assert f"Offline: free. The built-in writer writes {len(plan.proposal.posts)} texts." in said
    assert "people" in said
    assert any("published averages" in one.value for one in app.main.markdown)


def test_a_stopped_plan_goes_on_where_it_was(
    app: AppTest, product: Runtime, sandbox: Key, plan: Plan, words: Said
) -> None:
    def stop(done: int, of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with product.workspace(sandbox) as ws, pytest.raises(KeyboardInterrupt):
        strategy.accept_plan(ws, plan.id, progress=stop)

    assert f"3 of {len(plan.proposal.posts)} texts are written and kept" in words(opened(app, PAGE, plan=str(plan.id)))

    button(app, "Accept the plan").click().run()
    assert "The drafts are written" in words(app)


def test_targets_are_suggested_for_a_brief_and_nothing_is_kept(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    opened(app, PAGE, view="plan")

    button(app, "Suggest targets").click().run()

    said = words(app)
    assert "Targets for this brief" in said
    assert "planned posts" in said
    with product.workspace(sandbox) as ws:
        assert strategy.open_plans(ws) == []


def test_a_brief_that_the_profile_can_t_carry_leads_there(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws, ws.writing():
        ws.profile.brand_voice = ""
        ws.profile.assets = ws.profile.assets.model_copy(update={"voice": Voice()})
    opened(app, PAGE, view="plan")

    button(app, "Propose a plan").click().run()
    assert "Brand voice" in app.main.error[0].value

    button(app, "Open the business profile").click().run()
    assert not app.exception
    assert app.session_state["strategy:view"] == "profile"


@pytest.mark.parametrize("address", [{"campaign": "nonsense"}, {"plan": "00000000-0000-4000-8000-000000000000"}])
def test_a_link_to_nothing_leads_back(app: AppTest, words: Said, address: dict[str, str]) -> None:
    opened(app, PAGE, **address)
    assert "This isn't here" in words(app)

    button(app, "Strategy").click().run()
    assert "Running" in words(app)


def test_another_business_s_campaign_is_not_there(app: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws, pytest.raises(NotFound):
        strategy.read_campaign(ws, sandbox.business_id)
