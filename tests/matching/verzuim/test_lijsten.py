"""Who is on which list, why, and what comes next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.load import DATA
from knowledge.rapport import read_report
from matching.verzuim.lijsten import Beeld, Lijst, action_for, place_on_list
from matching.verzuim.outcome import Uitslag

RULES = read_report(DATA).lijsten
DAY = date(2026, 11, 22)
NO = Uitslag(geldt=False, sinds=None, uitleg="Geldt niet.")
YES = Uitslag(geldt=True, sinds=date(2026, 10, 1), uitleg="Geldt wel.", waarde=20)


def view(*, dordrecht=NO, zestien_uur=NO, vuijk=NO, weeks=(), **of) -> Beeld:
    told = dict.fromkeys(RULES.vroeg_definities, NO)
    told |= {"dordrecht": dordrecht, "zestien_uur": zestien_uur, "vuijk": vuijk}
    return Beeld(told, weeks, **of)


def placed(beeld: Beeld):
    return place_on_list(beeld, DAY, RULES)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("plan_werkt_met_opbouw", Lijst.VOLG),
        ("plan_nieuw", Lijst.VOLG),
        ("plan_zonder_opbouw", Lijst.ACTIE),
        ("terugval", Lijst.ACTIE),
        ("geen_plan", Lijst.ACTIE),
        (None, Lijst.ACTIE),
    ],
)
def test_the_plan_decides_between_volglijst_and_actielijst(plan, expected) -> None:
    told = placed(view(dordrecht=YES, plan=plan, plan_op=DAY))
    assert told.lijst is expected
    assert told.actie
    assert told.redenen[1] == "Geldt wel."


def test_a_new_plan_without_build_up_moves_to_the_actielijst_after_the_set_weeks() -> (
    None
):
    bound = timedelta(weeks=RULES.opbouw_weken)
    before = action_for("plan_nieuw", DAY - bound + timedelta(days=1), DAY, RULES)
    after = action_for("plan_nieuw", DAY - bound, DAY, RULES)
    assert (before.lijst, after.lijst) == ("volglijst", "actielijst")
    assert f"{RULES.opbouw_weken} weken oud" in after.reden


def test_twelve_of_sixteen_hours_is_near_and_less_is_not() -> None:
    near = Uitslag(geldt=False, sinds=None, uitleg="", waarde=12)
    far = Uitslag(geldt=False, sinds=None, uitleg="", waarde=11.5)
    assert placed(view(zestien_uur=near)).lijst is Lijst.VROEG
    assert placed(view(zestien_uur=near)).redenen[0].startswith("12 van de 16")
    assert placed(view(zestien_uur=far, weeks=(3, 3, 3, 2.5))).lijst is Lijst.PREVENTIEF


def test_growing_absence_is_an_early_sign() -> None:
    told = placed(view(weeks=(1, 1, 2, 2.5)))
    assert told.lijst is Lijst.VROEG
    assert "4,5 uren in de laatste 2 lesweken, 2 in de 2 ervoor" in told.redenen[0]


def test_who_reached_sixteen_hours_goes_before_who_is_near_or_grows() -> None:
    near = Uitslag(geldt=False, sinds=None, uitleg="", waarde=14)
    rows = [
        view(weeks=(0, 0, 1, 1)),
        view(zestien_uur=near),
        view(vuijk=YES),
        view(zestien_uur=YES),
    ]
    order = sorted(rows, key=lambda one: placed(one).drang)
    assert order == [rows[3], rows[1], rows[2], rows[0]]


def test_who_misses_nothing_is_on_no_list() -> None:
    assert placed(view(weeks=(0, 0, 0, 0))) is None
