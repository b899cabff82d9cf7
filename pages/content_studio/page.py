"""The studio: a board of posts, and one post with everything that belongs to it."""

from uuid import UUID

import streamlit as st

from pages.content_studio import board, composer, kept, new_post

post = st.query_params.get("post")


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


if post:
    chosen = _id(post)
    if chosen is None:
        composer.missing()
    else:
        composer.draw(chosen)
elif "kept" in st.query_params:
    kept.draw()
elif "new" in st.query_params:
    new_post.draw()
else:
    board.draw()
