"""Facts that a message tells by itself, whatever was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.absence import find_absence
from assistant.begrip.clauses import clauses, is_supposed
from assistant.begrip.durations import find_durations
from assistant.begrip.hours import find_build_up
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import Treffer, find, longest
from assistant.begrip.places import find_place, find_postcode, find_school
from assistant.begrip.pupil import find_age, find_birth_month
from assistant.begrip.questions import is_question, told_beside
from assistant.begrip.school import find_type, find_year
from assistant.begrip.text import sentences
from assistant.begrip.tlv import find_tlv
from assistant.begrip.topics import named_fields
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht

Velden = dict[str, object]

_TRAVEL = Pattern("feiten", "reizen")
_TRAVEL_LIMIT = Pattern("feiten", "reisgrens")
_PLANS = Pattern("feiten", "plannen")
_CHANGES = Pattern("feiten", "schoolwissels")
_DIAGNOSES = Pattern("feiten", "diagnoses")
_RELATIVES = Pattern("feiten", "naasten")
_CLAUSE_END = re.compile(r"(?<!\S)(?:[.,;!?]|en|maar)(?!\S)")
_EXAMINED = Pattern("feiten", "onderzocht")
_PROVEN = Pattern("feiten", "gebleken")
_CHILD_FIELDS = frozenset({"kind_belemmerend", "diagnose_status"})
_OWN_READER = frozenset({"schoolsoort"})
_OTHER_SCHOOLS = frozenset(
    {"tlv_aanwezig", "doel_soort", "niveau_advies", "overgangsmoment", "uitkomst"}
)
"""Fields whose answer names a school type that the pupil is not at."""
_OPENING = Pattern("feiten", "opening")
_AT_SCHOOL = Pattern("feiten", "zit_op")
_STORIES = (VeldType.text_long,)


def volunteered(bericht: Bericht, vraag: str | None, bezet: list[Treffer]) -> Velden:
    """Return the facts of a message.

    Parameters
    ----------
    bericht
        The message.
    vraag
        The asked field; a bare number or date belongs to it, not to another.
    bezet
        Places of the text that the answer to the asked field stands on.
    """
    found: Velden = {}
    _pupil(bericht, found)
    if vraag is None:
        _opening_age(bericht.plat, found)
    for zin in sentences(bericht.plat):
        asking = is_question(zin)
        story = vraag and bericht.knowledge.velden[vraag].type in _STORIES
        if _AT_SCHOOL.search(zin) or not (story or vraag in _OTHER_SCHOOLS):
            _school(zin, bericht, asking, found)
        for told in _told(zin):
            for veld_id, value in find_absence(told, bericht.kalender).items():
                found.setdefault(veld_id, value)
            _rows_and_numbers(told, bericht, found)
    if vraag is None or bericht.knowledge.velden[vraag].type not in _STORIES:
        _by_words(bericht, vraag, bezet, found)
        for zin in sentences(bericht.plat):
            for told in _told(zin):
                _by_topic(told, bericht, vraag, found)
    row = bericht.knowledge.synoniemen.velden.get(vraag or "")
    aside = row.niet_ook if row else ()
    return {veld_id: value for veld_id, value in found.items() if veld_id not in aside}


def _told(zin: str) -> list[str]:
    """Return the sentence when it tells something, of a question what it tells."""
    if not is_question(zin):
        return [zin]
    return [zin[a:b].strip() for a, b in told_beside(zin)]


def _by_topic(zin: str, bericht: Bericht, vraag: str | None, found: Velden) -> None:
    """Add what clauses say of the fields they name; several choices add up."""
    for item in named_fields(zin, bericht, vraag):
        earlier = found.setdefault(item.veld, item.waarde)
        veld = bericht.knowledge.velden[item.veld]
        if veld.type is VeldType.multi and isinstance(earlier, list):
            both = {*earlier, *(item.waarde if isinstance(item.waarde, list) else ())}
            found[item.veld] = [w.id for w in veld.waarden if w.id in both]


def _pupil(bericht: Bericht, found: Velden) -> None:
    readings = {
        "leeftijd": find_age(bericht.plat, gevraagd=False),
        "geboortemaand": find_birth_month(bericht.plat, gevraagd=False),
        "gemeente_woonplaats": find_place(bericht.ruw, gevraagd=False),
        "postcode4": find_postcode(bericht.ruw, gevraagd=False),
        "school_van_inschrijving": find_school(bericht.ruw),
    }
    found.update({k: v for k, v in readings.items() if v is not None})


def _opening_age(plat: str, found: Velden) -> None:
    """Read ‘13, autisme, zit op het vmbo’ in telegram style."""
    match = _OPENING.match(digits(plat))
    if match and 3 < int(match[1]) <= 20:
        found.setdefault("leeftijd", int(match[1]))


def _school(zin: str, bericht: Bericht, asking: bool, found: Velden) -> None:
    if re.match(r"^(?:\w+ )?(?:broer|zus)", zin):
        return
    year = find_year(zin, gevraagd=False)
    if year:
        found.setdefault("leerjaar", year)
    kind = find_type(zin, bericht.lexicon, gevraagd=False, in_vraag=asking)
    if kind:
        found.setdefault("schoolsoort", kind)


def _rows_and_numbers(zin: str, bericht: Bericht, found: Velden) -> None:
    text = digits(zin)
    tlv = find_tlv(zin, bericht.kalender, gevraagd=False)
    if tlv is not None:
        found.setdefault("tlv_aanwezig", tlv)
    hours = find_build_up(zin, gevraagd=False)
    if hours:
        found.setdefault("opbouw_schoolgang", hours)
    for clause in clauses(zin):
        if _TRAVEL.search(clause) and _TRAVEL_LIMIT.search(clause):
            minutes = [d.minuten for d in find_durations(clause) if d.minuten]
            if minutes:
                found.setdefault("maximale_reistijd_min", round(max(minutes)))
    for veld, pattern in (
        ("aantal_geevalueerde_plannen", _PLANS),
        ("aantal_schoolwisselingen", _CHANGES),
    ):
        match = pattern.search(text)
        if match:
            number = match["n"] or match["m"]
            found.setdefault(veld, 1 if number == "een" else int(number))


def _by_words(
    bericht: Bericht, vraag: str | None, bezet: list[Treffer], found: Velden
) -> None:
    for veld_id, patronen in bericht.lexicon.zinnen.items():
        if veld_id == vraag or veld_id in _OWN_READER or not patronen:
            continue
        hits = _stated(veld_id, bericht, longest(find(patronen, bericht.plat)), bezet)
        if not hits:
            continue
        veld = bericht.knowledge.velden[veld_id]
        names = {h.naam for h in hits}
        if veld.type is VeldType.multi:
            order = [w.id for w in veld.waarden]
            found[veld_id] = sorted(names, key=order.index)
        elif len(names) == 1:
            found[veld_id] = hits[0].naam
            if veld_id == "diagnose_status" and hits[0].naam == "ja_vastgesteld":
                _name_diagnosis(bericht.plat, found)


def _stated(
    veld_id: str, bericht: Bericht, hits: list[Treffer], bezet: list[Treffer]
) -> list[Treffer]:
    kept = []
    for hit in hits:
        if any(b.begin < hit.eind and hit.begin < b.eind for b in bezet):
            continue
        if not hit.ontkent and bericht.lexicon.ontkenning.negated(
            bericht.plat, hit.begin, hit.eind
        ):
            continue
        if veld_id in _CHILD_FIELDS and _RELATIVES.search(
            _clause(bericht.plat, hit.begin)
        ):
            continue
        if _in_question(bericht.plat, hit.begin):
            continue
        around = _whole_clause(bericht.plat, hit.begin, hit.eind)
        if is_supposed(around[: around.find(bericht.plat[hit.begin : hit.eind])]):
            continue
        if veld_id == "kind_belemmerend" and _unproven(around):
            continue
        kept.append(hit)
    return kept


def _clause(plat: str, position: int) -> str:
    return re.split(r"(?<!\S)(?:[.,;!?]|en|maar|dat)(?!\S)", plat[:position])[-1]


def _whole_clause(plat: str, begin: int, end: int) -> str:
    """Return the clause around a hit, with ‘we hopen dat’ before it."""
    before = _CLAUSE_END.split(plat[:begin])[-1]
    return before + plat[begin:end] + _CLAUSE_END.split(plat[end:])[0]


def _unproven(clause: str) -> bool:
    """Tell whether a clause says what is looked into, not what was found."""
    return bool(_EXAMINED.search(clause)) and not _PROVEN.search(clause)


def _in_question(plat: str, position: int) -> bool:
    for zin in re.finditer(r"[^.?!]+[.?!]?", plat):
        if zin.start() <= position < zin.end():
            indent = len(zin[0]) - len(zin[0].lstrip())
            asked = zin[0].strip()
            spot = position - zin.start() - indent
            told = told_beside(asked)
            return is_question(asked) and not any(a <= spot < b for a, b in told)
    return False


def _name_diagnosis(plat: str, found: Velden) -> None:
    names = list(dict.fromkeys(_DIAGNOSES.regex.findall(plat)))
    if names:
        found.setdefault("diagnose_relevant", " en ".join(names))
