"""The front door for tests: callers, passwords, and coming in with an app."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from assistant.casework.find import find_user
from assistant.casework.invitations import (
    accept_as_user,
)
from assistant.casework.people import add_appointment
from assistant.casework.second_step import (
    confirm_setup,
    finish_setup,
    setup,
)
from assistant.casework.sessions import (
    read_session,
)
from assistant.casework.sign_in import Caller
from assistant.errors import (
    InputError,
    SignInError,
)
from models.gebruiker import Rol
from models.organisatie import Organisatie, OrganisatieSoort
from models.sessie import SessieFase

HERE = Caller("192.0.2.1", "Firefox op Linux")
PASSWORD = "paard batterij nietje"
OTHER = "vlieger maan gietijzer"
CODE = "kaas73"


def later(ctx, **span):
    """Return the same surroundings at a later moment."""
    moment = ctx.now() + timedelta(**span)
    return replace(ctx, now=lambda: moment)


def also_at_school(ctx, person):
    """Give somebody a second role, at a school."""
    with ctx.store.unit_of_work() as uow:
        party = Organisatie(
            id="school-voorbeeld", naam="School", soort=OrganisatieSoort.SCHOOL
        )
        uow.session.add(party)
        uow.session.flush()
        user = find_user(uow, person.id)
        add_appointment(ctx, uow, user, Rol.ZORGCOORDINATOR, party, door="Test")


def in_with_app(ctx, regisseur):
    """Come in for the first time and set up an app; give it and the codes."""
    person, link = regisseur
    done = accept_as_user(ctx, link, "rik@swv", PASSWORD, HERE)
    assert done.fase is SessieFase.INSTELLEN
    assert read_session(ctx, done.token) is None
    app = pyotp.TOTP(setup(ctx, person.id).geheim)
    assert setup(ctx, person.id).geheim == app.secret
    with pytest.raises(InputError, match="klopt niet"):
        confirm_setup(ctx, person.id, "000000")
    with pytest.raises(SignInError):
        finish_setup(ctx, done.token)
    codes = confirm_setup(ctx, person.id, app.at(ctx.now()))
    opened = finish_setup(ctx, done.token)
    assert read_session(ctx, done.token) is None
    assert read_session(ctx, opened.token).rol == "regisseur"
    return app, codes
