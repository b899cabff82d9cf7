"""Who may enter this business."""

import streamlit as st

from core import accounts
from ui import shell
from ui.pieces import section

ROLES = {
    "admin": "everything",
    "marketer": "all but people, keys and deletion",
    "viewer": "looks and exports",
}


def draw() -> None:
    """Draw the list; inviting is not here yet, and the page says so."""
    section("People", says="Who belongs to this business, and what they may do.")
    with shell.refusals():
        members = accounts.list_members(shell.runtime(), shell.key())
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
    st.caption(":material/info: People can't be invited, changed or removed from here yet: this list is for reading.")
