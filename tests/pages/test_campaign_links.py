"""A campaign's tags are shown with a link as it will leave, and set back to the standard."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from core import strategy
from core.keys import Key
from core.strategy import UtmPreset
from core.tables import Campaign
from core.wiring import Runtime
from tests.pages.elements import button


def test_tags_are_shown_on_a_link_and_set_back_and_again(
    app: AppTest, product: Runtime, sandbox: Key, words: Callable[[AppTest], str]
) -> None:
    with product.workspace(sandbox) as ws:
        campaign = strategy.list_campaigns(ws)[0].id
        own = (UtmPreset(source="flyer", content=""),)
        strategy.save_utm(ws, campaign, own)
    app.switch_page("pages/strategy/page.py")
    app.query_params["campaign"] = str(campaign)
    app.session_state[f"links:{campaign}"] = True
    app.run()
    assert not app.exception, app.exception
    assert "utm_source=flyer" in words(app).replace("\\", "")

    button(app, "Back to the standard").click().run()
    assert "utm_source=flyer" not in words(app).replace("\\", "")
    assert "Save the tags" in words(app)
    button(app, "Undo").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert ws.rows.get(Campaign, campaign).utm == own
