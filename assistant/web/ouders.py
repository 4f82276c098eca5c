"""The parents' page: where things stand, who does what by when, whom to call."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.next_steps import next_steps
from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)


@router.get("/ouder", name="parent_page")
def parent_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the next steps of the one case this visitor may see."""
    if me.casus_id is None:
        raise NotFound("Bij deze link hoort geen leerling. Vraag om een nieuwe link.")
    steps = next_steps(ctx, me.casus_id)
    values = {"stand": steps, "veilig": ctx.knowledge.veiligheid}
    return render(request, "ouder.html", values)
