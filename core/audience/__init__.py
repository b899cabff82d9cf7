"""The people who are written to one by one: who they are, what they agreed to, and who gets what."""

from core.audience.bounces import PATIENCE, TakenIn, bring_in_reports, heed
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
from core.audience.reports_door import (
    ReportsDoor,
    close_reports_door,
    open_reports_door,
    read_reports_door,
    receive_reports,
)
from core.connections.signed_calls import SignedCall

__all__ = [
    "CHANNELS",
    "LONGEST_LIST",
    "PATIENCE",
    "SAYS",
    "BroughtIn",
    "Headcount",
    "NewContact",
    "Recipients",
    "ReportsDoor",
    "SignedCall",
    "TakenIn",
    "add_contact",
    "agree",
    "agree_many",
    "bring_in_contacts",
    "bring_in_reports",
    "close_reports_door",
    "export_contacts",
    "forget_contact",
    "forget_many",
    "guess_columns",
    "headcount",
    "heed",
    "leave",
    "leave_many",
    "leave_token",
    "list_contacts",
    "open_reports_door",
    "put_in_segment",
    "read_reports_door",
    "receive_reports",
    "recipients",
    "segments",
    "who_leaves",
    "why_not",
    "zone_of",
]
