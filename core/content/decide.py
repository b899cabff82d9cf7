"""Deciding between two versions of a post: once, both equally old, and only where the numbers say so."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import col

from core.analytics.benchmarks import engagements
from core.analytics.proportions import Difference, Share, compared
from core.content.experiments import end
from core.content.serve_rest import serve_rest
from core.keys import needs
from core.tables import Experiment, Post, Reading
from core.tables.experiment import Verdict
from core.vocab import ExperimentMetric, ExperimentStatus, Permission, PostStatus
from core.workspace import Workspace

NAMES: Mapping[ExperimentMetric, str] = {
    ExperimentMetric.ENGAGEMENT: "engagement rate",
    ExperimentMetric.CLICKS: "click rate",
    ExperimentMetric.LEADS: "lead rate",
}
OVER = frozenset({PostStatus.CANCELLED, PostStatus.FAILED})
"""A version that ended like this will never be seen."""
FEWEST_HITS = 5
"""That each version would have if both did alike: with fewer, the test's arithmetic does not hold (Cochran, 1954)."""
COUNTS = ("views", "likes", "comments", "shares", "saves", "clicks", "conversions")


@needs(Permission.CLOCK)
def decide_experiments(ws: Workspace) -> int:
    """Decide every trial that is due; how many ended. Twice, late or doubled does no harm."""
    done = 0
    for row in ws.rows.find(Experiment, col(Experiment.status) == ExperimentStatus.RUNNING):
        a, b = ws.rows.get(Post, row.post_a), ws.rows.get(Post, row.post_b)
        found = _outcome(ws, row, a, b)
        if found is not None:
            with ws.writing():
                if end(ws, row.id, *found):
                    if found[0] is ExperimentStatus.DECIDED:
                        serve_rest(ws, row, found[1])
                    ws.audit("decide_experiment", str(row.id), f"{a.title}: {found[1].reason}")
                    done += 1
    return done


def _outcome(ws: Workspace, row: Experiment, a: Post, b: Post) -> tuple[ExperimentStatus, Verdict] | None:
    """How a trial ends now; None while it goes on."""
    if {a.status, b.status} & OVER:
        gone = a.title if a.status in OVER else b.title
        return ExperimentStatus.STOPPED, Verdict(reason=f"“{gone}” did not go out, so there is nothing to compare.")
    if a.published_at is None or b.published_at is None:
        is_late = row.decide_at is not None and row.decide_at <= ws.now
        late = Verdict(reason="By the date for deciding, not both versions were out.")
        return (ExperimentStatus.STOPPED, late) if is_late else None
    later = max(a.published_at, b.published_at)
    at = row.decide_at or later + timedelta(hours=row.after_hours or 0)
    if at > ws.now:
        return None
    age = max(at - later, timedelta(0))
    shares = [_share(ws, post, moment + age, row.metric) for post, moment in ((a, a.published_at), (b, b.published_at))]
    return ExperimentStatus.DECIDED, verdict(
        shares[0], shares[1], row.least, row.metric, round(age / timedelta(hours=1)), is_sent=row.share is not None
    )


def verdict(
    a: Share, b: Share, least: int, metric: ExperimentMetric, age_hours: int, *, is_sent: bool = False
) -> Verdict:
    """What two shares, read at the same age, say; "no clear winner" unless chance would rarely do this (p < 0.05).

    >>> verdict(Share(45, 500), Share(65, 500), 200, ExperimentMetric.CLICKS, 72).winner
    'b'
    >>> verdict(Share(45, 500), Share(50, 500), 200, ExperimentMetric.CLICKS, 72).reason
    'No clear winner: click rate 9.0% and 10.0%, a difference that chance alone makes in 59% of such trials.'
    """
    told = Verdict(reason="", age_hours=age_hours, hits=(a.hits, b.hits), seen=(a.seen, b.seen))
    if min(a.seen, b.seen) < max(least, 1):
        reached = f"sent to {a.seen:,} and {b.seen:,}" if is_sent else f"seen {a.seen:,} and {b.seen:,} times"
        few = f"No clear winner: {reached}, and each needed {least:,}."
        return told.model_copy(update={"reason": few})
    if (a.hits + b.hits) * min(a.seen, b.seen) < FEWEST_HITS * (a.seen + b.seen):
        few = f"No clear winner: {a.hits:,} and {b.hits:,} of {a.seen:,} and {b.seen:,}: too few to tell."
        return told.model_copy(update={"reason": few})
    found = compared(a, b)
    rates = f"{NAMES[metric]} {a.rate:.1%} and {b.rate:.1%}"
    winner = "" if not found.is_clear else "b" if found.by > 0 else "a"
    if winner:
        reason = f"Version {winner.upper()} did better: {rates}; {_bounds(found)}."
    else:
        chance = f"a difference that chance alone makes in {found.p_value:.0%} of such trials"
        reason = f"No clear winner: {rates}, {chance}."
    numbers = {"p_value": found.p_value, "low": found.low, "high": found.high}
    return told.model_copy(update={"winner": winner, "reason": reason, **numbers})


def _bounds(found: Difference) -> str:
    near, far = (found.low, found.high) if found.by > 0 else (-found.high, -found.low)
    return f"the difference is between {100 * max(0.0, near):.1f} and {100 * far:.1f} points (95%)"


def _share(ws: Workspace, post: Post, until: datetime, metric: ExperimentMetric) -> Share:
    """The last that was read of a post by then; nothing where nothing was."""
    row = ws.rows.first(
        Reading,
        col(Reading.post_id) == post.id,
        col(Reading.recorded_at) <= until,
        order=[col(Reading.recorded_at).desc()],
    )
    counts = {name: int(getattr(row, name) or 0) for name in COUNTS} if row else dict.fromkeys(COUNTS, 0)
    match metric:
        case ExperimentMetric.ENGAGEMENT:
            hits = round(engagements(post.channel, counts))
        case ExperimentMetric.CLICKS:
            hits = counts["clicks"]
        case ExperimentMetric.LEADS:
            hits = counts["conversions"]
    return Share(hits, counts["views"])
