from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from core import content, publishing, strategy
from core.errors import NotFound
from core.tables.values import Brief, Cadence
from core.vocab import PostType


def test_a_campaign_s_calendar_has_its_posts_by_moment_and_those_without_one_last(ws) -> None:
    cadence = (Cadence(channel="linkedin", per_week=1),)
    days = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 20)}
    campaign = strategy.create_campaign(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))
    posts = {}
    for title, planned in {"none": None, "planned": 3, "due": 2, "off": 1}.items():
        at = None if planned is None else ws.now + timedelta(days=planned)
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title=title, caption=f"{title}.", planned_at=at)
        posts[title] = content.create_post(ws, new, campaign_id=campaign.id).id
    publishing.schedule_post(ws, posts["due"], ws.now + timedelta(days=1))
    publishing.cancel_post(ws, posts["off"])
    seen = publishing.campaign_calendar(ws, campaign.id)
    assert [row["title"] for row in seen] == ["due", "planned", "none"]
    moments = [row["at"] and datetime.fromisoformat(row["at"]) for row in seen]
    assert moments == [ws.now + timedelta(days=1), ws.now + timedelta(days=3), None]
    assert [UUID(row["id"]) for row in seen] == [posts[row["title"]] for row in seen]
    assert {(row["platform"], row["type"]) for row in seen} == {("linkedin", "text")}
    with pytest.raises(NotFound):
        publishing.campaign_calendar(ws, uuid4())
