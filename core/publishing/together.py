"""Versions of a letter on their way: the second leaves with the first, and the rest gets what did better."""

from datetime import timedelta

from sqlmodel import col

from core.channels.scheduling import next_allowed
from core.errors import Conflict, Refusal
from core.keys import needs
from core.publishing.schedule import queue_post, refuse_unfit
from core.publishing.split import place_of, why_not_ready
from core.tables import Experiment, Post, Publication
from core.vocab import ExperimentStatus, Permission, PostStatus
from core.workspace import Workspace

LEFT = frozenset({PostStatus.SCHEDULED, PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.UNCONFIRMED})


def set_off(ws: Workspace, post: Post) -> None:
    """Send version B on its way with version A, in one moment; once, however often A is tried.

    Raises:
        Conflict: version B is not ready, so that neither leaves.
    """
    place = place_of(ws, post)
    if place is None or place.part != "a" or place.trial.status is not ExperimentStatus.RUNNING:
        return
    with ws.writing() as rows:
        second = rows.lock(Post, place.trial.post_b)
        if second.status in LEFT:
            return
        if why := why_not_ready(ws, second):
            raise Conflict(why)
        queue_post(ws, second, ws.now)


@needs(Permission.CLOCK)
def send_rests(ws: Workspace) -> int:
    """Send what did better in a trial to everybody who was not part of it; how many such posts were queued.

    What cannot go out stays a draft that says why.
    """
    done = 0
    for trial in ws.rows.find(Experiment, col(Experiment.post_rest).is_not(None)):
        assert trial.post_rest is not None
        with ws.writing() as rows:
            post = rows.lock(Post, trial.post_rest)
            is_new = post.status is PostStatus.DRAFT and not post.status_reason
            if not is_new or rows.count(Publication, col(Publication.post_id) == post.id):
                continue
            soon = ws.now + timedelta(seconds=1)
            try:
                refuse_unfit(ws, post)
            except Refusal as refusal:
                post.status_reason = f"It was not sent to the rest. {refusal.message}"
            else:
                queue_post(ws, post, next_allowed(soon, name=post.channel, zone=ws.zone))
                ws.audit("send_rest", post.title)
                done += 1
    return done
