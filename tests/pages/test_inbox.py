"""The inbox as a visitor has it: list, thread, answer, FAQs, figures, and a message to try."""

from collections.abc import Callable
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from core import messaging
from core.keys import Key
from core.messaging import Incoming, Thread, ThreadRow
from core.tables import Membership
from core.vocab import Author, ConversationStatus, PublicationStatus, Role
from core.wiring import Runtime

PAGE = "pages/inbox/page.py"
Said = Callable[[AppTest], str]


@pytest.fixture
def at(app: AppTest) -> AppTest:
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    return app


def rows(product: Runtime, sandbox: Key) -> list[ThreadRow]:
    with product.workspace(sandbox) as ws:
        return messaging.inbox(ws)


def thread(product: Runtime, sandbox: Key, conversation_id: UUID) -> Thread:
    with product.workspace(sandbox) as ws:
        return messaging.thread(ws, conversation_id)


def wrote(product: Runtime, sandbox: Key, text: str, ref: str = "one") -> UUID:
    """Somebody writes about what no FAQ covers."""
    with product.workspace(sandbox) as ws:
        told = Incoming(
            external_ref=ref,
            conversation_ref="pat",
            channel="email",
            handle="pat@example.com",
            sender_name="Pat **Bold** <b>Doe</b>",
            text=text,
            at=ws.now,
        )
        return messaging.receive_message(ws, told).conversation_id


def opened(at: AppTest, conversation_id: UUID) -> AppTest:
    at.query_params["conversation"] = str(conversation_id)
    at.run()
    assert not at.exception, at.exception
    return at


def test_the_list_begins_with_what_is_due_first(at: AppTest, product: Runtime, sandbox: Key) -> None:
    found = rows(product, sandbox)
    shown = [one.key for one in at.button if one.key and one.key.startswith("inbox:open:")]
    assert shown == [f"inbox:open:{row.id}" for row in found[:20]]
    assert f"**{sum(row.due_at is not None for row in found)}** waiting" in "".join(one.value for one in at.markdown)
    label = at.button(key=shown[0]).label
    assert "Due in" in label or "Overdue by" in label


def test_the_address_restores_filters_and_the_thread(app: AppTest, product: Runtime, sandbox: Key) -> None:
    row = next(row for row in rows(product, sandbox) if row.status is ConversationStatus.CLOSED)
    app.query_params["status"] = "closed"
    app.query_params["conversation"] = str(row.id)
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    assert app.session_state["inbox:status"] == "closed"
    closed = [one for one in rows(product, sandbox) if one.status is ConversationStatus.CLOSED]
    shown = [one.key for one in app.button if one.key and one.key.startswith("inbox:open:")]
    assert shown == [f"inbox:open:{one.id}" for one in closed[:20]]
    assert app.button(key="inbox:Reopen")


def test_a_search_finds_and_says_when_it_does_not(at: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    wrote(product, sandbox, "Do you paint bicycles?")
    at.text_input(key="inbox:search").set_value("paint bicycles").run()
    assert len([one for one in at.button if one.key and one.key.startswith("inbox:open:")]) == 1
    at.text_input(key="inbox:search").set_value("xyzzy").run()
    assert "Nobody here" in words(at)


def test_what_customers_write_is_shown_as_they_wrote_it(at: AppTest, product: Runtime, sandbox: Key) -> None:
    text = "**Free** <img src=x onerror=alert(1)> [link](https://evil.example) :material/home:"
    one = wrote(product, sandbox, text)
    opened(at, one)
    assert text in [said.value for said in at.text]
    assert not [said.value for said in at.markdown if "<img" in said.value or "[link](" in said.value]
    assert not [said for said in at.button if "**Bold**" in said.label or "<b>" in said.label]


def test_a_draft_is_shown_with_its_reasons_and_sent_as_edited(at: AppTest, product: Runtime, sandbox: Key) -> None:
    one = wrote(product, sandbox, "Could you paint my bicycle?")
    opened(at, one)
    at.button(key="inbox:suggest").click().run()
    draft = thread(product, sandbox, one).suggestion
    assert draft is not None
    assert at.text_area[0].value == draft.ai_suggested_reply
    assert any("where it comes from" in fold.label for fold in [*at.expander, *at.status]), [at.expander, at.status]
    assert any("nothing goes out before you press Send" in said.value for said in at.caption)
    at.text_area[0].set_value("We do not, sorry.").run()
    at.button(key="inbox:send").click().run()
    last = thread(product, sandbox, one).messages[-1]
    assert (last.message.text, last.message.author) == ("We do not, sorry.", Author.PERSON)
    assert at.text_area[0].value == ""
    assert "on its way" in at.success[0].value
    assert not at.info, "one's own answer is no news"


def test_a_stale_thread_is_not_answered_and_the_text_is_kept(at: AppTest, product: Runtime, sandbox: Key) -> None:
    one = wrote(product, sandbox, "Could you paint my bicycle?")
    opened(at, one)
    at.text_area[0].set_value("Gladly: tomorrow at ten.")
    wrote(product, sandbox, "Forget it, I sold it.", ref="two")
    at.button(key="inbox:send").click().run()
    assert "changed since you opened it" in at.error[0].value
    assert at.text_area[0].value == "Gladly: tomorrow at ten."
    assert "Forget it, I sold it." in [said.value for said in at.text]
    assert thread(product, sandbox, one).messages[-1].message.author is not Author.PERSON
    at.button(key="inbox:send").click().run()  # read now, and sent on purpose
    assert thread(product, sandbox, one).messages[-1].message.author is Author.PERSON


def test_a_draft_claim_that_no_fact_holds_is_flagged(at: AppTest, product: Runtime, sandbox: Key) -> None:
    one = wrote(product, sandbox, "Could you paint my bicycle?")
    with product.workspace(sandbox) as ws:
        messaging.suggest_reply(ws, one)
        with ws.writing() as written:
            message = written.get(
                type(messaging.thread(ws, one).messages[0].message), messaging.thread(ws, one).messages[0].message.id
            )
            message.ai_suggested_reply, message.suggestion_flags = "It costs €99.", ("price: €99",)
    opened(at, one)
    assert any("Not found in your facts" in said.value and "99" in said.value for said in at.warning)


def test_deeds_on_a_conversation(at: AppTest, product: Runtime, sandbox: Key) -> None:
    one = next(row for row in rows(product, sandbox) if row.status is ConversationStatus.REPLIED and not row.lead).id
    opened(at, one)
    at.button(key="inbox:Mark as lead").click().run()
    assert thread(product, sandbox, one).conversation.lead
    at.selectbox(key=f"inbox:has:{one}").select(str(sandbox.user_id)).run()
    assert thread(product, sandbox, one).conversation.assignee_id == sandbox.user_id
    at.button(key=f"inbox:why:{one}:go").click().run()
    assert "Say why" in at.error[0].value
    at.text_input(key=f"inbox:why:{one}").set_value("Wants the owner").run()
    at.button(key=f"inbox:why:{one}:go").click().run()
    escalated = thread(product, sandbox, one).conversation
    assert (escalated.status, escalated.reason) == (ConversationStatus.ESCALATED, "Wants the owner")
    at.button(key="inbox:Close").click().run()
    assert thread(product, sandbox, one).conversation.status is ConversationStatus.CLOSED
    at.button(key="inbox:Reopen").click().run()
    assert thread(product, sandbox, one).conversation.status is ConversationStatus.PENDING


def test_an_answer_for_later_can_be_taken_back(at: AppTest, product: Runtime, sandbox: Key) -> None:
    one = wrote(product, sandbox, "Could you paint my bicycle?")
    opened(at, one)
    at.text_area[0].set_value("Tomorrow.").run()
    at.button(key=f"inbox:later:{one}:go").click().run()
    waiting = thread(product, sandbox, one).messages[-1]
    assert waiting.delivery is PublicationStatus.SCHEDULED
    at.button(key=f"unsend:{waiting.message.id}").click().run()
    assert thread(product, sandbox, one).messages[-1].delivery is PublicationStatus.CANCELLED


def test_a_known_question_is_answered_at_once(at: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        faq = next(row for row in messaging.list_faqs(ws) if not row.only_suggests)
    at.button[[one.label for one in at.button].index("Simulate a message")].click().run()
    at.text_input(key="sim:name").set_value("Ana Sousa")
    at.text_area(key="sim:text").set_value(faq.phrasings[0])
    next(one for one in at.button if one.label == "Send it to us").click().run()
    assert not at.exception, at.exception
    found = thread(product, sandbox, UUID(at.query_params["conversation"]))
    assert [said.message.author for said in found.messages] == [Author.CUSTOMER, Author.FAQ]
    assert found.messages[1].message.sent_at is not None
    assert found.messages[0].message.text in [said.value for said in at.text]
    assert "Answered automatically" in at.success[0].value


def test_a_message_without_a_name_is_refused_and_kept(at: AppTest) -> None:
    at.button[[one.label for one in at.button].index("Simulate a message")].click().run()
    at.text_area(key="sim:text").set_value("Hello?")
    next(one for one in at.button if one.label == "Send it to us").click().run()
    assert "Fill this in" in at.error[0].value
    assert at.text_area(key="sim:text").value == "Hello?"


def test_faqs_are_written_switched_and_deleted(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    app.query_params["tab"] = "faqs"
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    assert "of the last 30 days by themselves" in words(app)
    next(one for one in app.button if one.label == "New FAQ").click().run()
    app.text_input(key="faq:question").set_value("Do you paint bicycles?")
    app.text_area(key="faq:phrasings").set_value("Can you paint my bike?\nBike painting?")
    app.text_area(key="faq:answer").set_value("See {no_such_fact}.").run()
    app.button(key="faq:save").click().run()
    assert "no_such_fact" in app.error[0].value.replace("\\", "")
    app.text_area(key="faq:answer").set_value("We do not paint bicycles.").run()
    app.button(key="faq:save").click().run()
    with product.workspace(sandbox) as ws:
        made = next(row for row in messaging.list_faqs(ws) if row.question == "Do you paint bicycles?")
    assert made.phrasings == ("Can you paint my bike?", "Bike painting?")
    assert "Only suggests" in words(app)
    app.toggle(key=f"faq:on:{made.id}").set_value(False).run()
    with product.workspace(sandbox) as ws:
        assert not next(row for row in messaging.list_faqs(ws) if row.id == made.id).is_on
    app.button(key=f"faq:delete:{made.id}").click().run()
    with product.workspace(sandbox) as ws:
        assert made.id not in [row.id for row in messaging.list_faqs(ws)]


def test_a_question_nobody_answered_becomes_an_faq_draft(app: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        gap = messaging.faq_gaps(ws)[0]
    app.query_params["tab"] = "faqs"
    app.switch_page(PAGE).run()
    next(one for one in app.button if one.key and one.key.startswith("gap:")).click().run()
    told = [app.text_input(key="faq:question").value, *app.text_area(key="faq:phrasings").value.splitlines()]
    assert gap.question.splitlines()[0] in "\n".join(told)


def test_response_times_say_their_denominator(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        found = messaging.inbox_metrics(ws)
    app.query_params["tab"] = "times"
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    shown = {one.label: one.value for one in app.metric}
    assert shown["Waiting for a first answer"] == str(found.unanswered)
    assert found.automation_share is not None
    assert shown["Automation share"] == f"{found.automation_share:.0%}"
    assert f"of {found.conversations} conversations · last 28 days" in words(app)


def test_a_viewer_reads_and_does_not_answer(app: AppTest, product: Runtime, sandbox: Key) -> None:
    first = rows(product, sandbox)[0].id
    with product.workspace(sandbox) as ws, ws.writing() as written:
        written.change(Membership, role=Role.VIEWER)
    app.query_params["conversation"] = str(first)
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    assert not app.text_area
    assert any("Your role reads here" in said.value for said in app.caption)
