"""A document of a case for one reader: what that reader may see, and what is left out.

Source: AVG 5 (only what is needed), 15 (copy); WPO 18a(13) (health data).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.advise_case import latest_within
from assistant.casework.decisions import decision_view
from assistant.casework.document_parts import Inhoud, part_of
from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in
from assistant.casework.log import log
from assistant.casework.names import names_of
from assistant.casework.omissions import omissions
from assistant.casework.read_answers import answers_in_sight, views_of
from assistant.casework.view_log import log_view
from assistant.documents.stuk import Lezer, Stuk
from assistant.errors import NotAllowedError, NotFoundError
from knowledge.bronnen import source_ids
from models.besluit import decisions_of_case
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.documenten import Documentsoort
    from models.casus import Casus
    from models.store import UnitOfWork

FAMILY_DOCUMENT = "inzage"
"""The copy of everything for who the data are about."""


@dataclass(frozen=True)
class Keuze:
    """A document that can be made, for a list to choose from."""

    id: str
    naam: str
    waarvoor: str


def document_choices(ctx: Context, kijker: Kijker, inzage: Inzage) -> tuple[Keuze, ...]:
    """Return the documents that somebody can make of a case.

    Parameters
    ----------
    ctx
        Gives the kinds of documents.
    kijker, inzage
        Who asks, and what this person may see of the case.
    """
    return tuple(
        Keuze(row.id, row.naam, row.waarvoor)
        for row in ctx.knowledge.documenten.values()
        if why_not(kijker, inzage, row.id) is None
    )


def why_not(kijker: Kijker, inzage: Inzage, soort: str) -> str | None:
    """Tell in one sentence why somebody gets no such document; None when it is given.

    A document needs the part ``documenten`` of the case. The copy of one's own data
    does not: that is a right (AVG 15).
    """
    if not inzage.heeft("antwoorden"):
        return "Voor deze rol is er geen stuk: u ziet van deze casus geen antwoorden."
    if kijker.is_family and soort == FAMILY_DOCUMENT:
        return None
    if not inzage.heeft("documenten"):
        return (
            "Stukken maken hoort niet bij uw rol in deze casus. Vraag het stuk aan de "
            "regisseur of de zorgcoördinator."
        )
    return None


def make_document(ctx: Context, kijker: Kijker, casus_id: str, soort: str) -> Stuk:
    """Make a document of a case for whoever asks, and write that in the register.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        For whom it is made; it holds what this person may see and no more.
    casus_id
        The case.
    soort
        Which document: a row of ``documenten.yaml``.

    Raises
    ------
    NotFoundError
        When the case is not in sight, or there is no such document.
    NotAllowedError
        When this person may not make this document of this case.
    """
    document = ctx.knowledge.documenten.get(soort)
    if document is None:
        names = ", ".join(ctx.knowledge.documenten)
        msg = f"Het document '{soort[:40]}' bestaat niet. Kies uit: {names}."
        raise NotFoundError(msg)
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id)
        inzage = inzage_in(ctx, uow, kijker, casus)
        refused = why_not(kijker, inzage, soort)
        if refused is not None:
            raise NotAllowedError(refused)
        stuk = _make(ctx, uow, kijker, casus, inzage, document)
        log_view(ctx, uow, kijker, "export", [inzage])
        log(ctx, uow, "stuk_gemaakt", "casus", casus.id, door=kijker.naam, stuk=soort)
    return stuk


def _make(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    casus: Casus,
    inzage: Inzage,
    document: Documentsoort,
) -> Stuk:
    inhoud = Inhoud(
        ctx=ctx,
        document=document,
        inzage=inzage,
        antwoorden={
            view.veld: view
            for view in answers_in_sight(views_of(ctx, uow, casus), inzage)
        },
        advies=latest_within(uow, casus.id),
        besluiten=tuple(
            decision_view(uow, row) for row in decisions_of_case(uow.session, casus.id)
        ),
    )
    parts = tuple(
        part for deel in document.onderdelen for part in part_of(inhoud, deel)
    )
    return Stuk(
        soort=document.id,
        titel=document.titel,
        casus_id=casus.id,
        leerling=_name(ctx, uow, casus.id) if inzage.naam else None,
        lezer=_reader(ctx, uow, kijker),
        doel=document.waarvoor,
        gemaakt_op=ctx.now(),
        peildatum=ctx.today(),
        onderdelen=parts,
        weggelaten=tuple(omissions(ctx, document, inzage)),
        bronnen=tuple(_sources(ctx, document)),
        kennis=ctx.knowledge.hash[:12],
        omlijsting=ctx.knowledge.documentteksten.omlijsting,
        voorbeeld=casus.voorbeeld,
    )


def _reader(ctx: Context, uow: UnitOfWork, kijker: Kijker) -> Lezer:
    party = (
        uow.session.get(Organisatie, kijker.organisatie_id)
        if kijker.organisatie_id
        else None
    )
    return Lezer(
        naam=kijker.naam,
        rol=ctx.knowledge.organisaties.rolnaam(kijker.rol),
        organisatie=None if party is None else party.naam,
    )


def _name(ctx: Context, uow: UnitOfWork, casus_id: str) -> str | None:
    name = names_of(ctx, uow, [casus_id]).get(casus_id)
    return None if name is None else name.voluit


def _sources(ctx: Context, document: Documentsoort) -> Iterator[tuple[str, str]]:
    references = [document.bron, *(deel.bron for deel in document.onderdelen)]
    seen: set[str] = set()
    for reference in references:
        for name in source_ids(reference):
            if name in seen or name not in ctx.knowledge.bronnen:
                continue
            seen.add(name)
            yield name, ctx.knowledge.bronnen[name].titel
