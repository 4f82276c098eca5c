"""How sure a reader was of an answer, and the language of a conversation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    with op.batch_alter_table("antwoord", schema=None) as batch_op:
        batch_op.add_column(sa.Column("zekerheid", sa.Double(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_antwoord_zekerheid_0_1"), "zekerheid BETWEEN 0 AND 1"
        )
    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("taal", sa.String(length=8), server_default="nl", nullable=False)
        )


def downgrade() -> None:
    """Refuse: how sure answers were read would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
