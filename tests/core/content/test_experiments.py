"""Two versions of a post: the second a week later at the same hour, and once decided, decided."""

from datetime import UTC, datetime, timedelta

import pytest

from core import content
from core.content import NewPost, PostEdit, WinnerRule
from core.errors import Conflict, Invalid, NotFound
from core.tables import AuditEntry, Experiment, Post
from core.vocab import ExperimentMetric, ExperimentStatus, PostStatus, PostType

B = PostEdit(caption="Warm at seven, gone by nine.")


def written(ws, channel="linkedin", **more: object) -> Post:
    told = NewPost(channel=channel, type=PostType.TEXT, title="Rye is back", caption="The rye is back.", **more)
    return content.create_post(ws, told)


def test_the_second_version_is_a_draft_a_week_later_by_the_wall_clock(ws) -> None:
    before_summer_time = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)  # Lisbon changes its clocks on the 29th
    post = written(ws, planned_at=before_summer_time)

    trial = content.start_experiment(ws, post.id, B, WinnerRule(metric=ExperimentMetric.CLICKS), token="t")

    b = ws.rows.get(Post, trial.post_b)
    assert (b.caption, b.title, b.status) == (B.caption, "Rye is back (B)", PostStatus.DRAFT)
    assert b.planned_at == datetime(2026, 4, 3, 8, 30, tzinfo=UTC)
    assert (trial.post_a, trial.metric, trial.after_hours, trial.least) == (post.id, ExperimentMetric.CLICKS, 72, 200)
    assert ws.rows.get(Post, post.id).caption == "The rye is back."
    again = content.start_experiment(ws, post.id, B, WinnerRule(metric=ExperimentMetric.CLICKS), token="t")
    assert again.id == trial.id
    assert ws.rows.count(Post) == 2


def test_a_post_without_a_moment_has_a_version_without_one_and_a_name_that_fits(ws) -> None:
    post = written(ws)
    content.revise_post(ws, post.id, PostEdit(title="x" * 200))
    b = ws.rows.get(Post, content.start_experiment(ws, post.id, B, WinnerRule()).post_b)
    assert b.planned_at is None
    assert len(b.title) == 200


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (WinnerRule(after_hours=None), "when"),
        (WinnerRule(decide_at=datetime(2027, 1, 1, tzinfo=UTC)), "when"),
        (WinnerRule(after_hours=0), "after_hours"),
        (WinnerRule(after_hours=721), "after_hours"),
        (WinnerRule(after_hours=None, decide_at=datetime(2020, 1, 1, tzinfo=UTC)), "decide_at"),
        (WinnerRule(least=29), "least"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_before_anything_is_made(ws, rule, field) -> None:
    post = written(ws)
    with pytest.raises(Invalid) as refused:
        content.start_experiment(ws, post.id, B, rule)
    assert refused.value.field == field
    assert ws.rows.count(Post) == 1


def test_the_same_words_other_fields_and_letters_are_refused(ws) -> None:
    post = written(ws)
    for same in (PostEdit(), PostEdit(caption="The rye is back."), PostEdit(caption="Other", title="Other")):
        with pytest.raises(Invalid, match="second version"):
            content.start_experiment(ws, post.id, same, WinnerRule())
    letter = written(ws, channel="email", subject="Rye", preheader="Back")
    with pytest.raises(Invalid, match="decided by clicks"):
        content.start_experiment(ws, letter.id, B, WinnerRule())


def test_words_that_the_channel_does_not_take_leave_nothing_behind(ws) -> None:
    post = written(ws)
    with pytest.raises(Invalid):
        content.start_experiment(ws, post.id, PostEdit(caption="x" * 3100), WinnerRule())
    assert (ws.rows.count(Post), ws.rows.count(Experiment)) == (1, 0)


def test_one_trial_at_a_time_and_it_can_be_stopped_once(ws) -> None:
    post = written(ws)
    trial = content.start_experiment(ws, post.id, B, WinnerRule())
    for own in (trial.post_a, trial.post_b):
        with pytest.raises(Conflict, match="tried already"):
            content.start_experiment(ws, own, PostEdit(caption="Third."), WinnerRule())

    stopped = content.stop_experiment(ws, trial.id)

    assert (stopped.status, stopped.verdict.winner) == (ExperimentStatus.STOPPED, "")
    with pytest.raises(Conflict, match="ended already"):
        content.stop_experiment(ws, trial.id)
    with pytest.raises(NotFound):
        content.stop_experiment(ws, post.id)
    content.start_experiment(ws, post.id, PostEdit(caption="Third."), WinnerRule())
    newest, oldest = content.read_experiments(ws, post.id)
    assert (newest.b.caption, oldest.b.caption, newest.winner) == ("Third.", B.caption, None)
    assert content.read_experiments(ws, trial.id) == ()
    assert ws.rows.count(AuditEntry, AuditEntry.verb == "start_experiment") == 2


def test_what_has_gone_out_has_no_second_version(ws) -> None:
    post = written(ws)
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.published_at = PostStatus.PUBLISHED, ws.now - timedelta(days=1)
    with pytest.raises(Conflict):
        content.start_experiment(ws, post.id, B, WinnerRule())
