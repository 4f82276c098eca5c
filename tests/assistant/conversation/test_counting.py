"""‘Is hij nu officieel thuiszitter?’, answered from the data of the school."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.casework.absence_keys import link_absence_key
from knowledge.kalenderwoorden import tell_date
from models.organisatie import Organisatie, OrganisatieSoort
from tests.assistant.casework.absences import bring_in

ASKED = "is hij nu officieel thuiszitter?"
HEAD = "leerling;datum;lesuren;gemist;soort\n"


@pytest.fixture
def case(ctx, talk):
    """Return a case in which a conversation runs and that a school knows as L1."""
    person = talk()
    person.say("ik wil een leerling aanmelden", "start_intake")
    person.press("nee")
    casus_id = person.casus_id
    with ctx.store.unit_of_work() as uow:
        if uow.session.get(Organisatie, "telschool") is None:
            uow.session.add(
                Organisatie(
                    id="telschool",
                    naam="Telschool (voorbeeld)",
                    soort=OrganisatieSoort.SCHOOL,
                    gemeenten=[],
                )
            )
    with ctx.store.unit_of_work() as uow:
        link_absence_key(ctx, uow, casus_id, "verzuim:telschool", "L1")
    return casus_id


def lived(ctx, kind: str, back: int, missed: int = 5):
    """Bring in so many days up to yesterday; return the first and the last."""
    today = ctx.today()
    days = [today - timedelta(days=one) for one in range(back, 0, -1)]
    days = [day for day in days if day.weekday() < 5]
    lines = [f"L1;{day};5;{missed};{kind}" for day in days]
    bring_in(ctx, HEAD + "\n".join(lines), organisatie_id="telschool")
    return days[0], days[-1]


def answer(talk, case, rol: str) -> str:
    """Ask it, and return all that was said."""
    return " ".join(talk(rol, case).say(ASKED, "vraag_telling").berichten)


def test_who_is_away_for_seven_weeks_is_one_since_when_and_why(ctx, talk, case) -> None:
    first, last = lived(ctx, "ongeoorloofd", 50)
    said = answer(talk, case, "zorgcoordinator")
    assert "Ja, volgens de landelijke definitie wel" in said
    assert f"tot en met {tell_date(last)}" in said
    assert tell_date(first) in said
    assert "28 dagen" in said
    # Beside it the other definitions, each with its day.
    assert f"Noord-Kennemerland (sinds {tell_date(first)})" in said


def test_who_is_ill_is_not_one_and_hears_which_definitions_do_hold(
    ctx, talk, case
) -> None:
    lived(ctx, "ziek", 50)
    said = answer(talk, case, "zorgcoordinator")
    assert "Nee, volgens de landelijke definitie niet" in said
    assert "Dordrecht" in said
    assert "Zestien uur" not in said


def test_who_is_at_school_is_counted_nowhere(ctx, talk, case) -> None:
    lived(ctx, "aanwezig", 50, missed=0)
    said = answer(talk, case, "zorgcoordinator")
    assert "Nee, volgens de landelijke definitie niet" in said
    assert "Ook geen van de" in said


@pytest.mark.parametrize(
    ("rol", "kind", "told"),
    [
        ("ouder", "ongeoorloofd", "telt uw kind nu mee als thuiszitter"),
        ("leerling", "ongeoorloofd", "tel je nu mee als thuiszitter"),
        ("ouder", "ziek", "volgens een andere regel telt uw kind wel mee"),
        ("leerling", "ziek", "volgens een andere regel tel je wel mee"),
    ],
)
def test_the_family_hears_it_in_plain_words(ctx, talk, case, rol, kind, told) -> None:
    lived(ctx, kind, 50)
    said = answer(talk, case, rol)
    assert told in said
    # No names of definitions, no numbers of a rule: those are for who works with them.
    for word in ("Dordrecht", "Ingrado", "28 dagen", "definitie"):
        assert word not in said


def test_without_data_the_answers_tell_how_long_and_a_person_decides(
    talk, case
) -> None:
    said = answer(talk, case, "zorgcoordinator")
    assert "nog niet ingevuld" in said
