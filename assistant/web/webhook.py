"""Where Rasa asks the app what to do next; only from this machine."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from assistant.actions.webhook import ActionCall, ActionRefused, ActionResult, handle
from assistant.context import Context
from assistant.web.nearby import is_this_machine
from assistant.web.pages import Ctx

router = APIRouter(include_in_schema=False)

_BAD_CALL = {"action_name": "", "error": "Dit is geen geldige vraag van Rasa."}


@router.post("/rasa/webhook", name="rasa_webhook", response_model=None)
async def rasa_webhook(request: Request, ctx: Ctx) -> JSONResponse:
    """Answer one action call of Rasa.

    The body is read by hand, so that a refusal never repeats what was sent.
    """
    if not is_this_machine(request):
        return JSONResponse(_BAD_CALL, 404)
    try:
        call = ActionCall.model_validate_json(await request.body())
    except ValidationError:
        return JSONResponse(_BAD_CALL, 400)
    return await run_in_threadpool(_answer, ctx, call)


def _answer(ctx: Context, call: ActionCall) -> JSONResponse:
    try:
        result: ActionResult = handle(ctx, call)
    except ActionRefused as refusal:
        return JSONResponse(refusal.as_dict(), 400)
    return JSONResponse(result.model_dump())
