"""A document as a file: PDF, Word or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.documents.errors import DocumentError
from assistant.documents.opmaak import lay_out
from assistant.documents.pdf import make_pdf
from assistant.documents.word import make_word

if TYPE_CHECKING:
    from assistant.documents.stuk import Stuk

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
"""The media type per format."""


@dataclass(frozen=True)
class Bestand:
    """A file to hand over; the name holds no name of a person."""

    naam: str
    soort: str
    inhoud: bytes


def write_document(stuk: Stuk, formaat: str) -> Bestand:
    """Make a file of a document.

    Parameters
    ----------
    stuk
        What the document says.
    formaat
        One of ``pdf``, ``docx`` and ``json``.

    Raises
    ------
    DocumentError
        When the format is not known, or the file cannot be made.
    """
    if formaat not in MEDIA:
        msg = f"'{formaat[:20]}' kan niet. Kies uit: {', '.join(MEDIA)}."
        raise DocumentError(msg)
    name = f"{stuk.casus_id}-{stuk.soort}-{stuk.gemaakt_op.date().isoformat()}"
    return Bestand(f"{name}.{formaat}", MEDIA[formaat], _content(stuk, formaat))


def _content(stuk: Stuk, formaat: str) -> bytes:
    if formaat == "json":
        return json_bytes(stuk.as_dict())
    laid_out = lay_out(stuk)
    return make_pdf(laid_out) if formaat == "pdf" else make_word(laid_out)


def json_bytes(document: object) -> bytes:
    """Return a JSON document as people can read it: indented, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode()
