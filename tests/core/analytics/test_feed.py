from datetime import timedelta

from core import analytics
from core.analytics import Event
from core.tables import Contact, Conversation, HealthRecord, Message, Post, Publication
from core.vocab import Author, Direction, PostStatus, PostType, PublicationKind, PublicationStatus
from core.workspace import Workspace


def test_nothing_has_happened_at_first(ws: Workspace) -> None:
    assert analytics.read_feed(ws) == []


def test_each_kind_of_happening_newest_first(ws: Workspace) -> None:
    own, now = ws.key.business_id, ws.now
    with ws.writing() as rows:
        post = rows.add(
            Post(
                business_id=own, title="Rye", type=PostType.TEXT, channel="sms", status=PostStatus.PUBLISHED,
                created_at=now, updated_at=now,
            )
        )  # fmt: skip
        contact = rows.add(Contact(business_id=own, name="Kim", channel="email", handle="k", created_at=now))
        rows.flush()
        talk = rows.add(
            Conversation(
                business_id=own, contact_id=contact.id, external_ref="c", channel="email", first_inbound_at=now,
                last_inbound_at=now,
            )
        )  # fmt: skip
        rows.flush()
        for minutes, status in ((5, PublicationStatus.PUBLISHED), (4, PublicationStatus.FAILED)):
            at = now - timedelta(minutes=minutes)
            rows.add(
                Publication(
                    business_id=own, kind=PublicationKind.POST, post_id=post.id, channel="sms", status=status,
                    due_at=at, run_at=at, idempotency_key=str(minutes), created_at=at,
                )
            )  # fmt: skip
        for minutes, direction, author in (
            (3, Direction.INBOUND, Author.CUSTOMER), (2, Direction.OUTBOUND, Author.FAQ),
            (1, Direction.OUTBOUND, Author.PERSON),
        ):  # fmt: skip
            rows.add(
                Message(
                    business_id=own, conversation_id=talk.id, external_ref=str(minutes), direction=direction,
                    author=author, text="hi", at=now - timedelta(minutes=minutes),
                )
            )  # fmt: skip
        rows.add(
            HealthRecord(
                business_id=own, scope="business", day=now.date(), value=71.6, low=1, high=99, formula_version="1",
                recorded_at=now,
            )
        )  # fmt: skip
    found = analytics.read_feed(ws)
    assert [one.event for one in found] == [
        Event.SCORED, Event.ANSWERED, Event.RECEIVED, Event.FAILED, Event.PUBLISHED,
    ]  # fmt: skip
    assert [one.subject for one in found] == ["72 of 100", "Kim", "Kim", "Rye", "Rye"]
    assert len(analytics.read_feed(ws, limit=2)) == 2
