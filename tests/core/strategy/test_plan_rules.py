from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.errors import Invalid
from core.strategy.plan_rules import refuse_proposal
from core.tables.values import Brief, KpiTarget, PlannedPost, Proposal, WeekTheme
from core.vocab import PostType

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BRIEF = Brief(name="n", goal="g", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 9), cadence=())
POST = PlannedPost(
    slot=1, at=datetime(2026, 3, 4, 11, tzinfo=UTC), channel="email", type=PostType.TEXT, week=1, title="Hi"
)
THEME = WeekTheme(week=1, starts_on=date(2026, 3, 3), title="Bread", reason="r")


def _post(**changes: object) -> dict[str, object]:
    return {"posts": (POST.model_copy(update=changes),)}


def _refuse(**changes: object) -> None:
    proposal = Proposal(themes=(THEME,), posts=(POST,), kpis=()).model_copy(update=changes)
    refuse_proposal(BRIEF, proposal, now=NOW, zone=ZoneInfo("Europe/Lisbon"))


def test_a_plan_that_can_be_carried_out_passes() -> None:
    _refuse()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"posts": ()}, "posts"),
        ({"posts": (POST,) * 301}, "posts"),
        ({"themes": ()}, "themes"),
        ({"themes": (THEME, THEME)}, "themes"),
        ({"themes": (THEME.model_copy(update={"title": " "}),)}, "themes"),
        ({"kpis": (KpiTarget(name="leads", target=-1, unit="count"),)}, "kpis"),
        (_post(channel="facebook"), "channel"),
        (_post(channel="nowhere"), "channel"),
        (_post(type=PostType.VIDEO), "type"),
        (_post(title=" "), "title"),
        (_post(at=NOW), "scheduled_at"),
        (_post(at=datetime(2026, 3, 4, 23, tzinfo=UTC)), "scheduled_at"),
        (_post(at=datetime(2026, 3, 4, 11)), "scheduled_at"),  # noqa: DTZ001
        (_post(at=datetime(2026, 3, 10, 11, tzinfo=UTC)), "at"),
        (_post(week=2), "at"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(changes, field) -> None:
    with pytest.raises(Invalid) as refusal:
        _refuse(**changes)

    assert refusal.value.field == field


def test_of_many_posts_the_one_that_cannot_be_is_named() -> None:
    with pytest.raises(Invalid, match="Wed 4 Mar 11:00, “Hi”: Email takes"):
        _refuse(**_post(type=PostType.VIDEO))
