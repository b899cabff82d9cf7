"""The count beside every screen is what the list says."""

from datetime import timedelta

from core.messaging import Breaches, close, count_breaches, inbox, send_reply


def test_what_is_late_and_soon_late_is_counted_as_the_list_shows_it(
    ws, faqs, write, clock, conversation, deliver
) -> None:
    assert count_breaches(ws) == Breaches(0, 0)
    first = write("Do you rent bicycles?", thread="a", handle="a@example.com")
    answered = write("Do you rent scooters?", thread="b", handle="b@example.com")
    closed = write("Do you rent boats?", thread="c", handle="c@example.com")
    assert count_breaches(ws) == Breaches(0, 3)
    send_reply(ws, answered.conversation_id, "No.", seen_version=conversation(answered).version)
    deliver()
    close(ws, closed.conversation_id)
    assert count_breaches(ws) == Breaches(0, 1)
    clock.now += timedelta(minutes=61)
    again = write("And in summer?", thread="b", handle="b@example.com")
    assert count_breaches(ws) == Breaches(1, 1)
    assert [row.id for row in inbox(ws) if row.is_overdue] == [first.conversation_id]
    assert {row.id for row in inbox(ws) if row.due_at} == {first.conversation_id, again.conversation_id}
