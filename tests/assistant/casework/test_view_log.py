"""The register of sight: complete, append-only, patient while the record is busy."""

from __future__ import annotations

import stat
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.casework.inzage import require_case
from assistant.casework.view_log import Registervraag, log_views, read_register
from models.errors import AppendOnlyError, StoreError
from models.gebruiker import Rol
from models.inzageregel import Inzageregel, register_lines
from tests.assistant.casework.sight_world import (
    Case,
    World,
    store_case,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.context import Context
    from models.store import Store, UnitOfWork


def look(ctx: Context, world: World, casus_id: str, times: int = 1) -> None:
    kijker = world.viewer("swv-a", Rol.REGISSEUR)
    for _ in range(times):
        log_views(ctx, kijker, "pagina", [require_case(ctx, kijker, casus_id)])


class BusyStore:
    """A record that reads but cannot be written to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reading = store.reading

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        raise StoreError("De database kan dit nu niet doen.")
        yield


def test_a_line_says_who_what_when_and_on_which_ground(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case())
    look(ctx, world, case)
    (line,) = read_register(ctx, Registervraag(casus_id=case)).regels
    assert line.naam == "swv-a regisseur"
    assert line.organisatie == "swv-a"
    assert line.wat == "pagina"
    assert line.grond == "taak: Regisseur van het samenwerkingsverband"


def test_a_register_is_read_page_by_page_the_latest_first(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case())
    look(ctx, world, case, times=60)
    asked = Registervraag(casus_id=case)
    first, second = (read_register(ctx, asked, bladzijde=n) for n in (1, 2))
    assert (first.totaal, first.bladzijden) == (60, 2)
    assert (len(first.regels), len(second.regels)) == (50, 10)
    assert first.regels[0].op >= second.regels[-1].op


def test_an_organisation_reads_about_its_people_and_its_cases_only(
    ctx: Context, world: World
) -> None:
    own, _ = store_case(ctx, world, Case())
    look(ctx, world, own)
    for party, lines in (("swv-a", 1), ("school-a1", 1), ("school-b", 0)):
        page = read_register(ctx, Registervraag(organisatie_id=party))
        assert page.totaal == lines, party


def test_a_line_cannot_be_changed(ctx: Context, world: World) -> None:
    case, _ = store_case(ctx, world, Case())
    look(ctx, world, case)
    with pytest.raises(AppendOnlyError), ctx.store.unit_of_work() as uow:
        (row,) = register_lines(uow.session, Registervraag(), limit=5)
        row.naam = "iemand anders"
        uow.session.flush()
    with ctx.store.reading() as uow:
        assert uow.session.get(Inzageregel, 1).naam == "swv-a regisseur"


def test_while_the_record_is_busy_lines_wait_on_disk_and_none_is_lost(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case())
    busy = replace(ctx, store=BusyStore(ctx.store))
    look(busy, world, case, times=3)
    asked = Registervraag(casus_id=case)
    assert read_register(ctx, asked).totaal == 0
    (waiting,) = ctx.settings.data_dir.glob("inzageregister.wacht*")
    assert stat.S_IMODE(waiting.stat().st_mode) == 0o600
    look(ctx, world, case)
    assert read_register(ctx, asked).totaal == 4
    assert not list(ctx.settings.data_dir.glob("inzageregister.wacht*"))
    look(ctx, world, case)
    assert read_register(ctx, asked).totaal == 5
