"""People who sign in, and a clock that stands still."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.casework.family import (
    add_family_member,
    invite_family_member,
)
from assistant.casework.invitations import (
    accept_as_family,
    accept_as_user,
    invite_user,
)
from assistant.casework.people import create_user
from tests.assistant.casework.signing_in.entrance import (
    CODE,
    HERE,
    PASSWORD,
)


@pytest.fixture
def ctx(ctx):
    """Stop the clock: a busy machine must not make a wait pass."""
    moment = ctx.now()
    return replace(ctx, now=lambda: moment)


@pytest.fixture
def person(ctx):
    """Return somebody without an obligatory second step, who chose a password."""
    made = create_user(ctx, naam="Noor Voorbeeld", rol="overleglid")
    accept_as_user(
        ctx, invite_user(ctx, made.id, door=None), "noor@swv", PASSWORD, HERE
    )
    return made


@pytest.fixture
def regisseur(ctx):
    """Return somebody who must take a second step and has not set it up."""
    made = create_user(ctx, naam="Rik Voorbeeld", rol="regisseur")
    return made, invite_user(ctx, made.id, door="Test")


@pytest.fixture
def parent(ctx, case):
    """Return the access number of a parent with an own code."""
    member = add_family_member(ctx, case, "ouder", True, door="Test")
    link = invite_family_member(ctx, member, door="Test")
    number, _ = accept_as_family(ctx, link, CODE, HERE)
    return member, number
