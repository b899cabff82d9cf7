"""A private, seeded sandbox for every visitor, copied from templates that are made anew each day."""

import secrets
from datetime import timedelta
from threading import Lock
from uuid import UUID, uuid4

from sqlmodel import col

from core import accounts, system
from core.accounts import Person
from core.accounts.members import join
from core.seed.template import make_template
from core.tables import Business, Message, Post
from core.vocab import Role
from core.wiring import Runtime
from core.workspace import Workspace
from core.world.demo import demo_businesses

LASTS = timedelta(hours=24)
FRESH = timedelta(hours=20)
"""A template's history ends when it was made; an older one would show a sandbox whose yesterday is empty."""
_ONE_AT_A_TIME = Lock()


def open_sandbox(runtime: Runtime) -> tuple[Person, str]:
    """Copy the demo businesses for one visitor; who they are now, and the token by which they are found again."""
    refresh_templates(runtime)
    now = runtime.clock()
    visitor = accounts.register(
        runtime,
        email=f"visitor-{uuid4().hex}@demo.example.com",
        password=secrets.token_urlsafe(24),
        name="Demo visitor",
    )
    for source in system.templates(runtime.engine, made_after=now - FRESH):
        copy = uuid4()
        system.copy_business(runtime.engine, source, copy, sandbox_until=now + LASTS)
        _copy_media(runtime, source, copy)
        join(runtime, visitor, copy, Role.ADMIN)
    return visitor, accounts.remember(runtime, visitor, lasts=LASTS)


def refresh_templates(runtime: Runtime) -> int:
    """Make the templates where there are none or they are a day old; how many were made."""
    if not runtime.settings.demo:
        return 0
    with _ONE_AT_A_TIME:
        now = runtime.clock()
        if system.templates(runtime.engine, made_after=now - FRESH):
            return 0
        old = system.old_templates(runtime.engine, made_before=now - FRESH)
        for demo in demo_businesses():
            make_template(runtime, demo)
        _erase(runtime, old)
        return len(demo_businesses())


def sweep_sandboxes(runtime: Runtime) -> int:
    """Erase the sandboxes whose day is over; how many."""
    return _erase(runtime, system.expired_sandboxes(runtime.engine, runtime.clock()))


def _erase(runtime: Runtime, ids: list[UUID]) -> int:
    for business_id in ids:
        runtime.media.delete(str(business_id))
    return system.erase_businesses(runtime.engine, ids) if ids else 0


def _copy_media(runtime: Runtime, source: UUID, copy: UUID) -> None:
    with runtime.workspace(accounts.clock_key(source)) as ws, runtime.workspace(accounts.clock_key(copy)) as own:
        for key, content_type in _media_of(ws).items():
            data = ws.media.get(key)
            assert data is not None
            own.media.put(key, data, content_type=content_type)
        assert own.rows.count(Business) == 1


def _media_of(ws: Workspace) -> dict[str, str]:
    posted = {item.key: item.content_type for (media,) in ws.rows.columns(Post.media) for item in media}
    with_files = ws.rows.columns(Message.attachments, where=[col(Message.attachments) != ()])
    sent = [item for (files,) in with_files for item in files if item.key]
    small = {item.thumb: "image/jpeg" for item in sent if item.thumb}
    return posted | small | {item.key: item.content_type for item in sent}
