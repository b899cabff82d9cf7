"""The hidden truth of one simulated account: what works for it, which advice can later be scored against.

Shares of the variance of log engagement within an account, measured on real pages: type 12%, hour band 3.7%,
weekday 1.1%. Their direction differs by account (video 2.8 x at one retailer, 0.7 x per reach at another), so each
account draws its own; caption length changes sign between platforms. Hashtags and topics are assumptions, set so that
post metadata predicts simulated engagement about as well as real engagement (Spearman 0.40-0.50).

How far accounts lie apart for good: of the brands in Iconosquare's index (Instagram, about 2015, second-hand) 47% had
less than 3% engagement per follower and 27% more than 5%, which is an SD of 0.74 in the log. Larger accounts reach a
smaller share (0.3 of it, for an SD of 1.5 in log followers); the rest is divided between reach and rate, evenly for
want of a source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from core.vocab import PostType
from core.world.chance import Floats, generator
from core.world.channels import profile

SHARES: Mapping[str, float] = MappingProxyType(
    {"type": 0.12, "hour": 0.037, "weekday": 0.011, "length": 0.04, "hashtags": 0.02, "topic": 0.05}
)
REACH_LEVEL, RATE_LEVEL = 0.48, 0.48
"""SD between accounts of the log of median reach at equal size, and of the log of the median rate."""
DISPERSION = 0.28
"""SD between accounts of the log of how widely one account's log counts vary: measured on 23 real Facebook pages, whose
SDs are 0.5-1.9."""
WAKING = slice(7, 22)


@dataclass(frozen=True)
class AccountEffects:
    """What moves one account on one channel. Effects add to the natural log of interactions: 0.1 is about +10%.

    Args:
        reach_level, rate_level: this account against its channel's median.
        dispersion: how widely its posts vary, effects and luck alike, against what is usual on its channel.
        type: by post type, averaging zero.
        hour: by local hour 0-23, averaging zero over 7-21 h.
        weekday: Monday to Sunday, averaging zero.
        length: per unit of log characters over 120.
        hashtags: per four hashtags over four.
        topic_sd: SD of the effects of topics, which ``topic`` draws.
        saturation: loss of log reach per post beyond five in the prior seven days.
        conversion: share of clicks that become leads (0.01-0.03).
        growth: followers gained per week, as a fraction.
        rate_part: share of every effect that works through the rate; the rest works through reach.
    """

    reach_level: float
    rate_level: float
    type: Mapping[PostType, float]
    hour: tuple[float, ...]
    weekday: tuple[float, ...]
    length: float
    hashtags: float
    topic_sd: float
    saturation: float
    conversion: float
    growth: float
    rate_part: float
    dispersion: float = 1.0
    name: str = ""

    def topic(self, topic: str) -> float:
        """Give the effect of a topic; an unnamed one has none."""
        return self.topic_sd * float(generator(self.name, "topic", topic).standard_normal()) if topic else 0.0


@lru_cache(maxsize=4096)
def truth(seed: str, account: str, channel: str) -> AccountEffects:
    """Draw an account's effects: the same for the same three names, unrelated for any others."""
    measured = profile(channel)
    chance = generator(seed, account, channel)
    wide = float(np.exp(DISPERSION * generator(seed, account, channel, "dispersion").standard_normal()))

    def spread(name: str) -> float:
        usual = np.sqrt(SHARES[name] * measured.count_variance)
        return float(wide * usual * np.exp(0.25 * chance.standard_normal()))

    kinds = _centred(chance.standard_normal(3)) * spread("type")
    hours = _hours(chance) * spread("hour")
    days = _centred(chance.standard_normal(7)) * spread("weekday")
    return AccountEffects(
        reach_level=0.0 if measured.direct else float(REACH_LEVEL * chance.standard_normal()),
        rate_level=float(RATE_LEVEL * chance.standard_normal()),
        type=MappingProxyType(dict(zip(PostType, kinds.tolist(), strict=True))),
        hour=tuple(hours.tolist()),
        weekday=tuple(days.tolist()),
        length=float(spread("length") * chance.choice([-1.0, 1.0])),
        hashtags=float(spread("hashtags") * chance.choice([-1.0, 1.0])),
        topic_sd=spread("topic"),
        saturation=float(chance.uniform(0.02, 0.08)),
        conversion=float(chance.uniform(0.01, 0.03)),
        growth=float(0.0025 * np.exp(0.6 * chance.standard_normal())),
        rate_part=measured.rate_variance / measured.count_variance,
        dispersion=wide,
        name=f"{seed}\x1f{account}\x1f{channel}",
    )


def _centred(drawn: Floats) -> Floats:
    """Give the draws a mean of 0 and an SD of 1."""
    centred: Floats = (drawn - drawn.mean()) / drawn.std()
    return centred


def _hours(chance: np.random.Generator) -> Floats:
    """A smooth day of three harmonics: mean 0 and SD 1 over waking hours, bounded at night, when few would post."""
    turn = 2.0 * np.pi * np.arange(24) / 24.0
    day = sum(chance.standard_normal() * np.cos(n * turn + chance.uniform(0, 2 * np.pi)) / n for n in (1, 2, 3))
    waking = day[WAKING]
    bounded: Floats = np.clip((day - waking.mean()) / waking.std(), -2.5, 2.5)
    return bounded
