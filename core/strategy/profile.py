"""The business's profile: read by everything, changed in one place, checked before it is kept."""

from dataclasses import dataclass, fields
from datetime import date

from core.errors import Forbidden
from core.keys import needs
from core.strategy.profile_rules import refuse_broken
from core.tables import Business, Profile
from core.tables.values import Audience, BrandAssets, Cadence, Fact, Offer, OpenBlock, Segment, Weights
from core.vocab import Permission
from core.workspace import Workspace

OF_BUSINESS = frozenset({"name", "industry", "zone", "country"})
FOR_ADMINS = frozenset({"approval_required", "monthly_tokens", "soft_cap_percent"})
"""Who must be asked, and what may be spent, is not for those who are asked and who spend."""


@dataclass(frozen=True, kw_only=True)
class ProfileEdit:
    """What to change; None leaves a field as it is."""

    name: str | None = None
    industry: str | None = None
    zone: str | None = None
    country: str | None = None
    brand_voice: str | None = None
    goals: tuple[str, ...] | None = None
    segments: tuple[Segment, ...] | None = None
    assets: BrandAssets | None = None
    facts: tuple[Fact, ...] | None = None
    offers: tuple[Offer, ...] | None = None
    benefits: tuple[str, ...] | None = None
    hours: tuple[OpenBlock, ...] | None = None
    audience: tuple[Audience, ...] | None = None
    cadence: tuple[Cadence, ...] | None = None
    holidays: tuple[date, ...] | None = None
    sender_name: str | None = None
    sender_email: str | None = None
    postal_address: str | None = None
    website: str | None = None
    place: str | None = None
    weights: Weights | None = None
    response_target_minutes: int | None = None
    approval_required: bool | None = None
    monthly_tokens: int | None = None
    soft_cap_percent: int | None = None

    def values(self) -> dict[str, object]:
        """The fields that change, by name; words without the spaces around them."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {k: v.strip() if isinstance(v, str) else v for k, v in named.items() if v is not None}


@dataclass(frozen=True)
class ProfileView:
    """The business and its profile, side by side."""

    business: Business
    profile: Profile


@needs(Permission.READ)
def read_profile(ws: Workspace) -> ProfileView:
    return ProfileView(ws.business, ws.profile)


@needs(Permission.WRITE)
def save_profile(ws: Workspace, edit: ProfileEdit) -> ProfileView:
    """Change the profile, all of it or nothing.

    Raises:
        Invalid: a value that cannot be; the first one is named.
        Forbidden: only an admin may switch approval or change the AI allowance.
    """
    with ws.writing() as rows:
        business, profile = rows.get(Business, ws.key.business_id), rows.one(Profile)
        changes = {k: v for k, v in edit.values().items() if v != getattr(_owner(k, business, profile), k)}
        if FOR_ADMINS & changes.keys() and Permission.MANAGE not in ws.key.permissions:
            raise Forbidden("Only an admin can switch approval or change the AI allowance. Ask one of them.")
        refuse_broken(changes)
        for name, value in changes.items():
            setattr(_owner(name, business, profile), name, value)
        if changes:
            profile.updated_at = ws.now
            ws.audit("save_profile", detail=", ".join(sorted(changes)))
        rows.flush()
    ws.__dict__.pop("zone", None)  # it was read from the business as it was before
    return read_profile(ws)


def _owner(name: str, business: Business, profile: Profile) -> Business | Profile:
    return business if name in OF_BUSINESS else profile
