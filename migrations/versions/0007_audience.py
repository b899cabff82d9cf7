"""One delivery a person for posts that go to people, and the segment that a post is for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("post", sa.Column("segment", sa.String(length=120), server_default="", nullable=False))
    with op.batch_alter_table("publication") as publication:
        publication.add_column(sa.Column("contact_id", sa.Uuid(), nullable=True))
        publication.create_foreign_key(
            op.f("fk_publication_business_id_contact_id"),
            "contact",
            ["business_id", "contact_id"],
            ["business_id", "id"],
            ondelete="CASCADE",
        )
        publication.create_index("ix_publication_contact", ["business_id", "contact_id", "due_at"])


def downgrade() -> None:
    with op.batch_alter_table("publication") as publication:
        publication.drop_index("ix_publication_contact")
        publication.drop_constraint(op.f("fk_publication_business_id_contact_id"), type_="foreignkey")
        publication.drop_column("contact_id")
    op.drop_column("post", "segment")
