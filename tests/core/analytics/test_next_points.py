from dataclasses import replace

import pytest
from hypothesis import given

from core.analytics.consistency import PlannedSlot
from core.analytics.health import HealthInputs, Weights
from core.analytics.next_points import Deed, cheapest_points
from core.analytics.response_time import FirstResponse
from core.analytics.signals import PostOutcome
from core.vocab import PostType
from tests.core.analytics.worlds_for_health import HOUR, MONDAY, WEEK, a_month, inputs


@given(inputs)
def test_every_action_promises_points_and_the_cheapest_come_first(given_: HealthInputs) -> None:
    actions = cheapest_points(given_)
    rates = [action.points / action.effort for action in actions]
    assert rates == sorted(rates, reverse=True)
    for action in actions:
        assert 0.05 <= action.points <= 100
        assert action.effort > 0
        assert action.sentence.endswith(f"about +{action.points:.1f} points.")


def test_a_middling_month_is_offered_each_kind_of_deed() -> None:
    actions = {action.deed: action for action in cheapest_points(a_month())}
    assert set(actions) == set(Deed)
    assert actions[Deed.ANSWER].sentence.startswith("Answer the 3 waiting messages")
    assert actions[Deed.KEEP_PLAN].sentence.startswith("Publish next week's 3 posts on time")
    assert actions[Deed.USE_CHANNEL].about == "linkedin"
    assert actions[Deed.USE_CHANNEL].sentence.startswith("Publish once on LinkedIn: ")
    assert " on Instagram, " in actions[Deed.REPEAT_BEST].sentence
    assert actions[Deed.ANSWER].effort == 9


def test_answering_a_lone_waiting_message_is_worth_what_the_formula_says() -> None:
    waiting = [FirstResponse(HOUR, answered=True), FirstResponse(9 * HOUR, answered=False)]
    waiting = [*waiting, FirstResponse(8 * HOUR, answered=False)]
    only = HealthInputs([], [], frozenset(), waiting, HOUR, 3)
    answer = next(action for action in cheapest_points(only) if action.deed is Deed.ANSWER)
    assert answer.points == pytest.approx(100 * (2**-8 - 2**-9), abs=0.01)
    one = replace(only, responses=[FirstResponse(HOUR, answered=True), FirstResponse(9 * HOUR, answered=False)])
    assert [a.deed for a in cheapest_points(one)] == [Deed.ANSWER_FASTER]


def test_a_plan_of_one_slot_a_week_is_kept_once_more() -> None:
    slots = [PlannedSlot("x", MONDAY, None), PlannedSlot("x", MONDAY + WEEK, MONDAY + WEEK)]
    only = HealthInputs([], slots, frozenset(), [], HOUR, 1)
    keep = cheapest_points(only)[0]
    assert keep.points == pytest.approx(100 * (2 / 3 - 1 / 2), abs=0.1)
    assert keep.sentence.startswith("Publish next week's post on time")


def test_a_perfect_month_needs_nothing_and_no_data_offers_nothing() -> None:
    perfect = [
        PostOutcome(channel, kind, 0, None, 100.0, MONDAY) for kind in PostType for channel in ("instagram", "linkedin")
    ]
    slots = [PlannedSlot("x", MONDAY, MONDAY)]
    prompt = [FirstResponse(0 * HOUR, answered=True)]
    best = HealthInputs(perfect, slots, frozenset({"instagram", "linkedin"}), prompt, HOUR, 1)
    assert cheapest_points(best, Weights(0, 1, 1, 1)) == []
    assert cheapest_points(HealthInputs([], [], frozenset(), [], HOUR, 3)) == []
