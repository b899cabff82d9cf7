"""Which hashtags did well: each by the scores of the business's own posts on a channel that carried it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import col

from core.analytics.settled import SETTLED_AFTER
from core.channels.compose import hashtag
from core.tables import Post
from core.vocab import Channel, PostStatus
from core.workspace import Workspace

LOOKED_AT = 400
"""Posts, the newest: older ones had another audience."""
PRIOR = 4
"""Posts of average success that each hashtag is given on top, so that one lucky post makes no favourite."""


@dataclass(frozen=True)
class TagResult:
    """One hashtag's record: posts that carried it, their mean engagement score (0-100), and the one to expect of it.

    ``usual`` is the mean of all posts that were looked at. A hashtag that did well may only have stood on good posts:
    this ranks, it does not explain.
    """

    tag: str
    posts: int
    score: float
    expected: float
    usual: float

    @property
    def words(self) -> str:
        many = "1 post" if self.posts == 1 else f"{self.posts} posts"
        return f"{self.score:.0f} of 100 on average, {many}"


def ranked(posts: Iterable[tuple[Sequence[str], float]]) -> tuple[TagResult, ...]:
    """Hashtags with their scores, the best first; case does not count, and the first spelling is kept.

    ``expected`` is the mean after ``PRIOR`` average posts are added (an empirical Bayes shrinkage with a fixed weight).

    >>> [(one.tag, one.posts, one.expected) for one in ranked([(["#Rye", "#rye"], 90.0), (["#Oats"], 50.0)])]
    [('#Rye', 1, 74.0), ('#Oats', 1, 66.0)]
    """
    told = [({hashtag(tag).casefold(): hashtag(tag) for tag in reversed(tags)}, score) for tags, score in posts]
    if not told:
        return ()
    usual = sum(score for _, score in told) / len(told)
    scores: defaultdict[str, list[float]] = defaultdict(list)
    names: dict[str, str] = {}
    for tags, score in told:
        for word, name in tags.items():
            names.setdefault(word, name)
            scores[word].append(score)
    found = [
        TagResult(names[word], len(own), sum(own) / len(own), (sum(own) + PRIOR * usual) / (len(own) + PRIOR), usual)
        for word, own in scores.items()
        if word
    ]
    return tuple(sorted(found, key=lambda one: (-one.expected, -one.posts, one.tag)))


def tag_results(ws: Workspace, name: Channel) -> tuple[TagResult, ...]:
    """The business's own hashtags on a channel, over its settled posts."""
    where = [
        col(Post.channel) == name,
        col(Post.status) == PostStatus.PUBLISHED,
        col(Post.engagement_score).is_not(None),
        col(Post.published_at) <= ws.now - SETTLED_AFTER,
    ]
    order = [col(Post.published_at).desc(), col(Post.id)]
    columns = (col(Post.hashtags), col(Post.engagement_score))
    return ranked(tuple(row) for row in ws.rows.columns(*columns, where=where, order=order, limit=LOOKED_AT))
