"""A process that brings files in and can be killed; run by ``test_import_kill``.

It loads everything once and then forks for every line on stdin, so that many kills
cost little time. A line is a JSON object: ``soort``, ``bestand``, ``database``,
``map``, ``sleutel``. The child writes ``begin`` when the import starts and ``commit``
when the database is asked to commit; its parent answers with the exit code.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import event

from assistant.casework.case_list import read_case_list
from assistant.casework.import_cases import import_case_list
from assistant.casework.import_columns import check_mapping, guess_mapping
from assistant.casework.import_oso import import_oso
from assistant.casework.import_postcodes import import_postcodes
from assistant.casework.import_schools import import_school_files
from assistant.casework.import_transfer import import_transfer
from assistant.casework.kijker import SYSTEEM
from assistant.casework.spreadsheet import read_spreadsheet
from assistant.context import Context
from assistant.settings import Settings
from knowledge.load import load_knowledge
from models.store import open_store

OWNER = "swv"


def say(word: str) -> None:
    """Tell the test how far it is, at once."""
    os.write(1, f"{word}\n".encode())


def bring_in(ctx: Context, soort: str, path: Path) -> None:
    """Bring one file in, in the way of its kind."""
    if soort == "scholen":
        import_school_files(ctx, [path])
    elif soort == "postcodes":
        import_postcodes(ctx, path)
    elif soort == "overdracht":
        import_transfer(ctx, SYSTEEM, path.read_bytes(), path.name)
    elif soort == "oso":
        files = [(one.read_bytes(), one.name) for one in sorted(path.glob("*.xml"))]
        import_oso(ctx, files, kijker=SYSTEEM, organisatie_id=OWNER)
    else:
        sheets = read_spreadsheet(path.read_bytes(), path.name)
        table = read_case_list(sheets, ctx.knowledge.invoer, path.name)
        guessed = guess_mapping(table, ctx.knowledge.invoer)
        mapping = check_mapping(table, guessed, ctx.knowledge)
        import_case_list(ctx, table, mapping, kijker=SYSTEEM, organisatie_id=OWNER)


def child(knowledge: Any, order: dict[str, str]) -> None:
    """Do one import and tell when it starts and when it commits."""
    store = open_store(order["database"])
    settings = Settings(
        data_dir=Path(order["map"]),
        database_url=order["database"],
        sleutel=order["sleutel"],
    )
    ctx = Context(store, knowledge, settings, peildatum=date(2026, 9, 14))
    event.listen(store.engine, "commit", lambda _connection: say("commit"))
    say("begin")
    bring_in(ctx, order["soort"], Path(order["bestand"]))
    say("klaar")
    store.close()


def main() -> None:
    """Serve imports until stdin ends."""
    knowledge = load_knowledge()
    say("gereed")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                child(knowledge, json.loads(line))
                code = 0
            finally:
                os._exit(code)
        say(f"kind {pid}")
        _pid, status = os.waitpid(pid, 0)
        say(f"einde {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
