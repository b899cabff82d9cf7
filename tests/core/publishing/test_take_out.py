"""The calendar as a file keeps to its filters and to the business's clock."""

import csv
import io
from datetime import UTC, datetime, timedelta

from core import publishing
from core.vocab import PostStatus
from tests.core.shops import Shop

DAY = timedelta(days=1)


def test_what_stands_and_what_waits_is_written_on_the_business_s_clock(shop: Shop, plan, campaign) -> None:
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    plan(summer, title="Rolls", caption="=1+1 rolls\nfresh", hashtags=("bread", "lisbon"), campaign_id=campaign)
    shop.post("sms", title="Waits", planned_at=datetime(2026, 10, 25, 1, 30, 5, tzinfo=UTC))
    shop.post(title="Off", status=PostStatus.CANCELLED)
    shop.post(title="Long ago", status=PostStatus.PUBLISHED, published_at=shop.clock.now - 300 * DAY)

    def told(**filters: object) -> list[dict[str, str]]:
        with shop.opened() as ws:
            data = publishing.export_calendar(ws, ws.now - DAY, ws.now + 200 * DAY, **filters)
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

    rolls, waits = told()
    assert (rolls["scheduled_at"], rolls["campaign"]) == ("2026-07-01 10:30", "Spring Sale")
    assert (rolls["text"], rolls["hashtags"]) == ("'=1+1 rolls\nfresh", "bread lisbon")
    assert (waits["planned_at"], waits["status"]) == ("2026-10-25 01:30:05+00:00", "draft")
    assert [row["title"] for row in told(channels=("sms",))] == ["Waits"]
    assert [row["title"] for row in told(statuses=(PostStatus.SCHEDULED,))] == ["Rolls"]
    assert [row["title"] for row in told(campaign_id=campaign)] == ["Rolls"]
