"""What became of many posts, in one line."""

from collections.abc import Collection

from core.publishing import Many
from ui.safe import short

NAMED = 3
"""Posts that are named for each reason; the rest are counted."""


def posts(count: int) -> str:
    """
    >>> posts(1), posts(3)
    ('1 post', '3 posts')
    """
    return f"{count:,} post{'' if count == 1 else 's'}"


def line(words: str, many: Many) -> str:
    """How many are done, and which were left out and why.

    >>> line("on the calendar", Many((), ()))
    'No post is on the calendar.'
    """
    count = len(many.done)
    said = f"{posts(count)} {'is' if count == 1 else 'are'} {words}." if count else f"No post is {words}."
    if not many.refused:
        return said
    because: dict[str, list[str]] = {}
    for one in many.refused:
        because.setdefault(_clause(one.why), []).append(one.title)
    reasons = "; ".join(f"{_named(titles)}: {why}" for why, titles in because.items())
    return f"{said} Left out {posts(len(many.refused))}. {reasons}."


def again(titles: Collection[str]) -> str:
    """A word about posts that say what another one says.

    >>> again(["Rolls"]), again([])
    (' “Rolls” says nearly the same as another post.', '')
    """
    if not titles:
        return ""
    return f" {_named(titles)} {'says' if len(titles) == 1 else 'say'} nearly the same as another post."


def _named(titles: Collection[str]) -> str:
    """
    >>> _named(["A", "B", "C", "D", "E"])
    '“A”, “B”, “C” and 2 more'
    """
    named = [f"“{short(title, 50) or 'A post'}”" for title in list(titles)[:NAMED]]
    rest = len(titles) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")


def _clause(why: str) -> str:
    """The first sentence, as part of a longer one.

    >>> _clause("It is done. Ask again.")
    'It is done'
    """
    return why.strip().split(". ")[0].rstrip(".")
