"""Signing in: one message for every mistake, a second step, and waiting that grows."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import func, select

from assistant.casework import sign_in as module
from assistant.casework.change_password import change_password
from assistant.casework.choose_role import choices, choose_role
from assistant.casework.family import (
    add_family_member,
    family,
    invite_family_member,
    remove_family_member,
)
from assistant.casework.find import find_user
from assistant.casework.invitations import (
    accept_as_family,
    accept_as_user,
    invite_user,
    look_at,
)
from assistant.casework.own_sessions import list_sessions, revoke_others, revoke_session
from assistant.casework.people import add_appointment, create_user
from assistant.casework.second_step import (
    confirm_code,
    confirm_setup,
    finish_setup,
    remove_second_step,
    renew_recovery_codes,
    second_step_of,
    setup,
)
from assistant.casework.sessions import (
    end_session,
    hash_token,
    open_session,
    read_session,
)
from assistant.casework.sign_in import Caller, sign_in
from assistant.errors import (
    AccessError,
    InputError,
    NotFoundError,
    SignInError,
    WaitError,
)
from models.aanmeldpoging import Aanmeldpoging
from models.audit import Audit
from models.gebruiker import Gebruiker, Rol
from models.inlog import Inlog, Toegangslink
from models.organisatie import Organisatie, OrganisatieSoort
from models.sessie import Sessie, SessieFase

HERE = Caller("192.0.2.1", "Firefox op Linux")
PASSWORD = "paard batterij nietje"
OTHER = "vlieger maan gietijzer"
CODE = "kaas73"


@pytest.fixture
def ctx(ctx):
    """Stop the clock: a busy machine must not make a wait pass."""
    moment = ctx.now()
    return replace(ctx, now=lambda: moment)


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


def test_a_name_and_password_open_a_session(ctx, person):
    done = sign_in(ctx, "  Noor@SWV ", PASSWORD, HERE)
    assert done.fase is SessieFase.OPEN
    kijker = read_session(ctx, done.token)
    assert (kijker.rol, kijker.naam) == ("overleglid", "Noor Voorbeeld")
    assert kijker.gebruiker_id == person.id
    assert kijker.aanstelling_id == person.aanstelling_id
    assert kijker.organisatie_soort is not None


def test_a_wrong_name_and_a_wrong_password_give_the_same_message(ctx, person):
    told = set()
    for name, password in [
        ("noor@swv", OTHER),
        ("niemand@swv", PASSWORD),
        ("", ""),
        ("12345678", CODE),
    ]:
        with pytest.raises(SignInError) as refused:
            sign_in(ctx, name, password, HERE)
        told.add(str(refused.value))
    assert told == {module.WRONG}


def test_failed_attempts_are_in_the_log_without_what_was_typed(ctx, person):
    for name in ("noor@swv", "niemand@swv", *["noor@swv"] * 5):
        with pytest.raises(SignInError):
            sign_in(ctx, name, OTHER, HERE)
    with ctx.store.reading() as uow:
        rows = uow.session.query(Audit).where(Audit.handeling.like("aanmelden_%")).all()
    assert {row.object_id for row in rows} == {str(person.id), None}
    assert {row.handeling for row in rows} >= {"aanmelden_mislukt"}
    told = repr([(row.door, row.soort, row.details) for row in rows])
    assert "@swv" not in told
    assert OTHER not in told


def test_an_unknown_name_takes_the_same_work_as_a_known_one(ctx, person, monkeypatch):
    checked = []
    real = module.is_password
    monkeypatch.setattr(
        module, "is_password", lambda *given: checked.append(given) or real(*given)
    )
    for name in ("noor@swv", "niemand@swv"):
        with pytest.raises(SignInError):
            sign_in(ctx, name, OTHER, HERE)
    assert [stored is None for stored, _ in checked] == [False, True]


@pytest.mark.parametrize("name", ["noor@swv", "niemand@swv"])
def test_each_mistake_costs_more_and_nobody_is_locked_out_for_good(ctx, person, name):
    moment = ctx
    for failed in range(1, 13):
        with pytest.raises(SignInError) as refused:
            sign_in(moment, name, OTHER, HERE)
        assert not isinstance(refused.value, WaitError)
        wait = ctx.knowledge.aanmelden.wachten.seconds(failed, 2)
        if wait > 1:
            with pytest.raises(WaitError):
                sign_in(later(moment, seconds=wait - 1), name, OTHER, HERE)
        moment = later(moment, seconds=wait)
    assert wait > 500
    if name == "noor@swv":
        assert sign_in(moment, name, PASSWORD, HERE).token


def test_the_typing_errors_of_a_school_do_not_add_up(ctx, person):
    moment = ctx
    for number in range(60):
        with pytest.raises(SignInError) as refused:
            sign_in(moment, f"iemand{number}@school", OTHER, HERE)
        assert not isinstance(refused.value, WaitError)
        moment = later(moment, minutes=3)


def test_the_wait_grows_from_nothing_to_a_quarter_of_an_hour(knowledge):
    rules = knowledge.aanmelden.wachten
    spans = [rules.seconds(failed, 2) for failed in range(1, 16)]
    assert spans[:6] == [0, 1, 2, 4, 8, 16]
    assert spans[-1] == max(spans) == 900


def test_an_attempt_that_comes_too_early_does_not_count(ctx, person):
    for _ in range(2):
        with pytest.raises(SignInError):
            sign_in(ctx, "noor@swv", OTHER, HERE)
    for _ in range(50):
        with pytest.raises(WaitError, match="Wacht 1 seconde"):
            sign_in(ctx, "noor@swv", PASSWORD, HERE)
    assert sign_in(later(ctx, seconds=1), "noor@swv", PASSWORD, HERE).token


def test_the_right_password_forgets_the_mistakes(ctx, person):
    with pytest.raises(SignInError):
        sign_in(ctx, "noor@swv", OTHER, HERE)
    sign_in(ctx, "noor@swv", PASSWORD, HERE)
    with pytest.raises(SignInError) as refused:
        sign_in(ctx, "noor@swv", OTHER, HERE)
    assert not isinstance(refused.value, WaitError)


def test_many_names_from_one_address_are_slowed_as_well(ctx, person):
    free = ctx.knowledge.aanmelden.wachten.vrij_per_adres
    for number in range(free):
        with pytest.raises(SignInError):
            sign_in(ctx, f"iemand{number}@swv", OTHER, HERE)
    with pytest.raises(WaitError):
        sign_in(ctx, "weer-iemand@swv", OTHER, HERE)
    assert sign_in(ctx, "noor@swv", PASSWORD, Caller("192.0.2.99")).token


def test_an_own_account_does_not_wash_an_address_clean(ctx, person):
    free = ctx.knowledge.aanmelden.wachten.vrij_per_adres
    with pytest.raises(WaitError):
        for number in range(free + 3):
            with pytest.raises(SignInError):
                sign_in(ctx, f"iemand{number}@swv", OTHER, HERE)
            sign_in(ctx, "noor@swv", PASSWORD, HERE)


def test_guesses_at_the_same_moment_are_counted_one_by_one(ctx, person):
    told = []

    def guess():
        try:
            sign_in(ctx, "noor@swv", OTHER, HERE)
        except SignInError as error:
            told.append(type(error))

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count(SignInError) == 2
    assert told.count(WaitError) == 6


def test_no_name_or_address_is_kept_with_the_attempts(ctx):
    with pytest.raises(SignInError):
        sign_in(ctx, "iemand@swv", OTHER, HERE)
    with ctx.store.reading() as uow:
        rows = uow.session.scalars(select(Aanmeldpoging)).all()
        kept = str([row.sleutel for row in rows])
    assert len(rows) == 2
    assert "iemand" not in kept and "192" not in kept
    with pytest.raises(SignInError):
        sign_in(later(ctx, hours=25), "ander@swv", OTHER, Caller("192.0.2.7"))
    with ctx.store.reading() as uow:
        assert uow.session.scalar(select(func.count(Aanmeldpoging.sleutel))) == 2


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


# -- the second step ---------------------------------------------------------------


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


# -- roles -------------------------------------------------------------------------


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


# -- family ------------------------------------------------------------------------


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
