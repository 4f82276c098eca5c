"""The second step: an app, recovery codes, and losing both."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from assistant.casework.invitations import (
    accept_as_user,
    invite_user,
)
from assistant.casework.second_step import (
    confirm_code,
    remove_second_step,
    renew_recovery_codes,
    second_step_of,
)
from assistant.casework.sessions import (
    read_session,
)
from assistant.casework.sign_in import Caller, sign_in
from assistant.errors import (
    InputError,
    SignInError,
    WaitError,
)
from models.inlog import Inlog
from models.sessie import SessieFase
from tests.assistant.casework.signing_in.entrance import (
    HERE,
    OTHER,
    PASSWORD,
    in_with_app,
    later,
)


def test_a_regisseur_cannot_come_in_without_a_second_step(ctx, regisseur):
    in_with_app(ctx, regisseur)
    half = sign_in(ctx, "rik@swv", PASSWORD, HERE)
    assert half.fase is SessieFase.CODE
    assert read_session(ctx, half.token) is None


def test_a_code_of_the_app_opens_the_session_with_a_new_token(ctx, regisseur):
    app, _ = in_with_app(ctx, regisseur)
    then = later(ctx, minutes=2)
    half = sign_in(then, "rik@swv", PASSWORD, HERE)
    done = confirm_code(then, half.token, app.at(then.now()), HERE)
    assert done.token != half.token
    assert read_session(then, done.token).rol == "regisseur"
    assert read_session(then, half.token) is None
    with pytest.raises(SignInError):
        confirm_code(then, half.token, app.at(then.now()), HERE)


def test_a_code_that_was_seen_does_not_work_again(ctx, regisseur):
    app, _ = in_with_app(ctx, regisseur)
    then = later(ctx, minutes=2)
    code = app.at(then.now())
    first = sign_in(then, "rik@swv", PASSWORD, HERE)
    confirm_code(then, first.token, code, HERE)
    second = sign_in(then, "rik@swv", PASSWORD, HERE)
    with pytest.raises(SignInError, match="klopt niet"):
        confirm_code(then, second.token, code, HERE)


def test_a_recovery_code_works_once(ctx, regisseur):
    _, codes = in_with_app(ctx, regisseur)
    half = sign_in(ctx, "rik@swv", PASSWORD, HERE)
    assert confirm_code(ctx, half.token, codes[3].upper(), HERE).fase is SessieFase.OPEN
    again = sign_in(ctx, "rik@swv", PASSWORD, HERE)
    with pytest.raises(SignInError):
        confirm_code(ctx, again.token, codes[3], HERE)


def test_guessing_codes_is_slowed_over_all_sign_ins_of_a_person(ctx, regisseur):
    in_with_app(ctx, regisseur)
    for _ in range(2):
        half = sign_in(ctx, "rik@swv", PASSWORD, HERE)
        with pytest.raises(SignInError):
            confirm_code(ctx, half.token, "000000", HERE)
    half = sign_in(ctx, "rik@swv", PASSWORD, Caller("192.0.2.50"))
    with pytest.raises(WaitError):
        confirm_code(ctx, half.token, "000000", Caller("192.0.2.50"))


def test_a_reset_link_does_not_skip_the_second_step(ctx, regisseur):
    person, _ = regisseur
    in_with_app(ctx, regisseur)
    link = invite_user(ctx, person.id, door="Test")
    assert accept_as_user(ctx, link, "rik@swv", OTHER, HERE).fase is SessieFase.CODE


def test_a_lost_phone_is_set_up_again_by_the_beheerder(ctx, regisseur):
    person, _ = regisseur
    in_with_app(ctx, regisseur)
    link = invite_user(ctx, person.id, door="Test", tweede_stap_weg=True)
    done = accept_as_user(ctx, link, "rik@swv", OTHER, HERE)
    assert done.fase is SessieFase.INSTELLEN


def test_the_second_step_is_renewed_or_moved_with_a_code_only(ctx, regisseur):
    person, _ = regisseur
    _, codes = in_with_app(ctx, regisseur)
    with pytest.raises(InputError):
        renew_recovery_codes(ctx, person.id, "000000", HERE)
    fresh = renew_recovery_codes(ctx, person.id, codes[0], HERE)
    assert not set(fresh) & set(codes)
    with pytest.raises(InputError):
        remove_second_step(ctx, person.id, codes[1], HERE)
    remove_second_step(later(ctx, minutes=5), person.id, fresh[0], HERE)
    assert second_step_of(ctx, person.id).aan is False
    assert second_step_of(ctx, person.id).verplicht is True


def test_the_secret_of_the_app_is_sealed_in_the_record(ctx, regisseur):
    app, _ = in_with_app(ctx, regisseur)
    with ctx.store.reading() as uow:
        kept = uow.session.scalars(select(Inlog.totp_geheim)).one()
    assert app.secret.encode() not in kept
