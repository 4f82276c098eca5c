"""What happened in a case on which day, so that its clocks run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "casusgebeurtenis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingetrokken_door", sa.String(length=200), nullable=True),
        sa.Column("ingetrokken_reden", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_casusgebeurtenis_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casusgebeurtenis")),
    )
    with op.batch_alter_table("casusgebeurtenis", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_casusgebeurtenis_casus_id_ingetrokken_op"),
            ["casus_id", "ingetrokken_op"],
            unique=False,
        )


def downgrade() -> None:
    """Refuse: what people wrote down would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
