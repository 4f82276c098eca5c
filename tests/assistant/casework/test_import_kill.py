"""Killing the process during any import leaves all of it or nothing.

Each import runs in a process of its own that is killed (SIGKILL) at a random moment:
somewhere along the way, or around the commit. ``LEERPLEK_KILLS`` sets how often.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from models.organisatie import Organisatie, OrganisatieSoort
from tests.assistant.casework.dossiers import dossier
from tests.assistant.casework.lists import as_csv, as_xlsx, rows
from tests.assistant.casework.transfers import transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assistant.context import Context

KILLS = int(os.environ.get("LEERPLEK_KILLS", "3"))
PUPILS = 150
KINDS = ("csv", "xlsx", "oso", "overdracht", "scholen", "postcodes")
COUNTED = (
    "casus",
    "gezinslid",
    "herkomst",
    "overgeslagen",
    "antwoord",
    "naam",
    "naamzoek",
    "verwijzing",
    "statuswissel",
    "casusregel",
    "casusklok",
    "taak",
    "invoer",
    "school",
    "postcode",
    "audit",
)
SCHOOLS = (
    "SOORT PRIMAIR ONDERWIJS;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;POSTCODE;"
    "PLAATSNAAM;GEMEENTENAAM;INTERNETADRES;CLUSTER;ONDERWIJS;AANTAL LEERLINGEN"
)

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="dit systeem kent geen fork"
)


@dataclass
class Importer:
    """The process that forks an import per order."""

    process: subprocess.Popen[str]

    def read(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line, "the importing process ended"
        return line

    def read_until(self, *words: str) -> str:
        while True:
            line = self.read()
            if line.split()[0] in words:
                return line

    def order(self, **order: str) -> int:
        """Start an import and return the process that does it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.read_until("kind").split()[1])


@pytest.fixture(scope="module")
def importer() -> Iterator[Importer]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.assistant.casework.killed_imports"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    found = Importer(process)
    found.read_until("gereed")
    yield found
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def write_file(kind: str, folder: Path) -> Path:
    """Make the file, or for dossiers the folder, to bring in."""
    path = folder / f"invoer.{kind}"
    if kind == "xlsx":
        path.write_bytes(as_xlsx(rows(PUPILS)))
    elif kind == "csv":
        path.write_bytes(as_csv(rows(PUPILS)))
    elif kind == "overdracht":
        path.write_bytes(transfer())
    elif kind == "oso":
        path.mkdir()
        for number in range(40):
            (path / f"{number:03d}.xml").write_bytes(dossier(number))
    elif kind == "scholen":
        lines = [
            f"SBO;{number:04d};{number:04d}00;Voorbeeldschool {number};3311 AB;"
            "DORDRECHT;DORDRECHT; ; ; ;10"
            for number in range(1000, 1800)
        ]
        path.write_text("\n".join([SCHOOLS, *lines]), encoding="utf-8")
    else:
        lines = [f"{1000 + n},52.{n:04d},5.1,Voorbeeld" for n in range(3000)]
        path.write_text("\n".join(["pc4,lat,lon,plaats", *lines]), encoding="utf-8")
    return path


def counts(ctx: Context) -> dict[str, int]:
    with ctx.store.reading() as uow:
        return {
            table: uow.session.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in COUNTED
        }


def without_chance(found: dict[str, int]) -> dict[str, int]:
    """Leave out what is filled up with chance: the digests of names."""
    return {table: n for table, n in found.items() if table != "naamzoek"}


def empty(ctx: Context) -> None:
    """Put the record back to before the import; only a test may."""
    with ctx.store.engine.begin() as connection:
        for table in reversed(COUNTED):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("DELETE FROM casusnummer"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_leaves_all_or_nothing(
    ctx: Context,
    importer: Importer,
    tmp_path: Path,
    kind: str,
    record_property: Callable[[str, object], None],
) -> None:
    with ctx.store.unit_of_work() as uow:
        swv = OrganisatieSoort.SAMENWERKINGSVERBAND_VO
        uow.session.add(Organisatie(id="swv", naam="Voorbeeld", soort=swv))
    path = write_file(kind, tmp_path)
    order = {
        "soort": "casussen" if kind in ("csv", "xlsx") else kind,
        "bestand": str(path),
        "database": ctx.settings.database_url or "",
        "map": str(ctx.settings.data_dir),
        "sleutel": ctx.settings.sleutel or "",
    }
    nothing = counts(ctx)
    importer.order(**order)
    importer.read_until("begin")
    started = time.perf_counter()
    assert importer.read_until("einde") == "einde 0"
    long = time.perf_counter() - started
    everything = without_chance(counts(ctx))
    assert everything != without_chance(nothing)

    dice = random.Random(f"{kind} {os.environ.get('LEERPLEK_KILLS')}")
    ends = {"nothing": 0, "all": 0}
    for number in range(KILLS):
        empty(ctx)
        assert counts(ctx) == nothing
        child = importer.order(**order)
        if number % 2:
            # around the commit: a moment after the database was asked
            done = importer.read_until("commit", "einde")
            time.sleep(dice.uniform(0, 0.02) if done == "commit" else 0)
        else:
            importer.read_until("begin")
            time.sleep(dice.uniform(0, long))
        with suppress(ProcessLookupError):  # it may be done before the blow falls
            os.kill(child, signal.SIGKILL)
        importer.read_until("einde")
        left = counts(ctx)
        if left == nothing:
            ends["nothing"] += 1
        else:
            assert without_chance(left) == everything
            ends["all"] += 1
    assert sum(ends.values()) == KILLS
    record_property("einden", json.dumps(ends))

    importer.order(**order)
    assert importer.read_until("einde") == "einde 0"
    after = without_chance(counts(ctx))
    if ends["all"] == 0 or left == nothing:
        assert after == everything
    else:
        # brought in again: one more report and its log line, nothing else
        for table in set(COUNTED) - {"invoer", "audit", "naamzoek"}:
            assert after[table] == everything[table]
