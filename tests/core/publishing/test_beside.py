"""Two posts of a channel within the hour are neighbours; other channels, other hours and what failed are not."""

from datetime import timedelta

from core import publishing
from core.tables import Post
from core.vocab import PostStatus
from tests.core.shops import Shop

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_only_what_stands_within_the_hour_on_the_same_channel_is_named(shop: Shop, plan) -> None:
    at = shop.clock.now + 5 * HOUR
    mine = plan(at, title="Mine")
    for title, moment in (
        ("Before", at - 59 * MINUTE),
        ("After", at + 59 * MINUTE),
        ("Far", at + HOUR),
        ("Early", at - HOUR),
    ):
        plan(moment, title=title)
    plan(at, channel="email", title="A letter")
    shop.post(title="Failed", status=PostStatus.FAILED, scheduled_at=at)
    with shop.opened() as ws:
        post = ws.rows.get(Post, mine)
        assert [one.title for one in publishing.same_hour(ws, post, at)] == ["Before", "After"]
        assert publishing.same_hour(ws, post, at + 9 * HOUR) == []
