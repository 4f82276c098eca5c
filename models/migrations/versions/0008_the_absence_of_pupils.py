"""The absence of pupils: days, reports, periods, timetables and imports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "verzuimleerling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(length=80), nullable=False),
        sa.Column("sleutel_hash", sa.String(length=64), nullable=False),
        sa.Column("versleuteld", sa.LargeBinary(), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("geboortemaand", sa.String(length=7), nullable=True),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_verzuimleerling_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzuimleerling")),
        sa.UniqueConstraint(
            "bron", "sleutel_hash", name=op.f("uq_verzuimleerling_bron_sleutel_hash")
        ),
    )
    with op.batch_alter_table("verzuimleerling", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verzuimleerling_organisatie_id"),
            ["organisatie_id"],
            unique=False,
        )

    op.create_table(
        "verzuimdag",
        sa.Column("leerling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("lesuren", sa.SmallInteger(), nullable=False),
        sa.Column("gemist", sa.SmallInteger(), nullable=False),
        sa.Column("uren", sa.Integer(), nullable=False),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "lesuren >= 0 AND gemist >= 0 AND uren >= 0",
            name=op.f("ck_verzuimdag_positief"),
        ),
        sa.ForeignKeyConstraint(
            ["invoer_id"], ["invoer.id"], name=op.f("fk_verzuimdag_invoer_id_invoer")
        ),
        sa.ForeignKeyConstraint(
            ["leerling_id"],
            ["verzuimleerling.id"],
            name=op.f("fk_verzuimdag_leerling_id_verzuimleerling"),
        ),
        sa.PrimaryKeyConstraint(
            "leerling_id", "datum", "soort", name=op.f("pk_verzuimdag")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "verzuiminvoer",
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("vorm", sa.String(length=60), nullable=False),
        sa.Column("meldingen", sa.Boolean(), nullable=False),
        sa.Column("vervangt", sa.Boolean(), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("instellingen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("eerste_dag", sa.Date(), nullable=True),
        sa.Column("laatste_dag", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invoer_id"], ["invoer.id"], name=op.f("fk_verzuiminvoer_invoer_id_invoer")
        ),
        sa.PrimaryKeyConstraint("invoer_id", name=op.f("pk_verzuiminvoer")),
    )
    with op.batch_alter_table("verzuiminvoer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verzuiminvoer_bron_sha256"), ["bron", "sha256"], unique=False
        )

    op.create_table(
        "verzuimmelding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leerling_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("begin", sa.Date(), nullable=False),
        sa.Column("vanaf_uur", sa.SmallInteger(), nullable=False),
        sa.Column("einde", sa.Date(), nullable=True),
        sa.Column("tot_uur", sa.SmallInteger(), nullable=False),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "einde >= begin", name=op.f("ck_verzuimmelding_begin_voor_einde")
        ),
        sa.ForeignKeyConstraint(
            ["invoer_id"],
            ["invoer.id"],
            name=op.f("fk_verzuimmelding_invoer_id_invoer"),
        ),
        sa.ForeignKeyConstraint(
            ["leerling_id"],
            ["verzuimleerling.id"],
            name=op.f("fk_verzuimmelding_leerling_id_verzuimleerling"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzuimmelding")),
        sa.UniqueConstraint(
            "leerling_id",
            "soort",
            "begin",
            "vanaf_uur",
            name=op.f("uq_verzuimmelding_leerling_id_soort_begin_vanaf_uur"),
        ),
    )
    op.create_table(
        "verzuimperiode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leerling_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("grond", sa.String(length=60), nullable=False),
        sa.Column("begin", sa.Date(), nullable=False),
        sa.Column("einde", sa.Date(), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "einde >= begin", name=op.f("ck_verzuimperiode_begin_voor_einde")
        ),
        sa.ForeignKeyConstraint(
            ["invoer_id"],
            ["invoer.id"],
            name=op.f("fk_verzuimperiode_invoer_id_invoer"),
        ),
        sa.ForeignKeyConstraint(
            ["leerling_id"],
            ["verzuimleerling.id"],
            name=op.f("fk_verzuimperiode_leerling_id_verzuimleerling"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzuimperiode")),
        sa.UniqueConstraint(
            "leerling_id",
            "soort",
            "grond",
            "begin",
            name=op.f("uq_verzuimperiode_leerling_id_soort_grond_begin"),
        ),
    )
    op.create_table(
        "verzuimrooster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(length=80), nullable=False),
        sa.Column("leerling_id", sa.Integer(), nullable=True),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("uren", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("lestijden", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("vakantieregio", sa.String(length=20), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoer_id"],
            ["invoer.id"],
            name=op.f("fk_verzuimrooster_invoer_id_invoer"),
        ),
        sa.ForeignKeyConstraint(
            ["leerling_id"],
            ["verzuimleerling.id"],
            name=op.f("fk_verzuimrooster_leerling_id_verzuimleerling"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzuimrooster")),
    )
    with op.batch_alter_table("verzuimrooster", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verzuimrooster_bron_vanaf"), ["bron", "vanaf"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_verzuimrooster_leerling_id"), ["leerling_id"], unique=False
        )


def downgrade() -> None:
    """Refuse: the absence that was brought in would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
