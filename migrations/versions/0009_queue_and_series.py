"""Posting slots of the week, posts that repeat, and mail that comes back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("rule", JSON, nullable=False),
        sa.Column("made_until", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_series_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_series")),
    )
    op.create_index("ix_series_made", "series", ["business_id", "ended_at", "made_until"])
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("series_id", sa.Uuid(), nullable=True))
        post.add_column(sa.Column("series_day", sa.Date(), nullable=True))
        post.create_foreign_key(
            op.f("fk_post_business_id_series_id"),
            "series",
            ["business_id", "series_id"],
            ["business_id", "id"],
            ondelete="NO ACTION",
        )
        post.create_unique_constraint("uq_post_series_day", ["business_id", "series_id", "series_day"])
    op.add_column("profile", sa.Column("queue", JSON, server_default="[]", nullable=False))
    op.add_column("profile", sa.Column("reports_secret", sa.String(length=4000), server_default="", nullable=False))
    op.add_column("contact", sa.Column("suppressed_reason", sa.String(length=200), server_default="", nullable=False))
    op.add_column("contact", sa.Column("soft_bounces", sa.Integer(), server_default="0", nullable=False))
    op.add_column("publication", sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("publication", "bounced_at")
    op.drop_column("contact", "soft_bounces")
    op.drop_column("contact", "suppressed_reason")
    op.drop_column("profile", "reports_secret")
    op.drop_column("profile", "queue")
    with op.batch_alter_table("post") as post:
        post.drop_constraint("uq_post_series_day", type_="unique")
        post.drop_constraint(op.f("fk_post_business_id_series_id"), type_="foreignkey")
        post.drop_column("series_day")
        post.drop_column("series_id")
    op.drop_table("series")
