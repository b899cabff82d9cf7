"""What came from outside: files in the thread, floods by the page, the person behind it, and the door's secret."""

import pytest
from streamlit.testing.v1 import AppTest

from core import content, messaging
from core.keys import Key
from core.messaging import Enclosed, Incoming
from core.wiring import Runtime
from tests.api.test_inbound import picture
from ui import full_server


def test_a_flood_with_files_is_drawn_a_page_at_a_time(app: AppTest, product: Runtime, sandbox: Key) -> None:
    files = (
        Enclosed("cake.png", picture()),
        Enclosed("far.mov", url="https://cdn.example/far.mov"),
        Enclosed("run.js", b"alert(1)"),
    )
    with product.workspace(sandbox) as ws:
        for number in range(42):
            told = Incoming(f"f{number}", "pat", "email", "pat@example.com", "Pat", "Ski boots? " * 250, ws.now,
                            files=files if number == 41 else ())  # fmt: skip
            message = messaging.receive_message(ws, told)
    app.query_params["conversation"] = str(message.conversation_id)
    app.switch_page("pages/inbox/page.py").run()
    assert not app.exception, app.exception
    earlier = next(one for one in app.button if one.key == "inbox:earlier")
    assert earlier.label == f"Earlier messages ({43 - messaging.MOST_SHOWN})"  # one is our acknowledgement
    assert len(app.chat_message) == messaging.MOST_SHOWN
    assert max(len(one.value) for one in app.text) == 2_000
    assert "run\\.js" in "".join(one.value for one in app.caption)
    assert [one.label.partition(" · ")[0] for one in app.get("download_button")] == ["cake\\.png"]
    assert "About Pat" in [one.label for one in app.expander]
    earlier.click().run()
    assert len(app.chat_message) == 43
    app.session_state[f"person:{message.conversation_id}"] = True
    app.run()
    assert not app.exception, app.exception
    assert "Has not agreed to be written to" in "".join(one.value for one in app.markdown)


def test_a_question_becomes_an_idea_of_the_next_plan(app: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        gap = messaging.faq_gaps(ws)[0]
    app.session_state["inbox:tab"] = "FAQs"
    key = f"idea:{gap.conversations[0]}:{gap.question[:20]}"
    app.session_state[key] = True
    app.switch_page("pages/inbox/page.py").run()
    assert not app.exception, app.exception
    app.text_input(key=f"{key}:words").set_value("What we answer about skis")
    app.button(key=f"{key}:go").click().run()
    assert not app.exception, app.exception
    with product.workspace(sandbox) as ws:
        (idea,) = content.waiting_ideas(ws)
    app.switch_page("pages/strategy/page.py")
    app.session_state["strategy:view"] = "plan"
    app.run()
    assert not app.exception, app.exception
    assert f"drop:{idea.id}" in [one.key for one in app.button]
    assert idea.title == "What we answer about skis"


def test_the_doors_secret_is_shown_once_and_a_start_without_routes_says_why(
    app: AppTest, product: Runtime, sandbox: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    with product.workspace(sandbox) as ws, ws.writing():
        ws.business.sandbox_until = None
    for is_here in (False, True):
        monkeypatch.setattr(full_server, "_here", is_here)
        app.session_state["section"], app.session_state["message_door"] = "Channels", True
        app.switch_page("pages/settings/page.py").run()
        assert not app.exception, app.exception
        assert ("streamlit run server.py" in "".join(one.value for one in app.info)) is not is_here
    app.button(key="message_door:new").click().run()
    assert "whsec_" in "".join(one.value for one in app.code)
    app.run()
    assert "whsec_…" in "".join(one.value for one in app.code)
    app.button(key="message_door:close").click().run()
    assert not any("whsec_" in one.value for one in app.code)
