"""Agreeing and leaving: nobody is written to without the one, and the other is for good until they agree again."""

from uuid import UUID

from pydantic import SecretStr
from sqlmodel import col

from core.errors import Invalid, NotFound
from core.keys import needs
from core.tables import Contact, Publication
from core.vocab import ConsentStatus, Permission, PublicationStatus
from core.workspace import Workspace

_LEAVE = "leave:"


@needs(Permission.REPLY)
def leave(ws: Workspace, contact_id: UUID, how: str) -> Contact:
    """Write to a person no more, and take back what still waits for them.

    Args:
        ws: the business they leave.
        contact_id: who leaves.
        how: where they said so, such as "unsubscribe link" or "bounced".
    """
    with ws.writing() as rows:
        contact = rows.get(Contact, contact_id)
        if contact.consent is not ConsentStatus.WITHDRAWN or contact.suppressed_at is None:
            contact.consent, contact.consent_source = ConsentStatus.WITHDRAWN, how[:120]
            contact.consent_at = contact.suppressed_at = ws.now
            waiting = (
                col(Publication.contact_id) == contact_id,
                col(Publication.status) == PublicationStatus.SCHEDULED,
            )
            rows.change(Publication, *waiting, status=PublicationStatus.CANCELLED, reason=f"They left: {how}")
            ws.audit("contact_left", subject=str(contact_id), detail=how)
    return contact


@needs(Permission.WRITE)
def agree(ws: Workspace, contact_id: UUID, source: str) -> Contact:
    """Write down that a person agreed, also one who had left or whose address refused mail.

    Raises:
        Invalid: it is not said where they agreed.
    """
    told = source.strip()
    if not told:
        raise Invalid("Say where they agreed, such as “sign-up form” or “at the till”.", field="source")
    with ws.writing() as rows:
        contact = rows.get(Contact, contact_id)
        contact.consent, contact.consent_source = ConsentStatus.GIVEN, told[:120]
        contact.consent_at, contact.suppressed_at = ws.now, None
        contact.suppressed_reason, contact.soft_bounces = "", 0
        ws.audit("contact_agreed", subject=str(contact_id), detail=told)
    return contact


def leave_token(ws: Workspace, contact_id: UUID) -> str:
    """What a link to leave carries: readable by this business alone, and good for this person alone."""
    return ws.vault.seal(SecretStr(f"{_LEAVE}{contact_id}"))


@needs(Permission.REPLY)
def who_leaves(ws: Workspace, token: str) -> Contact:
    """The person that a link to leave was made for.

    Raises:
        NotFound: it was made for nobody here, or they were deleted meanwhile.
    """
    told = ws.vault.open(token)
    secret = told.get_secret_value() if told else ""
    if not secret.startswith(_LEAVE):
        raise NotFound("This link is not complete. Open it once more from the message, or reply with “unsubscribe”.")
    contact = ws.rows.seek(Contact, UUID(secret.removeprefix(_LEAVE)))
    if contact is None:
        raise NotFound("You are not on this list any more.")
    return contact
