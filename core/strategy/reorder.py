"""Putting a plan in another order: weeks change places, posts change places, the moments stay: pure."""

from collections.abc import Sequence

from core.errors import Invalid
from core.tables.values import PlannedPost, Proposal


def earlier_week(proposal: Proposal, week: int) -> Proposal:
    """Swap a week's theme with the one before it; posts that carry a theme's words go along with it.

    Raises:
        Invalid: it is the first week, or one of the two leans on a day of the calendar (field ``themes``).
    """
    by_week = {theme.week: theme for theme in proposal.themes}
    before, after = by_week.get(week - 1), by_week.get(week)
    if before is None or after is None:
        raise Invalid("The first week has none before it.", field="themes")
    for theme in (before, after):
        if theme.moment:
            words = f"{theme.moment} falls in week {theme.week}, so its theme stays there. Rename it instead."
            raise Invalid(words, field="themes")
    words_of = {"title", "reason", "focus"}
    swapped = {
        week - 1: before.model_copy(update=after.model_dump(include=words_of)),
        week: after.model_copy(update=before.model_dump(include=words_of)),
    }
    told = {week - 1: (before.focus, after.focus), week: (after.focus, before.focus)}
    posts = tuple(
        post.model_copy(update={"title": _told(post.title, *told[post.week])}) if post.week in told else post
        for post in proposal.posts
    )
    return proposal.model_copy(
        update={"themes": tuple(swapped.get(theme.week, theme) for theme in proposal.themes), "posts": posts}
    )


def _told(title: str, old: str, new: str) -> str:
    """A post's name with the other theme's words, where it ends in the words of its own.

    >>> _told("A short story: Slow rye", "Slow rye", "Warm rolls"), _told("Our own idea", "Slow rye", "Warm rolls")
    ('A short story: Warm rolls', 'Our own idea')
    """
    return title.removesuffix(old) + new if old and new and title.endswith(old) else title


def in_order(posts: Sequence[PlannedPost], wished: Sequence[int]) -> tuple[PlannedPost, ...]:
    """Give each post the place that is wished for, from 1; the moments stay, so that what moves up goes out earlier.

    ``posts`` stand in order of time and are numbered by it; a number that is not their own is a wish. The others close
    the gap.
    """
    still = [post for place, post in enumerate(posts, start=1) if wished[place - 1] == place]
    moved = [
        (wish, post) for place, (wish, post) in enumerate(zip(wished, posts, strict=True), start=1) if wish != place
    ]
    for wish, post in sorted(moved, key=lambda pair: pair[0]):
        still.insert(max(0, wish - 1), post)
    return tuple(
        post.model_copy(update={"at": slot.at, "week": slot.week, "slot": slot.slot})
        for post, slot in zip(still, posts, strict=True)
    )
