"""The parents' page: where things stand, who does what by when, whom to call."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.casework.next_steps import next_steps
from assistant.casework.views import StepView
from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

SHOWN = 5
"""Steps shown at once; a longer list would hide what matters now."""
_YOU = re.compile(r"^u\b", re.IGNORECASE)


@router.get("/ouder", name="parent_page")
def parent_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show the next steps of the one case this visitor may see."""
    if me.casus_id is None:
        raise NotFound("Bij deze link hoort geen leerling. Vraag om een nieuwe link.")
    steps = next_steps(ctx, me.casus_id)
    values = {
        "stand": steps,
        "nu_doen": own_step(steps.stappen),
        "eerst": SHOWN,
        "vandaag": ctx.today(),
        "veilig": ctx.knowledge.veiligheid,
    }
    return render(request, "ouder.html", values)


def own_step(steps: Sequence[StepView]) -> StepView | None:
    """Pick the one thing that the parents themselves can do now."""
    return next((step for step in steps if _YOU.search(step.wie)), None)
