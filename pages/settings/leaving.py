"""Taking everything along as one archive, and deleting the business for good."""

import streamlit as st

from core import privacy
from core.vocab import Permission
from ui import session, shell
from ui.pieces import section
from ui.safe import plain


def draw() -> None:
    """Draw both for an admin; others are told who can."""
    section(
        "Take everything along",
        says="Every row and every picture of this business in one ZIP archive: plain JSON, readable without this "
        "program. Keys, passwords and link secrets are left out.",
    )
    if not shell.can(Permission.MANAGE):
        st.caption("Only an admin takes everything along or deletes the business.")
        return
    st.download_button(
        "Everything (ZIP)",
        shell.later(privacy.export_everything),
        file_name=f"{_file_name(shell.here().name)}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
    )
    section(
        "Delete this business",
        says="Its campaigns, posts, numbers, contacts and messages are deleted, and its accounts are disconnected. "
        "Nobody can bring them back, so take everything along first.",
    )
    if st.button("Delete the business…", icon=":material/delete_forever:", key="leaving:ask"):
        _confirm()


@st.dialog("Delete this business for good?")
def _confirm() -> None:
    here = shell.here()
    st.markdown(f"Type **{plain(here.name)}** to delete it with everything it owns.")
    typed = st.text_input("The business's name", key="leaving:name", placeholder=here.name)
    if st.button("Delete it for good", type="primary", icon=":material/delete_forever:"):
        with shell.refusals():
            gone = privacy.delete_business(shell.runtime(), shell.key(), typed)
            session.part(f"“{gone.name}” is deleted, with {gone.rows:,} rows and its pictures.")
            st.switch_page("pages/overview/page.py")


def _file_name(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split()) or "everything"
