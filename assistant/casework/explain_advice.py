"""Explain a stored advice to whom it concerns: what was done, with what, and why.

Source: AI Act, article 86 (clear and meaningful explanation of the role of the system
and the main elements).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.casework.advise_case import latest_within
from assistant.casework.inzage import inzage_in
from assistant.casework.plain_advice import Gegrond, PlainWords
from assistant.casework.tell_advice import deciding_criteria, short_reason
from assistant.casework.tell_answer import tell_answer
from assistant.casework.values import from_stored
from assistant.errors import NotAllowedError
from knowledge.kalenderwoorden import tell_date
from matching.routes.weigh import NIET_IN_REGIO
from models.besluit import latest_decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.views import StoredAdvice
    from assistant.context import Context
    from models.besluit import Besluit

_SHORT = 12
"""Characters of a hash that people read."""
_REASONS = (("indicatie", "voldoet"), ("hard", "voldoet"))
"""Which criteria tell a professional why a route is planned: kind and outcome."""
_FAMILY = ("ouder", "leerling")


Regel = tuple[str, tuple[Gegrond, ...]]
"""A name, and what is said of it with where that stands."""


@dataclass(frozen=True)
class Uitlegdeel:
    """A headed part: sentences, and lines with a name and what is said of it."""

    id: str
    kop: str
    zinnen: tuple[str, ...] = ()
    regels: tuple[Regel, ...] = ()


@dataclass(frozen=True)
class Adviesuitleg:
    """The explanation of one advice for one reader."""

    casus_id: str
    titel: str
    inleiding: tuple[str, ...]
    delen: tuple[Uitlegdeel, ...]


def explain_advice(ctx: Context, kijker: Kijker, casus_id: str) -> Adviesuitleg | None:
    """Return the explanation of the latest advice, or None when there is none.

    Raises
    ------
    NotFoundError
        When the case is not in sight.
    NotAllowedError
        When this reader may not see the advice.
    """
    with ctx.store.reading() as uow:
        sight = inzage_in(ctx, uow, kijker, casus_id)
        if not sight.heeft("advies"):
            msg = "Dit advies is voor u niet te zien. Vraag het de contactpersoon."
            raise NotAllowedError(msg)
        advies = latest_within(uow, casus_id)
        decided = latest_decision(uow.session, casus_id)
    if advies is None:
        return None
    shown = decided if sight.heeft("besluit") else None
    return _Explainer(ctx, kijker.rol, sight, advies).explain(shown)


class _Explainer:
    """Writes one explanation from a stored advice."""

    def __init__(
        self, ctx: Context, rol: str, sight: Inzage, advies: StoredAdvice
    ) -> None:
        self._ctx = ctx
        self._rol = rol
        self._sight = sight
        self._advies = advies
        self._regels = ctx.knowledge.verantwoording.uitleg
        self._tekst = self._regels.voor(rol)
        self._routes: list[Mapping[str, Any]] = list(advies.uitkomst["routes"])
        family = rol in _FAMILY
        self._plain = PlainWords(ctx.knowledge, rol, sight) if family else None

    def explain(self, besluit: Besluit | None) -> Adviesuitleg:
        parts = [
            self._part("rol", tuple(self._role())),
            self._part("mens", tuple(self._people(besluit))),
        ]
        if self._routes:
            parts += [self._plan(), self._used(), self._closed(), self._unknown()]
        parts.append(self._part("rechten", (self._zin("rechten"),)))
        parts.append(self._part("bewijs", (self._proof(),)))
        return Adviesuitleg(
            self._advies.casus_id,
            self._tekst.titel,
            self._tekst.inleiding,
            tuple(parts),
        )

    def _zin(self, name: str, **blanks: object) -> str:
        return self._tekst.zinnen[name].format(**blanks)

    def _part(
        self,
        name: str,
        sentences: tuple[str, ...],
        lines: Iterable[Regel] = (),
    ) -> Uitlegdeel:
        return Uitlegdeel(name, self._tekst.koppen[name], sentences, tuple(lines))

    def _role(self) -> Iterator[str]:
        if self._advies.uitkomst["stop"]:
            yield self._zin("stop", reden=self._advies.uitkomst["stopreden"])
            return
        day = tell_date(self._advies.peildatum)
        yield self._zin("rol", dag=day, routes=len(self._routes))
        order = self._advies.ontvangstbewijs.get("volgorde") or {}
        learned = order.get("geleerd")
        yield self._zin("volgorde_geleerd" if learned else "volgorde_regels")

    def _people(self, besluit: Besluit | None) -> Iterator[str]:
        yield self._zin("mens")
        if besluit is None:
            yield self._zin("niet_besloten")
        else:
            day = tell_date(besluit.op.date())
            yield self._zin("besloten", dag=day, wie=besluit.door_naam)

    def _planned(self) -> list[Mapping[str, Any]]:
        plan, most = self._advies.uitkomst["plan"], self._regels.eerste
        table = [plan["tafel"]] if plan["tafel"] else []
        names = dict.fromkeys([*plan["nu"][:most], *plan["straks"][:most], *table])
        by_name = {row["route"]: row for row in self._routes}
        return [by_name[name] for name in names if name in by_name]

    def _plan(self) -> Uitlegdeel:
        lines = [(self._name(row), self._why(row)) for row in self._planned()]
        return self._part("plan", (), lines)

    def _why(self, row: Mapping[str, Any]) -> tuple[Gegrond, ...]:
        if self._plain is not None:
            return self._plain.reasons(row)
        return tuple(_reasons(row))

    def _name(self, row: Mapping[str, Any]) -> str:
        if self._plain is not None:
            return self._plain.name(row["route"])
        route = self._ctx.knowledge.routes.get(row["route"])
        return str(row["route"]) if route is None else route.naam

    def _used(self) -> Uitlegdeel:
        given = self._advies.ontvangstbewijs.get("antwoorden", {})
        names = [name for name in self._fields() if name in given]
        seen = [name for name in names if self._sight.toont(name)]
        sentences = [self._zin("gebruikt", aantal=len(names))]
        if len(seen) < len(names):
            sentences.append(self._zin("weggelaten"))
        lines = [
            (self._field(one), (Gegrond(self._answer(one, given[one])),))
            for one in seen
        ]
        return self._part("gebruikt", tuple(sentences), lines)

    def _fields(self) -> Iterator[str]:
        """Give the fields that the criteria of the planned routes read, once each."""
        knowledge = self._ctx.knowledge
        found: dict[str, None] = {}
        for planned in self._planned():
            route = knowledge.routes.get(planned["route"])
            for row in () if route is None else route.criteria:
                for name in row.velden:
                    derived = knowledge.afgeleid.get(name)
                    found |= dict.fromkeys((name,) if derived is None else derived.van)
        yield from (name for name in knowledge.velden if name in found)

    def _field(self, name: str) -> str:
        return self._ctx.knowledge.velden[name].naam_voor(self._rol)

    def _question(self, name: str) -> str:
        return self._ctx.knowledge.velden[name].vraag_voor(self._rol)

    def _answer(self, name: str, value: object) -> str:
        knowledge = self._ctx.knowledge
        stored = from_stored(value, name, knowledge)
        return tell_answer(knowledge.velden[name], stored, self._rol)

    def _closed(self) -> Uitlegdeel:
        closed = [row for row in self._routes if row["status"] == "dicht"]
        if not closed:
            return self._part("dicht", (self._zin("geen_dicht"),))
        reasons: dict[str, tuple[str | None, list[str]]] = {}
        # That a route is not there says nothing of this pupil: it comes last.
        for row in sorted(closed, key=_is_elsewhere):
            why = self._closed_because(row)
            reasons.setdefault(why.zin, (why.bron, []))[1].append(self._name(row))
        lines = [
            (reason, (Gegrond(_listed(names, self._regels.namen), source),))
            for reason, (source, names) in islice(reasons.items(), self._regels.eerste)
        ]
        return self._part("dicht", (self._zin("dicht", aantal=len(closed)),), lines)

    def _closed_because(self, row: Mapping[str, Any]) -> Gegrond:
        if self._plain is not None:
            return self._plain.closed(row)
        first = next(deciding_criteria(row), None)
        return Gegrond(short_reason(row), None if first is None else first["bron"])

    def _unknown(self) -> Uitlegdeel:
        open_ = sum(row["status"] == "onbekend" for row in self._routes)
        missing = [
            name
            for name in self._advies.uitkomst["ontbrekend"]
            if name in self._ctx.knowledge.velden
        ][: self._regels.eerste]
        if not open_ or not missing:
            return self._part("onbekend", (self._zin("niets_onbekend"),))
        lines = [
            (self._field(name), (Gegrond(self._question(name)),)) for name in missing
        ]
        return self._part("onbekend", (self._zin("onbekend", aantal=open_),), lines)

    def _proof(self) -> str:
        proof = self._advies.ontvangstbewijs
        return self._zin(
            "bewijs",
            advies=self._advies.id,
            dag=tell_date(self._advies.op.date()),
            versie=proof.get("code_versie", ""),
            regels=str(proof.get("kennisstand") or proof.get("kennis_hash", ""))[
                :_SHORT
            ],
        )


def _is_elsewhere(row: Mapping[str, Any]) -> bool:
    """Tell whether a route is closed because the region has none."""
    return any(one["criterium"] == NIET_IN_REGIO for one in row["criteria"])


def _listed(names: list[str], most: int) -> str:
    """Name so many, and count the others."""
    more = len(names) - most
    told = "; ".join(dict.fromkeys(names[:most]))
    return f"{told} (en nog {more})" if more > 0 else told


def _reasons(row: Mapping[str, Any]) -> Iterator[Gegrond]:
    """Give the reasons for a route first, then the requirements that are met."""
    for aard, outcome in _REASONS:
        for one in row["criteria"]:
            if one["aard"] == aard and one["uitkomst"] == outcome:
                yield Gegrond(str(one["uitleg"]), one["bron"])
