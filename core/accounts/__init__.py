"""Who somebody is and what they may open. The only room that cuts keys."""

from core.accounts.admission import LetIn, admit, let_in
from core.accounts.invitations import (
    Invited,
    accept_invitation,
    invite,
    list_invitations,
    read_invitation,
    withdraw_invitation,
)
from core.accounts.members import (
    Place,
    clock_key,
    create_business,
    delete_business,
    enter,
    open_business,
    places,
)
from core.accounts.people import Person, register, sign_in
from core.accounts.roster import Member, change_role, list_members, remove_member
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
from core.accounts.tokens import TokenView, end_token, list_tokens, make_token

__all__ = [
    "Invited",
    "LetIn",
    "Member",
    "Passes",
    "Person",
    "Place",
    "SessionView",
    "TokenView",
    "Visitor",
    "accept_invitation",
    "admit",
    "change_role",
    "clock_key",
    "create_business",
    "delete_business",
    "end_other_sessions",
    "end_session",
    "end_token",
    "enter",
    "invite",
    "let_in",
    "list_invitations",
    "list_members",
    "list_sessions",
    "list_tokens",
    "make_token",
    "open_business",
    "open_session",
    "places",
    "read_invitation",
    "recognise",
    "register",
    "remember",
    "remove_member",
    "renew_session",
    "resume",
    "sign_in",
    "sign_out",
    "withdraw_invitation",
]
