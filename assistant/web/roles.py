"""Who may open what: one table, checked for every route before it runs."""

from typing import Annotated

from fastapi import Depends, Request

from assistant.casework.kijker import Kijker
from assistant.casework.view_log import log_views
from assistant.web.errors import NotAllowed, NotFound, SignInNeeded
from assistant.web.forms import is_readable
from assistant.web.objects import LOGGED_AS, check_objects
from assistant.web.sessions import read_visitor
from models.gebruiker import Rol

PUBLIC: frozenset[str] = frozenset()
"""Marks a route that needs no session (it checks its own token or caller)."""

_INTAKE = frozenset({"zorgcoordinator", "regisseur"})
_SWV_LEADS = frozenset({"regisseur", "secretaris"})
_LEADS = _INTAKE | _SWV_LEADS
_TABLE = frozenset({"overleglid", "secretaris", "regisseur"})
_IMPORT = _INTAKE | {"secretaris", "beheerder"}
_STAFF = _INTAKE | _TABLE | {"beheerder"}
_MANAGES = frozenset({"beheerder"})
_KEEPS_PLACES = frozenset({"aanbieder", "beheerder", "secretaris", "regisseur"})
_PREPARES = frozenset({"secretaris", "regisseur"})
_FAMILY = frozenset({"ouder", "leerling"})
_PARENTS = frozenset({"ouder"})
_TALKS = _INTAKE | _FAMILY
"""Who holds the conversation: about any case of theirs, or about the own one."""
_SEES_CASES = _INTAKE | {
    "secretaris",
    "gedragsdeskundige",
    "leerplichtambtenaar",
    "aanbieder",
    "overleglid",
}
_COUNTS = _INTAKE | {"secretaris", "leerplichtambtenaar"}
"""Who may count absence: of the cases in sight, and a school of all its pupils."""
_READS_ADVICE = _INTAKE | {"gedragsdeskundige"}
"""Whose rows in ``inzage.yaml`` may have the part ``advies``."""
_MAKES_DOCUMENTS = _INTAKE | {"gedragsdeskundige"}
"""Whose rows in ``inzage.yaml`` may have the part ``documenten``."""
_TASKS = (_SEES_CASES - {"overleglid"}) | {"beheerder"}
_FG = "functionaris_gegevensbescherming"
_EVERYBODY = frozenset(role.value for role in Rol)
_PROFESSIONALS = _EVERYBODY - {Rol.OUDER.value, Rol.LEERLING.value}

ACCESS: dict[str, frozenset[str]] = {
    # everybody
    "home": PUBLIC,
    "health": PUBLIC,
    "sign_in_page": PUBLIC,
    "sign_in": PUBLIC,
    "sign_in_step": PUBLIC,
    "sign_in_code": PUBLIC,
    "sign_in_setup": PUBLIC,
    "sign_in_role": PUBLIC,
    "sign_in_demo": PUBLIC,
    "sign_in_outside": PUBLIC,
    "back_from_outside": PUBLIC,
    "open_link": PUBLIC,
    "use_link": PUBLIC,
    "sign_out": PUBLIC,
    "rasa_webhook": PUBLIC,
    "api_description": PUBLIC,
    # the own account
    "account_page": _EVERYBODY,
    "change_password": _EVERYBODY,
    "end_one_session": _EVERYBODY,
    "end_other_sessions": _EVERYBODY,
    "change_role": _PROFESSIONALS,
    "second_step_page": _PROFESSIONALS,
    "second_step_on": _PROFESSIONALS,
    "renew_codes": _PROFESSIONALS,
    "second_step_again": _PROFESSIONALS,
    # where every rule comes from
    "source_list": _EVERYBODY,
    "source_page": _EVERYBODY,
    # professionals
    "ask_search": _PROFESSIONALS,
    "save_name": _LEADS,
    "sibling_page": _LEADS,
    "link_sibling": _LEADS,
    "unlink_sibling": _LEADS,
    "search_page": _PROFESSIONALS,
    "start_page": _PROFESSIONALS,
    "task_list": _TASKS,
    "task_page": _TASKS,
    "new_task_form": _TASKS,
    "add_new_task": _TASKS,
    "finish_task": _TASKS,
    "take_task": _TASKS,
    "pass_task": _TASKS,
    "postpone_task": _TASKS,
    "open_intake": _INTAKE,
    "resume_intake": _INTAKE,
    "intake_page": _TALKS,
    "send_chat": _TALKS,
    "answer_in_intake": _TALKS,
    "change_in_intake": _TALKS,
    "confirm_in_intake": _TALKS,
    "case_page": _SEES_CASES,
    "answer_form": _INTAKE,
    "report_form": _INTAKE,
    "read_case_report": _INTAKE,
    "save_case_report": _INTAKE,
    "new_report_form": _INTAKE,
    "read_new_report": _INTAKE,
    "save_new_report": _INTAKE,
    "save_answer": _INTAKE,
    "wishes_page": _INTAKE,
    "save_wishes": _INTAKE,
    "save_journeys": _INTAKE,
    "confirm_case": _INTAKE,
    "put_on_table": _INTAKE,
    "add_event": _INTAKE,
    "withdraw_event": _INTAKE,
    "link_absence": _INTAKE,
    "take_absence": _INTAKE,
    "lift_stop": _INTAKE,
    "add_family": _INTAKE,
    "give_family_link": _INTAKE,
    "set_authority": _INTAKE,
    "remove_family": _INTAKE,
    "advice_page": _READS_ADVICE,
    "advice_explained": _READS_ADVICE,
    "plan_in_plain_words": _READS_ADVICE,
    "make_advice": _INTAKE,
    # the life of a case
    "close_form": _INTAKE,
    "close_case": _INTAKE,
    "reopen_form": _LEADS,
    "reopen_case": _LEADS,
    "start_form": _INTAKE,
    "record_start": _INTAKE,
    "look_form": _INTAKE,
    "record_look": _INTAKE,
    "move_form": _INTAKE,
    "move_pupil": _INTAKE,
    "take_up_case": _INTAKE,
    "regisseur_form": _SWV_LEADS,
    "assign_regisseur": _SWV_LEADS,
    "handover_form": _LEADS,
    "offer_case": _LEADS,
    "handover_list": _LEADS,
    "accept_handover": _LEADS,
    "refuse_handover": _LEADS,
    "withdraw_handover": _LEADS,
    "school_year_page": _SWV_LEADS,
    "apply_school_year": _SWV_LEADS,
    "costs_page": _SWV_LEADS,
    "add_budget": _SWV_LEADS,
    "costs_file": _SWV_LEADS,
    "case_costs": _SWV_LEADS,
    "add_cost": _SWV_LEADS,
    # bringing in a list or dossier
    "import_page": _IMPORT,
    "upload_list": _IMPORT,
    "import_columns": _IMPORT,
    "save_columns": _IMPORT,
    "import_preview": _IMPORT,
    "confirm_import": _IMPORT,
    "import_busy": _IMPORT,
    "drop_import": _IMPORT,
    "import_report": _IMPORT,
    "import_report_file": _IMPORT,
    "absence_import_page": _IMPORT,
    "upload_absence": _IMPORT,
    "absence_preview": _IMPORT,
    "absence_choices": _IMPORT,
    "absence_columns": _IMPORT,
    "save_absence_columns": _IMPORT,
    "absence_rejected": _IMPORT,
    "confirm_absence": _IMPORT,
    "absence_busy": _IMPORT,
    "drop_absence": _IMPORT,
    # counting absence
    "absence_lists": _COUNTS,
    "absence_report": _COUNTS,
    "absence_report_file": _COUNTS,
    # who sees a case
    "sharing_page": _INTAKE,
    "share_case": _INTAKE,
    "end_sharing": _INTAKE,
    "give_consent": _INTAKE,
    "withdraw_consent": _INTAKE,
    "case_register": _INTAKE,
    "convenant_list": _INTAKE | _TABLE | {_FG, "beheerder"},
    "make_convenant": frozenset({"secretaris", "beheerder"}),
    "end_convenant": frozenset({"secretaris", "beheerder"}),
    "view_register": frozenset({_FG}),
    "view_register_csv": frozenset({_FG}),
    "family_register": frozenset({"ouder", "leerling"}),
    "accountability_page": frozenset({_FG, "beheerder"}),
    "download_accountability": frozenset({_FG, "beheerder"}),
    # the table
    "meeting_list": _TABLE,
    "meeting_page": _TABLE,
    "propose": _TABLE,
    "propose_busy": _TABLE,
    "what_if": _TABLE,
    "ask_table": _TABLE,
    "table_busy": _TABLE,
    "table_pupil": _TABLE,
    "pin_place": _TABLE,
    "ban_place": _TABLE,
    "release_place": _TABLE,
    "together_page": _TABLE,
    "agree_together": _TABLE,
    "end_together": _TABLE,
    "decide": _TABLE,
    "decision_list": _TABLE,
    # the region: organisations, people and places
    "organisation_list": _MANAGES,
    "new_organisation": _MANAGES,
    "create_organisation": _MANAGES,
    "organisation_page": _MANAGES,
    "save_organisation": _MANAGES,
    "stop_organisation": _MANAGES,
    "resume_organisation": _MANAGES,
    "school_search": _MANAGES,
    "add_schools": _MANAGES,
    "people_list": _MANAGES,
    "new_person": _MANAGES,
    "create_person": _MANAGES,
    "person_page": _MANAGES,
    "save_person": _MANAGES,
    "give_role": _MANAGES,
    "end_role": _MANAGES,
    "invite_person": _MANAGES,
    "block_person": _MANAGES,
    "provision_list": _KEEPS_PLACES,
    "new_provision": _KEEPS_PLACES,
    "create_provision": _KEEPS_PLACES,
    "provision_page": _KEEPS_PLACES,
    "save_provision": _KEEPS_PLACES,
    "stop_provision": _KEEPS_PLACES,
    "add_group": _KEEPS_PLACES,
    "save_group": _KEEPS_PLACES,
    "save_period": _KEEPS_PLACES,
    "new_meeting": _PREPARES,
    "plan_meeting": _PREPARES,
    "meeting_form": _PREPARES,
    "save_meeting": _PREPARES,
    "close_meeting": _PREPARES,
    # documents and files of a case
    "download_document": _MAKES_DOCUMENTS,
    "download_transfer": _SWV_LEADS,
    "transfer_form": _SWV_LEADS,
    "read_transfer": _SWV_LEADS,
    # the family
    "parent_page": _PARENTS,
    "pupil_page": frozenset({"leerling"}),
    "open_own_talk": _FAMILY,
    "say_own_words": _FAMILY,
    "ask_person": _FAMILY,
    "ask_correction": _FAMILY,
    "own_advice_explained": _FAMILY,
    "own_plan": _FAMILY,
    "own_data": _FAMILY,
    "own_sharing": _FAMILY,
    "give_own_consent": _FAMILY,
    "withdraw_own_consent": _FAMILY,
    # the same through the API
    "api_me": _STAFF | _FAMILY,
    "api_search": _PROFESSIONALS,
    "api_cases": _INTAKE,
    "api_case": _INTAKE,
    "api_advice": _INTAKE,
    "api_open_conversation": _INTAKE,
    "api_conversation": _TALKS,
    "api_send_message": _TALKS,
    "api_next_meeting": _TABLE,
    "api_steps": _PARENTS,
}


def check_access(request: Request) -> None:
    """Let the request through, or say why not.

    Raises
    ------
    SignInNeeded
        Nobody is signed in.
    NotAllowed
        The role of the visitor is not in the table for this route; a route
        that is missing from the table is open to nobody.
    NotFound
        What the address points at is not in sight of this visitor.
    """
    visitor = read_visitor(request, request.app.state.ctx)
    request.state.visitor = visitor
    _check_address(request)
    allowed = ACCESS.get(request.scope["route"].name)
    if allowed == PUBLIC:
        return
    if visitor is None:
        raise SignInNeeded("Log eerst in. Daarna kunt u deze pagina openen.")
    if allowed is None or visitor.rol not in allowed:
        raise NotAllowed("Deze pagina hoort niet bij uw rol. Ga terug naar uw start.")
    _check_objects(request, visitor)


def _check_address(request: Request) -> None:
    """Refuse an address with what no link of ours has and no database keeps."""
    values = [*request.path_params.values(), *request.query_params.values()]
    if not all(is_readable(str(value)) for value in values):
        raise NotFound("Dit adres klopt niet. Ga terug naar uw start.")


def _check_objects(request: Request, visitor: Kijker) -> None:
    """Check what the address points at, and write down which cases were opened."""
    values = request.path_params
    if not values:
        return
    ctx = request.app.state.ctx
    reads = request.method in ("GET", "HEAD")
    route = request.scope["route"].name
    seen = check_objects(ctx, visitor, route, values, changes=not reads)
    if reads:
        api = request.url.path.startswith("/api/")
        for name, what in LOGGED_AS.items():
            log_views(ctx, visitor, "api" if api else what, seen.get(name, []))


def get_visitor(request: Request) -> Kijker:
    """Return the signed-in person of a route that is not public."""
    visitor: Kijker | None = request.state.visitor
    if visitor is None:
        raise SignInNeeded("Log eerst in. Daarna kunt u deze pagina openen.")
    return visitor


Me = Annotated[Kijker, Depends(get_visitor)]


_HOMES = {"ouder": "/ouder", "leerling": "/leerling", _FG: "/inzageregister"}


def home_path(visitor: Kijker | None) -> str:
    """Return the page where a visitor starts."""
    if visitor is None:
        return "/toegang"
    return _HOMES.get(visitor.rol, "/start")


def may_open(visitor: Kijker | None, route: str) -> bool:
    """Tell whether a visitor may open a route, for showing or hiding a link."""
    allowed = ACCESS.get(route)
    if allowed is None or visitor is None:
        return allowed == PUBLIC
    return allowed == PUBLIC or visitor.rol in allowed
