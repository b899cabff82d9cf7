from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col

from core.analytics import measure
from core.analytics.figures import figures
from core.analytics.settled import FEW, outcomes
from core.tables import Post
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_post, add_reading


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
