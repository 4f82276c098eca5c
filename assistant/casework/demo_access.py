"""The ready accounts of the demo: invented people, for this machine only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.family import name_of
from assistant.casework.people import users
from models.casus import STATUS_TEKST
from models.gezinslid import GezinslidSoort, example_family

if TYPE_CHECKING:
    from assistant.context import Context
    from models.gezinslid import Gezinslid


@dataclass(frozen=True)
class DemoAccount:
    """An invented professional in one role."""

    aanstelling_id: int
    naam: str
    rol: str
    organisatie: str


@dataclass(frozen=True)
class DemoFamily:
    """An invented parent or pupil."""

    gezinslid_id: int
    wie: str
    casus_id: str
    status: str


def demo_accounts(ctx: Context) -> list[DemoAccount]:
    """Return the ready accounts, the organisations with most of them first."""
    rows = [
        DemoAccount(one.aanstelling_id, one.naam, one.rol, one.organisatie)
        for one in users(ctx)
        if one.voorbeeld
    ]
    size = Counter(row.organisatie for row in rows)
    return sorted(rows, key=lambda row: (-size[row.organisatie], row.organisatie))


def demo_family(ctx: Context) -> list[DemoFamily]:
    """Return both parents of one family, a parent without gezag, and a pupil."""
    with ctx.store.reading() as uow:
        rows = example_family(uow.session)
        with_gezag = [row for row in rows if row[0].gezag]
        per_case = Counter(casus.id for _, casus in with_gezag)
        most = max(per_case, key=per_case.__getitem__, default=None)
        chosen = [row for row in with_gezag if row[1].id == most]
        chosen += [row for row in rows if row[0].gezag is False][:1]
        pupils = [row for row in rows if row[0].soort is GezinslidSoort.LEERLING]
        chosen += pupils[:1]
        return [
            DemoFamily(member.id, _who(member), casus.id, STATUS_TEKST[casus.status])
            for member, casus in chosen
        ]


def _who(member: Gezinslid) -> str:
    if member.soort is GezinslidSoort.LEERLING:
        return name_of(member)
    return f"{name_of(member)}, {'met' if member.gezag else 'zonder'} gezag"
