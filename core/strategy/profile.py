"""The business's profile: read by everything, changed in one place, checked before it is kept."""

from dataclasses import dataclass, fields
from datetime import date

from sqlmodel import col

from core.errors import Conflict, Forbidden
from core.keys import needs
from core.strategy.profile_changes import Change, changes_since, named
from core.strategy.profile_rules import refuse_broken
from core.tables import AuditEntry, Business, Profile
from core.tables.rhythm import PostingSlot
from core.tables.values import (
    Audience,
    BrandAssets,
    Cadence,
    Fact,
    Offer,
    OpenBlock,
    Segment,
    SmsPrice,
    Voice,
    Weights,
)
from core.vocab import Permission
from core.workspace import Workspace

OF_BUSINESS = frozenset({"name", "industry", "zone", "country"})
OF_ASSETS = frozenset({"voice", "colors", "sms_price"})
"""Parts of the brand's assets that change alone, so that two people can work on two of them."""
FOR_ADMINS = frozenset({"approval_required", "count_links", "weekly_limit", "monthly_tokens", "soft_cap_percent"})
"""Who must be asked, how often people are written to and what may be spent is not for who asks, writes and spends."""
DEED = "save_profile"


@dataclass(frozen=True, kw_only=True)
class ProfileEdit:
    """What to change; None leaves a field as it is."""

    name: str | None = None
    industry: str | None = None
    zone: str | None = None
    country: str | None = None
    brand_voice: str | None = None
    voice: Voice | None = None
    goals: tuple[str, ...] | None = None
    segments: tuple[Segment, ...] | None = None
    assets: BrandAssets | None = None
    colors: tuple[str, ...] | None = None
    facts: tuple[Fact, ...] | None = None
    offers: tuple[Offer, ...] | None = None
    benefits: tuple[str, ...] | None = None
    hours: tuple[OpenBlock, ...] | None = None
    audience: tuple[Audience, ...] | None = None
    cadence: tuple[Cadence, ...] | None = None
    queue: tuple[PostingSlot, ...] | None = None
    holidays: tuple[date, ...] | None = None
    sender_name: str | None = None
    sender_email: str | None = None
    postal_address: str | None = None
    sms_price: SmsPrice | None = None
    website: str | None = None
    place: str | None = None
    weights: Weights | None = None
    response_target_minutes: int | None = None
    approval_required: bool | None = None
    count_links: bool | None = None
    weekly_limit: int | None = None
    monthly_tokens: int | None = None
    soft_cap_percent: int | None = None

    def values(self) -> dict[str, object]:
        """The fields that change, by name; words without the spaces around them."""
        all_of_them = {field.name: getattr(self, field.name) for field in fields(self)}
        return {k: v.strip() if isinstance(v, str) else v for k, v in all_of_them.items() if v is not None}


@dataclass(frozen=True)
class ProfileView:
    """The business and its profile, side by side."""

    business: Business
    profile: Profile

    def value(self, name: str) -> object:
        """A field of an edit as it is kept now."""
        return getattr(_owner(name, self.business, self.profile), name)

    def changes_since(self, seen: ProfileEdit) -> tuple[Change, ...]:
        """What somebody made of the fields that an editor was shown, in words; nothing where they still hold."""
        return changes_since({name: (value, self.value(name)) for name, value in seen.values().items()})


@needs(Permission.READ)
def read_profile(ws: Workspace) -> ProfileView:
    return ProfileView(ws.business, ws.profile)


@needs(Permission.WRITE)
def save_profile(ws: Workspace, edit: ProfileEdit, *, seen: ProfileEdit | None = None) -> ProfileView:
    """Change the profile, all of it or nothing.

    Args:
        ws: the business.
        edit: what to change.
        seen: the fields as the editor was shown them; without it, the last one to save wins.

    Raises:
        Invalid: a value that cannot be; the first one is named.
        Conflict: somebody changed one of these fields since it was shown; says what it is now.
        Forbidden: only an admin may switch approval and the counting of links, or change the AI allowance and the
            weekly limit.
    """
    with ws.writing() as rows:
        business, profile = rows.get(Business, ws.key.business_id), rows.lock(Profile, rows.one(Profile).id)
        now = ProfileView(business, profile)
        changes = {name: value for name, value in edit.values().items() if value != now.value(name)}
        if seen is not None:
            _refuse_stale(ws, [one for one in now.changes_since(seen) if one.field in changes])
        if FOR_ADMINS & changes.keys() and Permission.MANAGE not in ws.key.permissions:
            raise Forbidden("Only an admin can switch approval or change what limits there are. Ask one of them.")
        refuse_broken(changes)
        for name, value in changes.items():
            if name in OF_ASSETS:
                profile.assets = profile.assets.model_copy(update={name: value})
            else:
                setattr(_owner(name, business, profile), name, value)
        if changes:
            profile.updated_at = ws.now
            ws.audit(DEED, detail=", ".join(sorted(changes)))
        rows.flush()
    ws.__dict__.pop("zone", None)  # it was read from the business as it was before
    return read_profile(ws)


def _owner(name: str, business: Business, profile: Profile) -> Business | Profile | BrandAssets:
    return business if name in OF_BUSINESS else profile.assets if name in OF_ASSETS else profile


def _refuse_stale(ws: Workspace, changes: list[Change]) -> None:
    if not changes:
        return
    first = changes[0]
    entries = ws.rows.find(AuditEntry, col(AuditEntry.verb) == DEED, order=[col(AuditEntry.at).desc()], limit=20)
    actor = next((entry.actor for entry in entries if first.field in entry.detail.split(", ")), "Somebody")
    raise Conflict(
        f"{actor} changed {named(first.field)} while you were editing. It was {first.was}; now it is {first.now}. "
        "Nothing was saved. Load the new version, or save yours over it.",
        field=first.field,
    )
