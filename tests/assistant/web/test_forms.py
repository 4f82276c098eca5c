"""Reading a form of one field: the value, and everything needed to show it again."""

import pytest
from starlette.datastructures import FormData

from assistant.web.errors import BadInput
from assistant.web.forms import filled_form, form_text, read_field
from knowledge.velden import VeldType


def field_of(knowledge, kind):
    return next(veld for veld in knowledge.velden.values() if veld.type is kind)


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [
        (VeldType.text_long, "  Hij mist zijn vrienden. ", "Hij mist zijn vrienden."),
        (VeldType.integer, "12", 12),
        (VeldType.integer, "twaalf", "twaalf"),
        (VeldType.integer, "9" * 400, "9" * 400),
        (VeldType.number, "7,5", 7.5),
        (VeldType.number, "zeven", "zeven"),
        (VeldType.boolean, "ja", True),
        (VeldType.boolean, "nee", False),
        (VeldType.date, "2026-09-01", "2026-09-01"),
        (VeldType.scale_0_10, "8", 8),
    ],
)
def test_one_box_gives_a_typed_value_or_the_text_to_refuse(
    knowledge, kind, sent, value
):
    given = read_field(field_of(knowledge, kind), FormData([("waarde", sent)]))
    assert given.waarde == value
    assert given.form.tekst == sent.strip()


@pytest.mark.parametrize("kind", list(VeldType))
def test_an_empty_form_is_no_answer(knowledge, kind):
    given = read_field(field_of(knowledge, kind), FormData([("waarde", "  ")]))
    assert given.waarde is None


def test_ticked_boxes_become_a_list_and_stay_ticked(knowledge):
    veld = field_of(knowledge, VeldType.multi)
    ids = [row.id for row in veld.waarden][:2]
    given = read_field(veld, FormData([("waarde", one) for one in ids]))
    assert given.waarde == ids
    assert list(given.form.gekozen) == ids


@pytest.mark.parametrize("kind", [VeldType.multi, VeldType.table])
def test_none_of_these_is_an_answer(knowledge, kind):
    given = read_field(field_of(knowledge, kind), FormData([("geen_van_deze", "ja")]))
    assert given.waarde == []
    assert given.form.geen


def test_table_rows_are_read_and_empty_rows_left_out(knowledge):
    veld = next(v for v in knowledge.velden.values() if v.type is VeldType.table)
    first = veld.kolommen[0]
    text = first.waarden[0].id if first.waarden else "2026-09-01"
    given = read_field(veld, FormData([(f"rij-1-{first.id}", text)]))
    assert given.form.rijen == ({first.id: text},)
    assert len(given.waarde) == 1


def test_a_stored_answer_fills_its_form_again(knowledge):
    veld = field_of(knowledge, VeldType.number)
    form = filled_form(veld, 7.5)
    assert form.tekst == "7,5"
    assert read_field(veld, FormData([("waarde", form.tekst)])).waarde == 7.5


def test_a_text_that_is_too_long_is_refused_with_both_numbers():
    with pytest.raises(BadInput, match=r"2001 tekens.*2000"):
        form_text(
            FormData([("reden", "x" * 2001)]), "reden", limit=2000, what="De reden"
        )
