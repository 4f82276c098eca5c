"""How a stored answer and its origin read on a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.web.dates import dutch_date
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from knowledge.velden import Kolom, Veld

ORIGINS = {
    "chat": "uit het gesprek",
    "formulier": "ingevuld in het formulier",
    "verslag": "uit een verslag",
    "systeem": "door het systeem",
}
ROLES = {
    "zorgcoordinator": "zorgcoördinator",
    "ouder": "ouder",
    "leerling": "leerling",
    "overleglid": "lid van het plaatsingsoverleg",
    "secretaris": "secretaris",
    "regisseur": "regisseur",
    "beheerder": "beheerder",
    "school": "school",
    "systeem": "systeem",
}
OUTCOMES = {
    "voldoet": ("✓", "voldoet", "good"),
    "voldoet_niet": ("✗", "voldoet niet", "bad"),
    "onbekend": ("?", "nog onbekend", "wait"),
}
ROUTE_STATUS = {
    "open": ("✓", "open", "good"),
    "onbekend": ("?", "nog onbekend", "wait"),
    "dicht": ("✗", "dicht", "bad"),
}
ROUTE_KINDS = {
    "voorziening": "voorziening",
    "arrangement": "arrangement",
    "tlv": "met een TLV",
    "tafel": "overleg",
    "proces": "stap in het proces",
    "ontheffing": "vrijstelling",
}
ROUTE_INFORMATION = {
    "niet_voor": "Niet voor",
    "duur": "Hoe lang",
    "plekken": "Plekken",
    "instroom": "Instroom",
    "papieren": "Papieren",
    "toestemming": "Toestemming",
    "beslisser": "Wie beslist",
    "kosten": "Kosten",
    "terugkeer": "Terug naar school",
    "nazorg": "Nazorg",
}
CRITERION_KINDS = {
    "hard": "eis",
    "indicatie": "waarom deze route",
    "zacht": "weegt mee",
    "document": "papier",
    "oordeel": "oordeel van mensen",
}


def show_answer(veld: Veld, waarde: object, today: date | None = None) -> str:
    """Write a stored answer in Dutch, with the labels of the field."""
    if veld.type is VeldType.table and isinstance(waarde, list | tuple):
        rows = [_show_row(veld, row, today) for row in waarde if isinstance(row, dict)]
        return "; ".join(rows) if rows else "geen"
    return _show_value(veld, waarde, today)


def show_origin(rol: str, via: str) -> str:
    """Say in a few words who gave an answer and how."""
    return f"{ROLES.get(rol, rol)}, {ORIGINS.get(via, via)}"


def _show_row(veld: Veld, row: dict[str, object], today: date | None) -> str:
    parts = []
    for kolom in veld.kolommen:
        if row.get(kolom.id) not in (None, ""):
            parts.append(f"{kolom.naam}: {_show_value(kolom, row[kolom.id], today)}")
    return ", ".join(parts)


def _show_value(owner: Veld | Kolom, waarde: object, today: date | None) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list | tuple | set):
        texts = [_label(owner, str(item)) for item in waarde]
        return ", ".join(texts) if texts else "geen"
    if isinstance(waarde, date):
        return dutch_date(waarde, today=today)
    if isinstance(waarde, float):
        return f"{waarde:g}".replace(".", ",")
    if owner.type is VeldType.date and isinstance(waarde, str):
        return dutch_date(waarde, today=today) or waarde
    return _label(owner, "" if waarde is None else str(waarde))


def _label(owner: Veld | Kolom, waarde: str) -> str:
    return next((row.label for row in owner.waarden if row.id == waarde), waarde)
