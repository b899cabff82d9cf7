"""A business with many posts that are due at one instant, and how they stand afterwards."""

from datetime import timedelta
from itertools import cycle, islice
from uuid import uuid4

from sqlmodel import col

from bench.publishing.crew import CHANNELS, WitnessedRuntime
from core import accounts
from core.keys import Key
from core.seed.history import blank
from core.tables import Idea, Post, Profile, Publication
from core.vocab import PostStatus, PostType, PublicationKind, PublicationStatus


def queued(runtime: WitnessedRuntime, posts: int, *, since: timedelta = timedelta(0)) -> Key:
    """So many posts in turn on each channel of the run, all due for so long; the key of the business they belong to."""
    person = accounts.register(runtime, email="ana@example.com", password=uuid4().hex, name="Ana")
    key = accounts.create_business(runtime, person, name="Rye & Shine", industry="bakery", zone="Europe/Lisbon")
    with runtime.workspace(key) as ws, ws.writing() as rows:
        profile = rows.one(Profile)
        profile.sender_email, profile.postal_address = "hello@rye.example", "Rua das Flores 12, Lisboa"
        due = ws.now - since
        now = {"created_at": ws.now, "updated_at": ws.now, "scheduled_at": due}
        made = [
            {**blank(Post), **now, "id": uuid4(), "idea_id": uuid4(), "channel": name, "type": PostType.TEXT,
             "title": f"Loaf {number}", "subject": f"Loaf {number}", "caption": f"Loaf {number} is out of the oven.",
             "status": PostStatus.SCHEDULED}
            for number, name in enumerate(islice(cycle(CHANNELS), posts))
        ]  # fmt: skip
        rows.add_many(
            Idea, [{**blank(Idea), "id": one["idea_id"], "title": one["title"], "created_at": ws.now} for one in made]
        )
        rows.add_many(Post, made)
        waits = {
            "kind": PublicationKind.POST,
            "status": PublicationStatus.SCHEDULED,
            "created_at": ws.now,
            "due_at": due,
        }
        rows.add_many(Publication, [
            {**blank(Publication), **waits, "id": uuid4(), "post_id": one["id"], "channel": one["channel"],
             "idempotency_key": f"post-{one['id']}", "run_at": due}
            for one in made
        ])  # fmt: skip
    return key


def standing(runtime: WitnessedRuntime, key: Key) -> list[tuple[PostStatus, str, str]]:
    """Every post's status, channel and the key under which it went out."""
    with runtime.workspace(key) as ws:
        status = dict(map(tuple, ws.rows.columns(col(Post.id), col(Post.status))))
        found = ws.rows.columns(col(Publication.post_id), col(Publication.channel), col(Publication.idempotency_key))
        return [(status[post_id], channel, sent_as) for post_id, channel, sent_as in found]
