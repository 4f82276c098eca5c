"""Every form of every role, sent with what nobody would type and with ids of others.

The forms are read from the pages themselves, so that a new form is tried as soon as it
is there. The addresses are held by the role matrix; this holds what is in the body.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from assistant.web.access import ACCESS, PUBLIC
from assistant.web.forms import is_readable, read_number, readable
from tests.assistant.web.forms_found import FoundForm, forms_on
from tests.assistant.web.matrix_world import ABSENT_NUMBER, FAMILY, VIEWERS, Matrix
from tests.assistant.web.test_role_matrix import (
    client_of,
    fill,
    matrix,  # noqa: F401  (a fixture)
    own_things,
    role_of,
    routes_of,
)

if TYPE_CHECKING:
    from httpx import Response

HUGE = "9" * 5000
LONG_ID = "9" * 30
HOSTILE = {
    "huge": HUGE,
    "id": LONG_ID,
    "long": "x" * 100_000,
    "control": "a\x00b\x1b\u202e\uffff",
    "last_day": "9999-12-31",
    "superscript": "\u00b2",
    "negative": "-1",
}
DAY = "2099-01-01"
KEPT = "/intake/"
"""A message that is too long is stored all the same: it may hold a cry for help."""
FREE = frozenset({"inzageregel", "sessie", "aanmeldpoging"})
"""Tables that note a visit, also of a form that is refused."""


def forms_of(matrix: Matrix, viewer: str) -> dict[str, FoundForm]:  # noqa: F811
    """Return every form that a viewer sees, without those that take a file."""
    own = own_things(matrix, viewer)
    pages = [
        fill(path, own)
        for name, method, path in routes_of(matrix.app)
        if method == "GET"
        and "{formaat}" not in path
        and role_of(viewer) in ACCESS.get(name, PUBLIC)
    ]
    found = forms_on(client_of(matrix, viewer), pages)
    matrix.restore()
    return {action: form for action, form in found.items() if not form.file}


def rows_of(matrix: Matrix, casus_id: str | None = None) -> dict[str, list[str]]:  # noqa: F811
    """Return the rows per table: all of them, or those about one case."""
    found = {}
    with closing(sqlite3.connect(matrix.path)) as record:
        names = record.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in names.fetchall():
            columns = [
                row[1] for row in record.execute(f'PRAGMA table_info("{table}")')
            ]
            if table in FREE or (casus_id and "casus_id" not in columns):
                continue
            where = f" WHERE casus_id = '{casus_id}'" if casus_id else ""
            rows = record.execute(f'SELECT * FROM "{table}"{where}').fetchall()
            found[table] = sorted(map(repr, rows))
    return found


def wrong_answers(
    matrix: Matrix,  # noqa: F811
    viewer: str,
    tried: set[str],
) -> list[tuple[str, str, str, int]]:
    """Send the forms that were not tried yet, a hostile value per field."""
    client = client_of(matrix, viewer)
    before, wrong = rows_of(matrix), []
    for action, form in forms_of(matrix, viewer).items():
        if action in tried:
            continue
        tried.add(action)
        base = form.filled(DAY)
        trials = [("all", kind, dict.fromkeys(base, HOSTILE[kind])) for kind in HOSTILE]
        trials += [("none", "missing", {})]
        trials += [
            (name, kind, base | {name: HOSTILE[kind]})
            for name in base
            for kind in ("huge", "last_day")
        ]
        for name, kind, data in trials:
            status = client.post(action, data=data).status_code
            if status >= 500:
                wrong.append((action, name, kind, status))
            if status < 400:
                matrix.restore()
        after = rows_of(matrix)
        changed = [table for table in after if after[table] != before[table]]
        if changed and not action.startswith(KEPT):
            wrong.append((action, "refused", f"wrote {changed}", 0))
        if changed:
            matrix.restore()
    return wrong


def test_no_form_breaks_or_writes_half_on_what_nobody_would_type(
    matrix: Matrix,  # noqa: F811
) -> None:
    tried: set[str] = set()
    wrong = [one for viewer in VIEWERS for one in wrong_answers(matrix, viewer, tried)]
    assert len(tried) > 50
    assert not wrong, "\n".join(map(str, wrong))


def ids_elsewhere(matrix: Matrix) -> dict[str, list[str]]:  # noqa: F811
    """Return per field of a form what it must not reach in the other region."""
    there = matrix.foreign.things
    viewers = matrix.world.viewers.items()
    people = [one for (party, _), one in viewers if party in ("school-b", "swv-b")]
    lead = [one for one in people if one.rol == "regisseur"]
    persons = [str(one.gebruiker_id) for one in lead]
    return {
        "casus": [there["casus_id"]],
        "ander": [there["casus_id"]],
        "naar": persons,
        "voor": persons,
        "opvolger": persons,
        "lid": [str(one.aanstelling_id) for one in lead],
        "aanstelling": [str(one.aanstelling_id) for one in lead],
        "gezinslid": [str(one) for one in matrix.foreign.family.values()],
        "taak": [there["taak_id"]],
        "open": [there["overleg_id"]],
        "convenant": [there["convenant_id"]],
    }


def absent_for(value: str) -> str:
    return ABSENT_NUMBER if value.isdecimal() else "2020-9999"


def told(answer: Response, values: tuple[str, str]) -> tuple[int, str]:
    """Return the answer without the values that were sent, which it may repeat."""
    text = answer.text
    for value in values:
        for mark in ('"', "&#39;"):
            text = text.replace(f"{mark}{value}{mark}", "ID")
        text = text if value.isdecimal() else text.replace(value, "ID")
    return answer.status_code, text


@pytest.mark.parametrize("viewer", [one for one in VIEWERS if one not in FAMILY])
def test_an_id_of_elsewhere_in_a_form_reads_like_one_that_is_absent(
    matrix: Matrix,  # noqa: F811
    viewer: str,
) -> None:
    client = client_of(matrix, viewer)
    foreign = matrix.foreign.things["casus_id"]
    untouched, wrong = rows_of(matrix, foreign), []
    elsewhere = ids_elsewhere(matrix)
    for action, form in forms_of(matrix, viewer).items():
        base = form.filled(DAY)
        for name in base.keys() & elsewhere.keys():
            for value in elsewhere[name]:
                there = client.post(action, data=base | {name: value})
                if rows_of(matrix, foreign) != untouched:
                    wrong.append((action, name, value, "touched"))
                matrix.restore()
                other = absent_for(value)
                absent = client.post(action, data=base | {name: other})
                matrix.restore()
                if told(there, (value, other)) != told(absent, (value, other)):
                    statuses = there.status_code, absent.status_code
                    wrong.append((action, name, value, *statuses))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_beheerder_gives_no_role_at_an_organisation_of_another_region(
    matrix: Matrix,  # noqa: F811
) -> None:
    client = client_of(matrix, "beheerder")
    person = matrix.own.things["gebruiker_id"]
    before = rows_of(matrix)["aanstelling"]
    for party in ("school-b", "leerplicht-b", "plek-b", "swv-b"):
        data = {"rol": "zorgcoordinator", "organisatie": party}
        assert client.post(f"/mensen/{person}/rol", data=data).status_code >= 400
        new = data | {"naam": "Nieuw (voorbeeld)", "email": "nieuw@voorbeeld.nl"}
        assert client.post("/mensen/nieuw", data=new).status_code >= 400
        assert client.get(f"/organisaties/{party}").status_code == 404
        assert party not in client.get("/organisaties").text
    assert rows_of(matrix)["aanstelling"] == before
    matrix.restore()


def test_the_list_of_members_of_a_meeting_names_nobody_of_another_region(
    matrix: Matrix,  # noqa: F811
) -> None:
    page = client_of(matrix, "secretaris").get("/overleg/nieuw").text
    assert "swv-a secretaris" in page
    assert "swv-b secretaris" not in page


def test_what_no_person_types_is_left_out_of_a_text() -> None:
    assert readable("Jan\x00\x0b\ud800 (voorbeeld)\r\n\tregel") == (
        "Jan (voorbeeld)\r\n\tregel"
    )
    assert is_readable("De Vries-\u00e9\u0142\U0001f600\n")
    assert not is_readable("a\x00")


@pytest.mark.parametrize(
    "text", ["", " 1", "-1", "\u00b2", "\u0663", LONG_ID, HUGE, None]
)
def test_what_is_no_number_of_something_is_nothing(text: object) -> None:
    assert read_number(text) is None


def test_a_number_of_something_is_read() -> None:
    assert read_number("12") == 12


def test_an_address_with_what_no_link_of_ours_has_is_not_found(
    matrix: Matrix,  # noqa: F811
) -> None:
    for viewer in ("regisseur", "beheerder"):
        client = client_of(matrix, viewer)
        for path in (
            "/casus/a%00b",
            "/start?toon=%00",
            "/mensen?zoek=a%00b",
            "/welkom/%00",
        ):
            assert client.get(path).status_code in (403, 404), path


@pytest.mark.parametrize(
    ("viewer", "path"),
    [
        ("regisseur", f"/kosten?vanaf={LONG_ID}"),
        ("functionaris_gegevensbescherming", "/inzageregister?tot=9999-12-31"),
        ("functionaris_gegevensbescherming", "/inzageregister.csv?tot=9999-12-31"),
    ],
)
def test_an_address_with_a_number_or_day_past_the_end_does_not_break(
    matrix: Matrix,  # noqa: F811
    viewer: str,
    path: str,
) -> None:
    assert client_of(matrix, viewer).get(path).status_code < 500
