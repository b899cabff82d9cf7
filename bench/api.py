"""What a request to the API costs, in CPU, beside a bare endpoint in the same run.

    python -m bench.api            all of it
    python -m bench.api --rounds 200

Requests are handed to the application as a server hands them over (ASGI), one after the other; CPU is that of the whole
process, its threads included, so that a busy machine does not show. The database is a SQLite file.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from fastapi import FastAPI

from api import doors, main
from core import accounts, content, strategy
from core.settings import Settings
from core.tables import Post
from core.tables.values import Brief, Cadence
from core.vocab import PostStatus, PostType
from core.wiring import Runtime

POSTS = 200
Asked = Callable[[], Awaitable[tuple[int, dict[str, str], int]]]
bare = FastAPI(openapi_url=None)


@bare.get("/bare")
def nothing() -> dict[str, str]:
    """A synchronous endpoint that does nothing."""
    return {"status": "alive"}


def request(app: Any, method: str, path: str, headers: dict[str, str], body: Any = None) -> Asked:
    """One request, to be sent again and again; its status, headers and bytes."""
    sent = b"" if body is None else json.dumps(body).encode()
    told = {
        **headers,
        **({} if body is None else {"Content-Type": "application/json", "Content-Length": str(len(sent))}),
    }
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in told.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def ask() -> tuple[int, dict[str, str], int]:
        messages = [{"type": "http.request", "body": sent, "more_body": False}]
        got: list[Any] = []

        async def receive() -> Any:
            return messages.pop() if messages else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            got.append(message)

        await app({**scope, "state": {}}, receive, send)
        size = sum(len(part.get("body", b"")) for part in got[1:])
        return got[0]["status"], {k.decode(): v.decode() for k, v in got[0]["headers"]}, size

    return ask


def afresh(runtime: Runtime, path: str, headers: dict[str, str]) -> Asked:
    """The same request as if somebody had committed something in between."""
    times = count()
    ask = request(main.app, "GET", path, headers)

    async def asked() -> tuple[int, dict[str, str], int]:
        counted, runtime.commits = runtime.commits, lambda: -next(times)
        try:
            return await ask()
        finally:
            runtime.commits = counted

    return asked


async def cost(ask: Asked, rounds: int, expected: int) -> tuple[float, int]:
    """Milliseconds of CPU of one request, and the bytes of its answer."""
    for _ in range(5):
        status, _, size = await ask()
        assert status == expected, status
    began = time.process_time()
    for _ in range(rounds):
        await ask()
    return (time.process_time() - began) / rounds * 1000, size


def world(runtime: Runtime) -> tuple[dict[str, str], str]:
    """A campaign with 200 posts in one month; the header of its owner, and its id."""
    ana = accounts.register(runtime, email="ana@example.com", password="a long enough one", name="Ana")  # noqa: S106
    key = accounts.create_business(runtime, ana, name="Rye & Shine", industry="bakery", zone="UTC")
    with runtime.workspace(key) as ws, ws.writing() as rows:
        today = ws.now.date()
        cadence = (Cadence(channel="linkedin", per_week=1),)
        days = {"starts_on": today, "ends_on": today + timedelta(days=29)}
        campaign = strategy.create_campaign(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))
        for n in range(POSTS):
            new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=f"Post {n}", caption="Fresh rolls.")
            post = rows.get(Post, content.create_post(ws, new, campaign_id=campaign.id).id)
            post.status, post.scheduled_at = PostStatus.SCHEDULED, datetime.now(UTC) + timedelta(hours=3 * n + 1)
    return {"Authorization": f"Bearer {accounts.open_session(runtime, ana).access}"}, str(campaign.id)


async def measured(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/x.db", media_url=f"file://{folder}/media", api_per_minute=10**9
        )
        runtime = Runtime(settings)
        doors.product = lambda: runtime
        ana, campaign = world(runtime)
        calendar = f"/calendar/{campaign}"
        _, told, _ = await request(main.app, "GET", calendar, ana)()
        known = {**ana, "If-None-Match": told["etag"]}
        post = {"type": "text", "platform": "linkedin", "title": "Rolls", "text_content": {"caption": "Fresh rolls."}}
        base, _ = await cost(request(bare, "GET", "/bare", {}), rounds, 200)
        print(f"{'bare endpoint':42} {base:7.3f} ms")
        for name, ask, expected in (
            ("behind the API's edge (/livez)", request(main.app, "GET", "/livez", {}), 200),
            ("who asks (/auth/me)", request(main.app, "GET", "/auth/me", ana), 200),
            (f"calendar of {POSTS} posts, made anew", afresh(runtime, calendar, ana), 200),
            ("the same, nothing changed since", request(main.app, "GET", calendar, ana), 200),
            ("the same, which the caller has (304)", request(main.app, "GET", calendar, known), 304),
            ("50 of the content list", request(main.app, "GET", "/content", ana), 200),
            ("one campaign", request(main.app, "GET", f"/campaign/{campaign}", ana), 200),
            ("a post written by hand", request(main.app, "POST", "/content/", ana, post), 201),
        ):
            took, size = await cost(ask, rounds, expected)
            print(f"{name:42} {took:7.3f} ms  {took / base:6.1f} x  {size:7} bytes")
        runtime.engine.dispose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    asyncio.run(measured(parser.parse_args().rounds))
