"""Over the calendar: weeks as their campaign has them, days as the country has them, hours as they have proved."""

from datetime import date
from uuid import UUID

from core import strategy
from core.strategy.calendar_moments import MomentKind
from core.strategy.overlays import GoodHours
from core.tables import Business, Campaign, Profile
from core.tables.values import WeekTheme
from core.vocab import CampaignStatus
from tests.core.past import published


def campaign(ws, status: CampaignStatus, *titles: str) -> UUID:
    themes = tuple(
        WeekTheme(week=at, starts_on=date(2026, 3, 2 + 7 * (at - 1)), title=title, reason="")
        for at, title in enumerate(titles, 1)
    )
    with ws.writing() as rows:
        made = Campaign(business_id=ws.key.business_id, name="Spring", goal="Orders", status=status, themes=themes,
                        starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 11), created_at=ws.now)  # fmt: skip
        return rows.add(made).id


def test_a_week_ends_with_its_campaign_and_drafts_have_none(ws) -> None:
    running = campaign(ws, CampaignStatus.ACTIVE, "Rolls", "Buns", "After the end")
    campaign(ws, CampaignStatus.DRAFT, "Not yet")
    found = strategy.theme_weeks(ws)
    assert [(one.title, one.first.day, one.last.day) for one in found] == [("Rolls", 2, 8), ("Buns", 9, 11)]
    other = campaign(ws, CampaignStatus.PAUSED, "Tarts")
    assert [one.campaign_id for one in strategy.theme_weeks(ws, other)] == [other] != [running]


def test_days_are_the_country_s_and_the_business_s_own(ws) -> None:
    with ws.writing() as rows:
        rows.one(Business).country = "PT"
        rows.one(Profile).holidays = (date(2026, 12, 7), date(2027, 12, 7))
    days = strategy.named_days(ws, date(2026, 11, 25), date(2026, 12, 31))
    names = {one.name: (one.date, one.kind) for one in days}
    assert names["Closed"] == (date(2026, 12, 7), MomentKind.HOLIDAY)
    assert names["Black Friday"] == (date(2026, 11, 27), MomentKind.RETAIL)
    assert names["Christmas Day"] == (date(2026, 12, 25), MomentKind.HOLIDAY)
    assert MomentKind.OBSERVANCE not in {one.kind for one in days}
    with ws.writing() as rows:
        rows.one(Business).country = "XX"
    assert [one.name for one in strategy.named_days(ws, date(2026, 11, 25), date(2026, 12, 31))] == ["Closed"]


def test_good_hours_are_the_table_s_until_own_results_speak(ws) -> None:
    found = strategy.best_times(ws, ["linkedin", "email"])
    assert found.hours == tuple(GoodHours(day, 10, 12, ("linkedin", "email")) for day in (1, 2, 3))
    assert dict(found.words)["linkedin"].startswith("Only published averages")

    published(ws, 300, better=lambda _, at: 0.1 if at.hour == 10 else 1.0)
    own = strategy.best_times(ws, ["linkedin"])
    assert {one.opens for one in own.hours} != {10}  # at ten they did badly here, whatever the table says
    assert dict(own.words)["linkedin"].startswith("300 of your own")
    assert not [one for one in strategy.best_times(ws, ["sms"]).hours if one.closes > 21]  # nobody is woken
