"""What to do and why: the profile, plans, campaigns and their targets."""

from core.strategy.accept import accept_plan
from core.strategy.agenda import Agenda, Chore, Task, read_agenda
from core.strategy.bring_in import Arrived, OnErrors, PostFile, bring_in_posts, preview_posts, take_back_posts
from core.strategy.by_key import optimise_campaign
from core.strategy.campaigns import (
    complete_campaign,
    create_campaign,
    pause_campaign,
    resume_campaign,
    start_campaign,
)
from core.strategy.changes import Amendment, ChangeKind, Gain, Improvement, OpenPost
from core.strategy.duplicate import duplicate_campaign
from core.strategy.estimate import Estimate, estimate_plan
from core.strategy.found import found_business
from core.strategy.goal_trace import GoalTrace, PostTrace, ThemeTrace, read_goal
from core.strategy.improve import Improved, TakenBack, apply_changes, take_back_changes
from core.strategy.kept import written_so_far
from core.strategy.lessons import read_lessons
from core.strategy.optimise import propose_changes
from core.strategy.overlays import BestTimes, ThemeWeek, best_times, named_days, theme_weeks
from core.strategy.plan import discard_plan, edit_plan, open_plans, propose_plan, read_plan
from core.strategy.profile import ProfileEdit, ProfileView, read_profile, save_profile
from core.strategy.profile_changes import Change
from core.strategy.profile_gaps import CHECKED, Gap, is_bare, profile_gaps
from core.strategy.profile_look import Reading, preview_poster, readings, save_logo, set_logo
from core.strategy.profile_segments import SegmentIdeas, find_segments
from core.strategy.profile_start import SOUNDS, FirstAnswers, start_profile
from core.strategy.reorder import earlier_week, in_order
from core.strategy.results import CampaignLine, CampaignView, list_campaigns, read_campaign
from core.strategy.revise import CampaignEdit, delete_campaign, page_campaigns, revise_campaign
from core.strategy.series import (
    SeriesView,
    change_series,
    end_series,
    extend_series,
    read_series,
    repeat_post,
    reword_series,
)
from core.strategy.series_posts import Repeats
from core.strategy.set_targets import set_targets, suggest_targets
from core.strategy.spend import Spend
from core.strategy.suggest import SuggestedTargets, campaign_brief_defaults, suggest_kpis, suggest_segments
from core.strategy.targets import KpiProgress
from core.strategy.utm_presets import TaggedLink, save_utm, tagged_links
from core.strategy.voice_lab import Heard, hear_voice, text_to_try
from core.tables.rhythm import Recurrence
from core.tables.values import (
    Brief,
    Cadence,
    ChannelShare,
    KpiTarget,
    Lesson,
    PlannedPost,
    Proposal,
    UtmPreset,
    WeekTheme,
)

__all__ = [
    "CHECKED",
    "SOUNDS",
    "Agenda",
    "Amendment",
    "Arrived",
    "BestTimes",
    "Brief",
    "Cadence",
    "CampaignEdit",
    "CampaignLine",
    "CampaignView",
    "Change",
    "ChangeKind",
    "ChannelShare",
    "Chore",
    "Estimate",
    "FirstAnswers",
    "Gain",
    "Gap",
    "GoalTrace",
    "Heard",
    "Improved",
    "Improvement",
    "KpiProgress",
    "KpiTarget",
    "Lesson",
    "OnErrors",
    "OpenPost",
    "PlannedPost",
    "PostFile",
    "PostTrace",
    "ProfileEdit",
    "ProfileView",
    "Proposal",
    "Reading",
    "Recurrence",
    "Repeats",
    "SegmentIdeas",
    "SeriesView",
    "Spend",
    "SuggestedTargets",
    "TaggedLink",
    "TakenBack",
    "Task",
    "ThemeTrace",
    "ThemeWeek",
    "UtmPreset",
    "WeekTheme",
    "accept_plan",
    "apply_changes",
    "best_times",
    "bring_in_posts",
    "campaign_brief_defaults",
    "change_series",
    "complete_campaign",
    "create_campaign",
    "delete_campaign",
    "discard_plan",
    "duplicate_campaign",
    "earlier_week",
    "edit_plan",
    "end_series",
    "estimate_plan",
    "extend_series",
    "find_segments",
    "found_business",
    "hear_voice",
    "in_order",
    "is_bare",
    "list_campaigns",
    "named_days",
    "open_plans",
    "optimise_campaign",
    "page_campaigns",
    "pause_campaign",
    "preview_poster",
    "preview_posts",
    "profile_gaps",
    "propose_changes",
    "propose_plan",
    "read_agenda",
    "read_campaign",
    "read_goal",
    "read_lessons",
    "read_plan",
    "read_profile",
    "read_series",
    "readings",
    "repeat_post",
    "resume_campaign",
    "revise_campaign",
    "reword_series",
    "save_logo",
    "save_profile",
    "save_utm",
    "set_logo",
    "set_targets",
    "start_campaign",
    "start_profile",
    "suggest_kpis",
    "suggest_segments",
    "suggest_targets",
    "tagged_links",
    "take_back_changes",
    "take_back_posts",
    "text_to_try",
    "theme_weeks",
    "written_so_far",
]
