"""An account's kind is the name of its adapter, which no table lists."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = ("smtp", "webhook", "mastodon")
RULE = "ck_channel_connection_connectionkind"


def upgrade() -> None:
    with op.batch_alter_table("channel_connection") as connection:
        connection.drop_constraint(op.f(RULE), type_="check")
        connection.alter_column("kind", existing_type=sa.String(length=24), type_=sa.String(length=40),
                                existing_nullable=False)  # fmt: skip


def downgrade() -> None:
    op.execute("DELETE FROM channel_connection WHERE kind NOT IN ('smtp', 'webhook', 'mastodon')")
    with op.batch_alter_table("channel_connection") as connection:
        connection.alter_column("kind", existing_type=sa.String(length=40), type_=sa.String(length=24),
                                existing_nullable=False)  # fmt: skip
        connection.create_check_constraint(op.f(RULE), sa.column("kind").in_(KINDS))
