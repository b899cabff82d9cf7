"""What holds for most accounts: read from ``data/prior.json``, which ``data/fit/prior.py`` writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from core.analytics.prediction.columns import NAMES, Floats, columns, told
from core.analytics.prediction.facts import PostFacts
from core.analytics.prediction.text import words

FILE = Path(__file__).parents[3] / "data" / "prior.json"
SOCIAL = frozenset(
    "bluesky facebook instagram linkedin mastodon pinterest threads tiktok twitter x youtube".split()  # noqa: SIM905
)
"""Channels on which people scroll through posts; every other one, known or not, takes the pooled prior."""


@dataclass(frozen=True)
class Prior:
    """Coefficients, in standard deviations of an account's outcomes put on a normal scale.

    Args:
        middle, spread: of the figures of texts.
        usual, usual_words: of the columns, and the words' effect, on a usual post: where no history tells.
        coefficients: of the columns; words: of single words, each once a post.
        own: variances of the effects that differ from account to account; noise: of what no post shows of its outcome.
        trust: how much of it holds for an account with a history; stretch: variance of that share among accounts.
        spread_alone: standard deviation around a prediction without a history; spread_own: the factor on the model's
            own with one. Both from accounts that were left out of the fit.
    """

    middle: Floats
    spread: Floats
    usual: Floats
    usual_words: float
    coefficients: Floats
    words: Mapping[str, float]
    own: Mapping[str, float]
    noise: float
    trust: float
    stretch: float
    spread_alone: float
    spread_own: float

    def effects(self, posts: Sequence[PostFacts], said: Floats | None = None) -> tuple[Floats, Floats]:
        """Each column's effect on each post, and the effect of its words; both from nought, not from the usual."""
        table = columns(posts, told(posts) if said is None else said, self.middle, self.spread)
        spoken = [sum(self.words.get(word, 0.0) for word in set(words(post.text))) for post in posts]
        return table * self.coefficients, np.array(spoken)


@cache
def load(kind: str = "social", file: Path = FILE) -> Prior:
    """Read the prior of social networks, or the "pooled" one; raises ``KeyError`` if the file is not right."""
    read = json.loads(file.read_text(encoding="utf-8"))
    own = read[kind]
    return Prior(
        middle=np.array(read["figures"]["middle"]),
        spread=np.array(read["figures"]["spread"]),
        usual=np.array([read["usual"][name] for name in NAMES]),
        usual_words=own["usual_words"],
        coefficients=np.array([own["columns"][name] for name in NAMES]),
        words=own["words"],
        own=read["own"],
        noise=read["noise"],
        trust=read["trust"],
        stretch=read["stretch"],
        spread_alone=read["spread_alone"],
        spread_own=read["spread_own"],
    )


def prior_of(channel: str) -> Prior:
    """The prior of a channel; any name has one."""
    return load("social" if channel.lower() in SOCIAL else "pooled")
