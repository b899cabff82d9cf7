"""A business says how many posts one person gets in a week; calls are counted by the moment they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("profile", sa.Column("weekly_limit", sa.Integer(), server_default="4", nullable=False))
    op.create_index("ix_attempt_started", "attempt", ["business_id", "started_at"])


def downgrade() -> None:
    op.drop_index("ix_attempt_started", "attempt")
    op.drop_column("profile", "weekly_limit")
