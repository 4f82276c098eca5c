"""Count what runs: the rows, the bounds, the record and the replayed advices."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from assistant.casework.code_hash import code_hash
from assistant.casework.replay_advice import Oorzaak, replay_latest
from knowledge.load import DATA
from knowledge.routes import Aard
from knowledge.velden import Gevoeligheid
from knowledge.verantwoording import count_worked_cases
from models.advies import Advies
from models.audit import Audit
from models.besluit import Besluit
from models.casus import Casus
from models.inzageregel import Inzageregel
from models.tellen import HEEL_HET_REGISTER, Bereik, count_rows

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.casework.replay_advice import Herhaling
    from assistant.context import Context
    from knowledge.load import Knowledge

REPLAYED = 50
"""How many of the latest advices are given again when the documents are made."""
_SHORT = 12
"""Characters of a hash that people read."""


@dataclass(frozen=True)
class Telling:
    """The figures by id, and the replays behind two of them."""

    cijfers: dict[str, str]
    herhaald: tuple[Herhaling, ...]

    @property
    def onverklaard(self) -> int:
        """Return how many advices differ although nothing they rest on changed."""
        odd = (Oorzaak.onverklaard, Oorzaak.antwoorden)
        return sum(one.oorzaak in odd for one in self.herhaald)


def count(ctx: Context, kijker: Kijker | None = None) -> Telling:
    """Count everything that the documents name.

    Parameters
    ----------
    ctx
        The knowledge and the record.
    kijker
        For whom: what is counted of cases is of the organisation of this person.
        ``None``, or the owner of the machine, counts the whole record.
    """
    bereik = HEEL_HET_REGISTER
    if kijker is not None and not kijker.is_system:
        bereik = Bereik(kijker.organisatie_id)
    replays = replay_latest(ctx, REPLAYED, bereik)
    figures: dict[str, object] = {
        "versie": version("leerplek"),
        "code": code_hash()[:_SHORT],
        "kennis": ctx.knowledge.hash[:_SHORT],
        "stand": ctx.knowledge.stand.hash[:_SHORT],
        "herspeeld": len(replays),
        "herspeeld_gelijk": sum(one.gelijk for one in replays),
    }
    figures |= _of_knowledge(ctx.knowledge) | _of_record(ctx, bereik)
    return Telling({name: str(value) for name, value in figures.items()}, replays)


def _of_knowledge(knowledge: Knowledge) -> dict[str, object]:
    rows = [row for route in knowledge.routes.values() for row in route.criteria]
    told = [one for r in knowledge.routes.values() for one in r.informatie.values()]
    danger = knowledge.signalen.model
    kinds = [veld.gevoeligheid for veld in knowledge.velden.values()]
    return {
        "routes": len(knowledge.routes),
        "criteria": len(rows),
        "criteria_hard": sum(row.aard is Aard.hard for row in rows),
        "criteria_indicatie": sum(row.aard is Aard.indicatie for row in rows),
        "criteria_document": sum(row.aard is Aard.document for row in rows),
        "criteria_oordeel": sum(row.aard is Aard.oordeel for row in rows),
        "criteria_onzeker": sum(not row.zeker for row in rows),
        "gevallen": count_worked_cases(DATA),
        "informatie_onbekend": sum(one is None for one in told),
        "velden": len(knowledge.velden),
        "velden_gezondheid": kinds.count(Gevoeligheid.bijzonder_gezondheid),
        "velden_strafrecht": kinds.count(Gevoeligheid.strafrechtelijk),
        "bronnen": len(knowledge.bronnen),
        "stopregels": len(knowledge.veiligheid.stopregels),
        "gevaarvoorbeelden": 0 if danger is None else danger.voorbeelden,
        "leren_minstens": knowledge.leren.grenzen.minstens["afgelopen"],
        "regios": len(knowledge.regios),
    }


def _of_record(ctx: Context, bereik: Bereik) -> dict[str, object]:
    advised, decided = bereik.of(Advies), bereik.of(Besluit)
    stopped = Advies.uitkomst["stop"].as_boolean()
    learned = Advies.ontvangstbewijs["volgorde"]["geleerd"].as_boolean()
    changed = Besluit.wijkt_af.is_(True)
    with ctx.store.reading() as uow:
        session = uow.session
        return {
            "casussen": count_rows(session, Casus, *bereik.of(Casus)),
            "adviezen": count_rows(session, Advies, *advised),
            "adviezen_gestopt": count_rows(session, Advies, stopped, *advised),
            "adviezen_geleerd": count_rows(session, Advies, learned, *advised),
            "besluiten": count_rows(session, Besluit, *decided),
            "besluiten_anders": count_rows(session, Besluit, changed, *decided),
            "inzageregels": count_rows(session, Inzageregel, *bereik.of(Inzageregel)),
            "logregels": count_rows(session, Audit, *bereik.of(Audit)),
        }
