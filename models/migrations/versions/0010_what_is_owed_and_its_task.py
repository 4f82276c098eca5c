"""Which duty a task was made of, so that it is made once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "verplichting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signaal", sa.String(length=60), nullable=False),
        sa.Column("sinds", sa.Date(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=True),
        sa.Column("leerling_id", sa.Integer(), nullable=True),
        sa.Column("taak_id", sa.Integer(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vervallen_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(casus_id IS NULL) <> (leerling_id IS NULL)",
            name=op.f("ck_verplichting_casus_of_leerling"),
        ),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_verplichting_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["leerling_id"],
            ["verzuimleerling.id"],
            name=op.f("fk_verplichting_leerling_id_verzuimleerling"),
        ),
        sa.ForeignKeyConstraint(
            ["taak_id"], ["taak.id"], name=op.f("fk_verplichting_taak_id_taak")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verplichting")),
        sa.UniqueConstraint(
            "casus_id",
            "signaal",
            "sinds",
            name=op.f("uq_verplichting_casus_id_signaal_sinds"),
        ),
        sa.UniqueConstraint(
            "leerling_id",
            "signaal",
            "sinds",
            name=op.f("uq_verplichting_leerling_id_signaal_sinds"),
        ),
    )
    with op.batch_alter_table("verplichting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verplichting_taak_id"), ["taak_id"], unique=False
        )


def downgrade() -> None:
    """Refuse: which task stands for which duty would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
