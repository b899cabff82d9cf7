from datetime import timedelta
from uuid import uuid4

import pytest

from core import analytics, content
from core.errors import NotFound
from core.tables import MetricDaily
from core.vocab import Origin, PostType


def test_a_post_s_numbers_are_its_days_added_up(ws) -> None:
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Rolls.")
    post = content.create_post(ws, new)
    assert analytics.read_post_numbers(ws, post.id).days == ()
    told = {"business_id": ws.key.business_id, "post_id": post.id, "channel": "linkedin", "origin": Origin.SIMULATED}
    with ws.writing() as rows:
        for n in (1, 0):
            rows.add(MetricDaily(**told, day=ws.now.date() + timedelta(days=n), views=100 + n, likes=n, leads=n))
    found = analytics.read_post_numbers(ws, post.id)
    assert (found.figures.counts["views"], found.figures.counts["conversions"]) == (201, 1)
    assert [(day, gained["likes"]) for day, gained in found.days] == [
        (ws.now.date(), 0),
        (ws.now.date() + timedelta(days=1), 1),
    ]
    with pytest.raises(NotFound):
        analytics.read_post_numbers(ws, uuid4())
