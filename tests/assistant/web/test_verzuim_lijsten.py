"""The page with the lists of absence, as the roles see it."""

from __future__ import annotations

import pytest

PAGE = "/verzuim/lijsten"


def test_a_school_sees_its_own_pupils_with_reason_and_next_action(visit) -> None:
    page = visit("zorgcoordinator").get(PAGE)
    assert page.status_code == 200
    for words in ("Actielijst", "Volglijst", "Vroege signalen", "Onder elke grens"):
        assert words in page.text


def test_the_samenwerkingsverband_sees_only_pupils_with_a_case(visit) -> None:
    assert "leerling VB-" not in visit("regisseur").get(PAGE).text


@pytest.mark.parametrize("role", ["beheerder", "overleglid"])
def test_who_has_no_task_in_absence_is_refused(visit, role) -> None:
    assert visit(role).get(PAGE).status_code == 403
