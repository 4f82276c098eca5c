"""No order of steps brings a case where it should not be, or loses its history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import update

from assistant.casework.advance_case import advance_case
from assistant.casework.answer_handover import (
    accept_handover,
    refuse_handover,
    withdraw_handover,
)
from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.decide_placement import decide_placement
from assistant.casework.hand_over import offer_case
from assistant.casework.life_view import task_choices
from assistant.casework.look_after import record_look, record_start
from assistant.casework.meetings import put_on_agenda
from assistant.casework.move_pupil import move_pupil
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import lift_safety_stop, stop_for_safety
from models.errors import AppendOnlyError
from models.overdracht import OverdrachtStand, handovers_of
from models.statuswissel import Statuswissel, path_of
from tests.assistant.casework.life_machine import (
    DAY,
    WHO,
    WHY,
    LifeOfACase,
    S,
    receives,
)
from tests.assistant.casework.region import make_region

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.context import Context
    from knowledge.load import Knowledge


class Steps(LifeOfACase):
    """The steps on the path: answers, table, start, aftercare, stop and lift."""

    @rule(veld=st.sampled_from(["leerjaar", "gemeente_woonplaats"]))
    def answer(self, veld: str) -> None:
        closed = self.status is S.AFGESLOTEN
        done = self.attempt(
            lambda: record_answer(
                self.ctx, self.case, veld, "3", rol="zorgcoordinator", via="chat"
            )
        )
        assert done is not closed

    @precondition(lambda self: self.fits(S.SIGNAAL, S.INTAKE, S.HEROPEND, S.BEVESTIGD))
    @rule()
    def confirm(self) -> None:
        self.attempt(lambda: confirm_analysis(self.ctx, self.case, door="Test"))

    @precondition(lambda self: self.fits(S.GEADVISEERD, S.NAZORG))
    @rule()
    def table(self) -> None:
        self.attempt(lambda: put_on_agenda(self.ctx, self.meeting, self.case))

    @precondition(lambda self: self.fits(S.OP_TAFEL))
    @rule(who=WHO, reden=WHY)
    def decide(self, who: str, reden: str) -> None:
        actor = self.person(who).gebruiker_id or 0
        self.attempt(
            lambda: decide_placement(
                self.ctx,
                self.meeting,
                self.case,
                actor_id=actor,
                plek_id=None,
                akkoord=False,
                reden=reden,
            )
        )

    @precondition(lambda self: self.fits(S.SIGNAAL, S.HEROPEND, S.GESTART))
    @rule(to=st.sampled_from([s.value for s in S]))
    def advance(self, to: str) -> None:
        self.attempt(lambda: advance_case(self.ctx, self.case, to, door="Test"))

    @precondition(lambda self: self.fits(S.GEADVISEERD, S.BESLOTEN))
    @rule(who=WHO, reden=WHY, later=st.sampled_from([-30, -1, 0, 0, 2]))
    def start(self, who: str, reden: str, later: int) -> None:
        day, person = DAY + timedelta(days=later), self.person(who)
        self.attempt(
            lambda: record_start(self.ctx, self.case, person, op=day, reden=reden)
        )

    @precondition(lambda self: self.fits(S.GESTART, S.NAZORG))
    @rule(who=WHO, gaat=st.sampled_from(["ja", "ja", "deels", "nee", "x"]), notitie=WHY)
    def look(self, who: str, gaat: str, notitie: str) -> None:
        person = self.person(who)
        self.attempt(
            lambda: record_look(self.ctx, self.case, person, gaat=gaat, notitie=notitie)
        )

    @rule(often=st.integers(0, 4))
    def danger(self, often: int) -> None:
        if often:
            return
        before = self.status
        done = self.attempt(
            lambda: stop_for_safety(self.ctx, self.case, reden="gevaar", rol="ouder")
        )
        assert done
        assert self.status is (before if before is S.AFGESLOTEN else S.GESTOPT)
        assert self.urgent()

    @precondition(lambda self: self.fits(S.GESTOPT))
    @rule(who=WHO, reden=WHY)
    def lift(self, who: str, reden: str) -> None:
        before, person = self.status, self.person(who)
        done = self.attempt(
            lambda: lift_safety_stop(self.ctx, self.case, person, reden=reden)
        )
        if done:
            assert before is S.GESTOPT
            row = self.knowledge.leven.bevoegdheid("stop_opheffen")
            assert person.rol in row.rollen
            assert len(reden.split()) >= self.knowledge.leven.reden_min_woorden


class Hands(LifeOfACase):
    """The case changes hands: offered, accepted, refused, chosen, moved."""

    @rule(
        who=WHO,
        soort=st.sampled_from(["zorgcoordinator"] * 2 + ["regisseur"] * 3 + ["regio"]),
        naar=st.sampled_from(["zorg2", "regisseur1", "regisseur2", "ander"]),
        reden=st.sampled_from(["anders", "anders", "verhuisd"]),
        notitie=WHY,
        data=st.data(),
    )
    def offer(
        self,
        who: str,
        soort: str,
        naar: str,
        reden: str,
        notitie: str,
        data: st.DataObject,
    ) -> None:
        to = naar if naar == "ander" else str(self.person(naar).gebruiker_id)
        ids = [t.id for t in task_choices(self.ctx, self.case)]
        along = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
        person = self.person(who)
        self.attempt(
            lambda: offer_case(
                self.ctx,
                self.case,
                person,
                soort=soort,
                naar=to,
                reden=reden,
                notitie=notitie,
                taken=along,
            )
        )

    @rule(who=WHO, what=st.sampled_from(["accept", "refuse", "withdraw"]), reden=WHY)
    def answer_offer(self, who: str, what: str, reden: str) -> None:
        with self.ctx.store.reading() as uow:
            offers = handovers_of(uow.session, self.case)
        if not offers:
            return
        last = offers[-1]
        # Half of the time by who is asked, so that offers get an answer.
        asked = [p for p in self.regio.mensen.values() if receives(p, last)]
        person = asked[0] if asked and len(self.told) % 2 else self.person(who)
        steps: dict[str, Callable[[], object]] = {
            "accept": lambda: accept_handover(self.ctx, last.id, person),
            "refuse": lambda: refuse_handover(self.ctx, last.id, person, reden=reden),
            "withdraw": lambda: withdraw_handover(self.ctx, last.id, person),
        }
        done = self.attempt(steps[what])
        assert not done or last.stand is OverdrachtStand.AANGEBODEN

    @rule(who=st.sampled_from(["regisseur1", "regisseur2", "zorg1"]))
    def assign(self, who: str) -> None:
        to = self.person(who).gebruiker_id or 0
        self.attempt(lambda: assign_regisseur(self.ctx, self.case, to, door="Test"))

    @rule(who=WHO, school=st.sampled_from(["", "nieuw", "school"]), reden=WHY)
    def move(self, who: str, school: str, reden: str) -> None:
        person = self.person(who)
        self.attempt(
            lambda: move_pupil(
                self.ctx,
                self.case,
                person,
                gemeente="Gouda",
                school=school,
                reden=reden,
            )
        )


@pytest.mark.parametrize("machine", [Steps, Hands])
def test_no_order_of_steps_breaks_the_life_of_a_case(
    machine: type[LifeOfACase], knowledge: Knowledge, migrated_sqlite: Path
) -> None:
    LifeOfACase.knowledge = knowledge
    LifeOfACase.empty = migrated_sqlite
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_step_of_the_history_cannot_be_changed(
    knowledge: Knowledge, ctx: Context
) -> None:
    regio = make_region(ctx)
    case = regio.start()
    with pytest.raises(AppendOnlyError), ctx.store.unit_of_work() as uow:
        path_of(uow.session, case)[0].reden = "anders"
        uow.session.flush()
    with pytest.raises(AppendOnlyError), ctx.store.unit_of_work() as uow:
        uow.session.execute(update(Statuswissel).values(reden="anders"))
