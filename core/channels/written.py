"""How a stored post and its business look to the rule check: one mapping for every door."""

from collections.abc import Sequence
from typing import Protocol

from core.channels.draft import Draft, Sender
from core.vocab import PostType


class File(Protocol):
    @property
    def content_type(self) -> str: ...


class Timed(Protocol):
    @property
    def seconds(self) -> int: ...


class Written(Protocol):
    """What the rules need to know of a post; a row of the post table is one."""

    @property
    def channel(self) -> str: ...
    @property
    def type(self) -> PostType: ...
    @property
    def title(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def hashtags(self) -> tuple[str, ...]: ...
    @property
    def cta(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def preheader(self) -> str: ...
    @property
    def media(self) -> Sequence[File]: ...
    @property
    def storyboard(self) -> Sequence[Timed]: ...


class Signing(Protocol):
    """Who signs; a business's profile is one."""

    @property
    def sender_name(self) -> str: ...
    @property
    def postal_address(self) -> str: ...


def as_draft(post: Written) -> Draft:
    """The post as its channel sees it.

    A video lasts as long as its storyboard (seconds), and its first picture is the cover, not a second kind of media.
    """
    is_video = post.type is PostType.VIDEO
    pictures = sum(item.content_type.startswith("image/") for item in post.media)
    return Draft(
        channel=post.channel,
        type=post.type,
        title=post.title,
        caption=post.caption,
        hashtags=post.hashtags,
        cta=post.cta,
        subject=post.subject,
        preheader=post.preheader,
        media=max(0, pictures - 1) if is_video else pictures,
        video_seconds=(sum(scene.seconds for scene in post.storyboard) or None) if is_video else None,
    )


def sender_of(profile: Signing) -> Sender:
    """The business as it signs its messages."""
    return Sender(profile.sender_name, profile.postal_address)
