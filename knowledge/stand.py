"""The rows that an advice rests on, as files: kept, so that it can be given again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ADVICE_FILES = (
    "intake.yaml",
    "veiligheid.yaml",
    "velden/*.yaml",
    "routes/*.yaml",
    "regio/*.yaml",
    "leren/*.yaml",
)
"""The data files that a route advice can depend on; a test holds that no other does."""


@dataclass(frozen=True)
class Stand:
    """The bytes of the data files that an advice rests on, by name.

    ``hash`` is the sha256 over the names and the sha256 of each file, so that a
    stand can be put together again from files that are each kept once.
    """

    bestanden: Mapping[str, bytes]

    @cached_property
    def sha256(self) -> Mapping[str, str]:
        """Return the sha256 (hexadecimal) of each file, by name."""
        return {
            name: hashlib.sha256(content).hexdigest()
            for name, content in self.bestanden.items()
        }

    @cached_property
    def hash(self) -> str:
        """Return the sha256 (hexadecimal) that names this exact stand."""
        lines = [f"{sha}  {name}\n" for name, sha in sorted(self.sha256.items())]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def write(self, folder: Path) -> None:
        """Write the files into an empty folder, as they stood in the data folder."""
        for name, content in self.bestanden.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def read_stand(root: Path) -> Stand:
    """Read the files of a data folder that an advice rests on."""
    paths = sorted(path for one in ADVICE_FILES for path in root.glob(one))
    return Stand(
        {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    )
