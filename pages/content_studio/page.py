"""The studio: a board of posts, and one post with everything that belongs to it."""

from uuid import UUID

import streamlit as st

from core.errors import NotFound
from pages.content_studio import board, composer, new_post
from ui import shell
from ui.pieces import empty

post = st.query_params.get("post")
try:
    chosen = UUID(post) if post else None
    if chosen is not None:
        composer.draw(chosen)
    elif "new" in st.query_params:
        new_post.draw()
    else:
        board.draw()
except (NotFound, ValueError):
    shell.page("Content Studio")
    empty("search_off", "This post isn't here", "It may have been deleted. The board shows every post there is.")
    st.button("Back to the board", icon=":material/arrow_back:", on_click=composer.close)
