"""Give a stored advice again from its receipt, and say what differs and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.casework.code_hash import code_hash
from assistant.casework.find import find_case
from assistant.casework.values import from_stored
from assistant.errors import NotFoundError
from assistant.leren.apply import ordered_by
from assistant.leren.errors import LearningError
from knowledge.errors import KnowledgeError
from knowledge.load import load_stand
from knowledge.stand import Stand
from matching.routes.advise import advise
from matching.routes.verschil import Verschil, differences
from models.advies import Advies, advices_of, newest_advices
from models.antwoord import history, latest_per_field
from models.herkomst import origin_of
from models.kennisstand import kept_files
from models.tellen import HEEL_HET_REGISTER, Bereik

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from assistant.context import Context
    from knowledge.load import Knowledge
    from matching.routes.model import Rangmodel
    from models.store import UnitOfWork


class Oorzaak(StrEnum):
    """Why a replay is not the stored advice."""

    code = "code"
    kennis = "kennis"
    model = "model"
    overdracht = "overdracht"
    antwoorden = "antwoorden"
    onverklaard = "onverklaard"


class Regelstand(StrEnum):
    """What is left of the rows that an advice rested on."""

    bewaard = "bewaard"
    ontbreekt = "ontbreekt"
    beschadigd = "beschadigd"
    onleesbaar = "onleesbaar"


@dataclass(frozen=True)
class Herhaling:
    """One advice, given again.

    ``verschillen`` compares with the rows of then; ``vandaag`` says what the rows of
    now would change, for the same answers on the same day.
    """

    advies: int
    casus: str
    op: datetime
    peildatum: date
    regels: Regelstand
    code_gelijk: bool | None
    gelijk: bool
    oorzaak: Oorzaak | None
    verschillen: tuple[Verschil, ...]
    vandaag: tuple[Verschil, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "advies": self.advies,
            "casus": self.casus,
            "op": self.op.isoformat(),
            "peildatum": self.peildatum.isoformat(),
            "gelijk": self.gelijk,
            "oorzaak": None if self.oorzaak is None else self.oorzaak.value,
            "regels": self.regels.value,
            "code_gelijk": self.code_gelijk,
            "verschillen": [one.as_dict() for one in self.verschillen],
            "vandaag": [one.as_dict() for one in self.vandaag],
        }


def replay_advice(ctx: Context, advies_id: int) -> Herhaling:
    """Give one advice again from its receipt.

    Raises
    ------
    NotFoundError
        When there is no such advice.
    """
    with ctx.store.reading() as uow:
        advies = uow.session.get(Advies, advies_id)
        if advies is None:
            msg = f"Advies {advies_id} bestaat niet. Het nummer staat bij het advies."
            raise NotFoundError(msg)
        return _Replay(ctx, uow).of(advies)


def replay_case(ctx: Context, casus_id: str) -> tuple[Herhaling, ...]:
    """Give every advice of a case again, oldest first.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        replay = _Replay(ctx, uow)
        return tuple(replay.of(row) for row in advices_of(uow.session, casus_id))


def replay_latest(
    ctx: Context, number: int, bereik: Bereik = HEEL_HET_REGISTER
) -> tuple[Herhaling, ...]:
    """Give the latest advices again, newest first.

    Parameters
    ----------
    ctx
        The surroundings.
    number
        How many at most.
    bereik
        Of which cases.
    """
    with ctx.store.reading() as uow:
        replay = _Replay(ctx, uow)
        rows = newest_advices(uow.session, number, *bereik.of(Advies))
        return tuple(replay.of(row) for row in rows)


class _Replay:
    """Replays within one transaction; each stand of the rows is read once."""

    def __init__(self, ctx: Context, uow: UnitOfWork) -> None:
        self._ctx = ctx
        self._uow = uow
        self._stands: dict[str, tuple[Regelstand, Knowledge]] = {}

    def of(self, advies: Advies) -> Herhaling:
        """Give one advice again and compare."""
        proof = advies.ontvangstbewijs
        stand, then = self._knowledge_then(proof)
        model, model_gone = self._model(proof)
        verschillen = differences(advies.uitkomst, _outcome(advies, then, model))
        vandaag = verschillen
        if then is not self._ctx.knowledge:
            vandaag = differences(
                advies.uitkomst, _outcome(advies, self._ctx.knowledge, model)
            )
        code = proof["code_hash"] == code_hash() if "code_hash" in proof else None
        cause = self._cause(advies, verschillen, stand, code)
        if cause not in (None, Oorzaak.antwoorden) and model_gone:
            cause = Oorzaak.model
        if cause is not None and self._came_along(advies):
            cause = Oorzaak.overdracht
        return Herhaling(
            advies=advies.id,
            casus=advies.casus_id,
            op=advies.op,
            peildatum=advies.peildatum,
            regels=stand,
            code_gelijk=code,
            gelijk=cause is None,
            oorzaak=cause,
            verschillen=verschillen,
            vandaag=vandaag,
        )

    def _cause(
        self,
        advies: Advies,
        verschillen: tuple[Verschil, ...],
        stand: Regelstand,
        code: bool | None,
    ) -> Oorzaak | None:
        if not self._answers_hold(advies):
            return Oorzaak.antwoorden
        if not verschillen:
            return None
        if stand is not Regelstand.bewaard:
            return Oorzaak.kennis
        return Oorzaak.onverklaard if code else Oorzaak.code

    def _model(self, proof: Mapping[str, Any]) -> tuple[Rangmodel | None, bool]:
        """Return the model that ordered an advice, and whether it is gone."""
        try:
            return ordered_by(self._ctx, proof), False
        except LearningError:
            return None, True

    def _came_along(self, advies: Advies) -> bool:
        """Tell whether an advice was given elsewhere: not every answer travels."""
        origin = origin_of(self._uow.session, advies.casus_id)
        return origin is not None and advies.op <= origin.ingelezen_op

    def _answers_hold(self, advies: Advies) -> bool:
        """Tell whether the receipt names the answers that stand in the record."""
        rows = history(self._uow.session, advies.casus_id)
        earlier = (row for row in rows if row.id <= advies.laatste_antwoord_id)
        stored = {veld: row.waarde for veld, row in latest_per_field(earlier).items()}
        return stored == dict(advies.ontvangstbewijs.get("antwoorden", stored))

    def _knowledge_then(self, proof: Mapping[str, Any]) -> tuple[Regelstand, Knowledge]:
        """Return the knowledge that gave an advice; that of now when it is gone."""
        now = self._ctx.knowledge
        name = proof.get("kennisstand")
        if name == now.stand.hash or proof.get("kennis_hash") == now.hash:
            return Regelstand.bewaard, now
        if name is None:
            return Regelstand.ontbreekt, now
        if name not in self._stands:
            self._stands[name] = self._kept(name, str(proof.get("kennis_hash")))
        return self._stands[name]

    def _kept(self, name: str, hash_: str) -> tuple[Regelstand, Knowledge]:
        now = self._ctx.knowledge
        files = kept_files(self._uow.session, name)
        if files is None:
            return Regelstand.ontbreekt, now
        stand = Stand(files)
        if stand.hash != name:
            return Regelstand.beschadigd, now
        try:
            return Regelstand.bewaard, load_stand(stand, hash_, now)
        except KnowledgeError:
            return Regelstand.onleesbaar, now


def _outcome(
    advies: Advies, knowledge: Knowledge, model: Rangmodel | None
) -> dict[str, Any]:
    """Advise with the answers, day, region and learned order of a receipt."""
    proof = advies.ontvangstbewijs
    antwoorden = {
        veld: from_stored(waarde, veld, knowledge)
        for veld, waarde in proof.get("antwoorden", {}).items()
    }
    regio = proof.get("regio")
    if regio not in knowledge.regios:
        # The region of then is gone: what differs then says so, route by route.
        regio = None
    return advise(antwoorden, knowledge, advies.peildatum, regio, model).as_dict()
