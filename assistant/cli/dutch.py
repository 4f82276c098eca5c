"""argparse in Dutch: help headings and one clear line per mistake."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable

# What argparse says (Python 3.11 to 3.13) and what a user reads.
_MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), dutch)
    for pattern, dutch in (
        (
            r"argument opdracht: invalid choice: (.+?) \(choose from (.*)\)",
            r"de opdracht \1 bestaat niet. Kies uit: \2",
        ),
        (
            r"argument (.+?): invalid choice: (.+?) \(choose from (.*)\)",
            r"\1: \2 kan niet. Kies uit: \3",
        ),
        (r"the following arguments are required: (.*)", r"geef ook op: \1"),
        (r"unrecognized arguments: (.*)", r"dit hoort hier niet: \1"),
        (r"argument (.+?): expected one argument", r"na \1 ontbreekt de waarde"),
        (
            r"argument (.+?): expected at least one argument",
            r"na \1 ontbreekt de waarde",
        ),
        (r"argument (.+?): expected \d+ arguments", r"na \1 ontbreken waarden"),
        (
            r"argument (.+?): invalid int value: (.*)",
            r"\1: \2 is geen heel getal",
        ),
        (r"argument (.+?): invalid float value: (.*)", r"\1: \2 is geen getal"),
        (
            r"argument (.+?): invalid \w+ value: (.*)",
            r"\1: \2 kan hier niet",
        ),
        (
            r"argument (.+?): not allowed with argument (.*)",
            r"\1 kan niet samen met \2",
        ),
        (
            r"one of the arguments (.*) is required",
            r"geef een van deze op: \1",
        ),
        (
            r"argument (.+?): ignored explicit argument (.*)",
            r"bij \1 hoort geen waarde (\2)",
        ),
        (r"argument (.+?): (.*)", r"\1: \2"),
    )
)


class DutchFormatter(argparse.HelpFormatter):
    """Help text with Dutch headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Write the usage line under a Dutch heading."""
        heading = "gebruik: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, heading)


class DutchParser(argparse.ArgumentParser):
    """Argument parser that speaks Dutch and ends with exit code 2 on a mistake."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", DutchFormatter)
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument(
            "-h", "--help", action="help", help="toon deze uitleg en stop"
        )

    def error(self, message: str) -> NoReturn:
        """Print one Dutch line on stderr and leave with exit code 2."""
        line = translate(message).rstrip(".")
        print(f"{self.prog}: {line}. Uitleg: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def translate(message: str) -> str:
    """Return the Dutch text of a message of argparse."""
    for pattern, dutch in _MESSAGES:
        match = pattern.fullmatch(message)
        if match:
            return match.expand(dutch)
    return "de opdracht klopt niet"
