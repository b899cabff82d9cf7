"""Strategies and small worlds that the health score's tests share."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from core.analytics.consistency import PlannedSlot
from core.analytics.response_time import FirstResponse
from core.analytics.signals import HealthInputs, PostOutcome
from core.vocab import PostType

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)
WINDOW = (MONDAY, MONDAY + 4 * WEEK)
CHANNELS = ["instagram", "linkedin", "facebook", "email"]
times = st.integers(0, 27).map(lambda day: MONDAY + timedelta(days=day))

posts = st.builds(
    PostOutcome,
    channel=st.sampled_from(CHANNELS),
    type=st.sampled_from(PostType),
    engagements=st.floats(0, 500),
    views=st.none() | st.floats(0, 10_000),
    own_percentile=st.none() | st.floats(0, 100),
    published_at=times,
)
slots = st.builds(
    lambda channel, planned, late: PlannedSlot(channel, planned, None if late is None else planned + late),
    st.sampled_from(CHANNELS),
    times,
    st.none() | st.timedeltas(-WEEK, WEEK),
)
messages = st.builds(FirstResponse, waited=st.timedeltas(timedelta(0), 50 * HOUR), answered=st.booleans())
inputs = st.builds(
    HealthInputs,
    posts=st.lists(posts, max_size=12),
    slots=st.lists(slots, max_size=8),
    planned_channels=st.frozensets(st.sampled_from(CHANNELS)),
    responses=st.lists(messages, max_size=8),
    response_target=st.timedeltas(timedelta(minutes=10), 48 * HOUR),
    target_per_week=st.floats(0, 7),
    window=st.none() | st.just(WINDOW),
)


def a_month() -> HealthInputs:
    """A month of middling work: 3 slots a week, every fourth missed, three of five messages still waiting."""
    planned = [MONDAY + week * WEEK + timedelta(days=day) for week in range(4) for day in (0, 2, 4)]
    kept = [PlannedSlot("instagram", moment, moment + HOUR if n % 4 else None) for n, moment in enumerate(planned)]
    done = [
        PostOutcome(
            "instagram",
            PostType.IMAGE if n % 3 else PostType.VIDEO,
            (90.0 if n % 3 else 40.0) + n,
            1000.0,
            None,
            slot.planned_at,
        )
        for n, slot in enumerate(kept)
        if slot.published_at
    ]
    done += [PostOutcome("facebook", PostType.TEXT, 9.0, 1000.0, None, MONDAY + n * WEEK / 2) for n in range(5)]
    waits = [FirstResponse(h * HOUR, answered=h < 7) for h in (1, 5, 7, 9, 12)]
    return HealthInputs(done, kept, frozenset({"instagram", "linkedin"}), waits, 4 * HOUR, 3, WINDOW)
