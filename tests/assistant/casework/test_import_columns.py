"""Columns are recognised by their header, cells are read for sure or left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.case_list import read_case_list
from assistant.casework.import_columns import (
    check_mapping,
    guess_mapping,
    header_key,
    targets,
)
from assistant.casework.import_names import split_name
from assistant.casework.import_values import (
    CellError,
    CellReader,
    read_day,
    read_month,
)
from assistant.casework.spreadsheet import read_spreadsheet
from assistant.errors import ImportFileError
from tests.assistant.casework.lists import BSN, as_csv, as_xlsx

if TYPE_CHECKING:
    from assistant.casework.case_list import CaseList
    from knowledge.load import Knowledge

TODAY = date(2026, 9, 14)


def table(knowledge: Knowledge, *lines: list[object], **options: str) -> CaseList:
    sheets = read_spreadsheet(as_csv(lines), "lijst.csv")
    return read_case_list(sheets, knowledge.invoer, "lijst.csv", **options)


@pytest.mark.parametrize(
    ("kop", "doel"),
    [
        ("Leerlingnummer", "eigen_nummer"),
        ("LLN-NR", "eigen_nummer"),
        ("Dossiernr.", "eigen_nummer"),
        ("Naam van de leerling", "naam"),
        ("Achternaam leerling", "achternaam"),
        ("Geb. datum (dd-mm-jjjj)", "geboortemaand"),
        ("GEBOORTEDATUM", "geboortemaand"),
        ("Postcode", "postcode4"),
        ("Woongemeente", "gemeente_woonplaats"),
        ("School van herkomst", "school"),
        ("Zorgcoördinator", "zorgcoordinator"),
        ("Thuiszitter sinds:", "helemaal_niet_sinds"),
        ("Verzuim vanaf", "verzuim_sinds"),
        ("Onderwijssoort", "schoolsoort"),
        ("Stand van zaken", "notitie_bij_aanmelding"),
        ("Telefoon ouders", ""),
        ("Geslacht", ""),
        ("Iets heel anders", ""),
    ],
)
def test_a_header_is_recognised(knowledge: Knowledge, kop: str, doel: str) -> None:
    found = table(knowledge, [kop, "Opmerking"], ["x", "y"])
    assert guess_mapping(found, knowledge.invoer)[kop] == doel


def test_a_title_above_the_header_is_passed_over(knowledge: Knowledge) -> None:
    found = table(
        knowledge,
        ["Volglijst thuiszitters (voorbeeld)"],
        ["peildatum", "1 september"],
        ["Naam", "School", "Klas"],
        ["A", "B", "1"],
        ["Naam", "School", "Klas"],
        ["C", "D", "2"],
    )
    assert found.kop_regel == 3
    assert [row.nummer for row in found.regels] == [4, 6]


def test_the_sheet_with_the_list_is_chosen_and_the_others_are_named(
    knowledge: Knowledge,
) -> None:
    data = as_xlsx(
        [["uitleg", "bij"], ["dit", "blad"]],
        [["Naam", "School", "Klas"], ["A", "B", "1"]],
        titles=["Uitleg", "Lijst"],
    )
    sheets = read_spreadsheet(data, "x.xlsx")
    found = read_case_list(sheets, knowledge.invoer, "x.xlsx")
    assert found.blad == "Lijst"
    assert "‘Uitleg’" in found.meldingen[0].tekst
    asked = read_case_list(sheets, knowledge.invoer, "x.xlsx", "uitleg")
    assert asked.blad == "Uitleg"
    with pytest.raises(ImportFileError, match=r"geen blad ‘Weg’\. Wel: ‘Uitleg’"):
        read_case_list(sheets, knowledge.invoer, "x.xlsx", "Weg")


@pytest.mark.parametrize(
    "kop",
    [
        "BSN",
        "BSN leerling",
        "Burgerservicenummer",
        "Onderwijsnummer",
        "Diagnose",
        "Diagnose(s)",
        "Medicatie",
        "Medicijnen j/n",
        "Justitie",
        "Nationaliteit",
        "IQ",
    ],
)
def test_what_may_not_be_kept_does_not_even_reach_the_preview(
    knowledge: Knowledge, kop: str
) -> None:
    found = table(knowledge, ["Naam", kop, "School"], ["A", "geheim", "B"])
    assert found.kolommen == ("Naam", "School")
    assert all("geheim" not in row.cellen for row in found.regels)
    (line,) = found.meldingen
    assert (line.soort, line.kolom) == ("weggelaten", kop)


def test_a_column_of_bsns_is_refused_whatever_its_name(knowledge: Knowledge) -> None:
    other = "111222333"
    found = table(knowledge, ["Naam", "Code"], ["A", BSN], ["B", other], ["C", "123"])
    assert found.kolommen == ("Naam",)
    assert found.meldingen[0].kolom == "Code"


def test_a_bsn_in_one_cell_empties_that_cell_only(knowledge: Knowledge) -> None:
    found = table(
        knowledge,
        ["Naam", "Opmerking"],
        ["A", f"zie {BSN}"],
        ["B", "belt op 0612345678"],
    )
    assert [row.cellen for row in found.regels] == [
        ("A", ""),
        ("B", "belt op 0612345678"),
    ]
    (line,) = found.meldingen
    assert (line.regel, line.kolom) == (2, "Opmerking")
    assert BSN not in line.tekst


def test_double_and_empty_headers_get_a_name_of_their_own(knowledge: Knowledge) -> None:
    found = table(knowledge, ["Naam", "Datum", "Datum", ""], ["A", "1", "2", "3"])
    assert found.kolommen == ("Naam", "Datum", "Datum (2)", "Kolom D")


def test_a_column_of_numbers_called_pupil_is_the_number(knowledge: Knowledge) -> None:
    lines = [["Leerling", "School", "Klas"], ["1001", "A", "1"], ["1002", "B", "2"]]
    guessed = guess_mapping(table(knowledge, *lines), knowledge.invoer)
    assert guessed["Leerling"] == "eigen_nummer"


def test_name_beside_first_name_is_the_last_name(knowledge: Knowledge) -> None:
    found = table(knowledge, ["Naam", "Voornaam", "School"], ["A", "B", "C"])
    assert guess_mapping(found, knowledge.invoer)["Naam"] == "achternaam"


def test_a_mapping_without_anybody_to_recognise_is_refused(
    knowledge: Knowledge,
) -> None:
    found = table(knowledge, ["Naam", "School"], ["A", "B"])
    with pytest.raises(ImportFileError, match="eigen nummer of met de naam"):
        check_mapping(found, {"School": "school"}, knowledge)
    with pytest.raises(ImportFileError, match="Twee kolommen gaan naar"):
        check_mapping(found, {"Naam": "naam", "School": "naam"}, knowledge)
    with pytest.raises(ImportFileError, match="dat bestaat niet"):
        check_mapping(found, {"Naam": "diagnose_relevant"}, knowledge)
    with pytest.raises(ImportFileError, match="staat niet in"):
        check_mapping(found, {"Nom": "naam"}, knowledge)


def test_no_target_takes_in_what_only_a_person_may_ask(knowledge: Knowledge) -> None:
    ids = {target.id for target in targets(knowledge)}
    assert len(ids) == len(targets(knowledge))
    assert not ids & {"diagnose_relevant", "diagnose_status", "justitie", "uitkomst"}
    assert not {veld for veld in ids if veld.startswith("signaal_")}


def test_the_same_header_has_the_same_key(knowledge: Knowledge) -> None:
    one = table(knowledge, ["Naam", "School"], ["A", "B"])
    same = table(knowledge, ["NAAM ", "School:"], ["C", "D"])
    other = table(knowledge, ["Naam", "Klas"], ["A", "B"])
    assert header_key(one) == header_key(same) != header_key(other)


@given(st.dates(date(2001, 1, 1), date(2026, 12, 31)))
def test_a_day_is_read_however_dutch_lists_write_it(
    knowledge: Knowledge, day: date
) -> None:
    months = knowledge.invoer.maanden
    word = months[day.month][0]
    for text in (
        day.isoformat(),
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d/%m/%y}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y%m%d}",
        f"{day.day} {word} {day.year}",
        f"{day.day} {months[day.month][-1]}. {day.year}",
        f"{day} 00:00:00",
    ):
        assert read_day(text, months) == day
        assert read_month(text, months) == f"{day:%Y-%m}"
    assert read_month(f"{word} {day.year}", months) == f"{day:%Y-%m}"
    assert read_month(f"{day.month}-{day.year}", months) == f"{day:%Y-%m}"


@pytest.mark.parametrize(
    "text", ["13-13-2025", "31-02-2025", "2025", "sept", "45678", "1-2-3", "vandaag"]
)
def test_a_day_that_is_not_sure_is_not_guessed(knowledge: Knowledge, text: str) -> None:
    with pytest.raises(CellError, match="datum"):
        read_day(text, knowledge.invoer.maanden)


@pytest.mark.parametrize(
    ("veld", "kop", "cell", "value"),
    [
        ("schoolsoort", "", "VMBO-TL", "vmbo"),
        ("schoolsoort", "", "Basisonderwijs", "bao"),
        ("schoolsoort", "", "Gymnasium", "vwo"),
        ("niveau_advies", "", "vmbo-bb / vmbo-kb", ["vmbo_bb", "vmbo_kb"]),
        ("leerjaar", "Groep", "7", "groep 7"),
        ("leerjaar", "Groep", "gr. 7", "groep 7"),
        ("leerjaar", "Klas", "2B", "2"),
        ("leerjaar", "Klas", "klas 3", "3"),
        ("leerjaar", "Klas", "brugklas", "1"),
        ("leerjaar", "Klas", "12", "12"),
        ("leerjaar", "Klas", "2 havo", "2 havo"),
        ("leeftijd", "", "13 jaar", 13),
        ("uren_ongeoorloofd_4w", "", "12,5 uur", 12.5),
        ("postcode4", "", "3311ab", "3311"),
        ("verzuim_sinds", "", "01-09-26", date(2026, 9, 1)),
        ("soort_relatief_absoluut", "", "Langdurig relatief", "relatief"),
    ],
)
def test_a_cell_is_read(
    knowledge: Knowledge, veld: str, kop: str, cell: str, value: object
) -> None:
    reader = CellReader(knowledge.velden[veld], knowledge.invoer, TODAY, kop)
    assert reader.read(cell) == value


@pytest.mark.parametrize(
    ("veld", "cell", "message"),
    [
        ("schoolsoort", "vakschool", "kennen we niet. Kies uit: Basisschool"),
        ("leeftijd", "zeker 12", "geen getal"),
        ("leeftijd", "47", "getal van 3 tot en met 23"),
        ("postcode4", "0123", "geen postcode"),
        ("verzuim_sinds", "1-10-2026", "in de toekomst"),
        ("geboortemaand", "10-2026", "in de toekomst"),
        ("taal_ouders", "x" * 201, "langer dan 200"),
    ],
)
def test_a_cell_that_is_not_sure_is_left_out_without_repeating_it(
    knowledge: Knowledge, veld: str, cell: str, message: str
) -> None:
    reader = CellReader(knowledge.velden[veld], knowledge.invoer, TODAY)
    with pytest.raises(CellError, match=message) as raised:
        reader.read(cell)
    assert cell not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Berg, Jan van der", ("Jan", "van der", "Berg")),
        ("van der Berg, Jan", ("Jan", "van der", "Berg")),
        ("Jan van der Berg", ("Jan", "van der", "Berg")),
        ("Jan Berg", ("Jan", "", "Berg")),
        ("Anna Maria de Wit", ("Anna Maria", "de", "Wit")),
        ("Jan 't Hart", ("Jan", "'t", "Hart")),
        ("Berg", ("", "", "Berg")),
        ("El Amrani, Noor", ("Noor", "El", "Amrani")),
    ],
)
def test_a_whole_name_is_split(
    knowledge: Knowledge, text: str, parts: tuple[str, str, str]
) -> None:
    found = split_name(text, knowledge.invoer)
    assert (found.voornaam, found.tussenvoegsel, found.achternaam) == parts


@given(st.text(st.sampled_from("abAB ,'-é"), min_size=1, max_size=30))
def test_no_letter_of_a_name_is_lost(knowledge: Knowledge, text: str) -> None:
    found = split_name(text, knowledge.invoer)
    together = f"{found.voornaam}{found.tussenvoegsel}{found.achternaam}"
    assert sorted(together.replace(" ", "").replace(",", "")) == sorted(
        text.replace(" ", "").replace(",", "")
    )
