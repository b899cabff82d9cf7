"""Who somebody is and what they may open. The only room that cuts keys."""

from core.accounts.members import Place, clock_key, create_business, open_business, places
from core.accounts.people import Person, register, sign_in
from core.accounts.roster import Member, list_members
from core.accounts.sign_ins import remember, resume, sign_out

__all__ = [
    "Member",
    "Person",
    "Place",
    "clock_key",
    "create_business",
    "list_members",
    "open_business",
    "places",
    "register",
    "remember",
    "resume",
    "sign_in",
    "sign_out",
]
