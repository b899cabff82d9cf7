from zoneinfo import ZoneInfo

from core.analytics import measure
from core.analytics.past_posts import facts_of, line_of, lines
from core.channels.draft import Draft
from core.vocab import PostType
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_post, add_reading


def test_accounts_and_units_are_never_mixed(clock_ws, ws) -> None:
    for n in range(9):
        at = NOW - 5 * DAY - n * DAY
        add_reading(clock_ws, add_post(clock_ws, at), at + HOUR, views=100, likes=n)
        add_reading(clock_ws, add_post(clock_ws, at, account="page"), at + HOUR, likes=n)
    fresh = add_post(clock_ws, NOW - HOUR)
    measure(clock_ws)
    found = lines(ws, "instagram")
    assert {(line.account, line.is_rate) for line in found} == {("", True), ("page", False), ("", False)}
    own = line_of(found, "page")
    assert own is not None
    assert [post.facts.outcome for post in own.posts] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert len(own.before(NOW)) == 9
    assert len(own.before(NOW - 8 * DAY)) == 4
    coming = next(post for line in found for post in line.posts if post.id == fresh)
    assert coming.facts.outcome is None
    assert line_of(found, "unheard of") is found[0]
    assert line_of([], "") is None


def test_a_draft_is_seen_in_the_business_s_own_time() -> None:
    draft = Draft(channel="x", type=PostType.TEXT, caption="Hi", hashtags=("a",))
    facts = facts_of(draft, NOW, ZoneInfo("Asia/Tokyo"))
    assert facts.text == "Hi\n#a"
    assert facts.published_at.utcoffset() == 9 * HOUR
