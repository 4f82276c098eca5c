"""Parents and pupils come in with a number and a code."""

from __future__ import annotations

import pytest

from assistant.casework.family import (
    add_family_member,
    family,
    invite_family_member,
    remove_family_member,
)
from assistant.casework.invitations import (
    accept_as_family,
    accept_as_user,
    look_at,
)
from assistant.casework.sessions import (
    open_session,
    read_session,
)
from assistant.casework.sign_in import sign_in
from assistant.errors import (
    AccessError,
    InputError,
    NotFoundError,
    SignInError,
)
from tests.assistant.casework.signing_in.entrance import (
    CODE,
    HERE,
    PASSWORD,
)


def test_a_parent_comes_in_with_number_and_code_to_the_own_case_only(ctx, case, parent):
    member, number = parent
    assert len(number) == 8 and number.isdecimal()
    done = sign_in(ctx, f"{number[:4]} {number[4:]}", CODE, HERE)
    kijker = read_session(ctx, done.token)
    assert (kijker.rol, kijker.naam, kijker.casus_id) == ("ouder", "Ouder 1", case)
    assert (kijker.gezinslid_id, kijker.gezag) == (member, True)
    assert kijker.gebruiker_id is None and kijker.organisatie_id is None


def test_two_parents_and_the_pupil_each_have_an_own_access(ctx, case, parent):
    second = add_family_member(ctx, case, "ouder", False, door="Test")
    pupil = add_family_member(ctx, case, "leerling", True, door="Test")
    seen = [(one.aanduiding, one.gezag, one.toegang) for one in family(ctx, case)]
    assert seen == [
        ("Ouder 1", True, True),
        ("Ouder 2", False, False),
        ("Leerling", None, False),
    ]
    token = open_session(ctx, via="test", gezinslid_id=pupil)
    assert read_session(ctx, token).rol == "leerling"
    assert read_session(ctx, token).gezag is None
    with pytest.raises(InputError, match="staat al"):
        add_family_member(ctx, case, "leerling", door="Test")
    remove_family_member(ctx, second, door="Test")
    third = add_family_member(ctx, case, "ouder", True, door="Test")
    assert [one.aanduiding for one in family(ctx, case)][1] == "Ouder 3"
    assert third != second


def test_a_parent_who_forgot_the_code_keeps_the_number(ctx, parent):
    member, number = parent
    link = invite_family_member(ctx, member, door="Test")
    assert look_at(ctx, link).herstel
    again, _ = accept_as_family(ctx, link, "maan91", HERE)
    assert again == number
    with pytest.raises(SignInError):
        sign_in(ctx, number, CODE, HERE)
    assert sign_in(ctx, number, "maan91", HERE).token


def test_a_removed_parent_is_out_at_once(ctx, parent):
    member, number = parent
    token = sign_in(ctx, number, CODE, HERE).token
    link = invite_family_member(ctx, member, door="Test")
    remove_family_member(ctx, member, door="Test")
    assert read_session(ctx, token) is None
    with pytest.raises(AccessError):
        sign_in(ctx, number, CODE, HERE)
    with pytest.raises(NotFoundError):
        look_at(ctx, link)


def test_a_link_for_a_parent_is_no_link_for_a_professional(ctx, case):
    member = add_family_member(ctx, case, "ouder", True, door="Test")
    link = invite_family_member(ctx, member, door="Test")
    with pytest.raises(NotFoundError):
        accept_as_user(ctx, link, "indringer@swv", PASSWORD, HERE)
    assert look_at(ctx, link).soort == "ouder"


def test_family_of_an_unknown_case_or_kind_is_refused(ctx, case):
    with pytest.raises(NotFoundError):
        add_family_member(ctx, "2026-0999", "ouder", door="Test")
    with pytest.raises(InputError):
        add_family_member(ctx, case, "buurman", door="Test")
