"""A post's pictures: what is there, in which order and in whose words; and three ways to a new one."""

from collections.abc import Sequence

import streamlit as st

from core import content
from core.errors import NotFound
from core.tables import Post
from core.tables.values import MediaItem
from core.vocab import Permission, PostType
from core.workspace import Workspace
from pages.content_studio import poster_making, storyboard, under_way
from ui import outcome, shell
from ui.background import Report
from ui.safe import plain

POSTER, UPLOAD, PAINT = ":material/brush: Poster", ":material/upload: Upload", ":material/palette: AI picture"
MOST_MB = {PostType.IMAGE: 20, PostType.VIDEO: 50}
"""Megabytes of one upload."""


def draw(ws: Workspace, post: Post) -> None:
    """Draw the pictures there are, then the way to a new one that was chosen."""
    if post.type is PostType.TEXT:
        st.caption("This is a text post, so nothing is shown with it. Begin an image or a video post for pictures.")
        return
    pictures = [item for item in post.media if not content.is_video(item)]
    is_open = shell.can(Permission.WRITE)
    if pictures:
        _there(ws, post, pictures, is_open=is_open)
    else:
        st.caption("No picture yet. Draw a poster in your colours, or upload one.")
    outcome.draw(under_way.place_of(post.id))
    if not is_open:
        return
    under_way.draw(post)
    model, _ = content.painter_of(ws)
    ways = [POSTER, UPLOAD, PAINT] if model else [POSTER, UPLOAD]
    way = st.segmented_control("New picture", ways, default=POSTER, key=f"pictures:way:{post.id}",
                               label_visibility="collapsed")  # fmt: skip
    if way == POSTER:
        poster_making.draw(ws, post)
    elif way == UPLOAD:
        _upload(post)
    elif way == PAINT:
        _paint(post, model)


def _there(ws: Workspace, post: Post, pictures: Sequence[MediaItem], *, is_open: bool) -> None:
    """The pictures in a row, and everything about the one that is chosen."""
    seen = [_bytes(ws, item) for item in pictures]
    names = [_name(number, post) for number in range(len(pictures))]
    number = 0
    if len(pictures) > 1:
        st.image([one for one in seen if one is not None], width=84)
        chosen = st.segmented_control("Picture", range(len(pictures)), default=0, required=True,
                                      format_func=lambda one: names[one] if one < len(names) else "",
                                      key=f"pictures:which:{post.id}:{len(pictures)}")  # fmt: skip
        number = min(chosen or 0, len(pictures) - 1)
    item, data = pictures[number], seen[number]
    left, right = st.columns([1, 1.4], gap="medium")
    with left:
        if data is None:
            st.caption("This file is gone. Remove it, and draw or upload another.")
        else:
            st.image(data, width="stretch", alt=item.alt_text)
        made = {"posters/": "Poster", "photos/": "Upload", "paintings/": f"Made by {item.made}"}
        kind = next((words for folder, words in made.items() if item.key.startswith(folder)), "Picture")
        st.caption(plain(f"{kind} · {item.width} by {item.height}"))
    with right:
        _about(post, item, number, len(pictures), is_open=is_open)


def _about(post: Post, item: MediaItem, number: int, count: int, *, is_open: bool) -> None:
    key = f"alt:{post.id}:{item.key}"
    st.text_area("What it shows, for people who can't see it (alt text)", item.alt_text, key=key, height=96,
                 max_chars=1000, disabled=not is_open, persist_state="session")  # fmt: skip
    if not is_open:
        return
    with st.container(horizontal=True, gap="small"):
        st.button("Save the description", key=f"alt-save:{post.id}", on_click=_describe, args=(post, item, key))
        if count > 1:
            st.button("Earlier", icon=":material/arrow_back:", key=f"earlier:{post.id}", disabled=number == 0,
                      on_click=_move, args=(post, item, -1))  # fmt: skip
            st.button("Later", icon=":material/arrow_forward:", key=f"later:{post.id}", disabled=number == count - 1,
                      on_click=_move, args=(post, item, 1))  # fmt: skip
        st.button("Remove", icon=":material/delete:", key=f"picture-remove:{post.id}", type="tertiary",
                  on_click=_remove, args=(post, item))  # fmt: skip


def _upload(post: Post) -> None:
    is_video = post.type is PostType.VIDEO
    turn = st.session_state.setdefault(f"upload:turn:{post.id}", 0)
    what = "A video, or a picture as its cover" if is_video else "A picture"
    file = st.file_uploader(what, key=f"upload:{post.id}:{turn}", max_upload_size=MOST_MB[post.type],
                            help="JPG, PNG, WebP or GIF" + (", MP4 or MOV" if is_video else "") +
                            ". It is saved afresh: where and with what it was taken is left out.")  # fmt: skip
    if file is None:
        return
    alt = st.text_input("What it shows (alt text)", key=f"upload-alt:{post.id}:{turn}", max_chars=1000)
    st.button("Add it", type="primary", icon=":material/add_photo_alternate:", key=f"upload-add:{post.id}",
              on_click=_add, args=(post, file.getvalue(), alt))  # fmt: skip


def _add(post: Post, data: bytes, alt: str) -> None:
    """Take the file in; a video in the background, for it is saved afresh frame by frame."""
    place = under_way.place_of(post.id)
    if content.kind_of(data) == "video" and post.type is PostType.VIDEO:

        def film(ws: Workspace, report: Report) -> None:
            content.add_media(ws, post.id, data, alt_text=alt, progress=report)

        under_way.begin(post, film, "The video is ready.")
        st.session_state[f"upload:turn:{post.id}"] += 1
        return
    with outcome.attempt(place), shell.workspace() as ws:
        storyboard.kept(content.add_media(ws, post.id, data, alt_text=alt))
        st.session_state[f"upload:turn:{post.id}"] += 1
        outcome.tell(place, "The picture is added, without what the camera wrote into it.",
                     lambda: storyboard.put(post, post.media, "The picture is taken away again."))  # fmt: skip


def _paint(post: Post, model: str) -> None:
    words = st.text_area("What should be seen?", key=f"paint:{post.id}", max_chars=1000, persist_state="session",
                         placeholder="A warm loaf on a wooden table, early light, seen from above")  # fmt: skip
    shapes = content.shapes_of(post.channel)
    shape = st.selectbox(
        "Shape", range(len(shapes)), format_func=lambda one: shapes[one].label, key=f"paint-as:{post.id}"
    )
    st.caption(f"{plain(model)} paints it from these words alone, in up to a minute and a half. It counts towards this "
               "month's AI allowance, about as much as a page of text. Where it can't, a poster is drawn.")  # fmt: skip
    if st.button("Paint it", type="primary", icon=":material/palette:", key=f"paint-it:{post.id}"):
        with st.spinner("Painting…"), shell.refusals(), shell.workspace() as ws:
            done = content.paint_post(ws, post.id, words, shape=shape or 0)
            told = f"Painted by {done.model}." if done.fallback_reason is None else (
                f"{done.fallback_reason} A poster was drawn instead.")  # fmt: skip
            outcome.tell(under_way.place_of(post.id), told, is_good=done.fallback_reason is None,
                         undo=lambda: storyboard.put(post, post.media, "The earlier pictures are back."))  # fmt: skip
            storyboard.seen(done.post)
            st.rerun()


def _describe(post: Post, item: MediaItem, key: str) -> None:
    told = item.model_copy(update={"alt_text": st.session_state[key].strip()})
    items = [told if one == item else one for one in post.media]
    storyboard.put(post, items, "The description is saved.", undo=post.media)


def _move(post: Post, item: MediaItem, step: int) -> None:
    items = list(post.media)
    at = items.index(item)
    other = max(0, min(len(items) - 1, at + step))
    items[at], items[other] = items[other], items[at]
    storyboard.put(post, items, "Moved.", undo=post.media)


def _remove(post: Post, item: MediaItem) -> None:
    storyboard.put(post, [one for one in post.media if one != item], "The picture is taken away.", undo=post.media)


def _name(number: int, post: Post) -> str:
    is_cover = number == 0 and post.type is PostType.VIDEO
    return "Cover" if is_cover else str(number + 1)


def _bytes(ws: Workspace, item: MediaItem) -> bytes | None:
    try:
        return content.media_bytes(ws, item.key)
    except NotFound:
        return None
