"""When this business's own posts do well, as the slots want to know it, and in words what the times rest on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import col

from core.analytics.effects import ENOUGH
from core.analytics.figures import Figures, figures
from core.analytics.heat import Heat, heat
from core.analytics.settled import outcomes
from core.channels.rules import channel
from core.channels.scheduling import window
from core.publishing.slots import ELSEWHERE, PRIOR, Result
from core.tables import Post
from core.vocab import Channel, PostStatus
from core.workspace import Workspace


@dataclass(frozen=True)
class GoodTimes:
    """What is known of times: each channel's own where it has 50 settled posts, else that of all channels together."""

    own: Mapping[Channel, Heat]
    pooled: Heat

    def results(self, names: Iterable[Channel]) -> dict[tuple[Channel, int, int], Result]:
        """By channel, weekday (Monday is 0) and local hour: engagement over the usual, and on how many posts."""
        return {
            (name, cell.weekday, cell.hour): Result(cell.ratio, cell.posts)
            for name in names
            for cell in self._of(name).cells
        }

    def words(self, name: Channel) -> str:
        """What a channel's times rest on."""
        best = PRIOR.get(name, ELSEWHERE)
        hours = window(name)
        quiet = f" From {hours.opens:02}:00 to {hours.closes:02}:00 alone, so that nobody is woken." if hours else ""
        table = f"published averages ({best.source}, {best.year})"
        if name in self.own:
            return f"{self.own[name].posts} of your own {channel(name).label} posts, and {table}.{quiet}"
        if self.pooled.cells:
            return f"{self.pooled.posts} of your own posts on all channels, and {table}.{quiet}"
        return f"Only {table}; {self.pooled.posts} own posts so far, and yours count from {ENOUGH} on.{quiet}"

    def _of(self, name: Channel) -> Heat:
        return self.own.get(name, self.pooled)


def good_times(ws: Workspace) -> GoodTimes:
    """Look at every settled post once, each channel by itself and all together."""
    found = figures(ws.rows, col(Post.status) == PostStatus.PUBLISHED)
    by_channel: dict[Channel, list[Figures]] = defaultdict(list)
    for post in found:
        by_channel[post.channel].append(post)
    heats = {name: heat(outcomes(posts, ws.zone, ws.now)) for name, posts in by_channel.items()}
    own = {name: one for name, one in heats.items() if one.cells}
    return GoodTimes(own, heat(outcomes(found, ws.zone, ws.now)))
