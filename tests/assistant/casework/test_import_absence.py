"""Bringing absence in: every layout, every quirk of real files, and wrong input."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from assistant.casework.absence_keys import link_absence_key
from assistant.casework.import_absence import RejectedLinesError, scan_absence
from assistant.casework.start_case import start_case
from assistant.errors import ImportFileError, InputError
from models.invoer import Invoer
from models.organisatie import Organisatie, OrganisatieSoort
from models.verzuim import Verzuimdag, Verzuimleerling, pupils_of_cases
from tests.assistant.casework.absences import (
    CODES,
    WEEK,
    bring_in,
    days_by_key,
    order_of,
)

HEAD = "leerling;datum;lesuren;gemist;soort\n"
ILL = {"ziek": 500}


@pytest.fixture
def ctx(ctx):
    """Return surroundings on a Friday, two school weeks after the holidays."""
    return replace(ctx, peildatum=date(2026, 9, 11))


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


REPORTS = "leerling;begindatum;einddatum;beginlesuur;eindlesuur;code\n"


def test_reports_need_no_line_for_a_day_at_school(ctx) -> None:
    result = bring_in(
        ctx,
        REPORTS + "L1;2026-09-07;2026-09-07;;;Z\nL1;09-09-2026;09-09-2026;2;3;X\n",
        codes=CODES,
        rooster="ma=5 di=5 wo=4 do=5 vr=5",
    )
    assert (result.vorm, result.erbij) == ("meldingen", 2)
    assert days_by_key(ctx)["L1"] == [
        ("2026-09-07", 500, ILL),
        ("2026-09-08", 500, {}),
        ("2026-09-09", 400, {"ongeoorloofd": 200}),
    ]


def test_overlapping_reports_count_every_lesson_once(ctx) -> None:
    bring_in(
        ctx,
        REPORTS
        + "L1;2026-09-07;2026-09-07;1;3;X\nL1;2026-09-07;2026-09-07;2;4;X\n"
        + "L1;2026-09-07;2026-09-07;3;5;Z\nL1;2026-09-07;2026-09-07;3;5;Z\n",
        codes=CODES,
        rooster=WEEK,
    )
    assert days_by_key(ctx)["L1"] == [
        ("2026-09-07", 500, {"ziek": 300, "ongeoorloofd": 200})
    ]


def test_an_open_report_runs_to_the_peildatum_and_until_it_is_closed(ctx) -> None:
    open_one = REPORTS + "L1;2026-09-09;;;;Z\n"
    bring_in(ctx, open_one, codes=CODES, rooster=WEEK)
    ill = [day for day, _hours, _missed in days_by_key(ctx)["L1"]]
    assert ill == ["2026-09-09", "2026-09-10", "2026-09-11"]
    later = replace(ctx, peildatum=date(2026, 9, 15))
    assert len(days_by_key(later)["L1"]) == 5
    closed = REPORTS + "L1;2026-09-09;2026-09-10;;;Z\n"
    bring_in(later, closed, codes=CODES)
    days = [day for day, _hours, missed in days_by_key(later)["L1"] if missed]
    assert days == ["2026-09-09", "2026-09-10"]
    # the older file, in which it was open, opens nothing again
    bring_in(later, open_one + "L2;2026-09-09;2026-09-09;;;Z\n", codes=CODES)
    assert [d for d, _h, missed in days_by_key(later)["L1"] if missed] == days


def test_reports_skip_the_holidays_and_the_weekend(ctx) -> None:
    autumn = replace(ctx, peildatum=date(2026, 11, 2))
    holidays = [
        row for row in ctx.knowledge.vakanties if row.id == "herfst_2026_midden"
    ]
    text = REPORTS + "L1;2026-10-12;2026-10-30;;;Z\n"
    bring_in(autumn, text, codes=CODES, rooster=WEEK)
    days = {day for day, _hours, _missed in days_by_key(autumn)["L1"]}
    assert len(days) == 10
    assert not any(
        row.van.isoformat() <= day <= row.tot.isoformat()
        for row in holidays
        for day in days
    )


@pytest.mark.parametrize("nothing", ["", "99-99", "99:99", "9999"])
def test_a_time_that_is_not_known_means_the_whole_day(ctx, nothing) -> None:
    text = (
        "leerling;begindatum;begintijd;einddatum;eindtijd;reden\n"
        f"L1;2026-09-07;{nothing};2026-09-07;{nothing};ziek\n"
    )
    bring_in(ctx, text, rooster=WEEK)
    assert days_by_key(ctx)["L1"] == [("2026-09-07", 500, ILL)]


def test_times_become_the_lessons_of_which_half_was_missed(ctx) -> None:
    head = "leerling;begindatum;begintijd;einddatum;eindtijd;reden\n"
    # lessons of 60 minutes from half past eight
    bring_in(ctx, head + "L1;2026-09-07;09:30;2026-09-07;11:00;ziek\n", rooster=WEEK)
    assert days_by_key(ctx)["L1"] == [("2026-09-07", 500, {"ziek": 200})]
    late = bring_in(
        ctx,
        head
        + "L2;2026-09-07;0830;2026-09-07;0845;ziek\n" * 2
        + "L1;2026-09-07;09:30;2026-09-07;11:00;ziek\n",
    )
    assert (late.tally.telt_niet, late.erbij) == (2, 0)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("L1;2026-09-08;2026-09-07;;;Z", "het einde ligt voor het begin"),
        ("L1;2026-09-07;2026-09-07;3;;Z", "samen zijn gevuld of samen leeg"),
        ("L1;2026-09-07;2026-09-07;3;17;Z", "geen lesuur van 1 tot en met 16"),
        ("L1;2026-09-07;2026-09-07;4;3;Z", "het einde ligt voor het begin"),
        ("L1;2026-09-07;2026-09-07;;;Q", "staat niet in de codetabel"),
        ("L1;2026-09-07;2026-09-07;;;", "geen soort of code"),
        ("L1;2026-09-07;morgen;;;Z", "geen datum"),
    ],
)
def test_a_wrong_report_stays_out(ctx, line, why) -> None:
    result = bring_in(
        ctx, f"{REPORTS}L9;2026-09-07;2026-09-07;;;Z\n{line}\n", codes=CODES
    )
    (told,) = result.tally.regels
    assert why in told.tekst


def test_the_judgement_of_the_school_decides_what_is_allowed(ctx) -> None:
    head = "leerling;datum;soort;geoorloofd\n"
    lines = "L1;2026-09-07;afwezig;J\nL2;2026-09-07;afwezig;N\nL3;2026-09-07;afwezig;\n"
    lines += "L4;2026-09-07;ziek;N\nL5;2026-09-07;ziek;\nL6;2026-09-07;te laat;\n"
    result = bring_in(ctx, head + lines, rooster=WEEK)
    kinds = {key: next(iter(days[0][2])) for key, days in days_by_key(ctx).items()}
    assert kinds == {
        "L1": "geoorloofd",
        "L2": "ongeoorloofd",
        "L3": "ongeoorloofd",
        "L4": "ongeoorloofd",
        "L5": "ziek",
    }
    assert result.tally.telt_niet == 1


EDUARTE = (
    "100001;20260907;;20260907;;;;Z;\r\n"
    "100001;20260908;0830;20260908;;;;X;te laat uit bed\r\n"
    "100002;20260907;;20260907;;;;Z;\r\n"
    "100002;20260907;;20260908;;;;Z;overlapt\r\n"
    "100003;20260910;;;;;;Z;open melding\r\n"
    '100004;20260909;;20260909;;3;4;X;"twee\r\nregels"\r\n'
)


def test_the_reports_of_eduarte_need_the_codes_and_survive_their_quirks(ctx) -> None:
    with pytest.raises(ImportFileError, match="hoort de codetabel"):
        bring_in(ctx, EDUARTE)
    result = bring_in(ctx, EDUARTE, codes=CODES, rooster=WEEK)
    assert (result.vorm, result.tally.afgekeurd) == ("eduarte_absentiemeldingen", 0)
    found = {
        key: [(day, missed) for day, _hours, missed in days if missed]
        for key, days in days_by_key(ctx).items()
    }
    assert found == {
        "100001": [("2026-09-07", ILL), ("2026-09-08", {"ongeoorloofd": 500})],
        "100002": [("2026-09-07", ILL), ("2026-09-08", ILL)],
        "100003": [("2026-09-10", ILL), ("2026-09-11", ILL)],
        "100004": [("2026-09-09", {"ongeoorloofd": 200})],
    }


def test_the_observations_of_eduarte_give_every_lesson(ctx) -> None:
    lines = [
        f"100001;20260907;;20260907;;{les};{les};wi;{how};J\r\n"
        for les, how in enumerate(("Aanwezig", "Afwezig", "Afwezig", "Aanwezig"), 1)
    ]
    result = bring_in(ctx, "".join(lines))
    assert result.vorm == "eduarte_waarnemingen"
    assert days_by_key(ctx) == {"100001": [("2026-09-07", 400, {"ongeoorloofd": 200})]}
    # the report that explains it comes later, and covers a lesson the pupil was in
    report = "100001;20260907;;20260907;;1;2;Z;\r\n"
    bring_in(ctx, report, codes=CODES)
    assert days_by_key(ctx)["100001"][0] == (
        "2026-09-07",
        400,
        {"ziek": 100, "ongeoorloofd": 100},
    )


def test_an_every_lesson_file_with_a_header_tells_the_timetable(ctx) -> None:
    head = "Leerlingnummer;Datum;Lesuur;Aanwezig;Reden\n"
    lines = "L1;2026-09-07;1;J;\nL1;2026-09-07;2;N;ziek\nL1;2026-09-07;3;N;te laat\n"
    bring_in(ctx, head + lines)
    assert days_by_key(ctx) == {"L1": [("2026-09-07", 300, {"ziek": 100})]}


def magister(**other) -> dict[str, object]:
    return {
        "Id": 1,
        "Start": "2026-09-07T08:30:00.0000000+02:00",
        "Eind": "2026-09-07T09:20:00.0000000+02:00",
        "Lesuur": 1,
        "Geoorloofd": False,
        "Code": "A",
        "Verantwoordingtype": 1,
        "Afspraak": {},
        **other,
    }


def test_magister_needs_the_pupil_and_leaves_late_and_books_out(ctx) -> None:
    rows = [
        magister(),
        magister(Lesuur=2, Verantwoordingtype=3, Geoorloofd=True),
        magister(Lesuur=3, Verantwoordingtype=2),
        magister(Lesuur=4, Verantwoordingtype=7),
        magister(Lesuur=5, Geoorloofd=True),
        # UTC, and a whole day
        magister(
            Start="2026-09-07T22:00:00.0000000Z",
            Eind="2026-09-08T22:00:00.0000000Z",
            Lesuur=None,
            Verantwoordingtype=3,
        ),
    ]
    data = json.dumps({"Items": rows, "TotalCount": 6})
    with pytest.raises(RejectedLinesError, match="staat niets"):
        bring_in(ctx, data, naam="absenties.json")
    result = bring_in(ctx, data, naam="absenties.json", sleutel="M7", rooster=WEEK)
    assert (result.vorm, result.tally.telt_niet) == ("magister", 2)
    assert days_by_key(ctx)["M7"] == [
        (
            "2026-09-07",
            500,
            {"ziek": 100, "geoorloofd": 100, "ongeoorloofd": 100},
        ),
        ("2026-09-08", 500, {"ongeoorloofd": 500}),
    ]


def somtoday(kind: str, **other) -> dict[str, object]:
    return {
        "$type": f"participatie.{kind}",
        "leerling": {"UUID": "u", "leerlingnummer": 100000, "achternaam": "Naam"},
        "beginDatumTijd": "2026-09-07T11:05:00.000+02:00",
        "eindDatumTijd": "2026-09-07T11:55:00.000+02:00",
        "beginLesuur": 4,
        "eindLesuur": 4,
        **other,
    }


def test_somtoday_mixes_reports_and_observations(ctx) -> None:
    reason = {"absentieSoort": "Absent", "afkorting": "ZK", "omschrijving": "Ziek"}
    rows = [
        somtoday("RAbsentieMelding", absentieReden=reason | {"geoorloofd": True}),
        somtoday(
            "RAbsentieMelding",
            absentieReden={
                "absentieSoort": "Absent",
                "afkorting": "XC",
                "omschrijving": "Onbekend",
                "geoorloofd": False,
            },
            beginLesuur=1,
            eindLesuur=2,
        ),
        somtoday(
            "RWaarneming", waarnemingSoort="Aanwezig", beginLesuur=2, eindLesuur=2
        ),
        somtoday("RIetsAnders"),
    ]
    result = bring_in(ctx, json.dumps({"items": rows}), naam="som.json", rooster=WEEK)
    assert result.vorm == "somtoday"
    assert [line.regel for line in result.tally.regels] == [4]
    assert days_by_key(ctx) == {
        "100000": [("2026-09-07", 500, {"ziek": 100, "ongeoorloofd": 100})]
    }


def test_names_in_an_export_are_never_stored(ctx) -> None:
    rows = [somtoday("RWaarneming", waarnemingSoort="Afwezig")]
    bring_in(ctx, json.dumps({"items": rows}), naam="som.json")
    with ctx.store.reading() as uow:
        (batch,) = uow.session.query(Invoer).all()
        assert "Naam" not in json.dumps(
            [batch.aantallen, batch.regels, batch.koppeling]
        )


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
