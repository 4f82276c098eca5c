"""One case in the hands of people who do anything in any order: the machine itself."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from assistant.casework.close_case import close_case
from assistant.casework.life_view import task_choices
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.reopen_case import reopen_case
from assistant.casework.tasks import finish_task
from assistant.context import Context
from assistant.errors import CaseworkError
from assistant.settings import Settings
from matching.errors import AnswerError
from models.antwoord import history
from models.casus import TRANSITIONS, Casus, CasusStatus
from models.errors import TransitionError
from models.overdracht import OverdrachtStand, handovers_of
from models.statuswissel import path_of
from models.store import open_store
from models.taak import open_taken
from tests.assistant.casework.region import make_region

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.kijker import Kijker
    from knowledge.load import Knowledge
    from models.overdracht import Overdracht

S = CasusStatus


REFUSALS = (CaseworkError, TransitionError, AnswerError)


STARTS = st.sampled_from([S.SIGNAAL, S.INTAKE, S.GEADVISEERD, S.BESLOTEN, S.NAZORG])


# What is right stands there more than once: with only wrong input nothing happens.
WHO = st.sampled_from(
    ["regisseur1"] * 4
    + ["zorg1"] * 3
    + ["regisseur2", "zorg2", "secretaris", "andere_regisseur"]
)


GOOD = "Het is goed besproken met ouders."


WHY = st.sampled_from([GOOD] * 5 + ["", "kort"])


DAY = date(2026, 9, 14)


def receives(person: Kijker, offer: Overdracht) -> bool:
    """Tell whether an offer waits for this person."""
    if offer.naar_gebruiker_id is not None:
        return person.gebruiker_id == offer.naar_gebruiker_id
    return person.organisatie_id == offer.naar_organisatie_id


class LifeOfACase(RuleBasedStateMachine):
    """What people do with one case, in any order and by anybody."""

    knowledge: Knowledge
    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "leerplek.db"
        shutil.copy(self.empty, path)
        url = f"sqlite:///{path}"
        clock = iter(range(10**6))

        def now() -> datetime:
            moment = datetime(2026, 9, 14, 8, tzinfo=UTC)
            return moment + timedelta(seconds=next(clock))

        self.ctx = Context(
            open_store(url),
            self.knowledge,
            Settings(data_dir=self.folder, database_url=url),
            peildatum=DAY,
            now=now,
        )
        self.regio = make_region(self.ctx)
        self.told: list[tuple[str, str]] = []
        self.answers = 0
        self.steps = 0
        self.meeting = plan_meeting(self.ctx, naam="Overleg", datum=DAY)
        self.case = ""

    def teardown(self) -> None:
        self.ctx.store.close()
        shutil.rmtree(self.folder)

    @initialize(status=STARTS)
    def begin(self, status: CasusStatus) -> None:
        self.case = self.regio.start(status)

    def attempt(self, step: Callable[[], object]) -> bool:
        """Take a step; a refusal is one clear sentence and changes nothing."""
        before = self.picture()
        try:
            step()
        except REFUSALS as error:
            assert str(error).endswith(".")
            assert self.picture() == before
            return False
        return True

    def picture(self) -> tuple[object, ...]:
        """Return what a refused step may not change."""
        with self.ctx.store.reading() as uow:
            casus = uow.session.get(Casus, self.case)
            assert casus is not None
            tasks = [(t.id, t.voor_id) for t in open_taken(uow.session, self.case)]
            return (
                casus.status,
                casus.uitkomst,
                casus.regisseur_id,
                casus.zorgcoordinator_id,
                casus.swv_id,
                casus.organisatie_id,
                len(path_of(uow.session, self.case)),
                len(history(uow.session, self.case)),
                tasks,
                [(o.id, o.stand) for o in handovers_of(uow.session, self.case)],
            )

    @property
    def status(self) -> CasusStatus:
        """Return where the case is now."""
        with self.ctx.store.reading() as uow:
            casus = uow.session.get(Casus, self.case)
            assert casus is not None
            return casus.status

    def person(self, naam: str) -> Kijker:
        return self.regio.mensen[naam]

    def fits(self, *statuses: CasusStatus) -> bool:
        """Mostly offer a step where it can be taken, and sometimes where it cannot."""
        return bool(self.case) and (self.steps % 5 == 0 or self.status in statuses)

    @rule(
        who=WHO,
        uitkomst=st.sampled_from(["opgelost_sbo"] * 3 + ["loopt", "gestopt_anders"]),
        reden=WHY,
        lapse=st.sampled_from([True, True, True, False]),
    )
    def close(self, who: str, uitkomst: str, reden: str, lapse: bool) -> None:
        tasks = {t.id for t in task_choices(self.ctx, self.case)} if lapse else set()
        person, urgent = self.person(who), self.urgent()
        done = self.attempt(
            lambda: close_case(
                self.ctx,
                self.case,
                person,
                uitkomst=uitkomst,
                reden=reden,
                vervallen=tasks,
            )
        )
        assert not (done and urgent)
        if done:
            assert task_choices(self.ctx, self.case) == ()

    def urgent(self) -> bool:
        return any(t.urgent for t in task_choices(self.ctx, self.case))

    @precondition(lambda self: self.fits(S.AFGESLOTEN))
    @rule(who=WHO, toelichting=WHY)
    def reopen(self, who: str, toelichting: str) -> None:
        before, person = self.status, self.person(who)
        done = self.attempt(
            lambda: reopen_case(
                self.ctx, self.case, person, reden="anders", toelichting=toelichting
            )
        )
        assert not done or before is S.AFGESLOTEN

    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        tasks = task_choices(self.ctx, self.case)
        if tasks:
            task = data.draw(st.sampled_from(tasks))
            self.attempt(
                lambda: finish_task(
                    self.ctx, task.id, door="Test", notitie="Is gedaan, met ouders."
                )
            )

    @rule()
    def finish_all(self) -> None:
        for task in task_choices(self.ctx, self.case):
            finish_task(self.ctx, task.id, door="Test", notitie=GOOD)

    # --- what always holds ----------------------------------------------------------

    @invariant()
    def count(self) -> None:
        self.steps += 1

    @invariant()
    def the_history_is_complete_and_only_grows(self) -> None:
        if not self.case:
            return
        with self.ctx.store.reading() as uow:
            casus = uow.session.get(Casus, self.case)
            assert casus is not None
            path = path_of(uow.session, self.case)
            answers = len(history(uow.session, self.case))
        assert path[0].van is None
        for earlier, later in itertools.pairwise(path):
            assert later.van is earlier.naar
            stops = S.GESTOPT in (later.van, later.naar)
            assert stops or later.naar in TRANSITIONS[earlier.naar]
        assert path[-1].naar is casus.status
        told = [(row.naar.value, row.op.isoformat()) for row in path]
        assert told[: len(self.told)] == self.told
        assert answers >= self.answers
        self.told, self.answers = told, answers

    @invariant()
    def a_status_says_what_goes_with_it(self) -> None:
        if not self.case:
            return
        with self.ctx.store.reading() as uow:
            casus = uow.session.get(Casus, self.case)
            assert casus is not None
            offers = handovers_of(uow.session, self.case)
            tasks = open_taken(uow.session, self.case)
        closed = casus.status is S.AFGESLOTEN
        assert closed is (casus.uitkomst is not None)
        assert closed is (casus.gesloten_op is not None)
        assert (casus.status is S.GESTOPT) is (casus.gestopt_vanuit is not None)
        waiting = [o for o in offers if o.stand is OverdrachtStand.AANGEBODEN]
        assert len({o.soort for o in waiting}) == len(waiting)
        # After the end only new danger still asks for somebody.
        assert not (closed and (waiting or any(not t.urgent for t in tasks)))
        # No task can land nowhere.
        assert all(t.voor_id or t.organisatie_id for t in tasks)
