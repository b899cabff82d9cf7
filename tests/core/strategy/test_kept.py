"""Stopped and gone on: what was written is kept with the plan, and nobody is asked twice for it."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col

from core import strategy
from core.errors import Conflict, ModelFailed
from core.strategy.kept import keep, kept, keys_of
from core.strategy.requests import requests_of
from core.tables import Campaign, Plan, PlanDraft, Post
from core.tables.values import Brief, Cadence

DAYS = {"starts_on": date(2026, 3, 16), "ends_on": date(2026, 3, 29)}


@pytest.fixture
def plan(ws) -> Plan:
    weekly = tuple(Cadence(channel=name, per_week=2) for name in ("instagram", "linkedin"))
    return strategy.propose_plan(ws, Brief(name="Spring", goal="More online orders", cadence=weekly, **DAYS))


class Counting:
    """Counts what is asked, and fails at one place."""

    def __init__(self, inner, fails_at: int = 0) -> None:
        self.inner, self.fails_at, self.asked = inner, fails_at, 0

    def answer(self, prompt, facts) -> object:
        self.asked += 1
        if self.asked == self.fails_at:
            raise ModelFailed("no valid answer")
        return self.inner.answer(prompt, facts)


def stop_at(place: int) -> Callable[[int, int], None]:
    def progress(done: int, of: int) -> None:
        del of
        if done == place:
            raise KeyboardInterrupt

    return progress


def captions(ws) -> list[tuple[str, object]]:
    posts = ws.rows.find(Post, order=[col(Post.planned_at), col(Post.channel)])
    return [(post.caption, post.media) for post in posts]


def test_what_was_written_is_kept_and_not_asked_again(ws, plan) -> None:
    real = ws.ai
    ws.__dict__["ai"] = first = Counting(real)
    with pytest.raises(KeyboardInterrupt):
        strategy.accept_plan(ws, plan.id, progress=stop_at(5))
    assert (first.asked, strategy.written_so_far(ws, plan.id)) == (5, 5)
    assert (ws.rows.count(Campaign), ws.rows.count(Post)) == (0, 0)

    ws.__dict__["ai"] = second = Counting(real)
    heard = []
    strategy.accept_plan(ws, plan.id, progress=lambda done, of: heard.append((done, of)))

    assert second.asked == 3
    assert heard == [(6, 8), (7, 8), (8, 8)]
    assert (ws.rows.count(Post), ws.rows.count(PlanDraft)) == (8, 0)


def test_stopped_and_resumed_it_is_the_same_campaign_as_in_one_go(ws, plan, runtime, key) -> None:
    with pytest.raises(KeyboardInterrupt):
        strategy.accept_plan(ws, plan.id, progress=stop_at(5))
    texts = [one.text.caption for one in ws.rows.find(PlanDraft)]
    whole = strategy.accept_plan(ws, plan.id)
    resumed = captions(ws)
    assert {text for text, _ in resumed} >= set(texts)

    with ws.writing() as rows:
        rows.remove(Campaign, col(Campaign.id) == whole.id)
        rows.remove(Post)
    with runtime.workspace(key) as other:
        again = strategy.propose_plan(other, plan.brief)
        strategy.accept_plan(other, again.id)
        assert captions(other) == resumed


def test_a_failure_half_way_keeps_what_came_before(ws, plan) -> None:
    real = ws.ai
    ws.__dict__["ai"] = Counting(real, fails_at=4)
    with pytest.raises(ModelFailed):
        strategy.accept_plan(ws, plan.id)

    assert strategy.written_so_far(ws, plan.id) == 3
    ws.__dict__["ai"] = rest = Counting(real)
    strategy.accept_plan(ws, plan.id)
    assert rest.asked == 5


def test_a_slot_that_is_told_something_else_is_written_anew(ws, plan) -> None:
    with pytest.raises(KeyboardInterrupt):
        strategy.accept_plan(ws, plan.id, progress=stop_at(8))
    first, *others = plan.proposal.posts
    changed = (first.model_copy(update={"title": "Something else"}), *others)
    strategy.edit_plan(ws, plan.id, plan.proposal.model_copy(update={"posts": changed}))

    ws.__dict__["ai"] = counting = Counting(ws.ai)
    strategy.accept_plan(ws, plan.id)

    assert counting.asked == 1


def test_another_profile_asks_for_all_of_it_again(ws, plan) -> None:
    requests = tuple(requests_of(ws, plan))
    before = keys_of(ws, requests)
    with ws.writing():
        ws.profile.brand_voice = "Brisk"

    assert set(before).isdisjoint(keys_of(ws, requests))


def test_slots_that_are_told_the_same_are_told_apart(ws, plan) -> None:
    one = next(requests_of(ws, plan))

    assert len(set(keys_of(ws, [one, one, one]))) == 3


def test_keeping_twice_keeps_one_and_it_comes_back_as_it_was(ws, plan) -> None:
    from core import content

    requests = tuple(requests_of(ws, plan))
    keys = keys_of(ws, requests)
    written = content.write_posts(ws, requests[:2])
    for _ in range(2):
        keep(ws, plan.id, keys[0], written[0])
    keep(ws, plan.id, keys[1], written[1])

    assert kept(ws, plan.id, requests, keys) == {0: written[0], 1: written[1]}


def test_a_discarded_plan_keeps_nothing(ws, plan) -> None:
    with pytest.raises(KeyboardInterrupt):
        strategy.accept_plan(ws, plan.id, progress=stop_at(2))

    strategy.discard_plan(ws, plan.id)

    assert ws.rows.count(PlanDraft) == 0
    with pytest.raises(Conflict):
        strategy.accept_plan(ws, plan.id)
