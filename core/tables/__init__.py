"""Rows only: no behaviour, no relationship graphs. Every tenant table is keyed ``(business_id, id)``."""

from core.tables.ai import AiHold, AiUsage
from core.tables.analytics import (
    DirtyDay,
    HealthRecord,
    ImportBatch,
    Insight,
    Lead,
    LeadDoor,
    MetricDaily,
    Reading,
)
from core.tables.base import METADATA, TenantRow, tenant_classes, tenant_column
from core.tables.blocks import TextBlock
from core.tables.business import Business, Profile
from core.tables.clicks import CountedLink
from core.tables.connection import ChannelConnection
from core.tables.content import Idea, Post, Series
from core.tables.endpoint import AiEndpoint
from core.tables.experiment import Experiment
from core.tables.history import PostNote, PostVersion
from core.tables.inbox import Contact, Conversation, ConversationNote, Faq, Message, SavedReply
from core.tables.machines import ApiToken, HookDelivery, Webhook
from core.tables.operations import AuditEntry, ClientToken, Heartbeat, JobRun
from core.tables.people import Identity, Invitation, MailedLink, Membership, SignIn, User
from core.tables.publishing import Attempt, Publication
from core.tables.simulated import SimulatedPost
from core.tables.strategy import Campaign, Plan, PlanDraft

__all__ = [
    "METADATA",
    "AiEndpoint",
    "AiHold",
    "AiUsage",
    "ApiToken",
    "Attempt",
    "AuditEntry",
    "Business",
    "Campaign",
    "ChannelConnection",
    "ClientToken",
    "Contact",
    "Conversation",
    "ConversationNote",
    "CountedLink",
    "DirtyDay",
    "Experiment",
    "Faq",
    "HealthRecord",
    "Heartbeat",
    "HookDelivery",
    "Idea",
    "Identity",
    "ImportBatch",
    "Insight",
    "Invitation",
    "JobRun",
    "Lead",
    "LeadDoor",
    "MailedLink",
    "Membership",
    "Message",
    "MetricDaily",
    "Plan",
    "PlanDraft",
    "Post",
    "PostNote",
    "PostVersion",
    "Profile",
    "Publication",
    "Reading",
    "SavedReply",
    "Series",
    "SignIn",
    "SimulatedPost",
    "TenantRow",
    "TextBlock",
    "User",
    "Webhook",
    "tenant_classes",
    "tenant_column",
]
