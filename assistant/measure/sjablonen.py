"""Templates of test sentences, filled from the knowledge.

They use what the knowledge calls things, so that a label that people cannot say to
the assistant comes to light.
"""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.measure.meetset import PEILDATUM, Zin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.load import Knowledge
    from knowledge.velden import Veld

PREFIX = "sjabloon:"
_LARGEST = 20
_MONTHS_BACK = 12
_MIN_LETTERS = 6

Soort = Literal[
    "begrip",
    "keuze",
    "tikfout",
    "keuzes",
    "getal",
    "duur",
    "datum",
    "correctie",
    "casus",
]


class Sjabloon(BaseModel):
    """One group of sentences that differ in what is filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groep: str
    soort: Soort
    intent: str
    aantal: int
    velden: tuple[str, ...] = ()
    zinnen: tuple[str, ...]


class School(BaseModel):
    """How a kind of school is called, and how old its pupils are, in years."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    naam: str
    van: int
    tot: int


class Sjablonen(BaseModel):
    """All templates, and the words to fill them with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seed: int
    getallen: tuple[str, ...]
    maanden: tuple[str, ...]
    plaatsen: tuple[str, ...]
    scholen: dict[str, School]
    sjablonen: tuple[Sjabloon, ...]


def load_templates(path: Path) -> Sjablonen:
    """Read the templates."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Sjablonen.model_validate(content)


def generate(sjablonen: Sjablonen, knowledge: Knowledge) -> tuple[Zin, ...]:
    """Return the generated sentences; the same templates give the same sentences."""
    makers = (_Maker(one, sjablonen, knowledge) for one in sjablonen.sjablonen)
    return tuple(zin for maker in makers for zin in maker.sentences())


class _Maker:
    """Fills one template.

    Every template has a seed of its own, so that a new one does not change the others.
    """

    def __init__(
        self, sjabloon: Sjabloon, words: Sjablonen, knowledge: Knowledge
    ) -> None:
        self._sjabloon = sjabloon
        self._words = words
        self._knowledge = knowledge
        self._random = random.Random(f"{words.seed} {sjabloon.groep}")

    def sentences(self) -> Iterator[Zin]:
        """Yield different sentences, as many as the template asks for."""
        seen: set[tuple[str | None, str]] = set()
        while len(seen) < self._sjabloon.aantal:
            place = len(seen)
            frame = self._sjabloon.zinnen[place % len(self._sjabloon.zinnen)]
            zin = self._sentence(frame, place)
            if (zin.vraag, zin.tekst) not in seen:
                seen.add((zin.vraag, zin.tekst))
                yield zin

    def _sentence(self, frame: str, place: int) -> Zin:
        soort = self._sjabloon.soort
        if soort == "begrip":
            return self._term(frame)
        if soort == "casus":
            return self._case(frame)
        fields = self._sjabloon.velden
        veld = self._knowledge.velden[fields[place % len(fields)]]
        if soort == "keuzes":
            return self._choices(frame, veld)
        slot, gold = self._fill(veld)
        if soort == "correctie":
            text = frame.format(naam=veld.naam.lower(), waarde=slot)
            return self._zin(text, {veld.id: gold})
        text = frame.format(waarde=slot, getal=slot, duur=slot, datum=slot)
        return self._zin(text, {veld.id: gold}, vraag=veld.id)

    def _zin(
        self,
        tekst: str,
        goud: dict[str, object],
        vraag: str | None = None,
        begrip: str | None = None,
    ) -> Zin:
        groep = PREFIX + self._sjabloon.groep
        intents = tuple(self._sjabloon.intent.split("|"))
        return Zin(groep, vraag, intents, goud, begrip, tekst)

    def _fill(self, veld: Veld) -> tuple[str, object]:
        match self._sjabloon.soort:
            case "duur":
                return self._duration()
            case "datum":
                return self._day()
        if not veld.waarden:
            return self._number(veld)
        known = [w for w in veld.waarden if not w.onbekend]
        if self._sjabloon.soort != "tikfout":
            waarde = self._random.choice(known)
            return _spoken(waarde.label), waarde.id
        long = [w for w in known if len(_longest(w.label)) >= _MIN_LETTERS]
        waarde = self._random.choice(long)
        return self._mistyped(_spoken(waarde.label)), waarde.id

    def _number(self, veld: Veld) -> tuple[str, object]:
        low = int(veld.minimum or 0)
        high = min(int(veld.maximum or _LARGEST), _LARGEST)
        number = self._random.randint(low, high)
        word = self._words.getallen[number]
        return self._random.choice([word, str(number)]), number

    def _duration(self) -> tuple[str, object]:
        """Return a duration in words and the day on which it began."""
        number = self._random.randint(2, _MONTHS_BACK)
        word = self._random.choice([self._words.getallen[number], str(number)])
        unit, day = self._random.choice(
            [
                ("weken", PEILDATUM - timedelta(weeks=number)),
                ("dagen", PEILDATUM - timedelta(days=number)),
                ("maanden", _months_before(PEILDATUM, number)),
            ]
        )
        return f"{word} {unit}", day.isoformat()

    def _day(self) -> tuple[str, object]:
        """Return a day of this school year as people write it, and the day."""
        day = PEILDATUM - timedelta(days=self._random.randint(1, 80))
        month = self._words.maanden[day.month - 1]
        written = self._random.choice(
            [f"{day.day} {month}", f"{day.day}-{day.month}-{day.year}"]
        )
        return written, day.isoformat()

    def _choices(self, frame: str, veld: Veld) -> Zin:
        real = [w for w in veld.waarden if not (w.onbekend or w.leeg)]
        two = self._random.sample([w for w in real if w.id not in _NOT_WITH], 2)
        waarde, ander = (_spoken(w.label) for w in two)
        text = frame.format(waarde=waarde, ander=ander)
        return self._zin(text, {veld.id: [w.id for w in two]}, vraag=veld.id)

    def _term(self, frame: str) -> Zin:
        begrip = self._random.choice(list(self._knowledge.begrippen.values()))
        return self._zin(frame.format(begrip=begrip.term), {}, begrip=begrip.id)

    def _case(self, frame: str) -> Zin:
        place = self._random.choice(self._words.plaatsen)
        soort, school = self._random.choice(list(self._words.scholen.items()))
        age = self._random.randint(school.van, school.tot)
        text = frame.format(leeftijd=age, plaats=place, school=school.naam)
        gold = {"leeftijd": age, "gemeente_woonplaats": place, "schoolsoort": soort}
        return self._zin(text, gold)

    def _mistyped(self, label: str) -> str:
        """Return a label with two letters of its longest word the wrong way round."""
        word = _longest(label)
        at = self._random.randint(1, len(word) - 3)
        typo = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return label.replace(word, typo, 1)


_NOT_WITH = frozenset({"anders", "weet_niet", "niets", "geen_bijzonderheden"})
"""Choices that nobody combines with another one."""


def _longest(label: str) -> str:
    return max(_spoken(label).split(), key=len)


def _spoken(label: str) -> str:
    """Return a label as somebody would type it: no remark in brackets, no capital."""
    plain = re.sub(r" \([^)]*\)$", "", label).replace(":", ",")
    plain = plain.replace("(", "").replace(")", "")
    return plain[:1].lower() + plain[1:]


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier; the 20th exists in every month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, day.day)
