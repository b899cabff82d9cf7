"""Who somebody is and what they may open. The only room that cuts keys."""

from core.accounts.members import Place, clock_key, create_business, open_business, places
from core.accounts.people import Person, register, sign_in
from core.accounts.sign_ins import remember, resume, sign_out

__all__ = [
    "Person",
    "Place",
    "clock_key",
    "create_business",
    "open_business",
    "places",
    "register",
    "remember",
    "resume",
    "sign_in",
    "sign_out",
]
