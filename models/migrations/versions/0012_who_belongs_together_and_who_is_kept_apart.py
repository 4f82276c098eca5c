"""Which pupils get the same place and which may not share one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "samenafspraak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("ander_id", sa.String(length=16), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "samen", "niet_samen", name="samensoort", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("prijs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("door_naam", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("losgelaten_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("losgelaten_door", sa.String(length=200), nullable=True),
        sa.Column("losgelaten_reden", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "casus_id < ander_id", name=op.f("ck_samenafspraak_op_volgorde")
        ),
        sa.ForeignKeyConstraint(
            ["ander_id"], ["casus.id"], name=op.f("fk_samenafspraak_ander_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_samenafspraak_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["door_id"],
            ["gebruiker.id"],
            name=op.f("fk_samenafspraak_door_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"],
            ["overleg.id"],
            name=op.f("fk_samenafspraak_overleg_id_overleg"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samenafspraak")),
    )
    with op.batch_alter_table("samenafspraak", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_samenafspraak_ander_id_losgelaten_op"),
            ["ander_id", "losgelaten_op"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_samenafspraak_casus_id_losgelaten_op"),
            ["casus_id", "losgelaten_op"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_samenafspraak_overleg_id"), ["overleg_id"], unique=False
        )


def downgrade() -> None:
    """Refuse: what a table agreed would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
