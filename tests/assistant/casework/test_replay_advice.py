"""A stored advice can be given again as long as the case exists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from assistant.casework import replay_advice as replaying
from assistant.casework.advise_case import advise_case
from assistant.casework.load_demo import load_demo
from assistant.casework.replay_advice import (
    Oorzaak,
    Regelstand,
    replay_advice,
    replay_case,
)
from assistant.errors import NotFoundError
from knowledge.load import load_stand
from knowledge.stand import Stand
from models.kennisstand import Kennisbestand, Kennisstand
from tests.cases import all_cases


def changed(ctx, name: str, old: str, new: str):
    """Return the surroundings after somebody changed one row of one file."""
    files = dict(ctx.knowledge.stand.bestanden)
    before = files[name].decode()
    assert old in before
    files[name] = before.replace(old, new).encode()
    return replace(ctx, knowledge=load_stand(Stand(files), "later", ctx.knowledge))


def stricter(ctx):
    """Return the surroundings in which this meeting is for primary schools only."""
    return changed(ctx, "routes/mdo.yaml", "bevat: [po, vo]", "bevat: [po]")


def execute(ctx, sql: str, **values: object) -> None:
    with ctx.store.engine.begin() as connection:
        connection.execute(text(sql), values)


def test_an_advice_given_today_replays_to_the_same(ctx, advised_case):
    casus_id = advised_case()
    (found,) = replay_case(ctx, casus_id)
    assert found == replay_advice(ctx, found.advies)
    assert found.gelijk
    assert found.oorzaak is None
    assert found.code_gelijk
    assert found.regels is Regelstand.bewaard
    assert found.verschillen == found.vandaag == ()


def test_every_advice_of_the_demo_region_replays(ctx):
    load_demo(ctx)
    with ctx.store.reading() as uow:
        numbers = [casus.id for casus in all_cases(uow.session)]
    replays = [one for number in numbers for one in replay_case(ctx, number)]
    assert replays
    assert all(one.gelijk for one in replays)


def test_after_a_rule_changed_the_rows_of_then_still_give_the_advice(ctx, advised_case):
    casus_id = advised_case()
    now = stricter(ctx)
    (found,) = replay_case(now, casus_id)
    assert found.gelijk
    assert found.regels is Regelstand.bewaard
    closed = next(row for row in found.vandaag if row.wat == "uitkomst")
    assert (closed.route, closed.criterium, closed.nu) == (
        "mdo",
        "sector",
        "voldoet_niet",
    )
    advise_case(now, casus_id)
    assert [one.gelijk for one in replay_case(now, casus_id)] == [True, True]
    assert [one.gelijk for one in replay_case(ctx, casus_id)] == [True, True]


def test_each_file_is_kept_once(ctx, advised_case):
    advised_case()
    advise_case(stricter(ctx), advised_case())
    with ctx.store.reading() as uow:
        stands = uow.session.query(Kennisstand).count()
        files = uow.session.query(Kennisbestand).count()
    assert stands == 2
    assert files == len(ctx.knowledge.stand.bestanden) + 1


def test_rows_that_are_gone_or_damaged_are_told(ctx, advised_case):
    casus_id = advised_case()
    now = stricter(ctx)
    execute(ctx, "UPDATE kennisstand SET bestanden = '{}'")
    (found,) = replay_case(now, casus_id)
    assert (found.gelijk, found.regels) == (False, Regelstand.beschadigd)
    execute(ctx, "DELETE FROM kennisstand")
    (found,) = replay_case(now, casus_id)
    assert (found.regels, found.oorzaak) == (Regelstand.ontbreekt, Oorzaak.kennis)
    assert any(row.route == "mdo" for row in found.verschillen)


def test_a_changed_program_is_told_from_a_changed_advice(
    ctx, advised_case, monkeypatch
):
    casus_id = advised_case()
    sql = "UPDATE advies SET uitkomst = REPLACE(CAST(uitkomst AS TEXT), :old, :new)"
    if not ctx.store.is_sqlite:
        sql = sql.replace(", :new)", ", :new)::json")
    execute(ctx, sql, old='"status": "dicht"', new='"status": "open"')
    (found,) = replay_case(ctx, casus_id)
    assert (found.gelijk, found.oorzaak) == (False, Oorzaak.onverklaard)
    assert {row.wat for row in found.verschillen} == {"status"}
    monkeypatch.setattr(replaying, "code_hash", lambda: "another program")
    (found,) = replay_case(ctx, casus_id)
    assert (found.oorzaak, found.code_gelijk) == (Oorzaak.code, False)


def test_a_receipt_that_names_other_answers_than_the_record_is_found(ctx, advised_case):
    casus_id = advised_case()
    execute(ctx, "UPDATE antwoord SET waarde = '12' WHERE veld = 'leeftijd'")
    (found,) = replay_case(ctx, casus_id)
    assert (found.gelijk, found.oorzaak) == (False, Oorzaak.antwoorden)
    assert found.verschillen == ()


def test_an_advice_or_case_that_is_not_there_is_said(ctx):
    with pytest.raises(NotFoundError, match="Advies 7 bestaat niet"):
        replay_advice(ctx, 7)
    with pytest.raises(NotFoundError):
        replay_case(ctx, "2026-9999")
