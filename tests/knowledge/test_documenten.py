"""What goes into a document follows from what each field says it is needed for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.documenten import Deelsoort
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from knowledge.load import Knowledge


@pytest.mark.parametrize(
    ("soort", "doel"), [("tlv", "tlv"), ("overleg", "plaatsingsoverleg")]
)
def test_a_document_holds_exactly_what_its_purpose_needs(
    knowledge: Knowledge, soort: str, doel: str
) -> None:
    row = knowledge.documenten[soort]
    needed = {v.id for v in knowledge.velden.values() if doel in v.nodig_voor}
    assert {*row.velden, *row.in_kop} == needed


def test_the_child_comes_first_in_every_document_about_the_child(
    knowledge: Knowledge,
) -> None:
    for soort in ("tlv", "opp", "overleg"):
        first = knowledge.documenten[soort].onderdelen[0]
        assert first.velden[0] == "stem_kind_wens"
        assert first.soort is Deelsoort.stemmen


def test_no_document_shows_what_is_never_meant_for_the_table(
    knowledge: Knowledge,
) -> None:
    hidden = {v.id for v in knowledge.velden.values() if v.niet_tonen_aan}
    for row in knowledge.documenten.values():
        assert not hidden & set(row.velden)


def test_every_document_says_what_is_missing(knowledge: Knowledge) -> None:
    for soort in ("tlv", "opp", "overleg"):
        kinds = [deel.soort for deel in knowledge.documenten[soort].onderdelen]
        assert Deelsoort.onbekend in kinds


def test_a_family_speaks_in_fields_it_fills_in_itself(knowledge: Knowledge) -> None:
    for rol, names in knowledge.gezin.stemvelden.items():
        for name in names:
            veld = knowledge.velden[name]
            assert rol in [one.value for one in veld.invullers]
            assert veld.type in (VeldType.text_long, VeldType.scale_0_10)


def test_what_happened_elsewhere_starts_again_before_the_table(
    knowledge: Knowledge,
) -> None:
    rules = knowledge.overdracht
    for status in ("op_tafel", "besloten", "gestart", "nazorg"):
        change = rules.arrival(status, advies=True)
        assert change is not None
        assert change.wordt == "geadviseerd"
        without = rules.arrival(status, advies=False)
        assert without is not None
        assert without.wordt == "bevestigd"
    for status in ("signaal", "intake", "afgesloten", "heropend", "gestopt"):
        assert rules.arrival(status, advies=True) is None
