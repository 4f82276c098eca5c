"""A small invented region for the tests of sight: parties, cases and viewers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.inzage import require_case
from assistant.casework.kijker import Kijker
from assistant.errors import NotFoundError
from models.antwoord import Antwoord, Via
from models.besluit import Besluit
from models.casus import Casus, CasusStatus, take_number
from models.convenant import Convenant, ConvenantPartij
from models.deling import Deling, Grond
from models.gebruiker import Aanstelling, Gebruiker, Rol
from models.gezinslid import Gezinslid, GezinslidSoort
from models.organisatie import Organisatie, OrganisatieSoort
from models.overleg import Agendapunt, Overleg
from models.toestemming import Toestemming
from models.voorziening import Groep, Voorziening

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import UnitOfWork

S = OrganisatieSoort
PARTIES: dict[str, tuple[OrganisatieSoort, str, str | None]] = {
    "swv-a": (S.SAMENWERKINGSVERBAND_VO, "a", None),
    "swv-b": (S.SAMENWERKINGSVERBAND_PO, "b", None),
    "bestuur-a": (S.SCHOOLBESTUUR, "a", None),
    "school-a1": (S.SCHOOL, "a", "bestuur-a"),
    "school-a2": (S.SCHOOL, "a", None),
    "school-b": (S.SCHOOL, "b", None),
    "leerplicht-a": (S.LEERPLICHT, "a", None),
    "leerplicht-b": (S.LEERPLICHT, "b", None),
    "jeugdhulp-a": (S.JEUGDHULP, "a", None),
    "ggz-a": (S.GGZ, "a", None),
    "jgz-a": (S.JEUGDGEZONDHEIDSZORG, "a", None),
    "gemeente-a": (S.GEMEENTE, "a", None),
    "plek-a": (S.AANBIEDER, "a", None),
    "plek-b": (S.AANBIEDER, "b", None),
}
HEALTH = "bijzonder_gezondheid"
REGION = {"a": "voorbeeld", "b": None}
"""A region that knowledge knows, and none."""
PROFESSIONALS = tuple(rol for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING))


@dataclass(frozen=True)
class World:
    """The viewers per organisation and role, and the ids that cases may use."""

    viewers: dict[tuple[str, Rol], Kijker]
    meetings: dict[str, int]
    convenants: dict[str, int]

    def viewer(self, organisatie: str, rol: Rol) -> Kijker:
        """Return somebody with a role at an organisation."""
        return self.viewers[organisatie, rol]


def build_world(ctx: Context) -> World:
    """Store the parties, one person per role at each, places, meetings, agreements."""
    with ctx.store.unit_of_work() as uow:
        _parties(uow)
        viewers = _people(ctx, uow)
        for name in ("plek-a", "plek-b"):
            uow.session.add(
                Voorziening(
                    id=f"v-{name}", naam=name, route="gastschool", organisatie_id=name
                )
            )
            uow.session.flush()
            uow.session.add(
                Groep(id=f"g-{name}", voorziening_id=f"v-{name}", naam="een")
            )
        meetings = _meetings(ctx, uow)
        convenants = _convenants(ctx, uow)
    return World(viewers, meetings, convenants)


def _parties(uow: UnitOfWork) -> None:
    for name, (soort, regio, ouder) in PARTIES.items():
        uow.session.add(
            Organisatie(
                id=name, naam=name, soort=soort, regio=REGION[regio], ouder_id=ouder
            )
        )
        uow.session.flush()


def _people(ctx: Context, uow: UnitOfWork) -> dict[tuple[str, Rol], Kijker]:
    viewers = {}
    for name, (soort, _, _) in PARTIES.items():
        for rol in PROFESSIONALS:
            person = Gebruiker(naam=f"{name} {rol}", aangemaakt_op=ctx.now())
            uow.session.add(person)
            uow.session.flush()
            role = Aanstelling(
                gebruiker_id=person.id, organisatie_id=name, rol=rol, van=ctx.today()
            )
            uow.session.add(role)
            uow.session.flush()
            viewers[name, rol] = Kijker(
                rol=rol.value,
                naam=person.naam,
                gebruiker_id=person.id,
                aanstelling_id=role.id,
                organisatie_id=name,
                organisatie_soort=soort.value,
            )
    return viewers


def _meetings(ctx: Context, uow: UnitOfWork) -> dict[str, int]:
    days = {"straks": 7, "pas": -30, "lang": -200}
    made = {}
    for regio in ("a", "b"):
        for name, offset in days.items():
            row = Overleg(
                naam=name,
                datum=ctx.today() + timedelta(days=offset),
                regio=REGION[regio],
            )
            uow.session.add(row)
            uow.session.flush()
            made[f"{name}-{regio}"] = row.id
    return made


def _convenants(ctx: Context, uow: UnitOfWork) -> dict[str, int]:
    today = ctx.today()
    terms = {
        "geldt": (today, None),
        "laatste_dag": (today - timedelta(days=9), today),
        "verlopen": (today - timedelta(days=9), today - timedelta(days=1)),
        "straks": (today + timedelta(days=1), None),
    }
    made = {}
    for name, (van, tot) in terms.items():
        row = Convenant(
            naam=name,
            doel="samen zoeken",
            grondslag="voorbeeld",
            van=van,
            tot=tot,
            categorieen=["gewoon", "naam", "bijzonder_gezondheid"],
            door="Test",
            op=ctx.now(),
            partijen=[
                ConvenantPartij(organisatie_id=one)
                for one in ("swv-a", "leerplicht-a", "jeugdhulp-a")
            ],
        )
        uow.session.add(row)
        uow.session.flush()
        made[name] = row.id
    return made


@dataclass(frozen=True)
class Share:
    """A sharing to store: with whom, on which ground and in which state."""

    organisatie: str
    grond: Grond
    stand: str = "loopt"
    convenant: str = "geldt"


@dataclass(frozen=True)
class Consent:
    """Consent to store: whose, for whom, what and in which state."""

    wie: str
    organisatie: str | None
    wat: tuple[str, ...]
    stand: str = "loopt"


@dataclass(frozen=True)
class Case:
    """A case to store; ``gezin`` lists (name, kind, authority)."""

    organisatie: str | None = "school-a1"
    swv: str | None = "swv-a"
    status: CasusStatus = CasusStatus.GEADVISEERD
    leeftijd: int | None = 12
    agenda: tuple[str, ...] = ()
    besluiten: tuple[str | None, ...] = ()
    delingen: tuple[Share, ...] = ()
    toestemmingen: tuple[Consent, ...] = ()
    gezin: tuple[tuple[str, str, bool | None], ...] = (
        ("ouder1", "ouder", True),
        ("ouder2", "ouder", True),
        ("ouder3", "ouder", False),
        ("leerling", "leerling", None),
    )


def term(today: date, stand: str) -> tuple[date, date | None]:
    """Return the first and last day that go with a state."""
    return {
        "loopt": (today, None),
        "laatste_dag": (today - timedelta(days=9), today),
        "verlopen": (today - timedelta(days=9), today - timedelta(days=1)),
        "straks": (today + timedelta(days=1), None),
        "beeindigd": (today - timedelta(days=9), None),
        "ingetrokken": (today, None),
    }[stand]


def store_case(ctx: Context, world: World, case: Case) -> tuple[str, dict[str, int]]:
    """Store a case and return its number and the ids of the family by name."""
    now, today = ctx.now(), ctx.today()
    with ctx.store.unit_of_work() as uow:
        casus_id = take_number(uow.session, today.year)
        uow.session.add(
            Casus(
                id=casus_id,
                status=case.status,
                organisatie_id=case.organisatie,
                swv_id=case.swv,
                rol="zorgcoordinator",
                aangemaakt_op=now,
            )
        )
        uow.session.flush()
        if case.leeftijd is not None:
            born = f"{today.year - case.leeftijd}-{today.month:02d}"
            uow.session.add(
                Antwoord(
                    casus_id=casus_id,
                    veld="geboortemaand",
                    waarde=born,
                    rol="zorgcoordinator",
                    via=Via.FORMULIER,
                    op=now,
                )
            )
        family = _family(ctx, uow, casus_id, case)
        for place, name in enumerate(case.agenda):
            uow.session.add(
                Agendapunt(
                    overleg_id=world.meetings[name], casus_id=casus_id, volgorde=place
                )
            )
        _decisions(ctx, uow, world, casus_id, case)
        _grounds(ctx, uow, world, casus_id, case, family)
    return casus_id, family


def _family(ctx: Context, uow: UnitOfWork, casus_id: str, case: Case) -> dict[str, int]:
    found = {}
    for number, (name, soort, gezag) in enumerate(case.gezin, start=1):
        row = Gezinslid(
            casus_id=casus_id,
            soort=GezinslidSoort(soort),
            gezag=gezag,
            volgnummer=number,
            aangemaakt_op=ctx.now(),
        )
        uow.session.add(row)
        uow.session.flush()
        found[name] = row.id
    return found


def _decisions(
    ctx: Context, uow: UnitOfWork, world: World, casus_id: str, case: Case
) -> None:
    decider = world.viewer("swv-a", Rol.OVERLEGLID)
    for place in case.besluiten:
        uow.session.add(
            Besluit(
                overleg_id=world.meetings["straks-a"],
                casus_id=casus_id,
                groep_id=place,
                akkoord=True,
                wijkt_af=False,
                reden="voorbeeld",
                door_id=decider.gebruiker_id,
                door_naam=decider.naam,
                op=ctx.now(),
            )
        )
        uow.session.flush()


def _grounds(
    ctx: Context,
    uow: UnitOfWork,
    world: World,
    casus_id: str,
    case: Case,
    family: dict[str, int],
) -> None:
    for share in case.delingen:
        van, tot = term(ctx.today(), share.stand)
        by_agreement = share.grond is Grond.CONVENANT
        uow.session.add(
            Deling(
                casus_id=casus_id,
                organisatie_id=share.organisatie,
                grond=share.grond,
                convenant_id=world.convenants[share.convenant]
                if by_agreement
                else None,
                doel="voorbeeld",
                van=van,
                tot=tot,
                door="Test",
                op=ctx.now(),
                beeindigd_op=ctx.now() if share.stand == "beeindigd" else None,
            )
        )
    for consent in case.toestemmingen:
        _, tot = term(ctx.today(), consent.stand)
        uow.session.add(
            Toestemming(
                casus_id=casus_id,
                gezinslid_id=family[consent.wie],
                organisatie_id=consent.organisatie,
                categorieen=list(consent.wat),
                hoe="schriftelijk",
                gegeven_op=ctx.now(),
                tot=tot,
                ingetrokken_op=ctx.now() if consent.stand == "ingetrokken" else None,
                door="Test",
            )
        )


def family_viewer(casus_id: str, family: dict[str, int], name: str) -> Kijker:
    """Return a member of a family as a viewer."""
    pupil = name == "leerling"
    return Kijker(
        rol=Rol.LEERLING.value if pupil else Rol.OUDER.value,
        naam=name,
        gezinslid_id=family[name],
        casus_id=casus_id,
        gezag=None if pupil else name != "ouder3",
    )


def sees(ctx: Context, kijker: Kijker, casus_id: str) -> bool:
    """Tell whether somebody may see a case at all."""
    try:
        require_case(ctx, kijker, casus_id)
    except NotFoundError:
        return False
    return True
