import csv
import io
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analytics.exports import csv_bytes
from core.analytics.health import FirstResponse, HealthInputs, PlannedSlot, PostOutcome, Weights, assess
from core.analytics.input_rows import COLUMNS, input_rows, inputs_of
from core.vocab import PostType

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)

hours = st.integers(0, 600).map(lambda h: NOW - timedelta(hours=h))
posts = st.builds(
    PostOutcome,
    st.sampled_from(["email", "facebook"]),
    st.sampled_from(PostType),
    st.floats(0, 1e6),
    st.none() | st.floats(1, 1e6),
    st.none() | st.floats(0, 100),
    hours,
)
inputs = st.builds(
    HealthInputs,
    posts=st.lists(posts, max_size=6),
    slots=st.lists(st.builds(PlannedSlot, st.just("email"), hours, st.none() | hours), max_size=4),
    planned_channels=st.frozensets(st.sampled_from(["email", "sms"])),
    responses=st.lists(st.builds(FirstResponse, hours.map(lambda at: NOW - at), answered=st.booleans()), max_size=4),
    response_target=st.integers(1, 10_000).map(lambda minutes: timedelta(minutes=minutes)),
    target_per_week=st.floats(0, 20),
    window=st.none() | st.just((NOW - timedelta(days=28), NOW)),
)


@given(inputs, st.floats(0.1, 3))
@settings(max_examples=40, deadline=None)
def test_the_downloaded_table_gives_the_same_inputs_and_the_same_score(made, weight) -> None:
    weights = Weights(engagement=weight)
    text = csv_bytes(input_rows(made, weights), columns=COLUMNS, bom=True).decode("utf-8-sig")
    read, read_weights = inputs_of(csv.DictReader(io.StringIO(text)))
    assert (read, read_weights) == (made, weights)
    again = assess(read, rng=np.random.default_rng(1), weights=read_weights, draws=20)
    assert again == assess(made, rng=np.random.default_rng(1), weights=weights, draws=20)


def test_another_table_is_refused() -> None:
    with pytest.raises(KeyError):
        inputs_of([{"kind": "invoice"}])
