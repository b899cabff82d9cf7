"""What each simulated channel is like: measured rates, spreads and speeds.

Rates and their spreads are the medians and (mu, sigma) of log engagement rates measured on real posts of each platform
(Facebook: interactions / reach of the page in Moro et al., 2016; LinkedIn page: engagement incl. clicks / impressions;
Instagram creator: likes, comments, shares and saves / impressions; likewise X, TikTok and YouTube). E-mail and SMS are
clicks / delivered from vendors' reports of 2024-25 (e-mail 2.9-3.8%, the low end taken; SMS 6-14.5%, the geometric
middle), sigma 0.6. Half-lives are published ones (X 21 min, Instagram 19 h, LinkedIn 24 h); Facebook's is the one that
fits its measured accrual.

Assumptions, where nothing was measured: views per follower, the mix of likes, comments, shares, saves and clicks,
seconds watched, and the e-mail, SMS and YouTube half-lives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


class Mix(NamedTuple):
    """Relative weights of the kinds of interaction; clicks outside the channel's own rate are extra."""

    likes: float
    comments: float
    shares: float
    saves: float
    clicks: float


@dataclass(frozen=True)
class ChannelProfile:
    """One channel's constants.

    Args:
        mu, sigma: mean and SD of the natural log of engagements / views within an account.
        mix: how interactions divide; see ``rated_clicks``.
        half_life: hours until half of the interactions have arrived.
        rated_clicks: whether the channel's rate counts clicks.
        views_per_follower: median views of a post, per follower, for an account of 10,000.
        count_sigma: SD of log counts within an account (1.0-1.4 on real accounts).
        slope: change of log rate per log reach; rates fall as reach grows.
        direct: delivered to a list (e-mail, SMS), so reach is the list, at once, and not an audience.
    """

    mu: float
    sigma: float
    mix: Mix
    half_life: float
    rated_clicks: bool = False
    views_per_follower: float = 0.2
    count_sigma: float = 1.2
    slope: float = -0.12
    direct: bool = False

    @property
    def reach_variance(self) -> float:
        """Variance of log reach that gives both ``sigma`` for rates and ``count_sigma`` for counts."""
        return 0.0 if self.direct else (self.count_sigma**2 - self.sigma**2) / (1.0 + 2.0 * self.slope)

    @property
    def rate_variance(self) -> float:
        """Variance of the log rate that reach does not explain."""
        return self.sigma**2 - self.slope**2 * self.reach_variance

    @property
    def count_variance(self) -> float:
        """Variance of log interactions within an account."""
        return (1.0 + self.slope) ** 2 * self.reach_variance + self.rate_variance


_SOCIAL = Mix(likes=0.78, comments=0.07, shares=0.09, saves=0.0, clicks=0.25)

CHANNELS: Mapping[str, ChannelProfile] = MappingProxyType(
    {
        "facebook": ChannelProfile(-4.04, 0.94, _SOCIAL, 20.0, views_per_follower=0.12),
        "instagram": ChannelProfile(-2.81, 0.33, Mix(0.84, 0.05, 0.05, 0.06, 0.06), 19.0, views_per_follower=0.25),
        "linkedin": ChannelProfile(-3.41, 0.50, Mix(0.38, 0.05, 0.04, 0.0, 0.53), 24.0, rated_clicks=True),
        "x": ChannelProfile(-3.14, 0.68, Mix(0.55, 0.08, 0.12, 0.0, 0.25), 0.35, rated_clicks=True),
        "tiktok": ChannelProfile(-2.25, 0.54, Mix(0.85, 0.03, 0.06, 0.06, 0.03), 19.0, views_per_follower=0.6),
        "youtube": ChannelProfile(-2.61, 0.96, Mix(0.85, 0.10, 0.05, 0.0, 0.05), 48.0),
        "email": ChannelProfile(-3.54, 0.6, Mix(0, 0, 0, 0, 1), 6.0, True, 0.985, 0.6, 0.0, direct=True),
        "sms": ChannelProfile(-2.37, 0.6, Mix(0, 0, 0, 0, 1), 0.5, True, 0.97, 0.6, 0.0, direct=True),
    }
)

POOLED = ChannelProfile(-3.3, 0.8, _SOCIAL, 20.0)
"""For a channel nobody has measured: the middle of the ones above."""


def profile(channel: str) -> ChannelProfile:
    """Look up a channel; an unknown one gets the pooled profile."""
    return CHANNELS.get(channel, POOLED)
