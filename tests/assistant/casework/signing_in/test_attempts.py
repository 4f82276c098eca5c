"""Name and password: one message for every mistake, and waiting that grows."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from assistant.casework import sign_in as module
from assistant.casework.sessions import (
    read_session,
)
from assistant.casework.sign_in import Caller, sign_in
from assistant.errors import (
    SignInError,
    WaitError,
)
from models.aanmeldpoging import Aanmeldpoging
from models.audit import Audit
from models.sessie import SessieFase
from tests.assistant.casework.signing_in.entrance import (
    CODE,
    HERE,
    OTHER,
    PASSWORD,
    later,
)


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
