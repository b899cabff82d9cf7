"""A post as its channel sees it, and the business that signs it."""

from dataclasses import dataclass

from core.channels.utm import Tags
from core.vocab import Channel, PostType


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wrote for one channel.

    Attributes:
        title: the post's name inside the product; never sent.
        hashtags: with or without the leading ``#``.
        media: how many images.
        video_seconds: the video's length; ``None`` when there is no video.
        is_planned: whether that length is a storyboard's, and the film itself is still to be made.
        tags: what every link will carry when the text leaves; it counts towards each limit.
    """

    channel: Channel
    type: PostType
    title: str = ""
    caption: str = ""
    hashtags: tuple[str, ...] = ()
    cta: str = ""
    subject: str = ""
    preheader: str = ""
    media: int = 0
    video_seconds: int | None = None
    is_planned: bool = False
    tags: Tags | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a message says it is from; e-mail law wants a postal address as well."""

    name: str
    postal_address: str = ""
