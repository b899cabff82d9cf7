"""Measure, explain and predict: what the published posts did, and what that says about the next ones."""

from core.analytics.apply import applied_insights, apply_insight, leave_out_insight
from core.analytics.audit import AuditFilter, export_audit, list_audited, read_audit
from core.analytics.bring_in import Imported, Preview, import_posts, list_imports, preview_import, undo_import
from core.analytics.calibration import Calibration, Foreseen
from core.analytics.campaigns import (
    CampaignNumbers,
    CampaignProgress,
    KpiProgress,
    read_campaign_numbers,
    read_campaigns,
)
from core.analytics.collect import collect_engagement
from core.analytics.explore import Extent, compare_campaigns, list_posts, read_extents
from core.analytics.feed import Event, Happening, read_feed
from core.analytics.figures import Figures
from core.analytics.followed import Followed, read_followed
from core.analytics.forecast import Forecast
from core.analytics.heat import Cell, Heat
from core.analytics.leads.beside import Beside
from core.analytics.leads.door import (
    DoorView,
    close_lead_door,
    open_lead_door,
    read_lead_door,
    receive_lead,
)
from core.analytics.leads.file import LeadFile, count_of, import_leads, preview_leads
from core.analytics.ledger import LedgerLine, export_ledger, page_ledger, read_forecast, read_ledger
from core.analytics.lessons import Evidence, read_evidence, read_insights, read_lessons, refresh_insights
from core.analytics.measure import forget_raw, measure
from core.analytics.of_post import PostNumbers, read_post_numbers
from core.analytics.overview import HealthView, Overview, health_inputs, read_health, read_overview
from core.analytics.period import Period
from core.analytics.posts_csv import export_posts
from core.analytics.predict import Foresight, predict_post, predicted_scores, read_calibration
from core.analytics.read import DayFigures, Ranking, read_heat, read_posts, read_series, read_totals
from core.analytics.refresh import refresh_health
from core.analytics.told_totals import take_totals
from core.analytics.totals import Compared, Totals
from core.analytics.usage import Usage, UsageLine, read_usage

__all__ = [
    "AuditFilter",
    "Beside",
    "Calibration",
    "CampaignNumbers",
    "CampaignProgress",
    "Cell",
    "Compared",
    "DayFigures",
    "DoorView",
    "Event",
    "Evidence",
    "Extent",
    "Figures",
    "Followed",
    "Forecast",
    "Foreseen",
    "Foresight",
    "Happening",
    "HealthView",
    "Heat",
    "Imported",
    "KpiProgress",
    "LeadFile",
    "LedgerLine",
    "Overview",
    "Period",
    "PostNumbers",
    "Preview",
    "Ranking",
    "Totals",
    "Usage",
    "UsageLine",
    "applied_insights",
    "apply_insight",
    "close_lead_door",
    "collect_engagement",
    "compare_campaigns",
    "count_of",
    "export_audit",
    "export_ledger",
    "export_posts",
    "forget_raw",
    "health_inputs",
    "import_leads",
    "import_posts",
    "leave_out_insight",
    "list_audited",
    "list_imports",
    "list_posts",
    "measure",
    "open_lead_door",
    "page_ledger",
    "predict_post",
    "predicted_scores",
    "preview_import",
    "preview_leads",
    "read_audit",
    "read_calibration",
    "read_campaign_numbers",
    "read_campaigns",
    "read_evidence",
    "read_extents",
    "read_feed",
    "read_followed",
    "read_forecast",
    "read_health",
    "read_heat",
    "read_insights",
    "read_lead_door",
    "read_ledger",
    "read_lessons",
    "read_overview",
    "read_post_numbers",
    "read_posts",
    "read_series",
    "read_totals",
    "read_usage",
    "receive_lead",
    "refresh_health",
    "refresh_insights",
    "take_totals",
    "undo_import",
]
