"""The people who are written to one by one: who they are, what they agreed to, and who gets what."""

from core.audience.bring_in import BroughtIn, bring_in_contacts, guess_columns
from core.audience.consent import agree, leave, leave_token, who_leaves
from core.audience.contacts import (
    CHANNELS,
    LONGEST_LIST,
    NewContact,
    add_contact,
    export_contacts,
    forget_contact,
    list_contacts,
    segments,
    zone_of,
)
from core.audience.many import agree_many, forget_many, leave_many, put_in_segment
from core.audience.recipients import SAYS, Headcount, Recipients, headcount, recipients, why_not

__all__ = [
    "CHANNELS",
    "LONGEST_LIST",
    "SAYS",
    "BroughtIn",
    "Headcount",
    "NewContact",
    "Recipients",
    "add_contact",
    "agree",
    "agree_many",
    "bring_in_contacts",
    "export_contacts",
    "forget_contact",
    "forget_many",
    "guess_columns",
    "headcount",
    "leave",
    "leave_many",
    "leave_token",
    "list_contacts",
    "put_in_segment",
    "recipients",
    "segments",
    "who_leaves",
    "why_not",
    "zone_of",
]
