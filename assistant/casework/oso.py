"""Read an OSO dossier (school to samenwerkingsverband): what is needed, no more.

The rows in ``knowledge/data/oso.yaml`` say what is taken and what is dropped. Elements
are found by name, whatever the namespace, so that another year is read as well.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from assistant.casework.bsn import looks_like_bsn
from assistant.casework.case_list import ReportLine
from assistant.casework.import_lines import Answer, CaseLine, LinesRead
from assistant.casework.import_names import NameParts
from assistant.casework.oso_values import read_element
from assistant.casework.spreadsheet import MAX_BYTES, file_label
from assistant.casework.values import from_stored, to_stored
from assistant.errors import ImportFileError
from knowledge.oso import NOT_A_FIELD
from matching.antwoorden import AnswerError, check_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.oso import Osoregels

_PUPIL = "huidigeschool/leerling"
_BSN = "hier staat iets dat een burgerservicenummer lijkt; het is niet overgenomen"
_FREE_TEXT = (
    "vrije tekst uit het dossier is overgenomen. Haal bij de casus weg wat niet "
    "nodig is"
)
_NO_CONSENT = (
    "in het dossier staat dat ouders geen toestemming gaven. Ga na of u het mag "
    "gebruiken voordat u bevestigt"
)
_OTHER_KIND = (
    "dit is een ander soort dossier dan een SWV-dossier; gelezen is wat we kennen"
)


@dataclass
class _Found:
    """What one dossier gives, before it is checked."""

    velden: dict[str, object] = field(default_factory=dict)
    rest: dict[str, str] = field(default_factory=dict)
    meldingen: list[ReportLine] = field(default_factory=list)


def read_oso(
    data: bytes, naam: str, knowledge: Knowledge, peildatum: date, first: int = 1
) -> LinesRead:
    """Read the dossiers in one OSO file; mostly one.

    Parameters
    ----------
    data, naam
        The file and its name, for messages.
    knowledge
        What is taken and what is dropped.
    peildatum
        What has happened cannot lie after this day.
    first
        The number of the first dossier in the report.

    Returns
    -------
    LinesRead
        One line per dossier, and what was dropped per block.

    Raises
    ------
    ImportFileError
        When it is no XML, is not safe to read, or holds no dossier.
    """
    label = file_label(naam)
    found = LinesRead()
    dossiers = _dossiers(data, label)
    for number, dossier in enumerate(dossiers, start=first):
        line = _line(dossier, knowledge, peildatum, number, found.meldingen)
        if line is None:
            msg = f"{label}: in het dossier staat geen leerling met een naam of nummer."
            raise ImportFileError(msg)
        found.regels.append(line)
    return found


def _dossiers(data: bytes, label: str) -> list[Element]:
    if len(data) > MAX_BYTES:
        msg = f"{label}: het dossier is groter dan {MAX_BYTES // 1_000_000} MB."
        raise ImportFileError(msg)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        msg = f"{label}: dit bestand verwijst naar andere bestanden en is niet veilig."
        raise ImportFileError(msg) from None
    except (ParseError, ValueError, LookupError):
        msg = (
            f"{label}: dit is geen leesbaar XML-bestand. Vraag de school het dossier "
            "opnieuw klaar te zetten."
        )
        raise ImportFileError(msg) from None
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    found = [root] if root.tag == "dossier" else list(root.iter("dossier"))
    found = [dossier for dossier in found if dossier.find(_PUPIL) is not None]
    if not found:
        msg = (
            f"{label}: dit is geen OSO-dossier. We zoeken een element ‘dossier’ met "
            "daarin de school en de leerling."
        )
        raise ImportFileError(msg)
    return found


def _line(
    dossier: Element,
    knowledge: Knowledge,
    peildatum: date,
    number: int,
    notes: list[ReportLine],
) -> CaseLine | None:
    found = _Found()
    _take(dossier, knowledge, peildatum, found)
    name = NameParts(
        *(
            found.rest.get(part, "")
            for part in ("voornaam", "tussenvoegsel", "achternaam", "roepnaam")
        )
    )
    answers = _check(found, knowledge, peildatum)
    month = answers.get("geboortemaand")
    code, own = found.rest.get("schoolcode", ""), found.rest.get("eigen_nummer", "")
    if own:
        key = f"oso:{code}:{own.casefold()}"
    elif name:
        key = f"naam:{name.key()}|{month.waarde if month else ''}"
    else:
        return None
    for note in (
        *_remarks(dossier),
        *found.meldingen,
        *_dropped(dossier, knowledge.oso),
    ):
        notes.append(ReportLine(note.soort, note.tekst, number, note.kolom))
    return CaseLine(
        regel=number,
        sleutel=key,
        naam=name,
        school=found.rest.get("school", ""),
        schoolcode=code,
        regisseur="",
        zorgcoordinator="",
        antwoorden=answers,
    )


def _take(
    dossier: Element, knowledge: Knowledge, peildatum: date, found: _Found
) -> None:
    """Read every row; rows of one table or text come together."""
    for row in knowledge.oso.overnemen:
        value = read_element(dossier, row, knowledge.invoer, peildatum)
        if value is None or value == "" or value == []:
            continue
        if looks_like_bsn(json.dumps(to_stored(value), ensure_ascii=False)):
            found.meldingen.append(ReportLine("weggelaten", _BSN, None, row.naam))
        elif row.doel in NOT_A_FIELD:
            found.rest.setdefault(row.doel, str(value))
        else:
            known = found.velden.get(row.doel)
            if isinstance(known, list) and isinstance(value, list):
                value = known + value
            elif isinstance(known, str) and row.hoe == "lijst":
                value = f"{known}\n{value}"
            elif known is not None:
                continue
            found.velden[row.doel] = value


def _check(found: _Found, knowledge: Knowledge, peildatum: date) -> dict[str, Answer]:
    answers = {}
    texts = False
    for veld_id, value in found.velden.items():
        veld = knowledge.velden[veld_id]
        try:
            checked = check_answer(veld, value, peildatum)
        except AnswerError:
            text = "deze waarde past niet bij onze vraag en is niet overgenomen"
            found.meldingen.append(ReportLine("fout", text, None, veld.naam))
            continue
        if checked is not None:
            answers[veld_id] = Answer(checked, "")
            texts = texts or veld.type == "text_long"
    if texts:
        found.meldingen.append(ReportLine("let op", _FREE_TEXT))
    return answers


def _remarks(dossier: Element) -> Iterator[ReportLine]:
    if (dossier.findtext("overdrachtsoort") or "").strip() != "swv-dossier":
        yield ReportLine("let op", _OTHER_KIND)
    if (dossier.findtext("inzage/toestemming") or "").strip().casefold() == "nee":
        yield ReportLine("let op", _NO_CONSENT)
    if dossier.find(f"{_PUPIL}/verzuim") is None:
        text = "dit dossier heeft geen verzuim; dat komt vaak voor"
        yield ReportLine("let op", text, None, "Verzuim")


def _dropped(dossier: Element, rules: Osoregels) -> Iterator[ReportLine]:
    """Say per block what was there and was not taken."""
    for row in rules.weglaten:
        count = len(dossier.findall(row.pad))
        if count:
            text = (
                f"{row.waarom.rstrip('.')} ({count} keer)" if count > 1 else row.waarom
            )
            yield ReportLine("weggelaten", text, None, row.naam)
    files = len(list(dossier.iter("document")))
    if files:
        what = "1 bestand is" if files == 1 else f"{files} bestanden zijn"
        text = f"{what} niet gelezen en niet bewaard"
        yield ReportLine("weggelaten", text, None, "Bestanden")
    for path in _unknown(dossier, rules):
        text = "dit blok kennen we niet en het is niet overgenomen"
        yield ReportLine("let op", text, None, path[:80])


def _unknown(dossier: Element, rules: Osoregels) -> list[str]:
    """Return blocks of another version, that no row speaks of."""
    known = {row.pad for row in rules.overnemen} | {row.pad for row in rules.weglaten}
    known |= set(rules.stil)
    inside = {path.rpartition("/")[0] for path in known}
    inside |= {path.rpartition("/")[0] for path in inside}
    unknown: list[str] = []

    def walk(element: Element, path: str) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            here = f"{path}/{child.tag}" if path else child.tag
            if here in known or here in unknown:
                continue
            if here in inside:
                walk(child, here)
            else:
                unknown.append(here)

    walk(dossier, "")
    return unknown


def pack_lines(lines: LinesRead) -> bytes:
    """Return lines in a form that can be sealed until somebody confirms."""
    document = asdict(lines)
    for raw, line in zip(document["regels"], lines.regels, strict=True):
        raw["antwoorden"] = {
            veld: [to_stored(answer.waarde), answer.woorden]
            for veld, answer in line.antwoorden.items()
        }
    return json.dumps(document, ensure_ascii=False).encode()


def unpack_lines(content: bytes, knowledge: Knowledge) -> LinesRead:
    """Return the lines that :func:`pack_lines` packed."""
    raw = json.loads(content)
    lines = []
    for line in raw["regels"]:
        line["naam"] = NameParts(**line["naam"])
        line["antwoorden"] = {
            veld: Answer(from_stored(value, veld, knowledge), words)
            for veld, (value, words) in line["antwoorden"].items()
        }
        lines.append(CaseLine(**line))
    notes = [ReportLine(**note) for note in raw["meldingen"]]
    return LinesRead(lines, notes, raw["geweigerd"])
