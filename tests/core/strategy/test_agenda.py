from datetime import timedelta

import pytest

from core import messaging, strategy
from core.messaging import Incoming
from core.strategy import Chore, ProfileEdit
from core.tables import Post
from core.tables.values import Cadence
from core.vocab import PostStatus, PostType
from core.workspace import Workspace


def post(ws: Workspace, status: PostStatus, **fields: object) -> Post:
    with ws.writing() as rows:
        return rows.add(
            Post(
                business_id=ws.key.business_id,
                title=status,
                type=PostType.TEXT,
                channel="linkedin",
                status=status,
                created_at=ws.now,
                updated_at=ws.now,
                **fields,
            )
        )


def chores(ws: Workspace) -> list[Chore]:
    return [task.chore for task in strategy.read_agenda(ws).tasks]


def test_an_empty_week_is_told_with_its_days(ws: Workspace) -> None:
    (task,) = strategy.read_agenda(ws).tasks
    assert task.chore is Chore.EMPTY_DAYS
    assert task.count == 4  # three on Instagram and one e-mail a week are wished for
    assert len(task.days) == 6


def test_no_wished_rhythm_leaves_nothing_to_do(ws: Workspace) -> None:
    strategy.save_profile(ws, ProfileEdit(cadence=()))
    assert chores(ws) == []


def test_a_full_week_is_not_nagged_about(ws: Workspace) -> None:
    strategy.save_profile(ws, ProfileEdit(cadence=(Cadence(channel="linkedin", per_week=1),)))
    made = post(ws, PostStatus.SCHEDULED, scheduled_at=ws.now + timedelta(days=2))
    agenda = strategy.read_agenda(ws)
    assert agenda.tasks == ()
    assert [one.id for one in agenda.coming] == [made.id]


def test_troubles_come_before_plans_and_the_worst_first(ws: Workspace) -> None:
    for status in (PostStatus.MISSED, PostStatus.FAILED, PostStatus.UNCONFIRMED, PostStatus.PENDING_APPROVAL):
        post(ws, status, status_reason="why")
    assert chores(ws) == [Chore.UNCONFIRMED, Chore.FAILED, Chore.MISSED, Chore.APPROVAL, Chore.EMPTY_DAYS]


def test_many_of_a_kind_are_gathered(ws: Workspace) -> None:
    for _ in range(8):
        post(ws, PostStatus.MISSED)
    missed = [task for task in strategy.read_agenda(ws).tasks if task.chore is Chore.MISSED]
    assert [task.count for task in missed] == [1, 1, 1, 1, 1, 3]
    assert missed[-1].post_id is None


@pytest.mark.parametrize(("waited", "chore"), [(0, Chore.DUE_SOON), (180, Chore.OVERDUE)])
def test_a_message_is_told_before_and_after_its_answer_is_due(ws: Workspace, clock, waited: int, chore: Chore) -> None:
    strategy.save_profile(ws, ProfileEdit(cadence=()))
    message = messaging.receive_message(
        ws,
        Incoming(
            external_ref="m1", conversation_ref="c1", channel="email", sender_name="Kim", handle="kim@example.com",
            text="I want my money back at once, this is a scandal", at=ws.now,
        ),
    )  # fmt: skip
    clock.now += timedelta(minutes=waited)
    (task,) = strategy.read_agenda(ws).tasks
    assert (task.chore, task.title, task.count) == (chore, "Kim", 1)
    assert task.conversation_id == message.conversation_id


def test_a_nearly_spent_allowance_is_told(ws: Workspace) -> None:
    strategy.save_profile(ws, ProfileEdit(cadence=(), monthly_tokens=0))
    (task,) = strategy.read_agenda(ws).tasks
    assert (task.chore, task.count) == (Chore.ALLOWANCE, 100)
