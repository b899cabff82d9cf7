"""What a post is written from, and what a written post is."""

from pydantic import BaseModel, ConfigDict, Field

from core.vocab import Channel, PostType


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Offer(Value):
    """Something the business sells; ``price`` and ``about`` are quoted as the business wrote them."""

    name: str = Field(min_length=1)
    price: str = ""
    about: str = ""


class BusinessFacts(Value):
    """What a writer may say of the business, whatever the post. An empty field means: say nothing about it.

    Attributes:
        sender: how the business signs text messages; its name when empty.
    """

    business: str = Field(min_length=1)
    industry: str = ""
    voice: str = ""
    offers: tuple[Offer, ...] = ()
    benefits: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    place: str = ""
    hours: str = ""
    link: str = ""
    sender: str = ""


class PostFacts(BusinessFacts):
    """Everything a writer may use for a post.

    Attributes:
        theme: the week's theme, from the plan.
        goal: the campaign's goal in the owner's words.
        slot: when it goes out, in words ("Tuesday morning").
        season: the occasion near that moment, if any ("Mother's Day").
        recent: texts of earlier posts, newest last, that this one must not resemble.
        ordinal: the post's place in its series, from 0: another number, another text.
        is_asked: whether the theme is a person's own words for this post, and not a plan's for a week.
    """

    channel: Channel
    type: PostType
    theme: str = ""
    goal: str = ""
    slot: str = ""
    season: str = ""
    recent: tuple[str, ...] = ()
    ordinal: int = Field(default=0, ge=0)
    is_asked: bool = Field(default=False, exclude=True)


class Scene(Value):
    """One shot of a storyboard: what is said, what is seen, and for how many seconds."""

    scene: int = Field(ge=1)
    script: str
    visual_description: str
    seconds: int = Field(ge=2, le=20)


class PostText(Value):
    """A post's words. What a channel does not use stays empty.

    ``caption`` holds neither the call to action nor the hashtags: the channel puts the three together.
    ``title`` names the post inside the product and is never sent.
    """

    title: str = Field(min_length=1)
    caption: str = Field(min_length=1)
    hashtags: tuple[str, ...]
    cta: str
    subject: str
    preheader: str
    alt_text: str
    image_headline: str
    scenes: tuple[Scene, ...]
