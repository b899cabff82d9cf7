"""Leaving is for good, by a link that opens for one person alone."""

from uuid import uuid4

import pytest
from pydantic import SecretStr

from core import audience, outbox
from core.errors import Invalid, NotFound
from core.tables import Publication
from core.vocab import ConsentStatus, PublicationKind, PublicationStatus
from tests.core.shops import Shop


def test_leaving_takes_back_what_waits_and_says_when_and_how(shop: Shop, person) -> None:
    ann, post_id = person(), shop.post("email")
    with shop.opened() as ws, ws.writing():
        outbox.enqueue(
            ws, kind=PublicationKind.POST, channel="email", run_at=ws.now, post_id=post_id, contact_id=ann.id
        )
    with shop.opened() as ws:
        audience.leave(ws, ann.id, "unsubscribe link")
        left = audience.leave(ws, ann.id, "again")
    assert (left.consent, left.consent_source, left.suppressed_at) == (
        ConsentStatus.WITHDRAWN, "unsubscribe link", shop.clock.now,
    )  # fmt: skip
    (waiting,) = shop.all(Publication)
    assert (waiting.status, waiting.reason) == (PublicationStatus.CANCELLED, "They left: unsubscribe link")


def test_agreeing_again_needs_a_place(shop: Shop, person) -> None:
    ann = person()
    with shop.opened() as ws:
        audience.leave(ws, ann.id, "asked")
        with pytest.raises(Invalid) as refused:
            audience.agree(ws, ann.id, " ")
        back = audience.agree(ws, ann.id, "at the till")
    assert refused.value.field == "source"
    assert (back.consent, back.consent_source, back.suppressed_at) == (ConsentStatus.GIVEN, "at the till", None)


def test_a_link_opens_for_the_person_it_was_made_for(shop: Shop, person) -> None:
    ann = person()
    person("bo@example.org")
    with shop.opened() as ws:
        assert audience.who_leaves(ws, audience.leave_token(ws, ann.id)).handle == "ann@example.org"


@pytest.mark.parametrize("made", ["cut", "other secret", "somebody gone", "nonsense"])
def test_any_other_link_opens_for_nobody(shop: Shop, person, made: str) -> None:
    ann = person()
    with shop.opened() as ws:
        token = {
            "cut": audience.leave_token(ws, ann.id)[:-9],
            "other secret": ws.vault.seal(SecretStr("an API key")),
            "somebody gone": audience.leave_token(ws, uuid4()),
            "nonsense": "x",
        }[made]
        with pytest.raises(NotFound):
            audience.who_leaves(ws, token)
