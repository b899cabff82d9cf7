"""Sliders on the real formula, and the actions that would raise the score most cheaply."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np

from core.analytics.health import SEED_WEIGHTS, HealthInputs, HealthScore, Weights, assess
from core.analytics.signals import Levers
from core.errors import Invalid
from core.vocab import PostType


def what_if(
    inputs: HealthInputs,
    *,
    rng: np.random.Generator,
    cadence: float | None = None,
    mix: Mapping[PostType, float] | None = None,
    response: timedelta | None = None,
    engagement_lift: float = 1.0,
    weights: Weights = SEED_WEIGHTS,
) -> HealthScore:
    """Score the same business with something changed; what is left out stays as measured.

    Args:
        inputs: as for ``assess``.
        rng: chance for the range; give both calls the same seed to compare ranges.
        cadence: slots of the plan published per week, with deviations as measured.
        mix: relative amounts of text, image and video.
        response: median first-response time, in business time.
        engagement_lift: factor on every engagement rate, such as 1.2 for +20%.
        weights: the business's own.

    Raises:
        Invalid: a negative cadence or response, an empty or negative mix, or a lift that is not positive.
    """
    if cadence is not None and cadence < 0:
        raise Invalid("Posts per week cannot be negative.", field="cadence")
    if mix is not None and (min(mix.values(), default=0) < 0 or sum(mix.values()) <= 0):
        raise Invalid("Give at least one kind of post a share above nought.", field="mix")
    if response is not None and response < timedelta(0):
        raise Invalid("A response time cannot be negative.", field="response")
    if engagement_lift <= 0:
        raise Invalid("The engagement lift is a factor above nought.", field="engagement_lift")
    return assess(inputs, rng=rng, weights=weights, levers=Levers(cadence, mix, response, engagement_lift))
