"""Links and new passwords: used once, and what they end."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from assistant.casework.change_password import change_password
from assistant.casework.invitations import (
    accept_as_user,
    invite_user,
    look_at,
)
from assistant.casework.sessions import (
    read_session,
)
from assistant.casework.sign_in import sign_in
from assistant.errors import (
    AccessError,
    InputError,
    SignInError,
)
from models.inlog import Inlog, Toegangslink
from models.sessie import Sessie
from tests.assistant.casework.signing_in.entrance import (
    HERE,
    OTHER,
    PASSWORD,
    later,
)


def test_a_link_is_looked_at_often_and_used_once(ctx, person):
    token = invite_user(ctx, person.id, door="Test")
    for _ in range(3):
        assert look_at(ctx, token).herstel
    accept_as_user(ctx, token, "noor@swv", OTHER, HERE)
    for again in (
        lambda: look_at(ctx, token),
        lambda: accept_as_user(ctx, token, "noor@swv", PASSWORD, HERE),
    ):
        with pytest.raises(AccessError, match="al gebruikt"):
            again()
    assert sign_in(ctx, "noor@swv", OTHER, HERE).token


def test_a_link_used_twice_at_the_same_moment_opens_once(ctx, person):
    token = invite_user(ctx, person.id, door="Test")
    opened = []

    def use(password):
        try:
            opened.append(accept_as_user(ctx, token, "noor@swv", password, HERE))
        except AccessError:
            opened.append(None)

    threads = [
        threading.Thread(target=use, args=(password,)) for password in (PASSWORD, OTHER)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 2 and opened.count(None) == 1


def test_a_link_that_is_too_old_unknown_or_replaced_opens_nothing(ctx, person):
    first = invite_user(ctx, person.id, door="Test")
    with pytest.raises(AccessError, match="te oud"):
        look_at(later(ctx, days=2), first)
    second = invite_user(ctx, person.id, door="Test")
    with pytest.raises(AccessError, match="al gebruikt"):
        look_at(ctx, first)
    for other in ("", second[:-1], "x" * 43, "\ud800"):
        with pytest.raises(AccessError, match="kennen we niet"):
            look_at(ctx, other)
    assert look_at(ctx, second).naam == "Noor Voorbeeld"


def test_neither_link_nor_password_nor_session_is_in_the_record(ctx, person):
    link = invite_user(ctx, person.id, door="Test")
    session = sign_in(ctx, "noor@swv", PASSWORD, HERE).token
    with ctx.store.reading() as uow:
        kept = [
            getattr(row, column.key)
            for kind in (Toegangslink, Sessie, Inlog)
            for row in uow.session.scalars(select(kind))
            for column in kind.__table__.c
        ]
    for secret in (link, session, PASSWORD):
        assert secret not in str(kept)


def test_an_easy_password_leaves_the_link_good(ctx, regisseur):
    person, link = regisseur
    with pytest.raises(InputError, match="makkelijk"):
        accept_as_user(ctx, link, "rik@swv", "Wachtwoord2026", HERE)
    with pytest.raises(InputError, match="In dit wachtwoord zit"):
        accept_as_user(ctx, link, "r.v@swv", "voorbeeld-kaas-7", HERE)
    assert look_at(ctx, link).naam == person.naam


@pytest.mark.parametrize("name", ["ab", "met spatie", "48213907", ""])
def test_a_name_that_cannot_be_leaves_the_link_good(ctx, regisseur, name):
    _, link = regisseur
    with pytest.raises(InputError):
        accept_as_user(ctx, link, name, PASSWORD, HERE)
    assert look_at(ctx, link)


def test_a_name_belongs_to_one_person(ctx, person, regisseur):
    _, link = regisseur
    with pytest.raises(InputError, match="Kies een andere"):
        accept_as_user(ctx, link, "NOOR@swv", OTHER, HERE)
    assert accept_as_user(ctx, link, "rik@swv", OTHER, HERE)


def test_a_new_password_ends_every_session_but_the_own(ctx, person):
    here = sign_in(ctx, "noor@swv", PASSWORD, HERE).token
    there = sign_in(ctx, "noor@swv", PASSWORD, HERE).token
    kijker = read_session(ctx, here)
    with pytest.raises(InputError, match="oude wachtwoord"):
        change_password(ctx, kijker, OTHER, PASSWORD, HERE)
    change_password(ctx, kijker, PASSWORD, OTHER, HERE)
    assert read_session(ctx, here) == kijker
    assert read_session(ctx, there) is None
    with pytest.raises(SignInError):
        sign_in(ctx, "noor@swv", PASSWORD, HERE)


def test_a_reset_ends_every_session(ctx, person):
    old = sign_in(ctx, "noor@swv", PASSWORD, HERE).token
    link = invite_user(ctx, person.id, door="Test")
    assert read_session(ctx, old) is not None
    accept_as_user(ctx, link, "noor@swv", OTHER, HERE)
    assert read_session(ctx, old) is None
