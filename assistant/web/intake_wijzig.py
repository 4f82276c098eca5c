"""Changing what stands beside the conversation, without leaving it."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.casework.chat import conversation_view
from assistant.casework.confirm_answers import confirm_answers
from assistant.casework.kijker import Kijker
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import withdraw_answer
from assistant.casework.views import AnswerView
from assistant.context import Context
from assistant.web.errors import NotFound
from assistant.web.forms import Form, read_field
from assistant.web.intake import show_intake, store_answer
from assistant.web.intake_paneel import PLACE, is_own, may_change
from assistant.web.pages import Ctx, go_to
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)


@router.post("/intake/{gesprek_id}/wijzig/{veld_id}", name="change_in_intake")
def change_in_intake(
    request: Request, ctx: Ctx, me: Me, gesprek_id: str, veld_id: str, form: Form
) -> Response:
    """Change one answer, or take it back."""
    casus_id, answers = _answers(ctx, me, gesprek_id)
    answer = answers.get(veld_id)
    if answer is None:
        raise _absent(ctx, me)
    if form.get("weg") is not None:
        if me.is_family and not is_own(me, answer):
            raise _absent(ctx, me)
        withdraw_answer(
            ctx, casus_id, veld_id, rol=me.rol, via="formulier", door=me.naam
        )
        return go_to(f"/intake/{gesprek_id}#paneel")
    veld = ctx.knowledge.velden[veld_id]
    given = read_field(veld, form)
    problem = store_answer(ctx, casus_id, veld, given.waarde, rol=me.rol, door=me.naam)
    if problem:
        wrong = replace(given.form, fout=problem, rol=me.rol, plek=PLACE)
        return show_intake(request, ctx, me, gesprek_id, status=422, paneelform=wrong)
    return go_to(f"/intake/{gesprek_id}#antwoord-{veld_id}")


@router.post("/intake/{gesprek_id}/klopt", name="confirm_in_intake")
def confirm_in_intake(
    ctx: Ctx, me: Me, gesprek_id: str, form: Form
) -> RedirectResponse:
    """Confirm answers that a machine read: those that the form names."""
    casus_id, answers = _answers(ctx, me, gesprek_id)
    named = [str(one) for one in form.getlist("veld")]
    if not named or not all(one in answers for one in named):
        raise _absent(ctx, me)
    confirm_answers(ctx, casus_id, named, rol=me.rol, door=me.naam)
    return go_to(f"/intake/{gesprek_id}#paneel")


def _answers(
    ctx: Context, me: Kijker, gesprek_id: str
) -> tuple[str, dict[str, AnswerView]]:
    """Return the case of a conversation and the answers in it that may be changed."""
    casus_id = conversation_view(ctx, gesprek_id).casus_id
    if casus_id is None:
        raise _absent(ctx, me)
    return casus_id, {
        view.veld: view
        for view in answer_views(ctx, casus_id, me)
        if may_change(me, ctx.knowledge.velden[view.veld], view)
    }


def _absent(ctx: Context, me: Kijker) -> NotFound:
    return NotFound(ctx.knowledge.gesprek_scherm.zin("andere_vraag", me.rol))
