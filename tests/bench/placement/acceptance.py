"""Deferred acceptance of the ``matching`` library, in an environment of its own.

That library has the name of our own package, so this script runs by
``uv run --isolated --only-group bench`` and imports nothing of ours. It reads an
INSTANTIE.json with wishes and prints one JSON line.
"""

from __future__ import annotations

import json
import resource
import sys
import threading
import warnings
from pathlib import Path
from time import perf_counter
from typing import Any

STACK = 512 * 1024 * 1024
"""Bytes of stack: the library copies its players by recursion, one inside the next."""


def main() -> None:
    """Solve with room for the recursion of the library."""
    sys.setrecursionlimit(10**7)
    threading.stack_size(STACK)
    worker = threading.Thread(target=solve)
    worker.start()
    worker.join()


def solve() -> None:
    """Solve the instance that the first argument names."""
    from matching.games import HospitalResident

    data: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    pupils, places = _preferences(data)
    seats = {row["id"]: row["capaciteit"] for row in data["plekken"]}
    started = perf_counter()
    warnings.simplefilter("ignore")
    game = HospitalResident.create_from_dictionaries(
        pupils, places, {place: seats[place] for place in places}
    )
    built = perf_counter()
    answer = game.solve(optimal="resident")
    solved = perf_counter()
    given = {pupil.name: place.name for place, here in answer.items() for pupil in here}
    figures = {
        "model_s": built - started,
        "solve_s": solved - built,
        "given": given,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _preferences(
    data: dict[str, Any],
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return places by wish per pupil, and pupils by draw per place."""
    draw = {row["id"]: (row["lot"], row["id"]) for row in data["leerlingen"]}
    pupils: dict[str, list[str]] = {}
    places: dict[str, list[str]] = {}
    for row in sorted(data["paren"], key=lambda row: row["wens"]):
        pupils.setdefault(row["leerling"], []).append(row["plek"])
        places.setdefault(row["plek"], []).append(row["leerling"])
    for here in places.values():
        here.sort(key=lambda pupil: draw[pupil])
    return pupils, places


if __name__ == "__main__":
    main()
