"""The batch gives what the formula gives, business by business."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analytics.benchmarks import benchmark
from core.analytics.consistency import PlannedSlot
from core.analytics.health import HealthInputs, PostOutcome, Weights, score, signals_of
from core.analytics.health_many import Many, Posts, Responses, Slots, score_many
from core.analytics.response_time import FirstResponse
from core.analytics.signals import Sample, measure
from core.vocab import PostType, Signal

CHANNELS, KINDS = ("instagram", "linkedin", "email"), tuple(PostType)
START = datetime(2026, 1, 5, tzinfo=UTC)
moments = st.integers(0, 27 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
posts = st.builds(
    PostOutcome,
    st.sampled_from(CHANNELS),
    st.sampled_from(KINDS),
    st.integers(0, 500).map(float),
    st.none() | st.just(0.0) | st.integers(1, 10_000).map(float),
    st.none() | st.floats(0, 100),
    moments,
)
slots = st.builds(PlannedSlot, st.sampled_from(CHANNELS), moments, st.none() | moments)
responses = st.builds(FirstResponse, st.integers(0, 10**6).map(lambda s: timedelta(seconds=s)), st.booleans())
inputs = st.builds(
    HealthInputs,
    posts=st.lists(posts, max_size=6),
    slots=st.lists(slots, max_size=6, unique_by=lambda slot: (slot.channel, slot.planned_at)),
    planned_channels=st.frozensets(st.sampled_from(CHANNELS)),
    responses=st.lists(responses, max_size=6),
    response_target=st.integers(1, 10**5).map(lambda s: timedelta(seconds=s)),
    target_per_week=st.sampled_from([0.0, 0.5, 3.0]),
    window=st.integers(1, 28).map(lambda days: (START, START + timedelta(days=days))),
)
weights = st.builds(Weights, *[st.floats(0.01, 1) for _ in Signal])


def columns(every: list[HealthInputs], chosen: list[Weights]) -> Many:
    def seconds(at: datetime | None) -> float:
        return float("nan") if at is None else (at - START).total_seconds()

    def unknown(value: float | None) -> float:
        return float("nan") if value is None else value

    own = [(n, post) for n, one in enumerate(every) for post in one.posts]
    due = [(n, slot) for n, one in enumerate(every) for slot in one.slots]
    heard = [(n, response) for n, one in enumerate(every) for response in one.responses]
    index, floats = (
        (lambda values: np.array(list(values), dtype=np.int64)),
        (lambda values: np.array(list(values), dtype=float)),
    )
    return Many(
        Posts(
            index(n for n, _ in own),
            index(CHANNELS.index(post.channel) for _, post in own),
            index(KINDS.index(post.type) for _, post in own),
            floats(post.engagements for _, post in own),
            floats(unknown(post.views) for _, post in own),
            floats(unknown(post.own_percentile) for _, post in own),
            floats(seconds(post.published_at) for _, post in own),
        ),
        Slots(
            index(n for n, _ in due),
            index(CHANNELS.index(slot.channel) for _, slot in due),
            floats(seconds(slot.planned_at) for _, slot in due),
            floats(seconds(slot.published_at) for _, slot in due),
        ),
        Responses(
            index(n for n, _ in heard),
            floats(response.waited.total_seconds() for _, response in heard),
            np.array([response.answered for _, response in heard], dtype=bool),
        ),
        target=floats(one.response_target.total_seconds() for one in every),
        per_week=floats(one.target_per_week for one in every),
        start=floats(seconds(one.window[0]) for one in every),
        end=floats(seconds(one.window[1]) for one in every),
        planned=np.array([[channel in one.planned_channels for channel in CHANNELS] for one in every], dtype=bool),
        mu=floats(benchmark(channel).mu for channel in CHANNELS),
        sigma=floats(benchmark(channel).sigma for channel in CHANNELS),
        weights=np.array([[one.of(signal) for signal in Signal] for one in chosen]),
    )


@settings(max_examples=60)
@given(st.lists(st.tuples(inputs, weights), min_size=1, max_size=4))
def test_the_batch_agrees_with_the_formula(every) -> None:
    values, signals = score_many(columns([one for one, _ in every], [chosen for _, chosen in every]))
    for (one, chosen), value, found in zip(every, values, signals, strict=True):
        expected = score(signals_of(measure(one, Sample.whole(one))), chosen)
        known = expected.signals.known()
        assert {s for s, v in zip(Signal, found, strict=True) if not np.isnan(v)} == set(known)
        np.testing.assert_allclose(
            [v for v in found if not np.isnan(v)], [known[s] for s in Signal if s in known], atol=1e-6
        )
        np.testing.assert_allclose(value, np.nan if expected.value is None else expected.value, atol=1e-6)
