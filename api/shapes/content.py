"""Content as the brief tells it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from api.shapes.base import Given, Line, Moment, Platform, Text
from core.content import NewPost, PostEdit, PostRow
from core.tables import Post
from core.tables.values import AiMetadata, Scene
from core.vocab import Engine, PostStatus, PostType


class SceneShape(Given):
    """One shot of a storyboard."""

    scene: int = Field(ge=1, le=100)
    script: Text
    visual_description: Text
    seconds: int = Field(default=4, ge=1, le=60)

    def value(self) -> Scene:
        return Scene(
            scene=self.scene,
            script=self.script,
            visual_description=self.visual_description,
            seconds=self.seconds,
        )


class TextShape(Given):
    caption: Text = Field(default="", examples=["Start your fitness journey today!"])
    hashtags: list[Line] = Field(default=[], max_length=60, examples=[["#fitness", "#motivation"]])
    cta: Line = Field(default="", examples=["Join now"])


class TextEdit(Given):
    caption: Text | None = None
    hashtags: list[Line] | None = Field(default=None, max_length=60)
    cta: Line | None = None


class ContentOrder(Given):
    """One piece to have written."""

    campaign_id: UUID | None = None
    type: PostType
    platform: Platform
    title: Line = ""
    theme: Line = Field(default="", description="What it is about.", examples=["Morning classes"])
    goal: Line = ""
    planned_at: Moment | None = None


class ContentNew(Given):
    """One piece as a person wrote it."""

    campaign_id: UUID | None = None
    type: PostType
    platform: Platform
    title: Line = Field(examples=["Morning motivation"])
    text_content: TextShape = TextShape()
    subject: Line = Field(default="", description="Of an e-mail.")
    preheader: Line = Field(default="", description="Of an e-mail.")
    planned_at: Moment | None = None

    def new(self) -> NewPost:
        """The same for the core."""
        return NewPost(
            channel=self.platform,
            type=self.type,
            title=self.title,
            caption=self.text_content.caption,
            hashtags=tuple(self.text_content.hashtags),
            cta=self.text_content.cta,
            subject=self.subject,
            preheader=self.preheader,
            planned_at=self.planned_at,
        )


class ContentEdit(Given):
    """What to change; what is left out stays as it is."""

    title: Line | None = None
    text_content: TextEdit = TextEdit()
    subject: Line | None = None
    preheader: Line | None = None
    storyboard: list[SceneShape] | None = Field(default=None, max_length=30)
    seen_at: Moment | None = Field(default=None, description="updated_at as you read it: a newer change is not lost.")

    def edit(self) -> PostEdit:
        """The same for the core."""
        words = self.text_content
        return PostEdit(
            title=self.title,
            caption=words.caption,
            hashtags=None if words.hashtags is None else tuple(words.hashtags),
            cta=words.cta,
            subject=self.subject,
            preheader=self.preheader,
            storyboard=None if self.storyboard is None else tuple(scene.value() for scene in self.storyboard),
        )


class Schedule(Given):
    scheduled_at: Moment = Field(description="With its time zone.", examples=["2026-12-01T09:00:00+01:00"])


class MediaOut(BaseModel):
    image_url: str | None
    video_url: str | None
    thumbnail_url: str | None
    storyboard: list[SceneShape]


class AiOut(BaseModel):
    """Who wrote it and from what."""

    engine: Engine
    model: str
    prompt_used: str
    predicted_engagement_score: float | None

    @classmethod
    def of(cls, one: AiMetadata) -> Self:
        return cls.model_validate(one, from_attributes=True)


class ContentLine(BaseModel):
    id: UUID
    campaign_id: UUID | None
    type: PostType
    platform: str
    title: str
    text_content: TextShape
    status: PostStatus
    planned_at: datetime | None
    scheduled_at: datetime | None
    published_at: datetime | None
    engagement_score: float | None
    created_at: datetime

    @classmethod
    def of(cls, row: PostRow | Post) -> Self:
        return cls(
            id=row.id,
            campaign_id=row.campaign_id,
            type=row.type,
            platform=row.channel,
            title=row.title,
            text_content=TextShape.model_construct(caption=row.caption, hashtags=list(row.hashtags), cta=row.cta),
            status=row.status,
            planned_at=row.planned_at,
            scheduled_at=row.scheduled_at,
            published_at=row.published_at,
            engagement_score=row.engagement_score,
            created_at=row.created_at,
        )


class ContentOut(ContentLine):
    subject: str
    preheader: str
    media: MediaOut
    ai_metadata: AiOut | None
    status_reason: str
    updated_at: datetime

    @classmethod
    def seen(cls, post: Post, address: str) -> Self:
        """``address`` is where this API is reached."""
        urls = {
            place: f"{address}/content/{post.id}/media/{place}?business_id={post.business_id}"
            for place in range(len(post.media))
        }
        pictures, films = (
            [urls[place] for place, item in enumerate(post.media) if item.content_type.startswith(kind)]
            for kind in ("image/", "video/")
        )
        line = ContentLine.of(post)
        return cls(
            **{name: getattr(line, name) for name in ContentLine.model_fields},
            subject=post.subject,
            preheader=post.preheader,
            media=MediaOut(
                image_url=next(iter(pictures), None),
                video_url=next(iter(films), None),
                thumbnail_url=next(iter(pictures), None),
                storyboard=[SceneShape.model_construct(**scene.model_dump()) for scene in post.storyboard],
            ),
            ai_metadata=AiOut.of(post.ai) if post.ai else None,
            status_reason=post.status_reason,
            updated_at=post.updated_at,
        )


class CalendarItem(BaseModel):
    """A post on a campaign's calendar; at is when it went out, is due, or is planned for."""

    id: UUID
    title: str
    platform: str
    type: PostType
    status: PostStatus
    at: datetime | None
    scheduled_at: datetime | None
    published_at: datetime | None


class CalendarOut(BaseModel):
    campaign_id: UUID
    items: list[CalendarItem]
