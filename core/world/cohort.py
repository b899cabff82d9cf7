"""Simulated posts as arrays: each one's lifetime totals and how they divide and arrive, before any age is known.

Reach is drawn first and carries most of the variance; interactions are an over-dispersed (Poisson log-normal) count
given reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.vocab import PostType
from core.world.accounts import SHARES, AccountEffects, truth
from core.world.chance import Floats, key, normals, poisson, uniforms
from core.world.channels import ChannelProfile, profile
from core.world.traits import PostTraits

PAID_REACH, PAID_RATE = 1.6, 0.86
"""Paid against organic posts of one Facebook page (Moro et al., 2016)."""

SHARED = 0.94
"""Of the variance of luck that two versions of one letter, sent to halves of one list at one moment, have in common.
What is left makes one of them better by about a fifth, as subject lines do (an assumption; nothing was measured)."""

FREE_POSTS = 5
DELIVERY_SPEED = 200.0
LARGEST_RATE = 0.95
_EXPLAINED = sum(SHARES.values())


@dataclass(frozen=True)
class Cohort:
    """A structure of arrays over posts.

    Args:
        views, actions: lifetime views and interactions (all kinds).
        half_life: hours; delivery: how much faster views arrive than interactions do.
        splits: shape (4, posts): share of what remains that goes to likes, comments, shares and saves; clicks get
            the rest.
        seconds: watched per view; conversion: leads per click.
        dither: shape (7, posts): where in [0, 1) each running count rounds up.
    """

    views: Floats
    actions: Floats
    half_life: Floats
    delivery: Floats
    splits: Floats
    seconds: Floats
    conversion: Floats
    dither: Floats


def prepare(seed: str, posts: Sequence[tuple[str, str, PostTraits]]) -> Cohort:
    """Draw the lifetime of each ``(account, post, traits)``; each depends on itself and the seed alone."""
    keys = np.array([key(seed, account, post) for account, post, _ in posts], dtype=np.uint64)
    drawn = uniforms(keys, 18)
    z = normals(drawn[:5], drawn[5:10])
    z[1] = _with_twins(seed, posts, z[1])
    rows = np.array([_expected(seed, account, traits) for account, _, traits in posts]).reshape(len(posts), 10).T
    log_reach, log_rate, slope, reach_sd, rate_sd, half_life, direct, seconds, conversion, lift = rows
    surprise = lift + reach_sd * z[0]
    views = np.maximum(0.0, np.rint(np.exp(log_reach + surprise)))
    rate = np.minimum(np.exp(log_rate + slope * surprise + rate_sd * z[1]), LARGEST_RATE)
    actions = np.minimum(poisson(views * rate, drawn[10], z[2]), views)
    return Cohort(
        views=views,
        actions=actions,
        half_life=half_life * np.exp(0.2 * z[3]),
        delivery=np.where(direct > 0, DELIVERY_SPEED, 1.0),
        splits=_splits([profile(traits.channel) for _, _, traits in posts], z[4]),
        seconds=seconds * np.exp(0.3 * z[3]),
        conversion=conversion,
        dither=drawn[11:18],
    )


def _with_twins(seed: str, posts: Sequence[tuple[str, str, PostTraits]], own: Floats) -> Floats:
    """The luck of each post's rate; versions of one letter share most of it."""
    at = [index for index, (_, _, traits) in enumerate(posts) if traits.twin]
    if not at:
        return own
    words = [(posts[index][0], posts[index][2].twin) for index in at]
    drawn = uniforms(np.array([key(seed, account, twin) for account, twin in words], dtype=np.uint64), 2)
    mixed = own.copy()
    mixed[at] = np.sqrt(SHARED) * normals(drawn[:1], drawn[1:])[0] + np.sqrt(1 - SHARED) * own[at]
    return mixed


def _expected(seed: str, account: str, traits: PostTraits) -> tuple[float, ...]:
    """What is expected of one post before chance, in natural logs."""
    measured, effects = profile(traits.channel), truth(seed, account, traits.channel)
    effect, tired = _effect(effects, traits), effects.saturation * max(0, traits.recent_posts - FREE_POSTS)
    p, slope = effects.rate_part, measured.slope
    explained = _EXPLAINED * measured.count_variance
    through_reach = 0.0 if measured.direct else (1.0 - p) / (1.0 + slope)
    paid = traits.paid and not measured.direct
    clicks = 0.0 if measured.rated_clicks else np.log(sum(measured.mix) / (sum(measured.mix) - measured.mix.clicks))
    return (
        _audience(measured, traits.followers) + effects.reach_level + (np.log(PAID_REACH) if paid else 0.0),
        measured.mu
        + effects.rate_level
        + p * effect
        + clicks
        + (np.log(PAID_RATE) if paid else 0.0)
        - (tired if measured.direct else 0.0),
        slope,
        effects.dispersion * np.sqrt(max(0.0, measured.reach_variance - through_reach**2 * explained)),
        effects.dispersion * np.sqrt(measured.rate_variance - p**2 * explained),
        measured.half_life,
        float(measured.direct),
        8.0 if traits.type is PostType.VIDEO and not measured.direct else 0.0,
        effects.conversion,
        through_reach * effect - (0.0 if measured.direct else tired),
    )


def _audience(measured: ChannelProfile, followers: int) -> float:
    """Log of the median reach: larger accounts reach a smaller share of their followers."""
    if measured.direct:
        return float(np.log(max(followers, 1e-9) * measured.views_per_follower))
    return float(np.log(max(followers, 1e-9) * measured.views_per_follower) - 0.2 * np.log(max(followers, 1) / 10_000))


def _effect(effects: AccountEffects, traits: PostTraits) -> float:
    """Sum the account's effects on log interactions."""
    longer = np.clip(np.log((traits.text_length + 1) / 120), -2.5, 2.5)
    tags = np.clip((traits.hashtags - 4) / 4, -1.0, 2.5)
    return float(
        effects.type[traits.type]
        + effects.hour[traits.hour]
        + effects.weekday[traits.weekday]
        + effects.length * longer
        + effects.hashtags * tags
        + effects.topic(traits.topic)
    )


def _splits(measured: Sequence[ChannelProfile], z: Floats) -> Floats:
    """Turn each mix into shares of what remains, tilted a little from post to post."""
    mixes = np.array([channel.mix for channel in measured]).reshape(len(measured), 5).T
    mixes = mixes * np.exp(0.3 * np.outer([0.0, 1.0, -1.0, 1.0, -1.0], z))
    remaining = np.cumsum(mixes[::-1], axis=0)[::-1]
    shares: Floats = np.minimum(mixes[:4] / remaining[:4], 0.999)
    return shares
