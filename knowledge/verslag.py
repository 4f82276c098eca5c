"""How a report is read: shorthand, labels of forms, and words that count there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.velden import Veld

Zinnen = tuple[Tekst, ...]
"""Phrases in the notation of the synonyms."""

FILE = "verslag.yaml"


class Kaders(Rij):
    """Words that tell of whom or of when a clause speaks.

    What is said of a brother, in doubt, as a plan, or of long ago is no fact about
    the pupil now.
    """

    broer_zus: Zinnen
    ouder: Zinnen
    spreekt: Zinnen
    """What somebody does who tells of the pupil."""
    toestand: Zinnen
    """Verbs that tell of the person who is named before them."""
    kind: Zinnen
    twijfel: Zinnen
    voorwaarde: Zinnen
    vroeger: Zinnen
    opnieuw: Zinnen
    """What makes the clause before it one of today."""
    nu: Zinnen
    """What makes a thing of long ago one of today."""
    plan: Zinnen


class VerslagVeld(Rij):
    """How one field stands in reports.

    ``labels`` are names in front of a colon or above a list; ``onderwerpen`` name
    the field in running text, with its value in the same clause; ``waarden`` are
    phrases that stand for a value: by themselves, or beside the ``onderwerpen``
    where the field has those.
    """

    veld: Sleutel
    labels: Zinnen = ()
    onderwerpen: Zinnen = ()
    waarden: dict[str, Zinnen] = Field(default_factory=dict)


class Verslagregels(Rij):
    """All rows for reading reports."""

    bron: Tekst
    hoogste_tekens: Annotated[int, Field(gt=0)]
    """Most characters of a report that is read at once."""
    verslag_vanaf_woorden: Annotated[int, Field(gt=0)]
    """From so many words a message in the chat is read as a report."""
    verslag_vanaf_labels: Annotated[int, Field(gt=0)]
    """From so many lines of a form, however short, as well."""
    teksten: dict[str, Tekst]
    """What the pages and the chat say about a report."""
    afkortingen: dict[str, str]
    """Shorthand, with its full stop where it has one, and what it stands for."""
    zinseinde_niet: Zinnen
    """Words whose full stop does not end the sentence."""
    maskers: Zinnen
    """Turns that name something else than they seem to (level of groep 5)."""
    kindvelden: tuple[Sleutel, ...]
    """Fields about the pupil: a clause about a parent does not fill them."""
    nuvelden: tuple[Sleutel, ...]
    """Fields about today: a clause about long ago does not fill them."""
    feitvelden: tuple[Sleutel, ...]
    """Fields about what is so: a clause about a plan or wish does not fill them."""
    van_ouder: dict[Sleutel, Sleutel]
    """What makes it hard for the child, and what it is when a parent has it."""
    blijvend: tuple[Sleutel, ...]
    """What makes it hard for the child and does not pass: said of long ago too."""
    gevaar_ontkend: Zinnen
    """Turns in which the pupil says not to think of it: no danger now."""
    talen: Zinnen
    """Languages that parents may speak."""
    kaders: Kaders
    velden: tuple[VerslagVeld, ...]

    def zin(self, sleutel: str, /, **invullen: object) -> str:
        """Return a text, with its blanks filled in."""
        return self.teksten[sleutel].format(**invullen)


def check_report_rules(regels: Verslagregels, velden: Mapping[str, Veld]) -> None:
    """Check that every row names a field and a value that exist, once.

    Raises
    ------
    KnowledgeError
        On the first field or value that does not exist or stands there twice.
    """
    for veld_id in (*regels.kindvelden, *regels.nuvelden, *regels.feitvelden):
        if veld_id not in velden:
            raise KnowledgeError(
                FILE, veld_id, "dit veld bestaat niet", "verbeter de naam"
            )
    seen: set[str] = set()
    for row in regels.velden:
        veld = velden.get(row.veld)
        if veld is None or row.veld in seen:
            what = "dit veld bestaat niet" if veld is None else "dit veld staat dubbel"
            raise KnowledgeError(FILE, row.veld, what, "verbeter de naam")
        seen.add(row.veld)
        for waarde in row.waarden:
            if veld.waarde(waarde) is None:
                raise KnowledgeError(
                    FILE,
                    f"{row.veld}, {waarde}",
                    "deze waarde heeft het veld niet",
                    "verbeter de naam van de waarde",
                )
