"""Roles and sessions: choosing one, and when each ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from assistant.casework.choose_role import choices, choose_role
from assistant.casework.find import find_user
from assistant.casework.own_sessions import list_sessions, revoke_others, revoke_session
from assistant.casework.people import add_appointment
from assistant.casework.second_step import (
    confirm_setup,
    setup,
)
from assistant.casework.sessions import (
    end_session,
    hash_token,
    open_session,
    read_session,
)
from assistant.casework.sign_in import sign_in
from assistant.errors import (
    AccessError,
    NotFoundError,
)
from models.gebruiker import Gebruiker, Rol
from models.sessie import Sessie, SessieFase
from tests.assistant.casework.signing_in.entrance import (
    HERE,
    PASSWORD,
    also_at_school,
    later,
)


def test_somebody_with_two_roles_chooses_one_and_may_change(ctx, person):
    also_at_school(ctx, person)
    half = sign_in(ctx, "noor@swv", PASSWORD, HERE)
    assert half.fase is SessieFase.KIEZEN
    assert read_session(ctx, half.token) is None
    offered = {one.rol: one.aanstelling_id for one in choices(ctx, half.token)}
    done = choose_role(ctx, half.token, offered["overleglid"])
    assert read_session(ctx, done.token).rol == "overleglid"
    other = choose_role(ctx, done.token, offered["zorgcoordinator"], again=True)
    assert read_session(ctx, other.token).rol == "zorgcoordinator"
    assert read_session(ctx, done.token) is None


def test_nobody_works_in_a_role_of_somebody_else(ctx, person, regisseur):
    stranger, _ = regisseur
    also_at_school(ctx, person)
    half = sign_in(ctx, "noor@swv", PASSWORD, HERE)
    with pytest.raises(AccessError):
        choose_role(ctx, half.token, stranger.aanstelling_id)
    done = choose_role(ctx, half.token, person.aanstelling_id)
    with pytest.raises(AccessError):
        choose_role(ctx, done.token, stranger.aanstelling_id, again=True)


def test_a_role_given_today_does_not_skip_its_second_step(ctx, person):
    token = sign_in(ctx, "noor@swv", PASSWORD, HERE).token
    with ctx.store.unit_of_work() as uow:
        user = find_user(uow, person.id)
        party = user.aanstellingen[0].organisatie
        row = add_appointment(ctx, uow, user, Rol.REGISSEUR, party, door="Test")
        regisseur = row.id
    with pytest.raises(AccessError, match="tweede stap"):
        choose_role(ctx, token, regisseur, again=True)
    assert read_session(ctx, token).rol == "overleglid"
    app = pyotp.TOTP(setup(ctx, person.id).geheim)
    confirm_setup(ctx, person.id, app.at(ctx.now()))
    done = choose_role(ctx, token, regisseur, again=True)
    assert read_session(ctx, done.token).rol == "regisseur"


def test_changing_roles_does_not_stretch_the_day(ctx, person):
    also_at_school(ctx, person)
    done = choose_role(
        ctx, sign_in(ctx, "noor@swv", PASSWORD, HERE).token, person.aanstelling_id
    )
    with ctx.store.reading() as uow:
        end = uow.session.get_one(Sessie, hash_token(done.token)).verloopt_op
    then = later(ctx, minutes=50)
    again = choose_role(then, done.token, person.aanstelling_id, again=True)
    with ctx.store.reading() as uow:
        assert uow.session.get_one(Sessie, hash_token(again.token)).verloopt_op == end


# -- sessions ----------------------------------------------------------------------


def test_a_session_ends_after_silence_and_after_a_day(ctx, person):
    token = open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
    assert read_session(later(ctx, minutes=54), token) is not None
    # That was a use: the silence counts from there.
    assert read_session(later(ctx, minutes=110), token) is not None
    assert read_session(later(ctx, minutes=175), token) is None
    for minutes in range(120, 600, 50):
        assert read_session(later(ctx, minutes=minutes), token) is not None
    assert read_session(later(ctx, minutes=601), token) is None


def test_a_session_that_was_ended_is_worth_nothing(ctx, person):
    token = open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
    end_session(ctx, token)
    assert read_session(ctx, token) is None
    end_session(ctx, token)
    end_session(ctx, None)


@pytest.mark.parametrize("token", [None, "", "x", "é" * 50, "\ud800", "a" * 10_000])
def test_rubbish_is_nobody(ctx, token):
    assert read_session(ctx, token) is None


def test_a_session_ends_with_the_role_or_the_person(ctx, person):
    token = open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
    over = later(ctx, minutes=1)
    tomorrow = replace(over, peildatum=ctx.today() - timedelta(days=1))
    assert read_session(tomorrow, token) is None
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Gebruiker, person.id).actief = False
    assert read_session(ctx, token) is None
    with pytest.raises(AccessError):
        open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
    with pytest.raises(AccessError):
        sign_in(ctx, "noor@swv", PASSWORD, HERE)


def test_people_see_and_end_their_own_sessions_only(ctx, person, parent):
    own = open_session(ctx, via="test", aanstelling_id=person.aanstelling_id)
    other = open_session(
        ctx, via="test", aanstelling_id=person.aanstelling_id, toestel="Chrome op Mac"
    )
    kijker = read_session(ctx, own)
    shown = {one.toestel for one in list_sessions(ctx, kijker)}
    assert shown == {"", "Chrome op Mac", HERE.toestel}
    member, _ = parent
    family_token = open_session(ctx, via="test", gezinslid_id=member)
    with pytest.raises(NotFoundError):
        revoke_session(ctx, kijker, hash_token(family_token))
    revoke_session(ctx, kijker, hash_token(other))
    assert read_session(ctx, other) is None
    assert revoke_others(ctx, kijker) == 1
    assert read_session(ctx, own) == kijker
    assert read_session(ctx, family_token) is not None
