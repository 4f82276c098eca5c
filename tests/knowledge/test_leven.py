"""The rows on the life of a case fit the fields, the roles and the calendar."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.school_year_proposals import Soort
from knowledge.errors import KnowledgeError
from knowledge.leven import schooljaar_naam
from knowledge.load import DATA, load_knowledge
from models.gebruiker import Rol

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_every_outcome_of_the_field_has_a_rule(knowledge: Knowledge) -> None:
    field = {value.id for value in knowledge.velden["uitkomst"].waarden}
    assert {row.id for row in knowledge.leven.uitkomsten} == field
    still = [row.id for row in knowledge.leven.uitkomsten if not row.sluit]
    assert still == ["loopt"]


def test_every_mandate_names_roles_that_people_can_have(knowledge: Knowledge) -> None:
    roles = {role.value for role in Rol}
    for row in knowledge.leven.bevoegdheden:
        assert set(row.rollen) <= roles, row.id
        # Families and the table never decide about the life of a case.
        assert not set(row.rollen) & {"ouder", "leerling", "overleglid", "aanbieder"}


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_one_school_year(knowledge: Knowledge, day: date) -> None:
    leven = knowledge.leven
    year = leven.schooljaar_van(day)
    assert leven.begin_van(year) <= day < leven.begin_van(year + 1)
    assert schooljaar_naam(year) == f"{year}-{year + 1}"
    assert leven.schooljaar_van(leven.begin_van(year) - timedelta(days=1)) == year - 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: detentie,", "id: detentje,", "uitkomst ‘detentje’ bestaat niet"),
        ("{schoolsoort: bao,", "{schoolsoort: bao9,", "schoolsoort ‘bao9’ bestaat"),
        ("tlv_termijn: tlv_besluit", "tlv_termijn: tlv_x", "termijn ‘tlv_x’ bestaat"),
        ("schoolsoorten: [vso]", "schoolsoorten: [vsoo]", "schoolsoort ‘vsoo’ bestaat"),
    ],
)
def test_a_name_that_does_not_exist_is_refused_in_words(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    root = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = root / "leven.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said) as caught:
        load_knowledge(root)
    assert str(caught.value).startswith("In leven.yaml")


def test_every_change_of_a_school_year_has_words(knowledge: Knowledge) -> None:
    assert set(knowledge.leven_woorden.schooljaar) == {kind.value for kind in Soort}
