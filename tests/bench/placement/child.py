"""One measurement in a process of its own: ``child METHOD FILE SECONDS``.

Prints one JSON line with its figures and the peak memory of the process.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from tests.bench.placement.methods import METHODS


def main() -> None:
    """Measure what the arguments name."""
    method, file, seconds = sys.argv[1:]
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    figures = METHODS[method](document, float(seconds))
    # Linux counts in kilobytes.
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
