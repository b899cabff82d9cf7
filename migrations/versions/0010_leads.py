"""Leads told by events and files, the secret of their door, and their count beside a post's daily numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _child(parent: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id", column],
        [f"{parent}.business_id", f"{parent}.id"],
        name=op.f(f"fk_lead_business_id_{column}"),
        ondelete="CASCADE",
    )


def _of_a_business(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id"], ["business.id"], name=op.f(f"fk_{table}_business_id"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "lead",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("ref", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "simulated", "imported", "live", name="origin", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        *(
            sa.Column(f"utm_{part}", sa.String(120), nullable=False)
            for part in ("source", "medium", "campaign", "content")
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _child("post", "post_id"),
        _child("campaign", "campaign_id"),
        _child("import_batch", "import_id"),
        _of_a_business("lead"),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_lead")),
        sa.UniqueConstraint("business_id", "ref", name=op.f("uq_lead_ref")),
    )
    for name, column in (("at", "at"), ("post", "post_id"), ("campaign", "campaign_id")):
        op.create_index(f"ix_lead_{name}", "lead", ["business_id", column])
    op.create_table(
        "lead_door",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.String(4000), nullable=False),
        sa.Column("secret_ends", sa.String(4), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _of_a_business("lead_door"),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_lead_door")),
        sa.UniqueConstraint("business_id", name=op.f("uq_lead_door_business")),
    )
    op.add_column("metric_daily", sa.Column("leads", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("metric_daily", "leads")
    op.drop_table("lead_door")
    op.drop_table("lead")
