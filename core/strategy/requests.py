"""What to write for each slot of a plan."""

from collections.abc import Iterator

from core.content import DraftRequest
from core.tables import Plan
from core.workspace import Workspace


def requests_of(ws: Workspace, plan: Plan) -> Iterator[DraftRequest]:
    """One request a slot, in order of time; the n-th posts of a week on each channel are variants of one idea.

    A slot whose moment has passed is written for undated.
    """
    themes = {theme.week: theme for theme in plan.proposal.themes}
    seen: dict[tuple[int, str], int] = {}
    for post in sorted(plan.proposal.posts, key=lambda post: post.at):
        turn = seen[post.week, post.channel] = seen.get((post.week, post.channel), 0) + 1
        theme = themes.get(post.week)
        yield DraftRequest(
            channel=post.channel,
            type=post.type,
            goal=plan.brief.goal,
            theme=theme.title if theme else "",
            about=post.title,
            season=theme.moment if theme else "",
            offer=plan.brief.offer,
            tone=plan.brief.tone,
            at=post.at if post.at > ws.now else None,
            week=post.week,
            idea=f"{post.week}.{turn}",
        )
