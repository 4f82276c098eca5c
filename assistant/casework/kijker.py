"""Kijker: the person who looks or acts, in one role at one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.gebruiker import Rol
from models.gezinslid import GezinslidSoort

if TYPE_CHECKING:
    from models.gebruiker import Aanstelling
    from models.gezinslid import Gezinslid

FAMILY: Final = frozenset({Rol.OUDER, Rol.LEERLING})


@dataclass(frozen=True)
class Kijker:
    """Who is looking; every page, export and API call passes one.

    Parameters
    ----------
    rol
        The role of this session, a value of :class:`models.gebruiker.Rol`.
    naam
        The name stored with what this person does.
    gebruiker_id, aanstelling_id
        The account and the role at an organisation, for a professional.
    organisatie_id, organisatie_soort
        The organisation and its kind, for a professional.
    gezinslid_id, casus_id
        The member of the family and the one case, for a parent or pupil.
    gezag
        Whether a parent has parental authority; None when not known.
    sessie_id
        The session that was used.
    """

    rol: str
    naam: str
    gebruiker_id: int | None = None
    aanstelling_id: int | None = None
    organisatie_id: str | None = None
    organisatie_soort: str | None = None
    gezinslid_id: int | None = None
    casus_id: str | None = None
    gezag: bool | None = None
    sessie_id: str | None = None

    @property
    def is_family(self) -> bool:
        """Return whether this is a parent or the pupil."""
        return self.rol in FAMILY

    @property
    def is_system(self) -> bool:
        """Return whether this is the command line on the machine of the owner."""
        return self.rol == _SYSTEM_ROLE


def viewer_in(role: Aanstelling) -> Kijker:
    """Return somebody in one role at one organisation, apart from any session."""
    return Kijker(
        rol=role.rol.value,
        naam=role.gebruiker.naam,
        gebruiker_id=role.gebruiker_id,
        aanstelling_id=role.id,
        organisatie_id=role.organisatie_id,
        organisatie_soort=role.organisatie.soort.value,
    )


def family_viewer(member: Gezinslid) -> Kijker:
    """Return a parent or the pupil, apart from any session."""
    parent = member.soort is GezinslidSoort.OUDER
    return Kijker(
        rol=(Rol.OUDER if parent else Rol.LEERLING).value,
        # Not the real name: this one is stored with what somebody does.
        naam=f"Ouder {member.volgnummer}" if parent else "Leerling",
        gezinslid_id=member.id,
        casus_id=member.casus_id,
        gezag=member.gezag,
    )


_SYSTEM_ROLE: Final = "systeem"
SYSTEEM: Final = Kijker(rol=_SYSTEM_ROLE, naam="Leerplek (opdrachtregel)")
"""The command line: whoever may run it can read the database file as well."""
