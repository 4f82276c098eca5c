"""Hand-overs: what waits for my answer, what I offered, and the answer itself."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.answer_handover import (
    accept_handover,
    refuse_handover,
    withdraw_handover,
)
from assistant.casework.called import called
from assistant.casework.life_view import offers
from assistant.context import Context
from assistant.errors import CaseworkError, NotFoundError
from assistant.web.forms import MAX_REASON, Form, form_text
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

STANDS = {
    "aangeboden": ("wacht op antwoord", "wait"),
    "aanvaard": ("aanvaard", "good"),
    "geweigerd": ("geweigerd", "bad"),
    "ingetrokken": ("ingetrokken", "plain"),
}


@router.get("/overdrachten", name="handover_list")
def handover_list(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show what is offered to this person, and what this person offered."""
    return _show(request, ctx, me)


@router.post("/overdrachten/{overdracht_id}/aanvaarden", name="accept_handover")
def accept(request: Request, ctx: Ctx, me: Me, overdracht_id: int) -> Response:
    """Take the case over."""
    return _answer(request, ctx, me, lambda: accept_handover(ctx, overdracht_id, me))


@router.post("/overdrachten/{overdracht_id}/weigeren", name="refuse_handover")
def refuse(
    request: Request, ctx: Ctx, me: Me, overdracht_id: int, form: Form
) -> Response:
    """Refuse the case with a reason."""
    reason = form_text(form, "reden", limit=MAX_REASON, what="De reden")
    typed = {overdracht_id: reason}

    def step() -> None:
        refuse_handover(ctx, overdracht_id, me, reden=reason)

    return _answer(request, ctx, me, step, typed)


@router.post("/overdrachten/{overdracht_id}/intrekken", name="withdraw_handover")
def withdraw(request: Request, ctx: Ctx, me: Me, overdracht_id: int) -> Response:
    """Take an offer back."""
    return _answer(request, ctx, me, lambda: withdraw_handover(ctx, overdracht_id, me))


def _answer(
    request: Request,
    ctx: Context,
    me: Me,
    step: Callable[[], str | None],
    typed: Mapping[int, str] | None = None,
) -> Response:
    try:
        casus_id = step()
    except NotFoundError:
        raise
    except CaseworkError as error:
        return _show(request, ctx, me, fout=str(error), typed=typed)
    return go_to(f"/casus/{casus_id}#leven" if casus_id else "/overdrachten")


def _show(
    request: Request,
    ctx: Context,
    me: Me,
    *,
    fout: str | None = None,
    typed: Mapping[int, str] | None = None,
) -> HTMLResponse:
    incoming, outgoing = offers(ctx, me)
    values = {
        "binnen": incoming,
        "buiten": outgoing,
        "heten": called(ctx, me, {one.casus_id for one in (*incoming, *outgoing)}),
        "soorten": ctx.knowledge.leven_woorden.overdrachtnamen,
        "standen": STANDS,
        "fout": fout,
        "getypt": typed or {},
    }
    return render(
        request, "overdrachten.html", values, status=200 if fout is None else 422
    )
