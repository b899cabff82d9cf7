"""A bakery with its FAQs, customers who write, and the post that leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from core import system
from core.adapters.simulated import SimulatedChannel, nothing_fails
from core.messaging import Incoming, deliver_reply, receive_message, save_faq
from core.ports import Channel, Outcome, Parcel
from core.tables import Conversation, Message, Publication
from core.tables.values import Fact
from core.workspace import Workspace
from core.world.demo import demo_businesses

BAKERY = next(b for b in demo_businesses() if b.industry == "bakery")


@pytest.fixture
def faqs(ws: Workspace) -> dict[str, UUID]:
    """The bakery's FAQs and the facts they need, by key."""
    with ws.writing():
        ws.profile.facts = tuple(Fact(key=key, value=value) for key, value in BAKERY.facts.items())
    return {faq.key: save_faq(ws, faq.title, faq.answer, faq.phrasings).id for faq in BAKERY.faqs}


@pytest.fixture
def write(ws: Workspace) -> Callable[..., Message]:
    """Have somebody write: ``write("hi", handle=..., thread=...)``."""
    numbers = count()

    def wrote(text: str, *, by: Workspace | None = None, thread: str = "t1", **changes: Any) -> Message:
        told = {
            "external_ref": f"m{next(numbers)}",
            "conversation_ref": thread,
            "channel": "email",
            "handle": "kim@example.com",
            "sender_name": "Kim Doe",
            "text": text,
            "at": ws.now,
        }
        return receive_message(by or ws, Incoming(**told | changes))

    return wrote


@dataclass
class Broken:
    """The same world, but its channels fail as told."""

    world: object
    before: Callable[[Parcel], Outcome | None] = nothing_fails
    after: Callable[[Parcel], Outcome | None] = nothing_fails

    def __getattr__(self, name: str):  # noqa: ANN204
        return getattr(self.world, name)

    def channel(self, ws: Workspace, name: str) -> Channel:
        return SimulatedChannel(ws, name, self.before, self.after)


@pytest.fixture
def deliver(ws: Workspace, runtime, clock) -> Callable[..., list[Publication | None]]:
    """Send everything that is due, as the clock does; faults may be given."""

    def sent(before=nothing_fails, after=nothing_fails) -> list[Publication | None]:
        world = Broken(runtime, before, after)
        claims = system.claim_due(runtime.engine, clock.now, "test", lease=timedelta(minutes=5))
        opened = Workspace(world, ws.key)
        try:
            return [deliver_reply(opened, claim) for claim in claims]
        finally:
            opened.close()
            ws._reading.rollback()

    return sent


@pytest.fixture
def conversation(ws: Workspace) -> Callable[[Message], Conversation]:
    """The conversation of a message, as it stands now."""

    def found(message: Message) -> Conversation:
        ws._reading.rollback()
        ws._reading.expire_all()
        return ws.rows.get(Conversation, message.conversation_id)

    return found
