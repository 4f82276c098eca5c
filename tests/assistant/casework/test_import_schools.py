"""DUO files come in as they are, all or nothing, and again without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.casework.import_postcodes import import_postcodes
from assistant.casework.import_schools import import_school_files
from assistant.errors import ImportFileError
from models.voorziening import School, all_schools

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.casework.views import ImportReport
    from assistant.context import Context

PO_HEADER = (
    "SOORT PRIMAIR ONDERWIJS;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;POSTCODE ;"
    "PLAATSNAAM;GEMEENTENAAM;INTERNETADRES;CLUSTER;ONDERWIJS;AANTAL LEERLINGEN"
)
OLD_VO_HEADER = (
    "PROVINCIE;BRIN NUMMER;VESTIGINGSNUMMER ;VESTIGINGSNAAM;POSTCODE;PLAATSNAAM;"
    "GEMEENTENAAM;INTERNETADRES;ONDERWIJSSTRUCTUUR"
)
PO_LINE = (
    "(V)SO;09XX;09XX00;De Lytse Wâld;3311 AB;DORDRECHT;DORDRECHT; ;3/4;"
    "SO LG + VSO LG,MGF;<5"
)
BAO_HEADER = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;"
    "STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENAAM;DENOMINATIE;"
    "VAKANTIEREGIO"
)
BAO_LINE = (
    "Zuid-Holland;41414;09YY;09YY00;Basisschool De Vlinder;Laan;1;3311 AB;DORDRECHT;"
    "DORDRECHT;Openbaar;Midden"
)
POINTS = "pc4,lat,lon,plaats,swv_po,swv_vo\n3311,51.81,4.67,Dordrecht,PO1,VO1\n"


def import_schools(ctx: Context, path: Path) -> ImportReport:
    return import_school_files(ctx, [path])[0]


def write(folder: Path, name: str, *lines: str, encoding: str = "cp1252") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def stored(ctx: Context) -> dict[str, School]:
    with ctx.store.reading() as uow:
        return all_schools(uow.session)


def test_a_file_without_a_kind_of_education_holds_basisscholen(
    ctx: Context, tmp_path: Path
) -> None:
    report = import_schools(ctx, write(tmp_path, "bo.csv", BAO_HEADER, BAO_LINE))
    (school,) = stored(ctx).values()
    assert (school.id, school.soort, school.bevoegd_gezag) == ("09YY00", "bao", "41414")
    assert any("gelezen als basisscholen" in line for line in report.regels)


def test_a_cut_off_file_is_not_taken_for_basisscholen(
    ctx: Context, tmp_path: Path
) -> None:
    cut = write(tmp_path, "vo.csv", OLD_VO_HEADER.rpartition(";")[0])
    with pytest.raises(ImportFileError, match="BEVOEGD GEZAG NUMMER"):
        import_schools(ctx, cut)
    assert stored(ctx) == {}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_a_file_is_read_with_its_quirks(
    ctx: Context, tmp_path: Path, encoding: str
) -> None:
    path = write(tmp_path, "so.csv", PO_HEADER, PO_LINE, encoding=encoding)
    report = import_schools(ctx, path)
    (school,) = stored(ctx).values()
    assert (school.id, school.naam, school.soort) == (
        "09XX00",
        "De Lytse Wâld",
        "so_vso",
    )
    assert (school.pc4, school.postcode, school.internet) == ("3311", "3311 AB", None)
    assert school.clusters == ["3", "4"]
    assert school.onderwijs == ["SO LG", "VSO LG,MGF"]
    assert school.leerlingen is None
    assert (report.gelezen, report.nieuw) == (1, 1)
    assert any("onbekend (niet 0)" in line for line in report.regels)


def test_the_older_headers_and_lost_zeros_are_understood(
    ctx: Context, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        "vo.csv",
        OLD_VO_HEADER,
        "Zuid-Holland;08YY;1;Test College;3311AB;DORDRECHT;DORDRECHT;0780000;PRO/VBO",
    )
    report = import_schools(ctx, path)
    (school,) = stored(ctx).values()
    assert (school.id, school.soort, school.postcode) == ("08YY01", "vo", "3311 AB")
    assert school.onderwijs == ["PRO", "VBO"]
    assert school.internet is None
    assert any("geen adres" in line for line in report.regels)


def test_a_branch_that_occurs_twice_is_merged(ctx: Context, tmp_path: Path) -> None:
    other = PO_LINE.replace("SO LG + VSO LG,MGF", "SO ZMLK")
    report = import_schools(ctx, write(tmp_path, "s.csv", PO_HEADER, PO_LINE, other))
    (school,) = stored(ctx).values()
    assert school.onderwijs == ["SO LG", "VSO LG,MGF", "SO ZMLK"]
    assert any("regel 3" in line and "samengevoegd" in line for line in report.regels)


@pytest.mark.parametrize(
    ("kind", "offered", "expected"),
    [
        ("SBO", " ", "sbo"),
        ("(V)SO", "SO ZMLK", "so"),
        ("(V)SO", "VSO ZMLK + RP-VSO LG", "vso"),
        ("(V)SO", "SO LG + VSO LG", "so_vso"),
    ],
)
def test_the_kind_of_school_follows_from_what_it_offers(
    ctx: Context, tmp_path: Path, kind: str, offered: str, expected: str
) -> None:
    line = f"{kind};09XX;09XX00;School;3311 AB;D;D; ; ;{offered};12"
    import_schools(ctx, write(tmp_path, "s.csv", PO_HEADER, line))
    (school,) = stored(ctx).values()
    assert (school.soort, school.leerlingen) == (expected, 12)


def test_importing_again_changes_only_what_changed(
    ctx: Context, tmp_path: Path
) -> None:
    second = PO_LINE.replace("09XX", "09XY")
    import_schools(ctx, write(tmp_path, "a.csv", PO_HEADER, PO_LINE, second))
    renamed = second.replace("De Lytse Wâld", "Nieuwe Naam")
    report = import_schools(ctx, write(tmp_path, "b.csv", PO_HEADER, PO_LINE, renamed))
    assert (report.nieuw, report.gewijzigd, report.ongewijzigd) == (0, 1, 1)
    assert stored(ctx)["09XY00"].naam == "Nieuwe Naam"


@pytest.mark.parametrize("schools_first", [True, False])
def test_schools_get_their_samenwerkingsverband_by_postcode(
    ctx: Context, tmp_path: Path, schools_first: bool
) -> None:
    schools = write(tmp_path, "s.csv", PO_HEADER, PO_LINE)
    points = write(tmp_path, "p.csv", *POINTS.splitlines())
    if schools_first:
        report = import_schools(ctx, schools)
        assert any("samenwerkingsverband is niet bekend" in r for r in report.regels)
        import_postcodes(ctx, points)
    else:
        import_postcodes(ctx, points)
        import_schools(ctx, schools)
    (school,) = stored(ctx).values()
    assert (school.swv_po, school.swv_vo) == ("PO1", "VO1")


def test_a_samenwerkingsverband_set_by_hand_stays(ctx: Context, tmp_path: Path) -> None:
    path = write(tmp_path, "s.csv", PO_HEADER, PO_LINE)
    import_schools(ctx, path)
    with ctx.store.unit_of_work() as uow:
        school = uow.session.get_one(School, "09XX00")
        school.swv_po, school.swv_handmatig = "PO9", True
    import_postcodes(ctx, write(tmp_path, "p.csv", *POINTS.splitlines()))
    import_schools(ctx, path)
    assert stored(ctx)["09XX00"].swv_po == "PO9"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["naam;adres", "x;y"], "geen DUO-bestand.*INSTELLINGSCODE"),
        ([PO_HEADER.replace(";", ","), "x"], "geen DUO-bestand"),
        ([PO_HEADER.replace(";POSTCODE ", "")], "POSTCODE"),
        (
            [PO_HEADER.replace("SOORT PRIMAIR ONDERWIJS", "X"), PO_LINE],
            "BEVOEGD GEZAG NUMMER",
        ),
        ([PO_HEADER + ";CLUSTER", PO_LINE + ";3"], "CLUSTER staat er dubbel"),
        ([PO_HEADER, PO_LINE, PO_LINE + ";teveel"], "regel 3"),
        ([PO_HEADER, PO_LINE.replace("3311 AB", "0311 AB")], "regel 2.*postcode"),
        ([PO_HEADER, PO_LINE.replace("09XX00", "09XX0-")], "regel 2.*6 tekens"),
        ([PO_HEADER, PO_LINE.replace("De Lytse Wâld", " ")], "VESTIGINGSNAAM is leeg"),
        ([PO_HEADER, PO_LINE.replace("<5", "veel")], "geen getal"),
        ([], "leeg"),
    ],
)
def test_a_wrong_file_is_refused_by_line_and_column(
    ctx: Context, tmp_path: Path, lines: list[str], words: str
) -> None:
    path = write(tmp_path, "fout.csv", *lines)
    with pytest.raises(ImportFileError, match=words) as caught:
        import_schools(ctx, path)
    assert "fout.csv" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "Excel"),
        (PO_HEADER.encode("utf-16"), "tekencodering"),
        (f"{PO_HEADER}\r\n".encode() + b"SBO;\x81\x8d", "regel 2.*tekens"),
    ],
)
def test_a_file_in_another_form_is_refused(
    ctx: Context, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "vorm.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match=words):
        import_schools(ctx, path)


def test_a_file_that_is_not_there_or_is_a_folder_is_named(
    ctx: Context, tmp_path: Path
) -> None:
    with pytest.raises(ImportFileError, match="bestaat niet"):
        import_schools(ctx, tmp_path / "weg.csv")
    with pytest.raises(ImportFileError, match="gelezen"):
        import_schools(ctx, tmp_path)


def test_one_bad_file_keeps_the_good_one_out_too(ctx: Context, tmp_path: Path) -> None:
    good = write(tmp_path, "goed.csv", PO_HEADER, PO_LINE)
    bad = write(tmp_path, "fout.csv", PO_HEADER, PO_LINE.replace("3311 AB", "x"))
    with pytest.raises(ImportFileError, match=r"fout\.csv"):
        import_school_files(ctx, [good, bad])
    assert stored(ctx) == {}
