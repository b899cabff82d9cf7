"""A post that breaks whoever sends it: the others go out, and it does not try for ever."""

import pytest
from structlog.testing import capture_logs

from core.ports import Outcome, Parcel, Refused
from core.tables import Publication
from core.vocab import Capability, PostStatus
from tests.core.outbox.failures.scene import CHANNEL, REST, Scene

S = PostStatus
MEGA = "x" * 10_000_000


def raises(parcel: Parcel) -> Outcome | None:
    if "Loaf 2 " in parcel.text:
        raise ZeroDivisionError(MEGA)
    return None


def rambles(parcel: Parcel) -> Outcome | None:
    return Refused(MEGA, MEGA) if "Loaf 2 " in parcel.text else None


@pytest.mark.parametrize(
    ("capability", "moment"), [*((one, "before") for one in Capability), (Capability.LOOKUP, "after")]
)
def test_one_that_raises_again_and_again(sqlite: Scene, capability: Capability, moment: str) -> None:
    posts = sqlite.due(*[CHANNEL[capability]] * 4)
    setattr(sqlite.runtime, moment, raises)
    with capture_logs() as lines:
        sqlite.tick()
        others = {one: sqlite.standing()[one] for one in posts if one != posts[1]}
        sqlite.rest(rounds=25)
    assert set(others.values()) == {S.PUBLISHED}
    ends = sqlite.standing()[posts[1]]
    assert ends in REST, "it tries for ever, and nobody is told"
    assert max(sqlite.taken().values()) == 1
    assert (ends is S.PUBLISHED and sqlite.taken()[posts[1]]) or sqlite.read(posts[1]).status_reason
    assert lines


def test_ten_megabytes_of_reason(sqlite: Scene) -> None:
    posts = sqlite.due("linkedin", "linkedin", "linkedin")
    sqlite.runtime.before = rambles
    sqlite.rest()
    assert sqlite.ends() == {S.PUBLISHED: 2, S.FAILED: 1}
    with sqlite.runtime.workspace(sqlite.key) as ws:
        kept = ws.rows.one(Publication, Publication.post_id == posts[1])
    assert len(kept.reason) + len(kept.raw_error) < 20_000
    assert len(sqlite.read(posts[1]).status_reason) < 2_000
