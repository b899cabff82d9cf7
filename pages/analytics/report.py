"""A report that a client can be sent: one HTML file with all it needs inside, for the period and campaign on screen."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from core import analytics, strategy
from core.analytics import Compared, DayFigures, Figures, Period
from core.analytics.change import WORDS
from core.vocab import Origin, Signal
from core.workspace import Workspace
from pages.analytics import words
from pages.analytics.buckets import gathered, grain, starts
from ui.theme import ORIGINS, TYPES, band, channel_look

if TYPE_CHECKING:
    from jinja2 import Template

    from pages.analytics.filters import Look

_TEMPLATE = Path(__file__).with_name("report.html")
_WIDTH, _HEIGHT = 720, 180
_LABELS = {
    "posts": "Posts published",
    "views": "Views",
    "engagements": "Engagements",
    "engagement rate": "Engagement rate",
    "clicks": "Clicks",
    "leads": "Leads",
}


class Bar(NamedTuple):
    """One bar of the chart, in its own units, and what it says."""

    x: float
    y: float
    width: float
    height: float
    says: str


def report(ws: Workspace, look: "Look") -> bytes:
    """Read everything once and write it down; nothing in the file is fetched from anywhere."""
    gained = analytics.read_totals(ws, look.period, look.campaign_id)
    series = analytics.read_series(ws, look.period, look.campaign_id)
    ranked = analytics.read_posts(ws, look.period, look.campaign_id)
    health = analytics.read_health(ws, look.campaign_id)
    lines = [line for line in strategy.list_campaigns(ws) if look.campaign is None or line.id == look.campaign.id]
    figures = (gained.posts, gained.views, gained.engagements, gained.rate, gained.clicks, gained.leads)
    score = health.score
    return (
        _template()
        .render(
            business=ws.business.name,
            campaign=look.campaign.name if look.campaign else "",
            period=words.days(look.period),
            before=words.days(look.period.before),
            made=words.day(ws.now.astimezone(ws.zone).date()),
            origins=words.origins(gained.origins),
            simulated=Origin.SIMULATED in gained.origins,
            figures=[_figure(figure) for figure in figures],
            beside=gained.beside,
            bars=_bars(series, look.period),
            grain=grain(look.period).value,
            means=words.engagement_means(day.channel for day in series),
            width=_WIDTH,
            height=_HEIGHT,
            best=[_post(post, ws.zone) for post in ranked.best],
            ranked=ranked.ranked,
            campaigns=[line for line in lines if line.kpis],
            score=score,
            band=None if score.value is None else band(round(score.value, 1)).label,
            parts=[(WORDS[signal], points) for signal, points in score.on_screen().items()] if score.value else [],
            weights=[(WORDS[signal], f"{score.weights.of(signal):g}") for signal in Signal],
            change=health.change,
            covers="the campaign's own posts and days" if look.campaign else "the 28 days up to the report",
            insights=analytics.read_insights(ws),
        )
        .encode()
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only when a report is asked for

    strict = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return strict.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def _figure(figure: Compared) -> dict[str, str]:
    of = f"of {figure.denominator}, pooled over posts" if figure.unit == "rate" and figure.denominator else ""
    earlier = Compared(figure.name, figure.before, None, figure.unit)
    return {
        "label": _LABELS[figure.name],
        "value": words.shown(figure) or "no data",
        "before": words.shown(earlier) or "no data",
        "moved": words.moved(figure) or "",
        "of": of,
    }


def _bars(series: Sequence[DayFigures], period: Period) -> list[Bar]:
    """Engagements in each bucket, all channels together; nothing to draw without any."""
    by = grain(period)
    sums, firsts = gathered(series, by), starts(period, by)
    values = [sums[first].engagements if first in sums else 0.0 for first in firsts]
    most = max(values, default=0.0)
    if most <= 0:
        return []
    step = _WIDTH / len(firsts)
    return [_bar(at, step, max(value, 0.0) / most, first, value) for at, (first, value) in enumerate(
        zip(firsts, values, strict=True))]  # fmt: skip


def _bar(at: int, step: float, share: float, first: date, value: float) -> Bar:
    height = round(share * (_HEIGHT - 8), 1)
    says = f"{words.day(first)}: {words.count(value)}"
    return Bar(round(at * step + 1, 1), round(_HEIGHT - height, 1), round(max(step - 2, 1), 1), height, says)


def _post(post: Figures, zone: ZoneInfo) -> dict[str, Any]:
    assert post.published_at is not None
    return {
        "title": post.title,
        "channel": channel_look(post.channel).label,
        "type": TYPES[post.type].label,
        "origin": ORIGINS[post.origin].label,
        "on": words.day(post.published_at.astimezone(zone).date()),
        "rate": words.percent(post.rate) or "no data",
        "of": f"{words.count(post.engagements)} of {words.count(post.views)} {post.denominator}"
        if post.views
        else f"{words.count(post.engagements)} engagements",
        "leads": post.counts["conversions"],
    }
