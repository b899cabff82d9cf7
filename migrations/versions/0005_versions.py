"""What a post said before, the thread about it, texts kept to use again, and how a campaign's links are tagged."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _of_a_business(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f(f"fk_{table}_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f(f"pk_{table}")),
    ]


def _of_a_post(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id", "post_id"],
        ["post.business_id", "post.id"],
        name=op.f(f"fk_{table}_business_id_post_id"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "post_version",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=80), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("engine", _word("engine", "offline", "model", "person"), nullable=False),
        sa.Column("words", JSON, nullable=False),
        sa.Column("changed", JSON, nullable=False),
        sa.Column("ai", JSON, nullable=True),
        sa.Column("restored", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_a_post("post_version"),
        *_of_a_business("post_version"),
        sa.UniqueConstraint("business_id", "post_id", "number", name="uq_post_version_number"),
    )
    op.create_table(
        "post_note",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            _word("notekind", "comment", "asked", "changes", "approved", "reopened"),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_a_post("post_note"),
        *_of_a_business("post_note"),
    )
    op.create_index("ix_post_note_post", "post_note", ["business_id", "post_id", "at"])
    op.create_table(
        "text_block",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _word("blockkind", "template", "snippet", "hashtags"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("text", JSON, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        *_of_a_business("text_block"),
        sa.UniqueConstraint("business_id", "kind", "name", name="uq_text_block_name"),
    )
    op.add_column("campaign", sa.Column("utm", JSON, server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("campaign", "utm")
    op.drop_table("text_block")
    op.drop_table("post_note")
    op.drop_table("post_version")
