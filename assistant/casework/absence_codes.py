"""The table of codes of a school: what each code for absence means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.absence_source import csv_lines
from assistant.casework.spreadsheet import clean
from assistant.errors import ImportFileError
from knowledge.invoer import header_words

if TYPE_CHECKING:
    from assistant.casework.absence_cells import Words
    from assistant.casework.absence_source import AbsenceSource

_HEADERS = {
    "code": ("code", "afkorting", "redencode", "reden code"),
    "soort": ("soort", "absentiesoort", "absentie soort", "verzuimsoort"),
    "geoorloofd": ("geoorloofd", "geoorloofd j n", "geldige reden"),
    "omschrijving": ("omschrijving", "naam", "reden"),
}


def read_codes(source: AbsenceSource, words: Words) -> dict[str, str]:
    """Read a table of codes: code, soort, geoorloofd (J, N or empty).

    Parameters
    ----------
    source
        The file, CSV with a header.
    words
        What the words in it mean.

    Returns
    -------
    dict
        Per code, in lower case, the kind it stands for.

    Raises
    ------
    ImportFileError
        Naming the line that cannot be read.
    """
    lines = csv_lines(source)
    _line, header = next(lines, (0, []))
    places = _places(source.naam, header)
    codes: dict[str, str] = {}
    for line, cells in lines:
        row = {
            name: clean(cells[at]) if at < len(cells) else ""
            for name, at in places.items()
        }
        if not row["code"]:
            continue
        kind = _kind(source.naam, line, row, words)
        code = row["code"].casefold()
        if codes.setdefault(code, kind) != kind:
            msg = (
                f"{source.naam}, regel {line}: deze code staat er al met een andere "
                "betekenis. Laat er één staan."
            )
            raise ImportFileError(msg)
    if not codes:
        raise ImportFileError(f"{source.naam}: in de codetabel staan geen codes.")
    return codes


def _places(naam: str, header: list[str]) -> dict[str, int]:
    words = [header_words(cell) for cell in header]
    places = {
        name: words.index(found)
        for name, known in _HEADERS.items()
        if (found := next((word for word in known if word in words), None)) is not None
    }
    if "code" not in places or not {"soort", "geoorloofd"} & places.keys():
        msg = (
            f"{naam}: dit is geen codetabel. Zet op de eerste regel de kolommen code, "
            "soort en geoorloofd."
        )
        raise ImportFileError(msg)
    return places


def _kind(naam: str, line: int, row: dict[str, str], words: Words) -> str:
    text = row.get("soort", "")
    kind = words.kind(text) if text else "afwezig"
    more = words.kind(row.get("omschrijving", ""))
    if kind in (None, "afwezig") and more is not None:
        kind = more
    if kind is None:
        msg = (
            f"{naam}, regel {line}: de soort van deze code kennen we niet. Kies uit "
            "aanwezig, ziek, verlof, geoorloofd, ongeoorloofd, schorsing, afwezig of "
            "te laat."
        )
        raise ImportFileError(msg)
    allowed = row.get("geoorloofd", "")
    verdict = words.verdict(allowed) if allowed else None
    if allowed and verdict is None:
        msg = f"{naam}, regel {line}: vul bij geoorloofd J, N of niets in."
        raise ImportFileError(msg)
    return words.judged(kind, verdict)
