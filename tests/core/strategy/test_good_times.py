"""Times rest on own results where there are enough, and say so where there are not."""

from datetime import date

from core import strategy
from core.strategy.good_times import good_times
from core.tables.values import Brief, Cadence
from tests.core.past import published


def late(kind, at) -> float:
    del kind
    return 6.0 if at.hour == 20 else 1.0


def test_before_fifty_posts_only_the_table_speaks_and_says_so(ws) -> None:
    published(ws, 20)

    found = good_times(ws)

    assert found.results(["linkedin"]) == {}
    words = found.words("linkedin")
    assert words.startswith("Only published averages (after Sprout Social")
    assert "; 20 own posts so far, and yours count from 50 on." in words


def test_a_channel_s_own_results_count_for_it(ws) -> None:
    published(ws, 120, better=late)

    found = good_times(ws)

    assert found.words("linkedin").startswith("120 of your own LinkedIn posts, and published averages")
    at_eight = [one.index for (name, _, hour), one in found.results(["linkedin"]).items() if hour == 20]
    assert at_eight
    assert min(at_eight) > 1.2


def test_a_channel_without_own_results_leans_on_all_of_them(ws) -> None:
    published(ws, 120, better=late)

    words = good_times(ws).words("email")

    assert words.startswith("120 of your own posts on all channels")
    assert "From 08:00 to 21:00 alone, so that nobody is woken." in words


def test_own_results_move_the_slots_of_a_plan(ws) -> None:
    brief = Brief(
        name="Spring",
        goal="Orders",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 4, 5),
        cadence=(Cadence(channel="linkedin", per_week=3),),
    )
    before = strategy.propose_plan(ws, brief).proposal
    published(ws, 900, better=late)

    after = strategy.propose_plan(ws, brief).proposal

    assert 20 not in {post.at.astimezone(ws.zone).hour for post in before.posts}
    evening = [post for post in after.posts if post.at.astimezone(ws.zone).hour == 20]
    assert len(evening) > 2
    (share,) = after.mix
    assert (share.channel, share.posts, share.people) == ("linkedin", 12, 600)
    assert "900 of your own LinkedIn posts" in share.times
