"""What to do and why: the profile, plans, campaigns and their targets."""

from core.strategy.accept import accept_plan
from core.strategy.agenda import Agenda, Chore, Task, read_agenda
from core.strategy.campaigns import (
    complete_campaign,
    create_campaign,
    pause_campaign,
    resume_campaign,
    start_campaign,
)
from core.strategy.plan import discard_plan, edit_plan, open_plans, propose_plan, read_plan
from core.strategy.profile import ProfileEdit, ProfileView, profile_changes, read_profile, save_profile
from core.strategy.profile_changes import Change
from core.strategy.results import CampaignLine, CampaignView, list_campaigns, read_campaign
from core.strategy.suggest import campaign_brief_defaults, suggest_kpis, suggest_segments
from core.strategy.targets import KpiProgress
from core.tables.values import Brief, Cadence, KpiTarget, Lesson, PlannedPost, Proposal, WeekTheme

__all__ = [
    "Agenda",
    "Brief",
    "Cadence",
    "CampaignLine",
    "CampaignView",
    "Change",
    "Chore",
    "KpiProgress",
    "KpiTarget",
    "Lesson",
    "PlannedPost",
    "ProfileEdit",
    "ProfileView",
    "Proposal",
    "Task",
    "WeekTheme",
    "accept_plan",
    "campaign_brief_defaults",
    "complete_campaign",
    "create_campaign",
    "discard_plan",
    "edit_plan",
    "list_campaigns",
    "open_plans",
    "pause_campaign",
    "profile_changes",
    "propose_plan",
    "read_agenda",
    "read_campaign",
    "read_plan",
    "read_profile",
    "resume_campaign",
    "save_profile",
    "start_campaign",
    "suggest_kpis",
    "suggest_segments",
]
