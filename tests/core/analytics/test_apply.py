from dataclasses import replace
from uuid import uuid4

import pytest
from sqlmodel import col

from core.analytics import applied_insights, apply_insight, leave_out_insight
from core.errors import Forbidden, NotFound
from core.tables import AuditEntry, Insight
from tests.conftest import NOW


def insight(ws, text: str, effect: float = 1.6) -> Insight:
    numbers = {"effect": effect, "low": 1.2, "high": 2.1, "samples": 40, "q_value": 0.01}
    with ws.writing() as rows:
        return rows.add(
            Insight(business_id=ws.key.business_id, text=text, evidence="40 of 90 posts", found_at=NOW, **numbers)
        )


def test_what_is_asked_for_stands_until_it_is_taken_back_and_is_written_down_once(ws) -> None:
    video = insight(ws, "Video posts do 1.6 times as well as your other posts.")
    insight(ws, "Posts on Mondays do 1.3 times as well as posts on other days.")
    for _ in range(2):
        assert apply_insight(ws, video.id).applied_at == ws.now
    assert [one.text for one in applied_insights(ws)] == [video.text]
    for _ in range(2):
        assert leave_out_insight(ws, video.id).applied_at is None
    assert applied_insights(ws) == []
    deeds = ws.rows.find(AuditEntry, col(AuditEntry.verb).like("%_insight"))
    assert sorted((one.verb, one.subject) for one in deeds) == [
        ("apply_insight", video.text),
        ("leave_out_insight", video.text),
    ]


def test_who_may_not_plan_may_not_ask_and_what_is_gone_is_said(ws) -> None:
    for verb in (apply_insight, leave_out_insight):
        with pytest.raises(NotFound):
            verb(ws, uuid4())
    ws.key = replace(ws.key, permissions=frozenset())
    for verb in (apply_insight, leave_out_insight):
        with pytest.raises(Forbidden):
            verb(ws, uuid4())
    with pytest.raises(Forbidden):
        applied_insights(ws)
