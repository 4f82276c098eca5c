"""Whether the definitions of verzuim name what exists, in every reading of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.verzuim_instellingen import with_settings
from knowledge.verzuim_regels import Samengesteld, Vrijgesteld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.load import Knowledge
    from knowledge.velden import Veld
    from knowledge.verzuim import Definitie, Verzuimregels

FILE = "verzuim/definities.yaml"
_NO_EXEMPTION = {"geen", "onbekend"}
_HOLE = re.compile(r"\{([a-z_]+)\}")


def check_absence(regels: Verzuimregels, velden: Mapping[str, Veld]) -> None:
    """Check the definitions, their settings and the list of exemptions.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist, or reading that makes no rule.
    """
    for row in regels.definities.values():
        _check_definition(row, regels)
    wanted = {one.id for one in velden["vrijstelling"].waarden} - _NO_EXEMPTION
    for name in sorted(wanted ^ set(regels.vrijstellingen)):
        raise KnowledgeError(
            "verzuim/vrijstellingen.yaml",
            name,
            "deze lijst en de waarden van het veld vrijstelling verschillen",
            "zet dezelfde vrijstellingen in beide",
        )
    _check_spellings(regels)


def check_signs(knowledge: Knowledge) -> None:
    """Check that what is owed names a definition, a clock and a kind of task.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    file = "verzuim/signalen.yaml"
    rules = knowledge.verzuim
    kinds = [row.id for row in knowledge.werkvoorraad.soorten]
    clocks = {row.id: row.gebeurtenis for row in knowledge.termijnen.values()}
    for row in rules.signalen:
        names = [row.als.definitie] if row.als.definitie else []
        for name in (*names, *row.als.ook_een_van):
            require(file, f"{row.id}, sleutel als", "definitie", name, rules.definities)
        require(file, f"{row.id}, sleutel soort", "soort taak", row.soort, kinds)
        if row.klok is not None:
            require(file, f"{row.id}, sleutel klok", "termijn", row.klok, clocks)
            if clocks[row.klok] is not row.als.gebeurtenis:
                raise KnowledgeError(
                    file,
                    f"{row.id}, sleutel klok",
                    f"de klok {row.klok} begint bij iets anders",
                    "kies een klok die bij deze gebeurtenis begint",
                )


def _check_definition(row: Definitie, regels: Verzuimregels) -> None:
    require(
        FILE,
        f"{row.id}, sleutel doelgroep",
        "doelgroep",
        row.doelgroep,
        regels.doelgroepen,
    )
    if isinstance(row.regel, Samengesteld):
        plain = [
            one.id
            for one in regels.definities.values()
            if not isinstance(one.regel, Samengesteld)
        ]
        for name in (*row.regel.een_van, *row.regel.geen_van):
            require(FILE, f"{row.id}, sleutel regel", "definitie", name, plain)
    if isinstance(row.regel, Vrijgesteld):
        for name in row.regel.vrijstellingen:
            require(
                FILE,
                f"{row.id}, sleutel regel",
                "vrijstelling",
                name,
                regels.vrijstellingen,
            )
    settings = [one.id for one in row.instellingen]
    for hole in _HOLE.findall(row.grens):
        require(FILE, f"{row.id}, sleutel grens", "instelling", hole, settings)
    for one in row.instellingen:
        for choice in one.keuzes:
            with_settings(row, {one.id: choice.id})


def _check_spellings(regels: Verzuimregels) -> None:
    seen: dict[str, str] = {}
    for row in regels.vrijstellingen.values():
        for spelling in (row.id, *row.ook):
            other = seen.setdefault(spelling.casefold(), row.id)
            if other != row.id:
                raise KnowledgeError(
                    "verzuim/vrijstellingen.yaml",
                    row.id,
                    f"de schrijfwijze ‘{spelling}’ staat ook bij {other}",
                    "laat hem bij één vrijstelling staan",
                )
