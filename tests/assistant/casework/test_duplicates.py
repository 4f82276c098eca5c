"""Likely duplicates, and brothers and sisters: told, never opened."""

from __future__ import annotations

import pytest

from assistant.casework.duplicates import (
    SHOWN,
    likely_duplicates,
    warn_duplicates,
)
from assistant.casework.family import add_family_member
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.names import Volledigenaam, set_name
from assistant.casework.record_answers import record_answers
from assistant.casework.siblings import (
    link_siblings,
    siblings_of,
    suggest_siblings,
    unlink_siblings,
)
from assistant.errors import InputError, NotFoundError
from models.casus import Casus
from tests.assistant.casework.region import make_region


@pytest.fixture
def region(ctx):
    return make_region(ctx)


@pytest.fixture
def pupil(ctx, region):
    """Return a function that makes a case with a name and what else is known."""

    def make(first, last, month=None, pc4=None, organisatie=None, swv=None) -> str:
        case = region.start()
        set_name(ctx, case, Volledigenaam(first, "", last), door="Test")
        answers = {"geboortemaand": month, "postcode4": pc4}
        given = {veld: value for veld, value in answers.items() if value}
        if given:
            record_answers(ctx, case, given, rol="zorgcoordinator", via="formulier")
        with ctx.store.unit_of_work() as uow:
            casus = uow.session.get(Casus, case)
            casus.organisatie_id = organisatie or casus.organisatie_id
            casus.swv_id = swv or casus.swv_id
        return case

    return make


def warned(ctx, kijker, case) -> list[str | None]:
    found = warn_duplicates(ctx, kijker, case)
    return [one.rij.id if one.rij else None for one in found]


@pytest.mark.parametrize(
    ("other", "month", "same"),
    [
        (("Sanne", "Voorbeeldmeijer"), "2012-03", True),
        (("Sane", "Voorbeeldmeyer"), "2012-03", True),
        (("Sanne Maria", "Voorbeeldmeijer"), None, True),
        (("Sanne", "Voorbeeldmeijer"), "2012-04", False),
        (("Sander", "Voorbeeldmeijer"), "2012-03", False),
        (("Sanne", "Voorbeeldbakker"), "2012-03", False),
    ],
)
def test_a_pupil_with_a_like_name_and_month_of_birth_is_told(
    ctx, region, pupil, other, month, same
):
    first = pupil("Sanne", "Voorbeeldmeijer", "2012-03")
    second = pupil(*other, month)
    assert warned(ctx, region.regisseur1, second) == ([first] if same else [])
    assert warned(ctx, region.regisseur1, first) == ([second] if same else [])


def test_who_may_not_see_the_other_case_is_told_whom_to_ask(ctx, region, pupil):
    hidden = pupil("Sanne", "Voorbeeldmeijer", "2012-03", organisatie="nieuw")
    own = pupil("Sanne", "Voorbeeldmeijer", "2012-03")
    (warning,) = warn_duplicates(ctx, region.zorg1, own)
    assert warning.rij is None
    assert warning.contact.naam
    assert hidden not in repr(warning)
    assert "Voorbeeldmeijer" not in repr(warning)


def test_another_samenwerkingsverband_is_not_told_about(ctx, region, pupil):
    pupil("Sanne", "Voorbeeldmeijer", "2012-03", swv="ander")
    own = pupil("Sanne", "Voorbeeldmeijer", "2012-03")
    assert warned(ctx, region.regisseur1, own) == []


def test_of_many_namesakes_only_the_newest_are_told(ctx, region, pupil):
    cases = [pupil("Sanne", "Voorbeeldmeijer") for _ in range(SHOWN + 3)]
    told = warned(ctx, region.regisseur1, cases[0])
    assert told == cases[: -SHOWN - 1 : -1]


def test_a_case_without_a_name_has_no_duplicates(ctx, region, pupil):
    pupil("Sanne", "Voorbeeldmeijer")
    assert warned(ctx, region.regisseur1, region.start()) == []


def test_lines_of_an_import_are_compared_all_at_once(ctx, region, pupil):
    first = pupil("Sanne", "Voorbeeldmeijer", "2012-03")
    pupil("Noor", "Voorbeeldmeijer", "2010-01")
    lines = {
        1: (Volledigenaam("Sanne", "", "Voorbeeldmeyer"), "2012-03"),
        2: (Volledigenaam("Sanne", "", "Voorbeeldmeijer"), "2011-03"),
        3: (Volledigenaam("Noor", "", "Voorbeeldmeijer"), None),
        4: (Volledigenaam("Bo", "", "Voorbeeld"), "2012-03"),
    }
    with ctx.store.reading() as uow:
        found = likely_duplicates(ctx, uow, lines)
    assert found.keys() == {1, 3}
    assert found[1] == first


def test_siblings_are_linked_once_and_seen_from_both_sides(ctx, region, pupil):
    one, other = pupil("Sanne", "Voorbeeld"), pupil("Bram", "Voorbeeld")
    link_siblings(ctx, region.regisseur1, other, one)
    link_siblings(ctx, region.regisseur1, one, other)
    assert [row.id for row in siblings_of(ctx, region.regisseur1, one)] == [other]
    assert [row.id for row in siblings_of(ctx, region.regisseur1, other)] == [one]
    unlink_siblings(ctx, region.regisseur1, one, other)
    unlink_siblings(ctx, region.regisseur1, one, other)
    assert siblings_of(ctx, region.regisseur1, one) == ()


def test_a_link_opens_nothing_for_who_may_not_see_the_other(ctx, region, pupil):
    one, other = (
        pupil("Sanne", "Voorbeeld"),
        pupil("Bram", "Voorbeeld", organisatie="nieuw"),
    )
    link_siblings(ctx, region.regisseur1, one, other)
    assert siblings_of(ctx, region.zorg1, one) == ()
    with pytest.raises(NotFoundError):
        unlink_siblings(ctx, region.zorg1, one, other)
    assert siblings_of(ctx, region.regisseur1, one)


def test_a_link_that_makes_no_sense_is_refused(ctx, region, pupil):
    one = pupil("Sanne", "Voorbeeld")
    with pytest.raises(InputError, match="zichzelf"):
        link_siblings(ctx, region.regisseur1, one, one)
    for nothing in ("2026-9999", "", "x' OR 1=1"):
        with pytest.raises(NotFoundError):
            link_siblings(ctx, region.regisseur1, one, nothing)
    parent = Kijker("ouder", "Ouder", gezinslid_id=_parent(ctx, one), casus_id=one)
    with pytest.raises(NotFoundError):
        link_siblings(ctx, parent, one, pupil("Bram", "Voorbeeld"))
    assert siblings_of(ctx, region.regisseur1, one) == ()


def _parent(ctx, case: str) -> int:
    return add_family_member(ctx, case, "ouder", True, None, door="Test")


def test_the_same_surname_with_a_parent_or_postcode_in_common_is_suggested(
    ctx, region, pupil
):
    own = pupil("Sanne", "Voorbeeldmeijer", "2012-03", "3311")
    near = pupil("Bram", "Voorbeeldmeyer", "2014-05", "3311")
    far = pupil("Noor", "Voorbeeldmeijer", "2014-05", "9999")
    pupil("Teun", "Anders", "2014-05", "3311")
    parent = Volledigenaam("Fenna", "", "Voorbeeldzon")
    found = suggest_siblings(ctx, region.regisseur1, own)
    assert [(one.rij.id, "postcode" in one.reden) for one in found] == [(near, True)]
    for case in (own, far):
        add_family_member(ctx, case, "ouder", True, parent, door="Test")
    found = {one.rij.id: one.reden for one in suggest_siblings(ctx, SYSTEEM, own)}
    assert found.keys() == {near, far}
    assert "ouder" in found[far]
    link_siblings(ctx, region.regisseur1, own, near)
    found = suggest_siblings(ctx, region.regisseur1, own)
    assert [one.rij.id for one in found] == [far]


def test_a_suggestion_is_never_a_case_out_of_sight(ctx, region, pupil):
    own = pupil("Sanne", "Voorbeeldmeijer", pc4="3311")
    pupil("Bram", "Voorbeeldmeijer", pc4="3311", organisatie="nieuw")
    assert suggest_siblings(ctx, region.zorg1, own) == ()
