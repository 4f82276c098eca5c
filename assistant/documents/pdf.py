"""A PDF that everybody can read: tagged, PDF/UA-1, with title, language and fonts.

Source: EN 301 549 and WCAG 2.1 (Besluit digitale toegankelijkheid overheid, Stb.
2018, 141); ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from assistant.documents.errors import DocumentError
from assistant.documents.tekens import exotic, named, storable

if TYPE_CHECKING:
    from assistant.documents.opmaak import Opmaak

_TEMPLATE = Path(__file__).with_name("stuk.typ")
_PROBE = Path(__file__).with_name("teken.typ")


def make_pdf(opmaak: Opmaak) -> bytes:
    """Return the document as PDF/UA-1.

    Characters that no font at hand can show (emoji, for instance) are written as
    their name; the Word file holds them as they are.

    Raises
    ------
    DocumentError
        When the PDF cannot be made.
    """
    text = json.dumps(_data(opmaak), ensure_ascii=False)
    missing = frozenset(char for char in exotic(text) if not _can_show(char))
    try:
        return _compile(_TEMPLATE, {"stuk": named(text, missing)})
    except typst.TypstError as error:
        # Its text may quote an answer, so it is not shown.
        msg = (
            "De PDF kan niet worden gemaakt. Er is niets veranderd. Kies Word, "
            "of probeer het later opnieuw."
        )
        raise DocumentError(msg) from error


def _data(opmaak: Opmaak) -> dict[str, object]:
    day = opmaak.gemaakt_op
    taal, _, land = opmaak.taal.partition("-")
    return {
        "titel": storable(opmaak.titel),
        "onderwerp": storable(opmaak.onderwerp),
        "voettekst": storable(opmaak.voettekst),
        "maker": opmaak.maker,
        "taal": taal,
        "land": land,
        "dag": {"year": day.year, "month": day.month, "day": day.day},
        "blokken": [
            {"soort": type(block).__name__.lower(), **_stored(asdict(block))}
            for block in opmaak.blokken
        ],
    }


def _stored(part: dict[str, object]) -> dict[str, object]:
    return {key: _clean(value) for key, value in part.items()}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value


@lru_cache(maxsize=4096)
def _can_show(char: str) -> bool:
    try:
        _compile(_PROBE, {"teken": char})
    except typst.TypstError:
        return False
    return True


def _compile(source: Path, inputs: dict[str, str]) -> bytes:
    return typst.compile(
        source,
        root=_TEMPLATE.parent,
        # Fonts come with the package: a file looks the same on every machine.
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="ua-1",
    )
