"""One demo business with ninety days behind it and two weeks ahead."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlmodel import col

from core import accounts
from core.analytics.gather import gather, gather_at
from core.analytics.lessons import refresh_insights
from core.analytics.measure import measure
from core.analytics.records import BUSINESS, assessed, slices
from core.analytics.refresh import refresh_health
from core.seed.history import write_posts
from core.seed.inbox import write_inbox
from core.seed.kept import write_kept
from core.seed.past import Past
from core.strategy.pace import RATE
from core.strategy.targets import COUNT
from core.tables import Business, Campaign, Faq, HealthRecord, Profile
from core.tables.values import (
    Audience,
    BrandAssets,
    Cadence,
    Fact,
    KpiTarget,
    Offer,
    OpenBlock,
    Segment,
    Swap,
    Voice,
    WeekTheme,
)
from core.vocab import CampaignStatus
from core.wiring import Runtime
from core.workspace import Workspace
from core.world.demo import DemoBusiness, DemoCampaign, Product

HISTORY = timedelta(days=90)
AHEAD = timedelta(days=14)
WEEKS_BACK = 5
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def make_template(runtime: Runtime, demo: DemoBusiness) -> UUID:
    """Write a business with its history; the same demo on the same day gives the same history. Its id."""
    business_id, now = uuid4(), runtime.clock().replace(second=0, microsecond=0)
    with runtime.workspace(accounts.clock_key(business_id)) as ws:
        with ws.writing() as rows:
            rows.add(_business(demo, business_id, now))
            rows.flush()
            rows.add(_profile(demo, business_id, now))
            for faq in demo.faqs:
                rows.add(
                    Faq(
                        business_id=business_id,
                        question=faq.title,
                        phrasings=faq.phrasings,
                        answer=faq.answer,
                        created_at=now - HISTORY,
                    )
                )
            campaigns = [rows.add(_campaign(demo, plan, business_id, now)) for plan in demo.campaigns]
            rows.flush()
        posts = write_posts(ws, Past(demo, ws.profile, campaigns, now - HISTORY, now, now + AHEAD))
        write_kept(ws, posts, now)
        write_inbox(ws, posts, now)
        measure(ws)
        _score_history(ws, now)
        _score_finished(ws, [one for one in campaigns if one.status is CampaignStatus.COMPLETED])
        refresh_health(ws)
        refresh_insights(ws)
    return business_id


def _business(demo: DemoBusiness, business_id: UUID, now: datetime) -> Business:
    return Business(
        id=business_id,
        name=demo.name,
        industry=demo.industry,
        zone=demo.zone,
        country=demo.country,
        seed=f"demo-{demo.key}",
        template_of=demo.key,
        world_until=now,
        created_at=now,
    )


def _profile(demo: DemoBusiness, business_id: UUID, now: datetime) -> Profile:
    brand = demo.brand
    return Profile(
        business_id=business_id,
        brand_voice=demo.voice.summary,
        goals=demo.goals,
        segments=tuple(
            Segment(name=one.name, age_range=f"{one.age_min}-{one.age_max}", interests=one.interests)
            for one in demo.segments
        ),
        assets=BrandAssets(colors=(brand.primary, brand.accent, brand.background, brand.text), voice=_voice(demo)),
        facts=tuple(Fact(key=key, value=value) for key, value in demo.facts.items()),
        offers=tuple(Offer(name=one.name, price=price(one), detail=one.description) for one in demo.products),
        benefits=demo.benefits,
        hours=tuple(
            OpenBlock(weekday=weekday, opens=opens, closes=closes)
            for weekday, day in enumerate(DAYS)
            for opens, closes in demo.hours.get(day, ())  # type: ignore[call-overload]
        ),
        audience=tuple(Audience(channel=name, size=size) for name, size in demo.audience.items()),
        cadence=tuple(Cadence(channel=name, per_week=count) for name, count in demo.cadence.items() if count),
        sender_name=demo.sender.name,
        sender_email=demo.sender.email,
        postal_address=demo.sender.postal_address,
        website=demo.website,
        updated_at=now,
    )


def _voice(demo: DemoBusiness) -> Voice:
    avoided = tuple(Swap(word=word) for word in demo.voice.avoid)
    return Voice(use=demo.voice.use, avoid=avoided, sample=demo.voice.example)


def _campaign(demo: DemoBusiness, plan: DemoCampaign, business_id: UUID, now: datetime) -> Campaign:
    starts = now.astimezone(demo.tz).date() + timedelta(days=plan.starts_in_days)
    return Campaign(
        business_id=business_id,
        name=plan.name,
        goal=plan.goal,
        starts_on=starts,
        ends_on=starts + timedelta(days=plan.days - 1),
        status=plan.status,
        kpis=tuple(_kpi(name, target) for name, target in plan.kpis.items()),
        themes=tuple(_theme(starts, week, title) for week, title in enumerate(plan.themes, start=1)),
        channels=tuple(demo.cadence),
        created_at=now + timedelta(days=plan.starts_in_days - 3),
    )


def _theme(starts: date, week: int, title: str) -> WeekTheme:
    reason = "Chosen with the owner when the campaign was planned."
    return WeekTheme(week=week, starts_on=starts + timedelta(weeks=week - 1), title=title, reason=reason)


def _kpi(name: str, target: int) -> KpiTarget:
    if name == "engagement_rate_percent":
        return KpiTarget(name="engagement_rate", target=target / 100, unit=RATE)
    return KpiTarget(name=name, target=target, unit=COUNT)


def price(product: Product) -> str:
    """A price as people write it.

    >>> from decimal import Decimal
    >>> loaf = Product(
    ...     name="Loaf", amount=Decimal("9.50"), currency="USD", unit="loaf", kind="product", description="Rye"
    ... )
    >>> price(loaf)
    '$9.50'
    """
    amount = f"{product.amount:,.2f}".removesuffix(".00")
    return f"{SIGNS.get(product.currency, product.currency + ' ')}{amount}"


def _score_finished(ws: Workspace, campaigns: list[Campaign]) -> None:
    """The last score of each campaign that is over, as of its last day."""
    profile = ws.profile
    for campaign in campaigns:
        until = datetime.combine(campaign.ends_on + timedelta(days=1), time(), ws.zone).astimezone(UTC)
        score = assessed(ws, str(campaign.id), gather(ws, [campaign], until).campaign(campaign), profile)
        low, high = score.interval or (score.value, score.value)
        with ws.writing() as rows:
            rows.change(
                Campaign,
                col(Campaign.id) == campaign.id,
                health_score=score.value,
                health_low=low,
                health_high=high,
                health_parts=slices(score),
                health_at=until,
            )


def _score_history(ws: Workspace, now: datetime) -> None:
    """One health score a week, from what is known today, so that the trend has a past."""
    profile, records = ws.profile, []
    moments = [now - timedelta(weeks=weeks) for weeks in range(WEEKS_BACK, 0, -1)]
    for at, facts in zip(moments, gather_at(ws, moments), strict=True):
        score = assessed(ws, BUSINESS, facts.business(), profile)
        if score.value is not None:
            low, high = score.interval or (score.value, score.value)
            records.append(
                {
                    "id": uuid4(),
                    "campaign_id": None,
                    "scope": BUSINESS,
                    "day": at.astimezone(ws.zone).date(),
                    "value": score.value,
                    "low": low,
                    "high": high,
                    "parts": slices(score),
                    "formula_version": score.version,
                    "recorded_at": at,
                }
            )
    with ws.writing() as rows:
        rows.add_many(HealthRecord, records)
