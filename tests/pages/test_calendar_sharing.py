"""The calendar's link: shown where it works, and where it doesn't, why."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core import publishing
from core.keys import Key
from core.wiring import Runtime
from tests.pages.elements import button, opened
from ui import full_server

PAGE = "pages/calendar/page.py"


def test_a_link_is_made_renewed_and_closed_where_the_full_server_runs(
    app: AppTest, product: Runtime, sandbox: Key, words: Callable[[AppTest], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app.session_state["sharing:box"] = True
    at = opened(app, PAGE)
    assert "Needs the full server" in words(at)
    assert button(at, "Make a private link").disabled

    monkeypatch.setattr(full_server, "_here", True)
    at.run()
    button(at, "Make a private link").click().run()
    shown = at.code[0].value
    assert shown.endswith(".ics")
    at.run()
    assert at.code[0].value == shown  # sealed anew, and yet the same on screen
    button(at, "Renew it").click().run()
    with product.workspace(sandbox) as ws:
        assert at.code[0].value.partition("/calendar/")[2].startswith(str(ws.key.business_id))
        assert at.code[0].value != shown
        button(at, "Close it").click().run()
        assert publishing.read_feed_link(ws) is None
    assert "opens nothing any more" in words(at)
