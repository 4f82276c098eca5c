"""Which layout a file with absence has: recognised, chosen, or put together by hand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from assistant.casework.absence_cells import read_day
from assistant.casework.absence_source import csv_lines, json_items, json_text
from assistant.casework.case_list import known_headers, refused_column
from assistant.casework.spreadsheet import clean
from assistant.errors import ImportFileError
from knowledge.invoer import header_words
from knowledge.verzuim_invoer import Bestandssoort, Verzuimdoel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.casework.absence_source import AbsenceSource
    from knowledge.invoer import Invoerregels
    from knowledge.load import Knowledge
    from knowledge.verzuim_invoer import Regelsoort, Verzuimvorm

_LOOK = 200
"""Items of a JSON file that are looked at to recognise it."""


@dataclass(frozen=True)
class Layout:
    """A layout fitted to one file.

    Parameters
    ----------
    vorm
        The layout.
    kolommen
        For CSV: at which position (0 is the first) each thing stands.
    koppen
        For CSV with a header: the headers.
    breedte
        For CSV: how many columns every line has.
    """

    vorm: Verzuimvorm
    kolommen: Mapping[Verzuimdoel, int]
    koppen: tuple[str, ...] = ()
    breedte: int = 0

    @property
    def koppeling(self) -> dict[str, str]:
        """Return per header what was read from it; empty for what was not."""
        found = {index: doel.value for doel, index in self.kolommen.items()}
        return {kop: found.get(at, "") for at, kop in enumerate(self.koppen)}

    def name_of(self, doel: Verzuimdoel, kind: Regelsoort | None = None) -> str:
        """Return what a column is called in this file."""
        at = self.kolommen.get(doel)
        if at is not None and at < len(self.koppen):
            return self.koppen[at]
        column = (kind or self.vorm.regels[0]).column(doel)
        return doel.value if column is None else column.kop


def find_layout(
    source: AbsenceSource,
    knowledge: Knowledge,
    *,
    vorm_id: str | None = None,
    koppeling: Mapping[str, str] | None = None,
) -> Layout:
    """Return the layout of a file.

    Parameters
    ----------
    source
        The file.
    knowledge
        The layouts, and the headers that are refused.
    vorm_id
        The layout that a person chose; recognised when left out.
    koppeling
        Per header what stands below it, when a person put that together.

    Raises
    ------
    ImportFileError
        When no layout fits, a column is missing, or one is refused by its name.
    """
    source.refuse_other_kinds()
    rules = knowledge.verzuim_invoer
    forms = rules.vormen
    if vorm_id is not None:
        chosen = rules.form(vorm_id)
        if chosen is None:
            names = ", ".join(form.id for form in forms)
            raise ImportFileError(
                f"De vorm ‘{vorm_id[:60]}’ bestaat niet. Wel: {names}."
            )
        forms = (chosen,)
    if source.is_json:
        return _find_json(source, [f for f in forms if _is(f, Bestandssoort.json)])
    first = next((cells for _line, cells in csv_lines(source)), [])
    headers = tuple(clean(cell) for cell in first)
    refuse_headers(source.naam, headers, knowledge.invoer)
    csv_forms = [form for form in forms if _is(form, Bestandssoort.csv)]
    if koppeling is not None:
        return _by_hand(source.naam, csv_forms, headers, koppeling)
    return _find_csv(source.naam, csv_forms, headers, asked=vorm_id is not None)


def refuse_headers(naam: str, headers: Sequence[str], rules: Invoerregels) -> None:
    """Refuse a file with a column for a BSN, by its name.

    Raises
    ------
    ImportFileError
        Naming the column; nothing of the file is stored.
    """
    known = known_headers(rules)
    for kop in headers:
        row = refused_column(kop, known, rules)
        if row is not None and row.id == "bsn":
            msg = (
                f"{naam}: de kolom ‘{kop[:80]}’ wordt geweigerd. {row.waarom} Haal de "
                "kolom uit het bestand en probeer het opnieuw. Er is niets opgeslagen."
            )
            raise ImportFileError(msg)


def fit_columns(form: Verzuimvorm, headers: Sequence[str]) -> dict[Verzuimdoel, int]:
    """Return at which position each column of a layout stands, by its header."""
    places: dict[str, int] = {}
    for index, kop in enumerate(headers):
        places.setdefault(header_words(kop), index)
    found: dict[Verzuimdoel, int] = {}
    for column in form.regels[0].kolommen:
        for kop in column.koppen:
            at = places.get(header_words(kop))
            if at is not None and at not in found.values():
                found[column.doel] = at
                break
    return found


def _is(form: Verzuimvorm, kind: Bestandssoort) -> bool:
    return form.bestand is kind


def _find_csv(
    naam: str, forms: Sequence[Verzuimvorm], headers: tuple[str, ...], *, asked: bool
) -> Layout:
    best: tuple[int, int, Layout] | None = None
    for form in forms:
        columns = _positions(form, headers)
        if columns is None or (form.kop and _missing(form, columns)):
            continue
        needed = len(form.regels[0].required)
        layout = Layout(form, columns, headers if form.kop else (), len(headers))
        if best is None or (len(columns), needed) > best[:2]:
            best = (len(columns), needed, layout)
    if best is not None:
        return best[2]
    if asked and forms and forms[0].kop:
        columns = fit_columns(forms[0], headers)
        raise ImportFileError(_tell_missing(naam, forms[0], columns))
    if asked and forms:
        msg = (
            f"{naam}: dit past niet bij ‘{forms[0].naam}’. Daarin heeft elke regel "
            f"{forms[0].aantal_kolommen} kolommen, zonder kop erboven."
        )
        raise ImportFileError(msg)
    raise ImportFileError(_unknown(naam))


def _positions(
    form: Verzuimvorm, headers: Sequence[str]
) -> dict[Verzuimdoel, int] | None:
    if form.kop:
        return fit_columns(form, headers)
    columns = {c.doel: (c.nummer or 1) - 1 for c in form.regels[0].kolommen}
    at = columns.get(Verzuimdoel.begin_datum, 0)
    if len(headers) != form.aantal_kolommen or read_day(headers[at]) is None:
        return None
    return columns


def _by_hand(
    naam: str,
    forms: Sequence[Verzuimvorm],
    headers: tuple[str, ...],
    koppeling: Mapping[str, str],
) -> Layout:
    """Return the layout of which a person told which column holds what."""
    columns: dict[Verzuimdoel, int] = {}
    for kop, target in koppeling.items():
        if kop not in headers:
            raise ImportFileError(f"De kolom ‘{kop[:80]}’ staat niet in {naam}.")
        if not target:
            continue
        try:
            doel = Verzuimdoel(target)
        except ValueError:
            msg = f"De kolom ‘{kop[:80]}’ kan niet naar ‘{target[:60]}’."
            raise ImportFileError(msg) from None
        if doel in columns:
            raise ImportFileError(
                f"Twee kolommen gaan naar ‘{doel.value}’. Kies er één."
            )
        columns[doel] = headers.index(kop)
    fitting = [form for form in forms if form.kop and not _missing(form, columns)]
    if not fitting:
        form = next((form for form in forms if form.kop), None)
        raise ImportFileError(
            _unknown(naam) if form is None else _tell_missing(naam, form, columns)
        )
    form = max(
        fitting,
        key=lambda row: sum(c.doel in columns for c in row.regels[0].kolommen),
    )
    own = {column.doel for column in form.regels[0].kolommen}
    used = {doel: at for doel, at in columns.items() if doel in own}
    return Layout(form, used, headers, len(headers))


def _missing(
    form: Verzuimvorm, columns: Mapping[Verzuimdoel, int]
) -> list[Verzuimdoel]:
    missing = [c.doel for c in form.regels[0].required if c.doel not in columns]
    if form.een_van and not any(doel in columns for doel in form.een_van):
        missing.append(form.een_van[0])
    return missing


def _tell_missing(
    naam: str, form: Verzuimvorm, columns: Mapping[Verzuimdoel, int]
) -> str:
    names = [
        column.kop
        for doel in _missing(form, columns)
        if (column := form.regels[0].column(doel)) is not None
    ]
    return (
        f"{naam}: voor ‘{form.naam}’ ontbreekt een kolom: {', '.join(names)}. Zet op "
        "de eerste regel de namen van de kolommen, of wijs ze zelf aan."
    )


def _find_json(source: AbsenceSource, forms: Sequence[Verzuimvorm]) -> Layout:
    for form in forms:
        items = list(islice(json_items(source, form.lijst), _LOOK))
        _refuse_keys(source.naam, items)
        if any(line_kind(form, item) is not None for _at, item in items):
            return Layout(form, {})
    raise ImportFileError(_unknown(source.naam))


def line_kind(form: Verzuimvorm, item: object) -> Regelsoort | None:
    """Return which kind of line an item of a JSON file is, or ``None``."""
    for kind in form.regels:
        if kind.als:
            if all(json_text(item, path) in ok for path, ok in kind.als.items()):
                return kind
        elif all(
            any(json_text(item, path) for path in column.pad)
            for column in kind.required
            if column.doel is not Verzuimdoel.leerling
        ):
            return kind
    return None


def _refuse_keys(naam: str, items: Sequence[tuple[int, object]]) -> None:
    """Refuse a JSON file in which a key is named after a BSN."""
    seen: list[object] = [item for _at, item in items]
    while seen:
        value = seen.pop()
        if isinstance(value, dict):
            for key in value:
                words = header_words(str(key)).split()
                if any(word.startswith(("bsn", "burgerservice")) for word in words):
                    msg = (
                        f"{naam}: het veld ‘{str(key)[:60]}’ wordt geweigerd. Leerplek "
                        "bewaart geen burgerservicenummer. Haal het uit het bestand. "
                        "Er is niets opgeslagen."
                    )
                    raise ImportFileError(msg)
            seen += value.values()
        elif isinstance(value, list):
            seen += value


def _unknown(naam: str) -> str:
    return (
        f"{naam}: deze indeling herkennen we niet. Kies zelf welke vorm het is, of "
        "wijs per kolom aan wat erin staat. Er is niets opgeslagen."
    )
