"""A video post's scenes as a table, the film made from them, and the script to shoot from."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from core import content
from core.channels.lifecycle import is_editable
from core.channels.rules import channel
from core.tables import Post
from core.tables.values import MediaItem, Scene
from core.vocab import Permission
from core.workspace import Workspace
from pages.content_studio import filming, under_way, words
from ui import outcome, shell
from ui.theme import channel_look

SPOKEN = 2.5
"""Words a second of calm speech."""
ROW = 78
"""Pixels: tall enough that Streamlit breaks lines in a cell."""
HASTE = 1.5
"""How many times too fast a line must be before it is said."""


def draw(ws: Workspace, post: Post) -> None:
    """Draw the table, what its length means, the film and the ways out."""
    outcome.draw(under_way.place_of(post.id))
    is_open = is_editable(post.status) and shell.can(Permission.WRITE)
    scenes = _table(post, is_open=is_open)
    if is_open:
        st.session_state[words.key(post.id, "storyboard")] = scenes
    is_dirty = scenes != post.storyboard
    _length(post, scenes)
    busy = under_way.draw(post)
    with st.container(horizontal=True, gap="small"):
        if is_open:
            st.button("Save", icon=":material/save:", key="board:save", disabled=not is_dirty,
                      type="primary" if is_dirty else "secondary", on_click=words.save, args=(post,))  # fmt: skip
            _film_button(post, is_off=busy or is_dirty or not scenes)
        if post.storyboard:
            _scripts(post)
    film = next((item for item in post.media if content.is_video(item)), None)
    if film is not None:
        _film(ws, post, film, is_open=is_open)


def _table(post: Post, *, is_open: bool) -> tuple[Scene, ...]:
    rev = st.session_state.get(words.key(post.id, "rev"), 0)
    key, base = f"board:{post.id}:{rev}", f"board-base:{post.id}:{rev}"
    if key not in st.session_state or base not in st.session_state:  # shown anew: begin from what was left unsaved
        held = st.session_state.get(words.key(post.id, "storyboard")) or post.storyboard
        st.session_state[base] = [scene.model_dump() for scene in held] or [_empty(1)]
    told = st.data_editor(
        st.session_state[base],
        key=key,
        num_rows="dynamic" if is_open else "fixed",
        disabled=not is_open,
        hide_index=True,
        row_height=ROW,
        height=min((len(st.session_state[base]) + 1) * ROW + 40, 640),
        column_order=("scene", "script", "visual_description", "seconds"),
        column_config={
            "scene": st.column_config.NumberColumn("No.", width=40, min_value=1, step=1, help="Change it to reorder."),
            "script": st.column_config.TextColumn("Said", width=130, max_chars=500),
            "visual_description": st.column_config.TextColumn("Seen", width=120, max_chars=500),
            "seconds": st.column_config.NumberColumn("Sec.", min_value=1, max_value=120, step=1, width=50),
        },
    )
    return _scenes(told)


def _scenes(lines: Sequence[Mapping[str, Any]]) -> tuple[Scene, ...]:
    """The lines with something in them, in the order of their numbers, numbered afresh."""
    filled = [
        line for line in lines if any((line.get(name) or "").strip() for name in ("script", "visual_description"))
    ]
    ordered = sorted(filled, key=lambda line: line.get("scene") or len(lines) + 1)
    return tuple(
        Scene(
            scene=number,
            script=(line.get("script") or "").strip(),
            visual_description=(line.get("visual_description") or "").strip(),
            seconds=int(line.get("seconds") or 3),
        )
        for number, line in enumerate(ordered, 1)
    )


def _empty(number: int) -> dict[str, object]:
    return {"scene": number, "script": "", "visual_description": "", "seconds": 3}


def _length(post: Post, scenes: tuple[Scene, ...]) -> None:
    """How long it is, what the channel takes, and lines that nobody can say in their time."""
    total, limits = sum(scene.seconds for scene in scenes), channel(post.channel).limits
    least = limits.video_min_seconds.value if limits.video_min_seconds else 0
    most = limits.video_max_seconds.value if limits.video_max_seconds else None
    takes = f"{channel_look(post.channel).label} takes {least} seconds" if least else ""
    takes += f" to {most // 60} minutes" if takes and most else " or more" if takes else ""
    fits = total >= least and (most is None or total <= most)
    mark = ":green-badge[:material/timer:" if fits else ":red-badge[:material/timer_off:"
    lines = [f"{mark} {total} seconds in all] :small[:gray[{takes}]]"]
    for scene in scenes:
        needed = round(len(scene.script.split()) / SPOKEN)
        if needed > scene.seconds * HASTE:
            lines.append(f":small[:orange[:material/speed: Scene {scene.scene} takes about {needed} seconds to say; "
                         f"it has {scene.seconds}.]]")  # fmt: skip
    st.markdown("  \n".join(lines))


def _film_button(post: Post, *, is_off: bool) -> None:
    says = "A film of the scenes with their lines, to judge the video by."
    with st.popover("Make an animatic", icon=":material/movie:", key=f"film:{post.id}", on_change="rerun",
                    disabled=is_off, help=says) as box:  # fmt: skip
        if not box.open:
            return
        width, height = content.frame_of_channel(post.channel)
        st.caption(f"{width} by {height} pixels, as {channel_look(post.channel).label} shows it, without sound. "
                   "It becomes this post's video until you upload the real one.")  # fmt: skip
        labelled = st.checkbox("Write “Animatic” in the corner", value=True, key=f"film-label:{post.id}")
        st.button("Make it", type="primary", key="board:film", on_click=filming.make, args=(post,),
                  kwargs={"is_labelled": labelled})  # fmt: skip


def _scripts(post: Post) -> None:
    name = "".join(letter if letter.isalnum() else "-" for letter in post.title.lower())[:60].strip("-") or "script"
    for label, form, ending, mime in (
        ("Script (PDF)", "pdf", "pdf", "application/pdf"),
        ("Script (Markdown)", "markdown", "md", "text/markdown"),
    ):
        st.download_button(label, shell.later(partial(_script, post, form)), f"{name}.{ending}", mime,
                           icon=":material/description:", key=f"board:{form}", on_click="ignore")  # fmt: skip


def _script(post: Post, form: str, ws: Workspace) -> bytes:
    return content.shooting_script(ws, post.id, form)


def _film(ws: Workspace, post: Post, film: MediaItem, *, is_open: bool) -> None:
    is_animatic = film.key.startswith(content.ANIMATICS)
    about = f"{film.seconds} seconds · {film.width} by {film.height}"
    label = ":violet-badge[:material/animation: Animatic]" if is_animatic else ":green-badge[:material/movie: Video]"
    old = is_animatic and film.made != content.animatic_mark(post.storyboard)
    late = "  \n:small[:orange[:material/update: The storyboard has changed since: make it anew.]]" if old else ""
    st.markdown(f"{label} :small[:gray[{about}]]{late}")
    st.video(content.media_bytes(ws, film.key), width=260, alt=film.alt_text)
    if is_open:
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            at = st.number_input("Cover from second", 0.0, float(film.seconds or 1), 1.0, 0.5, width=160,
                                 key=f"cover:{post.id}")  # fmt: skip
            st.button(
                "Use as cover", icon=":material/photo_frame:", key="board:cover", on_click=_cover, args=(post, at)
            )
            st.button("Remove the video", icon=":material/delete:", type="tertiary", key="board:remove",
                      on_click=_remove, args=(post, film))  # fmt: skip


def _cover(post: Post, second: float) -> None:
    place = under_way.place_of(post.id)
    with outcome.attempt(place), shell.workspace() as ws:
        kept(content.cover_from_video(ws, post.id, second))
        outcome.tell(
            place, "That moment is the cover now.", lambda: put(post, post.media, "The earlier cover is back.")
        )


def _remove(post: Post, film: MediaItem) -> None:
    rest = tuple(item for item in post.media if item != film)
    put(post, rest, "The video is taken away.", undo=post.media)


def put(post: Post, items: Sequence[MediaItem], told: str, *, undo: Sequence[MediaItem] = ()) -> None:
    """Give the post these pictures and videos; ``undo`` are those that come back."""
    place = under_way.place_of(post.id)
    with outcome.attempt(place), shell.workspace() as ws:
        kept(content.place_media(ws, post.id, items))
        outcome.tell(place, told, (lambda: put(post, undo, "As it was before.")) if undo else None)


def kept(post: Post) -> None:
    """The post was changed from here: what is typed and not saved stays, and is compared with this version."""
    (words.see if words.is_typing(post.id) else words.fill)(post)


def seen(post: Post) -> None:
    """The same from outside a callback, where the editor stands already: it takes the new version by itself."""
    if words.is_typing(post.id):
        words.see(post)
