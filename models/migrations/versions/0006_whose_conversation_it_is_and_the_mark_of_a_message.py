"""Whose conversation it is in a family, and the mark by which a message is one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gezinslid_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_gesprek_gezinslid_id_gezinslid"),
            "gezinslid",
            ["gezinslid_id"],
            ["id"],
        )
        batch_op.create_index(
            batch_op.f("ix_gesprek_gezinslid_id"), ["gezinslid_id"], unique=False
        )
    with op.batch_alter_table("bericht", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kenmerk", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_bericht_gesprek_id_kenmerk"), ["gesprek_id", "kenmerk"]
        )


def downgrade() -> None:
    """Refuse: whose conversation it is would be lost, and others could read it."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
