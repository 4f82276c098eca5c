"""A case only goes where its path goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.casus import STATUS_TEKST, TRANSITIONS, Casus, CasusStatus
from models.errors import TransitionError

S = CasusStatus


def a_case(status: CasusStatus) -> Casus:
    return Casus(
        id="2026-0001",
        status=status,
        rol="regisseur",
        aangemaakt_op=datetime(2026, 9, 14, tzinfo=UTC),
    )


def test_the_path_leads_from_intake_to_the_end() -> None:
    casus = a_case(S.INTAKE)
    for status in (
        S.BEVESTIGD,
        S.GEADVISEERD,
        S.OP_TAFEL,
        S.BESLOTEN,
        S.GESTART,
        S.NAZORG,
        S.AFGESLOTEN,
    ):
        casus.advance(status)
    assert casus.status is S.AFGESLOTEN


@given(st.sampled_from(list(S)), st.sampled_from(list(S)))
def test_a_step_that_is_not_on_the_path_is_refused(start: S, end: S) -> None:
    casus = a_case(start)
    if end in TRANSITIONS[start]:
        casus.advance(end)
        assert casus.status is end
        return
    with pytest.raises(TransitionError) as caught:
        casus.advance(end)
    assert casus.status is start
    assert STATUS_TEKST[start] in str(caught.value)
    assert STATUS_TEKST[end] in str(caught.value)


@given(st.sampled_from([one for one in S if one not in (S.AFGESLOTEN, S.GESTOPT)]))
def test_a_lifted_stop_brings_the_case_back_to_where_it_was(start: S) -> None:
    casus = a_case(start)
    assert casus.stop("Er is gevaar.")
    assert not casus.stop("Nog een keer.")
    assert (casus.status, casus.stopreden) == (S.GESTOPT, "Er is gevaar.")
    for status in S:
        with pytest.raises(TransitionError):
            casus.advance(status)
    casus.lift_stop()
    assert (casus.status, casus.stopreden) == (start, None)


def test_a_closed_case_is_not_stopped_and_a_running_one_has_no_stop_to_lift() -> None:
    with pytest.raises(TransitionError, match="afgesloten"):
        a_case(S.AFGESLOTEN).stop("x")
    with pytest.raises(TransitionError, match="niet gestopt"):
        a_case(S.INTAKE).lift_stop()


def test_every_status_has_a_text_and_a_row_of_transitions() -> None:
    assert set(STATUS_TEKST) == set(TRANSITIONS) == set(S)
