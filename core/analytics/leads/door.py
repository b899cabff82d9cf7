"""The door by which other programs tell of leads: one signed JSON POST a lead (Standard Webhooks 1.0.0)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, SecretStr, ValidationError
from sqlmodel import col

from core import webhooks
from core.analytics.leads.keep import Told, keep_leads, known_refs
from core.analytics.leads.trace import LONGEST, Place, tags_in
from core.channels.utm import Tags
from core.connections.signed_calls import LATE, SignedCall, refuse_unsigned
from core.connections.signing import new_secret
from core.errors import Invalid
from core.keys import needs
from core.tables import Lead, LeadDoor
from core.vocab import HookEvent, Origin, Permission
from core.workspace import Workspace

SHOWN = 4
PLACE = "Analytics, Goals"


@dataclass(frozen=True)
class DoorView:
    """Where leads are sent; the secret itself is shown once, when it is made."""

    url: str
    secret_ends: str
    made_at: datetime
    events: int


class LeadEvent(BaseModel):
    """What a call may say: who it was is none of our business, and left out where it is sent.

    ``url`` is the address that the person landed on; its ``utm_`` tags stand in for those that are not given.
    """

    at: AwareDatetime | None = None
    post_id: UUID | None = None
    url: str = Field(default="", max_length=4000)
    utm_source: str = Field(default="", max_length=LONGEST)
    utm_medium: str = Field(default="", max_length=LONGEST)
    utm_campaign: str = Field(default="", max_length=LONGEST)
    utm_content: str = Field(default="", max_length=LONGEST)

    def tags(self) -> Tags:
        own, landed = Tags(self.utm_source, self.utm_medium, self.utm_campaign, self.utm_content), tags_in(self.url)
        return own if own.query() else landed


@needs(Permission.MANAGE)
def open_lead_door(ws: Workspace) -> SecretStr:
    """Make a new secret, the only one that is good from now on.

    Raises:
        Invalid: this is a demo, or the server has no secret of its own to seal with.
    """
    if ws.business.sandbox_until is not None:
        raise Invalid("A demo takes no leads from outside. Make an account for your own business first.")
    secret = SecretStr(new_secret())
    sealed, ends = ws.vault.seal(secret), secret.get_secret_value()[-SHOWN:]
    with ws.writing() as rows:
        if not rows.change(LeadDoor, sealed_secret=sealed, secret_ends=ends, made_at=ws.now):
            door = LeadDoor(business_id=ws.key.business_id, sealed_secret=sealed, secret_ends=ends, made_at=ws.now)
            rows.add(door)
        ws.audit("open_lead_door")
    return secret


@needs(Permission.MANAGE)
def close_lead_door(ws: Workspace) -> None:
    """Take no more leads from outside; those that came stay."""
    with ws.writing() as rows:
        if rows.remove(LeadDoor):
            ws.audit("close_lead_door")


@needs(Permission.READ)
def read_lead_door(ws: Workspace) -> DoorView | None:
    """Where leads are sent; None while there is no door."""
    door = ws.rows.first(LeadDoor)
    if door is None:
        return None
    url = f"{ws.public_url.rstrip('/')}/api/leads/{ws.key.business_id}"
    return DoorView(url, door.secret_ends, door.made_at, ws.rows.count(Lead, col(Lead.origin) == Origin.LIVE))


@needs(Permission.CLOCK)
def receive_lead(ws: Workspace, ref: str, stamp: str, signed: str, body: bytes) -> tuple[Place, bool]:
    """Keep a lead that a signed call tells of; where it belongs, and whether it is new.

    Args:
        ws: the business that the call's address names.
        ref: ``webhook-id``, the same on every retry.
        stamp: ``webhook-timestamp``, seconds since 1970.
        signed: ``webhook-signature``, one or more of ``v1,`` and base64, by blanks.
        body: the JSON as it came.

    Raises:
        Forbidden: there is no door, the signature does not fit, or its moment is more than five minutes off.
        Invalid: the body is no such event.
    """
    _refuse_stranger(ws, ref, stamp, signed, body)
    event = _event(body)
    at = event.at or ws.now
    if at > ws.now + LATE:
        raise Invalid("This moment is in the future. Send when the person signed up.", field="at")
    with ws.writing() as rows:
        rows.lock(LeadDoor, rows.one(LeadDoor).id)  # a call and its retry wait for each other
        if known_refs(rows, [ref]):
            known = rows.one(Lead, col(Lead.ref) == ref)
            return Place(known.post_id, known.campaign_id), False
        told = Told(ref, min(at, ws.now), event.tags(), event.post_id)
        (place,) = keep_leads(rows, [told], origin=Origin.LIVE, now=ws.now)
        news = {"ref": ref, "at": told.at, "content_id": place.post_id, "campaign_id": place.campaign_id}
        webhooks.tell(ws, HookEvent.LEAD, [news])
    return place, True


def _refuse_stranger(ws: Workspace, ref: str, stamp: str, signed: str, body: bytes) -> None:
    sealed = next((one for (one,) in ws.rows.columns(col(LeadDoor.sealed_secret))), None)
    secret = ws.vault.open(sealed) if sealed else None
    refuse_unsigned(SignedCall(ref, stamp, signed, body), secret, lambda: ws.now, shown=PLACE)


def _event(body: bytes) -> LeadEvent:
    try:
        return LeadEvent.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise Invalid(f"The event cannot be read: {field or 'body'}: {first['msg']}.", field=field or "body") from wrong
