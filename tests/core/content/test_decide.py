"""Trials are decided once, at their time, from equally old numbers; a difference that may be chance has no winner."""

from datetime import timedelta

import pytest

from core import content
from core.content import NewPost, PostEdit, WinnerRule
from core.errors import Forbidden
from core.jobs import JOBS
from core.tables import AuditEntry, Experiment, Post, Reading
from core.vocab import ExperimentMetric, ExperimentStatus, Origin, PostStatus, PostType

HOURS = 48


def trial(ws, **rule: object) -> Experiment:
    told = NewPost(channel="linkedin", type=PostType.TEXT, title="Rye", caption="The rye is back.")
    post = content.create_post(ws, told)
    chosen = WinnerRule(**{"metric": ExperimentMetric.CLICKS, "after_hours": HOURS, "least": 100, **rule})
    return content.start_experiment(ws, post.id, PostEdit(caption="Warm at seven."), chosen)


def out(ws, post_id, hours_ago: float, *readings: tuple[float, int, int]) -> None:
    """Published so many hours ago; each reading is (hours after that, views, clicks and as many leads and likes)."""
    with ws.writing() as rows:
        post = rows.get(Post, post_id)
        post.status, post.published_at = PostStatus.PUBLISHED, ws.now - timedelta(hours=hours_ago)
        for age, views, hits in readings:
            rows.add(
                Reading(
                    business_id=ws.key.business_id, post_id=post_id, channel="linkedin", origin=Origin.SIMULATED,
                    recorded_at=post.published_at + timedelta(hours=age), views=views, clicks=hits, conversions=hits,
                    likes=hits,
                )
            )  # fmt: skip


def ended(ws, row) -> Experiment:
    with ws.aside() as own:
        return own.rows.get(Experiment, row.id)


@pytest.fixture
def decide(clock_ws):  # noqa: ANN201
    return lambda: content.decide_experiments(clock_ws)


def test_nothing_is_decided_before_both_are_old_enough(ws, decide) -> None:
    row = trial(ws)
    assert decide() == 0
    out(ws, row.post_a, 300, (1, 900, 90))
    assert decide() == 0
    out(ws, row.post_b, HOURS - 1, (1, 900, 9))
    assert decide() == 0
    assert ended(ws, row).status is ExperimentStatus.RUNNING


@pytest.mark.parametrize("metric", ExperimentMetric)
def test_the_clear_one_wins_by_numbers_of_the_same_age(ws, decide, metric) -> None:
    row = trial(ws, metric=metric)
    out(ws, row.post_a, 300, (2, 100, 9), (47, 500, 45), (200, 9000, 4000))  # what came after 48 hours is not counted
    out(ws, row.post_b, 60, (3, 90, 30), (48, 500, 75))

    assert (decide(), decide()) == (1, 0)

    found = ended(ws, row)
    assert (found.status, found.verdict.winner, found.verdict.age_hours) == (ExperimentStatus.DECIDED, "b", HOURS)
    each = 2 if metric is ExperimentMetric.ENGAGEMENT else 1  # there, likes and clicks both count
    assert (found.verdict.hits, found.verdict.seen) == ((45 * each, 75 * each), (500, 500))
    assert found.verdict.p_value < 0.05
    assert 0 < found.verdict.low < 0.06 * each < found.verdict.high
    assert f"{9 * each}.0% and {15 * each}.0%" in found.verdict.reason
    (view,) = content.read_experiments(ws, row.post_a)
    assert view.winner.id == row.post_b
    assert ws.rows.count(AuditEntry, AuditEntry.verb == "decide_experiment") == 1


def test_the_first_can_win(ws, decide) -> None:
    row = trial(ws)
    out(ws, row.post_a, 60, (1, 500, 90))
    out(ws, row.post_b, 60, (1, 500, 30))
    decide()
    assert ended(ws, row).verdict.winner == "a"
    assert "Version A did better: click rate 18.0% and 6.0%; the difference is between" in ended(ws, row).verdict.reason


def test_a_difference_that_may_be_chance_has_no_winner(ws, decide) -> None:
    row = trial(ws)
    out(ws, row.post_a, 60, (1, 500, 45))
    out(ws, row.post_b, 60, (1, 500, 50))
    decide()
    found = ended(ws, row)
    assert (found.status, found.verdict.winner) == (ExperimentStatus.DECIDED, "")
    assert found.verdict.reason.startswith("No clear winner: click rate 9.0% and 10.0%")
    assert found.verdict.low < 0 < found.verdict.high


def test_too_few_views_or_none_told_have_no_winner(ws, decide) -> None:
    few, untold = trial(ws), trial(ws)
    out(ws, few.post_a, 60, (1, 99, 90))
    out(ws, few.post_b, 60, (1, 500, 5))
    out(ws, untold.post_a, 60)
    out(ws, untold.post_b, 60, (HOURS + 1, 500, 5))
    assert decide() == 2
    assert ended(ws, few).verdict.reason == "No clear winner: seen 99 and 500 times, and each needed 100."
    assert ended(ws, untold).verdict.seen == (0, 0)


def test_by_a_date_both_are_read_as_old_as_the_younger(ws, clock, clock_ws) -> None:
    row = trial(ws, after_hours=None, decide_at=ws.now + timedelta(hours=10))
    out(ws, row.post_a, 100, (30, 500, 30), (34, 9000, 4000))
    out(ws, row.post_b, 20, (20, 500, 90))
    clock.now += timedelta(hours=11)
    assert content.decide_experiments(clock_ws) == 1
    assert (ended(ws, row).verdict.age_hours, ended(ws, row).verdict.seen) == (30, (500, 500))


def test_a_version_that_never_went_out_ends_the_trial(ws, clock, clock_ws) -> None:
    late = trial(ws, after_hours=None, decide_at=ws.now + timedelta(hours=1))
    gone = trial(ws)
    with ws.writing() as rows:
        rows.get(Post, gone.post_b).status = PostStatus.CANCELLED
    clock.now += timedelta(hours=2)
    assert content.decide_experiments(clock_ws) == 2
    assert "not both versions were out" in ended(ws, late).verdict.reason
    assert "“Rye (B)” did not go out" in ended(ws, gone).verdict.reason
    assert {ended(ws, one).status for one in (late, gone)} == {ExperimentStatus.STOPPED}


def test_only_the_clock_decides_and_it_does(ws, runtime) -> None:
    with pytest.raises(Forbidden):
        content.decide_experiments(ws)
    row = trial(ws)
    out(ws, row.post_a, 60, (1, 500, 45))
    out(ws, row.post_b, 60, (1, 500, 75))
    (job,) = (one for one in JOBS if one.name == "decide")
    assert job.run(runtime, [ws.key.business_id]) == 1
