"""A preview of a case list changes nothing and is of one person; reports afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from assistant.casework.import_preview import (
    confirm_preview,
    get_preview,
    make_preview,
    plan_preview,
    set_mapping,
)
from assistant.casework.import_reports import import_result, report_as_csv
from assistant.casework.previews import drop_preview, waiting_previews
from assistant.errors import ImportFileError, NotFoundError
from tests.assistant.casework.lists import (
    as_csv,
    as_xlsx,
    bring_in,
    counts,
    read_list,
    rows,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from tests.assistant.casework.region import Region


class TestPreview:
    def test_it_changes_nothing_and_tells_what_would_happen(
        self, ctx: Context, regio: Region
    ) -> None:
        me = regio.regisseur1
        preview = make_preview(ctx, as_xlsx(rows(4)), "lijst.xlsx", kijker=me)
        plan = plan_preview(ctx, get_preview(ctx, preview, me), me)
        assert (plan.nieuw, plan.geweigerd) == (4, 0)
        assert counts(ctx)["casus"] == 0

    def test_it_is_sealed_and_of_one_person(self, ctx: Context, regio: Region) -> None:
        me = regio.regisseur1
        preview = make_preview(ctx, as_xlsx(rows(2)), "lijst.xlsx", kijker=me)
        with ctx.store.reading() as uow:
            (stored,) = uow.session.execute(text("SELECT * FROM invoervoorbeeld")).all()
        assert "Voorbeeldaaaa" not in repr(stored)
        with pytest.raises(NotFoundError):
            get_preview(ctx, preview, regio.regisseur2)
        drop_preview(ctx, preview, regio.regisseur2)
        assert [row.id for row in waiting_previews(ctx, me)] == [preview]
        drop_preview(ctx, preview, me)
        with pytest.raises(NotFoundError):
            get_preview(ctx, preview, me)

    def test_it_expires_and_is_thrown_away(self, ctx: Context, regio: Region) -> None:
        me = regio.regisseur1
        preview = make_preview(ctx, as_xlsx(rows(2)), "lijst.xlsx", kijker=me)
        later = replace(ctx, now=lambda: datetime.now(UTC) + timedelta(hours=3))
        with pytest.raises(NotFoundError, match="er niet meer"):
            confirm_preview(later, preview, me)
        make_preview(later, as_xlsx(rows(1)), "ander.xlsx", kijker=me)
        with ctx.store.reading() as uow:
            left = uow.session.scalar(text("SELECT count(*) FROM invoervoorbeeld"))
        assert left == 1

    def test_the_choices_are_remembered_for_the_same_header(
        self, ctx: Context, regio: Region
    ) -> None:
        me = regio.regisseur1
        first = make_preview(ctx, as_xlsx(rows(1)), "een.xlsx", kijker=me)
        chosen = dict(get_preview(ctx, first, me).koppeling)
        chosen["Opmerkingen"] = "reden_aanmelding"
        set_mapping(ctx, first, chosen, me)
        confirm_preview(ctx, first, me)
        again = make_preview(ctx, as_xlsx(rows(2)), "twee.xlsx", kijker=regio.zorg1)
        remembered = get_preview(ctx, again, regio.zorg1)
        assert remembered.herinnerd
        assert remembered.koppeling["Opmerkingen"] == "reden_aanmelding"

    def test_a_wrong_choice_is_refused_and_the_old_one_stays(
        self, ctx: Context, regio: Region
    ) -> None:
        me = regio.regisseur1
        preview = make_preview(ctx, as_xlsx(rows(1)), "een.xlsx", kijker=me)
        before = get_preview(ctx, preview, me).koppeling
        with pytest.raises(ImportFileError, match="Twee kolommen"):
            set_mapping(ctx, preview, before | {"Klas": "school"}, me)
        assert get_preview(ctx, preview, me).koppeling == before

    def test_confirming_twice_brings_it_in_once(
        self, ctx: Context, regio: Region
    ) -> None:
        me = regio.regisseur1
        preview = make_preview(ctx, as_xlsx(rows(2)), "een.xlsx", kijker=me)
        confirm_preview(ctx, preview, me)
        with pytest.raises(NotFoundError):
            confirm_preview(ctx, preview, me)
        assert counts(ctx)["casus"] == 2


def test_a_report_is_seen_by_its_organisation_only(ctx: Context, regio: Region) -> None:
    result = bring_in(ctx, as_xlsx(rows(1)), regio.regisseur1)
    assert import_result(ctx, result.id, regio.regisseur2).nieuw == 1
    for other in (regio.zorg1, regio.andere_regisseur):
        with pytest.raises(NotFoundError):
            import_result(ctx, result.id, other)


def test_a_cell_of_the_report_is_never_a_formula(ctx: Context, regio: Region) -> None:
    header = ["Lln.nr", "Naam", "=cmd|x"]
    table = read_list(ctx, as_csv([header, ["1", "A B", "c"]]), "x.csv")
    assert "=cmd|x" in table.kolommen
    result = bring_in(
        ctx,
        as_csv([header, ["1a", "A B", "c"]]),
        regio.regisseur1,
        "x.csv",
        **{"=cmd|x": "schoolsoort"},
    )
    assert ";'=cmd|x;" in report_as_csv(result)
