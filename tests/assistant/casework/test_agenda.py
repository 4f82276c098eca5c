"""The agenda of a meeting: everybody in a line, and some told in full."""

from sqlalchemy import event

from assistant.casework.agenda import summaries_of
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view, nobody
from assistant.casework.propose_placements import propose_placements
from assistant.context import Context
from models.voorstel import Voorstel


def test_who_is_told_in_full_is_told_as_when_everybody_is(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    meeting, first, second = table
    propose_placements(ctx, meeting)
    whole = meeting_view(ctx, meeting, SYSTEEM)
    some = meeting_view(ctx, meeting, SYSTEEM, lambda order: order[:1])
    assert [item.casus_id for item in some.agenda] == [first, second]
    assert some.agenda[0] == whole.agenda[0]
    assert whole.agenda[0].voorstel is not None and whole.agenda[0].voorstel.mogelijk
    assert whole.agenda[1].samenvatting and whole.agenda[1].open_routes


def test_a_line_tells_where_a_pupil_goes_and_nothing_of_the_case(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    meeting = table[0]
    propose_placements(ctx, meeting)
    whole = meeting_view(ctx, meeting, SYSTEEM)
    lines = meeting_view(ctx, meeting, SYSTEEM, nobody)
    for line, told in zip(lines.agenda, whole.agenda, strict=True):
        assert line.voorstel is not None and told.voorstel is not None
        assert line.voorstel.plek_naam == told.voorstel.plek_naam
        assert line.voorstel.reden == told.voorstel.reden
        assert line.status == told.status
        assert not line.samenvatting and not line.open_routes
        assert not line.voorstel.mogelijk and not line.voorstel.niet
    assert lines.aantal_leerlingen == whole.aantal_leerlingen
    assert lines.plekken == whole.plekken


def test_a_list_to_choose_from_tells_each_pupil_in_the_same_words(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    meeting, first, second = table
    told = {
        item.casus_id: item.samenvatting
        for item in meeting_view(ctx, meeting, SYSTEEM).agenda
    }
    assert summaries_of(ctx, SYSTEEM, [first, second]) == told
    assert summaries_of(ctx, SYSTEEM, []) == {}


def test_earlier_proposals_are_not_read_with_the_latest(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    """Each is megabytes at a large table, and a meeting asks for many."""
    meeting = table[0]
    propose_placements(ctx, meeting)
    newest = propose_placements(ctx, meeting).id
    read: list[int] = []

    def note(row: Voorstel, _context: object) -> None:
        read.append(row.id)

    event.listen(Voorstel, "load", note)
    try:
        meeting_view(ctx, meeting, SYSTEEM)
    finally:
        event.remove(Voorstel, "load", note)
    assert read == [newest]
