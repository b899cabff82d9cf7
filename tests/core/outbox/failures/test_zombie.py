"""A clock that was held up until its lease ended, and wakes to find that another has taken over."""

import pytest

from core.jobs.schedule import LEASE
from core.ports import Channel
from core.vocab import Capability, PostStatus
from core.workspace import Workspace
from tests.core.outbox.failures.scene import CHANNEL, Once, Scene, Watched
from tests.core.outbox.failures.victims import at, before_sending, killed

C, S = Capability, PostStatus


class Frozen(Watched):
    """Stops, once, where the way to the channel is looked up: after the claim and before anything is journalled."""

    def channel(self, ws: Workspace, name: str) -> Channel:
        wakes, self.meanwhile = self.meanwhile, lambda: None
        wakes()
        return super().channel(ws, name)

    @staticmethod
    def meanwhile() -> None:
        """What happens while it is stopped."""


def test_stopped_before_the_send_it_sends_nothing_any_more(scene: Scene) -> None:
    posts = scene.due(*CHANNEL.values())
    frozen = Frozen(scene.runtime.settings, clock=scene.clock)
    frozen.meanwhile = lambda: _taken_over(scene)
    scene.tick(frozen)
    frozen.engine.dispose()
    assert scene.taken() == dict.fromkeys(posts, 1)
    assert scene.ends() == {S.PUBLISHED: 3}


@pytest.mark.parametrize(
    ("capability", "ends"), [(C.IDEMPOTENT, S.PUBLISHED), (C.LOOKUP, S.PUBLISHED), (C.NEITHER, S.UNCONFIRMED)]
)
def test_stopped_once_the_channel_had_it_its_answer_comes_too_late(
    scene: Scene, capability: Capability, ends: PostStatus
) -> None:
    """Whoever took over finds the open journal; what the first one hears loses by the fence."""
    posts = scene.due(*[CHANNEL[capability]] * 3)
    with scene.another() as zombie:
        zombie.after = Once(1, lambda: _taken_over(scene))
        scene.tick(zombie)
    scene.rest()
    assert scene.is_once_or_asked(posts)
    assert scene.ends()[ends] >= 1
    assert set(scene.ends()) <= {ends, S.PUBLISHED}


def test_nothing_is_skipped_when_leases_run_out(sqlite: Scene) -> None:
    """Two clocks in turn take the lot and are gone; the third sends every single one."""
    posts = [*sqlite.due("email"), *sqlite.due("instagram"), *sqlite.due(*["email"] * 4)]
    for _ in range(2):
        assert killed(sqlite.url, sqlite.folder, sqlite.clock.now, at(before_sending, 1))
        sqlite.clock.now += LEASE
    sqlite.rest()
    assert sqlite.taken() == dict.fromkeys(posts, 1)
    assert sqlite.ends() == {S.PUBLISHED: 6}


def _taken_over(scene: Scene) -> None:
    scene.clock.now += LEASE
    scene.tick()
