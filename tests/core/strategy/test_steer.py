from collections import Counter

from core import analytics, strategy
from core.publishing.slots import Result
from core.strategy.outline import SHARES
from core.strategy.steer import mix_for, times_for
from core.vocab import PostType
from tests.core.analytics.test_apply import insight
from tests.core.strategy.test_plan import brief

VIDEO = "Video posts do 1.6 times as well as your other posts."
EVENING = "Posts between 17:00 and 21:00 do 1.6 times as well as posts at other times."


def kinds(plan) -> Counter[PostType]:
    return Counter(post.type for post in plan.proposal.posts)


def test_what_was_asked_for_shapes_the_plan_and_says_how(ws) -> None:
    before = strategy.propose_plan(ws, brief())
    for text in (VIDEO, EVENING):
        analytics.apply_insight(ws, insight(ws, text).id)
    plan = strategy.propose_plan(ws, brief())
    posts, told = plan.proposal.posts, {lesson.text: lesson for lesson in plan.proposal.lessons}

    evenings = sum(17 <= post.at.astimezone(ws.zone).hour < 21 for post in posts)
    assert kinds(plan)[PostType.VIDEO] > kinds(before)[PostType.VIDEO]
    assert len(posts) == len(before.proposal.posts)
    assert told[VIDEO].is_applied
    assert told[EVENING].is_applied
    videos, without = kinds(plan)[PostType.VIDEO], kinds(before)[PostType.VIDEO]
    assert told[VIDEO].shaped == f"{videos} of {len(posts)} are video posts because of it; {without} without it."
    assert told[EVENING].shaped.startswith(f"{evenings} of {len(posts)} are posts between 17:00 and 21:00 because")


def test_an_accepted_plan_follows_it_and_the_next_one_starts_anew(ws) -> None:
    monday = insight(ws, "Posts on Mondays do 1.6 times as well as posts on other days.")
    analytics.apply_insight(ws, insight(ws, VIDEO).id)
    plan = strategy.propose_plan(ws, brief())
    analytics.apply_insight(ws, monday.id)  # asked for after this plan was proposed, so it waits for the next
    strategy.accept_plan(ws, plan.id)
    assert [one.id for one in analytics.applied_insights(ws)] == [monday.id]


def test_one_kind_never_takes_the_whole_mix_and_nothing_asked_changes_nothing(ws) -> None:
    assert mix_for([]) == SHARES
    best, worst = insight(ws, VIDEO, effect=9.0), insight(ws, VIDEO, effect=0.1)
    assert max(mix_for([best]).values()) < 0.5
    assert mix_for([best])[PostType.VIDEO] > SHARES[PostType.VIDEO] > mix_for([worst])[PostType.VIDEO] > 0.1
    assert times_for([best], {}, ["instagram"]) == {}


def test_hours_that_were_asked_for_are_counted_beside_what_is_known(ws) -> None:
    own = {("instagram", 2, 18): Result(0.8, 40), ("instagram", 2, 9): Result(1.1, 5)}
    told = times_for([insight(ws, EVENING)], own, ["instagram"])
    assert told["instagram", 2, 18] == Result(1.2, 80)
    assert told["instagram", 2, 9] == own["instagram", 2, 9]
    assert told["instagram", 6, 20] == Result(1.6, 40)
