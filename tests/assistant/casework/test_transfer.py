"""A case goes to another region and arrives as it was: all of it, or nothing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.casework.cases import case_view
from assistant.casework.export_transfer import export_transfer
from assistant.casework.import_transfer import import_transfer
from assistant.casework.inzage import require_case
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.names import Volledigenaam, family_names_of, names_of, set_name
from assistant.casework.origin import case_origin
from assistant.casework.read_answers import answer_views, current_answers
from assistant.casework.record_answers import record_answer, withdraw_answer
from assistant.casework.replay_advice import Oorzaak, replay_case
from assistant.casework.start_case import start_case
from assistant.casework.stop_for_safety import stop_for_safety
from assistant.casework.tasks import create_task
from assistant.casework.transfer_scope import NOT_SEEN_BY_MAKER, transfer_scope
from assistant.context import Context
from assistant.errors import ImportFileError, InputError, NotAllowedError, NotFoundError
from models.statuswissel import path_of
from models.store import open_store
from tests.cases import all_cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONSENT = {"toestemming": True}


@pytest.fixture
def elsewhere(
    tmp_path: Path, migrated_sqlite: Path, knowledge, settings
) -> Iterator[Context]:
    """Yield another region: an empty record with an own key."""
    folder = tmp_path / "elders"
    folder.mkdir()
    path = folder / "leerplek.db"
    shutil.copy(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    store = open_store(url)
    own = replace(settings, data_dir=folder, database_url=url)
    # A month later: what was long ago there is longer ago here.
    yield Context(store, knowledge, own)
    store.close()


def sent(ctx: Context, case: str, **how: bool) -> dict[str, Any]:
    """Return the content of the transfer file of a case."""
    return json.loads(export_transfer(ctx, SYSTEEM, case, **(how or CONSENT)).inhoud)


def read(ctx: Context, document: object, **how: bool):
    data = json.dumps(document).encode()
    return import_transfer(ctx, SYSTEEM, data, "casus.json", **how)


def comparable(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a move changes: number, moment, sender, arrival, tasks."""
    same = {
        key: document[key]
        for key in ("naam", "gezin", "antwoorden", "overgeslagen", "weggelaten")
    }
    advices = [dict(row) for row in document["adviezen"]]
    case = {
        key: value
        for key, value in document["casus"].items()
        if key not in ("nummer", "status", "school", "gestopt_vanuit")
    }
    decisions = document["besluiten"]
    return {**same, "adviezen": advices, "casus": case, "besluiten": decisions}


def test_a_whole_case_arrives_with_answers_history_advice_and_name(
    ctx, elsewhere, advised_case
):
    case = advised_case()
    set_name(ctx, case, Volledigenaam("Sam", "van", "Voorbeeld", "Sammie"), door="T")
    record_answer(
        ctx, case, "leerjaar", "3", rol="ouder", via="chat", woorden="hij zit in 3"
    )
    withdraw_answer(ctx, case, "postcode4", rol="ouder", via="formulier")
    report = read(elsewhere, sent(ctx, case))
    new = report.casus_id
    assert report.nieuw
    assert new is not None
    wanted = current_answers(ctx, case)
    arrived = current_answers(elsewhere, new)
    assert arrived == {key: wanted[key] for key in arrived}
    assert set(wanted) - set(arrived) == set()
    assert "postcode4" not in arrived
    here = {row.veld: row for row in answer_views(elsewhere, new, SYSTEEM)}
    assert here["leerjaar"].woorden == "hij zit in 3"
    assert [old.waarde for old in here["leerjaar"].eerdere] == ["2"]
    there = case_view(ctx, case, SYSTEEM).advies
    advice = case_view(elsewhere, new, SYSTEEM).advies
    assert advice is not None
    assert there is not None
    assert advice.uitkomst == there.uitkomst
    assert advice.verouderd
    assert there.verouderd
    with elsewhere.store.reading() as uow:
        name = names_of(elsewhere, uow, [new])[new]
    assert name.voluit == "Sam (Sammie) van Voorbeeld"
    origin = case_origin(elsewhere, new)
    assert origin is not None
    assert origin.oud_nummer == case


def test_an_advice_that_was_up_to_date_still_is(ctx, elsewhere, advised_case):
    new = read(elsewhere, sent(ctx, advised_case())).casus_id
    advice = case_view(elsewhere, new, SYSTEEM).advies
    assert advice is not None
    assert not advice.verouderd


VALUES = {
    "leerjaar": st.sampled_from(["1", "2", "groep 7"]),
    "ingeschreven": st.sampled_from(["ja", "nee", "onbekend"]),
    "kind_belemmerend": st.lists(
        st.sampled_from(["angst", "autisme_kenmerken"]), unique=True, max_size=2
    ),
    "stem_kind_wens": st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
        min_size=1,
        max_size=60,
    ).filter(str.strip),
    "belastbaarheid_uren": st.sampled_from([0, 2.5, 12]),
    "verzuim_sinds": st.dates(
        min_value=date(2024, 1, 1),
        max_value=date(2026, 9, 1),
    ),
}
STEPS = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda veld: st.tuples(st.just(veld), st.none() | VALUES[veld])
    ),
    max_size=12,
)


def test_an_advice_that_travelled_is_still_replayed_with_the_same_rows(
    ctx, elsewhere, advised_case
):
    report = read(elsewhere, sent(ctx, advised_case()))
    (found,) = replay_case(elsewhere, report.casus_id)
    assert found.gelijk


def test_a_replay_says_that_part_of_an_advice_stayed_in_the_other_region(
    ctx, elsewhere, advised_case
):
    document = sent(ctx, advised_case())
    del document["adviezen"][0]["ontvangstbewijs"]["antwoorden"]["schoolsoort"]
    report = read(elsewhere, document)
    (found,) = replay_case(elsewhere, report.casus_id)
    assert (found.gelijk, found.oorzaak) == (False, Oorzaak.overdracht)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS, stopped=st.booleans())
def test_what_was_sent_on_again_is_what_was_sent(ctx, elsewhere, steps, stopped):
    case = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
    given_now: set[str] = set()
    for veld, value in steps:
        if value is None and veld in given_now:
            withdraw_answer(ctx, case, veld, rol="ouder", via="formulier")
            given_now.discard(veld)
        elif value is not None and value != []:
            record_answer(ctx, case, veld, value, rol="ouder", via="chat")
            given_now.add(veld)
    if stopped:
        stop_for_safety(ctx, case, reden="Een signaal.", rol="ouder")
    first = sent(ctx, case)
    new = read(elsewhere, first).casus_id
    assert comparable(sent(elsewhere, new)) == comparable(first)
    assert current_answers(elsewhere, new) == current_answers(ctx, case)
    assert case_view(elsewhere, new, SYSTEEM).status == first["casus"]["status"]


def test_a_decision_arrives_as_history_and_decides_nothing_here(demo, elsewhere):
    with demo.store.reading() as uow:
        case = next(c.id for c in all_cases(uow.session) if c.status == "gestart")
    document = sent(demo, case)
    (decision,) = document["besluiten"]
    new = read(elsewhere, document).casus_id
    view = case_view(elsewhere, new, SYSTEEM)
    assert view.status == "geadviseerd"
    assert view.besluit is None
    origin = case_origin(elsewhere, new)
    assert origin is not None
    assert [(row.plek, row.reden) for row in origin.besluiten] == [
        (decision["plek"], decision["reden"])
    ]
    with elsewhere.store.reading() as uow:
        path = path_of(uow.session, new)
    assert [row.naar.value for row in path][:-1] == [
        row["naar"] for row in document["wissels"]
    ]
    assert path[-1].van == "gestart"
    assert "De plek was in de vorige regio." in path[-1].reden
    assert sent(elsewhere, new)["besluiten"] == document["besluiten"]


def test_a_safety_stop_stays_a_stop_and_puts_a_person_on_it(ctx, elsewhere, case):
    stop_for_safety(ctx, case, reden="Een signaal van gevaar.", rol="ouder")
    new = read(elsewhere, sent(ctx, case, toestemming=False)).casus_id
    view = case_view(elsewhere, new, SYSTEEM)
    assert view.status == "gestopt"
    assert view.stopreden == "Een signaal van gevaar."
    kinds = [(task.soort, task.urgent) for task in view.taken]
    assert kinds.count(("veiligheid", True)) == 1
    assert ("overdracht", False) in kinds


def test_open_tasks_go_along_and_never_land_nowhere(ctx, elsewhere, case):
    create_task(ctx, case, "terugbellen", True, "Bel moeder over het vervoer.")
    new = read(elsewhere, sent(ctx, case)).casus_id
    tasks = {t.soort: t for t in case_view(elsewhere, new, SYSTEEM).taken}
    assert tasks["terugbellen"].urgent
    assert tasks["terugbellen"].tekst.startswith("Bel moeder over het vervoer.")
    assert "Bel de vorige regisseur en de ouders" in tasks["overdracht"].tekst


def test_without_consent_no_health_no_advice_and_no_own_words_go_along(
    ctx, elsewhere, advised_case
):
    case = advised_case()
    record_answer(
        ctx, case, "leerjaar", "3", rol="ouder", via="chat", woorden="zit in drie"
    )
    document = sent(ctx, case, toestemming=False)
    told = json.dumps(document)
    fields = {row["veld"] for row in document["antwoorden"]}
    assert "schoolsoort" in fields
    assert "kind_belemmerend" not in fields
    assert "zit in drie" not in told
    assert "autisme" not in told
    assert document["adviezen"] == []
    assert any("alleen met toestemming" in line for line in document["weggelaten"])
    report = read(elsewhere, document)
    assert any(line.startswith("Ging niet mee") for line in report.regels)


def test_the_maker_of_a_file_sends_nothing_that_this_person_does_not_see(
    ctx, advised_case
):
    case = advised_case()
    scope = transfer_scope(ctx, toestemming=True)
    whole = require_case(ctx, SYSTEEM, case)
    assert scope.within(whole) == scope
    health = {"kind_belemmerend", "diagnose_status"}
    narrow = replace(
        whole,
        velden=whole.velden - health,
        onderdelen=whole.onderdelen - {"advies", "woorden"},
    )
    less = scope.within(narrow)
    assert scope.velden - less.velden == health & scope.velden
    assert "advies" not in less.onderdelen
    assert not less.woorden
    assert less.weggelaten[-1] == NOT_SEEN_BY_MAKER


def test_criminal_data_never_goes_along(ctx, advised_case):
    case = advised_case(justitie="ja")
    told = json.dumps(sent(ctx, case))
    assert '"justitie"' not in told


def test_the_same_file_is_read_only_once(ctx, elsewhere, case):
    document = sent(ctx, case)
    first = read(elsewhere, document)
    again = read(elsewhere, document)
    assert (again.nieuw, again.casus_id) == (False, first.casus_id)
    with elsewhere.store.reading() as uow:
        assert len(all_cases(uow.session)) == 1


def test_a_trial_tells_and_changes_nothing(ctx, elsewhere, advised_case):
    report = read(elsewhere, sent(ctx, advised_case()), proef=True)
    assert (report.casus_id, report.nieuw) == (None, True)
    assert report.antwoorden > 20
    with elsewhere.store.reading() as uow:
        assert all_cases(uow.session) == []


def test_a_field_that_is_not_known_here_is_left_out_and_told(ctx, elsewhere, case):
    document = sent(ctx, case)
    record_answer(ctx, case, "leerjaar", "2", rol="school", via="chat")
    document = sent(ctx, case)
    document["antwoorden"].append({**document["antwoorden"][0], "veld": "nieuw_veld"})
    report = read(elsewhere, document)
    assert any("'nieuw_veld' kent deze Leerplek niet" in line for line in report.regels)
    assert report.antwoorden == 1


def _break(document: dict[str, Any], path: str, value: object) -> None:
    *parts, last = path.split(".")
    place: Any = document
    for key in parts:
        place = place[int(key) if key.isdecimal() else key]
    place[int(last) if last.isdecimal() else last] = value


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("soort", "brief", "geen overdrachtsbestand"),
        ("versie", 2, "andere versie"),
        ("casus.status", "zweeft", "casus > status: deze status bestaat niet"),
        ("casus.gestopt_vanuit", "intake", "passen niet bij elkaar"),
        ("antwoorden.0.waarde", "kwantum", "antwoord 1"),
        ("antwoorden.0.waarde", None, "staat niets"),
        ("antwoorden.0.via", "duif", "antwoord 1: deze herkomst bestaat niet"),
        ("antwoorden.0.op", "gisteren", "antwoorden > nummer 1 > op"),
        ("antwoorden.0.extra", 1, "deze sleutel bestaat niet"),
        ("gemaakt_op", "2026-01-01T10:00:00", "gemaakt_op"),
        ("adviezen.0.na_antwoord", 999, "telt meer antwoorden"),
        ("adviezen.0.uitkomst.routes", "veel", "routes"),
        ("naam", {"voornaam": "", "achternaam": ""}, "voornaam"),
        ("antwoorden.0.woorden", "mijn nummer is 111222333", "burgerservicenummer"),
        ("taken.0.tekst", "BSN 111222333", "burgerservicenummer"),
    ],
)
def test_a_file_that_is_not_right_changes_nothing(
    ctx, elsewhere, advised_case, path, value, message
):
    case = advised_case()
    create_task(ctx, case, "terugbellen", False, "Bel even terug.")
    document = sent(ctx, case)
    schoolsoort = [r for r in document["antwoorden"] if r["veld"] == "schoolsoort"]
    document["antwoorden"] = schoolsoort + document["antwoorden"]
    _break(document, path, value)
    with pytest.raises(InputError) as refused:
        read(elsewhere, document)
    assert message in str(refused.value)
    with elsewhere.store.reading() as uow:
        assert all_cases(uow.session) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{",
        b'"tekst"',
        b"[" * 100_000,
        b"{}" + b" " * 30_000_000,
    ],
)
def test_what_is_no_transfer_file_is_refused_in_words(elsewhere, data):
    with pytest.raises(ImportFileError, match=r"^rommel\.json: "):
        import_transfer(elsewhere, SYSTEEM, data, "rommel.json")


def test_only_who_leads_at_a_samenwerkingsverband_moves_cases(ctx, case):
    zorg = Kijker(rol="zorgcoordinator", naam="Test Zorg", organisatie_id="linde")
    with pytest.raises(NotAllowedError, match="ander samenwerkingsverband"):
        export_transfer(ctx, zorg, case, toestemming=True)
    with pytest.raises(NotAllowedError, match="ander samenwerkingsverband"):
        import_transfer(ctx, zorg, b"{}", "casus.json")


def test_a_case_out_of_sight_is_not_written(ctx):
    with pytest.raises(NotFoundError):
        export_transfer(ctx, SYSTEEM, "2026-9999", toestemming=True)


def test_the_family_arrives_without_its_access(demo, elsewhere):
    with demo.store.reading() as uow:
        cases = [row.id for row in all_cases(uow.session)]
    documents = [sent(demo, case) for case in cases]
    document = next(one for one in documents if len(one["gezin"]) > 1)
    new = read(elsewhere, document).casus_id
    again = sent(elsewhere, new)
    assert again["gezin"] == document["gezin"]
    with elsewhere.store.reading() as uow:
        assert len(family_names_of(elsewhere, uow, [new])) == sum(
            row["naam"] is not None for row in document["gezin"]
        )
