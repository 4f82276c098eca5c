"""The search box through JSON: a POST, so that no name is in an address."""

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.casework.search import search
from assistant.web.forms import Text
from assistant.web.pages import Ctx
from assistant.web.roles import Me

router = APIRouter(prefix="/api/v1", tags=["leerplek"])


class ZoekIn(BaseModel):
    """What is looked for; in the body, so that it is in no log."""

    tekst: Text


class TrefferUit(BaseModel):
    """A case that was found; the name only for who may see it."""

    casus_id: str
    naam: str | None
    leeftijd: int | None
    gemeente: str | None
    school: str | None
    status: str
    waarop: tuple[str, ...]
    precies: bool


class ZoekUit(BaseModel):
    """The best hits; ``volledig`` is False when none fits every word."""

    treffers: list[TrefferUit]
    meer: bool
    volledig: bool


@router.post("/zoeken", name="api_search")
def api_search(ctx: Ctx, me: Me, vraag: ZoekIn) -> ZoekUit:
    """Find cases by name, case number, municipality or school."""
    found = search(ctx, me, vraag.tekst)
    hits = [
        TrefferUit(
            casus_id=one.rij.id,
            naam=one.rij.naam,
            leeftijd=one.rij.leeftijd,
            gemeente=one.rij.gemeente,
            school=one.rij.school,
            status=one.rij.status,
            waarop=one.waarop,
            precies=one.precies,
        )
        for one in found.treffers
    ]
    return ZoekUit(treffers=hits, meer=found.meer, volledig=found.volledig)
