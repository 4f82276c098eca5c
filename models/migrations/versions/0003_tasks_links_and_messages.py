"""Skipped questions, tasks, links, messages and steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        "overgeslagen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("veld", sa.String(length=80), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_overgeslagen_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overgeslagen")),
        sa.UniqueConstraint(
            "casus_id", "veld", name=op.f("uq_overgeslagen_casus_id_veld")
        ),
    )
    op.create_table(
        "taak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=True),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("voor_id", sa.Integer(), nullable=True),
        sa.Column("voor_naam", sa.String(length=200), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("klaar_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("klaar_door", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_taak_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["voor_id"], ["gebruiker.id"], name=op.f("fk_taak_voor_id_gebruiker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taak")),
    )
    with op.batch_alter_table("taak", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_taak_casus_id"), ["casus_id"], unique=False
        )
    op.create_table(
        "toegangslink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=True),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruikt_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(casus_id IS NULL) <> (gebruiker_id IS NULL)",
            name=op.f("ck_toegangslink_een_doel"),
        ),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_toegangslink_casus_id_casus")
        ),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"],
            ["gebruiker.id"],
            name=op.f("fk_toegangslink_gebruiker_id_gebruiker"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toegangslink")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_toegangslink_token_hash")),
    )
    op.create_table(
        "bericht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gesprek_id", sa.String(length=64), nullable=False),
        sa.Column("richting", sa.String(length=40), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("knoppen", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("vraag", sa.String(length=80), nullable=True),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek_id"], ["gesprek.id"], name=op.f("fk_bericht_gesprek_id_gesprek")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bericht")),
    )
    with op.batch_alter_table("bericht", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bericht_gesprek_id"), ["gesprek_id"], unique=False
        )
    op.create_table(
        "stap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.String(length=16), nullable=False),
        sa.Column("besluit_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=60), nullable=False),
        sa.Column("wat", sa.Text(), nullable=False),
        sa.Column("wie", sa.String(length=200), nullable=False),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=True),
        sa.Column("bron", sa.String(length=200), nullable=True),
        sa.Column("klaar_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["besluit_id"], ["besluit.id"], name=op.f("fk_stap_besluit_id_besluit")
        ),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_stap_casus_id_casus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stap")),
    )
    with op.batch_alter_table("stap", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stap_casus_id"), ["casus_id"], unique=False
        )


def downgrade() -> None:
    """Take the schema back one version."""
    op.drop_table("stap")
    op.drop_table("bericht")
    op.drop_table("toegangslink")
    op.drop_table("taak")
    op.drop_table("overgeslagen")
