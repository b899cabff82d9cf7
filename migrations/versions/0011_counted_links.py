"""Links that count who followed them, and trials that split the list."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _of(parent: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["business_id", column],
        [f"{parent}.business_id", f"{parent}.id"],
        name=op.f(f"fk_counted_link_business_id_{column}"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "counted_link",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.Column("machines", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        _of("publication", "publication_id"),
        _of("post", "post_id"),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_counted_link_business_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("business_id", "id", name=op.f("pk_counted_link")),
        sa.UniqueConstraint("token", name=op.f("uq_counted_link_token")),
    )
    for name, column in (("publication", "publication_id"), ("post", "post_id")):
        op.create_index(f"ix_counted_link_{name}", "counted_link", ["business_id", column])
    op.add_column("profile", sa.Column("count_links", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("experiment") as experiment:
        experiment.add_column(sa.Column("share", sa.Integer(), nullable=True))
        experiment.add_column(sa.Column("post_rest", sa.Uuid(), nullable=True))
        experiment.create_foreign_key(
            op.f("fk_experiment_business_id_post_rest"),
            "post",
            ["business_id", "post_rest"],
            ["business_id", "id"],
            ondelete="NO ACTION",
        )
        experiment.create_index("ix_experiment_post_rest", ["business_id", "post_rest"])


def downgrade() -> None:
    with op.batch_alter_table("experiment") as experiment:
        experiment.drop_index("ix_experiment_post_rest")
        experiment.drop_constraint(op.f("fk_experiment_business_id_post_rest"), type_="foreignkey")
        experiment.drop_column("post_rest")
        experiment.drop_column("share")
    op.drop_column("profile", "count_links")
    op.drop_table("counted_link")
