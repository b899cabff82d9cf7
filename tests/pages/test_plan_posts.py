"""A plan's table as a person leaves it: rows moved, retyped, struck out, put in another order, added."""

from datetime import UTC, date, datetime, timedelta
from math import nan
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from core.tables import Plan
from core.tables.values import Brief, Cadence, PlannedPost, Proposal
from core.vocab import PostType
from pages.strategy.plan_posts import edited, unfinished

LISBON = ZoneInfo("Europe/Lisbon")
FIRST = datetime(2026, 3, 27, 10, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    posts = tuple(
        PlannedPost(
            slot=n, at=FIRST + timedelta(days=n), channel="linkedin", type=PostType.TEXT, week=1 + n // 5, title=f"P{n}"
        )
        for n in range(1, 5)
    )
    brief = Brief(
        name="n",
        goal="g",
        starts_on=date(2026, 3, 27),
        ends_on=date(2026, 4, 20),
        cadence=(Cadence(channel="linkedin", per_week=1),),
    )
    proposal = Proposal(themes=(), posts=posts, kpis=())
    return Plan(business_id=uuid4(), brief=brief, proposal=proposal, created_at=FIRST)


def lines(plan: Plan) -> list[dict[str, Any]]:
    """The table as it is drawn: wall-clock moments, across the day when the clock goes forward."""
    return [
        {
            "keep": True, "slot": post.slot, "was": post.slot, "channel": post.channel, "type": post.type.value,
            "title": post.title, "at": post.at.astimezone(LISBON).replace(tzinfo=None),
        }
        for post in plan.proposal.posts
    ]  # fmt: skip


def titles(posts: tuple[PlannedPost, ...]) -> list[str]:
    return [post.title for post in posts]


def test_untouched_it_is_the_same_plan(plan: Plan) -> None:
    assert edited(plan, LISBON, lines(plan)) == plan.proposal.posts


def test_a_cell_changes_one_post(plan: Plan) -> None:
    told = lines(plan)
    told[1] |= {"type": "image", "title": "Other", "at": datetime.fromisoformat("2026-04-03T09:30")}

    after = edited(plan, LISBON, told)

    assert (after[1].type, after[1].title, after[1].week) == (PostType.IMAGE, "Other", 2)
    assert after[1].at == datetime(2026, 4, 3, 8, 30, tzinfo=UTC)
    assert (after[0], after[2:]) == (plan.proposal.posts[0], plan.proposal.posts[2:])


def test_a_struck_row_is_left_out_and_an_unfinished_one_waits(plan: Plan) -> None:
    told = lines(plan)
    told[0]["keep"] = False
    told.append(
        {"keep": None, "slot": nan, "was": nan, "channel": "linkedin", "type": None, "title": "Half", "at": None}
    )

    assert titles(edited(plan, LISBON, told)) == ["P2", "P3", "P4"]
    assert unfinished(told) == 1
    assert unfinished([told[-1] | {"keep": False}, *lines(plan)]) == 0
    assert unfinished([dict.fromkeys(told[-1])]) == 0  # a row in which nobody wrote anything


def test_another_place_moves_what_a_row_says_and_the_moments_stay(plan: Plan) -> None:
    told = lines(plan)
    told[3]["slot"] = 1

    after = edited(plan, LISBON, told)

    assert titles(after) == ["P4", "P1", "P2", "P3"]
    assert [post.at for post in after] == [post.at for post in plan.proposal.posts]


def test_places_count_those_that_are_left(plan: Plan) -> None:
    told = lines(plan)
    told[0]["keep"] = False
    told[3]["slot"] = 2

    after = edited(plan, LISBON, told)

    assert titles(after) == ["P4", "P2", "P3"]
    assert [post.at for post in after] == [post.at for post in plan.proposal.posts[1:]]


def test_a_cleared_place_is_its_own(plan: Plan) -> None:
    told = lines(plan)
    told[2]["slot"] = None

    assert edited(plan, LISBON, told) == plan.proposal.posts


def test_a_new_row_is_a_new_post(plan: Plan) -> None:
    new = {"channel": "linkedin", "type": "text", "title": "New", "at": "2026-04-10T09:30:00"}

    after = edited(plan, LISBON, [*lines(plan), {"keep": True, "slot": nan, "was": nan, **new}])

    assert (after[-1].title, after[-1].week) == ("New", 3)
    assert after[-1].at == datetime(2026, 4, 10, 8, 30, tzinfo=UTC)
    assert after[:-1] == plan.proposal.posts
