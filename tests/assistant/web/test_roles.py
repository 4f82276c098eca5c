"""Every route is in the table, and the table is what happens."""

import pytest
from fastapi.routing import APIRoute

from assistant.casework.next_meetings import next_meeting
from assistant.web.roles import ACCESS, PUBLIC

ROLES = (
    "zorgcoordinator",
    "regisseur",
    "overleglid",
    "secretaris",
    "beheerder",
    "ouder",
    "leerling",
)


def all_routes(app):
    """Return (name, method, path) of every route, however routers are nested."""
    found = []
    stack = list(app.router.routes)
    while stack:
        route = stack.pop()
        if isinstance(route, APIRoute):
            found += [(route.name, method, route.path) for method in route.methods]
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        stack += list(getattr(inner, "routes", []) or [])
    return found


def address_of(path, ctx, case_with):
    case = case_with("geadviseerd")
    meeting = next_meeting(ctx)
    return (
        path.replace("{casus_id}", case)
        .replace("{overleg_id}", str(meeting.id))
        .replace("{veld_id}", "schoolsoort")
        .replace("{taak_id}", "1")
        .replace("{gesprek_id}", "bestaat-niet")
        .replace("{token}", "x" * 20)
    )


def test_every_route_has_a_row_and_every_row_a_route(app):
    assert {name for name, _, _ in all_routes(app)} == set(ACCESS)


@pytest.mark.parametrize("rol", ROLES)
def test_a_role_gets_in_only_where_the_table_says_so(app, ctx, case_with, visit, rol):
    browser = visit(rol, casus_id=case_with("geadviseerd"))
    for name, method, path in all_routes(app):
        if ACCESS[name] == PUBLIC:
            continue
        answer = browser.request(method, address_of(path, ctx, case_with))
        refused = answer.status_code == 403
        assert refused is (rol not in ACCESS[name]), (name, rol, answer.status_code)
        assert answer.status_code != 500, (name, rol)


def test_nobody_gets_in_without_signing_in(app, ctx, case_with, visit):
    for name, method, path in all_routes(app):
        if ACCESS[name] == PUBLIC:
            continue
        answer = visit().request(method, address_of(path, ctx, case_with))
        if method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303, name
            assert answer.headers["location"] == "/toegang"
        else:
            assert answer.status_code == 401, name


def test_a_session_of_another_machine_is_nobody(visit):
    browser = visit("regisseur")
    browser.headers["cookie"] = browser.headers["cookie"][:-3] + "000"
    assert browser.get("/start").headers["location"] == "/toegang"


def test_a_route_without_a_row_is_open_to_nobody(app, visit):
    @app.get("/vergeten", name="vergeten")
    def forgotten() -> str:
        return "geheim"

    assert visit("beheerder").get("/vergeten").status_code == 403
