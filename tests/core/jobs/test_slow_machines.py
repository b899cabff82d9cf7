"""Machines that need longer than a lease to make ready what they claimed."""

from core import publishing, system
from core.jobs import publish_due
from core.jobs.sending import LEASE
from core.ports import Parcel
from core.vocab import PostStatus
from tests.core.jobs.test_sending import HOUR, Line, plan, standing

S = PostStatus


def test_two_machines_that_need_longer_than_a_lease_do_not_take_turns_for_ever(
    runtime, key, clock, monkeypatch
) -> None:
    """Whatever is made ready late, the other has taken; until a claim lasts as long as it takes to make it ready."""
    line = Line()
    monkeypatch.setattr(runtime, "channel", lambda _ws, _name: line)
    plan(runtime, key, 3, clock.now + HOUR)
    clock.now += 2 * HOUR
    real = publishing.publish.parcel

    def slow(*args: object, **more: object) -> Parcel:
        clock.now += LEASE * 0.4
        made = real(*args, **more)
        system.claim_due(runtime.engine, clock.now, "the other", lease=LEASE)
        return made

    monkeypatch.setattr(publishing.publish, "parcel", slow)
    publish_due(runtime)
    assert line.took == []
    clock.now += 2 * LEASE
    publish_due(runtime)
    assert sorted(line.took) == ["Loaf 0", "Loaf 1", "Loaf 2"]
    assert standing(runtime, key) == {S.PUBLISHED: 3}
