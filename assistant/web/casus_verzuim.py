"""The part of the case page on absence: the weeks, the definitions, the differences."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.casework.absence_answers import take_from_absence
from assistant.casework.absence_link import link_pupil
from assistant.casework.absence_schools import schools_to_choose
from assistant.casework.absence_told import WEEKS
from assistant.casework.absence_view import AbsenceView, absence_view
from assistant.errors import CaseworkError
from assistant.web.case_page import CaseCall, CaseSection, show_case
from assistant.web.forms import Form
from assistant.web.pages import Ctx, go_to
from assistant.web.roles import Me, may_open
from assistant.web.verzuim_beeld import draw, table_of

router = APIRouter(include_in_schema=False)


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return what the case page shows of absence."""
    inzage = call.casus.inzage
    if not inzage.toont("verzuim_perioden"):
        return None
    view = absence_view(call.ctx, call.casus.id, inzage)
    may_link = inzage.mag_wijzigen and may_open(call.me, "link_absence")
    if view is None and not may_link:
        return None
    values = {
        "verzuim": view,
        "kort": "nog geen gegevens van school" if view is None else _short(view),
        "scholen": schools_to_choose(call.ctx, call.me) if may_link else [],
        "leerling": call.typed.get("leerling", ""),
        "school": call.typed.get("school", ""),
        "fout": call.typed.get("fout"),
        "voorbij": {
            row.veld: row.voorbij
            for row in call.ctx.knowledge.verzuim_invoer.algemeen.vult
        },
    }
    if view is not None:
        values["beeld"] = draw(view.weken, health=view.gezondheid)
        values["tabel"] = table_of(view.weken, health=view.gezondheid)
        values["geldt"] = [row for row in view.definities if row.uitslag.geldt]
        values["geldt_niet"] = [row for row in view.definities if not row.uitslag.geldt]
    return values


SECTION = CaseSection(
    id="verzuim",
    naam="Verzuim",
    template="_casus_verzuim.html",
    fill=fill,
    plaats="onder",
    onderdeel="antwoorden",
)


@router.post("/casus/{casus_id}/verzuim", name="link_absence")
def link_absence(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Tie the case to the number by which the school knows the pupil."""
    school, number = (str(form.get(name) or "") for name in ("school", "leerling"))
    try:
        link_pupil(ctx, me, casus_id, school, number)
    except CaseworkError as error:
        typed = {"school": school, "leerling": number[:120], "fout": str(error)}
        wrong = {"verzuim": typed}
        return show_case(request, ctx, me, casus_id, status=422, typed=wrong)
    return go_to(f"/casus/{casus_id}#verzuim")


@router.post("/casus/{casus_id}/verzuim/{veld_id}", name="take_absence")
def take_absence(
    request: Request, ctx: Ctx, me: Me, casus_id: str, veld_id: str
) -> Response:
    """Let the data of the school take the place of an answer."""
    try:
        take_from_absence(ctx, me, casus_id, veld_id)
    except CaseworkError as error:
        wrong = {"verzuim": {"fout": str(error)}}
        return show_case(request, ctx, me, casus_id, status=422, typed=wrong)
    return go_to(f"/casus/{casus_id}#verzuim")


def _short(view: AbsenceView) -> str:
    """Return the heart of it in a few words, to stand beside the heading."""
    recent = view.weken[-WEEKS:]
    hours = sum(week.lesuren for week in recent)
    missed = sum(week.totaal for week in recent)
    share = missed / hours if hours else 0
    return f"{share:.0%} gemist in de laatste {len(recent)} schoolweken"
