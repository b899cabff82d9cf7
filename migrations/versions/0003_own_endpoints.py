"""A business's own AI endpoint, and the share of its allowance from which it is warned."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "ai_endpoint",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("base_url", sa.String(length=300), nullable=False),
        sa.Column("sealed_key", sa.String(length=4000), nullable=False),
        sa.Column("key_ends", sa.String(length=4), nullable=False),
        sa.Column("quick_model", sa.String(length=120), nullable=False),
        sa.Column("quality_model", sa.String(length=120), nullable=False),
        sa.Column("checks", JSON, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_ai_endpoint_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_ai_endpoint")),
        sa.UniqueConstraint("business_id", name=op.f("uq_ai_endpoint_business_id")),
    )
    op.add_column("profile", sa.Column("soft_cap_percent", sa.Integer(), server_default="80", nullable=False))


def downgrade() -> None:
    op.drop_column("profile", "soft_cap_percent")
    op.drop_table("ai_endpoint")
