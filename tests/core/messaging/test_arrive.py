"""The simulated audience writes in, and looking twice changes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import col

from core.errors import Forbidden
from core.messaging import receive_simulated
from core.messaging.arrive import next_arrival
from core.tables import Contact, Conversation, Message, Post
from core.vocab import Author, Direction, Origin, PostStatus, PostType

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _fixed_world(ws) -> None:
    with ws.writing():
        ws.business.seed = "arrivals"


def heard(ws) -> list[tuple[str, str]]:
    ws._reading.rollback()
    found = ws.rows.find(Message, col(Message.direction) == Direction.INBOUND, order=[col(Message.external_ref)])
    return [(message.external_ref, message.text) for message in found]


def test_a_week_of_messages_is_received_once(ws, clock_ws, faqs, clock) -> None:
    start = clock.now
    clock.now += 7 * DAY
    arrived = receive_simulated(clock_ws, start, clock.now)
    assert arrived > 7
    assert receive_simulated(clock_ws, start, clock.now) == 0
    assert receive_simulated(clock_ws, start + DAY, clock.now) == 0
    assert len(heard(ws)) == arrived
    verdicts = {message.verdict for message in ws.rows.find(Message, col(Message.author) == Author.CUSTOMER)}
    assert {"auto_reply", "escalate"} <= verdicts


def test_late_looks_and_many_looks_hear_the_same(ws, clock_ws, clock) -> None:
    start = clock.now
    for _ in range(8):
        clock.now += DAY / 2
        receive_simulated(clock_ws, clock.now - DAY / 2, clock.now)
    piecewise = heard(ws)
    with ws.writing() as rows:
        rows.remove(Conversation)
        rows.remove(Contact)
    clock_ws._reading.rollback()
    assert receive_simulated(clock_ws, start, clock.now) == len(piecewise)
    assert heard(ws) == piecewise


def test_nothing_arrives_from_the_future(clock_ws, clock) -> None:
    assert receive_simulated(clock_ws, clock.now, clock.now + 9 * DAY) == 0


def test_a_post_makes_people_write_about_it(ws, clock_ws, clock) -> None:
    start = clock.now
    with ws.writing() as rows:
        for number in range(12):
            rows.add(
                Post(
                    business_id=ws.key.business_id,
                    title=f"Loaf {number}",
                    type=PostType.IMAGE,
                    channel="instagram",
                    status=PostStatus.PUBLISHED,
                    origin=Origin.SIMULATED,
                    published_at=start + timedelta(hours=number),
                    created_at=start,
                    updated_at=start,
                )
            )
    clock.now += 2 * DAY
    receive_simulated(clock_ws, start, clock.now)
    assert ws.rows.count(Conversation, col(Conversation.post_id).is_not(None)) > 0


def test_only_the_clock_may_look(ws, clock) -> None:
    with pytest.raises(Forbidden):
        receive_simulated(ws, clock.now - DAY, clock.now)


def test_the_next_arrival_is_the_first_that_is_received(ws, clock_ws, clock) -> None:
    start = clock.now
    clock.now += 4 * DAY
    first = next_arrival(clock_ws, start, clock.now)
    assert next_arrival(clock_ws, start, start) is None
    receive_simulated(clock_ws, start, clock.now)
    assert first == min(message.at for message in ws.rows.find(Message, col(Message.author) == Author.CUSTOMER))
