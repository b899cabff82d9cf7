"""How fast the business answers."""

from datetime import timedelta

import pytest

from core.errors import Invalid
from core.messaging import close, inbox_metrics, send_reply

HOUR = timedelta(hours=1)


def test_nothing_was_asked(ws) -> None:
    told = inbox_metrics(ws)
    assert (told.conversations, told.unanswered, told.automation_share) == (0, 0, None)
    assert (told.everyone.median, told.everyone.wall_p90) == (None, None)


def test_people_machines_and_waits_are_told_apart(ws, faqs, write, conversation, deliver, clock) -> None:
    write("are you open monday?", thread="t1", handle="a")
    clock.now += timedelta(minutes=1)
    deliver()
    asked = write("I want a refund", thread="t2", handle="b")
    clock.now += HOUR
    deliver()
    send_reply(ws, asked.conversation_id, "Done.", seen_version=conversation(asked).version)
    deliver()
    told = inbox_metrics(ws)
    assert (told.automatic.count, told.automatic.wall_median) == (1, timedelta(minutes=1))
    assert (told.people.count, told.people.median, told.people.wall_p90) == (1, HOUR, HOUR)
    assert (told.everyone.count, told.automation_share, told.unanswered) == (2, 0.5, 0)


def test_nights_count_by_the_wall_clock_only(ws, write, conversation, deliver, clock) -> None:
    clock.now = clock.now.replace(hour=18)
    asked = write("I want a refund")
    clock.now += 14 * HOUR
    send_reply(ws, asked.conversation_id, "Done.", seen_version=conversation(asked).version)
    deliver()
    told = inbox_metrics(ws).people
    assert (told.median, told.wall_median) == (2 * HOUR, 14 * HOUR)


def test_who_waits_counts_and_what_was_closed_does_not(ws, write, clock) -> None:
    first = write("I want a refund", thread="t1", handle="a")
    write("I want a refund", thread="t2", handle="b")
    write("Automatic reply: away", thread="t3", handle="c")
    close(ws, first.conversation_id)
    clock.now += 3 * HOUR
    told = inbox_metrics(ws)
    assert (told.conversations, told.unanswered, told.everyone.count) == (3, 1, 1)
    assert told.people.wall_median == 3 * HOUR


def test_only_the_period_counts(ws, write, clock) -> None:
    write("I want a refund")
    clock.now += timedelta(days=28)
    assert inbox_metrics(ws).conversations == 0
    assert inbox_metrics(ws, days=29).conversations == 1
    with pytest.raises(Invalid):
        inbox_metrics(ws, days=0)
