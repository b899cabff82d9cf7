"""What the AI ledger lacked, and tokens held back for questions under way."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = {"model_asked": 120, "schema_hash": 64, "level": 20, "price_table": 40}
COUNTS = ("tokens_cached", "tokens_reasoning")


def upgrade() -> None:
    with op.batch_alter_table("ai_usage", schema=None) as batch_op:
        for name, length in WORDS.items():
            batch_op.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "ai_hold",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_ai_hold_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_ai_hold")),
    )


def downgrade() -> None:
    op.drop_table("ai_hold")
    with op.batch_alter_table("ai_usage", schema=None) as batch_op:
        for name in (*COUNTS, *WORDS):
            batch_op.drop_column(name)
