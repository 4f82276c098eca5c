"""The documents: register, instruction, model card and risks, with what was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.accountability.controls import Controle, check
from assistant.accountability.figures import count
from assistant.accountability.tests_behind import count_tests
from assistant.documents.bestand import MEDIA, Bestand, json_bytes
from assistant.documents.errors import DocumentError
from assistant.documents.markdown import make_markdown
from assistant.documents.opmaak import Alinea, Kop, Opmaak, Punten, Tabel
from assistant.documents.word import make_word
from assistant.leren.shelf import WITHOUT_REGION, active_hashes, cards_of
from models.organisatie import samenwerkingsverbanden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.context import Context
    from assistant.documents.opmaak import Blok
    from knowledge.verantwoording import Registerveld, Risico, Teksten, Verantwoording

FORMATS = ("json", "md", "docx")
_MEDIA = {**MEDIA, "md": "text/markdown; charset=utf-8"}


@dataclass(frozen=True)
class Verantwoordingsstuk:
    """One document: its blocks, and the same as data."""

    id: str
    titel: str
    blokken: tuple[Blok, ...]
    gegevens: Mapping[str, Any]


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


def make_dossier(ctx: Context) -> Dossier:
    """Make all documents from what runs now.

    Parameters
    ----------
    ctx
        The knowledge and the record.
    """
    return _Writer(ctx).dossier()


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


class _Writer:
    """Fills the texts with the figures of now."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rows: Verantwoording = ctx.knowledge.verantwoording
        self._woorden = self._rows.woorden
        self._telling = count(ctx)
        self._toetsen = count_tests(
            {name for risk in self._rows.risicos.risicos for name in risk.toetsen}
        )

    def dossier(self) -> Dossier:
        register = self._register_values()
        return Dossier(
            stukken=(
                self._register(register),
                self._text("gebruiksaanwijzing", self._rows.gebruik),
                self._text("modelkaart", self._rows.modelkaart),
                self._risks(),
            ),
            controles=check(self._rows, self._telling, self._toetsen, register),
            cijfers=self._telling.cijfers,
            in_te_vullen={
                veld.naam: veld.invullen
                for veld in self._rows.algoritmeregister.velden
                if veld.invullen and not register[veld.id]
            },
        )

    def _filled(self, text: str) -> str:
        return text.format(**self._telling.cijfers)

    def _register_values(self) -> dict[str, Any]:
        return {
            veld.id: self._register_value(veld)
            for veld in self._rows.algoritmeregister.velden
        }

    def _register_value(self, veld: Registerveld) -> Any:
        if veld.verwijzingen:
            links = veld.verwijzingen.items()
            return [{"title": title, "link": str(link)} for title, link in links]
        if veld.lijst:
            return list(veld.lijst)
        if veld.id == "organization":
            return self._organisation()
        return None if veld.tekst is None else self._filled(veld.tekst)

    def _organisation(self) -> str | None:
        """Return the samenwerkingsverband, when it is clear which one this is for."""
        with self._ctx.store.reading() as uow:
            found = samenwerkingsverbanden(uow.session)
        return found[0].naam if len(found) == 1 else None

    def _register(self, values: Mapping[str, Any]) -> Verantwoordingsstuk:
        rows = self._rows.algoritmeregister
        woorden, norm = self._woorden, rows.standaard
        told = woorden["register_uitleg"].format(
            standaard=norm.naam, versie=norm.versie, uitgave=norm.uitgave
        )
        table = Tabel(
            naam=woorden["register"],
            koppen=(woorden["veld"], woorden["inhoud"]),
            rijen=tuple(
                (one.naam, self._told(one, values[one.id])) for one in rows.velden
            ),
            breedtes=(2, 6),
        )
        blocks = (Alinea(told), table, Alinea(str(norm.adres), klein=True))
        return Verantwoordingsstuk(
            "algoritmeregister", woorden["register"], blocks, dict(values)
        )

    def _told(self, veld: Registerveld, value: Any) -> str:
        parts: list[str] = []
        if isinstance(value, list):
            links = [one if isinstance(one, str) else _link(one) for one in value]
            parts.append("; ".join(links))
        elif value is not None:
            parts.append(str(value))
        if veld.invullen:
            ask = self._woorden["in_te_vullen"].format(wat=veld.invullen)
            parts.append(f"[{ask}]")
        return " ".join(parts)

    def _text(self, name: str, text: Teksten) -> Verantwoordingsstuk:
        parts = [
            {
                "id": part.id,
                "kop": part.kop,
                "artikel": part.artikel,
                "zinnen": [self._filled(one) for one in part.zinnen],
            }
            for part in text.delen
        ]
        blocks = tuple(self._text_blocks(parts, text.bron))
        data = {"titel": text.titel, "bron": text.bron, "delen": parts}
        figures = dict(self._telling.cijfers)
        return Verantwoordingsstuk(
            name, text.titel, blocks, data | {"cijfers": figures}
        )

    def _text_blocks(self, parts: list[dict[str, Any]], bron: str) -> Iterator[Blok]:
        for part in parts:
            yield Kop(part["kop"])
            yield Punten(tuple(part["zinnen"]))
            if part["artikel"]:
                article = f"AI-verordening, artikel {part['artikel']}"
                yield Alinea(article, klein=True)
        yield from self._figures()
        yield Alinea(f"{self._woorden['bron']}: {bron}", klein=True)

    def _figures(self) -> Iterator[Blok]:
        yield Kop(self._woorden["cijfers"])
        names = self._rows.cijfers
        yield Tabel(
            naam=self._woorden["cijfers"],
            koppen=(self._woorden["cijfer"], self._woorden["waarde"]),
            rijen=tuple((names[one], value) for one, value in self._ordered()),
            breedtes=(5, 2),
        )

    def _ordered(self) -> Iterator[tuple[str, str]]:
        for name in self._rows.cijfers:
            yield name, self._telling.cijfers[name]

    def _risks(self) -> Verantwoordingsstuk:
        rows = self._rows.risicos
        articles = [
            {
                "artikel": one.id,
                "vraagt": one.vraagt,
                "hoe": self._filled(one.hoe),
                "open": None if one.open is None else self._filled(one.open),
            }
            for one in rows.artikelen
        ]
        risks = [self._risk(one) for one in rows.risicos]
        data: dict[str, Any] = {"titel": rows.titel, "bron": rows.bron}
        data |= {"artikelen": articles, "risicos": risks}
        blocks = tuple(self._risk_blocks(articles, risks))
        return Verantwoordingsstuk("risicolijst", rows.titel, blocks, data)

    def _risk(self, risk: Risico) -> dict[str, Any]:
        return {
            "id": risk.id,
            "artikel": risk.artikel,
            "risico": risk.risico,
            "raakt": risk.raakt,
            "maatregelen": [self._filled(one) for one in risk.maatregelen],
            "toetsen": {name: self._toetsen.get(name) for name in risk.toetsen},
            "restrisico": self._filled(risk.restrisico),
            "wie": risk.wie,
            "bron": risk.bron,
        }

    def _risk_blocks(
        self, articles: list[dict[str, Any]], risks: list[dict[str, Any]]
    ) -> Iterator[Blok]:
        woorden = self._woorden
        for sentence in self._rows.risicos.inleiding:
            yield Alinea(self._filled(sentence))
        yield Kop(woorden["artikelen"])
        yield Tabel(
            naam=woorden["artikelen"],
            koppen=tuple(woorden[one] for one in ("artikel", "vraagt", "hoe", "open")),
            rijen=tuple(
                (
                    one["artikel"],
                    one["vraagt"],
                    one["hoe"],
                    one["open"] or woorden["niets_open"],
                )
                for one in articles
            ),
            breedtes=(1, 3, 4, 3),
        )
        for one in risks:
            yield Kop(one["risico"])
            yield from self._risk_block(one)

    def _risk_block(self, one: dict[str, Any]) -> Iterator[Blok]:
        woorden = self._woorden
        yield Punten(tuple(one["maatregelen"]))
        proof = [
            name
            if number is None
            else woorden["toetsaantal"].format(bestand=name, aantal=number)
            for name, number in one["toetsen"].items()
        ]
        told = (
            (woorden["raakt"], one["raakt"]),
            (woorden["toetsen"], "; ".join(proof)),
            (woorden["restrisico"], one["restrisico"]),
            (woorden["wie"], one["wie"]),
            (woorden["artikel"], one["artikel"]),
        )
        yield Tabel(one["risico"], (woorden["risico"], one["risico"]), told, (2, 6))


def _link(row: Mapping[str, str]) -> str:
    return f"{row['title']} ({row['link']})"
