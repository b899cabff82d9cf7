"""Notes and saved replies of the inbox, who takes turns, how each message felt, and the seasons of FAQs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "conversation_note",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_conversation_note_business_id_conversation_id"),
            ondelete="CASCADE",
        ),
        _of_a_business("conversation_note"),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_conversation_note")),
    )
    op.create_index("ix_conversation_note", "conversation_note", ["business_id", "conversation_id", "at"])
    op.create_table(
        "saved_reply",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        _of_a_business("saved_reply"),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_saved_reply")),
        sa.UniqueConstraint("business_id", "name", name=op.f("uq_saved_reply_business_id_name")),
    )
    op.add_column("profile", sa.Column("rota", JSON, server_default="{}", nullable=False))
    for name, length in (("intent", 120), ("sentiment", 20), ("urgency", 20)):
        op.add_column("message", sa.Column(name, sa.String(length=length), server_default="", nullable=False))
    for name in ("season_from", "season_to"):
        op.add_column("faq", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("faq", sa.Column("season_yearly", sa.Boolean(), server_default=sa.false(), nullable=False))


def _of_a_business(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id"], ["business.id"], name=op.f(f"fk_{table}_business_id"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for name in ("season_yearly", "season_to", "season_from"):
        op.drop_column("faq", name)
    for name in ("urgency", "sentiment", "intent"):
        op.drop_column("message", name)
    op.drop_column("profile", "rota")
    op.drop_table("saved_reply")
    op.drop_table("conversation_note")
