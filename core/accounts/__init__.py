"""Who somebody is and what they may open. The only room that cuts keys."""

from core.accounts.admission import LetIn, admit, let_in
from core.accounts.identities import vouched_for
from core.accounts.invitations import (
    Invited,
    accept_invitation,
    invite,
    list_invitations,
    read_invitation,
    withdraw_invitation,
)
from core.accounts.mailed import ask_for_reset, ask_to_confirm
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
from core.accounts.renewed import change_password, confirm_address, is_confirmed, read_reset, reset_password
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
from core.accounts.sign_ins import come_back, remember, resume, sign_out, visiting
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
    "ask_for_reset",
    "ask_to_confirm",
    "change_password",
    "change_role",
    "clock_key",
    "come_back",
    "confirm_address",
    "create_business",
    "delete_business",
    "end_other_sessions",
    "end_session",
    "end_token",
    "enter",
    "invite",
    "is_confirmed",
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
    "read_reset",
    "recognise",
    "register",
    "remember",
    "remove_member",
    "renew_session",
    "reset_password",
    "resume",
    "sign_in",
    "sign_out",
    "visiting",
    "vouched_for",
    "withdraw_invitation",
]
