"""The list of open tasks, and ticking one off."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.casework.tasks import finish_task, open_tasks
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)


@router.get("/taken", name="task_list")
def task_list(request: Request, ctx: Ctx) -> HTMLResponse:
    """Show every open task, the urgent ones first."""
    return render(request, "taken.html", {"taken": open_tasks(ctx)})


@router.post("/taken/{taak_id}/klaar", name="finish_task")
def finish(ctx: Ctx, me: Me, taak_id: int) -> RedirectResponse:
    """Tick a task off, with the name of who did it."""
    finish_task(ctx, taak_id, door=me.naam)
    return go_to("/taken")
