from datetime import timedelta
from uuid import uuid4

import pytest

from core.strategy.changes import Amendment, ChangeKind, OpenPost
from core.vocab import PostStatus, PostType
from tests.conftest import NOW


def test_a_scheduled_moment_counts_before_a_planned_one() -> None:
    post = OpenPost(uuid4(), "t", "sms", PostType.TEXT, PostStatus.DRAFT, NOW, None, 1, NOW)
    assert post.at == NOW

    later = NOW + timedelta(days=1)
    assert OpenPost(post.id, "t", "sms", PostType.TEXT, PostStatus.SCHEDULED, NOW, later, 1, NOW).at == later


@pytest.mark.parametrize("kind", ChangeKind)
def test_a_change_has_a_name_of_its_own_and_says_who_writes(kind: ChangeKind) -> None:
    post = OpenPost(uuid4(), "t", "sms", PostType.TEXT, PostStatus.DRAFT, NOW, None, 1, NOW)
    change = Amendment(kind, post, "l", "e", None, "sms", PostType.TEXT, NOW)

    assert change.key == f"{kind.value}:{post.id}"
    assert change.needs_writer is (kind in {ChangeKind.RETYPE, ChangeKind.REWRITE, ChangeKind.ADD})
