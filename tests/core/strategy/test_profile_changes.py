from datetime import time

from core.strategy.profile_changes import LONGEST, changes_since, named
from core.tables.values import Audience, Cadence, Fact, Offer, OpenBlock, Swap, Voice


def test_only_what_differs_is_told() -> None:
    assert changes_since({"place": ("Porto", "Porto"), "goals": ((), ())}) == ()


def test_lists_are_told_by_their_names() -> None:
    (one,) = changes_since({"offers": ((Offer(name="Loaf"),), (Offer(name="Loaf"), Offer(name="Roll")))})
    assert (one.was, one.now) == ("“Loaf”", "“Loaf, Roll”")


def test_a_line_that_changed_inside_is_told_whole() -> None:
    (one,) = changes_since({"offers": ((Offer(name="Loaf", price="€4"),), (Offer(name="Loaf", price="€5"),))})
    assert (one.was, one.now) == ("“Loaf €4”", "“Loaf €5”")


def test_a_value_with_parts_tells_the_parts_that_differ() -> None:
    was, now = Voice(), Voice(address="formal", avoid=(Swap(word="cheap"),))
    (one,) = changes_since({"voice": (was, now)})
    assert one.was == "“address: neutral, avoid: nothing”"
    assert one.now == "“address: formal, avoid: cheap”"


def test_hours_rhythm_audience_and_switches_are_told_as_people_say_them() -> None:
    nine = OpenBlock(weekday=0, opens=time(9), closes=time(17, 30))
    told = changes_since(
        {
            "hours": ((), (nine,)),
            "cadence": ((), (Cadence(channel="linkedin", per_week=1.5),)),
            "audience": ((), (Audience(channel="email", size=3120),)),
            "approval_required": (False, True),
        }
    )
    assert [one.now for one in told] == ["“Mon 09:00 to 17:30”", "“LinkedIn 1.5”", "“Email 3,120”", "“yes”"]


def test_emptied_is_said_and_long_is_cut() -> None:
    (facts,) = changes_since({"facts": ((Fact(key="parking", value="yes"),), ())})
    assert (facts.was, facts.now) == ("“parking”", "empty")
    (text,) = changes_since({"brand_voice": ("", "long " * 200)})
    assert text.was == "empty"
    assert len(text.now) <= LONGEST + 2


def test_every_name_reads_in_a_sentence() -> None:
    assert named("colors") == "the colours"
    assert named("response_target_minutes") == "the response target minutes"
