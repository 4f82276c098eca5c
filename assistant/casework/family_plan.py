"""The plan for a family: what now, what next, who does what, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.advise_case import latest_within
from assistant.casework.inzage import inzage_in
from assistant.casework.next_steps import next_steps, own_steps
from assistant.casework.plain_advice import PlainWords
from assistant.casework.values import from_stored
from assistant.errors import NotAllowedError
from knowledge.kalenderwoorden import tell_date
from matching.klokken import clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.plain_advice import Gegrond
    from assistant.casework.views import Contact, NextStepsView, StoredAdvice
    from assistant.context import Context
    from knowledge.gezinsplan import Gezinsstem
    from knowledge.velden import Veld

PARENT, PUPIL = "ouder", "leerling"


@dataclass(frozen=True)
class Planroute:
    """A place or kind of help: what it is, and why it is in the plan."""

    naam: str
    wat: str
    redenen: tuple[Gegrond, ...]


@dataclass(frozen=True)
class Plantaak:
    """What somebody does, and by when if there is a day for it."""

    wie: str
    wat: str
    uiterlijk: date | None = None


@dataclass(frozen=True)
class Plandag:
    """A day that matters, with where that stands."""

    datum: date
    zin: str
    bron: str


@dataclass(frozen=True)
class Planvraag:
    """What is not known yet; ``zelf`` when this reader can tell it."""

    vraag: str
    zelf: bool


@dataclass(frozen=True)
class FamilyPlan:
    """The plan as one parent or pupil reads it.

    Parameters
    ----------
    stem
        The words around it, in the voice of the reader.
    er_is_een_plan
        Whether there is an advice with a plan; else only ``van`` says something.
    van
        From which day it is, and whether something came after it.
    besluit
        What was decided since, if anything.
    nu, straks
        What can be now and after that; ``nog_nu`` and ``nog_straks`` count the others.
    veiligheid
        Whether the case is stopped because somebody must call first.
    """

    casus_id: str
    rol: str
    stem: Gezinsstem
    er_is_een_plan: bool
    van: tuple[str, ...]
    besluit: str | None
    contact: Contact
    veiligheid: bool
    nu: tuple[Planroute, ...] = ()
    nog_nu: int = 0
    straks: tuple[Planroute, ...] = ()
    nog_straks: int = 0
    tafel: Planroute | None = None
    taken: tuple[Plantaak, ...] = ()
    dagen: tuple[Plandag, ...] = ()
    zelf: tuple[Plantaak, ...] = ()
    vragen: tuple[Planvraag, ...] = ()


def family_plan(
    ctx: Context, kijker: Kijker, casus_id: str, rol: str | None = None
) -> FamilyPlan:
    """Return the plan of a case in the words of a parent or pupil.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who reads it; what this person may not see is not told.
    casus_id
        The case.
    rol
        In whose words, for a professional who hands it over.

    Raises
    ------
    NotFoundError
        When the case is not in sight.
    NotAllowedError
        When this reader may not see the advice.
    """
    voice = PUPIL if PUPIL in (rol, kijker.rol) else PARENT
    stem = ctx.knowledge.gezinsplan.stem(voice)
    with ctx.store.reading() as uow:
        sight = inzage_in(ctx, uow, kijker, casus_id)
        if not sight.heeft("advies"):
            raise NotAllowedError(stem.zinnen["niet_te_zien"])
        advies = latest_within(uow, casus_id)
    stand = next_steps(ctx, casus_id, voice)
    if advies is None or advies.stop or stand.veiligheid:
        return FamilyPlan(
            casus_id=casus_id,
            rol=voice,
            stem=stem,
            er_is_een_plan=False,
            van=(stem.zinnen["geen_plan"],),
            besluit=stand.besluit,
            contact=stand.contact,
            veiligheid=stand.veiligheid,
        )
    return _Writer(ctx, voice, sight, advies).write(stand)


class _Writer:
    """Writes one plan from a stored advice."""

    def __init__(
        self, ctx: Context, rol: str, sight: Inzage, advies: StoredAdvice
    ) -> None:
        self._ctx = ctx
        self._rol = rol
        self._sight = sight
        self._advies = advies
        self._words = PlainWords(ctx.knowledge, rol, sight)
        self._texts = ctx.knowledge.gezinsplan
        self._plan: Mapping[str, Any] = advies.uitkomst["plan"]
        self._rows = {row["route"]: row for row in advies.uitkomst["routes"]}

    def write(self, stand: NextStepsView) -> FamilyPlan:
        most = self._texts.eerste
        now, later = self._plan["nu"], self._plan["straks"]
        table = self._plan["tafel"]
        tables = self._routes([table] if table else [])
        return FamilyPlan(
            casus_id=stand.casus_id,
            rol=self._rol,
            stem=self._texts.stem(self._rol),
            er_is_een_plan=True,
            van=tuple(self._from_when(stand)),
            besluit=stand.besluit,
            contact=stand.contact,
            veiligheid=False,
            nu=self._routes(now[:most]),
            nog_nu=max(0, len(now) - most),
            straks=self._routes(later[:most]),
            nog_straks=max(0, len(later) - most),
            tafel=tables[0] if tables else None,
            taken=tuple(self._tasks(stand)),
            dagen=tuple(self._days()),
            zelf=tuple(
                Plantaak(one.wie, one.wat, one.uiterlijk)
                for one in own_steps(stand.stappen)[:most]
            ),
            vragen=tuple(self._questions()),
        )

    def _routes(self, names: Iterable[str]) -> tuple[Planroute, ...]:
        return tuple(
            Planroute(
                self._words.name(name),
                self._words.what(name),
                self._words.reasons(self._rows[name])[: self._texts.eerste],
            )
            for name in names
            if name in self._rows
        )

    def _from_when(self, stand: NextStepsView) -> Iterator[str]:
        sentences = self._texts.stem(self._rol).zinnen
        day = tell_date(self._advies.op.date())
        yield sentences["besluit" if stand.besluit else "plan_van"].format(dag=day)
        if self._advies.verouderd:
            yield sentences["oud"]

    def _tasks(self, stand: NextStepsView) -> Iterator[Plantaak]:
        """Give the steps of others first, they have a day; then the papers."""
        mine = own_steps(stand.stappen)
        others = [one for one in stand.stappen if one not in mine]
        for step in others[: self._texts.eerste]:
            yield Plantaak(step.wie, step.wat, step.uiterlijk)
        most = self._texts.eerste
        planned = [*self._plan["nu"][:most], *self._plan["straks"][:most]]
        papers = dict.fromkeys(
            paper
            for name in planned
            if name in self._rows
            for paper in self._words.papers(self._rows[name])
        )
        for what, who in papers:
            yield Plantaak(who, what)

    def _days(self) -> Iterator[Plandag]:
        """Give the days to come whose start this reader may see."""
        knowledge, today = self._ctx.knowledge, self._ctx.today()
        stored = self._advies.ontvangstbewijs.get("antwoorden", {})
        answers = {
            veld: from_stored(value, veld, knowledge)
            for veld, value in stored.items()
            if veld in knowledge.velden and self._sight.toont(veld)
        }
        for clock in clocks(answers, knowledge, today):
            sentence = self._texts.termijnen.get(clock.klok)
            if sentence is not None and clock.datum >= today:
                yield Plandag(clock.datum, sentence.voor(self._rol), clock.bron)

    def _questions(self) -> Iterator[Planvraag]:
        fields = self._ctx.knowledge.velden
        names = [
            name
            for name in self._advies.uitkomst["ontbrekend"]
            if name in fields
            and self._sight.toont(name)
            and self._rol not in fields[name].niet_tonen_aan
        ]
        for name in names[: self._texts.eerste]:
            own = self._rol in {one.value for one in fields[name].invullers}
            yield Planvraag(self._question(fields[name]), own)

    def _question(self, veld: Veld) -> str:
        """Ask a pupil nothing in words that were meant for professionals."""
        if self._rol == PUPIL and veld.vraag_leerling is None:
            return f"{veld.naam_voor(self._rol)}."
        return veld.vraag_voor(self._rol)
