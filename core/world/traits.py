"""What the audience knows about a post, frozen when a simulated channel accepts it."""

from dataclasses import asdict, dataclass
from typing import Any

from core.vocab import Channel, PostType


@dataclass(frozen=True)
class PostTraits:
    """The facts that move a post's engagement.

    Args:
        channel: any name; one that nobody has measured falls back to a pooled channel.
        type: text, image or video.
        hour: local hour of publishing, 0-23.
        weekday: local weekday of publishing, Monday = 0.
        text_length: characters of the text.
        hashtags: number of hashtags.
        followers: audience size when accepted; recipients for e-mail and SMS.
        recent_posts: posts on the same channel in the seven days before.
        paid: whether reach was bought.
        topic: the post's theme, if it has one.
        twin: what versions of one letter have in common; most of their luck is the same.

    >>> traits = PostTraits("sms", PostType.TEXT, 9, 0, 120, 0, 500, 1)
    >>> PostTraits.from_json(traits.to_json()) == traits
    True
    """

    channel: Channel
    type: PostType
    hour: int
    weekday: int
    text_length: int
    hashtags: int
    followers: int
    recent_posts: int
    paid: bool = False
    topic: str = ""
    twin: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give plain values that JSON can hold."""
        return {**asdict(self), "type": self.type.value}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "PostTraits":
        """Read what ``to_json`` wrote; raises ``ValueError`` for an unknown type, ``TypeError`` for missing facts."""
        return cls(**{**stored, "type": PostType(stored["type"])})
