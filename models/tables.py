"""Every mapped class in one place, so that the metadata is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.aanmeldpoging import Aanmeldpoging, Aanmeldverzoek
from models.advies import Advies
from models.antwoord import Antwoord
from models.audit import Audit
from models.bedrag import Bedrag
from models.besluit import Besluit
from models.casus import Casus, Casusnummer, Overgeslagen
from models.casusgebeurtenis import Casusgebeurtenis
from models.casusregel import Casusklok, Casusregel
from models.convenant import Convenant, ConvenantPartij
from models.deling import Deling
from models.gebruiker import Aanstelling, Gebruiker
from models.gesprek import Bericht, Gesprek
from models.gezinslid import Gezinslid
from models.herkomst import EerderBesluit, Herkomst
from models.inlog import ExterneIdentiteit, Inlog, Toegangslink
from models.invoer import Invoer, Invoervoorbeeld
from models.inzageregel import Inzageregel
from models.kennisstand import Kennisbestand, Kennisstand
from models.naam import Naam, Naamzoek
from models.organisatie import Organisatie
from models.overdracht import Overdracht
from models.overleg import Agendapunt, Deelnemer, Overleg
from models.postcode import Postcode
from models.samenafspraak import Samenafspraak
from models.schooljaarstap import Schooljaarstap
from models.sessie import Sessie
from models.statuswissel import Statuswissel
from models.taak import Stap, Taak, Taakregel
from models.toestemming import Toestemming
from models.vastlegging import Vastlegging
from models.verplichting import Verplichting
from models.verwantschap import Verwantschap
from models.verwijzing import Verwijzing
from models.verzuim import Verzuimdag, Verzuimleerling, Verzuimmelding
from models.verzuiminvoer import Verzuiminvoer
from models.verzuimperiode import Verzuimperiode, Verzuimrooster
from models.voorstel import Voorstel
from models.voorziening import Capaciteit, Groep, School, Voorziening
from models.wens import Reistijdopgave, Wens

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from models.base import Base

TABLES: tuple[type[Base], ...] = (
    Aanstelling,
    Aanmeldpoging,
    Aanmeldverzoek,
    Advies,
    Agendapunt,
    Antwoord,
    Audit,
    Bedrag,
    Bericht,
    Besluit,
    Capaciteit,
    Casus,
    Casusgebeurtenis,
    Casusklok,
    Casusnummer,
    Casusregel,
    Convenant,
    ConvenantPartij,
    Deelnemer,
    Deling,
    ExterneIdentiteit,
    Gebruiker,
    Gesprek,
    Gezinslid,
    Herkomst,
    EerderBesluit,
    Groep,
    Inlog,
    Invoer,
    Invoervoorbeeld,
    Inzageregel,
    Kennisbestand,
    Kennisstand,
    Naam,
    Naamzoek,
    Organisatie,
    Overdracht,
    Overgeslagen,
    Overleg,
    Postcode,
    Reistijdopgave,
    Samenafspraak,
    School,
    Schooljaarstap,
    Sessie,
    Stap,
    Statuswissel,
    Taak,
    Taakregel,
    Toegangslink,
    Toestemming,
    Verplichting,
    Verwantschap,
    Verwijzing,
    Verzuimdag,
    Verzuiminvoer,
    Verzuimleerling,
    Verzuimmelding,
    Verzuimperiode,
    Verzuimrooster,
    Vastlegging,
    Voorstel,
    Voorziening,
    Wens,
)


def metadata() -> MetaData:
    """Return the metadata that holds every table of the record."""
    return TABLES[0].metadata
