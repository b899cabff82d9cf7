"""What became of many posts, in one line."""

from core.publishing import Many
from ui.again import named


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
    reasons = "; ".join(f"{named(titles)}: {why}" for why, titles in because.items())
    return f"{said} Left out {posts(len(many.refused))}. {reasons}."


def _clause(why: str) -> str:
    """The first sentence, as part of a longer one.

    >>> _clause("It is done. Ask again.")
    'It is done'
    """
    return why.strip().split(". ")[0].rstrip(".")
