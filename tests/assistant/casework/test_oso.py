"""An OSO dossier gives what the probleemanalyse needs; the rest is told and dropped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from assistant.casework.import_oso import (
    confirm_oso,
    import_oso,
    looks_like_oso,
    plan_oso,
    preview_oso,
)
from assistant.casework.names import names_of
from assistant.casework.oso import pack_lines, read_oso, unpack_lines
from assistant.casework.read_answers import answer_views
from assistant.errors import ImportFileError
from knowledge.oso import Controle
from models.casus import CasusStatus
from tests.assistant.casework.dossiers import BSN, dossier
from tests.assistant.casework.region import make_region
from tests.cases import all_cases

if TYPE_CHECKING:
    from assistant.casework.import_lines import LinesRead
    from assistant.context import Context
    from knowledge.load import Knowledge

TODAY = date(2026, 9, 14)
CARE = """
  <tlv><tlvingangdatum>2025-08-01</tlvingangdatum><tlvswvnummer>PO1</tlvswvnummer>
    <tlvcategorie>M</tlvcategorie><tlvbeschikkingsnummer>7</tlvbeschikkingsnummer>
    <tlveinddatum>2027-07-31</tlveinddatum></tlv>
  <opp><opp_ingangdatum>2024-01-01</opp_ingangdatum>
    <opp_einddatum>2025-01-01</opp_einddatum></opp>
  <onderwijsbelemmering>Prikkels in de klas</onderwijsbelemmering>
  <sterkpunt>Tekent graag</sterkpunt><sterkpunt>Eerlijk</sterkpunt>
"""
FORBIDDEN = """
  <diagnose><code>F84.0</code><naam>zeldzaamwoord</naam></diagnose>
  <medicijngebruik>true</medicijngebruik>
  <artslijst><arts><achternaam>zeldzaamwoord</achternaam></arts></artslijst>
"""
FILES = """
  <overigdocumentlijst><document><bestandsnaam>zeldzaamwoord.pdf</bestandsnaam>
  <bestandsinhoud>UEsD</bestandsinhoud></document></overigdocumentlijst>
"""


def read(knowledge: Knowledge, *files: bytes) -> LinesRead:
    (data,) = files
    return read_oso(data, "dossier.xml", knowledge, TODAY)


def values(found: LinesRead) -> dict[str, object]:
    (line,) = found.regels
    return {veld: answer.waarde for veld, answer in line.antwoorden.items()}


def told(found: LinesRead) -> dict[str | None, str]:
    return {line.kolom: line.tekst for line in found.meldingen}


@pytest.mark.parametrize("year", ["1.2", "2017", "2018", "2022"])
@pytest.mark.parametrize("prefix", [False, True])
def test_any_year_and_prefix_is_read(
    knowledge: Knowledge, year: str, prefix: bool
) -> None:
    found = read(knowledge, dossier(1, year=year, prefix=prefix))
    (line,) = found.regels
    assert line.naam.whole().tekst == "Noortje van Voorbeeldaaab"
    assert (line.school, line.schoolcode) == ("Voorbeeldschool De Regenboog", "00YY00")
    assert values(found) == {
        "geboortemaand": "2016-03",
        "postcode4": "3311",
        "gemeente_woonplaats": "Dordrecht",
        "schoolsoort": "sbo",
        "ingeschreven": "ja",
        "leerjaar": "groep 6",
        "aantal_schoolwisselingen": 1,
    }


def test_a_dossier_in_an_envelope_is_found(knowledge: Knowledge) -> None:
    envelope = b"<Envelope><Body>" + dossier(1) + b"</Body></Envelope>"
    assert len(read(knowledge, envelope).regels) == 1


def test_care_becomes_answers(knowledge: Knowledge) -> None:
    found = values(read(knowledge, dossier(1, care=CARE)))
    assert found["tlv_aanwezig"] == [
        {
            "geldig_van": date(2025, 8, 1),
            "geldig_tot": date(2027, 7, 31),
            "categorie": "midden",
            "volgnummer": "7",
        }
    ]
    assert found["dossier_opp"] == "ja_verouderd"
    assert found["stimulerend_kind"] == (
        "Sterke punten: Tekent graag\nSterke punten: Eerlijk"
    )
    assert "Prikkels in de klas" in str(found["notitie_bij_aanmelding"])


def test_no_absence_is_normal_and_totals_are_not_weeks(knowledge: Knowledge) -> None:
    without = read(knowledge, dossier(1))
    assert "komt vaak voor" in told(without)["Verzuim"]
    absence = (
        "<verzuim><dagdelenongeoorloofd>12</dagdelenongeoorloofd>"
        "<meerdan25percent>true</meerdan25percent>"
        "<contactleerplicht>true</contactleerplicht></verzuim>"
    )
    found = read(knowledge, dossier(1, absence=absence))
    assert "Verzuim" not in told(found)
    known = values(found)
    assert known["verzuimgeschiedenis"] == (
        "Dagdelen ongeoorloofd in 12 maanden: 12\n"
        "Meer dan 25 procent van de lestijd in 12 maanden: ja"
    )
    assert known["eerdere_acties"] == [{"actie": "leerplicht"}]
    assert "verzuim_perioden" not in known
    assert "verzuim_sinds" not in known


def test_a_last_school_day_that_is_past_means_not_enrolled(
    knowledge: Knowledge,
) -> None:
    gone = "<datumuitschrijving>2026-07-31</datumuitschrijving>"
    known = values(read(knowledge, dossier(1, pupil=gone)))
    assert known["ingeschreven"] == "nee"
    assert known["datum_uitschrijving"] == date(2026, 7, 31)
    later = gone.replace("2026-07", "2027-07")
    known = values(read(knowledge, dossier(1, pupil=later)))
    assert known["ingeschreven"] == "ja"
    assert "datum_uitschrijving" not in known


def test_what_is_dropped_is_named_block_by_block(knowledge: Knowledge) -> None:
    extra = f"<bsn>{BSN}</bsn>{FILES}<verzorger><achternaam>X</achternaam></verzorger>"
    found = read(knowledge, dossier(1, pupil=extra, care=FORBIDDEN))
    lines = told(found)
    for block in (
        "Burgerservicenummer",
        "Diagnose",
        "Medicijnen",
        "Artsen",
        "Bijlagen",
        "Bestanden",
        "Ouders en verzorgers",
        "Adres",
    ):
        assert block in lines
    everything = repr(found)
    assert BSN not in everything
    assert "zeldzaamwoord" not in everything
    assert "Voorbeeldstraat" not in everything


def test_a_bsn_in_a_text_is_dropped_with_the_text(knowledge: Knowledge) -> None:
    care = f"<sterkpunt>bel {BSN}</sterkpunt>"
    found = read(knowledge, dossier(1, care=care))
    assert "stimulerend_kind" not in values(found)
    assert "burgerservicenummer" in told(found)["Sterke punten"]


def test_a_block_of_a_newer_version_is_named_and_not_taken(
    knowledge: Knowledge,
) -> None:
    found = read(knowledge, dossier(1, pupil="<nieuwblok><a>x</a></nieuwblok>"))
    assert "kennen we niet" in told(found)["huidigeschool/leerling/nieuwblok"]


def test_parents_who_said_no_are_heard(knowledge: Knowledge) -> None:
    view = (
        "<inzage><voorlopigdossier>false</voorlopigdossier>"
        "<redennietakkoord>Het klopt niet</redennietakkoord>"
        "<toestemming>Nee</toestemming></inzage>"
    )
    found = read(knowledge, dossier(1, before=view))
    assert "geen toestemming" in told(found)[None] or any(
        "geen toestemming" in line.tekst for line in found.meldingen
    )
    assert "Het klopt niet" in str(values(found)["notitie_bij_aanmelding"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"geen xml", "geen leesbaar XML"),
        (b"<dossier>", "geen leesbaar XML"),
        (b"<iets/>", "geen OSO-dossier"),
        (b"<dossier><huidigeschool/></dossier>", "geen OSO-dossier"),
        (
            b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><dossier>&a;</dossier>',
            "niet veilig",
        ),
        (
            b"<dossier><huidigeschool><leerling/></huidigeschool></dossier>",
            "geen leerling met een naam",
        ),
    ],
)
def test_another_file_is_refused(
    knowledge: Knowledge, data: bytes, message: str
) -> None:
    with pytest.raises(ImportFileError, match=message):
        read(knowledge, data)


def test_packing_loses_nothing(knowledge: Knowledge) -> None:
    found = read(knowledge, dossier(3, care=CARE))
    assert unpack_lines(pack_lines(found), knowledge) == found


def test_every_element_says_where_it_was_checked(knowledge: Knowledge) -> None:
    for row in knowledge.oso.overnemen:
        assert Controle.schema in row.gecontroleerd, row.id
        assert "OSO-" in row.bron


def test_a_file_is_known_as_a_dossier_by_its_content() -> None:
    assert looks_like_oso(dossier(1), "upload.bin")
    assert looks_like_oso(b"\xef\xbb\xbf<dossier/>", "x")
    assert not looks_like_oso(b"naam;school\n", "lijst.csv")


def test_a_dossier_becomes_a_case_and_again_changes_nothing(ctx: Context) -> None:
    region = make_region(ctx)
    me = region.regisseur1
    files = [(dossier(1, care=CARE), "een.xml"), (dossier(2), "twee.xml")]
    result = import_oso(ctx, files, kijker=me)
    assert (result.soort, result.nieuw) == ("oso", 2)
    with ctx.store.reading() as uow:
        first = all_cases(uow.session)[0]
        naam = names_of(ctx, uow, [first.id])[first.id]
    assert first.status is CasusStatus.SIGNAAL
    assert naam.tekst == "Noortje van Voorbeeldaaab"
    known = {row.veld: row.waarde for row in answer_views(ctx, first.id, me)}
    assert known["tlv_aanwezig"][0]["geldig_tot"] == date(2027, 7, 31)
    again = import_oso(ctx, files, kijker=me)
    assert (again.nieuw, again.aangevuld, again.ongewijzigd) == (0, 0, 2)


def test_a_preview_keeps_only_what_is_taken(ctx: Context) -> None:
    me = make_region(ctx).regisseur1
    data = dossier(1, pupil=f"<bsn>{BSN}</bsn>{FILES}", care=FORBIDDEN)
    preview = preview_oso(ctx, data, "dossier.xml", kijker=me)
    name, plan = plan_oso(ctx, preview, me)
    assert (name, plan.nieuw) == ("dossier.xml", 1)
    assert "zeldzaamwoord" not in repr(plan)
    assert BSN not in repr(plan)
    assert confirm_oso(ctx, preview, me).nieuw == 1
    with ctx.store.reading() as uow:
        left = uow.session.scalar(text("SELECT count(*) FROM invoervoorbeeld"))
    assert left == 0


def test_one_bad_dossier_keeps_all_of_them_out(ctx: Context) -> None:
    me = make_region(ctx).regisseur1
    with pytest.raises(ImportFileError):
        import_oso(ctx, [(dossier(1), "a.xml"), (b"<kapot", "b.xml")], kijker=me)
    with pytest.raises(ImportFileError, match="dezelfde leerling"):
        import_oso(ctx, [(dossier(1), "a.xml"), (dossier(1), "b.xml")], kijker=me)
    with ctx.store.reading() as uow:
        assert all_cases(uow.session) == []
