"""What parents and pupils see of the own case, and until when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.consent import give_consent
from assistant.casework.inzage import require_case
from models.gezinslid import Gezinslid
from tests.assistant.casework.sight_world import (
    HEALTH,
    Case,
    World,
    family_viewer,
    sees,
    store_case,
)

if TYPE_CHECKING:
    from assistant.context import Context


def test_two_parents_with_authority_see_alike_and_one_without_sees_the_facts(
    ctx: Context, world: World
) -> None:
    case, family = store_case(ctx, world, Case())
    one, two, three = (
        require_case(ctx, family_viewer(case, family, name), case)
        for name in ("ouder1", "ouder2", "ouder3")
    )
    assert one.velden == two.velden
    assert one.toont("kind_belemmerend")
    assert three.toont("schoolsoort")
    assert not three.heeft("antwoorden")
    assert not three.heeft("woorden")
    assert three.heeft("stappen")
    assert not three.toont("stem_kind_wens")
    assert not three.toont("school_belemmerend")
    assert three.velden < one.velden


def test_from_sixteen_parents_see_no_health_data_unless_the_pupil_agrees(
    ctx: Context, world: World
) -> None:
    case, family = store_case(ctx, world, Case(leeftijd=16))
    parent = family_viewer(case, family, "ouder1")
    assert not require_case(ctx, parent, case).toont("kind_belemmerend")
    pupil = require_case(ctx, family_viewer(case, family, "leerling"), case)
    assert pupil.toont("kind_belemmerend")
    give_consent(
        ctx,
        case,
        gezinslid_id=family["leerling"],
        organisatie_id=None,
        categorieen=[HEALTH],
        hoe="in_leerplek",
        door="leerling",
    )
    assert require_case(ctx, parent, case).toont("kind_belemmerend")


def test_at_eighteen_the_sight_of_parents_ends(ctx: Context, world: World) -> None:
    case, family = store_case(ctx, world, Case(leeftijd=18))
    assert not sees(ctx, family_viewer(case, family, "ouder1"), case)
    assert sees(ctx, family_viewer(case, family, "leerling"), case)


def test_a_member_of_the_family_sees_the_own_case_only_and_while_active(
    ctx: Context, world: World
) -> None:
    own, family = store_case(ctx, world, Case())
    other, other_family = store_case(ctx, world, Case())
    parent = family_viewer(own, family, "ouder1")
    assert sees(ctx, parent, own)
    assert not sees(ctx, parent, other)
    # a session that names a case that is not the member's own opens nothing
    forged = replace(parent, casus_id=other)
    assert not sees(ctx, forged, other)
    assert not sees(ctx, forged, own)
    with ctx.store.unit_of_work() as uow:
        member = uow.session.get(Gezinslid, family["ouder1"])
        assert member is not None
        member.actief = False
    assert not sees(ctx, parent, own)
    assert other_family
