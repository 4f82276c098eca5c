"""The words for how sure a reading is."""

import pytest
from pydantic import ValidationError

from knowledge.zekerheid import Zekerheid


@pytest.mark.parametrize(
    ("sure", "word"),
    [(1.0, "zeker"), (0.85, "zeker"), (0.7, "waarschijnlijk"), (0.0, "twijfel")],
)
def test_every_certainty_has_a_word(knowledge, sure, word):
    assert knowledge.zekerheid.graad(sure).naam == word


def test_what_a_person_typed_needs_no_word(knowledge):
    assert knowledge.zekerheid.graad(None) is None


@pytest.mark.parametrize("bounds", [(0.9, 0.2), (0.2, 0.9, 0), (0.5, 0.5, 0)])
def test_bounds_that_leave_a_hole_or_turn_back_are_refused(bounds):
    rows = [
        {"id": f"g{n}", "naam": "x", "teken": "x", "vanaf": bound}
        for n, bound in enumerate(bounds)
    ]
    with pytest.raises(ValidationError):
        Zekerheid.model_validate({"graden": rows, "bron": "EIGEN"})


def test_every_text_of_the_page_exists_for_every_role(knowledge):
    texts = knowledge.gesprek_scherm
    for name, text in texts.zinnen.items():
        for role in ("zorgcoordinator", "regisseur", "ouder", "leerling"):
            assert text.voor(role), name
    # To a pupil one says "je".
    formal = [
        name
        for name, text in texts.zinnen.items()
        if set(text.voor("leerling").lower().split()) & {"u", "uw"}
    ]
    assert formal == []
