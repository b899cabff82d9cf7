from dataclasses import replace

import numpy as np
import pytest

from core.vocab import PostType
from core.world.accounts import truth
from core.world.channels import CHANNELS, profile
from core.world.cohort import Cohort, prepare
from core.world.traits import PostTraits

USUAL = PostTraits("facebook", PostType.IMAGE, 12, 2, 119, 4, 50_000, 3)


def _many(traits: PostTraits, posts: int = 400) -> Cohort:
    return prepare("cohort", [("bakery", str(n), traits) for n in range(posts)])


def test_a_post_does_not_depend_on_its_company() -> None:
    posts = [("bakery", str(n), USUAL) for n in range(9)]
    together, alone = prepare("seed", posts), prepare("seed", posts[4:5])
    assert together.views[4] == alone.views[0]
    assert together.actions[4] == alone.actions[0]
    assert (together.splits[:, 4] == alone.splits[:, 0]).all()


@pytest.mark.parametrize("channel", [*CHANNELS, "unheard of"])
def test_log_rates_have_the_channel_s_median_and_spread(channel: str) -> None:
    """Within accounts of varied posts, each at its own level: medians within 0.2 of mu, sigma within 15%."""
    rng = np.random.default_rng(7)
    measured, medians, sigmas, counts = profile(channel), [], [], []
    for account in range(30):
        posts = [(f"account {account}", str(n), _random_traits(channel, rng)) for n in range(150)]
        cohort = prepare("rates", posts)
        rated = 1.0 if measured.rated_clicks else 1.0 - measured.mix.clicks / sum(measured.mix)
        log_rate = np.log(np.maximum(cohort.actions * rated, 0.5) / cohort.views)
        medians.append(np.median(log_rate) - truth("rates", f"account {account}", channel).rate_level)
        sigmas.append(log_rate.std())
        counts.append(np.log(cohort.actions + 1).std())
    assert np.median(medians) == pytest.approx(measured.mu, abs=0.2)
    assert np.median(sigmas) == pytest.approx(measured.sigma, rel=0.15)
    assert np.median(counts) == pytest.approx(np.sqrt(measured.count_variance), rel=0.15)


def _random_traits(channel: str, rng: np.random.Generator) -> PostTraits:
    kind = list(PostType)[rng.integers(3)]
    length = int(np.exp(rng.normal(4.8, 0.8)))
    hour, weekday, tags = int(rng.integers(7, 22)), int(rng.integers(7)), int(rng.integers(0, 9))
    return PostTraits(channel, kind, hour, weekday, length, tags, 50_000, int(rng.integers(0, 6)))


def test_reach_follows_followers_less_than_proportionally_and_tires_of_many_posts() -> None:
    small, large = _many(replace(USUAL, followers=2_000)), _many(replace(USUAL, followers=200_000))
    ratio = np.median(large.views) / np.median(small.views)
    assert 30 < ratio < 60
    assert np.median(_many(replace(USUAL, recent_posts=20)).views) < 0.8 * np.median(_many(USUAL).views)


def test_an_e_mail_list_is_reached_whole_but_clicks_less_when_mailed_too_often() -> None:
    mail = replace(USUAL, channel="email", followers=20_000)
    calm, tired = _many(mail), _many(replace(mail, recent_posts=20))
    assert set(calm.views) == set(tired.views) == {19_700}
    assert tired.actions.sum() < 0.8 * calm.actions.sum()


def test_paying_buys_reach_at_a_lower_rate() -> None:
    organic, paid = _many(USUAL), _many(replace(USUAL, paid=True))
    assert paid.views.sum() / organic.views.sum() == pytest.approx(1.6, rel=0.01)
    rates = (paid.actions.sum() / paid.views.sum()) / (organic.actions.sum() / organic.views.sum())
    assert rates == pytest.approx(0.86, rel=0.05)


def test_nobody_to_reach_means_nothing_reached() -> None:
    for channel in ("instagram", "email"):
        nobody = _many(replace(USUAL, channel=channel, followers=0), posts=20)
        assert nobody.views.sum() == nobody.actions.sum() == 0
