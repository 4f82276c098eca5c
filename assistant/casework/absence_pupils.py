"""The pupils of files with absence: a sealed key each, and the case if there is one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.casework.absence_keys import (
    cases_of_keys,
    link_absence_keys,
    purpose_of,
)
from assistant.casework.vault import open_vault
from models.verzuim import pupils_with_hashes
from models.verzuimopslag import add_pupils

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.context import Context
    from models.store import UnitOfWork


class Pupils:
    """The pupils of one source; remembers who was met.

    Parameters
    ----------
    ctx
        The surroundings.
    bron
        Under which name their keys are kept.
    organisatie_id
        Whose pupils they are.
    door
        Who brings them in.
    """

    def __init__(
        self, ctx: Context, bron: str, organisatie_id: str | None, door: str
    ) -> None:
        self._ctx = ctx
        self._bron = bron
        self._organisatie = organisatie_id
        self._door = door
        self._ids: dict[str, int] = {}
        self.casussen: set[str] = set()
        """The cases that these pupils turned out to have."""
        self.nieuw = 0

    def meet(self, uow: UnitOfWork, keys: Iterable[str]) -> dict[str, int]:
        """Return the id per key; who is not known yet is added."""
        unmet = sorted({key for key in keys if key not in self._ids})
        if unmet:
            self._meet(uow, unmet)
        return self._ids

    @property
    def ids(self) -> set[int]:
        """Return the pupils that were met."""
        return set(self._ids.values())

    def _meet(self, uow: UnitOfWork, keys: list[str]) -> None:
        vault = open_vault(self._ctx)
        purpose = purpose_of(self._bron)
        marks = {mark: key for key in keys for mark in vault.fingerprints(purpose, key)}
        found = pupils_with_hashes(uow.session, self._bron, marks)
        for mark, row in found.items():
            self._ids[marks[mark]] = row.id
        new = [key for key in keys if key not in self._ids]
        rows = [
            {
                "bron": self._bron,
                "sleutel_hash": vault.fingerprint(purpose, key),
                "versleuteld": vault.seal(json.dumps(key).encode()),
                "organisatie_id": self._organisatie,
                "voorbeeld": self._ctx.settings.demo,
                "op": self._ctx.now(),
            }
            for key in new
        ]
        add_pupils(uow.session, rows)
        hashes = {
            str(row["sleutel_hash"]): key for row, key in zip(rows, new, strict=True)
        }
        for mark, pupil in pupils_with_hashes(uow.session, self._bron, hashes).items():
            self._ids[hashes[mark]] = pupil.id
        self.nieuw += len(new)
        self._link(uow, keys)

    def _link(self, uow: UnitOfWork, keys: list[str]) -> None:
        """Tie who stands in the case list of this organisation by the same number."""
        ctx = self._ctx
        known = cases_of_keys(ctx, uow, self._bron, keys)
        others = [key for key in keys if key not in known]
        listed = cases_of_keys(ctx, uow, f"lijst:{self._organisatie}", others)
        if listed:
            link_absence_keys(ctx, uow, self._bron, listed, door=self._door)
        self.casussen |= {*known.values(), *listed.values()}
