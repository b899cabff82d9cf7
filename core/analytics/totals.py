"""Totals of a period beside the equal period before it, each with its denominator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.analytics.benchmarks import benchmark, engagements
from core.analytics.figures import Gain, pooled_rate
from core.analytics.leads.beside import Beside
from core.analytics.period import Period
from core.vocab import Channel, Origin

Unit = Literal["count", "rate"]
NO_LEADS = Beside()


@dataclass(frozen=True)
class Compared:
    """A figure of a period and of the equal period before; None is "not known", never nought.

    A rate is a fraction of its ``denominator``; a count has none.
    """

    name: str
    value: float | None
    before: float | None
    unit: Unit = "count"
    denominator: str = ""

    @property
    def change(self) -> float | None:
        """Relative change: 0.1 is a tenth more. None without both, or from nought."""
        return None if self.value is None or not self.before else self.value / self.before - 1.0


@dataclass(frozen=True)
class Totals:
    """What a period brought.

    Args:
        posts: published in it; views, engagements, clicks, leads: gained in it, by posts of any age.
        rate: engagements over views, pooled over posts (a mean of rates would differ); posts whose views are not
            known count in neither part.
        unseen: posts with engagement whose views are not known.
        origins: posts that gained something, by where their numbers come from.
        beside: of the leads, those that no post's numbers hold.
    """

    period: Period
    posts: Compared
    views: Compared
    engagements: Compared
    rate: Compared
    clicks: Compared
    leads: Compared
    unseen: int
    origins: Mapping[Origin, int]
    beside: Beside = NO_LEADS


def totals(
    period: Period,
    gained: tuple[Sequence[Gain], Sequence[Gain]],
    published: tuple[int, int],
    beside: tuple[Beside, Beside] = (NO_LEADS, NO_LEADS),
) -> Totals:
    """Compare a period's gains and published posts with those of the period before; each pair is (now, before)."""
    now, before = gained
    leads = _leads(now, beside[0]), _leads(before, beside[1])
    rates = _rate(now), _rate(before)
    return Totals(
        period=period,
        posts=Compared("posts", *published),
        views=Compared("views", _sum("views", now), _sum("views", before)),
        engagements=Compared("engagements", _engaged(now), _engaged(before)),
        rate=Compared("engagement rate", *rates, unit="rate", denominator=denominators(gain.channel for gain in now)),
        clicks=Compared("clicks", _sum("clicks", now), _sum("clicks", before)),
        leads=Compared("leads", *leads),
        unseen=sum(not gain.counts["views"] and engagements(gain.channel, gain.counts) > 0 for gain in now),
        origins={origin: many for origin in Origin if (many := sum(gain.origin is origin for gain in now))},
        beside=beside[0],
    )


def denominators(channels: Iterable[Channel]) -> str:
    """What the rates of some channels are stated in, such as ``impressions and views``.

    >>> denominators(["instagram", "linkedin", "instagram"])
    'impressions and views'
    """
    return " and ".join(sorted({benchmark(channel).denominator for channel in channels}))


def _sum(name: str, gained: Sequence[Gain]) -> float | None:
    """What was gained; None where all of it comes from files, none of which told this count."""
    told = float(sum(gain.counts[name] for gain in gained))
    untold = not told and gained and all(gain.origin is Origin.IMPORTED for gain in gained)
    return None if untold else told


def _leads(gained: Sequence[Gain], beside: Beside) -> float | None:
    """What posts brought and what came beside them; None only where neither is told."""
    told = _sum("conversions", gained)
    return told if told is None and not beside.total else (told or 0.0) + beside.total


def _engaged(gained: Sequence[Gain]) -> float:
    return sum(engagements(gain.channel, gain.counts) for gain in gained)


def _rate(gained: Sequence[Gain]) -> float | None:
    return pooled_rate((gain.channel, gain.counts) for gain in gained)
