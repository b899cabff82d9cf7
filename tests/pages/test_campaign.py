"""One campaign: switched, retargeted, improved and done again, each with its way back."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import col
from streamlit.testing.v1 import AppTest

from core import strategy
from core.keys import Key
from core.tables import Post
from core.vocab import CampaignStatus
from core.wiring import Runtime
from tests.core.past import published
from tests.pages.elements import button, opened

PAGE = "pages/strategy/page.py"
Said = Callable[[AppTest], str]


def _running(product: Runtime, sandbox: Key) -> UUID:
    with product.workspace(sandbox) as ws:
        return strategy.list_campaigns(ws, status=CampaignStatus.ACTIVE)[0].id


def test_a_campaign_is_paused_taken_back_and_completed(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    campaign = _running(product, sandbox)

    def status() -> CampaignStatus:
        with product.workspace(sandbox) as ws:
            return strategy.read_campaign(ws, campaign).campaign.status

    said = words(opened(app, PAGE, campaign=str(campaign)))
    assert "Targets" in said
    assert "Weekly themes" in said

    button(app, "Pause this campaign").click().run()
    assert status() is CampaignStatus.PAUSED
    button(app, "Undo").click().run()
    assert status() is CampaignStatus.ACTIVE
    button(app, "Complete this campaign").click().run()
    assert status() is CampaignStatus.COMPLETED
    assert "Complete this campaign" not in [button.label for button in app.main.button]


def test_a_campaign_s_targets_are_suggested_used_and_taken_back(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    campaign = _running(product, sandbox)

    def kpis() -> tuple[strategy.KpiTarget, ...]:
        with product.workspace(sandbox) as ws:
            return strategy.read_campaign(ws, campaign).campaign.kpis

    before = kpis()
    opened(app, PAGE, campaign=str(campaign))
    button(app, "Suggest targets").click().run()
    assert "own history" in words(app)
    assert kpis() == before

    button(app, "Use these targets").click().run()
    assert kpis() != before
    button(app, "Undo").click().run()
    assert kpis() == before


def test_a_campaign_is_duplicated_as_drafts(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    campaign = _running(product, sandbox)
    opened(app, PAGE, campaign=str(campaign))
    app.main.text_input(key=f"duplicate:{campaign}:name").set_value("Once more")

    button(app, "Duplicate this campaign").click().run()

    assert not app.exception
    assert "This is the copy" in words(app)
    with product.workspace(sandbox) as ws:
        (copy,) = strategy.list_campaigns(ws, status=CampaignStatus.DRAFT)
    assert (copy.name, copy.published) == ("Once more", 0)
    assert copy.posts > 0


def _improving(product: Runtime, sandbox: Key) -> UUID:
    """A running campaign whose posts would do better in the evening, by a long past."""
    campaign = _running(product, sandbox)
    with product.workspace(sandbox) as ws:
        published(ws, 250, better=lambda _, at: 3.0 if 17 <= at.hour < 21 else 1.0)
    return campaign


def test_improvements_are_ticked_made_and_taken_back(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    campaign = _improving(product, sandbox)

    def moments() -> dict[UUID, object]:
        with product.workspace(sandbox) as ws:
            found = ws.rows.find(Post, col(Post.campaign_id) == campaign)
            return {post.id: (post.planned_at, post.scheduled_at, post.type) for post in found}

    before = moments()
    opened(app, PAGE, campaign=str(campaign))
    button(app, "Look for improvements").click().run()
    assert "times as well as" in words(app)
    assert "90% interval" in words(app)
    assert moments() == before
    boxes = [box for box in app.main.checkbox if box.key and box.key.startswith(f"improve:{campaign}")]
    boxes[0].uncheck().run()

    made = len(boxes) - 1
    button(app, f"Make {made} {'change' if made == 1 else 'changes'}").click().run()
    assert not app.exception
    after = moments()
    assert after != before

    button(app, "Undo").click().run()
    assert "taken back" in words(app)
    assert moments() == before


def test_with_nothing_to_learn_yet_it_says_so(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        brief = strategy.campaign_brief_defaults(ws)
        campaign = strategy.create_campaign(ws, brief).id
    opened(app, PAGE, campaign=str(campaign))

    button(app, "Look for improvements").click().run()

    assert "Nothing to change" in words(app)
