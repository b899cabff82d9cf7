"""One person, with what they agreed to and everything else they wrote."""

from uuid import uuid4

import pytest

from core import audience
from core.errors import NotFound
from core.messaging import contact_history, mark_lead
from core.messaging.contact_history import MOST
from core.tables import Contact
from core.vocab import ConsentStatus


def test_somebody_is_known_by_all_their_conversations_and_handles(ws, write, clock) -> None:
    first = write("Do you rent out bicycles?", thread="t0")
    for number in range(1, MOST + 3):
        write("And scooters?", thread=f"t{number}")
    elsewhere = write("It is me again", thread="sms", channel="sms", handle="+351912345678", sender_name="Kim")
    stranger = write("Do you rent out boats?", thread="x", handle="lee@example.com", sender_name="Lee")
    mark_lead(ws, first.conversation_id, is_lead=True)
    with ws.writing() as rows:
        for contact in rows.find(Contact):
            if contact.channel == "sms":
                contact.email = "Kim@Example.com"
    known = contact_history(ws, first.conversation_id)
    assert (known.contact.handle, [one.handle for one in known.also]) == ("kim@example.com", ["+351912345678"])
    assert (len(known.conversations), known.more) == (MOST, 3)
    assert (known.leads, known.written, known.sent) == (1, MOST + 4, 0)
    assert first.conversation_id not in {one.id for one in known.conversations}
    other = contact_history(ws, elsewhere.conversation_id)
    assert (len(other.conversations), other.more) == (MOST, 3)

    audience.agree(ws, known.contact.id, "sign-up form")
    assert contact_history(ws, first.conversation_id).contact.consent is ConsentStatus.GIVEN
    alone = contact_history(ws, stranger.conversation_id)
    assert (alone.also, alone.conversations, alone.more, alone.leads) == ((), (), 0, 0)
    nobody = write("hi", thread="i", channel="instagram", handle="pat")
    assert contact_history(ws, nobody.conversation_id).also == ()
    with pytest.raises(NotFound):
        contact_history(ws, uuid4())
