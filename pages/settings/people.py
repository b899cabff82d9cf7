"""Who may enter this business: shown to everybody, decided by an admin."""

import streamlit as st

from core import accounts
from core.accounts import Member
from core.vocab import Permission, Role
from ui import outcome, session, shell
from ui.pieces import section
from ui.safe import plain, unlinked

ROLES = {
    Role.ADMIN: "everything",
    Role.MARKETER: "all but people, keys and deletion",
    Role.VIEWER: "looks and exports",
}
_PLACE, _LINK = "people", "people:link"


def draw() -> None:
    """Draw the members, and for an admin what can be done about them."""
    section("People", says="Who belongs to this business, and what they may do.")
    outcome.draw(_PLACE)
    with shell.refusals():
        members = accounts.list_members(shell.runtime(), shell.key())
        _table(members)
        _deeds(members)


def _table(members: list[Member]) -> None:
    st.dataframe(
        [
            {
                "Name": one.name,
                "E-mail": one.email,
                "Role": one.role.capitalize(),
                "May do": ROLES[one.role],
                "Since": shell.local(one.since),
            }
            for one in members
        ],
        hide_index=True,
        width="stretch",
        column_config={"Since": st.column_config.DatetimeColumn(format="D MMM YYYY")},
    )


def _deeds(members: list[Member]) -> None:
    others = [one for one in members if one.user_id != shell.key().user_id]
    if shell.here().sandbox_until:
        st.caption("A demo is yours alone. In a business of your own you invite others here.")
        return
    if link := st.session_state.get(_LINK):
        st.code(link, language=None)
        st.caption("Send them this link. It is good for seven days, for their address alone, and is not shown again.")
    admin = shell.can(Permission.MANAGE)
    with st.container(horizontal=True, gap="small"):
        if admin:
            with st.popover("Invite somebody", icon=":material/person_add:"):
                _invite()
        if admin and others:
            with st.popover("Change somebody", icon=":material/manage_accounts:"):
                _change(others)
        with st.popover("Leave", icon=":material/logout:"):
            st.markdown(f"You would no longer see {plain(shell.here().name)}. What you made stays.")
            st.button("Leave this business", type="primary", on_click=_leave)
    if admin:
        _waiting()


def _invite() -> None:
    with st.form("people:invite", border=False, clear_on_submit=True):
        email = st.text_input("E-mail address", autocomplete="off")
        role = st.radio("As", list(ROLES), index=1, format_func=_named)
        if st.form_submit_button("Make the link", type="primary", icon=":material/link:"):
            with shell.refusals():
                token = accounts.invite(shell.runtime(), shell.key(), email=email, role=role)
                with shell.workspace() as ws:
                    st.session_state[_LINK] = f"{ws.public_url.rstrip('/')}/?{session.INVITATION}={token}"
                st.rerun()


def _change(others: list[Member]) -> None:
    chosen = st.selectbox("Who", others, format_func=lambda one: f"{one.name} ({one.email})", key="people:who")
    role = st.radio("Is", list(ROLES), index=list(ROLES).index(chosen.role), format_func=_named,
                    key=f"people:role:{chosen.user_id}")  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button("Save", type="primary", disabled=role is chosen.role, on_click=_make, args=(chosen, role))
        st.button("Remove", icon=":material/person_remove:", on_click=_remove, args=(chosen,))


def _waiting() -> None:
    for one in accounts.list_invitations(shell.runtime(), shell.key()):
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"**{unlinked(one.email)}** is invited as {one.role}, until {shell.when(one.expires_at)}.",
                width="stretch",
            )
            st.button("Withdraw", icon=":material/undo:", key=f"people:off:{one.email}", on_click=_withdraw,
                      args=(one.email,))  # fmt: skip


def _make(member: Member, role: Role) -> None:
    with outcome.attempt(_PLACE):
        accounts.change_role(shell.runtime(), shell.key(), member.user_id, role)
        outcome.tell(_PLACE, f"{member.name} is {'an' if role is Role.ADMIN else 'a'} {role} now.")


def _remove(member: Member) -> None:
    with outcome.attempt(_PLACE):
        accounts.remove_member(shell.runtime(), shell.key(), member.user_id)
        outcome.tell(_PLACE, f"{member.name} no longer comes in. What they made stays.")


def _withdraw(email: str) -> None:
    with outcome.attempt(_PLACE):
        accounts.withdraw_invitation(shell.runtime(), shell.key(), email)
        st.session_state.pop(_LINK, None)
        outcome.tell(_PLACE, f"The invitation of {email} is withdrawn; its link opens nothing now.")


def _leave() -> None:
    here, mine = shell.here(), shell.key()
    with outcome.attempt(_PLACE):
        assert mine.user_id is not None
        accounts.remove_member(shell.runtime(), mine, mine.user_id)
        session.part(f"You left {here.name}.")


def _named(role: Role) -> str:
    return f"{role.capitalize()}: {ROLES[role]}"
