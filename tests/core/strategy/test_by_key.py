from datetime import date, timedelta

import pytest

from core import content, strategy
from core.errors import Conflict
from core.strategy.changes import ChangeKind
from core.tables import Post
from core.tables.values import Brief, Cadence
from core.vocab import PostType
from tests.core.past import published


def evenings(kind, at) -> float:
    del kind
    return 1.8 if 17 <= at.hour < 21 else 1.0


def test_the_changes_that_are_named_are_made_and_a_name_that_is_gone_stops_them_all(ws) -> None:
    cadence, days = (
        (Cadence(channel="linkedin", per_week=1),),
        {"starts_on": date(2026, 3, 3), "ends_on": date(2026, 3, 30)},
    )
    campaign = strategy.create_campaign(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))
    strategy.start_campaign(ws, campaign.id)
    at = ws.now.replace(day=4, hour=8)
    for week in range(2):
        planned = at + timedelta(weeks=week)
        new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="W", caption="C.", planned_at=planned)
        content.create_post(ws, new, campaign_id=campaign.id)
    published(ws, 200, better=evenings)
    found, made = strategy.optimise_campaign(ws, campaign.id)
    assert (made, {one.kind for one in found.changes}) == (0, {ChangeKind.MOVE})
    first, second = found.changes
    with pytest.raises(Conflict):
        strategy.optimise_campaign(ws, campaign.id, [first.key, "move:gone"])
    assert ws.rows.get(Post, first.post.id).planned_at == first.post.planned_at
    assert strategy.optimise_campaign(ws, campaign.id, [first.key])[1] == 1
    assert ws.rows.get(Post, first.post.id).planned_at == first.at
    assert ws.rows.get(Post, second.post.id).planned_at == second.post.planned_at
