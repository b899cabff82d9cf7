"""What was learned of a business's posts, kept in this process until their numbers change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import func
from sqlmodel import col

from core.analytics.calibration import Foreseen, percentile_in
from core.analytics.past_posts import Line, PastPost, lines
from core.analytics.prediction import PostFacts, Prediction, Predictor, fit
from core.analytics.settled import SETTLED_AFTER
from core.tables import Post
from core.vocab import Channel, PostStatus
from core.workspace import Workspace

KEPT = 8
"""Channels' histories that a process remembers: 1 MB each for a small business, 10 MB at the most."""
MOMENTS = 2
"""Stands of one history that are kept: as it is now, and as it was before the post that was looked at last."""
LOOKS = 8
"""How often a look back learns anew within one history: often enough that no post is judged by itself or later ones."""
EARLIER = 5
"""Settled posts that must lie before one for its place among them to say anything."""
T = TypeVar("T")


class Shelf(Generic[T]):
    """The things asked for last; two threads may make the same thing at once, and one of the two is kept."""

    def __init__(self, most: int) -> None:
        self._most, self._kept, self._lock = most, OrderedDict[Hashable, T](), Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Learned:
    """One channel of a business: its lines of posts as they stand, and predictors for them, made when needed."""

    def __init__(self, found: Sequence[Line]) -> None:
        self.lines = tuple(found)
        self._predictors: Shelf[Predictor] = Shelf(MOMENTS)

    def predictor(self, line: Line, history: Sequence[PostFacts]) -> Predictor:
        """What these first posts of a line teach."""
        return self._predictors.get((line.account, line.is_rate, len(history)), lambda: fit(history))

    @cached_property
    def foreseen(self) -> tuple[Foreseen, ...]:
        """Every settled post with enough history, predicted from nothing but what had settled when it went out."""
        return tuple(one for line in self.lines for one in _look_back(line))


_SHELF: Shelf[Learned] = Shelf(KEPT)


def learned(ws: Workspace, channel: Channel) -> Learned:
    """The channel's history: one light query while nothing in it has changed."""
    of_it = [*published(), col(Post.channel) == channel]
    told = (func.count(), func.max(col(Post.published_at)), func.sum(col(Post.engagement_score)))
    (settled,) = ws.rows.columns(*told, where=[*of_it, col(Post.published_at) <= ws.now - SETTLED_AFTER])
    key = (ws.key.business_id, ws.zone.key, channel, ws.rows.count(Post, *of_it), *settled)
    return _SHELF.get(key, lambda: Learned(lines(ws, channel)))


def published() -> list[Any]:
    """The condition that a post is out."""
    return [col(Post.status) == PostStatus.PUBLISHED, col(Post.published_at).is_not(None)]


def _look_back(line: Line) -> Iterator[Foreseen]:
    """Learn, predict the next few, learn anew."""
    settled = [post for post in line.posts if post.facts.outcome is not None]
    step = max(1, -(-len(settled) // LOOKS))
    for start in range(0, len(settled), step):
        some = settled[start : start + step]
        history = line.before(some[0].facts.published_at)
        if len(history) < EARLIER:
            continue
        known, outcomes = fit(history), [post.outcome or 0.0 for post in history]
        yield from (_foreseen(post, known.score(post.facts), outcomes) for post in some)


def _foreseen(post: PastPost, told: Prediction, outcomes: Sequence[float]) -> Foreseen:
    facts = post.facts
    happened = percentile_in(outcomes, facts.outcome or 0.0)
    return Foreseen(
        post.id, post.title, facts.channel, post.origin, facts.published_at,
        told.percentile, told.low, told.high, happened, len(outcomes),
    )  # fmt: skip
