"""The exports of Eduarte, Magister and Somtoday, with the quirks of each."""

from __future__ import annotations

import json

import pytest

from assistant.casework.import_absence import RejectedLinesError
from assistant.errors import ImportFileError
from models.invoer import Invoer
from tests.assistant.casework.absences import (
    CODES,
    ILL,
    WEEK,
    bring_in,
    days_by_key,
)

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
