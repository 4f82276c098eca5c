"""Whether kinds of organisation name roles and kinds of school that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require

if TYPE_CHECKING:
    from knowledge.load import Knowledge

FILE = "organisaties.yaml"


def check_organisations(knowledge: Knowledge) -> None:
    """Check the roles, kinds and schools that the kinds of organisation name.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    rules = knowledge.organisaties
    roles = [row.id for row in rules.rollen]
    kinds = [row.id for row in rules.soorten]
    schools = [one.id for one in knowledge.velden["schoolsoort"].waarden]
    for kind in rules.soorten:
        for role in kind.rollen:
            require(FILE, f"{kind.id}, sleutel rollen", "rol", role, roles)
    for row in rules.verbanden:
        require(FILE, f"verbanden > {row.soort}", "soort", row.soort, kinds)
        for school in row.schoolsoorten:
            require(FILE, f"{row.soort}, schoolsoorten", "schoolsoort", school, schools)
    for regio in knowledge.regios.values():
        for party in regio.organisaties:
            require("regio", f"{regio.id} > {party.id}", "soort", party.soort, kinds)
        for person in regio.gebruikers:
            for one in person.rollen:
                require("regio", f"{regio.id} > {person.naam}", "rol", one.rol, roles)
