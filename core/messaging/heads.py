"""A softmax head: which FAQ a message asks, learnt from vectors of the phrasings with numpy alone."""

import math

import numpy as np
from numpy.typing import NDArray

from core.messaging.words import Vector

SCALE = 4.0
"""Rows of unit length are multiplied by it, so that few phrasings suffice to tell FAQs apart."""
FIRM = 1e-3
STEPS, MANY_STEPS, MANY = 40, 80, 1000
"""Of gradient descent; more from so many phrasings on, where each says less."""

Owners = NDArray[np.intp]
"""Of each phrasing the FAQ's place."""


def fit(rows: Vector, owners: Owners, many: int) -> Vector:
    """Weights of a multinomial logistic regression, a column an FAQ; each FAQ counts alike, however often it is put.

    Accelerated gradient descent (Nesterov 1983) from zero, a fixed number of steps, so that it is the same each time.
    """
    counts = np.bincount(owners, minlength=many)
    share = (1 / counts[owners]).astype(np.float32)[:, None] / np.float32(many)
    said = np.zeros((len(rows), many), dtype=np.float32)
    said[np.arange(len(rows)), owners] = 1
    pace = np.float32(1 / (0.55 * SCALE**2 * _steepest(rows, share) + FIRM))
    weights: Vector = np.zeros((rows.shape[1], many), dtype=np.float32)
    before: Vector = weights
    speed = 1.0
    for _ in range(STEPS if len(rows) < MANY else MANY_STEPS):
        faster = (1 + math.sqrt(1 + 4 * speed**2)) / 2
        ahead = weights + np.float32((speed - 1) / faster) * (weights - before)
        speed, before = faster, weights
        missed = (shares(rows @ ahead * np.float32(SCALE)) - said) * share
        slope = np.float32(SCALE) * (rows.T @ missed) + np.float32(FIRM) * ahead
        weights = np.asarray(ahead - pace * slope, dtype=np.float32)
    return np.asarray(weights * np.float32(SCALE))


def shares(logits: Vector) -> Vector:
    """Softmax by row: chances that add up to 1."""
    raised = np.exp(logits - np.maximum.reduce(logits, axis=1, keepdims=True))
    return np.asarray(raised / np.add.reduce(raised, axis=1, keepdims=True))


def _steepest(rows: Vector, share: Vector) -> float:
    """The largest eigenvalue of the weighted second moments, by power iteration."""
    along = np.ones(rows.shape[1], dtype=np.float32)
    size = 1.0
    for _ in range(12):
        along = rows.T @ (share * (rows @ along)[:, None])[:, 0]
        size = float(np.linalg.norm(along)) or 1.0
        along /= np.float32(size)
    return min(size, 1.0)
