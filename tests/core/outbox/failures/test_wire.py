"""Real servers that refuse, fail, take and say nothing, answer late, or answer nonsense: by webhook and Mastodon."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

import pytest
from pydantic import SecretStr

from core import publishing
from core.adapters.calls import Line
from core.connections import ConnectionEdit
from core.tables import Publication
from core.vocab import PostStatus
from tests.core.adapters.mastodon_server import TOKEN, Instance, instance
from tests.core.adapters.test_webhook import SECRET
from tests.core.outbox.failures.receiver import Answer, Receiver, receiver
from tests.core.outbox.failures.scene import Scene

S = PostStatus
BUSY = Answer(429, takes=False, headers={"retry-after": "600"})
LONG, ENDLESS = (Answer(400, takes=False, body=b"<p>no</p>" * times) for times in (100_000, 1_200_000))
PATIENCE = 0.4
"""Seconds that a call may take where it is to take too long."""


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


@pytest.fixture
def mastodon() -> Iterator[Instance]:
    with instance() as made:
        yield made


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give up on an answer sooner than after twenty seconds."""
    return lambda: monkeypatch.setitem(Line.call.__kwdefaults__, "seconds", PATIENCE)


def connect(scene: Scene, server: Receiver, *, remembers: bool) -> None:
    edit = ConnectionEdit(kind="webhook", url=server.url, secret=SecretStr(SECRET), remembers=remembers)
    with scene.runtime.workspace(scene.key) as ws:
        publishing.connect_account(ws, "linkedin", edit)


CERTAIN = {
    "429": BUSY,
    "503": Answer(503, takes=False),
    "slow": Answer(after=PATIENCE / 4),
    "garbage": Answer(body=b"\xff\x00{garbage"),
}
UNCLEAR = {
    "500 and taken": Answer(500),
    "502": Answer(502, takes=False),
    "taken and silent": Answer(0),
    "too late": Answer(after=PATIENCE * 2),
    "more than is ever read": ENDLESS,
}


@pytest.mark.parametrize("answer", CERTAIN)
def test_what_is_certain_settles_itself(sqlite: Scene, there: Receiver, answer: str) -> None:
    connect(sqlite, there, remembers=False)
    sqlite.due("linkedin")
    there.script.append(CERTAIN[answer])
    sqlite.tick()
    assert sum(there.calls.values()) == 1
    sqlite.rest()
    assert sqlite.ends() == {S.PUBLISHED: 1}
    assert sum(there.ledger.values()) == 1
    assert sum(there.calls.values()) == (1 if CERTAIN[answer].takes else 2)


@pytest.mark.parametrize("remembers", [True, False], ids=["remembers", "forgets"])
@pytest.mark.parametrize("answer", UNCLEAR)
def test_an_unclear_end_is_sent_again_only_where_the_receiver_drops_what_it_has(
    sqlite: Scene, there: Receiver, impatient: Callable[[], None], answer: str, *, remembers: bool
) -> None:
    """Elsewhere it asks a person, whether it was taken or not."""
    connect(sqlite, there, remembers=remembers)
    sqlite.due("linkedin")
    there.script.append(UNCLEAR[answer])
    if answer == "too late":
        impatient()
    sqlite.rest()
    assert sqlite.ends() == {S.PUBLISHED if remembers else S.UNCONFIRMED: 1}
    assert sum(there.ledger.values()) == (1 if remembers else UNCLEAR[answer].takes)
    assert sum(there.calls.values()) == (2 if remembers else 1)


def test_of_a_megabyte_of_error_the_beginning_is_kept(sqlite: Scene, there: Receiver) -> None:
    connect(sqlite, there, remembers=True)
    (post_id,) = sqlite.due("linkedin")
    there.script.append(LONG)
    sqlite.rest()
    assert sqlite.standing()[post_id] is S.FAILED
    with sqlite.runtime.workspace(sqlite.key) as ws:
        kept = ws.rows.one(Publication)
    assert kept.raw_error.startswith("400 <p>no</p>")
    assert len(kept.raw_error) < 3_000


def test_who_asked_to_wait_is_left_alone_until_then(sqlite: Scene, there: Receiver) -> None:
    connect(sqlite, there, remembers=False)
    sqlite.due("linkedin")
    there.script.append(BUSY)
    for minutes in (0, 5, 4, 1):
        sqlite.clock.now += timedelta(minutes=minutes)
        sqlite.tick()
        assert sum(there.calls.values()) == (2 if minutes == 1 else 1)


def test_a_key_that_expires_in_the_middle_of_a_batch(sqlite: Scene, there: Receiver) -> None:
    """Nothing more is sent; what was refused says so, what waits is held, and goes on with a new key."""
    connect(sqlite, there, remembers=False)
    posts = sqlite.due(*["linkedin"] * 4)
    later = sqlite.plan("linkedin")
    there.script.extend([Answer(), Answer(), *[Answer(401, takes=False)] * 9])
    sqlite.tick()
    calls = sum(there.calls.values())
    sqlite.clock.now += timedelta(minutes=30)
    sqlite.tick()
    assert sum(there.calls.values()) == calls
    out = {one for one, status in sqlite.standing().items() if status is S.PUBLISHED}
    assert len(out) == sum(there.ledger.values()) == 2
    assert {sqlite.standing()[one] for one in {*posts, *later} - out} <= {S.FAILED, S.ON_HOLD}
    assert sqlite.standing()[later[0]] is S.ON_HOLD
    assert all("onnect" in sqlite.read(one).status_reason for one in {*posts, *later} - out)
    there.script.clear()
    connect(sqlite, there, remembers=False)
    sqlite.clock.now += timedelta(minutes=30)
    sqlite.rest()
    assert sqlite.standing()[later[0]] is S.PUBLISHED
    assert set(there.ledger.values()) == {1}


@pytest.mark.parametrize("fault", ["429", "503", "loses", "slow"])
def test_mastodon(
    sqlite: Scene, mastodon: Instance, impatient: Callable[[], None], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """It can be asked, so that every end becomes clear."""
    edit = ConnectionEdit(kind="mastodon", url=mastodon.url, secret=SecretStr(TOKEN))
    with sqlite.runtime.workspace(sqlite.key) as ws:
        publishing.connect_account(ws, "mastodon", edit)
    (post_id,) = sqlite.due("mastodon")
    if fault == "loses":
        mastodon.loses_answers = True
    elif fault == "slow":
        impatient()
        monkeypatch.setattr(mastodon, "post", _late(mastodon))
    else:
        reset = {"X-RateLimit-Reset": (datetime.now(UTC) + timedelta(seconds=90)).isoformat()}
        mastodon.refusals.append((int(fault), reset, "later"))
    sqlite.rest()
    assert sqlite.standing()[post_id] is S.PUBLISHED
    assert len(mastodon.statuses) == 1


def _late(server: Instance) -> Callable[..., object]:
    usual = server.post

    def post(*told: Any) -> object:
        made = usual(*told)
        sleep(PATIENCE * 2)
        return made

    return post
