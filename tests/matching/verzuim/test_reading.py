"""A file of days: what is read, and one Dutch sentence for whatever is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from matching.verzuim.errors import AbsenceError
from matching.verzuim.reading import read_days

HEADER = "leerling;datum;lesuren;gemist;soort"
GOOD = "L1;2026-11-16;6;0;aanwezig"


@pytest.fixture
def read(regels, tmp_path):
    def days(*lines, header=HEADER, encoding="utf-8", newline="\n"):
        path = tmp_path / "dagen.csv"
        text = newline.join((header, *lines)) + newline
        path.write_bytes(text.encode(encoding))
        return read_days(path, regels)

    return days


def test_a_good_file_is_read(read):
    frame = read(GOOD, "L1;2026-11-17;6;5.5;ziek")
    assert frame.rows() == [
        ("L1", date(2026, 11, 16), 600, 0, "aanwezig"),
        ("L1", date(2026, 11, 17), 600, 550, "ziek"),
    ]


@pytest.mark.parametrize(
    "how",
    [
        {"encoding": "utf-8-sig"},
        {"newline": "\r\n"},
        {"header": "soort;gemist;lesuren;datum;leerling;klas"},
        {"header": f"sep=;\n{HEADER}"},
        {"header": f"SEP=;\r\n{HEADER}", "encoding": "utf-8-sig", "newline": "\r\n"},
    ],
    ids=[
        *("byte order mark", "windows lines", "other order and a column more"),
        *("separator named first", "separator named by Excel on Windows"),
    ],
)
def test_what_does_no_harm_is_read_the_same(read, how):
    line = GOOD
    if "header" in how and how["header"].endswith("klas"):
        line = "aanwezig;0;6;2026-11-16;L1;3b"
    assert read(line, **how).rows() == read(GOOD).rows()


def test_commas_spaces_quotes_and_empty_lines_are_read(read):
    frame = read(GOOD, "", '"L1"; 2026-11-17 ;7,25;"1,5"; ziek ', ";;;;")
    assert frame.rows()[1] == ("L1", date(2026, 11, 17), 725, 150, "ziek")


def test_names_may_hold_any_letter(read):
    assert read(GOOD.replace("L1", "Zoë"))["leerling"].to_list() == ["Zoë"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("L1;2026-02-30;6;0;aanwezig", "datum ‘2026-02-30’ is geen datum"),
        ("L1;17-11-2026;6;0;aanwezig", "Schrijf JJJJ-MM-DD"),
        ("L1;;6;0;aanwezig", "datum ‘’ is geen datum"),
        ("L1;2026-11-17;6;7;ziek", "gemist (7) is meer dan lesuren (6)"),
        ("L1;2026-11-17;6;-1;ziek", "gemist is -1"),
        ("L1;2026-11-17;-6;0;ziek", "lesuren is -6"),
        ("L1;2026-11-17;25;0;ziek", "tussen 0 en 24 uur"),
        ("L1;2026-11-17;zes;0;ziek", "lesuren ‘zes’ is geen getal"),
        ("L1;2026-11-17;nan;0;ziek", "lesuren ‘nan’ is geen getal"),
        ("L1;2026-11-17;6;;ziek", "gemist ‘’ is geen getal"),
        ("L1;2026-11-17;6;0.333;ziek", "meer dan twee cijfers"),
        ("L1;2026-11-17;6;6;spijbelen", "soort ‘spijbelen’ bestaat niet"),
        ("L1;2026-11-17;6;6;", "soort ‘’ bestaat niet"),
        ("L1;2026-11-17;6;2;aanwezig", "soort is aanwezig, maar gemist is 2"),
        (";2026-11-17;6;0;ziek", "de kolom leerling is leeg"),
        ("L1;2026-11-17;6;0", "hier staan 4 kolommen in plaats van 5"),
        ("L1", "hier staat 1 kolom in plaats van 5"),
        ("L1;0026-11-17;6;0;ziek", "ligt te ver weg"),
        ("L1;2026-W47-2;6;0;ziek", "is geen datum"),
        (f"L1;2026-11-17;{'9' * 5000};0;ziek", f"lesuren is {'9' * 40}…; het hoort"),
        ("L\x1b[31m1;2026-11-17;6;0;ziek", "een teken dat niet te lezen is"),
        ("L1;2026-11-17;6;0;ziek;x", "hier staan 6 kolommen in plaats van 5"),
        (GOOD, "deze leerling heeft deze dag al op regel 2"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(read, line, told):
    with pytest.raises(AbsenceError) as caught:
        read(GOOD, line, "L2;2026-11-16;6;0;aanwezig")
    message = str(caught.value)
    assert "dagen.csv, regel 3: " in message
    assert told in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("leerling;datum;lesuren;gemist", "de kolom ‘soort’ ontbreekt"),
        (HEADER.replace(";", ","), "Zet tussen de kolommen een puntkomma"),
        (HEADER + ";bsn", "de kolom ‘bsn’ lijkt een"),
        (HEADER.replace("leerling", "Burgerservicenummer leerling"), "wordt geweigerd"),
        (HEADER + ";datum", "de kolom ‘datum’ staat er twee keer"),
        ("", "het bestand is leeg"),
    ],
)
def test_a_wrong_header_is_told(read, header, told):
    with pytest.raises(AbsenceError) as caught:
        read(GOOD, header=header)
    assert told in str(caught.value)


def test_a_line_is_counted_from_the_top_also_below_a_named_separator(read):
    with pytest.raises(AbsenceError, match="regel 4: gemist"):
        read(GOOD, "L1;2026-11-17;6;7;ziek", header=f"sep=;\n{HEADER}")
    with pytest.raises(AbsenceError, match="regel 2: de kolom ‘soort’ ontbreekt"):
        read(GOOD, header="sep=;\nleerling;datum;lesuren;gemist")


def test_a_file_without_days_is_told(read):
    with pytest.raises(AbsenceError, match="er staan geen dagen in dit bestand"):
        read()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_told(read, encoding):
    with pytest.raises(AbsenceError, match="geen UTF-8"):
        read(GOOD, GOOD.replace("L1", "Zoë"), encoding=encoding)


def test_a_file_that_is_not_there_and_a_folder(regels, tmp_path):
    with pytest.raises(AbsenceError, match="bestaat niet"):
        read_days(tmp_path / "weg.csv", regels)
    with pytest.raises(AbsenceError, match="is een map"):
        read_days(tmp_path, regels)


def test_an_empty_file_is_told(regels, tmp_path):
    path = tmp_path / "leeg.csv"
    path.write_bytes(b"")
    with pytest.raises(AbsenceError, match="is leeg"):
        read_days(path, regels)


def test_pupils_named_by_a_number_that_can_be_a_bsn_are_refused(read):
    with pytest.raises(AbsenceError) as caught:
        read(GOOD.replace("L1", "123456782"), GOOD.replace("L1", "111222333"))
    assert "BSN" in str(caught.value)
    assert "123456782" not in str(caught.value)
    assert (
        read(GOOD.replace("L1", "123456783"), GOOD.replace("L1", "123456782")).height
        == 2
    )


@pytest.mark.parametrize("day", ["17-11-2026", "17/11/2026", "17-11-26", "2026-11-7"])
def test_a_day_written_in_another_way_is_refused_also_when_all_are(read, day):
    lines = [f"L{number};{day};6;6;ziek" for number in range(3)]
    with pytest.raises(AbsenceError, match=r"regel 2: datum .* is geen datum"):
        read(*lines)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_other_programs_write_them(regels, tmp_path, end):
    path = tmp_path / "dagen.csv"
    path.write_bytes(f"{HEADER}{end}{GOOD}{end}".encode())
    found = read_days(path, regels)
    assert found.select("leerling", "lesuren").rows() == [("L1", 600)]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_told_to_be_saved_as_text(regels, tmp_path, start):
    path = tmp_path / "dagen.csv"
    path.write_bytes(start + b"\x00" * 50)
    with pytest.raises(AbsenceError, match="Excel- of zipbestand"):
        read_days(path, regels)
