"""A document as Markdown: the same blocks as the Word file, readable as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.documents.opmaak import Aanhaling, Alinea, Kop, Punten, Tabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.documents.opmaak import Blok, Opmaak

_MARKS = re.compile(r"([\\*_#<>\[\]|])")
"""Signs that Markdown would take as markup; backticks are meant as such."""


def make_markdown(opmaak: Opmaak) -> bytes:
    """Return the document as Markdown in UTF-8.

    Parameters
    ----------
    opmaak
        The blocks.
    """
    lines = [f"# {_plain(opmaak.titel)}", ""]
    for block in opmaak.blokken:
        lines += [*_lines(block), ""]
    lines.append(f"*{_plain(opmaak.voettekst)}*")
    return ("\n".join(lines) + "\n").encode()


def _lines(block: Blok) -> Iterator[str]:
    match block:
        case Kop():
            yield f"## {_plain(block.tekst)}"
        case Alinea():
            yield _plain(block.tekst)
        case Punten():
            yield from (f"- {_plain(point)}" for point in block.punten)
        case Aanhaling():
            yield f"> {_plain(block.tekst)}"
            yield f"> ({_plain(block.wie)})"
        case Tabel():
            yield _row(block.koppen)
            yield "|" + " --- |" * len(block.koppen)
            yield from map(_row, block.rijen)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(text: str) -> str:
    """Keep what people typed from becoming markup; a line stays one line."""
    whole = " ".join(text.split())
    parts = whole.split("`")
    return "`".join(
        part if place % 2 else _MARKS.sub(r"\\\1", part)
        for place, part in enumerate(parts)
    )
