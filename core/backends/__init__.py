"""A URL names a backend: a table and a look-up. Nothing is imported until it is chosen."""

from core.backends.engine import SYSTEM, commit_counter, make_engine
from core.backends.lookup import (
    CHANNELS,
    find_account,
    find_cache,
    find_channel,
    find_embedder,
    find_films,
    find_media,
    find_model,
    find_painter,
    find_paused,
    find_price,
    find_stage,
    find_throttle,
    offline_embedder,
    probe_endpoint,
)

__all__ = [
    "CHANNELS",
    "SYSTEM",
    "commit_counter",
    "find_account",
    "find_cache",
    "find_channel",
    "find_embedder",
    "find_films",
    "find_media",
    "find_model",
    "find_painter",
    "find_paused",
    "find_price",
    "find_stage",
    "find_throttle",
    "make_engine",
    "offline_embedder",
    "probe_endpoint",
]
