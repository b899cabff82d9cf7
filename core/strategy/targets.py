"""KPI targets against what was reached, and how fast it is going: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.strategy.pace import RATE, Pace, in_words, projected
from core.strategy.shapes import Kpi
from core.tables.values import KpiTarget

COUNT = "count"
NAMES: Mapping[str, str] = {
    "engagement_rate": "Engagement rate",
    "leads": "Leads",
    "posts_published": "Posts published",
    "clicks": "Clicks",
    "reach": "Reach",
}


@dataclass(frozen=True)
class KpiProgress:
    """One target beside what was reached; ``actual`` is None while nothing was measured.

    ``expected`` is where the target would stand by now: a count grows with the days that passed, a rate does not.
    ``projected`` is where a count ends if it goes on like this; None while it is too early to tell, and for a rate.
    """

    name: str
    label: str
    unit: str
    target: float
    actual: float | None
    expected: float
    sentence: str
    why: str
    projected: float | None = None


def passed(starts_on: date, ends_on: date, today: date) -> float:
    """The share of a campaign's days that are over, 0-1; today counts when it is done.

    >>> passed(date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 6))
    0.5
    """
    days = (ends_on - starts_on).days + 1
    return min(1.0, max(0.0, (today - starts_on).days / days))


def progress(target: KpiTarget, actual: float | None, share: float, ends_on: date | None = None) -> KpiProgress:
    """Set a target beside what was reached after ``share`` (0-1) of the campaign, which ends on ``ends_on``.

    >>> progress(KpiTarget(name="leads", target=200, unit="count"), 72, 0.5, date(2026, 3, 31)).sentence
    '72 so far; at this rate 144 of 200 by 31 March.'
    """
    is_count = target.unit != RATE
    expected = target.target * share if is_count else target.target
    label = NAMES.get(target.name, target.name.replace("_", " ").capitalize())
    ahead = projected(actual, share) if is_count and actual is not None else None
    told = Pace(in_words(target.target, target.unit), share, ends_on)
    if actual is None:
        sentence = f"Nothing measured yet; the target is {told.goal}."
    elif is_count:
        sentence = told.of_count(actual, target.target, ahead)
    else:
        sentence = told.of_rate(in_words(actual, RATE), is_reached=actual >= target.target)
    return KpiProgress(target.name, label, target.unit, target.target, actual, expected, sentence, target.why, ahead)


def as_chosen(told: Iterable[Kpi], ours: Iterable[Kpi]) -> tuple[Kpi, ...]:
    """Our targets in the planner's order: a model may say what matters most, but numbers come from arithmetic alone.

    A target that no number stands behind is left out; one that the planner forgot comes last.
    """
    known = {kpi.name: kpi for kpi in ours}
    return tuple(known[name] for name in dict.fromkeys([*(kpi.name for kpi in told), *known]) if name in known)


def as_targets(kpis: tuple[Kpi, ...], leads_target: int | None = None) -> tuple[KpiTarget, ...]:
    """The planner's suggestions as targets; the leads that the person asked for outweigh a suggestion."""
    told = [_target(kpi) for kpi in kpis]
    if leads_target is None:
        return tuple(told)
    ours = next((f" By your own numbers: {kpi.why}" for kpi in told if kpi.name == "leads"), "")
    own = KpiTarget(name="leads", target=leads_target, unit=COUNT, why=f"You set this target.{ours}")
    return (own, *(kpi for kpi in told if kpi.name != "leads"))


def _target(kpi: Kpi) -> KpiTarget:
    why = f"{kpi.arithmetic} Source: {kpi.source}."
    if kpi.unit == "basis_points":
        return KpiTarget(name=kpi.name, target=kpi.target / 10_000, unit=RATE, why=why)
    return KpiTarget(name=kpi.name, target=kpi.target, unit=COUNT, why=why)
