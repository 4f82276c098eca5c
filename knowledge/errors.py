"""What can be wrong with the knowledge: one error, one Dutch sentence.

LookupError
└── KnowledgeError
"""

from __future__ import annotations


class KnowledgeError(LookupError):
    """A knowledge row that cannot be used.

    Parameters
    ----------
    file
        Name of the data file, relative to the data folder.
    key
        The row and key, by name (``leeftijd, sleutel waarom``); may be empty.
    problem
        What is wrong, as a Dutch clause without a full stop.
    remedy
        What to do about it, as a Dutch clause without a full stop.
    """

    def __init__(self, file: str, key: str, problem: str, remedy: str) -> None:
        self.file = file
        self.key = key
        self.problem = problem
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.file}, {self.key}" if self.key else self.file
        end = "" if self.remedy.endswith("?") else "."
        return f"In {where}: {self.problem}; {self.remedy}{end}"
