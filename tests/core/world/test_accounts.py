import numpy as np
import pytest

from core.world.accounts import SHARES, WAKING, truth
from core.world.channels import CHANNELS, profile


def test_truth_belongs_to_seed_account_and_channel() -> None:
    one = truth("seed", "bakery", "facebook")
    truth.cache_clear()
    assert truth("seed", "bakery", "facebook") == one
    assert (
        len({truth(*names).hour for names in [("s", "a", "x"), ("t", "a", "x"), ("s", "b", "x"), ("s", "a", "sms")]})
        == 4
    )


@pytest.mark.parametrize("channel", CHANNELS)
def test_effects_explain_the_measured_shares_of_variance(channel: str) -> None:
    variance = profile(channel).count_variance
    accounts = [truth("spread", str(n), channel) for n in range(300)]
    shares = {
        "type": np.median([np.var(list(a.type.values())) for a in accounts]) / variance,
        "hour": np.median([np.var(a.hour[WAKING]) for a in accounts]) / variance,
        "weekday": np.median([np.var(a.weekday) for a in accounts]) / variance,
    }
    for name, share in shares.items():
        assert share == pytest.approx(SHARES[name], rel=0.2), name


def test_accounts_lie_as_far_apart_as_brands_do() -> None:
    accounts = [truth("levels", str(n), "instagram") for n in range(400)]
    per_follower = np.std([a.reach_level + a.rate_level for a in accounts])
    assert np.hypot(per_follower, 0.3) == pytest.approx(0.74, rel=0.1)  # 0.3 is what their sizes explain
    wide = [a.dispersion * profile("instagram").count_sigma for a in accounts]
    assert np.quantile(wide, [0.02, 0.98]) == pytest.approx([0.68, 2.1], rel=0.15)  # real pages: 0.5 to 1.9


def test_no_type_is_best_everywhere_and_length_helps_some_and_harms_others() -> None:
    accounts = [truth("ranking", str(n), "facebook") for n in range(300)]
    wins = [max(a.type, key=lambda kind: a.type[kind]) for a in accounts]
    assert all(wins.count(kind) > 60 for kind in accounts[0].type)
    assert 100 < sum(a.length > 0 for a in accounts) < 200
    assert all(0.01 <= a.conversion <= 0.03 for a in accounts)


def test_topics_repeat_differ_and_may_be_absent() -> None:
    account = truth("seed", "bakery", "instagram")
    assert account.topic("bread") == account.topic("bread") != account.topic("cake")
    assert account.topic("") == 0.0
