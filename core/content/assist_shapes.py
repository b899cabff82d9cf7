"""What help with a post's words is asked with, and what comes back."""

from enum import StrEnum

from pydantic import Field

from core.content.shapes import BusinessFacts, Value
from core.vocab import Channel, PostType


class Wish(StrEnum):
    """How a text shall be said instead."""

    SHORTER = "shorter"
    FRIENDLIER = "friendlier"
    PLAINER = "plainer"
    SEGMENT = "segment"  # turned to one group of the audience
    OWN = "own"  # in the writer's own words


class HelpFacts(BusinessFacts):
    """A post's words as they stand in the editor, and what may be said in them.

    Attributes:
        theme, goal: the post's and the campaign's, as in ``PostFacts``.
        wish: what to do with the text, in words; ``segment`` is the group to turn to.
        most: how many lines to give, and ``longest`` the characters that one of them may have; 0 is no limit.
        ranked: own hashtags, those that did best first; ``tags`` are others that suit the trade.
        shown: what is known of the picture, such as the words on a poster; empty where nobody described it.
        picture: the key of the picture to look at, and ``seen`` its JPEG, which is shown and never written into words.
    """

    channel: Channel
    type: PostType
    theme: str = ""
    goal: str = ""
    title: str = ""
    caption: str = ""
    cta: str = ""
    subject: str = ""
    preheader: str = ""
    hashtags: tuple[str, ...] = ()
    wish: str = ""
    kind: Wish | None = None
    segment: str = ""
    most: int = Field(default=3, ge=1)
    longest: int = Field(default=0, ge=0)
    ranked: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shown: str = ""
    picture: str = ""
    seen: bytes = Field(default=b"", exclude=True, repr=False)


class Line(Value):
    """One suggestion, and in a few words why it may do."""

    text: str = Field(min_length=1)
    why: str


class Lines(Value):
    """Suggestions, the best first."""

    lines: tuple[Line, ...]
