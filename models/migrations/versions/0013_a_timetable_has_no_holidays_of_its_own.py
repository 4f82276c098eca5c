"""A timetable has no holidays of its own: they are those of its region."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version; nothing ever filled the column."""
    with op.batch_alter_table("verzuimrooster", schema=None) as batch_op:
        batch_op.drop_column("vakantieregio")


def downgrade() -> None:
    """Refuse, as the versions before do: there is nothing to go back for."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
