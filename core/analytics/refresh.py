"""Keep the health scores of the business and of its live campaigns current."""

from datetime import date, timedelta
from functools import partial
from hashlib import blake2b

from sqlmodel import col

from core.analytics.gather import gather
from core.analytics.health import HealthInputs, HealthScore
from core.analytics.records import BUSINESS, assessed, slices
from core.keys import needs
from core.rows import Rows
from core.tables import Campaign, HealthRecord, Profile
from core.vocab import CampaignStatus, Permission
from core.workspace import Workspace

_REMEMBERED = timedelta(days=2)
_ROUNDED_TO = timedelta(minutes=15)
"""People who still wait wait longer at every tick; the score is computed again when that tells."""


@needs(Permission.CLOCK)
def refresh_health(ws: Workspace) -> int:
    """Score the business's last 28 days and every active campaign, and keep one dated record a day of each.

    What has not changed since it was last scored on the same day is left alone. How many scores were written.
    """
    return refreshed(ws)


def refreshed(ws: Workspace) -> int:
    """The same for a verb that has changed the numbers itself."""
    campaigns = ws.rows.find(Campaign, col(Campaign.status) == CampaignStatus.ACTIVE)
    facts, today = gather(ws, campaigns), ws.now.astimezone(ws.zone).date()
    scopes: list[tuple[Campaign | None, HealthInputs]] = [(None, facts.business())]
    scopes += [(campaign, facts.campaign(campaign)) for campaign in campaigns]
    done = 0
    for campaign, inputs in scopes:
        scope = BUSINESS if campaign is None else str(campaign.id)
        mark, shelf = _mark(inputs, facts.profile, today), f"health:{scope}"
        if ws.cache.get(shelf) == mark:
            continue
        score = assessed(ws, scope, inputs, facts.profile)
        with ws.writing() as rows:
            _keep(rows, ws, campaign, score, today)
            ws.after_commit(partial(ws.cache.set, shelf, mark, _REMEMBERED))
        done += 1
    return done


def _mark(inputs: HealthInputs, profile: Profile, today: date) -> str:
    """A print of all that the score depends on."""
    waits = [(response.answered, response.waited // _ROUNDED_TO) for response in inputs.responses]
    parts = (today, inputs.posts, inputs.slots, sorted(inputs.planned_channels), waits, inputs.response_target)
    whole = repr((*parts, inputs.target_per_week, profile.weights))
    return blake2b(whole.encode(), digest_size=16).hexdigest()


def _keep(rows: Rows, ws: Workspace, campaign: Campaign | None, score: HealthScore, today: date) -> None:
    low, high = score.interval or (score.value, score.value)
    parts = slices(score)
    if campaign is not None:
        rows.change(
            Campaign,
            col(Campaign.id) == campaign.id,
            health_score=score.value,
            health_low=low,
            health_high=high,
            health_parts=parts,
            health_at=ws.now,
        )
    if score.value is None:
        return  # no data is no record: nought would be a lie
    scope = BUSINESS if campaign is None else str(campaign.id)
    of_day = (col(HealthRecord.scope) == scope, col(HealthRecord.day) == today)
    values = {
        "value": score.value,
        "low": low,
        "high": high,
        "parts": parts,
        "formula_version": score.version,
        "recorded_at": ws.now,
    }
    if not rows.change(HealthRecord, *of_day, **values):
        campaign_id = None if campaign is None else campaign.id
        whose = {"business_id": ws.key.business_id, "campaign_id": campaign_id, "scope": scope, "day": today}
        rows.add(HealthRecord.model_validate({**whose, **values}))
