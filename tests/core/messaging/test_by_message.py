from datetime import timedelta

import pytest
from sqlmodel import col

from core import messaging
from core.errors import NotFound
from core.tables import AuditEntry, Conversation, Message, Publication
from core.vocab import ConversationStatus, Direction, PublicationStatus


def test_messages_come_in_pages_each_with_where_its_conversation_stands(ws, write, clock) -> None:
    texts = ["Do you rent bicycles?", "Do you bake for weddings?", "Where is my parcel?"]
    for text in texts:
        clock.now += timedelta(minutes=1)
        write(text)
    first = messaging.page_messages(ws, limit=2)
    second = messaging.page_messages(ws, after=first.after, limit=2)
    assert [row.text for row in (*first.items, *second.items)] == texts[::-1]
    assert second.after is None
    row = first.items[0]
    assert row == messaging.read_message(ws, row.id)
    assert (row.status, bool(row.sender_name)) == (ws.rows.get(Conversation, row.conversation_id).status, True)
    assert messaging.page_messages(ws, status=ConversationStatus.REPLIED).items == ()


def test_a_draft_is_made_for_what_was_asked_last(ws, write) -> None:
    message = write("Do you rent bicycles?")
    drafted = messaging.suggest_for_message(ws, message.id)
    assert drafted.suggested_reply
    assert drafted.conversation_id == message.conversation_id


def test_answered_elsewhere_counts_as_answered_once(ws, faqs, write, clock) -> None:
    message = write("are you open monday?")
    clock.now += timedelta(minutes=5)
    assert messaging.mark_replied(ws, message.id).status is ConversationStatus.REPLIED
    clock.now += timedelta(minutes=5)
    messaging.mark_replied(ws, message.id)
    conversation = ws.rows.get(Conversation, message.conversation_id)
    assert conversation.first_reply_at == clock.now - timedelta(minutes=5)
    assert ws.rows.one(Publication).status is PublicationStatus.CANCELLED
    assert ws.rows.count(AuditEntry, col(AuditEntry.verb) == "mark_replied") == 1


def test_one_s_own_words_are_no_customer_s_message(ws, faqs, write) -> None:
    write("are you open monday?")
    own = ws.rows.one(Message, col(Message.direction) == Direction.OUTBOUND)
    with pytest.raises(NotFound):
        messaging.mark_replied(ws, own.id)
