from datetime import timedelta

from core.analytics.gather import JUDGED, gather, gather_at
from core.tables import Campaign
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_campaign, add_post, add_talk


def test_several_moments_read_at_once_are_what_each_reads_alone(clock_ws) -> None:
    campaign = add_campaign(clock_ws)
    for day in range(0, 60, 4):
        add_post(
            clock_ws, NOW - day * DAY, planned_at=NOW - day * DAY - HOUR, campaign_id=campaign if day < 9 else None
        )
        add_talk(clock_ws, NOW - day * DAY, NOW - day * DAY + HOUR)
    add_post(clock_ws, None, planned_at=NOW - 30 * DAY)
    moments, campaigns = [NOW - timedelta(weeks=weeks) for weeks in (4, 2, 0)], [clock_ws.rows.get(Campaign, campaign)]
    read = gather_at(clock_ws, moments, campaigns)
    assert read == [gather(clock_ws, campaigns, moment) for moment in moments]
    assert len({len(facts.posts) for facts in read}) > 1, "each moment sees its own days"
    assert all(talk.first_inbound_at < facts.until for facts in read for talk in facts.talks)
    assert min(talk.first_inbound_at for talk in read[0].talks) >= moments[0] - JUDGED
