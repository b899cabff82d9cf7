"""Content: written for you or by hand, changed, scheduled, published, listed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from api.answers import Wanted, page
from api.doors import Business, ClientToken, CurrentWorkspace, Way
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.base import Page
from api.shapes.content import ContentEdit, ContentLine, ContentNew, ContentOrder, ContentOut, Schedule
from core import content, publishing
from core.errors import NotFound
from core.tables import Post
from core.vocab import PostStatus
from core.workspace import Workspace

routes = APIRouter(prefix="/content", tags=["content"], responses=REFUSED)


def _seen(ws: Workspace, post: Post) -> ContentOut:
    return ContentOut.seen(content.find_post(ws, post.id), f"{ws.public_url}/api")


@routes.post("/generate", status_code=201)
def generate(ws: CurrentWorkspace, asked: ContentOrder, token: ClientToken = None) -> ContentOut:
    """Have one piece written, with its poster or storyboard; it is a draft."""
    post = content.draft_post(
        ws,
        channel=asked.platform,
        type=asked.type,
        goal=asked.goal,
        title=asked.title,
        theme=asked.theme,
        at=asked.planned_at,
        campaign_id=asked.campaign_id,
        token=token,
    )
    return _seen(ws, post)


@routes.post("", status_code=201, include_in_schema=False)
@routes.post("/", status_code=201)
def create(way: Way, asked: ContentNew, business_id: Business = None, token: ClientToken = None) -> ContentOut:
    """Keep a piece that was written by hand; it is a draft."""
    with way.open(business_id) as ws:
        post = content.create_post(ws, asked.new(), campaign_id=asked.campaign_id, token=token)
        return ContentOut.seen(post, f"{ws.public_url}/api")


@routes.get("/", include_in_schema=False)
@routes.get("")
@remembered
def listed(
    way: Way,
    wanted: Wanted,
    campaign_id: UUID | None = None,
    status: PostStatus | None = None,
    business_id: Business = None,
) -> Page[ContentLine]:
    """Content, the newest first; of one campaign, or in one status such as draft, scheduled or published."""
    with way.open(business_id) as ws:
        found = content.page_posts(ws, campaign_id=campaign_id, status=status, after=wanted.after, limit=wanted.limit)
        return page(found, ContentLine.of)


@routes.get("/{content_id}")
@remembered
def read(ws: CurrentWorkspace, content_id: UUID) -> ContentOut:
    """One piece with its media, storyboard, and who wrote it."""
    return ContentOut.seen(content.find_post(ws, content_id), f"{ws.public_url}/api")


@routes.put("/{content_id}")
def change(ws: CurrentWorkspace, content_id: UUID, asked: ContentEdit) -> ContentOut:
    """Change the words that are sent; what is left out stays as it is."""
    return _seen(ws, content.revise_post(ws, content_id, asked.edit(), seen=asked.seen_at))


@routes.delete("/{content_id}", status_code=204)
def throw_away(ws: CurrentWorkspace, content_id: UUID) -> None:
    """Throw a draft away."""
    content.delete_post(ws, content_id)


@routes.post("/{content_id}/optimize")
def optimize(ws: CurrentWorkspace, content_id: UUID) -> ContentOut:
    """Have it written anew, in other words about the same thing."""
    return _seen(ws, content.rewrite_post(ws, content_id))


@routes.post("/{content_id}/schedule")
def schedule(ws: CurrentWorkspace, content_id: UUID, asked: Schedule) -> ContentOut:
    """Put it on the calendar, or move it to another moment."""
    return _seen(ws, publishing.schedule_post(ws, content_id, asked.scheduled_at))


@routes.post("/{content_id}/publish", status_code=202)
def publish(ws: CurrentWorkspace, content_id: UUID) -> ContentOut:
    """Send it with the clock's next tick, about a second from now; read it again to see what came of it."""
    return _seen(ws, publishing.publish_now(ws, content_id))


@routes.get("/{content_id}/media/{place}", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def media(ws: CurrentWorkspace, content_id: UUID, place: Annotated[int, Path(ge=0, le=100)]) -> Response:
    """The bytes of a picture or film, as the URLs of its media name them."""
    items = content.find_post(ws, content_id).media
    if place >= len(items):
        raise NotFound("This piece has no such picture or film.")
    return Response(content.media_bytes(ws, items[place].key), media_type=items[place].content_type)
