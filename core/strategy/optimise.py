"""Optimise: what the numbers say about a running campaign, as changes to look at. Nothing is changed here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from uuid import UUID

from sqlmodel import col

from core.analytics.effects import ENOUGH, effects
from core.analytics.figures import Figures, figures
from core.analytics.leads.beside import of_campaigns
from core.analytics.settled import outcomes
from core.errors import Conflict
from core.keys import needs
from core.publishing.slots import Slot, Wanted, good_slots
from core.strategy.ahead import SOON, situation_of, weak_ideas
from core.strategy.behind import COUNTED, gap
from core.strategy.candidates import EACH, Situation, drops, kind_of, moves, retypes, rewrites
from core.strategy.changes import Amendment, ChangeKind, Improvement
from core.strategy.good_times import good_times
from core.strategy.outline import week_of
from core.strategy.results import standing
from core.tables import Campaign, Post
from core.vocab import CampaignStatus, Channel, Permission, PostStatus
from core.workspace import Workspace


@needs(Permission.PLAN)
def propose_changes(ws: Workspace, campaign_id: UUID) -> Improvement:
    """Look for changes to a campaign's open posts that this business's own numbers speak for.

    Lessons that somebody struck out of the plan are not used.

    Raises:
        NotFound: this business has no such campaign.
        Conflict: it is completed.
    """
    campaign = ws.rows.get(Campaign, campaign_id)
    if campaign.status is CampaignStatus.COMPLETED:
        raise Conflict("This campaign is completed, so nothing of it can change. Duplicate it to do it better.")
    published = figures(ws.rows, col(Post.status) == PostStatus.PUBLISHED)
    settled = outcomes(published, ws.zone, ws.now)
    here = situation_of(ws, campaign, effects(settled))
    own = [post for post in published if post.campaign_id == campaign_id]
    found = (moves(here), retypes(here), drops(here), rewrites(here, weak_ideas(ws, campaign_id)))
    changes = tuple(_chosen([*chain(*found), *_adds(ws, campaign, own, here)]))
    return Improvement(campaign_id, changes, len(settled), len(here.posts), _why_none(changes, len(settled), here))


def _adds(ws: Workspace, campaign: Campaign, own: list[Figures], here: Situation) -> Iterator[Amendment]:
    """Posts that close the gap to the first target that is missed at this rate, on the channel that brings the most."""
    beside = of_campaigns(ws.rows, [campaign.id])[campaign.id]
    _, kpis = standing(campaign, own, ws.now.astimezone(ws.zone).date(), beside)
    for kpi in kpis:
        count = COUNTED.get(kpi.name, "")
        missing = gap(kpi, [post.counts[count] for post in own]) if count else None
        if missing is None:
            continue
        name = _best_channel(own, count)
        kind = next((kind_of(one) for one in here.better if one.level.factor == "type"), None)
        usual = Counter(post.type for post in own if post.channel == name).most_common(1)[0][0]
        for at in _free(ws, campaign, name, here)[: missing.posts]:
            week = week_of(at.astimezone(ws.zone).date(), campaign.starts_on)
            theme = next((one for one in campaign.themes if one.week == week), None)
            about = (theme.focus or theme.title) if theme else campaign.goal
            evidence = f"{len(own)} published posts of this campaign."
            yield Amendment(
                ChangeKind.ADD, None, missing.sentence, evidence, missing.gain, name, kind or usual, at, about, week
            )
        return


def _best_channel(own: list[Figures], count: str) -> Channel:
    by: dict[Channel, list[int]] = defaultdict(list)
    for post in own:
        by[post.channel].append(post.counts[count])
    return max(by, key=lambda name: (sum(by[name]) / len(by[name]), name))


def _free(ws: Workspace, campaign: Campaign, name: Channel, here: Situation) -> list[datetime]:
    """Good moments on a channel that are still free in the rest of the campaign."""
    first = max(campaign.starts_on, (ws.now + SOON).astimezone(ws.zone).date())
    if first > campaign.ends_on:
        return []
    wanted = Wanted(
        start=first,
        end=campaign.ends_on,
        zone=ws.zone,
        per_week={name: 2.0},
        after=ws.now + SOON,
        busy=tuple(Slot(at, name) for at in here.taken(name)),
        avoid=here.holidays,
        own=good_times(ws).results([name]),
    )
    return [slot.at for slot in good_slots(wanted)]


def _chosen(candidates: Iterable[Amendment]) -> Iterator[Amendment]:
    """At most one change a post and a handful of a kind, the surest gain first; what promises nothing comes last."""
    kinds: Counter[ChangeKind] = Counter()
    seen: set[UUID] = set()
    for one in sorted(candidates, key=_rank):
        if kinds[one.kind] < EACH and (one.post is None or one.post.id not in seen):
            kinds[one.kind] += 1
            if one.post is not None:
                seen.add(one.post.id)
            yield one


def _rank(one: Amendment) -> tuple[bool, bool, float]:
    """Engagement gains by their lower end, then counts a post, then what was not measured."""
    return one.gain is None, bool(one.gain and one.gain.per_post), -one.gain.low if one.gain else 0.0


def _why_none(changes: tuple[Amendment, ...], settled: int, here: Situation) -> str:
    if changes:
        return ""
    if not here.posts:
        return "No post of this campaign can be changed any more: all went out, or go out within two hours."
    if settled < ENOUGH:
        return f"Too little to learn from: lessons need {ENOUGH} posts older than two days, and there are {settled}."
    if not here.effects:
        return f"Nothing stands out in your {settled} settled posts: no kind, weekday or hour does better for sure."
    return "The posts ahead follow what was learned already, and the targets are in reach at this rate."
