"""Making the changes that a person ticked, all of them or none, and taking them back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core import content, publishing
from core.content import DraftRequest, WrittenPost
from core.errors import Conflict, Invalid
from core.keys import needs
from core.strategy.ahead import as_they_stand
from core.strategy.changes import Amendment, ChangeKind, OpenPost
from core.tables import Campaign, Plan, Post
from core.tables.values import Brief, SlotText
from core.vocab import CampaignStatus, Permission, PostStatus
from core.workspace import Workspace

GONE = frozenset({PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.UNCONFIRMED})


@dataclass(frozen=True)
class Made:
    """One change that was made, with what is needed to take it back: the post as it stood before and stands now."""

    change: Amendment
    after: OpenPost
    words: SlotText | None = None


@dataclass(frozen=True)
class Improved:
    """What was changed in one go."""

    campaign_id: UUID
    made: tuple[Made, ...]


@dataclass(frozen=True)
class TakenBack:
    """How many changes were taken back, and the posts that had moved on since, by name."""

    done: int
    left: tuple[str, ...]


@needs(Permission.PLAN)
def apply_changes(
    ws: Workspace,
    campaign_id: UUID,
    changes: Sequence[Amendment],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Improved:
    """Make the chosen changes in one transaction; new texts are written before it. ``progress`` hears of those.

    Raises:
        Invalid: nothing was chosen, or a change breaks a rule of its channel; nothing is changed.
        Conflict: a post moved on since it was looked at, or the campaign is completed; nothing is changed.
        ModelFailed: a text could not be written; nothing is changed.
    """
    if not changes:
        raise Invalid("Tick at least one change.", field="changes")
    _refuse_stale(ws, campaign_id, changes)
    asking = [change for change in changes if change.needs_writer]
    texts = content.write_posts(ws, [_request(ws, campaign_id, one) for one in asking], progress=progress)
    written = {change.key: text for change, text in zip(asking, texts, strict=True)}
    with ws.writing() as rows:
        _refuse_stale(ws, campaign_id, changes)
        done = [(change, *_make(ws, campaign_id, change, written.get(change.key))) for change in changes]
        rows.flush()
        ws.audit("apply_changes", rows.get(Campaign, campaign_id).name, f"{len(changes)} changes")
        now = as_they_stand(ws, [post_id for _, post_id, _ in done])
        return Improved(campaign_id, tuple(Made(change, now[post_id], words) for change, post_id, words in done))


@needs(Permission.PLAN)
def take_back_changes(ws: Workspace, improved: Improved) -> TakenBack:
    """Put every post back where it was and say again what it said; one that moved on since is left as it is."""
    left: list[str] = []
    with ws.writing() as rows:
        now = as_they_stand(ws, [made.after.id for made in improved.made])
        for made in improved.made:
            if now.get(made.after.id) == made.after:
                _unmake(ws, made)
            else:
                left.append(made.after.title)
        rows.flush()
        done = len(improved.made) - len(left)
        ws.audit("take_back_changes", rows.get(Campaign, improved.campaign_id).name, f"{done} changes")
    return TakenBack(done, tuple(left))


def _refuse_stale(ws: Workspace, campaign_id: UUID, changes: Iterable[Amendment]) -> None:
    if ws.rows.get(Campaign, campaign_id).status is CampaignStatus.COMPLETED:
        raise Conflict("This campaign is completed, so nothing of it can change.")
    seen = {change.post.id: change.post for change in changes if change.post is not None}
    now = as_they_stand(ws, seen)
    for post_id, post in seen.items():
        if post_id not in now or now[post_id].status in GONE:
            raise Conflict(f"“{post.title}” is gone or going out, so nothing was changed. Look for changes again.")
        if now[post_id] != post:
            raise Conflict(f"“{post.title}” changed since you looked, so nothing was changed. Look for changes again.")


def _request(ws: Workspace, campaign_id: UUID, change: Amendment) -> DraftRequest:
    campaign = ws.rows.get(Campaign, campaign_id)
    plan = ws.rows.first(Plan, col(Plan.campaign_id) == campaign_id)
    brief: Brief | None = plan.brief if plan else None
    theme = next((one for one in campaign.themes if one.week == change.week), None)
    return DraftRequest(
        channel=change.channel,
        type=change.type,
        goal=campaign.goal,
        theme=theme.title if theme else "",
        about=change.about,
        season=theme.moment if theme else "",
        offer=brief.offer if brief else "",
        tone=brief.tone if brief else "",
        at=change.at if change.at and change.at > ws.now else None,
        week=change.week,
    )


def _make(
    ws: Workspace, campaign_id: UUID, change: Amendment, text: WrittenPost | None
) -> tuple[UUID, SlotText | None]:
    """Make one change; the post's id, and its words before where they were replaced."""
    post_id, words = change.post.id if change.post else None, None
    match change.kind:
        case ChangeKind.ADD:
            assert text is not None
            return content.keep_posts(ws, [text], campaign_id=campaign_id)[0].id, None
        case ChangeKind.MOVE:
            assert post_id is not None
            assert change.at is not None
            publishing.replan_post(ws, post_id, change.at)
        case ChangeKind.RETYPE | ChangeKind.REWRITE:
            assert post_id is not None
            assert text is not None
            post = ws.rows.get(Post, post_id)
            words = content.words_of(post)
            content.recast_post(ws, post_id, content.recast(text, post))
        case ChangeKind.DROP:
            assert post_id is not None
            publishing.cancel_post(ws, post_id)
    return post_id, words


def _unmake(ws: Workspace, made: Made) -> None:
    post_id, before = made.after.id, made.change.post
    if before is None:
        content.delete_post(ws, post_id)
        return
    at = before.at if before.at and before.at > ws.now else None
    if made.words is not None:
        post = content.recast_post(ws, post_id, made.words)
        was_taken_off = before.status is PostStatus.SCHEDULED and post.status is PostStatus.DRAFT
        if was_taken_off and at is not None and not ws.profile.approval_required:
            publishing.schedule_post(ws, post_id, at)
            publishing.replan_post(ws, post_id, at, planned_at=before.planned_at)
    elif made.change.kind is ChangeKind.DROP:
        publishing.reopen_post(ws, post_id)
        if before.status is PostStatus.SCHEDULED and at is not None:
            publishing.schedule_post(ws, post_id, at)
    elif at is not None:
        publishing.replan_post(ws, post_id, at, planned_at=before.planned_at)
