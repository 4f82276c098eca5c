"""The rows that a route advice depends on; see :mod:`knowledge.stand`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

from knowledge import checks
from knowledge.errors import KnowledgeError
from knowledge.intake import Intake
from knowledge.leren import Leren, read_learning
from knowledge.reading import by_id, file_name, read_file, read_rows, refuse_duplicates
from knowledge.regio import Regio
from knowledge.route_regels import RouteRegels, read_route_rules
from knowledge.routes import Route, read_routes
from knowledge.veiligheid import Veiligheid
from knowledge.velden import Veld

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Adviesrijen(TypedDict):
    """The part of the knowledge that a route advice depends on."""

    velden: Mapping[str, Veld]
    intake: Intake
    veiligheid: Veiligheid
    routes: Mapping[str, Route]
    route_regels: RouteRegels
    regios: Mapping[str, Regio]
    leren: Leren


def read_advice_rows(root: Path) -> Adviesrijen:
    """Read the rows of the files in :data:`knowledge.stand.ADVICE_FILES`.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    return {
        "velden": by_id(_read_fields(root / "velden", root)),
        "intake": read_file(root / "intake.yaml", root, Intake),
        "veiligheid": read_file(root / "veiligheid.yaml", root, Veiligheid),
        "routes": MappingProxyType(read_routes(root / "routes")),
        "route_regels": read_route_rules(root / "routes"),
        "regios": by_id(_read_regions(root / "regio", root)),
        "leren": read_learning(root / "leren"),
    }


def _read_fields(folder: Path, root: Path) -> tuple[Veld, ...]:
    """Read the fields of all sections, in the order of the file names."""
    rows: list[Veld] = []
    for path in sorted(folder.glob("*.yaml")):
        name = file_name(path, root)
        for veld in read_rows(path, root, Veld):
            if checks.field_file(veld.sectie) != name:
                raise KnowledgeError(
                    name,
                    f"{veld.id}, sleutel sectie",
                    f"dit veld hoort in {checks.field_file(veld.sectie)}",
                    "verplaats de rij of verbeter de sectie",
                )
            rows.append(veld)
    if not rows:
        raise KnowledgeError(
            file_name(folder, root), "", "hier staat geen enkel veld", "zet ze terug"
        )
    refuse_duplicates(file_name(folder, root), (row.id for row in rows))
    return tuple(rows)


def _read_regions(folder: Path, root: Path) -> tuple[Regio, ...]:
    paths = sorted(folder.glob("*.yaml"))
    rows = tuple(read_file(path, root, Regio) for path in paths)
    refuse_duplicates(file_name(folder, root), (row.id for row in rows))
    return rows
