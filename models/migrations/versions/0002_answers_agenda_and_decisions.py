"""Answers, advice, the agenda and decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "casus",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("gestopt_vanuit", sa.String(length=40), nullable=True),
        sa.Column("stopreden", sa.Text(), nullable=True),
        sa.Column("regio", sa.String(length=60), nullable=True),
        sa.Column("regisseur_id", sa.Integer(), nullable=True),
        sa.Column("school_id", sa.String(length=8), nullable=True),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bevestigd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bevestigd_door", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["regisseur_id"],
            ["gebruiker.id"],
            name=op.f("fk_casus_regisseur_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_casus_school_id_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casus")),
    )
    with op.batch_alter_table("casus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casus_status"), ["status"], unique=False)
    op.create_table(
        "groep",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("voorziening_id", sa.String(length=60), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("uren_per_week", sa.Double(), nullable=True),
        sa.Column("instroom", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["voorziening_id"],
            ["voorziening.id"],
            name=op.f("fk_groep_voorziening_id_voorziening"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groep")),
    )
    with op.batch_alter_table("groep", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_groep_voorziening_id"), ["voorziening_id"], unique=False
        )
    op.create_table(
        "advies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("uitkomst", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ontvangstbewijs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("laatste_antwoord_id", sa.Integer(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_advies_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advies")),
    )
    with op.batch_alter_table("advies", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_advies_casus_id"), ["casus_id"], unique=False
        )
    op.create_table(
        "agendapunt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_agendapunt_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"],
            ["overleg.id"],
            name=op.f("fk_agendapunt_overleg_id_overleg"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agendapunt")),
        sa.UniqueConstraint(
            "overleg_id", "casus_id", name=op.f("uq_agendapunt_overleg_id_casus_id")
        ),
    )
    with op.batch_alter_table("agendapunt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agendapunt_casus_id"), ["casus_id"], unique=False
        )
    op.create_table(
        "antwoord",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("veld", sa.String(length=80), nullable=False),
        sa.Column("waarde", sa.JSON(), nullable=False),
        sa.Column("ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("woorden", sa.Text(), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bevestigd", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_antwoord_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_antwoord")),
    )
    with op.batch_alter_table("antwoord", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_antwoord_casus_id_veld_id"),
            ["casus_id", "veld", "id"],
            unique=False,
        )
    op.create_table(
        "besluit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("voorstel_id", sa.Integer(), nullable=True),
        sa.Column("groep_id", sa.String(length=60), nullable=True),
        sa.Column("voorgestelde_groep_id", sa.String(length=60), nullable=True),
        sa.Column("akkoord", sa.Boolean(), nullable=False),
        sa.Column("wijkt_af", sa.Boolean(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("opmerkingen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("door_naam", sa.String(length=200), nullable=False),
        sa.Column("vervangt_id", sa.Integer(), nullable=True),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_besluit_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_besluit_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["groep_id"], ["groep.id"], name=op.f("fk_besluit_groep_id_groep")
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_besluit_overleg_id_overleg")
        ),
        sa.ForeignKeyConstraint(
            ["vervangt_id"], ["besluit.id"], name=op.f("fk_besluit_vervangt_id_besluit")
        ),
        sa.ForeignKeyConstraint(
            ["voorgestelde_groep_id"],
            ["groep.id"],
            name=op.f("fk_besluit_voorgestelde_groep_id_groep"),
        ),
        sa.ForeignKeyConstraint(
            ["voorstel_id"],
            ["voorstel.id"],
            name=op.f("fk_besluit_voorstel_id_voorstel"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_besluit")),
    )
    with op.batch_alter_table("besluit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_besluit_casus_id"), ["casus_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_besluit_overleg_id"), ["overleg_id"], unique=False
        )
    op.create_table(
        "capaciteit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("groep_id", sa.String(length=60), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("plaatsen", sa.Integer(), nullable=True),
        sa.Column("bezet", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "bezet >= 0", name=op.f("ck_capaciteit_bezet_niet_negatief")
        ),
        sa.CheckConstraint(
            "plaatsen >= 0", name=op.f("ck_capaciteit_plaatsen_niet_negatief")
        ),
        sa.CheckConstraint(
            "tot IS NULL OR tot >= van", name=op.f("ck_capaciteit_tot_na_van")
        ),
        sa.ForeignKeyConstraint(
            ["groep_id"], ["groep.id"], name=op.f("fk_capaciteit_groep_id_groep")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capaciteit")),
        sa.UniqueConstraint("groep_id", "van", name=op.f("uq_capaciteit_groep_id_van")),
    )
    op.create_table(
        "gesprek",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=True),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("stand", sa.String(length=40), nullable=False),
        sa.Column("gevraagd_veld", sa.String(length=80), nullable=True),
        sa.Column("laatste_vragen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("toestand", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_gesprek_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprek")),
    )
    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_gesprek_casus_id"), ["casus_id"], unique=False
        )


def downgrade() -> None:
    """Take the schema back one version."""
    op.drop_table("gesprek")
    op.drop_table("capaciteit")
    op.drop_table("besluit")
    op.drop_table("antwoord")
    op.drop_table("agendapunt")
    op.drop_table("advies")
    op.drop_table("groep")
    op.drop_table("casus")
