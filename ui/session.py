"""Who is here and which business they chose: kept for the browser's session, found again by an opaque id.

The rooms of core are imported where they are asked: the door is drawn before the house is open.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.errors import StreamlitAPIException

from core.errors import NotFound
from core.keys import Key
from ui import opening, vouched

if TYPE_CHECKING:
    from core.accounts import Person, Place, Visitor
    from core.wiring import Runtime

VISIT, BUSINESS, INVITATION = "visit", "business", "invitation"
_PERSON, _HERE, _NOTE, _BOUND = "session:person", "session:here", "session:note", "session:bound"
_PARTED = "session:parted"
VISITORS = "@demo.example.com"
_OWN = (VISIT, BUSINESS, _PERSON)


@dataclass(frozen=True)
class Here:
    """The business on screen: the key to it, and what every screen says about it. ``ahead`` is in seconds."""

    key: Key
    name: str
    zone: ZoneInfo
    now: datetime
    sandbox_until: datetime | None
    ahead: int


@dataclass
class _Seen:
    """What one run of the script has looked up, so that it looks once."""

    places: "list[Place] | None" = None
    here: dict[UUID, Here] = field(default_factory=dict)
    beside: Callable[[], None] | None = None


_RUN: ContextVar[_Seen | None] = ContextVar("run", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look at memberships once in this run of the whole script; a fragment's own run looks for itself."""
    begun = _RUN.set(_Seen())
    try:
        yield
    finally:
        _RUN.reset(begun)


def keep_for_later(draw: Callable[[], None]) -> None:
    """Hold back what stands beside every screen until :func:`beside`."""
    if (seen := _RUN.get()) is not None:
        seen.beside = draw


def beside() -> None:
    """Draw what was held back, once a run: after the heading, which is what somebody who changes screens looks for."""
    seen = _RUN.get()
    if seen is not None and seen.beside is not None:
        draw, seen.beside = seen.beside, None
        draw()


def runtime() -> "Runtime":
    """The product, one a process."""
    opening.rooms_are_ready()
    from core.wiring import product  # noqa: PLC0415

    return product()


def person() -> "Person | None":
    """Who is signed in; the address is asked when the session does not know."""
    known: Person | None = st.session_state.get(_PERSON)
    visit = st.query_params.get(VISIT)
    if known is None and not visit and vouched.is_here() and (known := vouched.person()) is not None:
        admit(known, remembered(known))
    if known is None and visit:
        from core import accounts  # noqa: PLC0415

        known = accounts.resume(runtime(), visit)
        if known is None:
            st.session_state[_NOTE] = "That visit is over: a demo lasts 24 hours, a sign-in 14 days. Come in again."
            st.query_params.clear()
        else:
            admit(known, visit)
    return known


def is_expected() -> bool:
    """Whether somebody is signed in, or the address says who may be: otherwise nobody needs to be looked up."""
    return _PERSON in st.session_state or bool(st.query_params.get(VISIT)) or vouched.is_here()


def remembered(someone: "Person") -> str:
    """An opaque id for this browser, by which somebody is known again."""
    from core import accounts  # noqa: PLC0415

    return accounts.remember(runtime(), someone, device=st.context.headers.get("User-Agent", ""))


def visitor() -> "Visitor":
    """Who is signed in and by which sign-in, for what they decide about their own account."""
    from core import accounts  # noqa: PLC0415

    return accounts.visiting(st.session_state[_PERSON], st.session_state[VISIT])


def admit(someone: "Person", visit: str) -> None:
    """Let somebody in under an opaque id, by which a refreshed browser is known again."""
    st.session_state[_PERSON] = someone
    st.session_state[VISIT] = visit


def stay() -> None:
    """Put back into the address what makes it lead here again: changing screens drops it."""
    ours = {name: st.session_state.get(name) for name in (VISIT, BUSINESS)}
    if lost := {name: value for name, value in ours.items() if value and st.query_params.get(name) != value}:
        st.query_params.update(lost)  # at once: each change is a message of its own to the browser


def leave(note: str = "") -> None:
    """Forget who was here, on this side and in the database."""
    visit = st.session_state.get(VISIT)
    st.session_state.clear()
    _lead_to()
    if visit:
        from core import accounts  # noqa: PLC0415

        accounts.sign_out(runtime(), visit)
    vouched.leave()
    if note:
        st.session_state[_NOTE] = note


def _lead_to(**kept: str) -> None:
    """Have the address say this and nothing else, but for what a widget on screen wrote there: that stays its own."""
    for name in set(st.query_params) - kept.keys():
        with suppress(StreamlitAPIException):
            del st.query_params[name]
    st.query_params.update(kept)


def note() -> str:
    """What the sign-in screen has to say, once."""
    return str(st.session_state.pop(_NOTE, ""))


def places() -> "list[Place]":
    """The businesses the person may enter."""
    someone, seen = person(), _RUN.get()
    if someone is None:
        return []
    from core import accounts  # noqa: PLC0415

    if seen is None:
        return accounts.places(runtime(), someone)
    if seen.places is None:
        seen.places = accounts.places(runtime(), someone)
    return seen.places


def choose(business_id: UUID) -> None:
    """Enter another business; what the screens remembered belongs to the one before."""
    for name in [name for name in st.session_state if name not in _OWN]:
        del st.session_state[name]
    st.session_state[BUSINESS] = str(business_id)
    _lead_to(**{VISIT: st.session_state[VISIT], BUSINESS: str(business_id)})


def part(words: str) -> None:
    """Forget a business that was deleted or left; the next run says ``words`` and enters another one, if any."""
    for name in [name for name in st.session_state if name not in _OWN or name == BUSINESS]:
        del st.session_state[name]
    _lead_to(**{VISIT: st.session_state[VISIT]})
    st.session_state[_PARTED] = words


def parting() -> str:
    """What there is to say after a business was deleted or left, once."""
    return str(st.session_state.pop(_PARTED, ""))


def arrive(business_id: UUID) -> None:
    """Enter a business that was just made; its first campaign comes next."""
    choose(business_id)
    st.session_state[_BOUND] = True


def has_entered() -> bool:
    """Whether a business was opened in this session; that it still may be is asked before anything is drawn."""
    return BUSINESS in st.session_state


def takes_off() -> bool:
    """Whether a newcomer is on the way to their first campaign; true once."""
    return bool(st.session_state.pop(_BOUND, False))


def is_visitor(someone: "Person") -> bool:
    """Whether this person came through the demo's door and has no account."""
    return someone.email.endswith(VISITORS)


def enter(found: "list[Place]") -> Here:
    """Open the chosen business, or the first one, for this run of the script."""
    wanted = st.session_state.get(BUSINESS) or st.query_params.get(BUSINESS)
    place = next((place for place in found if str(place.business_id) == wanted), found[0])
    st.session_state[BUSINESS] = str(place.business_id)
    return look()


def look() -> Here:
    """Check the sign-in and the membership, cut the key and read the business's clock, once a run.

    Raises:
        NotFound: nobody is here, or the business is gone.
        NotSignedIn: the sign-in was ended elsewhere.
    """
    someone, chosen = st.session_state.get(_PERSON), st.session_state.get(BUSINESS)
    if someone is None or chosen is None:
        raise NotFound("Sign in to see this.")
    wanted, seen = UUID(chosen), _RUN.get()
    if seen is not None and wanted in seen.here:
        return seen.here[wanted]
    from core import accounts  # noqa: PLC0415

    key = accounts.come_back(runtime(), someone, st.session_state[VISIT], wanted)
    with runtime().workspace(key) as ws:
        business = ws.business
        found = Here(key, business.name, ws.zone, ws.now, business.sandbox_until, business.clock_offset)
    st.session_state[_HERE] = found
    if seen is not None:
        seen.here[wanted] = found
    return found


def here() -> Here:
    """What :func:`look` found last."""
    found: Here | None = st.session_state.get(_HERE)
    return found or look()
