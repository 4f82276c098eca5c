"""Who sees what: the table as it works out for real cases and real viewers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.convenants import end_convenant
from assistant.casework.inzage import inzage_of, require_case
from assistant.casework.kijker import SYSTEEM
from assistant.casework.sharing import end_sharing, share_case
from assistant.errors import NotAllowedError, NotFoundError
from knowledge.velden import Gevoeligheid
from models.casus import CasusStatus
from models.deling import Grond, sharings_of
from models.gebruiker import Rol
from tests.assistant.casework.sight_world import (
    HEALTH,
    Case,
    Consent,
    Share,
    World,
    family_viewer,
    sees,
    store_case,
)

if TYPE_CHECKING:
    from assistant.context import Context


def test_the_own_school_and_the_swv_see_a_case_and_others_do_not(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case())
    seers = {
        (organisatie, rol.value)
        for (organisatie, rol), kijker in world.viewers.items()
        if sees(ctx, kijker, case)
    }
    assert seers == {
        ("school-a1", "zorgcoordinator"),
        ("school-a1", "regisseur"),
        ("school-a1", "gedragsdeskundige"),
        ("bestuur-a", "zorgcoordinator"),
        ("bestuur-a", "regisseur"),
        ("bestuur-a", "gedragsdeskundige"),
        ("swv-a", "regisseur"),
        ("swv-a", "gedragsdeskundige"),
        ("swv-a", "secretaris"),
    }


def test_a_foreign_case_reads_exactly_like_one_that_does_not_exist(
    ctx: Context, world: World
) -> None:
    foreign, _ = store_case(ctx, world, Case(organisatie="school-b", swv="swv-b"))
    absent = "2026-9999"
    told = []
    for number in (foreign, absent):
        with pytest.raises(NotFoundError) as caught:
            require_case(ctx, world.viewer("swv-a", Rol.REGISSEUR), number)
        told.append(str(caught.value).replace(number, "NUMMER"))
    assert told[0] == told[1]


def test_a_case_without_a_swv_is_in_sight_of_every_regisseur_so_that_none_is_lost(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case(organisatie=None, swv=None))
    assert sees(ctx, world.viewer("swv-a", Rol.REGISSEUR), case)
    assert sees(ctx, world.viewer("swv-b", Rol.REGISSEUR), case)
    assert not sees(ctx, world.viewer("swv-b", Rol.SECRETARIS), case)


@pytest.mark.parametrize("stand", ["verlopen", "straks", "beeindigd"])
def test_a_sharing_that_is_over_or_still_to_come_gives_no_sight(
    ctx: Context, world: World, stand: str
) -> None:
    share = Share("leerplicht-a", Grond.TAAK, stand)
    case, _ = store_case(ctx, world, Case(delingen=(share,)))
    assert not sees(ctx, world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR), case)


@pytest.mark.parametrize("stand", ["loopt", "laatste_dag"])
def test_a_sharing_gives_sight_up_to_and_with_its_last_day(
    ctx: Context, world: World, stand: str
) -> None:
    share = Share("leerplicht-a", Grond.TAAK, stand)
    case, _ = store_case(ctx, world, Case(delingen=(share,)))
    officer = world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR)
    assert sees(ctx, officer, case)
    tomorrow = replace(ctx, peildatum=ctx.today() + timedelta(days=1))
    assert sees(tomorrow, officer, case) is (stand == "loopt")


def test_ending_a_sharing_ends_sight_at_once(ctx: Context, world: World) -> None:
    case, _ = store_case(
        ctx, world, Case(delingen=(Share("leerplicht-a", Grond.TAAK),))
    )
    officer = world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR)
    assert sees(ctx, officer, case)
    with ctx.store.reading() as uow:
        (row,) = sharings_of(uow.session, case)
    end_sharing(ctx, case, row.id, door="Test")
    assert not sees(ctx, officer, case)


@pytest.mark.parametrize(
    ("convenant", "seen"),
    [("geldt", True), ("laatste_dag", True), ("verlopen", False), ("straks", False)],
)
def test_a_sharing_on_a_convenant_lasts_as_long_as_the_convenant(
    ctx: Context, world: World, convenant: str, seen: bool
) -> None:
    share = Share("leerplicht-a", Grond.CONVENANT, convenant=convenant)
    case, _ = store_case(ctx, world, Case(delingen=(share,)))
    officer = world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR)
    assert sees(ctx, officer, case) is seen


def test_a_convenant_without_the_owner_of_the_case_opens_nothing(
    ctx: Context, world: World
) -> None:
    share = Share("leerplicht-a", Grond.CONVENANT)
    foreign = Case(organisatie="school-b", swv="swv-b", delingen=(share,))
    case, _ = store_case(ctx, world, foreign)
    assert not sees(ctx, world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR), case)


def test_an_ended_convenant_ends_sight_at_once(ctx: Context, world: World) -> None:
    share = Share("leerplicht-a", Grond.CONVENANT)
    case, _ = store_case(ctx, world, Case(delingen=(share,)))
    officer = world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR)
    assert HEALTH in require_case(ctx, officer, case).categorieen
    end_convenant(ctx, world.convenants["geldt"], door="Test")
    assert not sees(ctx, officer, case)


def test_leerplicht_sees_no_health_data_on_the_ground_of_its_task(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(
        ctx, world, Case(delingen=(Share("leerplicht-a", Grond.TAAK),))
    )
    officer = world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR)
    inzage = require_case(ctx, officer, case)
    assert inzage.naam
    assert inzage.toont("verzuim_sinds")
    assert not inzage.toont("kind_belemmerend")
    assert not inzage.heeft("advies")
    assert not inzage.mag_wijzigen
    assert "toestemming" in inzage.gronden[HEALTH]


def test_a_provider_sees_a_pupil_only_after_a_decision_for_its_own_place(
    ctx: Context, world: World
) -> None:
    provider = world.viewer("plek-a", Rol.AANBIEDER)
    decided = CasusStatus.BESLOTEN
    no = [
        Case(),
        Case(status=CasusStatus.OP_TAFEL, agenda=("straks-a",)),
        Case(status=decided, besluiten=("g-plek-b",)),
        Case(status=decided, besluiten=("g-plek-a", "g-plek-b")),
        Case(status=decided, besluiten=("g-plek-a", None)),
        Case(status=CasusStatus.AFGESLOTEN, besluiten=("g-plek-a",)),
        Case(delingen=(Share("plek-a", Grond.TAAK),)),
    ]
    for case in no:
        assert not sees(ctx, provider, store_case(ctx, world, case)[0]), case
    placed, _ = store_case(
        ctx, world, Case(status=decided, besluiten=("g-plek-b", "g-plek-a"))
    )
    inzage = require_case(ctx, provider, placed)
    assert inzage.naam
    assert inzage.toont("schoolsoort")
    assert not any(
        inzage.toont(veld.id)
        for veld in ctx.knowledge.velden.values()
        if veld.gevoeligheid is not Gevoeligheid.gewoon
        and veld.gevoeligheid is not Gevoeligheid.pseudoniem
    )


def test_a_provider_sees_health_data_with_consent(ctx: Context, world: World) -> None:
    given = tuple(Consent(name, "plek-a", (HEALTH,)) for name in ("ouder1", "ouder2"))
    case, _ = store_case(
        ctx,
        world,
        Case(
            status=CasusStatus.GESTART,
            besluiten=("g-plek-a",),
            toestemmingen=given,
        ),
    )
    inzage = require_case(ctx, world.viewer("plek-a", Rol.AANBIEDER), case)
    assert inzage.toont("kind_belemmerend")
    assert not inzage.toont("signaal_thuis_onveilig")
    assert not inzage.toont("justitie")


def test_a_member_of_the_table_sees_the_agenda_of_the_own_region_only(
    ctx: Context, world: World
) -> None:
    member = world.viewer("jeugdhulp-a", Rol.OVERLEGLID)
    expected = {
        ("straks-a",): True,
        ("pas-a",): True,
        ("lang-a",): False,
        ("straks-b",): False,
        (): False,
    }
    for agenda, seen in expected.items():
        case, _ = store_case(ctx, world, Case(agenda=agenda))
        assert sees(ctx, member, case) is seen, agenda


def test_a_partner_at_the_table_sees_no_health_data_without_a_ground(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case(agenda=("straks-a",)))
    for party in ("ggz-a", "school-a2", "plek-a", "jgz-a"):
        inzage = require_case(ctx, world.viewer(party, Rol.OVERLEGLID), case)
        assert not inzage.naam
        assert HEALTH not in inzage.categorieen
        assert not inzage.toont("signaal_thuis_onveilig")
    # jeugdhulp-a signed the agreement that holds, with the samenwerkingsverband
    inzage = require_case(ctx, world.viewer("jeugdhulp-a", Rol.OVERLEGLID), case)
    assert HEALTH in inzage.categorieen
    for name in ("geldt", "laatste_dag"):
        end_convenant(ctx, world.convenants[name], door="Test")
    inzage = require_case(ctx, world.viewer("jeugdhulp-a", Rol.OVERLEGLID), case)
    assert HEALTH not in inzage.categorieen


def test_beheerder_and_fg_see_no_case_whatever_its_ties(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(
        ctx,
        world,
        Case(
            status=CasusStatus.GESTART,
            agenda=("straks-a",),
            besluiten=("g-plek-a",),
            delingen=(Share("leerplicht-a", Grond.TAAK),),
        ),
    )
    for (organisatie, rol), kijker in world.viewers.items():
        if rol in (Rol.BEHEERDER, Rol.FUNCTIONARIS_GEGEVENSBESCHERMING):
            assert not sees(ctx, kijker, case), organisatie


def test_home_safety_is_shown_to_school_and_swv_only(
    ctx: Context, world: World
) -> None:
    case, family = store_case(
        ctx,
        world,
        Case(agenda=("straks-a",), delingen=(Share("jeugdhulp-a", Grond.CONVENANT),)),
    )
    shown = {
        organisatie
        for (organisatie, _), kijker in world.viewers.items()
        if sees(ctx, kijker, case)
        and require_case(ctx, kijker, case).toont("signaal_thuis_onveilig")
    }
    assert shown == {"school-a1", "bestuur-a", "swv-a"}
    for name in family:
        inzage = require_case(ctx, family_viewer(case, family, name), case)
        assert not inzage.toont("signaal_thuis_onveilig"), name


def test_the_command_line_sees_everything(ctx: Context, world: World) -> None:
    case, _ = store_case(ctx, world, Case())
    inzage = require_case(ctx, SYSTEEM, case)
    assert inzage.velden == set(ctx.knowledge.velden)
    assert inzage.mag_wijzigen


def test_a_case_is_not_shared_on_a_ground_that_does_not_hold(
    ctx: Context, world: World
) -> None:
    case, _ = store_case(ctx, world, Case())
    for grond, convenant, match in (
        ("toestemming", None, "geen geldige toestemming"),
        ("convenant", "verlopen", "geldt vandaag niet"),
        ("taak", None, "eigen taak"),
    ):
        party = "swv-a" if grond == "taak" else "jeugdhulp-a"
        with pytest.raises(NotAllowedError, match=match):
            share_case(
                ctx,
                case,
                organisatie_id=party,
                grond=grond,
                convenant_id=world.convenants[convenant] if convenant else None,
                doel="samen zoeken",
                door="Test",
            )
    with ctx.store.reading() as uow:
        assert sharings_of(uow.session, case) == []


def test_asking_for_many_cases_costs_as_many_queries_as_for_one(
    ctx: Context, world: World
) -> None:
    from sqlalchemy import event

    share = Share("jeugdhulp-a", Grond.TOESTEMMING)
    given = Consent("leerling", "jeugdhulp-a", ("gewoon",))
    made = [
        store_case(
            ctx, world, Case(leeftijd=17, delingen=(share,), toestemmingen=(given,))
        )[0]
        for _ in range(12)
    ]
    helper = world.viewer("jeugdhulp-a", Rol.GEDRAGSDESKUNDIGE)
    counts = []
    for ids in (made[:1], made):
        seen: list[str] = []

        def count(*args: object, seen: list[str] = seen) -> None:
            seen.append(str(args[2]))

        event.listen(ctx.store.engine, "before_cursor_execute", count)
        with ctx.store.reading() as uow:
            assert len(inzage_of(ctx, uow, helper, ids)) == len(ids)
        event.remove(ctx.store.engine, "before_cursor_execute", count)
        counts.append(len(seen))
    assert counts[0] == counts[1]
