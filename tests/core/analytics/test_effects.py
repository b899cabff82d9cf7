import math
import random
from datetime import timedelta

import pytest

from core.analytics.effects import ENOUGH, Outcome, effects, p_value, q_values
from core.vocab import PostType
from tests.conftest import NOW

KINDS = tuple(PostType)


def world(
    seed: int, posts: int = 200, *, video: float = 1.0, evening: float = 1.0, tied: bool = False
) -> list[Outcome]:
    """Posts with a log-normal engagement and known truths; ``tied`` sends most videos out in the evening."""
    chance = random.Random(seed)
    made = []
    for _ in range(posts):
        kind = chance.choice(KINDS)
        at = NOW - timedelta(days=chance.randrange(90), hours=chance.randrange(24))
        if tied and kind is PostType.VIDEO and chance.random() < 0.8:
            at = at.replace(hour=18)
        truth = math.log(video) * (kind is PostType.VIDEO) + math.log(evening) * (17 <= at.hour < 21)
        made.append(Outcome(kind, at, chance.gauss(truth, 0.6)))
    return made


def test_too_few_posts_say_nothing() -> None:
    assert effects(world(1, ENOUGH - 1, video=9.0)) == []


def test_worlds_without_effects_keep_quiet() -> None:
    speaking = sum(bool(effects(world(seed))) for seed in range(100))
    assert speaking <= 7  # about three of a hundred, not the ten that q = 0.1 alone would let through


def test_true_effects_are_found_and_few_false_ones() -> None:
    worlds = [effects(world(seed, video=1.5)) for seed in range(60)]
    # what is said of texts and images is true as well: videos are among the others they stand against
    false = [sum(e.level.factor != "type" for e in told) / len(told) for told in worlds if told]
    assert sum(any(e.level.words.startswith("Video") for e in told) for told in worlds) >= 48
    assert sum(false) <= 6


def test_the_interval_holds_the_truth() -> None:
    told = [e for seed in range(40) for e in effects(world(seed, video=2.0)) if e.level.words.startswith("Video")]
    assert len(told) >= 37
    assert sum(e.low <= 2.0 <= e.high for e in told) >= 0.8 * len(told)
    assert all(e.low < e.ratio < e.high and e.q_value <= 0.1 for e in told)


def test_an_hour_does_not_earn_the_merit_of_its_videos() -> None:
    worlds = [effects(world(seed, 300, video=1.8, tied=True)) for seed in range(40)]
    blamed = sum(any(e.level.words == "Posts between 17:00 and 21:00" and e.ratio > 1 for e in told) for told in worlds)
    assert blamed <= 6


def test_posts_that_are_all_alike_cannot_be_compared() -> None:
    same = [Outcome(PostType.TEXT, NOW, 0.01 * (n % 7)) for n in range(80)]
    assert effects(same) == []
    assert effects([Outcome(o.type, o.at, 0.0) for o in world(3)]) == []


def test_what_cannot_be_told_apart_is_not_told() -> None:
    chance = random.Random(4)
    tied = [
        Outcome(kind, NOW.replace(hour=18 if kind is PostType.VIDEO else 9), chance.gauss(kind is PostType.VIDEO, 0.3))
        for kind in [PostType.VIDEO, PostType.TEXT] * 60
    ]
    assert effects(tied) == []


def test_an_effect_speaks_with_its_evidence() -> None:
    best = effects(world(5, video=2.5))[0]
    assert best.text.startswith("Video posts do 2.")
    assert f"{best.samples} of 200 posts" in best.evidence
    assert "90% interval" in best.evidence


def test_q_values_are_in_order_and_never_below_p() -> None:
    p = [0.5, 0.001, 0.02, 0.9, 0.021]
    q = q_values(p)
    assert all(one >= other for one, other in zip(q, p, strict=True))
    assert q == pytest.approx([0.625, 0.005, 0.035, 0.9, 0.035])
    assert q_values([]) == []


@pytest.mark.parametrize(
    ("t", "degrees", "p"), [(1.96, 10_000, 0.05), (2.678, 50, 0.01), (0.0, 30, 1.0), (-2.009, 50, 0.05)]
)
def test_p_values_agree_with_tables(t, degrees, p) -> None:
    assert p_value(t, degrees) == pytest.approx(p, abs=5e-4)
