"""A channel takes so many calls a minute of one account: what is over that waits in line, and nothing is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlmodel import col

from core import accounts, publishing
from core.channels import rules
from core.tables import Attempt, Publication
from core.vocab import PostStatus, PublicationStatus
from tests.core.outbox.failures.scene import HOUR, Scene

S = PostStatus
MOST = 20
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _twenty_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = rules.load()
    most = usual["telegram"].limits.per_minute_max
    assert most is not None
    assert most.value == MOST
    limits = usual["linkedin"].limits.model_copy(update={"per_minute_max": most})
    changed = {**usual, "linkedin": usual["linkedin"].model_copy(update={"limits": limits})}
    monkeypatch.setattr(rules, "load", lambda: changed)


def fullest(moments: list[datetime]) -> int:
    """The most calls that fall into any one minute."""
    return max(sum(at - 60 * SECOND < other <= at for other in moments) for at in moments)


def calls(scene: Scene) -> list[datetime]:
    with scene.runtime.workspace(scene.key) as ws:
        return [at for (at,) in ws.rows.columns(Attempt.started_at)]


def test_what_is_over_the_limit_waits_says_why_and_goes_when_there_is_room(scene: Scene) -> None:
    """Fifty at once on a channel that takes twenty, and two clocks at it; meanwhile another business is served."""
    posts = scene.due(*["linkedin"] * 50)
    ana = accounts.Person(scene.key.user_id, "Ana", "ana@example.com")
    other = Scene(scene.runtime, accounts.create_business(scene.runtime, ana, name="B", industry="cafe", zone="UTC"),
                  scene.clock, scene.folder)  # fmt: skip
    (theirs,) = other.plan("linkedin")
    scene.clock.now += HOUR
    with scene.another() as second, ThreadPoolExecutor(2) as clocks:
        list(clocks.map(scene.tick, [scene.runtime, second]))
    assert scene.ends() == {S.PUBLISHED: MOST, S.SCHEDULED: 30}
    assert other.standing() == {theirs: S.PUBLISHED}
    waiting = [one for one in posts if scene.standing()[one] is S.SCHEDULED]
    assert {scene.read(one).status_reason for one in waiting} == {
        "LinkedIn takes 20 calls a minute. It goes out as soon as there is room."
    }
    with scene.runtime.workspace(scene.key) as ws:
        held = ws.rows.find(Publication, col(Publication.status) == PublicationStatus.SCHEDULED)
        places = Counter(one.run_at - scene.clock.now for one in held)
        assert places == {60 * SECOND: MOST, 120 * SECOND: 10}
        assert all(one.due_at == one.run_at and not one.attempts for one in held)
        publishing.cancel_post(ws, waiting[0])
    scene.clock.now += 59 * SECOND
    scene.tick()
    assert scene.ends()[S.PUBLISHED] == MOST
    for _ in range(12):
        scene.clock.now += 7 * SECOND
        scene.tick()
    assert scene.ends() == {S.PUBLISHED: 49, S.CANCELLED: 1}
    assert scene.taken() == dict.fromkeys([one for one in posts if one != waiting[0]], 1)
    assert fullest(calls(scene)) <= MOST
    assert {scene.read(one).status_reason for one in posts} == {""}


def test_a_clock_that_slept_in_the_line_makes_nothing_missed(sqlite: Scene) -> None:
    posts = sqlite.due(*["linkedin"] * 45)
    sqlite.tick()
    sqlite.clock.now += 30 * SECOND + 2 * HOUR  # beyond the grace of when they were due, not of their place in line
    for _ in range(4):
        sqlite.tick()
        sqlite.clock.now += 61 * SECOND
    assert sqlite.ends() == {S.PUBLISHED: 45}
    assert sqlite.taken() == dict.fromkeys(posts, 1)


def test_a_clock_set_back_by_a_year_does_not_wait_a_year(sqlite: Scene) -> None:
    sqlite.due(*["linkedin"] * MOST)
    sqlite.tick()
    sqlite.clock.now += 3 * 60 * SECOND
    (later,) = sqlite.due("linkedin")
    with sqlite.runtime.workspace(sqlite.key) as ws, ws.writing() as rows:
        rows.change(Attempt, started_at=sqlite.clock.now + timedelta(days=365))
    sqlite.tick()
    assert sqlite.standing()[later] is S.PUBLISHED
    with sqlite.runtime.workspace(sqlite.key) as ws, ws.writing() as rows:  # a clock that is minutes ahead made these
        rows.change(Attempt, started_at=sqlite.clock.now + timedelta(minutes=5))
    (held,) = sqlite.plan("linkedin", at=sqlite.clock.now + SECOND * 400)
    sqlite.clock.now += SECOND * 400
    sqlite.tick()
    assert sqlite.standing()[held] is S.PUBLISHED
