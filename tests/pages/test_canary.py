"""A marker in every row of one business; another walks every screen and every road of the API, and never meets it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from core import jobs
from core.wiring import Runtime
from tests.worlds import MARK, fill

SCREENS = ("overview", "strategy", "content_studio", "calendar", "analytics", "inbox", "settings")


def everything(at: AppTest) -> str:
    """What the browser would be sent: every element of every block, whole."""
    return "\n".join(str(getattr(element, "proto", element)) for block in (at.main, at.sidebar) for element in block)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_shows_another_s_rows(
    product: Runtime, app: AppTest, words: Callable[[AppTest], str], screen: str
) -> None:
    fill(product.engine, datetime.now(UTC))
    jobs.collect(product)
    app.switch_page(f"pages/{screen}/page.py").run()
    assert not app.exception
    assert MARK not in words(app)
    assert MARK not in everything(app)


def test_the_marker_is_there_to_be_found(product: Runtime) -> None:
    """The canary sings for whoever may hear it: otherwise the walk above could not fail."""
    from core import accounts, publishing

    with product.workspace(accounts.clock_key(fill(product.engine, datetime.now(UTC)))) as ws:
        assert any(post.title == MARK for post in publishing.tray(ws))


def test_no_road_of_the_api_tells_a_stranger_anything(product: Runtime) -> None:
    from api.main import app as api

    fill(product.engine, datetime.now(UTC))
    client = TestClient(api)
    for path, roads in client.get("/openapi.json").json()["paths"].items():
        for method in roads:
            assert MARK not in client.request(method.upper(), path).text
