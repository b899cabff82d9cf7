"""Texts that were written for a plan before it was accepted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "plan_draft",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("text", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "plan_id"],
            ["plan.business_id", "plan.id"],
            name=op.f("fk_plan_draft_business_id_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_plan_draft_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_plan_draft")),
        sa.UniqueConstraint("business_id", "plan_id", "slot", name="uq_plan_draft_slot"),
    )


def downgrade() -> None:
    op.drop_table("plan_draft")
