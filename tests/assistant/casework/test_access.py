"""One-time links open once, in time, and only what they are for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assistant.casework.access import give_access, redeem_access
from assistant.casework.people import create_user, get_user, give_user_access, users
from assistant.errors import AccessError, InputError, NotFoundError
from models.gebruiker import Toegangslink

if TYPE_CHECKING:
    from assistant.context import Context


def test_a_link_opens_the_case_once(ctx: Context, case: str) -> None:
    token = give_access(ctx, case)
    grant = redeem_access(ctx, token)
    assert (grant.soort, grant.rol, grant.casus_id) == ("ouder", "ouder", case)
    with pytest.raises(AccessError, match="al gebruikt"):
        redeem_access(ctx, token)


def test_a_pupil_gets_an_own_link(ctx: Context, case: str) -> None:
    grant = redeem_access(ctx, give_access(ctx, case, "leerling"))
    assert (grant.rol, grant.casus_id, grant.gebruiker) == ("leerling", case, None)


def test_a_link_that_is_too_old_or_unknown_opens_nothing(
    ctx: Context, case: str
) -> None:
    token = give_access(ctx, case)
    moment = ctx.now() + timedelta(days=15)
    with pytest.raises(AccessError, match="te oud"):
        redeem_access(replace(ctx, now=lambda: moment), token)
    for other in ("", token[:-1], "x" * 43):
        with pytest.raises(AccessError, match="kennen we niet"):
            redeem_access(ctx, other)
    assert redeem_access(ctx, token).casus_id == case


def test_the_token_itself_is_not_in_the_record(ctx: Context, case: str) -> None:
    token = give_access(ctx, case)
    assert len(token) >= 43
    with ctx.store.reading() as uow:
        link = uow.session.scalars(select(Toegangslink)).one()
        stored = {column.key: getattr(link, column.key) for column in link.__table__.c}
    assert token not in str(stored)
    assert give_access(ctx, case) != token


def test_a_user_signs_in_with_a_link_and_keeps_the_role(ctx: Context) -> None:
    made = create_user(ctx, naam=" Test Secretaris ", rol="secretaris")
    grant = redeem_access(ctx, give_user_access(ctx, made.id))
    assert (grant.soort, grant.rol, grant.casus_id) == (
        "gebruiker",
        "secretaris",
        None,
    )
    assert grant.gebruiker == made == get_user(ctx, made.id)
    assert users(ctx) == [made]


@pytest.mark.parametrize(
    ("naam", "rol"), [("", "regisseur"), ("Test", "baas"), ("Test", "ouder")]
)
def test_a_user_needs_a_name_and_a_role_that_signs_in(
    ctx: Context, naam: str, rol: str
) -> None:
    with pytest.raises(InputError):
        create_user(ctx, naam=naam, rol=rol)
    assert users(ctx) == []


def test_links_to_nothing_are_refused(ctx: Context, case: str) -> None:
    with pytest.raises(NotFoundError):
        give_access(ctx, "2026-0999")
    with pytest.raises(NotFoundError):
        give_user_access(ctx, 12345)
    with pytest.raises(InputError, match="'ouder' of 'leerling'"):
        give_access(ctx, case, "gebruiker")
    with pytest.raises(InputError, match="organisatie"):
        create_user(ctx, naam="Test", rol="regisseur", organisatie="bestaat-niet")
