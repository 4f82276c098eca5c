"""How long a large case list takes: ``uv run python -m tests.bench.invoer``.

An invented list of 20,000 pupils is read from Excel, planned, and brought into an
empty record, then brought in again. Printed are seconds per step and the most memory
the process ever used, on SQLite, or on the database given with ``--database``.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.casework.case_list import read_case_list
from assistant.casework.import_cases import import_case_list
from assistant.casework.import_columns import check_mapping, guess_mapping
from assistant.casework.import_lines import read_lines
from assistant.casework.kijker import SYSTEEM
from assistant.casework.spreadsheet import read_spreadsheet
from assistant.context import Context
from assistant.settings import Settings
from knowledge.load import load_knowledge
from models.organisatie import Organisatie, OrganisatieSoort
from models.store import open_store
from tests.assistant.casework.lists import as_xlsx, rows

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print how long a step took and the most memory used until then."""
    start = time.perf_counter()
    yield
    took = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<42}{took:8.1f} s{most:8.0f} MB", flush=True)


def main() -> None:
    """Measure every step of one large import."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regels", type=int, default=20_000)
    parser.add_argument("--database", help="an empty, migrated database")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = args.database or f"sqlite:///{folder}/bench.db"
        settings = Settings(data_dir=Path(folder), database_url=url)
        store = open_store(url)
        store.migrate()
        ctx = Context(store, load_knowledge(), settings, peildatum=date(2026, 9, 14))
        swv = OrganisatieSoort.SAMENWERKINGSVERBAND_VO
        with store.unit_of_work() as uow:
            uow.session.add(Organisatie(id="swv", naam="Voorbeeld", soort=swv))
        measure(ctx, args.regels)
        store.close()


def measure(ctx: Context, count: int) -> None:
    """Bring a list of this many pupils in, twice."""
    data = as_xlsx(rows(count))
    with step(f"start ({count} regels, {len(data) / 1e6:.1f} MB Excel)"):
        pass
    with step("lezen van Excel"):
        sheets = read_spreadsheet(data, "lijst.xlsx")
    with step("kop zoeken en BSN weren"):
        table = read_case_list(sheets, ctx.knowledge.invoer, "lijst.xlsx")
    guessed = guess_mapping(table, ctx.knowledge.invoer)
    mapping = check_mapping(table, guessed, ctx.knowledge)
    with step("cellen lezen (zit ook in invoeren)"):
        read_lines(table, mapping, ctx.knowledge, ctx.today())
    for name in ("invoeren", "nog eens invoeren"):
        with step(name):
            result = import_case_list(
                ctx, table, mapping, kijker=SYSTEEM, organisatie_id="swv"
            )
        print(f"  {result.nieuw} nieuw, {result.ongewijzigd} ongewijzigd")


if __name__ == "__main__":
    main()
