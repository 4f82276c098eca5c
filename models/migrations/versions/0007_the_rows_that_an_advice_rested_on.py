"""The rows that an advice rested on, so that it can be given again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "kennisbestand",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_kennisbestand")),
    )
    op.create_table(
        "kennisstand",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("bestanden", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_kennisstand")),
    )


def downgrade() -> None:
    """Refuse: advices could no longer be given again with the rows of then."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
