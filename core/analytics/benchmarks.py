"""What a usual engagement rate is on each channel, and where one post stands."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from core.vocab import Channel

FILE = Path(__file__).parents[2] / "data" / "benchmarks.toml"
POOLED = "pooled"


class Benchmark(BaseModel):
    """One channel's distribution of engagement rates.

    Args:
        mu, sigma: of the natural log of the rate; ``exp(mu)`` is the median rate.
        denominator: the one denominator that rates on this channel are stated in.
        numerator: the counts that make up engagements.
        source: where the figures come from; year: when they were measured.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mu: Annotated[float, Field(lt=0)]
    sigma: Annotated[float, Field(gt=0)]
    denominator: str
    numerator: tuple[str, ...]
    source: str
    year: int


Benchmarks = Mapping[Channel, Benchmark]


@cache
def load(file: Path = FILE) -> Benchmarks:
    """Read the benchmarks; raises ``pydantic.ValidationError`` if the file is not right."""
    return TypeAdapter(dict[str, Benchmark]).validate_python(tomllib.loads(file.read_text(encoding="utf-8")))


def benchmark(channel: Channel, known: Benchmarks | None = None) -> Benchmark:
    """Give a channel's benchmark; one that nobody has measured gets the pooled one."""
    table = load() if known is None else known
    return table.get(channel) or table[POOLED]


def engagements(channel: Channel, counts: Mapping[str, float | None]) -> float:
    """Add up the counts that this channel's rate is made of; an absent count adds nothing.

    >>> engagements("instagram", {"likes": 9, "saves": 2, "clicks": 5})
    11.0
    >>> engagements("email", {"likes": 9, "clicks": 5})
    5.0
    """
    return float(sum(counts.get(name) or 0 for name in benchmark(channel).numerator))


def post_score(
    channel: Channel,
    engaged: float,
    views: float | None,
    own_percentile: float | None = None,
    known: Benchmarks | None = None,
) -> float | None:
    """Place one post on its channel's benchmark: 0-100, where 50 is the channel's median.

    ``100 x Phi((ln r - mu) / sigma)``, r = engagements / views floored at half an interaction. Without views (imports)
    the post's percentile in the account's own history stands in; without either there is no score.

    >>> round(post_score("facebook", 1000 * math.exp(-4.04), 1000) or 0)
    50
    """
    if not views or views <= 0:
        return own_percentile
    usual = benchmark(channel, known)
    rate = max(engaged, 0.5) / views
    return 100.0 * NormalDist().cdf((math.log(rate) - usual.mu) / usual.sigma)
