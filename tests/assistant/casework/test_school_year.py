"""A school year is looked through by a person and applied once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from assistant.casework.apply_school_year import Applied, apply_school_year
from assistant.casework.family import add_family_member, family
from assistant.casework.life_view import task_choices
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import record_answers
from assistant.casework.school_year import school_year
from assistant.casework.school_year_proposals import Soort
from assistant.errors import InputError, NotAllowedError
from models.voorziening import Capaciteit, Groep, Voorziening
from tests.assistant.casework.region import Region, make_region

if TYPE_CHECKING:
    from assistant.context import Context

SPRING, AUTUMN = date(2027, 5, 10), date(2027, 9, 6)
KNOWN = {
    "leerjaar": "2",
    "schoolsoort": "vmbo",
    "geboortemaand": "2011-10",
    "tlv_aanwezig": [
        {"soort": "vso", "categorie": "laag", "geldig_tot": date(2027, 7, 31)},
        {"soort": "vso", "categorie": "laag", "geldig_tot": date(2029, 7, 31)},
    ],
}


def on(ctx: Context, day: date) -> Context:
    """Return the same surroundings on another day."""
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return replace(ctx, peildatum=day, now=lambda: moment)


@pytest.fixture
def regio(ctx: Context) -> Region:
    return make_region(on(ctx, date(2026, 9, 14)))


def told(regio: Region, **other: object) -> str:
    case = regio.start()
    record_answers(
        regio.ctx, case, KNOWN | other, rol="zorgcoordinator", via="formulier"
    )
    return case


def apply(ctx: Context, regio: Region, jaar: int, without: tuple[str, ...] = ()):
    rows = school_year(ctx, regio.regisseur1, jaar).voorstellen
    shown = [one.sleutel for one in rows if one.kan]
    ticked = [one for one in shown if one not in without]
    return apply_school_year(
        ctx, regio.regisseur1, jaar, getoond=shown, aangevinkt=ticked
    )


def kinds(ctx: Context, regio: Region, jaar: int) -> dict[str, str]:
    rows = school_year(ctx, regio.regisseur1, jaar).voorstellen
    return {one.soort.value: one.wat for one in rows}


def test_in_spring_the_grade_waits_and_the_rest_can_be_prepared(
    ctx: Context, regio: Region
) -> None:
    told(regio)
    spring = on(ctx, SPRING)
    found = school_year(spring, regio.regisseur1, 2027)
    can = {one.soort: one.kan for one in found.voorstellen}
    assert can == {Soort.LEERJAAR: False, Soort.TLV: True, Soort.LEEFTIJD: True}
    assert not found.begonnen
    with pytest.raises(InputError, match="Dit kan vanaf 01-08-2027"):
        apply_school_year(
            spring,
            regio.regisseur1,
            2027,
            getoond=[one.sleutel for one in found.voorstellen],
            aangevinkt=[one.sleutel for one in found.voorstellen],
        )


def test_a_pupil_goes_one_year_up_once(ctx: Context, regio: Region) -> None:
    case, autumn = told(regio), on(ctx, AUTUMN)
    assert kinds(autumn, regio, 2027)["leerjaar"] == "Van 2 naar 3."
    first = apply(autumn, regio, 2027)
    answers, tasks = current_answers(autumn, case), task_choices(autumn, case)
    assert (first.overgeslagen, answers["leerjaar"]) == (0, "3")
    assert len(tasks) == first.toegepast - 1
    assert apply(autumn, regio, 2027) == Applied(0, 0)
    assert (current_answers(autumn, case), task_choices(autumn, case)) == (
        answers,
        tasks,
    )


def test_who_repeats_a_year_is_unticked_and_can_be_ticked_later(
    ctx: Context, regio: Region
) -> None:
    case, autumn = told(regio), on(ctx, AUTUMN)
    key = f"leerjaar:{case}"
    assert apply(autumn, regio, 2027, without=(key,)).overgeslagen == 1
    assert current_answers(autumn, case)["leerjaar"] == "2"
    (left,) = school_year(autumn, regio.regisseur1, 2027).voorstellen
    assert (left.sleutel, left.keuze) == (key, "overgeslagen")
    assert apply(autumn, regio, 2027) == Applied(1, 0)
    assert current_answers(autumn, case)["leerjaar"] == "3"


def test_a_grade_written_down_in_the_new_year_is_left_alone(
    ctx: Context, regio: Region
) -> None:
    case, autumn = told(regio), on(ctx, AUTUMN)
    say = {"rol": "zorgcoordinator", "via": "formulier"}
    record_answers(autumn, case, {"leerjaar": "3"}, **say)
    assert "leerjaar" not in kinds(autumn, regio, 2027)


@pytest.mark.parametrize(
    ("schoolsoort", "leerjaar", "soort", "wat"),
    [
        ("bao", "groep 7", "leerjaar", "Van groep 7 naar groep 8."),
        ("bao", "groep 8", "laatste_jaar", "voortgezet onderwijs"),
        ("vmbo", "4", "laatste_jaar", "overstap naar het mbo"),
        ("vso", "5", "leerjaar", "Van 5 naar 6."),
    ],
)
def test_the_last_year_of_a_school_brings_a_task_instead(
    ctx: Context, regio: Region, schoolsoort: str, leerjaar: str, soort: str, wat: str
) -> None:
    told(regio, schoolsoort=schoolsoort, leerjaar=leerjaar)
    assert wat in kinds(on(ctx, AUTUMN), regio, 2027)[soort]


def test_a_grade_without_a_number_and_an_unknown_month_are_not_guessed(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    say = {"rol": "zorgcoordinator", "via": "formulier"}
    record_answers(regio.ctx, case, {"leerjaar": "brugklas", "leeftijd": 17}, **say)
    found = school_year(on(ctx, AUTUMN), regio.regisseur1, 2027)
    assert (found.voorstellen, found.zonder_geboortemaand) == ((), 1)


def test_each_tlv_stands_in_the_year_in_which_it_ends(
    ctx: Context, regio: Region
) -> None:
    told(regio)
    assert "tlv" not in kinds(on(ctx, SPRING), regio, 2026)
    assert "31-07-2027" in kinds(on(ctx, SPRING), regio, 2027)["tlv"]
    assert "tlv" not in kinds(on(ctx, date(2028, 5, 1)), regio, 2028)
    assert "31-07-2029" in kinds(on(ctx, date(2029, 5, 1)), regio, 2029)["tlv"]


def test_a_grown_pupil_decides_who_looks_on(ctx: Context, regio: Region) -> None:
    case = told(regio, geboortemaand="2009-08")
    add_family_member(regio.ctx, case, "ouder", True, None, door="Test")
    add_family_member(regio.ctx, case, "leerling", None, None, door="Test")
    in_august = on(ctx, date(2027, 8, 20))
    assert "meerderjarig" not in kinds(in_august, regio, 2027)
    autumn = on(ctx, AUTUMN)
    assert "gezag is voorbij" in kinds(autumn, regio, 2027)["meerderjarig"]
    apply(autumn, regio, 2027)
    assert [one.soort for one in family(autumn, case)] == ["leerling"]
    told_tasks = [task.tekst for task in task_choices(autumn, case)]
    assert any("ouders mogen blijven meekijken" in text for text in told_tasks)


def test_the_seats_of_the_new_year_are_unknown_and_made_once(
    ctx: Context, regio: Region
) -> None:
    with regio.ctx.store.unit_of_work() as uow:
        uow.session.add(
            Voorziening(
                id="plek", naam="Plek", route="opdc", organisatie_id="swv", biedt=[]
            )
        )
        uow.session.flush()
        uow.session.add(Groep(id="groep", voorziening_id="plek", naam="Groep"))
        uow.session.flush()
        uow.session.add(
            Capaciteit(groep_id="groep", van=date(2026, 8, 1), plaatsen=8, bezet=3)
        )
    spring = on(ctx, SPRING)
    apply(spring, regio, 2027)
    apply(spring, regio, 2027)
    with spring.store.reading() as uow:
        groep = uow.session.get(Groep, "groep")
        assert groep is not None
        periods = [(p.van, p.tot, p.plaatsen) for p in groep.capaciteiten]
    assert periods == [
        (date(2026, 8, 1), date(2027, 7, 31), 8),
        (date(2027, 8, 1), date(2028, 7, 31), None),
    ]


def test_two_people_with_the_same_list_apply_it_once(
    ctx: Context, regio: Region
) -> None:
    case, autumn = told(regio), on(ctx, AUTUMN)
    rows = school_year(autumn, regio.regisseur1, 2027).voorstellen
    keys = [one.sleutel for one in rows]
    barrier = Barrier(2)

    def both(who: str) -> Applied:
        barrier.wait(timeout=20)
        person = regio.mensen[who]
        return apply_school_year(autumn, person, 2027, getoond=keys, aangevinkt=keys)

    with ThreadPoolExecutor(2) as pool:
        done = sorted(
            one.toegepast for one in pool.map(both, ("regisseur1", "secretaris"))
        )
    assert done == [0, len(keys)]
    assert current_answers(autumn, case)["leerjaar"] == "3"


def test_only_the_samenwerkingsverband_does_it_and_only_for_its_own_cases(
    ctx: Context, regio: Region
) -> None:
    told(regio)
    autumn = on(ctx, AUTUMN)
    with pytest.raises(NotAllowedError, match="regisseur of secretaris"):
        school_year(autumn, regio.zorg1, 2027)
    assert school_year(autumn, regio.andere_regisseur, 2027).voorstellen == ()
    with pytest.raises(InputError, match="Kijk hem opnieuw na"):
        apply_school_year(
            autumn, regio.regisseur1, 2027, getoond=[], aangevinkt=["leerjaar:x"]
        )
