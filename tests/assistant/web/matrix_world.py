"""Two regions with the same things in each, so that every role has own and foreign."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.record_answers import record_answers
from assistant.casework.sessions import open_session
from models.casus import Casus, CasusStatus
from models.casusgebeurtenis import Casusgebeurtenis
from models.convenant import Convenant, ConvenantPartij
from models.deling import Deling, Grond
from models.gebruiker import Rol
from models.gesprek import Gesprek
from models.invoer import Invoer
from models.overdracht import Overdracht, OverdrachtSoort
from models.samenafspraak import Samenafspraak, Samensoort
from models.taak import Taak
from models.toestemming import Toestemming
from models.vastlegging import Vastlegging, VastleggingSoort
from tests.assistant.casework.pupil import full_answers
from tests.assistant.casework.sight_world import (
    Case,
    Consent,
    Share,
    World,
    build_world,
    store_case,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from assistant.casework.kijker import Kijker
    from assistant.context import Context

WHERE = {
    "zorgcoordinator": "school-a1",
    "regisseur": "swv-a",
    "overleglid": "jeugdhulp-a",
    "secretaris": "swv-a",
    "gedragsdeskundige": "swv-a",
    "leerplichtambtenaar": "leerplicht-a",
    "aanbieder": "plek-a",
    "functionaris_gegevensbescherming": "swv-a",
    "beheerder": "swv-a",
}
FAMILY = {"ouder": "ouder1", "ouder_zonder_gezag": "ouder3", "leerling": "leerling"}
VIEWERS = (*WHERE, *FAMILY)
ABSENT = {
    "casus_id": "2020-9999",
    "gesprek_id": "bestaat-niet",
    "voorziening_id": "bestaat-niet",
    "groep_id": "bestaat-niet",
    "organisatie_id": "bestaat-niet",
}
"""An object that does not exist; elsewhere a number that is not in use."""
ABSENT_NUMBER = "999999"
COUNTS = ("gelezen", "nieuw", "aangevuld", "ongewijzigd", "geweigerd")


@dataclass(frozen=True)
class Region:
    """One thing of every kind, the family of its case, and the talk of each of them."""

    things: dict[str, str]
    family: dict[str, int]
    talks: dict[str, str]


@dataclass(frozen=True)
class Matrix:
    """The app, the record to start each request from, and who visits."""

    app: FastAPI
    ctx: Context
    path: Path
    snapshot: Path
    world: World
    own: Region
    foreign: Region
    tokens: dict[str, str]
    tasks: dict[str, str]

    def restore(self) -> None:
        """Put the record back as it was made."""
        self.ctx.store.close()
        for left in ("-wal", "-shm"):
            self.path.with_name(self.path.name + left).unlink(missing_ok=True)
        shutil.copy(self.snapshot, self.path)

    def kijker(self, viewer: str) -> Kijker | None:
        """Return a professional viewer, or None for the family."""
        if viewer in FAMILY:
            return None
        return self.world.viewer(WHERE[viewer], Rol(viewer))


def region(ctx: Context, world: World, name: str) -> Region:
    """Store one thing of every kind in region ``a`` or ``b``."""
    a = name == "a"
    school, swv = ("school-a1", "swv-a") if a else ("school-b", "swv-b")
    leerplicht, place = f"leerplicht-{name}", f"g-plek-{name}"
    casus_id, family = store_case(
        ctx,
        world,
        Case(
            organisatie=school,
            swv=swv,
            status=CasusStatus.INTAKE,
            agenda=(f"straks-{name}",),
            besluiten=(place,),
            delingen=(Share(leerplicht, Grond.TAAK),),
            toestemmingen=(Consent("ouder1", leerplicht, ("gewoon",)),),
        ),
    )
    _advise(ctx, casus_id, swv)
    second_id, _ = store_case(
        ctx, world, Case(organisatie=school, swv=swv, status=CasusStatus.INTAKE)
    )
    lead = world.viewer(swv, Rol.REGISSEUR)
    now, today = ctx.now(), ctx.today()
    with ctx.store.unit_of_work() as uow:
        session = uow.session
        agreement = Convenant(
            naam=f"Convenant {name} (voorbeeld)",
            doel="samen zoeken",
            grondslag="voorbeeld",
            van=today,
            categorieen=["gewoon"],
            door="Test",
            op=now,
            partijen=[ConvenantPartij(organisatie_id=one) for one in (swv, leerplicht)],
        )
        task = Taak(
            casus_id=casus_id,
            soort="terugbellen",
            tekst="Bel terug (voorbeeld)",
            voor_naam=lead.naam,
            voor_id=lead.gebruiker_id,
            organisatie_id=swv,
            uiterlijk=today + timedelta(days=2),
            op=now,
        )
        offer = Overdracht(
            casus_id=casus_id,
            soort=OverdrachtSoort.REGISSEUR,
            van_gebruiker_id=lead.gebruiker_id,
            naar_gebruiker_id=lead.gebruiker_id,
            aangeboden_op=now,
            aangeboden_door=lead.naam,
        )
        talk = Gesprek(
            id=f"gesprek-{name}",
            casus_id=casus_id,
            rol="zorgcoordinator",
            door="Test",
            aangemaakt_op=now,
        )
        brought = Invoer(
            soort="casussen",
            bestandsnaam="lijst.csv",
            organisatie_id=swv,
            aantallen=dict.fromkeys(COUNTS, 0),
            op=now,
        )
        own_talks = [
            Gesprek(
                id=f"gesprek-{name}-{viewer}",
                casus_id=casus_id,
                rol="leerling" if viewer == "leerling" else "ouder",
                gezinslid_id=family[member],
                aangemaakt_op=now,
            )
            for viewer, member in FAMILY.items()
        ]
        pin = Vastlegging(
            overleg_id=world.meetings[f"straks-{name}"],
            casus_id=casus_id,
            groep_id=place,
            soort=VastleggingSoort.VAST,
            reden="Zo afgesproken (voorbeeld)",
            door_id=lead.gebruiker_id,
            door_naam=lead.naam,
            op=now,
        )
        one, other = sorted((casus_id, second_id))
        couple = Samenafspraak(
            overleg_id=world.meetings[f"straks-{name}"],
            casus_id=one,
            ander_id=other,
            soort=Samensoort.NIET_SAMEN,
            reden="Zo afgesproken (voorbeeld)",
            door_id=lead.gebruiker_id,
            door_naam=lead.naam,
            op=now,
        )
        event = Casusgebeurtenis(
            casus_id=casus_id,
            soort="contact",
            datum=today,
            rol="regisseur",
            door=lead.naam,
            op=now,
        )
        rows = [agreement, task, offer, talk, brought, pin, couple, event]
        session.add_all([*rows, *own_talks])
        session.flush()
        sharing = session.query(Deling).filter_by(casus_id=casus_id).one()
        consent = session.query(Toestemming).filter_by(casus_id=casus_id).one()
        member = world.viewer(swv, Rol.GEDRAGSDESKUNDIGE)
        things = {
            "casus_id": casus_id,
            "gesprek_id": talk.id,
            "deling_id": str(sharing.id),
            "toestemming_id": str(consent.id),
            "gezinslid_id": str(family["ouder1"]),
            "overdracht_id": str(offer.id),
            "taak_id": str(task.id),
            "overleg_id": str(world.meetings[f"straks-{name}"]),
            "voorziening_id": f"v-plek-{name}",
            "groep_id": place,
            "convenant_id": str(agreement.id),
            "gebruiker_id": str(member.gebruiker_id),
            "aanstelling_id": str(member.aanstelling_id),
            "organisatie_id": swv,
            "invoer_id": str(brought.id),
            "vastlegging_id": str(pin.id),
            "afspraak_id": str(couple.id),
            "gebeurtenis_id": str(event.id),
        }
        talks = {viewer: one.id for viewer, one in zip(FAMILY, own_talks, strict=True)}
    return Region(things, family, talks)


def _advise(ctx: Context, casus_id: str, swv: str) -> None:
    """Give a case all answers and an advice; then it is decided."""
    answers = full_answers(ctx.today())
    del answers["leeftijd"]  # the month of birth is known
    record_answers(
        ctx,
        casus_id,
        answers,
        rol="zorgcoordinator",
        via="formulier",
    )
    confirm_analysis(ctx, casus_id, door="Test")
    with ctx.store.unit_of_work() as uow:
        casus = uow.session.get(Casus, casus_id)
        assert casus is not None
        casus.status = CasusStatus.BESLOTEN
        casus.swv_id = swv  # the answers alone would say vo


def tasks_for_everybody(ctx: Context, world: World, casus_id: str) -> dict[str, str]:
    """Store a task for every professional viewer and return its id per viewer."""
    made = {}
    with ctx.store.unit_of_work() as uow:
        for viewer, party in WHERE.items():
            kijker = world.viewer(party, Rol(viewer))
            row = Taak(
                casus_id=casus_id,
                soort="terugbellen",
                tekst="Bel terug (voorbeeld)",
                voor_naam=kijker.naam,
                voor_id=kijker.gebruiker_id,
                organisatie_id=party,
                uiterlijk=ctx.today() + timedelta(days=2),
                op=ctx.now(),
            )
            uow.session.add(row)
            uow.session.flush()
            made[viewer] = str(row.id)
    return made


def make_matrix(ctx: Context, app: FastAPI, path: Path, snapshot: Path) -> Matrix:
    """Fill the record of an app with two regions and let everybody sign in."""
    world = build_world(ctx)
    own, foreign = region(ctx, world, "a"), region(ctx, world, "b")
    tokens = {
        viewer: open_session(
            ctx,
            via="test",
            aanstelling_id=world.viewer(party, Rol(viewer)).aanstelling_id,
        )
        for viewer, party in WHERE.items()
    }
    tokens |= {
        viewer: open_session(ctx, via="test", gezinslid_id=own.family[name])
        for viewer, name in FAMILY.items()
    }
    tasks = tasks_for_everybody(ctx, world, own.things["casus_id"])
    ctx.store.close()
    shutil.copy(path, snapshot)
    return Matrix(app, ctx, path, snapshot, world, own, foreign, tokens, tasks)
