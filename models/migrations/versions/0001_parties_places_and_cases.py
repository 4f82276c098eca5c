"""Parties, places and cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=True),
        sa.Column("handeling", sa.String(length=60), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.String(length=60), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_object_id"), ["object_id"], unique=False
        )
    op.create_table(
        "casusnummer",
        sa.Column("jaar", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("laatste", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("jaar", name=op.f("pk_casusnummer")),
    )
    op.create_table(
        "organisatie",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisatie")),
    )
    op.create_table(
        "overleg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("tijd", sa.String(length=20), nullable=True),
        sa.Column("plek", sa.String(length=200), nullable=True),
        sa.Column("regio", sa.String(length=60), nullable=True),
        sa.Column("stand", sa.String(length=40), nullable=False),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overleg")),
    )
    with op.batch_alter_table("overleg", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overleg_datum"), ["datum"], unique=False)
    op.create_table(
        "postcode",
        sa.Column("pc4", sa.String(length=4), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("plaats", sa.String(length=120), nullable=True),
        sa.Column("gemeente", sa.String(length=120), nullable=True),
        sa.Column("swv_po", sa.String(length=10), nullable=True),
        sa.Column("swv_vo", sa.String(length=10), nullable=True),
        sa.Column("bron", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("pc4", name=op.f("pk_postcode")),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("instelling", sa.String(length=4), nullable=False),
        sa.Column("bevoegd_gezag", sa.String(length=10), nullable=True),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("straat", sa.String(length=200), nullable=True),
        sa.Column("huisnummer", sa.String(length=20), nullable=True),
        sa.Column("pc4", sa.String(length=4), nullable=True),
        sa.Column("postcode", sa.String(length=7), nullable=True),
        sa.Column("plaats", sa.String(length=120), nullable=True),
        sa.Column("gemeente", sa.String(length=120), nullable=True),
        sa.Column("denominatie", sa.String(length=80), nullable=True),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("internet", sa.String(length=200), nullable=True),
        sa.Column("clusters", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("onderwijs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("leerlingen", sa.Integer(), nullable=True),
        sa.Column("swv_po", sa.String(length=10), nullable=True),
        sa.Column("swv_vo", sa.String(length=10), nullable=True),
        sa.Column("swv_handmatig", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_school_instelling"), ["instelling"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_school_pc4"), ["pc4"], unique=False)
    op.create_table(
        "gebruiker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_gebruiker_organisatie_id_organisatie"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruiker")),
    )
    op.create_table(
        "voorstel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("overleg_id", sa.Integer(), nullable=False),
        sa.Column("instantie", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("uitkomst", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("toelichting", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ontvangstbewijs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("fouten", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["overleg_id"], ["overleg.id"], name=op.f("fk_voorstel_overleg_id_overleg")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorstel")),
    )
    with op.batch_alter_table("voorstel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_voorstel_overleg_id"), ["overleg_id"], unique=False
        )
    op.create_table(
        "voorziening",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("route", sa.String(length=60), nullable=False),
        sa.Column("regio", sa.String(length=60), nullable=True),
        sa.Column("organisatie_id", sa.String(length=60), nullable=True),
        sa.Column("school_id", sa.String(length=8), nullable=True),
        sa.Column("alleen_eigen_school", sa.String(length=200), nullable=True),
        sa.Column("plaats", sa.String(length=120), nullable=True),
        sa.Column("pc4", sa.String(length=4), nullable=True),
        sa.Column("sectoren", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("leeftijd_min", sa.Integer(), nullable=True),
        sa.Column("leeftijd_max", sa.Integer(), nullable=True),
        sa.Column("biedt", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("past_bij", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=True),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisatie_id"],
            ["organisatie.id"],
            name=op.f("fk_voorziening_organisatie_id_organisatie"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_voorziening_school_id_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorziening")),
    )
    with op.batch_alter_table("voorziening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_voorziening_route"), ["route"], unique=False
        )


def downgrade() -> None:
    """Take the schema back one version."""
    op.drop_table("voorziening")
    op.drop_table("voorstel")
    op.drop_table("gebruiker")
    op.drop_table("school")
    op.drop_table("postcode")
    op.drop_table("overleg")
    op.drop_table("organisatie")
    op.drop_table("casusnummer")
    op.drop_table("audit")
