"""The planner without a key: themes from a table of stages, segments from a table of trades, KPIs by arithmetic."""

import functools
import random
import tomllib
from typing import Any

from core.content.offline.bank import FOLDER
from core.content.offline.grammar import inside, said
from core.content.offline.trades import trade_named
from core.strategy.shapes import (
    Kpi,
    Kpis,
    KpisFacts,
    Moment,
    Segment,
    Segments,
    SegmentsFacts,
    Theme,
    Themes,
    ThemesFacts,
)

STRETCH = 110
"""A target is this percentage of the business's own past: a tenth more, reachable without luck."""


def themes(facts: ThemesFacts, rng: random.Random) -> Themes:
    """One theme per week: first attention, then trust, then the ask; moments and lessons claim their weeks."""
    moments = {moment.week: moment for moment in facts.moments}
    lessons = list(facts.lessons)
    decks = {stage: _deck(facts, stage, rng) for stage in ("attention", "trust", "ask")}
    out = []
    for week in range(1, facts.weeks + 1):
        deck = decks[_stage(week, facts.weeks)]
        if week in moments:
            out.append(_of_moment(moments[week]))
        else:
            plain = deck.pop(0)
            deck.append(plain)
            because = f" Earlier posts taught us: {lessons.pop(0)}" if lessons and week > 1 else ""
            out.append(Theme(week=week, title=plain["title"], focus=plain["focus"], reason=plain["reason"] + because))
    return Themes(themes=tuple(out))


def segments(facts: SegmentsFacts, rng: random.Random) -> Segments:
    """The segments the business named, then those its trade usually speaks to; four at most."""
    rows = _tables()["segment"]
    mine = trade_named(facts.industry)
    known_trade = mine if any(row["trade"] == mine for row in rows) else "generic"
    named = [
        Segment(name=given, age_from=0, age_to=0, interests=(), reason="You named this segment in your profile.")
        for given in facts.audience
    ]
    usual = [
        Segment(
            name=row["name"],
            age_from=row["ages"][0],
            age_to=row["ages"][1],
            interests=tuple(row["interests"]),
            reason=row["reason"],
        )
        for row in rows
        if row["trade"] == known_trade
    ]
    rng.shuffle(usual)
    known = {given.casefold() for given in facts.audience}
    return Segments(segments=tuple([*named, *(s for s in usual if s.name.casefold() not in known)][:4]))


def kpis(facts: KpisFacts, _: random.Random) -> Kpis:
    """Every target that the numbers give."""
    return Kpis(kpis=arithmetic(facts))


def arithmetic(facts: KpisFacts) -> tuple[Kpi, ...]:
    """Targets by arithmetic: own history plus a tenth, else the mean benchmark; no number, no target."""
    found = [_engagement(facts), _leads(facts), _clicks(facts), _cadence(facts)]
    return tuple(kpi for kpi in found if kpi is not None)


def _engagement(facts: KpisFacts) -> Kpi | None:
    past = facts.history
    if past and past.posts and past.engagement_bp:
        target = round(past.engagement_bp * STRETCH / 100)
        words = (
            f"Your last {past.posts} posts reached {_percent(past.engagement_bp)}; a tenth more is {_percent(target)}."
        )
        return Kpi(name="engagement_rate", target=target, unit="basis_points", arithmetic=words, source="own history")
    if not facts.benchmarks:
        return None
    rates = [line.engagement_bp for line in facts.benchmarks]
    target = round(sum(rates) / len(rates))
    listed = ", ".join(f"{line.channel} {_percent(line.engagement_bp)}" for line in facts.benchmarks)
    words = f"No history yet, so the mean of the usual rates ({listed}): {_percent(target)}."
    return Kpi(name="engagement_rate", target=target, unit="basis_points", arithmetic=words, source="benchmarks")


def _leads(facts: KpisFacts) -> Kpi | None:
    return _of_count("leads", facts.history.leads if facts.history else 0, facts)


def _clicks(facts: KpisFacts) -> Kpi | None:
    return _of_count("clicks", facts.history.clicks if facts.history else 0, facts)


def _of_count(name: str, reached: int, facts: KpisFacts) -> Kpi | None:
    """What a post brought so far, times the posts planned, plus a tenth."""
    past = facts.history
    if not (past and past.posts and reached):
        return None
    target = max(1, round(reached / past.posts * facts.posts * STRETCH / 100))
    words = (
        f"{reached:,} {name} from {past.posts} posts is {reached / past.posts:.2f} a post; "
        f"times {facts.posts} planned posts, plus a tenth: {target:,}."
    )
    return Kpi(name=name, target=target, unit="count", arithmetic=words, source="own history")


def _cadence(facts: KpisFacts) -> Kpi:
    words = f"{facts.posts} planned posts over {facts.weeks} weeks is {facts.posts / facts.weeks:.1f} a week."
    return Kpi(name="posts_published", target=facts.posts, unit="count", arithmetic=words, source="the plan")


def _stage(week: int, weeks: int) -> str:
    """The first third wins attention, the last third asks, and what lies between earns trust."""
    done = (week - 0.5) / weeks
    return "attention" if done < 1 / 3 else "trust" if done < 2 / 3 else "ask"


def _of_moment(moment: Moment) -> Theme:
    return Theme(
        week=moment.week,
        title=moment.name,
        focus=f"The days around {moment.name}: what people need then, and how you help",
        reason=f"{moment.name} falls in this week, and people are already thinking about it.",
    )


def _deck(facts: ThemesFacts, stage: str, rng: random.Random) -> list[dict[str, str]]:
    """The stage's themes that the profile can fill, shuffled, one for each offer or segment they speak of."""
    out = []
    for row in _tables()["theme"]:
        for fill in _fills(row, facts) if row["stage"] == stage else ():
            texts = {key: said(row[key], fill, rng) for key in ("title", "focus", "reason")}
            full = {key: text for key, text in texts.items() if text is not None}
            if len(full) == len(texts):
                out.append(full)
    rng.shuffle(out)
    told = {one.casefold() for one in facts.said}
    return sorted(out, key=lambda row: row["title"].casefold() in told)  # what was told already comes last


def _fills(row: dict[str, str], facts: ThemesFacts) -> list[dict[str, str]]:
    goal, title = facts.goal.rstrip("."), row["title"].lower()
    if "{offer}" in title:
        return [{"offer": inside(offer), "goal": goal} for offer in facts.offers]
    if "{segment}" in title:
        return [{"segment": inside(segment), "goal": goal} for segment in facts.audience]
    return [{"goal": goal}]


@functools.cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((FOLDER / "strategy.toml").read_text(encoding="utf-8"))


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:.2f}%"
