"""From a storyboard to a film to judge by, and to a script to shoot from."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from uuid import UUID

from PIL import Image

from core.backends import find_films
from core.content.animatic import MOST_SECONDS, filmed, fps_for, still
from core.content.changing import editable
from core.content.films import REMEDY
from core.content.illustrate import look_of, photos_of
from core.content.media import ANIMATICS, put_film
from core.content.shooting import Shooting, as_markdown, as_pdf
from core.errors import Invalid
from core.keys import needs
from core.ports import BrokenFilm
from core.tables import Post
from core.tables.values import Scene
from core.vocab import Channel, Permission, PostType
from core.workspace import Workspace

WIDE, TALL = (1280, 720), (720, 1280)
FRAMES: Mapping[Channel, tuple[int, int]] = MappingProxyType({"instagram": TALL, "linkedin": (864, 1080)})
"""Pixels: what fills a phone on that channel (9:16 for reels, 4:5 in LinkedIn's feed), and 16:9 anywhere else."""


@needs(Permission.WRITE)
def render_animatic(
    ws: Workspace, post_id: UUID, *, is_labelled: bool = True, progress: Callable[[float], None] | None = None
) -> Post:
    """Make a film of a video post's storyboard and put it to the post in place of an older one.

    About half a minute for a minute of film, so never while a page waits. ``progress`` is told shares of 0 to 1.

    Raises:
        Conflict: the post has gone out, or may have.
        Invalid: it is no video post, or its storyboard is empty or longer than three minutes.
    """
    post = editable(ws.rows, post_id)
    scenes = _scenes(post)
    size = FRAMES.get(post.channel, WIDE)
    kept = (ws.media.get(item.key) for item in photos_of(post) if not item.alt_text.startswith("A moment of the video"))
    photos = [Image.open(BytesIO(data)) for data in kept if data is not None]
    frames = filmed(scenes, look_of(ws), size, photos=photos, is_labelled=is_labelled)
    total = sum(scene.seconds for scene in scenes) * fps_for(scenes)
    try:
        film = find_films().encoded(_told(frames, total, progress), size, fps_for(scenes))
    except (BrokenFilm, TimeoutError) as failed:
        raise Invalid(f"The film could not be made here. Make the storyboard shorter, or: {REMEDY}", field="video") \
            from failed  # fmt: skip
    alt = f"An animatic of {len(scenes)} scenes: {scenes[0].script}"
    return put_film(ws, post_id, film, ANIMATICS, alt_text=alt, made=animatic_mark(scenes), verb="render_animatic")


@needs(Permission.READ)
def shooting_script(ws: Workspace, post_id: UUID, form: str) -> bytes:
    """The storyboard as a script to shoot from, as ``markdown`` or ``pdf``.

    Raises:
        Invalid: there is no storyboard, or no such form.
    """
    post = ws.rows.get(Post, post_id)
    scenes = _scenes(post)
    made = Shooting(
        title=post.title,
        business=ws.business.name,
        channel=post.channel,
        scenes=scenes,
        caption=post.caption,
        cta=post.cta,
        made_at=ws.now,
    )
    if form == "markdown":
        return as_markdown(made).encode()
    if form != "pdf":
        raise Invalid("Choose Markdown or PDF.", field="form")
    size = FRAMES.get(post.channel, WIDE)
    small = (size[0] // 2, size[1] // 2)
    return as_pdf(made, [still(number, scenes, look_of(ws), small) for number in range(len(scenes))])


def animatic_mark(scenes: Sequence[Scene]) -> str:
    """What an animatic was made from, as a short word: another storyboard, another word."""
    told = "\n".join(scene.model_dump_json() for scene in scenes)
    return f"animatic {hashlib.sha256(told.encode()).hexdigest()[:12]}"


def frame_of_channel(channel: Channel) -> tuple[int, int]:
    """Width and height in pixels of a channel's films."""
    return FRAMES.get(channel, WIDE)


def _scenes(post: Post) -> tuple[Scene, ...]:
    if post.type is not PostType.VIDEO:
        raise Invalid("Only video posts have a storyboard.", field="type")
    scenes = tuple(scene for scene in post.storyboard if scene.seconds > 0)
    if not scenes:
        raise Invalid("The storyboard is empty. Add a scene first.", field="storyboard")
    if (seconds := sum(scene.seconds for scene in scenes)) > MOST_SECONDS:
        raise Invalid(f"The storyboard has {seconds} seconds; {MOST_SECONDS} are the most here.", field="storyboard")
    return scenes


def _told(frames: Iterable[Image.Image], total: int, progress: Callable[[float], None] | None) -> Iterator[bytes]:
    for number, one in enumerate(frames, 1):
        if progress is not None and number % 10 == 0:
            progress(number / total)
        yield one.tobytes()
