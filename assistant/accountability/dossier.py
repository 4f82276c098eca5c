"""The documents: register, instruction, model card and risks, with what was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.accountability.controls import Controle, check
from assistant.accountability.figures import count
from assistant.accountability.tests_behind import count_tests
from assistant.accountability.writer import Writer
from assistant.documents.bestand import MEDIA, Bestand, json_bytes
from assistant.documents.errors import DocumentError
from assistant.documents.markdown import make_markdown
from assistant.documents.opmaak import Opmaak
from assistant.documents.word import make_word
from assistant.leren.shelf import WITHOUT_REGION, active_hashes, cards_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.accountability.writer import Verantwoordingsstuk
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

FORMATS = ("json", "md", "docx")
_MEDIA = {**MEDIA, "md": "text/markdown; charset=utf-8"}


@dataclass(frozen=True)
class Dossier:
    """Everything that accounts for Leerplek at one moment.

    ``in_te_vullen`` is what the organisation must still say in the register, by the
    name of the field.
    """

    stukken: tuple[Verantwoordingsstuk, ...]
    controles: tuple[Controle, ...]
    cijfers: Mapping[str, str]
    in_te_vullen: Mapping[str, str]

    @property
    def in_orde(self) -> bool:
        """Tell whether nothing that was checked is wrong."""
        return not any(one.fout for one in self.controles)

    def stuk(self, name: str) -> Verantwoordingsstuk | None:
        """Return the document of this id."""
        return next((one for one in self.stukken if one.id == name), None)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as one JSON document."""
        return {
            "stukken": {one.id: one.gegevens for one in self.stukken},
            "controles": [one.as_dict() for one in self.controles],
            "cijfers": dict(self.cijfers),
            "in_te_vullen": dict(self.in_te_vullen),
        }


def make_dossier(ctx: Context, kijker: Kijker | None = None) -> Dossier:
    """Make all documents from what runs now.

    Parameters
    ----------
    ctx
        The knowledge and the record.
    kijker
        For whom: what is counted of cases is of the organisation of this person.
        ``None`` counts the whole record.
    """
    rows = ctx.knowledge.verantwoording
    telling = count(ctx, kijker)
    toetsen = count_tests(
        {name for risk in rows.risicos.risicos for name in risk.toetsen}
    )
    writer = Writer(ctx, telling, toetsen)
    register = writer.register_values()
    return Dossier(
        stukken=writer.stukken(register),
        controles=check(rows, telling, toetsen, register),
        cijfers=telling.cijfers,
        in_te_vullen={
            veld.naam: veld.invullen
            for veld in rows.algoritmeregister.velden
            if veld.invullen and not register[veld.id]
        },
    )


def write_stuk(ctx: Context, stuk: Verantwoordingsstuk, formaat: str) -> Bestand:
    """Make a file of a document.

    Raises
    ------
    DocumentError
        When the format is not known.
    """
    if formaat not in FORMATS:
        msg = f"'{formaat[:20]}' kan niet. Kies uit: {', '.join(FORMATS)}."
        raise DocumentError(msg)
    now = ctx.now()
    opmaak = Opmaak(
        titel=stuk.titel,
        onderwerp=stuk.titel,
        voettekst=f"Leerplek, {stuk.titel}, {now:%d-%m-%Y}",
        gemaakt_op=now,
        blokken=stuk.blokken,
    )
    make = {
        "json": lambda: json_bytes(dict(stuk.gegevens)),
        "md": lambda: make_markdown(opmaak),
        "docx": lambda: make_word(opmaak),
    }
    return Bestand(f"{stuk.id}.{formaat}", _MEDIA[formaat], make[formaat]())


def learned_cards(ctx: Context) -> dict[str, bytes]:
    """Return the cards of the learned orders that are active, by file name.

    Raises
    ------
    LearningError
        When the file that says which are active cannot be read.
    """
    folder = ctx.settings.data_dir
    return {
        f"geleerd-{'landelijk' if regio == WITHOUT_REGION else regio}.{name}": (
            text.encode()
        )
        for regio, sha256 in active_hashes(folder).items()
        for name, text in cards_of(folder, sha256).items()
    }
