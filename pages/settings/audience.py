"""The people who are written to one by one: who they are, what they agreed to, and bringing more of them in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID
from zoneinfo import available_timezones

import streamlit as st

from core import audience
from core.audience import BroughtIn, NewContact
from core.tables import Contact
from core.vocab import ConsentStatus, Permission
from core.workspace import Workspace
from pages.settings import came_back, often, whom
from ui import outcome, shell
from ui.pieces import empty, section
from ui.safe import plain
from ui.theme import channel_look

PLACE, TURN = "audience", "audience:turn"
STANDS = {ConsentStatus.GIVEN: "agreed", ConsentStatus.UNKNOWN: "not asked", ConsentStatus.WITHDRAWN: "left"}


def draw() -> None:
    """Draw the list, what can be done with the people chosen in it, and the ways to bring in more."""
    section(
        "Audience",
        says="Who your e-mails and texts go to. Nobody is written to who has not agreed, and who leaves stays away.",
    )
    outcome.draw(PLACE)
    may = shell.can(Permission.WRITE)
    with st.container(horizontal=True, gap="small"):
        if may:
            with st.popover("Add somebody", icon=":material/person_add:"):
                _one()
            with st.popover("Bring in a file", icon=":material/upload_file:"):
                _file()
            came_back.draw()
        often.draw()
        export = st.container()
    with shell.workspace() as ws:
        sizes, returned = audience.segment_sizes(ws), audience.read_returned(ws)
    who = whom.draw(sizes, returned)
    with export:
        _export(who)
    with shell.workspace() as ws:
        people = audience.list_contacts(
            ws, channel=who.channel, segment=who.segment, search=who.search, came_back=who.came_back
        )
        goes = {name: audience.headcount(ws, name).in_words() for name in audience.CHANNELS}
        most = ws.profile.weekly_limit
    if not people:
        _nothing(is_searched=who.narrows)
        return
    reached = [f"{channel_look(name).label}: a post now reaches {plain(words)}" for name, words in goes.items()]
    if len(people) >= audience.LONGEST_LIST:
        reached.append(f"Below are the first {audience.LONGEST_LIST} by name. Search to find others.")
    st.caption("  \n".join([*reached, whom.rules(most)]))
    _list(people, may=may)


def _export(who: whom.Whom) -> None:
    def made(ws: Workspace) -> bytes:
        return audience.export_contacts(
            ws, channel=who.channel, segment=who.segment, search=who.search, came_back=who.came_back
        )

    st.download_button("These people (CSV)" if who.narrows else "Everybody (CSV)", shell.later(made),
                       file_name="audience.csv", mime="text/csv", icon=":material/download:",
                       on_click="ignore")  # fmt: skip


def _list(people: Sequence[Contact], *, may: bool) -> None:
    picked = st.dataframe(
        [
            {
                "Name": one.name,
                "Channel": channel_look(one.channel).label,
                "Address": one.handle,
                "Segment": one.segment,
                "Time zone": one.zone,
                "Consent": _stands(one),
                "How we know": one.suppressed_reason or one.consent_source,
                "Since": one.suppressed_at or one.consent_at,
            }
            for one in people
        ],
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=_key(people),
        placeholder="",
        column_config={
            "Consent": st.column_config.Column(width="medium"),
            "Since": st.column_config.DatetimeColumn(format="D MMM YYYY", timezone=shell.here().zone.key),
        },
    )
    chosen = [people[row] for row in picked["selection"]["rows"] if row < len(people)]
    if chosen and may:
        _with([one.id for one in chosen])


def _stands(one: Contact) -> str:
    """How a person stands: what they said, and whether their address takes mail."""
    if one.consent is not ConsentStatus.WITHDRAWN and one.suppressed_at is not None:
        return "refuses mail"
    if one.soft_bounces and one.consent is ConsentStatus.GIVEN:
        return f"agreed; came back {one.soft_bounces} of {audience.PATIENCE} times"
    return STANDS[one.consent]


def _key(people: Sequence[Contact]) -> str:
    """Another list is another table, and after each deed nobody is chosen: a click never hits whoever moved up."""
    return f"audience:list:{st.session_state.get(TURN, 0)}:{hash(tuple(one.id for one in people))}"


def _with(chosen: Sequence[UUID]) -> None:
    """What can be done with those who are chosen."""
    st.markdown(f"**{_count(len(chosen))}** chosen")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        with st.popover("They agreed", icon=":material/check:"):
            source = st.text_input("Where they agreed", key="audience:source", placeholder="at the till, sign-up form…")
            st.button("Keep that", type="primary", key="audience:agree", on_click=_agree, args=(chosen, source))
        with st.popover("Segment", icon=":material/group_work:"):
            with shell.workspace() as ws:
                known = audience.segments(ws)
            name = st.selectbox("Segment", known, index=None, accept_new_options=True, key="audience:segment",
                                placeholder="Choose, or type a new one")  # fmt: skip
            with st.container(horizontal=True, gap="small"):
                st.button("Put them in", type="primary", key="audience:put", disabled=not name, on_click=_put,
                          args=(chosen, name or ""))  # fmt: skip
                st.button("Take them out", key="audience:out", on_click=_put, args=(chosen, ""))
        with st.popover("Time zone", icon=":material/public:"):
            zone = st.selectbox("Time zone", sorted(available_timezones()), index=None, key="audience:zone",
                                placeholder=f"Ours, {shell.here().zone.key}")  # fmt: skip
            st.button("Keep that", type="primary", key="audience:clock", on_click=_clock, args=(chosen, zone or ""))
        st.button("They left", icon=":material/person_off:", on_click=_leave, args=(chosen,))
        if shell.can(Permission.MANAGE):
            with st.popover("Delete", icon=":material/delete:"):
                st.markdown(f"{_count(len(chosen))} and all that they wrote will be gone for good.")
                st.button("Delete them", type="primary", on_click=_forget, args=(chosen,))


def _one() -> None:
    with st.form("audience:one", border=False, clear_on_submit=False):
        channel = st.radio("By", audience.CHANNELS, format_func=lambda one: channel_look(one).label, horizontal=True)
        handle = st.text_input("Address or number")
        name = st.text_input("Name", max_chars=120)
        segment = st.text_input("Segment", max_chars=120)
        zone = st.text_input("Time zone", max_chars=64, placeholder=f"Ours, {shell.here().zone.key}")
        source = st.text_input("Where they agreed", max_chars=120, help="Empty: they are kept, and not written to.")
        if st.form_submit_button("Add", type="primary"):
            new = NewContact(channel=channel, handle=handle, name=name, segment=segment, zone=zone,
                             consent_source=source)  # fmt: skip
            with shell.refusals():
                with shell.workspace() as ws:
                    added = audience.add_contact(ws, new)
                outcome.tell(PLACE, f"{added.name} is in your audience.")
                st.rerun()


def _file() -> None:
    file = st.file_uploader(
        "CSV with a column of addresses or numbers", type=["csv", "tsv", "txt"], key="audience:file"
    )
    agreed = st.text_input("Where all of them agreed, if the file doesn't say", key="audience:agreed", max_chars=120)
    into = st.text_input("Segment of those whose row names none", key="audience:into", max_chars=120)
    strict = st.checkbox("Keep nobody when a row is wrong", key="audience:strict")
    if file is not None and st.button("Bring them in", type="primary", icon=":material/group_add:"):
        with shell.refusals(), st.spinner("Reading…"):
            with shell.workspace() as ws:
                found = audience.bring_in_contacts(
                    ws, file.getvalue(), file.name, everyone_agreed=agreed, segment=into.strip(), all_or_nothing=strict
                )
            outcome.tell(PLACE, _told(found), is_good=not found.errors)
            st.rerun()


def _told(found: BroughtIn) -> str:
    words = f"{_count(found.added)} added, {found.changed:,} brought up to date"
    words += f", {found.stayed_away:,} stayed away because they had left" if found.stayed_away else ""
    if not found.errors:
        return f"{words}."
    first = "; ".join(f"row {one.row}: {one.message}" for one in found.errors[:5])
    more = f"; and {len(found.errors) - 5:,} more" if len(found.errors) > 5 else ""
    return (
        f"{words}. {len(found.errors):,} {'row was' if len(found.errors) == 1 else 'rows were'} not kept: {first}{more}"
    )


def _agree(chosen: Sequence[UUID], source: str) -> None:
    with _deed() as ws:
        outcome.tell(PLACE, f"{_count(audience.agree_many(ws, chosen, source))} agreed.")


def _leave(chosen: Sequence[UUID]) -> None:
    with _deed() as ws:
        count = audience.leave_many(ws, chosen, "marked by hand")
        outcome.tell(PLACE, f"{_count(count)} {'is' if count == 1 else 'are'} written to no more.")


def _put(chosen: Sequence[UUID], segment: str) -> None:
    with _deed() as ws:
        count = _count(audience.put_in_segment(ws, chosen, segment))
        outcome.tell(PLACE, f"{count} in “{segment}” now." if segment else f"{count} in no segment now.")


def _clock(chosen: Sequence[UUID], zone: str) -> None:
    with _deed() as ws:
        count = audience.put_in_zone(ws, chosen, zone)
        outcome.tell(PLACE, f"{_count(count)} {'lives' if count == 1 else 'live'} by {zone or 'our own clock'} now.")


def _forget(chosen: Sequence[UUID]) -> None:
    with _deed() as ws:
        count = audience.forget_many(ws, chosen)
        outcome.tell(PLACE, f"{_count(count)} {'is' if count == 1 else 'are'} deleted.")


@contextmanager
def _deed() -> Iterator[Workspace]:
    """Do something with those who are chosen; afterwards nobody is."""
    with outcome.attempt(PLACE), shell.workspace() as ws:
        yield ws
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _count(people: int) -> str:
    """
    >>> _count(1), _count(1200)
    ('1 person', '1,200 people')
    """
    return f"{people:,} {'person' if people == 1 else 'people'}"


def _nothing(*, is_searched: bool) -> None:
    if is_searched:
        empty("search_off", "Nobody fits", "Search for a part of a name, an address or a number.")
    else:
        empty("group_add", "Nobody yet", "Add somebody by hand, or bring in a file with addresses or numbers.")
