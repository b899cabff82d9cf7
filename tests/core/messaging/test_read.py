"""The inbox and one thread."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from core.errors import NotFound
from core.messaging import MOST_SHOWN, assign, close, inbox, read, send_reply, thread
from core.tables import Conversation, Message, Post
from core.vocab import Author, ConversationStatus, Direction, PostType, PublicationStatus


def names(rows) -> list[str]:
    return [row.name for row in rows]


def test_what_is_due_first_comes_first_and_what_waits_for_nobody_last(ws, write, conversation, deliver, clock) -> None:
    done = write("Bicycles?", thread="t1", handle="a", sender_name="Ann")
    clock.now += timedelta(minutes=1)
    send_reply(ws, done.conversation_id, "No.", seen_version=conversation(done).version)
    deliver()
    clock.now += timedelta(minutes=10)
    write("Scooters?", thread="t2", handle="b", sender_name="Ben")
    clock.now += timedelta(minutes=10)
    write("Skates?", thread="t3", handle="c", sender_name="Cleo")
    early = clock.now - timedelta(hours=2)
    write("Roller skis?", thread="t4", handle="d", sender_name="Dan", at=early)
    rows = inbox(ws)
    assert names(rows) == ["Dan", "Ben", "Cleo", "Ann"]
    assert rows[0].due_at == early + timedelta(minutes=60)
    assert [row.is_overdue for row in rows] == [True, False, False, False]
    assert rows[3].due_at is None
    assert (rows[3].snippet, rows[3].last_by) == ("No.", Author.PERSON)
    assert rows[0].last_by is Author.ACKNOWLEDGEMENT


def test_a_list_that_is_cut_keeps_whoever_waits_longest(ws, write, clock, monkeypatch) -> None:
    monkeypatch.setattr(read, "LONGEST", 2)
    done = write("Thanks!", thread="t0", handle="z", sender_name="Zoe")
    close(ws, done.conversation_id)
    for number, name in enumerate(("Ann", "Ben", "Cleo")):
        clock.now += timedelta(minutes=10)
        write("Bicycles?", thread=f"t{number + 1}", handle=name, sender_name=name)
    assert names(inbox(ws)) == ["Ann", "Ben"]


def test_a_message_in_the_night_is_due_in_the_morning(ws, write, clock) -> None:
    clock.now = clock.now.replace(hour=23)
    write("Bicycles?")
    assert inbox(ws)[0].due_at == clock.now + timedelta(hours=9)  # 8:00 in Lisbon: open at 7, an hour to answer


def test_filters_narrow_it(ws, write, person) -> None:
    first = write("Bicycles?", thread="t1", handle="a", sender_name="Ann")
    write("100% sure?", thread="t2", handle="b", sender_name="Ben", channel="linkedin")
    close(ws, first.conversation_id)
    assign(ws, first.conversation_id, person.id)
    assert names(inbox(ws, status=ConversationStatus.CLOSED)) == ["Ann"]
    assert names(inbox(ws, channel="linkedin")) == ["Ben"]
    assert names(inbox(ws, assignee_id=person.id)) == ["Ann"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("bicyc", ["Ann"]), ("BEN", ["Ben"]), ("0%", ["Ben"]), ("%", ["Ben"]), ("zebra", []), ("", ["Ann", "Ben"])],
)
def test_search_looks_in_names_and_texts(ws, write, clock, words, found) -> None:
    write("Bicycles?", thread="t1", handle="a", sender_name="Ann")
    clock.now += timedelta(minutes=1)
    write("100% sure?", thread="t2", handle="b", sender_name="Ben")
    assert names(inbox(ws, search=words)) == found


def test_a_thread_tells_everything_in_order(ws, faqs, write, deliver, clock) -> None:
    with ws.writing() as rows:
        business = ws.key.business_id
        stamps = {"created_at": ws.now, "updated_at": ws.now}
        post = rows.add(Post(business_id=business, title="New loaf", type=PostType.TEXT, channel="email", **stamps))
    message = write("are you open monday?", post_id=post.id)
    clock.now += timedelta(minutes=1)
    waiting = thread(ws, message.conversation_id)
    assert waiting.messages[1].delivery is PublicationStatus.SCHEDULED
    assert waiting.due_at is not None
    deliver()
    clock.now += timedelta(minutes=1)
    write("I would like to sign up for something, how do I start?")
    told = thread(ws, message.conversation_id)
    assert [said.message.author for said in told.messages] == [Author.CUSTOMER, Author.FAQ, Author.CUSTOMER]
    assert told.messages[1].delivery is PublicationStatus.PUBLISHED
    assert told.messages[0].delivery is None
    assert (told.post_title, told.contact.name) == ("New loaf", "Kim Doe")
    assert told.suggestion is not None
    assert told.suggestion.id == told.messages[2].message.id
    assert told.waiting_since == clock.now


def test_an_answered_thread_suggests_nothing(ws, faqs, write) -> None:
    message = write("I would like to sign up for something, how do I start?")
    close(ws, message.conversation_id)
    told = thread(ws, message.conversation_id)
    assert (told.suggestion, told.due_at, told.post_title) == (None, None, "")


def test_no_such_thread(ws) -> None:
    with pytest.raises(NotFound):
        thread(ws, uuid4())


def test_a_flood_from_one_contact_costs_the_list_and_the_thread_no_more(ws, faqs, write, runtime, clock) -> None:
    """500 messages in a minute: all are kept, none past the first few is drafted for, and pages stay as light."""
    statements: list[str] = []
    event.listen(runtime.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))

    def cost(deed: Callable[[], object]) -> int:
        statements.clear()
        deed()
        return len(statements)

    first = write("Do you sell flour?")
    early = cost(lambda: write("And this one, number 2?"))
    alone = cost(lambda: inbox(ws)), cost(lambda: thread(ws, first.conversation_id))
    with ws.writing() as rows:
        rows.add_many(
            Message,
            [
                {
                    "id": uuid4(), "conversation_id": first.conversation_id, "external_ref": f"flood-{n}", "at": ws.now,
                    "direction": Direction.INBOUND, "author": Author.CUSTOMER, "text": "x" * 20_000, "verdict": "suggest",
                }
                for n in range(497)
            ],
        )  # fmt: skip
    clock.now += timedelta(seconds=20)
    late = cost(lambda: write("Number 500, are you there?"))
    told = thread(ws, first.conversation_id)
    assert cost(lambda: inbox(ws)) <= alone[0]
    assert cost(lambda: thread(ws, first.conversation_id)) <= alone[1] + 1  # how many there are before them
    assert late <= early
    assert (len(told.messages), told.earlier) == (MOST_SHOWN, 500 + 1 - MOST_SHOWN)  # one is our acknowledgement
    assert len(thread(ws, first.conversation_id, most=1000).messages) == 501
    last = next(one for one in ws.rows.find(Message) if one.text.startswith("Number 500"))
    assert last.verdict == "escalate"
    assert "read them all" in ws.rows.one(Conversation).reason
    assert last.ai_suggested_reply == ""
