"""The inbox of a team: who answers, notes, saved replies, and FAQs written with help."""

from datetime import date

from streamlit.testing.v1 import AppTest

from core import messaging
from core.keys import Key
from core.wiring import Runtime
from tests.pages.test_inbox import PAGE, Said, opened, rows, thread, wrote


def test_colleagues_hand_over_note_and_walk_the_list(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    at = app.switch_page(PAGE).run()
    found = rows(product, sandbox)
    mine = str(sandbox.user_id)
    at.button(key="inbox:Next").click().run()
    assert at.query_params["conversation"] == str(found[0].id)
    at.selectbox(key=f"inbox:has:{found[0].id}").select(mine).run()
    assert thread(product, sandbox, found[0].id).conversation.assignee_id == sandbox.user_id
    box = f"note:text:{found[0].id}"
    at.session_state["note:box"] = True
    at.run()
    at.text_area(key=box).set_value("She comes on Friday").run()
    at.button(key=f"{box}:go").click().run()
    assert "She comes on Friday" in [said.value for said in at.text]
    assert any("Note by you" in said.value and "never sent" in said.value for said in at.caption)
    at.button(key="inbox:Close").click().run()
    at.button(key="inbox:Next").click().run()
    assert at.query_params["conversation"] == str(found[1].id), "what was closed moved down, the walk goes on"
    at.selectbox(key="inbox:whose").select("me").run()
    assert [one.key for one in at.button if one.key and one.key.startswith("inbox:open:")] == [
        f"inbox:open:{found[0].id}"
    ]
    at.selectbox(key="inbox:whose").select("nobody").run()
    at.session_state["give:box"] = True
    at.run()
    waiting = [row.id for row in rows(product, sandbox) if row.due_at and row.assignee_id is None]
    assert at.multiselect(key="give:chosen").value == waiting
    at.button(key="give:go").click().run()
    assert f"{len(waiting)} conversations changed hands" in words(at)
    at.toggle(key="give:on").set_value(True).run()
    with product.workspace(sandbox) as ws:
        assert messaging.read_rota(ws).is_on
        assert {row.assignee_id for row in messaging.inbox(ws) if row.due_at} == {sandbox.user_id}


def test_saved_replies_and_more_phrasings(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    one = wrote(product, sandbox, "Could you paint my bicycle?")
    app.query_params["tab"] = "saved"
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    next(one for one in app.button if one.label == "New saved reply").click().run()
    app.text_input(key="saved:name").set_value("Painting")
    app.text_area(key="saved:text").set_value("Hi {first_name}, for €999.").run()
    app.button(key="saved:save").click().run()
    assert "Not found in your facts" in app.warning[0].value
    with product.workspace(sandbox) as ws:
        kept = next(row for row in messaging.list_saved_replies(ws) if row.name == "Painting")
    app.session_state["inbox:tab"] = "Conversations"
    app.session_state["saved:pick"] = True
    opened(app, one)
    app.button(key=f"saved:pick:{kept.id}").click().run()
    assert app.text_area[0].value.endswith("for €999.")
    assert any("999" in said.value for said in app.warning)
    app.session_state["inbox:tab"] = "FAQs"
    app.run()
    next(one for one in app.button if one.label == "New FAQ").click().run()
    app.text_input(key="faq:question").set_value("Can I bring my dog?").run()
    assert any("1 of 5 ways" in said.value for said in app.caption)
    app.button(key="faq:more").click().run()
    assert "May I bring my dog?" in app.text_area(key="faq:phrasings").value.splitlines()
    assert any("by the built-in writer" in said.value for said in app.caption)
    app.button_group(key="faq:when").set_value("Every year").run()
    app.text_area(key="faq:answer").set_value("Gladly.").run()
    app.button(key="faq:save").click().run()
    assert "needs its first and its last day" in app.error[0].value
    app.session_state["faq:first"], app.session_state["faq:last"] = date(2026, 6, 1), date(2026, 8, 31)
    app.button(key="faq:save").click().run()
    with product.workspace(sandbox) as ws:
        made = next(row for row in messaging.list_faqs(ws) if row.question == "Can I bring my dog?")
    assert made.season.words() == "1 Jun to 31 Aug, every year"
    app.session_state["inbox:tab"], app.session_state["inbox:mood"] = "Response times", True
    app.run()
    assert "Mostly about:" in words(app)
