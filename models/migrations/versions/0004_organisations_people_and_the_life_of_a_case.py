"""Organisations, people, names, sight, sessions and the life of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    # Old links opened a case; a link now belongs to a person. They live a few days.
    op.drop_table("toegangslink")
    op.create_table(
        "aanmeldpoging",
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.Column("mislukt", sa.Integer(), nullable=False),
        sa.Column("wacht_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("laatst_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sleutel", name=op.f("pk_aanmeldpoging")),
    )
    with op.batch_alter_table("aanmeldpoging", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aanmeldpoging_laatst_op"), ["laatst_op"], unique=False
        )

    op.create_table(
        "convenant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("grondslag", sa.Text(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("beeindigd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("categorieen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "tot IS NULL OR tot >= van", name=op.f("ck_convenant_tot_na_van")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convenant")),
    )
    op.create_table(
        "externe_identiteit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("gekoppeld_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_externe_identiteit_gebruiker_id_gebruiker"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_externe_identiteit")),
        sa.UniqueConstraint(
            "issuer", "subject", name=op.f("uq_externe_identiteit_issuer_subject")
        ),
    )
    with op.batch_alter_table("externe_identiteit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_externe_identiteit_gebruiker_id"),
            ["gebruiker_id"],
            unique=False,
        )

    op.create_table(
        "invoervoorbeeld",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("bestandsnaam", sa.String(length=200), nullable=False),
        sa.Column("kop", sa.String(length=64), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("koppeling", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["door_id"],
            ["gebruiker.id"],
            name=op.f("fk_invoervoorbeeld_door_id_gebruiker"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoervoorbeeld")),
    )
    op.create_table(
        "aanstelling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "tot IS NULL OR tot >= van", name=op.f("ck_aanstelling_tot_na_van")
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_aanstelling_gebruiker_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_aanstelling_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanstelling")),
    )
    with op.batch_alter_table("aanstelling", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aanstelling_gebruiker_id"), ["gebruiker_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_aanstelling_organisatie_id"),
            ["organisatie_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_aanstelling_rol"), ["rol"], unique=False)

    op.create_table(
        "convenant_partij",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convenant_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["convenant_id"],
            ["convenant.id"],
            name=op.f("fk_convenant_partij_convenant_id_convenant"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_convenant_partij_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convenant_partij")),
        sa.UniqueConstraint(
            "convenant_id",
            "organisatie_id",
            name=op.f("uq_convenant_partij_convenant_id_organisatie_id"),
        ),
    )
    with op.batch_alter_table("convenant_partij", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_convenant_partij_organisatie_id"),
            ["organisatie_id"],
            unique=False,
        )

    op.create_table(
        "invoer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("bestandsnaam", sa.String(length=200), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("door_id", sa.Integer(), nullable=True),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kop", sa.String(length=64), nullable=True),
        sa.Column("koppeling", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("aantallen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("regels", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["door_id"], ["gebruiker.id"], name=op.f("fk_invoer_door_id_gebruiker")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_invoer_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoer")),
    )
    with op.batch_alter_table("invoer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invoer_kop"), ["kop"], unique=False)

    op.create_table(
        "bedrag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schooljaar", sa.String(length=9), nullable=False),
        sa.Column("bron", sa.String(length=60), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("bedrag_cent", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=True),
        sa.Column("voorziening_id", sa.String(length=60), nullable=True),
        sa.Column("route", sa.String(length=60), nullable=True),
        sa.Column("omschrijving", sa.String(length=300), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_bedrag_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_bedrag_organisatie_id_organisatie"),
        ),
        sa.ForeignKeyConstraint(
            ["voorziening_id"],
            ["voorziening.id"],
            name=op.f("fk_bedrag_voorziening_id_voorziening"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bedrag")),
    )
    with op.batch_alter_table("bedrag", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bedrag_casus_id"), ["casus_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_bedrag_organisatie_id_schooljaar"),
            ["organisatie_id", "schooljaar"],
            unique=False,
        )

    op.create_table(
        "casusklok",
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("klok", sa.String(length=60), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_casusklok_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("casus_id", "klok", "datum", name=op.f("pk_casusklok")),
    )
    with op.batch_alter_table("casusklok", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_casusklok_datum_tot_casus_id"),
            ["datum", "tot", "casus_id"],
            unique=False,
        )

    op.create_table(
        "casusregel",
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("swv_id", sa.String(length=60), nullable=True),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("zorgcoordinator_id", sa.Integer(), nullable=True),
        sa.Column("regisseur_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("geboren", sa.Date(), nullable=True),
        sa.Column("leeftijd_genoemd", sa.Integer(), nullable=True),
        sa.Column("leeftijd_op", sa.Date(), nullable=True),
        sa.Column("schoolsoort", sa.String(length=60), nullable=True),
        sa.Column("gemeente", sa.String(length=120), nullable=True),
        sa.Column("school", sa.String(length=200), nullable=True),
        sa.Column("school_id", sa.String(length=8), nullable=True),
        sa.Column("thuis_sinds", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("open_taken", sa.Integer(), nullable=False),
        sa.Column("eerste_taak", sa.Date(), nullable=True),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_casusregel_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_casusregel_organisatie_id_organisatie"),
        ),
        sa.ForeignKeyConstraint(
            ["regisseur_id"],
            ["gebruiker.id"],
            name=op.f("fk_casusregel_regisseur_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_casusregel_school_id_school")
        ),
        sa.ForeignKeyConstraint(
            ["swv_id"],
            ["organisatie.id"],
            name=op.f("fk_casusregel_swv_id_organisatie"),
        ),
        sa.ForeignKeyConstraint(
            ["zorgcoordinator_id"],
            ["gebruiker.id"],
            name=op.f("fk_casusregel_zorgcoordinator_id_gebruiker"),
        ),
        sa.PrimaryKeyConstraint("casus_id", name=op.f("pk_casusregel")),
    )
    with op.batch_alter_table("casusregel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_casusregel_gemeente"), ["gemeente"], unique=False
        )
        batch_op.create_index(
            "ix_casusregel_lijst",
            [
                "swv_id",
                "rang",
                "regisseur_id",
                "zorgcoordinator_id",
                "thuis_sinds",
                "casus_id",
            ],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_organisatie_id_rang_thuis_sinds_casus_id"),
            ["organisatie_id", "rang", "thuis_sinds", "casus_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_rang_thuis_sinds_casus_id"),
            ["rang", "thuis_sinds", "casus_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_regisseur_id_rang"),
            ["regisseur_id", "rang"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_school"), ["school"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_school_id"), ["school_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_status"), ["status"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_casusregel_zorgcoordinator_id_rang"),
            ["zorgcoordinator_id", "rang"],
            unique=False,
        )

    op.create_table(
        "deelnemer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("aanstelling_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aanstelling_id"],
            ["aanstelling.id"],
            name=op.f("fk_deelnemer_aanstelling_id_aanstelling"),
        ),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_deelnemer_overleg_id_overleg")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deelnemer")),
        sa.UniqueConstraint(
            "overleg_id",
            "aanstelling_id",
            name=op.f("uq_deelnemer_overleg_id_aanstelling_id"),
        ),
    )
    with op.batch_alter_table("deelnemer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deelnemer_aanstelling_id"), ["aanstelling_id"], unique=False
        )

    op.create_table(
        "deling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=False),
        sa.Column("grond", sa.String(length=40), nullable=False),
        sa.Column("convenant_id", sa.Integer(), nullable=True),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beeindigd_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(grond = 'convenant') = (convenant_id IS NOT NULL)",
            name=op.f("ck_deling_convenant"),
        ),
        sa.CheckConstraint(
            "tot IS NULL OR tot >= van", name=op.f("ck_deling_tot_na_van")
        ),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_deling_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["convenant_id"],
            ["convenant.id"],
            name=op.f("fk_deling_convenant_id_convenant"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_deling_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deling")),
    )
    with op.batch_alter_table("deling", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deling_casus_id"), ["casus_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_deling_organisatie_id_casus_id"),
            ["organisatie_id", "casus_id"],
            unique=False,
        )

    op.create_table(
        "eerder_besluit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("plek", sa.String(length=400), nullable=True),
        sa.Column("overleg", sa.String(length=200), nullable=False),
        sa.Column("overleg_datum", sa.Date(), nullable=True),
        sa.Column("akkoord", sa.Boolean(), nullable=False),
        sa.Column("wijkt_af", sa.Boolean(), nullable=False),
        sa.Column("voorgesteld", sa.String(length=400), nullable=True),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("opmerkingen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("van", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_eerder_besluit_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eerder_besluit")),
    )
    with op.batch_alter_table("eerder_besluit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_eerder_besluit_casus_id"), ["casus_id"], unique=False
        )

    op.create_table(
        "gezinslid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("gezag", sa.Boolean(), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verwijderd_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_gezinslid_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gezinslid")),
        sa.UniqueConstraint(
            "casus_id",
            "soort",
            "volgnummer",
            name=op.f("uq_gezinslid_casus_id_soort_volgnummer"),
        ),
    )
    op.create_table(
        "herkomst",
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("oud_nummer", sa.String(length=40), nullable=False),
        sa.Column("van", sa.String(length=200), nullable=False),
        sa.Column("vingerafdruk", sa.String(length=64), nullable=False),
        sa.Column("weggelaten", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingelezen_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingelezen_door", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_herkomst_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("casus_id", name=op.f("pk_herkomst")),
        sa.UniqueConstraint("vingerafdruk", name=op.f("uq_herkomst_vingerafdruk")),
    )
    op.create_table(
        "schooljaarstap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=False),
        sa.Column("schooljaar", sa.String(length=9), nullable=False),
        sa.Column("sleutel", sa.String(length=120), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=True),
        sa.Column("keuze", sa.String(length=40), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_schooljaarstap_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_schooljaarstap_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schooljaarstap")),
        sa.UniqueConstraint(
            "organisatie_id",
            "schooljaar",
            "sleutel",
            name=op.f("uq_schooljaarstap_organisatie_id_schooljaar_sleutel"),
        ),
    )
    op.create_table(
        "statuswissel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("van", sa.String(length=40), nullable=True),
        sa.Column("naar", sa.String(length=40), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_statuswissel_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statuswissel")),
    )
    with op.batch_alter_table("statuswissel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statuswissel_casus_id_id"), ["casus_id", "id"], unique=False
        )

    op.create_table(
        "verwantschap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_a", sa.String(length=16), nullable=False),
        sa.Column("casus_b", sa.String(length=16), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "casus_a < casus_b", name=op.f("ck_verwantschap_op_volgorde")
        ),
        sa.ForeignKeyConstraint(
            ["casus_a"], ["casus.id"], name=op.f("fk_verwantschap_casus_a_casus")
        ),
        sa.ForeignKeyConstraint(
            ["casus_b"], ["casus.id"], name=op.f("fk_verwantschap_casus_b_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verwantschap")),
        sa.UniqueConstraint(
            "casus_a", "casus_b", name=op.f("uq_verwantschap_casus_a_casus_b")
        ),
    )
    with op.batch_alter_table("verwantschap", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verwantschap_casus_b"), ["casus_b"], unique=False
        )

    op.create_table(
        "verwijzing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("bron", sa.String(length=80), nullable=False),
        sa.Column("sleutel_hash", sa.String(length=64), nullable=False),
        sa.Column("versleuteld", sa.LargeBinary(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_verwijzing_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verwijzing")),
        sa.UniqueConstraint(
            "bron", "sleutel_hash", name=op.f("uq_verwijzing_bron_sleutel_hash")
        ),
    )
    with op.batch_alter_table("verwijzing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_verwijzing_casus_id"), ["casus_id"], unique=False
        )

    op.create_table(
        "inlog",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("gezinslid_id", sa.Integer(), nullable=True),
        sa.Column("inlognaam", sa.String(length=254), nullable=False),
        sa.Column("wachtwoord_hash", sa.String(length=200), nullable=True),
        sa.Column("totp_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("totp_bevestigd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_laatste", sa.Integer(), nullable=True),
        sa.Column("herstelcodes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(gebruiker_id IS NULL) <> (gezinslid_id IS NULL)",
            name=op.f("ck_inlog_een_persoon"),
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_inlog_gebruiker_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"],
            ["gezinslid.id"],
            name=op.f("fk_inlog_gezinslid_id_gezinslid"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inlog")),
        sa.UniqueConstraint("gebruiker_id", name=op.f("uq_inlog_gebruiker_id")),
        sa.UniqueConstraint("gezinslid_id", name=op.f("uq_inlog_gezinslid_id")),
        sa.UniqueConstraint("inlognaam", name=op.f("uq_inlog_inlognaam")),
    )
    op.create_table(
        "inzageregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("gezinslid_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("wat", sa.String(length=40), nullable=False),
        sa.Column("grond", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_inzageregel_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_inzageregel_gebruiker_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"],
            ["gezinslid.id"],
            name=op.f("fk_inzageregel_gezinslid_id_gezinslid"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_inzageregel_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inzageregel")),
    )
    with op.batch_alter_table("inzageregel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inzageregel_casus_id_id"), ["casus_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_inzageregel_organisatie_id_id"),
            ["organisatie_id", "id"],
            unique=False,
        )

    op.create_table(
        "naam",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("gezinslid_id", sa.Integer(), nullable=True),
        sa.Column("versleuteld", sa.LargeBinary(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_naam_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"],
            ["gezinslid.id"],
            name=op.f("fk_naam_gezinslid_id_gezinslid"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naam")),
        sa.UniqueConstraint(
            "casus_id", "gezinslid_id", name=op.f("uq_naam_casus_id_gezinslid_id")
        ),
    )
    with op.batch_alter_table("naam", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_naam_gezinslid_id"), ["gezinslid_id"], unique=False
        )
        batch_op.create_index(
            "uq_naam_leerling",
            ["casus_id"],
            unique=True,
            sqlite_where=sa.text("gezinslid_id IS NULL"),
            postgresql_where=sa.text("gezinslid_id IS NULL"),
        )

    op.create_table(
        "overdracht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("van_gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("naar_gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("naar_organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.Column("taken", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("taak_id", sa.Integer(), nullable=True),
        sa.Column("stand", sa.String(length=40), nullable=False),
        sa.Column("aangeboden_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aangeboden_door", sa.String(length=200), nullable=False),
        sa.Column("beantwoord_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beantwoord_door", sa.String(length=200), nullable=True),
        sa.Column("antwoord", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_overdracht_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["naar_gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_overdracht_naar_gebruiker_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["naar_organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_overdracht_naar_organisatie_id_organisatie"),
        ),
        sa.ForeignKeyConstraint(
            ["taak_id"], ["taak.id"], name=op.f("fk_overdracht_taak_id_taak")
        ),
        sa.ForeignKeyConstraint(
            ["van_gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_overdracht_van_gebruiker_id_gebruiker"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overdracht")),
    )
    with op.batch_alter_table("overdracht", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_overdracht_casus_id"), ["casus_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_overdracht_naar_gebruiker_id"),
            ["naar_gebruiker_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_overdracht_naar_organisatie_id"),
            ["naar_organisatie_id"],
            unique=False,
        )

    op.create_table(
        "sessie",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("aanstelling_id", sa.Integer(), nullable=True),
        sa.Column("gezinslid_id", sa.Integer(), nullable=True),
        sa.Column("fase", sa.String(length=40), nullable=False),
        sa.Column("via", sa.String(length=20), nullable=False),
        sa.Column("toestel", sa.String(length=60), nullable=False),
        sa.Column("gestart_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatst_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(gebruiker_id IS NULL) <> (gezinslid_id IS NULL)",
            name=op.f("ck_sessie_een_persoon"),
        ),
        sa.ForeignKeyConstraint(
            ["aanstelling_id"],
            ["aanstelling.id"],
            name=op.f("fk_sessie_aanstelling_id_aanstelling"),
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_sessie_gebruiker_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"],
            ["gezinslid.id"],
            name=op.f("fk_sessie_gezinslid_id_gezinslid"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessie")),
    )
    with op.batch_alter_table("sessie", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sessie_gebruiker_id"), ["gebruiker_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sessie_gezinslid_id"), ["gezinslid_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sessie_verloopt_op"), ["verloopt_op"], unique=False
        )

    op.create_table(
        "taakregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("taak_id", sa.Integer(), nullable=False),
        sa.Column("handeling", sa.String(length=40), nullable=False),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.Column("naar", sa.String(length=200), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["taak_id"], ["taak.id"], name=op.f("fk_taakregel_taak_id_taak")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taakregel")),
    )
    with op.batch_alter_table("taakregel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_taakregel_taak_id"), ["taak_id"], unique=False
        )

    op.create_table(
        "toegangslink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("doel", sa.String(length=40), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("gezinslid_id", sa.Integer(), nullable=True),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruikt_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(gezinslid_id IS NULL) <> (gebruiker_id IS NULL)",
            name=op.f("ck_toegangslink_een_doel"),
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_toegangslink_gebruiker_id_gebruiker"),
        ),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"],
            ["gezinslid.id"],
            name=op.f("fk_toegangslink_gezinslid_id_gezinslid"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toegangslink")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_toegangslink_token_hash")),
    )
    op.create_table(
        "toestemming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("gezinslid_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("categorieen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("hoe", sa.String(length=40), nullable=False),
        sa.Column("gegeven_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_toestemming_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"],
            ["gezinslid.id"],
            name=op.f("fk_toestemming_gezinslid_id_gezinslid"),
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_toestemming_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemming")),
    )
    with op.batch_alter_table("toestemming", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_toestemming_casus_id"), ["casus_id"], unique=False
        )

    op.create_table(
        "aanmeldverzoek",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("geheim", sa.LargeBinary(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["toegangslink.id"],
            name=op.f("fk_aanmeldverzoek_link_id_toegangslink"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanmeldverzoek")),
    )
    with op.batch_alter_table("aanmeldverzoek", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_aanmeldverzoek_verloopt_op"), ["verloopt_op"], unique=False
        )

    op.create_table(
        "naamzoek",
        sa.Column("token", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("naam_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["naam_id"],
            ["naam.id"],
            name=op.f("fk_naamzoek_naam_id_naam"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token", "naam_id", name=op.f("pk_naamzoek")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("naamzoek", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_naamzoek_naam_id"), ["naam_id"], unique=False
        )

    with op.batch_alter_table("besluit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_besluit_groep_id"), ["groep_id"], unique=False
        )

    with op.batch_alter_table("capaciteit", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("gewijzigd_door", sa.String(length=200), nullable=True)
        )

    with op.batch_alter_table("casus", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("organisatie_id", sa.String(length=60), nullable=True)
        )
        batch_op.add_column(sa.Column("swv_id", sa.String(length=60), nullable=True))
        batch_op.add_column(
            sa.Column(
                "swv_handmatig", sa.Boolean(), server_default=sa.false(), nullable=False
            )
        )
        batch_op.add_column(
            sa.Column("zorgcoordinator_id", sa.Integer(), nullable=True)
        )
        batch_op.add_column(sa.Column("uitkomst", sa.String(length=80), nullable=True))
        batch_op.add_column(
            sa.Column("gesloten_op", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("heropend_op", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("gewijzigd_op", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.create_index(
            batch_op.f("ix_casus_organisatie_id"), ["organisatie_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_casus_swv_id"), ["swv_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_casus_organisatie_id_organisatie"),
            "organisatie",
            ["organisatie_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_casus_swv_id_organisatie"), "organisatie", ["swv_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_casus_zorgcoordinator_id_gebruiker"),
            "gebruiker",
            ["zorgcoordinator_id"],
            ["id"],
        )

    with op.batch_alter_table("gesprek", schema=None) as batch_op:
        batch_op.add_column(sa.Column("aanstelling_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_gesprek_aanstelling_id_aanstelling"),
            "aanstelling",
            ["aanstelling_id"],
            ["id"],
        )

    with op.batch_alter_table("groep", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("versie", sa.Integer(), server_default="1", nullable=False)
        )

    with op.batch_alter_table("organisatie", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ouder_id", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("school_id", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("regio", sa.String(length=60), nullable=True))
        batch_op.add_column(
            sa.Column(
                "gemeenten",
                sa.JSON(none_as_null=True),
                server_default="[]",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("actief", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("code", sa.String(length=10), nullable=True))
        batch_op.add_column(
            sa.Column("schoolsoort", sa.String(length=20), nullable=True)
        )
        batch_op.add_column(
            sa.Column("versie", sa.Integer(), server_default="1", nullable=False)
        )
        batch_op.create_index(batch_op.f("ix_organisatie_code"), ["code"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_organisatie_ouder_id_organisatie"),
            "organisatie",
            ["ouder_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_organisatie_school_id_school"),
            "school",
            ["school_id"],
            ["id"],
        )

    with op.batch_alter_table("overleg", schema=None) as batch_op:
        batch_op.add_column(sa.Column("swv_id", sa.String(length=60), nullable=True))
        batch_op.add_column(
            sa.Column("gesloten_op", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("gesloten_door", sa.String(length=200), nullable=True)
        )
        batch_op.add_column(
            sa.Column("versie", sa.Integer(), server_default="1", nullable=False)
        )
        batch_op.create_index(batch_op.f("ix_overleg_swv_id"), ["swv_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_overleg_swv_id_organisatie"),
            "organisatie",
            ["swv_id"],
            ["id"],
        )

    with op.batch_alter_table("taak", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("organisatie_id", sa.String(length=60), nullable=True)
        )
        batch_op.add_column(
            sa.Column("gemaakt_door", sa.String(length=200), nullable=True)
        )
        batch_op.add_column(
            sa.Column("opgepakt_op", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.create_index(
            batch_op.f("ix_taak_klaar_op_uiterlijk"),
            ["klaar_op", "uiterlijk"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_taak_organisatie_id_klaar_op_uiterlijk"),
            ["organisatie_id", "klaar_op", "uiterlijk"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_taak_voor_id_klaar_op_uiterlijk"),
            ["voor_id", "klaar_op", "uiterlijk"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_taak_organisatie_id_organisatie"),
            "organisatie",
            ["organisatie_id"],
            ["id"],
        )

    with op.batch_alter_table("voorziening", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("actief", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("versie", sa.Integer(), server_default="1", nullable=False)
        )
    _move_roles()
    _move_cases()
    with op.batch_alter_table("gebruiker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=254), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_gebruiker_email"), ["email"])
        batch_op.drop_constraint(
            batch_op.f("fk_gebruiker_organisatie_id_organisatie"), type_="foreignkey"
        )
        batch_op.drop_column("rol")
        batch_op.drop_column("organisatie_id")


def _move_roles() -> None:
    """Give everybody the role he or she had, at the party of then.

    Somebody without a party gets one that a person names later: a zorgcoordinator a
    school, everybody else a samenwerkingsverband.
    """
    for party, naam, soort, who in (
        ("school", "School", "school", "rol = 'zorgcoordinator'"),
        (
            "samenwerkingsverband",
            "Samenwerkingsverband",
            "samenwerkingsverband_vo",
            "rol <> 'zorgcoordinator'",
        ),
    ):
        op.execute(
            "INSERT INTO organisatie (id, naam, soort, voorbeeld, gemeenten, actief) "
            f"SELECT '{party}', '{naam} (naam invullen)', '{soort}', false, '[]', true "
            f"WHERE EXISTS (SELECT 1 FROM gebruiker WHERE organisatie_id IS NULL "
            f"AND {who}) "
            f"AND NOT EXISTS (SELECT 1 FROM organisatie WHERE id = '{party}')"
        )
    op.execute(
        "INSERT INTO aanstelling (gebruiker_id, organisatie_id, rol, van) "
        "SELECT id, COALESCE(organisatie_id, CASE WHEN rol = 'zorgcoordinator' "
        "THEN 'school' ELSE 'samenwerkingsverband' END), rol, date(aangemaakt_op) "
        "FROM gebruiker"
    )


def _move_cases() -> None:
    """Put cases, tasks and meetings where they belong, so that nobody loses sight.

    A case goes to the samenwerkingsverband of its regisseur, or else to the first one
    that has a regisseur, and to the one zorgcoordinator with the name of who began
    it. Of its path only the beginning and the present are known.
    """
    at_swv = (
        "SELECT MIN(a.organisatie_id) FROM aanstelling a "
        "JOIN organisatie o ON o.id = a.organisatie_id "
        "WHERE a.rol = 'regisseur' AND o.soort LIKE 'samenwerkingsverband%'"
    )
    home, own = f"({at_swv})", f"({at_swv} AND a.gebruiker_id = casus.regisseur_id)"
    op.execute(f"UPDATE casus SET swv_id = COALESCE({own}, {home})")
    op.execute(
        "UPDATE casus SET zorgcoordinator_id = "
        "(SELECT CASE WHEN COUNT(*) = 1 THEN MIN(id) END FROM gebruiker "
        "WHERE naam = casus.door AND rol = 'zorgcoordinator')"
    )
    op.execute(
        "UPDATE casus SET organisatie_id = (SELECT MIN(organisatie_id) "
        "FROM aanstelling WHERE gebruiker_id = casus.zorgcoordinator_id)"
    )
    op.execute(
        "UPDATE taak SET organisatie_id = COALESCE((SELECT MIN(organisatie_id) "
        "FROM aanstelling WHERE gebruiker_id = taak.voor_id), "
        f"(SELECT swv_id FROM casus WHERE id = taak.casus_id), {home})"
    )
    op.execute(f"UPDATE overleg SET swv_id = {home}")
    # Members see the meetings of the region of their party, which had none.
    op.execute(
        "UPDATE organisatie SET regio = (SELECT MIN(regio) FROM overleg) "
        "WHERE (SELECT COUNT(DISTINCT regio) FROM overleg) = 1"
    )
    path = "INSERT INTO statuswissel (casus_id, van, naar, op, door, reden) SELECT id, "
    op.execute(f"{path} NULL, 'intake', aangemaakt_op, door, '' FROM casus ORDER BY id")
    op.execute(
        f"{path} 'intake', status, CURRENT_TIMESTAMP, 'Leerplek', "
        "'Stand bij het bijwerken van Leerplek' FROM casus "
        "WHERE status <> 'intake' ORDER BY id"
    )


def downgrade() -> None:
    """Refuse: names, roles and sessions would be lost."""
    msg = "This version of the record cannot be taken back."
    raise NotImplementedError(msg)
