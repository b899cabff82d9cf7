"""Every post with its numbers, as a file that its owner may take anywhere."""

from sqlmodel import col

from core.analytics.exports import csv_bytes
from core.analytics.figures import figures
from core.analytics.rollup import COUNTS
from core.keys import needs
from core.tables import Post
from core.vocab import Permission
from core.workspace import Workspace

TEXTS = ("caption", "hashtags", "cta", "subject", "preheader")
MARKS = ("id", "title", "channel", "type", "status", "origin", "published_at", "planned_for")
COLUMNS = (*MARKS, *TEXTS, *COUNTS, "engagement_rate", "rate_denominator", "engagement_score")


@needs(Permission.READ)
def export_posts(ws: Workspace) -> bytes:
    """All posts as CSV with a byte order mark; moments are ISO 8601 in UTC, rates fractions, scores 0-100."""
    shown = [col(getattr(Post, name)) for name in ("id", *TEXTS)]
    texts = {one: dict(zip(TEXTS, told, strict=True)) for one, *told in ws.rows.columns(*shown, order=[col(Post.id)])}
    rows = []
    for post in figures(ws.rows):
        told = texts[post.id]
        row: dict[str, object] = {
            "id": post.id,
            "title": post.title,
            "channel": post.channel,
            "type": post.type,
            "status": post.status,
            "origin": post.origin,
            "published_at": post.published_at,
            "planned_for": post.moment,
            "engagement_rate": post.rate,
            "rate_denominator": post.denominator,
            "engagement_score": post.score,
        }
        hashtags = " ".join(told["hashtags"])
        rows.append(row | told | {"hashtags": hashtags} | {name: post.counts[name] for name in COUNTS})
    return csv_bytes(rows, columns=COLUMNS, bom=True)
