"""How a post's lifetime total arrives over its age."""

import numpy as np

from core.world.chance import Floats

SHAPE = 1.1
"""Weibull shape fitted to the 48 hours of shares of Facebook news posts (Moniz and Torgo, 2018, UCI "News Popularity in
Multiple Social Media Platforms"): 4% of the 48-hour total after 1 h, 18% at 6 h, 39% at 12 h, 69% at 24 h, 88% at 36 h.
With a half-life of 20 h this curve gives 3, 20, 39, 68 and 88%."""


def progress(hours: Floats, half_life: Floats, shape: float = SHAPE) -> Floats:
    """Give the share (0-1) of the lifetime total that has arrived; 0 at or before publishing, never falling.

    Args:
        hours: age of the post in hours.
        half_life: hours until half of the lifetime total has arrived.
        shape: Weibull shape; 1 is plain exponential decay.

    >>> [round(float(x), 2) for x in progress(np.array([-1.0, 0.0, 20.0, 500.0]), np.array([20.0]))]
    [0.0, 0.0, 0.5, 1.0]
    """
    arrived: Floats = -np.expm1(-np.log(2.0) * spent(hours, half_life, shape))
    return arrived


def spent(hours: Floats, half_life: Floats, shape: float = SHAPE) -> Floats:
    """Age in (warped) half-lives: the exponent that ``progress`` decays by."""
    lives: Floats = np.power(np.maximum(hours, 0.0) / half_life, shape)
    return lives
