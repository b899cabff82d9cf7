"""The people who are written to one by one: who they are, what they agreed to, and who gets what."""

from core.audience.bring_in import BroughtIn, bring_in_contacts, guess_columns
from core.audience.consent import agree, leave, leave_token, who_leaves
from core.audience.contacts import (
    CHANNELS,
    NewContact,
    add_contact,
    export_contacts,
    forget_contact,
    list_contacts,
    segments,
    zone_of,
)
from core.audience.recipients import Recipients, recipients, why_not

__all__ = [
    "CHANNELS",
    "BroughtIn",
    "NewContact",
    "Recipients",
    "add_contact",
    "agree",
    "bring_in_contacts",
    "export_contacts",
    "forget_contact",
    "guess_columns",
    "leave",
    "leave_token",
    "list_contacts",
    "recipients",
    "segments",
    "who_leaves",
    "why_not",
    "zone_of",
]
