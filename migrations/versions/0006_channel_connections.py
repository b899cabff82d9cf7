"""The real accounts that a business connects behind its channels."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("smtp", "webhook", "mastodon")


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="connectionkind", native_enum=False, create_constraint=True, length=24)
    op.create_table(
        "channel_connection",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=320), nullable=False),
        sa.Column("sealed_secret", sa.String(length=4000), nullable=False),
        sa.Column("secret_ends", sa.String(length=4), nullable=False),
        sa.Column("remembers", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_channel_connection_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_channel_connection")),
        sa.UniqueConstraint("business_id", "channel", name=op.f("uq_channel_connection_business_id_channel")),
    )


def downgrade() -> None:
    op.drop_table("channel_connection")
