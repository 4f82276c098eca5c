"""A file with a line per pupil and day: its quirks, wrong input, and trying it out."""

from __future__ import annotations

import pytest

from assistant.casework.absence_keys import link_absence_key
from assistant.casework.import_absence import RejectedLinesError, scan_absence
from assistant.casework.start_case import start_case
from assistant.errors import ImportFileError, InputError
from models.invoer import Invoer
from models.organisatie import Organisatie, OrganisatieSoort
from models.verzuim import Verzuimdag, Verzuimleerling, pupils_of_cases
from tests.assistant.casework.absences import (
    ILL,
    bring_in,
    days_by_key,
    order_of,
)

HEAD = "leerling;datum;lesuren;gemist;soort\n"


def counts(ctx) -> tuple[int, int, int]:
    with ctx.store.reading() as uow:
        return tuple(
            uow.session.query(kind).count()
            for kind in (Verzuimdag, Verzuimleerling, Invoer)
        )


def test_the_day_file_is_stored_day_by_day(ctx) -> None:
    result = bring_in(
        ctx,
        HEAD
        + "L1;2026-09-07;5;5;ziek\nL1;2026-09-08;5.5;0;aanwezig\n"
        + "L2;2026-09-07;5;2,25;ongeoorloofd\n",
    )
    assert (result.erbij, result.nieuwe_leerlingen, result.tally.afgekeurd) == (3, 2, 0)
    assert days_by_key(ctx) == {
        "L1": [("2026-09-07", 500, ILL), ("2026-09-08", 550, {})],
        "L2": [("2026-09-07", 500, {"ongeoorloofd": 225})],
    }


def test_bom_quoted_line_ends_and_both_ways_to_write_a_day_are_read(ctx) -> None:
    text = (
        "\ufeffLeerlingnummer ;Opmerking;Datum;Lesuren;Gemiste uren;Soort verzuim\r\n"
        'L1;"eerste regel\r\ntweede; regel";07-09-2026;5;5;Ziek\r\n'
        "L1;;20260908;5;5;ZIEK\r\n"
        "\r\n"
        "L1;é;9-9-2026;5;5;Spijbelen\r\n"
    )
    result = bring_in(ctx, text)
    assert result.tally.afgekeurd == 0
    assert days_by_key(ctx)["L1"] == [
        ("2026-09-07", 500, ILL),
        ("2026-09-08", 500, ILL),
        ("2026-09-09", 500, {"ongeoorloofd": 500}),
    ]


def test_windows_letters_and_other_separators_are_read(ctx) -> None:
    text = "leerling,datum,lesuren,gemist,soort\nAndré,2026-09-07,5,5,ziek\n"
    bring_in(ctx, text.encode("cp1252"))
    assert days_by_key(ctx) == {"André": [("2026-09-07", 500, ILL)]}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";2026-09-07;5;5;ziek", "staat niets"),
        ("L1;;5;5;ziek", "in ‘datum’ staat niets"),
        ("L1;2026-02-30;5;5;ziek", "geen datum"),
        ("L1;2026-09-12;5;5;ziek", "na de peildatum"),
        ("L1;1996-09-12;5;5;ziek", "meer dan 20 jaar terug"),
        ("L1;2026-09-07;vijf;5;ziek", "in ‘lesuren’ staat geen aantal uren"),
        ("L1;2026-09-07;17;5;ziek", "in ‘lesuren’ staat geen aantal uren"),
        ("L1;2026-09-07;5;-1;ziek", "in ‘gemist’ staat geen aantal uren"),
        ("L1;2026-09-07;5;6;ziek", "meer uren gemist"),
        ("L1;2026-09-07;5;1;aanwezig", "er zijn uren gemist"),
        ("L1;2026-09-07;5;5;kwijt", "de soort in ‘soort’ kennen we niet"),
        ("L1;2026-09-07;5;5;ziek;meer", "meer kolommen"),
        ("111222333;2026-09-07;5;5;ziek", "burgerservicenummer"),
        ("L" * 121 + ";2026-09-07;5;5;ziek", "langer dan 120"),
    ],
)
def test_a_wrong_line_stays_out_with_its_number_and_the_good_ones_go_in(
    ctx, line, why
) -> None:
    result = bring_in(ctx, f"{HEAD}L9;2026-09-07;5;5;ziek\n{line}\n")
    (told,) = result.tally.regels
    assert told.regel == 3
    assert why in told.tekst
    assert days_by_key(ctx) == {"L9": [("2026-09-07", 500, ILL)]}


def test_the_whole_file_stays_out_when_that_was_asked(ctx) -> None:
    text = HEAD + "L9;2026-09-07;5;5;ziek\nL1;2026-09-07;5;6;ziek\n"
    with pytest.raises(RejectedLinesError, match="1 van de 2 regels") as error:
        bring_in(ctx, text, alles_of_niets=True)
    assert error.value.tally.regels[0].regel == 3
    assert counts(ctx) == (0, 0, 0)


def test_a_file_of_which_nothing_can_be_read_is_refused(ctx) -> None:
    with pytest.raises(RejectedLinesError, match="geen enkele regel"):
        bring_in(ctx, HEAD + "L1;2026-09-07;5;6;ziek\n")
    with pytest.raises(RejectedLinesError, match="staat geen verzuim"):
        bring_in(ctx, HEAD)
    assert counts(ctx) == (0, 0, 0)


@pytest.mark.parametrize("kop", ["BSN", "Bsn leerling", "Burgerservicenummer", "PGN"])
def test_a_column_named_after_a_bsn_is_refused_by_name(ctx, kop) -> None:
    text = f"leerling;{kop};datum;lesuren;gemist;soort\nL1;1;2026-09-07;5;5;ziek\n"
    with pytest.raises(ImportFileError, match=f"‘{kop}’ wordt geweigerd"):
        bring_in(ctx, text)
    assert counts(ctx) == (0, 0, 0)


def test_a_column_of_pupils_that_are_bsns_is_refused(ctx) -> None:
    numbers = ("111222333", "123456782", "231288345")
    lines = "".join(f"{one};2026-09-07;5;5;ziek\n" for one in numbers)
    with pytest.raises(ImportFileError, match="‘leerling’ lijkt uit burgerservice"):
        bring_in(ctx, HEAD + lines)
    assert counts(ctx) == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf \r\n", "leeg"),
        (b"PK\x03\x04rest", "Excel"),
        (b"naam;leeftijd\nx;1\n", "herkennen we niet"),
        (HEAD.encode() + b'L1;"2026-09-07;5;5;ziek\n', "aanhalingstekens"),
        (b"[1, 2", "geen leesbaar JSON"),
        (b'{"items": 3}', "geen lijst"),
        (b'{"items": [{"leerling": {"bsn": 1}}]}', "‘bsn’ wordt geweigerd"),
        (b'{"items": [{"naam": "x"}]}', "herkennen we niet"),
    ],
)
def test_another_kind_of_file_is_refused_in_one_sentence(ctx, data, why) -> None:
    with pytest.raises(ImportFileError, match=why):
        bring_in(ctx, data)
    assert counts(ctx) == (0, 0, 0)


def test_the_same_file_again_changes_nothing_at_all(ctx) -> None:
    text = HEAD + "L1;2026-09-07;5;5;ziek\nL1;2026-09-08;5;5;ziek\n"
    first = bring_in(ctx, text)
    before = counts(ctx), days_by_key(ctx)
    again = bring_in(ctx, text)
    assert (again.id, again.erbij, again.gewijzigd) == (first.id, 0, 0)
    assert (counts(ctx), days_by_key(ctx)) == before
    assert "al ingelezen" in again.meldingen[0].tekst


def test_an_extended_file_adds_only_what_is_new(ctx) -> None:
    text = HEAD + "L1;2026-09-07;5;5;ziek\n"
    bring_in(ctx, text)
    more = bring_in(ctx, text + "L1;2026-09-08;5;5;ziek\nL1;2026-09-08;5;5;ziek\n")
    assert (more.erbij, more.gewijzigd) == (1, 0)
    grown = bring_in(ctx, HEAD + "L1;2026-09-07;6;5;ziek\n")
    assert (grown.erbij, grown.gewijzigd) == (0, 1)


def test_files_that_disagree_are_told_and_one_can_take_the_place(ctx) -> None:
    bring_in(ctx, HEAD + "L1;2026-09-07;5;5;ongeoorloofd\n")
    other = HEAD + "L1;2026-09-07;5;5;ziek\n"
    both = bring_in(ctx, other)
    assert "op 1 dagen staat meer verzuim" in both.meldingen[0].tekst
    # the reason goes before no reason, and no hour counts twice
    assert days_by_key(ctx) == {"L1": [("2026-09-07", 500, ILL)]}
    bring_in(ctx, HEAD + "L1;2026-09-07;5;4;ongeoorloofd\n", vervangt=True)
    assert days_by_key(ctx) == {"L1": [("2026-09-07", 500, {"ongeoorloofd": 400})]}


def test_enrolments_and_exemptions_are_periods(ctx) -> None:
    head = "leerling;periode;begindatum;einddatum;grond\n"
    lines = "L1;inschrijving;2024-08-01;;\n"
    lines += "L1;vrijstelling;2026-09-01;2027-07-31;5 onder a\n"
    bring_in(ctx, head + lines)
    result = bring_in(
        ctx,
        head
        + "L1;inschrijving;2024-08-01;2026-09-01;\nL1;vrijstelling;2026-09-01;;5a\n"
        + "L1;vrijstelling;2026-09-01;;6 onder z\nL1;vakantie;2026-09-01;;\n",
    )
    assert (result.erbij, result.gewijzigd) == (1, 1)
    assert [line.regel for line in result.tally.regels] == [4, 5]


def test_a_mapping_by_hand_reads_columns_nobody_knows(ctx) -> None:
    text = "stnr;wanneer;les;weg;waarom\nL1;2026-09-07;5;5;ziek\n"
    mapping = {
        "stnr": "leerling",
        "wanneer": "datum",
        "les": "lesuren",
        "weg": "gemist",
        "waarom": "soort",
    }
    bring_in(ctx, text, koppeling=mapping)
    assert days_by_key(ctx) == {"L1": [("2026-09-07", 500, ILL)]}
    with pytest.raises(ImportFileError, match="staat niet in"):
        bring_in(ctx, text, koppeling={"kolom": "datum"})
    with pytest.raises(ImportFileError, match="Twee kolommen"):
        bring_in(ctx, text, koppeling={"stnr": "datum", "wanneer": "datum"})
    with pytest.raises(ImportFileError, match="ontbreekt een kolom"):
        bring_in(ctx, text, koppeling={"stnr": "leerling"})


def test_a_layout_that_was_chosen_must_fit(ctx) -> None:
    text = HEAD + "L1;2026-09-07;5;5;ziek\n"
    with pytest.raises(ImportFileError, match="bestaat niet"):
        bring_in(ctx, text, vorm="excel")
    with pytest.raises(ImportFileError, match="9 kolommen"):
        bring_in(ctx, text, vorm="eduarte_absentiemeldingen")
    with pytest.raises(ImportFileError, match="ontbreekt een kolom: periode"):
        bring_in(ctx, text, vorm="perioden")


def test_a_pupil_of_a_case_list_of_the_same_school_gets_the_case(ctx) -> None:
    case = start_case(ctx, rol="regisseur")
    with ctx.store.unit_of_work() as uow:
        uow.session.add(
            Organisatie(id="school", naam="De Voorbeeld", soort=OrganisatieSoort.SCHOOL)
        )
        link_absence_key(ctx, uow, case, "lijst:school", "L1")
    text = HEAD + "L1;2026-09-07;5;5;ziek\nL2;2026-09-07;5;5;ziek\n"
    result = bring_in(ctx, text, organisatie_id="school")
    assert result.casussen == {case}
    with ctx.store.reading() as uow:
        assert [
            row.organisatie_id for row in pupils_of_cases(uow.session, [case])[case]
        ] == ["school"]
    with pytest.raises(InputError, match="bestaat niet"):
        bring_in(ctx, text, organisatie_id="geen")


def test_a_trial_tells_what_is_in_a_file_and_stores_nothing(ctx) -> None:
    text = HEAD + "L1;2026-09-07;5;5;ziek\nL2;2026-09-07;5;6;ziek\n"
    scan = scan_absence(ctx, order_of(text))
    assert (scan.tally.gelezen, scan.tally.afgekeurd) == (2, 1)
    assert (scan.bekend, scan.casussen, scan.eerder) == (0, 0, None)
    assert counts(ctx) == (0, 0, 0)
    first = bring_in(ctx, text)
    scan = scan_absence(ctx, order_of(text))
    assert (scan.bekend, scan.eerder) == (1, first.id)
