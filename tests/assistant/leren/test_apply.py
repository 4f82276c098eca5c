"""An advice keeps where its order is from, and replays with that very model."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from assistant.casework.advise_case import advise_case, latest_advice
from assistant.casework.load_demo import load_demo
from assistant.casework.replay_advice import Oorzaak, replay_advice
from assistant.leren import shelf
from models.advies import Advies
from models.casus import Casus, CasusStatus
from tests.cases import all_cases

ADVISABLE = (CasusStatus.GEADVISEERD, CasusStatus.OP_TAFEL)


@pytest.fixture
def model(ctx, learned):
    """Return the model of the invented cohort, active in the example region."""
    model = learned.meting.model
    shelf.keep_model(ctx.settings.data_dir, model)
    shelf.activate(ctx.settings.data_dir, model)
    return model


@pytest.fixture
def demo_cases(ctx):
    """Return the cases of the demo that can be advised, all in the example region."""
    load_demo(ctx)
    with ctx.store.unit_of_work() as uow:
        uow.session.execute(update(Casus).values(regio="voorbeeld"))
    with ctx.store.reading() as uow:
        return [casus.id for casus in all_cases(uow.session, ADVISABLE)]


def told(ctx, casus_id):
    return advise_case(ctx, casus_id).ontvangstbewijs["volgorde"]


def test_without_a_model_the_receipt_says_that_the_rules_ordered(ctx, demo_cases):
    order = told(ctx, demo_cases[0])
    assert (order["geleerd"], order["waarom"]) == (False, "geen_model")


def test_a_learned_advice_names_its_model_and_replays(ctx, model, demo_cases):
    orders = {casus_id: told(ctx, casus_id) for casus_id in demo_cases}
    learned = [casus_id for casus_id, one in orders.items() if one["geleerd"]]
    assert learned, {one["waarom"] for one in orders.values()}
    for casus_id in learned:
        assert orders[casus_id]["model"] == model.id
        assert "verzonnen" in orders[casus_id]["zin"]
        assert replay_advice(ctx, latest_advice(ctx, casus_id).id).gelijk


def test_a_replay_uses_the_model_of_then_also_when_it_is_switched_off(
    ctx, model, demo_cases
):
    advices = [
        latest_advice(ctx, casus_id).id
        for casus_id in demo_cases
        if told(ctx, casus_id)["geleerd"]
    ]
    shelf.deactivate(ctx.settings.data_dir, "voorbeeld")
    assert all(replay_advice(ctx, one).gelijk for one in advices)
    (ctx.settings.data_dir / "leren" / "modellen" / f"{model.id}.json").unlink()
    causes = {replay_advice(ctx, one).oorzaak for one in advices}
    assert Oorzaak.model in causes
    assert causes <= {Oorzaak.model, None}


def test_a_model_of_invented_data_never_orders_for_a_real_pupil(ctx, model, demo_cases):
    with ctx.store.unit_of_work() as uow:
        uow.session.execute(update(Casus).values(voorbeeld=False))
    for casus_id in demo_cases:
        order = told(ctx, casus_id)
        assert (order["geleerd"], order["waarom"]) == (False, "alleen_voorbeeld")


def test_a_broken_model_holds_no_advice_up(ctx, model, demo_cases):
    path = ctx.settings.data_dir / "leren" / "modellen" / f"{model.id}.json"
    path.write_text("{}")
    order = told(ctx, demo_cases[0])
    assert (order["geleerd"], order["waarom"]) == (False, "model_stuk")
    assert "beheerder" in order["zin"]


def test_the_stored_advice_has_the_form_of_the_contract(ctx, model, demo_cases):
    advise_case(ctx, demo_cases[0])
    with ctx.store.reading() as uow:
        for row in uow.session.query(Advies):
            assert "volgorde" not in row.uitkomst
