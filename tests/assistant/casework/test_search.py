"""The search box: finds what is meant, and only what is in sight."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import event, select

from assistant.casework.family import add_family_member
from assistant.casework.kijker import SYSTEEM
from assistant.casework.names import Volledigenaam, add_names, set_name
from assistant.casework.record_answers import record_answers
from assistant.casework.search import SHOWN, search
from assistant.casework.search_link import open_question, seal_question
from assistant.casework.search_question import number_fit
from assistant.errors import InputError
from models.casus import Casus, CasusStatus
from models.inzageregel import Inzageregel
from tests.assistant.casework.region import make_region

PUPILS = (
    ("Mohammed", "", "El Amrani"),
    ("Sanne", "van der", "Meijer"),
    ("Yusuf", "", "Yılmaz"),
    ("Anne-Marie", "de", "Vries"),
    ("Krzysztof", "", "Wiśniewski"),
    ("Bo", "", "Li"),
)


@pytest.fixture
def region(ctx):
    return make_region(ctx)


@pytest.fixture
def pupils(ctx, region) -> dict[str, str]:
    """Return the case of each pupil, by surname."""
    made = {}
    for first, between, last in PUPILS:
        made[last] = region.start()
        set_name(ctx, made[last], Volledigenaam(first, between, last), door="Test")
    return made


def found(ctx, kijker, tekst) -> list[str]:
    return [hit.rij.id for hit in search(ctx, kijker, tekst).treffers]


@pytest.mark.parametrize(
    ("tekst", "last"),
    [
        *(("mohamed", "El Amrani"), ("Muhammet amrani", "El Amrani")),
        *(("elamrani", "El Amrani"), ("amr", "El Amrani"), ("AMRANI,", "El Amrani")),
        *(("meyer", "Meijer"), ("sane meijer", "Meijer"), ("meijer sanne", "Meijer")),
        *(("joesoef jilmas", "Yılmaz"), ("YILMAZ", "Yılmaz")),
        *(("annemarie", "Vries"), ("de vries", "Vries"), ("anne frie", "Vries")),
        *(("visnefski", "Wiśniewski"), ("wisniewsik", "Wiśniewski")),
        *(("bo", "Li"), ("li bo", "Li")),
    ],
)
def test_a_pupil_is_found_as_people_type(ctx, region, pupils, tekst, last):
    assert found(ctx, region.regisseur1, tekst)[0] == pupils[last]


def test_the_name_as_typed_comes_first_and_says_so(ctx, region, pupils):
    near = region.start()
    set_name(ctx, near, Volledigenaam("Saar", "", "Meyer"), door="Test")
    hits = search(ctx, region.regisseur1, "meijer").treffers
    assert [hit.rij.id for hit in hits] == [pupils["Meijer"], near]
    assert [hit.precies for hit in hits] == [True, False]
    assert hits[0].waarop == ("naam",)
    assert hits[0].rij.naam == "Sanne van der Meijer"


def test_what_fits_every_word_hides_what_fits_one(ctx, region, pupils):
    result = search(ctx, region.regisseur1, "sanne meijer")
    assert result.volledig
    assert len(result.treffers) == 1
    result = search(ctx, region.regisseur1, "sanne wiśniewski")
    assert not result.volledig
    assert len(result.treffers) == 2


def test_a_case_is_found_by_its_number_or_a_piece_of_it(ctx, region, pupils):
    case = pupils["Li"]
    year, sequence = case.split("-")
    for tekst in (case, sequence, str(int(sequence)), f"{year[2:]}-{int(sequence)}"):
        hit = search(ctx, region.regisseur1, tekst).treffers[0]
        assert (hit.rij.id, hit.waarop) == (case, ("nummer",)), tekst
    assert found(ctx, region.regisseur1, f"{case} bo") == [case]
    assert found(ctx, region.regisseur1, "9999") == []


def test_a_number_fits_best_as_a_whole():
    fits = [number_fit(one, "2026-0012") for one in ("2026-0012", "12", "2026-1", "0")]
    assert fits == sorted(fits, reverse=True)
    assert number_fit("2025-0012", "2026-0012") == 0
    assert number_fit("13", "2026-0012") == 0


def test_a_municipality_or_school_finds_its_pupils_and_narrows_a_name(
    ctx, region, pupils
):
    there = {"gemeente_woonplaats": "Dordrecht", "ingeschreven": "ja"}
    school = {"school_van_inschrijving": "Insula Voorbeeldcollege"}
    record_answers(
        ctx, pupils["Li"], there | school, rol="zorgcoordinator", via="formulier"
    )
    record_answers(ctx, pupils["Meijer"], there, rol="zorgcoordinator", via="formulier")
    both = {pupils["Li"], pupils["Meijer"]}
    assert set(found(ctx, region.regisseur1, "dordrecht")) == both
    assert found(ctx, region.regisseur1, "insula") == [pupils["Li"]]
    assert found(ctx, region.regisseur1, "voorbeeldcol") == [pupils["Li"]]
    assert found(ctx, region.regisseur1, "sanne dordrecht") == [pupils["Meijer"]]
    assert found(ctx, region.regisseur1, "dordrecht insula") == [pupils["Li"]]


def test_a_case_is_found_by_the_name_of_a_parent(ctx, region, pupils):
    case = pupils["Li"]
    parent = Volledigenaam("Fenna", "", "Zonnevoorbeeld")
    add_family_member(ctx, case, "ouder", True, parent, door="Test")
    (hit,) = search(ctx, region.zorg1, "zonnevoorbeeld").treffers
    assert (hit.rij.id, hit.waarop) == (case, ("naam van een ouder",))
    assert hit.ouder == "Fenna Zonnevoorbeeld"


def test_a_case_out_of_sight_is_never_found(ctx, region, pupils):
    for tekst in ("meijer", pupils["Meijer"], "meyer"):
        assert found(ctx, region.zorg1, tekst), tekst
        assert not found(ctx, region.nieuwe_zorg, tekst), tekst
        assert not found(ctx, region.andere_regisseur, tekst), tekst


def test_living_cases_come_before_closed_ones(ctx, region):
    first, last = region.start(), region.start(CasusStatus.AFGESLOTEN)
    for case in (first, last):
        set_name(ctx, case, Volledigenaam("Noor", "", "Voorbeeld"), door="Test")
    hits = search(ctx, region.regisseur1, "noor voorbeeld").treffers
    assert [hit.rij.id for hit in hits] == [first, last]
    assert [hit.rij.status == "afgesloten" for hit in hits] == [False, True]


def test_more_hits_than_a_page_holds_are_told(ctx, region):
    for number in range(SHOWN + 3):
        naam = Volledigenaam(f"Kind{chr(97 + number)}", "", "Voorbeeld")
        set_name(ctx, region.start(), naam, door="Test")
    result = search(ctx, region.regisseur1, "voorbeeld")
    assert len(result.treffers) == SHOWN
    assert result.meer


@pytest.mark.parametrize("tekst", ["", "  ", "x", "..", "-"])
def test_too_little_to_look_for_is_said(ctx, region, tekst):
    result = search(ctx, region.regisseur1, tekst)
    assert result.te_kort
    assert not result.treffers


@pytest.mark.parametrize("tekst", ["123456782", "meijer 123456782", "a" * 101])
def test_a_bsn_or_a_book_is_refused_and_not_repeated(ctx, region, tekst):
    with pytest.raises(InputError) as refused:
        search(ctx, region.regisseur1, tekst)
    assert "123456782" not in str(refused.value)


@pytest.mark.parametrize("tekst", ["%", "_", "2026%", "' OR 1=1 --", "\x00", "９９"])
def test_strange_signs_find_nothing_and_break_nothing(ctx, region, pupils, tekst):
    assert search(ctx, region.regisseur1, tekst).treffers == ()


def test_every_shown_name_is_in_the_register(ctx, region, pupils):
    search(ctx, region.regisseur1, "meijer")
    search(ctx, region.nieuwe_zorg, "meijer")
    with ctx.store.reading() as uow:
        lines = list(uow.session.scalars(select(Inzageregel)))
    assert [(one.casus_id, one.wat) for one in lines] == [(pupils["Meijer"], "zoek")]
    assert lines[0].gebruiker_id == region.regisseur1.gebruiker_id


def test_no_log_holds_what_was_typed(ctx, region, pupils, caplog):
    with caplog.at_level(logging.DEBUG):
        search(ctx, region.regisseur1, "meijer")
    assert "meijer" not in caplog.text.casefold()


def test_the_number_of_queries_does_not_grow_with_the_hits(ctx, region):
    counts = []
    for _round in range(2):
        for number in range(10):
            naam = Volledigenaam(f"Kind{chr(97 + number)}", "", "Voorbeeld")
            set_name(ctx, region.start(), naam, door="Test")
        queries: list[str] = []

        def count(conn, cursor, statement, *rest, queries=queries):
            queries.append(statement)

        event.listen(ctx.store.engine, "before_cursor_execute", count)
        search(ctx, region.regisseur1, "voorbeeld")
        event.remove(ctx.store.engine, "before_cursor_execute", count)
        counts.append(len([one for one in queries if "INSERT" not in one]))
    assert counts[0] == counts[1]


def test_a_question_in_an_address_is_only_for_the_session_that_asked(ctx, region):
    from dataclasses import replace

    own = replace(region.regisseur1, sessie_id="een")
    sealed = seal_question(ctx, own, "Sanne Meijer")
    assert "anne" not in sealed
    assert open_question(ctx, own, sealed) == "Sanne Meijer"
    for who, what in [
        (replace(own, sessie_id="twee"), sealed),
        (replace(own, sessie_id=None), sealed),
        (own, sealed[:-3]),
        (own, "onzin"),
        (own, ""),
        (own, "A" * 5000),
    ]:
        with pytest.raises(InputError, match="andere sessie"):
            open_question(ctx, who, what)


def test_of_three_hundred_pupils_as_people_type_nearly_all_are_on_the_page(ctx):
    text = (Path(__file__).parent / "namen.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[0] != "#"][1:]
    ids = [f"2026-{number:04d}" for number in range(1, len(rows) + 1)]
    with ctx.store.unit_of_work() as uow:
        for casus_id in ids:
            uow.session.add(
                Casus(
                    id=casus_id,
                    rol="zorgcoordinator",
                    status=CasusStatus.INTAKE,
                    aangemaakt_op=ctx.now(),
                )
            )
        names = {
            casus_id: Volledigenaam(row[1], row[2], row[3])
            for casus_id, row in zip(ids, rows, strict=True)
        }
        add_names(ctx, uow, names, door="Test")
    # One in four: each is a whole search, on both databases.
    tried = list(zip(ids, rows, strict=True))[::4]
    hits = sum(casus_id in found(ctx, SYSTEEM, row[4]) for casus_id, row in tried)
    assert hits / len(tried) > 0.95
