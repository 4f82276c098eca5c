"""The whole line on the real DUO schools, from import to the parents' next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.casework.cases import case_view
from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.decide_placement import decide_placement
from assistant.casework.import_postcodes import import_postcodes
from assistant.casework.import_schools import import_school_files
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import put_on_agenda
from assistant.casework.next_question import skip_question, stand_van_vragen
from assistant.casework.next_steps import next_steps
from assistant.casework.propose_placements import propose_placements
from assistant.casework.record_answers import record_answer
from assistant.casework.start_case import start_case
from models.voorziening import all_schools
from tests.assistant.casework.places import NewProvision, add_provision

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.casework.views import UserView
    from assistant.context import Context

PO_FILE = "duo_sbo_so_vso_2026_uittreksel.csv"
VO_FILE = "duo_vo_2026_uittreksel.csv"


@pytest.fixture
def imported(ctx: Context, shared_dir: Path) -> Context:
    """Return a context with the real schools and PC4 table."""
    data = shared_dir / "data"
    import_postcodes(ctx, data / "pc4_samengesteld.csv")
    import_school_files(ctx, [data / PO_FILE, data / VO_FILE])
    return ctx


def test_the_real_files_are_read_whole(imported: Context) -> None:
    with imported.store.reading() as uow:
        schools = all_schools(uow.session)
    assert len(schools) == 36
    assert schools["00MU10"].naam == "De Lytse Wâlden"
    assert schools["16QX01"].clusters == ["3", "4"]
    assert schools["18BR00"].soort == "vo"
    without = [one.id for one in schools.values() if not one.swv_vo]
    assert len(without) <= 2


def test_reading_them_again_changes_nothing(
    imported: Context, shared_dir: Path
) -> None:
    data = shared_dir / "data"
    for report in import_school_files(imported, [data / PO_FILE, data / VO_FILE]):
        assert (report.nieuw, report.gewijzigd) == (0, 0)
    again = import_postcodes(imported, data / "pc4_samengesteld.csv")
    assert (again.nieuw, again.gewijzigd) == (0, 0)
    assert again.ongewijzigd == 4131


def test_a_pupil_gets_from_the_first_question_to_a_place_on_a_real_school(
    imported: Context, answers: dict[str, object], overleglid: UserView
) -> None:
    ctx = imported
    for school_id, seats in (("23HU10", 1), ("06SV00", 3)):
        school = NewProvision(
            id=f"vso-{school_id.lower()}",
            naam=f"VSO {school_id}",
            route="tlv_vso",
            sectoren=("vo", "vso"),
            leeftijd_min=12,
            leeftijd_max=20,
            plaatsen=seats,
            school_id=school_id,
            past_bij=("autisme_kenmerken",),
        )
        add_provision(ctx, school, door="Test")
    here = answers | {"postcode4": "1328", "gemeente_woonplaats": "Almere"}
    casus_id = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
    say = {"rol": "zorgcoordinator", "via": "chat"}
    while (veld := stand_van_vragen(ctx, casus_id, verder=True).volgende) is not None:
        if veld.id in here:
            record_answer(ctx, casus_id, veld.id, here[veld.id], **say)
        else:
            skip_question(ctx, casus_id, veld.id)
    confirm_analysis(ctx, casus_id, door="Test Zorg")
    meeting = plan_meeting(ctx, naam="Overleg", datum=ctx.today())
    put_on_agenda(ctx, meeting, casus_id)

    proposal = propose_placements(ctx, meeting, seed=1)
    assert proposal.geldig
    (placed,) = proposal.plaatsingen
    # The school in Almere, round the corner, and not the one in Assen.
    assert placed.plek_id == "vso-23hu10"
    assert placed.reistijd_min is not None and placed.reistijd_min < 15

    decide_placement(
        ctx,
        meeting,
        casus_id,
        actor_id=overleglid.id,
        plek_id=None,
        akkoord=True,
        reden="",
    )
    assert case_view(ctx, casus_id, SYSTEEM).status == "besloten"
    steps = next_steps(ctx, casus_id)
    assert steps.besluit is not None and "VSO 23HU10" in steps.besluit
    assert all(step.uiterlijk for step in steps.stappen[:4])
