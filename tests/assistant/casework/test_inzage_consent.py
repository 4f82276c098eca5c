"""Health data with consent: who decides at which age, and when it stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.consent import give_consent, withdraw_consent
from assistant.casework.inzage import require_case
from assistant.errors import NotAllowedError
from models.deling import Grond
from models.gebruiker import Rol
from models.toestemming import consents_of
from tests.assistant.casework.sight_world import (
    HEALTH,
    Case,
    Consent,
    Share,
    World,
    sees,
    store_case,
)

if TYPE_CHECKING:
    from assistant.context import Context


def test_under_sixteen_every_parent_with_authority_must_say_yes(
    ctx: Context, world: World
) -> None:
    case, family = store_case(
        ctx, world, Case(delingen=(Share("leerplicht-a", Grond.TAAK),), leeftijd=15)
    )
    officer = world.viewer("leerplicht-a", Rol.LEERPLICHTAMBTENAAR)
    for name, seen in (("ouder1", False), ("ouder2", True)):
        give_consent(
            ctx,
            case,
            gezinslid_id=family[name],
            organisatie_id="leerplicht-a",
            categorieen=[HEALTH],
            hoe="schriftelijk",
            door="Test",
        )
        assert (HEALTH in require_case(ctx, officer, case).categorieen) is seen


def test_consent_taken_back_closes_at_once(ctx: Context, world: World) -> None:
    given = Consent("leerling", "jeugdhulp-a", (HEALTH, "gewoon", "naam"))
    share = Share("jeugdhulp-a", Grond.TOESTEMMING)
    case, family = store_case(
        ctx, world, Case(leeftijd=16, delingen=(share,), toestemmingen=(given,))
    )
    helper = world.viewer("jeugdhulp-a", Rol.GEDRAGSDESKUNDIGE)
    assert require_case(ctx, helper, case).toont("kind_belemmerend")
    with ctx.store.reading() as uow:
        (row,) = consents_of(uow.session, case)
    withdraw_consent(
        ctx, case, row.id, door="leerling", gezinslid_id=family["leerling"]
    )
    assert not sees(ctx, helper, case)


def test_from_sixteen_only_the_pupil_decides(ctx: Context, world: World) -> None:
    share = Share("jeugdhulp-a", Grond.TOESTEMMING)
    both = tuple(
        Consent(name, "jeugdhulp-a", (HEALTH, "gewoon"))
        for name in ("ouder1", "ouder2")
    )
    case, family = store_case(
        ctx, world, Case(leeftijd=16, delingen=(share,), toestemmingen=both)
    )
    helper = world.viewer("jeugdhulp-a", Rol.GEDRAGSDESKUNDIGE)
    assert not sees(ctx, helper, case)
    with pytest.raises(NotAllowedError, match="beslist zelf"):
        _consent(ctx, case, family["ouder1"])
    _consent(ctx, case, family["leerling"])
    assert sees(ctx, helper, case)


def test_consent_of_parents_stops_counting_on_the_sixteenth_birthday(
    ctx: Context, world: World
) -> None:
    both = tuple(
        Consent(name, "jeugdhulp-a", ("gewoon",)) for name in ("ouder1", "ouder2")
    )
    share = Share("jeugdhulp-a", Grond.TOESTEMMING)
    case, _ = store_case(
        ctx, world, Case(leeftijd=15, delingen=(share,), toestemmingen=both)
    )
    helper = world.viewer("jeugdhulp-a", Rol.GEDRAGSDESKUNDIGE)
    assert sees(ctx, helper, case)
    birthday = ctx.today().replace(year=ctx.today().year + 1, day=1)
    assert sees(replace(ctx, peildatum=birthday - timedelta(days=1)), helper, case)
    assert not sees(replace(ctx, peildatum=birthday), helper, case)


def test_while_the_age_is_not_known_nobody_can_consent(
    ctx: Context, world: World
) -> None:
    case, family = store_case(ctx, world, Case(leeftijd=None))
    for name in ("ouder1", "leerling"):
        with pytest.raises(NotAllowedError, match="geboortemaand"):
            _consent(ctx, case, family[name])


def _consent(ctx: Context, case: str, gezinslid_id: int) -> None:
    give_consent(
        ctx,
        case,
        gezinslid_id=gezinslid_id,
        organisatie_id="jeugdhulp-a",
        categorieen=[HEALTH, "gewoon"],
        hoe="schriftelijk",
        door="Test",
    )
