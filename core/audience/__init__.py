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
    segment_sizes,
    segments,
    zone_of,
)
from core.audience.counting import (
    follow_link,
    goes_to_people,
    links_of,
    make_links,
    public_address,
    whose_link,
    why_uncounted,
)
from core.audience.files import folder_of
from core.audience.many import agree_many, forget_many, leave_many, put_in_segment, put_in_zone
from core.audience.recipients import SAYS, Headcount, Recipients, headcount, recipients, why_not
from core.audience.reports_door import (
    ReportsDoor,
    close_reports_door,
    open_reports_door,
    read_reports_door,
    receive_reports,
)
from core.audience.returned import Returned, read_returned
from core.audience.split import SHARES, part_of
from core.connections.signed_calls import SignedCall

__all__ = [
    "CHANNELS",
    "LONGEST_LIST",
    "PATIENCE",
    "SAYS",
    "SHARES",
    "BroughtIn",
    "Headcount",
    "NewContact",
    "Recipients",
    "ReportsDoor",
    "Returned",
    "SignedCall",
    "TakenIn",
    "add_contact",
    "agree",
    "agree_many",
    "bring_in_contacts",
    "bring_in_reports",
    "close_reports_door",
    "export_contacts",
    "folder_of",
    "follow_link",
    "forget_contact",
    "forget_many",
    "goes_to_people",
    "guess_columns",
    "headcount",
    "heed",
    "leave",
    "leave_many",
    "leave_token",
    "links_of",
    "list_contacts",
    "make_links",
    "open_reports_door",
    "part_of",
    "public_address",
    "put_in_segment",
    "put_in_zone",
    "read_reports_door",
    "read_returned",
    "receive_reports",
    "recipients",
    "segment_sizes",
    "segments",
    "who_leaves",
    "whose_link",
    "why_not",
    "why_uncounted",
    "zone_of",
]
