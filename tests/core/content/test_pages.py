from datetime import timedelta

from core import content, publishing
from core.vocab import PostStatus, PostType


def test_pages_show_every_post_that_fits_once_the_newest_first(ws, clock) -> None:
    for n in range(5):
        clock.now += timedelta(seconds=n % 2)
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=f"{n}", caption=f"{n}.", hashtags=("#a",))
        post = content.create_post(ws, new)
    first = content.page_posts(ws, limit=2)
    rest = content.page_posts(ws, after=first.after, limit=3)
    assert rest.after is None
    seen = [*first.items, *rest.items]
    assert len({row.id for row in seen}) == 5
    assert [row.created_at for row in seen] == sorted((row.created_at for row in seen), reverse=True)
    assert {row.hashtags for row in seen} == {("#a",)}
    assert first.of(lambda row: row.title).after == first.after
    publishing.schedule_post(ws, post.id, ws.now + timedelta(days=1))
    for wanted in ({"status": PostStatus.SCHEDULED}, {"channel": "linkedin", "status": PostStatus.SCHEDULED}):
        assert [row.id for row in content.page_posts(ws, **wanted).items] == [post.id]
    assert content.page_posts(ws, channel="sms").items == ()
