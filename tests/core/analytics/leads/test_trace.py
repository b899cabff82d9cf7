from datetime import timedelta
from uuid import uuid4

from core.analytics.leads.trace import Carrier, Place, tags_in, traces
from core.channels.utm import Tags
from tests.conftest import NOW

DAY = timedelta(days=1)
SPRING, SUMMER = uuid4(), uuid4()
TAGS = Tags("instagram", "social", "Spring Sale", "Open day")


def test_a_lead_belongs_to_the_last_post_with_its_tags_that_was_out() -> None:
    first, second, later = (Carrier(uuid4(), SPRING, TAGS, NOW + days * DAY) for days in (-9, -2, 3))
    found = traces([first, second, later])
    told = Tags("Instagram", "social", "spring-sale", "open-day")
    assert found.place(told, NOW) == Place(second.post_id, SPRING)
    assert found.place(told, NOW - 20 * DAY) == Place(later.post_id, SPRING)


def test_without_a_post_the_one_campaign_of_that_name_is_told() -> None:
    found = traces([Carrier(uuid4(), SPRING, TAGS, NOW), Carrier(uuid4(), SUMMER, Tags("x", "y", "Summer", "z"), NOW)])
    assert found.place(Tags("", "", "summer"), NOW) == Place(None, SUMMER)
    assert found.place(Tags("google", "cpc", "winter"), NOW) == Place()
    assert found.place(Tags("", "", ""), NOW) == Place()
    twice = traces([Carrier(uuid4(), one, TAGS, NOW) for one in (SPRING, SUMMER)])
    assert twice.place(Tags("", "", "spring-sale"), NOW) == Place()


def test_a_broken_address_has_no_tags() -> None:
    assert tags_in("https://[broken") == Tags("", "", "") == tags_in("")
    assert tags_in("/x?UTM_Source=a&utm_content=b%20c") == Tags("a", "", "", "b c")
