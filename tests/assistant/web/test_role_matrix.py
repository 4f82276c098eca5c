"""Every role, every route, an own, a foreign and an absent object: the real app.

The routes are read from the app itself, so that a new route is tried as soon as it is
there. A foreign object must answer exactly like one that does not exist.
"""

from __future__ import annotations

import re
import shutil
import warnings
from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute

from assistant.context import Context
from assistant.settings import Settings
from assistant.web.access import ACCESS, PUBLIC
from assistant.web.app import create_app
from assistant.web.objects import NOT_AN_OBJECT, OBJECTS
from assistant.web.sessions import COOKIE
from models.store import open_store
from tests.assistant.web.matrix_world import (
    ABSENT,
    ABSENT_NUMBER,
    FAMILY,
    VIEWERS,
    Matrix,
    make_matrix,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI
    from httpx import Response

    from knowledge.load import Knowledge

PARAMETER = re.compile(r"{(\w+)[^}]*}")
FILLERS = {
    "veld_id": "schoolsoort",
    "bron_id": "S3",
    "soort": "overleg",
    "stuk": "modelkaart",
    "formaat": "json",
    "token": "x" * 20,
    "voorbeeld_id": "x" * 20,
    "sleutel": "x" * 20,
}
NOBODY: frozenset[str] = frozenset({"niemand"})
NEVER = {403, 404, 500}
# These look in the form for what to act on; an empty form names nothing that exists.
CHOSEN_IN_THE_FORM = frozenset(
    {
        "answer_in_intake",
        "apply_school_year",
        "change_role",
        "confirm_in_intake",
        "end_one_session",
        "unlink_sibling",
    }
)
# These take a file that waits under a secret name, which only its owner has.
BY_SECRET = frozenset(
    {
        "import_columns",
        "save_columns",
        "import_preview",
        "confirm_import",
        "import_busy",
        "absence_preview",
        "absence_choices",
        "absence_columns",
        "save_absence_columns",
        "absence_rejected",
        "confirm_absence",
        "absence_busy",
    }
)
# What a role may open, but not of this case: the object is in sight, the part is not.
NOT_THIS_PART: dict[str, frozenset[str]] = {
    "accept_handover": frozenset({"zorgcoordinator", "secretaris"}),  # not offered to
    "import_report": frozenset({"zorgcoordinator"}),  # brought in by the swv
    "import_report_file": frozenset({"zorgcoordinator"}),
    "withdraw_own_consent": frozenset({"ouder_zonder_gezag", "leerling"}),  # not theirs
    "give_own_consent": frozenset({"ouder_zonder_gezag"}),  # BW 1:377c
    "own_sharing": frozenset({"ouder_zonder_gezag"}),
    "own_data": frozenset({"ouder_zonder_gezag"}),
    "own_advice_explained": frozenset({"ouder_zonder_gezag"}),
    "own_plan": frozenset({"ouder_zonder_gezag"}),
    "family_register": frozenset({"ouder_zonder_gezag"}),
    # BW 1:377c gives information; who has no authority does not speak for the child
    "intake_page": frozenset({"ouder_zonder_gezag"}),
    "send_chat": frozenset({"ouder_zonder_gezag"}),
    "api_conversation": frozenset({"ouder_zonder_gezag"}),
    "api_send_message": frozenset({"ouder_zonder_gezag"}),
    "change_in_intake": frozenset(FAMILY),  # what school fills in
}


def routes_of(app: FastAPI) -> list[tuple[str, str, str]]:
    """Return (name, method, path) of every route, however routers are nested."""
    found = []
    stack = list(app.router.routes)
    while stack:
        route = stack.pop()
        if isinstance(route, APIRoute):
            found += [(route.name, method, route.path) for method in route.methods]
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        stack += list(getattr(inner, "routes", []) or [])
    return sorted(found)


@pytest.fixture(scope="module")
def matrix(
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite: Path,
    knowledge: Knowledge,
    test_key: str,
) -> Iterator[Matrix]:
    folder = tmp_path_factory.mktemp("rollen")
    path = folder / "leerplek.db"
    shutil.copy(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    store = open_store(url)
    settings = Settings(data_dir=folder, database_url=url, sleutel=test_key)
    ctx = Context(store, knowledge, settings)
    yield make_matrix(ctx, create_app(ctx), path, folder / "begin.db")
    store.close()


def client_of(matrix: Matrix, viewer: str | None) -> TestClient:
    client = TestClient(
        matrix.app,
        base_url="http://localhost",
        client=("127.0.0.1", 50000),
        follow_redirects=False,
        raise_server_exceptions=False,
        headers={"origin": "http://localhost"},
    )
    if viewer is not None:
        client.headers["cookie"] = f"{COOKIE}={matrix.tokens[viewer]}"
    return client


def role_of(viewer: str) -> str:
    return "ouder" if viewer == "ouder_zonder_gezag" else viewer


def fill(path: str, things: dict[str, str]) -> str:
    values = FILLERS | things
    return PARAMETER.sub(lambda found: values[found[1]], path)


def objects_in(path: str) -> list[str]:
    return [one for one in PARAMETER.findall(path) if one not in NOT_AN_OBJECT]


def absent(name: str) -> str:
    return ABSENT.get(name, ABSENT_NUMBER)


def scrubbed(answer: Response, things: dict[str, str]) -> str:
    """Return the body without the ids that were asked for, which it may repeat."""
    text = answer.text
    for value in sorted(things.values(), key=len, reverse=True):
        text = text.replace(value, "ID")
    return text


def ask(
    matrix: Matrix, client: TestClient, method: str, path: str, things: dict[str, str]
) -> Response:
    answer = client.request(method, fill(path, things))
    if method != "GET":
        matrix.restore()
    return answer


def own_things(matrix: Matrix, viewer: str) -> dict[str, str]:
    task = matrix.tasks.get(viewer, matrix.own.things["taak_id"])
    talk = matrix.own.talks.get(viewer, matrix.own.things["gesprek_id"])
    return matrix.own.things | {"taak_id": task, "gesprek_id": talk}


def test_every_route_has_a_row_and_every_row_a_route(matrix: Matrix) -> None:
    assert {name for name, _, _ in routes_of(matrix.app)} == set(ACCESS)


def test_every_kind_of_object_in_an_address_has_a_guard(matrix: Matrix) -> None:
    named = {
        one for _, _, path in routes_of(matrix.app) for one in PARAMETER.findall(path)
    }
    assert named <= set(OBJECTS) | NOT_AN_OBJECT
    assert not set(OBJECTS) & NOT_AN_OBJECT
    assert set(OBJECTS) <= set(matrix.own.things)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_route_outside_the_role_is_closed_whatever_the_object(
    matrix: Matrix, viewer: str
) -> None:
    client = client_of(matrix, viewer)
    wrong = []
    for name, method, path in routes_of(matrix.app):
        if ACCESS.get(name, NOBODY) == PUBLIC or role_of(viewer) in ACCESS.get(
            name, NOBODY
        ):
            continue
        for things in (matrix.own.things, matrix.foreign.things):
            status = client.request(method, fill(path, things)).status_code
            if status != 403:
                wrong.append((name, status))
    matrix.restore()
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_foreign_object_answers_like_one_that_does_not_exist(
    matrix: Matrix, viewer: str
) -> None:
    client = client_of(matrix, viewer)
    wrong = []
    for name, method, path in routes_of(matrix.app):
        objects = objects_in(path)
        if (
            ACCESS.get(name, NOBODY) == PUBLIC
            or role_of(viewer) not in ACCESS.get(name, NOBODY)
            or not objects
        ):
            continue
        foreign = matrix.foreign.things
        nothing = {one: absent(one) for one in objects}
        there = ask(matrix, client, method, path, foreign)
        not_there = ask(matrix, client, method, path, foreign | nothing)
        asked = {one: foreign[one] for one in objects}
        told_apart = scrubbed(there, asked) != scrubbed(not_there, nothing)
        statuses = (there.status_code, not_there.status_code)
        if statuses != (404, 404) or told_apart:
            wrong.append((name, method, *statuses, told_apart))
        # each object by itself, beside own ones
        own = own_things(matrix, viewer)
        for one in objects:
            mixed = ask(matrix, client, method, path, own | {one: foreign[one]})
            if mixed.status_code != 404:
                wrong.append((name, method, one, mixed.status_code))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_an_own_object_is_open_as_far_as_the_role_goes(
    matrix: Matrix, viewer: str
) -> None:
    client = client_of(matrix, viewer)
    wrong = []
    for name, method, path in routes_of(matrix.app):
        if ACCESS.get(name, NOBODY) == PUBLIC or role_of(viewer) not in ACCESS.get(
            name, NOBODY
        ):
            continue
        answer = ask(matrix, client, method, path, own_things(matrix, viewer))
        expected = (
            name in CHOSEN_IN_THE_FORM | BY_SECRET
            or viewer in NOT_THIS_PART.get(name, ())
        )
        closed = answer.status_code in NEVER
        if closed is not expected or answer.status_code == 500:
            wrong.append((name, method, answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def test_nobody_gets_in_without_signing_in(matrix: Matrix) -> None:
    client = client_of(matrix, None)
    for name, method, path in routes_of(matrix.app):
        if ACCESS.get(name, NOBODY) == PUBLIC:
            continue
        answer = client.request(method, fill(path, matrix.own.things))
        if method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303, name
            assert answer.headers["location"].startswith("/toegang"), name
        else:
            assert answer.status_code == 401, name


def test_the_family_is_in_the_matrix_with_and_without_authority() -> None:
    assert set(FAMILY) <= set(VIEWERS)
