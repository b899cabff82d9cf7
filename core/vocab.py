"""The words the product speaks: every status, role and kind, once."""

from enum import StrEnum

Channel = str
"""A channel's name, validated against ``data/platform_rules.toml``: adding one never needs a migration."""


class LinkPurpose(StrEnum):
    """What a link in somebody's mailbox is for."""

    CONFIRM = "confirm"
    RESET = "reset"


class Role(StrEnum):
    ADMIN = "admin"
    MARKETER = "marketer"
    VIEWER = "viewer"


class Permission(StrEnum):
    """What a verb may require; ``core.accounts.permissions`` says which role holds which."""

    READ = "read"
    PLAN = "plan"
    WRITE = "write"
    APPROVE = "approve"
    PUBLISH = "publish"
    REPLY = "reply"
    IMPORT = "import"
    MANAGE = "manage"
    CLOCK = "clock"


class Scope(StrEnum):
    """What an API token may be used for; the role of whoever made it bounds it too."""

    BUSINESS_READ = "business:read"
    BUSINESS_WRITE = "business:write"
    CAMPAIGNS_READ = "campaigns:read"
    CAMPAIGNS_WRITE = "campaigns:write"
    CONTENT_READ = "content:read"
    CONTENT_WRITE = "content:write"
    PUBLISH = "publish"
    ANALYTICS_READ = "analytics:read"
    INBOX_READ = "inbox:read"
    INBOX_WRITE = "inbox:write"
    IMPORT = "import"
    EXPORT = "export"
    USAGE_READ = "usage:read"
    WEBHOOKS = "webhooks"


class HookEvent(StrEnum):
    """What a webhook can be told of."""

    PUBLISHED = "publication.published"
    FAILED = "publication.failed"
    MESSAGE = "message.received"
    LEAD = "lead.created"
    PLAN = "plan.accepted"


class DeliveryStatus(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class PostType(StrEnum):
    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"


class PostStatus(StrEnum):
    DRAFT = "draft"
    PENDING_APPROVAL = "pending_approval"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    ON_HOLD = "on_hold"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    MISSED = "missed"
    CANCELLED = "cancelled"


class PlanStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


class CampaignStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"


class ExperimentStatus(StrEnum):
    RUNNING = "running"
    DECIDED = "decided"
    STOPPED = "stopped"


class ExperimentMetric(StrEnum):
    """What the better version has more of, as a share of those who saw it."""

    ENGAGEMENT = "engagement"
    CLICKS = "clicks"
    LEADS = "leads"


class PublicationKind(StrEnum):
    POST = "post"
    REPLY = "reply"


class PublicationStatus(StrEnum):
    SCHEDULED = "scheduled"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    MISSED = "missed"
    CANCELLED = "cancelled"


class AttemptOutcome(StrEnum):
    """How one wire call ended; ``open`` is written, durably, before the call is made."""

    OPEN = "open"
    ACCEPTED = "accepted"
    TRANSIENT = "transient"
    RATE_LIMITED = "rate_limited"
    AUTH_EXPIRED = "auth_expired"
    REJECTED = "rejected"
    AMBIGUOUS = "ambiguous"


class Capability(StrEnum):
    """What a channel can do about an answer that never came."""

    IDEMPOTENT = "idempotent"
    LOOKUP = "lookup"
    NEITHER = "neither"


class Origin(StrEnum):
    """Where a number comes from; told apart on every chart."""

    SIMULATED = "simulated"
    IMPORTED = "imported"
    LIVE = "live"


class ConversationStatus(StrEnum):
    PENDING = "pending"
    REPLIED = "replied"
    ESCALATED = "escalated"
    CLOSED = "closed"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Author(StrEnum):
    """Who wrote a message; an ``acknowledgement`` is automatic and is no answer."""

    CUSTOMER = "customer"
    PERSON = "person"
    FAQ = "faq"
    ACKNOWLEDGEMENT = "acknowledgement"


class ConsentStatus(StrEnum):
    GIVEN = "given"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Engine(StrEnum):
    """Which kind of writer answered a prompt."""

    OFFLINE = "offline"
    MODEL = "model"
    PERSON = "person"


class NoteKind(StrEnum):
    """What a line in a post's thread is: something said, or a step of its approval."""

    COMMENT = "comment"
    ASKED = "asked"
    CHANGES = "changes"
    APPROVED = "approved"
    REOPENED = "reopened"


class BlockKind(StrEnum):
    """Texts that are kept to be used again: a whole post, a piece of one, or hashtags that belong together."""

    TEMPLATE = "template"
    SNIPPET = "snippet"
    HASHTAGS = "hashtags"


class JobStatus(StrEnum):
    OK = "ok"
    FAILED = "failed"


class Signal(StrEnum):
    """The four signals of the Marketing Health Score."""

    ENGAGEMENT = "engagement"
    CONSISTENCY = "consistency"
    DIVERSITY = "diversity"
    RESPONSE = "response"
