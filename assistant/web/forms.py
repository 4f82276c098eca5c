"""Forms: reading what was sent, one field of the probleemanalyse at a time."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import Depends, Request
from pydantic import AfterValidator
from starlette.datastructures import FormData, UploadFile

from assistant.web.errors import BadInput
from knowledge.velden import Veld, VeldType, Waarde

TABLE_ROWS = 3
"""Empty rows that a table form offers below the rows it has."""
MAX_REASON = 2000
"""Most characters of a reason that a person gives with a decision."""
_NONE = "geen_van_deze"
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DIGITS = 9
"""Most digits of a number in a form: every number fits in the record."""


def readable(text: str) -> str:
    """Return a text without what no person can type and no database keeps.

    Control characters come along when somebody copies from a PDF or Word file.
    """
    return _UNREADABLE.sub("", text)


def is_readable(text: str) -> bool:
    """Tell whether a text has only what a person can type."""
    return _UNREADABLE.search(text) is None


Text = Annotated[str, AfterValidator(readable)]
"""A text in JSON, read like a text in a form."""


def readable_form(form: FormData) -> FormData:
    """Return what was sent, every text and file name readable."""
    for item in form.values():
        if isinstance(item, UploadFile) and item.filename:
            item.filename = readable(item.filename)
    return FormData(
        [
            (readable(name), readable(item) if isinstance(item, str) else item)
            for name, item in form.multi_items()
        ]
    )


async def _read_form(request: Request) -> FormData:
    return readable_form(await request.form(max_fields=500, max_files=0))


Form = Annotated[FormData, Depends(_read_form)]


def upload_of(files: int) -> Callable[[Request], AsyncIterator[FormData]]:
    """Return a dependency that reads a form with at most so many files."""

    async def read(request: Request) -> AsyncIterator[FormData]:
        # closing it removes what was put aside on disk while uploading
        async with request.form(max_fields=10, max_files=files) as form:
            yield readable_form(form)

    return read


def read_number(text: object) -> int | None:
    """Read the number of something from a form; None for what is no such number."""
    if not isinstance(text, str) or not (text.isascii() and text.isdecimal()):
        return None
    return int(text) if len(text) <= _DIGITS else None


@dataclass(frozen=True)
class FieldForm:
    """What a form of one field shows: the values in it and what is wrong.

    Parameters
    ----------
    veld
        The field that is asked.
    gekozen
        Ids that are ticked, or the one text in the box.
    rijen
        Rows of a table, each a mapping of column to text.
    geen
        Whether "geen van deze" is ticked.
    fout
        What is wrong, in one sentence.
    rol
        Who is asked: the question is in the words for this role.
    plek
        How the ids on the page begin, for a page that asks a field twice.
    voor
        How the names in the form begin, for a form that asks several fields.
    """

    veld: Veld
    gekozen: tuple[str, ...] = ()
    rijen: tuple[dict[str, str], ...] = ()
    geen: bool = False
    fout: str | None = None
    rol: str = ""
    plek: str = "veld"
    voor: str = ""

    @property
    def vraag(self) -> str:
        """Return the question in the words for who is asked."""
        return self.veld.vraag_voor(self.rol)

    @property
    def keuzes(self) -> tuple[Waarde, ...]:
        """Return the answers to choose from, and the one that was given."""
        offered = self.veld.keuzes_voor(self.rol)
        return tuple(
            row for row in self.veld.waarden if row in offered or row.id in self.gekozen
        )

    @property
    def tekst(self) -> str:
        """Return the text for a text box."""
        return self.gekozen[0] if self.gekozen else ""

    @property
    def rijen_leeg(self) -> tuple[dict[str, str], ...]:
        """Return the rows to show: those there are and some empty ones."""
        return self.rijen + tuple({} for _ in range(TABLE_ROWS))


@dataclass(frozen=True)
class FieldInput:
    """What was sent for one field.

    Parameters
    ----------
    waarde
        The value to check and store; ``None`` when nothing was filled in.
    form
        The same, to show the form again with nothing lost.
    """

    waarde: object
    form: FieldForm = field(repr=False)


def filled_form(
    veld: Veld, waarde: object, *, rol: str = "", plek: str = "veld", voor: str = ""
) -> FieldForm:
    """Prepare the form of a field with the answer that is stored now."""
    empty = FieldForm(veld, rol=rol, plek=plek, voor=voor)
    if veld.type is VeldType.table and isinstance(waarde, list | tuple):
        rows = tuple(
            {key: _to_text(item) for key, item in row.items() if item is not None}
            for row in waarde
            if isinstance(row, dict)
        )
        return replace(empty, rijen=rows, geen=not rows)
    if isinstance(waarde, list | tuple):
        chosen = tuple(str(item) for item in waarde)
        return replace(empty, gekozen=chosen, geen=not waarde)
    return empty if waarde is None else replace(empty, gekozen=(_to_text(waarde),))


def read_field(veld: Veld, form: FormData, voor: str = "") -> FieldInput:
    """Read what a form holds for one field, without judging it.

    Parameters
    ----------
    veld
        The field that was asked.
    form
        What the browser sent.
    voor
        How the names of this field begin in the form.
    """
    none = form.get(voor + _NONE) is not None
    if veld.type is VeldType.table:
        return _read_table(veld, form, none, voor)
    sent = form.getlist(f"{voor}waarde")
    texts = tuple(text for item in sent if (text := _text(item)))
    shown = FieldForm(veld, texts, geen=none, voor=voor)
    if veld.type is VeldType.multi:
        return FieldInput(list(texts) if texts or none else None, shown)
    return FieldInput(_to_value(veld.type, texts[0]) if texts else None, shown)


def form_text(form: FormData, name: str, *, limit: int, what: str) -> str:
    """Read one text box.

    Raises
    ------
    BadInput
        The text is longer than ``limit`` characters.
    """
    text = _text(form.get(name) or "")
    if len(text) > limit:
        raise BadInput(
            f"{what} is te lang: {len(text)} tekens. Gebruik er hoogstens {limit}."
        )
    return text


def _read_table(veld: Veld, form: FormData, none: bool, voor: str) -> FieldInput:
    rows: list[dict[str, str]] = []
    for index in range(50):
        cells = {
            kolom.id: text
            for kolom in veld.kolommen
            if (text := _text(form.get(f"{voor}rij-{index}-{kolom.id}") or ""))
        }
        if cells:
            rows.append(cells)
    types = {kolom.id: kolom.type for kolom in veld.kolommen}
    values = [{k: _to_value(types[k], v) for k, v in row.items()} for row in rows]
    shown = FieldForm(veld, rijen=tuple(rows), geen=none, voor=voor)
    return FieldInput(values if rows or none else None, shown)


def _text(item: str | UploadFile) -> str:
    return item.strip() if isinstance(item, str) else ""


def _to_value(kind: VeldType, text: str) -> object:
    """Give a number or yes/no its type; what does not fit stays text to be refused."""
    if kind is VeldType.boolean:
        return {"ja": True, "nee": False}.get(text, text)
    if kind in (VeldType.integer, VeldType.scale_0_10):
        return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else text
    if kind is VeldType.number:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text
    return text


def _to_text(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)
