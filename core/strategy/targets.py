"""KPI targets against what was reached, and how fast it is going: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.strategy.shapes import Kpi
from core.tables.values import KpiTarget

RATE, COUNT = "rate", "count"
ON_PACE = 0.95
"""Within a twentieth of where the time passed would put it: a day's difference is no news."""
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
    """

    name: str
    label: str
    unit: str
    target: float
    actual: float | None
    expected: float
    sentence: str
    why: str


def passed(starts_on: date, ends_on: date, today: date) -> float:
    """The share of a campaign's days that are over, 0-1; today counts when it is done.

    >>> passed(date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 6))
    0.5
    """
    days = (ends_on - starts_on).days + 1
    return min(1.0, max(0.0, (today - starts_on).days / days))


def progress(target: KpiTarget, actual: float | None, share: float) -> KpiProgress:
    """Set a target beside what was reached after ``share`` (0-1) of the campaign.

    >>> progress(KpiTarget(name="leads", target=40, unit="count"), 10, 0.5).sentence
    '10 of 40 so far; 20 would be on pace.'
    """
    expected = target.target if target.unit == RATE else target.target * share
    label = NAMES.get(target.name, target.name.replace("_", " ").capitalize())
    words = _sentence(target, actual, expected, share)
    return KpiProgress(target.name, label, target.unit, target.target, actual, expected, words, target.why)


def as_targets(kpis: tuple[Kpi, ...], leads_target: int | None = None) -> tuple[KpiTarget, ...]:
    """The planner's suggestions as targets; the leads that the person asked for outweigh a suggestion."""
    told = [_target(kpi) for kpi in kpis if not (leads_target is not None and kpi.name == "leads")]
    if leads_target is not None:
        told.append(KpiTarget(name="leads", target=leads_target, unit=COUNT, why="You set this target."))
    return tuple(told)


def in_words(value: float, unit: str) -> str:
    """A value as it stands on screen.

    >>> in_words(0.0312, "rate"), in_words(1200, "count")
    ('3.12%', '1,200')
    """
    return f"{value:.2%}" if unit == RATE else f"{value:,.0f}"


def _target(kpi: Kpi) -> KpiTarget:
    why = f"{kpi.arithmetic} Source: {kpi.source}."
    if kpi.unit == "basis_points":
        return KpiTarget(name=kpi.name, target=kpi.target / 10_000, unit=RATE, why=why)
    return KpiTarget(name=kpi.name, target=kpi.target, unit=COUNT, why=why)


def _sentence(target: KpiTarget, actual: float | None, expected: float, share: float) -> str:
    goal = in_words(target.target, target.unit)
    if actual is None:
        return f"Nothing measured yet; the target is {goal}."
    now = in_words(actual, target.unit)
    if actual >= target.target:
        return f"{now}: the target of {goal} is reached."
    if share >= 1:
        return f"{now} of {goal}: it ended short of the target."
    return _on_the_way(now, goal, target.unit, actual, expected)


def _on_the_way(now: str, goal: str, unit: str, actual: float, expected: float) -> str:
    if unit == RATE:
        return f"{now} so far; the target is {goal}."
    if expected == 0:
        return f"{now} so far; the target is {goal}, and all of the time is still ahead."
    if actual >= expected * ON_PACE:
        return f"{now} of {goal} so far: on pace."
    return f"{now} of {goal} so far; {in_words(expected, unit)} would be on pace."
