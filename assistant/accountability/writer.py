"""Write the documents: the texts of the rows, filled with what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.documents.opmaak import Alinea, Kop, Punten, Tabel
from models.organisatie import samenwerkingsverbanden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.accountability.figures import Telling
    from assistant.context import Context
    from assistant.documents.opmaak import Blok
    from knowledge.verantwoording import Registerveld, Risico, Teksten, Verantwoording


@dataclass(frozen=True)
class Verantwoordingsstuk:
    """One document: its blocks, and the same as data."""

    id: str
    titel: str
    blokken: tuple[Blok, ...]
    gegevens: Mapping[str, Any]


class Writer:
    """Fills the texts with the figures of now.

    Parameters
    ----------
    ctx
        The knowledge and the record.
    telling
        The figures.
    toetsen
        How many tests stand in each file behind a measure.
    """

    def __init__(
        self, ctx: Context, telling: Telling, toetsen: Mapping[str, int | None]
    ) -> None:
        self._ctx = ctx
        self._rows: Verantwoording = ctx.knowledge.verantwoording
        self._woorden = self._rows.woorden
        self._telling = telling
        self._toetsen = toetsen

    def stukken(self, register: Mapping[str, Any]) -> tuple[Verantwoordingsstuk, ...]:
        """Return every document, with these values in the register."""
        return (
            self._register(register),
            self._text("gebruiksaanwijzing", self._rows.gebruik),
            self._text("modelkaart", self._rows.modelkaart),
            self._risks(),
        )

    def register_values(self) -> dict[str, Any]:
        """Return the fields of the register by their own keys; None is left open."""
        return {
            veld.id: self._register_value(veld)
            for veld in self._rows.algoritmeregister.velden
        }

    def _filled(self, text: str) -> str:
        return text.format(**self._telling.cijfers)

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
