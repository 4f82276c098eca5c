"""Where a case belongs: PO and VO in one record, and it is never nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.casework.belonging import Pupil, belonging_of, read_region
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answer
from assistant.casework.start_case import start_case
from assistant.casework.tasks import create_task
from models.casus import Casus
from models.organisatie import Organisatie, OrganisatieSoort
from models.taak import open_taken
from models.voorziening import School

if TYPE_CHECKING:
    from assistant.context import Context

SAY = {"rol": "zorgcoordinator", "via": "formulier"}
PO, VO = OrganisatieSoort.SAMENWERKINGSVERBAND_PO, "samenwerkingsverband_vo"
PARTIES = (
    {"id": "po", "soort": PO, "gemeenten": ["Dordrecht"]},
    {"id": "vo_zuid", "soort": VO, "gemeenten": ["Dordrecht"]},
    {"id": "vo_noord", "soort": VO, "gemeenten": ["Assen"], "code": "VO2201"},
    {"id": "bao", "soort": "school", "schoolsoort": "bao"},
    {"id": "vo_school", "soort": "school", "schoolsoort": "vo"},
    {"id": "assen", "soort": "school", "schoolsoort": "vo", "school_id": "02EB00"},
)


@pytest.fixture
def region(ctx: Context) -> Context:
    """Return a record with one PO and two VO samenwerkingsverbanden."""
    with ctx.store.unit_of_work() as uow:
        uow.session.add(
            School(
                id="02EB00",
                instelling="02EB",
                naam="Vincent",
                soort="vo",
                gemeente="ASSEN",
                swv_vo="VO2201",
            )
        )
        uow.session.flush()
        for row in PARTIES:
            kind = OrganisatieSoort(row["soort"])
            values = {"gemeenten": [], **row, "soort": kind, "naam": row["id"]}
            uow.session.add(Organisatie(**values))
    return ctx


def swv_of(ctx: Context, casus_id: str) -> str | None:
    with ctx.store.reading() as uow:
        return uow.session.get_one(Casus, casus_id).swv_id


@pytest.mark.parametrize(
    ("school", "pupil", "swv"),
    [
        ("bao", Pupil(), "po"),
        ("vo_school", Pupil(gemeente="Dordrecht"), "vo_zuid"),
        ("vo_school", Pupil(gemeente="assen"), "vo_noord"),
        ("vo_school", Pupil(gemeente="Dordt"), "vo_zuid"),
        ("assen", Pupil(gemeente="Dordrecht"), "vo_noord"),
        ("vo_school", Pupil(schoolsoort="bao"), "po"),
        (None, Pupil(schoolsoort="so"), "po"),
        (None, Pupil(schoolsoort="vso", gemeente="Assen"), "vo_noord"),
        (None, Pupil(schoolsoort="geen", leeftijd=7), "po"),
        (None, Pupil(leeftijd=15, gemeente="Assen"), "vo_noord"),
    ],
)
def test_the_school_or_the_kind_of_school_says_where(
    region: Context, school: str | None, pupil: Pupil, swv: str
) -> None:
    with region.store.reading() as uow:
        found = belonging_of(
            region, read_region(region, uow), pupil, organisatie_id=school
        )
    assert found.swv_id == swv


@pytest.mark.parametrize("current", ["vo_zuid", "vo_noord"])
def test_a_case_stays_where_it_is_when_nothing_points_elsewhere(
    region: Context, current: str
) -> None:
    with region.store.reading() as uow:
        known = read_region(region, uow)
        found = belonging_of(
            region, known, Pupil(schoolsoort="havo"), huidig_id=current
        )
        moved = belonging_of(region, known, Pupil(schoolsoort="bao"), huidig_id=current)
    assert (found.swv_id, moved.swv_id) == (current, "po")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    school=st.sampled_from([None, "bao", "vo_school", "assen", "weg"]),
    kind=st.sampled_from([None, "bao", "vso", "mbo", "geen", "anders", "x"]),
    age=st.none() | st.integers(3, 22),
    place=st.sampled_from([None, "Dordrecht", "Assen", "Groningen"]),
)
def test_a_case_always_has_a_samenwerkingsverband(
    region: Context, school: str | None, kind: str | None, age: int, place: str | None
) -> None:
    with region.store.reading() as uow:
        found = belonging_of(
            region,
            read_region(region, uow),
            Pupil(kind, age, place),
            organisatie_id=school,
        )
    assert found.swv_id is not None


def test_a_case_of_a_primary_school_goes_to_po_with_its_people(
    region: Context,
) -> None:
    create_user(region, naam="Regie VO", rol="regisseur", organisatie="vo_zuid")
    boss = create_user(region, naam="Regie PO", rol="regisseur", organisatie="po")
    own = create_user(region, naam="IB", rol="zorgcoordinator", organisatie="bao")
    case = start_case(region, rol="zorgcoordinator", aanstelling_id=own.aanstelling_id)
    with region.store.reading() as uow:
        casus = uow.session.get_one(Casus, case)
        assert (casus.organisatie_id, casus.swv_id) == ("bao", "po")
        assert (casus.zorgcoordinator_id, casus.regisseur_id) == (own.id, boss.id)


def test_with_two_regisseurs_nobody_is_chosen_by_chance(region: Context) -> None:
    for name in ("Een", "Twee"):
        create_user(region, naam=name, rol="regisseur", organisatie="po")
    own = create_user(region, naam="IB", rol="zorgcoordinator", organisatie="bao")
    case = start_case(region, rol="zorgcoordinator", aanstelling_id=own.aanstelling_id)
    with region.store.reading() as uow:
        assert uow.session.get_one(Casus, case).regisseur_id is None


def test_an_answer_moves_a_new_case_with_its_tasks(region: Context) -> None:
    first = create_user(region, naam="VO", rol="regisseur", organisatie="vo_zuid")
    second = create_user(region, naam="PO", rol="regisseur", organisatie="po")
    case = start_case(region, rol="regisseur", aanstelling_id=first.aanstelling_id)
    create_task(region, case, "terugbellen", False, "Bel terug.")
    assert swv_of(region, case) == "vo_zuid"
    record_answer(region, case, "schoolsoort", "bao", **SAY)
    with region.store.reading() as uow:
        casus = uow.session.get_one(Casus, case)
        assert (casus.swv_id, casus.regisseur_id) == ("po", second.id)
        (taak,) = open_taken(uow.session, case)
        assert (taak.voor_id, taak.organisatie_id) == (second.id, "po")


def test_what_a_person_chose_stays(region: Context) -> None:
    own = create_user(region, naam="VO", rol="regisseur", organisatie="vo_zuid")
    case = start_case(region, rol="regisseur", aanstelling_id=own.aanstelling_id)
    with region.store.unit_of_work() as uow:
        uow.session.get_one(Casus, case).swv_handmatig = True
    record_answer(region, case, "schoolsoort", "bao", **SAY)
    assert swv_of(region, case) == "vo_zuid"


@pytest.mark.parametrize(
    ("written", "listed", "same"),
    [
        ("Dordt", "Dordrecht", True),
        (" dordt ", "DORDRECHT", True),
        ("Den Haag", "'S-GRAVENHAGE", True),
        ("’s-Gravenhage", "Den Haag", True),
        ("den bosch", "'s-Hertogenbosch", True),
        ("Hendrik Ido Ambacht", "Hendrik-Ido-Ambacht", True),
        ("Den Haag", "'s-Hertogenbosch", False),
        ("Zwijndrecht", "zwijndrecht", True),
        ("Zwijndrecht", "Dordrecht", False),
        ("", "", False),
        (None, "Dordrecht", False),
    ],
)
def test_a_municipality_is_known_by_its_other_names(
    ctx: Context, written: str | None, listed: str, same: bool
) -> None:
    rules = ctx.knowledge.organisaties
    assert rules.in_gemeenten(written, [listed]) is same
