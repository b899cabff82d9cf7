"""Sign-ins of programs, which renew themselves; and where each sign-in was made."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_in", sa.Column("device", sa.String(length=200), server_default="", nullable=False))
    op.add_column("sign_in", sa.Column("refresh_hash", sa.String(length=64), nullable=True))
    op.add_column("sign_in", sa.Column("earlier_hash", sa.String(length=64), nullable=True))
    op.add_column("sign_in", sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("refreshed_at", "earlier_hash", "refresh_hash", "device"):
        op.drop_column("sign_in", column)
