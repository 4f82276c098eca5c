"""The picture of absence: bars that fit, and a table that says the same."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.absence_weeks import AbsenceWeek
from assistant.web.verzuim_beeld import MOST, draw, hours, table_of
from models.verzuim import Verzuimsoort as S

MONDAY = date(2026, 8, 31)


@st.composite
def weeks(draw_) -> list[AbsenceWeek]:
    found = []
    for at in range(draw_(st.integers(1, 20))):
        left = total = draw_(st.integers(1, 40)) * 100
        missed = {}
        for kind in S:
            if kind is not S.AANWEZIG:
                missed[kind] = draw_(st.integers(0, left))
                left -= missed[kind]
        found.append(AbsenceWeek(MONDAY + timedelta(weeks=at), total, missed))
    return found


@given(found=weeks(), health=st.booleans())
def test_every_bar_lies_within_the_picture_and_none_covers_another(
    found, health
) -> None:
    picture = draw(found, health=health)
    assert len(picture.kolommen) == min(len(found), MOST)
    for column in picture.kolommen:
        assert picture.links <= column.x
        assert column.x + column.breed <= picture.breed
        bottom = picture.bodem
        for part in column.delen:
            assert abs(part.y + part.hoog - bottom) < 0.3
            bottom = part.y
        assert bottom >= picture.boven - 0.5


@given(found=weeks())
def test_illness_is_not_told_apart_to_who_may_not_see_it(found) -> None:
    picture = draw(found, health=False)
    assert "vz-ziek" not in {p.klas for c in picture.kolommen for p in c.delen}
    head, rows = table_of(found, health=False)
    assert "Ziek" not in head
    assert [row[1][1] for row in rows] == [hours(w.totaal) for w in reversed(found)]


def test_hours_are_written_as_people_do() -> None:
    assert [hours(one) for one in (500, 550, 525, 0)] == ["5", "5,5", "5,25", "0"]
