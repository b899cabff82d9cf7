"""The two ways to a missing film: made of the storyboard in the background, or uploaded."""

import streamlit as st

from core import content
from core.channels.findings import Finding
from core.tables import Post
from core.workspace import Workspace
from pages.content_studio import panels, under_way, words
from ui.background import Report, shop


def ways(post: Post, finding: Finding) -> None:
    """Draw both; while a film is under way, the storyboard's panel says how far it is."""
    if shop().look(under_way.name_of(post)) is not None:
        st.caption("Being made.")
        return
    waits = bool(words.typed(post).values())
    says = "Save or undo your changes first." if waits else "Of the scenes and their lines; half a minute for a minute."
    label = finding.fix.label if finding.fix else "Make an animatic"
    with st.container(horizontal=True, gap="small", width="content"):
        st.button(label, key=f"fix:{post.id}:{finding.code}", icon=":material/movie:", on_click=make, args=(post,),
                  disabled=waits or not post.storyboard, help=says)  # fmt: skip
        st.button("Upload", key=f"film-upload:{post.id}", icon=":material/upload:", on_click=_upload)


def make(post: Post, *, is_labelled: bool = True) -> None:
    """Begin the animatic, with its panel open: there it says how far it is."""

    def film(ws: Workspace, report: Report) -> None:
        content.render_animatic(ws, post.id, is_labelled=is_labelled, progress=report)

    st.session_state[panels.OPEN] = "storyboard"
    under_way.begin(post, film, "The animatic is ready, and is this post's video for now.")


def _upload() -> None:
    st.session_state[panels.OPEN] = "pictures"
