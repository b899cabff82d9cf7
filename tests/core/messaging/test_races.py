"""Two at the same moment, on both databases: one message, one reply."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import col

from core.errors import Conflict
from core.keys import PERMISSIONS, Key
from core.messaging import Incoming, receive_message, send_reply
from core.tables import Business, Contact, Conversation, Message, Profile
from core.vocab import Author, Role
from core.workspace import Workspace


@dataclass
class _World:
    """The product's world on another database."""

    runtime: object
    engine: Engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.runtime, name)


@pytest.fixture
def opened(runtime, engine, now) -> Callable[[], Workspace]:
    made = Business(name="B", industry="bakery", zone="UTC", seed="s", created_at=now)
    key = Key(made.id, uuid4(), "Ana", PERMISSIONS[Role.ADMIN])
    world = _World(runtime, engine)
    with closing(Workspace(world, key)) as ws, ws.writing() as rows:
        rows.add(made)
        rows.flush()
        rows.add(Profile(business_id=key.business_id, updated_at=now))
    return lambda: Workspace(world, key)


def _together(opened: Callable[[], Workspace], work: Callable[[Workspace], object]) -> list[object]:
    """Four at once, each with a workspace of its own; what each got, or how it was refused."""
    start = Barrier(4)

    def one(_n: int) -> object:
        with closing(opened()) as ws:
            start.wait(10)
            try:
                return work(ws)
            except Conflict:
                return Conflict

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(4)))


def test_one_message_delivered_four_times_is_one_message(opened, now) -> None:
    for number in range(5):
        told = Incoming(f"m{number}", f"t{number}", "email", "kim@example.com", "Kim", "I want a refund", now)
        assert len(set(_together(opened, lambda ws, told=told: receive_message(ws, told).id))) == 1
    with closing(opened()) as ws:
        assert ws.rows.count(Message, col(Message.author) == Author.CUSTOMER) == 5
        assert ws.rows.count(Message, col(Message.author) == Author.ACKNOWLEDGEMENT) == 1
        assert (ws.rows.count(Contact), ws.rows.count(Conversation)) == (1, 5)


def test_four_people_answer_and_one_is_sent(opened, now) -> None:
    told = Incoming("m", "t", "email", "kim@example.com", "Kim", "Do you rent bicycles?", now)
    with closing(opened()) as ws:
        where = receive_message(ws, told).conversation_id
        seen = ws.rows.get(Conversation, where).version
    sent = _together(opened, lambda ws: send_reply(ws, where, "No.", seen_version=seen).id)
    assert sent.count(Conflict) == 3
    with closing(opened()) as ws:
        assert ws.rows.count(Message, col(Message.author) == Author.PERSON) == 1
