"""Many rows changed at once, each by columns of its own, and never another business's."""

import pytest

from core import accounts
from core.keys import Key
from core.rows import TenantError
from core.tables import Post
from core.vocab import PostStatus, PostType
from core.wiring import Runtime


def written(runtime: Runtime, key: Key, *titles: str) -> list[Post]:
    with runtime.workspace(key) as ws, ws.writing() as rows:
        now = {"created_at": ws.now, "updated_at": ws.now, "channel": "linkedin", "type": PostType.TEXT}
        return [rows.add(Post(title=title, caption=title, **now)) for title in titles]


def test_each_is_found_by_its_own_columns_and_nobody_elses_is(runtime, key, person) -> None:
    other = accounts.create_business(runtime, person, name="Other", industry="cafe", zone="UTC")
    one, two, three = written(runtime, key, "one", "two", "three")
    (theirs,) = written(runtime, other, "theirs")
    draft = {"status": PostStatus.DRAFT}
    steps = [
        ({"id": one.id} | draft, {"title": "first"}),
        ({"id": two.id, "status": PostStatus.PUBLISHED}, {"title": "never"}),
        ({"id": three.id} | draft, {"title": "third"}),
        ({"id": theirs.id} | draft, {"title": "stolen"}),
    ]
    with runtime.workspace(key) as ws:
        with ws.writing() as rows:
            assert rows.change_each(Post, steps) == 2
            assert rows.change_each(Post, []) == 0
        assert {title for (title,) in ws.rows.columns(Post.title)} == {"first", "two", "third"}
        with pytest.raises(TenantError):
            ws.rows.change_each(Post, steps)
    with runtime.workspace(other) as ws:
        assert ws.rows.get(Post, theirs.id).title == "theirs"
