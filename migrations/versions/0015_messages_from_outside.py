"""Messages come in through a door of their own, with what was sent along."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("message", sa.Column("attachments", JSON, server_default="[]", nullable=False))
    op.add_column("profile", sa.Column("messages_secret", sa.String(length=4000), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("profile", "messages_secret")
    op.drop_column("message", "attachments")
