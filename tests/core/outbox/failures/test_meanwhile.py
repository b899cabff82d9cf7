"""A business is deleted or paused while its posts are leaving."""

from collections import Counter

from structlog.testing import capture_logs

from core import accounts, system
from core.jobs.schedule import LEASE
from core.tables import Business
from core.vocab import PostStatus
from tests.core.outbox.failures.scene import CHANNEL, Once, Scene

S = PostStatus


def test_a_business_is_deleted_while_its_posts_are_leased(scene: Scene) -> None:
    """Those of others go on in the same round; of the deleted one nothing follows, and nothing is left."""
    ana = accounts.Person(scene.key.user_id, "Ana", "ana@example.com")
    other = accounts.create_business(scene.runtime, ana, name="Other", industry="cafe", zone="UTC")
    ledger = scene.runtime.outside = Counter[str]()
    scene.plan(*["linkedin"] * 3)
    theirs = Scene(scene.runtime, other, scene.clock, scene.folder)
    posts = theirs.due(*["instagram"] * 3)
    scene.runtime.before = Once(1, lambda: accounts.delete_business(scene.runtime, scene.key))
    with capture_logs():
        scene.tick()
        scene.clock.now += LEASE
        theirs.rest()
        assert scene.tick() == ""
    assert theirs.ends() == {S.PUBLISHED: 3}
    assert theirs.taken() == dict.fromkeys(posts, 1)
    assert set(ledger.values()) == {1}
    with system.reading(scene.runtime.engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM publication").scalar_one() == 3


def test_a_business_is_paused_while_its_posts_are_leased(scene: Scene) -> None:
    posts = scene.due(*CHANNEL.values())
    scene.runtime.after = Once(1, lambda: _pause(scene, paused=True))
    scene.tick()
    later = scene.due("email")
    scene.tick()
    assert scene.taken()[later[0]] == 0
    _pause(scene, paused=False)
    scene.rest()
    assert scene.taken() == dict.fromkeys([*posts, *later], 1)
    assert scene.ends() == {S.PUBLISHED: 4}


def _pause(scene: Scene, *, paused: bool) -> None:
    with scene.runtime.workspace(scene.key) as ws, ws.writing() as rows:
        rows.get(Business, scene.key.business_id).paused = paused
