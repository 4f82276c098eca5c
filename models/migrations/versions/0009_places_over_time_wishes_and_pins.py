"""What a placement needs to know of places, wishes, pins and when a place begins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "reistijdopgave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("voorziening_id", sa.String(length=60), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "minuten >= 0", name=op.f("ck_reistijdopgave_minuten_niet_negatief")
        ),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_reistijdopgave_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["voorziening_id"],
            ["voorziening.id"],
            name=op.f("fk_reistijdopgave_voorziening_id_voorziening"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reistijdopgave")),
    )
    with op.batch_alter_table("reistijdopgave", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reistijdopgave_casus_id"), ["casus_id"], unique=False
        )

    op.create_table(
        "wens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column(
            "van",
            sa.Enum("ouders", "leerling", name="wensvan", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("voorzieningen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_wens_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wens")),
    )
    with op.batch_alter_table("wens", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wens_casus_id"), ["casus_id"], unique=False
        )

    op.create_table(
        "vastlegging",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("groep_id", sa.String(length=60), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "vast", "niet", name="vastleggingsoort", native_enum=False, length=40
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
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_vastlegging_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_vastlegging_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["groep_id"], ["groep.id"], name=op.f("fk_vastlegging_groep_id_groep")
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"],
            ["overleg.id"],
            name=op.f("fk_vastlegging_overleg_id_overleg"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vastlegging")),
    )
    with op.batch_alter_table("vastlegging", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vastlegging_casus_id_losgelaten_op"),
            ["casus_id", "losgelaten_op"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_vastlegging_overleg_id"), ["overleg_id"], unique=False
        )

    with op.batch_alter_table("besluit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begin", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("brug_groep_id", sa.String(length=60), nullable=True)
        )
        batch_op.add_column(sa.Column("brug_begin", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("brug_eind", sa.Date(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_besluit_brug_groep_id"), ["brug_groep_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_besluit_brug_groep_id_groep"),
            "groep",
            ["brug_groep_id"],
            ["id"],
        )

    with op.batch_alter_table("groep", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "soort",
                sa.Enum(
                    "blijvend",
                    "overbrugging",
                    name="pleksoort",
                    native_enum=False,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("minimum", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fte", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("uren_per_leerling", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("verblijf_weken", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("verlenging_weken", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("einde", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "mix", sa.JSON(none_as_null=True), server_default="{}", nullable=False
            )
        )

    with op.batch_alter_table("voorziening", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("budget_bron", sa.String(length=60), nullable=True)
        )
        batch_op.add_column(sa.Column("budget_cent", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("kosten_cent", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Refuse: decisions, pins and wishes would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
