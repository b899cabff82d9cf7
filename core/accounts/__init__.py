"""Who somebody is and what they may open. The only room that cuts keys."""

from core.accounts.members import Place, clock_key, create_business, delete_business, enter, open_business, places
from core.accounts.people import Person, register, sign_in
from core.accounts.roster import Member, list_members
from core.accounts.sessions import (
    Passes,
    SessionView,
    Visitor,
    end_other_sessions,
    end_session,
    list_sessions,
    open_session,
    recognise,
    renew_session,
)
from core.accounts.sign_ins import remember, resume, sign_out

__all__ = [
    "Member",
    "Passes",
    "Person",
    "Place",
    "SessionView",
    "Visitor",
    "clock_key",
    "create_business",
    "delete_business",
    "end_other_sessions",
    "end_session",
    "enter",
    "list_members",
    "list_sessions",
    "open_business",
    "open_session",
    "places",
    "recognise",
    "register",
    "remember",
    "renew_session",
    "resume",
    "sign_in",
    "sign_out",
]
