"""Two versions of one post, and which of them did better."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _of_a_post(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id", column],
        ["post.business_id", "post.id"],
        name=op.f(f"fk_experiment_business_id_{column}"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "experiment",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_a", sa.Uuid(), nullable=False),
        sa.Column("post_b", sa.Uuid(), nullable=False),
        sa.Column("metric", _word("experimentmetric", "engagement", "clicks", "leads"), nullable=False),
        sa.Column("after_hours", sa.Integer(), nullable=True),
        sa.Column("decide_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("status", _word("experimentstatus", "running", "decided", "stopped"), nullable=False),
        sa.Column("verdict", JSON, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _of_a_post("post_a"),
        _of_a_post("post_b"),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_experiment_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_experiment")),
    )
    for column in ("status", "post_a", "post_b"):
        op.create_index(f"ix_experiment_{column}", "experiment", ["business_id", column])


def downgrade() -> None:
    op.drop_table("experiment")
