"""Numbers that another program measured: a post's totals so far, as a channel of ours would tell them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC
from uuid import UUID, uuid4

from sqlmodel import col

from core.analytics.collect import mark
from core.errors import Conflict, Invalid
from core.keys import needs
from core.ports import ChannelTotals
from core.tables import Post, Reading
from core.vocab import Origin, Permission
from core.workspace import Workspace


@needs(Permission.IMPORT)
def take_totals(ws: Workspace, told: Mapping[UUID, ChannelTotals]) -> int:
    """Keep what posts gathered so far by somebody else's count; how many there were. All of it or nothing.

    They are totals, not gains: told twice, late or out of turn, they count once. What is told again within the same
    minute takes the place of what was told before.

    Raises:
        NotFound: there is no such post here.
        Conflict: a post is not out, or its numbers are simulated; real ones are not mixed among them.
        Invalid: a post's totals say nothing (field ``metrics``).
    """
    now = ws.now
    at = now.astimezone(UTC).replace(second=0, microsecond=0)
    with ws.writing() as rows:
        for post_id, totals in told.items():
            post = rows.get(Post, post_id)
            if post.published_at is None or post.origin is Origin.SIMULATED:
                why = "is not out yet" if post.published_at is None else "went out on a simulated channel"
                raise Conflict(f"“{post.title}” {why}, so that no real numbers can be told of it.", field="content_id")
            known = {name: count for name, count in asdict(totals).items() if count is not None}
            if not known:
                raise Invalid("Tell at least one number, such as views.", field="metrics")
            same = (col(Reading.post_id) == post_id, col(Reading.recorded_at) == at)
            if not rows.change(Reading, *same, **known):
                line = {"id": uuid4(), "post_id": post_id, "channel": post.channel, "origin": post.origin}
                rows.add_many(Reading, [{**line, "recorded_at": at, **known}])
        if told:
            mark(rows, now)
            ws.audit("take_totals", detail=f"{len(told)} posts")
    return len(told)
