"""Every mapped class in one place, so that the metadata is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.advies import Advies
from models.antwoord import Antwoord
from models.audit import Audit
from models.besluit import Besluit
from models.casus import Casus, Casusnummer, Overgeslagen
from models.gebruiker import Gebruiker, Toegangslink
from models.gesprek import Bericht, Gesprek
from models.organisatie import Organisatie
from models.overleg import Agendapunt, Overleg
from models.postcode import Postcode
from models.taak import Stap, Taak
from models.voorstel import Voorstel
from models.voorziening import Capaciteit, Groep, School, Voorziening

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from models.base import Base

TABLES: tuple[type[Base], ...] = (
    Advies,
    Agendapunt,
    Antwoord,
    Audit,
    Bericht,
    Besluit,
    Capaciteit,
    Casus,
    Casusnummer,
    Gebruiker,
    Gesprek,
    Groep,
    Organisatie,
    Overgeslagen,
    Overleg,
    Postcode,
    School,
    Stap,
    Taak,
    Toegangslink,
    Voorstel,
    Voorziening,
)


def metadata() -> MetaData:
    """Return the metadata that holds every table of the record."""
    return TABLES[0].metadata
