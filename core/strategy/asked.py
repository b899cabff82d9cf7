"""Posts of a plan that tell what customers asked. Pure."""

from collections import Counter
from collections.abc import Sequence

from core.tables.values import PlannedPost


def with_ideas(posts: Sequence[PlannedPost], titles: Sequence[str]) -> tuple[PlannedPost, ...]:
    """The posts, some of them about these ideas: one idea a week first, and only then a second in a week.

    The n-th posts of a week on each channel tell one idea, so they change together. More ideas than there is room for
    go on waiting.

    >>> from datetime import UTC, datetime
    >>> from core.vocab import PostType
    >>> at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> one = PlannedPost(slot=1, at=at, channel="email", type=PostType.TEXT, week=1, title="Our rye")
    >>> [post.title for post in with_ideas([one, one], ["Do you sell flour?"])]
    ['Do you sell flour?', 'Our rye']
    """
    turns, places = Counter[tuple[int, str]](), []
    for post in posts:
        turns[post.week, post.channel] += 1
        places.append((turns[post.week, post.channel], post.week))
    given = dict(zip(sorted(set(places)), titles, strict=False))
    return tuple(
        post.model_copy(update={"title": given[place]}) if place in given else post
        for post, place in zip(posts, places, strict=True)
    )
