"""Names: sealed, apart, checked, and gone when they are removed."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from assistant.casework.absence_keys import (
    absence_keys_of,
    cases_of_keys,
    link_absence_key,
)
from assistant.casework.family import add_family_member
from assistant.casework.key_file import new_key
from assistant.casework.names import (
    Volledigenaam,
    add_name,
    add_names,
    check_name,
    family_names_of,
    names_of,
    open_name,
    seal_name,
    set_name,
)
from assistant.casework.start_case import start_case
from assistant.casework.vault import Vault
from assistant.errors import InputError, NotFoundError, VaultError
from models.audit import audit_of
from models.naam import Naam, Naamzoek

NAAM = Volledigenaam("Sanne", "van der", "Voorbeeldmeijer", "San")


@pytest.fixture
def other(ctx) -> str:
    return start_case(ctx, rol="zorgcoordinator", door="Test Zorg")


def read_name(ctx, casus_id) -> Volledigenaam | None:
    with ctx.store.reading() as uow:
        return names_of(ctx, uow, [casus_id]).get(casus_id)


def test_a_name_comes_back_as_it_was_given(ctx, case):
    set_name(ctx, case, NAAM, door="Test Zorg")
    assert read_name(ctx, case) == NAAM
    assert NAAM.tekst == "San van der Voorbeeldmeijer"
    assert NAAM.voluit == "Sanne (San) van der Voorbeeldmeijer"


def test_a_corrected_name_replaces_the_first_and_what_it_was_found_by(ctx, case):
    set_name(ctx, case, NAAM, door="Test Zorg")
    with ctx.store.reading() as uow:
        before = set(uow.session.scalars(select(Naamzoek.token)))
    set_name(ctx, case, Volledigenaam("Bo", "", "Li"), door="Test Zorg")
    assert read_name(ctx, case).tekst == "Bo Li"
    with ctx.store.reading() as uow:
        after = set(uow.session.scalars(select(Naamzoek.token)))
        assert len(list(uow.session.scalars(select(Naam)))) == 1
    assert len(after) < len(before)


def test_nothing_in_the_database_holds_the_name(ctx, case):
    member = add_family_member(ctx, case, "ouder", True, NAAM, door="Test Zorg")
    set_name(ctx, case, NAAM, door="Test Zorg")
    with ctx.store.reading() as uow:
        assert family_names_of(ctx, uow, [case]) == {member: NAAM}
        for table in Naam.metadata.sorted_tables:
            rows = uow.session.execute(text(f'SELECT * FROM "{table.name}"')).all()
            assert "oorbeeldmeijer" not in str(rows).casefold(), table.name
        details = [json.dumps(line.details) for line in audit_of(uow.session, case)]
    assert details
    assert not any("Sanne" in one for one in details)


def test_a_name_is_not_shown_when_it_is_printed():
    assert "Sanne" not in repr(NAAM)
    assert "Sanne" not in f"{[NAAM]!r}"


@given(
    st.builds(
        Volledigenaam,
        *(st.text(st.characters(codec="utf-8"), max_size=40) for _ in range(4)),
    )
)
def test_what_is_sealed_opens_only_with_its_key_and_its_case(naam):
    vault = Vault((new_key(),), 1_790_000_000)
    sealed = seal_name(vault, "2026-0001", 7, naam)
    assert open_name(vault, "2026-0001", 7, sealed) == naam
    with pytest.raises(VaultError, match="hoort niet bij deze casus"):
        open_name(vault, "2026-0002", 7, sealed)
    with pytest.raises(VaultError):
        open_name(Vault((new_key(),), 1), "2026-0001", 7, sealed)


def test_the_length_of_a_short_name_cannot_be_read_from_the_sealed_one():
    vault = Vault((new_key(),), 1_790_000_000)
    sizes = {
        len(seal_name(vault, "2026-0001", None, Volledigenaam(name, "", name)))
        for name in ("Bo", "Sanne", "Alexander")
    }
    assert len(sizes) == 1


def test_a_name_moved_to_another_case_is_not_shown_there(ctx, case, other):
    set_name(ctx, case, NAAM, door="Test Zorg")
    with ctx.store.unit_of_work() as uow:
        uow.session.execute(update(Naam).values(casus_id=other))
    with pytest.raises(VaultError, match=other):
        read_name(ctx, other)


@pytest.mark.parametrize(
    ("naam", "message"),
    [
        (Volledigenaam(), "Vul een voornaam of een achternaam in"),
        (Volledigenaam(" ", "van", "\t"), "Vul een voornaam of een achternaam in"),
        (Volledigenaam("Sanne", "", "x" * 81), "de achternaam staan 81 tekens"),
        (Volledigenaam("123456782"), "de voornaam staat een getal dat een"),
        (Volledigenaam("Sanne", "", "Bsn 123456782"), "BSN"),
        (Volledigenaam("San\x00ne"), "onzichtbare tekens"),
        (Volledigenaam("San\u202ene"), "onzichtbare tekens"),
        (Volledigenaam("...", "", "-"), "Latijnse alfabet"),
        (Volledigenaam("محمد"), "Latijnse alfabet"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_and_not_repeated(
    ctx, case, naam, message
):
    set_name(ctx, case, NAAM, door="Test Zorg")
    with pytest.raises(InputError, match=message) as refused:
        set_name(ctx, case, naam, door="Test Zorg")
    assert "123456782" not in str(refused.value)
    assert read_name(ctx, case) == NAAM


def test_spaces_are_put_in_order_and_the_same_call_name_is_left_out():
    naam = check_name(Volledigenaam(" Anne  Marie ", "", "Voorbeeld\n", "anne marie"))
    assert naam == Volledigenaam("Anne Marie", "", "Voorbeeld", None)


def test_a_name_for_a_case_or_a_member_that_is_not_there_is_refused(ctx, case, other):
    member = add_family_member(ctx, other, "ouder", True, None, door="Test Zorg")
    with pytest.raises(NotFoundError):
        set_name(ctx, "2026-9999", NAAM, door="Test Zorg")
    with pytest.raises(NotFoundError):
        set_name(ctx, case, NAAM, door="Test Zorg", gezinslid_id=member)
    with ctx.store.reading() as uow:
        assert not list(uow.session.scalars(select(Naam)))


def test_a_transaction_that_fails_leaves_no_name_and_nothing_to_find(ctx, case):
    with suppress(RuntimeError), ctx.store.unit_of_work() as uow:
        add_name(ctx, uow, case, NAAM, door="Test Zorg")
        raise RuntimeError
    with ctx.store.reading() as uow:
        assert not list(uow.session.scalars(select(Naam)))
        assert not list(uow.session.scalars(select(Naamzoek.token)))


def test_names_of_many_new_cases_go_in_together(ctx, case, other):
    names = {case: NAAM, other: Volledigenaam("Bo", "", "Voorbeeld")}
    with ctx.store.unit_of_work() as uow:
        add_names(ctx, uow, names, door="Test Zorg")
    assert {one: read_name(ctx, one) for one in names} == names
    with pytest.raises(InputError), ctx.store.unit_of_work() as uow:
        add_names(ctx, uow, {case: Volledigenaam()}, door="Test Zorg")


def test_a_key_of_another_system_finds_its_case_again(ctx, case, other):
    with ctx.store.unit_of_work() as uow:
        link_absence_key(ctx, uow, case, "magister", " L-0001 ")
        link_absence_key(ctx, uow, case, "magister", "L-0001")
        link_absence_key(ctx, uow, other, "somtoday", "L-0001")
    with ctx.store.reading() as uow:
        assert cases_of_keys(ctx, uow, "somtoday", ["L-0001"]) == {"L-0001": other}
        assert cases_of_keys(ctx, uow, "magister", ["L-0002"]) == {}
        keys = ["L-0001", "L-0003"]
        assert cases_of_keys(ctx, uow, "magister", keys) == {"L-0001": case}
        (key,) = absence_keys_of(ctx, uow, case)
        assert (key.bron, key.sleutel) == ("magister", "L-0001")
        rows = uow.session.execute(text("SELECT * FROM verwijzing")).all()
        assert "L-0001" not in str(rows)


def test_a_key_of_somebody_else_or_a_bsn_is_refused(ctx, case, other):
    with ctx.store.unit_of_work() as uow:
        link_absence_key(ctx, uow, case, "magister", "L-0001")
    for key, message in [("L-0001", case), ("123456782", "BSN"), (" ", "1 tot")]:
        with (
            pytest.raises(InputError, match=message),
            ctx.store.unit_of_work() as uow,
        ):
            link_absence_key(ctx, uow, other, "magister", key)
    with ctx.store.reading() as uow:
        assert absence_keys_of(ctx, uow, other) == []
