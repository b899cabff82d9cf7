import math
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col

from core.analytics import measure
from core.analytics.figures import figures
from core.analytics.settled import FEW, outcomes
from core.tables import Post
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_post, add_reading


@pytest.mark.parametrize(("channel", "times"), [("instagram", 2.0), ("email", 1.0)])
def test_a_post_that_reaches_more_does_better_but_a_longer_list_is_no_merit(clock_ws, channel, times) -> None:
    for n in range(FEW + 1):
        more, at = (2 if n == FEW else 1), NOW - 3 * DAY - n * HOUR
        post = add_post(clock_ws, at, channel=channel)
        add_reading(clock_ws, post, at + HOUR, views=1000 * more, likes=50 * more, clicks=50 * more)
    measure(clock_ws)
    found = outcomes(figures(clock_ws.rows, col(Post.published_at).is_not(None)), ZoneInfo("UTC"), NOW)
    assert [math.exp(outcome.relative) for outcome in found] == pytest.approx([times] + [1.0] * FEW)


def test_only_settled_posts_of_accounts_with_a_history_speak(clock_ws) -> None:
    for n in range(FEW):
        at = NOW - 3 * DAY - n * HOUR
        add_reading(clock_ws, add_post(clock_ws, at), at + HOUR, views=1000, likes=50)
    add_reading(clock_ws, add_post(clock_ws, NOW - DAY), NOW, views=1000, likes=50)  # still coming in
    add_reading(clock_ws, add_post(clock_ws, NOW - 3 * DAY, channel="facebook"), NOW, views=10, likes=5)  # alone
    measure(clock_ws)
    found = outcomes(figures(clock_ws.rows, col(Post.published_at).is_not(None)), ZoneInfo("Asia/Tokyo"), NOW)
    assert len(found) == FEW
    assert [outcome.relative for outcome in found] == pytest.approx([0.0] * FEW)
    assert {outcome.at.utcoffset() for outcome in found} == {9 * HOUR}
