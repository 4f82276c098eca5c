"""What comes first on a working day: every status and step has its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from knowledge.werkvoorraad import Werkvoorraad
from models.casus import CasusStatus
from models.gebruiker import Rol

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_every_status_says_what_it_waits_for_and_where_it_stands(
    knowledge: Knowledge,
) -> None:
    work = knowledge.werkvoorraad
    assert {row.status for row in work.wachten} == {one.value for one in CasusStatus}
    living = {*work.zonder_plek, *work.geplaatst}
    assert living == {one.value for one in CasusStatus} - {"afgesloten"}
    assert set(work.dringend) <= living


def test_tasks_go_to_roles_that_exist(knowledge: Knowledge) -> None:
    work = knowledge.werkvoorraad
    roles = {rol.value for rol in Rol}
    assert set(work.rollen) <= roles
    assert set(work.rollen_vangnet) <= set(work.rollen)


def test_a_safety_task_is_for_today_and_cannot_wait(knowledge: Knowledge) -> None:
    kind = knowledge.werkvoorraad.kind("veiligheid")
    assert (kind.dagen, kind.uitstel, kind.notitie) == (0, False, True)


def test_an_unknown_kind_counts_as_any_task(knowledge: Knowledge) -> None:
    assert knowledge.werkvoorraad.kind("iets anders").id == "overig"


def test_a_kind_that_stands_there_twice_is_refused(knowledge: Knowledge) -> None:
    rows = knowledge.werkvoorraad.model_dump()
    rows["soorten"] = [*rows["soorten"], rows["soorten"][0]]
    with pytest.raises(ValidationError, match="één keer"):
        Werkvoorraad.model_validate(rows)
