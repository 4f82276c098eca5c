"""A small invented region for tests: parties, people in roles, a case with an owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.kijker import Kijker
from assistant.casework.people import create_user
from assistant.casework.statuses import first_status
from models.casus import Casus, CasusStatus, take_number
from models.organisatie import Organisatie, OrganisatieSoort

if TYPE_CHECKING:
    from assistant.context import Context

VO = OrganisatieSoort.SAMENWERKINGSVERBAND_VO
PARTIES = (
    ("swv", "Samenwerkingsverband (voorbeeld)", VO, ["Dordrecht"]),
    ("ander", "Ander verband (voorbeeld)", VO, ["Gouda"]),
    ("school", "Voorbeeldschool", OrganisatieSoort.SCHOOL, []),
    ("nieuw", "Nieuwe school (voorbeeld)", OrganisatieSoort.SCHOOL, []),
)
PEOPLE = (
    ("zorg1", "zorgcoordinator", "school"),
    ("zorg2", "zorgcoordinator", "school"),
    ("nieuwe_zorg", "zorgcoordinator", "nieuw"),
    ("regisseur1", "regisseur", "swv"),
    ("regisseur2", "regisseur", "swv"),
    ("secretaris", "secretaris", "swv"),
    ("andere_regisseur", "regisseur", "ander"),
)


@dataclass(frozen=True)
class Region:
    """The people of the region as viewers, by name."""

    ctx: Context
    mensen: dict[str, Kijker]

    def __getattr__(self, naam: str) -> Kijker:
        """Return a person as a viewer."""
        return self.mensen[naam]

    def start(self, status: CasusStatus = CasusStatus.INTAKE) -> str:
        """Start a case of the school, with its first people."""
        with self.ctx.store.unit_of_work() as uow:
            casus = Casus(
                id=take_number(uow.session, self.ctx.today().year),
                status=status,
                organisatie_id="school",
                swv_id="swv",
                swv_handmatig=True,
                zorgcoordinator_id=self.zorg1.gebruiker_id,
                regisseur_id=self.regisseur1.gebruiker_id,
                rol="zorgcoordinator",
                door=self.zorg1.naam,
                aangemaakt_op=self.ctx.now(),
            )
            uow.session.add(casus)
            uow.session.flush()
            first_status(self.ctx, uow, casus, door=self.zorg1.naam)
            return casus.id


def make_region(ctx: Context) -> Region:
    """Add the parties and the people to an empty record."""
    with ctx.store.unit_of_work() as uow:
        for party_id, naam, soort, gemeenten in PARTIES:
            uow.session.add(
                Organisatie(id=party_id, naam=naam, soort=soort, gemeenten=gemeenten)
            )
    return Region(ctx, {row[0]: _viewer(ctx, *row) for row in PEOPLE})


def _viewer(ctx: Context, name: str, rol: str, party: str) -> Kijker:
    naam = f"{name.replace('_', ' ').capitalize()} (voorbeeld)"
    user = create_user(ctx, naam=naam, rol=rol, organisatie=party)
    soort = next(row[2] for row in PARTIES if row[0] == party)
    return Kijker(
        rol=rol,
        naam=naam,
        gebruiker_id=user.id,
        organisatie_id=party,
        organisatie_soort=soort.value,
    )
