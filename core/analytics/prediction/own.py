"""What one account's own history adds to the prior: an additive Gaussian process (Rasmussen and Williams, 2006, ch. 2).

Outcomes are put on a normal scale by their rank, so counts and rates, large accounts and small ones read alike. The
covariance of two posts is a sum of what they share: kind, hour, weekday, figures and words of the text, and the time
of publishing. Each part's mean is therefore told apart, and that is what the reasons are made of.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.analytics.prediction.columns import LATELY, OWN_PARTS, PARTS, WORDING, Floats, own_columns, told
from core.analytics.prediction.facts import PostFacts
from core.analytics.prediction.likeness import texts
from core.analytics.prediction.prior import Prior
from core.analytics.prediction.ranks import normal_scores
from core.analytics.prediction.text import FIGURES
from core.analytics.prediction.text import words as words_of

MOST = 800
"""Posts of a history that are learned from, the newest: older ones say little, and the time grows with their cube."""
SPANS = {"season": 90.0, "fortnight": 14.0}
"""Days over which an account's level is remembered."""
_DAY = 86_400.0
_FIRM = 40.0
"""An account's own errors count as much as the usual ones from so many posts on."""


@dataclass(frozen=True)
class Guess:
    """A post on the account's normal scale, from its usual: each part's effect, and the spread around their sum.

    ``said`` are the words that carry most of the wording's effect, the strongest first.
    """

    parts: dict[str, float]
    spread: float
    said: tuple[str, ...]


class Own:
    """One account on one channel, learned from past posts that all have an outcome; at least one."""

    def __init__(self, history: Sequence[PostFacts], prior: Prior) -> None:
        ordered = sorted(history, key=lambda post: post.published_at)
        scores = normal_scores([post.outcome or 0.0 for post in ordered])[-MOST:]
        posts, self.prior, own = ordered[-MOST:], prior, prior.own
        self.posts = len(history)
        self._days, self._texts = _days(posts), texts([post.text for post in posts])
        crowds = [post.followers for post in posts if post.followers]
        self._crowd = float(np.exp(np.log(crowds).mean())) if crowds else None
        said = told(posts)
        self._usual_said, self._spread_said = said.mean(axis=0), np.maximum(said.std(axis=0), 0.15)
        effects, words = prior.effects(posts, said)
        self._usual_effects, self._usual_words = effects.mean(axis=0), float(words.mean())
        self._expected = effects.sum(axis=1) + words - self._usual_effects.sum() - self._usual_words
        table = self._table(posts, said)
        self._usual_table = table.mean(axis=0)
        self._columns = table - self._usual_table
        level, alike = self._level(self._days), self._alike(self._texts.rows @ self._texts.rows.T)
        covariance = self._columns @ self._columns.T + level + alike + prior.noise * np.eye(len(posts))
        covariance += prior.stretch * np.outer(self._expected, self._expected)
        inverse = np.linalg.inv(covariance)
        self._weights = inverse @ (scores - prior.trust * self._expected)
        self._inverse = inverse.astype(np.float32)  # only ranges are read from it: half the memory will do
        self._scale = prior.trust + prior.stretch * float(self._expected @ self._weights)
        self._pull = self._columns.T @ self._weights
        self._usual_level, self._usual_alike = (float((part @ self._weights).mean()) for part in (level, alike))
        self._said = self._texts.rows.T @ self._weights * own["text"]
        self._width = prior.spread_own * self._errors(len(posts))

    def guess(self, post: PostFacts) -> Guess:
        """What this account may expect of a post."""
        said, own = told([post]), self.prior.own
        effects, words = self.prior.effects([post], said)
        shifts, word_shift = effects[0] - self._usual_effects, float(words[0]) - self._usual_words
        column = self._table([post], said)[0] - self._usual_table
        near, level = self._texts.alike(post.text), self._level(_days([post]))[0]
        alike = self._alike(near)
        parts: dict[str, float] = defaultdict(float)
        _add(parts, PARTS, self._scale * shifts)
        _add(parts, (*OWN_PARTS, *(figure.part for figure in FIGURES)), column * self._pull)
        parts[LATELY] += float(level @ self._weights) - self._usual_level
        parts[WORDING] += self._scale * word_shift + float(alike @ self._weights) - self._usual_alike
        shift = float(shifts.sum()) + word_shift
        shared = self._columns @ column + self.prior.stretch * shift * self._expected + level + alike
        alone = float(column @ column) + self.prior.stretch * shift**2 + sum(own[span] for span in SPANS)
        alone += (own["text"] + own["same text"]) * float(near.any())
        variance = max(alone - float(shared @ self._inverse @ shared), 0.0) + self.prior.noise
        spread = min(self._width * float(np.sqrt(variance)), 1.0)  # 1 is how far the account's posts lie apart
        return Guess(dict(parts), spread, self._loudest(post.text, parts[WORDING]))

    def _table(self, posts: Sequence[PostFacts], said: Floats) -> Floats:
        scaled = np.clip((said - self._usual_said) / self._spread_said, -3.0, 3.0)
        weight = np.sqrt(self.prior.own["figures"] / len(FIGURES))
        return np.hstack([own_columns(posts, self.prior.own, self._crowd), weight * scaled])

    def _level(self, days: Floats) -> Floats:
        apart = np.abs(days[:, None] - self._days)
        return np.asarray(sum(self.prior.own[name] * np.exp(-apart / span) for name, span in SPANS.items()))

    def _alike(self, near: Floats) -> Floats:
        return self.prior.own["text"] * near + self.prior.own["same text"] * near**3

    def _errors(self, many: int) -> float:
        """How far this account's posts lie from what the others of its own say, against what the model expects."""
        ratios = self._weights**2 / np.diag(self._inverse)  # each left out in turn (Rasmussen and Williams, 5.4.2)
        return float(np.sqrt((ratios.sum() + _FIRM) / (many + _FIRM)))

    def _loudest(self, text: str, toward: float) -> tuple[str, ...]:
        places, values, found = self._texts.row(text)
        effects = {term: float(effect) for term, effect in zip(found, values * self._said[places], strict=True)}
        return loudest(text, self.prior, toward, effects, scale=self._scale)


def loudest(
    text: str, prior: Prior, toward: float, own: Mapping[str, float], *, scale: float = 1.0, most: int = 2
) -> tuple[str, ...]:
    """The single words that move a text's wording most in the direction it moves."""
    said = set(words_of(text))
    effects = {word: scale * prior.words.get(word, 0.0) + own.get(word, 0.0) for word in said}
    strong = sorted((word for word in said if effects[word] * toward > 0), key=lambda word: (-abs(effects[word]), word))
    return tuple(strong[:most])


def _add(parts: dict[str, float], names: Iterable[str], effects: Floats) -> None:
    for name, effect in zip(names, effects, strict=True):
        parts[name] += float(effect)


def _days(posts: Sequence[PostFacts]) -> Floats:
    return np.array([post.published_at.timestamp() / _DAY for post in posts])
